//! `goal`: what the window is for, in one's own life.

use std::io::Write;

use anyhow::Result;
use clap::Args;

use super::{id, keep, list_own, offer, store, style, words};
use crate::domain::clock::Clock;
use crate::domain::entry::{Body, Goal};
use crate::error::Failure;
use crate::host::Host;
use crate::view::entry;
use crate::view::style::{date, word};

#[derive(Args)]
#[command(
    after_help = "Examples:\n  nocontact goal run twice a week\n  nocontact goal --done 5\n  \
                        nocontact goal\n\nTo correct one: nocontact edit ID, and then the new \
                        text.\nTo open one again: nocontact edit ID --clear done.\nTo take one \
                        out: nocontact remove ID."
)]
pub(crate) struct GoalArgs {
    /// What you want to do with the days; without it, all goals are listed
    #[arg(value_name = "TEXT", conflicts_with = "done")]
    words: Vec<String>,
    /// Say that a goal is done, by its number
    #[arg(long, value_name = "ID", value_parser = id)]
    done: Option<u64>,
}

impl GoalArgs {
    /// Whether it adds a goal, or ends one.
    pub(crate) fn saves(&self) -> bool {
        !self.words.is_empty() || self.done.is_some()
    }
}

/// Shown while there is no goal.
const NONE: &str = "\
No goal yet. What are the days for, in your own life?
  nocontact goal run twice a week
";

pub(crate) fn run(args: &GoalArgs, host: &mut Host<'_>) -> Result<()> {
    let clock = host.clock()?;
    if let Some(id) = args.done {
        return finish(id, host, &clock);
    }
    if args.saves() {
        let text = words(&args.words)?;
        let (_, line) = keep(Body::Goal(Goal { text: text.into(), done: None }), host, &clock)?;
        writeln!(host.out, "{line}")?;
        offer("To undo this", "undo", host)?;
        return Ok(());
    }
    list_own(entry::goals, NONE, host, &clock)
}

/// Says that a goal was done today; where it was done before, that day stays.
fn finish(id: u64, host: &mut Host<'_>, clock: &Clock) -> Result<()> {
    let style = style(host);
    let (line, before) = store(host)?.update(|journal| {
        let mut found = journal.entry(id).ok_or(Failure::NoEntry(id))?.clone();
        let kind = found.body.kind();
        let Body::Goal(goal) = &mut found.body else {
            let what = format!("entry {id} is of kind {}, and no goal", word(kind));
            let hint = "the goals are in: nocontact goal".to_owned();
            return Err(Failure::Own { code: 1, what, hint }.into());
        };
        let before = goal.done;
        goal.done = before.or_else(|| Some(clock.today()));
        let line = entry::headline(&found, &style);
        journal.settle(found);
        Ok((line, before))
    })?;
    if let Some(day) = before {
        let already = format!("It is done already, since {}; nothing was changed.", date(day));
        writeln!(host.out, "{}", style.wrapped("", &already))?;
        return Ok(());
    }
    writeln!(host.out, "{line}")?;
    offer("To undo this", "undo", host)
}
