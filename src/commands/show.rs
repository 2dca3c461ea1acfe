//! `show`: one entry, whole.

use anyhow::Result;
use clap::Args;

use crate::args::ids::id;
use crate::error::Failure;
use crate::session::Session;
use crate::view;

#[derive(Args)]
#[command(after_help = "Examples:\n  nocontact show 4\n  nocontact show 4 --json")]
pub(crate) struct ShowArgs {
    /// The entry's number, as in history
    #[arg(value_parser = id)]
    id: u64,
    /// Print it as JSON
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &ShowArgs, session: &mut Session) -> Result<()> {
    session.read(|journal, session| {
        let assessed = journal.assessed();
        let found = assessed.iter().find(|(entry, _)| entry.id == args.id);
        let (entry, assessment) = found.ok_or_else(|| Failure::no_entry(args.id))?;
        if args.json {
            return session.print_json(&view::json::entry(entry, assessment));
        }
        session.print_lines(view::entry::whole(entry, assessment, &session.style))
    })
}
