//! `urge`: recorded first, waited out, settled. Its screens are in `messages/urge.txt`, its words in
//! `said`, how it is settled later in `settled`, and what `status` counts in `counted`.

mod counted;
mod said;
mod settled;
mod terminal;

use std::io;
use std::time::Duration;

use serde_json::{Value, json};

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

/// The last entry of the file.
fn last(world: &World) -> Value {
    world.file()["entries"].as_array().unwrap().last().unwrap().clone()
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
        ("", &open),
        ("\n", &open),
        ("yn\n", &open),
        ("nope\n", &open),
        ("\u{1b}[A\n", &open),
        ("no, never\n", &open),
    ] {
        world.input = input.into();
        let said = world.run("urge").out;
        assert_eq!(said.contains("\nIt stays open."), resisted.is_null(), "{input:?}: {said}");
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

/// Nothing that is piped in is lost by being read where it cannot be kept.
#[test]
fn before_start_no_note_is_read_and_where_nobody_waits_none_is_counted_down() {
    let mut world = World::new();
    world.terminal = true;
    world.count_down = |_, _, _| panic!("nobody waits");
    for (line, code) in [("urge --no-wait --note -", 0), ("urge --json --note -", 1)] {
        let outcome = world.run_reading(line, Meanwhile::never());
        assert_eq!(outcome.code, code, "{line}: {outcome}");
    }
    world.write("{");
    for line in ["urge --no-wait", "urge --json", "urge --at yesterday", "urge --resisted 1"] {
        let outcome = world.run(line);
        assert_eq!((outcome.code, &*outcome.out), (1, ""), "{line}: {outcome}");
    }
}
