//! `remove`: take an entry out; with `--burn`, for good.

use std::io::{BufRead, Write};

use anyhow::{Context, Result};
use clap::Args;

use super::{store, style};
use crate::domain::journal::changed;
use crate::error::Failure;
use crate::host::Host;
use crate::view::entry;

#[derive(Args)]
#[command(after_help = "Examples:\n  nocontact remove 4\n  nocontact remove 4 --burn --yes\n\n\
                        --burn takes it out of the journal, its undo history and its backup. \
                        It cannot\nreach copies made elsewhere: exports, a sync service, your \
                        shell's history.")]
pub(crate) struct RemoveArgs {
    /// The entry's number, as in history
    id: u64,
    /// For good: undo cannot bring it back
    #[arg(long)]
    burn: bool,
    /// Do not ask
    #[arg(long)]
    yes: bool,
}

pub(crate) fn run(args: &RemoveArgs, host: &mut Host<'_>) -> Result<()> {
    let id = args.id;
    let style = style(host);
    let store = store(host)?;
    let line = {
        let loaded = store.require()?;
        let journal = loaded.journal()?;
        // What was removed before can still be burnt, out of the undo history.
        let burnable = journal.undoable(id).filter(|_| args.burn);
        let found = journal.entry(id).or(burnable).ok_or(Failure::NoEntry(id))?;
        entry::headline(found, &style)
    };
    if !args.yes {
        ask(&line, args.burn, host)?;
    }
    if args.burn {
        store.burn(|journal| journal.burn(id).then_some(()).ok_or(Failure::NoEntry(id).into()))?;
        writeln!(host.out, "Removed for good, with the undo history and the backup: entry {id}")?;
        return Ok(());
    }
    let changed = store.update(|journal| {
        let before = journal.verdicts();
        journal.remove(id).ok_or(Failure::NoEntry(id))?;
        Ok(changed(&before, &journal.verdicts(), None))
    })?;
    writeln!(host.out, "Removed: {line}")?;
    if let Some(changed) = entry::changed(changed) {
        writeln!(host.out, "{changed}")?;
    }
    writeln!(host.out, "To take it back: nocontact undo")?;
    Ok(())
}

/// Shows the entry and waits for a yes; anything else, silence included, is a no.
fn ask(line: &str, burn: bool, host: &mut Host<'_>) -> Result<()> {
    writeln!(host.err, "{line}")?;
    let question = if burn { "Remove it for good?" } else { "Remove it?" };
    write!(host.err, "{question} [y/N] ")?;
    host.err.flush()?;
    let mut answer = Vec::new();
    let read = std::io::Read::take(&mut host.input, 100).read_until(b'\n', &mut answer);
    read.context("cannot read the answer")?;
    match answer.trim_ascii().to_ascii_lowercase().as_slice() {
        b"y" | b"yes" => Ok(()),
        _ => {
            if !answer.ends_with(b"\n") {
                writeln!(host.err)?;
            }
            Err(Failure::NotConfirmed.into())
        }
    }
}
