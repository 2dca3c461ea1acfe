//! `urge`: recorded first, then waited out, then settled: resisted or not.

use std::io::Write;
use std::time::Duration;

use anyhow::{Context, Error, Result};
use clap::Args;

use super::{
    SO_ALREADY, guide, id, not_before_breakup, offer, offer_line, recorded, store, style, tracked,
};
use crate::args::note::{ArgPositions, NoteArgs, NoteInput, read_note};
use crate::domain::clock::Clock;
use crate::domain::entry::{Body, Entry, Urge};
use crate::domain::journal::Journal;
use crate::domain::window::Policy;
use crate::error::Failure;
use crate::host::Host;
use crate::store::Store;
use crate::terminal::question::{AGAIN, answer, yes_or_no};
use crate::view::outcome::Outcome;
use crate::view::style::{count, word};
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
    places: ArgPositions,
    #[command(flatten)]
    note: NoteArgs,
    /// How many minutes to count down
    #[arg(
        long,
        value_name = "N",
        value_parser = minutes,
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
    /// Say that an urge was resisted, by its number
    #[arg(long, value_name = "ID", value_parser = id, conflicts_with_all = RECORDS)]
    resisted: Option<u64>,
    /// Say that you reached out after an urge, by its number
    #[arg(long, value_name = "ID", value_parser = id, conflicts_with_all = RECORDS)]
    #[arg(conflicts_with = "resisted")]
    gave_in: Option<u64>,
}

/// The arguments that a new urge is recorded with.
const RECORDS: [&str; 6] = ["words", "at", "trigger", "note", "minutes", "no_wait"];

/// What is asked once the time is over.
const QUESTION: &str = "Did you reach out? [y/n] ";

/// How often that is asked, at most.
const TRIES: usize = 3;

pub(crate) fn run(args: &UrgeArgs, host: &mut Host<'_>) -> Result<()> {
    let clock = host.clock()?;
    if let Some(id) = args.resisted.or(args.gave_in) {
        return settle(id, args.resisted.is_some(), args.json, host, &clock);
    }
    let (at, behind) = args.note.moment(&clock)?;
    let said = args.note.said(at, &args.note.words(None, behind, &args.places))?;
    let waits = host.is_attended() && !args.no_wait && at.is_none();
    let time = Some(Duration::from_secs(60 * u64::from(args.minutes))).filter(|_| waits);
    let store = store(host)?;
    if args.json {
        let kept = keep(said, &store, host, &clock)?;
        let shape = view::json::entry(&kept.recorded.entry, &kept.recorded.told);
        return view::json::write(&mut host.out, &shape);
    }
    let kept = match tracked(&store) {
        Ok(None) if at.is_none() => return wait_before_start(time, host),
        Ok(_) => keep(said, &store, host, &clock),
        Err(error) => Err(error),
    };
    let kept = match (kept, time) {
        (Ok(kept), _) => kept,
        (Err(error), Some(time)) => return wait_unrecorded(error, time, host),
        (Err(error), None) => return Err(error),
    };
    show(&kept, host)?;
    let Some(time) = time else {
        writeln!(host.out)?;
        return leave_open("How did it end? Say so when you know:", kept.recorded.entry.id, host);
    };
    wait(time, ", and the urge stays recorded", host)?;
    ask(&kept.recorded.entry, &store, host, &clock)
}

/// An urge that was just recorded, and what helps against it.
struct Kept {
    recorded: Outcome,
    /// The plan lines.
    plan: Vec<String>,
    thought: &'static str,
}

/// Records the urge.
fn keep(mut said: NoteInput, store: &Store, host: &mut Host<'_>, clock: &Clock) -> Result<Kept> {
    let at = said.at.unwrap_or_else(|| clock.moment());
    if said.note_on_input {
        // What is typed there should not be typed for nothing.
        not_before_breakup(at, store.require()?.journal()?.rules.breakup)?;
        said.note = read_note(host)?;
    }
    let urge = Urge {
        resisted: None,
        triggers: said.triggers.into_iter().map(Into::into).collect(),
        note: said.note.map(Into::into),
    };
    let style = style(host);
    store.update(|journal| {
        not_before_breakup(at, journal.rules.breakup)?;
        let before = journal.entries.iter().filter(|entry| is_urge(entry)).count();
        let id = journal.record(at, Body::Urge(urge)).ok_or(Failure::NoIdLeft)?;
        Ok(Kept {
            recorded: recorded(journal, id, None, clock)?,
            plan: entry::plan(journal, &style),
            thought: guide::thought(before, journal.rules.policy),
        })
    })
}

