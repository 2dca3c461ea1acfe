//! `log`: its notes. What it accepts and prints is in `messages/log.txt`, the verdicts are in
//! `verdicts`.

use crate::meanwhile::Meanwhile;
use crate::world::World;

#[test]
fn a_note_on_standard_input_stays_out_of_the_shell() {
    for (input, note) in [
        ("one line\n", Some("one line")),
        ("\u{feff}two\r\nlines\r\n", Some("two\nlines")),
        ("no break", Some("no break")),
        ("two breaks\n\n", Some("two breaks\n")),
        ("", None),
        ("\n", None),
    ] {
        let mut world = World::started();
        world.input = input.into();
        world.ok("log text --note -");
        assert_eq!(world.file()["entries"][0]["note"].as_str(), note, "{input:?}");
    }
}

#[test]
fn a_note_keeps_its_lines_and_emoji() {
    let world = World::started();
    world.ok_words(&["log", "text", "line\r\nline 👩\u{200d}👧"]);
    assert_eq!(world.file()["entries"][0]["note"], "line\nline 👩\u{200d}👧");
}

#[test]
fn a_note_is_not_asked_for_where_it_could_not_be_kept() {
    let world = World::new();
    let run = |line: &str| world.run_reading(line, Meanwhile::never());
    assert!(run("log text --note -").err.contains("nothing is tracked yet"));
    world.ok("start 2026-11-10");
    assert!(run("log text --note - --at 2026-11-01").err.contains("is before the breakup"));
    assert!(run("edit 1 --note -").err.contains("there is no entry 1"));
}

#[test]
fn the_verdict_is_bold_where_there_is_color_and_nothing_else_is() {
    let mut world = World::started();
    world.terminal = true;
    let in_color = world.ok("log text");
    world.ok("undo");
    let plain = world.ok("--color never log text");
    assert_eq!(in_color, plain.replace("Chasing", "\u{1b}[1mChasing\u{1b}[0m"));
}
