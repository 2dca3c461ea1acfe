//! `edit` for every kind of entry: what its words mean, what it can change, and what it prints.

use serde_json::{Value, json};
use snapbox::{assert_data_eq, str};

use crate::meanwhile::Meanwhile;
use crate::world::World;

const AT: &str = "2026-11-20T12:00:00+01:00";

/// An entry of each kind, numbered from 1. The second urge is settled, and the second goal is done.
fn of_every_kind() -> World {
    let world = World::new();
    let mut entries = [
        json!({ "kind": "contact", "channel": "text", "note": "asked why" }),
        json!({ "kind": "restart" }),
        json!({ "kind": "urge", "triggers": ["wine"], "note": "lonely" }),
        json!({ "kind": "urge", "resisted": false }),
        json!({ "kind": "letter", "title": "unsent", "text": "Dear you" }),
        json!({ "kind": "goal", "text": "run" }),
        json!({ "kind": "goal", "text": "read", "done": "2026-11-21" }),
        json!({ "kind": "plan", "text": "if a, then b" }),
        json!({ "kind": "reflection", "answers": "yynyynn" }),
    ];
    for (id, entry) in (1..).zip(&mut entries) {
        entry["id"] = json!(id);
        entry["at"] = json!(AT);
    }
    let file = json!({ "version": 1, "breakup": "2026-11-01", "entries": entries });
    world.write(file.to_string());
    world
}

fn entry(world: &World, id: usize) -> Value {
    world.file()["entries"][id - 1].clone()
}

#[test]
fn the_answer_to_each_kind_is_its_line() {
    let world = of_every_kind();
    for (line, first) in [
        ("edit 2 --at 2026-11-19", "2  Thu 19 Nov 2026  restart"),
        ("edit 3 so lonely", "3  Fri 20 Nov 2026 12:00  urge  so lonely"),
        ("edit 4 --trigger wine", "4  Fri 20 Nov 2026 12:00  urge, gave in"),
        ("edit 4 --clear resisted", "4  Fri 20 Nov 2026 12:00  urge"),
        ("edit 5 --at 2026-11-19", "5  Thu 19 Nov 2026  letter  unsent"),
        ("edit 6 walk", "6  Fri 20 Nov 2026 12:00  goal  walk"),
        ("edit 7 --note walk", "7  Fri 20 Nov 2026 12:00  goal, done  walk"),
        ("edit 7 --clear done", "7  Fri 20 Nov 2026 12:00  goal  walk"),
        ("edit 8 if c, then d", "8  Fri 20 Nov 2026 12:00  plan  if c, then d"),
        ("edit 9 --at 2026-11-19", "9  Thu 19 Nov 2026  reflection"),
    ] {
        let out = world.ok(line);
        let lines: Vec<_> = out.lines().collect();
        assert_eq!((lines[0], *lines.last().unwrap()), (first, "To undo this: nocontact undo"));
        let moved = "The window now starts on Thu 19 Nov 2026: day 3 of 30, 27 days remaining.";
        let moved = lines[1..lines.len() - 1].join(" ") == moved;
        assert!(lines.len() == 2 || moved, "{line}: {out}");
    }
}

#[track_caller]
fn text(words: &[&str], field: &str, expected: &str) {
    let world = of_every_kind();
    world.ok_words(&[&["edit"], words].concat());
    let id: usize = words.iter().find_map(|word| word.parse().ok()).unwrap();
    assert_eq!(entry(&world, id)[field], expected, "{words:?}");
}

#[test]
fn where_there_is_no_channel_every_word_is_of_the_text() {
    text(&["6", "run", "three", "times"], "text", "run three times");
    text(&["6", "run three times"], "text", "run three times");
    text(&["6", "--note", "run", "three", "times"], "text", "run three times");
    text(&["8", "call"], "text", "call");
    text(&["8", "call", "Sam"], "text", "call Sam");
    text(&["8", "CALL"], "text", "CALL");
    text(&["8", "yesterday"], "text", "yesterday");
    text(&["3", "text", "him", "--trigger", "alone"], "note", "text him");
    text(&["6", "--at", "yesterday 9pm", "call", "Sam"], "text", "call Sam");
    text(&["6", "call", "Sam", "--at", "yesterday", "9pm"], "at", "2026-11-21T21:00:00+01:00");
    text(&["6", "line\nline \u{1b}[31m"], "text", "line\nline \u{1b}[31m");
}

