//! The journal: what the person recorded, and the changes to it.
//!
//! Nothing derived is stored here; see `summary`. How it changes is in `recording`.

use std::borrow::Cow;
use std::collections::{BTreeMap, VecDeque};

use chrono::NaiveDate;

use super::assessment::{Assessment, Assessor};
use super::change::Change;
use super::entry::{Entry, UnknownFields};
use super::identity::{Identity, Removal, Stamper, Uid};
use super::moment::Moment;
use super::readiness::{Blockers, Readiness};
use super::verdict::{Judge, Verdict};
use super::window::{Rules, Window};

/// A breakup, the window's rules, and the entries.
#[derive(Clone, Debug, Default)]
pub struct Journal<'a> {
    pub rules: Rules,
    /// Of the rules. Journals that began as one have the same uid.
    pub identity: Identity,
    /// The entries by ascending id, which is the order of recording.
    pub entries: Vec<Entry<'a>>,
    /// What was removed, by uid. No entry has one of these uids.
    pub removed: BTreeMap<Uid, Removal>,
    /// The names of files that a burn has yet to remove, because it was cut short.
    pub burning: Vec<Cow<'a, str>>,
    /// The last changes, the newest last.
    pub undo: VecDeque<Change<'a>>,
    pub unknown: UnknownFields<'a>,
    /// What changes are stamped with; none while the journal is only read. It is not in the file.
    pub stamper: Option<Stamper>,
    /// What the save of this change must destroy. It is not in the file.
    pub burns: Burns,
}

/// What a save destroys once it is made, besides the undo list (`manual/keeping.md`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Burns {
    #[default]
    Nothing,
    /// The backup, and what killed saves left.
    Copies,
    /// These and every draft.
    CopiesAndDrafts,
}

impl<'a> Journal<'a> {
    pub fn new(rules: Rules) -> Self {
        Self { rules, ..Self::default() }
    }

    /// `at`, if that is not before the breakup. What is not before the recording of the breakup
    /// never is: its day is then the one at the offset of the recording (`manual/dates.md`).
    pub fn since_breakup(&self, at: Moment) -> Option<Moment> {
        let is_since = |at: &Moment| at.day() >= self.rules.breakup;
        Some(at).filter(is_since).or_else(|| {
            let recorded = self.identity.recorded?.second();
            let at = at.instant().filter(|at| recorded <= *at)?;
            Some(Moment::Instant(at.with_timezone(recorded.offset()))).filter(is_since)
        })
    }

    pub fn entry(&self, id: u64) -> Option<&Entry<'a>> {
        self.position(id).ok().map(|at| &self.entries[at])
    }

    pub(super) fn position(&self, id: u64) -> Result<usize, usize> {
        self.entries.binary_search_by_key(&id, |entry| entry.id)
    }

    pub fn chronological(&self) -> Vec<&Entry<'a>> {
        let is_day = |entry: &&Entry<'a>| entry.at.instant().is_none();
        let mut entries = Vec::with_capacity(self.entries.len());
        // People mostly record things as they happen, so that each part is nearly in order already.
        // The sort finds such runs and has only to merge them.
        entries.extend(self.entries.iter().filter(is_day));
        entries.extend(self.entries.iter().filter(|entry| !is_day(entry)));
        entries.sort_by(|one, two| one.compare(two));
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

    /// The chronologically first contact in which they asked for no contact.
    pub fn first_stop(&self) -> Option<&Entry<'a>> {
        let is_stop = |entry: &&Entry<'_>| entry.contact().is_some_and(|it| it.stop.0);
        self.chronological().into_iter().find(is_stop)
    }

    /// The latest form of the entry `id` in the undo list.
    pub fn undoable(&self, id: u64) -> Option<&Entry<'a>> {
        self.undo.iter().rev().flat_map(|change| &change.was).find(|entry| entry.id == id)
    }

    /// The id and the day of the entry with the earliest day.
    pub fn earliest(&self) -> Option<(u64, NaiveDate)> {
        self.entries.iter().map(|entry| (entry.id, entry.at.day())).min_by_key(|&(_, day)| day)
    }
}

/// How many verdicts but that of `except` a change has changed. Both lists are by ascending id.
pub fn changed(before: &[(u64, Verdict)], after: &[(u64, Verdict)], except: Option<u64>) -> usize {
    let is_other = |&&(id, verdict): &&(u64, Verdict)| {
        let place = after.binary_search_by_key(&id, |&(id, _)| id);
        Some(id) != except && place.is_ok_and(|place| after[place].1 != verdict)
    };
    before.iter().filter(is_other).count()
}
