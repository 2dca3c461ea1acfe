//! The window: the days to spend without contact, and the rules that shape it (SPEC section 3).

use chrono::NaiveDate;
use clap::ValueEnum;
use serde::{Deserialize, Serialize};

use super::moment::{days_after, days_between, writable};

/// The length of a window, in days, unless chosen otherwise.
pub const DEFAULT_DAYS: u32 = 30;

/// The lengths that may be chosen, in days.
pub const DAYS: std::ops::RangeInclusive<u32> = 1..=3650;

/// What a break does to the window (SPEC section 3).
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

/// What `start` and `amend` set: everything that the window is derived from, entries aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// The date the relationship ended.
    pub breakup: NaiveDate,
    /// What a break does to the window.
    pub policy: Policy,
    /// The length of the window in days, remembered under `open` too.
    pub days: u32,
}

/// One window: its first day and, unless it is open, its length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Day 0.
    pub first: NaiveDate,
    /// Days until it is complete; `None` for a window without end.
    pub length: Option<u32>,
}

impl Window {
    /// The window that begins on `first` under `rules`.
    #[must_use]
    pub fn new(first: NaiveDate, rules: &Rules) -> Self {
        let length = (rules.policy != Policy::Open).then_some(rules.days);
        Self { first, length }
    }

    /// The day on which it is complete: the first that is no longer inside.
    #[must_use]
    pub fn end(&self) -> Option<NaiveDate> {
        Some(days_after(self.first, self.length?))
    }

    /// Whether `date` comes before the end.
    #[must_use]
    pub fn holds(&self, date: NaiveDate) -> bool {
        self.end().is_none_or(|end| date < end)
    }

    /// Whole days since the first; goes on counting after the end.
    #[must_use]
    pub fn day(&self, date: NaiveDate) -> u32 {
        days_between(self.first, date)
    }

    /// The days that a calendar should hold, each with its date: 7, 14 and 21 where they come before
    /// the end, and the end (SPEC section 5, `export`). Dates that cannot be written are left out.
    #[must_use]
    pub fn milestones(&self) -> Vec<(u32, NaiveDate)> {
        let before_end = |day: &u32| self.length.is_none_or(|length| *day < length);
        let days = [7, 14, 21].into_iter().filter(before_end).chain(self.length);
        days.filter_map(|day| Some((day, writable(days_after(self.first, day))?))).collect()
    }

    /// Days remaining on `date`: `max(0, length - day)` (SPEC section 1).
    #[must_use]
    pub fn remaining(&self, date: NaiveDate) -> Option<u32> {
        Some(self.length?.saturating_sub(self.day(date)))
    }
}
