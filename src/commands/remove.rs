//! `remove`: takes an entry out; with `--burn`, for good.

use anyhow::Result;
use clap::Args;

use crate::args::ids::id;
use crate::domain::{Entry, Journal};
use crate::error::Failure;
use crate::session::Session;
use crate::store::Store;
use crate::terminal::question::{answer, yes_or_no};
use crate::view::entry;
use crate::view::style::list;

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

pub(crate) fn run(args: &RemoveArgs, session: &mut Session) -> Result<()> {
    let found = find(args.id, args.burn, &session.store)?;
    let line = entry::headline(&found, &session.style);
    if args.burn {
        return burn(&found, &line, args.yes, session);
    }
    if !args.yes {
        ask(&format!("{line}\nRemove it? [y/N] "), session)?;
    }
    let ((), effect) = session.change(|journal| {
        is_as_shown(journal, &found)?;
        journal.remove(found.id).ok_or_else(|| Failure::no_entry(found.id))?;
        Ok(())
    })?;
    session.print(&format!("Removed: {line}"))?;
    session.print_lines(entry::changed(effect.changed_verdicts, "verdict"))?;
    session.offer_undo()
}

/// Takes the entry out for good. Says what went with it, and what may still hold it.
fn burn(found: &Entry<'_>, line: &str, yes: bool, session: &mut Session) -> Result<()> {
    let id = found.id;
    let drafts = session.store.drafts();
    if !yes {
        let letters = match &drafts[..] {
            [] => String::new(),
            drafts => format!("Unfinished letters go with it:\n{}\n", list(drafts)),
        };
        let goes = "The undo history and the backup go with it.";
        ask(&format!("{line}\n{goes}\n{letters}Remove it for good? [y/N] "), session)?;
    }
    session.store.burn(|journal| {
        is_as_shown(journal, found)?;
        if session.store.drafts() != drafts {
            let what = "a letter was begun or ended meanwhile; nothing was done";
            return Err(Failure::new(what).into());
        }
        journal.burn(id);
        Ok(())
    })?;
    let gone = format!("Removed for good, with the undo history and the backup: entry {id}");
    session.print_wrapped(&gone)?;
    if !drafts.is_empty() {
        session.print(&format!("Unfinished letters went with it:\n{}", list(&drafts)))?;
    }
    let remains = session.store.remains();
    if !remains.is_empty() {
        let remains = list(&remains);
        session.print(&format!("These were left alone, and may still hold it:\n{remains}"))?;
    }
    Ok(())
}

/// The entry with the id. A burn also finds one that was removed before, while the undo history or
/// the backup has it.
fn find(id: u64, burn: bool, store: &Store) -> Result<Entry<'static>> {
    let loaded = store.require()?;
    let journal = loaded.journal()?;
    let burnable = journal.undoable(id).filter(|_| burn);
    if let Some(found) = journal.entry(id).or(burnable) {
        return Ok(found.clone().into_owned());
    }
    let backup = if burn { store.backup()? } else { None };
    let kept = backup.as_ref().and_then(|backup| backup.journal().ok());
    let found = kept.as_ref().and_then(|journal| journal.entry(id).or(journal.undoable(id)));
    Ok(found.ok_or_else(|| Failure::no_entry(id))?.clone().into_owned())
}

/// Refuses if the entry has changed since it was shown.
fn is_as_shown(journal: &Journal<'_>, shown: &Entry<'_>) -> Result<(), Failure> {
    match journal.entry(shown.id) {
        Some(now) if now.at != shown.at || now.body != shown.body => {
            Err(Failure::changed_meanwhile(now.id))
        }
        _ => Ok(()),
    }
}

/// Waits for a yes. Anything else is a no, and so is silence.
fn ask(question: &str, session: &mut Session) -> Result<()> {
    match yes_or_no(&answer(question, session.host)?) {
        Some(true) => Ok(()),
        _ => Err(Failure::not_confirmed().into()),
    }
}
