//! A file a command: its arguments, and what it does with them. This file has what they share.

pub(crate) mod amend;
pub(crate) mod calendar;
pub(crate) mod completions;
pub(crate) mod doctor;
pub(crate) mod edit;
pub(crate) mod erase;
pub(crate) mod export;
pub(crate) mod goal;
pub(crate) mod guide;
pub(crate) mod help;
pub(crate) mod history;
pub(crate) mod import;
pub(crate) mod letter;
pub(crate) mod log;
pub(crate) mod man;
pub(crate) mod patterns;
pub(crate) mod plan;
pub(crate) mod ready;
pub(crate) mod remove;
pub(crate) mod restart;
pub(crate) mod restore;
pub(crate) mod show;
pub(crate) mod start;
pub(crate) mod status;
pub(crate) mod undo;
pub(crate) mod urge;

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use chrono::NaiveDate;

use crate::domain::assessment::Assessment;
use crate::domain::checkup::Ahead;
use crate::domain::clock::Clock;
use crate::domain::date_phrase;
use crate::domain::entry::Body;
use crate::domain::journal::{Journal, changed};
use crate::domain::moment::Moment;
use crate::domain::text::{self, shown};
use crate::domain::verdict::Verdict;
use crate::domain::window::{Rules, Window};
use crate::error::Failure;
use crate::host::Host;
use crate::store::{Loaded, Store};
use crate::view::entry;
use crate::view::outcome::Outcome;
use crate::view::sentences::clock_behind;
use crate::view::shell;
use crate::view::style::{Style, WIDTH, wrapped};

/// Said where a change would change nothing.
const SO_ALREADY: &str = "It is so already; nothing was changed.";

/// The journal's place on disk.
fn store(host: &Host<'_>) -> Result<Store> {
    Ok(Store { path: host.journal_path()?, wait: host.wait, now: host.now.into() })
}

/// What calls nocontact on the same journal, to be copied: with `--file` where it was given.
pub(crate) fn program(host: &Host<'_>) -> String {
    // Where a path cannot be typed, there is a blank to fill.
    let typed = |file: &PathBuf| file.to_str().map_or("PATH".to_owned(), shell::path);
    let file = host.file.as_ref().map(|file| format!(" --file {}", typed(file)));
    format!("nocontact{}", file.unwrap_or_default())
}

/// Prints what a command on the same journal would do, and that command.
fn offer(what: &str, words: &str, host: &mut Host<'_>) -> Result<()> {
    let program = program(host);
    Ok(writeln!(host.out, "{what}: {program} {words}")?)
}

/// Prints a command on the same journal, on a line of its own.
fn offer_line(words: &str, host: &mut Host<'_>) -> Result<()> {
    let program = program(host);
    Ok(writeln!(host.out, "  {program} {words}")?)
}

/// The journal, or nothing where nothing was ever tracked. What was, and is not where it should be,
/// is an error.
fn tracked(store: &Store) -> Result<Option<Loaded>> {
    if let Some(loaded) = store.load()? {
        return Ok(Some(loaded));
    }
    match store.missing() {
        missing @ (Failure::LinkToNothing(..) | Failure::NoJournal { backup: Some(_), .. }) => {
            Err(missing.into())
        }
        _ => Ok(None),
    }
}

/// How to draw on this host.
fn style(host: &Host<'_>) -> Style {
    Style {
        color: host.wants_color(),
        width: host.width.unwrap_or(WIDTH),
        ascii: !host.writes_utf8(),
        terminal: host.out_is_terminal,
    }
}

/// Paths, each on an indented line of its own, so that it can be copied whole.
fn list<'p>(paths: impl Iterator<Item = &'p PathBuf>) -> String {
    let lines = paths.map(|path| format!("  {}", shown(&path.to_string_lossy())));
    lines.collect::<Vec<_>>().join("\n")
}

/// The number of an entry, as it is written on the command line.
fn id(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| "give the number of an entry, as in nocontact history".to_owned())
}

/// When the words of a date were.
fn when(words: &[String], clock: &Clock) -> Result<Moment, Failure> {
    let text = words.join(" ");
    Ok(date_phrase::parse(&text)?.resolve(clock, &text)?)
}

