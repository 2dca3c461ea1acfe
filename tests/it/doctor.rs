//! `doctor`: it names every problem and what to do next, and it changes nothing.

mod access;
mod conflicts;
mod place;

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use snapbox::{assert_data_eq, file};

use crate::world::{Outcome, World};

/// A world with two entries and a backup, without problems.
fn sound() -> World {
    let world = World::started();
    world.ok("log text --at 2026-11-05");
    world.ok("log call --at 2026-11-06 --by them");
    world
}

/// Writes a private file beside the journal, `age` seconds old by the world's clock.
fn put(world: &World, suffix: &str, age: u64) -> PathBuf {
    let path = world.beside(suffix);
    fs::write(&path, "private").unwrap();
    close(&path);
    let now: SystemTime = world.now.to_utc().into();
    let file = File::options().write(true).open(&path).unwrap();
    file.set_modified(now - Duration::from_secs(age)).unwrap();
    path
}

#[cfg(unix)] // Windows has no modes.
fn close(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
}

#[cfg(not(unix))]
fn close(_: &Path) {}

/// Replaces the journal with bytes that the program refuses.
fn damage(world: &World) {
    fs::write(world.journal(), "{").unwrap();
}

/// The problems that `doctor` prints, which must be this many.
#[track_caller]
fn wrong(world: &World, number: usize) -> String {
    let outcome = world.run("doctor");
    assert_eq!(outcome.code, 1, "{outcome}");
    let told = if number == 1 { "problem" } else { "problems" };
    assert_eq!(outcome.err, format!("nocontact: {number} {told}\n"), "{outcome}");
    assert_eq!(outcome.out.matches("\nProblem ").count(), number, "{outcome}");
    // The schema lists the names of all problems.
    let json = world.json_of("doctor --json");
    assert_eq!(json["problems"].as_array().unwrap().len(), number, "{json}");
    let from = outcome.out.find("Problem ").unwrap();
    outcome.out[from..].to_owned()
}

/// Checks that there is one problem, with these lines: what is wrong, and what to do next.
#[track_caller]
fn is_wrong(world: &World, lines: &str) {
    let lines = lines.replace('\n', "\n             ");
    assert_eq!(wrong(world, 1), format!("Problem      {lines}\n"));
}

#[track_caller]
fn is_well(world: &World) -> Outcome {
    let outcome = world.run("doctor");
    assert_eq!((outcome.code, outcome.err.as_str()), (0, ""), "{outcome}");
    assert!(outcome.out.ends_with("\n\nNo problems found.\n"), "{outcome}");
    outcome
}

#[cfg(unix)] // Windows has no modes.
#[test]
fn a_sound_journal_is_described() {
    let expected = file!["messages/whole/a_sound_journal_is_described.txt"];
    assert_data_eq!(is_well(&sound()).to_string(), expected);
}

/// No command records such an entry, and `import` refuses it.
#[test]
fn an_entry_before_the_breakup_is_named() {
    let world = sound();
    let earlier = String::from_utf8(world.bytes()).unwrap().replace("2026-11-05", "2026-10-05");
    fs::write(world.journal(), earlier).unwrap();
    let told = "Entry 1 is dated 2026-10-05, before the breakup on 2026-11-01.\n\
                Correct the breakup, or the entry:\nnocontact amend --date 2026-10-05\n\
                nocontact edit 1 --at DATE";
    is_wrong(&world, told);
}

#[cfg(unix)] // Windows has no modes.
#[test]
fn the_json_has_the_facts_and_the_problems_under_stable_names() {
    let mut world = sound();
    world.variables.insert("TZ", "Nowhere/Land".into());
    world.variables.insert("NOCONTACT_NOW", "2026-11-04T09:00:00.5+01:00".into());
    put(&world, ".bad-1", 0);
    let outcome = world.run("doctor --json");
    let expected =
        file!["messages/whole/the_json_has_the_facts_and_the_problems_under_stable_names.txt"];
    assert_data_eq!(outcome.to_string(), expected);
}

#[test]
fn the_json_of_what_is_not_there_is_null() {
    let outcome = World::new().run("doctor --json");
    let json: serde_json::Value = serde_json::from_str(&outcome.out).unwrap();
    for name in "size permissions folder_permissions version entries undo backup".split(' ') {
        assert!(json[name].is_null(), "{name}: {json}");
    }
    assert_eq!(json["put_aside"], serde_json::json!([]));
    assert_eq!(json["problems"][0]["problem"], "not-tracked");
}

