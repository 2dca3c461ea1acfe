//! How long a note on a terminal takes, by its length. A process of the benchmark has no terminal,
//! so the program runs here, in this process, and is told that it has one.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

use chrono::DateTime;
use nocontact::domain::clock::Zone;
use nocontact::host::Host;

use crate::journals::NOW;

/// The lengths of the notes, in KiB; the second is ten times the first.
pub(crate) const KIB: [usize; 2] = [6, 60];

/// A command line, and the median time for a note of each length.
pub(crate) struct Note {
    pub(crate) name: String,
    pub(crate) times: [Duration; 2],
}

/// Notes of plain words and of combining marks, in `history` and in `show`.
pub(crate) fn rows(folder: &Path, runs: usize) -> Result<Vec<Note>, Box<dyn Error>> {
    let mut rows = Vec::new();
    for (what, piece) in [("words", "a word, "), ("marks", "\u{301}")] {
        let journals = KIB.map(|kib| {
            let path = folder.join(format!("{what}-{kib}.json"));
            let note = piece.repeat(kib * 1024 / piece.len());
            run(&path, &["start", "2026-11-01"])?;
            run(&path, &["log", "text", "--note", &note])?;
            Ok::<_, Box<dyn Error>>(path)
        });
        let [short, long] = journals;
        let journals = [short?, long?];
        for line in [&["history"][..], &["show", "1"]] {
            let mut times = [Vec::new(), Vec::new()];
            for _ in 0..runs {
                for (path, times) in journals.iter().zip(&mut times) {
                    times.push(run(path, line)?);
                }
            }
            let median = |mut times: Vec<Duration>| {
                times.sort_unstable();
                times[times.len() / 2]
            };
            let name = format!("{}, a note of {what}", line.join(" "));
            rows.push(Note { name, times: times.map(median) });
        }
    }
    Ok(rows)
}

/// Runs a command line on a journal, with a terminal of 80 columns, and says how long it took.
fn run(journal: &Path, words: &[&str]) -> Result<Duration, Box<dyn Error>> {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let now = DateTime::parse_from_rfc3339(NOW)?;
    let mut host = Host {
        random: || 1,
        now: now.to_utc().into(),
        zone: Some(Zone::Fixed(*now.offset())),
        variables: BTreeMap::from([
            ("LANG", "C.UTF-8".into()),
            ("NOCONTACT_FILE", journal.as_os_str().to_owned()),
        ]),
        folder: None,
        data_dir: None,
        out: Box::new(&mut out),
        err: Box::new(&mut err),
        input: Box::new(std::io::empty()),
        out_is_terminal: true,
        err_is_terminal: true,
        input_is_terminal: true,
        width: Some(80),
        hide_arguments: || (),
        wait: |_| {},
        count_down: |_, _, _| Ok(()),
        run_editor: |_| Err(std::io::ErrorKind::Unsupported.into()),
    };
    let args = std::iter::once("nocontact").chain(words.iter().copied()).map(Into::into);
    let before = Instant::now();
    let code = nocontact::run(args, &mut host);
    let time = before.elapsed();
    drop(host);
    let said = || String::from_utf8_lossy(&err).into_owned();
    if code == 0 { Ok(time) } else { Err(format!("{}: {}", words[0], said()).into()) }
}
