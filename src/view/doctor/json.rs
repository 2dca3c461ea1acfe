//! `doctor --json`: the facts and the problems under stable names (`manual/scripts.md`).

use chrono::SecondsFormat;
use serde::ser::{Serialize, Serializer};
use serde_json::Value;

use super::problem::{Problem, parts};
use crate::advice::Caller;
use crate::domain::checkup::{ClockFacts, Facts, FileFacts, Reading};

/// The whole answer. A fact that does not apply is null.
pub(crate) fn json(facts: &Facts, problems: &[Problem], caller: &Caller) -> impl Serialize + use<> {
    let (version, journal) = match &facts.journal.reading {
        Reading::Sound(journal) => (Some(1), Some(journal)),
        Reading::Newer(version) => (Some(*version), None),
        _ => (None, None),
    };
    Json::Object(vec![
        ("path", facts.path.as_str().into()),
        ("leads_to", facts.leads_to().into()),
        ("size", facts.journal.size.into()),
        ("permissions", facts.journal.mode.map(|mode| mode.to_string()).into()),
        ("folder_permissions", facts.folder.mode.map(|mode| mode.to_string()).into()),
        ("version", version.into()),
        ("entries", journal.map(|journal| journal.entries).into()),
        ("undo", journal.map(|journal| journal.undo).into()),
        ("backup", backup(&facts.backup)),
        ("put_aside", facts.kept().collect::<Vec<_>>().into()),
        ("clock", clock(&facts.clock)),
        ("problems", Json::List(problems.iter().map(|it| problem(it, caller)).collect())),
    ])
}

fn backup(file: &FileFacts) -> Json {
    let entries = match &file.reading {
        Reading::Missing => return Value::Null.into(),
        Reading::Sound(journal) => Some(journal.entries),
        _ => None,
    };
    Json::Object(vec![
        ("path", file.path.as_str().into()),
        ("size", file.size.into()),
        ("readable", entries.is_some().into()),
        ("entries", entries.into()),
    ])
}

fn clock(clock: &ClockFacts) -> Json {
    Json::Object(vec![
        ("now", clock.now.to_rfc3339_opts(SecondsFormat::Secs, false).into()),
        ("set", clock.is_set.into()),
        ("offset", clock.now.offset().to_string().into()),
        ("tz", clock.zone.as_deref().into()),
    ])
}

fn problem(problem: &Problem, caller: &Caller) -> Json {
    let next = problem.next.iter().flat_map(|advice| {
        let (words, command) = parts(advice, caller);
        words.into_iter().chain(command)
    });
    let mut fields = vec![("problem", problem.code.into())];
    fields.extend(problem.fields.iter().map(|(name, value)| (*name, value.clone().into())));
    fields.push(("what", problem.what.as_str().into()));
    fields.push(("next", next.collect::<Vec<_>>().into()));
    Json::Object(fields)
}

/// JSON whose fields keep their order, as those of a [`Value`] do not.
enum Json {
    Plain(Value),
    List(Vec<Json>),
    Object(Vec<(&'static str, Json)>),
}

impl<T: Into<Value>> From<T> for Json {
    fn from(value: T) -> Self {
        Self::Plain(value.into())
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Plain(value) => value.serialize(serializer),
            Self::List(values) => serializer.collect_seq(values),
            Self::Object(fields) => {
                serializer.collect_map(fields.iter().map(|(name, value)| (name, value)))
            }
        }
    }
}
