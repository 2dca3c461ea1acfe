//! The draft is removed while its letter is being typed. The words survive.

use std::fs;
use std::io::{self, BufReader, Read, Write};

use super::{LIMIT, drafts, is_in_a_draft, text};
use crate::world::{Outcome, World};

/// Two lines of input, and what happens between them.
struct Between<F> {
    happens: F,
    second: Vec<u8>,
    reads: usize,
}

impl<F: FnMut()> Read for Between<F> {
    fn read(&mut self, mut to: &mut [u8]) -> io::Result<usize> {
        self.reads += 1;
        match self.reads {
            1 => to.write(b"Dear\n"),
            2 => {
                (self.happens)();
                self.second.as_slice().read(to)
            }
            _ => Ok(0),
        }
    }
}

/// Types "Dear" and "you"; `happens` runs once the first line is in the draft.
fn letter(world: &World, happens: impl FnMut()) -> Outcome {
    letter_of(world, b"you\n", happens)
}

fn letter_of(world: &World, second: &[u8], happens: impl FnMut()) -> Outcome {
    let input = Between { happens, second: second.to_vec(), reads: 0 };
    world.run_reading("letter", BufReader::with_capacity(2 * LIMIT, input))
}

/// Removes the draft.
fn take(world: &World) {
    fs::remove_file(world.journal().with_file_name(&drafts(world)[0])).unwrap();
}

#[test]
fn a_burn_takes_nothing_of_a_letter_that_is_typed_meanwhile() {
    let world = World::started();
    world.ok("log text");
    let outcome = letter(&world, || drop(world.ok("remove 1 --burn --yes")));
    assert_eq!((outcome.code, outcome.err.as_str()), (0, ""), "{outcome}");
    assert_eq!((text(&world, 0).as_str(), drafts(&world)), ("Dear\nyou", Vec::new()));
}

#[test]
fn an_erase_leaves_the_words_of_a_letter_in_a_new_draft_even_where_it_took_the_folder() {
    for is_named in [true, false] {
        let mut world = World::started();
        if is_named {
            world.variables.insert("NOCONTACT_FILE", world.journal().into());
        }
        let outcome = letter(&world, || {
            world.ok("erase --yes");
            // Windows may keep the folder as long as the draft is open.
            let is_there = world.path().join("data").exists();
            assert!(is_there == is_named || cfg!(windows));
        });
        is_in_a_draft(&world, &outcome, "nothing is tracked yet", "Dear\nyou\n");
        assert_eq!(world.names(), drafts(&world));
    }
}

#[cfg(unix)] // Windows may keep the folder as long as the draft is open.
#[test]
fn where_nothing_can_be_kept_no_path_is_named() {
    let world = World::started();
    let outcome = letter(&world, || {
        world.ok("erase --yes");
        fs::write(world.path().join("data"), "a file").unwrap();
    });
    assert_eq!(outcome.code, 1);
    assert!(outcome.err.contains("cannot keep what you wrote: "), "{outcome}");
    let named = outcome.err.contains("what you wrote is in") || outcome.err.contains("draft-");
    assert!(!named, "{outcome}");
}

#[test]
fn the_new_draft_of_a_letter_that_is_too_long_has_all_of_it() {
    let world = World::started();
    let second = vec![b'x'; LIMIT + 1000];
    let outcome = letter_of(&world, &second, || take(&world));
    let all = [b"Dear\n", second.as_slice()].concat();
    is_in_a_draft(&world, &outcome, "the text is longer than", all);
}

/// On Windows, file names do not identify files.
#[cfg(unix)] // Symbolic links are a privilege on Windows.
#[test]
fn what_took_the_place_of_the_draft_is_left_alone() {
    let world = World::started();
    let mut name = String::new();
    let outcome = letter(&world, || {
        name.clone_from(&drafts(&world)[0]);
        fs::write(world.journal().with_file_name("other"), "mine").unwrap();
        fs::rename(world.journal().with_file_name("other"), world.journal().with_file_name(&name))
            .unwrap();
        world.write("{");
    });
    let next = name.replace("-0.txt", "-1.txt");
    assert_eq!(drafts(&world), [name.clone(), next.clone()], "{outcome}");
    let bytes = |name: &str| fs::read(world.journal().with_file_name(name)).unwrap();
    assert_eq!((bytes(&name), bytes(&next)), (b"mine".to_vec(), b"Dear\nyou\n".to_vec()));
    let told = format!("what you wrote is in [DIR]/data/{next}\n");
    assert!(outcome.err.contains(&told), "{outcome}");
}

#[test]
fn a_blank_letter_whose_draft_is_gone_is_a_blank_letter() {
    let world = World::started();
    let input = Between { happens: || take(&world), second: b" \n".to_vec(), reads: 1 };
    let outcome = world.run_reading("letter", BufReader::new(input));
    assert_eq!(outcome.err, "nocontact: nothing was written; nothing is kept\n");
}
