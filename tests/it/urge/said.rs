//! The words of an urge: when it was, its note and triggers, and the thought that it is met with.

use serde_json::{Value, json};
use snapbox::{assert_data_eq, str};

use super::{attended, last};
use crate::meanwhile::Meanwhile;
use crate::world::World;

#[test]
fn when_it_was_is_said_as_in_log() {
    let world = World::started();
    world.ok("urge --at 3 days ago");
    assert_eq!(last(&world)["at"], "2026-11-19");
    world.ok("urge so close --date 2026-11-19 23:10");
    let found = last(&world);
    assert_eq!(
        (&found["at"], &found["note"]),
        (&"2026-11-19T23:10:00+01:00".into(), &"so close".into())
    );
    world.ok("urge on the stairs again --at yesterday 9pm");
    assert_eq!(last(&world)["note"], "on the stairs again");
    for (line, code) in [
        ("urge --at tomorrow", 2),
        ("urge --at 23:10", 2),
        ("urge --at 11/12/2026", 2),
        ("urge --at someday", 2),
        ("urge --at 2026-10-31", 1),
    ] {
        let as_log = world.run(&line.replace("urge", "log"));
        let mut as_urge = world.run(line);
        as_urge.err = as_urge.err.replace("nocontact urge", "nocontact log");
        assert_eq!(as_urge, as_log, "{line}");
        assert_eq!(as_log.code, code, "{line}");
    }
    assert_eq!(world.file()["entries"].as_array().unwrap().len(), 3);
}

#[test]
fn all_words_are_the_note_and_triggers_are_kept_trimmed() {
    let world = World::started();
    for (words, note) in [
        (vec!["urge", "text"], json!("text")),
        (vec!["urge", "--note", "yesterday"], json!("yesterday")),
        (vec!["urge", "so", "close"], json!("so close")),
        (vec!["urge", "--note", "so close"], json!("so close")),
        (vec!["urge", "a", "--note", "b", "c"], json!("a b c")),
        (vec!["urge", " "], Value::Null),
    ] {
        world.ok_words(&words);
        assert_eq!(last(&world)["note"], note, "{words:?}");
    }
    world.ok_words(&["urge", "--trigger", " alone ", "--trigger", "late at night"]);
    assert_eq!(last(&world)["triggers"], json!(["alone", "late at night"]));
    let before = world.bytes();
    let long = "x".repeat(65 * 1024);
    for words in [["urge", "--trigger", " "], ["urge", "--note", "a\0b"], ["urge", "--note", &long]]
    {
        assert_eq!(world.run_words(&words).code, 2);
    }
    assert_eq!(world.bytes(), before);
}

#[test]
fn a_note_is_read_from_standard_input() {
    let mut world = World::started();
    world.input = b"so close,\nand late\n".into();
    world.ok("urge --note -");
    assert_eq!(last(&world)["note"], "so close,\nand late");
    assert_eq!(world.run("urge --note - so close").code, 2);
    // Nothing is read if it cannot be recorded.
    let outcome = world.run_reading("urge --note - --at 2026-10-31", Meanwhile::never());
    assert_eq!(outcome.code, 1, "{outcome}");
}

#[test]
fn as_json_only_the_entry_is_printed() {
    let world = attended();
    let outcome = world.run("urge --json so close");
    assert_eq!(outcome.err, "");
    let expected = str![[r#"
{
  "id": 3,
  "kind": "urge",
  "at": "2026-11-22T21:05:00+01:00",
  "day": 21,
  "resisted": null,
  "triggers": [],
  "note": "so close",
  "uid": "xzx4yy6fnf9j",
  "recorded": "2026-11-22T21:05:00.000002+01:00",
  "changed": null
}

"#]];
    assert_data_eq!(outcome.out, expected);
    assert_eq!(world.json("urge --resisted 3 --json")["resisted"], true);
    assert_eq!(world.json("urge --resisted 3 --json")["resisted"], true);
    assert_eq!(world.json("urge --gave-in 3 --json")["resisted"], false);
}

#[test]
fn the_thoughts_take_turns() {
    let world = World::started();
    let thoughts: Vec<_> = include_str!("../../../src/guide/thoughts.md").lines().collect();
    assert!(thoughts.len() > 5);
    for thought in thoughts.iter().cycle().take(2 * thoughts.len() + 1) {
        let said = world.ok("urge --no-wait").replace('\n', " ");
        assert!(said.contains(thought), "no {thought:?} in {said}");
        // Only urges count.
        world.ok("log text");
    }
}

/// Without an end date, no contact may be one's own decision.
#[test]
fn without_an_end_no_thought_speaks_of_their_decision() {
    let world = World::new();
    world.ok("start 2026-11-01 --no-end");
    let thoughts: Vec<_> = include_str!("../../../src/guide/thoughts.md").lines().collect();
    let (said, unsaid) = thoughts.split_at(thoughts.len() - 2);
    assert!(unsaid[0].contains("they said no") && unsaid[1].contains("you heard them"));
    assert!(
        said.iter().all(|thought| !thought.contains("they said") && !thought.contains("heard"))
    );
    for thought in said.iter().cycle().take(2 * thoughts.len()) {
        let urge = world.ok("urge --no-wait").replace('\n', " ");
        assert!(urge.contains(thought), "no {thought:?} in {urge}");
    }
}

#[test]
fn a_clock_behind_records_as_log_does_and_not_before_the_breakup() {
    let mut world = World::started();
    world.ok("log text");
    world.at("2026-11-15T12:00:00+01:00").ok("urge");
    assert_eq!(last(&world)["at"], "2026-11-15T12:00:00+01:00");
    world.at("2026-10-31T12:00:00+01:00");
    assert_eq!(world.run("urge"), world.run("log"));
}
