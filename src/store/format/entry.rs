//! From JSON to an entry: the fields of every kind together, and then those of its own.

use std::borrow::Cow;

use serde::de::value::MapDeserializer;
use serde::de::{Deserialize, Deserializer, Error, MapAccess};
use serde_json::value::RawValue;

use super::fields::{Fields, Others, Taken, kept, once, read_fields};
use super::scalar::{StoredDate, StoredMoment, StoredText};
use super::what;
use crate::domain::contact::{By, Channel, Contact, Necessity, Reply, TIMES, Why};
use crate::domain::entry::{Body, Entry, Goal, IDS, Kind, Letter, Urge};
use crate::domain::readiness::Answers;
use crate::domain::text::{self, TextProblem};

/// An entry as it stands: the fields of every kind together.
#[derive(Default)]
struct EntryRead<'a> {
    id: Option<u64>,
    kind: Option<Kind>,
    at: Option<StoredMoment>,
    by: Option<By>,
    channel: Option<Channel>,
    why: Option<Why>,
    reply: Option<Reply>,
    necessary: Option<Necessity>,
    times: Option<u32>,
    resisted: Option<bool>,
    title: Option<StoredText<'a>>,
    text: Option<StoredText<'a>>,
    done: Option<StoredDate>,
    answers: Option<Reflected>,
    triggers: Option<Vec<StoredText<'a>>>,
    note: Option<StoredText<'a>>,
    others: Others<'a>,
}

impl<'de> Fields<'de> for EntryRead<'de> {
    const WHAT: &'static str = "an entry";

    fn field<A: MapAccess<'de>>(&mut self, name: &str, map: &mut A) -> Result<Taken, A::Error> {
        match name {
            "id" => once(&mut self.id, name, map),
            "kind" => once(&mut self.kind, name, map),
            "at" => once(&mut self.at, name, map),
            // See `foreign`.
            _ if !self.kind.is_some_and(|kind| owns(kind, name)) => Ok(Taken::No),
            "by" => once(&mut self.by, name, map),
            "channel" => once(&mut self.channel, name, map),
            "why" => once(&mut self.why, name, map),
            "reply" => once(&mut self.reply, name, map),
            "necessary" => once(&mut self.necessary, name, map),
            "times" => once(&mut self.times, name, map),
            "resisted" => once(&mut self.resisted, name, map),
            "title" => once(&mut self.title, name, map),
            "text" => once(&mut self.text, name, map),
            "done" => once(&mut self.done, name, map),
            "answers" => once(&mut self.answers, name, map),
            "triggers" => once(&mut self.triggers, name, map),
            "note" => once(&mut self.note, name, map),
            _ => Ok(Taken::No),
        }
    }

    fn others(&mut self) -> &mut Others<'de> {
        &mut self.others
    }
}

impl<'a> EntryRead<'a> {
    /// Reads the fields of its kind that stand before the kind itself.
    fn read_early(&mut self) -> serde_json::Result<()> {
        let Some(kind) = self.kind.filter(|_| !self.others.is_empty()) else {
            return Ok(());
        };
        let (early, others): (Others<'a>, _) =
            std::mem::take(&mut self.others).into_iter().partition(|(name, _)| owns(kind, name));
        self.others = others;
        let mut early = MapDeserializer::new(early.into_iter());
        while let Some(StoredText(name)) = early.next_key()? {
            self.field(&name, &mut early)?;
        }
        Ok(())
    }

    /// A field that the first kinds had from the first, on an entry that is of another kind: no
    /// program has written it. The names that younger kinds have taken, `title`, `text`, `done` and
    /// `answers`, may be anybody's, and are kept like any that is not known.
    fn foreign(&self) -> Option<&str> {
        let has = |(name, json): &&(Cow<'a, str>, &RawValue)| {
            (owns(Kind::Contact, name) || owns(Kind::Urge, name)) && json.get() != "null"
        };
        self.others.iter().find(has).map(|(name, _)| name.as_ref())
    }

    /// A text that cannot be kept.
    fn bad_text(&self) -> Option<TextProblem> {
        // What is short and stands there as it is can be kept: JSON spells a NUL with an escape.
        let odd = |StoredText(text): &&StoredText<'a>| {
            matches!(text, Cow::Owned(_)) || text.len() > text::NOTE_LIMIT
        };
        let is_letter = self.kind == Some(Kind::Letter);
        let of_text = if is_letter { text::check_letter } else { text::check };
        let note = self.note.iter().chain(&self.title).chain(self.triggers.iter().flatten());
        let mut checked = note.filter(odd).map(|StoredText(text)| text::check(text));
        let text = self.text.as_ref().filter(odd).map(|StoredText(text)| of_text(text));
        checked.find_map(Result::err).or(text.and_then(Result::err))
    }

