//! Which page or command would help now: one at most.
//!
//! Where nothing fits, there is no suggestion: the program does not nag. The words are in `view`.

use super::assessment::Judgement;
use super::entry::Entry;
use super::last_week::{LastWeek, in_last_week, is_night};
use super::reasons::Reason;
use super::summary::Summary;
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

impl Summary {
    /// What `status` suggests: the first row that fits.
    ///
    /// Attempts alone do not lead to [`Suggestion::Safety`] here, however many there are: `log` has
    /// already suggested it after the third, and `urge` helps more against texts at night. Whoever
    /// recorded an urge in the last week knows `urge` and does not need to hear of it again.
    pub fn suggestion(&self) -> Option<Suggestion> {
        let LastWeek { turned_up, chased_at_night, had_urge } = self.week;
        match () {
            () if turned_up => Some(Suggestion::Safety),
            () if self.complete => Some(Suggestion::Ready),
            () if chased_at_night && !had_urge => Some(Suggestion::Urge),
            () => None,
        }
    }

    /// What `log` suggests after a contact: the first row that fits. A `reconnect` needs no
    /// suggestion, and neither does a night from long ago that is recorded late.
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
