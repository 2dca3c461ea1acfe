//! Nothing leaves the machine: no command touches a socket, and none misses the network.

use super::strace;
use super::tally::{Finding, Tally};
use super::writer::{Place, Writer};

/// A command line of every command and of every way to be wrong, on a journal with two entries;
/// those that end with an error are told by a `!`.
const LINES: [&str; 37] = [
    "",
    "start 2026-11-01 !",
    "start tomorrow !",
    "status",
    "status --short",
    "status --json",
    "log",
    "log text --note a",
    "log text --at yesterday --why begging --json",
    "log call --by them --reply brief",
    "log telepathy !",
    "log --note - ",
    "history",
    "history --json",
    "history --last 1",
    "history --kind contact --since 2026-11-01",
    "show 1",
    "show 1 --json",
    "show 99 !",
    "edit 1 --note b",
    "edit 1 !",
    "undo",
    "restart",
    "undo",
    "amend --days 40",
    "amend --date 2026-10-01 --no-end",
    "remove 1 !",
    "remove 2 --yes",
    "remove 1 --burn --yes",
    "guide",
    "guide safety",
    "help",
    "help log",
    "--help",
    "--version",
    "frobnicate !",
    "undo !",
];

/// How an environment is made that differs from the usual one.
const HOMES: [&str; 3] = ["env", "env -u HOME -u NOCONTACT_FILE", "env -u NOCONTACT_FILE HOME="];

/// Traces every command for a socket, and runs each where there is no network at all.
pub(crate) fn none(writer: Writer) -> Tally {
    let mut tally = Tally::default();
    let (place, cut_off) = (Place::started(writer, 2), Place::started(writer, 2));
    for line in LINES {
        let words = line.trim_end_matches('!');
        tally.case(|| format!("trace of {words}"), is_silent(writer, &place, words));
        let found = misses_nothing(writer, &place, &cut_off, line);
        tally.case(|| format!("{words} without a network"), found);
    }
    for home in HOMES {
        let found = strace::traced(writer, home, "network", &place.journal(), "status");
        let found = if found.is_empty() { Ok(()) } else { Err("a socket") };
        tally.case(|| format!("trace with {home}"), found);
    }
    tally
}

fn is_silent(writer: Writer, place: &Place, line: &str) -> Finding {
    // On a copy, so that the line finds the same journal again without a network.
    let copy = place.copy();
    let trace = strace::traced(writer, "", "network", &copy.journal(), line);
    if trace.is_empty() { Ok(()) } else { Err("a socket") }
}

/// The same answer with and without a network, and the one that was to be expected.
fn misses_nothing(writer: Writer, place: &Place, cut_off: &Place, line: &str) -> Finding {
    let words = line.trim_end_matches('!');
    let here = writer.command(&place.journal(), words).output().unwrap();
    let there = writer.under("unshare -n", &cut_off.journal(), words).output().unwrap();
    if writer == Writer::Ours {
        let err = String::from_utf8_lossy(&here.stderr);
        assert_eq!(here.status.success(), words == line, "{line}: {err}");
    }
    let same = here.status == there.status && here.stdout == there.stdout;
    let heard = |bytes: &[u8], place: &Place| {
        String::from_utf8_lossy(bytes).replace(&*place.path().to_string_lossy(), "")
    };
    let quiet = heard(&here.stderr, place) == heard(&there.stderr, cut_off);
    if same && quiet { Ok(()) } else { Err("misses the network") }
}

/// Whether a program can be cut off from the network here.
pub(crate) fn can_be_cut() -> bool {
    let place = Place::empty();
    let output = Writer::Ours.under("unshare -n", &place.journal(), "--version").output();
    output.is_ok_and(|output| output.status.success())
}
