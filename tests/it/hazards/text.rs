//! Text that a person wrote, or was made to paste.

use super::spelled_out;
use crate::world::World;

/// Text that could fool a terminal, how it is shown, and how JSON spells it.
const FOOLING: [(&str, &str, &str); 13] = [
    ("a\u{1b}[2Jb", r"a\u{1b}[2Jb", r"a\u001b[2Jb"),
    ("a\u{1b}]0;title\u{7}b", r"a\u{1b}]0;title\u{7}b", r"a\u001b]0;title\u0007b"),
    ("a\u{9b}31mb", r"a\u{9b}31mb", r"a\u009b31mb"),
    ("a\u{9d}0;t\u{9c}b", r"a\u{9d}0;t\u{9c}b", r"a\u009d0;t\u009cb"),
    ("a\rb", r"a\u{d}b", r"a\rb"),
    ("a\u{8}b\u{7f}c", r"a\u{8}b\u{7f}c", r"a\bb\u007fc"),
    ("a\u{202e}b\u{202c}c", r"a\u{202e}b\u{202c}c", r"a\u202eb\u202cc"),
    ("a\u{2066}b\u{2069}c", r"a\u{2066}b\u{2069}c", r"a\u2066b\u2069c"),
    ("a\u{200b}b\u{200f}c", r"a\u{200b}b\u{200f}c", r"a\u200bb\u200fc"),
    ("a\u{200d}b", r"a\u{200d}b", r"a\u200db"),
    ("a\u{feff}b\u{ad}c", r"a\u{feff}b\u{ad}c", r"a\ufeffb\u00adc"),
    ("a\u{2028}b\u{85}c", r"a\u{2028}b\u{85}c", r"a\u2028b\u0085c"),
    ("a\u{e0041}b", r"a\u{e0041}b", r"a\udb40\udc41b"),
];

/// Emoji that must not be taken for such text.
const EMOJI: [&str; 4] = [
    "\u{1f469}\u{200d}\u{1f467}",
    "\u{2764}\u{fe0f}\u{200d}\u{1f525}",
    "\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
    "\u{1f44d}\u{1f3fd}",
];

/// A journal with one contact, whose note and trigger are `text`.
fn with_text(text: &str) -> World {
    let world = World::started();
    world.ok_words(&["log", "text", "--trigger", text, "--note", text]);
    world
}

/// Everything that the commands print about entry 1, including stderr.
fn printed(world: &World) -> Vec<(&'static str, String)> {
    let lines = "history|show 1|edit 1 call|undo|remove 1|remove 1 --yes|undo|remove 1 --burn";
    let print = |line| {
        let outcome = world.run(line);
        (line, outcome.out + &outcome.err)
    };
    lines.split('|').map(print).collect()
}

#[test]
fn what_could_fool_a_terminal_is_spelled_out_wherever_it_is_shown() {
    for (text, shown, _) in FOOLING {
        for (terminal, width) in [(false, None), (true, Some(60)), (true, Some(12))] {
            let mut world = with_text(text);
            world.terminal = terminal;
            // Bold is an escape sequence too, but our own.
            world.variables.insert("NO_COLOR", "1".into());
            world.width = width;
            for (line, printed) in printed(&world) {
                assert_eq!(spelled_out(&printed), printed, "{line} of {text:?}");
                let whole = line == "show 1" || !terminal;
                assert!(!whole || printed.contains(shown), "{line} of {text:?}: {printed}");
            }
        }
    }
}

#[test]
fn what_could_fool_a_terminal_is_escaped_in_json_and_in_the_file() {
    for (text, _, escaped) in FOOLING {
        let world = World::started();
        let words = ["log", "text", "--json", "--trigger", text, "--note", text];
        let logged = world.ok_words(&words);
        let file = String::from_utf8(world.bytes()).unwrap();
        for json in [logged, world.ok("history --json"), world.ok("show 1 --json"), file] {
            assert_eq!(spelled_out(&json), json, "{text:?}");
            assert_eq!(json.matches(escaped).count(), 2, "{text:?}: {json}");
        }
        let read = world.json("show 1 --json");
        assert_eq!(read["note"], text);
        assert_eq!(read["triggers"][0], text);
        assert_eq!(world.file()["entries"][0]["note"], text);
    }
}

