//! A burnt letter is nowhere. Unfinished letters are burnt with it, after a warning.

use std::fs;

use snapbox::{assert_data_eq, str};

use super::drafts;
use crate::meanwhile::Meanwhile;
use crate::world::World;

/// Words that are only in the letter.
const SECRETS: [&str; 2] = ["burgundy", "velvet"];

/// A journal with a letter and a call.
fn holding() -> World {
    let mut world = World::started();
    world.input = b"The burgundy one.\n".to_vec();
    world.ok("letter to velvet");
    world.ok("log call harmless");
    world
}

/// The names of the files beside the journal that contain one of these words.
fn holders(world: &World) -> Vec<String> {
    let holds = |name: &String| {
        let bytes = fs::read(world.journal().with_file_name(name)).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        SECRETS.iter().any(|secret| text.contains(secret))
    };
    world.names().into_iter().filter(holds).collect()
}

/// Writes an unfinished letter.
fn put(world: &World, name: &str) {
    fs::write(world.journal().with_file_name(name), "The burgundy one, and more.").unwrap();
}

#[test]
fn a_burnt_letter_is_nowhere_whatever_was_done_with_it_before() {
    for changes in [
        &[][..],
        &["edit 1 --at 2026-11-05"],
        &["remove 1 --yes"],
        &["edit 1 --at yesterday", "remove 1 --yes", "undo", "log text"],
    ] {
        let world = holding();
        for line in changes {
            world.ok(line);
        }
        put(&world, "nocontact.json.draft-1-0.txt");
        put(&world, "nocontact.json.tmp-1-0");
        assert!(holders(&world).len() > 2, "{changes:?}");
        world.ok("remove 1 --burn --yes");
        assert_eq!(holders(&world), [""; 0], "{changes:?}");
        assert!(world.ok("history").contains("harmless"));
    }
}

#[test]
fn a_burn_names_the_unfinished_letters_before_and_after() {
    let mut world = holding();
    put(&world, "nocontact.json.draft-1-0.txt");
    put(&world, "nocontact.json.draft-23-1.txt");
    world.input = b"y\n".to_vec();
    let outcome = world.run("remove 1 --burn");
    let expected = str![[r#"
Removed for good, with the undo history and the backup: entry 1
Drafts removed too:
  [DIR]/data/nocontact.json.draft-1-0.txt
  [DIR]/data/nocontact.json.draft-23-1.txt

"#]];
    assert_data_eq!(outcome.out, expected);
    let lines: Vec<_> = outcome.err.lines().take(5).collect();
    let expected = str![[r#"
1  Sun 22 Nov 2026 21:05  letter  to velvet
The undo history and the backup are removed too.
Drafts are removed too:
  [DIR]/data/nocontact.json.draft-1-0.txt
  [DIR]/data/nocontact.json.draft-23-1.txt
"#]];
    assert_data_eq!(lines.join("\n"), expected);
    assert_eq!(drafts(&world), [""; 0]);
}

#[test]
fn without_a_yes_or_without_a_burn_unfinished_letters_stay() {
    let mut world = holding();
    put(&world, "nocontact.json.draft-1-0.txt");
    world.input = b"n\n".to_vec();
    assert_eq!(world.run("remove 1 --burn").code, 1);
    world.input = b"y\n".to_vec();
    let outcome = world.run("remove 1");
    assert!(!outcome.to_string().contains("nfinished"), "{outcome}");
    assert_eq!(drafts(&world), ["nocontact.json.draft-1-0.txt"]);
}

#[test]
fn a_letter_that_was_begun_behind_the_question_is_not_burnt() {
    let world = holding();
    let before = world.bytes();
    let begin = || put(&world, "nocontact.json.draft-5-0.txt");
    let answer = Meanwhile::then(begin, b"y\n");
    let outcome = world.run_reading("remove 1 --burn", answer);
    assert_eq!(outcome.code, 1);
    let expected = "a draft was added or removed meanwhile; nothing was done\n";
    assert!(outcome.err.ends_with(expected), "{outcome}");
    assert_eq!((world.bytes(), drafts(&world).len()), (before, 1));
}
