//! `remove`: take an entry out; with `--burn`, for good.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use super::{id, list, offer, store, style};
use crate::domain::entry::Entry;
use crate::domain::journal::{Journal, changed};
use crate::error::Failure;
use crate::host::Host;
use crate::store::Store;
use crate::terminal::question::{answer, yes_or_no};
use crate::view::entry;

#[derive(Args)]
#[command(after_help = "Examples:\n  nocontact remove 4\n  nocontact remove 4 --burn --yes\n\n\
                        --burn takes it out of the journal, and deletes the whole undo history, \
                        the backup and every unfinished letter. It cannot reach copies made \
                        elsewhere: by a sync service, a backup program, an editor, your shell's \
                        history.")]
pub(crate) struct RemoveArgs {
    /// The entry's number, as in history
    #[arg(value_parser = id)]
    id: u64,
    /// Remove it for good: undo cannot bring it back
    #[arg(long)]
    burn: bool,
    /// Do not ask
    #[arg(long)]
    yes: bool,
}

pub(crate) fn run(args: &RemoveArgs, host: &mut Host<'_>) -> Result<()> {
    // Not asked the time, but told when it is set wrongly.
    host.clock()?;
    let id = args.id;
    let store = store(host)?;
    let found = find(&store, id, args.burn)?;
    let line = entry::headline(&found, &style(host));
    let drafts = if args.burn { store.drafts() } else { Vec::new() };
    if !args.yes {
        ask(&line, args.burn, &drafts, host)?;
    }
    if args.burn {
        store.burn(|journal| {
            is_as_shown(journal, &found)?;
            if store.drafts() != drafts {
                let text = "a letter was begun or ended meanwhile; nothing was done";
                return Err(Failure::Refused(text.to_owned()).into());
            }
            journal.burn(id);
            Ok(())
        })?;
        let gone = format!("Removed for good, with the undo history and the backup: entry {id}");
        let style = style(host);
        writeln!(host.out, "{}", style.wrapped("", &gone))?;
        if !drafts.is_empty() {
            writeln!(host.out, "Unfinished letters went with it:\n{}", list(drafts.iter()))?;
        }
        let remains = store.remains();
        if !remains.is_empty() {
            let remains = list(remains.iter());
            writeln!(host.out, "These were left alone, and may still hold it:\n{remains}")?;
        }
        return Ok(());
    }
    let changed = store.update(|journal| {
        is_as_shown(journal, &found)?;
        let before = journal.verdicts();
        journal.remove(id).ok_or(Failure::NoEntry(id))?;
        Ok(changed(&before, &journal.verdicts(), None))
    })?;
    writeln!(host.out, "Removed: {line}")?;
    if let Some(changed) = entry::changed(changed) {
        writeln!(host.out, "{changed}")?;
    }
    offer("To undo this", "undo", host)?;
    Ok(())
}

/// The entry that bears `id`. What was removed or taken back before can still be burnt: then the
/// undo history or the backup has it.
fn find(store: &Store, id: u64, burn: bool) -> Result<Entry<'static>> {
    let loaded = store.require()?;
    let journal = loaded.journal()?;
    let burnable = journal.undoable(id).filter(|_| burn);
    if let Some(found) = journal.entry(id).or(burnable) {
        return Ok(found.clone().into_owned());
    }
    let backup = if burn { store.backup()? } else { None };
    let kept = backup.as_ref().and_then(|backup| backup.journal().ok());
    let found = kept.as_ref().and_then(|journal| journal.entry(id).or(journal.undoable(id)));
    Ok(found.ok_or(Failure::NoEntry(id))?.clone().into_owned())
}

/// Refuses where the entry was changed since it was shown.
fn is_as_shown(journal: &Journal<'_>, shown: &Entry<'_>) -> Result<(), Failure> {
    match journal.entry(shown.id) {
        Some(now) if now.at != shown.at || now.body != shown.body => {
            let text = format!("entry {} was changed meanwhile; nothing was done", now.id);
            Err(Failure::Refused(text))
        }
        _ => Ok(()),
    }
}

/// Shows the entry and waits for a yes; anything else, silence included, is a no.
fn ask(line: &str, burn: bool, drafts: &[PathBuf], host: &mut Host<'_>) -> Result<()> {
    let letters = match drafts {
        [] => String::new(),
        _ => format!("Unfinished letters go with it:\n{}\n", list(drafts.iter())),
    };
    let question = if burn {
        format!("The undo history and the backup go with it.\n{letters}Remove it for good?")
    } else {
        "Remove it?".to_owned()
    };
    let answer = answer(&format!("{line}\n{question} [y/N] "), host)?;
    match yes_or_no(&answer) {
        Some(true) => Ok(()),
        _ => Err(Failure::NotConfirmed.into()),
    }
}
