//! Runs the rows in turn, so that a busy machine affects all of them alike.

use std::error::Error;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::programs::Programs;
use crate::rows::Row;

/// How often a row's memory is measured.
const PEAKS: usize = 5;

/// The figures of one row.
#[derive(Clone, Copy)]
pub(crate) struct Found {
    /// The median time, from before the process starts to after it ends.
    pub(crate) time: Duration,
    /// The median of its peak memory in KiB, if it can be measured.
    pub(crate) peak: Option<u64>,
}

/// Runs each row once to warm up, and then all of them `runs` times. The order changes each time,
/// so that no row always follows the same one.
pub(crate) fn alternately(
    rows: &[Row],
    programs: &Programs,
    runs: usize,
) -> Result<Vec<(String, Found)>, Box<dyn Error>> {
    let mut times = vec![Vec::with_capacity(runs); rows.len()];
    for row in rows {
        run(row)?;
    }
    for round in 0..runs {
        let mut order: Vec<usize> = (0..rows.len()).collect();
        order.sort_by_cached_key(|at| {
            let mut hasher = DefaultHasher::new();
            (round, at).hash(&mut hasher);
            hasher.finish()
        });
        for at in order {
            times[at].push(run(&rows[at])?);
        }
    }
    let found = rows.iter().zip(times).map(|(row, times)| {
        let time = median(times).ok_or("no run")?;
        Ok((row.name.clone(), Found { time, peak: peak(row, programs)? }))
    });
    found.collect()
}

fn run(row: &Row) -> Result<Duration, Box<dyn Error>> {
    row.restore()?;
    let mut command = row.command();
    let before = Instant::now();
    let ended = command.status()?;
    let time = before.elapsed();
    if ended.success() { Ok(time) } else { Err(format!("{command:?}: {ended}").into()) }
}

fn peak(row: &Row, programs: &Programs) -> Result<Option<u64>, Box<dyn Error>> {
    if !cfg!(unix) {
        return Ok(None);
    }
    let mut peaks = Vec::new();
    for _ in 0..PEAKS {
        row.restore()?;
        let mut command = row.run_by(programs.example("bench-peak"));
        let said = command.args(&row.command).stdout(Stdio::piped()).output()?;
        if !said.status.success() {
            return Err(format!("{command:?}: {}", said.status).into());
        }
        peaks.push(String::from_utf8(said.stdout)?.trim().parse()?);
    }
    Ok(median(peaks))
}

fn median<T: Ord + Copy>(mut values: Vec<T>) -> Option<T> {
    values.sort_unstable();
    values.get(values.len() / 2).copied()
}
