//! `ready`: what it records, what it refuses, and how earlier and later entries change the answer.

mod asked;
mod drawn;
mod screens;
mod table;
#[cfg(target_os = "linux")]
mod typed;

use serde_json::{Value, json};

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

/// Six weeks after the breakup, with a bit of everything.
fn lived() -> World {
    let mut world = World::new();
    world.at("2026-12-12T21:05:00+01:00");
    world.write(
        r#"{"version":1,"breakup":"2026-11-01","entries":[
            {"id":1,"kind":"contact","at":"2026-11-03T23:40:00+01:00","channel":"text","times":3},
            {"id":2,"kind":"urge","at":"2026-11-04T23:05:00+01:00"},
            {"id":3,"kind":"urge","at":"2026-11-05T23:05:00+01:00","resisted":true},
            {"id":4,"kind":"urge","at":"2026-11-18","resisted":false},
            {"id":5,"kind":"contact","at":"2026-11-20","channel":"email","necessary":"work","times":2},
            {"id":6,"kind":"goal","at":"2026-11-21","text":"run twice a week","done":"2026-12-01"},
            {"id":7,"kind":"goal","at":"2026-11-21","text":"call my sister"},
            {"id":8,"kind":"contact","at":"2026-11-29","channel":"text"},
            {"id":9,"kind":"urge","at":"2026-12-11"}]}"#,
    );
    world
}

/// The answers of the reflections in the journal, in chronological order.
fn answers(world: &World) -> Vec<String> {
    let reflections = world.json("history --kind reflection --json");
    let answer = |entry: &Value| entry["answer"].as_str().unwrap().to_owned();
    reflections.as_array().unwrap().iter().map(answer).collect()
}

#[test]
fn the_answers_are_kept_and_what_they_come_to_is_not() {
    let world = over();
    run(&world, "ready --answers YyNyYnN");
    let entry = json!({ "id": 1, "kind": "reflection", "at": OVER, "answers": "yynyynn" });
    assert_eq!(world.file()["entries"], json!([entry]));
    assert_eq!(
        world.json("show 1 --json"),
        json!({ "id": 1, "kind": "reflection", "at": OVER, "day": 31, "answers": "yynyynn",
                "answer": "one-calm-step", "causes": [], "reasons": [] })
    );
}

#[test]
fn without_a_journal_or_before_the_breakup_nothing_is_asked() {
    let (mut empty, mut early) = (World::new(), World::started());
    early.at("2026-10-31T12:00:00+01:00");
    for (world, why) in [(&mut empty, "nocontact start"), (&mut early, "before the breakup")] {
        world.input = "y\n".repeat(7).into();
        let before = std::fs::read(world.journal()).ok();
        for line in ["ready", CALM] {
            let outcome = run(world, line);
            assert_eq!((outcome.code, outcome.out.as_str()), (1, ""));
            assert!(outcome.err.contains(why) && !outcome.err.contains("[y/n]"), "{outcome}");
        }
        assert_eq!(std::fs::read(world.journal()).ok(), before);
    }
}

#[test]
fn what_is_not_seven_letters_is_a_wrong_command_line() {
    let world = over();
    let before = world.bytes();
    for letters in ["", "y", "yynyyn", "yynyynny", "yynyynx", "1111111", "y ynyyn", "yynyy\u{e9}"] {
        let outcome = world.run_words(&["ready", "--answers", letters]);
        tells_no_odds(&outcome);
        assert_eq!((outcome.code, outcome.out.as_str()), (2, ""), "{letters}");
        for word in ["yynyynn", "nocontact help ready"] {
            assert!(outcome.err.contains(word), "{letters}: {outcome}");
        }
    }
    assert_eq!(run(&world, "ready yynyynn").code, 2);
    assert_eq!(world.bytes(), before);
}

const HELP: &str = "
Examples:
  nocontact ready
  nocontact ready --answers yynyynn

The questions, in order:
  1. Do you understand what ended it?
  2. Could you hear no, and be all right?
  3. Would contact be mostly to stop the pain?
  4. Is something different now, in you or your life?
  5. Would you stay calm if they were with someone else?
  6. Have they asked for no contact, or does an order say so?
  7. Was there violence, threat or control, from either of you?

