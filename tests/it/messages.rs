//! What is said, word for word, in the transcripts beside it: each command line after `$ `, then all that it prints. What stands
//! after `<<<` is typed or piped in, with `/` for Enter. Before a command line, `@ ` sets the clock,
//! and `> ` makes a file beside the
//! journal, or a folder where no text follows.

use std::fs;

use crate::world::{Outcome, World};

mod after;
mod asked;
mod files;
mod words;

/// Runs the command lines of a transcript in their order, and compares all that they print.
#[track_caller]
fn says(world: &mut World, transcript: &str) {
    let mut actual = String::new();
    for line in transcript.lines() {
        let Some((sign @ ("@" | ">" | "$"), what)) = line.split_once(' ') else { continue };
        actual.extend([line, "\n"]);
        match sign {
            "@" => drop(world.at(what)),
            ">" => make(world, what),
            _ => actual.push_str(&run(world, what).to_string()),
        }
    }
    let expected = transcript.trim_start_matches('\n');
    assert!(actual == expected, "\n--- said:\n{actual}--- expected:\n{expected}");
}

/// Makes a file beside the journal: its name, then its text. Without a text it is a folder.
fn make(world: &World, file: &str) {
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

/// Runs a command line, quoted as for a shell, with what stands after `<<<` as its input.
fn run(world: &mut World, command: &str) -> Outcome {
    let (command, input) = command.split_once(" <<<").unwrap_or((command, ""));
    world.input = input.trim_start().replace('/', "\n").into_bytes();
    let words = shlex::split(command).unwrap();
    world.run_words(&words.iter().map(String::as_str).collect::<Vec<_>>())
}
