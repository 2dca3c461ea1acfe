//! `goal`: written, listed, done; and how `edit`, `undo`, `history` and `show` treat it.

use serde_json::json;
use snapbox::{assert_data_eq, str};

use crate::world::World;

fn with_goals() -> World {
    let world = World::started();
    world.ok("goal run twice a week");
    world.ok("goal call my sister");
    world.ok("log text");
    world.ok("goal --done 1");
    world
}

#[test]
fn a_goal_is_recorded_in_the_words_that_were_typed() {
    let world = World::started();
    let expected = "1  Sun 22 Nov 2026 21:05  goal  run twice a week\n\
                    To undo this: nocontact undo\n";
    assert_eq!(world.run("goal run twice a week").to_string(), expected);
    let expected = json!({ "id": 1, "kind": "goal", "at": "2026-11-22T21:05:00+01:00",
                           "text": "run twice a week" });
    assert_eq!(world.file()["entries"], json!([expected]));
    world.ok("goal -- --done is not an option here");
    assert_eq!(world.file()["entries"][1]["text"], "--done is not an option here");
}

/// Words that were meant for another command are no goal, and are not recorded as one.
#[test]
fn a_command_that_was_meant_is_named_instead_of_recorded() {
    let world = World::started();
    for (line, meant) in [
        ("goal done 5", "goal --done 5"),
        ("goal undo 5", "edit 5 --clear done"),
        ("goal rm 5 6", "remove 5 6"),
        ("goal edit 5 run daily", "edit 5 run daily"),
        ("goal list", "goal"),
        ("goal done last", "goal --done last"),
        ("plan done 7", "remove 7"),
        ("plan remove 7", "remove 7"),
        ("plan delete 7", "remove 7"),
        ("plan edit last", "edit last"),
        ("plan list", "plan"),
    ] {
        let (command, words) = line.split_once(' ').unwrap();
        let expected = format!(
            "! nocontact: \"{words}\" is not a {command}\n!   did you mean: nocontact {meant}\n\
             !   to record it, put it in quotes\nexit 2\n"
        );
        assert_eq!(world.run(line).to_string(), expected, "{line}");
    }
    assert_eq!(world.ok("history"), "Nothing is recorded yet.\n");
    for line in ["goal run 5 km", "goal remove 7 boxes from the attic", "goal done", "plan edit it"]
    {
        world.ok(line);
    }
    world.ok_words(&["goal", "done 5"]);
}

#[test]
fn the_open_ones_come_first() {
    let expected = "2  call my sister\n\
                    1  run twice a week (done Sun 22 Nov 2026)\n";
    assert_eq!(with_goals().run("goal").to_string(), expected);
}

#[test]
fn where_there_is_none_the_list_of_goals_or_plans_asks_for_one_and_fits() {
    for (line, other, expected) in [
        (
            "goal",
            "plan if a, then b",
            "No goal yet. What do you want to do with these days?\n  \
             nocontact goal run twice a week\n",
        ),
        (
            "plan",
            "goal run",
            "No plan yet. Write one in a calm moment, as an if and a then:\n  \
             nocontact plan if I want to text at night, then I call Sam\n",
        ),
    ] {
        let mut world = World::started();
        world.ok(other);
        assert_eq!(world.run(line).to_string(), expected);
        world.width = Some(30);
        let out = world.ok(line);
        let words = out.lines().filter(|line| !line.starts_with("  nocontact "));
        assert!(words.clone().count() > 1 && words.clone().all(|line| line.len() <= 30), "{out}");
    }
}

#[test]
fn a_goal_is_done_once_and_keeps_its_day() {
    let mut world = World::started();
    world.ok("goal run twice a week");
    let expected = "1  Sun 22 Nov 2026 21:05  goal, done  run twice a week\n\
                    To undo this: nocontact undo\n";
    assert_eq!(world.run("goal --done 1").to_string(), expected);
    let before = world.bytes();
    world.at("2026-11-25T08:00:00+01:00");
    let expected = "You already marked it done on Sun 22 Nov 2026.\n";
    assert_eq!(world.run("goal --done 1").to_string(), expected);
    assert_eq!(world.bytes(), before, "there is nothing more to undo");
}

