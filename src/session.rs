//! What a command works with, made once after parsing: the clock, the store, how to draw, how
//! nocontact is called on this journal, and the streams.
//!
//! A command reads through [`Session::read`] and writes through [`Session::change`] and its kin. The
//! closures that these take return values: nothing is formatted while the lock is held.

use std::io::Write;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

use anyhow::Result;
use chrono::NaiveDate;
use serde::Serialize;

use crate::advice::{Advice, Caller, CommandLine};
use crate::args::globals::GlobalArgs;
use crate::domain::checkup::Ahead;
use crate::domain::identity::{Stamp, Stamper};
use crate::domain::journal::changed;
use crate::domain::text::shown;
use crate::domain::{Body, Clock, Journal, Moment, Summary, date_phrase};
use crate::error::Failure;
use crate::host::Host;
use crate::store::{Store, draft};
use crate::view::outcome::Outcome;
use crate::view::style::{Style, WIDTH, list};
use crate::view::{advice, json, sentences};

/// How to draw results on this host.
pub(crate) fn style_of(globals: &GlobalArgs, host: &Host<'_>) -> Style {
    Style {
        color: host.wants_color(globals.color.unwrap_or_default(), host.out_is_terminal),
        width: host.width.unwrap_or(WIDTH),
        ascii: !host.writes_utf8(),
        terminal: host.out_is_terminal,
    }
}

/// All that a command on a journal works with.
pub(crate) struct Session<'s, 'w> {
    pub(crate) clock: Clock,
    pub(crate) store: Store,
    pub(crate) style: Style,
    /// How nocontact is called on this journal.
    pub(crate) caller: Caller,
    /// The file that is read instead of standard input.
    pub(crate) input: Option<PathBuf>,
    /// The streams, and what waits on them.
    pub(crate) host: &'s mut Host<'w>,
    /// Whether it was said that the disk did not confirm a change.
    said_unconfirmed: bool,
}

impl Drop for Session<'_, '_> {
    fn drop(&mut self) {
        self.say_unconfirmed();
    }
}

impl<'s, 'w> Session<'s, 'w> {
    /// Reads the clock and the journal's path off the host. An error where either is unusable.
    pub(crate) fn open(globals: &GlobalArgs, host: &'s mut Host<'w>) -> Result<Self> {
        let path = host.journal_path(globals.file.as_deref())?;
        let input = globals.input.as_ref().filter(|path| **path != *Path::new("-"));
        let input = input.map(|path| host.path(path)).transpose()?;
        if let Some(path) = &input {
            host.input = Box::new(draft::input(path)?);
            host.input_is_terminal = false;
        }
        let clock = host.clock()?;
        let stamper = Stamper { now: Stamp::new(clock.now), random: host.random };
        Ok(Self {
            clock,
            store: Store::new(path, host.wait, host.now, stamper),
            style: style_of(globals, host),
            caller: Caller { file: globals.file.clone() },
            input,
            host,
            said_unconfirmed: false,
        })
    }

