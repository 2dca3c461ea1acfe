//! The goals: ratios within this run, and how large each may be.

use crate::notes::Note;
use crate::rows::{APPEND, CLAP, LOG, MERGE, OWNED, READING, SHORT, TABLE};
use crate::stopwatch::Found;
use crate::{Line, SIZES};

/// One goal.
pub(crate) struct Goal {
    /// What is compared.
    pub(crate) what: String,
    /// What was found, if it could be measured.
    pub(crate) reached: Option<f64>,
    /// How large it may be.
    pub(crate) at_most: f64,
}

/// The goals, from the figures of all rows and the size of the program in bytes.
pub(crate) fn goals(lines: &[Line], notes: &[Note], size: u64) -> Vec<Goal> {
    let [small, medium, large, huge] = [0, 1, 2, 3];
    let find = |name: &str, column: usize| {
        lines.iter().find(|line| line.name == name).and_then(|line| line.found[column])
    };
    let time = |found: Found| found.time.as_secs_f64();
    let peak = |found: Found| found.peak.map(|kib| kib as f64);
    let mut goals = Vec::new();
    let mut goal = |what: String, part: Option<f64>, whole: Option<f64>, at_most: f64| {
        let reached = part.zip(whole).map(|(part, whole)| part / whole);
        goals.push(Goal { what, reached, at_most });
    };
    let mut timed = |name: &str, column: usize, floor: &str, floor_column: usize, at_most: f64| {
        let what = format!("{name} at {}, to {floor}", SIZES[column]);
        let (part, whole) = (find(name, column).map(time), find(floor, floor_column).map(time));
        goal(what, part, whole, at_most);
    };
    for name in ["status", SHORT] {
        timed(name, small, CLAP, small, 1.15);
        timed(name, large, OWNED, large, 1.0);
    }
    timed(LOG, small, APPEND, small, 1.3);
    timed(LOG, large, APPEND, large, 1.3);
    let mut grows = |name: &str, from: usize, to: usize| {
        let what = format!("{name}, from {} to {}", SIZES[from], SIZES[to]);
        goal(what, find(name, to).map(time), find(name, from).map(time), 11.0);
    };
    for name in READING.into_iter().chain([LOG, MERGE, TABLE]) {
        grows(name, large, huge);
    }
    for name in [MERGE, TABLE] {
        grows(name, medium, large);
    }
    for name in READING.into_iter().chain([LOG]) {
        for column in [small, large, huge] {
            let what = format!("memory of {name} at {}, to {OWNED}", SIZES[column]);
            let most = |name| find(name, column).and_then(peak);
            goal(what, most(name), most(OWNED), 1.3);
        }
    }
    for Note { name, times: [short, long] } in notes {
        let what = format!("{name}, from 6 to 60 KiB");
        goal(what, Some(long.as_secs_f64()), Some(short.as_secs_f64()), 11.0);
    }
    goal("release binary, in MB".to_owned(), Some(size as f64), Some(1e6), 2.0);
    goals
}
