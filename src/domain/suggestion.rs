//! Which page or command would help now: at most one, by the last seven days (`status`).
//!
//! Where nothing fits, there is no suggestion: the program does not nag. The words are in `view`.

use chrono::{NaiveDate, Timelike};

use super::assessment::WEEK;
use super::contact::{By, Channel};
use super::entry::{Body, Entry, Urge};
use super::moment::{Moment, is_among_last};
use super::verdict::Verdict;

/// For how many days an urge that was not settled is named: today and the two days before.
const UNSETTLED: u32 = 3;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suggestion {
    /// `guide safety`: the person turned up at the other's place.
    TurnedUp,
    /// `guide safety`: the other turned up.
    TheyTurnedUp,
    /// `ready`: the window is over.
    Ready,
    /// `urge --resisted` or `--gave-in`, for the urge with this id.
    Unsettled(u64),
    /// `urge`: the person reached out at night.
    Urge,
}

/// What happened in the last seven days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of a table in the manual")]
pub struct LastWeek {
    /// The person turned up at the other's place, whatever the verdict: it frightens no less after
    /// the window. Necessary visits do not count, or handing over a child would be held against the
    /// person each week.
    pub turned_up: bool,
    /// The other turned up, and that could have been avoided.
    pub they_turned_up: bool,
    pub chased_at_night: bool,
    pub had_urge: bool,
    /// The last urge of the last three days, if the person did not say how it ended.
    pub unsettled: Option<u64>,
}

impl LastWeek {
    /// Adds an entry, with its verdict if it is a contact. Ignores entries from before the week.
    pub(super) fn add(&mut self, entry: &Entry<'_>, verdict: Option<Verdict>, today: NaiveDate) {
        if !is_among_last(WEEK, entry.at.day(), today) {
            return;
        }
        if let Some(visit) = entry.contact().filter(|it| it.channel == Channel::Visit) {
            self.turned_up |= visit.is_attempt();
            self.they_turned_up |= visit.by == By::Them && !visit.was_necessary();
        }
        self.chased_at_night |= verdict == Some(Verdict::Chasing) && is_night(entry.at);
        if let Body::Urge(Urge { resisted, .. }) = &entry.body {
            self.had_urge = true;
            let is_open = resisted.is_none() && is_among_last(UNSETTLED, entry.at.day(), today);
            self.unsettled = if is_open { Some(entry.id) } else { self.unsettled };
        }
    }

    /// What `status` suggests: the first row that fits.
    ///
    /// Attempts alone do not lead to [`Suggestion::TurnedUp`], however many there are: `log` has
    /// already named the guide after the third, and `urge` helps more against texts at night.
    /// Whoever recorded an urge in the last week knows `urge` and does not need to hear of it again.
    pub fn suggestion(self, window_is_over: bool) -> Option<Suggestion> {
        match () {
            () if self.turned_up => Some(Suggestion::TurnedUp),
            () if self.they_turned_up => Some(Suggestion::TheyTurnedUp),
            () if window_is_over => Some(Suggestion::Ready),
            () if self.unsettled.is_some() => self.unsettled.map(Suggestion::Unsettled),
            () if self.chased_at_night && !self.had_urge => Some(Suggestion::Urge),
            () => None,
        }
    }
}

/// Whether the local clock showed 22:00 to 5:59. `false` if only the day is known.
fn is_night(at: Moment) -> bool {
    at.instant().is_some_and(|instant| !(6..22).contains(&instant.hour()))
}