#[test]
fn emoji_are_kept_whole_everywhere() {
    for emoji in EMOJI {
        let world = with_text(emoji);
        for (line, printed) in printed(&world) {
            assert!(printed.contains(emoji), "{line}: {printed}");
        }
        let world = with_text(emoji);
        let file = String::from_utf8(world.bytes()).unwrap();
        for json in [world.ok("history --json"), world.ok("show 1 --json"), file] {
            assert_eq!(json.matches(emoji).count(), 2, "{json}");
        }
    }
}

#[test]
fn a_line_break_in_a_note_starts_a_line_in_show_and_none_elsewhere() {
    let world = with_text("one\n\u{1b}two");
    let history = world.ok("history");
    assert!(history.contains(r"  one \u{1b}two"), "{history}");
    assert_eq!(history.lines().count(), 1);
    let history = with_text(" one \n\n\t\u{2028}\n two  3\n").ok("history");
    assert!(history.ends_with("  one two  3\n"), "{history}");
    let shown = world.ok("show 1");
    assert!(shown.ends_with("Note       one\n             \\u{1b}two\n"), "{shown}");
}

#[test]
fn a_message_about_a_word_spells_it_out() {
    let world = World::started();
    let hostile = "\u{1b}[2J\u{202e}x";
    for line in ["log", "log --at", "history --since", "amend --date", "import"] {
        let words: Vec<_> = line.split(' ').chain([hostile]).collect();
        let outcome = world.run_words(&words);
        assert_ne!(outcome.code, 0, "{words:?}");
        assert!(outcome.err.contains(r"\u{1b}[2J\u{202e}x"), "{words:?}: {outcome}");
        assert_eq!(spelled_out(&outcome.err), outcome.err, "{words:?}");
    }
}

#[test]
fn a_wrong_command_line_spells_out_what_was_typed() {
    let hostile = "\u{1b}[2J\u{202e}\u{9b}x\n\u{200b}";
    let lines = "? --? -? log|--? --color|? --color=? --?=? log|--why|? log|--by=them? log|--times|? urge|--minutes|? \
                 undo|? undo|--?=x start|--strict=? start|--days=? guide|? show|? show|1|? help|? help|log|? \
                 export|--format|? export|--format|csv|--force|? completions|? log|call|--note|x|--note|? \
                 urge|--resisted|1|--gave-in|? edit|1|--clear|? history|--kind|? ready|--answers|?";
    for line in lines.split_whitespace() {
        for color in ["--color=always", "--color=never"] {
            let line = line.replace('?', hostile);
            let words: Vec<_> = line.split('|').chain([color]).collect();
            let outcome = World::new().run_words(&words);
            assert_ne!(outcome.code, 0, "{words:?}: {outcome}");
            let drawn = ["0", "1", "4", "31", "32", "33"].map(|code| format!("\u{1b}[{code}m"));
            let text = drawn.iter().fold(outcome.err, |text, code| text.replace(code, ""));
            assert_eq!(spelled_out(&text), text, "{words:?}");
        }
    }
}

/// Checks that the command line is refused with `code`, for a reason that contains `why`, and that
/// nothing is saved.
#[track_caller]
fn is_refused(world: &World, words: &[&str], code: u8, why: &str) {
    let before = world.bytes();
    let outcome = world.run_words(words);
    assert_eq!(outcome.code, code, "{:?}: {outcome}", &words[..2]);
    assert_eq!(outcome.out, "");
    assert!(outcome.err.contains(why), "{outcome}");
    assert_eq!(world.bytes(), before);
}

#[test]
fn a_note_or_a_trigger_of_64_kib_is_kept_and_one_byte_more_or_a_nul_is_refused() {
    let world = World::started();
    let most = "é".repeat(32 * 1024);
    world.ok_words(&["log", "text", "--trigger", &most, "--note", &most]);
    assert_eq!(world.json("show 1 --json")["note"], most);
    let over = format!("{most}x");
    for (text, why) in [(&*over, "longer than 65536 bytes"), ("a\0b", "a NUL character")] {
        for line in ["log text --note", "log text", "log --trigger", "edit 1 --note"] {
            let words: Vec<_> = line.split(' ').chain([text]).collect();
            is_refused(&world, &words, 2, why);
        }
    }
    // Each alone is short enough, but together they are too long.
    is_refused(&world, &["log", "text", &most, "x"], 2, "65536");
}

