//! What only real processes show: the lock, the streams, the exit codes, the environment.

mod arguments;
mod streams;
mod zones;

use std::fs::{self, File};
use std::process::{Output, Stdio};

use crate::world::World;

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// Runs the real program, with its words split at spaces.
fn run(world: &World, line: &str) -> Output {
    world.process().args(line.split_whitespace()).output().unwrap()
}

/// Checks that the real program ends with `code`, and prints to stdout if that is 0, and to stderr
/// otherwise.
#[track_caller]
fn ends(world: &World, line: &str, code: i32) {
    let output = run(world, line);
    assert_eq!(output.status.code(), Some(code), "{line}: {}", text(&output.stderr));
    assert_eq!(output.stdout.is_empty(), code != 0, "{line}: {}", text(&output.stdout));
    assert_eq!(output.stderr.is_empty(), code == 0, "{line}: {}", text(&output.stderr));
}

#[test]
fn the_exit_code_tells_done_from_impossible_from_wrong() {
    let world = World::new();
    let rows = " = 0 | status = 1 | log text = 1 | start tomorrow = 2 | start 2026-11-01 = 0 | \
                start 2026-11-01 = 1 | undo = 1 | log text = 0 | log telepathy = 2 | \
                log text --times 0 = 2 | log text --at 11/12/2026 = 2 | log text --at 2026-10-01 = 1 | \
                show 9 = 1 | show one = 2 | edit 1 = 2 | frobnicate = 2 | --frobnicate = 2 | \
                --help = 0 | --version = 0 | help log = 0 | log --help = 0 | remove 1 --yes = 0";
    for row in rows.split(" | ") {
        let (line, code) = row.split_once(" = ").unwrap();
        ends(&world, line, code.parse().unwrap());
    }
}

/// On Linux, `tests/faults` does this for longer.
#[test]
fn a_hundred_writers_at_once_lose_nothing_and_whoever_reads_sees_a_journal() {
    const WRITERS: usize = 100;
    let world = World::started();
    let write = |writer| {
        // Wine cannot start so many at once whose output is read.
        let mut log = world.process();
        log.args(["log", "text", &format!("by {writer}")]);
        assert!(log.stdin(Stdio::null()).stdout(Stdio::null()).status().unwrap().success());
    };
    std::thread::scope(|scope| {
        for writer in 0..WRITERS {
            let write = &write;
            scope.spawn(move || write(writer));
        }
        for _ in 0..10 {
            let said = run(&world, "history --json");
            assert!(said.status.success(), "{}", text(&said.stderr));
            serde_json::from_slice::<serde_json::Value>(&said.stdout).unwrap();
        }
    });
    let notes = world.file()["entries"].as_array().unwrap().clone();
    let notes: std::collections::BTreeSet<_> =
        notes.iter().map(|it| it["note"].to_string()).collect();
    assert_eq!(notes.len(), WRITERS);
    assert_eq!(world.names(), ["nocontact.json", "nocontact.json.bak", "nocontact.json.lock"]);
}

#[test]
fn one_of_many_first_starts_wins() {
    let world = World::new();
    let start = || run(&world, "start 2026-11-01").status.code();
    let codes = std::thread::scope(|scope| {
        let all: Vec<_> = (0..20).map(|_| scope.spawn(start)).collect();
        all.into_iter().map(|one| one.join().unwrap()).collect::<Vec<_>>()
    });
    assert_eq!(codes.iter().filter(|code| **code == Some(0)).count(), 1, "{codes:?}");
    assert_eq!(codes.iter().filter(|code| **code == Some(1)).count(), 19, "{codes:?}");
    assert_eq!(world.names(), ["nocontact.json", "nocontact.json.lock"]);
}

#[test]
fn while_another_writes_nothing_is_changed_and_all_can_be_read() {
    let world = World::started();
    world.ok("log text");
    let lock = world.hold_lock();
    let (before, names) = (world.bytes(), world.names());
    for line in
        ["log text", "undo", "restart", "amend --days 40", "edit 1 call", "remove 1 --burn --yes"]
    {
        let outcome = world.run(line);
        assert_eq!(outcome.code, 1, "{line}: {outcome}");
        assert_eq!(outcome.out, "", "{line}");
        assert!(outcome.err.contains("another nocontact is writing"), "{line}: {outcome}");
        assert_eq!((world.bytes(), world.names()), (before.clone(), names.clone()), "{line}");
    }
    for line in ["", "status", "status --short", "history", "show 1", "guide safety"] {
        ends(&world, line, 0);
    }
    drop(lock);
    world.ok("log text");
}

