//! Merging as laws, on journals in memory: in whatever order copies meet, every machine ends alike,
//! with nothing twice, nothing lost and nothing back.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use chrono::{DateTime, FixedOffset, TimeDelta};
use nocontact::domain::change::Act;
use nocontact::domain::entry::{Body, Entry, Goal, Urge};
use nocontact::domain::identity::{Stamp, Stamper, Uid};
use nocontact::domain::journal::Journal;
use nocontact::domain::merge::tables::Tables;
use nocontact::domain::window::Rules;
use nocontact::store::format::{content, csv, decode, encode};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::random;
use crate::world::{NOW, random as bits};

/// How many machines there are. Their clocks disagree by up to hours.
const MACHINES: usize = 3;

/// What happens on a machine. The indices are taken modulo what is there.
#[derive(Clone, Debug)]
enum Step {
    Record(Body<'static>),
    Edit(usize, Body<'static>),
    Settle(usize, bool),
    Remove(usize),
    Burn(usize),
    Amend(u32),
    Undo,
    /// A copy of another machine's journal, as it is or as it was a step before, or both.
    Import(usize, u8),
    /// A table of another machine, with or without what it changed.
    Table(usize, bool),
}

fn body() -> impl Strategy<Value = Body<'static>> {
    let goal = Body::Goal(Goal { text: "run".into(), done: None });
    let contact = random::contact().prop_map(Body::Contact);
    prop_oneof![4 => contact, 3 => Just(Body::Urge(Urge::default())), 1 => Just(goal), 1 => Just(Body::Restart)]
}

fn step() -> impl Strategy<Value = Step> {
    let nth = || 0..6_usize;
    prop_oneof![
        5 => body().prop_map(Step::Record),
        4 => (nth(), body()).prop_map(|(nth, body)| Step::Edit(nth, body)),
        4 => (nth(), any::<bool>()).prop_map(|(nth, resisted)| Step::Settle(nth, resisted)),
        3 => nth().prop_map(Step::Remove),
        1 => nth().prop_map(Step::Burn),
        1 => (1..9_u32).prop_map(Step::Amend),
        4 => Just(Step::Undo),
        3 => (0..MACHINES, 0..3_u8).prop_map(|(other, which)| Step::Import(other, which)),
        1 => (0..MACHINES, any::<bool>()).prop_map(|(other, take)| Step::Table(other, take)),
    ]
}

fn start() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(NOW).unwrap()
}

/// What `import` reads of a journal: it passes through bytes, as between two machines.
fn read(bytes: &[u8]) -> Journal<'_> {
    let mut journal = decode(bytes).unwrap();
    journal.identify(content);
    journal
}

fn import(journal: &mut Journal<'static>, others: &[&[u8]], rows: Vec<Entry<'static>>, take: bool) {
    let owned = |bytes: &&[u8]| {
        let other = read(bytes);
        Journal {
            identity: other.identity,
            entries: other.entries.into_iter().map(Entry::into_owned).collect(),
            removed: other.removed,
            ..Journal::new(other.rules)
        }
    };
    let now = start() + TimeDelta::days(60);
    let rows = Tables { tables: vec![rows], take_changes: take, now };
    journal.import(others.iter().map(owned).collect(), rows, content).unwrap();
}

/// A machine: its journal, that as it was a step before, and what its clock says too much.
struct Machine {
    journal: Journal<'static>,
    before: Vec<u8>,
    ahead: TimeDelta,
}

impl Machine {
    fn bytes(&self) -> Vec<u8> {
        encode(&self.journal).unwrap()
    }

    /// Does what can be done here. What `step` brings from elsewhere is in `other`.
    fn follow(&mut self, step: Step, now: DateTime<FixedOffset>, other: &(Vec<u8>, Vec<u8>)) {
        self.before = self.bytes();
        let at = nocontact::domain::moment::Moment::Instant(start());
        let journal = &mut self.journal;
        journal.stamper = Some(Stamper { now: Stamp::new(now + self.ahead), random: bits });
        let nth = |nth: usize| {
            let entries = &journal.entries;
            (!entries.is_empty()).then(|| entries[nth % entries.len()].clone())
        };
        match step {
            Step::Record(body) => drop(journal.record(at, body)),
            Step::Edit(place, body) => {
                let entry = nth(place).map(|entry| Entry { body, ..entry });
                entry.map(|entry| journal.replace(entry, Act::Edited));
            }
            Step::Settle(place, resisted) => {
                nth(place).map(|entry| journal.settle_urge(entry.id, resisted));
            }
            Step::Remove(place) => drop(nth(place).map(|entry| journal.remove(&[entry.id]))),
            Step::Burn(place) => drop(nth(place).map(|entry| journal.burn(entry.identity))),
            Step::Amend(days) => {
                let rules = Rules { days, ..journal.rules };
                journal.amend(rules).unwrap();
            }
            Step::Undo => drop(journal.undo()),
            Step::Import(_, 0) => import(journal, &[&other.0], Vec::new(), false),
            Step::Import(_, 1) => import(journal, &[&other.1], Vec::new(), false),
            Step::Import(..) => import(journal, &[&other.0, &other.1], Vec::new(), false),
            Step::Table(_, take) => {
                let table = csv::write(&read(&other.0).assessed()).unwrap();
                let rows = csv::read(&table, &HashMap::new()).unwrap();
                import(journal, &[], rows.into_iter().map(|(_, row)| row).collect(), take);
            }
        }
    }
}

