//! `amend`: correct the breakup date or the window's rules.

use super::prelude::*;
use crate::args::dates::date;
use crate::args::rules::RulesArgs;
use crate::domain::{Policy, Rules};
use crate::terminal::question::confirm;
use crate::view::sentences::NOTHING_TO_CHANGE;
use crate::view::{status, style as form};

#[derive(Args)]
#[command(after_help = include_str!("../help/amend.txt"))]
pub(crate) struct AmendArgs {
    /// Correct the day it ended
    #[arg(long, value_name = "DATE", num_args = 1..)]
    date: Vec<String>,
    #[command(flatten)]
    rules: RulesArgs,
    /// Leave the window where it is after a slip
    #[arg(long, conflicts_with_all = ["strict", "no_end"])]
    fixed: bool,
    /// Do not ask before adding an end date
    #[arg(long)]
    yes: bool,
}

pub(crate) fn run(args: &AmendArgs, session: &mut Session) -> Result<()> {
    let breakup = date(&[], &args.date, &session.clock)?;
    let policy = if args.fixed { Some(Policy::Fixed) } else { args.rules.policy() };
    if breakup.is_none() && policy.is_none() && args.rules.days.is_none() {
        let what = "say what to correct: --date, --days, --strict, --fixed or --no-end";
        return Err(Failure::usage(what).into());
    }
    let gives_end = policy.is_some_and(|policy| policy != Policy::Open);
    let ends = gives_end || args.rules.days.is_some();
    let is_open = |journal: &Journal<'_>| journal.rules.policy == Policy::Open;
    let loaded = session.store.require()?;
    let journal = loaded.journal()?;
    check_not_stopped(&journal, ends)?;
    let asked = args.yes || gives_end && is_open(&journal);
    if asked && !args.yes {
        let why = "If there is a court order, a request to stop, or fear, keep it as it is.";
        let why = session.style.wrapped("", why);
        confirm(&format!("{why}\nGive it an end date? [y/N] "), session.host)?;
    }
    let (amended, summary, changed) = session.change(|journal| {
        check_not_stopped(journal, ends)?;
        if gives_end && is_open(journal) && !asked {
            return Err(Failure::not_confirmed().into());
        }
        let now = journal.rules;
        let rules = Rules {
            breakup: breakup.unwrap_or(now.breakup),
            policy: policy.unwrap_or(now.policy),
            days: args.rules.days.unwrap_or(now.days),
        };
        Ok(journal.amend(rules).map_err(|(id, day)| {
            let what = format!("cannot be on {}: entry {id} is from {day}", rules.breakup);
            let edit = format!("edit {id} --at DATE");
            Failure::new(format!("the breakup {what}")).offer("correct that entry first", edit)
        })?)
    })?;
    if !amended {
        return session.print(NOTHING_TO_CHANGE);
    }
    session.print(&format!("Breakup: {}", form::date(summary.breakup)))?;
    let policy = form::word(summary.policy);
    session.print(&format!("Window: {policy}, {}", status::in_words(&summary)))?;
    session.print_lines(entry::changed(changed, "verdict"))?;
    session.offer_undo()
}

/// Refuses to end a window after they asked for no contact.
fn check_not_stopped(journal: &Journal<'_>, ends: bool) -> Result<(), Failure> {
    let Some(stop) = journal.first_stop().filter(|_| ends) else { return Ok(()) };
    let (id, day) = (stop.id, form::date(stop.at.day()));
    Err(Failure::new(format!(
        "they asked for no contact on {day} (entry {id}), so this window cannot get an end date"
    ))
    .offer("if they never asked", format!("edit {id} --clear stop")))
}