#[test]
fn undo_opens_a_goal_again_and_then_takes_it_back() {
    let world = World::started();
    world.ok("goal run");
    world.ok("goal --done 1");
    let told: String = (0..2).map(|_| world.run("undo").to_string()).collect();
    let expected = str![[r#"
Undone. The urge is open again:
  1  Sun 22 Nov 2026 21:05  goal  run
You can undo 1 more change.
Undone. No longer recorded:
  1  Sun 22 Nov 2026 21:05  goal  run

"#]];
    assert_data_eq!(told, expected);
    assert_eq!(world.run("goal --done 1").code, 1, "it is gone");
}

#[track_caller]
fn refused(words: &[&str], code: u8, says: &str) {
    let world = with_goals();
    let before = world.bytes();
    let outcome = world.run_words(&[&["goal"], words].concat());
    assert_eq!(outcome.code, code, "{words:?}: {outcome}");
    assert!(outcome.err.contains(says), "{words:?}: {outcome}");
    assert_eq!(outcome.out, "");
    assert_eq!(world.bytes(), before);
}

#[test]
fn what_is_no_goal_cannot_be_done() {
    let expected = "! nocontact: entry 3 is a contact, not a goal\n\
                    !   to list the goals: nocontact goal\n\
                    exit 1\n";
    assert_eq!(with_goals().run("goal --done 3").to_string(), expected);
    refused(&["--done", "9"], 1, "there is no entry 9");
    refused(&["--done", "x"], 2, "\"x\" is not an entry; give its number, or last");
    refused(&["--done", "-1"], 2, "");
    refused(&["--done"], 2, "--done needs the number of an entry, or last");
    refused(&["--done", "2", "more", "words"], 2, "not both");
    refused(&["more", "words", "--done", "2"], 2, "not both");
}

#[test]
fn a_text_that_cannot_be_kept_is_refused() {
    let long = "x".repeat(64 * 1024 + 1);
    for command in ["goal", "plan"] {
        for (word, says) in [
            ("", "the text is empty"),
            (" \n\t", "the text is empty"),
            ("a\0b", "the text contains a NUL character"),
            (&long, "the text is longer than 65536 bytes (64 KiB)"),
        ] {
            let world = World::started();
            let before = world.bytes();
            let outcome = world.run_words(&[command, word]);
            assert_eq!((outcome.code, outcome.out.as_str()), (2, ""), "{command}: {says}");
            assert!(outcome.err.contains(says), "{command}: {outcome}");
            assert_eq!(world.bytes(), before);
        }
    }
    let world = World::started();
    let longest = "x".repeat(64 * 1024);
    world.ok_words(&["goal", &longest]);
    assert_eq!(world.ok("goal"), format!("1  {longest}\n"));
}

#[test]
fn before_the_breakup_there_are_no_goals() {
    let mut world = World::started();
    world.at("2026-10-30T12:00:00+01:00");
    let outcome = world.run("goal run");
    assert_eq!(outcome.code, 1, "{outcome}");
    assert!(outcome.err.contains("2026-10-30 is before the breakup"), "{outcome}");
}

#[test]
fn a_list_of_a_clock_that_is_behind_says_so() {
    let mut world = with_goals();
    world.at("2026-11-21T12:00:00+01:00");
    let outcome = world.run("goal");
    assert!(outcome.err.contains("the clock is behind the newest entry"), "{outcome}");
    assert_eq!(outcome.out.lines().count(), 2);
}

/// Lines break under the text, and never within a word.
#[test]
fn a_list_on_a_narrow_terminal_wraps_under_the_text() {
    let mut world = World::started();
    for _ in 0..9 {
        world.ok("goal a");
    }
    world.ok_words(&["goal", "sleep before midnight, and\nno \u{1b}[31mphone in bed 👩\u{200d}👧"]);
    world.ok("goal --done 1");
    world.terminal = true;
    world.width = Some(30);
    let out = world.ok("goal --color never");
    let lines: Vec<_> = out.lines().skip(7).collect();
    assert_eq!(
        lines,
        [
            " 9  a",
            "10  sleep before midnight, and",
            "    no \\u{1b}[31mphone in bed",
            "    👩\u{200d}👧",
            " 1  a (done Sun 22 Nov 2026)",
        ]
    );
}

#[test]
fn a_list_for_a_program_has_a_line_a_goal() {
    let mut world = World::started();
    world.ok_words(&["goal", &"word ".repeat(60)]);
    world.width = Some(30);
    assert_eq!(world.ok("goal").lines().count(), 1);
}

#[test]
fn a_goal_is_in_the_history_and_whole_in_show() {
    let world = with_goals();
    let expected = "1  2026-11-22 21:05  goal  done  run twice a week\n\
                    2  2026-11-22 21:05  goal        call my sister\n";
    assert_eq!(world.run("history --kind goal").to_string(), expected);
    let expected = str![[r#"
Entry 1: goal
  When       Sun 22 Nov 2026 21:05 (+01:00)
  Day        21
  Done       Sun 22 Nov 2026
  Text       run twice a week

"#]];
    assert_data_eq!(world.run("show 1").to_string(), expected);
    let head = json!({ "id": 2, "kind": "goal", "at": "2026-11-22T21:05:00+01:00", "day": 21 });
    let mut shape = json!({ "text": "call my sister", "done": null });
    shape.as_object_mut().unwrap().extend(head.as_object().unwrap().clone());
    assert_eq!(world.json("show 2 --json"), shape);
    assert_eq!(world.json("show 1 --json")["done"], "2026-11-22");
}

#[test]
fn status_counts_the_open_goals_and_never_says_what_they_are() {
    let world = with_goals();
    let out = world.ok("status");
    assert!(out.contains("\nGoals open            1\n"), "{out}");
    assert!(!out.contains("sister") && !out.contains("run"), "{out}");
    let counts = &world.json("status --json")["counts"];
    assert_eq!([&counts["goals_open"], &counts["goals_done"]], [1, 1]);
    world.ok("goal --done 2");
    assert!(!world.ok("status").contains("Goals"), "nothing is open, and nothing is said");
    assert!(!World::started().ok("status").contains("Goals"));
}
