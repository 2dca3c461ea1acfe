//! `status`: the days and figures. Also what `nocontact` alone does.

use std::mem::ManuallyDrop;

use anyhow::Result;
use clap::Args;

use crate::advice::CommandLine;
use crate::domain::text::shown;
use crate::session::Session;
use crate::view::style::padded;
use crate::view::{self, advice};

#[derive(Args)]
#[command(after_help = "Examples:\n  nocontact status\n  nocontact status --json\n  \
                        nocontact status --short\n\nThe manual has the lines for your prompt, on \
                        the page scripts.")]
pub(crate) struct StatusArgs {
    /// Print only the day and the length, as 21/30; nothing while nothing is tracked
    #[arg(long, conflicts_with = "json")]
    pub(crate) short: bool,
    /// Print every figure as JSON
    #[arg(long)]
    json: bool,
}

/// What bare `nocontact` says first while nothing is tracked.
const WELCOME: &str = "\
nocontact keeps count of the days without contact after a breakup.

Nothing is tracked yet. Begin with the day it ended:";

/// `nocontact` alone: the status, or a welcome while nothing is tracked.
pub(crate) fn bare(session: &mut Session) -> Result<()> {
    if session.store.tracked()?.is_some() {
        return show(false, session);
    }
    for line in WELCOME.lines() {
        session.print_wrapped(line)?;
    }
    let begin = [("start", "it was today"), ("start 3 days ago", "or any other day")];
    welcome_commands(&begin, session)?;
    session.print_wrapped("\nIf everything in you wants to write to them right now:")?;
    welcome_commands(&[("urge", "wait it out here, before all else")], session)?;
    let stays = "\nWhatever happened since then, you can add. All of it stays on this machine, in";
    session.print_wrapped(stays)?;
    let path = shown(&session.store.path.to_string_lossy()).into_owned();
    session.print(&format!("  {path}"))
}

/// Commands in a column, each with what it is for.
fn welcome_commands(rows: &[(&str, &str)], session: &mut Session) -> Result<()> {
    for (words, about) in rows {
        let command = advice::command(&CommandLine::on_journal(words), &session.caller);
        let first = format!("  {}    ", padded(&command, WELCOME_COLUMN));
        // A long command has a line of its own, and what it is for stands below it.
        let below = format!("  {command}\n      {about}");
        let fits = command.len() <= WELCOME_COLUMN;
        session.print(&if fits { session.style.wrapped(&first, about) } else { below })?;
    }
    Ok(())
}

/// Columns of the longest command in the welcome, without `--file`.
const WELCOME_COLUMN: usize = 26;

pub(crate) fn run(args: &StatusArgs, session: &mut Session) -> Result<()> {
    if !args.short {
        return show(args.json, session);
    }
    if let Some(loaded) = session.store.load()? {
        // The process is about to end, so the journal is not taken apart.
        let journal = ManuallyDrop::new(loaded.journal()?);
        session.print(&view::status::short(&journal.summary(&session.clock)))?;
    }
    Ok(())
}

fn show(json: bool, session: &mut Session) -> Result<()> {
    session.read(|journal, session| {
        let summary = journal.summary(&session.clock);
        if json {
            return session.print_json(&view::json::status(&summary));
        }
        session.print_lines(view::status::lines(&summary, &session.caller, &session.style))
    })
}
