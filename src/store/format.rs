//! The file's bytes and the journal they stand for: pure, both ways (SPEC section 6).
//!
//! Read by hand rather than by derived code, for three things at once: text is borrowed from the
//! bytes, unknown fields are kept to the letter, and a doubled field is an error.

pub mod csv;
mod entry;
mod fields;
mod layout;
mod read;
mod scalar;

use std::borrow::Cow;
use std::str::Utf8Error;

use anyhow::{Context, Result};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;

use scalar::StoredMoment;

use crate::domain::change::Change;
use crate::domain::contact::{By, Contact};
use crate::domain::entry::{Body, Entry, Unknown};
use crate::domain::journal::Journal;
use crate::domain::moment::Moment;
use crate::domain::text::quoted;
use crate::domain::window::Rules;

/// The version that this program reads and writes.
pub const VERSION: u64 = 1;

/// Why bytes are no journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Damage {
    /// A later version wrote them.
    Newer(u64),
    /// An entry is of a kind that only a later program may know; in words for a person.
    UnknownKind(String),
    /// They are not whole, or not ours; in words for a person.
    Unreadable(String),
}

/// Reads a journal, which borrows its text from `bytes`. A byte order mark is let pass.
pub fn decode(bytes: &[u8]) -> Result<Journal<'_>, Damage> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if text.trim_ascii().is_empty() {
        return Err(Damage::Unreadable("it is empty".to_owned()));
    }
    // All of it at once, which costs less than string by string.
    let text = std::str::from_utf8(text).map_err(|error| not_utf8(text, error))?;
    match serde_json::from_str::<read::File<'_>>(text) {
        Ok(file) => file.journal(),
        // What a newer version writes may well look wrong to this one.
        Err(error) => Err(match read::version(text) {
            Some(version) if version > VERSION => Damage::Newer(version),
            _ => unreadable(text, &error),
        }),
    }
}

/// Where `text` stops being text.
fn not_utf8(text: &[u8], error: Utf8Error) -> Damage {
    let sound = String::from_utf8_lossy(&text[..error.valid_up_to()]);
    let line = 1 + sound.matches('\n').count();
    let column = 1 + sound.len() - sound.rfind('\n').map_or(0, |at| at + 1);
    damaged("it is not UTF-8", line, column)
}

/// What is wrong with `text`, which is not to be called damaged where a newer program would know it.
fn unreadable(text: &str, error: &serde_json::Error) -> Damage {
    match read::stranger(text) {
        Some((id, kind)) => Damage::UnknownKind(format!(
            "entry {id} is of the kind \"{}\", which this nocontact does not know; a newer one may",
            quoted(&kind)
        )),
        None => damaged(&what(error), error.line(), error.column()),
    }
}

fn damaged(what: &str, line: usize, column: usize) -> Damage {
    Damage::Unreadable(format!(
        "it is damaged, or no journal of ours: {what} at line {line} column {column}"
    ))
}

/// What is wrong with JSON, without its place; not all of a long text that it names.
fn what(error: &serde_json::Error) -> String {
    const LONGEST: usize = 300;
    let place = format!(" at line {} column {}", error.line(), error.column());
    let text = error.to_string();
    let what = text.strip_suffix(&place).unwrap_or(&text);
    match what.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &what[..at]),
        None => what.to_owned(),
    }
}

/// Writes a journal: JSON with a line an entry, every hidden character escaped, a line break last.
pub fn encode(journal: &Journal<'_>) -> Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(256 + journal.entries.len() * 128);
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, layout::Layout::new());
    Whole(journal).serialize(&mut serializer).context("cannot write the journal as JSON")?;
    bytes.push(b'\n');
    Ok(bytes)
}

struct Whole<'j, 'a>(&'j Journal<'a>);

impl Serialize for Whole<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("version", &VERSION)?;
        rules(&mut map, &self.0.rules)?;
        map.serialize_entry("entries", &self.0.entries)?;
        if !self.0.undo.is_empty() {
            map.serialize_entry("undo", &self.0.undo)?;
        }
        unknown(&mut map, &self.0.unknown)?;
        map.end()
    }
}

impl Serialize for Entry<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &self.id)?;
        map.serialize_entry("kind", &self.body.kind())?;
        map.serialize_entry("at", &StoredMoment(self.at))?;
        match &self.body {
            Body::Contact(contact) => self::contact(&mut map, contact)?,
            Body::Restart => {}
            Body::Urge(urge) => optional(&mut map, "resisted", urge.resisted)?,
            Body::Letter(letter) => {
                optional(&mut map, "title", letter.title.as_deref())?;
                map.serialize_entry("text", &letter.text)?;
            }
            Body::Goal(goal) => {
                map.serialize_entry("text", &goal.text)?;
                optional(&mut map, "done", goal.done.map(|day| StoredMoment(Moment::Day(day))))?;
            }
            Body::Plan(text) => map.serialize_entry("text", text)?,
            Body::Reflection(answers) => map.serialize_entry("answers", &answers.to_string())?,
        }
        if !self.body.triggers().is_empty() {
            map.serialize_entry("triggers", self.body.triggers())?;
        }
        optional(&mut map, "note", self.body.note())?;
        unknown(&mut map, &self.unknown)?;
        map.end()
    }
}

/// The fields of a contact that triggers and note are not. What was not said is left out.
fn contact<M: SerializeMap>(map: &mut M, contact: &Contact<'_>) -> Result<(), M::Error> {
    let by = Some(contact.by).filter(|&by| by != By::Me);
    optional(map, "by", by)?;
    map.serialize_entry("channel", &contact.channel)?;
    optional(map, "why", contact.why)?;
    optional(map, "reply", contact.reply)?;
    optional(map, "necessary", contact.necessary)?;
    optional(map, "times", Some(contact.times).filter(|&times| times > 1))
}

impl Serialize for Change<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("act", &self.act)?;
        if !self.added.is_empty() {
            map.serialize_entry("added", &self.added)?;
        }
        if !self.was.is_empty() {
            map.serialize_entry("was", &self.was)?;
        }
        if let Some(rules) = &self.rules {
            self::rules(&mut map, rules)?;
        }
        unknown(&mut map, &self.unknown)?;
        map.end()
    }
}

fn rules<M: SerializeMap>(map: &mut M, rules: &Rules) -> Result<(), M::Error> {
    map.serialize_entry("breakup", &StoredMoment(Moment::Day(rules.breakup)))?;
    map.serialize_entry("policy", &rules.policy)?;
    map.serialize_entry("days", &rules.days)
}

fn optional<M: SerializeMap, T: Serialize>(
    map: &mut M,
    name: &str,
    value: Option<T>,
) -> Result<(), M::Error> {
    value.map_or(Ok(()), |value| map.serialize_entry(name, &value))
}

fn unknown<M: SerializeMap>(map: &mut M, unknown: &Unknown<'_>) -> Result<(), M::Error> {
    for (name, json) in unknown {
        let raw = RawValue::from_string(Cow::clone(json).into_owned());
        map.serialize_entry(name, &raw.map_err(serde::ser::Error::custom)?)?;
    }
    Ok(())
}
