//! An urge that is settled later, or meanwhile in another terminal.

use serde_json::Value;

use super::{attended, last};
use crate::meanwhile::Meanwhile;
use crate::world::World;

/// How many contacts the journal has.
fn contacts(world: &World) -> usize {
    let entries = world.file()["entries"].as_array().unwrap().clone();
    entries.iter().filter(|entry| entry["kind"] == "contact").count()
}

/// Whether an attempt at `contact` is the one of whoever gave in to an urge at `urge`.
#[track_caller]
fn stands_for(urge: &str, contact: &str, expected: bool) {
    let world = World::started();
    world.ok(&format!("log text --at {contact}"));
    world.ok(&format!("urge --at {urge}"));
    world.ok("urge --gave-in 2");
    assert_eq!(contacts(&world) == 1, expected, "{urge} {contact}");
}

#[test]
fn an_attempt_within_the_24_hours_from_then_on_is_that_contact() {
    stands_for("2026-11-18 22:00", "2026-11-18 21:59", false);
    stands_for("2026-11-18 22:00", "2026-11-18 22:00", true);
    stands_for("2026-11-18 22:00", "2026-11-19 21:59", true);
    stands_for("2026-11-18 22:00", "2026-11-19 22:00", false);
    stands_for("2026-11-18 22:00", "2026-11-17", false);
    stands_for("2026-11-18 22:00", "2026-11-18", true);
    stands_for("2026-11-18", "2026-11-19 22:00", true);
    stands_for("2026-11-18", "2026-11-20", false);
    for line in ["log lurk", "log text --necessary work", "log call --by them"] {
        let world = World::started();
        world.ok(line);
        world.ok("urge");
        world.ok("urge --gave-in 2");
        assert_eq!(contacts(&world), 2, "{line}");
    }
}

/// An edit may have said more about it.
#[test]
fn after_many_other_changes_resisting_still_takes_the_contact_out() {
    let world = World::started();
    world.ok("urge");
    world.ok("urge --gave-in 1");
    (0..11).for_each(|_| drop(world.ok("goal run")));
    let said = world.ok("urge --resisted 1");
    assert!(said.contains("\nEntry 2, recorded with it, was removed.\n"), "{said}");
    assert_eq!(contacts(&world), 0);
}

/// What `urge` says after `lines` ran in another terminal while it asked.
#[track_caller]
fn meanwhile(lines: &[&str]) -> String {
    let world = attended();
    let act = || {
        assert_eq!(last(&world)["resisted"], Value::Null, "it is on the disk before it is asked");
        for line in lines {
            world.ok(line);
        }
    };
    let outcome = world.run_reading("urge", Meanwhile::then_no(act));
    assert_eq!(outcome.code, 0, "{outcome}");
    let (_, said) = outcome.out.split_once("only have to wait.\n").unwrap();
    said.to_owned()
}

#[test]
fn what_another_terminal_did_meanwhile_stands() {
    for (lines, said) in [
        (
            ["urge --gave-in 3"],
            "It was settled meanwhile: gave in. Nothing was changed.\n\
             To change that: nocontact urge --resisted 3\n",
        ),
        (["urge --resisted 3"], "Nothing to change.\n"),
        // An edit leaves it the same urge.
        (
            ["edit 3 --trigger alone"],
            "Resisted. You have resisted 1 urge.\n\
             If it is still strong, call someone, or wait again: nocontact urge\n\
             To undo this: nocontact undo\n",
        ),
    ] {
        assert_eq!(meanwhile(&lines), said);
    }
    let gone = "Entry 3 is no longer this urge. Nothing was changed.\n\
                To see what there is: nocontact history\n";
    // By then another entry may have its number.
    let lines: [&[&str]; 4] =
        [&["remove 3 --yes"], &["undo"], &["undo", "log text"], &["undo", "urge --at yesterday"]];
    for lines in lines {
        assert_eq!(meanwhile(lines), gone, "{lines:?}");
    }
}

#[test]
fn a_journal_that_is_gone_meanwhile_is_told() {
    let world = attended();
    let act = || drop(world.ok("erase --yes"));
    let outcome = world.run_reading("urge", Meanwhile::then_no(act));
    assert_eq!(outcome.code, 1);
    assert!(outcome.err.contains("nocontact: nothing is tracked yet"), "{outcome}");
}
