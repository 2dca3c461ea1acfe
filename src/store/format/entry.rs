//! An entry as JSON, both ways. `domain::fields` says which fields each kind has.
//!
//! The fields may come in any order, even with `kind` last. Whether an entry fits in with the
//! others is not decided here.

use std::borrow::Cow;

use serde::de::value::{self, BorrowedStrDeserializer, MapDeserializer};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::damage::without_place;
use super::object::{
    FromObject, Others, Taken, once, read_object, twice, unknown_fields, write_unknown,
};
use crate::domain::contact::TIMES;
use crate::domain::entry::{Body, Entry, IDS, Kind};
use crate::domain::field_type::{Stored, Value};
use crate::domain::fields::Field;
use crate::domain::moment::Moment;
use crate::domain::text::{TextProblem, check, check_letter, quoted};
use crate::domain::word;

impl Serialize for Entry<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &self.id)?;
        map.serialize_entry("kind", &self.body.kind())?;
        map.serialize_entry("at", &Stored(self.at))?;
        self.body.each_field(|name, value| {
            if value.is_implied() { Ok(()) } else { map.serialize_entry(name, &value) }
        })?;
        write_unknown(&mut map, &self.unknown)?;
        map.end()
    }
}

/// An entry that is being read.
#[derive(Default)]
struct EntryRead<'a> {
    id: Option<u64>,
    kind: Option<StoredKind<'a>>,
    at: Option<Stored<Moment>>,
    /// The body, once the kind is known.
    body: Option<Body<'a>>,
    /// One bit for each field of the kind, by its place in [`Kind::fields`]: whether it has a
    /// value.
    filled: u32,
    others: Others<'a>,
}

/// The kind of an entry, or the word in its place that is not a kind.
enum StoredKind<'a> {
    Known(Kind),
    Unknown(Cow<'a, str>),
}

impl<'de> Deserialize<'de> for StoredKind<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let Stored(word) = Stored::<Cow<'de, str>>::deserialize(from)?;
        let known = Kind::deserialize(BorrowedStrDeserializer::<value::Error>::new(&word));
        Ok(known.map_or_else(|_| Self::Unknown(word.clone()), Self::Known))
    }
}

/// Reads one field of a body.
struct FieldRead<'b, 'a> {
    body: &'b mut Body<'a>,
    /// The place of the field in [`Kind::fields`].
    place: usize,
}

impl<'a> DeserializeSeed<'a> for FieldRead<'_, 'a> {
    /// Whether there was a value.
    type Value = bool;

    fn deserialize<D: Deserializer<'a>>(self, from: D) -> Result<bool, D::Error> {
        self.body.read_field(self.place, from)
    }
}

impl<'de> FromObject<'de> for EntryRead<'de> {
    const WHAT: &'static str = "an entry";

    fn field<A: MapAccess<'de>>(&mut self, name: &str, map: &mut A) -> Result<Taken, A::Error> {
        match name {
            "id" => once(&mut self.id, name, map),
            "at" => once(&mut self.at, name, map),
            "kind" => {
                let taken = once(&mut self.kind, name, map)?;
                if let Some(StoredKind::Known(kind)) = self.kind {
                    self.body = Some(Body::unread(kind));
                }
                Ok(taken)
            }
            _ => self.body_field(name, map),
        }
    }

    fn others(&mut self) -> &mut Others<'de> {
        &mut self.others
    }
}

