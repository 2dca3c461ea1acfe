//! Random moments, contacts, journals and texts, close enough together to affect each other.

use std::fmt::Debug;

use chrono::{Days, FixedOffset, NaiveDate, NaiveTime, TimeZone};
use clap::ValueEnum;
use nocontact::domain::contact::{By, Channel, Contact, Necessity, Reply, Stop, Why};
use nocontact::domain::entry::{Body, Entry, Goal, Letter, Plan, Reflection, UnknownFields, Urge};
use nocontact::domain::journal::Journal;
use nocontact::domain::moment::Moment;
use nocontact::domain::readiness::Answers;
use nocontact::domain::text::plain_json;
use nocontact::domain::window::{Policy, Rules};
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;
use serde::Serialize;
use serde_json::{Value, json};

/// Runs this many cases, or as many as `PROPTEST_CASES` says, and writes no file about a failure.
pub(crate) fn config(cases: u32) -> ProptestConfig {
    let usual = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    // What proptest runs when the variable is not set.
    if usual.cases == 256 { ProptestConfig { cases, ..usual } } else { usual }
}

pub(crate) fn variant<T: ValueEnum + Debug + 'static>() -> impl Strategy<Value = T> {
    select(T::value_variants())
}

/// The breakup of every random journal.
pub(crate) fn breakup() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 1).unwrap()
}

/// A policy, and a length that is often short enough to see the end of the window.
pub(crate) fn rules() -> impl Strategy<Value = Rules> {
    let days = prop_oneof![3 => 1..8_u32, 1 => Just(30_u32)];
    (variant::<Policy>(), days).prop_map(|(policy, days)| Rules {
        breakup: breakup(),
        policy,
        days,
    })
}

/// An instant or a day in the `span` days after the breakup. With few hours to choose from, some
/// instants are exactly a day apart. There are three offsets.
pub(crate) fn moment(span: u64) -> impl Strategy<Value = Moment> {
    let seconds = select(vec![0_u32, 1, 35_999, 36_000, 50_000, 79_200, 86_399]);
    let offset = prop_oneof![6 => Just(1), 1 => Just(9), 1 => Just(-8)];
    (0..span, weighted(0.75, (seconds, offset))).prop_map(|(days, time)| {
        let day = breakup() + Days::new(days);
        time.map_or(Moment::Day(day), |(seconds, hours)| {
            let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0).unwrap();
            let offset = FixedOffset::east_opt(hours * 3600).unwrap();
            Moment::Instant(offset.from_local_datetime(&day.and_time(time)).unwrap())
        })
    })
}

/// A contact without words, with any combination of facts that can be recorded.
pub(crate) fn contact() -> impl Strategy<Value = Contact<'static>> {
    (
        prop_oneof![3 => Just(By::Me), 1 => Just(By::Them), 1 => Just(By::Chance)],
        variant::<Channel>(),
        weighted(0.4, variant::<Why>()),
        weighted(0.4, variant::<Reply>()),
        weighted(0.2, variant::<Necessity>()),
        prop_oneof![4 => Just(1_u32), 1 => 2..4_u32],
        // Seldom, since after the first one every window is open.
        prop::bool::weighted(0.04),
    )
        .prop_map(|(by, channel, why, reply, necessary, times, stop)| {
            let by = if channel == Channel::Lurk { By::Me } else { by };
            let stop = Stop(stop && channel != Channel::Lurk);
            Contact { by, channel, why, reply, necessary, stop, times, ..Contact::default() }
        })
}

/// An entry other than a contact, with few words or none.
fn other() -> impl Strategy<Value = Body<'static>> {
    let urge = any::<Option<bool>>().prop_map(|resisted| {
        Body::Urge(Urge { resisted, triggers: vec!["wine".into()], note: None })
    });
    let letter = select(vec!["", "dear you", "no\n more  "])
        .prop_map(|text| Body::Letter(Letter { title: None, text: text.into() }));
    let goal = weighted(0.5, 0..40_u64).prop_map(|done| {
        let done = done.map(|days| breakup() + Days::new(days));
        Body::Goal(Goal { text: "run".into(), done })
    });
    let plan = Just(Body::Plan(Plan { text: "if late, then sleep".into() }));
    // Usually one or two answers away from the calm step.
    let calm = [true, true, false, true, true, false, false];
    let reflection = prop::collection::vec(0..calm.len(), 0..2).prop_map(move |wrong| {
        let mut answers = calm;
        for at in wrong {
            answers[at] = !answers[at];
        }
        Body::Reflection(Reflection { answers: Answers(answers) })
    });
    prop_oneof![3 => urge, 1 => letter, 1 => goal, 1 => plan, 2 => reflection]
}

/// Contacts and some other entries in the `span` days after the breakup, in any order.
pub(crate) fn journal(span: u64, most: usize) -> impl Strategy<Value = Journal<'static>> {
    let contact = contact().prop_map(Body::Contact);
    let body = prop_oneof![8 => contact, 1 => Just(Body::Restart), 4 => other()];
    let entries = prop::collection::vec((moment(span), body), 0..=most);
    (rules(), entries).prop_map(|(rules, entries)| {
        let mut journal = Journal::new(rules);
        for (id, (at, body)) in (1..).zip(entries) {
            journal.entries.push(Entry::new(id, at, body));
        }
        journal
    })
}

