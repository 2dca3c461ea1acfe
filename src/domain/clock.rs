//! The clock: the present instant, and the rules that turn local readings into instants
//! (`manual/dates.md`). `main` reads the system clock, and passes it in through `Host`.

use chrono::{
    DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveDateTime, Offset, Timelike, Utc,
};

use super::moment::{Moment, YEARS};

/// The rules of local time, which the caller provides.
#[derive(Clone, Copy, Debug)]
pub enum Zone {
    /// The same offset all year.
    Fixed(FixedOffset),
    /// The offset in force at a UTC time.
    Rules(fn(&NaiveDateTime) -> FixedOffset),
}

impl Zone {
    fn at_utc(self, time: &NaiveDateTime) -> FixedOffset {
        match self {
            Self::Fixed(offset) => offset,
            Self::Rules(at_utc) => at_utc(time),
        }
    }

    /// `instant` in local time. An offset with seconds, from before there were time zones, is
    /// rounded down to a minute, since RFC 3339 cannot write it.
    pub fn local(self, instant: DateTime<Utc>) -> DateTime<FixedOffset> {
        instant.with_timezone(&whole_minutes(self.at_utc(&instant.naive_utc())))
    }

    /// The instant of a local time: the earlier one if it occurs twice, `None` if it does not
    /// exist. Of the offsets in force a day before and a day after, it takes one that really is in
    /// force then. chrono's own conversion is off by an instant where the clocks change, and
    /// prefers the later of two.
    pub fn instant(self, local: NaiveDateTime) -> Option<DateTime<FixedOffset>> {
        let day = Days::new(1);
        let around = [local.checked_sub_days(day)?, local.checked_add_days(day)?];
        let offset = around
            .map(|time| self.at_utc(&time))
            .into_iter()
            .filter(|&offset| {
                let found = local.and_local_timezone(offset).single();
                found.is_some_and(|found| self.at_utc(&found.naive_utc()) == offset)
            })
            .max_by_key(FixedOffset::local_minus_utc)?;
        local.and_local_timezone(whole_minutes(offset)).single()
    }
}

fn whole_minutes(offset: FixedOffset) -> FixedOffset {
    let seconds = offset.local_minus_utc();
    FixedOffset::east_opt(seconds - seconds.rem_euclid(60)).unwrap_or_else(|| Utc.fix())
}

/// The present, as one value: read once, passed down.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    /// The present instant, at the local offset.
    pub now: DateTime<FixedOffset>,
    pub zone: Zone,
}

impl Clock {
    /// The clock at `instant` in `zone`; `None` if the local year is outside [`YEARS`].
    pub fn new(instant: DateTime<Utc>, zone: Zone) -> Option<Self> {
        let now = zone.local(instant);
        YEARS.contains(&now.year()).then_some(Self { now, zone })
    }

    /// The present moment, to the second.
    pub fn moment(&self) -> Moment {
        Moment::Instant(self.now.with_nanosecond(0).unwrap_or(self.now))
    }

    pub fn today(&self) -> NaiveDate {
        self.now.date_naive()
    }
}
