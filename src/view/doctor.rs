//! `doctor`: what was found, what is wrong with it, and what to do next.
//!
//! Each problem is a function of the facts, which `domain::checkup` holds. It looks at no file, and
//! mends nothing.

mod clock;
mod journal;
mod json;
mod place;
mod problem;

pub(crate) use json::json;
pub(crate) use problem::Problem;

use super::style::{Style, count, entries, moment};
use crate::advice::Caller;
use crate::domain::checkup::{Facts, FileFacts, Reading};
use crate::domain::moment::Moment;
use crate::domain::text::shown;
use problem::parts;

/// The columns of a label.
const LABEL: usize = 13;

/// Everything that is wrong, the journal first.
pub(crate) fn problems(facts: &Facts) -> Vec<Problem> {
    let mut problems = Vec::new();
    problems.extend(journal::journal(facts));
    problems.extend(journal::backup(facts));
    problems.extend(place::access(facts));
    problems.extend(facts.siblings.iter().filter_map(place::leftover));
    problems.extend(place::lock(facts));
    problems.extend(clock::clock_behind(facts));
    problems.extend(clock::no_such_zone(&facts.clock));
    problems
}

/// The facts, a line each, and the problems.
pub(crate) fn lines(
    facts: &Facts,
    problems: &[Problem],
    caller: &Caller,
    style: &Style,
) -> Vec<String> {
    let row = |(label, value): (&str, String)| format!("{label:LABEL$}{}", shown(&value));
    let mut lines: Vec<_> = rows(facts).into_iter().map(row).collect();
    lines.push(String::new());
    if problems.is_empty() {
        lines.push("Nothing is wrong.".to_owned());
    }
    // Off a terminal nothing is wrapped: programs read a sentence as one line.
    let paragraph = |label: &str, text: &str| {
        let (label, text) = (format!("{label:LABEL$}"), shown(text));
        if style.terminal { style.wrapped(&label, &text) } else { format!("{label}{text}") }
    };
    for problem in problems {
        lines.push(paragraph("Wrong", &problem.what));
        for advice in &problem.next {
            let (words, command) = parts(advice, caller);
            lines.extend(words.map(|words| paragraph("", &words)));
            // A command is copied whole, so that it has a line of its own.
            lines.extend(command.map(|command| format!("{:LABEL$}{command}", "")));
        }
    }
    lines
}

/// The labels and their values.
fn rows(facts: &Facts) -> Vec<(&'static str, String)> {
    let (journal, clock) = (&facts.journal, &facts.clock);
    let mut rows = vec![("Journal", facts.path.clone())];
    rows.extend(facts.leads_to().map(|target| ("Leads to", target.to_owned())));
    rows.extend(journal.size.map(|size| ("Size", count(size, "byte"))));
    let folder = facts.folder.mode.map(|mode| format!("folder {mode}"));
    let modes = journal.mode.map(|mode| mode.to_string()).into_iter().chain(folder);
    let modes = modes.collect::<Vec<_>>().join(", ");
    rows.extend((!modes.is_empty()).then_some(("Permissions", modes)));
    match &journal.reading {
        Reading::Sound(journal) => {
            rows.push(("Format", "version 1".to_owned()));
            rows.push(("Entries", journal.entries.to_string()));
            let undo = count(journal.undo as u64, "change");
            rows.push(("Undo", format!("{undo} can be taken back")));
        }
        Reading::Newer(version) => rows.push(("Format", format!("version {version}"))),
        _ => {}
    }
    rows.push(("Backup", backup(&facts.backup)));
    rows.extend(facts.kept().map(|path| ("Put aside", path.to_owned())));
    let by = if clock.is_set { ", set by NOCONTACT_NOW" } else { "" };
    rows.push(("Clock", format!("{}{by}", moment(Moment::Instant(clock.now)))));
    let by = clock.zone.as_ref().map(|zone| format!("TZ is {zone}"));
    let by = by.unwrap_or_else(|| "by the system".to_owned());
    rows.push(("Time zone", format!("{}, {by}", clock.now.offset())));
    rows
}

/// The size of the backup, and what is in it.
fn backup(backup: &FileFacts) -> String {
    let size = backup.size.map_or_else(String::new, |size| format!("{}, ", count(size, "byte")));
    match &backup.reading {
        Reading::Missing => "none".to_owned(),
        Reading::Sound(journal) => format!("{size}{}", entries(journal.entries)),
        _ => format!("{size}cannot be read"),
    }
}
