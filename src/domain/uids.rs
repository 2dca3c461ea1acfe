//! The uids of entries that have none of their own: those from before there were uids, and those that
//! an older program copied (`manual/file.md`).

use std::collections::{HashMap, HashSet};

use super::entry::Entry;
use super::identity::Uid;
use super::journal::Journal;
use super::window::Rules;
use super::word;

/// Makes the JSON of an entry without its id: the same bytes on every machine.
pub type Content = fn(&Entry<'_>) -> Vec<u8>;

impl Journal<'_> {
    /// Gives a uid to each entry that has none of its own. Then no uid is at two entries, and none
    /// is at an entry and at a removal.
    pub fn identify(&mut self, content: Content) {
        if !self.identity.uid.is_set() {
            let (Rules { breakup, policy, days }, recorded) = (self.rules, self.identity.recorded);
            let recorded = recorded.map(|recorded| recorded.to_string()).unwrap_or_default();
            let rules = format!("{breakup} {} {days} {recorded}", word(policy));
            self.identity.uid = Uid::of_rules(rules.as_bytes());
        }
        let mut taken = HashSet::with_capacity(self.entries.len());
        let removed = &mut self.removed;
        self.entries.retain_mut(|entry| {
            if !entry.identity.uid.is_set() || !taken.insert(entry.identity.uid) {
                entry.identity.uid = Uid::of_entry(entry.id, &content(entry));
            }
            let mark = removed.get(&entry.identity.uid).copied();
            if mark.is_some_and(|mark| mark.burnt) {
                return false;
            }
            if let Some(mark) = mark {
                // An older program brought it back without a word.
                removed.remove(&mark.uid);
                entry.identity.changed =
                    Some(mark.at.after(entry.identity.changed.max(Some(mark.at))));
            }
            true
        });
        let mut were = self.undo.iter().flat_map(|change| &change.was);
        if were.all(|was| was.identity.uid.is_set()) {
            return;
        }
        let mut uids: HashMap<u64, Uid> =
            self.entries.iter().map(|entry| (entry.id, entry.identity.uid)).collect();
        for change in self.undo.iter_mut().rev() {
            for added in &change.added {
                uids.remove(added);
            }
            for was in &mut change.was {
                if !was.identity.uid.is_set() {
                    let made = || Uid::of_entry(was.id, &content(was));
                    was.identity.uid = uids.get(&was.id).copied().unwrap_or_else(made);
                }
                uids.insert(was.id, was.identity.uid);
            }
        }
    }
}
