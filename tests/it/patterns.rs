//! `patterns`: what it counts, how it draws, and what it leaves out.

use serde_json::json;
use snapbox::{assert_data_eq, str};

use crate::world::World;

fn with_moments() -> World {
    let world = World::new();
    world.write(
        r#"{"version":1,"breakup":"2026-11-01","entries":[
            {"id":1,"kind":"contact","at":"2026-11-03T23:40:00+01:00","channel":"text","times":3,"triggers":["Wine","alone"]},
            {"id":2,"kind":"urge","at":"2026-11-04T23:05:00+01:00","triggers":["wine"]},
            {"id":3,"kind":"urge","at":"2026-11-09T00:30:00+01:00","resisted":true},
            {"id":4,"kind":"contact","at":"2026-11-10","channel":"lurk","triggers":["alone"]},
            {"id":5,"kind":"contact","at":"2026-11-12T12:00:00+01:00","by":"them","channel":"call","triggers":["kept"]},
            {"id":6,"kind":"contact","at":"2026-11-13","by":"them","channel":"call","reply":"conversation"},
            {"id":7,"kind":"contact","at":"2026-11-13T09:00:00+01:00","channel":"email","necessary":"work"},
            {"id":8,"kind":"restart","at":"2026-11-14"},
            {"id":9,"kind":"urge","at":"2026-11-20T01:00:00-05:00"}]}"#,
    );
    world
}

#[test]
fn breaks_checking_and_urges_count_and_what_was_kept_does_not() {
    assert_eq!(
        with_moments().json("patterns --json"),
        json!({
            "moments": 8,
            "by_hour": [1,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,4],
            "day_only": 2,
            "by_weekday": [1, 4, 1, 0, 2, 0, 0],
            "by_channel": [
                { "channel": "text", "count": 3 },
                { "channel": "call", "count": 1 },
                { "channel": "lurk", "count": 1 },
            ],
            "by_trigger": [{ "trigger": "Wine", "count": 4 }, { "trigger": "alone", "count": 4 }],
            "by_week": [
                { "from": "2026-11-01", "breaks": 3, "urges": 1 },
                { "from": "2026-11-08", "breaks": 1, "urges": 1 },
                { "from": "2026-11-15", "breaks": 0, "urges": 1 },
                { "from": "2026-11-22", "breaks": 0, "urges": 0 },
            ],
        })
    );
}

