//! `remove`: takes entries out; with `--burn`, for good.

use std::collections::BTreeSet;

use super::prelude::*;
use crate::args::ids::{Id, id};
use crate::domain::Entry;
use crate::store::Store;
use crate::store::disk::place::SiblingKind;
use crate::terminal::question::confirm;
use crate::view::sentences::STOP_LIFTED;
use crate::view::style::list;

#[derive(Args)]
#[command(after_help = include_str!("../help/remove.txt"))]
pub(crate) struct RemoveArgs {
    /// The number of the entry, from history, or last; can be several
    #[arg(value_name = "ID", value_parser = id, required = true)]
    ids: Vec<Id>,
    /// Remove it for good; undo cannot bring it back
    #[arg(long)]
    burn: bool,
    /// Do not ask
    #[arg(long)]
    yes: bool,
}

pub(crate) fn run(args: &RemoveArgs, session: &mut Session) -> Result<()> {
    let found = find(&args.ids, args.burn, &session.store)?;
    let lines: Vec<_> = found.iter().map(|it| entry::headline(it, &session.style)).collect();
    if args.burn {
        return burn(&found, &lines.join("\n"), args.yes, session);
    }
    if !args.yes {
        let it = if lines.len() == 1 { "it" } else { "them" };
        confirm(&format!("{}\nRemove {it}? [y/N] ", lines.join("\n")), session.host)?;
    }
    let ids: Vec<_> = found.iter().map(|entry| entry.id).collect();
    let ((), summary, changed) = session.change(|journal| {
        are_as_shown(journal, &found)?;
        Ok(journal.remove(&ids).map_err(Failure::no_entry)?)
    })?;
    session.print_lines(lines.iter().map(|line| format!("Removed: {line}")))?;
    session.print_lines(entry::changed(changed, "verdict"))?;
    if summary.stop_lifted {
        session.print_wrapped(STOP_LIFTED)?;
    }
    session.offer_undo()
}

/// Takes the entries out for good. Says what went with them, and what may still hold them.
fn burn(found: &[Entry<'_>], lines: &str, yes: bool, session: &mut Session) -> Result<()> {
    let drafts = session.store.lying(SiblingKind::Draft);
    if !yes {
        let letters = match &drafts[..] {
            [] => String::new(),
            drafts => format!("Drafts are removed too:\n{}\n", list(drafts)),
        };
        let goes = "The undo history and the backup are removed too.";
        confirm(&format!("{lines}\n{goes}\n{letters}Remove for good? [y/N] "), session.host)?;
    }
    session.store.update(|journal| {
        are_as_shown(journal, found)?;
        if session.store.lying(SiblingKind::Draft) != drafts {
            let what = "a draft was added or removed meanwhile; nothing was done";
            return Err(Failure::new(what).into());
        }
        for entry in found {
            journal.burn(entry.identity);
        }
        Ok(())
    })?;
    let gone: Vec<_> = found.iter().map(|entry| format!("entry {}", entry.id)).collect();
    let head = "Removed for good, with the undo history and the backup";
    session.print_wrapped(&format!("{head}: {}", gone.join(", ")))?;
    if !drafts.is_empty() {
        session.print(&format!("Drafts removed too:\n{}", list(&drafts)))?;
    }
    session.print_remains(&[])
}

/// The entries with the ids. A burn also finds those that only the undo history or the backup has.
fn find(ids: &[Id], burn: bool, store: &Store) -> Result<Vec<Entry<'static>>> {
    let loaded = store.require()?;
    let journal = loaded.journal()?;
    let found = |id| -> Result<_> {
        let burnable = journal.undoable(id).filter(|_| burn);
        if let Some(found) = journal.entry(id).or(burnable) {
            return Ok(found.clone().into_owned());
        }
        let backup = if burn { store.backup()? } else { None };
        let kept = backup.as_ref().and_then(|backup| backup.journal().ok());
        let found = kept.as_ref().and_then(|journal| journal.entry(id).or(journal.undoable(id)));
        Ok(found.ok_or_else(|| Failure::no_entry(id))?.clone().into_owned())
    };
    let ids = ids.iter().map(|id| id.of(&journal, None)).collect::<Result<BTreeSet<_>, _>>()?;
    ids.into_iter().map(found).collect()
}

/// Refuses if an entry has changed since it was shown.
fn are_as_shown(journal: &Journal<'_>, shown: &[Entry<'_>]) -> Result<(), Failure> {
    let is_other = |now: &Entry<'_>, it: &Entry<'_>| now.at != it.at || now.body != it.body;
    let changed = |it: &&Entry<'_>| journal.entry(it.id).is_some_and(|now| is_other(now, it));
    shown.iter().find(changed).map_or(Ok(()), |it| Err(Failure::changed_meanwhile(it.id)))
}