fn is_urge(entry: &Entry<'_>) -> bool {
    matches!(entry.body, Body::Urge(_))
}

/// The entry, what the person has planned for it, and a thought.
fn show(kept: &Kept, host: &mut Host<'_>) -> Result<()> {
    let style = style(host);
    writeln!(host.out, "{}", entry::headline(&kept.recorded.entry, &style))?;
    writeln!(host.out)?;
    for line in &kept.plan {
        writeln!(host.out, "{line}")?;
    }
    if !kept.plan.is_empty() {
        writeln!(host.out)?;
    }
    writeln!(host.out, "{}", style.wrapped("", kept.thought))?;
    Ok(())
}

/// With nothing tracked: the thought and the countdown, without a record of it.
fn wait_before_start(time: Option<Duration>, host: &mut Host<'_>) -> Result<()> {
    let style = style(host);
    writeln!(host.out, "{}", style.wrapped("", guide::thought(0, Policy::Fixed)))?;
    host.out.flush()?;
    let text = "Nothing is tracked yet, so nothing was recorded. To begin: nocontact start";
    // Where nobody reads messages, the thought is there all the same.
    let _ = writeln!(host.err, "{}", style.wrapped("", text));
    time.map_or(Ok(()), |time| wait(time, "", host))
}

/// Where it cannot be recorded, it can be waited out all the same. The error comes last, so that it
/// is still on the screen.
fn wait_unrecorded(error: Error, time: Duration, host: &mut Host<'_>) -> Result<()> {
    let style = style(host);
    writeln!(host.out, "{}", style.wrapped("", guide::thought(0, Policy::Open)))?;
    let text = "This could not be recorded; the end says why.";
    let _ = writeln!(host.err, "{}", style.wrapped("", text));
    wait(time, "", host)?;
    Err(error)
}

/// Counts down; `kept` says what stays where the person leaves.
fn wait(time: Duration, kept: &str, host: &mut Host<'_>) -> Result<()> {
    let minutes = count(time.as_secs() / 60, "minute");
    let text = format!("{minutes}. Enter ends it early; Ctrl-C leaves{kept}.");
    let text = style(host).wrapped("", &text);
    host.out.flush()?;
    let _ = writeln!(host.err, "\n{text}");
    (host.count_down)(time, !host.writes_utf8()).context("cannot count down")
}

/// Asks how it ended. What is no answer leaves it open.
fn ask(urge: &Entry<'_>, store: &Store, host: &mut Host<'_>, clock: &Clock) -> Result<()> {
    let Some(gave_in) = ask_again(host)? else {
        return leave_open("It stays open. Say how it ended when you know:", urge.id, host);
    };
    let resisted = !gave_in;
    let id = urge.id;
    let (found, in_all) = store.update(|journal| {
        let now = journal.entry(id).filter(|now| is_urge(now) && now.at == urge.at);
        let found = now.map(settled);
        if found == Some(None) {
            put(journal, id, resisted)?;
        }
        Ok((found, journal.summary(clock).counts.urges_resisted))
    })?;
    match found {
        Some(None) => return outcome(urge, resisted, in_all, host, clock),
        // Meanwhile another hand has settled it, or taken it out.
        Some(Some(settled)) if settled == resisted => writeln!(host.out, "{SO_ALREADY}")?,
        Some(Some(settled)) => {
            let (ended, option) = (entry::settled(settled), option(resisted));
            writeln!(host.out, "It was settled meanwhile: {ended}. Nothing was changed.")?;
            offer("To change that", &format!("urge {option} {id}"), host)?;
        }
        None => {
            writeln!(host.out, "Entry {id} is no longer this urge. Nothing was changed.")?;
            offer("To see what there is", "history", host)?;
        }
    }
    Ok(())
}

