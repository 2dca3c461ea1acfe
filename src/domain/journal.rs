//! The journal: what the person recorded, and the changes to it.
//!
//! Every change goes on the undo list, except a burn, which clears the list. Nothing derived is
//! stored here; see `summary`.

use std::collections::{HashSet, VecDeque};

use chrono::NaiveDate;

use super::assessment::{Assessment, Assessor};
use super::change::{Act, Change, UNDO_LIMIT};
use super::entry::{Body, Entry, IDS, Kind, UnknownFields};
use super::moment::Moment;
use super::readiness::{Blockers, Readiness};
use super::verdict::{Judge, Verdict};
use super::window::{Rules, Window};

/// A breakup, the window's rules, and the entries.
#[derive(Clone, Debug)]
pub struct Journal<'a> {
    pub rules: Rules,
    /// When the breakup was recorded, with the offset of that place. Old journals do not have it.
    pub recorded: Option<Moment>,
    /// The entries by ascending id, which is the order of recording.
    pub entries: Vec<Entry<'a>>,
    /// The last changes, the newest last.
    pub undo: VecDeque<Change<'a>>,
    pub unknown: UnknownFields<'a>,
}

impl<'a> Journal<'a> {
    pub fn new(rules: Rules) -> Self {
        let (recorded, undo, unknown) = Default::default();
        Self { rules, recorded, entries: Vec::new(), undo, unknown }
    }

    /// `at`, if that is not before the breakup. What is not before the recording of the breakup
    /// never is: its day is then the one at the offset of the recording (`manual/dates.md`).
    pub fn since_breakup(&self, at: Moment) -> Option<Moment> {
        let is_since = |at: &Moment| at.day() >= self.rules.breakup;
        Some(at).filter(is_since).or_else(|| {
            let instants = self.recorded?.instant().zip(at.instant());
            let (recorded, at) = instants.filter(|(recorded, at)| recorded <= at)?;
            Some(Moment::Instant(at.with_timezone(recorded.offset()))).filter(is_since)
        })
    }

