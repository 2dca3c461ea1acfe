//! What only Windows does: a file that another program holds for itself cannot be replaced, names
//! have case and more to ignore, a shell is cmd or PowerShell.

#![cfg(windows)]

use std::fs::{self, File, OpenOptions};
use std::os::windows::fs::OpenOptionsExt;
use std::path::Path;
use std::process::Command;
use std::sync::Mutex;
use std::time::Duration;

use snapbox::{assert_data_eq, str};

use crate::meanwhile::Meanwhile;
use crate::world::{World, pause};

/// What other programs may do with a file meanwhile (`CreateFileW`).
const READ: u32 = 1;
const WRITE: u32 = 2;

/// Opens a file as a program does that lets others do no more than this.
fn held(path: &Path, share: u32) -> File {
    OpenOptions::new().read(true).share_mode(share).open(path).unwrap()
}

#[test]
fn a_journal_that_another_program_keeps_open_is_not_changed_and_nothing_is_left() {
    for line in ["log text", "edit 1 --times 2", "undo", "remove 1 --burn --yes", "restart"] {
        let world = World::started();
        world.ok("log text --at yesterday");
        let (before, names) = (world.bytes(), world.names());
        let other = held(&world.journal(), READ | WRITE);
        let expected = str![[r#"
! nocontact: another program keeps [DIR]/data/nocontact.json open, so nothing can be saved
!   close it in your editor, or pause what syncs or scans it, and try again; nothing was changed
exit 1

"#]];
        assert_data_eq!(world.run(line).to_string(), expected);
        assert_eq!(world.bytes(), before, "{line}");
        assert_eq!(world.names(), names, "{line}");
        drop(other);
        world.ok(line);
    }
}

#[test]
fn what_another_program_keeps_open_for_a_moment_is_waited_for() {
    static OTHER: Mutex<Vec<File>> = Mutex::new(Vec::new());
    fn closing(time: Duration) {
        OTHER.lock().unwrap().clear();
        pause(time);
    }
    for (suffix, share) in [("", READ | WRITE), ("", 0), (".bak", READ)] {
        let world = World::started();
        world.ok("log text");
        OTHER.lock().unwrap().push(held(&world.beside(suffix), share));
        let store = world.store(closing);
        let undone = store.update(|journal| Ok(journal.undo().is_some())).unwrap();
        assert!(undone);
        assert!(OTHER.lock().unwrap().is_empty(), "it was not waited for");
        assert_eq!(world.json("history --json").as_array().unwrap().len(), 0);
    }
}

#[test]
fn a_journal_that_nobody_else_may_read_is_named() {
    let world = World::started();
    let _other = held(&world.journal(), 0);
    for line in ["status", "history", "log text", "export --format csv --output x.csv"] {
        let outcome = world.run(line);
        let why = "nocontact: cannot read [DIR]/data/nocontact.json: ";
        assert!(outcome.code == 1 && outcome.err.starts_with(why), "{line}: {outcome}");
        assert!(outcome.err.contains("(os error 32)"), "{line}: {outcome}");
    }
}

#[test]
fn a_letter_that_is_read_from_its_draft_goes_on_with_it() {
    let world = World::started();
    let draft = world.beside(".draft-7-0.txt");
    fs::write(&draft, "Dear you\r\nit is over\r\n").unwrap();
    world.ok(&format!("letter --input {}", draft.display()));
    assert_eq!(world.file()["entries"][0]["text"], "Dear you\nit is over");
    assert!(!draft.exists());
    fs::write(&draft, "Dear you again").unwrap();
    // As cmd opens what stands behind `<`, so that nobody can remove it.
    let said = world.process().arg("letter").stdin(held(&draft, READ)).output().unwrap().stderr;
    let said = String::from_utf8(said).unwrap();
    assert!(said.ends_with("  to remove it: nocontact letter --discard\n"), "{said}");
    assert_eq!(world.file()["entries"][1]["text"], "Dear you again");
    world.ok("letter --discard --yes");
    assert!(!draft.exists());
}

#[test]
fn a_letter_survives_an_erase_while_its_draft_is_open() {
    let world = World::started();
    let input = Meanwhile::then(|| drop(world.ok("erase --yes")), b"every word\n");
    let outcome = world.run_reading("letter", input);
    assert_eq!(outcome.code, 1, "{outcome}");
    let drafts: Vec<_> = world.names().into_iter().filter(|it| it.contains(".draft-")).collect();
    let kept = drafts.iter().filter_map(|name| fs::read(world.journal().with_file_name(name)).ok());
    assert_eq!(kept.collect::<Vec<_>>(), [b"every word\n"], "{outcome}");
}

/// A program that appends its arguments and a word to the file in its last one.
fn editor(world: &World, name: &str) -> std::path::PathBuf {
    let folder = world.path().join("pro grams");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    let script = "@echo off\r\n:next\r\nif not \"%~2\"==\"\" (\r\nshift\r\ngoto next\r\n)\r\necho a word>> \"%~1\"\r\n";
    fs::write(&path, script).unwrap();
    path
}

#[test]
fn an_editor_is_found_by_its_path() {
    let mut world = World::started();
    world.terminal = true;
    world.run_editor = nocontact::terminal::editor::run;
    let whole = editor(&world, "code.cmd").display().to_string();
    for (at, line) in [whole.clone(), format!("\"{whole}\" --wait")].iter().enumerate() {
        world.variables.insert("EDITOR", line.into());
        world.ok("letter");
        assert_eq!(world.file()["entries"][at]["text"], "a word", "{line}");
    }
    world.variables.insert("EDITOR", r"C:\never\notepad.exe".into());
    let refused = world.run("letter").err;
    assert!(refused.contains(r#"EDITOR is "C:\never\notepad.exe""#), "{refused}");
}

#[test]
fn an_erase_leaves_no_folder_of_its_own() {
    let mut world = World::new();
    world.data_dir = Some(world.path().join("nocontact").join("data"));
    world.ok("start 10 days ago");
    world.ok("erase --yes");
    assert!(!world.path().join("nocontact").exists());
}

#[test]
fn without_a_variable_the_journal_is_in_the_profile_and_the_zone_is_the_systems() {
    let mut bare = Command::new(env!("CARGO_BIN_EXE_nocontact"));
    let said =
        bare.env_clear().env("TZ", "Asia/Tokyo").args(["doctor", "--json"]).output().unwrap();
    let said: serde_json::Value = serde_json::from_slice(&said.stdout).unwrap();
    let path = said["path"].as_str().unwrap();
    assert!(path.ends_with(r"\AppData\Local\nocontact\data\nocontact.json"), "{path}");
    assert!(said["clock"]["tz"].is_null(), "{said}");
}

#[test]
fn a_name_that_windows_keeps_for_a_device_is_refused() {
    for line in ["--file NUL start", "export --format csv --output CON --force"] {
        let outcome = World::started().run(line);
        assert!(outcome.err.starts_with("nocontact: Windows keeps the name \""), "{outcome}");
        assert!(outcome.err.ends_with("\" for a device\n  choose another name\n"), "{outcome}");
    }
}

#[test]
fn a_long_path_is_a_path() {
    let world = World::new();
    let long = world.path().join("n".repeat(100)).join("m".repeat(100)).join("o".repeat(100));
    let file = long.join("j.json").display().to_string();
    world.ok(&format!("--file {file} start 10 days ago"));
    world.ok(&format!("--file {file} log text"));
    assert_eq!(world.ok(&format!("--file {file} status --short")), "10/30\n");
}

#[test]
fn a_command_is_offered_as_cmd_and_powershell_read_it() {
    let world = World::started();
    for (file, offered) in [
        (r"C:\a b\j.json", r#""C:\a b\j.json""#),
        (r"C:\a\j.json", r"C:\a\j.json"),
        (r"C:\a&b\j.json", r#""C:\a&b\j.json""#),
        (r"C:\it's\j.json", r#""C:\it's\j.json""#),
        (r"C:\a$b\j.json", r"'C:\a$b\j.json'"),
        (r"C:\it's $5\j.json", r"'C:\it''s $5\j.json'"),
        ("C:\\a\u{200b}b\\j.json", r#""C:\a`u{200b}b\j.json""#),
    ] {
        let said = world.run_words(&["--file", file, "status"]).err;
        let expected = format!("nocontact --file {offered} start\n");
        assert!(said.ends_with(&expected), "{said}");
    }
}

#[test]
fn lines_that_end_as_windows_ends_them_are_lines() {
    let mut world = World::started();
    world.input = b"asked why\r\nand when\r\n".to_vec();
    world.ok("log text --note -");
    world.ok_words(&["log", "call", "asked\r\nwhy"]);
    let entries = world.file()["entries"].clone();
    assert_eq!(entries[0]["note"], "asked why\nand when");
    assert_eq!(entries[1]["note"], "asked\nwhy");
}
