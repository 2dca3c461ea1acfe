//! `ready`: what it asks, and when. What it records, says and refuses, and how earlier and later
//! entries change the answer, is in `messages/ready.txt`.

mod asked;
mod drawn;
mod table;
mod typed;

use serde_json::Value;

use crate::world::{Outcome, World};

/// With these answers only the journal can stand in the way.
const CALM: &str = "ready --answers yynyynn";

/// What `ready` must never say: it cannot know what the other person will do.
const ODDS: [&str; 8] =
    ["odds", "chance", "%", "percent", "probab", "likel", "come back", "take you back"];

#[track_caller]
fn tells_no_odds(outcome: &Outcome) {
    let said = outcome.to_string().to_lowercase();
    for word in ODDS {
        assert!(!said.contains(word), "{word}: {said}");
    }
}

#[test]
fn no_screen_tells_odds() {
    let screens = include_str!("messages/ready.txt").to_lowercase();
    let told: Vec<_> = ODDS.into_iter().filter(|word| screens.contains(word)).collect();
    assert_eq!(told, [""; 0]);
}

/// Runs a command line, and checks that it tells no odds.
#[track_caller]
fn run(world: &World, line: &str) -> Outcome {
    let outcome = world.run(line);
    tells_no_odds(&outcome);
    outcome
}

/// A world at `now` after these command lines.
#[track_caller]
fn then(lines: &[&str], now: &str) -> World {
    let mut world = World::new();
    world.at(now);
    for line in lines {
        world.ok(line);
    }
    world
}

/// A day after the end of a window of 30 days that began on 1 November.
const OVER: &str = "2026-12-02T21:05:00+01:00";

fn over() -> World {
    then(&["start 2026-11-01"], OVER)
}

/// The answers of the reflections in the journal, in chronological order.
fn answers(world: &World) -> Vec<String> {
    let reflections = world.json("history --kind reflection --json");
    let answer = |entry: &Value| entry["answer"].as_str().unwrap().to_owned();
    reflections.as_array().unwrap().iter().map(answer).collect()
}

#[test]
fn an_entry_ahead_of_the_clock_that_decides_is_no_time_to_ask() {
    for (ahead, now) in [
        ("log text --times 2 --at 2026-12-02T21:00:00+01:00", "2026-12-02T20:59:59+01:00"),
        ("log text --times 2 --at 2026-12-02", "2026-12-01T21:00:00+01:00"),
        ("restart 2026-12-02", "2026-12-01T21:00:00+01:00"),
        // West of where it was written, the day of the entry has not begun.
        ("log text --times 2 --at 2026-12-02T01:00:00+01:00", "2026-12-01T18:00:00-08:00"),
    ] {
        let mut world = then(&["start 2026-11-01", ahead], OVER);
        let before = world.bytes();
        world.at(now).input = "y\n".repeat(7).into();
        for line in ["ready", CALM] {
            let outcome = run(&world, line);
            assert_eq!((outcome.code, outcome.out.as_str()), (1, ""), "{ahead}: {outcome}");
            assert!(outcome.err.contains("cannot tell where you stand"), "{outcome}");
            assert!(!outcome.err.contains("[y/n]"), "{outcome}");
        }
        assert_eq!(world.bytes(), before);
        world.at(OVER);
        run(&world, CALM);
        assert_eq!(answers(&world), ["wait"]);
    }
}
