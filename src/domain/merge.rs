//! Merges what other copies of the journal have (`import`, `manual/file.md`): of each entry the latest
//! form stands, wherever it comes from. So it does not matter in which order copies meet.

pub mod tables;

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::change::{Act, Change};
use super::entry::{Body, Entry, IDS};
use super::identity::{Identity, Removal, Uid};
use super::journal::{Burns, Journal};
use super::settling::is_of_giving_in;
use super::uids::Content;
use super::window::Rules;
use super::word;

/// What an import did.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// The ids that the new entries got, ascending.
    pub added: Vec<u64>,
    /// The ids of entries of which a later form came in.
    pub changed: Vec<u64>,
    /// The entries that were removed elsewhere.
    pub gone: Vec<Entry<'static>>,
    /// The ids of entries of which an earlier form, from another journal, did not come in.
    pub kept: Vec<u64>,
    /// The ids of entries of which a table says something else that did not come in.
    pub differing: Vec<u64>,
    /// How many entries from elsewhere were removed here.
    pub stay_removed: usize,
    /// How many entries are the same here and there.
    pub present: usize,
    /// Urges that were resisted in the end, by id, each with the contact of giving in to it.
    pub contradicted: Vec<(u64, u64)>,
    /// Whether rules came in.
    pub rules: bool,
    /// Whether the rules here are later than others, and stay.
    pub rules_kept: bool,
    /// The rules that did not.
    pub other_rules: Vec<Rules>,
    /// How many entries were burnt elsewhere.
    pub burnt: usize,
}

impl Imported {
    /// Whether nothing changed that a person sees.
    pub fn is_nothing(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.gone.is_empty() && !self.rules
    }
}

/// Why nothing can be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportProblem {
    /// This row is from before the breakup.
    BeforeBreakup(usize),
    /// This row is in the future: on this day.
    Ahead(usize, NaiveDate),
    /// This row says something else than a row of a table before it.
    Twice(usize),
    /// There are not enough ids left.
    NoIdLeft,
}

/// What is known of a uid: an entry, or that it was removed.
enum State<'e, 'a> {
    Entry(Cow<'e, Entry<'a>>),
    Removed(Removal),
}

impl State<'_, '_> {
    /// Which of two states of one uid stands: the greater. A burn stands against everything; then what
    /// was touched later, a removal against a change at the same instant, and the greater bytes.
    fn compare(&self, other: &State<'_, '_>, content: Content) -> Ordering {
        let rank = |state: &State<'_, '_>| match state {
            State::Entry(entry) => (false, entry.identity.touched(), false),
            State::Removed(mark) => (mark.burnt, Some(mark.at), true),
        };
        rank(self).cmp(&rank(other)).then_with(|| match (self, other) {
            (State::Entry(one), State::Entry(two)) => content(one).cmp(&content(two)),
            (State::Removed(one), State::Removed(two)) => {
                one.at.to_string().cmp(&two.at.to_string())
            }
            _ => Ordering::Equal,
        })
    }
}

/// An import that is under way.
struct Merge<'j, 'a> {
    journal: &'j mut Journal<'a>,
    content: Content,
    /// The ids of the entries that were here before.
    ids: HashMap<Uid, u64>,
    /// The entries that come in, still without their ids.
    new: Vec<Entry<'a>>,
    /// The ids of those that go.
    gone: HashSet<u64>,
    /// Where in `change` the entries are as they were, by id.
    touched: HashMap<u64, usize>,
    /// The ids of those that say something else now.
    changed: HashSet<u64>,
    /// The ids of those that a table has changed.
    taken: HashSet<u64>,
    change: Change<'a>,
    done: Imported,
}

impl<'a> Journal<'a> {
    /// Merges other journals, then rows of tables, as one change: all rows come in, or nothing.
    pub fn import(
        &mut self,
        others: Vec<Journal<'a>>,
        tables: tables::Tables<'a>,
        content: Content,
    ) -> Result<Imported, ImportProblem> {
        let ids = self.entries.iter().map(|entry| (entry.identity.uid, entry.id)).collect();
        let (new, gone, change) = (Vec::new(), HashSet::new(), Change::new(Act::Imported));
        let taken = HashSet::new();
        let (touched, changed, done) = (HashMap::new(), HashSet::new(), Imported::default());
        let mut merge =
            Merge { journal: self, content, ids, new, gone, touched, changed, taken, change, done };
        for other in &others {
            merge.rules(other);
        }
        for (uid, state) in latest(others, content) {
            merge.state(uid, state);
        }
        merge.tables(tables)?;
        merge.finish()
    }
}

/// What other journals say of each uid, in the order in which they first have an entry of it.
fn latest(others: Vec<Journal<'_>>, content: Content) -> Vec<(Uid, State<'_, '_>)> {
    let (mut states, mut places) = (Vec::<(Uid, State<'_, '_>)>::new(), HashMap::new());
    let others = others.into_iter().map(|other| (other.entries, other.removed));
    let (entries, removed): (Vec<_>, Vec<_>) = others.unzip();
    let entries = entries.into_iter().flatten();
    let entries = entries.map(|it| (it.identity.uid, State::Entry(Cow::Owned(it))));
    let removed = removed.into_iter().flatten().map(|(uid, mark)| (uid, State::Removed(mark)));
    for (uid, state) in entries.chain(removed) {
        let place = *places.entry(uid).or_insert(states.len());
        match states.get_mut(place) {
            None => states.push((uid, state)),
            Some((_, known)) if state.compare(known, content).is_gt() => *known = state,
            Some(_) => {}
        }
    }
    states
}

