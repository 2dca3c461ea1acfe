//! `doctor`: what was found, what is wrong with it, and what to do next, on the screen and as JSON.

mod problem;

pub(crate) use problem::{Problem, problems};

use chrono::SecondsFormat;
use serde_json::{Value, json};

use super::advice;
use super::style::{Style, count, entries, moment, wrapped};
use crate::advice::{Advice, Caller};
use crate::domain::checkup::{Facts, FileFacts, Reading};
use crate::domain::moment::Moment;
use crate::domain::text::shown;

/// The columns of a label.
const LABEL: usize = 13;

pub(crate) fn lines(facts: &Facts, found: &[Problem], by: &Caller, style: &Style) -> Vec<String> {
    let row = |(label, value): (&str, String)| format!("{label:LABEL$}{}", shown(&value));
    let mut lines: Vec<_> = rows(facts).into_iter().map(row).collect();
    lines.push(String::new());
    if found.is_empty() {
        lines.push("No problems found.".to_owned());
    }
    // Off a terminal nothing is wrapped: programs read a sentence as one line.
    let width = if style.terminal { style.width } else { usize::MAX };
    let paragraph =
        |label: &str, text: &str| wrapped(&format!("{label:LABEL$}"), &shown(text), width);
    for problem in found {
        lines.push(paragraph("Problem", &problem.what));
        for advice in &problem.next {
            let (words, command) = parts(advice, by);
            lines.extend(words.map(|words| paragraph("", &words)));
            // A command is copied whole, so that it has a line of its own.
            lines.extend(command.map(|command| format!("{:LABEL$}{command}", "")));
        }
    }
    lines
}

fn rows(facts: &Facts) -> Vec<(&'static str, String)> {
    let (journal, clock) = (&facts.journal, &facts.clock);
    let mut rows = vec![("Journal", facts.path.clone())];
    rows.extend(facts.leads_to().map(|target| ("Leads to", target.to_owned())));
    rows.extend(journal.size.map(|size| ("Size", count(size, "byte"))));
    let folder = facts.folder_mode.map(|mode| format!("folder {mode}"));
    let modes = journal.mode.map(|mode| mode.to_string()).into_iter().chain(folder);
    let modes = modes.collect::<Vec<_>>().join(", ");
    rows.extend((!modes.is_empty()).then_some(("Permissions", modes)));
    let version = journal.reading.version().map(|version| format!("version {version}"));
    rows.extend(version.map(|version| ("Format", version)));
    if let Some(journal) = journal.reading.sound() {
        rows.push(("Entries", journal.entries.to_string()));
        rows.push(("Undo", count(journal.undo as u64, "change")));
    }
    rows.push(("Backup", backup(&facts.backup)));
    rows.extend(facts.kept().map(|path| ("Set aside", path.to_owned())));
    let by = if clock.is_set { ", set by NOCONTACT_NOW" } else { "" };
    rows.push(("Clock", format!("{}{by}", moment(Moment::Instant(clock.now)))));
    let by = clock.zone.as_ref().map(|zone| format!("TZ is {zone}"));
    let by = by.unwrap_or_else(|| "by the system".to_owned());
    rows.push(("Time zone", format!("{}, {by}", clock.now.offset())));
    rows
}

fn backup(backup: &FileFacts) -> String {
    let size = backup.size.map_or_else(String::new, |size| format!("{}, ", count(size, "byte")));
    match &backup.reading {
        Reading::Missing => "none".to_owned(),
        Reading::Sound(journal) => format!("{size}{}", entries(journal.entries)),
        _ => format!("{size}cannot be read"),
    }
}

/// The words of an advice, with a colon where a command follows, and the command.
fn parts(advice: &Advice, caller: &Caller) -> (Option<String>, Option<String>) {
    let colon = if advice.command.is_some() { ":" } else { "" };
    let words = (!advice.words.is_empty()).then(|| format!("{}{colon}", advice.words));
    (words, advice.command.as_ref().map(|command| advice::command(command, caller)))
}

/// Under stable names (`manual/scripts.md`). A fact that does not apply is null.
pub(crate) fn json(facts: &Facts, problems: &[Problem], caller: &Caller) -> Value {
    let (journal, backup, clock) = (facts.journal.reading.sound(), &facts.backup, &facts.clock);
    let in_backup = backup.reading.sound().map(|journal| journal.entries);
    json!({
        "path": facts.path,
        "leads_to": facts.leads_to(),
        "size": facts.journal.size,
        "permissions": facts.journal.mode.map(|mode| mode.to_string()),
        "folder_permissions": facts.folder_mode.map(|mode| mode.to_string()),
        "version": facts.journal.reading.version(),
        "entries": journal.map(|journal| journal.entries),
        "undo": journal.map(|journal| journal.undo),
        "backup": (!matches!(backup.reading, Reading::Missing)).then(|| json!({
            "path": backup.path,
            "size": backup.size,
            "readable": in_backup.is_some(),
            "entries": in_backup,
        })),
        "put_aside": facts.kept().collect::<Vec<_>>(),
        "clock": {
            "now": clock.now.to_rfc3339_opts(SecondsFormat::Secs, false),
            "set": clock.is_set,
            "offset": clock.now.offset().to_string(),
            "tz": clock.zone,
        },
        "problems": problems.iter().map(|it| problem(it, caller)).collect::<Value>(),
    })
}

fn problem(problem: &Problem, caller: &Caller) -> Value {
    let next = problem.next.iter().flat_map(|advice| {
        let (words, command) = parts(advice, caller);
        words.into_iter().chain(command)
    });
    let mut fields = problem.fields.clone();
    fields.insert("what".to_owned(), problem.what.clone().into());
    fields.insert("next".to_owned(), next.collect());
    fields.into()
}
