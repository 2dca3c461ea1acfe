//! The scalars of the file: text, moments, dates; and a look at values that we do not know.

use std::borrow::Cow;
use std::fmt;

use chrono::NaiveDate;
use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::ser::{Serialize, Serializer};

use crate::domain::moment::{Moment, iso_date};
use crate::domain::text;

/// How deep an unknown value may be nested: what `serde_json` itself allows for known ones.
const DEPTH_LIMIT: usize = 128;

/// A string, borrowed where it has no escapes.
pub(super) struct StoredText<'a>(pub(super) Cow<'a, str>);

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = StoredText<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<StoredText<'de>, E> {
        Ok(StoredText(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<StoredText<'de>, E> {
        Ok(StoredText(Cow::Owned(text.to_owned())))
    }
}

impl<'de> Deserialize<'de> for StoredText<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_str(TextVisitor)
    }
}

/// A moment, as it is stored.
pub(super) struct StoredMoment(pub(super) Moment);

impl<'de> Deserialize<'de> for StoredMoment {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let StoredText(text) = StoredText::deserialize(from)?;
        Moment::parse(&text).map(StoredMoment).ok_or_else(|| {
            D::Error::custom(format_args!("\"{}\" is no day and no time", text::quoted(&text)))
        })
    }
}

impl Serialize for StoredMoment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// A civil date, as it is stored.
pub(super) struct StoredDate(pub(super) NaiveDate);

impl<'de> Deserialize<'de> for StoredDate {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let StoredText(text) = StoredText::deserialize(from)?;
        iso_date(text.as_bytes())
            .map(StoredDate)
            .ok_or_else(|| D::Error::custom(format_args!("\"{}\" is no date", text::quoted(&text))))
    }
}

/// Whether JSON text is nested deeper than [`DEPTH_LIMIT`]. The text is known to be sound.
pub(super) fn is_too_deep(json: &str) -> bool {
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
