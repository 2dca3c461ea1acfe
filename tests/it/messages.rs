//! What is said, word for word: each command line after `$ `, then all that it prints. What stands
//! after `<<<` is typed or piped in, with `/` for Enter. Before a command line, `@ ` sets the clock,
//! and `> ` makes a file beside the
//! journal, or a folder where no text follows.

use std::fs;

use crate::world::World;

mod after;
mod asked;
mod files;
mod words;

/// Runs the command lines of a transcript in their order, and compares all that they print.
#[track_caller]
fn says(world: &mut World, transcript: &str) {
    let mut actual = String::new();
    for line in transcript.lines() {
        match line.split_once(' ') {
            Some(("@", now)) => drop(world.at(now)),
            Some((">", file)) => {
                let (name, text) = file.split_once(' ').unwrap_or((file, ""));
                let path = world.path().join("data").join(name);
                if text.is_empty() {
                    let _ = fs::remove_file(&path);
                    fs::create_dir(&path).unwrap();
                } else {
                    fs::create_dir_all(path.parent().unwrap()).unwrap();
                    fs::write(&path, text).unwrap();
                }
            }
            Some(("$", command)) => {
                let (command, input) = command.split_once(" <<<").unwrap_or((command, ""));
                world.input = input.trim_start().replace('/', "\n").into_bytes();
                let words = shlex::split(command).unwrap();
                let outcome =
                    world.run_words(&words.iter().map(String::as_str).collect::<Vec<_>>());
                actual += &format!("{line}\n{outcome}");
                continue;
            }
            _ => continue,
        }
        actual += &format!("{line}\n");
    }
    let expected = transcript.trim_start_matches('\n');
    assert!(actual == expected, "\n--- said:\n{actual}--- expected:\n{expected}");
}
