//! Which entry is which on every machine, and which form is its latest (`manual/file.md`).

use std::fmt;

use chrono::{DateTime, Datelike, FixedOffset, SecondsFormat, TimeDelta, Timelike};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::field_type::parsed;
use super::moment::{Moment, YEARS};

/// The digits and letters of a [`Uid`], in ascending order. Without most vowels, no spreadsheet takes
/// one for a number, as in `12e4`, and few look like a word.
const SYMBOLS: &[u8; 32] = b"0123456789bcdfghjklmnpqrstuvwxyz";

/// Twelve letters and digits that name an entry on every machine. The default one names nothing yet.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uid([u8; 12]);

impl Uid {
    /// One at random; `bits` are. Its first letter is none of those below.
    pub fn random(bits: u64) -> Self {
        Self::spelled(16 + (bits >> 60), bits)
    }

    /// For an entry from before there were uids: the same on every machine that has the entry at the
    /// same place, and in the order of the places. `content` is the entry in JSON, without its id.
    pub fn of_entry(place: u64, content: &[u8]) -> Self {
        Self::spelled(10, numbered(place, content))
    }

    /// For the `nth` row of a table that has this content and no uid.
    pub fn of_row(nth: u64, content: &[u8]) -> Self {
        Self::spelled(11, numbered(nth, content))
    }

    /// For the rules of a journal from before there were uids.
    pub fn of_rules(content: &[u8]) -> Self {
        Self::spelled(12, hash(content))
    }

    /// For the contact that giving in to this urge records.
    #[must_use]
    pub fn of_giving_in(self) -> Self {
        Self::spelled(13, hash(&self.0))
    }

    /// The symbol `first`, and the lowest 55 of `bits`.
    fn spelled(first: u64, bits: u64) -> Self {
        let mut uid = [0; 12];
        for (place, symbol) in uid.iter_mut().rev().enumerate() {
            let bits = if place == 11 { first } else { bits >> (5 * place) };
            let [low, ..] = bits.to_le_bytes();
            *symbol = SYMBOLS[usize::from(low % 32)];
        }
        Self(uid)
    }

    /// Reads twelve lowercase letters and digits.
    pub fn parse(text: &str) -> Option<Self> {
        let is_symbol = |symbol: u8| symbol.is_ascii_lowercase() || symbol.is_ascii_digit();
        let uid = text.as_bytes().try_into().ok()?;
        text.bytes().all(is_symbol).then_some(Self(uid))
    }

    /// Whether it names something.
    pub fn is_set(self) -> bool {
        self != Self::default()
    }
}

impl fmt::Display for Uid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(str::from_utf8(&self.0).unwrap_or_default())
    }
}

impl fmt::Debug for Uid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// A number of 20 bits, and 35 bits of the content and the whole number.
fn numbered(number: u64, content: &[u8]) -> u64 {
    number.min((1 << 20) - 1) << 35 | hash(&[content, &number.to_le_bytes()].concat()) >> 29
}

/// FNV-1a with 64 bits. It must stay as it is: every machine makes the same uids with it.
fn hash(bytes: &[u8]) -> u64 {
    let mix = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, mix)
}

/// An instant to the microsecond, with the offset of the place. Stamps are compared as instants; two
/// that are equal may be written differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp(DateTime<FixedOffset>);

impl Stamp {
    pub fn new(instant: DateTime<FixedOffset>) -> Self {
        let below = TimeDelta::nanoseconds(i64::from(instant.timestamp_subsec_nanos() % 1000));
        Self(instant.checked_sub_signed(below).unwrap_or(instant))
    }

    /// Reads RFC 3339.
    pub fn parse(text: &str) -> Option<Self> {
        Some(Self::new(Moment::parse(text)?.instant()?))
    }

    /// This, or if `before` is not earlier, the next microsecond after it.
    #[must_use]
    pub fn after(self, before: Option<Self>) -> Self {
        let next = |before: Self| before.0.checked_add_signed(TimeDelta::microseconds(1));
        let next = before.and_then(next).filter(|next| YEARS.contains(&next.year()));
        self.max(next.map_or(self, |next| Self(next.with_timezone(self.0.offset()))))
    }

    /// Without the fraction of a second.
    pub fn second(self) -> DateTime<FixedOffset> {
        self.0.with_nanosecond(0).unwrap_or(self.0)
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.to_rfc3339_opts(SecondsFormat::AutoSi, false))
    }
}

impl Serialize for Uid {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Uid {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        parsed(from, Self::parse, "is not twelve letters and digits")
    }
}

impl Serialize for Stamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Stamp {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        parsed(from, Self::parse, "is not an instant")
    }
}

/// What tells an entry, or the rules, from every other, and their latest form from earlier ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    pub uid: Uid,
    /// When it was recorded. Old journals do not have it.
    pub recorded: Option<Stamp>,
    /// When it was last changed, if it was.
    pub changed: Option<Stamp>,
}

impl Identity {
    /// When it was last touched, if that is known: changed, or if it never was, recorded.
    pub fn touched(&self) -> Option<Stamp> {
        self.changed.max(self.recorded)
    }
}

/// That an entry was removed: all that is left of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removal {
    pub uid: Uid,
    pub at: Stamp,
    /// Whether it was removed for good, so that nothing brings it back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub burnt: bool,
}

/// What new entries and changes are stamped with.
#[derive(Clone, Copy, Debug)]
pub struct Stamper {
    pub now: Stamp,
    pub random: fn() -> u64,
}