#[test]
fn the_pictures_are_drawn_with_their_numbers() {
    let expected = str![[r#"
8 hard moments: breaks, checking and urges, not what was kept or necessary.

By hour of day
  4                                               █
                                                  █
                                                  █
    █ █                                           █
    00    03    06    09    12    15    18    21
  Not shown: 2 without a time of day.

By weekday
  Mon  1  █
  Tue  4  ████
  Wed  1  █
  Thu  0
  Fri  2  ██
  Sat  0
  Sun  0

By channel
  text  3  ███
  call  1  █
  lurk  1  █

By trigger
  Wine   4  ████
  alone  4  ████

By week (█ breaks, ░ urges)
  Sun 1 Nov 2026    3 breaks, 1 urge  ███░
  Sun 8 Nov 2026     1 break, 1 urge  █░
  Sun 15 Nov 2026   0 breaks, 1 urge  ░
  Sun 22 Nov 2026  0 breaks, 0 urges

"#]];
    assert_data_eq!(with_moments().run("patterns").to_string(), expected);
}

#[test]
fn without_utf_8_the_bars_are_ascii() {
    let mut world = with_moments();
    world.variables.insert("LANG", "C".into());
    let shown = world.ok("patterns");
    assert!(shown.is_ascii(), "{shown}");
    assert!(shown.contains("  Tue  4  ####\n") && shown.contains("###."), "{shown}");
}

/// Sixty entries in a month, in a journal of more than a year.
#[test]
fn the_pictures_fit_their_terminal() {
    let mut world = World::new();
    world.at("2027-11-22T21:05:00+01:00");
    let entry = |id: u32| {
        let (day, hour) = (id * 7 % 28 + 1, id * 5 % 24);
        let trigger = "long words ".repeat(id as usize % 9 + 1);
        format!(
            r#"{{"id":{id},"kind":"contact","at":"2026-11-{day:02}T{hour:02}:00:00+01:00","times":{},"triggers":["{trigger}{}"]}}"#,
            id * 37 % 200 + 1,
            id % 11
        )
    };
    let entries: Vec<_> = (1..=60).map(entry).collect();
    let entries = entries.join(",");
    world.write(format!(r#"{{"version":1,"breakup":"2026-11-01","entries":[{entries}]}}"#));
    world.terminal = true;
    world.variables.insert("NO_COLOR", "1".into());
    for width in [40, 60, 80, 100] {
        world.width = Some(width);
        let shown = world.ok("patterns");
        for line in shown.lines() {
            assert!(line.chars().count() <= width, "{width}: {line}");
        }
        assert!(shown.contains("  and 52 more\n"), "{shown}");
        assert!(shown.contains("By week, the last 12"), "{shown}");
    }
}

#[test]
fn a_moment_that_is_drawn_has_at_least_one_cell() {
    let world = World::started();
    world.ok("log text --times 900 --at 2026-11-03 23:00");
    world.ok("log call --at 2026-11-04 05:00");
    let shown = world.ok("patterns");
    assert!(shown.contains("  call    1  █\n"), "{shown}");
    assert!(shown.contains("  Wed    1  █\n"), "{shown}");
    let bottom = shown.lines().find(|line| line.ends_with("   █") && line.contains("█ "));
    assert!(bottom.is_some(), "05:00 has a cell beside 23:00: {shown}");
}

#[test]
fn an_urge_among_many_breaks_has_its_cell_too() {
    let world = World::new();
    world.write(
        r#"{"version":1,"breakup":"2026-11-01","entries":[
            {"id":1,"kind":"contact","at":"2026-11-03","times":900},
            {"id":2,"kind":"urge","at":"2026-11-04"}]}"#,
    );
    let shown = world.ok("patterns");
    assert!(shown.contains("900 breaks, 1 urge") && shown.contains("█░\n"), "{shown}");
}

/// The time is linear, so that no list of triggers is too long.
#[test]
fn many_triggers_of_one_entry_are_counted_at_once() {
    let triggers: Vec<_> = (0..100_000).map(|number| format!("\"{number}\"")).collect();
    let world = World::new();
    world.write(format!(
        r#"{{"version":1,"breakup":"2026-11-01","entries":[{{"id":1,"kind":"urge","at":"2026-11-03","triggers":[{}]}}]}}"#,
        triggers.join(",")
    ));
    assert!(world.ok("patterns").contains("\n  and 99992 more\n"));
}

#[test]
fn where_nothing_was_hard_there_is_nothing_to_draw() {
    let world = World::started();
    let said = "Nothing to draw yet: no urges, no breaks and no checking recorded.\n";
    assert_eq!(world.ok("patterns"), said);
    world.ok("log call --by them");
    assert_eq!(world.ok("patterns"), said);
    assert_eq!(world.json("patterns --json")["moments"], 0);
}

#[test]
fn hours_of_which_none_is_known_are_not_drawn() {
    let world = World::started();
    world.ok("log text --at 2026-11-03");
    let shown = world.ok("patterns");
    assert!(shown.contains("By hour of day\n  Not shown: 1 without a time of day.\n"), "{shown}");
}

#[test]
fn a_trigger_counts_once_an_entry_and_is_shown_escaped() {
    let world = World::started();
    world.ok_words(&["log", "text", "--trigger", "a", "--trigger", "A", "--trigger", "\u{1b}[31m"]);
    let shown = world.ok("patterns");
    assert!(shown.contains("  a           1  █\n"), "{shown}");
    assert!(shown.contains("\\u{1b}[31m  1  █\n"), "{shown}");
}
