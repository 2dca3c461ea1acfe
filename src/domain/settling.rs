//! How an urge ended, the contact that goes with giving in, and the questions about a contact:
//! several saves that `undo` takes back at once (`manual/verdicts.md`). Other programs may write
//! between two of them, so each save extends only the change that it belongs to.

use super::change::{Act, Change};
use super::contact::Contact;
use super::entry::{Body, Entry, Kind, Urge};
use super::identity::Uid;
use super::journal::Journal;
use super::moment::Moment;

/// Whether an entry is the contact of giving in to the urge `uid` at this moment, and nothing was said of
/// it since.
pub(super) fn is_of_giving_in(entry: &Entry<'_>, uid: Uid, at: Moment) -> bool {
    let plain = Body::Contact(Contact::default());
    entry.identity.uid == uid.of_giving_in() && (entry.at, &entry.body) == (at, &plain)
}

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

impl<'a> Journal<'a> {
    /// Says how the urge with the id ended; the last word stands. Giving in is a contact, so one by
    /// the person at the urge's time is recorded, unless an attempt in the 24 hours from then on is
    /// recorded already. Resisting takes that contact out again if nothing was said of it since.
    /// One `undo` reverses all of it. The error is the kind of another entry; `None` without one.
    pub fn settle_urge(&mut self, id: u64, resisted: bool) -> Result<Settled, Option<Kind>> {
        let mut found = self.entry(id).ok_or(None)?.clone();
        let (at, uid) = (found.at, found.identity.uid);
        let Body::Urge(urge) = &mut found.body else { return Err(Some(found.body.kind())) };
        urge.resisted = Some(resisted);
        let was = self.put(found);
        let mut change = Change::new(Act::Settled);
        let mut settled = Settled::Alone;
        let (made, plain) = (uid.of_giving_in(), Body::Contact(Contact::default()));
        let is_made = |it: &Entry<'_>| is_of_giving_in(it, uid, at);
        // What another machine recorded with the opposite may still be here.
        if resisted {
            let taken = self.take_out(is_made);
            settled = taken.first().map_or(settled, |contact| Settled::TakenOut(contact.id));
            change.was.extend(taken);
        } else if was.is_some()
            && self.attempt_after(at).is_none()
            && let Some(contact) = self.push(Some(made), at, plain)
        {
            change.added.push(contact);
            settled = Settled::Recorded(contact);
        } else if was.is_some()
            && let Some(contact) = self.entries.iter().position(|it| it.identity.uid == made)
        {
            // Said again, it stands against a removal elsewhere.
            self.entries[contact].identity = self.changed_now(self.entries[contact].identity);
        }
        if was.is_none() && settled == Settled::Alone {
            return Ok(Settled::Before);
        }
        change.was.extend(was);
        self.remember(change);
        Ok(settled)
    }

    /// The first attempt at or [after](Moment::is_within_a_day_after) a moment, within a day.
    pub fn attempt_after(&self, at: Moment) -> Option<u64> {
        let attempts =
            self.entries.iter().filter(|it| it.contact().is_some_and(Contact::is_attempt));
        attempts.filter(|it| it.at.is_within_a_day_after(at)).map(|it| it.id).next()
    }

    /// How an urge ended, if that was said; an outer none where it is no longer in the journal.
    pub fn ending_of(&self, urge: &Entry<'_>) -> Option<Option<bool>> {
        let found = self.entry(urge.id).filter(|found| found.at == urge.at)?;
        if let Body::Urge(Urge { resisted, .. }) = &found.body { Some(*resisted) } else { None }
    }

    /// Adds an entry under the next id, which is returned; `None` if none is left. It belongs to the
    /// change that added or settled the entry `first`, or where there is none, to one of its own.
    pub fn record_with(&mut self, first: Option<u64>, at: Moment, body: Body<'a>) -> Option<u64> {
        let id = self.push(None, at, body)?;
        let began = |change: &Change<'_>| {
            first.is_some_and(|first| change.added.contains(&first) || change.settled(first))
        };
        match self.undo.iter_mut().rev().find(|change| began(change)) {
            Some(change) => change.added.push(id),
            None => self.remember(Change { added: vec![id], ..Change::new(Act::Recorded) }),
        }
        Some(id)
    }

    /// Replaces an entry that the questions go on about. If another program changed it since, this is a
    /// change of its own, so that `undo` takes back one after the other.
    pub fn complete(&mut self, entry: Entry<'a>) {
        if self.own(entry.id).is_some() {
            self.put(entry);
        } else {
            self.replace(entry, Act::Edited);
        }
    }

    /// Takes an entry of the questions out again, and its part of the change with it.
    pub fn withdraw(&mut self, id: u64) {
        let Some(place) = self.own(id) else {
            let _ = self.remove(&[id]);
            return;
        };
        if self.undo[place].added == [id] {
            let later = self.undo.split_off(place + 1);
            self.undo();
            self.undo.extend(later);
        } else {
            self.undo[place].added.retain(|added| *added != id);
            self.take_out(|entry| entry.id == id);
        }
    }

    /// The place of the change that added the entry, if no later change is about it.
    fn own(&self, id: u64) -> Option<usize> {
        let added = |change: &Change<'_>| change.added.contains(&id);
        let is_about =
            |change: &Change<'_>| added(change) || change.was.iter().any(|was| was.id == id);
        let last = self.undo.iter().rposition(is_about)?;
        added(&self.undo[last]).then_some(last)
    }
}
