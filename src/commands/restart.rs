//! `restart`: a fresh window; the history and the breakup date stay.

use std::io::Write;

use anyhow::Result;
use clap::Args;

use super::{date, offer, store};
use crate::domain::entry::Body;
use crate::domain::journal::changed;
use crate::domain::moment::Moment;
use crate::error::Failure;
use crate::host::Host;
use crate::view::{entry, status, style as form};

#[derive(Args)]
#[command(after_help = "Examples:\n  nocontact restart\n  nocontact restart yesterday")]
pub(crate) struct RestartArgs {
    /// The day it begins on; this moment unless given
    #[arg(value_name = "DATE")]
    words: Vec<String>,
}

pub(crate) fn run(args: &RestartArgs, host: &mut Host<'_>) -> Result<()> {
    let clock = host.clock()?;
    let at = date(&args.words, &[], &clock)?.map_or_else(|| clock.moment(), Moment::Day);
    let (summary, changed) = store(host)?.update(|journal| {
        let first = journal.window().first;
        if at.day() < first {
            return Err(Failure::BeforeWindow { date: at.day(), first }.into());
        }
        let before = journal.verdicts();
        journal.record(at, Body::Restart).ok_or(Failure::NoIdLeft)?;
        Ok((journal.summary(&clock), changed(&before, &journal.verdicts(), None)))
    })?;
    let first = form::date(summary.window.first);
    writeln!(host.out, "A fresh window, from {first}.")?;
    writeln!(host.out, "Today is {}.", status::in_words(&summary))?;
    writeln!(host.out, "The history and the breakup date stay.")?;
    if let Some(changed) = entry::changed(changed) {
        writeln!(host.out, "{changed}")?;
    }
    offer("To undo this", "undo", host)?;
    Ok(())
}
