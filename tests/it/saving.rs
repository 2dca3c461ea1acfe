//! How a save works, and what it leaves in the folder (`manual/keeping.md`).

mod burning;
mod fields;
mod leftovers;
mod limit;
mod places;
mod races;

use std::fs;

use snapbox::{assert_data_eq, file, str};

use crate::world::World;

/// A journal with fields of a later release at every level.
const FOREIGN: &str = r#"{"version": 1, "mood": {"a": [1,  2.50, {"b": null}]}, "breakup": "2026-11-01",
    "big": 123456789012345678901234567890, "entries": [
    {"id": 1, "kind": "contact", "at": "2026-11-05", "channel": "text", "weather": {"rain":true },
     "exact": 1.0e+400, "café": "\u00e9\/"}, {"id": 2, "kind": "restart", "at": "2026-11-06", "x": []},
    {"id": 3, "kind": "urge", "at": "2026-11-07", "resisted": true, "y": -0}],
    "undo": [{"act": "edited", "was": [{"id": 1, "kind": "contact", "at": "2026-11-04",
    "channel": "call", "was too": [ ]}], "by hand": 1E5},
    {"act": "recorded", "added": [2, 3]}], "last": ""}"#;

/// The unknown fields of [`FOREIGN`], as they are written back: their values stay exactly the same.
const FOREIGN_FIELDS: [&str; 10] = [
    r#""mood": {"a": [1,  2.50, {"b": null}]}"#,
    r#""big": 123456789012345678901234567890"#,
    r#""last": """#,
    r#""weather": {"rain":true }"#,
    r#""exact": 1.0e+400"#,
    r#""café": "\u00e9\/""#,
    r#""x": []"#,
    r#""y": -0"#,
    r#""was too": [ ]"#,
    r#""by hand": 1E5"#,
];

/// A command line for each kind of change, to run in this order.
const CHANGES: [&str; 9] = [
    "start 2026-11-01",
    "log text one --at 2026-11-05",
    "log call again --by them --reply brief",
    "edit 1 email",
    "restart",
    "amend --days 40",
    "remove 2 --yes",
    "undo",
    "remove 1 --burn --yes",
];

fn text(world: &World) -> String {
    String::from_utf8(world.bytes()).unwrap()
}

#[test]
fn the_file_is_json_with_an_entry_a_line() {
    let world = World::new();
    world.ok("start 2026-11-01 --strict --days 60");
    let text_of_it = text(&world);
    assert!(text_of_it.ends_with("+01:00\",\n  \"entries\": []\n}\n"), "{text_of_it}");
    world.ok("log text asked why --why explanation --trigger alone --trigger wine --times 3");
    world.ok("log call --by them --reply brief --necessary children --at 2026-11-19");
    world.ok("restart");
    world.ok("amend --fixed");
    world.ok("edit 1 --clear note");
    world.ok("remove 2 --yes");
    let expected = file!["messages/whole/the_file_is_json_with_an_entry_a_line.txt"];
    assert_data_eq!(text(&world), expected);
}

#[test]
fn the_backup_is_the_state_before_the_last_save() {
    let world = World::new();
    let backup = world.beside(".bak");
    let mut before = None;
    for line in CHANGES {
        world.ok(line);
        if line.contains("--burn") {
            before = None;
        }
        assert_eq!(fs::read(&backup).ok(), before, "{line}");
        before = Some(world.bytes());
        let file = world.file();
        assert_eq!(file["version"], 1, "{line}");
        assert_eq!(file["breakup"], "2026-11-01", "{line}");
    }
}

