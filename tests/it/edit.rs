//! `edit`, whose words and answers are in `messages/edit.txt`: what comes in while it waits.

use crate::meanwhile::Meanwhile;
use crate::world::World;

#[test]
fn a_text_is_kept_to_the_letter() {
    let world = World::started();
    world.ok("goal run");
    world.ok_words(&["edit", "1", "line\nline \u{1b}[31m"]);
    assert_eq!(world.file()["entries"][0]["text"], "line\nline \u{1b}[31m");
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
