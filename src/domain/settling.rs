//! How an urge ended, and the contact that goes with giving in (`manual/verdicts.md`).

use super::change::{Act, Change};
use super::contact::Contact;
use super::entry::{Body, Entry, Kind, Urge};
use super::journal::Journal;
use super::moment::Moment;

/// What it changed to say how an urge ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// Nothing: it was said before.
    Before,
    /// The ending alone.
    Alone,
    /// The person gave in, and the contact with this id was recorded too.
    Recorded(u64),
    /// The person resisted, and the contact with this id was taken out again.
    TakenOut(u64),
}

impl Journal<'_> {
    /// Says how the urge with the id ended; the last word stands. Giving in is a contact, so one by
    /// the person at the urge's time is recorded, unless an attempt in the 24 hours from then on is
    /// recorded already. Resisting takes that contact out again if nothing was said of it since.
    /// One `undo` reverses all of it. The error is the kind of another entry, or `None` if there is
    /// no entry.
    pub fn settle_urge(&mut self, id: u64, resisted: bool) -> Result<Settled, Option<Kind>> {
        let mut found = self.entry(id).ok_or(None)?.clone();
        let at = found.at;
        let Body::Urge(urge) = &mut found.body else { return Err(Some(found.body.kind())) };
        urge.resisted = Some(resisted);
        let Some(was) = self.put(found) else { return Ok(Settled::Before) };
        let mut change = Change { was: vec![was], ..Change::new(Act::Settled) };
        let mut settled = Settled::Alone;
        if resisted && let Some(contact) = self.made_by_settling(id) {
            change.was.extend(self.entries.extract_if(.., |entry| entry.id == contact));
            settled = Settled::TakenOut(contact);
        } else if !resisted
            && self.attempt_after(at).is_none()
            && let Some(contact) = self.push(at, Body::Contact(Contact::default()))
        {
            change.added.push(contact);
            settled = Settled::Recorded(contact);
        }
        self.remember(change);
        Ok(settled)
    }

    /// The first attempt in the 24 hours from a moment on; where either is known only to the day, on
    /// that day or the next.
    pub fn attempt_after(&self, at: Moment) -> Option<u64> {
        let attempts =
            self.entries.iter().filter(|it| it.contact().is_some_and(Contact::is_attempt));
        attempts.filter(|it| it.at.is_within_a_day_after(at)).map(|it| it.id).next()
    }

    /// The contact that was recorded when the urge was settled, if nothing was said of it since and
    /// the undo list still tells.
    fn made_by_settling(&self, urge: u64) -> Option<u64> {
        let change = self.undo.iter().rev().find(|change| change.settled(urge))?;
        let made = *change.added.first()?;
        let is_plain = self.entry(made)?.body == Body::Contact(Contact::default());
        (is_plain && self.own(made).is_some()).then_some(made)
    }

    /// How an urge that someone was shown ended, or `None` if that was not said yet. An outer none
    /// where it is no longer in the journal.
    pub fn ending_of(&self, urge: &Entry<'_>) -> Option<Option<bool>> {
        let found = self.entry(urge.id).filter(|found| found.at == urge.at)?;
        if let Body::Urge(Urge { resisted, .. }) = &found.body { Some(*resisted) } else { None }
    }
}
