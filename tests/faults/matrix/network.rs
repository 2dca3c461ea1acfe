//! Nothing leaves the machine: no command opens a socket, and none needs the network.

use std::fs;
use std::path::Path;

use super::kill::{IMPORT, LETTER};
use super::strace;
use super::tally::{Finding, Tally};
use super::writer::{Place, Writer};

/// A command line for every command and every kind of mistake, on a journal with two entries. Those
/// marked with `!` end with an error.
const LINES: &str = "|start 2026-11-01 !|start tomorrow !|doctor|doctor --json|restore !|status|\
     status --short|status --json|log|log text --note a|\
     log text --at yesterday --why begging --json|log call --by them --reply brief|\
     log telepathy !|log --note -|urge|urge --no-wait a note --at yesterday|urge --json|\
     urge --resisted 99 !|goal run|goal|goal --done 99 !|plan if a then b|plan|history|\
     history --json|history --last 1|history --kind contact --since 2026-11-01|show 1|\
     show 1 --json|show 99 !|calendar|calendar --all --json|patterns|patterns --json|\
     report|report --format html|report --format markdown --with letters|report november !|\
     export --format csv|export --format json|export --format ics|LETTER|letter never sent !|\
     IMPORT|import /none !|edit 1 --note b|edit 1 !|undo|restart|undo|ready --answers yynyynn|\
     ready !|ready --answers x !|amend --days 40|amend --date 2026-10-01 --no-end|remove 1 !|\
     remove 2 --yes|remove 1 --burn --yes|guide|guide rules|guide why|guide chasing|guide forget|\
     guide yourself|guide after|guide safety|init bash|completions bash|man|help|help log|--help|--version|\
     frobnicate !|undo !|erase --yes";

fn lines() -> impl Iterator<Item = &'static str> {
    LINES.split('|').map(|line| match line {
        "LETTER" => LETTER,
        "IMPORT" => IMPORT,
        line => line,
    })
}

/// Changes an environment.
const HOMES: [&str; 3] = ["env", "env -u HOME -u NOCONTACT_FILE", "env -u NOCONTACT_FILE HOME="];

/// The table above includes every command in the help.
fn all_commands_are_there() {
    let help = Writer::Ours.command(Path::new("/"), "--help").output().unwrap().stdout;
    let help = String::from_utf8(help).unwrap();
    let commands: Vec<_> = help
        .lines()
        .take_while(|line| !line.starts_with("  Manual: "))
        .filter_map(|line| line.strip_prefix("  "))
        .flat_map(|line| match line.split_once(": ") {
            Some((_, names)) => names.split(", ").collect(),
            None => line.split_whitespace().take(1).collect::<Vec<_>>(),
        })
        .collect();
    assert!(commands.contains(&"log"), "{help}");
    for command in commands {
        let starts = |line: &str| line.split(' ').next() == Some(command);
        assert!(lines().any(starts), "no line of {command} is traced");
    }
}

/// Traces every command for sockets.
pub(crate) fn traced(writer: Writer) -> Tally {
    all_commands_are_there();
    let mut tally = Tally::default();
    let place = Place::started(writer, 2);
    for line in lines() {
        let line = line.trim_end_matches('!');
        // Each runs on a copy, so that the next finds the two entries again.
        let copy = place.copy();
        tally.case(|| line.to_owned(), is_silent(writer, "", &copy, line));
    }
    for home in HOMES {
        tally.case(|| home.to_owned(), is_silent(writer, home, &place, "status"));
    }
    tally
}

fn is_silent(writer: Writer, wrapper: &str, place: &Place, line: &str) -> Finding {
    let trace = strace::traced(writer, wrapper, "network", &place.journal(), line);
    if trace.is_empty() { Ok(()) } else { Err("a socket") }
}

/// Runs every command without any network, and once more with one.
pub(crate) fn cut_off(writer: Writer) -> Tally {
    let mut tally = Tally::default();
    let (place, cut_off) = (Place::started(writer, 2), Place::started(writer, 2));
    for line in lines() {
        tally.case(|| line.to_owned(), misses_nothing(writer, &place, &cut_off, line));
    }
    tally
}

/// The answer is the same with and without a network, and it is the expected one.
fn misses_nothing(writer: Writer, place: &Place, cut_off: &Place, line: &str) -> Finding {
    let words = line.trim_end_matches('!');
    let here = writer.command(&place.journal(), words).output().unwrap();
    let there = writer.under("unshare -n", &cut_off.journal(), words).output().unwrap();
    if writer == Writer::Ours {
        let err = String::from_utf8_lossy(&here.stderr);
        assert_eq!(here.status.success(), words == line, "{line}: {err}");
    }
    // Without the path, and with a number for each uid, since those are random.
    let heard = |bytes: &[u8], place: &Place| {
        let text = String::from_utf8_lossy(bytes).replace(&*place.path().to_string_lossy(), "");
        let journal = fs::read_to_string(place.journal()).unwrap_or_default();
        let uids = journal.split("\"uid\": \"").skip(1).filter_map(|rest| rest.get(..12));
        uids.enumerate().fold(text, |text, (nth, uid)| text.replace(uid, &format!("uid {nth}")))
    };
    let said = |here: &[u8], there: &[u8]| heard(here, place) == heard(there, cut_off);
    let same = here.status == there.status && said(&here.stdout, &there.stdout);
    if same && said(&here.stderr, &there.stderr) { Ok(()) } else { Err("misses the network") }
}

/// Whether a program can be cut off from the network here.
pub(crate) fn can_be_cut() -> bool {
    let place = Place::empty();
    let output = Writer::Ours.under("unshare -n", &place.journal(), "--version").output();
    output.is_ok_and(|output| output.status.success())
}
