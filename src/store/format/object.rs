//! A JSON object, field by field: refuses a field that appears twice, and keeps every field that
//! this version does not know, with its hidden characters escaped.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde::ser::{Error as _, SerializeMap};
use serde_json::value::RawValue;

use crate::domain::entry::UnknownFields;
use crate::domain::field_type::Stored;
use crate::domain::text::plain_json;

/// How deep an unknown value may be nested. `serde_json` sets the same limit for known ones.
const DEPTH_LIMIT: usize = 128;

/// Fields that are not known, or not yet: names and values, in the order of the object.
pub(super) type Others<'de> = Vec<(Cow<'de, str>, &'de RawValue)>;

pub(super) trait FromObject<'de>: Default {
    /// The object in words, for messages.
    const WHAT: &'static str;

    /// Reads the value of `name` from `map`, if this type has such a field.
    fn field<A: MapAccess<'de>>(&mut self, name: &str, map: &mut A) -> Result<Taken, A::Error>;
}

/// Whether a field has a value, which null is not. `None` if the type has no such field.
pub(super) type Taken = Option<bool>;

struct ObjectVisitor<T>(T);

impl<'de, T: FromObject<'de>> Visitor<'de> for ObjectVisitor<T> {
    type Value = (T, Others<'de>);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::WHAT)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let (mut object, mut others) = (self.0, Others::new());
        let mut nulls: Vec<Cow<'de, str>> = Vec::new();
        while let Some(Stored(name)) = map.next_key::<Stored<Cow<'de, str>>>()? {
            let taken = object.field(&name, &mut map)?;
            if taken.is_some() && nulls.contains(&name) {
                return Err(twice(&name));
            }
            match taken {
                Some(true) => {}
                Some(false) => nulls.push(name),
                None => {
                    let json: &RawValue = map.next_value()?;
                    if is_too_deep(json.get()) {
                        return Err(A::Error::custom(format!("\"{name}\" is nested too deeply")));
                    }
                    others.push((name, json));
                }
            }
        }
        let unknown = others.iter().map(|(name, _)| name);
        let mut names: Vec<&str> = unknown.chain(&nulls).map(AsRef::as_ref).collect();
        names.sort_unstable();
        match names.windows(2).find(|pair| pair[0] == pair[1]) {
            Some(pair) => Err(twice(pair[0])),
            None => Ok((object, others)),
        }
    }
}

pub(super) fn read_object<'de, T: FromObject<'de>, D: Deserializer<'de>>(
    from: D,
) -> Result<(T, Others<'de>), D::Error> {
    from.deserialize_map(ObjectVisitor(T::default()))
}

/// Reads a value into `field`; an error if the field has a value already.
pub(super) fn once<'de, T: Deserialize<'de>, A: MapAccess<'de>>(
    field: &mut Option<T>,
    name: &str,
    map: &mut A,
) -> Result<Taken, A::Error> {
    let value: Option<T> = map.next_value()?;
    if field.is_some() {
        return Err(twice(name));
    }
    *field = value;
    Ok(Some(field.is_some()))
}

pub(super) fn twice<E: Error>(name: &str) -> E {
    E::custom(format_args!("\"{name}\" appears twice"))
}

/// The fields as they are kept and written. Escaped on reading, so that two copies of an entry, of
/// which only one was written since, are equal.
pub(super) fn unknown_fields(others: Others<'_>) -> UnknownFields<'_> {
    others.into_iter().map(|(name, json)| (name, plain_json(json.get()))).collect()
}

pub(super) fn write_unknown<M: SerializeMap>(
    map: &mut M,
    unknown: &UnknownFields<'_>,
) -> Result<(), M::Error> {
    for (name, json) in unknown {
        let raw = RawValue::from_string(Cow::clone(json).into_owned());
        map.serialize_entry(name, &raw.map_err(M::Error::custom)?)?;
    }
    Ok(())
}

/// Whether JSON is nested deeper than [`DEPTH_LIMIT`]. `serde_json` has already accepted `json`.
fn is_too_deep(json: &str) -> bool {
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    json.bytes().any(|byte| {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => in_string = !in_string,
            b'[' | b'{' if !in_string => depth += 1,
            b']' | b'}' if !in_string => depth -= 1,
            _ => {}
        }
        depth > DEPTH_LIMIT
    })
}
