//! An urge that is settled later, or meanwhile in another terminal.

use serde_json::{Value, json};
use snapbox::{assert_data_eq, str};

use super::{attended, last};
use crate::meanwhile::Meanwhile;
use crate::world::World;

#[test]
fn an_urge_is_settled_later_and_what_is_said_last_stands() {
    let world = World::started();
    world.ok("urge so close");
    assert_eq!(
        world.run("urge --resisted 1").to_string(),
        "1  Sun 22 Nov 2026 21:05  urge, resisted  so close\n\
         Resisted. Urges resisted: 1.\n\
         To undo this: nocontact undo\n"
    );
    let before = world.bytes();
    assert_eq!(world.run("urge --resisted 1").to_string(), "Nothing to change.\n");
    assert_eq!(world.bytes(), before);
    assert_data_eq!(
        world.run("urge --gave-in 1").to_string(),
        str![[r#"
1  Sun 22 Nov 2026 21:05  urge, gave in  so close
Noted: gave in. It does not decide the next one.
To record it: nocontact log
To undo this: nocontact undo

"#]]
    );
    assert_eq!(last(&world)["resisted"], false);
    // Undo takes the settlements back one by one, and then the urge.
    for expected in [json!(true), Value::Null] {
        world.ok("undo");
        assert_eq!(last(&world)["resisted"], expected);
    }
    world.ok("undo");
    assert_eq!(world.file()["entries"], json!([]));
}

#[test]
fn what_is_no_urge_is_not_settled() {
    let world = World::started();
    world.ok("log text");
    let before = world.bytes();
    assert_eq!(
        world.run("urge --resisted 1").to_string(),
        "! nocontact: entry 1 is of kind contact; only an urge is settled\n\
         !   the urges are in: nocontact history --kind urge\n\
         exit 1\n"
    );
    assert_eq!(
        world.run("urge --gave-in 2").to_string(),
        "! nocontact: there is no entry 2\n\
         !   the ids are in: nocontact history\n\
         exit 1\n"
    );
    for line in [
        "urge --resisted 1 --gave-in 1",
        "urge --resisted 1 so close",
        "urge --gave-in 1 --note a",
        "urge --gave-in 1 --trigger a",
        "urge --resisted 1 --at yesterday",
        "urge --resisted 1 --minutes 5",
        "urge --resisted 1 --no-wait",
        "urge --resisted one",
        "urge --resisted",
    ] {
        assert_eq!(world.run(line).code, 2, "{line}");
    }
    assert_eq!(world.bytes(), before);
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
            "Resisted. Urges resisted: 1.\nTo undo this: nocontact undo\n",
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

#[test]
fn an_urge_of_another_day_is_offered_a_log_of_that_day() {
    let world = World::started();
    world.ok("urge --at 2026-11-20 23:10");
    world.ok("urge --at today");
    let offered = |line: &str| {
        let said = world.ok(line);
        said.lines().find_map(|line| line.strip_prefix("To record it: ")).unwrap().to_owned()
    };
    assert_eq!(offered("urge --gave-in 1"), "nocontact log --at 2026-11-20");
    assert_eq!(offered("urge --gave-in 2"), "nocontact log");
}

#[test]
fn who_gave_in_is_told_what_is_still_true_and_no_zero() {
    let world = World::started();
    world.ok("urge");
    world.ok("urge");
    assert!(!world.ok("urge --gave-in 1").contains("Urges resisted"));
    world.ok("urge --resisted 2");
    world.ok("urge");
    assert!(world.ok("urge --gave-in 3").contains("\nUrges resisted: 1.\n"));
}
