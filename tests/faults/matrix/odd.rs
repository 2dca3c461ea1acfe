//! Odd files, odd words and an odd environment, through the real program. `tests/it/hazards` checks
//! the wording of each answer.

use std::fs::{self, File};
use std::os::unix::fs::{FileTypeExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use super::kill::CHANGES;
use super::tally::{Case, Finding, Tally, wrong_if};
use super::writer::{Place, Writer, command, names, notes};

/// How fast any file is answered.
const AT_ONCE: Duration = Duration::from_secs(1);

/// Limits: an end if the program hangs, a GiB of memory, and files of 128 MiB.
const BOUNDED: &str = "timeout -s KILL 2 prlimit --as=1073741824 --fsize=134217728";

const LIMIT: u64 = 64 * 1024 * 1024;

/// Runs a command line, and ends it if it hangs or uses too much memory.
fn run(writer: Writer, journal: &Path, line: &str) -> Output {
    writer.under(BOUNDED, journal, line).output().unwrap()
}

/// Every row.
pub(crate) fn every_row(writer: Writer) -> Tally {
    let mut tally = Tally::of(writer, OTHERS);
    for (name, make) in FILES {
        for line in ["status", "history"].into_iter().chain(CHANGES) {
            tally.case(|| format!("{name}, {line}"), is_refused(writer, make, line));
        }
    }
    tally
}

/// Puts a file where a journal should be.
type Make = fn(&Path);

/// Files where a journal should be that must be refused and left alone.
const FILES: [(&str, Make); 15] = [
    ("an empty file", |path| fs::write(path, "").unwrap()),
    ("a file cut short", |path| fs::write(path, &WHOLE[..WHOLE.len() - 9]).unwrap()),
    ("no JSON", |path| fs::write(path, "dear diary").unwrap()),
    ("no UTF-8", |path| fs::write(path, b"{\"version\": 1, \"x\": \"\xff\"}").unwrap()),
    ("a newer version", |path| fs::write(path, WHOLE.replace(": 1,", ": 2,")).unwrap()),
    ("a field twice", |path| {
        fs::write(path, WHOLE.replace("\"days\"", "\"days\": 30, \"days\"")).unwrap();
    }),
    ("a number past u64", |path| {
        fs::write(path, WHOLE.replace(": 30", ": 18446744073709551616")).unwrap();
    }),
    ("nested a million deep", |path| fs::write(path, "[".repeat(1_000_000)).unwrap()),
    ("a field nested a million deep", |path| {
        let deep = format!("\"x\": {}{}, \"days\"", "[".repeat(500_000), "]".repeat(500_000));
        fs::write(path, WHOLE.replace("\"days\"", &deep)).unwrap();
    }),
    ("a gigabyte", |path| File::create(path).unwrap().set_len(1 << 30).unwrap()),
    ("just over the limit", |path| File::create(path).unwrap().set_len(LIMIT + 1).unwrap()),
    ("a folder", |path| fs::create_dir(path).unwrap()),
    ("a pipe", |path| assert!(Command::new("mkfifo").arg(path).status().unwrap().success())),
    ("a socket", |path| drop(UnixListener::bind(path).unwrap())),
    ("a loop of links", |path| symlink(path.file_name().unwrap(), path).unwrap()),
];

const WHOLE: &str = r#"{"version": 1, "breakup": "2026-11-01", "policy": "fixed", "days": 30, "entries": [
{"id": 1, "kind": "contact", "at": "2026-11-03", "channel": "text", "note": "first"}], "undo": []}"#;

/// What can be said about a file without waiting for it.
fn identity(path: &Path) -> (u64, Option<std::time::SystemTime>, Option<Vec<u8>>) {
    let found = fs::symlink_metadata(path).unwrap();
    let small = found.is_file() && found.len() < LIMIT;
    (found.len(), found.modified().ok(), small.then(|| fs::read(path).unwrap()))
}

