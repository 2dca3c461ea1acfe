//! The questions of `log`: every answer, every way out, another writer in between. Their screens are
//! in `messages/asked.txt`.

use std::io::Cursor;

use serde_json::{Value, json};

use crate::meanwhile::Meanwhile;
use crate::world::{Outcome, World};

mod terminal;

/// A world with a text of yesterday, and someone at its terminal.
fn attended() -> World {
    let mut world = World::started();
    world.ok("log text --at yesterday");
    world.terminal = true;
    world
}

fn asked(world: &World, line: &str, answers: &[&str]) -> Outcome {
    let typed: String = answers.iter().flat_map(|answer| [*answer, "\n"]).collect();
    world.run_reading(line, Cursor::new(typed))
}

fn entries(world: &World) -> Vec<Value> {
    world.file()["entries"].as_array().unwrap().clone()
}

/// The place of each question when all are asked.
const QUESTIONS: [&str; 9] =
    ["Who", "How?", "When?", "How many", "Was it nec", "What was", "answer?", "ask you", "A note?"];

#[test]
fn every_answer_is_the_field_that_it_says() {
    for (place, answer, field, expected) in [
        (0, "me", "by", json!("me")),
        (0, "t", "by", json!("them")),
        (0, "She", "by", json!("them")),
        (0, "chance", "by", json!("chance")),
        (0, "she called me", "channel", json!("call")),
        (0, "she came over", "note", json!("she came over")),
        (0, "3 texts", "times", json!(3)),
        (1, "te", "channel", json!("text")),
        (1, "insta", "channel", json!("social")),
        (1, "she called me", "by", json!("them")),
        (1, "6 texts", "times", json!(6)),
        (1, "text asked why", "note", json!("asked why")),
        (2, "last night 11pm", "at", json!("2026-11-21T23:00:00+01:00")),
        (2, "Friday", "at", json!("2026-11-20")),
        (3, "3", "times", json!(3)),
        (3, "twice", "times", json!(2)),
        (4, "kids", "necessary", json!("children")),
        (4, "no", "necessary", Value::Null),
        (5, "exp", "why", json!("explanation")),
        (6, "n", "reply", json!("none")),
        (6, "conv", "reply", json!("conversation")),
        (7, "y", "stop", json!(true)),
        (7, "No", "stop", json!(false)),
        (8, "it's over? *really* $HOME", "note", json!("it's over? *really* $HOME")),
    ] {
        let world = attended();
        let answers: Vec<_> = (0..9).map(|at| if at == place { answer } else { "" }).collect();
        let outcome = asked(&world, "log", &answers);
        assert_eq!(outcome.code, 0, "{answer}: {outcome}");
        let shown = world.json("show 2 --json");
        assert_eq!(shown[field], expected, "{answer}: {outcome}");
    }
}

#[test]
fn what_was_said_so_far_stands_at_the_end_of_input() {
    let said = ["me", "text", "last night", "2", "no", "apology", "brief", "yes", "sorry"];
    for count in 0..=said.len() {
        let world = attended();
        let outcome = asked(&world, "log", &said[..count]);
        let entry = world.json("show 2 --json");
        let asked = QUESTIONS.get(count).map_or("A note?", |question| question);
        assert!(outcome.err.trim_end().lines().last().unwrap().contains(asked), "{outcome}");
        for (place, field, expected) in [
            (1, "channel", json!("text")),
            (2, "at", json!("2026-11-21")),
            (3, "times", json!(2)),
            (5, "why", json!("apology")),
            (6, "reply", json!("brief")),
            (7, "stop", json!(true)),
            (8, "note", json!("sorry")),
        ] {
            assert_eq!(entry[field] == expected, place < count, "{count} {field}: {entry}");
        }
        let before = entries(&world).len();
        world.ok("undo");
        assert_eq!((before, entries(&world).len()), (2, 1), "one undo for all of it");
    }
}

#[test]
fn whether_they_asked_to_stop_is_asked_where_it_makes_sense() {
    for (answers, asks) in [
        (["me", "text", "", "", "", "", "brief"], true),
        (["me", "text", "", "", "", "", ""], true),
        (["me", "text", "", "", "", "", "none"], false),
        (["them", "text", "", "", "", "", "none"], true),
        (["me", "lurk", "", "", "", "", ""], false),
    ] {
        let world = attended();
        let outcome = asked(&world, "log", &answers);
        assert_eq!(outcome.err.contains("Did they ask you to stop? (y, n)"), asks, "{outcome}");
    }
    let world = attended();
    let outcome = asked(&world, "log", &["them", "text", "", "", "", "", "", "?", "maybe", "y"]);
    assert!(outcome.err.contains("y: They asked for no contact. No end date"), "{outcome}");
    assert!(outcome.err.contains("(y, n) answer y or n\n"), "{outcome}");
    assert_eq!(entries(&world)[1]["stop"], true);
}

#[test]
fn words_that_are_not_understood_are_the_note_and_nothing_is_recorded_before_an_answer() {
    let world = attended();
    let before = world.bytes();
    let outcome = asked(&world, "log miss them so much", &["", "", ""]);
    assert_eq!((outcome.code, outcome.out.as_str()), (2, ""), "{outcome}");
    assert!(outcome.err.contains("nocontact urge --note \"miss them so much\"\n"), "{outcome}");
    assert_eq!(world.bytes(), before);
    asked(&world, "log miss them so much", &["me", "call"]);
    let entry = world.json("show 2 --json");
    assert_eq!((&entry["channel"], &entry["note"]), (&json!("call"), &json!("miss them so much")));
    // What is clear is not asked.
    let outcome = asked(&world, "log text he wrote me", &["them"]);
    assert!(!outcome.err.contains("How?"), "{outcome}");
    let entry = world.json("show 3 --json");
    assert_eq!((&entry["by"], &entry["note"]), (&json!("them"), &json!("he wrote me")));
}

