//! `undo`: how many changes it takes back, and what it says of them.

use std::fs;

use snapbox::{assert_data_eq, file};

use super::{facts, with_two_texts};
use crate::world::World;

#[test]
fn undo_takes_back_as_many_as_it_is_told_in_one_save_or_none() {
    let (slow, world) = (with_two_texts(), with_two_texts());
    slow.ok("amend --days 40");
    world.ok("amend --days 40");
    let before = world.bytes();
    assert_eq!(
        world.run("undo 4").to_string(),
        "! nocontact: you can undo only 3 changes\n\
         !   to undo that many: nocontact undo 3\nexit 1\n"
    );
    for line in ["undo 0", "undo 11", "undo x"] {
        assert_eq!(world.run(line).code, 2, "{line}");
    }
    assert_eq!(world.bytes(), before);
    let told = slow.ok("undo").replace("You can undo 2 more changes.\n", "") + &slow.ok("undo");
    assert_eq!(world.ok("undo 2"), told);
    assert_eq!(world.file(), slow.file());
    let backup = fs::read(world.beside(".bak")).unwrap();
    assert_eq!(backup, before, "it is one save");
}

#[test]
fn undo_says_what_it_took_back() {
    let world = with_two_texts();
    world.ok("edit 1 email");
    world.ok("remove 2 --yes");
    world.ok("amend --days 60");
    let told: String = (0..6).map(|_| world.run("undo").to_string()).collect();
    let expected = file!["../messages/whole/undo_says_what_it_took_back.txt"];
    assert_data_eq!(told, expected);
}

#[test]
fn undo_takes_back_ten_changes_of_any_kind_in_order() {
    let world = World::started();
    let mut states = vec![facts(&world)];
    let all = "log text one|log call --at 2026-11-05|edit 1 email again|amend --days 60|\
        remove 2 --yes|restart 2026-11-20|log lurk|amend --strict --date 2026-10-20|\
        edit 1 --at 2026-11-01 10:00|remove 1 --yes";
    for line in all.split('|') {
        world.ok(line);
        states.push(facts(&world));
    }
    for state in states.iter().rev().skip(1) {
        world.ok("undo");
        assert_eq!(&facts(&world), state);
    }
    assert_eq!(world.run("undo").code, 1);
}
