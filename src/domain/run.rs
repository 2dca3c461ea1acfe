//! A run of questions: several saves that `undo` takes back at once (`manual/verdicts.md`).
//!
//! Other programs may write between two of the saves. The run extends only its own change.

use super::change::{Act, Change};
use super::entry::{Body, Entry};
use super::journal::Journal;
use super::moment::Moment;

impl<'a> Journal<'a> {
    /// Adds an entry, and its id to the change that added or settled the entry `first`. Where that
    /// change is gone, the new entry is a change of its own. Returns the new id, or `None` if none
    /// is left.
    pub fn record_with(&mut self, first: u64, at: Moment, body: Body<'a>) -> Option<u64> {
        let id = self.push(at, body)?;
        let began = |change: &Change<'_>| change.added.contains(&first) || change.settled(first);
        match self.undo.iter_mut().rev().find(|change| began(change)) {
            Some(change) => change.added.push(id),
            None => self.remember(Change::recorded(id)),
        }
        Some(id)
    }

    /// Replaces an entry that the run goes on about. If another program changed it since, this is a
    /// change of its own, so that `undo` takes back one after the other.
    pub fn complete(&mut self, entry: Entry<'a>) {
        if self.own(entry.id).is_some() {
            self.put(entry);
        } else {
            self.replace(entry, Act::Edited);
        }
    }

    /// Takes an entry of the run out again, and its part of the change with it.
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
            self.entries.retain(|entry| entry.id != id);
        }
    }

    /// The place of the change that added the entry, if no later change is about it.
    pub(super) fn own(&self, id: u64) -> Option<usize> {
        let added = |change: &Change<'_>| change.added.contains(&id);
        let is_about =
            |change: &Change<'_>| added(change) || change.was.iter().any(|was| was.id == id);
        let last = self.undo.iter().rposition(is_about)?;
        added(&self.undo[last]).then_some(last)
    }
}
