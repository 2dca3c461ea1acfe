//! `calendar`: one mark for each day, the months that it shows, and the same as JSON.

use std::collections::BTreeMap;

use nocontact::store::format;
use proptest::prelude::*;
use serde_json::{Value, json};
use snapbox::{assert_data_eq, str};

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

#[test]
fn the_months_of_the_window_bear_a_mark_a_day() {
    let expected = str![[r#"
 November 2026                 December 2026
 Mo  Tu  We  Th  Fr  Sa  Su    Mo  Tu  We  Th  Fr  Sa  Su
                          1✓        1◆  2   3   4   5   6
  2✓  3X  4✓  5S  6✓  7o  8✓    7   8   9  10  11  12  13
  9u 10✓ 11n 12X 13✓ 14✓ 15✓   14  15  16  17  18  19  20
 16✓ 17✓ 18✓ 19✓ 20✓ 21✓>22✓   21  22  23  24  25  26  27
 23· 24· 25· 26· 27· 28· 29·   28  29  30  31
 30·

 ✓ kept, or nothing recorded   n necessary contact   u urge   o checking
 X chasing   S slip   · to come   ◆ last day   > today

"#]];
    assert_data_eq!(with_marks().run("calendar").to_string(), expected);
}

#[test]
fn without_utf_8_the_marks_are_ascii_and_differ() {
    let mut world = with_marks();
    world.variables.insert("LANG", "C".into());
    world.width = Some(40);
    let out = world.ok("calendar");
    let head = " November 2026\n Mo  Tu  We  Th  Fr  Sa  Su\n";
    assert!(out.is_ascii() && out.starts_with(head), "{out}");
    for line in [
        "  2+  3X  4+  5S  6+  7o  8+\n  9u 10+ 11n 12X 13+ 14+ 15+\n 16+ 17+ 18+ 19+ 20+ 21+>22+\n 23. ",
        "\n 30.\n\n December 2026\n",
        "\n      1*  2   3   4   5   6\n",
        "\n + kept, or nothing recorded\n n necessary contact   u urge\n o checking   X chasing   S slip\n . to come   * last day   > today\n",
    ] {
        assert!(out.contains(line), "{line}: {out}");
    }
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

/// Checks the names of the months that a calendar shows.
#[track_caller]
fn months(world: &World, line: &str, expected: &str) {
    let shown = world.ok(line);
    let heads = shown.lines().filter(|line| line.contains("20") && !line.contains("19"));
    let names: Vec<_> = heads
        .flat_map(str::split_whitespace)
        .filter(|word| word.len() > 2 && !word.starts_with("20"))
        .collect();
    assert_eq!(names.join(" "), expected, "{shown}");
}

#[test]
fn the_months_are_the_window_s_or_the_three_up_to_today() {
    let mut world = World::new();
    world.ok("start 2026-09-20");
    months(&world, "calendar", "September October November");
    world.at("2026-10-05T12:00:00+02:00");
    months(&world, "calendar", "September October");
    world.at("2027-02-05T12:00:00+01:00");
    months(&world, "calendar", "December January February");
    months(&world, "calendar --all", "September October November December January February");
    world.ok("restart 2027-02-03");
    months(&world, "calendar", "February March");
    world.ok("amend --no-end");
    months(&world, "calendar", "December January February");
}

#[test]
fn on_its_last_day_a_window_is_over_and_there_is_no_month_before_the_breakup() {
    let mut world = World::new();
    world.ok("start 2026-08-10 --days 100");
    world.at("2026-11-17T23:59:00+01:00");
    months(&world, "calendar", "August September October November");
    world.at("2026-11-18T00:00:00+01:00");
    months(&world, "calendar", "September October November");
    let world = World::new();
    world.ok("start 2026-11-10 --no-end");
    months(&world, "calendar", "November");
    let shown = world.ok("calendar");
    assert!(shown.contains("  9  10✓ 11✓"), "{shown}");
    assert!(!shown.contains('·') && !shown.contains('◆'), "no end, nothing to come: {shown}");
}

#[test]
fn a_window_that_ended_keeps_its_last_day_and_counts_on() {
    let mut world = with_marks();
    world.at("2026-12-03T12:00:00+01:00");
    world.ok("log text --reply brief --at 2026-12-02");
    let shown = world.ok("calendar");
    assert!(shown.contains(" 1◆  2R> 3✓  4   5"), "{shown}");
    assert!(shown.contains("R reconnect"), "{shown}");
}

/// The last day is a landmark, even when contact was kept on it.
#[test]
fn what_is_kept_on_the_last_day_does_not_hide_it() {
    let mut world = World::started();
    world.at("2026-12-01T12:00:00+01:00");
    world.ok("log text --by them --reply brief");
    let last = world.json("calendar --json")["days"][30].clone();
    let expected =
        json!({ "date": "2026-12-01", "day": 30, "mark": "last-day", "contacts": 1, "urges": 0 });
    assert_eq!(last, expected);
    world.ok("log text");
    assert!(world.ok("calendar").contains("> 1R"), "what broke it does");
}

/// Necessary contact is no break, and not nothing either.
#[test]
fn necessary_contact_has_a_mark_of_its_own() {
    let mut world = World::started();
    world.at("2026-12-01T12:00:00+01:00");
    let marks = [
        (&["log text --necessary children --at 2026-11-03"][..], 3, "necessary"),
        (&["log text --by them --at 2026-11-03"], 3, "necessary"),
        (&["urge --at 2026-11-03"], 3, "urge"),
        (&["log text --necessary children --why begging --at 2026-11-04"], 4, "chasing"),
        (&["log text --necessary safety", "log text --by them"], 31, "necessary"),
    ];
    for (lines, day, mark) in marks {
        for line in lines {
            world.ok(line);
        }
        let days = world.json("calendar --json")["days"].clone();
        assert_eq!(days[day - 1]["mark"], mark, "{lines:?}");
    }
    let shown = world.ok("calendar");
    assert!(shown.contains("> 1n") && shown.contains("n necessary contact"), "{shown}");
}

#[test]
fn json_has_a_day_for_each_mark() {
    let world = with_marks();
    let shown = world.json("calendar --json");
    assert_eq!(shown["today"], "2026-11-22");
    let days = shown["days"].as_array().unwrap();
    assert_eq!(days.len(), 31);
    for (date, day, contacts, urges) in [("2026-11-03", 2, 1, 1), ("2026-11-12", 11, 4, 0)] {
        let expected = json!({ "date": date, "day": day, "mark": "chasing", "contacts": contacts,
                               "urges": urges });
        assert_eq!(days[day], expected);
    }
    let mark = |at: usize| days[at]["mark"].as_str().unwrap();
    assert_eq!((mark(0), mark(8), mark(9)), ("kept", "urge", "kept"));
    assert_eq!(mark(10), "necessary");
    assert_eq!((mark(21), mark(22), mark(30)), ("kept", "to-come", "last-day"));
}

#[test]
fn a_day_before_the_present_window_has_no_number() {
    let world = with_marks();
    world.ok("restart 2026-11-20");
    let days = world.json("calendar --all --json")["days"].clone();
    assert_eq!((&days[0]["day"], &days[18]["day"]), (&Value::Null, &Value::Null));
    assert_eq!((&days[19]["day"], &days[20]["day"]), (&json!(0), &json!(1)));
}

#[test]
fn a_clock_behind_the_entries_hides_none_of_them() {
    let mut world = with_marks();
    world.at("2026-10-20T12:00:00+02:00");
    let outcome = world.run("calendar");
    assert_eq!(outcome.code, 0, "{outcome}");
    assert!(outcome.err.contains("the clock is behind"), "{outcome}");
    assert!(outcome.out.contains(" 12X 13·"), "{outcome}");

    world.ok("amend --no-end");
    world.at("2026-11-04T12:00:00+01:00");
    world.ok("log --at 2026-11-04");
    let journal = world.file().to_string().replace("\"2026-11-04", "\"2027-01-04");
    world.write(journal);
    assert!(world.ok("calendar").contains(" 11n 12X 13 "), "with no end, to today and beyond");
    months(&world, "calendar", "November");
    months(&world, "calendar --all", "November December January");
    assert!(world.ok("calendar --all").contains("  4X"));
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
