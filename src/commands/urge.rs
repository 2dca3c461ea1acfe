//! `urge`: recorded first, then waited out, then settled: resisted or not (`manual/verdicts.md`).

use std::time::Duration;

use super::prelude::*;
use crate::args::doubt::more_than_an_urge;
use crate::args::ids::{Id, id};
use crate::args::input::{ContactInput, number};
use crate::args::note::NoteArgs;
use crate::domain::Urge;
use crate::terminal::drafts::with_note;
use crate::terminal::settle;
use crate::terminal::wait::{show_help, wait, wait_before_start, wait_unrecorded};

#[derive(Args)]
#[command(after_help = include_str!("../help/urge.txt"))]
pub(crate) struct UrgeArgs {
    #[command(flatten)]
    note: NoteArgs,
    /// How many minutes to count down
    #[arg(
        long,
        value_name = "N",
        value_parser = |text: &str| number(text, &(1..=24 * 60)),
        default_value_t = 10,
        conflicts_with_all = ["no_wait", "at", "json"]
    )]
    minutes: u32,
    /// Record it without the countdown
    #[arg(long)]
    no_wait: bool,
    /// Print the entry as JSON, without the countdown
    #[arg(long)]
    json: bool,
    /// Say that you resisted an urge: its number, or last
    #[arg(long, value_name = "ID", value_parser = id, conflicts_with_all = RECORDS)]
    resisted: Option<Id>,
    /// Say that you reached out after an urge: its number, or last
    #[arg(long, value_name = "ID", value_parser = id, conflicts_with_all = RECORDS)]
    #[arg(conflicts_with = "resisted")]
    gave_in: Option<Id>,
}

/// The arguments of a new urge, which settling an old one excludes.
const RECORDS: [&str; 6] = ["words", "at", "trigger", "note", "minutes", "no_wait"];

pub(crate) fn run(args: &UrgeArgs, session: &mut Session) -> Result<()> {
    if let Some(id) = args.resisted.or(args.gave_in) {
        return settle::by_id(id, args.resisted.is_some(), args.json, session);
    }
    let urge = "urge".into();
    let said = args.note.alone(&urge, &session.clock);
    let (input, again) = said.map_err(|failure| session.possible(failure))?;
    let typed = input.note.as_deref().filter(|_| !args.note.words.is_empty());
    if let Some(failure) = typed.and_then(more_than_an_urge) {
        return Err(failure.into());
    }
    let at = input.at;
    let again = input.note_on_input.then(|| again(at.unwrap_or(session.clock.moment())));
    let waits = session.host.is_attended() && !args.no_wait && at.is_none() && !args.json;
    let time = Some(Duration::from_secs(60 * u64::from(args.minutes))).filter(|_| waits);
    if args.json {
        let outcome = keep(input, again, session)?;
        return session.print_json(&view::json::EntryShape(&outcome.entry, &outcome.assessment));
    }
    let kept = match session.store.tracked() {
        Ok(None) if at.is_none() => return wait_before_start(time, session),
        Ok(_) => keep(input, again, session),
        Err(error) => Err(error.into()),
    };
    let outcome = match (kept, time) {
        (Ok(kept), _) => kept,
        (Err(error), Some(time)) => return wait_unrecorded(error, time, session),
        (Err(error), None) => return Err(error),
    };
    let entry = &outcome.entry;
    session.print(&entry::headline(entry, &session.style))?;
    session.print("")?;
    show_help(session)?;
    let Some(time) = time else {
        session.print("")?;
        return settle::leave_open("How did it end? Say so when you know:", entry.id, session);
    };
    wait(time, ", and the urge stays recorded", session)?;
    settle::ask(entry, session)
}

/// Records the urge. `again` is the command line for a note on standard input.
fn keep(input: ContactInput, again: Option<CommandLine>, session: &mut Session) -> Result<Outcome> {
    let at = input.at.unwrap_or_else(|| session.clock.moment());
    with_note(again, Some(at), session, |note, session| {
        let urge = Urge {
            resisted: None,
            triggers: input.triggers.into_iter().map(Into::into).collect(),
            note: note.or(input.note).map(Into::into),
        };
        session.record(at, Body::Urge(urge))
    })
}
