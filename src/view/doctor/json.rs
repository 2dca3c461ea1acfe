//! `doctor --json`: the facts and the problems under stable names (`manual/scripts.md`). It finds no
//! problem itself.

use chrono::SecondsFormat;
use serde_json::{Map, Value, json};

use super::problem::{Problem, parts};
use crate::advice::Caller;
use crate::domain::checkup::{Facts, FileFacts, Reading};

/// The whole answer. A fact that does not apply is null.
pub(crate) fn json(facts: &Facts, problems: &[Problem], caller: &Caller) -> Value {
    let (version, journal) = match &facts.journal.reading {
        Reading::Sound(journal) => (Some(1), Some(journal)),
        Reading::Newer(version) => (Some(*version), None),
        _ => (None, None),
    };
    let clock = &facts.clock;
    json!({
        "path": facts.path,
        "leads_to": facts.leads_to(),
        "size": facts.journal.size,
        "permissions": facts.journal.mode.map(|mode| mode.to_string()),
        "folder_permissions": facts.folder.mode.map(|mode| mode.to_string()),
        "version": version,
        "entries": journal.map(|journal| journal.entries),
        "undo": journal.map(|journal| journal.undo),
        "backup": backup(&facts.backup),
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

/// The backup, or null where there is none.
fn backup(file: &FileFacts) -> Value {
    let entries = match &file.reading {
        Reading::Missing => return Value::Null,
        Reading::Sound(journal) => Some(journal.entries),
        _ => None,
    };
    json!({
        "path": file.path,
        "size": file.size,
        "readable": entries.is_some(),
        "entries": entries,
    })
}

/// The problem under its code, with its own fields, and in words.
fn problem(problem: &Problem, caller: &Caller) -> Value {
    let next = problem.next.iter().flat_map(|advice| {
        let (words, command) = parts(advice, caller);
        words.into_iter().chain(command)
    });
    let mut fields = Map::from_iter([("problem".to_owned(), problem.code.into())]);
    fields.extend(problem.fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
    fields.insert("what".to_owned(), problem.what.clone().into());
    fields.insert("next".to_owned(), next.collect());
    fields.into()
}
