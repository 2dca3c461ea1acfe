//! `letter`: what was written is in the journal, or in a draft whose path is printed. It is never
//! lost.

mod burning;
mod editors;
mod resumed;
mod taken;
mod terminal;
mod unrecorded;

use std::fs;
use std::io::{self, BufRead, Read};
use std::time::{Duration, SystemTime};

use snapbox::{assert_data_eq, str};

use crate::meanwhile::Meanwhile;
use crate::world::{Outcome, World};

/// The longest letter, in bytes.
const LIMIT: usize = 1024 * 1024;

/// Runs a command line with these bytes on standard input.
fn write(world: &mut World, line: &str, input: impl AsRef<[u8]>) -> Outcome {
    world.input = input.as_ref().to_vec();
    world.run(line)
}

/// The names of the drafts beside the journal.
fn drafts(world: &World) -> Vec<String> {
    world.names().into_iter().filter(|name| name.contains(".draft-")).collect()
}

/// The bytes of the only draft.
#[track_caller]
fn draft(world: &World) -> Vec<u8> {
    let [name] = &drafts(world)[..] else { panic!("{:?}", world.names()) };
    fs::read(world.journal().with_file_name(name)).unwrap()
}

/// Checks that nothing was recorded, for a reason that contains `why`; that the only draft holds
/// these bytes and is private; and that the message gives its path and the command that records it.
#[track_caller]
fn is_in_a_draft(world: &World, outcome: &Outcome, why: &str, words: impl AsRef<[u8]>) {
    assert_eq!((outcome.code, outcome.out.as_str()), (1, ""), "{outcome}");
    assert!(outcome.err.contains(why), "{why:?} is not in: {outcome}");
    assert!(draft(world) == words.as_ref(), "the draft is another");
    let path = format!("[DIR]/data/{}", drafts(world)[0]);
    let hint =
        format!("\n  what you wrote is in {path}\n  to record it, once that is fixed: nocontact ");
    assert!(outcome.err.contains(&hint), "{outcome}");
    let again = outcome.err.lines().last().unwrap();
    assert!(again.contains(" letter --resume"), "{outcome}");
    #[cfg(unix)] // Windows has no modes.
    {
        use std::os::unix::fs::PermissionsExt;
        let found = fs::metadata(world.journal().with_file_name(&drafts(world)[0])).unwrap();
        assert_eq!(found.permissions().mode() & 0o7777, 0o600, "{outcome}");
    }
}

/// The text of an entry in the file.
fn text(world: &World, at: usize) -> String {
    world.file()["entries"][at]["text"].as_str().unwrap().to_owned()
}

