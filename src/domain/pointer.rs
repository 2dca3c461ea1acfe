//! Which page or command would help now: one at most, or none.
//!
//! A nudge at the right moment, and no nagging: where nothing fits, nothing is said.

use chrono::{NaiveDate, Timelike};

use super::contact::Channel;
use super::standing::{Chased, Standing};
use super::when::{Moment, days_between};

/// What to point to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pointer {
    /// `guide safety`: they turned up lately.
    Safety,
    /// `ready`: the window is complete.
    Ready,
    /// `urge`: they reached out at night lately.
    Urge,
}

/// For how many days a contact that was chasing is pointed back to.
const LATELY: u32 = 7;

/// Whether the clock on the wall showed 22:00 to 5:59; not where only the day is known.
#[must_use]
pub fn is_night(at: Moment) -> bool {
    at.instant().is_some_and(|instant| !(6..22).contains(&instant.hour()))
}

impl Standing {
    /// What `status` points to: first row that fits.
    #[must_use]
    pub fn pointer(&self) -> Option<Pointer> {
        let lately = self.last_chasing.filter(|last| is_lately(last, self.today));
        match lately {
            Some(last) if last.channel == Channel::Visit => Some(Pointer::Safety),
            _ if self.complete => Some(Pointer::Ready),
            Some(last) if is_night(last.at) => Some(Pointer::Urge),
            _ => None,
        }
    }
}

fn is_lately(last: &Chased, today: NaiveDate) -> bool {
    days_between(last.at.day(), today) < LATELY
}
