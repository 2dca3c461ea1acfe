//! `doctor`: what was found, what is wrong with it, and what to do next.

mod advice;
mod shape;

use std::io::{self, Write};

pub(crate) use shape::shape;

use super::style::{Style, count, entries, moment, padded};
use crate::domain::checkup::{Facts, Found, Problem, Reading, SiblingKind, Time};
use crate::domain::moment::Moment;
use crate::domain::text::shown;
use advice::{Next, next, sentence};

/// The columns of a label.
const LABEL: usize = 13;

/// The facts, a line each, and all that is wrong. `program` is what calls nocontact on this journal.
pub(crate) fn write(
    out: &mut dyn Write,
    facts: &Facts,
    problems: &[Problem],
    program: &str,
    style: &Style,
) -> io::Result<()> {
    for (label, value) in rows(facts) {
        writeln!(out, "{}{}", padded(label, LABEL), shown(&value))?;
    }
    writeln!(out)?;
    if problems.is_empty() {
        return writeln!(out, "Nothing is wrong.");
    }
    let indent = padded("", LABEL);
    // For a program a line is a line.
    let wrapped = |first: &str, text: &str| {
        let text = shown(text);
        if style.terminal { style.wrapped(first, &text) } else { format!("{first}{text}") }
    };
    for problem in problems {
        let sentence = sentence(problem, &facts.time);
        writeln!(out, "{}", wrapped(&padded("Wrong", LABEL), &sentence))?;
        for next in next(problem, &facts.time, program) {
            match next {
                Next::Words(words) => writeln!(out, "{}", wrapped(&indent, &words))?,
                // On a line of its own, whatever its length, to be copied.
                Next::Command(command) => writeln!(out, "{indent}{command}")?,
            }
        }
    }
    Ok(())
}

/// A label and what it says.
fn rows(facts: &Facts) -> Vec<(&'static str, String)> {
    let mut rows = vec![("Journal", facts.path.clone())];
    if facts.target != facts.path {
        rows.push(("Leads to", facts.target.clone()));
    }
    let journal = &facts.journal;
    rows.extend(journal.size.map(|size| ("Size", count(size, "byte"))));
    rows.extend(permissions(facts).map(|text| ("Permissions", text)));
    match &journal.reading {
        Reading::Sound(summary) => {
            rows.push(("Format", "version 1".to_owned()));
            rows.push(("Entries", summary.entries.to_string()));
            let undo = count(summary.undo as u64, "change");
            rows.push(("Undo", format!("{undo} can be taken back")));
        }
        Reading::Newer(version) => rows.push(("Format", format!("version {version}"))),
        _ => {}
    }
    rows.push(("Backup", backup(&facts.backup)));
    let kept = facts.leftovers.iter().filter(|found| found.kind == SiblingKind::Kept);
    rows.extend(kept.map(|found| ("Put aside", found.path.clone())));
    rows.push(("Clock", clock(&facts.time)));
    rows.push(("Time zone", zone(&facts.time)));
    rows
}

fn permissions(facts: &Facts) -> Option<String> {
    let file = facts.journal.mode.map(|mode| mode.to_string());
    let folder = facts.folder.mode.map(|mode| format!("folder {mode}"));
    let both: Vec<_> = [file, folder].into_iter().flatten().collect();
    (!both.is_empty()).then(|| both.join(", "))
}

fn backup(backup: &Found) -> String {
    let size = backup.size.map_or_else(String::new, |size| format!("{}, ", count(size, "byte")));
    match &backup.reading {
        Reading::Nothing => "none".to_owned(),
        Reading::Sound(summary) => format!("{size}{}", entries(summary.entries)),
        _ => format!("{size}cannot be read"),
    }
}

fn clock(time: &Time) -> String {
    let by = if time.is_set { ", set by NOCONTACT_NOW" } else { "" };
    format!("{}{by}", moment(Moment::Instant(time.now)))
}

fn zone(time: &Time) -> String {
    let by = match &time.zone {
        Some(zone) => format!("TZ is {}", zone.name),
        None => "by the system".to_owned(),
    };
    format!("{}, {by}", time.now.offset())
}
