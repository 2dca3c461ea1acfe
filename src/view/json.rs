//! The JSON shapes of `manual/scripts.md`: the names and nulls are exactly those of its tables.
//!
//! It adds no number of its own, and no character in it is hidden. `doctor`, `calendar` and
//! `patterns` have their shapes in their own files.

use std::io::Write;

use chrono::NaiveDate;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use crate::domain::field_type::Stored;
use crate::domain::moment::writable;
use crate::domain::text::in_json;
use crate::domain::{Assessment, Body, Entry, Summary};

/// Writes any of the shapes, indented, with a line break last. Characters that a terminal must not
/// get raw are escaped, as `manual/keeping.md` promises: they can only be inside a JSON string.
pub(crate) fn write(out: &mut dyn Write, value: &impl Serialize) -> anyhow::Result<()> {
    for line in serde_json::to_string_pretty(value)?.lines() {
        writeln!(out, "{}", in_json(line))?;
    }
    Ok(())
}

pub(crate) fn status(summary: &Summary) -> Value {
    let date = |date: Option<NaiveDate>| date.and_then(writable).map(|date| date.to_string());
    let (window, apart) = (&summary.window, &summary.apart);
    json!({
        "today": summary.today.to_string(),
        "breakup": summary.breakup.to_string(),
        "days_since_breakup": summary.days_since_breakup,
        "window": {
            "policy": summary.policy,
            "days": window.length,
            "starts_on": window.first.to_string(),
            "ends_on": date(window.end()),
            "day": summary.day,
            "days_remaining": window.remaining(summary.today),
            "complete": summary.complete,
            "breaks": summary.breaks.0,
            "stop_on": summary.stopped.map(|day| day.to_string()),
        },
        "without_contact": {
            "days": apart.days,
            "since": apart.since.to_string(),
            "longest": apart.longest,
            "full_window_on": date(apart.full_window_on),
        },
        "counts": summary.counts,
        "last_chasing": summary.last_chasing.map(|(id, at, channel)| {
            json!({ "id": id, "at": at.to_string(), "channel": channel })
        }),
    })
}

/// The shape of one entry: of `log`, `urge` and `show --json`, and in the array of `history --json`.
pub(crate) struct EntryShape<'e>(pub(crate) &'e Entry<'e>, pub(crate) &'e Assessment);

impl Serialize for EntryShape<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(Entry { id, at, body, identity, .. }, assessment) = self;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", id)?;
        map.serialize_entry("kind", &body.kind())?;
        map.serialize_entry("at", &Stored(*at))?;
        map.serialize_entry("day", &assessment.day)?;
        body.each_field(|name, value| match body {
            // The text of a letter is in the file, and `show` prints it.
            Body::Letter(letter) if name == "text" => map.serialize_entry("words", &letter.words()),
            _ => map.serialize_entry(name, &value),
        })?;
        map.serialize_entry("uid", &identity.uid)?;
        map.serialize_entry("recorded", &identity.recorded)?;
        map.serialize_entry("changed", &identity.changed)?;
        if let Some(judgement) = assessment.judgement {
            map.serialize_entry("verdict", &judgement.verdict)?;
            map.serialize_entry("reasons", &judgement.reasons.iter().collect::<Vec<_>>())?;
        }
        if let Some(ready) = assessment.ready {
            map.serialize_entry("answer", &ready.answer())?;
            map.serialize_entry("causes", &ready.causes())?;
            map.serialize_entry("reasons", &ready.causes())?;
        }
        map.end()
    }
}
