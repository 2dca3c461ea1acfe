//! `start`: the first entry into the method. Never overwrites.

use std::io::Write;

use anyhow::Result;
use clap::Args;

use super::{date, offer_line, store, style};
use crate::args::rules::RulesArgs;
use crate::domain::journal::Journal;
use crate::domain::moment::writable;
use crate::domain::text::shown;
use crate::domain::window::{DEFAULT_DAYS, Policy, Rules};
use crate::error::Failure;
use crate::host::Host;
use crate::view::{sentences, status, style as form};

#[derive(Args)]
#[command(after_help = "Examples:\n  nocontact start\n  nocontact start 10 days ago\n  \
                        nocontact start 2026-11-01 --days 60")]
pub(crate) struct StartArgs {
    /// The day it ended; today unless given. As in: yesterday, 10 days ago, 2026-11-01
    #[arg(value_name = "DATE")]
    words: Vec<String>,
    /// The same, as an option
    #[arg(long, value_name = "DATE", num_args = 1..)]
    date: Vec<String>,
    #[command(flatten)]
    rules: RulesArgs,
}

pub(crate) fn run(args: &StartArgs, host: &mut Host<'_>) -> Result<()> {
    let clock = host.clock()?;
    let today = clock.today();
    let rules = Rules {
        breakup: date(&args.words, &args.date, &clock)?.unwrap_or(today),
        policy: args.rules.policy().unwrap_or_default(),
        days: args.rules.days.unwrap_or(DEFAULT_DAYS),
    };
    let journal = Journal::new(rules);
    let store = store(host)?;
    if let Some(summary) = store.create(&journal)? {
        return Err(Failure::Started(summary.journal()?.rules.breakup).into());
    }

    let style = style(host);
    if let Some(backup) = store.left_behind() {
        let first =
            format!("nocontact: {} holds an earlier journal", shown(&backup.to_string_lossy()));
        let next = "The next change replaces it. To keep it, copy it elsewhere first.";
        // Where nobody reads warnings, the start is made all the same.
        let _ = writeln!(host.err, "{}\n{}", style.wrapped("", &first), style.wrapped("  ", next));
    }
    let summary = journal.summary(&clock);
    writeln!(host.out, "{}", style.bold(&format!("Breakup: {}", form::date(rules.breakup))))?;
    writeln!(host.out, "Today is {}.", status::in_words(&summary))?;
    if let Some(end) = summary.window.end().and_then(writable) {
        let ends = if summary.complete { "ended" } else { "ends" };
        writeln!(host.out, "The window {ends} {}.", form::date(end))?;
    }
    if rules.policy == Policy::Strict {
        writeln!(host.out, "Strict: chasing or a slip inside the window begins it again.")?;
    }
    writeln!(host.out, "Kept in {}", shown(&store.path.to_string_lossy()))?;
    writeln!(host.out)?;
    if rules.breakup < today {
        writeln!(host.out, "If there was contact since then, add it with its date:")?;
        offer_line("log text --at yesterday 9pm", host)?;
    }
    writeln!(host.out, "When everything in you wants to reach out:")?;
    offer_line("urge", host)?;
    writeln!(host.out, "{}", style.wrapped("", sentences::SAFETY))?;
    if rules.policy != Policy::Open {
        offer_line("amend --no-end", host)?;
    }
    writeln!(host.out, "  nocontact guide safety")?;
    Ok(())
}
