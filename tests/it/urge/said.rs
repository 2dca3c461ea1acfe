//! The words of an urge: when it was, its note and triggers, and the thought that it is met with.

use super::last;
use crate::meanwhile::Meanwhile;
use crate::world::World;

#[test]
fn a_note_is_read_from_standard_input_and_has_the_limits_of_one() {
    let mut world = World::started();
    world.input = b"so close,\nand late\n".into();
    world.ok("urge --note -");
    assert_eq!(last(&world)["note"], "so close,\nand late");
    let before = world.bytes();
    let long = "x".repeat(65 * 1024);
    for words in [["--note", "a\0b"], ["--note", &long], ["--note=-", "so close"]] {
        assert_eq!(world.run_words(&[&["urge"], &words[..]].concat()).code, 2);
    }
    // Nothing is read if it cannot be recorded.
    let outcome = world.run_reading("urge --note - --at 2026-10-31", Meanwhile::never());
    assert_eq!(outcome.code, 1, "{outcome}");
    assert_eq!(world.bytes(), before);
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
