//! `urge`: recorded first, waited out, settled. Its words are in `said`, how it is settled later in
//! `settled`, and what `status` counts in `counted`.

mod counted;
mod said;
mod settled;
mod terminal;
mod unrecorded;

use std::fs;
use std::io;
use std::time::Duration;

use serde_json::{Value, json};
use snapbox::{assert_data_eq, str};

use crate::meanwhile::Meanwhile;
use crate::world::World;

/// A world with a breakup and two plan lines, and someone at the terminal.
fn attended() -> World {
    let mut world = World::started();
    world.ok("plan if I want to text at night, then I call Sam");
    world.ok("plan if I walk past their street, then I turn left");
    world.terminal = true;
    world
}

/// Runs a command line while `input` is typed.
fn typing(world: &mut World, line: &str, input: &str) -> String {
    world.input = input.into();
    world.run(line).to_string()
}

/// The last entry of the file.
fn last(world: &World) -> Value {
    world.file()["entries"].as_array().unwrap().last().unwrap().clone()
}

#[test]
fn an_urge_is_recorded_and_waited_out_and_resisted() {
    let mut world = attended();
    let expected = str![[r#"
3  Sun 22 Nov 2026 21:05  urge  so close

If you might hurt yourself or someone, or are afraid: nocontact guide safety

1  if I want to text at night, then I call Sam
2  if I walk past their street, then I turn left

Many urges pass if you wait. You do not have to win; you only have to wait.
Resisted. You have resisted 1 urge.
If it is still strong, call someone, or wait again: nocontact urge
To undo this: nocontact undo
! 
! 10 minutes. Enter ends it early; Ctrl-C leaves, and the urge stays recorded.
! Did you contact them? [y/n] 

"#]];
    assert_data_eq!(typing(&mut world, "urge so close --trigger alone", "n\n"), expected);
    assert_eq!(
        last(&world),
        json!({ "id": 3, "kind": "urge", "at": "2026-11-22T21:05:00+01:00", "resisted": true,
                "triggers": ["alone"], "note": "so close" })
    );
}

/// The end of what one run with `input` prints, below the line on waiting.
#[track_caller]
fn ending(world: &mut World, input: &str) -> String {
    world.input = input.into();
    let out = world.run("urge").out;
    out.split_once("only have to wait.\n").unwrap().1.to_owned()
}

#[test]
fn who_reached_out_is_asked_about_it_and_one_undo_takes_back_both() {
    let mut world = attended();
    let expected = str![[r#"
Recorded. It does not decide the next one.
If you might hurt yourself or someone, or are afraid: nocontact guide safety
4  Sun 22 Nov 2026 21:05  text x6
[1mChasing[0m. You reached out in the window. That makes three or more within a day.
Next: send nothing more, not even sorry. Wait it out: nocontact urge
Unwanted contact can frighten, and can be harassment: nocontact guide safety
Your longest time without contact is still 21 days.
Recorded by mistake? nocontact undo
Could it not be avoided? nocontact edit 4 --necessary children

"#]];
    assert_data_eq!(ending(&mut world, "yes\ntext\n\n6\n"), expected);
    let file = world.file();
    let [urge, contact] = &file["entries"].as_array().unwrap()[2..] else { panic!() };
    assert_eq!((&urge["resisted"], &contact["channel"]), (&json!(false), &json!("text")));
    assert_eq!((&contact["times"], &contact["at"]), (&json!(6), &urge["at"]));
    world.ok("undo");
    assert_eq!(last(&world), *world.file()["entries"].as_array().unwrap().last().unwrap());
    assert_eq!((&last(&world)["kind"], &last(&world)["resisted"]), (&json!("urge"), &Value::Null));
}

#[test]
fn who_takes_it_back_at_once_has_the_urge_open_again() {
    let mut world = attended();
    let said = ending(&mut world, "y\n");
    let first = "Recorded. It does not decide the next one.\n\
                 If you might hurt yourself or someone, or are afraid: nocontact guide safety\n";
    assert!(said.starts_with(first) && said.contains("\nRecorded by mistake? "), "{said}");
    assert!(!said.contains("Was it them?") && !said.contains("To say how it was"), "{said}");
    world.ok("undo");
    assert_eq!((&last(&world)["kind"], &last(&world)["resisted"]), (&json!("urge"), &Value::Null));
}

#[test]
fn under_a_stop_the_urge_says_what_that_means_now() {
    let request = "nocontact guide safety\nThey asked for no contact. Right now, that means: send \
                   nothing.\n\n";
    let mut world = World::started();
    world.ok("log text --by them --at 2026-11-10");
    let about = |world: &World| world.ok("urge").contains("They asked for no contact.");
    assert!(!about(&world));
    world.ok("edit 1 --stop");
    for line in ["urge", "urge --no-wait", "urge --at yesterday"] {
        assert!(world.ok(line).contains(request), "{line}");
    }
    world.terminal = true;
    assert!(world.ok("urge").contains(request));
    world.ok("edit 1 --clear stop");
    assert!(!about(&world));
    // Without an end by choice, nobody asked.
    let open = World::new();
    open.ok("start 2026-11-01 --no-end");
    assert!(!about(&open));
}

#[test]
fn what_is_no_answer_leaves_it_open() {
    let mut world = attended();
    let expected = str![[r#"
It stays open. Say how it ended when you know:
  nocontact urge --resisted 3
  nocontact urge --gave-in 3
To undo this: nocontact undo

"#]];
    assert_data_eq!(ending(&mut world, "perhaps\n"), expected);
    for input in ["", "\n", "yn\n", "nope\n", "\u{1b}[A\n", "no, never\n"] {
        let said = typing(&mut world, "urge", input);
        assert!(said.contains("\nIt stays open."), "{input:?}: {said}");
        assert_eq!(last(&world)["resisted"], Value::Null, "{input:?}");
    }
}

#[test]
fn an_answer_is_taken_in_any_case_and_a_wrong_key_is_asked_again() {
    let mut world = attended();
    let (yes, no, open) = (json!(false), json!(true), Value::Null);
    for (input, resisted) in [
        ("n\n", &no),
        ("No\n", &no),
        (" N \n", &no),
        ("NO", &no),
        ("Y\n", &yes),
        ("y", &yes),
        ("x\nn\n", &no),
        ("why\nmaybe\nyes\n", &yes),
        ("x\nx\nx\nn\n", &open),
        ("x\n\nn\n", &open),
        ("x", &open),
    ] {
        typing(&mut world, "urge", input);
        let entries = world.file()["entries"].clone();
        let urge = entries.as_array().unwrap().iter().rfind(|it| it["kind"] == "urge").unwrap();
        assert_eq!(urge["resisted"], *resisted, "{input:?}");
    }
    world.input = b"x\nn\n".into();
    let err = world.run("urge").err;
    assert!(err.ends_with("[y/n] Please answer y or n.\nDid you contact them? [y/n] "), "{err}");
}

#[test]
fn the_countdown_is_of_ten_minutes_or_as_long_as_is_said() {
    let mut world = attended();
    world.count_down = |time, ascii, lines| {
        assert_eq!((time, ascii, lines), (Duration::from_mins(10), false, false));
        Ok(())
    };
    world.ok("urge");
    world.count_down = |time, _, _| {
        assert_eq!(time, Duration::from_hours(24));
        Ok(())
    };
    world.ok("urge --minutes 1440");
    world.variables.insert("LANG", "C".into());
    world.count_down = |time, ascii, lines| {
        assert_eq!((time, ascii, lines), (Duration::from_mins(1), true, false));
        Ok(())
    };
    assert!(world.run("urge --minutes 1").err.starts_with("\n1 minute. Enter"));
    world.variables.insert("TERM", "dumb".into());
    world.count_down = |_, _, lines| {
        assert!(lines);
        Ok(())
    };
    world.ok("urge");
    for minutes in ["0", "1441", "-1", "2.5", "ten"] {
        let outcome = world.run(&format!("urge --minutes={minutes}"));
        assert_eq!(outcome.code, 2, "{outcome}");
        assert!(outcome.err.contains("is not a number from 1 to 1440"), "{outcome}");
    }
}

#[test]
fn nothing_is_counted_down_where_nobody_waits() {
    let mut world = attended();
    world.count_down = |_, _, _| panic!("nobody waits");
    for line in ["urge --no-wait", "urge --at yesterday", "urge --json", "urge --at now --no-wait"]
    {
        assert_eq!(world.run(line).err, "", "{line}");
    }
    for line in
        ["urge --minutes 5 --no-wait", "urge --minutes 5 --json", "urge --minutes 5 --at now"]
    {
        assert_eq!(world.run(line).code, 2, "{line}");
    }
    world.terminal = false;
    assert_eq!(world.run("urge").err, "");
    assert_eq!(world.run("urge --minutes 5").err, "");
    assert_eq!(world.json("status --json")["counts"]["urges"], 6);
}

#[test]
fn where_nobody_waits_it_says_how_to_settle_it() {
    let world = World::started();
    let expected = str![[r#"
1  Sat 21 Nov 2026 23:00  urge  so close

If you might hurt yourself or someone, or are afraid: nocontact guide safety

Many urges pass if you wait. You do not have to win; you only have to wait.

How did it end? Say so when you know:
  nocontact urge --resisted 1
  nocontact urge --gave-in 1
To undo this: nocontact undo

"#]];
    assert_data_eq!(world.run("urge so close --at yesterday 11pm").to_string(), expected);
    world.ok("plan if I want to text at night, then I call Sam");
    let out = world.ok("urge");
    let plan = "\n\n2  if I want to text at night, then I call Sam\n\nOnce a message is read, ";
    assert!(out.contains(plan), "{out}");
    assert!(out.contains("\n  nocontact urge --gave-in 3\n"), "{out}");
}

#[test]
fn a_countdown_that_fails_is_told_and_the_urge_is_kept() {
    let mut world = attended();
    world.count_down = |_, _, _| Err(io::Error::other("the terminal is gone"));
    let outcome = world.run("urge so close");
    assert_eq!(outcome.code, 1);
    let told = "nocontact: cannot count down: the terminal is gone";
    assert_eq!(outcome.err.lines().last(), Some(told), "{outcome}");
    assert_eq!(last(&world)["note"], "so close");
}

#[test]
fn what_is_said_fits_the_terminal() {
    let mut world = attended();
    world.width = Some(60);
    for input in ["n\n", "y\n", "\n"] {
        world.input = input.into();
        let outcome = world.run("urge a note that goes on and on, beyond what sixty columns hold");
        // What is typed ends the line of a question.
        let err = outcome.err.replace("] ", "]\n");
        for line in outcome.out.lines().chain(err.lines()) {
            assert!(line.chars().count() <= 60, "{line}");
        }
    }
    world.variables.insert("NOCONTACT_FILE", "/none/of/these.json".into());
    let outcome = world.run("urge");
    for line in outcome.out.lines().chain(outcome.err.lines()) {
        assert!(line.chars().count() <= 60, "{line}");
    }
}
