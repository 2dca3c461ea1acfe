//! No home, a home that is not an absolute path, a clock that shows no valid time.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::{reading, writing};
use crate::world::World;

/// A command line of each command that needs a journal.
fn lines() -> impl Iterator<Item = &'static str> {
    reading().chain(writing()).chain(["", "doctor", "restore", "erase --yes"])
}

#[test]
fn without_an_absolute_data_folder_every_command_names_the_way_out() {
    for data_dir in [None, Some("nocontact-test-relative"), Some(""), Some("./x"), Some("../x")] {
        let mut world = World::new();
        world.data_dir = data_dir.map(PathBuf::from);
        for line in lines() {
            let outcome = world.run(line);
            assert_eq!(outcome.code, 1, "{line} in {data_dir:?}: {outcome}");
            assert_eq!(outcome.out, "", "{line} in {data_dir:?}");
            // A prompt has room for one line.
            let named = outcome.err.contains("NOCONTACT_FILE") || line == "status --short";
            assert!(named, "{line} in {data_dir:?}: {outcome}");
        }
        assert!(!Path::new("nocontact-test-relative").exists());
        assert!(!Path::new("x").exists() && !Path::new("../x").exists());
    }
}

#[test]
fn a_file_that_is_named_needs_no_data_folder() {
    let mut world = World::new();
    world.data_dir = None;
    let path = world.path().join("mine.json");
    let option = path.to_str().unwrap().to_owned();
    world.ok_words(&["--file", &option, "start", "2026-11-01"]);
    world.variables.insert("NOCONTACT_FILE", option.into());
    assert_eq!(world.ok("status --short"), "21/30\n");
}

#[test]
fn an_empty_nocontact_file_is_as_good_as_none() {
    let mut world = World::started();
    world.variables.insert("NOCONTACT_FILE", "".into());
    assert_eq!(world.ok("status --short"), "21/30\n");
}

#[test]
fn a_relative_nocontact_file_is_refused_and_writes_nothing() {
    for value in
        ["journal.json", "./journal.json", "../x", "~/journal.json", "$HOME/x", "data\u{1b}"]
    {
        let mut world = World::new();
        world.variables.insert("NOCONTACT_FILE", value.into());
        for line in lines() {
            let outcome = world.run(line);
            assert_eq!((outcome.out.as_str(), outcome.code), ("", 1), "{line}: {outcome}");
            let why = "is not a full path for the journal";
            assert!(outcome.err.contains(why), "{line}: {outcome}");
        }
        assert_eq!(fs::read_dir(world.path()).unwrap().count(), 0, "{value}");
    }
}

#[test]
fn a_path_that_the_shell_did_not_expand_is_refused() {
    let world = World::started();
    fs::write(world.path().join("~x"), world.bytes()).unwrap();
    for path in ["~", "~/x", "~anna/x", "$HOME/x", "$x", "~\u{1b}"] {
        let lines = "--file PATH log|log --file PATH|export --format csv --output PATH|import PATH|\
                     man --dir PATH";
        for line in lines.split('|') {
            let words: Vec<_> =
                line.split(' ').map(|word| if word == "PATH" { path } else { word }).collect();
            let outcome = world.run_words(&words);
            assert_eq!((outcome.out.as_str(), outcome.code), ("", 2), "{words:?}: {outcome}");
            let as_shown = path.replace('\u{1b}', r"\u{1b}");
            assert!(outcome.err.contains(&format!("or ./{as_shown} for a file")), "{outcome}");
        }
    }
    assert_eq!(fs::read_dir(world.path()).unwrap().count(), 2, "only data and ~x");
    for (line, said) in [
        ("--file ./~x log", ""),
        ("import ./~x", "Imported: 1 new."),
        ("export --format csv --output ./~y", "Exported 1 entry to [DIR]/~y\n"),
        ("man --dir ./$z/man1", "pages to [DIR]/$z/man7\n"),
        ("--file new.json start", "Kept in [DIR]/new.json\n"),
    ] {
        assert!(world.ok(line).contains(said), "{line}");
    }
}

