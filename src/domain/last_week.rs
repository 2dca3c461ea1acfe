//! The last seven days, as far as suggestions depend on them. What is longer ago is left to rest.
//!
//! Nothing here decides what to suggest; `suggestion` does.

use chrono::{NaiveDate, Timelike};

use super::assessment::WEEK;
use super::contact::Channel;
use super::entry::{Body, Entry};
use super::moment::{Moment, is_among_last};
use super::verdict::Verdict;

/// What happened in the last seven days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LastWeek {
    /// The person turned up at the other's place, whatever the verdict: it frightens no less after
    /// the window. Necessary visits do not count, or handing over a child would be held against the
    /// person each week.
    pub turned_up: bool,
    /// The person was chasing at night.
    pub chased_at_night: bool,
    /// The person recorded an urge.
    pub had_urge: bool,
}

impl LastWeek {
    /// Adds an entry, with its verdict if it is a contact. Ignores entries from before the week.
    pub(super) fn add(&mut self, entry: &Entry<'_>, verdict: Option<Verdict>, today: NaiveDate) {
        if !in_last_week(entry.at, today) {
            return;
        }
        let by_visit = entry
            .contact()
            .is_some_and(|contact| contact.is_attempt() && contact.channel == Channel::Visit);
        self.turned_up |= by_visit;
        self.chased_at_night |= verdict == Some(Verdict::Chasing) && is_night(entry.at);
        self.had_urge |= matches!(entry.body, Body::Urge(_));
    }
}

/// Whether the local clock showed 22:00 to 5:59. `false` if only the day is known.
pub(super) fn is_night(at: Moment) -> bool {
    at.instant().is_some_and(|instant| !(6..22).contains(&instant.hour()))
}

/// Whether `at` lies in the last seven days, the same span in which `log` counts to the third
/// attempt (`manual/verdicts.md`).
pub(super) fn in_last_week(at: Moment, today: NaiveDate) -> bool {
    is_among_last(WEEK, at.day(), today)
}
