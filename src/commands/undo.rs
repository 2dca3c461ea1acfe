//! `undo`: takes back the last change of any kind, up to ten in a row.

use anyhow::Result;
use clap::Args;

use crate::advice::CommandLine;
use crate::domain::{Act, Entry, Rules};
use crate::error::Failure;
use crate::session::Session;
use crate::view::style::Style;
use crate::view::{entry, style as form};

#[derive(Args)]
#[command(after_help = "Examples:\n  nocontact undo")]
pub(crate) struct UndoArgs {}

/// The most entries that are named, since an import may have brought thousands.
const SHOWN: usize = 20;

/// What was taken back.
struct Undone {
    act: Act,
    /// The entries that went or came back, at most [`SHOWN`] of them.
    entries: Vec<Entry<'static>>,
    number: usize,
    /// Whether an entry that came back says how it ended.
    is_settled: bool,
    /// The rules that are in force again, if the change was to them.
    rules: Option<Rules>,
    /// How many changes are left.
    left: usize,
}

pub(crate) fn run(_: &UndoArgs, session: &mut Session) -> Result<()> {
    let undone = session.store.update(|journal| {
        let (change, gone) = journal.undo().ok_or_else(nothing_to_undo)?;
        let entries = gone.iter().chain(&change.was);
        Ok(Undone {
            act: change.act,
            number: entries.clone().count(),
            entries: entries.take(SHOWN).map(|entry| entry.clone().into_owned()).collect(),
            is_settled: change.was.iter().any(|was| was.body.is_settled()),
            rules: change.rules,
            left: journal.undo.len(),
        })
    })?;
    session.print(match undone.act {
        Act::Recorded | Act::Imported => "Taken back, and no longer recorded:",
        Act::Edited => "The edit is taken back. It is again:",
        Act::Settled if undone.is_settled => "The ending is taken back. It is again:",
        Act::Settled => "Open again:",
        Act::Removed => "Back again:",
        Act::Amended => "The rules are again:",
    })?;
    // Leaves room for the indent.
    let style = Style { width: session.style.width.saturating_sub(2), ..session.style };
    let headlines = undone.entries.iter().map(|entry| entry::headline(entry, &style));
    session.print_lines(headlines.map(|line| format!("  {line}")))?;
    if undone.number > undone.entries.len() {
        session.print(&format!("  and {} more", undone.number - undone.entries.len()))?;
    }
    if let Some(rules) = undone.rules {
        let policy = form::word(rules.policy);
        let (breakup, days) = (form::date(rules.breakup), form::count(rules.days, "day"));
        session.print(&format!("  breakup {breakup}, {policy}, {days}"))?;
    }
    if undone.left > 0 {
        let left = form::count(undone.left as u64, "earlier change");
        session.print(&format!("{left} can be taken back."))?;
    }
    Ok(())
}

/// Nothing was changed yet, or everything was taken back.
fn nothing_to_undo() -> Failure {
    let amend = CommandLine::on_journal("amend --date DATE");
    Failure::new("there is nothing to take back").offer("to correct the breakup date", amend)
}
