//! Merges two journals (`import`, `manual/file.md`): everything recorded in either stays, and
//! nothing is added twice.

use std::collections::HashMap;

use super::change::{Act, Change};
use super::entry::{Entry, IDS};
use super::journal::Journal;

/// What an import did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The ids that the new entries got, ascending.
    pub added: Vec<u64>,
    /// How many entries the journal already had.
    pub present: usize,
}

/// Why nothing can be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportProblem {
    /// The earliest entry, at this index, is from before the breakup.
    BeforeBreakup(usize),
    /// There are not enough ids left.
    NoIdLeft,
}

impl<'a> Journal<'a> {
    /// Adds `theirs`, in order, under the ids after the newest. Skips an entry that differs from
    /// one here only by its id; each one here matches at most one. If one cannot be added, none is.
    pub fn import(&mut self, theirs: Vec<Entry<'a>>) -> Result<Imported, ImportProblem> {
        let days = theirs.iter().map(|entry| entry.at.day()).enumerate();
        if let Some((index, day)) = days.min_by_key(|&(_, day)| day)
            && day < self.rules.breakup
        {
            return Err(ImportProblem::BeforeBreakup(index));
        }
        let mut left: HashMap<_, usize> = HashMap::new();
        for Entry { at, body, unknown, .. } in &self.entries {
            *left.entry((*at, body, unknown)).or_default() += 1;
        }
        let is_new = theirs.iter().map(|Entry { at, body, unknown, .. }| {
            let left = left.get_mut(&(*at, body, unknown)).filter(|left| **left > 0);
            left.map(|left| *left -= 1).is_none()
        });
        let new: Vec<_> = is_new.collect();
        let present = new.iter().filter(|new| !**new).count();
        let first = self.entries.last().map_or(IDS.start, |last| last.id + 1);
        let added = theirs.into_iter().zip(new).filter(|(_, new)| *new).map(|(entry, _)| entry);
        let added: Vec<_> = (first..).zip(added).map(|(id, entry)| Entry { id, ..entry }).collect();
        if added.last().is_some_and(|last| !IDS.contains(&last.id)) {
            return Err(ImportProblem::NoIdLeft);
        }
        let ids: Vec<u64> = added.iter().map(|entry| entry.id).collect();
        self.entries.extend(added);
        if !ids.is_empty() {
            self.remember(Change { added: ids.clone(), ..Change::new(Act::Imported) });
        }
        Ok(Imported { added: ids, present })
    }
}
