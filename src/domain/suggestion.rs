//! Which page or command would help now: one at most, or none.
//!
//! A nudge at the right moment, and no nagging: where nothing fits, nothing is said.

use chrono::{NaiveDate, Timelike};

use super::assessment::{Judgement, WEEK};
use super::contact::Channel;
use super::entry::{Body, Entry};
use super::moment::{Moment, is_among_last};
use super::reasons::Reason;
use super::summary::Summary;
use super::verdict::Verdict;

/// What to point to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suggestion {
    /// `guide safety`: what they did can frighten.
    Safety,
    /// `ready`: the window is complete.
    Ready,
    /// `urge`: they reached out at night.
    Urge,
}

/// What of the last 7 days the pointers go by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LastWeek {
    /// They turned up. Whatever the verdict: after the window it frightens no less. What was
    /// necessary is left out, or handing over a child would be held up to them each week.
    pub turned_up: bool,
    /// There was chasing at night.
    pub chased_at_night: bool,
    /// An urge was recorded.
    pub had_urge: bool,
}

impl LastWeek {
    /// Takes an entry, with its verdict where it is a contact.
    pub(super) fn take(&mut self, entry: &Entry<'_>, verdict: Option<Verdict>, today: NaiveDate) {
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

/// Whether the clock on the wall showed 22:00 to 5:59; not where only the day is known.
fn is_night(at: Moment) -> bool {
    at.instant().is_some_and(|instant| !(6..22).contains(&instant.hour()))
}

/// Whether it was in the last 7 days, those of the third attempt (SPEC section 4): what is longer ago
/// is over, and is let rest.
fn in_last_week(at: Moment, today: NaiveDate) -> bool {
    is_among_last(WEEK, at.day(), today)
}

impl Summary {
    /// What `status` points to: first row that fits.
    ///
    /// Attempts alone do not lead to [`Suggestion::Safety`] here, however many: `log` has said it of
    /// the third, and against texts at night there is something better to do. Whoever has recorded
    /// an urge lately knows the way, and is not shown it again.
    #[must_use]
    pub fn suggestion(&self) -> Option<Suggestion> {
        let LastWeek { turned_up, chased_at_night, had_urge } = self.week;
        match () {
            () if turned_up => Some(Suggestion::Safety),
            () if self.complete => Some(Suggestion::Ready),
            () if chased_at_night && !had_urge => Some(Suggestion::Urge),
            () => None,
        }
    }

    /// What `log` points to after a contact: first row that fits. Of a `reconnect` enough is said,
    /// and a night of long ago, added late, asks for nothing now.
    #[must_use]
    pub fn suggestion_after(&self, entry: &Entry<'_>, judgement: Judgement) -> Option<Suggestion> {
        let chasing = judgement.verdict == Verdict::Chasing;
        let at_night = is_night(entry.at) && in_last_week(entry.at, self.today);
        match () {
            () if judgement.third_in_a_week || judgement.reasons.has(Reason::ShowingUp) => {
                Some(Suggestion::Safety)
            }
            () if chasing && at_night && !self.week.had_urge => Some(Suggestion::Urge),
            () => None,
        }
    }
}
