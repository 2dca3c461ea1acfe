//! Which part of the journal someone asked for (`history`, `report`).

use std::ops::RangeInclusive;

use chrono::NaiveDate;

use super::contact::{By, Contact, Necessity};

/// Days, and what a contact on them must be.
#[derive(Clone, Debug)]
pub struct Selection {
    pub days: RangeInclusive<NaiveDate>,
    /// Who began it.
    pub by: Option<By>,
    /// Why it was necessary, by row 1 of the verdicts; an empty list is for any reason.
    pub necessary: Option<Vec<Necessity>>,
}

impl Selection {
    /// Whether it leaves out contacts on its days.
    pub fn narrows(&self) -> bool {
        self.by.is_some() || self.necessary.is_some()
    }

    /// Whether the contact is what it must be, on whatever day.
    pub fn takes(&self, contact: &Contact<'_>) -> bool {
        let is_for = |reasons: &Vec<Necessity>| {
            reasons.is_empty() || contact.necessary.is_some_and(|it| reasons.contains(&it))
        };
        let necessary = self.necessary.as_ref();
        self.by.is_none_or(|by| contact.by == by)
            && necessary.is_none_or(|reasons| contact.was_necessary() && is_for(reasons))
    }
}