impl<'a> EntryRead<'a> {
    fn body_field<A: MapAccess<'a>>(&mut self, name: &str, map: &mut A) -> Result<Taken, A::Error> {
        let Some(body) = &mut self.body else { return Ok(Taken::No) };
        let fields = body.kind().fields();
        let Some(place) = fields.iter().position(|field| field.name == name) else {
            return Ok(Taken::No);
        };
        let has_value = map.next_value_seed(FieldRead { body, place })?;
        if self.filled & (1 << place) != 0 {
            return Err(twice(name));
        }
        self.filled |= u32::from(has_value) << place;
        Ok(if has_value { Taken::Value } else { Taken::Null })
    }

    /// Reads the fields of the kind that come before `kind` itself in the object.
    fn read_early(&mut self) -> serde_json::Result<()> {
        let Some(kind) = self.body.as_ref().map(Body::kind).filter(|_| !self.others.is_empty())
        else {
            return Ok(());
        };
        let (early, others): (Others<'a>, _) = std::mem::take(&mut self.others)
            .into_iter()
            .partition(|(name, _)| kind.field(name).is_some());
        self.others = others;
        let mut early = MapDeserializer::new(early.into_iter());
        while let Some(Stored(name)) = early.next_key::<Stored<Cow<'a, str>>>()? {
            self.body_field(&name, &mut early)?;
        }
        Ok(())
    }

    /// The first required field that has no value.
    fn missing(&self, kind: Kind) -> Option<&'static str> {
        let mut fields = kind.fields().iter().enumerate();
        let missing =
            fields.find(|(place, field)| field.required && self.filled & (1 << place) == 0);
        missing.map(|(_, field)| field.name)
    }

    /// A field that only other kinds have. Such a field is an error, although unknown fields are
    /// kept: no version writes one. Null is allowed, since it says nothing.
    fn misplaced(&self) -> Option<&str> {
        let mut others = self.others.iter();
        let found =
            others.find(|(name, json)| json.get() != "null" && Field::named(name).is_some());
        found.map(|(name, _)| name.as_ref())
    }
}

impl<'de> Deserialize<'de> for Entry<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let mut read: EntryRead<'de> = read_object(from)?;
        read.read_early().map_err(|error| D::Error::custom(without_place(&error)))?;
        let id = read.id.ok_or_else(|| D::Error::missing_field("id"))?;
        if !IDS.contains(&id) {
            return Err(D::Error::custom(format_args!("{id} is no id of an entry")));
        }
        let kind = match &read.kind {
            Some(StoredKind::Known(kind)) => *kind,
            Some(StoredKind::Unknown(word)) => {
                let word = quoted(word);
                return Err(D::Error::custom(format_args!(
                    "entry {id} has the unknown kind \"{word}\""
                )));
            }
            None => return Err(D::Error::missing_field("kind")),
        };
        if let Some(name) = read.misplaced() {
            let kind = word(kind);
            return Err(D::Error::custom(format_args!(
                "entry {id} ({kind}) cannot have \"{name}\""
            )));
        }
        let Stored(at) = read.at.take().ok_or_else(|| D::Error::missing_field("at"))?;
        let missing = read.missing(kind);
        let body = read.body.unwrap_or_else(|| Body::unread(kind));
        check_limits(&body).map_err(|problem| D::Error::custom(problem.of_entry(id)))?;
        if let Some(name) = missing {
            return Err(D::Error::missing_field(name));
        }
        Ok(Entry { id, at, body, unknown: unknown_fields(read.others) })
    }
}

/// A value that is outside what a field may hold.
enum LimitProblem {
    Times(u32),
    Text(TextProblem),
}

impl From<TextProblem> for LimitProblem {
    fn from(problem: TextProblem) -> Self {
        Self::Text(problem)
    }
}

impl LimitProblem {
    fn of_entry(self, id: u64) -> String {
        match self {
            Self::Times(times) => format!("\"times\" of entry {id} is {times}"),
            Self::Text(TextProblem::TooLong(limit)) => {
                format!("the text of entry {id} is longer than {} KiB", limit / 1024)
            }
            Self::Text(TextProblem::Nul) => format!("the text of entry {id} has a NUL"),
        }
    }
}

/// Checks every field against its limits.
fn check_limits(body: &Body<'_>) -> Result<(), LimitProblem> {
    let is_letter = body.kind() == Kind::Letter;
    body.each_field(|name, value| match value {
        Value::Times(times) if !TIMES.contains(&times) => Err(LimitProblem::Times(times)),
        Value::Text(text) if is_letter && name == "text" => Ok(check_letter(text)?),
        Value::Text(text) => Ok(check(text)?),
        Value::List(texts) => Ok(texts.iter().try_for_each(|text| check(text))?),
        _ => Ok(()),
    })
}
