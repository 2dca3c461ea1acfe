//! An urge that is settled later, or meanwhile in another terminal.

use serde_json::{Value, json};
use snapbox::{assert_data_eq, str};

use super::{attended, last};
use crate::meanwhile::Meanwhile;
use crate::world::World;

const GAVE_IN: &str = "Recorded. It does not decide the next one.\n\
     If you might hurt yourself or someone, or are afraid: nocontact guide safety\n";

#[test]
fn an_urge_is_settled_later_and_what_is_said_last_stands() {
    let world = World::started();
    world.ok("urge so close");
    assert_eq!(
        world.run("urge --resisted 1").to_string(),
        "1  Sun 22 Nov 2026 21:05  urge, resisted  so close\n\
         Resisted. You have resisted 1 urge.\n\
         To undo this: nocontact undo\n"
    );
    let before = world.bytes();
    assert_eq!(world.run("urge --resisted 1").to_string(), "Nothing to change.\n");
    assert_eq!(world.bytes(), before);
    let expected = str![[r#"
1  Sun 22 Nov 2026 21:05  urge, gave in  so close
Recorded. It does not decide the next one.
If you might hurt yourself or someone, or are afraid: nocontact guide safety
2  Sun 22 Nov 2026 21:05  other
Chasing. You reached out in the window.
Next: send nothing more, not even sorry. Wait it out: nocontact urge
Your longest time without contact is still 21 days.
Recorded by mistake? nocontact undo
Could it not be avoided? nocontact edit 2 --necessary children
To say how it was, as in: nocontact edit 2 call

"#]];
    assert_data_eq!(world.run("urge --gave-in 1").to_string(), expected);
    assert_eq!(world.file()["entries"][0]["resisted"], false);
    assert_eq!(world.run("urge --gave-in 1").to_string(), "Nothing to change.\n");
    // Undo takes the settlements back one by one, the contact with its own, and then the urge.
    for expected in [json!(true), Value::Null] {
        world.ok("undo");
        assert_eq!(world.file()["entries"].as_array().unwrap().len(), 1);
        assert_eq!(last(&world)["resisted"], expected);
    }
    world.ok("undo");
    assert_eq!(world.file()["entries"], json!([]));
}

/// The contacts of the journal: id and moment.
fn contacts(world: &World) -> Vec<String> {
    let entries = world.file()["entries"].as_array().unwrap().clone();
    let contacts = entries.iter().filter(|entry| entry["kind"] == "contact");
    let at = |entry: &Value| entry["at"].as_str().unwrap().to_owned();
    contacts.map(|entry| format!("{} {}", entry["id"], at(entry))).collect()
}

#[test]
fn giving_in_is_a_contact_by_me_at_the_time_of_the_urge() {
    let world = World::started();
    world.ok("urge --at 2026-11-20 23:10");
    world.ok("urge --gave-in 1");
    assert_eq!(contacts(&world), ["2 2026-11-20T23:10:00+01:00"]);
    let contact = &world.json("show 2 --json");
    let said = ["by", "channel", "verdict"].map(|field| contact[field].as_str().unwrap());
    assert_eq!(said, ["me", "other", "chasing"]);
    let status = world.json("status --json");
    assert_eq!(
        (&status["counts"]["chasing"], &status["without_contact"]["days"]),
        (&json!(1), &json!(2))
    );
    world.ok("urge --at 2026-11-21");
    world.ok("urge --json --gave-in 3");
    assert_eq!(contacts(&world)[1..], ["4 2026-11-21"]);
}

/// Whether an attempt at `contact` is the one of whoever gave in to an urge at `urge`.
#[track_caller]
fn stands_for(urge: &str, contact: &str, expected: bool) {
    let world = World::started();
    world.ok(&format!("log text --at {contact}"));
    world.ok(&format!("urge --at {urge}"));
    world.ok("urge --gave-in 2");
    assert_eq!(contacts(&world).len() == 1, expected, "{urge} {contact}");
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
        assert_eq!(contacts(&world).len(), 2, "{line}");
    }
}

#[test]
fn resisting_after_all_takes_the_contact_out_unless_more_was_said_of_it() {
    let world = World::started();
    world.ok("urge");
    world.ok("urge --gave-in 1");
    assert_eq!(
        world.ok("urge --resisted 1"),
        "1  Sun 22 Nov 2026 21:05  urge, resisted\n\
         Resisted. You have resisted 1 urge.\n\
         Entry 2, recorded with it, was removed.\n\
         To undo this: nocontact undo\n"
    );
    assert_eq!(contacts(&world), [""; 0]);
    world.ok("undo");
    assert_eq!((contacts(&world).len(), &last(&world)["kind"]), (1, &json!("contact")));
    let stays = "\nEntry 2 says that you contacted them then. If you did not: nocontact remove 2\n";
    // An edit says more about it. Other changes do not, however many.
    for (line, times, is_kept) in [("edit 2 text", 1, true), ("goal run", 11, false)] {
        let world = World::started();
        world.ok("urge");
        world.ok("urge --gave-in 1");
        (0..times).for_each(|_| drop(world.ok(line)));
        assert_eq!(world.ok("urge --resisted 1").contains(stays), is_kept, "{line}");
        assert_eq!(contacts(&world).len(), usize::from(is_kept), "{line}");
    }
}

#[test]
fn a_contact_that_was_there_before_is_never_taken_out() {
    let world = World::started();
    world.ok("log --at 2026-11-20 23:10");
    world.ok("urge --at 2026-11-20 23:10");
    world.ok("urge --gave-in 2");
    assert!(
        world
            .ok("urge --resisted 2")
            .contains("\nEntry 1 says that you contacted them then. If you did not: ")
    );
    assert_eq!(contacts(&world).len(), 1);
}

#[test]
fn on_a_terminal_the_questions_follow() {
    let mut world = World::started();
    world.ok("urge --at 2026-11-20 23:10");
    world.terminal = true;
    world.input = "text\n\n2\n".into();
    let outcome = world.run("urge --gave-in 1");
    assert!(outcome.out.contains("\n2  Fri 20 Nov 2026 23:10  text x2\n"), "{outcome}");
    world.ok("undo");
    // It was them, so nobody is asked who it was, and it stands.
    world.input = "none\n".into();
    let outcome = world.run("urge --gave-in 1");
    assert!(!outcome.err.contains("Who"), "{outcome}");
    assert!(outcome.err.contains("\nHow? (text, call, social, ...) "), "{outcome}");
    assert!(outcome.err.contains("\"none\" is not one of these: call, "), "{outcome}");
    assert_eq!(contacts(&world).len(), 1);
    world.ok("urge --resisted 1");
    assert_eq!(contacts(&world), [""; 0]);
}

#[test]
fn what_is_no_urge_is_not_settled() {
    let world = World::started();
    world.ok("log text");
    let before = world.bytes();
    assert_eq!(
        world.run("urge --resisted 1").to_string(),
        "! nocontact: entry 1 is a contact, not an urge\n\
         !   to list the urges: nocontact history --kind urge\n\
         exit 1\n"
    );
    assert_eq!(
        world.run("urge --gave-in 2").to_string(),
        "! nocontact: there is no entry 2\n\
         !   to see the ids: nocontact history\n\
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

#[test]
fn who_gave_in_is_told_no_number_of_urges_and_where_help_is() {
    let world = World::started();
    world.ok("urge");
    world.ok("urge");
    world.ok("urge --resisted 2");
    let said = world.ok("urge --gave-in 1");
    let (_, said) = said.split_once('\n').unwrap();
    assert!(said.starts_with(GAVE_IN) && !said.contains("resisted"), "{said}");
    assert_eq!(said.matches("guide safety").count(), 1, "{said}");
    assert!(!world.ok("urge --resisted 1").contains("might hurt"));
    // Also where the contact was recorded before.
    world.ok("log text");
    let said = world.ok("urge --gave-in 1");
    let already = format!("{GAVE_IN}Entry 4 already says that you contacted them.\n");
    assert!(said.contains(&already), "{said}");
}