#[test]
fn a_note_from_standard_input_has_the_same_limits() {
    let mut world = World::started();
    let longest = "é".repeat(32 * 1024);
    world.input = format!("\u{feff}{longest}\r\n").into_bytes();
    world.ok("log text --note -");
    assert_eq!(world.json("show 1 --json")["note"], longest);
    let before = world.bytes();
    for (input, why) in [
        (b"a\0b".to_vec(), "a NUL character"),
        (vec![b'x'; 64 * 1024 + 1], "longer than 65536 bytes"),
        (vec![b'x'; 4 * 1024 * 1024], "longer than 65536 bytes"),
        // Reading stops in the middle of a character.
        ("€".repeat(30_000).into_bytes(), "longer than 65536 bytes"),
    ] {
        world.input = input;
        for line in ["log text --note -", "edit 1 --note -"] {
            let outcome = world.run(line);
            assert_ne!(outcome.code, 0, "{why}");
            assert!(outcome.err.contains(why), "{outcome}");
            assert_eq!(world.bytes(), before);
        }
    }
}

#[test]
fn a_note_from_standard_input_that_is_no_utf8_is_refused() {
    let mut world = World::started();
    for input in [&b"\xff"[..], b"caf\xe9\n", b"\xed\xa0\x80", b"cut \xe2\x82"] {
        world.input = input.to_vec();
        is_refused(&world, &["log", "text", "--note", "-"], 1, "not UTF-8");
    }
}

#[cfg(unix)] // Windows' names are not bytes.
mod not_utf8 {
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt;

    use super::World;
    #[cfg(not(target_os = "macos"))] // Its names are UTF-8.
    use std::fs;

    fn words(line: &str) -> Vec<OsString> {
        // `%` stands for a byte that no UTF-8 text contains.
        let byte = |byte| if byte == b'%' { 0xff } else { byte };
        line.split(' ').map(|word| OsString::from_vec(word.bytes().map(byte).collect())).collect()
    }

    #[test]
    fn words_that_are_no_utf8_are_a_wrong_command_line() {
        let world = World::started();
        world.ok("log text");
        let before = world.bytes();
        let lines = "%|log %|log text %|log text ok %x|log --note %|log --trigger a%b|log --at %|\
             log --by %|edit 1 --note %|show %|history --since %|start %|restart %|amend --date %|\
             --color=% status|status --%";
        for line in lines.split('|') {
            let outcome = world.run_os(words(line));
            assert_eq!(outcome.code, 2, "{line}: {outcome}");
            assert_eq!(outcome.out, "", "{line}");
            assert_ne!(outcome.err, "", "{line}");
            assert_eq!(world.bytes(), before, "{line}");
        }
    }

    // The file system of macOS refuses such names.
    #[cfg(not(target_os = "macos"))] // Its names are UTF-8.
    #[test]
    fn a_path_that_is_no_utf8_is_a_path_like_any_other() {
        let world = World::new();
        let path = world.path().join(OsString::from_vec(b"journal-\xff.json".to_vec()));
        let run = |line: &str| {
            let option = ["--file".into(), path.clone().into()];
            let outcome = world.run_os(option.into_iter().chain(words(line)));
            assert_eq!(outcome.code, 0, "{line}: {outcome}");
            outcome.out
        };
        run("start 2026-11-01");
        run("log text secret");
        assert!(run("history").contains("secret"));
        assert_eq!(run("status --short"), "21/30\n");
    }

    // The file system of macOS refuses such names.
    #[cfg(not(target_os = "macos"))] // Its names are UTF-8.
    #[test]
    fn a_burn_beside_a_path_that_is_no_utf8_leaves_nothing_either() {
        let world = World::new();
        let name = |suffix: &str| {
            let name = [b"\xff.json", suffix.as_bytes()].concat();
            world.path().join(OsString::from_vec(name))
        };
        let run = |line: &str| {
            let option = ["--file".into(), name("").into()];
            let outcome = world.run_os(option.into_iter().chain(words(line)));
            assert_eq!(outcome.code, 0, "{line}: {outcome}");
        };
        run("start 2026-11-01");
        run("log text secret");
        fs::write(name(".tmp-123-0"), "secret").unwrap();
        run("remove 1 --burn --yes");
        assert!(!name(".bak").exists());
        assert!(!name(".tmp-123-0").exists());
    }
}