    /// Shows the journal to `view`, which must be there; says first where the clock is behind it.
    pub(crate) fn read<R>(
        &mut self,
        view: impl FnOnce(&Journal<'_>, &mut Self) -> Result<R>,
    ) -> Result<R> {
        let loaded = self.store.require()?;
        // The process is about to end, so the journal is not taken apart.
        let journal = ManuallyDrop::new(loaded.journal()?);
        self.warn_if_behind(Ahead::of(&journal, self.clock.now));
        view(&journal, self)
    }

    /// Changes the journal. Returns also where things stand then, and how many verdicts changed.
    pub(crate) fn change<R>(
        &self,
        change: impl FnOnce(&mut Journal<'_>) -> Result<R>,
    ) -> Result<(R, Summary, usize)> {
        self.store.update(|journal| {
            let ((before, _), stopped) = (journal.verdicts(), journal.first_stop().is_some());
            let value = change(journal)?;
            let changed = changed(&before, &journal.verdicts().0, None);
            let mut summary = journal.summary(&self.clock);
            summary.stop_lifted = stopped && summary.stopped.is_none();
            Ok((value, summary, changed))
        })
    }

    /// Changes the one entry whose id `change` returns beside a value of its own.
    pub(crate) fn change_entry<R>(
        &self,
        change: impl FnOnce(&mut Journal<'_>) -> Result<(u64, R)>,
    ) -> Result<(Outcome, R)> {
        self.store.update(|journal| {
            let (verdicts, window) = journal.verdicts();
            let stopped = journal.first_stop().is_some();
            let (id, value) = change(journal)?;
            let (mut summary, assessment) = journal.summary_with(&self.clock, Some(id));
            let found = journal.entry(id).zip(assessment);
            let (entry, assessment) = found.ok_or_else(|| Failure::no_entry(id))?;
            summary.stop_lifted = stopped && summary.stopped.is_none();
            let now = Moment::Instant(self.clock.now);
            let outcome = Outcome {
                entry: entry.clone().into_owned(),
                is_recent: now.is_within_a_day_after(entry.at),
                by_said: true,
                changed_verdicts: changed(&verdicts, &journal.verdicts().0, Some(id)),
                window_moved: window != summary.window,
                assessment,
                summary,
            };
            Ok((outcome, value))
        })
    }

    /// Records something, and returns it with what it did. Refused before the breakup.
    pub(crate) fn record(&self, at: Moment, body: Body<'static>) -> Result<Outcome> {
        Ok(self.change_entry(|journal| Ok((add_entry(journal, at, body)?, ())))?.0)
    }

    /// Refuses a moment before the present breakup, before anything is typed for nothing.
    pub(crate) fn check_not_before_breakup(&self, at: Moment) -> Result<()> {
        let loaded = self.store.require()?;
        Ok(not_before_breakup(at, &loaded.journal()?).map(drop)?)
    }

    /// The failure with only those commands whose date is not before the breakup.
    pub(crate) fn possible(&self, mut failure: Failure) -> Failure {
        let loaded = self.store.load().ok().flatten();
        let journal = loaded.as_ref().and_then(|loaded| loaded.journal().ok());
        let Some(breakup) = journal.map(|journal| journal.rules.breakup) else { return failure };
        let mut early = None;
        failure.next.retain(|advice| {
            let date = advice.command.as_ref().and_then(|command| command.value("--at"));
            let at = date.and_then(|date| date_phrase::read(date, &self.clock).ok());
            let day = at.map(Moment::day).filter(|day| *day < breakup);
            early = early.or(day);
            day.is_none()
        });
        let has_command = failure.next.iter().any(|advice| advice.command.is_some());
        match early.filter(|_| !has_command) {
            Some(day) => with_earlier(failure, day),
            None => failure,
        }
    }

    /// Says on stderr where the clock is behind the journal (`manual/dates.md`).
    pub(crate) fn warn_if_behind(&mut self, ahead: Option<Ahead>) {
        if let Some(ahead) = ahead {
            let behind = sentences::clock_behind(ahead, self.clock.now);
            self.warn(&Advice::words(format!("nocontact: the {behind}")), "");
        }
    }

    /// Says on stderr, once, if the disk did not confirm a change: at the end or before a wait.
    pub(crate) fn say_unconfirmed(&mut self) {
        if let Some(folder) = self.store.disk.unconfirmed().filter(|_| !self.said_unconfirmed) {
            let text = format!(
                "nocontact: the disk did not confirm the changes in {}. They stand, but check them \
                 after a restart or a power cut.",
                folder.display()
            );
            self.said_unconfirmed = true;
            // What it is about comes first. If that cannot be written, the end of the run says so.
            let _ = self.host.out.flush();
            self.warn(&Advice::words(text), "");
        }
    }

    /// Says something on stderr. Where nobody reads warnings, the command goes on all the same.
    pub(crate) fn warn(&mut self, advice: &Advice, indent: &str) {
        let text = advice::lines(advice, indent, &self.caller, self.host.width);
        let _ = writeln!(self.host.err, "{text}");
    }

    /// Prints a line, or several.
    pub(crate) fn print(&mut self, text: &str) -> Result<()> {
        Ok(writeln!(self.host.out, "{text}")?)
    }

    /// Prints lines, as the views make them.
    pub(crate) fn print_lines(&mut self, lines: impl IntoIterator<Item = String>) -> Result<()> {
        lines.into_iter().try_for_each(|line| self.print(&line))
    }

    /// Prints a paragraph, wrapped to the width.
    pub(crate) fn print_wrapped(&mut self, text: &str) -> Result<()> {
        let text = self.style.wrapped("", text);
        self.print(&text)
    }

    /// Writes a file of its own, and says how much it holds.
    pub(crate) fn export(
        &mut self,
        path: &Path,
        bytes: &[u8],
        force: bool,
        holds: &str,
    ) -> Result<()> {
        let path = &self.host.path(path)?;
        self.store.export(path, bytes, force)?;
        self.print(&format!("Exported {holds} to {}", shown(&path.to_string_lossy())))
    }

    /// Names the files that a burn or an erase leaves, but for those that are named besides.
    pub(crate) fn print_remains(&mut self, but: &[PathBuf]) -> Result<()> {
        let mut remains = self.store.remains();
        remains.retain(|path| !but.contains(path));
        let text = format!("These files stay and may still hold a copy:\n{}", list(&remains));
        if remains.is_empty() { Ok(()) } else { self.print(&text) }
    }

    pub(crate) fn print_json(&mut self, value: &impl Serialize) -> Result<()> {
        json::write(&mut self.host.out, value)
    }

    /// Prints advice, an item a line.
    pub(crate) fn print_advice(&mut self, all: &[Advice]) -> Result<()> {
        all.iter().try_for_each(|advice| {
            self.print(&advice::lines(advice, "", &self.caller, self.host.width))
        })
    }

    /// Prints what a command would do, and the command.
    pub(crate) fn offer(&mut self, words: &str, command: CommandLine) -> Result<()> {
        self.print_advice(&[Advice::command(words, command)])
    }

    /// Prints what commands would do, and each of them on a line of its own.
    pub(crate) fn offer_below(&mut self, words: &str, commands: &[CommandLine]) -> Result<()> {
        self.print_wrapped(words)?;
        commands.iter().try_for_each(|command| {
            self.print(&format!("  {}", advice::command(command, &self.caller)))
        })
    }

    /// Prints how to take the change back that was just made.
    pub(crate) fn offer_undo(&mut self) -> Result<()> {
        self.print_advice(&[sentences::undo()])
    }
}

/// Adds an entry under the next id, which is returned. Refused before the breakup.
pub(crate) fn add_entry<'a>(
    journal: &mut Journal<'a>,
    at: Moment,
    body: Body<'a>,
) -> Result<u64, Failure> {
    let at = not_before_breakup(at, journal)?;
    journal.record(at, body).ok_or_else(Failure::no_id_left)
}

/// [`Journal::since_breakup`], or a refusal.
pub(crate) fn not_before_breakup(at: Moment, journal: &Journal<'_>) -> Result<Moment, Failure> {
    journal.since_breakup(at).ok_or_else(|| {
        let (date, breakup) = (at.day(), journal.rules.breakup);
        let failure = Failure::new(format!("{date} is before the breakup on {breakup}"));
        with_earlier(failure.hint("if the date or the clock is wrong, correct it"), date)
    })
}

fn with_earlier(failure: Failure, day: NaiveDate) -> Failure {
    let amend = CommandLine::on_journal("amend --date").word(day);
    failure.offer("if the breakup was earlier", amend)
}
