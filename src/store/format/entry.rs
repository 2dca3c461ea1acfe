//! An entry as JSON, both ways, with the fields of `domain::fields` in any order.

use std::borrow::Cow;

use serde::de::value::{self, BorrowedStrDeserializer, MapDeserializer};
use serde::de::{Deserialize, Deserializer, Error, MapAccess};
use serde::ser::{self, Serialize, SerializeMap, Serializer};

use super::damage::without_place;
use super::object::{
    FromObject, Others, Taken, once, read_object, twice, unknown_fields, write_unknown,
};
use crate::domain::contact::TIMES;
use crate::domain::entry::IDS;
use crate::domain::field_type::{Stored, Value};
use crate::domain::fields::Field;
use crate::domain::identity::Identity;
use crate::domain::text::{TextProblem, check, check_letter, in_json, quoted};
use crate::domain::{Body, Entry, Kind, Moment, word};

impl Serialize for Entry<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Entry { id, at, body, identity, unknown } = self;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", id)?;
        map.serialize_entry("kind", &body.kind())?;
        map.serialize_entry("at", &Stored(*at))?;
        body.each_field(|name, value| {
            if value.is_implied() {
                return Ok(());
            }
            // A journal that could not be read again is not written.
            check_limits(*id, body, name, value).map_err(ser::Error::custom)?;
            map.serialize_entry(name, &value)
        })?;
        write_identity(&mut map, identity)?;
        write_unknown(&mut map, unknown)?;
        map.end()
    }
}

/// The JSON of an entry without its id, which comes first: the same on every machine.
pub fn content(entry: &Entry<'_>) -> Vec<u8> {
    // An entry that was read can be written.
    let json = serde_json::to_string(entry).unwrap_or_default();
    let content = json.split_once(',').map_or(String::new(), |(_, rest)| format!("{{{rest}"));
    in_json(&content).into_owned().into_bytes()
}

/// What is known of an identity.
pub(super) fn write_identity<M: SerializeMap>(
    map: &mut M,
    Identity { uid, recorded, changed }: &Identity,
) -> Result<(), M::Error> {
    if uid.is_set() {
        map.serialize_entry("uid", uid)?;
    }
    let stamps = [("recorded", recorded), ("changed", changed)];
    let mut stamps = stamps.iter().filter(|(_, stamp)| stamp.is_some());
    stamps.try_for_each(|(name, stamp)| map.serialize_entry(name, stamp))
}

#[derive(Default)]
struct EntryRead<'a> {
    id: Option<u64>,
    /// The word for its kind, which may be unknown.
    kind: Option<Stored<Cow<'a, str>>>,
    at: Option<Stored<Moment>>,
    identity: Identity,
    body: Option<Body<'a>>,
    /// One bit for each of [`Kind::fields`], by its place there: whether the field has a value.
    filled: u32,
}

impl<'de> FromObject<'de> for EntryRead<'de> {
    const WHAT: &'static str = "an entry";

    fn field<A: MapAccess<'de>>(&mut self, name: &str, map: &mut A) -> Result<Taken, A::Error> {
        match name {
            "id" => once(&mut self.id, name, map),
            "at" => once(&mut self.at, name, map),
            "kind" => {
                let taken = once(&mut self.kind, name, map)?;
                self.body = self.kind.as_ref().and_then(|Stored(word)| {
                    let word = BorrowedStrDeserializer::<value::Error>::new(word);
                    Kind::deserialize(word).ok().map(Body::unread)
                });
                Ok(taken)
            }
            "uid" | "recorded" | "changed" => identity_field(&mut self.identity, name, map),
            _ => self.body_field(name, map),
        }
    }
}

/// Reads a field of the identity of an entry or of the rules, if it is one.
pub(super) fn identity_field<'de, A: MapAccess<'de>>(
    identity: &mut Identity,
    name: &str,
    map: &mut A,
) -> Result<Taken, A::Error> {
    match name {
        "uid" => {
            let mut uid = Some(identity.uid).filter(|uid| uid.is_set());
            let taken = once(&mut uid, name, map);
            identity.uid = uid.unwrap_or_default();
            taken
        }
        "recorded" => once(&mut identity.recorded, name, map),
        "changed" => once(&mut identity.changed, name, map),
        _ => Ok(None),
    }
}