/// Urges that were resisted and still have the contact of giving in, if one of the two came in.
/// `urge --resisted` takes that contact out.
fn contradicted(journal: &Journal<'_>, done: &Imported) -> Vec<(u64, u64)> {
    let resisted = journal.entries.iter().filter(|entry| match &entry.body {
        Body::Urge(urge) => urge.resisted == Some(true),
        _ => false,
    });
    let urges: HashMap<Uid, &Entry<'_>> =
        resisted.map(|urge| (urge.identity.uid.of_giving_in(), urge)).collect();
    let pairs = journal.entries.iter().filter_map(|it| {
        let urge = urges.get(&it.identity.uid)?;
        is_of_giving_in(it, urge.identity.uid, urge.at).then_some((urge.id, it.id))
    });
    let came = |id: &u64| done.added.binary_search(id).is_ok() || done.changed.contains(id);
    pairs.filter(|(urge, contact)| came(urge) || came(contact)).collect()
}

impl<'a> Merge<'_, 'a> {
    /// Takes the rules of a journal that began as this one, if they were changed later.
    fn rules(&mut self, other: &Journal<'a>) {
        let Journal { rules, identity, .. } = &mut *self.journal;
        let bytes =
            |Rules { breakup, policy, days }: &Rules| format!("{breakup} {} {days}", word(*policy));
        let rank = |Identity { changed, .. }: &Identity, rules| {
            (*changed, bytes(rules), changed.map(|at| at.to_string()))
        };
        if identity.uid == other.identity.uid
            && rank(&other.identity, &other.rules) > rank(identity, rules)
        {
            if self.change.rules.is_none() {
                (self.change.rules, self.change.changed) = (Some(*rules), identity.changed);
            }
            (*rules, identity.changed) = (other.rules, other.identity.changed);
        }
        if identity.uid != other.identity.uid {
            self.done.other_rules.push(other.rules);
        } else if *rules != other.rules {
            self.done.rules_kept = true;
        }
    }

    /// Merges what is known of a uid elsewhere with what is known here.
    fn state(&mut self, uid: Uid, theirs: State<'_, 'a>) {
        let entry = self.ids.get(&uid).and_then(|id| self.journal.entry(*id));
        let removed = self.journal.removed.get(&uid).copied();
        let ours = entry.map(|entry| State::Entry(Cow::Borrowed(entry)));
        let ours = ours.or(removed.map(State::Removed));
        let order = ours.map_or(Ordering::Greater, |ours| theirs.compare(&ours, self.content));
        match (order, theirs) {
            (Ordering::Equal, State::Entry(_)) => self.done.present += 1,
            (Ordering::Less, State::Entry(theirs)) => match entry {
                Some(ours) if ours.says_as(&theirs) => self.done.present += 1,
                Some(ours) => self.done.kept.push(ours.id),
                None => self.done.stay_removed += 1,
            },
            (Ordering::Greater, State::Entry(theirs)) => self.take(Cow::into_owned(theirs)),
            (Ordering::Greater, State::Removed(mark)) => self.take_removal(mark),
            (_, State::Removed(_)) => {}
        }
    }

    /// Takes an entry: a later form of one here, or a new one.
    fn take(&mut self, theirs: Entry<'a>) {
        let uid = theirs.identity.uid;
        let Some(&id) = self.ids.get(&uid) else {
            self.change.removed.extend(self.journal.removed.remove(&uid));
            self.new.push(theirs);
            return;
        };
        if let Ok(place) = self.journal.position(id) {
            let ours = &mut self.journal.entries[place];
            let is_changed = !ours.says_as(&theirs);
            self.done.present += usize::from(!is_changed);
            let was = std::mem::replace(ours, Entry { id, ..theirs });
            self.remember(was, is_changed);
        }
    }

    fn take_removal(&mut self, mark: Removal) {
        if let Some(&id) = self.ids.get(&mark.uid) {
            self.gone.insert(id);
        } else {
            self.change.marked.push(mark.uid);
        }
        let before = self.journal.removed.insert(mark.uid, mark);
        self.change.removed.extend(before);
        if mark.burnt && before.is_none_or(|before| !before.burnt) {
            self.done.burnt += 1;
        }
    }

    /// Keeps an entry as it was before this import, for `undo`.
    fn remember(&mut self, was: Entry<'a>, is_changed: bool) {
        if is_changed && self.changed.insert(was.id) {
            self.done.changed.push(was.id);
        }
        self.touched.entry(was.id).or_insert_with(|| {
            self.change.was.push(was);
            self.change.was.len() - 1
        });
    }

    /// Numbers what came in, takes out what went, and adds the change to the undo list.
    fn finish(self) -> Result<Imported, ImportProblem> {
        let Self { journal, new, gone, mut change, mut done, .. } = self;
        let first = journal.next_id().ok_or(ImportProblem::NoIdLeft)?;
        let gone: Vec<_> = journal.entries.extract_if(.., |it| gone.contains(&it.id)).collect();
        done.gone = gone.iter().cloned().map(Entry::into_owned).collect();
        change.was.extend(gone);
        done.added = (first..).take(new.len()).collect();
        if done.added.last().is_some_and(|last| !IDS.contains(last)) {
            return Err(ImportProblem::NoIdLeft);
        }
        journal.entries.extend((first..).zip(new).map(|(id, entry)| Entry { id, ..entry }));
        done.rules = change.rules.is_some_and(|were| were != journal.rules);
        done.differing.sort_unstable();
        done.differing.dedup();
        done.contradicted = contradicted(journal, &done);
        done.other_rules.retain(|rules| *rules != journal.rules);
        done.other_rules.dedup();
        change.added.clone_from(&done.added);
        if !done.is_nothing() {
            journal.remember(change);
        }
        if done.burnt > 0 {
            journal.undo.clear();
            journal.burns = Burns::Copies;
        }
        Ok(done)
    }
}
