//! `goal`: what the window is for, in one's own life.

use std::io::Write;

use anyhow::Result;
use clap::Args;

use super::{id, keep, store, style, words};
use crate::domain::entry::{Body, Goal};
use crate::domain::when::Clock;
use crate::error::Failure;
use crate::host::Host;
use crate::view::entry;
use crate::view::style::{date, word};

#[derive(Args)]
#[command(
    after_help = "Examples:\n  nocontact goal run twice a week\n  nocontact goal --done 5\n  \
                        nocontact goal\n\nTo correct one: nocontact edit ID --note TEXT. To open it \
                        again: nocontact edit ID\n--clear done. To take one out: nocontact remove ID."
)]
pub(crate) struct GoalArgs {
    /// What you want to do with the days; all goals unless given
    #[arg(value_name = "TEXT", conflicts_with = "done")]
    words: Vec<String>,
    /// The number of a goal that is done, as in the list
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
        let line = keep(Body::Goal(Goal { text: text.into(), done: None }), host, &clock)?;
        writeln!(host.out, "{line}")?;
        writeln!(host.out, "To undo this: nocontact undo")?;
        return Ok(());
    }
    let loaded = store(host)?.require()?;
    let journal = loaded.journal()?;
    let style = style(host);
    let lines = entry::goals(&journal, &style);
    if lines.is_empty() {
        write!(host.out, "{NONE}")?;
    }
    for line in lines {
        writeln!(host.out, "{line}")?;
    }
    Ok(())
}

/// Says that a goal was done today.
fn finish(id: u64, host: &mut Host<'_>, clock: &Clock) -> Result<()> {
    let style = style(host);
    let (line, before) = store(host)?.update(|journal| {
        let mut found = journal.entry(id).ok_or(Failure::NoEntry(id))?.clone();
        let line = entry::headline(&found, &style);
        let kind = found.body.kind();
        let Body::Goal(goal) = &mut found.body else {
            let text =
                format!("entry {id} is of kind {}; the goals are in: nocontact goal", word(kind));
            return Err(Failure::Refused(text).into());
        };
        let before = goal.done;
        if before.is_none() {
            goal.done = Some(clock.today());
            journal.settle(found);
        }
        Ok((line, before))
    })?;
    match before {
        Some(day) => writeln!(host.out, "It is done already, since {}.", date(day))?,
        None => writeln!(host.out, "Done: {line}\nTo undo this: nocontact undo")?,
    }
    Ok(())
}
