//! What is true for every journal: it is written and read as a whole, and its order does not
//! matter.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, TimeDelta};
use nocontact::domain::change;
use nocontact::domain::clock::{Clock, Zone};
use nocontact::domain::contact::Contact;
use nocontact::domain::date_phrase;
use nocontact::domain::entry::{Body, Entry};
use nocontact::domain::identity::Identity;
use nocontact::domain::journal::Journal;
use nocontact::domain::moment::Moment;
use nocontact::domain::window::Rules;
use nocontact::store::format;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::random;

mod dates;

/// The journal as it is written, without its undo list and without what is for other machines.
fn written(journal: &Journal<'_>) -> String {
    let mut journal = journal.clone();
    journal.undo.clear();
    journal.removed.clear();
    journal.identity = Identity::default();
    for entry in &mut journal.entries {
        entry.identity = Identity::default();
    }
    String::from_utf8(format::encode(&journal).unwrap()).unwrap()
}

proptest! {
    #![proptest_config(random::config(500))]

    #[test]
    fn a_journal_that_is_written_is_read_back_whole(journal in random::full_journal()) {
        let mut journal = journal;
        journal.identify(format::content);
        let bytes = format::encode(&journal).unwrap();
        let read = format::decode(&bytes).unwrap();
        prop_assert_eq!(read.rules, journal.rules);
        prop_assert_eq!(&read.unknown, &journal.unknown);
        prop_assert_eq!(read.undo.len(), journal.undo.len());
        prop_assert_eq!(read.entries.len(), journal.entries.len());
        for (read, entry) in read.entries.iter().zip(&journal.entries) {
            prop_assert_eq!((read.id, read.at), (entry.id, entry.at));
            prop_assert_eq!(&read.body, &entry.body);
            prop_assert_eq!(&read.unknown, &entry.unknown);
        }
        prop_assert_eq!(format::encode(&read).unwrap(), bytes);
    }
}

/// One change. Where it does not apply, nothing changes.
#[derive(Clone, Debug)]
enum Act {
    Log(Moment, Contact<'static>),
    Edit(Index, Moment, Contact<'static>),
    Remove(Index),
    /// Marks an urge as resisted or not, or a goal as done or open.
    Settle(Index, Moment, bool),
    Restart(Moment),
    Amend(Rules, u64),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        3 => (random::moment(40), random::contact()).prop_map(|(at, it)| Act::Log(at, it)),
        2 => (any::<Index>(), random::moment(40), random::contact())
            .prop_map(|(which, at, it)| Act::Edit(which, at, it)),
        2 => any::<Index>().prop_map(Act::Remove),
        2 => (any::<Index>(), random::moment(40), any::<bool>())
            .prop_map(|(which, at, well)| Act::Settle(which, at, well)),
        1 => random::moment(40).prop_map(Act::Restart),
        1 => (random::rules(), 0..9_u64).prop_map(|(rules, back)| Act::Amend(rules, back)),
    ]
}

/// Applies a change. Returns whether the journal changed.
fn apply(journal: &mut Journal<'static>, act: &Act) -> bool {
    let pick = |journal: &Journal<'static>, which: &Index| {
        let entries = &journal.entries;
        (!entries.is_empty()).then(|| which.get(entries).clone())
    };
    match act.clone() {
        Act::Log(at, contact) => journal.record(at, Body::Contact(contact)).is_some(),
        Act::Restart(at) => journal.record(at, Body::Restart).is_some(),
        Act::Edit(which, at, contact) => pick(journal, &which).is_some_and(|mut entry| {
            entry.at = at;
            if let Body::Contact(body) = &mut entry.body {
                *body = contact;
            }
            journal.replace(entry, change::Act::Edited)
        }),
        Act::Settle(which, at, well) => pick(journal, &which).is_some_and(|mut entry| {
            match &mut entry.body {
                Body::Urge(urge) => urge.resisted = Some(well),
                Body::Goal(goal) => goal.done = well.then(|| at.day()),
                _ => return false,
            }
            journal.replace(entry, change::Act::Settled)
        }),
        Act::Remove(which) => {
            pick(journal, &which).is_some_and(|entry| journal.remove(&[entry.id]).is_ok())
        }
        Act::Amend(rules, back) => {
            let breakup = rules.breakup - Days::new(back);
            journal.amend(Rules { breakup, ..rules }).unwrap_or(false)
        }
    }
}

