//! `amend`: correct the breakup date or the window's rules.

use std::io::Write;

use anyhow::Result;
use clap::Args;

use super::{SO_ALREADY, date, offer, store};
use crate::args::rules::RulesArgs;
use crate::domain::journal::changed;
use crate::domain::window::{Policy, Rules};
use crate::error::Failure;
use crate::host::Host;
use crate::view::{entry, status, style as form};

#[derive(Args)]
#[command(after_help = "Examples:\n  nocontact amend --date 2026-11-01\n  \
                        nocontact amend --no-end")]
pub(crate) struct AmendArgs {
    /// Correct the day it ended
    #[arg(long, value_name = "DATE", num_args = 1..)]
    date: Vec<String>,
    #[command(flatten)]
    rules: RulesArgs,
    /// Let a slip leave the window where it is
    #[arg(long, conflicts_with_all = ["strict", "no_end"])]
    fixed: bool,
}

pub(crate) fn run(args: &AmendArgs, host: &mut Host<'_>) -> Result<()> {
    let clock = host.clock()?;
    let breakup = date(&[], &args.date, &clock)?;
    let policy = if args.fixed { Some(Policy::Fixed) } else { args.rules.policy() };
    if breakup.is_none() && policy.is_none() && args.rules.days.is_none() {
        let text = "say what to correct: --date, --days, --strict, --fixed or --no-end";
        return Err(Failure::Usage(text.to_owned()).into());
    }
    let (amended, summary, changed) = store(host)?.update(|journal| {
        let now = journal.rules;
        let rules = Rules {
            breakup: breakup.unwrap_or(now.breakup),
            policy: policy.unwrap_or(now.policy),
            days: args.rules.days.unwrap_or(now.days),
        };
        let before = journal.verdicts();
        let amended = journal.amend(rules).map_err(|obstacle| Failure::AfterEntry {
            date: rules.breakup,
            id: obstacle.id,
            day: obstacle.day,
        })?;
        let changed = changed(&before, &journal.verdicts(), None);
        Ok((amended, journal.summary(&clock), changed))
    })?;
    if !amended {
        writeln!(host.out, "{SO_ALREADY}")?;
        return Ok(());
    }
    writeln!(host.out, "Breakup: {}", form::date(summary.breakup))?;
    let policy = form::word(summary.policy);
    writeln!(host.out, "Window: {policy}, {}", status::in_words(&summary))?;
    if let Some(changed) = entry::changed(changed) {
        writeln!(host.out, "{changed}")?;
    }
    offer("To undo this", "undo", host)?;
    Ok(())
}
