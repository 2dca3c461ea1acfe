//! The two programs, and the journals that they work on.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

use serde_json::Value;
use tempfile::TempDir;

/// The time that both programs are given.
const NOW: &str = "2026-11-22T21:05:00+01:00";

/// One of the two programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Writer {
    /// nocontact.
    Ours,
    /// `naive.rs`.
    Naive,
}

impl Writer {
    /// The path of the program.
    pub(crate) fn program(self) -> PathBuf {
        let ours = PathBuf::from(env!("CARGO_BIN_EXE_nocontact"));
        match self {
            Self::Ours => ours,
            Self::Naive => {
                let naive = ours.with_file_name("examples").join("naive");
                assert!(naive.exists(), "there is no {}: cargo build --examples", naive.display());
                naive
            }
        }
    }

    /// A command line on `journal`, with its words split at spaces. A file after ` < ` is its
    /// standard input.
    pub(crate) fn command(self, journal: &Path, line: &str) -> Command {
        self.under("", journal, line)
    }

    /// The same, run by another program: `wrapper` is that program and its arguments.
    pub(crate) fn under(self, wrapper: &str, journal: &Path, line: &str) -> Command {
        command(&self.program(), wrapper, journal, line)
    }

    /// Runs a command line that must succeed.
    pub(crate) fn ok(self, journal: &Path, line: &str) {
        let output = self.command(journal, line).output().unwrap();
        let err = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{self:?} {line}: {err}");
    }
}

/// A command line of `program` on `journal`, in an environment that is always the same.
pub(crate) fn command(program: &Path, wrapper: &str, journal: &Path, line: &str) -> Command {
    let (line, input) = line.split_once(" < ").unwrap_or((line, "/dev/null"));
    let program = program.to_str().unwrap();
    let mut words = wrapper.split_whitespace().chain([program]).chain(line.split_whitespace());
    let mut command = Command::new(words.next().unwrap());
    command
        .args(words)
        .stdin(File::open(input).unwrap())
        .env_clear()
        .env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin")
        .env("HOME", journal.parent().unwrap_or(journal))
        .env("TZ", "UTC")
        .env("LANG", "C.UTF-8")
        .env("NOCONTACT_FILE", journal)
        .env("NOCONTACT_NOW", NOW)
        .current_dir("/");
    command
}

/// A folder with a journal in a folder below it, or room for one.
pub(crate) struct Place {
    dir: TempDir,
}

impl Place {
    /// An empty place.
    pub(crate) fn empty() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    /// A journal with `entries` entries. The notes are `first`, `second` and so on if there are
    /// few, and long if there are many.
    pub(crate) fn started(writer: Writer, entries: usize) -> Self {
        let place = Self::empty();
        writer.ok(&place.journal(), "start 2026-11-01");
        for note in ["first", "second", "third"].iter().take(entries) {
            writer.ok(&place.journal(), &format!("log text --note {note}"));
        }
        if entries > 3 {
            let mut file: Value =
                serde_json::from_slice(&fs::read(place.journal()).unwrap()).unwrap();
            let list = file["entries"].as_array_mut().unwrap();
            for id in 4..=entries {
                list.push(serde_json::json!({"id": id, "kind": "contact", "at": "2026-11-03",
                    "channel": "text", "note": format!("{id}-{}", "x".repeat(400))}));
            }
            fs::write(place.journal(), file.to_string()).unwrap();
        }
        place
    }

    /// The folder.
    pub(crate) fn path(&self) -> &Path {
        self.dir.path()
    }

    /// The path of the journal.
    pub(crate) fn journal(&self) -> PathBuf {
        self.path().join("data/nocontact.json")
    }

    /// Another folder with the same files, links and times.
    pub(crate) fn copy(&self) -> Self {
        let copy = Self::empty();
        let mut cp = Command::new("cp");
        cp.arg("-a").arg(self.path().join(".")).arg(copy.path());
        assert!(cp.status().unwrap().success());
        copy
    }
}

/// The names beside the journal, sorted.
pub(crate) fn names(journal: &Path) -> Vec<String> {
    let Ok(found) = fs::read_dir(journal.parent().unwrap()) else { return Vec::new() };
    let name = |entry: std::io::Result<fs::DirEntry>| entry.unwrap().file_name();
    let mut names: Vec<_> = found.map(|entry| name(entry).into_string().unwrap()).collect();
    names.sort();
    names
}

/// How many temporary files lie beside the journal.
pub(crate) fn leftovers(journal: &Path) -> usize {
    names(journal).iter().filter(|name| name.contains(".tmp-")).count()
}

/// Makes leftovers beside the journal look two minutes old.
pub(crate) fn age_leftovers(journal: &Path) {
    for name in names(journal).iter().filter(|name| name.contains(".tmp-")) {
        let file = File::options().write(true).open(journal.with_file_name(name)).unwrap();
        file.set_modified(long_ago()).unwrap();
    }
}

/// The backup's path.
pub(crate) fn backup(journal: &Path) -> PathBuf {
    journal.with_file_name("nocontact.json.bak")
}

/// The notes in a file, or the texts and answers of entries without notes. `None` if it is not a
/// complete journal.
pub(crate) fn notes(path: &Path) -> Option<Vec<String>> {
    let file: Value = serde_json::from_slice(&fs::read(path).ok()?).ok()?;
    let own = ["note", "text", "answers"];
    let note = |entry: &Value| own.iter().find_map(|name| Some(entry[name].as_str()?.to_owned()));
    file["entries"].as_array()?.iter().map(note).collect()
}

/// Two minutes ago, when a leftover is stale.
#[expect(clippy::disallowed_methods, reason = "the age of a file is by the wall clock")]
pub(crate) fn long_ago() -> SystemTime {
    SystemTime::now() - Duration::from_mins(2)
}
