//! How long whole processes take: ours, beside floors that do no more than is needed. Run by
//! `cargo bench`; it asserts nothing about time, and is no part of the tests. Without `--bench`,
//! which `cargo bench` gives, it only tries every row once.
//!
//! Only ratios within one run carry over to another machine.

#![allow(
    clippy::cast_precision_loss,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "it reads the world, and reports figures of few digits"
)]

mod goals;
mod journals;
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
use rows::{Row, rows};

/// How many entries the journals have.
const SIZES: [usize; 3] = [50, 10_000, 100_000];

/// Time nocontact as whole processes, beside floors and peers
#[derive(Parser)]
struct Options {
    /// How often each row runs; the median is shown
    #[arg(long, default_value_t = 41)]
    runs: usize,
    /// What `cargo bench` gives
    #[arg(long, hide = true)]
    bench: bool,
}

/// A row of the table: a figure for each of [`SIZES`] that it has one for.
struct Line {
    name: String,
    found: Vec<Option<stopwatch::Found>>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let options = Options::parse();
    let (runs, sizes) = if options.bench { (options.runs, &SIZES[..]) } else { (1, &SIZES[..1]) };
    let programs = Programs::build()?;
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR"))?;
    let mut lines: Vec<Line> = Vec::new();
    for (column, &size) in sizes.iter().enumerate() {
        let rows = prepare(&programs, folder.path(), size)?;
        let mut found: Vec<_> = rows
            .iter()
            .map(|row| row.name.clone())
            .collect::<Vec<_>>()
            .into_iter()
            .zip(stopwatch::alternately(&rows, &programs, runs)?)
            .collect();
        if let Some(row) = rows.iter().find(|row| row.name == rows::SHORT) {
            let checked = peers::hyperfine(row, runs)?;
            found.extend(checked.map(|checked| (format!("{} by hyperfine", row.name), checked)));
        }
        for (name, found) in found {
            let at = lines.iter().position(|line| line.name == name).unwrap_or_else(|| {
                lines.push(Line { name, found: vec![None; sizes.len()] });
                lines.len() - 1
            });
            lines[at].found[column] = Some(found);
        }
    }
    report::table(&lines, sizes, runs);
    if !options.bench {
        println!("\nEvery row ran. For figures: cargo bench");
        return Ok(());
    }
    report::goals(&goals(&lines, programs.size()?));
    Ok(())
}

/// The rows that read a journal of `size` entries, and the journals that they read.
fn prepare(programs: &Programs, folder: &Path, size: usize) -> Result<Vec<Row>, Box<dyn Error>> {
    let folder = folder.join(size.to_string());
    std::fs::create_dir(&folder)?;
    let mut rows = rows(programs, &folder, &journals::journal(size)?)?;
    if size > SIZES[0] {
        rows.retain(|row| row.reads);
    }
    rows.extend(peers::rows(&folder, size)?);
    Ok(rows)
}
