//! Merges the rows of tables (`manual/file.md`): they have no removals and no rules, and change nothing
//! that is here unless they are asked to.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::{ImportProblem, Merge};
use crate::domain::entry::{Body, Entry};
use crate::domain::identity::{Identity, Stamp, Uid};

/// The rows of tables. They have no removals and no rules.
pub struct Tables<'a> {
    pub tables: Vec<Vec<Entry<'a>>>,
    /// Whether they replace what is here under the same uid.
    pub take_changes: bool,
    /// The present, since a row cannot be ahead of it.
    pub now: DateTime<FixedOffset>,
}

/// The day of a row, or on which it was done, if that is in the future.
fn ahead(row: &Entry<'_>, now: DateTime<FixedOffset>) -> Option<NaiveDate> {
    let done = if let Body::Goal(goal) = &row.body { goal.done } else { None };
    let at = row.at.is_after(now).then(|| row.at.day());
    at.or(done.filter(|done| *done > now.date_naive()))
}

impl<'a> Merge<'_, 'a> {
    /// Adds the rows of each table that name nothing which is, or was, here.
    pub(super) fn tables(
        &mut self,
        Tables { tables, take_changes, now }: Tables<'a>,
    ) -> Result<(), ImportProblem> {
        let new = self.new.iter().enumerate().map(|(at, entry)| (entry.identity.uid, at));
        let (mut new, journals) = (new.collect::<HashMap<_, _>>(), self.new.len());
        let mut free = self.journal.free_stamps(Stamp::new(now), &self.new);
        let mut place = 0..;
        for table in tables {
            let uids = self.uids(&table);
            for ((row, uid), place) in table.into_iter().zip(uids).zip(&mut place) {
                let Some(uid) = uid else {
                    self.done.present += 1;
                    continue;
                };
                if let Some(at) = new.get(&uid) {
                    if *at >= journals && !self.new[*at].says_as(&row) {
                        return Err(ImportProblem::Twice(place));
                    }
                    self.done.present += 1;
                    continue;
                }
                let here = self.ids.get(&uid).and_then(|id| self.journal.entry(*id));
                let was = here.and_then(|here| self.touched.get(&here.id));
                let was = was.map(|at| &self.change.was[*at]).or(here);
                let breakup = self.journal.rules.breakup;
                match here {
                    _ if self.journal.removed.contains_key(&uid) => self.done.stay_removed += 1,
                    // What a table says as it was before is no change to what comes in with it.
                    Some(here)
                        if here.says_as(&row) || was.is_some_and(|was| was.says_as(&row)) =>
                    {
                        self.done.present += 1;
                    }
                    Some(here) if !take_changes => self.done.differing.push(here.id),
                    Some(here) if self.taken.contains(&here.id) => {
                        return Err(ImportProblem::Twice(place));
                    }
                    _ if row.at.day() < breakup && was.is_none_or(|was| was.at != row.at) => {
                        return Err(ImportProblem::BeforeBreakup(place));
                    }
                    _ if let Some(day) = ahead(&row, now)
                        && was.and_then(|was| ahead(was, now)) != Some(day) =>
                    {
                        return Err(ImportProblem::Ahead(place, day));
                    }
                    Some(&Entry { id, .. }) => {
                        let was = self.journal.put(Entry { id, ..row });
                        if let Some(was) = was {
                            self.taken.insert(id);
                            self.remember(was, true);
                        }
                    }
                    None => {
                        let Identity { recorded, changed, uid: named } = row.identity;
                        // A row of no journal is recorded now.
                        let recorded = recorded.or_else(|| (!named.is_set()).then(&mut free));
                        let identity = Identity { uid, recorded, changed };
                        new.insert(uid, self.new.len());
                        self.new.push(Entry { identity, ..row });
                    }
                }
            }
        }
        Ok(())
    }

    /// The uid of each row of a table. A row without one is an entry here that says the same and that
    /// no other row names: `None`. Otherwise its uid is made of what it says, so that it is the same on
    /// every machine.
    fn uids(&self, rows: &[Entry<'a>]) -> Vec<Option<Uid>> {
        let made = |row: &Entry<'_>, nth| Uid::of_row(nth, &(self.content)(row));
        let mut named = HashSet::new();
        let mut before: HashMap<_, u64> = HashMap::new();
        for row in rows {
            let nth = before.entry((row.at, &row.body, &row.unknown)).or_default();
            *nth += 1;
            let uid = row.identity.uid;
            named.insert(if uid.is_set() { uid } else { made(row, *nth) });
        }
        let mut here: HashMap<_, usize> = HashMap::new();
        let ours = self.journal.entries.iter().filter(|it| !self.gone.contains(&it.id));
        for entry in ours.chain(&self.new) {
            if !named.contains(&entry.identity.uid) {
                *here.entry((entry.at, &entry.body, &entry.unknown)).or_default() += 1;
            }
        }
        before.clear();
        let uid = |row: &Entry<'a>, nth: &mut u64, left: Option<&mut usize>| match left {
            _ if row.identity.uid.is_set() => Some(row.identity.uid),
            Some(left) if *left > 0 => {
                *left -= 1;
                None
            }
            _ => {
                *nth += 1;
                Some(made(row, *nth))
            }
        };
        let uids = rows.iter().map(|row| {
            let says = (row.at, &row.body, &row.unknown);
            uid(row, before.entry(says).or_default(), here.get_mut(&says))
        });
        uids.collect()
    }
}
