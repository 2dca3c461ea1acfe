//! Random text that could fool a terminal, and random bytes and words.

use chrono::{DateTime, FixedOffset, NaiveDate};
use nocontact::domain::clock::{Clock, Zone};
use nocontact::domain::date_phrase;
use nocontact::domain::moment::Moment;
use nocontact::domain::text::shown;
use nocontact::store::format;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::Value;

use crate::random;
use crate::world::World;

/// Characters that are hidden, apart from the ranges below.
const HIDDEN: &str = "\u{ad}\u{61c}\u{200b}\u{200c}\u{200e}\u{200f}\u{feff}";

/// The first character that must not be drawn, by a list of the test's own.
fn forbidden(text: &str) -> Option<char> {
    let characters: Vec<char> = text.chars().collect();
    let is_picture = |at: Option<usize>| {
        let neighbor = at.and_then(|at| characters.get(at));
        neighbor.is_some_and(|it| !it.is_ascii() && !it.is_alphanumeric() && !it.is_whitespace())
    };
    characters.iter().enumerate().find_map(|(at, &character)| {
        let bad = match character {
            '\u{200d}' => !(is_picture(at.checked_sub(1)) && is_picture(Some(at + 1))),
            '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' => true,
            _ => character.is_control() || HIDDEN.contains(character),
        };
        bad.then_some(character)
    })
}

proptest! {
    #![proptest_config(random::config(2000))]

    #[test]
    fn displayed_text_holds_nothing_hidden(text in random::text()) {
        prop_assert_eq!(forbidden(&shown(&text)), None);
        if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
            prop_assert_eq!(&*shown(&text), &text);
        }
    }
}

proptest! {
    #![proptest_config(random::config(150))]

    #[test]
    fn no_output_holds_anything_hidden(journal in random::wordy_journal()) {
        let mut world = World::new();
        world.at("2027-02-01T12:00:00+01:00");
        world.write(format::encode(&journal).unwrap());
        let lines = |text: &str| text.replace('\n', "");
        let json = world.ok("history --json");
        prop_assert_eq!(forbidden(&lines(&json)), None, "{}", json);
        let shapes: Value = serde_json::from_str(&json).unwrap();
        for shape in shapes.as_array().unwrap() {
            let id = shape["id"].as_u64().unwrap();
            let body = &journal.entry(id).unwrap().body;
            prop_assert_eq!(shape["note"].as_str(), body.note());
            let whole = world.ok(&format!("show {id}"));
            prop_assert_eq!(forbidden(&lines(&whole)), None, "{}", whole);
            let one = world.ok(&format!("show {id} --json"));
            prop_assert_eq!(forbidden(&lines(&one)), None, "{}", one);
        }
        for line in ["plan", "goal", "status", "history"] {
            let out = world.ok(line);
            prop_assert_eq!(forbidden(&lines(&out)), None, "{}", out);
        }
        let human = world.ok("history");
        // There is one line for each entry, or one that says that there is none.
        prop_assert_eq!(human.lines().count(), journal.entries.len().max(1));
    }
}

/// What other programs do to a file: bytes are lost, added, changed or doubled.
fn mutated(bytes: &mut Vec<u8>, hits: &[(Index, u8, u8)]) {
    for (place, what, byte) in hits {
        if bytes.is_empty() {
            return;
        }
        let at = place.index(bytes.len());
        match what % 5 {
            0 => bytes[at] = *byte,
            1 => bytes.insert(at, *byte),
            2 => drop(bytes.remove(at)),
            3 => bytes.truncate(at),
            _ => bytes.extend_from_within(at..),
        }
    }
}

/// Words of the grammar and some that come close, in any order.
fn soup() -> impl Strategy<Value = String> {
    let words = "now today yesterday last night friday fri ago days weeks hours minutes a an two 0 \
                 3 99999999999 4294967295 700000 at 9pm 12am pm 23:10 24:00 2:3:4:5 2026-11-19 \
                 1900-01-01 9999-12-31 2026-02-30 11/19/2026 1/2 2026-11-19T23:10 t \
                 2026-11-19T23:10:00+01:00 9999-12-31T23:59:59-23:59 1900-01-01T00:00:00+23:59 - : \
                 on , . the 19th 19 nov 19.11. 19.11 11/12 5 this tonight morning midnight noon \
                 months half and few +0100 utc cet next tomorrow yesteday İ é";
    let words = select(words.split(' ').collect::<Vec<_>>());
    let soup = vec(words, 0..6).prop_map(|words| words.join(" "));
    let number =
        prop_oneof![any::<u32>(), Just(u32::MAX), (u32::MAX / 61)..(u32::MAX / 59), 0..99_u32];
    let unit = select(vec!["minutes", "hours", "days", "weeks"]);
    let ago = (number, unit).prop_map(|(number, unit)| format!("{number} {unit} ago"));
    prop_oneof![3 => soup, 1 => ago]
}

fn clocks() -> impl Strategy<Value = Clock> {
    let first = ["1900-01-01T00:00:00+00:00", "1900-01-01T00:00:00+23:59"];
    let now = ["2026-11-22T21:05:00+01:00", "9999-12-31T23:59:59.999999999-23:59"];
    let now = select([first, now].concat());
    now.prop_map(|text| {
        let now: DateTime<FixedOffset> = DateTime::parse_from_rfc3339(text).unwrap();
        Clock::new(now.to_utc(), Zone::Fixed(*now.offset())).unwrap()
    })
}

proptest! {
    #![proptest_config(random::config(3000))]

    #[test]
    fn no_bytes_make_the_reader_of_files_panic(bytes in vec(any::<u8>(), 0..200)) {
        let _ = format::decode(&bytes);
    }

    #[test]
    fn no_words_make_the_reader_of_dates_panic(
        text in prop_oneof![any::<String>(), soup()],
        clock in clocks(),
    ) {
        let _ = Moment::parse(&text);
        let words: Vec<String> = text.split(' ').map(str::to_owned).collect();
        let _ = date_phrase::leading(&words, &clock);
        match date_phrase::read(&text, &clock) {
            Ok(moment) => {
                prop_assert!(!moment.is_after(clock.now));
                prop_assert!(moment.day() >= NaiveDate::from_ymd_opt(1900, 1, 1).unwrap());
                prop_assert_eq!(Moment::parse(&moment.to_string()), Some(moment));
            }
            Err(problem) => {
                prop_assert_eq!(forbidden(&problem.what), None);
                prop_assert_eq!(forbidden(&problem.hint), None);
                for text in problem.instead {
                    prop_assert_eq!(forbidden(&text), None);
                    prop_assert!(date_phrase::read(&text, &clock).is_ok(), "{text}");
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(random::config(1500))]

    #[test]
    fn no_damage_makes_the_reader_of_files_panic(
        journal in random::full_journal(),
        hits in vec((any::<Index>(), any::<u8>(), any::<u8>()), 0..4),
    ) {
        let mut bytes = format::encode(&journal).unwrap();
        mutated(&mut bytes, &hits);
        if let Ok(read) = format::decode(&bytes) {
            let now = DateTime::parse_from_rfc3339("2026-11-22T21:05:00+01:00").unwrap();
            let summary = read.summary(&Clock { now, zone: Zone::Fixed(*now.offset()) });
            prop_assert!(summary.apart.longest >= summary.apart.days);
            // Whatever can be read can be written, and stays the same.
            let again = format::encode(&read).unwrap();
            let reread = format::decode(&again).unwrap();
            prop_assert_eq!(format::encode(&reread).unwrap(), again);
        }
    }
}
