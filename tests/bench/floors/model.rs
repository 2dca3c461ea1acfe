//! The journal in derived structs, with dates by chrono. `T` is a text, owned or borrowed. Nothing
//! is checked, and unknown fields are lost.

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

#[derive(Deserialize, Serialize)]
pub(crate) struct Journal<T> {
    version: u64,
    breakup: NaiveDateText,
    policy: Word,
    days: u32,
    uid: T,
    recorded: Moment,
    pub(crate) entries: Vec<Entry<T>>,
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    removed: Vec<Removal<T>>,
}

#[derive(Deserialize, Serialize)]
struct Removal<T> {
    uid: T,
    at: Moment,
}

#[derive(Clone, Deserialize, Serialize)]
pub(crate) struct Entry<T> {
    pub(crate) id: u64,
    kind: Word,
    pub(crate) at: Moment,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<Word>,
    #[serde(skip_serializing_if = "Option::is_none")]
    channel: Option<Word>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply: Option<Word>,
    #[serde(skip_serializing_if = "Option::is_none")]
    times: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    resisted: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    triggers: Option<Vec<T>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<T>,
    uid: T,
    recorded: Moment,
    #[serde(skip_serializing_if = "Option::is_none")]
    changed: Option<Moment>,
}

/// The words in the journals of this benchmark.
#[derive(Clone, Copy, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Word {
    Fixed,
    Contact,
    Urge,
    Them,
    Text,
    Call,
    Social,
    None,
    Brief,
}

/// A day or an instant.
#[derive(Clone)]
pub(crate) enum Moment {
    Day(NaiveDate),
    Instant(DateTime<FixedOffset>),
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(from)?;
        match DateTime::parse_from_rfc3339(&text) {
            Ok(instant) => Ok(Self::Instant(instant)),
            Err(_) => text.parse().map(Self::Day).map_err(serde::de::Error::custom),
        }
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Day(day) => to.collect_str(day),
            Self::Instant(instant) => to.serialize_str(&instant.to_rfc3339()),
        }
    }
}

/// A civil date.
struct NaiveDateText(NaiveDate);

impl<'de> Deserialize<'de> for NaiveDateText {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(from)?;
        text.parse().map(Self).map_err(serde::de::Error::custom)
    }
}

impl Serialize for NaiveDateText {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&self.0)
    }
}
