//! How the journal changes. Each step stamps what it touches, so that other machines know the latest
//! form of it (`manual/file.md`). Every change goes on the undo list, except a burn, which clears it.

use std::collections::{BTreeSet, HashSet};
use std::mem::replace;

use chrono::NaiveDate;

use super::change::{Act, Change, UNDO_LIMIT};
use super::entry::{Body, Entry, IDS, Kind};
use super::identity::{Identity, Removal, Stamp, Uid};
use super::journal::{Burns, Journal};
use super::moment::Moment;
use super::window::Rules;

impl<'a> Journal<'a> {
    /// Adds an entry under the next id, which is returned. `None` if no id is left.
    pub fn record(&mut self, at: Moment, body: Body<'a>) -> Option<u64> {
        self.record_with(None, at, body)
    }

    /// Replaces the entry with the id of `entry`. `false` if there is none, or it is equal already.
    pub fn replace(&mut self, entry: Entry<'a>, act: Act) -> bool {
        let was = self.put(entry);
        let change = was.map(|was| Change { was: vec![was], ..Change::new(act) });
        change.map(|change| self.remember(change)).is_some()
    }

    /// Says that a goal is done on `day`, unless it was before. Returns it, and the day on which it
    /// was done before. The error is as in `settle_urge`.
    pub fn finish_goal(
        &mut self,
        id: u64,
        day: NaiveDate,
    ) -> Result<(Entry<'a>, Option<NaiveDate>), Option<Kind>> {
        let mut found = self.entry(id).ok_or(None)?.clone();
        let Body::Goal(goal) = &mut found.body else { return Err(Some(found.body.kind())) };
        let before = goal.done;
        goal.done = before.or(Some(day));
        self.replace(found.clone(), Act::Settled);
        Ok((found, before))
    }

    /// Removes the entries `ids`, as one change, or none of them if an id, the error, is missing.
    pub fn remove(&mut self, ids: &[u64]) -> Result<(), u64> {
        if let Some(&missing) = ids.iter().find(|&&id| self.entry(id).is_none()) {
            return Err(missing);
        }
        let was = self.take_out(|entry| ids.contains(&entry.id));
        self.remember(Change { was, ..Change::new(Act::Removed) });
        Ok(())
    }

    /// Removes an entry for good, and clears the undo list, which may hold its text. The entry may be
    /// here under another id than the form of it that is burnt.
    pub fn burn(&mut self, identity: Identity) {
        let is_it = |entry: &mut Entry<'a>| entry.identity.uid == identity.uid;
        let here = self.entries.extract_if(.., is_it).last();
        self.mark_removed(here.map_or(identity, |entry| entry.identity), true);
        self.undo.clear();
        self.burns = Burns::CopiesAndDrafts;
    }

    /// Sets the rules. `false` if they are equal already. The error is [`Self::earliest`], if that
    /// is from before a breakup that is moved to a later day.
    pub fn amend(&mut self, rules: Rules) -> Result<bool, (u64, NaiveDate)> {
        let is_later = rules.breakup > self.rules.breakup;
        if let Some(first) = self.earliest().filter(|&(_, day)| is_later && day < rules.breakup) {
            return Err(first);
        }
        if self.rules == rules {
            return Ok(false);
        }
        let was = self.set_rules(rules);
        self.remember(Change { rules: Some(was), ..Change::new(Act::Amended) });
        Ok(true)
    }

    /// As [`Self::record`], without a change to undo. The entry is named `uid`, or at random.
    pub(super) fn push(&mut self, uid: Option<Uid>, at: Moment, body: Body<'a>) -> Option<u64> {
        let id = self.next_id()?;
        let mut entry = Entry::new(id, at, body);
        if let Some(stamper) = self.stamper {
            let is_burnt = |uid: &Uid| self.removed.get(uid).is_some_and(|mark| mark.burnt);
            let is_here = |uid: &Uid| self.entries.iter().any(|it| it.identity.uid == *uid);
            let uid = uid.filter(|uid| !is_burnt(uid) && !is_here(uid));
            let uid = uid.unwrap_or_else(|| Uid::random((stamper.random)()));
            let removed = self.removed.remove(&uid).map(|mark| mark.at);
            let recorded = self.free_stamps(stamper.now, &[])();
            let changed = removed.map(|removed| recorded.after(Some(removed)));
            entry.identity = Identity { uid, recorded: Some(recorded), changed };
        }
        self.entries.push(entry);
        Some(id)
    }

    /// The id after every one that is in use, or that `undo` may bring back.
    pub(super) fn next_id(&self) -> Option<u64> {
        let undone = self.undo.iter().flat_map(|change| &change.was).map(|was| was.id).max();
        let last = self.entries.last().map(|last| last.id).max(undone);
        Some(last.map_or(IDS.start, |last| last + 1)).filter(|next| IDS.contains(next))
    }

