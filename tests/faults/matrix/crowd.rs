//! Many at once: writers must not lose each other's entries, and readers must see complete ones.

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use serde_json::Value;

use super::tally::{Tally, wrong_if};
use super::writer::{Place, Writer, notes};

/// A hundred processes at a time run `log` ten times each, in three rounds.
pub(crate) fn writers(writer: Writer) -> Tally {
    const ROUNDS: usize = 3;
    const MOST_REFUSED: usize = 100;
    let mut tally = Tally::default();
    for round in 1..=ROUNDS {
        let place = Place::started(writer, 0);
        let journal = place.journal();
        let said = all_write(writer, &journal);
        let refused = said.iter().filter(|(_, said)| matches!(said, NoteInput::Refused)).count();
        let kept = notes(&journal).unwrap_or_default();
        let times = |note: &String| kept.iter().filter(|kept| *kept == note).count();
        for (note, said) in said {
            match said {
                NoteInput::Recorded => tally.remark("recorded"),
                NoteInput::Refused => tally.remark("refused"),
                NoteInput::Failed => {}
            }
            let found = match said {
                NoteInput::Recorded if times(&note) == 0 => Err("acknowledged lost"),
                NoteInput::Recorded if times(&note) > 1 => Err("recorded twice"),
                NoteInput::Refused if times(&note) > 0 => Err("said what is not"),
                // A disk may be slow, but not so slow that a tenth of the crowd gives up.
                NoteInput::Refused if refused > MOST_REFUSED => Err("too many refused"),
                NoteInput::Recorded | NoteInput::Refused => Ok(()),
                NoteInput::Failed => Err("no cause given"),
            };
            tally.case(|| format!("round {round}, {note}"), found);
        }
    }
    tally
}

/// What `log` said about itself.
#[derive(Clone, Copy)]
enum NoteInput {
    Recorded,
    /// Another program was writing for as long as we wait.
    Refused,
    Failed,
}

fn all_write(writer: Writer, journal: &Path) -> Vec<(String, NoteInput)> {
    let said = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for process in 0..100 {
            let said = &said;
            scope.spawn(move || {
                for nth in 0..10 {
                    let note = format!("{process}-{nth}");
                    let line = format!("log text --note {note}");
                    let output = writer.command(journal, &line).output().unwrap();
                    let busy = String::from_utf8_lossy(&output.stderr)
                        .contains("another nocontact is writing");
                    let outcome = match output.status.code() {
                        Some(0) => NoteInput::Recorded,
                        Some(1) if busy => NoteInput::Refused,
                        _ => NoteInput::Failed,
                    };
                    said.lock().unwrap().push((note, outcome));
                }
            });
        }
    });
    said.into_inner().unwrap()
}

/// At least 5,000 reads, while the note of the first entry changes at least 2,000 times.
pub(crate) fn readers(writer: Writer) -> Tally {
    const READS: usize = 5_000;
    const WRITES: usize = 2_000;
    let place = Place::started(writer, 100);
    let journal = place.journal();
    let (reads, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
    let tally = Mutex::new(Tally::default());
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut last = 0;
                while !stop.load(Ordering::Relaxed) {
                    let found = read(&journal).and_then(|number| {
                        let backwards = number < last;
                        last = number;
                        if backwards { Err("older than the last") } else { Ok(()) }
                    });
                    let nth = reads.fetch_add(1, Ordering::Relaxed);
                    tally.lock().unwrap().case(|| format!("read {nth}"), found);
                }
            });
        }
        let mut done = 0;
        while done < WRITES || reads.load(Ordering::Relaxed) < READS {
            done += 1;
            writer.ok(&journal, &format!("edit 1 --note {done}"));
        }
        stop.store(true, Ordering::Relaxed);
    });
    tally.into_inner().unwrap()
}

/// The number in the first entry's note, as `history` shows it among a hundred entries.
fn read(journal: &Path) -> Result<usize, &'static str> {
    let output = Writer::Ours.command(journal, "history --json").output().unwrap();
    wrong_if(!output.status.success(), "failed read")?;
    let entries: Value = serde_json::from_slice(&output.stdout).map_err(|_| "torn read")?;
    let entries = entries.as_array().ok_or("torn read")?;
    // `history` is in order of time, and the entry recorded first is one of the last.
    let first = entries.iter().find(|entry| entry["id"] == 1).ok_or("torn read")?;
    let note = first["note"].as_str().ok_or("torn read")?;
    wrong_if(entries.len() != 100, "torn read")?;
    if note == "first" { Ok(0) } else { note.parse().map_err(|_| "torn read") }
}
