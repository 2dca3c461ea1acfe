//! A letter that cannot be recorded: its words are in a draft, and the message says how to record
//! it.

use std::fs;
use std::io::{self, BufReader, Read};

use super::{LIMIT, draft, drafts, is_in_a_draft, text, write};
use crate::meanwhile::Meanwhile;
use crate::world::{Outcome, World};

#[test]
fn a_letter_of_1_mib_is_kept_and_one_byte_more_stays_in_a_draft() {
    let most = "é".repeat(LIMIT / 2);
    for input in [most.clone(), format!("{most}\n"), format!("{most}\r\n")] {
        let mut world = World::started();
        let outcome = write(&mut world, "letter", &input);
        assert_eq!(outcome.code, 0, "{}", outcome.err);
        assert!(text(&world, 0) == most);
        assert_eq!(drafts(&world), [""; 0]);
    }
    // Each is cut within its last character when it is read, but never in its draft.
    for over in ["x", "x\n", "é", "xé", "\r\n\n", "éééééé"] {
        let mut world = World::started();
        let input = format!("{most}{over}");
        let outcome = write(&mut world, "letter", &input);
        is_in_a_draft(&world, &outcome, "the text is longer than 1048576 bytes", &input);
    }
}

#[test]
fn a_nul_or_what_is_not_utf8_stays_in_a_draft() {
    let rows: [(&[u8], &str); 4] = [
        (b"a\0b", "the text contains a NUL character"),
        (b"\0", "NUL"),
        (b"cut \xf0\x9f\x92", "the text is not UTF-8"),
        (b"\xff\xfed\0", "not UTF-8"),
    ];
    for (input, why) in rows {
        let mut world = World::started();
        let outcome = write(&mut world, "letter", input);
        is_in_a_draft(&world, &outcome, why, input);
        assert_eq!(world.file()["entries"].as_array().unwrap().len(), 0);
    }
}

/// Some words, and then a failure.
struct Breaks(&'static [u8]);

impl Read for Breaks {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let length = self.0.read(to)?;
        if length == 0 { Err(io::Error::other("the cable is out")) } else { Ok(length) }
    }
}

#[test]
fn an_input_that_fails_leaves_its_words_in_a_draft() {
    let world = World::started();
    let outcome = world.run_reading("letter", BufReader::new(Breaks(b"Dear you")));
    let why = "cannot read the letter from standard input: the cable is out";
    is_in_a_draft(&world, &outcome, why, "Dear you");
    let world = World::started();
    let outcome = world.run_reading("letter", BufReader::new(Breaks(b" \n")));
    let expected = format!("nocontact: {why}\n");
    assert_eq!((outcome.err, drafts(&world)), (expected, Vec::new()), "it was blank");
    for (line, what) in [
        ("import -", "cannot read standard input"),
        ("log text --note -", "cannot read the note from standard input"),
    ] {
        let said = world.run_reading(line, BufReader::new(Breaks(b" \n"))).err;
        assert_eq!(said, format!("nocontact: {what}: the cable is out\n"));
    }
}

#[test]
fn an_input_without_an_end_is_given_up() {
    let world = World::started();
    let outcome = world.run_reading("letter", BufReader::new(io::repeat(b'x')));
    assert!(outcome.err.contains("longer than 1048576 bytes"), "{outcome}");
    let found = fs::metadata(world.journal().with_file_name(&drafts(&world)[0])).unwrap();
    assert!(found.len() < 65 * 1024 * 1024);
}

/// The text is the mode that its own draft has while it is written by the real program.
#[cfg(unix)] // Windows has no modes.
#[test]
fn a_draft_is_its_owners_alone_and_can_be_written_whatever_the_umask() {
    for umask in ["000", "277"] {
        let world = World::started();
        // It may take a moment until the draft exists and has its mode.
        let mode = "n=0; while [ $n -lt 1000 ]; do n=$((n + 1)); mode=$(ls -l data | grep draft); \
                    case $mode in -rw-------*) break;; esac; done; echo \"$mode\"";
        let script = format!("umask {umask}; {{ {mode}; }} | \"$0\" letter");
        world.shell(&script).output().unwrap();
        assert!(text(&world, 0).starts_with("-rw-------"), "{}", text(&world, 0));
        let script = format!("umask {umask}; printf 'a\\0b' | \"$0\" letter");
        let output = world.shell(&script).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let err = text(output.stderr).replace(&*world.path().to_string_lossy(), "[DIR]");
        let outcome = Outcome { out: text(output.stdout), err, code: 1 };
        is_in_a_draft(&world, &outcome, "NUL", "a\0b");
    }
}

