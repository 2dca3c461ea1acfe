//! Reading a JSON object a field at a time: no field twice, none that we do not know lost.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::scalar::{StoredText, is_too_deep};
use crate::domain::entry::Unknown;

/// Fields that are not known, or not yet: name and value, in the order in which they stand.
pub(super) type Others<'de> = Vec<(Cow<'de, str>, &'de RawValue)>;

/// A type that is read from a JSON object, a field at a time.
pub(super) trait Fields<'de>: Default {
    /// What is expected, for messages.
    const WHAT: &'static str;

    /// Takes the value of `name` if that is a field of this type.
    fn field<A: MapAccess<'de>>(&mut self, name: &str, map: &mut A) -> Result<Taken, A::Error>;

    /// Where fields go that are not known.
    fn others(&mut self) -> &mut Others<'de>;
}

/// What became of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Taken {
    /// It is not a field of this type; its value was not read.
    No,
    /// It has a value now.
    Value,
    /// It is null, which is the same as not being there.
    Null,
}

struct FieldsVisitor<T>(PhantomData<T>);

impl<'de, T: Fields<'de>> Visitor<'de> for FieldsVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::WHAT)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        let mut value = T::default();
        let mut nulls: Vec<Cow<'de, str>> = Vec::new();
        while let Some(StoredText(name)) = map.next_key()? {
            let taken = value.field(&name, &mut map)?;
            if taken != Taken::No && nulls.contains(&name) {
                return Err(twice(&name));
            }
            match taken {
                Taken::Value => {}
                Taken::Null => nulls.push(name),
                Taken::No => {
                    let json: &RawValue = map.next_value()?;
                    if is_too_deep(json.get()) {
                        let text = format_args!("\"{name}\" is nested too deeply");
                        return Err(A::Error::custom(text));
                    }
                    value.others().push((name, json));
                }
            }
        }
        let others = value.others().iter().map(|(name, _)| name);
        let mut names: Vec<&str> = others.chain(&nulls).map(AsRef::as_ref).collect();
        names.sort_unstable();
        match names.windows(2).find(|pair| pair[0] == pair[1]) {
            Some(pair) => Err(twice(pair[0])),
            None => Ok(value),
        }
    }
}

pub(super) fn read_fields<'de, T: Fields<'de>, D: Deserializer<'de>>(
    from: D,
) -> Result<T, D::Error> {
    from.deserialize_map(FieldsVisitor(PhantomData))
}

/// Keeps fields that are not known, to the letter.
pub(super) fn kept(others: Others<'_>) -> Unknown<'_> {
    others.into_iter().map(|(name, json)| (name, Cow::Borrowed(json.get()))).collect()
}

/// Takes a value into an empty place; a second one is an error.
pub(super) fn once<'de, T: Deserialize<'de>, A: MapAccess<'de>>(
    place: &mut Option<T>,
    name: &str,
    map: &mut A,
) -> Result<Taken, A::Error> {
    let value: Option<T> = map.next_value()?;
    if place.is_some() {
        return Err(twice(name));
    }
    *place = value;
    Ok(if place.is_some() { Taken::Value } else { Taken::Null })
}

fn twice<E: Error>(name: &str) -> E {
    E::custom(format_args!("\"{name}\" stands twice"))
}
