//! What jq reads in the output and in the file: it knows nothing about this program.

#![cfg(target_os = "linux")] // Other programs of Unix.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::schema::OUTPUTS;
use crate::world::{World, skipped};

/// What jq prints for the JSON at `path`. `None` without jq.
#[track_caller]
fn jq(options: &[&str], path: &Path) -> Option<String> {
    let found = Command::new("jq").args(options).arg(path).output();
    let Ok(output) = found else {
        skipped("there is no jq here to read with");
        return None;
    };
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && err.is_empty(), "{options:?}: {err}");
    Some(String::from_utf8(output.stdout).unwrap())
}

/// What jq prints for the output of a command line.
#[track_caller]
fn jq_of(world: &World, line: &str, options: &[&str]) -> Option<String> {
    let path = world.path().join("printed.json");
    fs::write(&path, world.ok(line)).unwrap();
    jq(options, &path)
}

/// A world with two contacts.
fn with_entries() -> World {
    let world = World::started();
    world.ok("log text --at 2026-11-19T23:10:00+01:00 --why explanation --trigger alone asked why");
    world.ok("log call --by them --reply brief --at 2026-11-21");
    world
}

/// A command line, a jq program, and what jq prints. The last lines change the journal.
const PRINTED: [(&str, &str, &str); 19] = [
    ("status --json", ".window.days_remaining", "9"),
    ("status --json", "[.today, .window.complete]", r#"["2026-11-22",false]"#),
    ("status --json", ".counts.goals_open + .counts.goals_done", "2"),
    ("status --json", ".last_chasing.channel", r#""text""#),
    ("history --json --kind goal", "map(.done)", r#"["2026-11-22",null]"#),
    ("history --json", "map(select(.verdict == \"chasing\") | .channel)", r#"["text"]"#),
    ("history --json --verdict slip", ".", "[]"),
    ("show 1 --json", "[.day, .triggers[0], .note]", r#"[18,"alone","asked why"]"#),
    ("show 2 --json", "[paths(. == null)[0]]", r#"["why","necessary","note","changed"]"#),
    ("calendar --json", "[.days[] | select(.mark == \"chasing\") | .date]", r#"["2026-11-19"]"#),
    ("patterns --json", ".by_hour | index(1)", "23"),
    ("doctor --json", "[.entries, .undo, .backup.entries, .problems]", "[4,5,4,[]]"),
    ("urge so close --json", "[.resisted, .note]", r#"[null,"so close"]"#),
    ("urge --resisted 5 --json", "[.id, .resisted]", "[5,true]"),
    ("log lurk --json", "[.id, .verdict, .times]", r#"[6,"checking",1]"#),
    ("log email --necessary work --json", "[.necessary, .reasons[]]", r#"["work","necessary"]"#),
    ("history --json", "[length, .[-1].necessary]", r#"[7,"work"]"#),
    ("ready --answers yynyynn --json", "[.answer, .causes[0]]", r#"["wait","window-running"]"#),
    ("status --json", ".window.stop_on", "null"),
];

#[test]
fn jq_reads_what_every_command_prints() {
    let world = with_entries();
    for line in ["goal run", "goal read", "goal --done 3"] {
        world.ok(line);
    }
    for (line, program, expected) in PRINTED {
        let Some(found) = jq_of(&world, line, &["-c", program]) else { return };
        assert_eq!(found.trim_end(), expected, "{line} | jq '{program}'");
    }
    for (command, _) in OUTPUTS {
        let read = |line: &str| line.split(' ').next() == Some(command);
        assert!(PRINTED.iter().any(|(line, ..)| read(line)), "nothing is read of {command}");
    }
}

/// Texts that could confuse JSON, a terminal or a careless reader.
const ODD: [&str; 12] = [
    "so close \u{1f494}",
    "\u{1f469}\u{200d}\u{1f467} \u{2764}\u{fe0f}\u{200d}\u{1f525} \u{1f44d}\u{1f3fd}",
    "\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
    "\"quoted\" and 'quoted', \\ and \\\\, \\u0041 and \\n",
    "two\nlines\tand\rmore",
    "\u{1b}[2J\u{1b}]0;title\u{7}\u{9b}31m",
    "\u{202e}evil\u{2066}\u{200b}\u{feff}\u{ad}",
    "a\u{2028}b\u{2029}c\u{85}d\u{7f}e",
    "\u{ffff}\u{10ffff}\u{e000}\u{d7ff}",
    "e\u{301} \u{4f60}\u{597d} \u{645}\u{631}",
    "null",
    "$(rm) `rm` {{}} %s <b>&amp;</b>",
];

#[test]
fn jq_reads_every_text_as_it_was_given() {
    let world = World::started();
    for text in ODD {
        let logged = world.ok_words(&["log", "text", "--json", "--trigger", text, "--note", text]);
        let printed = world.path().join("logged.json");
        fs::write(&printed, logged).unwrap();
        let Some(found) = jq(&["-j", ".note, .triggers[0]"], &printed) else { return };
        assert_eq!(found, text.repeat(2));
        let last = jq_of(&world, "history --json", &["-j", ".[-1].note"]);
        let stored = jq(&["-j", ".entries[-1].note"], &world.journal());
        assert_eq!([last.as_deref(), stored.as_deref()], [Some(text); 2]);
    }
}

/// 64 KiB of what grows most in JSON: from four bytes a character to twelve.
#[test]
fn jq_reads_a_note_of_the_greatest_length() {
    let world = World::started();
    let note = "\u{e0041}".repeat(16 * 1024);
    world.ok_words(&["log", "text", "--note", &note]);
    for (path, program) in [("show 1 --json", ".note"), ("history --json", ".[0].note")] {
        let Some(found) = jq_of(&world, path, &["-j", program]) else { return };
        assert!(found == note, "{path}");
    }
}

/// The manual's examples for jq, on the journal that the README's session leaves.
#[test]
fn the_manual_shows_what_jq_says() {
    if Command::new("jq").arg("--version").output().is_err() {
        return skipped("there is no jq here for the manual's examples");
    }
    let world = World::new();
    world.ok("start 10 days ago");
    world.ok("log text asked why --at thursday 23:10 --why explanation");
    world.ok("log call --by them --reply brief --at yesterday");
    let page = fs::read_to_string("src/manual/scripts.md").unwrap();
    let block = page.split("<!-- jq -->\n```text\n").nth(1).unwrap();
    let examples: Vec<_> = block.split("```").next().unwrap().split_terminator("\n\n").collect();
    assert!(!examples.is_empty());
    for example in examples {
        let (line, expected) = example.strip_prefix("$ ").unwrap().split_once('\n').unwrap();
        let script = format!("nocontact() {{ \"$0\" \"$@\"; }}; {line}");
        let output = world.shell(&script).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{line}");
        assert_eq!(String::from_utf8_lossy(&output.stdout).trim_end(), expected, "{line}");
    }
}
