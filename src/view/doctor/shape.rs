//! `doctor --json`: the same facts and problems under stable names.

use chrono::SecondsFormat;
use serde::Serialize;

use super::advice::{Next, next, sentence};
use crate::domain::checkup::{Facts, Found, Mode, Problem, Reading, SiblingKind};

/// `doctor --json`; `program` is what calls nocontact on this journal.
pub(crate) fn shape<'f>(
    facts: &'f Facts,
    problems: &'f [Problem],
    program: &str,
) -> impl Serialize + use<'f> {
    let journal = &facts.journal;
    let (version, summary) = match &journal.reading {
        Reading::Sound(summary) => (Some(1), Some(summary)),
        Reading::Newer(version) => (Some(*version), None),
        _ => (None, None),
    };
    let aside = facts.leftovers.iter().filter(|found| found.kind == SiblingKind::Kept);
    let time = &facts.time;
    let told = problems.iter().map(|problem| Told {
        problem,
        what: sentence(problem, time),
        next: next(problem, time, program).into_iter().map(text).collect(),
    });
    Doctor {
        path: &facts.path,
        leads_to: Some(facts.target.as_str()).filter(|target| *target != facts.path),
        size: journal.size,
        permissions: journal.mode,
        folder_permissions: facts.folder.mode,
        version,
        entries: summary.map(|summary| summary.entries),
        undo: summary.map(|summary| summary.undo),
        backup: backup(&facts.backup),
        put_aside: aside.map(|found| found.path.as_str()).collect(),
        clock: Clock {
            now: time.now.to_rfc3339_opts(SecondsFormat::Secs, false),
            set: time.is_set,
            offset: time.now.offset().to_string(),
            tz: time.zone.as_ref().map(|zone| zone.name.as_str()),
        },
        problems: told.collect(),
    }
}

/// The backup; null where there is nothing.
fn backup(found: &Found) -> Option<Backup<'_>> {
    let entries = match &found.reading {
        Reading::Nothing => return None,
        Reading::Sound(summary) => Some(summary.entries),
        _ => None,
    };
    Some(Backup { path: &found.path, size: found.size, readable: entries.is_some(), entries })
}

fn text(next: Next) -> String {
    match next {
        Next::Words(text) | Next::Command(text) => text,
    }
}

#[derive(Serialize)]
struct Doctor<'f> {
    path: &'f str,
    /// Null where no link leads there.
    leads_to: Option<&'f str>,
    size: Option<u64>,
    permissions: Option<Mode>,
    folder_permissions: Option<Mode>,
    version: Option<u64>,
    entries: Option<usize>,
    undo: Option<usize>,
    backup: Option<Backup<'f>>,
    put_aside: Vec<&'f str>,
    clock: Clock<'f>,
    problems: Vec<Told<'f>>,
}

#[derive(Serialize)]
struct Backup<'f> {
    path: &'f str,
    size: Option<u64>,
    readable: bool,
    entries: Option<usize>,
}

#[derive(Serialize)]
struct Clock<'f> {
    now: String,
    set: bool,
    offset: String,
    tz: Option<&'f str>,
}

/// A problem under its name, with its own fields, and in words.
#[derive(Serialize)]
struct Told<'f> {
    #[serde(flatten)]
    problem: &'f Problem,
    what: String,
    next: Vec<String>,
}