#[test]
fn of_a_contact_the_first_word_is_a_channel_unless_it_stands_behind_a_note() {
    text(&["1", "call", "again"], "channel", "call");
    text(&["1", "call", "again"], "note", "again");
    text(&["1", "--note", "I", "want", "to", "call"], "note", "I want to call");
    text(&["1", "--note", "I", "call", "her"], "note", "I call her");
    text(&["1", "--note", "I wrote", "email"], "note", "I wrote");
    text(&["1", "--note", "I wrote", "email"], "channel", "email");
    text(&["1", "--at", "last night", "email", "so", "long"], "note", "so long");
    text(&["1", "--at", "yesterday", "email"], "channel", "email");
}

#[test]
fn the_text_of_a_goal_can_come_from_standard_input() {
    let mut world = of_every_kind();
    world.input = "run in the park\n".into();
    world.ok("edit 6 --note -");
    assert_eq!(entry(&world, 6)["text"], "run in the park");
    world.input = Vec::new();
    assert_eq!(world.ok("edit 6 --note -"), "Nothing to change.\n");
}

const LIFTED: &str = "\nNo request to stop is recorded now. If they asked, it still holds.\n";

#[test]
fn a_stop_can_be_said_later_and_taken_back() {
    let world = of_every_kind();
    let said = world.ok("edit 1 --by them --stop");
    assert!(said.contains("\nFrom now on, the window has no end date.\n"), "{said}");
    assert_eq!(entry(&world, 1)["stop"], true);
    assert_eq!(world.ok("edit 1 --stop"), "Nothing to change.\n");
    let said = world.ok("edit 1 --clear stop");
    assert!(said.contains(LIFTED) && !said.contains("The window now"), "{said}");
    assert_eq!(entry(&world, 1).get("stop"), None);
    assert_eq!(world.ok("edit 1 --clear stop"), "Nothing to change.\n");
    world.ok("undo 2");
    assert_eq!(entry(&world, 1).get("stop"), None);
    refused("edit 1 --stop --clear stop", 2, "--clear stop, not both");
    refused("edit 1 lurk --stop", 2, "lurk is always by you");
    refused("edit 6 --stop", 1, "entry 6 is a goal; \"stop\" does not apply");
    refused("edit 3 --clear stop", 1, "entry 3 is an urge; \"stop\" does not apply");
}

#[track_caller]
fn refused(line: &str, code: u8, says: &str) {
    let world = of_every_kind();
    let before = world.bytes();
    let outcome = world.run(line);
    assert_eq!(outcome.code, code, "{line}: {outcome}");
    assert!(outcome.err.contains(says), "{line}: {outcome}");
    assert_eq!(outcome.out, "", "{line}");
    assert_eq!(world.bytes(), before, "{line}");
}

#[test]
fn a_field_that_a_kind_does_not_have_is_named_with_what_it_has() {
    assert_eq!(
        of_every_kind().run("edit 6 --by them --reply brief").to_string(),
        "! nocontact: entry 6 is a goal; \"by\" does not apply\n\
         !   you can change: --at, --note for its text, --clear done\n\
         exit 1\n"
    );
    for (line, says) in [
        ("edit 1 --clear done", "entry 1 is a contact; \"done\" does not apply"),
        ("edit 1 --clear resisted", "a contact; \"resisted\" does not apply"),
        ("edit 2 walk", "a restart; \"note\" does not apply\n  you can change: --at\n"),
        ("edit 3 --clear done", "an urge; \"done\" does not apply"),
        ("edit 3 --times 2", "you can change: --at, --trigger, --note, --clear resisted"),
        ("edit 5 --note x", "a letter; \"note\" does not apply"),
        ("edit 5 --clear note", "a letter; \"note\" does not apply"),
        ("edit 6 --trigger x", "a goal; \"triggers\" does not apply"),
        ("edit 6 --clear resisted", "a goal; \"resisted\" does not apply"),
        ("edit 8 --clear done", "a plan; \"done\" does not apply"),
        ("edit 8 --necessary work", "you can change: --at, --note for its text\n"),
        ("edit 9 --why other", "entry 9 is a reflection; \"why\" does not apply"),
    ] {
        refused(line, 1, says);
    }
}