Your answers are kept in the journal and compared with your last ones.
To see them again: nocontact history --kind reflection
To remove them: nocontact remove ID
";

#[test]
fn the_help_has_the_questions_in_the_order_of_the_letters() {
    let outcome = run(&World::new(), "help ready");
    assert!(outcome.out.ends_with(HELP), "{outcome}");
    assert!(!outcome.out.contains('"'), "which a shell's completions would have to quote");
}

#[test]
fn chasing_that_is_told_later_changes_what_was_said() {
    let world = over();
    run(&world, CALM);
    assert_eq!(answers(&world), ["one-calm-step"]);
    world.ok("log text --at 2026-11-25");
    assert_eq!(answers(&world), ["wait"]);
    assert_eq!(world.json("show 1 --json")["reasons"], json!(["chasing-lately", "too-few-days"]));
    world.ok("edit 2 --at 2026-11-02");
    assert_eq!(answers(&world), ["one-calm-step"], "30 days before");
    world.ok("edit 2 --at 2026-11-03");
    assert_eq!(answers(&world), ["wait"], "29 days before");
    world.ok("remove 2 --yes");
    assert_eq!(answers(&world), ["one-calm-step"]);
    world.ok("undo");
    world.ok("edit 2 --by them");
    assert_eq!(answers(&world), ["one-calm-step"]);
    world.ok("restart 2026-11-15");
    assert_eq!(answers(&world), ["wait"]);
    world.ok("amend --no-end");
    assert_eq!(answers(&world), ["do-not"]);
}

#[test]
fn what_comes_after_changes_nothing_that_was_said_before() {
    let mut world = over();
    run(&world, CALM);
    world.at("2026-12-02T22:00:00+01:00");
    world.ok("log text --times 2");
    run(&world, CALM);
    world.ok("restart");
    run(&world, CALM);
    assert_eq!(answers(&world), ["one-calm-step", "wait", "wait"]);
    assert_eq!(
        world.json("show 5 --json")["reasons"],
        json!(["window-running", "chasing-lately", "too-few-days"])
    );
}

#[test]
fn another_day_is_seen_from_that_day() {
    let world = over();
    run(&world, CALM);
    world.ok("edit 1 --at 2026-11-30");
    assert_eq!(answers(&world), ["wait"]);
    world.ok("edit 1 --at 2026-12-01");
    assert_eq!(answers(&world), ["one-calm-step"], "known only to the day");
    assert_eq!(world.run("edit 1 --note so").code, 1);
}

#[test]
fn the_last_time_is_the_one_before_in_time() {
    let mut world = then(&["start 2026-11-01"], "2026-12-05T12:00:00+01:00");
    let last = |world: &World| {
        let out = run(world, CALM).out.replace('\n', " ");
        let (_, last) = out.split_once("Last time, ")?;
        Some(last.split_once(" To undo this").unwrap().0.to_owned())
    };
    assert_eq!(last(&world), None);
    // The clock was set back: no reflection is earlier than this one.
    assert_eq!(last(world.at("2026-12-04T12:00:00+01:00")), None);
    world.at("2026-12-06T12:00:00+01:00");
    let same = "Sat 5 Dec 2026: one calm step, by what is recorded now. Your answers are the same.";
    assert_eq!(last(&world).unwrap(), same);
    world.ok("edit 2 --at 2026-12-06");
    let same = "Sun 6 Dec 2026: one calm step, by what is recorded now. Your answers are the same.";
    assert_eq!(last(&world).unwrap(), same);
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

#[test]
fn one_that_does_not_decide_is_no_hindrance() {
    let mut world = then(&["start 2026-11-01", "log text --times 2 --at 2026-12-02"], OVER);
    world.ok("goal run");
    world.at("2026-12-02T20:00:00+01:00");
    let outcome = run(&world, CALM);
    assert_eq!(outcome.code, 0, "{outcome}");
    assert!(outcome.err.contains("the clock is behind the newest entry"), "{outcome}");
    assert!(outcome.out.contains("2, the last on Wed 2 Dec 2026"), "{outcome}");
    assert_eq!(answers(&world), ["wait"]);
}