#[test]
fn a_backup_without_its_journal_is_named_before_it_is_replaced() {
    let world = World::started();
    world.ok("log text");
    fs::remove_file(world.journal()).unwrap();
    let outcome = world.run("status");
    let expected = str![[r#"
! nocontact: [DIR]/data/nocontact.json is missing, but its backup exists
!   the journal before the last save is in [DIR]/data/nocontact.json.bak
!   to use it: nocontact restore
!   to start over: nocontact start
exit 1

"#]];
    assert_data_eq!(outcome.to_string(), expected);
    assert_eq!(world.run(""), outcome);
    assert_eq!(world.run("status --short").to_string(), "");
    let kept = fs::read(world.beside(".bak")).unwrap();
    let outcome = world.run("start");
    assert_eq!(outcome.code, 0, "{outcome}");
    let expected = str![[r#"
nocontact: [DIR]/data/nocontact.json.bak holds an earlier journal
  The next change replaces it. To keep it, copy it elsewhere first.

"#]];
    assert_data_eq!(outcome.err, expected);
    assert_eq!(fs::read(world.beside(".bak")).unwrap(), kept);
    assert_eq!(World::new().run("start").err, "");
}

#[cfg(unix)] // Symbolic links are a privilege on Windows.
#[test]
fn a_backup_that_is_a_link_is_replaced_and_its_target_left_alone() {
    let world = World::started();
    let backup = world.beside(".bak");
    fs::write(world.path().join("victim"), "mine").unwrap();
    std::os::unix::fs::symlink("../victim", &backup).unwrap();
    let before = world.bytes();
    world.ok("log text");
    assert!(fs::symlink_metadata(&backup).unwrap().is_file());
    assert_eq!(fs::read(&backup).unwrap(), before);
    assert_eq!(fs::read(world.path().join("victim")).unwrap(), b"mine");
}

#[test]
fn a_change_that_changes_nothing_writes_nothing() {
    let world = World::started();
    world.ok("log text");
    let names = world.names();
    let backup = fs::read(world.beside(".bak")).unwrap();
    let before = world.bytes();
    for line in ["amend --days 30", "edit 1 text", "remove 9 --yes", "edit 9 call", "start"] {
        world.run(line);
        assert_eq!(world.bytes(), before, "{line}");
    }
    assert_eq!(fs::read(world.beside(".bak")).unwrap(), backup);
    assert_eq!(world.names(), names);
}

/// The unknown fields that `world` has lost.
fn lost(world: &World) -> Vec<&'static str> {
    let text = text(world);
    FOREIGN_FIELDS.into_iter().filter(|field| !text.contains(field)).collect()
}

#[test]
fn fields_of_a_later_program_survive_to_the_letter() {
    let world = World::new();
    world.write(FOREIGN);
    let lines = "log text|edit 1 email --note x|edit 3 --note x|edit 2 --at 2026-11-08|\
         remove 1 --yes|undo|remove 2 --yes|remove 3 --yes|amend --days 40 --strict";
    for line in lines.split('|') {
        world.ok(line);
        assert_eq!(lost(&world), Vec::<&str>::new(), "{line}");
    }
    // Back to the original journal: its own two changes are left.
    for _ in 0..7 {
        world.ok("undo");
        assert_eq!(lost(&world), Vec::<&str>::new());
    }
    assert_eq!(text(&world).matches("\"act\"").count(), 2);
    assert_eq!(world.json("history --json").as_array().unwrap().len(), 3);
    // Taking them back removes the fields that only they had.
    world.ok("undo");
    assert_eq!(lost(&world), [r#""x": []"#, r#""y": -0"#]);
    world.ok("undo");
    assert!(text(&world).contains(r#""was too": [ ]"#));
}

#[test]
fn an_edited_entry_keeps_its_own_fields_of_a_later_program() {
    for (line, id, fields) in [
        ("edit 1 email --note x", 1, &FOREIGN_FIELDS[3..6]),
        ("edit 2 --at 2026-11-08", 2, &FOREIGN_FIELDS[6..7]),
        ("edit 3 --note x", 3, &FOREIGN_FIELDS[7..8]),
    ] {
        let world = World::new();
        world.write(FOREIGN);
        world.ok(line);
        // Look at the entry itself: the undo list holds its earlier fields too.
        let text = text(&world);
        let head = format!("    {{\"id\": {id}, ");
        let entry = text.lines().find(|line| line.starts_with(&head)).unwrap();
        assert!(fields.iter().all(|field| entry.contains(field)), "{line}: {entry}");
    }
}

#[test]
fn fields_of_a_later_program_survive_in_the_rules_that_undo_would_bring_back() {
    let world = World::new();
    world.write(
        r#"{"version": 1, "breakup": "2026-11-01", "entries": [], "undo": [{"act": "amended",
        "breakup": "2026-11-02", "days": 60, "gentle": {"a": 1.0}}]}"#,
    );
    world.ok("log text");
    assert!(text(&world).contains(r#""gentle": {"a": 1.0}"#), "{}", text(&world));
    world.ok("undo");
    world.ok("undo");
    assert_eq!(world.file()["days"], 60);
}

#[track_caller]
fn ids(world: &World, expected: &[u64]) {
    let file = world.file();
    let entries = file["entries"].as_array().unwrap();
    let ids: Vec<_> = entries.iter().map(|entry| entry["id"].as_u64().unwrap()).collect();
    assert_eq!(ids, expected);
}

#[test]
fn an_id_is_one_more_than_the_greatest() {
    let world = World::started();
    world.ok("log text --at 2026-11-20");
    world.ok("log text --at 2026-11-05");
    world.ok("restart");
    ids(&world, &[1, 2, 3]);
    // A gap is not filled while a later entry exists.
    world.ok("remove 2 --yes");
    world.ok("log text");
    ids(&world, &[1, 3, 4]);
    // The last number is not free while `undo` can bring its entry back.
    world.ok("remove 4 --yes");
    world.ok("log text");
    ids(&world, &[1, 3, 5]);
    for _ in 0..3 {
        world.ok("undo");
    }
    ids(&world, &[1, 3]);
    world.ok("undo");
    ids(&world, &[1, 2, 3]);
}

#[test]
fn ids_in_a_file_need_not_be_in_order_or_without_gaps() {
    let world = World::new();
    world.write(
        r#"{"version": 1, "breakup": "2026-11-01", "entries": [
        {"id": 70, "kind": "restart", "at": "2026-11-06"},
        {"id": 5, "kind": "contact", "at": "2026-11-07"}]}"#,
    );
    world.ok("log text");
    ids(&world, &[5, 70, 71]);
}
