//! The window: the days to spend without contact, and its rules (`manual/windows.md`).
//!
//! Which window is in force on a day depends on the entries; `verdict` keeps track of that.

use chrono::NaiveDate;
use clap::ValueEnum;
use serde::{Deserialize, Serialize};

use super::moment::{days_after, days_between, writable};

/// The length of a window in days, unless the person chooses another.
pub const DEFAULT_DAYS: u32 = 30;

/// The lengths in days that the person may choose.
pub const DAYS: std::ops::RangeInclusive<u32> = 1..=3650;

/// What a break does to the window (`manual/windows.md`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Policy {
    /// A slip does not move the window
    #[default]
    Fixed,
    /// Every chasing or slip inside the window begins it again
    Strict,
    /// The window has no end
    Open,
}

/// What `start` and `amend` set. The window is derived from these and the entries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    pub breakup: NaiveDate,
    pub policy: Policy,
    /// The length of the window in days. Under `open` it has no effect, but is remembered.
    pub days: u32,
}

/// One window: its first day, and its length if it has an end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// The first day, which is day 0.
    pub first: NaiveDate,
    /// Days until the window is complete; `None` if it has no end.
    pub length: Option<u32>,
}

impl Window {
    pub fn new(first: NaiveDate, rules: &Rules) -> Self {
        let length = (rules.policy != Policy::Open).then_some(rules.days);
        Self { first, length }
    }

    /// The day on which the window is complete, the first that is no longer inside it.
    pub fn end(&self) -> Option<NaiveDate> {
        Some(days_after(self.first, self.length?))
    }

    pub fn holds(&self, date: NaiveDate) -> bool {
        self.end().is_none_or(|end| date < end)
    }

    /// Whole days from the first day to `date`. The count goes on after the end.
    pub fn day(&self, date: NaiveDate) -> u32 {
        days_between(self.first, date)
    }

    /// The days that `export --format ics` puts into a calendar, each with its date: 7, 14 and 21
    /// if they are before the end, and the end. Dates that cannot be written are left out.
    pub fn milestones(&self) -> Vec<(u32, NaiveDate)> {
        let before_end = |day: &u32| self.length.is_none_or(|length| *day < length);
        let days = [7, 14, 21].into_iter().filter(before_end).chain(self.length);
        days.filter_map(|day| Some((day, writable(days_after(self.first, day))?))).collect()
    }

    /// Days remaining on `date`, `max(0, length - day)`; `None` if the window has no end.
    pub fn remaining(&self, date: NaiveDate) -> Option<u32> {
        Some(self.length?.saturating_sub(self.day(date)))
    }
}
