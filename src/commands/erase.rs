//! `erase`: every file of ours, gone, after the word for it is typed.

use std::io::Write;

use anyhow::Result;
use clap::Args;

use super::{list, store, style};
use crate::error::Failure;
use crate::host::Host;
use crate::store::Store;
use crate::store::erase::Holdings;
use crate::terminal::question::answer;
use crate::view::style::{date, entries};

#[derive(Args)]
#[command(after_help = "Examples:\n  nocontact erase\n  nocontact erase --yes\n\n\
                        It removes the journal with its undo history, its backup and all else \
                        of ours\nbeside it. Nothing brings them back.")]
pub(crate) struct EraseArgs {
    /// Do not ask
    #[arg(long)]
    yes: bool,
}

/// What is said of bytes that say nothing.
const NO_JOURNAL: &str = "a file that cannot be read as a journal";

/// What no command can reach.
const BEYOND: &str = "Not reached are copies made elsewhere: exports, what a sync service or an \
                      editor has kept, your shell's history, snapshots and backups of the disk. \
                      What is gone here is removed, not securely wiped.";

pub(crate) fn run(args: &EraseArgs, host: &mut Host<'_>) -> Result<()> {
    // Not asked the time, but told when it is set wrongly.
    host.clock()?;
    let store = store(host)?;
    let found = store.holdings()?;
    if !args.yes {
        ask(&store, &found, host)?;
    }
    let removed = store.erase(host.journal_is_in_data_dir())?;
    writeln!(host.out, "Removed:\n{}", list(removed.all()))?;
    let links = list(removed.links.iter());
    match removed.links.len() {
        0 => {}
        1 => writeln!(host.out, "The link stays, and leads to nothing now:\n{links}")?,
        _ => writeln!(host.out, "The links stay, and lead to nothing now:\n{links}")?,
    }
    writeln!(host.out, "\n{}", style(host).wrapped("", BEYOND))?;
    Ok(())
}

/// Shows what will go and waits for the word; anything else, silence included, is a no.
fn ask(store: &Store, found: &Holdings, host: &mut Host<'_>) -> Result<()> {
    let head = match store.load() {
        Ok(Some(loaded)) => loaded.journal().map_or_else(
            |_| NO_JOURNAL.to_owned(),
            |journal| {
                let number = entries(journal.entries.len());
                format!(
                    "a journal with {number} since the breakup, {}",
                    date(journal.rules.breakup)
                )
            },
        ),
        Ok(None) => "what is left of a journal".to_owned(),
        Err(_) => NO_JOURNAL.to_owned(),
    };
    let files = list(found.all());
    let head = style(host).wrapped("", &format!("This removes {head}:"));
    let question = format!("{head}\n{files}\nNothing brings it back. To go on, type erase: ");
    match answer(&question, host)?.as_slice() {
        b"erase" => Ok(()),
        _ => Err(Failure::NotConfirmed.into()),
    }
}
