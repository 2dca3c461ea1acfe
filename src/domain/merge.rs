//! Two journals made one (SPEC section 5, `import`): what was recorded on either side stays, and
//! nothing comes in twice.

use std::collections::HashMap;

use super::change::Change;
use super::entry::{Body, Entry, IDS, UnknownFields};
use super::journal::Journal;
use super::moment::Moment;

/// What an import did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The ids under which entries came in, ascending.
    pub added: Vec<u64>,
    /// How many were there already.
    pub present: usize,
}

/// Why nothing can come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportProblem {
    /// The earliest entry, at this place counted from 0, is of a day before the breakup.
    BeforeBreakup(usize),
    /// The highest id is taken.
    NoIdLeft,
}

/// All of an entry but its id.
type Content<'e> = (Moment, &'e Body<'e>, &'e UnknownFields<'e>);

fn content<'e>(entry: &'e Entry<'_>) -> Content<'e> {
    (entry.at, &entry.body, &entry.unknown)
}

impl<'a> Journal<'a> {
    /// Takes in `theirs`, in their order, under the ids that follow the newest. An entry that is
    /// here already, all but `id` equal, is not taken in; one here stands for one of theirs. Rules
    /// and ids of this side stay. Where one entry cannot come in, none does.
    pub fn import(&mut self, theirs: Vec<Entry<'a>>) -> Result<Imported, ImportProblem> {
        let days = theirs.iter().map(|entry| entry.at.day()).enumerate();
        if let Some((place, day)) = days.min_by_key(|&(_, day)| day)
            && day < self.rules.breakup
        {
            return Err(ImportProblem::BeforeBreakup(place));
        }
        let new = are_new(&theirs, &self.entries);
        let present = new.iter().filter(|new| !**new).count();
        let first = self.entries.last().map_or(IDS.start, |last| last.id + 1);
        let coming = theirs.into_iter().zip(new).filter(|(_, new)| *new).map(|(entry, _)| entry);
        let coming: Vec<_> =
            (first..).zip(coming).map(|(id, entry)| Entry { id, ..entry }).collect();
        if coming.last().is_some_and(|last| !IDS.contains(&last.id)) {
            return Err(ImportProblem::NoIdLeft);
        }
        let added: Vec<u64> = coming.iter().map(|entry| entry.id).collect();
        self.entries.extend(coming);
        if !added.is_empty() {
            self.remember(Change::imported(added.clone()));
        }
        Ok(Imported { added, present })
    }
}

/// Which of `theirs` are not among `ours`, matched one to one.
fn are_new(theirs: &[Entry<'_>], ours: &[Entry<'_>]) -> Vec<bool> {
    let mut left: HashMap<Content<'_>, usize> = HashMap::new();
    for entry in ours {
        *left.entry(content(entry)).or_default() += 1;
    }
    let mut new = Vec::with_capacity(theirs.len());
    for entry in theirs {
        let same = left.get_mut(&content(entry)).filter(|left| **left > 0);
        new.push(same.is_none());
        if let Some(left) = same {
            *left -= 1;
        }
    }
    new
}