    /// What an entry of `kind` is; an error names the field that is missing.
    fn body(self, kind: Kind) -> Result<Body<'a>, &'static str> {
        let cow = |StoredText(text): StoredText<'a>| text;
        let note = self.note.map(cow);
        let triggers = self.triggers.unwrap_or_default().into_iter().map(cow).collect();
        let text = self.text.map(cow).ok_or("text");
        Ok(match kind {
            Kind::Contact => Body::Contact(Contact {
                by: self.by.unwrap_or_default(),
                channel: self.channel.unwrap_or_default(),
                why: self.why,
                reply: self.reply,
                necessary: self.necessary,
                times: self.times.unwrap_or(1),
                triggers,
                note,
            }),
            Kind::Restart => Body::Restart,
            Kind::Urge => Body::Urge(Urge { resisted: self.resisted, triggers, note }),
            Kind::Letter => Body::Letter(Letter { title: self.title.map(cow), text: text? }),
            Kind::Goal => {
                Body::Goal(Goal { text: text?, done: self.done.map(|StoredDate(day)| day) })
            }
            Kind::Plan => Body::Plan(text?),
            Kind::Reflection => Body::Reflection(self.answers.ok_or("answers")?.0),
        })
    }
}

/// Whether `name` is a field of the kind, besides those of every entry.
fn owns(kind: Kind, name: &str) -> bool {
    match kind {
        Kind::Contact => {
            matches!(name, "by" | "channel" | "why" | "reply" | "necessary" | "times")
                || matches!(name, "triggers" | "note")
        }
        Kind::Restart => false,
        Kind::Urge => matches!(name, "resisted" | "triggers" | "note"),
        Kind::Letter => matches!(name, "title" | "text"),
        Kind::Goal => matches!(name, "text" | "done"),
        Kind::Plan => name == "text",
        Kind::Reflection => name == "answers",
    }
}

impl<'de> Deserialize<'de> for Entry<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let mut read: EntryRead<'de> = read_fields(from)?;
        read.read_early().map_err(|error| D::Error::custom(what(&error)))?;
        let id = read.id.ok_or_else(|| D::Error::missing_field("id"))?;
        if !IDS.contains(&id) {
            return Err(D::Error::custom(format_args!("{id} is no id of an entry")));
        }
        let kind = read.kind.ok_or_else(|| D::Error::missing_field("kind"))?;
        if let Some(name) = read.foreign() {
            return Err(D::Error::custom(not_its_kinds(id, name)));
        }
        let StoredMoment(at) = read.at.take().ok_or_else(|| D::Error::missing_field("at"))?;
        if let Some(times) = read.times.filter(|times| !TIMES.contains(times)) {
            return Err(D::Error::custom(format_args!("\"times\" of entry {id} is {times}")));
        }
        if let Some(problem) = read.bad_text() {
            let what = match problem {
                TextProblem::TooLong(limit) => format!("is longer than {} KiB", limit / 1024),
                TextProblem::Nul => "has a NUL".to_owned(),
            };
            return Err(D::Error::custom(format_args!("the text of entry {id} {what}")));
        }
        let unknown = kept(std::mem::take(&mut read.others));
        let body = read.body(kind).map_err(D::Error::missing_field)?;
        Ok(Entry { id, at, body, unknown })
    }
}

/// Says that a field would be lost by a save.
pub(super) fn not_its_kinds(id: u64, name: &str) -> String {
    format!("entry {id} has a \"{name}\", not its kind's")
}

/// Seven answers, as they are stored.
struct Reflected(Answers);

impl<'de> Deserialize<'de> for Reflected {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let StoredText(text) = StoredText::deserialize(from)?;
        Answers::parse(&text).map(Self).ok_or_else(|| {
            let text = text::quoted(&text);
            D::Error::custom(format_args!("\"{text}\" is not seven answers of y and n"))
        })
    }
}
