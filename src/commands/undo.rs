//! `undo`: take back the last change of any kind, up to ten in a row.

use std::io::Write;

use anyhow::Result;
use clap::Args;

use super::{store, style};
use crate::domain::change::Act;
use crate::error::Failure;
use crate::host::Host;
use crate::view::style::Style;
use crate::view::{entry, style as form};

#[derive(Args)]
#[command(after_help = "Examples:\n  nocontact undo")]
pub(crate) struct UndoArgs {}

/// How many entries are named, at most: an import may have brought thousands.
const SHOWN: usize = 20;

pub(crate) fn run(_: &UndoArgs, host: &mut Host<'_>) -> Result<()> {
    // Not asked the time, but told when it is set wrongly.
    host.clock()?;
    let style = style(host);
    // The entries are indented.
    let style = Style { width: style.width.saturating_sub(2), ..style };
    let (lines, left) = store(host)?.update(|journal| {
        let (change, gone) = journal.undo().ok_or(Failure::NothingToUndo)?;
        let head = match change.act {
            Act::Recorded | Act::Imported => "Taken back, and no longer recorded:",
            Act::Edited => "The edit is taken back. It is again:",
            Act::Settled if change.was.iter().any(|was| was.body.is_settled()) => {
                "The ending is taken back. It is again:"
            }
            Act::Settled => "Open again:",
            Act::Removed => "Back again:",
            Act::Amended => "The rules are again:",
        };
        let mut lines = vec![head.to_owned()];
        let entries = gone.iter().chain(&change.was);
        let shown = entries.clone().take(SHOWN);
        lines.extend(shown.map(|gone| format!("  {}", entry::headline(gone, &style))));
        let more = entries.count().saturating_sub(SHOWN);
        if more > 0 {
            lines.push(format!("  and {more} more"));
        }
        if let Some(rules) = change.rules {
            let policy = form::word(rules.policy);
            let (breakup, days) = (form::date(rules.breakup), form::count(rules.days, "day"));
            lines.push(format!("  breakup {breakup}, {policy}, {days}"));
        }
        Ok((lines, journal.undo.len()))
    })?;
    for line in lines {
        writeln!(host.out, "{line}")?;
    }
    if left > 0 {
        writeln!(host.out, "{} can be taken back.", form::count(left as u64, "earlier change"))?;
    }
    Ok(())
}
