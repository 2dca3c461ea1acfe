//! `undo`: takes back the last change of any kind, up to ten in a row.

use super::prelude::*;
use crate::args::input::number;
use crate::domain::change::UNDO_LIMIT;
use crate::domain::{Act, Change, Entry};
use crate::view::sentences::STOP_LIFTED;
use crate::view::style as form;
use crate::view::style::Style;

#[derive(Args)]
#[command(after_help = include_str!("../help/undo.txt"))]
pub(crate) struct UndoArgs {
    /// How many changes to take back, newest first
    #[arg(value_name = "N", default_value_t = 1, hide_default_value = true)]
    #[arg(value_parser = |text: &str| number(text, &(1..=UNDO_LIMIT)))]
    changes: u32,
}

/// The most entries that are named, since an import may have brought thousands.
const SHOWN: usize = 20;

pub(crate) fn run(args: &UndoArgs, session: &mut Session) -> Result<()> {
    let (undone, left, lifted) = session.store.update(|journal| {
        if journal.undo.len() < args.changes as usize {
            return Err(too_few(journal.undo.len()).into());
        }
        let stopped = journal.first_stop().is_some();
        let own = |entries: Vec<Entry<'_>>| -> Vec<_> {
            entries.into_iter().map(Entry::into_owned).collect()
        };
        let undone = (0..args.changes).filter_map(|_| journal.undo());
        let undone =
            undone.map(|(Change { act, was, rules, .. }, gone)| (act, own(gone), own(was), rules));
        let undone = undone.collect::<Vec<_>>();
        let lifted = stopped && journal.first_stop().is_none();
        Ok((undone, journal.undo.len(), lifted))
    })?;
    for (act, gone, back, rules) in &undone {
        let is_settled = back.iter().any(|entry| entry.body.is_settled());
        if !gone.is_empty() {
            session.print("Undone. No longer recorded:")?;
            print_entries(gone, session)?;
        }
        let lead = match act {
            Act::Imported if !back.is_empty() => Some("Undone. As it was before:"),
            Act::Recorded | Act::Imported | Act::Amended => None,
            Act::Settled if !is_settled => Some("Undone. It is open again:"),
            Act::Edited | Act::Settled => Some("Undone. The entry is now:"),
            Act::Removed => Some("Undone. Recorded again:"),
        };
        lead.map_or(Ok(()), |lead| session.print(lead))?;
        print_entries(back, session)?;
        if let Some(rules) = rules {
            session.print(&format!("Undone. The rules are now:\n  {}", form::rules(rules)))?;
        }
    }
    if lifted {
        session.print_wrapped(STOP_LIFTED)?;
    }
    if left > 0 {
        let left = form::count(left as u64, "more change");
        session.print(&format!("You can undo {left}."))?;
    }
    Ok(())
}

fn print_entries(entries: &[Entry<'_>], session: &mut Session) -> Result<()> {
    // Leaves room for the indent.
    let style = Style { width: session.style.width.saturating_sub(2), ..session.style };
    let headlines = entries.iter().take(SHOWN).map(|entry| entry::headline(entry, &style));
    session.print_lines(headlines.map(|line| format!("  {line}")))?;
    match entries.len().checked_sub(SHOWN) {
        None | Some(0) => Ok(()),
        Some(more) => session.print(&format!("  and {more} more")),
    }
}

fn too_few(there: usize) -> Failure {
    if there == 0 {
        return Failure::new("there is nothing to undo")
            .offer("to correct the breakup date", CommandLine::on_journal("amend --date DATE"));
    }
    Failure::new(format!("you can undo only {}", form::count(there as u64, "change")))
        .offer("to undo that many", CommandLine::on_journal("undo").word(there))
}
