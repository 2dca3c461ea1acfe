//! Killed between the answers to the questions of `log`, and within each save.

use std::fs;
use std::io::Write;
use std::path::Path;

use serde_json::Value;
use tempfile::NamedTempFile;

use super::kill::{at_each_call, masked};
use super::tally::{Finding, Tally, wrong_if};
use super::writer::{Place, Writer, age_leftovers, backup, leftovers};

/// The answers about two contacts, a line each.
const ANSWERS: &str = include_str!("../answers.txt");

/// The questions on stderr; a question is asked once the answer before it is saved.
const QUESTION: &str = "? ";

/// A command line that reads the first answers.
fn answering(count: usize) -> (NamedTempFile, String) {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(ANSWERS.split_inclusive('\n').take(count).collect::<String>().as_bytes())
        .unwrap();
    let line = format!("log --many < {}", file.path().display());
    (file, line)
}

/// The journal after each number of answers.
fn states(writer: Writer, template: &Place, known: &str) -> Vec<Vec<u8>> {
    let state = |count| {
        let (place, (_file, line)) = (template.copy(), answering(count));
        writer.ok(&place.journal(), &line);
        masked(fs::read(place.journal()).unwrap(), known)
    };
    (0..=ANSWERS.lines().count()).map(state).collect()
}

/// Kills `log --many` at the start of each system call.
pub(crate) fn at_every_call(writer: Writer) -> Tally {
    let mut tally = Tally::default();
    let template = Place::started(writer, 2);
    let known = fs::read_to_string(template.journal()).unwrap();
    let states = states(writer, &template, &known);
    let (_file, line) = answering(states.len());
    at_each_call(writer, &template, &line, &mut tally, |_, journal, output| {
        let said = String::from_utf8_lossy(&output.stderr);
        let is_question = |line: &&str| line.contains(QUESTION) && !line.starts_with("One ");
        keeps(said.lines().filter(is_question).count(), &states, journal, &known)?;
        goes_on(writer, journal)
    });
    tally
}

/// Whether the journal is one of the states, and has every answer before the last question.
fn keeps(asked: usize, states: &[Vec<u8>], journal: &Path, known: &str) -> Finding {
    let now = masked(fs::read(journal).map_err(|_| "gone")?, known);
    let Some(last) = states.iter().rposition(|state| *state == now) else { return Err("torn") };
    let is_whole = entries(&backup(journal)).is_some() || !backup(journal).exists();
    // Once the input has ended, two more questions are asked in vain.
    wrong_if(last + 1 < asked.min(states.len()), "acknowledged lost")?;
    wrong_if(!is_whole, "backup torn")
}

/// Whether the next run finds everything in order, and one `undo` takes back the whole run.
fn goes_on(writer: Writer, journal: &Path) -> Finding {
    age_leftovers(journal);
    let before = entries(journal);
    let undone = writer.command(journal, "undo").output().unwrap();
    let left = if before > Some(2) { 2 } else { 1 };
    let is_undone = undone.status.success() && entries(journal) == Some(left);
    wrong_if(!is_undone, "undo takes back another")?;
    if leftovers(journal) > 0 { Err("leftovers") } else { Ok(()) }
}

/// How many entries are in a file. `None` if it is not a complete journal.
fn entries(path: &Path) -> Option<usize> {
    let file: Value = serde_json::from_slice(&fs::read(path).ok()?).ok()?;
    Some(file["entries"].as_array()?.len())
}