#[test]
fn a_clock_behind_the_newest_entry_or_behind_the_breakup_is_named() {
    let mut world = sound();
    world.at("2026-11-05T08:00:00+01:00");
    let told = "The clock is behind the newest entry (Fri 6 Nov 2026): it says Thu 5 Nov 2026 08:00.\n\
                Set the clock. If the entry is wrong, find it and correct it:\nnocontact history";
    is_wrong(&world, told);
    let mut world = World::started();
    world.at("2026-10-31T08:00:00+01:00");
    let told = "The clock is behind the breakup (Sun 1 Nov 2026): it says Sat 31 Oct 2026 08:00.\n\
                Set the clock. If the breakup is wrong:\nnocontact amend --date DATE";
    is_wrong(&world, told);
}

#[test]
fn a_clock_that_a_variable_sets_is_told_from_the_systems() {
    let mut world = sound();
    assert!(!is_well(&world).out.contains("NOCONTACT_NOW"));
    world.variables.insert("NOCONTACT_NOW", "2026-12-01T09:00:00Z".into());
    assert!(is_well(&world).out.contains("Tue 1 Dec 2026 10:00, set by NOCONTACT_NOW\n"));
}

#[test]
fn a_zone_that_the_clock_does_not_know_is_named() {
    let mut world = sound();
    world.variables.insert("TZ", "Europe/Berlin".into());
    assert!(is_well(&world).out.contains("+01:00, TZ is Europe/Berlin\n"));
    world.variables.insert("TZ", "".into());
    assert!(is_well(&world).out.contains("+01:00, by the system\n"));
    world.variables.insert("TZ", "Europe/Berlim\u{1b}".into());
    let told = "TZ is \"Europe/Berlim\\u{1b}\", which cannot be read. Times are in UTC.\n\
                Set TZ to a name, as in Europe/Berlin, or unset it.";
    is_wrong(&world, told);
}

#[test]
fn all_that_is_wrong_is_named_at_once() {
    let mut world = sound();
    damage(&world);
    world.variables.insert("TZ", "Nowhere".into());
    put(&world, ".draft-1-0.txt", 100_000);
    put(&world, ".tmp-1-0", 100_000);
    wrong(&world, 4);
}

#[cfg(unix)] // Windows has no modes.
#[test]
fn on_a_terminal_sentences_are_wrapped_and_commands_are_not() {
    use std::os::unix::fs::PermissionsExt;

    let mut world = World::started();
    fs::set_permissions(world.journal(), fs::Permissions::from_mode(0o644)).unwrap();
    let sentence =
        |told: &str| told.lines().position(|line| line.contains("(permissions")).unwrap();
    let told = wrong(&world, 1);
    assert_eq!(sentence(&told), 0, "{told}");
    world.terminal = true;
    world.width = Some(40);
    let told = wrong(&world, 1);
    assert_ne!(sentence(&told), 0, "{told}");
    assert!(told.contains("\n             chmod 600 [DIR]/data/nocontact.json\n"), "{told}");
}

#[cfg(unix)] // A script for sh.
#[test]
fn what_is_found_comes_before_the_line_that_counts_it() {
    let world = World::new();
    for line in ["doctor", "doctor --json"] {
        let mut shell = world.shell("exec \"$0\" \"$@\" 2>&1");
        let output = shell.args(line.split(' ')).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        let both = String::from_utf8(output.stdout).unwrap();
        assert!(both.contains("nocontact start"), "{both}");
        assert!(both.ends_with("\nnocontact: 1 problem\n"), "{both}");
    }
}

/// Without `--file`, the commands would work on another journal.
#[test]
fn the_commands_name_the_journal_that_was_named() {
    let mut world = sound();
    put(&world, ".draft-1-0.txt", 100_000);
    world.data_dir = None;
    damage(&world);
    let path = world.journal();
    for (more, newline) in [(&["doctor"][..], "\n"), (&["doctor", "--json"], "\"\n")] {
        let words = [&["--file", path.to_str().unwrap()], more].concat();
        let out = world.run_words(&words).out;
        let program = "nocontact --file [DIR]/data/nocontact.json";
        for command in ["restore", "letter --input [DIR]/data/nocontact.json.draft-1-0.txt"] {
            assert!(out.contains(&format!("{program} {command}{newline}")), "{out}");
        }
        assert_eq!(out.matches("nocontact --file").count(), 2, "{out}");
    }
}