#[test]
fn a_first_start_waits_for_another_and_then_gives_up() {
    let world = World::new();
    fs::create_dir(world.path().join("data")).unwrap();
    let path = world.beside(".lock");
    let lock = File::create(path).unwrap();
    lock.lock().unwrap();
    let outcome = world.run("start");
    assert_eq!(outcome.code, 1, "{outcome}");
    assert!(outcome.err.contains("another nocontact is writing"), "{outcome}");
    assert_eq!(world.names(), ["nocontact.json.lock"]);
}

#[test]
fn a_writer_that_waits_goes_on_once_the_lock_is_free() {
    let world = World::started();
    let lock = world.hold_lock();
    let waiting = world.process().args(["log", "text"]).spawn().unwrap();
    assert_eq!(world.file()["entries"].as_array().unwrap().len(), 0);
    drop(lock);
    assert!(waiting.wait_with_output().unwrap().status.success());
    assert_eq!(world.file()["entries"].as_array().unwrap().len(), 1);
}

/// Each `log` came before the erase, or found no journal. None brings anything back.
#[test]
fn an_erase_among_writers_leaves_nothing_and_nobody_is_told_otherwise() {
    for _ in 0..20 {
        let world = World::new();
        ends(&world, "start 2026-11-01", 0);
        let lines = ["log text", "log call", "erase --yes", "log email", "log lurk"];
        let spawn = |line: &str| {
            let mut command = world.process();
            let command = command.args(line.split(' ')).stdout(Stdio::piped());
            command.stderr(Stdio::piped()).spawn().unwrap()
        };
        let running: Vec<_> = lines.into_iter().map(|line| (line, spawn(line))).collect();
        for (line, child) in running {
            let output = child.wait_with_output().unwrap();
            let (code, err) = (output.status.code().unwrap(), text(&output.stderr));
            assert!(code == 0 || line != "erase --yes", "{line}: {err}");
            assert!(code == 0 || err.contains("nothing is tracked yet"), "{line}: {err}");
        }
        let left = world.names();
        assert!(left.iter().all(|name| name == "nocontact.json.lock"), "{left:?}");
    }
}

#[test]
fn a_file_that_is_named_needs_no_home() {
    for home in [None, Some(""), Some("relative"), Some("/nowhere/at/all"), Some("\u{1b}")] {
        let world = World::new();
        for line in ["start 2026-11-01", "log text", "status", "history", "undo"] {
            let mut command = world.process();
            match home {
                Some(home) => command.env("HOME", home),
                None => command.env_remove("HOME"),
            };
            let output = command.args(line.split(' ')).output().unwrap();
            assert!(output.status.success(), "{line}, {home:?}: {}", text(&output.stderr));
        }
        assert_eq!(fs::read_dir(world.path()).unwrap().count(), 1, "{home:?}");
        assert_eq!(world.json("history --json").as_array().unwrap().len(), 0);
    }
}

#[cfg(target_os = "linux")] // `windows` says where it is there.
#[test]
fn without_a_name_the_file_is_in_the_data_folder_of_the_platform() {
    let world = World::new();
    let start = |variables: &[(&str, &str)]| {
        let mut command = world.process();
        command.env_remove("NOCONTACT_FILE").envs(variables.iter().copied());
        command.args(["start", "2026-11-01"]).output().unwrap()
    };
    assert!(start(&[]).status.success());
    assert!(world.path().join(".local/share/nocontact/nocontact.json").is_file());
    let other = world.path().join("other");
    assert!(start(&[("XDG_DATA_HOME", other.to_str().unwrap())]).status.success());
    assert!(other.join("nocontact/nocontact.json").is_file());
}

/// Without a home, the system would ask who the user is, perhaps over the network.
#[cfg(unix)] // Windows needs no HOME.
#[test]
fn without_an_absolute_home_and_a_named_file_the_way_out_is_named_and_nothing_is_made() {
    let relative = ["relative", ".", "./here", "../data"].map(Some);
    let relative = if cfg!(target_os = "linux") { &relative[..] } else { &[] };
    for home in [None, Some("")].iter().chain(relative) {
        let world = World::new();
        for line in ["start 2026-11-01", "log text", "status", "history", "status --short"] {
            let mut command = world.process();
            match home {
                Some(home) => command.env("HOME", home),
                None => command.env_remove("HOME"),
            };
            let output = command.env_remove("NOCONTACT_FILE").args(line.split(' ')).output();
            let output = output.unwrap();
            assert_eq!(output.status.code(), Some(1), "{line}, {home:?}");
            let err = text(&output.stderr);
            assert!(err.contains("NOCONTACT_FILE"), "{line}, {home:?}: {err}");
        }
        assert_eq!(fs::read_dir(world.path()).unwrap().count(), 0, "{home:?}");
    }
}
