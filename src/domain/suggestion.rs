//! Which page or command would help now: one at most. It depends on the last seven days, the span
//! in which `log` counts to the third attempt (`manual/verdicts.md`). What is longer ago is left to
//! rest.
//!
//! Where nothing fits, there is no suggestion: the program does not nag. The words are in `view`.

use chrono::{NaiveDate, Timelike};

use super::assessment::{Judgement, WEEK};
use super::contact::{Channel, Contact};
use super::entry::{Body, Entry};
use super::moment::{Moment, is_among_last};
use super::reasons::Reason;
use super::verdict::Verdict;

/// What to suggest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suggestion {
    /// `guide safety`: what the person did can frighten.
    Safety,
    /// `ready`: the window is complete.
    Ready,
    /// `urge`: the person reached out at night.
    Urge,
}

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
        if !is_among_last(WEEK, entry.at.day(), today) {
            return;
        }
        let by_visit = |it: &Contact<'_>| it.is_attempt() && it.channel == Channel::Visit;
        self.turned_up |= entry.contact().is_some_and(by_visit);
        self.chased_at_night |= verdict == Some(Verdict::Chasing) && is_night(entry.at);
        self.had_urge |= matches!(entry.body, Body::Urge(_));
    }
    /// What `status` suggests: the first row that fits.
    ///
    /// Attempts alone do not lead to [`Suggestion::Safety`] here, however many there are: `log` has
    /// already suggested it after the third, and `urge` helps more against texts at night. Whoever
    /// recorded an urge in the last week knows `urge` and does not need to hear of it again.
    pub fn suggestion(self, window_is_complete: bool) -> Option<Suggestion> {
        match () {
            () if self.turned_up => Some(Suggestion::Safety),
            () if window_is_complete => Some(Suggestion::Ready),
            () if self.chased_at_night && !self.had_urge => Some(Suggestion::Urge),
            () => None,
        }
    }

    /// What `log` suggests after a contact: the first row that fits. A `reconnect` needs no
    /// suggestion, and neither does a night from long ago that is recorded late.
    pub fn suggestion_after(
        self,
        entry: &Entry<'_>,
        judgement: Judgement,
        today: NaiveDate,
    ) -> Option<Suggestion> {
        let Judgement { verdict, reasons, third_in_a_week } = judgement;
        let chased_at_night = verdict == Verdict::Chasing && is_night(entry.at);
        let lately = is_among_last(WEEK, entry.at.day(), today);
        match () {
            () if third_in_a_week || reasons.has(Reason::ShowingUp) => Some(Suggestion::Safety),
            () if chased_at_night && lately && !self.had_urge => Some(Suggestion::Urge),
            () => None,
        }
    }
}

/// Whether the local clock showed 22:00 to 5:59. `false` if only the day is known.
fn is_night(at: Moment) -> bool {
    at.instant().is_some_and(|instant| !(6..22).contains(&instant.hour()))
}
