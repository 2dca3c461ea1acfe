//! Waiting an urge out: what is said before the countdown, and the countdown.

use std::io::Write;
use std::time::Duration;

use anyhow::{Context, Error, Result};

use crate::advice::Advice;
use crate::domain::{Journal, Kind};
use crate::session::Session;
use crate::view::entry::{listed, plans};
use crate::view::style::count;

/// For whoever might hurt themselves or someone.
pub(crate) const MIGHT_HURT: &str = "If you might hurt yourself or someone, or are afraid";

/// How many of the last thoughts speak of the other person's decision. In a window without an end the
/// decision may have been yours, or one made under threat, so these are left out.
const OF_THEIR_DECISION: usize = 2;

/// One thought from the pages, for the last urge of the journal. Each urge has the next, in a ring.
fn thought(journal: Option<&Journal<'_>>) -> &'static str {
    let thoughts: Vec<_> = include_str!("../guide/thoughts.md").lines().collect();
    let has_end = journal.is_some_and(|it| it.window().length.is_some());
    let left_out = if has_end { 0 } else { OF_THEIR_DECISION };
    let entries = journal.map(|journal| &*journal.entries).unwrap_or_default();
    let urges = entries.iter().filter(|entry| entry.body.kind() == Kind::Urge).count();
    thoughts[urges.saturating_sub(1) % (thoughts.len() - left_out)]
}

/// Shows what may help: the plan lines, if the journal can be read, and a thought.
pub(crate) fn show_help(session: &mut Session) -> Result<()> {
    let loaded = session.store.load().ok().flatten();
    let journal = loaded.as_ref().and_then(|loaded| loaded.journal().ok());
    let plan = journal.as_ref().map(plans).unwrap_or_default();
    session.offer(MIGHT_HURT, "guide safety".into())?;
    if journal.as_ref().is_some_and(|journal| journal.first_stop().is_some()) {
        session.print_wrapped("They asked for no contact. Right now, that means: send nothing.")?;
    }
    session.print("")?;
    session.print_lines(listed(&plan, &session.style))?;
    if !plan.is_empty() {
        session.print("")?;
    }
    session.print_wrapped(thought(journal.as_ref()))
}

/// Counts down. `kept` says what stays if the person leaves.
pub(crate) fn wait(time: Duration, kept: &str, session: &mut Session) -> Result<()> {
    let minutes = count(time.as_secs() / 60, "minute");
    let text = format!("{minutes}. Enter ends it early; Ctrl-C leaves{kept}.");
    let text = session.style.wrapped("", &text);
    session.host.out.flush()?;
    session.say_unconfirmed();
    // Where nobody reads this, the countdown runs all the same.
    let _ = writeln!(session.host.err, "\n{text}");
    let lines = session.host.variable("TERM").is_some_and(|term| term == "dumb");
    (session.host.count_down)(time, session.style.ascii, lines).context("cannot count down")
}

/// Before `start`: the thought and the countdown, without a record.
pub(crate) fn wait_before_start(time: Option<Duration>, session: &mut Session) -> Result<()> {
    show_help(session)?;
    session.host.out.flush()?;
    let words = "Nothing is tracked yet, so nothing was recorded. To begin";
    session.warn(&Advice::command(words, "start"), "");
    time.map_or(Ok(()), |time| wait(time, "", session))
}

/// Waits out what cannot be recorded. The error comes last, so that it stays on the screen.
pub(crate) fn wait_unrecorded(error: Error, time: Duration, session: &mut Session) -> Result<()> {
    show_help(session)?;
    session.warn(&Advice::words("This could not be recorded; the end says why."), "");
    wait(time, "", session)?;
    Err(error)
}