#[test]
fn a_date_among_the_words_is_asked_about() {
    for (answer, at, note) in [
        ("y", "2026-11-21T21:00:00+01:00", "asked why"),
        ("n", "2026-11-22T21:05:00+01:00", "yesterday 9pm asked why"),
    ] {
        let world = attended();
        let outcome = asked(&world, "log text yesterday 9pm asked why", &[answer]);
        assert!(outcome.err.contains("Was it then: Sat 21 Nov 2026 21:00? [y/n]"), "{outcome}");
        let entry = world.json("show 2 --json");
        assert_eq!((&entry["at"], &entry["note"]), (&json!(at), &json!(note)));
    }
    let world = attended();
    let outcome = asked(&world, "log text yesterday 9pm asked why", &[]);
    assert_eq!((outcome.code, entries(&world).len()), (2, 1), "{outcome}");
    // It was then, and it is still not clear who began it.
    asked(&world, "log text yesterday he wrote me", &["y", "them"]);
    let entry = world.json("show 2 --json");
    assert_eq!((&entry["by"], &entry["at"]), (&json!("them"), &json!("2026-11-21")));
}

#[test]
fn nobody_is_asked_for_json_or_a_headline_or_where_nobody_is() {
    let mut world = attended();
    for line in ["log --json", "log --quiet", "log text", "log --note x"] {
        assert_eq!(world.run_reading(line, Meanwhile::never()).err, "", "{line}");
    }
    assert_eq!(world.ok("log text hi --quiet"), "6  Sun 22 Nov 2026 21:05  text  hi\n");
    world.terminal = false;
    assert_eq!(world.run_reading("log", Meanwhile::never()).err, "");
    assert_eq!(world.run_reading("log miss them", Meanwhile::never()).code, 2);
}

#[test]
fn another_writer_in_between_loses_nothing_and_undo_takes_back_only_ours() {
    let world = attended();
    let between = || drop(world.ok("log email --note theirs --at now"));
    world.run_reading("log", Meanwhile::then(between, b"me\ncall\n"));
    let kept = || entries(&world).iter().map(|it| it["channel"].clone()).collect::<Vec<_>>();
    assert_eq!(kept(), ["text", "call", "email"]);
    world.ok("undo");
    assert_eq!(kept(), ["text", "call"]);
    world.ok("undo");
    assert_eq!(kept(), ["text"]);
}

#[test]
fn an_entry_that_is_edited_in_between_keeps_both_and_one_that_is_gone_ends_the_questions() {
    let world = attended();
    let edited = || drop(world.ok("edit 2 --why apology"));
    world.run_reading("log", Meanwhile::then(edited, b"me\ncall\n"));
    let entry = world.json("show 2 --json");
    assert_eq!((&entry["channel"], &entry["why"]), (&json!("call"), &json!("apology")));
    let gone = || drop(world.ok("undo"));
    let outcome = world.run_reading("log", Meanwhile::then(gone, b"me\ncall\n"));
    assert_eq!(outcome.code, 1, "{outcome}");
    assert!(outcome.err.contains("entry 3 changed in the meantime"), "{outcome}");
    assert_eq!(entries(&world).len(), 2);
}

/// Two contacts by question.
const MANY: &str = "3 days ago/she called////conversation//yesterday 9pm/me/2 texts/////so sorry//";

#[test]
fn every_contact_of_many_is_saved_as_soon_as_it_is_named() {
    let saved = |count: usize| {
        let world = attended();
        let answers: Vec<_> = MANY.split('/').take(count).collect();
        asked(&world, "log --many", &answers);
        entries(&world).len() - 1
    };
    let counts: Vec<_> = [0, 1, 2, 7, 8, 9, 15].into_iter().map(saved).collect();
    assert_eq!(counts, [0, 1, 1, 1, 2, 2, 2]);
}

#[test]
fn many_survive_another_writer_and_undo_takes_back_all_of_them_alone() {
    let world = attended();
    let between = || drop(world.ok("log email --at now"));
    let typed = b"yesterday\nme\ntext\n\n\n\n\n\n\nyesterday\nme\ncall\n";
    world.run_reading("log --many", Meanwhile::then(between, typed));
    assert_eq!(entries(&world).len(), 4);
    world.ok("undo");
    let left: Vec<_> = entries(&world).iter().map(|it| it["channel"].clone()).collect();
    assert_eq!(left, ["text", "email"]);
}

#[test]
fn what_is_said_fits_sixty_columns() {
    let mut world = attended();
    world.width = Some(60);
    for (line, answers) in
        [("log", &["?", "x", "me", "?", "x"][..]), ("log --many", &["x", "3 days ago", "?"])]
    {
        let outcome = asked(&world, line, answers);
        // What is typed ends the line of a question.
        let err = outcome.err.replace("? ", "?\n").replace(") ", ")\n");
        for line in err.lines().chain(outcome.out.lines()) {
            assert!(line.chars().count() <= 60, "{line}");
        }
    }
}
