//! `status`: the days and figures. Also what `nocontact` alone does.

use std::mem::ManuallyDrop;

use anyhow::Result;
use clap::Args;

use crate::advice::CommandLine;
use crate::domain::text::shown;
use crate::session::Session;
use crate::view;

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
    if args.short || args.json || session.store.tracked()?.is_some() {
        return run(args, session);
    }
    let [start, earlier] = ["start", "start 3 days ago"].map(CommandLine::from);
    let about = "nocontact counts the days without contact after a breakup.\n";
    session.print_wrapped(about)?;
    let begin = "Nothing is tracked yet. Begin today, or from the day it ended:";
    session.offer_below(begin, &[start, earlier])?;
    let now = "\nIf you badly want to write to them right now, wait it out first:";
    session.offer_below(now, &["urge".into()])?;
    let afraid = "\nIf you are afraid, or were asked to stop:";
    session.offer_below(afraid, &["guide safety".into()])?;
    let stays = "\nYou can add what has happened since then. All of it stays on this machine, in";
    session.print_wrapped(stays)?;
    let path = shown(&session.store.path.to_string_lossy()).into_owned();
    session.print(&format!("  {path}"))
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
