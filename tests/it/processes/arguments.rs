//! While a command waits, nobody can read in its arguments what was written.

#![cfg(target_os = "linux")] // Only Unix shows arguments to others.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::os::unix::ffi::OsStrExt;
use std::process::{Child, Command, Output, Stdio};

use super::text;
use crate::terminal::{Terminal, wait};
use crate::world::World;

/// A word that no other test has, since the tests run at the same time.
const WORD: &str = "zebrafinch";

/// The command lines of all processes in which the word stands.
fn seen() -> Vec<String> {
    let processes = fs::read_dir("/proc").unwrap().map(|entry| entry.unwrap().path());
    let lines = processes.filter_map(|path| fs::read(path.join("cmdline")).ok());
    let lines = lines.map(|line| String::from_utf8_lossy(&line).into_owned());
    lines.filter(|line| line.contains(WORD)).collect()
}

#[test]
fn what_waits_at_a_terminal_shows_nothing_that_was_written() {
    let editor = "env | grep -c NOCONTACT_ARGUMENT_; read answer && echo Dear nobody > \"$1\"";
    for (line, question, answer) in [
        ("urge zebrafinch --trigger zebrafinch", "\u{2591}  ", "C-c"),
        ("urge zebrafinch --minutes 1", "\u{2591}  ", "C-c"),
        ("letter zebrafinch", "0", "Enter"),
        ("--file zebrafinch.json remove 1", "Remove it? [y/N]", "C-c"),
        ("log miss zebrafinch", "Who reached out?", "C-c"),
        ("log text yesterday zebrafinch", "[y/n]", "C-c"),
        ("--file zebrafinch.json log --many", "When was it?", "C-c"),
        ("ready --file zebrafinch.json", "[y/n]", "C-c"),
    ] {
        let world = World::started();
        world.ok("log text");
        fs::copy(world.journal(), world.path().join("zebrafinch.json")).unwrap();
        fs::write(world.path().join("editor"), editor).unwrap();
        let Some(terminal) = Terminal::open(&world, 100, 30) else { return };
        terminal.run("export VISUAL='sh editor'; clear");
        terminal.run(&format!("nocontact {line}"));
        terminal.until(question, |screen| {
            screen.rsplit("zebrafinch").next().unwrap().contains(question)
        });
        assert_eq!(seen(), [""; 0], "{line}");
        terminal.press(answer);
        terminal.ends(if answer == "C-c" { 130 } else { 0 });
        terminal.is_whole();
    }
}

/// Starts a command whose input stays open, and waits until its arguments are hidden.
fn hidden(world: &World, args: &[&OsStr]) -> Child {
    let mut command = world.process();
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = command.spawn().unwrap();
    let line = format!("/proc/{}/cmdline", child.id());
    wait(
        "hidden arguments",
        || String::from_utf8_lossy(&fs::read(&line).unwrap()).into_owned(),
        |line| line.ends_with("nocontact\0(hidden)\0"),
    );
    child
}

fn end(mut child: Child, input: &str) -> Output {
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

#[test]
fn what_waits_for_input_or_for_the_lock_shows_nothing_either() {
    for line in [
        "letter goldfinch",
        "log text --trigger goldfinch --note -",
        "urge --trigger goldfinch --note -",
        "edit 1 --trigger goldfinch --note -",
    ] {
        let world = World::started();
        world.ok("log text");
        let args: Vec<_> = line.split(' ').map(OsStr::new).collect();
        let output = end(hidden(&world, &args), "a word\n");
        assert!(output.status.success(), "{line}: {}", text(&output.stderr));
        let file = String::from_utf8(world.bytes()).unwrap();
        assert_eq!((file.matches("goldfinch").count(), file.matches("a word").count()), (1, 1));
    }
    for line in ["log text goldfinch", "urge goldfinch", "plan goldfinch", "goal goldfinch"] {
        let world = World::started();
        let lock = world.hold_lock();
        let args: Vec<_> = line.split(' ').map(OsStr::new).collect();
        let child = hidden(&world, &args);
        drop(lock);
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{line}: {}", text(&output.stderr));
        assert_eq!(world.file()["entries"].as_array().unwrap().len(), 1, "{line}");
    }
}

#[test]
fn hidden_arguments_arrive_as_they_were_given() {
    let world = World::started();
    let long = "é".repeat(30_000);
    let file = [world.path().as_os_str().as_bytes(), b"/a=\n\xff"].concat();
    fs::copy(world.journal(), OsStr::from_bytes(&file)).unwrap();
    let args = ["log", "--file", "", "text", "--note", "a=b\nc 'd' \"e\" \\f", "--trigger", &long];
    let mut args = args.map(OsStr::new);
    args[2] = OsStr::from_bytes(&file);
    let lock = fs::File::create(OsStr::from_bytes(&[&file[..], b".lock"].concat())).unwrap();
    lock.lock().unwrap();
    let child = hidden(&world, &args);
    drop(lock);
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    let found: serde_json::Value =
        serde_json::from_slice(&fs::read(OsStr::from_bytes(&file)).unwrap()).unwrap();
    assert_eq!(found["entries"][0]["note"], "a=b\nc 'd' \"e\" \\f");
    assert_eq!(found["entries"][0]["triggers"][0], *long);
    // An empty argument; and a variable from elsewhere is not taken for one argument more.
    let run = |args: &[&str]| {
        let mut command = world.process();
        command.env("NOCONTACT_ARGUMENT_3", "--strict").args(args).output().unwrap()
    };
    let output = run(&["letter", ""]);
    assert_eq!(text(&output.stderr), "nocontact: nothing was written; nothing is kept\n");
    let output = run(&["amend", "--days=5"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert_eq!(world.file()["policy"], "fixed");
    // The system takes no variable that is this long, so the arguments stay where they are.
    let output = run(&["letter", &"x".repeat(128 * 1024 - 1)]);
    assert!(text(&output.stderr).contains("64 KiB"), "{}", text(&output.stderr));
    // Nobody else's words are taken for hidden arguments.
    let output = run(&["(hidden)"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_process_that_hides_its_arguments_ends_as_any_other() {
    let world = World::started();
    let mut child = hidden(&world, &["letter", "goldfinch"].map(OsStr::new));
    let id = child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    let status = child.wait().unwrap();
    assert_eq!(std::os::unix::process::ExitStatusExt::signal(&status), Some(2));
    let output = super::run(&world, "remove 9 --yes");
    assert_eq!(output.status.code(), Some(1));
}