#[test]
fn a_letter_is_kept_with_its_title_and_nothing_of_it_is_echoed() {
    let mut world = World::started();
    let outcome = write(&mut world, "letter what I never said", "I miss\nyou.\n");
    let expected = str![[r#"
1  Sun 22 Nov 2026 21:05  letter  what I never said
3 words, not sent.
To read it again: nocontact show 1
To burn it: nocontact remove 1 --burn

"#]];
    assert_data_eq!(outcome.to_string(), expected);
    assert_eq!(text(&world, 0), "I miss\nyou.");
    assert_eq!(world.file()["entries"][0]["title"], "what I never said");
    assert_eq!(drafts(&world), [""; 0]);
}

#[test]
fn a_letter_needs_no_title() {
    let mut world = World::started();
    let outcome = write(&mut world, "letter", "no");
    assert!(outcome.out.contains("letter\n1 word, not sent.\n"), "{outcome}");
    world.ok_words(&["letter", " ", ""]);
    assert!(world.file()["entries"].as_array().unwrap().iter().all(|one| one["title"].is_null()));
}

#[test]
fn line_breaks_are_lf_and_the_last_one_is_no_part_of_the_text_nor_is_a_byte_order_mark() {
    let mut world = World::started();
    let rows = [
        ("a\n", "a"),
        ("a\r\n", "a"),
        ("a", "a"),
        ("a\n\n", "a\n"),
        ("\na\r\nb\r\n", "\na\nb"),
        ("\u{feff}a\r\n\r\n", "a\n"),
        ("a\n\u{feff}b\rc\u{feff}", "a\nb\rc\u{feff}"),
    ];
    for (at, (input, expected)) in rows.into_iter().enumerate() {
        assert_eq!(write(&mut world, "letter", input).code, 0, "{input:?}");
        assert_eq!(text(&world, at), expected, "{input:?}");
    }
}

#[test]
fn without_a_journal_nothing_is_read_and_start_is_named() {
    let world = World::new();
    let outcome = world.run_reading("letter", Meanwhile::never());
    assert_eq!(outcome.code, 1);
    assert!(outcome.err.contains("begin with: nocontact start"), "{outcome}");
    assert_eq!(world.names(), [""; 0]);
}

#[test]
fn what_cannot_be_recorded_is_not_written_for_nothing() {
    let mut world = World::started();
    world.at("2026-10-30T12:00:00+01:00");
    let outcome = world.run_reading("letter", Meanwhile::never());
    assert!(outcome.err.contains("before the breakup"), "{outcome}");
    world.write("{");
    let outcome = world.run_reading("letter", Meanwhile::never());
    assert!(outcome.err.contains("cannot read"), "{outcome}");
    let title = "x".repeat(64 * 1024 + 1);
    let outcome = World::started().run_words(&["letter", &title]);
    assert_eq!(outcome.code, 2, "{outcome}");
    assert_eq!(drafts(&world), [""; 0]);
}

#[test]
fn an_empty_or_blank_text_is_not_kept() {
    for (terminal, input) in [
        (false, ""),
        (false, " \n\t\r\n"),
        (true, ""),
        (true, "\n\n"),
        (false, "\u{3000}\n"),
        (false, "\u{feff}\r\n"),
    ] {
        let mut world = World::started();
        world.terminal = terminal;
        let (before, names) = (world.bytes(), world.names());
        let outcome = write(&mut world, "letter", input);
        assert_eq!(outcome.code, 1, "{input:?}");
        let expected = "nocontact: nothing was written; nothing is kept\n";
        assert!(outcome.err.ends_with(expected), "{outcome}");
        assert_eq!((world.bytes(), world.names()), (before, names), "{input:?}");
    }
}

/// An input that comes in pieces, with a signal before each.
struct Pieces(Vec<&'static [u8]>, bool);

impl Read for Pieces {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        unreachable!("it is read by pieces")
    }
}

impl BufRead for Pieces {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.1 = !self.1;
        if self.1 {
            return Err(io::ErrorKind::Interrupted.into());
        }
        Ok(self.0.first().copied().unwrap_or_default())
    }

    fn consume(&mut self, length: usize) {
        assert_eq!(length, self.0.remove(0).len());
    }
}

#[test]
fn a_signal_between_two_lines_takes_none_of_them() {
    let world = World::started();
    let lines = Pieces(vec![b"one\n", b"two\n", b"three"], false);
    assert_eq!(world.run_reading("letter", lines).code, 0);
    assert_eq!(text(&world, 0), "one\ntwo\nthree");
}

#[test]
fn who_types_is_told_how_to_end_and_what_would_open_an_editor() {
    let mut world = World::started();
    world.terminal = true;
    let outcome = write(&mut world, "letter", "Dear you,\nno.\n");
    let end = if cfg!(windows) { "Ctrl-Z and Enter" } else { "Ctrl-D" };
    let told = "Write freely; nothing is sent. Press Enter now and then.\n\
                To end: END on a line of its own.\n\
                To write in an editor, set VISUAL or EDITOR.\n";
    assert_eq!(outcome.err, told.replace("END", end));
}

#[test]
fn a_line_as_long_as_a_terminal_takes_is_named_with_its_last_words() {
    let mut world = World::started();
    world.terminal = true;
    let long = format!("{}é the last words", "x".repeat(4095 - 17));
    for (input, cut) in [
        (format!("{long}\nmore\n"), true),
        (format!("a\n{long} and on"), true),
        (format!("{}\n{}\n", &long[1..], &long[1..]), false),
    ] {
        let err = write(&mut world, "letter", input).err;
        assert_eq!(err.contains("its end is lost"), cut, "{err}");
    }
    let err = write(&mut world, "letter", format!("{long}\n")).err;
    let said = "nocontact: no line in a terminal can be longer, and its end is lost.\n  \
                It breaks off after: xxxxxxxxxxxxxxxxxxxxxxxxé the last words\n  \
                Type the rest again, and press Enter now and then.\n";
    assert!(err.contains(said), "{err}");
    // A pipe has no such limit.
    world.terminal = false;
    assert_eq!(write(&mut world, "letter", format!("{long}\n")).err, "");
}

#[test]
fn history_has_the_title_and_the_words_and_show_the_text() {
    let mut world = World::started();
    write(&mut world, "letter", "Dear you,\r\n\r\n\tI \u{1b}[2Jmiss \u{202e}you.\r\n");
    world.input = b"no".to_vec();
    world.ok_words(&["letter", "👩\u{200d}👧\nfor \u{1b}you"]);
    for terminal in [false, true] {
        world.terminal = terminal;
        world.variables.insert("NO_COLOR", "1".into());
        let history = world.ok("history --kind letter");
        let lines: Vec<_> = history.lines().collect();
        assert_eq!(lines[0], "1  2026-11-22 21:05  letter  5 words");
        let title = "👩\u{200d}👧 for \\u{1b}you";
        assert_eq!(lines[1..], [format!("2  2026-11-22 21:05  letter  1 word   {title}")]);
        let shown = world.ok("show 1");
        let text = "  Words      5\n\nDear you,\n\n    I \\u{1b}[2Jmiss \\u{202e}you.\n";
        assert!(shown.ends_with(text), "{shown}");
        let shown = world.ok("show 2");
        let title = "  Title      👩\u{200d}👧\n             for \\u{1b}you\n\nno\n";
        assert!(shown.ends_with(title), "{shown}");
    }
}

#[test]
fn a_line_of_1_mib_is_shown_whole() {
    for letter in ["word ".repeat(LIMIT / 5), "x".repeat(LIMIT)] {
        let mut world = World::started();
        assert_eq!(write(&mut world, "letter", &letter).code, 0);
        for (terminal, width) in [(false, None), (true, Some(60))] {
            (world.terminal, world.width) = (terminal, width);
            let shown = world.ok("show 1");
            let (_, shown) = shown.split_once("\n\n").unwrap();
            let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(words(shown) == words(&letter));
            assert!(!terminal || letter.starts_with('x') || shown.lines().count() > 10_000);
        }
        assert!(world.ok("history").len() < 100);
    }
}

#[test]
fn what_is_told_at_the_end_names_the_journal_that_was_named() {
    let mut world = World::started();
    let path = world.path().join("a file.json");
    fs::rename(world.journal(), &path).unwrap();
    world.input = b"Dear".to_vec();
    let out = world.ok_words(&["--file", path.to_str().unwrap(), "letter"]);
    let program = "nocontact --file \"[DIR]/a file.json\"";
    let told = format!("again: {program} show 1\nTo burn it: {program} remove 1 --burn\n");
    assert!(out.ends_with(&told), "{out}");
}

#[test]
fn a_draft_that_stayed_empty_for_a_day_goes_with_the_next_letter() {
    let mut world = World::started();
    let put = |number: u8, text: &str, age: u64| {
        let path = world.beside(&format!(".draft-{number}-0.txt"));
        fs::write(&path, text).unwrap();
        let made = SystemTime::from(world.now.to_utc()) - Duration::from_secs(age);
        fs::File::options().write(true).open(path).unwrap().set_modified(made).unwrap();
    };
    put(1, "", 86_401);
    put(2, "", 86_400);
    put(3, "Dear", 86_401);
    write(&mut world, "letter", "no");
    let names = ["nocontact.json.draft-2-0.txt", "nocontact.json.draft-3-0.txt"];
    assert_eq!(drafts(&world), names);
}
