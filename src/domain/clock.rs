//! The clock: the present instant, and the rules that turn local readings into instants
//! (`manual/dates.md`).
//!
//! It reads no system clock. `main` reads that once, and the values come in through `Host`.

use chrono::{
    DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveDateTime, Offset, Timelike, Utc,
};

use super::moment::{Moment, YEARS, at_offset};

/// The rules of local time, given from outside.
#[derive(Clone, Copy, Debug)]
pub enum Zone {
    /// The same offset all year.
    Fixed(FixedOffset),
    /// The offset in force at a UTC reading.
    Rules(fn(&NaiveDateTime) -> FixedOffset),
}

impl Zone {
    fn at_utc(self, reading: &NaiveDateTime) -> FixedOffset {
        match self {
            Self::Fixed(offset) => offset,
            Self::Rules(at_utc) => at_utc(reading),
        }
    }

    /// `instant` as a clock on the wall shows it. Offsets of the time before time zones had
    /// seconds; these are rounded down to a minute, since RFC 3339 cannot write them.
    #[must_use]
    pub fn see(self, instant: DateTime<Utc>) -> DateTime<FixedOffset> {
        instant.with_timezone(&whole_minutes(self.at_utc(&instant.naive_utc())))
    }

    /// The instant of a local reading: the earlier of two in a fold, `None` in a gap.
    ///
    /// Asked of the offsets a day before and after, each of which must hold at the instant that it
    /// gives. chrono's own way back from local time is off by an instant at the edges of a gap and
    /// of a fold, and names the later of two first.
    #[must_use]
    pub fn place(self, local: NaiveDateTime) -> Option<DateTime<FixedOffset>> {
        let day = Days::new(1);
        let around = [local.checked_sub_days(day)?, local.checked_add_days(day)?];
        let offset = around
            .map(|reading| self.at_utc(&reading))
            .into_iter()
            .filter(|&offset| {
                let found = at_offset(local, offset);
                found.is_some_and(|found| self.at_utc(&found.naive_utc()) == offset)
            })
            .max_by_key(FixedOffset::local_minus_utc)?;
        at_offset(local, whole_minutes(offset))
    }
}

fn whole_minutes(offset: FixedOffset) -> FixedOffset {
    let seconds = offset.local_minus_utc();
    FixedOffset::east_opt(seconds - seconds.rem_euclid(60)).unwrap_or_else(|| Utc.fix())
}

/// The present, as one value: read once, passed down.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    /// This instant, at the local offset.
    pub now: DateTime<FixedOffset>,
    /// How local readings become instants.
    pub zone: Zone,
}

impl Clock {
    /// The clock at `instant` in `zone`; `None` where the local year is outside [`YEARS`].
    #[must_use]
    pub fn new(instant: DateTime<Utc>, zone: Zone) -> Option<Self> {
        let now = zone.see(instant);
        YEARS.contains(&now.year()).then_some(Self { now, zone })
    }

    /// This moment, to the second.
    #[must_use]
    pub fn moment(&self) -> Moment {
        Moment::Instant(self.now.with_nanosecond(0).unwrap_or(self.now))
    }

    /// The local date.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.now.date_naive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_with_seconds_keeps_a_writable_form() {
        let zone = Zone::Fixed(FixedOffset::east_opt(-1 - 60).expect("an offset"));
        let seen = zone.see(DateTime::UNIX_EPOCH);
        assert_eq!(seen.to_rfc3339(), "1969-12-31T23:58:00-00:02");
    }
}
