//! An unfinished letter is gone on with, discarded or left, as the person says.

use std::fs;

use snapbox::{assert_data_eq, str};

use super::{drafts, text, write};
use crate::world::World;

/// A world with these unfinished letters, each of them newer than the one before, whatever its name.
fn begun(letters: &[&str]) -> World {
    let world = World::started();
    for (at, letter) in letters.iter().enumerate() {
        let path = world.beside(&format!(".draft-{}-0.txt", 9 - at));
        fs::write(&path, letter).unwrap();
        let file = fs::File::options().write(true).open(path).unwrap();
        let minutes = u64::try_from(at).unwrap() + 1;
        let time = std::time::UNIX_EPOCH + std::time::Duration::from_mins(minutes);
        file.set_modified(time).unwrap();
    }
    // Neither an empty draft nor a note is a letter that was begun.
    fs::write(world.beside(".draft-1-0.txt"), " \n").unwrap();
    fs::write(world.beside(".note-1-0.txt"), "a note").unwrap();
    world
}

#[test]
fn the_newest_is_gone_on_with_and_what_is_typed_is_added_on_a_line_of_its_own() {
    for (input, expected) in [("you\n", "Dear\nyou"), ("\u{feff}you", "Dear\nyou"), ("", "Dear")] {
        let mut world = begun(&["old and done", "Dear"]);
        let outcome = write(&mut world, "letter --resume unsent", input);
        assert_eq!(outcome.code, 0, "{outcome}");
        assert!(!outcome.to_string().contains("Dear"), "{outcome}");
        let named = "Unfinished, the newest last:\n  \
                     [DIR]/data/nocontact.json.draft-9-0.txt (3 words)\n  \
                     [DIR]/data/nocontact.json.draft-8-0.txt (1 word)\n";
        assert_eq!(outcome.err, named);
        assert_eq!(text(&world, 0), expected);
        assert_eq!(world.file()["entries"][0]["title"], "unsent");
        let left = ["nocontact.json.draft-1-0.txt", "nocontact.json.draft-9-0.txt"];
        assert_eq!(drafts(&world), left);
    }
}

#[cfg(unix)] // A script for sh.
#[test]
fn an_editor_opens_on_it() {
    let mut world = begun(&["Dear"]);
    world.terminal = true;
    let script = world.path().join("editor");
    fs::write(&script, "echo you >> \"$1\"").unwrap();
    world.variables.insert("VISUAL", format!("/bin/sh {}", script.display()).into());
    world.ok("letter --resume");
    assert_eq!(text(&world, 0), "Dear\nyou");
    let outcome = world.run("letter --resume");
    assert_eq!((outcome.code, &*outcome.err), (1, "nocontact: there is no unfinished letter\n"));
}

/// What the question prints, and then the drafts of letters and the text that is recorded.
#[test]
fn the_next_letter_asks_about_it() {
    for (input, texts, left) in [
        ("y\nyou\n", "Dear\nyou", 1),
        ("d\nyou\n", "you", 1),
        ("n\nyou\n", "you", 2),
        ("\nyou\n", "you", 2),
        ("yours\nyou\n", "you", 2),
    ] {
        let mut world = begun(&["Dear"]);
        world.terminal = true;
        let outcome = write(&mut world, "letter", input);
        let expected = str![[r#"
Unfinished, the newest last:
  [DIR]/data/nocontact.json.draft-9-0.txt (1 word)
Go on with the newest [y], discard it [d], or leave it [n]? Write freely; nothing is sent. Press Enter now and then.
"#]];
        assert_data_eq!(outcome.err.lines().take(3).collect::<Vec<_>>().join("\n"), expected);
        assert_eq!((&*text(&world, 0), drafts(&world).len()), (texts, left), "{input:?}");
    }
}

#[test]
fn where_it_cannot_ask_it_names_the_command() {
    let mut world = begun(&["Dear"]);
    let told = "Unfinished, the newest last:\n  [DIR]/data/nocontact.json.draft-9-0.txt (1 word)\n\
                To go on with the newest: nocontact letter --resume\n";
    assert_eq!(write(&mut world, "letter", "no").err, told);
    assert_eq!(text(&world, 0), "no");
    let mut world = begun(&[]);
    assert_eq!(write(&mut world, "letter", "no").err, "");
}

#[test]
fn unfinished_letters_are_discarded_after_a_yes() {
    let mut world = begun(&["I miss you", "Dear"]);
    for line in ["letter --discard --resume", "letter title --discard", "letter --yes"] {
        assert_eq!(world.run(line).code, 2, "{line}");
    }
    let expected = str![[r#"
! Unfinished, the newest last:
!   [DIR]/data/nocontact.json.draft-9-0.txt (3 words)
!   [DIR]/data/nocontact.json.draft-8-0.txt (1 word)
! Discard? Nothing brings it back. [y/N] 
! nocontact: you did not confirm; nothing was changed
!   to skip the question, add --yes
exit 1

"#]];
    assert_data_eq!(write(&mut world, "letter --discard", "\n").to_string(), expected);
    assert_eq!(drafts(&world).len(), 3);
    let outcome = world.run("letter --discard --yes");
    assert_eq!((&*outcome.out, outcome.err.lines().count()), ("Discarded.\n", 3), "{outcome}");
    assert!(outcome.err.ends_with("draft-8-0.txt (1 word)\n"), "no question: {outcome}");
    assert_eq!(drafts(&world), ["nocontact.json.draft-1-0.txt"]);
    let outcome = world.run("letter --discard --yes");
    assert_eq!((outcome.code, &*outcome.err), (1, "nocontact: there is no unfinished letter\n"));
    assert!(world.beside(".note-1-0.txt").exists());
}