fn is_refused(writer: Writer, make: Make, line: &str) -> Finding {
    let place = Place::empty();
    fs::create_dir(place.path().join("data")).unwrap();
    let journal = place.journal();
    make(&journal);
    let before = identity(&journal);
    // The machine may be busy, so one run in three must be fast.
    let mut quickest = Duration::MAX;
    let mut output = None;
    for _ in 0..3 {
        let begin = Instant::now();
        output = Some(run(writer, &journal, line));
        quickest = quickest.min(begin.elapsed());
        let was_ended = output.as_ref().is_some_and(|output| output.status.code().is_none());
        if quickest < AT_ONCE || was_ended {
            break;
        }
    }
    let output = output.unwrap();
    let err = String::from_utf8_lossy(&output.stderr);
    wrong_if(identity(&journal) != before, "overwritten")?;
    wrong_if(quickest >= AT_ONCE, "not at once")?;
    wrong_if(output.status.code() != Some(1) || !output.stdout.is_empty(), "not refused")?;
    let is_told = err.starts_with("nocontact: cannot read") && err.contains("nocontact.json");
    wrong_if(!is_told, "no cause given")?;
    let ours = |name: &String| name.contains(".tmp-") || name.contains(".bak");
    if names(&journal).iter().any(ours) { Err("leftovers") } else { Ok(()) }
}

/// The other rows, a case each.
const OTHERS: &[(&str, Case)] = &[
    ("an endless device", endless_device),
    ("a byte order mark", byte_order_mark),
    ("escape sequences in a note", escape_sequences),
    ("a note over 64 KiB", |writer| {
        keeps_out(writer, &["log", "text", &"x".repeat(64 * 1024 + 1)], 2)
    }),
    ("a word that is no UTF-8", no_utf8),
    ("a relative HOME", relative_home),
    ("a full device for the output", full_device),
    ("a reader that has gone", broken_pipe),
    ("a date of another age", |writer| {
        keeps_out(writer, &["log", "text", "--at", "+262142-12-31"], 2)
    }),
    ("a time zone that is none", |writer| is_calm(writer, "TZ", "Nowhere/At:All")),
    ("a clock behind", |writer| is_calm(writer, "NOCONTACT_NOW", "2026-10-30T00:00:00Z")),
    ("a clock at the end of time", |writer| {
        is_calm(writer, "NOCONTACT_NOW", "9999-12-31T23:59:59Z")
    }),
];

fn endless_device(writer: Writer) -> Finding {
    let place = Place::empty();
    fs::create_dir(place.path().join("data")).unwrap();
    symlink("/dev/zero", place.journal()).unwrap();
    for line in ["status", "log text"] {
        wrong_if(run(writer, &place.journal(), line).status.code() != Some(1), "not refused")?;
    }
    let still = fs::metadata("/dev/zero").unwrap().file_type().is_char_device();
    if still { Ok(()) } else { Err("overwritten") }
}

fn byte_order_mark(writer: Writer) -> Finding {
    let place = Place::started(writer, 1);
    let bytes = fs::read(place.journal()).unwrap();
    fs::write(place.journal(), [b"\xef\xbb\xbf", bytes.as_slice()].concat()).unwrap();
    run(writer, &place.journal(), "log text --note next");
    let text = fs::read_to_string(place.journal()).unwrap();
    fs::write(place.journal(), text.trim_start_matches('\u{feff}')).unwrap();
    let both = notes(&place.journal()).is_some_and(|notes| notes == ["first", "next"]);
    if both { Ok(()) } else { Err("overwritten") }
}

fn escape_sequences(writer: Writer) -> Finding {
    let place = Place::started(writer, 1);
    let hostile = "a\\u001b[2Jb\\u202ec\\u200bd";
    let file = fs::read_to_string(place.journal()).unwrap().replace("first", hostile);
    fs::write(place.journal(), file).unwrap();
    for line in ["status", "history", "history --json", "show 1", "show 1 --json"] {
        let out = run(writer, &place.journal(), line).stdout;
        let out = String::from_utf8_lossy(&out);
        wrong_if(out.contains(['\u{1b}', '\u{202e}', '\u{200b}']), "drawn raw")?;
    }
    let read = run(writer, &place.journal(), "show 1 --json").stdout;
    let read: serde_json::Value = serde_json::from_slice(&read).map_err(|_| "torn read")?;
    let same = read["note"] == "a\u{1b}[2Jb\u{202e}c\u{200b}d";
    if same { Ok(()) } else { Err("entry lost") }
}