/// Text that mixes forbidden characters with those that look like them. It has no NUL.
pub(crate) fn text() -> impl Strategy<Value = String> {
    let pieces = "a|Z| |é|你|\"|\\|=1|+|-|@|'|,|;|; |\n|\t|\r|\u{1b}[2J|\u{7f}|\u{9b}|\
                 \u{ad}|\u{200b}|\u{200d}|\u{200e}|\u{202e}|\u{2028}|\u{2066}|\u{2069}|\
                 \u{61c}|\u{feff}|👩|👧|❤|\u{fe0f}|👍🏽|🏴|\u{e0067}|\u{e007f}|\u{301}";
    let piece = select(pieces.split('|').collect::<Vec<_>>());
    let soup = prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat());
    prop_oneof![2 => soup, 1 => any::<String>().prop_map(|text| text.replace('\0', ""))]
}

/// An entry of any kind, with words.
fn wordy() -> impl Strategy<Value = (Moment, Body<'static>)> {
    let words = || (prop::collection::vec(text(), 0..3), weighted(0.5, text()));
    let contact = (contact(), words()).prop_map(|(mut contact, (triggers, note))| {
        contact.triggers = triggers.into_iter().map(Into::into).collect();
        contact.note = note.map(Into::into);
        Body::Contact(contact)
    });
    let urge = (any::<Option<bool>>(), words()).prop_map(|(resisted, (triggers, note))| {
        let triggers = triggers.into_iter().map(Into::into).collect();
        Body::Urge(Urge { resisted, triggers, note: note.map(Into::into) })
    });
    let letter = (weighted(0.5, text()), text()).prop_map(|(title, text)| {
        Body::Letter(Letter { title: title.map(Into::into), text: text.into() })
    });
    let goal = (text(), weighted(0.5, 0..60_u64)).prop_map(|(text, done)| {
        let done = done.map(|days| breakup() + Days::new(days));
        Body::Goal(Goal { text: text.into(), done })
    });
    let plan = text().prop_map(|text| Body::Plan(Plan { text: text.into() }));
    let reflection = any::<[bool; 7]>()
        .prop_map(|answers| Body::Reflection(Reflection { answers: Answers(answers) }));
    let others = prop_oneof![letter, goal, plan, reflection, Just(Body::Restart)];
    (moment(60), prop_oneof![4 => contact, 2 => urge, 4 => others])
}

/// A journal with words wherever there can be any.
pub(crate) fn wordy_journal() -> impl Strategy<Value = Journal<'static>> {
    (rules(), prop::collection::vec(wordy(), 0..8)).prop_map(|(rules, entries)| {
        let mut journal = Journal::new(rules);
        for (at, body) in entries {
            journal.record(at, body);
        }
        journal
    })
}

/// Fields whose names no version has, with values of every shape.
fn unknown() -> impl Strategy<Value = UnknownFields<'static>> {
    let name = (text(), 0..1000_u32).prop_map(|(text, number)| format!("x{number}{text}"));
    let value = prop_oneof![
        select(vec!["null", "1e400", "-0", "18446744073709551616", "[ 1,  {\"a\": [] } ]", "\"\""])
            .prop_map(str::to_owned),
        text().prop_map(|text| plain_json(&Value::from(text).to_string()).into_owned()),
    ];
    let fields = prop::collection::btree_map(name, value, 0..3);
    fields.prop_map(|fields| {
        fields.into_iter().map(|(name, raw)| (name.into(), raw.into())).collect()
    })
}

/// A journal with every kind of entry, unknown fields everywhere, and an undo list.
pub(crate) fn full_journal() -> impl Strategy<Value = Journal<'static>> {
    let in_entries = prop::collection::vec(unknown(), 8);
    (wordy_journal(), in_entries, unknown()).prop_map(|(mut journal, in_entries, at_the_top)| {
        for (entry, unknown) in journal.entries.iter_mut().zip(in_entries) {
            entry.unknown = unknown;
        }
        journal.unknown = at_the_top;
        if let Some(first) = journal.entries.first().map(|entry| entry.id) {
            journal.remove(&[first]).unwrap();
        }
        journal
    })
}

/// The options with which `log` records the contact.
pub(crate) fn options(contact: &Contact<'_>, at: Option<Moment>) -> String {
    fn option<T: Serialize>(name: &str, value: Option<T>) -> String {
        value.map_or_else(String::new, |value| {
            format!(" --{name} {}", json!(value).as_str().unwrap())
        })
    }
    let channel = contact.channel.to_possible_value().unwrap();
    let at = at.map_or_else(String::new, |at| format!(" --at {at}"));
    [
        channel.get_name().to_owned(),
        option("by", Some(contact.by)),
        option("why", contact.why),
        option("reply", contact.reply),
        option("necessary", contact.necessary),
        format!(" --times {}", contact.times),
        if contact.stop.0 { " --stop".to_owned() } else { String::new() },
        at,
    ]
    .concat()
}