#[test]
fn what_reads_no_journal_needs_no_data_folder_and_no_clock_and_makes_no_file() {
    let mut world = World::new();
    world.data_dir = None;
    world.variables.insert("NOCONTACT_NOW", "never".into());
    let shells = ["bash", "zsh", "fish", "powershell", "elvish"];
    let completions = shells.map(|shell| format!("completions {shell}"));
    let others = ["guide safety", "--help", "log --help", "--version", "man"].map(str::to_owned);
    for line in completions.iter().chain(&others) {
        let outcome = world.run(line);
        assert_eq!((outcome.code, outcome.err.as_str()), (0, ""), "{line}");
        let said = outcome.out.contains("nocontact") || outcome.out.contains("emergency");
        assert!(said, "{line}: {outcome}");
    }
    assert_eq!(world.names(), [""; 0]);
}

/// Checks that every command with a journal refuses the clock and writes nothing.
#[track_caller]
fn clock_is_refused(world: &World, why: &str) {
    let before = world.bytes();
    for line in lines() {
        let outcome = world.run(line);
        assert_eq!(outcome.code, 1, "{line} at {why}: {outcome}");
        assert_eq!(outcome.out, "", "{line} at {why}");
        assert!(outcome.err.contains(why), "{line} at {why}: {outcome}");
        if line == "status --short" {
            assert_eq!(outcome.err.lines().count(), 1, "{outcome}");
        }
    }
    assert_eq!(world.bytes(), before);
}

#[test]
fn a_nocontact_now_that_is_no_time_is_an_error() {
    let mut world = World::started();
    world.ok("log text --at 2026-11-05");
    // The last are years that the file cannot hold, in the system's time zone if not in their own.
    let values = "never|2026-11-22|2026-11-22T21:05:00|2026-02-30T21:05:00Z|2026-11-22T25:05:00Z|\
         2026-11-22T23:10:60Z|2026-11-22T23:59:60.5+01:00|2026-11-22T21:05:00+99:00|1793998800| 2026-11-22T21:05:00Z|\
         yesterday|1899-12-31T22:59:59Z|0000-01-01T00:00:00Z|-0001-01-01T00:00:00Z|\
         9999-12-31T23:30:00Z|+10000-01-01T00:00:00Z|+262142-12-31T23:59:59Z";
    for value in values.split('|') {
        world.variables.insert("NOCONTACT_NOW", value.into());
        clock_is_refused(&world, &format!("NOCONTACT_NOW is \"{value}\", which is not a time"));
    }
    world.variables.insert("NOCONTACT_NOW", "\u{1b}[2J".into());
    clock_is_refused(&world, r"\u{1b}[2J");
    #[cfg(unix)] // Windows' names are not bytes.
    {
        let value = std::os::unix::ffi::OsStringExt::from_vec(b"\xff".to_vec());
        world.variables.insert("NOCONTACT_NOW", value);
        clock_is_refused(&world, "which is not a time");
    }
}

#[test]
fn the_first_and_the_last_instant_that_can_be_written_are_clocks() {
    let mut world = World::new();
    for (now, day) in [("1899-12-31T23:00:00Z", "0/30\n"), ("9999-12-31T22:59:59Z", "2958463\n")] {
        world.variables.insert("NOCONTACT_NOW", now.into());
        world.run("start 1900-01-01");
        assert_eq!(world.ok("status --short"), day);
        assert_eq!(world.run("status").code, 0);
        assert_eq!(world.run("status --json").code, 0);
    }
    world.ok("log text");
    assert!(world.json("status --json")["without_contact"]["full_window_on"].is_null());
}

#[test]
fn a_system_clock_outside_the_years_is_an_error() {
    let mut world = World::started();
    world.ok("log text --at 2026-11-05");
    for now in ["1899-12-31T00:00:00+01:00", "0000-01-01T00:00:00+01:00"] {
        // Windows' clock begins in 1601.
        if cfg!(windows) && now.starts_with('0') {
            continue;
        }
        world.at(now);
        clock_is_refused(&world, "the system's clock is wrong: it says ");
    }
    // Windows cannot say such a time.
    let years = Duration::from_hours(24 * 365 * 1_000_000);
    world.system_clock = SystemTime::UNIX_EPOCH.checked_add(years);
    if world.system_clock.is_some() {
        clock_is_refused(&world, "the system's clock is wrong");
    }
}

#[test]
fn a_system_clock_before_1970_counts_days_too() {
    let mut world = World::new();
    world.system_clock = SystemTime::UNIX_EPOCH.checked_sub(Duration::from_hours(36));
    world.ok("start 3 days ago");
    assert_eq!(world.file()["breakup"], "1969-12-27");
    assert_eq!(world.ok("status --short"), "3/30\n");
}