/// The words are refused with `code`, and nothing changes.
fn keeps_out(writer: Writer, words: &[&str], code: i32) -> Finding {
    let place = Place::started(writer, 1);
    let before = fs::read(place.journal()).unwrap();
    let mut command = writer.command(&place.journal(), "");
    let output = command.args(words).output().unwrap();
    let is_kept = fs::read(place.journal()).unwrap() == before;
    wrong_if(output.status.code() != Some(code) || !is_kept, "not refused")?;
    if output.stderr.is_empty() { Err("no cause given") } else { Ok(()) }
}

fn no_utf8(writer: Writer) -> Finding {
    use std::os::unix::ffi::OsStringExt;
    let place = Place::started(writer, 1);
    let before = fs::read(place.journal()).unwrap();
    let mut command = writer.command(&place.journal(), "log text");
    let output = command.arg(std::ffi::OsString::from_vec(b"caf\xe9".to_vec())).output().unwrap();
    let refused = output.status.code() == Some(2);
    let kept = fs::read(place.journal()).unwrap() == before;
    if refused && kept { Ok(()) } else { Err("not refused") }
}

fn relative_home(writer: Writer) -> Finding {
    let place = Place::empty();
    let mut command = writer.command(&place.journal(), "start 2026-11-01");
    command.env_remove("NOCONTACT_FILE").env("HOME", "home").current_dir(place.path());
    let output = command.output().unwrap();
    let is_made = fs::read_dir(place.path()).unwrap().count() > 0;
    wrong_if(output.status.code() != Some(1) || is_made, "not refused")?;
    let named = String::from_utf8_lossy(&output.stderr).contains("NOCONTACT_FILE");
    if named { Ok(()) } else { Err("no cause given") }
}

fn full_device(writer: Writer) -> Finding {
    let place = Place::started(writer, 1);
    let mut command = writer.command(&place.journal(), "log text --note next");
    let full = File::options().write(true).open("/dev/full").unwrap();
    let output = command.stdout(full).stderr(Stdio::piped()).output().unwrap();
    let kept = notes(&place.journal()).is_some_and(|notes| notes == ["first", "next"]);
    let told = String::from_utf8_lossy(&output.stderr).contains("any change was saved");
    if output.status.code() == Some(1) && kept && told { Ok(()) } else { Err("crashed") }
}

fn broken_pipe(writer: Writer) -> Finding {
    let place = Place::started(writer, 100);
    let (reader, pipe) = std::io::pipe().unwrap();
    drop(reader);
    let mut command = writer.command(&place.journal(), "history");
    let output = command.stdout(pipe).output().unwrap();
    wrong_if(output.status.code() != Some(0) || !output.stderr.is_empty(), "crashed")
}

/// With a variable that is useless or extreme, the figures stay sensible.
fn is_calm(writer: Writer, name: &str, value: &str) -> Finding {
    let place = Place::started(writer, 1);
    let odd = format!("env {name}={value}");
    let run = |line| command(&writer.program(), &odd, &place.journal(), line).output().unwrap();
    let json = run("status --json");
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).map_err(|_| "crashed")?;
    let days = json["window"]["day"].as_i64().ok_or("crashed")?;
    let short = String::from_utf8(run("status --short").stdout).map_err(|_| "crashed")?;
    wrong_if(days < 0 || short.contains('-'), "a negative number")?;
    let plain = short.trim_end().chars().all(|c| c.is_ascii_digit() || c == '/');
    if plain { Ok(()) } else { Err("crashed") }
}
