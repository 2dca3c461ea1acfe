//! How long whole processes take: ours, and next to them floors, which do only what is needed.
//!
//! `cargo bench` runs it; it is not one of the tests and asserts nothing about time. Without
//! `--bench`, which `cargo bench` adds, it only tries every row once. Other machines give other
//! times, but much the same ratios within a run.

#![allow(
    clippy::cast_precision_loss,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "it reads the world, and reports figures of few digits"
)]

mod goals;
mod journals;
mod notes;
mod peers;
mod programs;
mod report;
mod rows;
mod stopwatch;

use std::error::Error;
use std::path::Path;

use clap::Parser;

use goals::goals;
use programs::Programs;
use rows::{SHORT, rows};
use stopwatch::Found;

/// How many entries the journals have.
const SIZES: [usize; 4] = [50, 1_000, 10_000, 100_000];

/// Time nocontact as whole processes, next to floors and peers
#[derive(Parser)]
struct Options {
    /// How often each row runs; the table shows the median
    #[arg(long, default_value_t = 41)]
    runs: usize,
    /// What `cargo bench` adds
    #[arg(long, hide = true)]
    bench: bool,
}

/// How often the peers run at most: one of them takes seconds each time.
const PEER_RUNS: usize = 7;

/// A row of the table: for each of [`SIZES`] a figure, where there is one.
struct Line {
    name: String,
    found: Vec<Option<Found>>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let options = Options::parse();
    let (runs, sizes) = if options.bench { (options.runs, &SIZES[..]) } else { (1, &SIZES[..1]) };
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let programs = Programs::build(folder.path())?;
    let mut lines: Vec<Line> = Vec::new();
    for (column, &size) in sizes.iter().enumerate() {
        for (name, found) in measure(&programs, folder.path(), size, runs)? {
            let at = lines.iter().position(|line| line.name == name).unwrap_or_else(|| {
                lines.push(Line { name, found: vec![None; sizes.len()] });
                lines.len() - 1
            });
            lines[at].found[column] = Some(found);
        }
    }
    let notes = notes::rows(folder.path(), runs)?;
    report::table(&lines, sizes, runs);
    report::notes(&notes);
    if options.bench {
        report::goals(&goals(&lines, &notes, programs.size()?));
    } else {
        println!("\nEvery row ran. For figures: cargo bench");
    }
    Ok(())
}

/// Measures each row with journals of `size` entries.
fn measure(
    programs: &Programs,
    folder: &Path,
    size: usize,
    runs: usize,
) -> Result<Vec<(String, Found)>, Box<dyn Error>> {
    let folder = folder.join(size.to_string());
    std::fs::create_dir(&folder)?;
    let mut rows = rows(programs, &folder, size)?;
    // A row that reads no journal is the same for every size.
    rows.retain(|row| row.reads || size == SIZES[0]);
    let mut found = stopwatch::alternately(&rows, programs, runs)?;
    if let Some(row) = rows.iter().find(|row| row.name == SHORT) {
        let checked = peers::hyperfine(row, runs)?;
        found.extend(checked.map(|checked| (format!("{SHORT} by hyperfine"), checked)));
    }
    let peers = peers::rows(&folder, size)?;
    found.extend(stopwatch::alternately(&peers, programs, runs.min(PEER_RUNS))?);
    Ok(found)
}
