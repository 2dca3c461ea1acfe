//! A moment: when something happened, known to the day or to the instant (`manual/dates.md`). Hours
//! matter only for the 24 hours after an attempt or an urge, and at night.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use chrono::{
    DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, SecondsFormat,
    TimeDelta,
};

/// The years that a date may have, both included (`manual/dates.md`).
pub const YEARS: std::ops::RangeInclusive<i32> = 1900..=9999;

/// When something happened, no more precisely than the person said.
#[derive(Clone, Copy, Debug)]
pub enum Moment {
    /// Known to the day. It never becomes midnight, since that would invent an hour.
    Day(NaiveDate),
    /// Known to the instant, with the UTC offset of the place where it happened.
    Instant(DateTime<FixedOffset>),
}

impl Moment {
    /// The civil date on which it happened. It stays the same wherever the person travels later.
    pub fn day(self) -> NaiveDate {
        match self {
            Self::Day(day) => day,
            Self::Instant(instant) => instant.date_naive(),
        }
    }

    /// The instant, if it is known.
    pub fn instant(self) -> Option<DateTime<FixedOffset>> {
        match self {
            Self::Day(_) => None,
            Self::Instant(instant) => Some(instant),
        }
    }

    /// The key of chronological order: by day; within a day, moments known only to the day first,
    /// then by instant. The order of recording breaks ties (`manual/dates.md`).
    pub fn order(self) -> (NaiveDate, Option<DateTime<FixedOffset>>) {
        (self.day(), self.instant())
    }

    /// Compares by [`Moment::order`]. Two instants at the same offset, the usual case, cost less.
    pub fn compare(self, other: Self) -> Ordering {
        match (self, other) {
            (Self::Instant(one), Self::Instant(two)) if one.offset() == two.offset() => {
                one.cmp(&two)
            }
            _ => self.order().cmp(&other.order()),
        }
    }

    /// Whether it is on a later day than `now`, or at a later instant.
    pub fn is_after(self, now: DateTime<FixedOffset>) -> bool {
        match self {
            Self::Day(day) => day > now.date_naive(),
            Self::Instant(instant) => instant > now,
        }
    }

    /// Whether it is in the 24 hours from `start` on; known to the day, on that day or the next.
    pub fn is_within_a_day_after(self, start: Self) -> bool {
        match (self, start) {
            (Self::Instant(at), Self::Instant(start)) => {
                start <= at && at - start < TimeDelta::hours(24)
            }
            _ => start.day() <= self.day() && days_between(start.day(), self.day()) <= 1,
        }
    }

    /// The local date, and the local time with its offset.
    fn local(self) -> (NaiveDate, Option<(NaiveDateTime, FixedOffset)>) {
        (self.day(), self.instant().map(|instant| (instant.naive_local(), *instant.offset())))
    }

    /// Reads the stored form: `2026-11-19`, or RFC 3339, within [`YEARS`].
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() == 10 {
            return iso_date(bytes).map(Self::Day);
        }
        // The rarer spellings of RFC 3339: lowercase letters, leap seconds.
        let rarer = || iso_date(bytes.get(..10)?).and(DateTime::parse_from_rfc3339(text).ok());
        plain_instant(bytes).or_else(rarer).map(Self::Instant)
    }
}

/// Two moments are equal if their stored forms are. One instant at two offsets is two moments,
/// since it may lie on two days.
impl PartialEq for Moment {
    fn eq(&self, other: &Self) -> bool {
        self.local() == other.local()
    }
}

impl Eq for Moment {}

impl Hash for Moment {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.local().hash(state);
    }
}

impl fmt::Display for Moment {
    /// The stored form, which [`Moment::parse`] reads back.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{day}"),
            Self::Instant(instant) => {
                f.write_str(&instant.to_rfc3339_opts(SecondsFormat::AutoSi, false))
            }
        }
    }
}

/// Reads exactly `YYYY-MM-DD`, within [`YEARS`]. chrono's own parser also accepts signs, spaces and
/// one-digit months.
pub fn iso_date(bytes: &[u8]) -> Option<NaiveDate> {
    let &[_, _, _, _, b'-', _, _, b'-', _, _] = bytes else {
        return None;
    };
    let year = i32::try_from(digits(&bytes[..4])?).ok()?;
    let date = NaiveDate::from_ymd_opt(year, digits(&bytes[5..7])?, digits(&bytes[8..])?)?;
    YEARS.contains(&year).then_some(date)
}

/// Reads `2026-11-19T23:10:00+01:00`, or the same with `Z` or a fraction of a second: the forms that
/// the program writes. The general parser would cost more than all the rest of reading a journal.
fn plain_instant(bytes: &[u8]) -> Option<DateTime<FixedOffset>> {
    let (local, mut zone) = bytes.split_at_checked(19)?;
    let &[.., b'T', _, _, b':', _, _, b':', _, _] = local else {
        return None;
    };
    let [hour, minute, second] = [&local[11..13], &local[14..16], &local[17..]].map(digits);
    let mut nanosecond = 0;
    if let [b'.', fraction @ ..] = zone {
        let length = fraction.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (fraction, rest) = fraction.split_at_checked(length.clamp(1, 9))?;
        let unit = 10_u32.pow(9 - u32::try_from(fraction.len()).ok()?);
        (nanosecond, zone) = (digits(fraction)? * unit, rest);
    }
    let time = NaiveTime::from_hms_nano_opt(hour?, minute?, second?, nanosecond)?;
    let seconds = match *zone {
        [b'Z'] => 0,
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
            let (hours, minutes) = (digits(&[h1, h2])?, digits(&[m1, m2])?);
            let seconds = i32::try_from(hours * 3600 + minutes * 60).ok()?;
            if hours > 23 || minutes > 59 {
                return None;
            }
            if sign == b'-' { -seconds } else { seconds }
        }
        _ => return None,
    };
    let local = iso_date(&local[..10])?.and_time(time);
    local.and_local_timezone(FixedOffset::east_opt(seconds)?).single()
}

/// The number that `bytes` spell, if they are all digits. There must be no more than nine of them.
fn digits(bytes: &[u8]) -> Option<u32> {
    bytes.iter().try_fold(0_u32, |sum, byte| {
        byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0'))
    })
}

/// Whole calendar days from `first` to `last`, or 0 if `last` is earlier: no figure goes below zero
/// when the clock is behind the newest entry (`manual/dates.md`).
pub fn days_between(first: NaiveDate, last: NaiveDate) -> u32 {
    u32::try_from((last - first).num_days()).unwrap_or(0)
}

/// Whether `day` is one of the last `days` days up to `today`, or later.
pub fn is_among_last(days: u32, day: NaiveDate, today: NaiveDate) -> bool {
    days_after(day, days) > today
}

/// The date `days` days after `first`, or the last date that chrono has.
pub fn days_after(first: NaiveDate, days: u32) -> NaiveDate {
    first.checked_add_days(Days::new(u64::from(days))).unwrap_or(NaiveDate::MAX)
}

/// `date` if its year is within [`YEARS`]; the JSON outputs write null for another.
pub fn writable(date: NaiveDate) -> Option<NaiveDate> {
    YEARS.contains(&date.year()).then_some(date)
}