/// Asks whether they reached out. A wrong key is asked again; no answer is one, too.
fn ask_again(host: &mut Host<'_>) -> Result<Option<bool>> {
    for _ in 0..TRIES {
        let said = answer(QUESTION, host)?;
        let found = yes_or_no(&said);
        if found.is_some() || said.is_empty() {
            return Ok(found);
        }
        // Where nobody reads it, the next question is not answered either.
        let _ = writeln!(host.err, "{AGAIN}");
    }
    Ok(None)
}

/// Whether it was resisted, where it is an urge of which that was said.
fn settled(entry: &Entry<'_>) -> Option<bool> {
    if let Body::Urge(urge) = &entry.body { urge.resisted } else { None }
}

/// `--resisted ID`, `--gave-in ID`: what the person says last stands.
fn settle(id: u64, resisted: bool, json: bool, host: &mut Host<'_>, clock: &Clock) -> Result<()> {
    let (changed, settled) = store(host)?.update(|journal| {
        let changed = put(journal, id, resisted)?;
        Ok((changed, recorded(journal, id, None, clock)?))
    })?;
    if json {
        let shape = view::json::entry(&settled.entry, &settled.told);
        return view::json::write(&mut host.out, &shape);
    }
    if !changed {
        writeln!(host.out, "{SO_ALREADY}")?;
        return Ok(());
    }
    writeln!(host.out, "{}", entry::headline(&settled.entry, &style(host)))?;
    outcome(&settled.entry, resisted, settled.summary.counts.urges_resisted, host, clock)
}

/// Writes how an urge ended into the journal; whether that changed it.
fn put(journal: &mut Journal<'_>, id: u64, resisted: bool) -> Result<bool, Failure> {
    let mut found = journal.entry(id).ok_or(Failure::NoEntry(id))?.clone();
    let kind = found.body.kind();
    let Body::Urge(urge) = &mut found.body else {
        let what = format!("entry {id} is of kind {}; only an urge is settled", word(kind));
        let hint = "the urges are in: nocontact history --kind urge".to_owned();
        return Err(Failure::Own { code: 1, what, hint });
    };
    urge.resisted = Some(resisted);
    Ok(journal.settle(found))
}

/// How it stands now, and what can be done about it. `in_all` urges were resisted.
fn outcome(
    urge: &Entry<'_>,
    resisted: bool,
    in_all: u64,
    host: &mut Host<'_>,
    clock: &Clock,
) -> Result<()> {
    if resisted {
        writeln!(host.out, "Resisted. Urges resisted: {in_all}.")?;
    } else {
        writeln!(host.out, "Noted: gave in. It does not decide the next one.")?;
        // What is still true; where there is nothing yet, a zero would only hurt.
        if in_all > 0 {
            writeln!(host.out, "Urges resisted: {in_all}.")?;
        }
        // Of an urge of another day, or the contact would be recorded as of today.
        let day = Some(urge.at.day()).filter(|&day| day != clock.today());
        let at = day.map_or(String::new(), |day| format!(" --at {day}"));
        offer("To record it", &format!("log{at}"), host)?;
    }
    offer("To undo this", "undo", host)?;
    Ok(())
}

/// How to settle an urge later, and how to take it back.
fn leave_open(why: &str, id: u64, host: &mut Host<'_>) -> Result<()> {
    writeln!(host.out, "{why}")?;
    for resisted in [true, false] {
        offer_line(&format!("urge {} {id}", option(resisted)), host)?;
    }
    offer("To undo this", "undo", host)?;
    Ok(())
}

/// The option that says how an urge ended.
fn option(resisted: bool) -> &'static str {
    if resisted { "--resisted" } else { "--gave-in" }
}

fn minutes(text: &str) -> Result<u32, String> {
    let minutes = text.parse().ok().filter(|minutes| (1..=24 * 60).contains(minutes));
    minutes.ok_or_else(|| "give a number from 1 to 1440".to_owned())
}
