//! `restart`, `amend`, `edit`, `remove` and `undo`: what can be corrected, and what can be taken
//! back.

use nocontact::store::format;
use snapbox::{assert_data_eq, str};

use crate::world::World;

mod amend;
mod undo;

#[test]
fn what_is_taken_back_fits_the_terminal() {
    let mut world = World::started();
    world.ok("log text a note that goes on and on, far beyond what sixty columns can hold");
    world.terminal = true;
    world.width = Some(60);
    for line in world.ok("undo --color never").lines() {
        assert!(line.chars().count() <= 60, "{line}");
    }
}

fn with_two_texts() -> World {
    let world = World::started();
    world.ok("log text asked why --at 2026-11-10 22:00 --why explanation --trigger wine");
    world.ok("log call --by them --reply brief --at 2026-11-12");
    world
}

/// The journal without its undo list.
fn facts(world: &World) -> serde_json::Value {
    let mut file = world.file();
    file.as_object_mut().unwrap().remove("undo");
    file
}

#[test]
fn an_edit_that_cannot_be_is_refused() {
    let world = with_two_texts();
    world.ok("restart");
    world.ok("log lurk");
    for (line, code, says) in [
        ("edit 1", 2, "say what to change"),
        ("edit 1 --note x --clear note", 2, "--clear note, not both"),
        ("edit 1 --clear times", 2, "choose from: why, reply, necessary, stop, triggers, note"),
        ("edit 9 call", 1, "there is no entry 9"),
        ("edit 2 lurk", 2, "lurk is always by you"),
        ("edit 4 --by them", 2, "lurk is always by you"),
        ("edit 4 --stop", 2, "lurk is always by you"),
        ("edit 1 --stop --clear stop", 2, "--clear stop, not both"),
        ("edit 3 --stop", 1, "entry 3 is a restart"),
        ("edit 1 --at 2026-10-31", 1, "is before the breakup"),
        ("edit 3 text", 1, "entry 3 is a restart"),
        ("edit 3 --note x", 1, "entry 3 is a restart"),
        ("edit x call", 2, "\"x\" is not an entry"),
    ] {
        let before = world.bytes();
        let outcome = world.run(line);
        assert_eq!(outcome.code, code, "{line}: {outcome}");
        assert!(outcome.err.contains(says), "{line}: {outcome}");
        assert_eq!(world.bytes(), before, "{line}");
    }
}

#[test]
fn remove_shows_the_entry_and_asks() {
    let mut world = with_two_texts();
    let before = world.bytes();
    for answer in ["", "n\n", "yess\n", "no"] {
        world.input = answer.into();
        let outcome = world.run("remove 1");
        assert_eq!((outcome.code, outcome.out.as_str()), (1, ""), "{answer:?}");
        assert_eq!(world.bytes(), before);
    }
    let expected = str![[r#"
! 1  Tue 10 Nov 2026 22:00  text  asked why
! Remove it? [y/N] 
! nocontact: you did not confirm; nothing was changed
!   to skip the question, add --yes
exit 1

"#]];
    assert_data_eq!(world.run("remove 1").to_string(), expected);
    world.input = "Yes\n".into();
    let expected = str![[r#"
Removed: 1  Tue 10 Nov 2026 22:00  text  asked why
To undo this: nocontact undo
! 1  Tue 10 Nov 2026 22:00  text  asked why
! Remove it? [y/N] 

"#]];
    assert_data_eq!(world.run("remove 1").to_string(), expected);
    assert_eq!(world.file()["entries"].as_array().unwrap().len(), 1);
}

#[test]
fn a_burnt_entry_is_gone_from_undo_too() {
    let world = with_two_texts();
    world.ok("edit 1 --note another");
    assert_eq!(
        world.run("remove 1 --burn --yes").to_string(),
        "Removed for good, with the undo history and the backup: entry 1\n"
    );
    let text = String::from_utf8(world.bytes()).unwrap();
    assert!(!text.contains("asked why") && !text.contains("another"), "{text}");
    assert_eq!(
        world.run("undo").to_string(),
        "! nocontact: there is nothing to undo\n\
         !   to correct the breakup date: nocontact amend --date DATE\n\
         exit 1\n"
    );
    assert_eq!(world.names(), ["nocontact.json", "nocontact.json.lock"]);
}

#[test]
fn several_are_removed_by_one_question_and_brought_back_by_one_undo() {
    let mut world = with_two_texts();
    world.ok("goal run");
    let before = facts(&world);
    world.terminal = true;
    world.input = b"y\n".to_vec();
    let outcome = world.run("remove last 1 3 --color never");
    assert_eq!(outcome.err.matches("Remove them? [y/N] ").count(), 1, "{outcome}");
    assert_eq!(outcome.out.matches("Removed: ").count(), 2, "{outcome}");
    assert_eq!(facts(&world)["entries"].as_array().unwrap().len(), 1);
    let back = world.ok("undo --color never");
    assert!(
        back.starts_with("Undone. Recorded again:\n  1  ") && back.contains("\n  3  "),
        "{back}"
    );
    assert_eq!(facts(&world), before);
    world.ok("undo");
    let undoable = world.bytes();
    for line in ["remove 1 3 --yes", "remove 2 9 1 --burn --yes"] {
        assert_eq!(world.run(line).code, 1, "{line}");
        assert_eq!(world.bytes(), undoable, "{line}");
    }
    // One may have gone since they were shown.
    let mut journal = format::decode(&undoable).unwrap();
    assert_eq!(journal.remove(&[1, 9]), Err(9));
    assert_eq!(journal.entries.len(), 2);
}

#[test]
fn several_are_burnt_in_one_save() {
    let world = with_two_texts();
    world.ok("goal run");
    world.ok("remove 3 --yes");
    let said = world.ok("remove 3 1 --burn --yes");
    let gone = "Removed for good, with the undo history and the backup: entry 1, entry 3\n";
    assert_eq!(said, gone);
    let file = world.file();
    assert_eq!(file["entries"].as_array().unwrap().len(), 1);
    assert!(file.get("undo").is_none() && !world.beside(".bak").exists(), "{file}");
}