/// The date that is given by words or by an option, where one is.
fn date(words: &[String], option: &[String], clock: &Clock) -> Result<Option<NaiveDate>, Failure> {
    if !words.is_empty() && !option.is_empty() {
        return Err(Failure::Usage("the date is given twice".to_owned()));
    }
    let words = if words.is_empty() { option } else { words };
    if words.is_empty() {
        return Ok(None);
    }
    Ok(Some(when(words, clock)?.day()))
}

/// Says on stderr that the clock is behind the newest entry (SPEC section 2), or the breakup.
fn warn_if_behind(rules: &Rules, newest: Option<Moment>, host: &mut Host<'_>, clock: &Clock) {
    let Some(ahead) = Ahead::of(newest, rules.breakup, clock.now) else {
        return;
    };
    let warning = format!("nocontact: the {}", clock_behind(ahead, clock.now));
    let warning = host.width.map_or_else(|| warning.clone(), |width| wrapped("", &warning, width));
    // Where nobody reads warnings, the answer is given all the same.
    let _ = writeln!(host.err, "{warning}");
}

/// What is said of the entry that bears `id`.
fn assessed(journal: &Journal<'_>, id: u64) -> Result<Assessment, Failure> {
    let all = journal.assessed();
    let found = all.iter().find(|(entry, _)| entry.id == id);
    found.map(|(_, told)| *told).ok_or(Failure::NoEntry(id))
}

/// The words of a text that is to be kept, joined.
fn words(words: &[String]) -> Result<String, Failure> {
    let text = words.join(" ");
    if text.trim().is_empty() {
        return Err(Failure::Usage("the text is empty".to_owned()));
    }
    text::check(&text)?;
    Ok(text)
}

/// Records something of this moment, and returns its id and the line that says so.
fn keep(body: Body<'static>, host: &Host<'_>, clock: &Clock) -> Result<(u64, String)> {
    let at = clock.moment();
    let style = style(host);
    store(host)?.update(|journal| {
        not_before_breakup(at, journal.rules.breakup)?;
        let id = journal.record(at, body).ok_or(Failure::NoIdLeft)?;
        let entry = journal.entry(id).ok_or(Failure::NoEntry(id))?;
        Ok((id, entry::headline(entry, &style)))
    })
}

/// Prints what of the journal `lines` makes a list of, or `none` where there is nothing.
fn list_own(
    lines: fn(&Journal<'_>, &Style) -> Vec<String>,
    none: &str,
    host: &mut Host<'_>,
    clock: &Clock,
) -> Result<()> {
    let loaded = store(host)?.require()?;
    let journal = loaded.journal()?;
    warn_if_behind(&journal.rules, journal.newest(), host, clock);
    let style = style(host);
    let mut lines = lines(&journal, &style);
    if lines.is_empty() {
        lines.extend(none.lines().map(|line| style.wrapped("", line)));
    }
    for line in lines {
        writeln!(host.out, "{line}")?;
    }
    Ok(())
}

/// Refuses what was before the breakup (SPEC section 2).
fn not_before_breakup(at: Moment, breakup: NaiveDate) -> Result<(), Failure> {
    let date = at.day();
    if date < breakup { Err(Failure::BeforeBreakup { date, breakup }) } else { Ok(()) }
}

/// What a change is compared with: the verdicts and the window in force before it.
struct Before {
    verdicts: Vec<(u64, Verdict)>,
    window: Window,
}

impl Before {
    fn of(journal: &Journal<'_>) -> Self {
        Self { verdicts: journal.verdicts(), window: journal.window() }
    }
}

/// The entry that bears `id`, just written, with all that there is to say of it. `before` is given
/// where the change can have touched more than the entry.
fn recorded(
    journal: &Journal<'_>,
    id: u64,
    before: Option<&Before>,
    clock: &Clock,
) -> Result<Outcome, Failure> {
    let entry = journal.entry(id).ok_or(Failure::NoEntry(id))?;
    let (summary, told) = journal.summary_with(clock, Some(id));
    let told = told.ok_or(Failure::NoEntry(id))?;
    Ok(Outcome {
        entry: entry.clone().into_owned(),
        told,
        changed: before
            .map_or(0, |before| changed(&before.verdicts, &journal.verdicts(), Some(id))),
        moved: before.is_some_and(|before| before.window != summary.window),
        suggestion: told.judgement.and_then(|judgement| summary.suggestion_after(entry, judgement)),
        summary,
    })
}
