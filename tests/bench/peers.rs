//! Other programs that keep time, if they are installed, with as many entries of their own: how
//! long they take to show and to add one. They do other work, so this only gives an idea.

use std::error::Error;
use std::ffi::OsString;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use chrono::{DateTime, FixedOffset, TimeDelta};
use serde_json::{Value, json};

use crate::journals::at;
use crate::rows::{Row, words};
use crate::stopwatch::Found;

/// The rows for those that are installed, with their data in `folder`.
pub(crate) fn rows(folder: &Path, size: usize) -> Result<Vec<Row>, Box<dyn Error>> {
    let mut rows = Vec::new();
    let frames: Vec<_> = (0..size).map(|number| at(size - number)).collect::<Result<_, _>>()?;
    for peer in [bartib, timewarrior, watson] {
        rows.extend(peer(folder, &frames)?);
    }
    Ok(rows)
}

type Rows = Result<Vec<Row>, Box<dyn Error>>;

/// One line of text for each activity.
fn bartib(folder: &Path, frames: &[DateTime<FixedOffset>]) -> Rows {
    if !is_installed("bartib") {
        return Ok(Vec::new());
    }
    let path = folder.join("bartib");
    let mut text = String::new();
    for begin in frames {
        let end = *begin + TimeDelta::minutes(30);
        writeln!(text, "{0} - {1} | home | rest", minute(begin), minute(&end))?;
    }
    fs::write(&path, &text)?;
    let variables = vec![("BARTIB_FILE", path.clone().into())];
    let restored = Some((path, text.into_bytes()));
    Ok(vec![
        row("bartib report", &["bartib", "report", "--today"], variables.clone(), None),
        row("bartib start", &["bartib", "start", "-p", "home", "-d", "rest"], variables, restored),
    ])
}

/// One file for each month. It grows by an entry with each run.
fn timewarrior(folder: &Path, frames: &[DateTime<FixedOffset>]) -> Rows {
    if !is_installed("timew") {
        return Ok(Vec::new());
    }
    let home = folder.join("timewarrior");
    let data = home.join("data");
    fs::create_dir_all(&data)?;
    fs::write(home.join("timewarrior.cfg"), "")?;
    for month in frames.chunk_by(|one, other| month(one) == month(other)) {
        let mut text = String::new();
        for begin in month {
            let end = *begin + TimeDelta::minutes(30);
            let stamp = |at: &DateTime<FixedOffset>| at.to_utc().format("%Y%m%dT%H%M%SZ");
            writeln!(text, "inc {} - {} # home", stamp(begin), stamp(&end))?;
        }
        fs::write(data.join(format!("{}.data", self::month(&month[0]))), text)?;
    }
    let variables = vec![("TIMEWARRIORDB", OsString::from(home))];
    Ok(vec![
        row("timew summary", &["timew", "summary"], variables.clone(), None),
        row("timew start", &["timew", "start", "home"], variables, None),
    ])
}

/// All frames in one JSON file.
fn watson(folder: &Path, frames: &[DateTime<FixedOffset>]) -> Rows {
    if !is_installed("watson") {
        return Ok(Vec::new());
    }
    let home = folder.join("watson");
    fs::create_dir(&home)?;
    let frame = |(number, begin): (usize, &DateTime<FixedOffset>)| {
        let (begin, end) = (begin.timestamp(), begin.timestamp() + 1800);
        json!([begin, end, "home", format!("{number:032x}"), [], end])
    };
    let text = frames.iter().enumerate().map(frame).collect::<Value>().to_string();
    let path = home.join("frames");
    fs::write(&path, &text)?;
    let variables = vec![("WATSON_DIR", OsString::from(home))];
    let add = ["watson", "add", "-f", "2026-11-25 13:00", "-t", "2026-11-25 14:00", "home"];
    Ok(vec![
        row("watson status", &["watson", "status"], variables.clone(), None),
        row("watson add", &add, variables, Some((path, text.into_bytes()))),
    ])
}

/// What hyperfine, if it is installed, measures for `of`: a check of our own stopwatch.
pub(crate) fn hyperfine(of: &Row, runs: usize) -> Result<Option<Found>, Box<dyn Error>> {
    if !is_installed("hyperfine") {
        return Ok(None);
    }
    let report = tempfile::NamedTempFile::new()?;
    let line = of.command.iter().map(|word| word.to_str()).collect::<Option<Vec<_>>>();
    let line =
        shlex::try_join(line.ok_or("a path that is not text")?).map_err(|_| "a path with a NUL")?;
    let mut command = of.run_by("hyperfine");
    command.args(["--shell=none", "--warmup=1", &format!("--runs={}", runs.max(2)), &line]);
    command.arg("--export-json").arg(report.path());
    if !command.status()?.success() {
        return Err(format!("{command:?} failed").into());
    }
    let report: Value = serde_json::from_reader(report)?;
    let seconds = report["results"][0]["median"].as_f64().ok_or("no median")?;
    Ok(Some(Found { time: Duration::from_secs_f64(seconds), peak: None }))
}

fn row(
    name: &str,
    command: &[&str],
    variables: Vec<(&'static str, OsString)>,
    restored: Option<(std::path::PathBuf, Vec<u8>)>,
) -> Row {
    let command = words(command[0], &command[1..]);
    Row { name: name.to_owned(), reads: true, command, variables, restored }
}

fn is_installed(program: &str) -> bool {
    let mut command = Command::new(program);
    command.arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|ended| ended.success())
}

fn minute(at: &DateTime<FixedOffset>) -> impl std::fmt::Display {
    at.format("%Y-%m-%d %H:%M")
}

fn month(at: &DateTime<FixedOffset>) -> String {
    at.to_utc().format("%Y-%m").to_string()
}
