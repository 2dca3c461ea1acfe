//! `urge`: recorded first, then waited out, then settled: resisted or not (`manual/verdicts.md`).

use std::time::Duration;

use anyhow::Result;
use clap::Args;

use super::NOTHING_TO_CHANGE;
use crate::advice::CommandLine;
use crate::args::doubt::more_than_an_urge;
use crate::args::ids::{Id, id};
use crate::args::input::{ContactInput, number};
use crate::args::note::NoteArgs;
use crate::domain::{Body, Contact, Entry, Kind, Urge};
use crate::error::Failure;
use crate::session::Session;
use crate::terminal::contact::ask_after_urge;
use crate::terminal::drafts::with_note;
use crate::terminal::question::ask_yes_or_no;
use crate::terminal::wait::{show_help, wait, wait_before_start, wait_unrecorded};
use crate::view::outcome::Outcome;
use crate::view::style::word;
use crate::view::urge::settling;
use crate::view::{self, entry};

#[derive(Args)]
#[command(
    after_help = "Examples:\n  nocontact urge\n  nocontact urge saw a photo --trigger alone\n  \
                  nocontact urge --at yesterday 11pm\n  nocontact urge --resisted 5\n\nIt is \
                  recorded first, then you see your plan lines and one thought, and wait.\nUnless \
                  you say how it ended, it counts as resisted once 24 hours have passed\nin which \
                  you did not reach out."
)]
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
    /// Record it and end, without the countdown
    #[arg(long)]
    no_wait: bool,
    /// Print the entry as JSON, without the countdown
    #[arg(long)]
    json: bool,
    /// Say that an urge was resisted, by its number, or last for the newest
    #[arg(long, value_name = "ID", value_parser = id, conflicts_with_all = RECORDS)]
    resisted: Option<Id>,
    /// Say that you reached out after an urge, by its number or last
    #[arg(long, value_name = "ID", value_parser = id, conflicts_with_all = RECORDS)]
    #[arg(conflicts_with = "resisted")]
    gave_in: Option<Id>,
}

/// The arguments of a new urge, which settling an old one excludes.
const RECORDS: [&str; 6] = ["words", "at", "trigger", "note", "minutes", "no_wait"];

pub(crate) fn run(args: &UrgeArgs, session: &mut Session) -> Result<()> {
    if let Some(id) = args.resisted.or(args.gave_in) {
        return settle(id, args.resisted.is_some(), args.json, session);
    }
    let urge = CommandLine::on_journal("urge");
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
        return leave_open("How did it end? Say so when you know:", entry.id, session);
    };
    wait(time, ", and the urge stays recorded", session)?;
    ask(entry, session)
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

/// Asks how it ended. Without an answer, it stays open.
fn ask(urge: &Entry<'_>, session: &mut Session) -> Result<()> {
    let Some(gave_in) = ask_yes_or_no("Did you reach out? [y/n] ", 3, true, session.host)? else {
        return leave_open("It stays open. Say how it ended when you know:", urge.id, session);
    };
    let (id, resisted) = (urge.id, !gave_in);
    let clock = session.clock;
    let (found, in_all, told) = session.store.update(|journal| {
        let found = journal.ending_of(urge);
        let is_attempt = |entry: &Entry<'_>| entry.contact().is_some_and(Contact::is_attempt);
        let since = |entry: &&Entry<'_>| entry.at.compare(urge.at).is_ge();
        let told = journal.entries.iter().filter(since).any(is_attempt);
        if found == Some(None) {
            journal.settle_urge(id, resisted).map_err(|found| not_an_urge(id, found))?;
        }
        Ok((found, journal.summary(&clock).counts.urges_resisted, told))
    })?;
    match found {
        Some(None) if gave_in && !told && !ask_after_urge(id, session)? => {
            leave_open("The urge is open again. Say how it ended:", id, session)
        }
        Some(None) if gave_in && !told => Ok(()),
        Some(None) => {
            let today = session.clock.today();
            session.print_advice(&view::urge::settled(urge, resisted, in_all, today))
        }
        Some(Some(settled)) if settled == resisted => session.print(NOTHING_TO_CHANGE),
        Some(Some(settled)) => {
            session.print_advice(&view::urge::settled_meanwhile(id, settled, resisted))
        }
        None => session.print_advice(&view::urge::gone(id)),
    }
}

/// `--resisted ID`, `--gave-in ID`. The last word stands.
fn settle(id: Id, resisted: bool, json: bool, session: &mut Session) -> Result<()> {
    let (settled, changed) = session.change_entry(|journal| {
        let id = id.of(journal, Some(Kind::Urge))?;
        let changed = journal.settle_urge(id, resisted);
        Ok((id, changed.map_err(|found| not_an_urge(id, found))?))
    })?;
    if json {
        return session.print_json(&view::json::EntryShape(&settled.entry, &settled.assessment));
    }
    if !changed {
        return session.print(NOTHING_TO_CHANGE);
    }
    session.print(&entry::headline(&settled.entry, &session.style))?;
    let (in_all, today) = (settled.summary.counts.urges_resisted, session.clock.today());
    session.print_advice(&view::urge::settled(&settled.entry, resisted, in_all, today))
}

/// The entry that should be settled is of the kind `found`, or is not there.
fn not_an_urge(id: u64, found: Option<Kind>) -> Failure {
    let Some(kind) = found else { return Failure::no_entry(id) };
    Failure::new(format!("entry {id} is of kind {}; only an urge is settled", word(kind)))
        .offer("the urges are in", CommandLine::on_journal("history --kind urge"))
}

/// How to settle an urge later, and how to take it back.
fn leave_open(why: &str, id: u64, session: &mut Session) -> Result<()> {
    session.offer_below(why, &[settling(true, id), settling(false, id)])?;
    session.offer_undo()
}
