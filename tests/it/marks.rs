//! Notes made of marks without a width, of joined emoji and of halves of flags: on a terminal each
//! stays on its line, and the output stays in proportion to the note.

use unicode_width::UnicodeWidthStr;

use crate::world::World;

/// The longest note, in bytes.
const LONGEST: usize = 64 * 1024;

/// A terminal of 60 columns, with a note of `unit` as often as a note may hold it.
fn noted(unit: &str) -> World {
    let mut world = World::started();
    world.ok_words(&["log", "text", "--note", &unit.repeat(LONGEST / unit.len())]);
    world.terminal = true;
    world.width = Some(60);
    world.variables.insert("NO_COLOR", "1".into());
    world
}

/// The units. Each U+05C8 is a character of its own without a width.
const UNITS: [&str; 7] =
    ["\u{301}", "a\u{301}", "\u{200b}", "👩\u{200d}", "🇩", "\u{20dd}", "\u{5c8}"];

#[test]
fn history_shows_no_more_than_a_line_of_each() {
    for unit in UNITS {
        let out = noted(unit).ok("history");
        assert_eq!(out.lines().count(), 1, "{unit:?}");
        assert!(out.trim_end().width() <= 60, "{unit:?}: {out}");
        assert!(out.len() < 600, "{unit:?}: {} bytes", out.len());
    }
}

#[test]
fn show_prints_all_of_it_and_spells_out_what_is_hidden() {
    for unit in UNITS {
        let out = noted(unit).ok("show 1");
        // A hidden character of three bytes takes eight, as in \u{200b}.
        assert!(out.len() < 3 * LONGEST, "{unit:?}: {} bytes", out.len());
        assert!(out.len() > LONGEST / 2, "{unit:?}: {} bytes", out.len());
        assert!(!out.contains('\u{200b}'), "{unit:?}");
    }
}

#[test]
fn the_other_lines_that_are_cut_are_cut_too() {
    for unit in UNITS {
        let world = noted(unit);
        let text = unit.repeat(LONGEST / unit.len());
        for words in [["urge", &text], ["plan", &text], ["goal", &text]] {
            let out = world.ok_words(&words);
            let line = out.lines().next().unwrap();
            assert!(line.width() <= 60 && line.len() < 600, "{} {unit:?}: {out}", words[0]);
        }
        let mut world = noted(unit);
        world.ok_words(&["edit", "1", "--trigger", &text]);
        let out = world.ok("patterns");
        assert!(out.len() < 6000, "patterns {unit:?}: {} bytes", out.len());
        world.input = b"a letter".to_vec();
        world.terminal = false;
        world.ok_words(&["letter", &text]);
        world.terminal = true;
        let out = world.ok("history --kind letter");
        assert!(out.trim_end().width() <= 60 && out.len() < 600, "letter {unit:?}: {out}");
    }
}

/// What is before the note of the only entry in its line of `history`.
const BEFORE: &str = "1  2026-11-22 21:05  text  chasing  ";

/// What `history` shows of a note that has `width` columns.
fn cut(note: &str, width: usize, change: fn(&mut World)) -> String {
    let mut world = World::started();
    world.ok_words(&["log", "text", "--note", note]);
    (world.terminal, world.width) = (true, Some(BEFORE.len() + width));
    world.variables.insert("NO_COLOR", "1".into());
    change(&mut world);
    world.ok("history").trim_end().strip_prefix(BEFORE).unwrap().to_owned()
}

#[test]
fn what_fits_is_whole_and_what_does_not_ends_in_dots() {
    for (text, width, expected) in [
        ("abc", 3, "abc"),
        ("abcd", 3, "ab…"),
        ("你好", 4, "你好"),
        ("你好吗", 5, "你好…"),
        ("你好吗", 4, "你…"),
        ("e\u{301}e\u{301}", 2, "e\u{301}e\u{301}"),
        ("a\u{301}\u{301}\u{301}\u{301}\u{301}b", 2, "a\u{301}\u{301}\u{301}\u{301}b"),
    ] {
        assert_eq!(cut(text, width, |_| ()), expected);
    }
    let ascii = |world: &mut World| drop(world.variables.insert("LANG", "C".into()));
    assert_eq!(cut("abcdef", 5, ascii), "ab...");
    assert_eq!(cut("abcdef", 5, |world| world.terminal = false), "abcdef");
}

#[test]
fn emoji_in_use_stay_whole() {
    for text in [
        "👩🏽\u{200d}❤\u{fe0f}\u{200d}💋\u{200d}👨🏽",
        "👩\u{200d}👩\u{200d}👧\u{200d}👦",
        "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
        "🏳\u{fe0f}\u{200d}⚧\u{fe0f}",
    ] {
        assert_eq!(cut(text, 2, |_| ()), text);
    }
}
