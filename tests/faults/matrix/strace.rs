//! System calls: which ones a command line makes, and what happens if one fails.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::Output;

use super::writer::{Place, Writer};

/// One call of a run.
#[derive(Clone)]
pub(crate) struct Call {
    /// Its name, as in strace.
    pub(crate) name: String,
    /// Its number among the calls of this name, from 1.
    pub(crate) nth: usize,
    /// The whole line.
    pub(crate) text: String,
    /// Whether the program had read standard input, and had begun to write it down, before this
    /// call.
    pub(crate) has_input: bool,
}

impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.name, self.nth, self.text.chars().take(100).collect::<String>())
    }
}

/// The calls of a command line, in order, from its start to its end.
pub(crate) fn calls(writer: Writer, place: &Place, line: &str) -> Vec<Call> {
    let traced = traced(writer, "", "all", &place.journal(), line);
    let mut counts = BTreeMap::new();
    let mut since_input = None;
    let calls: Vec<_> = traced
        .lines()
        .filter_map(|text| {
            // After the number of the process, if strace prints it.
            let call = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
            let (name, _) = call.split_once('(')?;
            let nth = counts.entry(name.to_owned()).or_insert(0);
            *nth += 1;
            since_input = since_input.map(|calls| calls + 1);
            if call.starts_with("read(0, \"") && since_input.is_none() {
                since_input = Some(0);
            }
            // The start of the program is a call that strace makes itself.
            (name != "execve").then(|| Call {
                name: name.to_owned(),
                nth: *nth,
                text: call.to_owned(),
                has_input: since_input.is_some_and(|calls| calls > 1),
            })
        })
        .collect();
    assert!(calls.len() > 20, "{traced}");
    calls
}

/// What strace prints for a command line. `what` are the calls to show; `wrapper`, if any, runs the
/// program.
pub(crate) fn traced(
    writer: Writer,
    wrapper: &str,
    what: &str,
    journal: &Path,
    line: &str,
) -> String {
    let to = tempfile::NamedTempFile::new().unwrap();
    let to = to.path();
    let wrapper =
        format!("strace -f -qqq -e signal=none -e trace={what} -o {} {wrapper}", to.display());
    let output = writer.under(&wrapper, journal, line).output().unwrap();
    let err = String::from_utf8_lossy(&output.stderr);
    let ran = output.status.code().is_some_and(|code| code <= 2);
    assert!(ran && !err.contains("strace:"), "{line}: {err}");
    fs::read_to_string(to).unwrap()
}

/// Runs a command line with a fault: `fault` is what strace injects into calls of this name, as in
/// `error=EIO:when=2+`. After `seconds` it is killed.
pub(crate) fn with(
    writer: Writer,
    (name, fault): (&str, &str),
    seconds: f32,
    journal: &Path,
    line: &str,
) -> Output {
    let wrapper = format!(
        "timeout -s KILL {seconds} strace -f -qqq -o /dev/null -e trace={name} -e inject={name}:{fault}"
    );
    let output = writer.under(&wrapper, journal, line).output().unwrap();
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(!err.contains("strace:") && !err.contains("timeout:"), "{name}, {fault}: {err}");
    output
}

/// Whether a run, or the program that it ran, was killed.
pub(crate) fn was_killed(output: &Output) -> bool {
    output.status.signal() == Some(9) || output.status.code() == Some(128 + 9)
}

/// Whether strace can trace programs here.
pub(crate) fn works() -> bool {
    let place = Place::empty();
    let to_nothing = "strace -f -qqq -o /dev/null -e inject=getpid:error=EIO:when=1000";
    let output = Writer::Ours.under(to_nothing, &place.journal(), "--version").output();
    output.is_ok_and(|output| output.status.success())
}