#[test]
fn a_goal_or_a_plan_line_is_never_empty() {
    for id in [6, 8] {
        refused(&format!("edit {id} --clear note"), 1, &format!("entry {id} would be empty"));
        refused(&format!("edit {id} --clear note"), 1, &format!("nocontact remove {id}\n"));
        refused(&format!("edit {id}"), 2, "say what to change");
        refused(&format!("edit {id} walk --clear note"), 2, "--clear note, not both");
    }
}

#[test]
fn what_is_open_already_stays_as_it_is() {
    let world = of_every_kind();
    for line in ["edit 3 --clear resisted", "edit 6 --clear done", "edit 6 run"] {
        assert_eq!(world.ok(line), "Nothing to change.\n", "{line}");
    }
}

#[test]
fn a_mistake_in_the_first_word_reads_the_same_wherever_it_stands() {
    let world = of_every_kind();
    for (command, words) in [("log", ""), ("edit 1", ""), ("log", " --at yesterday")] {
        assert_eq!(
            world.run(&format!("{command} tetx{words}")).err,
            format!(
                "nocontact: \"tetx\" is not a channel\n  did you mean: nocontact {command} \
                 text{words}\n"
            ),
        );
    }
}

#[test]
fn undo_says_how_it_ended_once_more() {
    let world = of_every_kind();
    world.ok("edit 7 --clear done");
    let mut file = world.file();
    file["entries"][3]["resisted"] = json!(true);
    let was = json!({ "id": 4, "kind": "urge", "at": AT, "resisted": false });
    file["undo"].as_array_mut().unwrap().push(json!({ "act": "settled", "was": [was] }));
    world.write(file.to_string());
    let told: String = (0..2).map(|_| world.run("undo").to_string()).collect();
    let expected = str![[r#"
Undone. The entry is now:
  4  Fri 20 Nov 2026 12:00  urge, gave in
You can undo 1 more change.
Undone. The entry is now:
  7  Fri 20 Nov 2026 12:00  goal, done  read

"#]];
    assert_data_eq!(told, expected);
}

/// After an entry was taken back, a new entry gets its number.
#[test]
fn words_typed_for_an_entry_go_into_no_other() {
    let mut world = World::started();
    world.ok("goal run");
    world.at("2026-11-22T21:06:00+01:00");
    let act = || {
        world.ok("undo");
        world.ok("log call secret words");
    };
    let outcome = world.run_reading("edit 1 --note -", Meanwhile::then(act, b"swim\n"));
    assert_eq!(outcome.code, 1);
    let why =
        "nocontact: entry 1 changed in the meantime; nothing was done\n  what you wrote is in ";
    assert!(outcome.err.starts_with(why), "{outcome}");
    assert_eq!(world.file()["entries"][0]["note"], "secret words");
    // An entry of the same kind, at another time.
    world.ok("urge");
    world.at("2026-11-22T21:07:00+01:00");
    let act = || {
        world.ok("undo");
        world.ok("urge lonely");
    };
    let outcome = world.run_reading("edit 2 --note -", Meanwhile::then(act, b"wine\n"));
    assert_eq!(outcome.code, 1, "{outcome}");
    assert_eq!(world.file()["entries"][1]["note"], "lonely");
}