impl<'a> EntryRead<'a> {
    fn body_field<A: MapAccess<'a>>(&mut self, name: &str, map: &mut A) -> Result<Taken, A::Error> {
        let Some(body) = &mut self.body else { return Ok(None) };
        let fields = body.kind().fields();
        let Some(place) = fields.iter().position(|field| field.name == name) else {
            return Ok(None);
        };
        let has_value = body.read_field(place, map)?;
        if self.filled & (1 << place) != 0 {
            return Err(twice(name));
        }
        self.filled |= u32::from(has_value) << place;
        Ok(Some(has_value))
    }

    /// Reads the fields of the kind that come before `kind` in the object; returns the others.
    fn read_early(&mut self, others: Others<'a>) -> serde_json::Result<Others<'a>> {
        let Some(kind) = self.body.as_ref().map(Body::kind).filter(|_| !others.is_empty()) else {
            return Ok(others);
        };
        let (early, others): (Others<'a>, _) =
            others.into_iter().partition(|(name, _)| kind.field(name).is_some());
        let mut early = MapDeserializer::new(early.into_iter());
        while let Some(Stored(name)) = early.next_key::<Stored<Cow<'a, str>>>()? {
            self.body_field(&name, &mut early)?;
        }
        Ok(others)
    }
}

impl<'de> Deserialize<'de> for Entry<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let (mut read, others) = read_object::<EntryRead<'_>, _>(from)?;
        let early = read.read_early(others);
        let others = early.map_err(|error| D::Error::custom(without_place(&error)))?;
        let id = read.id.ok_or_else(|| D::Error::missing_field("id"))?;
        if !IDS.contains(&id) {
            return Err(D::Error::custom(format_args!("{id} is not the id of an entry")));
        }
        let fields = read.body.as_ref().map_or(&[][..], |body| body.kind().fields());
        let is_missing = |at: usize| fields[at].required && read.filled & (1 << at) == 0;
        let missing = (0..fields.len()).find(|&at| is_missing(at)).map(|at| fields[at].name);
        let Stored(kind) = read.kind.ok_or_else(|| D::Error::missing_field("kind"))?;
        let Some(body) = read.body else {
            let why = format!("entry {id} has the unknown kind \"{}\"", quoted(&kind));
            return Err(D::Error::custom(why));
        };
        // Unknown fields are kept, but none is one of other kinds, unless it says nothing.
        let mut valued = others.iter().filter(|(_, json)| json.get() != "null");
        if let Some((name, _)) = valued.find(|(name, _)| Field::named(name).is_some()) {
            let why = format!("entry {id} ({}) cannot have \"{name}\"", word(body.kind()));
            return Err(D::Error::custom(why));
        }
        let Some(Stored(at)) = read.at else { return Err(D::Error::missing_field("at")) };
        let check = |name, value| check_limits(id, &body, name, value);
        body.each_field(check).map_err(D::Error::custom)?;
        if let Some(name) = missing {
            return Err(D::Error::missing_field(name));
        }
        Ok(Entry { id, at, body, identity: read.identity, unknown: unknown_fields(others) })
    }
}

/// Checks one field of the entry `id` against its limits; why it is outside.
fn check_limits(id: u64, body: &Body<'_>, name: &str, value: Value<'_>) -> Result<(), String> {
    let why = |problem| match problem {
        TextProblem::TooLong(limit) => {
            format!("the text of entry {id} is longer than {} KiB", limit / 1024)
        }
        TextProblem::Nul => format!("the text of entry {id} has a NUL character"),
        TextProblem::NotUtf8 => format!("the text of entry {id} is not UTF-8"),
    };
    match value {
        Value::Times(times) if !TIMES.contains(&times) => {
            Err(format!("\"times\" of entry {id} is {times}"))
        }
        Value::Text(text) if name == "text" && body.kind() == Kind::Letter => {
            check_letter(text).map_err(why)
        }
        Value::Text(text) => check(text).map_err(why),
        Value::List(texts) => texts.iter().try_for_each(|text| check(text)).map_err(why),
        _ => Ok(()),
    }
}