/// What a merge decides: of each uid its latest form or its removal, and the rules.
fn state(journal: &Journal<'_>) -> (BTreeMap<Uid, String>, String) {
    let entry = |it: &Entry<'_>| (it.identity.uid, String::from_utf8(content(it)).unwrap());
    let mut all: BTreeMap<_, _> = journal.entries.iter().map(entry).collect();
    assert_eq!(all.len(), journal.entries.len(), "a uid is there twice");
    for (uid, mark) in &journal.removed {
        let before = all.insert(*uid, format!("removed {} {}", mark.at, mark.burnt));
        assert_eq!(before, None, "a uid is here and removed");
    }
    (all, format!("{:?} {:?}", journal.rules, journal.identity.changed.map(|at| at.to_string())))
}

/// The bytes of a journal that has merged these, one after another.
fn merged(into: &[u8], others: &[&[u8]]) -> Vec<u8> {
    let mut bytes = into.to_vec();
    for other in others {
        let journal = read(&bytes);
        let mut owned = Journal {
            identity: journal.identity,
            entries: journal.entries.into_iter().map(Entry::into_owned).collect(),
            removed: journal.removed,
            ..Journal::new(journal.rules)
        };
        import(&mut owned, &[other], Vec::new(), false);
        owned.undo.clear();
        bytes = encode(&owned).unwrap();
    }
    bytes
}

proptest! {
    #![proptest_config(random::config(1000))]

    #[test]
    fn in_whatever_order_copies_meet_they_end_alike(
        journal in random::journal(20, 4),
        steps in vec((0..MACHINES, 0..2_i64, step()), 1..40),
        ahead in vec(prop_oneof![3 => Just(0), 1 => -4..5_i64], MACHINES),
        offsets in vec(-2..3_i32, MACHINES),
    ) {
        // The first journal is from before there were uids, and every machine has a copy.
        let first = encode(&journal).unwrap();
        let mut machines: Vec<_> = ahead.into_iter().zip(&offsets).map(|(hours, _)| {
            let mut journal = journal.clone();
            journal.identify(content);
            Machine { journal, before: first.clone(), ahead: TimeDelta::hours(hours) }
        }).collect();
        let mut now = start();
        let mut burnt = BTreeSet::new();
        for (at, minutes, step) in steps {
            now += TimeDelta::minutes(minutes * 7);
            let other = match step {
                Step::Import(other, _) | Step::Table(other, _) => other,
                _ => at,
            };
            let other = (machines[other].bytes(), machines[other].before.clone());
            let offset = FixedOffset::east_opt(offsets[at] * 3600).unwrap();
            machines[at].follow(step, now.with_timezone(&offset), &other);
            let gone = machines[at].journal.removed.values().filter(|mark| mark.burnt);
            burnt.extend(gone.map(|mark| mark.uid));
        }
        let files: Vec<_> = machines.iter().map(Machine::bytes).collect();
        let [a, b, c] = &files[..] else { unreachable!() };
        let of = |bytes: &[u8]| state(&read(bytes));
        let ab = merged(a, &[b]);
        prop_assert_eq!(of(&ab), of(&merged(b, &[a])), "commutative");
        prop_assert_eq!(of(&merged(&ab, &[c])), of(&merged(a, &[&merged(b, &[c])])), "associative");
        prop_assert_eq!(of(&merged(a, &[a])), of(a), "idempotent");
        prop_assert_eq!(merged(&ab, &[b, a, &ab]), ab.clone(), "merging again changes no byte");
        let all = merged(&ab, &[c]);
        let end = of(&all);
        for (uid, state) in &end.0 {
            let is_burnt = state.starts_with("removed") && state.ends_with("true");
            prop_assert_eq!(burnt.contains(uid), is_burnt, "{} {}", uid, state);
        }
        for journal in &machines {
            for uid in state(&journal.journal).0.keys() {
                prop_assert!(end.0.contains_key(uid), "{} is lost", uid);
            }
        }
        let figures = |bytes: &[u8]| {
            let journal = read(bytes);
            let said: Vec<_> = journal.assessed().into_iter().map(|(it, said)| (it.identity.uid, said)).collect();
            format!("{said:?}")
        };
        for order in [[a, c, b], [b, a, c], [c, b, a]] {
            let other = merged(order[0], &[order[1], order[2]]);
            prop_assert_eq!(figures(&other), figures(&all), "the same entries in another order");
        }
    }

    /// A copy that is imported and taken back leaves everything as it was.
    #[test]
    fn undo_of_an_import_leaves_no_trace(
        journal in random::journal(20, 4),
        steps in vec((0..2_usize, step()), 1..20),
    ) {
        let mut machines = [0, 1].map(|hours| {
            let mut journal = journal.clone();
            journal.identify(content);
            Machine { journal, before: Vec::new(), ahead: TimeDelta::hours(hours) }
        });
        for (at, step) in steps {
            if !matches!(step, Step::Import(..) | Step::Table(..)) {
                machines[at].follow(step, start(), &Default::default());
            }
        }
        let other = machines[1].bytes();
        let here = &mut machines[0].journal;
        let (before, undo) = (encode(&Journal { undo: VecDeque::new(), ..here.clone() }).unwrap(), here.undo.len());
        import(here, &[&other], Vec::new(), false);
        if here.undo.len() > undo || undo == 10 && here.undo.back().is_some_and(|last| last.act == Act::Imported) {
            here.undo();
            here.undo.clear();
            prop_assert_eq!(String::from_utf8(encode(here).unwrap()), String::from_utf8(before));
        }
    }
}
