//! `doctor`: what was found, what is wrong with it, and what to do next, on the screen and as JSON.

use anyhow::Result;
use chrono::SecondsFormat;
use serde_json::{Map, Value, json};

use super::style::{Style, count, entries, moment, wrapped};
use super::{advice, sentences};
use crate::advice::{Advice, Caller, CommandLine};
use crate::domain::checkup::{Ahead, ClockFacts, Report};
use crate::domain::moment::Moment;
use crate::domain::text::shown;
use crate::error::Failure;

/// The columns of a label.
const LABEL: usize = 13;

pub(crate) fn lines(report: &Report, found: &[Failure], by: &Caller, style: &Style) -> Vec<String> {
    let row = |(label, value): (&str, String)| format!("{label:LABEL$}{}", shown(&value));
    let mut lines: Vec<_> = rows(report).into_iter().map(row).collect();
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

fn rows(report: &Report) -> Vec<(&'static str, String)> {
    let (clock, bytes) = (&report.clock, |size| count(size, "byte"));
    let mut rows = vec![("Journal", report.path.clone())];
    rows.extend(report.leads_to.clone().map(|target| ("Leads to", target)));
    rows.extend(report.size.map(|size| ("Size", bytes(size))));
    let folder = report.folder_permissions.as_ref().map(|mode| format!("folder {mode}"));
    let modes = report.permissions.clone().into_iter().chain(folder).collect::<Vec<_>>().join(", ");
    rows.extend((!modes.is_empty()).then_some(("Permissions", modes)));
    rows.extend(report.version.map(|version| ("Format", format!("version {version}"))));
    rows.extend(report.entries.map(|number| ("Entries", number.to_string())));
    rows.extend(report.undo.map(|changes| ("Undo", count(changes as u64, "change"))));
    let backup = report.backup.as_ref().map_or("none".to_owned(), |backup| {
        let size = backup.size.map_or(String::new(), |size| format!("{}, ", bytes(size)));
        size + &backup.entries.map_or("cannot be read".to_owned(), entries)
    });
    rows.push(("Backup", backup));
    rows.extend(report.put_aside.iter().map(|path| ("Set aside", path.clone())));
    let by = if clock.is_set { ", set by NOCONTACT_NOW" } else { "" };
    rows.push(("Clock", format!("{}{by}", moment(Moment::Instant(clock.now)))));
    let by = clock.zone.as_ref().map_or("by the system".to_owned(), |zone| format!("TZ is {zone}"));
    rows.push(("Time zone", format!("{}, {by}", clock.now.offset())));
    rows
}

/// The words of an advice, with a colon where a command follows, and the command.
fn parts(advice: &Advice, caller: &Caller) -> (Option<String>, Option<String>) {
    let colon = if advice.command.is_some() { ":" } else { "" };
    let words = (!advice.words.is_empty()).then(|| format!("{}{colon}", advice.words));
    (words, advice.command.as_ref().map(|command| advice::command(command, caller)))
}

/// Under stable names (`manual/scripts.md`). A fact that does not apply is null.
pub(crate) fn json(report: &Report, problems: &[Failure], caller: &Caller) -> Result<Value> {
    let (mut json, clock) = (serde_json::to_value(report)?, &report.clock);
    json["clock"] = json!({
        "now": clock.now.to_rfc3339_opts(SecondsFormat::Secs, false),
        "set": clock.is_set,
        "offset": clock.now.offset().to_string(),
        "tz": clock.zone,
    });
    json["problems"] = problems.iter().map(|it| problem(it, caller)).collect();
    Ok(json)
}

fn problem(problem: &Failure, caller: &Caller) -> Value {
    let next = problem.next.iter().flat_map(|advice| {
        let (words, command) = parts(advice, caller);
        words.into_iter().chain(command)
    });
    let facts = problem.facts.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
    let mut fields: Map<_, _> = facts.collect();
    fields.insert("what".to_owned(), problem.what.clone().into());
    fields.insert("next".to_owned(), next.collect());
    fields.into()
}

/// What is wrong with the clock.
pub(crate) fn clock_problems(report: &Report) -> impl Iterator<Item = Failure> {
    clock_behind(report).into_iter().chain(no_such_zone(&report.clock))
}

fn clock_behind(report: &Report) -> Option<Failure> {
    let clock = &report.clock;
    let ahead @ Ahead(behind, at) = report.ahead?;
    let what = format!("The {}.", sentences::clock_behind(ahead, clock.now));
    let problem = Failure::problem("clock-behind", what).with("behind", behind.replace(' ', "-"));
    let problem = problem.with("at", at.to_string());
    let (words, command) = match behind {
        _ if clock.is_set => {
            return Some(problem.hint("NOCONTACT_NOW sets the clock. Unset it for the system's."));
        }
        "breakup" => ("Set the clock. If the breakup is wrong", "amend --date DATE"),
        _ => ("Set the clock. If the entry is wrong, find it and correct it", "history"),
    };
    Some(problem.offer(words, CommandLine::on_journal(command)))
}

fn no_such_zone(clock: &ClockFacts) -> Option<Failure> {
    let zone = clock.unknown_zone.as_deref()?;
    let what = match &clock.zone {
        Some(_) => format!("TZ is \"{zone}\", which cannot be read. Times are in UTC."),
        None => format!("The time zone in {zone} cannot be read. Times are in UTC."),
    };
    let problem = Failure::problem("no-such-zone", what).with("zone", zone);
    Some(problem.hint("Set TZ to a name, as in Europe/Berlin, or unset it."))
}
