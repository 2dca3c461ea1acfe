//! The seven questions, one at a time, and which answers they accept.

use std::fs;
use std::io::{BufReader, Read};
use std::process::Stdio;

use super::{over, run, tells_no_odds};
use crate::world::World;

/// Answers that are typed give exactly the same results as letters.
#[test]
fn typed_or_given_at_once_it_says_the_same() {
    for letters in ["yynyynn", "nnynnnn", "yynyyyy"] {
        let (mut asked, given) = (over(), over());
        asked.input = letters.replace('y', "yes\n").replace('n', "no\n").into();
        let outcome = run(&given, &format!("ready --answers {letters}"));
        assert_eq!(run(&asked, "ready").out, outcome.out);
        assert_eq!(outcome.err, "");
        assert_eq!(asked.file(), given.file());
    }
}

#[test]
fn where_the_input_ends_nothing_is_kept() {
    let mut world = over();
    let before = (world.bytes(), world.names());
    for answered in 0..7 {
        world.input = "y\n".repeat(answered).into();
        let outcome = run(&world, "ready");
        assert_eq!(outcome.code, 1);
        let question = format!("question {} was not answered; nothing was recorded", answered + 1);
        assert!(outcome.err.contains(&question), "{outcome}");
        assert!(outcome.err.contains("nocontact ready --answers LETTERS\n"), "{outcome}");
        assert!(outcome.err.ends_with(": nocontact help ready\n"), "{outcome}");
        assert!(!outcome.out.contains("reflection"), "{outcome}");
        assert_eq!((world.bytes(), world.names()), before);
    }
}

#[test]
fn what_never_answers_is_not_asked_for_ever() {
    let world = over();
    let before = world.bytes();
    for byte in [b'\n', b'\0', b'x', 0xff] {
        let outcome = world.run_reading("ready", BufReader::new(std::io::repeat(byte)));
        tells_no_odds(&outcome);
        assert_eq!(outcome.code, 1);
        assert_eq!(outcome.err.matches("1. Do you").count(), 10);
    }
    // At each question, nine wrong answers are allowed.
    let input = ("?\n".repeat(9) + "y\n").repeat(7);
    assert_eq!(world.run_reading("ready", input.as_bytes()).code, 0);
    assert_ne!(world.bytes(), before);
}

#[test]
fn an_input_that_fails_is_an_error_that_keeps_nothing() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("the line is cut"))
        }
    }
    let world = over();
    let before = world.bytes();
    let input = "y\ny\n".as_bytes().chain(Broken);
    let outcome = world.run_reading("ready", BufReader::new(input));
    assert_eq!(outcome.code, 1);
    assert!(outcome.err.contains("cannot read the answer: the line is cut"), "{outcome}");
    assert_eq!(world.bytes(), before);
}

/// Runs a script in which the program is `"$0"`; returns its exit code and the text of its file `said`.
#[cfg(unix)] // A script for sh.
#[track_caller]
fn script(world: &World, script: &str) -> (i32, String) {
    let output = world.shell(script).stdin(Stdio::null()).output().unwrap();
    let said = fs::read_to_string(world.path().join("said")).unwrap_or_default();
    (output.status.code().unwrap(), said)
}

#[cfg(unix)] // A script for sh.
#[test]
fn the_facts_are_read_before_the_first_question() {
    let world = over();
    let (code, said) =
        script(&world, "printf 'y\\ny\\nn\\ny\\ny\\nn\\nn\\n' | \"$0\" ready >said 2>&1");
    assert_eq!(code, 0);
    let places = ["No contact recorded", "1. Do you", "7. Was there", "One calm step", "To undo"];
    let places = places.map(|text| said.find(text).unwrap());
    assert!(places.is_sorted(), "{said}");
}

#[cfg(target_os = "linux")] // A script for sh.
#[test]
fn where_the_facts_or_the_questions_cannot_be_read_nothing_is_asked_or_kept() {
    let world = over();
    let before = (world.bytes(), world.names());
    let yes = "printf 'y\\ny\\nn\\ny\\ny\\nn\\nn\\n' |";
    let (code, said) = script(&world, &format!("{yes} \"$0\" ready >/dev/full 2>said"));
    assert_eq!(code, 1);
    assert!(
        said.starts_with("nocontact: cannot write the output, so nothing was asked or kept: "),
        "{said}"
    );
    let (code, said) = script(&world, &format!("{yes} \"$0\" ready >said 2>/dev/full"));
    assert_eq!(code, 1);
    assert!(said.contains("No contact recorded") && !said.contains("reflection"), "{said}");
    assert_eq!((world.bytes(), world.names()), before);
    // Answers that are given at once are recorded first, and then printed.
    let (code, said) = script(&world, "\"$0\" ready --answers yynyynn >/dev/full 2>said");
    assert_eq!(code, 1);
    assert!(said.contains("any change was saved"), "{said}");
    assert_eq!(super::answers(&world), ["one-calm-step"]);
}
