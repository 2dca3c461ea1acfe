//! Streams that are closed early, are full, or do not exist.

#![cfg(unix)] // A script for sh.

use std::fs::File;
use std::process::Stdio;

use super::text;
use crate::world::{World, skipped};

/// A stream whose reader is gone.
fn closed() -> Stdio {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    writer.into()
}

/// A stream that is always full, if the system has one.
fn full() -> Option<Stdio> {
    let file = File::options().write(true).open("/dev/full");
    if file.is_err() {
        skipped("there is no /dev/full here");
    }
    file.ok().map(Stdio::from)
}

/// How many entries there are.
fn entries(world: &World) -> usize {
    world.file()["entries"].as_array().unwrap().len()
}

/// Command lines to run in this order, and how many entries there are after each.
const LINES: &str = "start 2026-11-01 = 0 | log text = 1 | log text --json = 2 | \
     edit 1 call = 2 | remove 1 --yes = 1 | undo = 2 | restart = 3 | status = 3 | \
     status --short = 3 | status --json = 3 | history = 3 | history --json = 3 | show 1 = 3 | \
     guide safety = 3 | doctor = 3 | --help = 3 | log --help = 3 | --version = 3 | \
     remove 2 --burn --yes = 2 | urge so close = 3";

fn lines() -> impl Iterator<Item = (&'static str, usize)> {
    LINES.split(" | ").map(|row| {
        let (line, entries) = row.split_once(" = ").unwrap();
        (line, entries.parse().unwrap())
    })
}

#[test]
fn a_reader_that_goes_away_is_no_failure_and_the_change_is_kept() {
    let world = World::new();
    for (line, expected) in lines() {
        let mut command = world.process();
        let output = command.args(line.split(' ')).stdout(closed()).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{line}: {}", text(&output.stderr));
        assert_eq!(text(&output.stderr), "", "{line}");
        assert_eq!(entries(&world), expected, "{line}");
    }
}

#[test]
fn a_long_history_can_be_cut_by_head() {
    let world = World::started();
    for _ in 0..20 {
        world.ok_words(&["log", "text", &"x".repeat(60_000)]);
    }
    let script = "set -e; { \"$0\" \"$@\"; echo $? >code; } | head -c 1 >/dev/null; cat code";
    let output = world.shell(script).arg("history").output().unwrap();
    assert_eq!((text(&output.stdout), text(&output.stderr)), ("0\n", ""));
}

#[test]
fn an_output_that_is_full_is_a_failure_that_is_told_and_the_change_is_kept() {
    let world = World::new();
    for (line, expected) in lines() {
        let Some(full) = full() else { return };
        let mut command = world.process();
        let output = command.args(line.split(' ')).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{line}: {}", text(&output.stderr));
        let told = text(&output.stderr);
        assert!(told.starts_with("nocontact: cannot write the output: "), "{line}: {told}");
        let reads = ["status", "history", "show", "guide", "doctor", "--", "log --help"];
        let reads = reads.iter().any(|word| line.starts_with(word));
        assert_eq!(told.contains("any change was saved"), !reads, "{line}: {told}");
        assert_eq!(told.lines().count(), 1, "{line}: {told}");
        assert_eq!(entries(&world), expected, "{line}");
    }
}

#[test]
fn what_cannot_be_told_of_a_restore_or_an_erase_is_done_all_the_same() {
    let world = World::started();
    world.ok("log text");
    world.write("");
    for (line, names) in [("restore", 4), ("erase --yes", 0)] {
        let Some(full) = full() else { return };
        let mut command = world.process();
        let output = command.args(line.split(' ')).stdout(full).output().unwrap();
        let told = text(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{line}: {told}");
        assert!(told.ends_with("; any change was saved\n"), "{line}: {told}");
        assert_eq!(world.names().len(), names, "{line}");
    }
}

#[test]
fn messages_that_cannot_be_written_change_no_exit_code() {
    let world = World::started();
    world.ok("log text");
    let before = world.bytes();
    let wrong = [("log telepathy", 2), ("frobnicate", 2), ("log text --at 11/12/2026", 2)];
    for (line, code) in [("show 9", 1), ("start", 1), ("status", 0)].into_iter().chain(wrong) {
        for stderr in [Some(closed()), full()].into_iter().flatten() {
            let mut command = world.process();
            let status = command.args(line.split(' ')).stdout(Stdio::null()).stderr(stderr);
            assert_eq!(status.status().unwrap().code(), Some(code), "{line}");
        }
        let mut command = world.shell("exec \"$0\" \"$@\" 2>&-");
        let status = command.args(line.split(' ')).stdout(Stdio::null()).status().unwrap();
        assert_eq!(status.code(), Some(code), "{line}");
    }
    assert_eq!(world.bytes(), before);
}

#[test]
fn a_warning_that_cannot_be_written_holds_no_result_back() {
    let mut world = World::started();
    world.ok("log text");
    world.at("2026-11-03T12:00:00+01:00");
    for line in ["status", "history", "status --json"] {
        for stderr in [Some(closed()), full()].into_iter().flatten() {
            let mut command = world.process();
            let output = command.args(line.split(' ')).stderr(stderr).output().unwrap();
            assert_eq!(output.status.code(), Some(0), "{line}");
            assert_ne!(text(&output.stdout), "", "{line}");
        }
    }
}

#[test]
fn a_question_that_cannot_be_asked_is_not_answered() {
    let world = World::started();
    world.ok("log text");
    let before = world.bytes();
    for stderr in [Some(closed()), full()].into_iter().flatten() {
        let mut command = world.process();
        command.args(["remove", "1"]).stdin(Stdio::null()).stderr(stderr);
        command.output().unwrap();
        assert_eq!(world.bytes(), before);
    }
}

#[test]
fn with_every_stream_closed_a_change_is_still_made() {
    let world = World::started();
    let script = "exec \"$0\" \"$@\" 0<&- 1>&- 2>&-";
    assert!(world.shell(script).args(["log", "text", "kept"]).status().unwrap().success());
    assert_eq!(world.file()["entries"][0]["note"], "kept");
    // No file that we opened became one of the closed streams and was printed to.
    let [backup, lock] =
        [".bak", ".lock"].map(|suffix| std::fs::read(world.beside(suffix)).unwrap());
    serde_json::from_slice::<serde_json::Value>(&backup).unwrap();
    assert_eq!(lock, b"");
}

#[test]
fn a_note_comes_from_a_pipe_and_a_closed_input_is_an_empty_one() {
    let world = World::started();
    let (reader, mut writer) = std::io::pipe().unwrap();
    std::io::Write::write_all(&mut writer, "from a pipe\n".as_bytes()).unwrap();
    drop(writer);
    let mut command = world.process();
    assert!(command.args(["log", "text", "--note", "-"]).stdin(reader).output().is_ok());
    assert_eq!(world.file()["entries"][0]["note"], "from a pipe");
    let output = world.shell("exec \"$0\" \"$@\" <&-").args(["remove", "1"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("you did not confirm"));
    assert_eq!(entries(&world), 1);
}