proptest! {
    #![proptest_config(random::config(300))]

    /// Each change passes through bytes, as it does between two runs.
    #[test]
    fn ten_changes_of_any_kind_are_taken_back_one_by_one(
        journal in random::full_journal(),
        acts in vec(act(), 1..20),
    ) {
        let mut journal = journal;
        journal.undo.clear();
        journal.identify(format::content);
        let mut before = Vec::new();
        for act in &acts {
            let was = written(&journal);
            if apply(&mut journal, act) {
                before.push(was);
            } else {
                prop_assert_eq!(written(&journal), was, "{:?} changed nothing", act);
            }
        }
        let last_ten = before.len().saturating_sub(10);
        for was in before.drain(..).skip(last_ten).rev() {
            let bytes = format::encode(&journal).unwrap();
            let mut read = format::decode(&bytes).unwrap();
            prop_assert!(read.undo().is_some());
            prop_assert_eq!(written(&read), was);
            journal.undo();
        }
        prop_assert!(journal.undo().is_none());
    }
}

proptest! {
    #![proptest_config(random::config(1000))]

    #[test]
    fn the_days_without_contact_never_shrink_as_time_passes(
        journal in random::journal(30, 12),
        hours in vec(-60..1500_i64, 2..8),
    ) {
        let first = DateTime::parse_from_rfc3339("2026-11-01T00:00:00+01:00").unwrap();
        let mut hours = hours;
        hours.sort_unstable();
        let (mut days, mut longest) = (0, 0);
        for hours in hours {
            let now = first + TimeDelta::hours(hours);
            let summary = journal.summary(&Clock { now, zone: Zone::Fixed(*now.offset()) });
            prop_assert!(summary.apart.days >= days);
            prop_assert!(summary.apart.longest >= summary.apart.days.max(longest));
            let since = (now.date_naive() - summary.apart.since).num_days();
            prop_assert_eq!(i64::from(summary.apart.days), since.max(0));
            (days, longest) = (summary.apart.days, summary.apart.longest);
        }
    }

    /// What is worked out separately, to save time, agrees with the whole.
    #[test]
    fn a_short_way_says_the_same_as_the_whole(journal in random::journal(20, 24)) {
        let now = DateTime::parse_from_rfc3339("2026-11-12T18:00:00+01:00").unwrap();
        let clock = Clock { now, zone: Zone::Fixed(*now.offset()) };
        let whole = journal.assessed();
        let verdicts: Vec<_> = whole.iter().map(|(entry, told)| {
            (entry.id, told.judgement.map(|judgement| judgement.verdict))
        }).collect();
        let judged = journal.judged().into_iter().map(|(entry, verdict)| (entry.id, verdict));
        prop_assert_eq!(judged.collect::<Vec<_>>(), verdicts);
        let alone = format!("{:?}", journal.summary(&clock));
        for (entry, told) in &whole {
            let (summary, also) = journal.summary_with(&clock, Some(entry.id));
            prop_assert_eq!(also, Some(*told));
            prop_assert_eq!(format!("{summary:?}"), &alone[..]);
        }
        prop_assert_eq!(journal.summary(&clock).newest, journal.newest());
    }

    #[test]
    fn entries_are_in_chronological_order_and_ties_in_order_of_recording(
        journal in random::journal(4, 40),
    ) {
        let found = journal.chronological();
        prop_assert_eq!(found.len(), journal.entries.len());
        for pair in found.windows(2) {
            let key = |entry: &Entry<'_>| (entry.at.order(), entry.id);
            prop_assert!(key(pair[0]) < key(pair[1]));
        }
    }

    #[test]
    fn two_moments_compare_as_their_keys(one in random::moment(3), two in random::moment(3)) {
        prop_assert_eq!(one.compare(two), one.order().cmp(&two.order()));
    }

    #[test]
    fn the_order_of_recording_changes_no_verdict(
        journal in random::journal(20, 12),
        shuffle in any::<prop::sample::Selector>(),
    ) {
        let mut entries = BTreeMap::new();
        for entry in journal.entries.iter().cloned() {
            entries.insert(entry.at.order(), entry);
        }
        let said = |journal: &Journal<'_>| -> BTreeMap<String, String> {
            let told = journal.assessed().into_iter();
            told.map(|(entry, told)| (entry.at.to_string(), format!("{told:?}"))).collect()
        };
        let mut ordered = Journal::new(journal.rules);
        for entry in entries.values() {
            ordered.record(entry.at, entry.body.clone());
        }
        let mut shuffled = Journal::new(journal.rules);
        let mut rest: Vec<_> = entries.into_values().collect();
        while !rest.is_empty() {
            let next = shuffle.select(0..rest.len());
            let entry = rest.swap_remove(next);
            shuffled.record(entry.at, entry.body);
        }
        prop_assert_eq!(said(&ordered), said(&shuffled));
    }
}