#[test]
fn a_journal_that_goes_bad_meanwhile_leaves_the_words_in_a_draft() {
    let world = World::started();
    world.ok("log text");
    let outcome =
        world.run_reading("letter to you", Meanwhile::then(|| world.write("{"), b"Dear\n"));
    is_in_a_draft(&world, &outcome, "cannot read [DIR]/data/nocontact.json", "Dear\n");
    assert!(outcome.err.contains("\n  to use it: nocontact restore\n"), "{outcome}");
    assert!(outcome.err.contains(": nocontact letter --resume \"to you\"\n"), "{outcome}");
    assert_eq!(world.bytes(), b"{");
}

#[test]
fn a_lock_that_is_held_leaves_the_words_in_a_draft() {
    let mut world = World::started();
    let lock = world.hold_lock();
    let outcome = write(&mut world, "letter", "Dear\n");
    is_in_a_draft(&world, &outcome, "another nocontact is writing", "Dear\n");
    drop(lock);
    // The suggested command records it, and the draft goes.
    assert_eq!(write(&mut world, "letter --resume", "").code, 0);
    assert_eq!((text(&world, 0).as_str(), drafts(&world)), ("Dear", Vec::new()));
}

#[test]
fn the_draft_of_another_letter_stays() {
    let mut world = World::started();
    let other = world.beside(".draft-1-0.txt");
    fs::write(&other, "Dear\nyou").unwrap();
    assert_eq!(write(&mut world, "letter", "Dear\n").code, 0);
    assert_eq!(draft(&world), b"Dear\nyou");
    let own = format!("nocontact.json.draft-{}-0.txt", std::process::id());
    fs::write(world.journal().with_file_name(&own), "mine").unwrap();
    assert_eq!(write(&mut world, "letter", "a\0").code, 1);
    assert_eq!(drafts(&world).len(), 3, "{:?}", world.names());
}

#[test]
fn the_way_back_is_one_line_names_the_journal_and_takes_a_title_with_a_dash_for_a_title() {
    let mut world = World::started();
    let path = world.path().join("a file.json");
    fs::copy(world.journal(), &path).unwrap();
    world.input = b"a\0".to_vec();
    let outcome = world.run_words(&["--file", path.to_str().unwrap(), "letter", "a", "$b"]);
    let expected = "nocontact --file \"[DIR]/a file.json\" letter --resume 'a $b'";
    assert!(outcome.err.contains(expected), "{outcome}");
    world.width = Some(20);
    let outcome = world.run("letter to you");
    let line = outcome.err.lines().last().unwrap();
    assert!(line.starts_with("  nocontact letter --resume \"to you\""), "{outcome}");
    world.width = None;
    for (title, expected) in [("-why", "-why"), ("--yes now", "\"--yes now\"")] {
        let outcome = world.run_words(&["letter", "--", title]);
        let way = format!(": nocontact letter --resume -- {expected}\n");
        assert!(outcome.err.contains(&way), "{outcome}");
    }
}

/// The commands may be pasted in another folder.
#[cfg(unix)] // A script for sh.
#[test]
fn the_paths_of_a_draft_and_of_the_journal_are_absolute() {
    let world = World::started();
    let script = "printf 'a\\0b' | \"$0\" --file data/nocontact.json letter";
    let output = world.shell(script).output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    let path = world.path().join("data").join(&drafts(&world)[0]).display().to_string();
    assert!(err.contains(&format!("\n  what you wrote is in {path}\n")), "{err}");
    let file = world.journal().display().to_string();
    assert!(err.ends_with(&format!(" --file {file} letter --resume\n")), "{err}");
}
