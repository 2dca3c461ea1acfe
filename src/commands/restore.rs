//! `restore`: the backup, in the place of a journal that is damaged or gone.

use std::io::Write;

use anyhow::Result;
use clap::Args;

use super::{offer, store};
use crate::domain::text::shown;
use crate::host::Host;
use crate::view::style::{date, entries, moment};

#[derive(Args)]
#[command(after_help = "Examples:\n  nocontact restore\n\n\
                        The damaged file is kept beside the journal, and the backup stays as it \
                        is.\nNothing is done while the journal can be read.")]
pub(crate) struct RestoreArgs {}

pub(crate) fn run(_: &RestoreArgs, host: &mut Host<'_>) -> Result<()> {
    // Not asked the time, but told when it is set wrongly.
    host.clock()?;
    let restored = store(host)?.restore()?;
    let journal = restored.loaded.journal()?;
    let (number, breakup) = (entries(journal.entries.len()), date(journal.rules.breakup));
    writeln!(host.out, "Restored: {number} since the breakup, {breakup}")?;
    if let Some(newest) = journal.newest() {
        writeln!(host.out, "The newest is of {}.", moment(newest))?;
    }
    writeln!(host.out, "What the last save recorded may be missing.")?;
    if let Some(aside) = restored.aside {
        let aside = shown(&aside.to_string_lossy()).into_owned();
        writeln!(host.out, "The file that could not be read is kept:\n  {aside}")?;
    }
    offer("To look it over", "history", host)?;
    Ok(())
}
