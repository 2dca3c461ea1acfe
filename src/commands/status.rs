//! `status`: the days and figures. Also what `nocontact` alone does.

use std::mem::ManuallyDrop;

use super::prelude::*;
use crate::view::page;

#[derive(Args)]
#[command(after_help = include_str!("../help/status.txt"))]
pub(crate) struct StatusArgs {
    /// Print only the day, as in 21/30; nothing before start
    #[arg(long, conflicts_with = "json")]
    pub(crate) short: bool,
    /// Print all figures as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// `nocontact` without a command: the status, or a welcome while nothing is tracked.
pub(crate) fn bare(args: &StatusArgs, session: &mut Session) -> Result<()> {
    let store = &session.store;
    if args.short || args.json || store.tracked()?.is_some() || store.has_copy() {
        return run(args, session);
    }
    let welcome = include_str!("../help/welcome.md");
    let welcome = page::text(welcome, &session.style, Some(&session.caller));
    let path = shown(&session.store.path.to_string_lossy()).into_owned();
    session.print(&format!("{welcome}  {path}"))
}

pub(crate) fn run(args: &StatusArgs, session: &mut Session) -> Result<()> {
    if args.short {
        let Some(loaded) = session.store.load()? else { return Ok(()) };
        // The process is about to end, so the journal is not taken apart.
        let journal = ManuallyDrop::new(loaded.journal()?);
        return session.print(&view::status::short(&journal.summary(&session.clock)));
    }
    session.read(|journal, session| {
        let summary = journal.summary(&session.clock);
        if args.json {
            return session.print_json(&view::json::status(&summary));
        }
        session.print_lines(view::status::lines(&summary, &session.caller, &session.style))
    })
}
