//! `show`: entries, whole.

use std::collections::BTreeSet;

use super::prelude::*;
use crate::args::ids::{Id, id};

#[derive(Args)]
#[command(after_help = include_str!("../help/show.txt"))]
pub(crate) struct ShowArgs {
    /// The number of the entry, from history, or last; can be several
    #[arg(value_name = "ID", value_parser = id, required = true)]
    ids: Vec<Id>,
    /// Print it as JSON, several as an array
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &ShowArgs, session: &mut Session) -> Result<()> {
    session.read(|journal, session| {
        let ids =
            args.ids.iter().map(|id| id.of(journal, None)).collect::<Result<BTreeSet<_>, _>>()?;
        let assessed = journal.assessed();
        let found = |id| assessed.iter().find(|(entry, _)| entry.id == id);
        let found = ids.into_iter().map(|id| found(id).ok_or_else(|| Failure::no_entry(id)));
        let found = found.collect::<Result<Vec<_>, _>>()?;
        if args.json {
            let shapes = found.iter().map(|(entry, it)| view::json::EntryShape(entry, it));
            let shapes: Vec<_> = shapes.collect();
            return match &shapes[..] {
                [shape] if args.ids.len() == 1 => session.print_json(shape),
                _ => session.print_json(&shapes),
            };
        }
        let pages = found.iter().map(|(entry, it)| view::entry::whole(entry, it, &session.style));
        session.print(&pages.map(|page| page.join("\n")).collect::<Vec<_>>().join("\n\n"))
    })
}