    pub fn entry(&self, id: u64) -> Option<&Entry<'a>> {
        self.position(id).ok().map(|at| &self.entries[at])
    }

    fn position(&self, id: u64) -> Result<usize, usize> {
        self.entries.binary_search_by_key(&id, |entry| entry.id)
    }

    /// The entries in chronological order (`manual/dates.md`). The order of recording breaks ties.
    pub fn chronological(&self) -> Vec<&Entry<'a>> {
        let is_day = |entry: &&Entry<'a>| entry.at.instant().is_none();
        let mut entries = Vec::with_capacity(self.entries.len());
        // People mostly record things as they happen, so that each part is nearly in order already.
        // The sort finds such runs and has only to merge them.
        entries.extend(self.entries.iter().filter(is_day));
        entries.extend(self.entries.iter().filter(|entry| !is_day(entry)));
        entries.sort_by(|one, two| one.at.compare(two.at));
        entries
    }

    /// The entries in chronological order, each with its assessment.
    pub fn assessed(&self) -> Vec<(&Entry<'a>, Assessment)> {
        let mut assessor = Assessor::new(self.rules);
        let entries = self.chronological().into_iter();
        entries.map(|entry| (entry, assessor.assess(entry))).collect()
    }

    /// The entries in chronological order, each with its verdict if it is a contact.
    pub fn judged(&self) -> Vec<(&Entry<'a>, Option<Verdict>)> {
        let mut judge = Judge::new(self.rules);
        let entries = self.chronological().into_iter();
        entries.map(|entry| (entry, judge.judge(entry))).collect()
    }

    /// What speaks against a step at `at`, according to the entries up to then (`ready`).
    pub fn blockers(&self, at: Moment) -> Blockers {
        let mut judge = Judge::new(self.rules);
        for entry in self.chronological().iter().take_while(|entry| entry.at.compare(at).is_le()) {
            judge.judge(entry);
        }
        judge.blockers(at.day())
    }

    /// The last reflection before the entry `id`, in chronological order.
    pub fn reflection_before(&self, id: u64) -> Option<(Moment, Readiness)> {
        let assessed = self.assessed().into_iter();
        let before = assessed.take_while(|(entry, _)| entry.id != id);
        before.filter_map(|(entry, assessment)| Some((entry.at, assessment.ready?))).last()
    }

    /// The window in force after all entries.
    pub fn window(&self) -> Window {
        self.verdicts().1
    }

    /// The verdict of each contact, by id, and the window in force after all entries.
    pub fn verdicts(&self) -> (Vec<(u64, Verdict)>, Window) {
        let mut judge = Judge::new(self.rules);
        let judged = self.chronological().into_iter();
        let judged = judged.filter_map(|entry| Some((entry.id, judge.judge(entry)?)));
        let mut verdicts: Vec<_> = judged.collect();
        verdicts.sort_unstable_by_key(|&(id, _)| id);
        (verdicts, judge.window)
    }

    /// The latest moment of any entry.
    pub fn newest(&self) -> Option<Moment> {
        self.entries.iter().map(|entry| entry.at).max_by(|one, two| one.compare(*two))
    }

    /// Adds an entry under the next id, which is returned. `None` if no id is left.
    pub fn record(&mut self, at: Moment, body: Body<'a>) -> Option<u64> {
        self.record_with(None, at, body)
    }

    /// As [`Journal::record`], without a change to undo.
    pub(super) fn push(&mut self, at: Moment, body: Body<'a>) -> Option<u64> {
        let next = self.entries.last().map_or(IDS.start, |last| last.id + 1);
        let id = Some(next).filter(|next| IDS.contains(next))?;
        self.entries.push(Entry::new(id, at, body));
        Some(id)
    }

    /// Replaces the entry with the id of `entry`. `false` if there is none, or it is equal already.
    pub fn replace(&mut self, entry: Entry<'a>, act: Act) -> bool {
        let was = self.put(entry);
        let change = was.map(|was| Change { was: vec![was], ..Change::new(act) });
        change.map(|change| self.remember(change)).is_some()
    }

    /// As [`Journal::replace`], without a change to undo. Returns what was replaced.
    pub(super) fn put(&mut self, entry: Entry<'a>) -> Option<Entry<'a>> {
        let at = self.position(entry.id).ok()?;
        let there = &mut self.entries[at];
        let changes = there.at != entry.at || there.body != entry.body;
        changes.then(|| std::mem::replace(there, entry))
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

    /// The chronologically first contact in which they asked for no contact.
    pub fn first_stop(&self) -> Option<&Entry<'a>> {
        let is_stop = |entry: &&Entry<'_>| entry.contact().is_some_and(|it| it.stop.0);
        self.chronological().into_iter().find(is_stop)
    }

    /// Removes the entries `ids`, as one change, or none of them if an id, the error, is missing.
    pub fn remove(&mut self, ids: &[u64]) -> Result<(), u64> {
        if let Some(&missing) = ids.iter().find(|&&id| self.entry(id).is_none()) {
            return Err(missing);
        }
        let was = self.entries.extract_if(.., |entry| ids.contains(&entry.id)).collect();
        self.remember(Change { was, ..Change::new(Act::Removed) });
        Ok(())
    }

    /// Removes the entry `id` for good, and clears the undo list, which may hold its text. Changes
    /// nothing if neither the entries nor the undo list have the id.
    pub fn burn(&mut self, id: u64) {
        let found = self.position(id).map(|at| self.entries.remove(at)).is_ok();
        if found || self.undoable(id).is_some() {
            self.undo.clear();
        }
    }

    /// The latest form of the entry `id` in the undo list.
    pub fn undoable(&self, id: u64) -> Option<&Entry<'a>> {
        self.undo.iter().rev().flat_map(|change| &change.was).find(|entry| entry.id == id)
    }

    /// The id and the day of the entry with the earliest day.
    pub fn earliest(&self) -> Option<(u64, NaiveDate)> {
        self.entries.iter().map(|entry| (entry.id, entry.at.day())).min_by_key(|&(_, day)| day)
    }

    /// Sets the rules. `false` if they are equal already. The error is [`Self::earliest`], if that
    /// is from before the new breakup.
    pub fn amend(&mut self, rules: Rules) -> Result<bool, (u64, NaiveDate)> {
        if let Some(first) = self.earliest().filter(|&(_, day)| day < rules.breakup) {
            return Err(first);
        }
        if self.rules == rules {
            return Ok(false);
        }
        let was = std::mem::replace(&mut self.rules, rules);
        self.remember(Change { rules: Some(was), ..Change::new(Act::Amended) });
        Ok(true)
    }

    /// Reverses the last change, if there is one. Returns it with the entries that this removed.
    pub fn undo(&mut self) -> Option<(Change<'a>, Vec<Entry<'a>>)> {
        let change = self.undo.pop_back()?;
        let added: HashSet<u64> = change.added.iter().copied().collect();
        let removed = self.entries.extract_if(.., |entry| added.contains(&entry.id)).collect();
        for entry in &change.was {
            match self.position(entry.id) {
                Ok(at) => self.entries[at] = entry.clone(),
                Err(at) => self.entries.insert(at, entry.clone()),
            }
        }
        if let Some(rules) = change.rules {
            self.rules = rules;
        }
        Some((change, removed))
    }

    /// Adds a change to the undo list, and drops the oldest beyond [`UNDO_LIMIT`].
    pub(super) fn remember(&mut self, change: Change<'a>) {
        self.undo.push_back(change);
        while self.undo.len() > UNDO_LIMIT as usize {
            self.undo.pop_front();
        }
    }
}

/// How many contacts have another verdict after a change than before it, not counting the entry
/// `except`. Both lists are by ascending id.
pub fn changed(before: &[(u64, Verdict)], after: &[(u64, Verdict)], except: Option<u64>) -> usize {
    let mut after = after.iter().peekable();
    let mut changed = 0;
    for &(id, verdict) in before {
        while after.next_if(|&&(other, _)| other < id).is_some() {}
        if let Some(&&(_, now)) = after.peek().filter(|&&&(other, _)| other == id) {
            changed += usize::from(now != verdict && Some(id) != except);
        }
    }
    changed
}