    /// The instants from `now` on at which nothing was recorded, each a microsecond after another.
    pub(super) fn free_stamps(
        &self,
        now: Stamp,
        more: &[Entry<'_>],
    ) -> impl FnMut() -> Stamp + use<> {
        let undone = self.undo.iter().flat_map(|change| &change.was);
        let recorded =
            self.entries.iter().chain(undone).chain(more).filter_map(|it| it.identity.recorded);
        let taken: BTreeSet<_> = recorded.filter(|recorded| *recorded >= now).collect();
        let mut next = now;
        move || {
            while taken.contains(&next) && next.after(Some(next)) > next {
                next = next.after(Some(next));
            }
            let after = next.after(Some(next));
            replace(&mut next, after)
        }
    }

    /// Replaces the entry with the same id, without a change to undo. Returns what was replaced;
    /// `None` if there is none, or it is equal already.
    pub(super) fn put(&mut self, entry: Entry<'a>) -> Option<Entry<'a>> {
        let at = self.position(entry.id).ok()?;
        let there = &self.entries[at];
        if there.says_as(&entry) {
            return None;
        }
        let identity = self.changed_now(there.identity);
        Some(replace(&mut self.entries[at], Entry { identity, ..entry }))
    }

    /// The identity of what is changed now.
    pub(super) fn changed_now(&self, was: Identity) -> Identity {
        let changed = self.stamper.map(|stamper| stamper.now.after(was.touched()));
        Identity { changed: changed.or(was.changed), ..was }
    }

    /// Sets the rules, and returns those before.
    pub(super) fn set_rules(&mut self, rules: Rules) -> Rules {
        self.identity = self.changed_now(self.identity);
        replace(&mut self.rules, rules)
    }

    /// Removes entries, and remembers that they were removed.
    pub(super) fn take_out(&mut self, mut which: impl FnMut(&Entry<'a>) -> bool) -> Vec<Entry<'a>> {
        let taken: Vec<_> = self.entries.extract_if(.., |entry| which(entry)).collect();
        for entry in &taken {
            self.mark_removed(entry.identity, false);
        }
        taken
    }

    pub(super) fn mark_removed(&mut self, identity: Identity, burnt: bool) {
        let uid = identity.uid;
        if let Some(stamper) = self.stamper.filter(|_| uid.is_set()) {
            let before = self.removed.get(&uid).map(|mark| mark.at).max(identity.touched());
            self.removed.insert(uid, Removal { uid, at: stamper.now.after(before), burnt });
        }
    }

    /// Puts an entry back as it was: in the place of its present form, or again if it was removed.
    fn put_back(&mut self, mut entry: Entry<'a>) {
        let removed = self.removed.remove(&entry.identity.uid).map(|mark| mark.at);
        match self.position(entry.id) {
            Ok(at) if self.stamper.is_none() => self.entries[at] = entry,
            Ok(_) => drop(self.put(entry)),
            Err(at) => {
                let before = entry.identity.touched().max(removed);
                let changed = self.stamper.map(|stamper| stamper.now.after(before));
                entry.identity.changed = changed.or(entry.identity.changed);
                self.entries.insert(at, entry);
            }
        }
    }

    /// Reverses the last change, if there is one. This is a change itself, to other machines, but of
    /// an import it leaves no trace. Returns it with the entries that this removed.
    pub fn undo(&mut self) -> Option<(Change<'a>, Vec<Entry<'a>>)> {
        let change = self.undo.pop_back()?;
        let is_import = change.act == Act::Imported;
        // Without it, nothing is stamped and no removal remembered.
        let stamper = self.stamper.take_if(|_| is_import);
        let added: HashSet<u64> = change.added.iter().copied().collect();
        let gone = self.take_out(|entry| added.contains(&entry.id));
        for uid in &change.marked {
            self.removed.remove(uid);
        }
        change.was.iter().for_each(|was| self.put_back(was.clone()));
        self.removed.extend(change.removed.iter().map(|mark| (mark.uid, *mark)));
        if let Some(rules) = change.rules {
            self.set_rules(rules);
            self.identity.changed = if is_import { change.changed } else { self.identity.changed };
        }
        self.stamper = stamper.or(self.stamper);
        Some((change, gone))
    }

    /// Adds a change to the undo list, and drops the oldest beyond [`UNDO_LIMIT`].
    pub(super) fn remember(&mut self, change: Change<'a>) {
        self.undo.push_back(change);
        while self.undo.len() > UNDO_LIMIT as usize {
            self.undo.pop_front();
        }
    }
}
