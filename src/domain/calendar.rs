//! The days of the calendar, and one mark for each (`calendar`).
//!
//! How a mark looks is up to `view`.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use chrono::{Datelike, Months, NaiveDate};
use clap::ValueEnum;
use serde::Serialize;

use super::entry::Body;
use super::journal::Journal;
use super::moment::YEARS;
use super::verdict::{Judge, Verdict};
use super::window::Window;

/// What a day was, in one word. A day that was several things gets the first of them in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    Chasing,
    Slip,
    Reconnect,
    Checking,
    /// There was an urge, and no contact except ones that were kept.
    Urge,
    Necessary,
    LastDay,
    /// No contact is recorded, or only ones that were kept.
    Kept,
    ToCome,
}

impl From<Verdict> for Mark {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Chasing => Self::Chasing,
            Verdict::Slip => Self::Slip,
            Verdict::Reconnect => Self::Reconnect,
            Verdict::Checking => Self::Checking,
            Verdict::Kept => Self::Kept,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CalendarDay {
    pub date: NaiveDate,
    pub mark: Mark,
    /// How many contacts the journal has for it, as a sum of `times`.
    pub contacts: u64,
    pub urges: u64,
}

/// Whole months, and the days in them that have a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    pub today: NaiveDate,
    pub window: Window,
    /// The first day of the first month, and the first day of the last.
    pub months: RangeInclusive<NaiveDate>,
    /// The days from the breakup to today or a later end of the window, in order.
    pub days: Vec<CalendarDay>,
}

impl Journal<'_> {
    /// The months of a window with an end ahead, else the three up to today; with `all`, all.
    pub fn calendar(&self, today: NaiveDate, all: bool) -> Calendar {
        let (recorded, window) = self.by_day();
        let ahead = window.end().filter(|&end| today < end);
        let first = match ahead {
            _ if all => self.rules.breakup,
            Some(_) => window.first,
            None => today.checked_sub_months(Months::new(2)).unwrap_or(today),
        };
        let newest = recorded.last_key_value().map(|(&day, _)| day).filter(|_| all);
        let last = ahead.max(newest).map_or(today, |last| last.max(today));
        // No day after this one can be written (`manual/dates.md`).
        let last = NaiveDate::from_ymd_opt(*YEARS.end(), 12, 31).map_or(last, |end| last.min(end));
        let first = first_of_month(first.max(self.rules.breakup));
        let months = first..=first_of_month(last).max(first);

        let days = self.rules.breakup.max(first).iter_days();
        let days = days.take_while(|&day| months.contains(&first_of_month(day)));
        let days = days.filter_map(|date| {
            let recorded = recorded.get(&date).copied();
            let without_entries = match window.end() {
                Some(end) if date == end => Some(Mark::LastDay),
                _ if date <= today => Some(Mark::Kept),
                Some(end) if date < end => Some(Mark::ToCome),
                _ => None,
            };
            let mark = recorded.map(|day| day.mark).into_iter().chain(without_entries).min()?;
            let day = recorded.unwrap_or(CalendarDay { date, mark, contacts: 0, urges: 0 });
            Some(CalendarDay { mark, ..day })
        });
        let days = days.collect();
        Calendar { today, window, months, days }
    }

    /// The days with a contact or an urge, and the window in force after all entries.
    fn by_day(&self) -> (BTreeMap<NaiveDate, CalendarDay>, Window) {
        let mut days = BTreeMap::new();
        let mut judge = Judge::new(self.rules);
        for entry in self.chronological() {
            let (mark, contacts, urges) = match (&entry.body, judge.judge(entry)) {
                (Body::Contact(contact), Some(_)) if contact.was_necessary() => {
                    (Mark::Necessary, contact.times, 0)
                }
                (Body::Contact(contact), Some(verdict)) => (verdict.into(), contact.times, 0),
                (Body::Urge(_), _) => (Mark::Urge, 0, 1),
                _ => continue,
            };
            let date = judge.day_of(entry);
            let new = CalendarDay { date, mark, contacts: 0, urges: 0 };
            let day = days.entry(date).or_insert(new);
            day.contacts += u64::from(contacts);
            day.urges += urges;
            day.mark = day.mark.min(mark);
        }
        (days, judge.window)
    }
}

fn first_of_month(date: NaiveDate) -> NaiveDate {
    date.with_day(1).unwrap_or(date)
}
