//! `calendar`: the months that it shows, how wide it is, and one mark for each day. Its pictures are
//! in `messages/calendar.txt`.

use std::collections::BTreeMap;

use nocontact::store::format;
use proptest::prelude::*;
use serde_json::json;

use crate::random;
use crate::world::World;

/// A journal with a day of each mark, in the window from 1 November to 1 December.
fn with_marks() -> World {
    let world = World::new();
    world.write(
        r#"{"version":1,"breakup":"2026-11-01","entries":[
            {"id":1,"kind":"contact","at":"2026-11-03","channel":"text"},
            {"id":2,"kind":"urge","at":"2026-11-03"},
            {"id":3,"kind":"contact","at":"2026-11-05","by":"them","reply":"conversation"},
            {"id":4,"kind":"contact","at":"2026-11-07","channel":"lurk","times":3},
            {"id":5,"kind":"urge","at":"2026-11-09T23:10:00+01:00"},
            {"id":6,"kind":"contact","at":"2026-11-10","by":"them"},
            {"id":7,"kind":"contact","at":"2026-11-11","necessary":"work"},
            {"id":8,"kind":"contact","at":"2026-11-12","channel":"lurk"},
            {"id":9,"kind":"contact","at":"2026-11-12","channel":"call","times":2},
            {"id":10,"kind":"contact","at":"2026-11-12","by":"them"}]}"#,
    );
    world
}

/// Everything that color says, a character says too.
#[test]
fn color_adds_nothing_that_a_character_does_not_say() {
    let world = with_marks();
    let plain = world.ok("calendar --color never");
    let colored = world.ok("calendar --color always");
    let parts = colored.split('\u{1b}').enumerate();
    // After each escape, its sequence ends with an m.
    let text = parts.map(|(at, part)| if at == 0 { part } else { part.split_once('m').unwrap().1 });
    assert_eq!(text.collect::<String>(), plain);
    assert!(!plain.contains('\u{1b}'));
}

#[test]
fn the_picture_fits_its_terminal() {
    let mut world = with_marks();
    world.ok("amend --days 100");
    for width in [30, 59, 60, 87, 88, 100, 200] {
        world.width = Some(width);
        for line in world.ok("calendar").lines() {
            assert!(line.chars().count() <= width, "{width}: {line}");
        }
    }
    world.width = Some(88);
    let first = world.ok("calendar").lines().next().unwrap().to_owned();
    assert_eq!(first.split_whitespace().count(), 6, "three months abreast: {first}");
}

#[test]
fn the_edges_of_the_calendar_are_no_trouble() {
    let mut world = World::new();
    world.at("9999-12-20T12:00:00+00:00");
    world.ok("start 9999-12-10");
    let days = world.json("calendar --json")["days"].clone();
    assert_eq!(days.as_array().unwrap().last().unwrap()["date"], "9999-12-31");
    world.ok("calendar");
    world.ok("amend --date 9999-01-01");
    assert_eq!(world.json("calendar --json --all")["days"].as_array().unwrap().len(), 354);
    world.at("1900-01-02T12:00:00+00:00");
    assert!(world.ok("calendar").contains("January 9999"));
}

proptest! {
    #![proptest_config(random::config(150))]

    /// The mark of a day is the first, in the order of the marks, of what `history` says about that
    /// day.
    #[test]
    fn the_calendar_says_of_a_day_what_history_says(journal in random::journal(40, 15)) {
        let mut world = World::new();
        world.at("2026-12-20T12:00:00+01:00");
        world.write(format::encode(&journal).unwrap());
        let order =
            ["chasing", "slip", "reconnect", "checking", "urge", "necessary", "kept"];
        let mut expected: BTreeMap<String, (usize, u64)> = BTreeMap::new();
        for entry in world.json("history --json").as_array().unwrap() {
            let day = entry["at"].as_str().unwrap()[..10].to_owned();
            let is = |word: &&str| match *word {
                "necessary" => entry["reasons"] == json!(["necessary"]),
                word => entry["verdict"] == word || entry["kind"] == word,
            };
            let Some(rank) = order.iter().position(is) else { continue };
            let (mark, contacts) = expected.entry(day).or_insert((rank, 0));
            *mark = rank.min(*mark);
            *contacts += entry["times"].as_u64().unwrap_or(0);
        }
        let shown = world.json("calendar --all --json");
        for day in shown["days"].as_array().unwrap() {
            let date = day["date"].as_str().unwrap();
            let (mark, contacts) = match expected.remove(date) {
                Some((rank, contacts)) => (Some(order[rank]), contacts),
                None => (None, 0),
            };
            prop_assert_eq!(day["contacts"].as_u64().unwrap(), contacts, "{}", date);
            match (mark, day["mark"].as_str().unwrap()) {
                (Some("kept") | None, "kept" | "to-come" | "last-day") => {}
                (mark, shown) => prop_assert_eq!(mark, Some(shown), "{}", date),
            }
        }
        prop_assert!(expected.is_empty(), "not shown: {:?}", expected);
    }
}
