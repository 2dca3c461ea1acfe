//! A separate world for each test: a folder, a clock, a time zone, a terminal. No test uses a real
//! home or the real time.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::time::{Duration, SystemTime};

use chrono::{DateTime, FixedOffset};
use nocontact::domain::clock::Zone;
use nocontact::domain::identity::{Stamp, Stamper};
use nocontact::host::Host;
use nocontact::store::Store;
use serde_json::Value;
use tempfile::TempDir;

use crate::schema;

/// A Sunday evening, three weeks after a breakup on the first.
pub(crate) const NOW: &str = "2026-11-22T21:05:00+01:00";

/// Everything outside the program, as values that a test can change between two runs.
pub(crate) struct World {
    dir: TempDir,
    pub(crate) now: DateTime<FixedOffset>,
    /// What the system's clock says, if that is another time.
    pub(crate) system_clock: Option<SystemTime>,
    pub(crate) zone: Zone,
    pub(crate) variables: BTreeMap<&'static str, OsString>,
    pub(crate) data_dir: Option<PathBuf>,
    /// Whether all three streams are terminals, except those that are piped.
    pub(crate) terminal: bool,
    pub(crate) out_is_piped: bool,
    pub(crate) err_is_piped: bool,
    pub(crate) count_down: fn(Duration, bool, bool) -> io::Result<()>,
    pub(crate) run_editor: fn(&[OsString]) -> io::Result<ExitStatus>,
    pub(crate) width: Option<usize>,
    pub(crate) input: Vec<u8>,
}

/// Waits for an instant. Others must get to run meanwhile: a run that gave up may still be
/// in the queue for the lock.
#[expect(clippy::disallowed_methods, reason = "the tests are not the program")]
pub(crate) fn pause(time: Duration) {
    std::thread::sleep(time / 1000);
}

/// Takes what tells entries and their forms apart on every machine out of every entry and of the journal.
fn without_identity(mut json: Value) -> Value {
    match &mut json {
        Value::Array(values) => {
            for value in values {
                *value = without_identity(value.take());
            }
        }
        Value::Object(fields) => {
            let names: &[&str] = match fields.get("version") {
                Some(_) => &["uid", "changed", "removed"],
                None if fields.contains_key("kind") => &["uid", "recorded", "changed"],
                None => &[],
            };
            fields.retain(|name, _| !names.contains(&name.as_str()));
            fields.values_mut().for_each(|value| *value = without_identity(value.take()));
        }
        _ => {}
    }
    json
}

/// Another number each time, the same ones in every run of a test.
pub(crate) fn random() -> u64 {
    thread_local!(static LAST: Cell<u64> = const { Cell::new(0x9e37_79b9_7f4a_7c15) });
    let next = |last: u64| last.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
    LAST.with(|last| last.replace(next(last.get())))
}

/// What one run printed and how it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) out: String,
    pub(crate) err: String,
    pub(crate) code: u8,
}

impl fmt::Display for Outcome {
    /// Shows stdout as it is, each line of stderr after `! `, and the exit code if it is not 0.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.out)?;
        for line in self.err.lines() {
            writeln!(f, "! {line}")?;
        }
        if self.code != 0 { writeln!(f, "exit {}", self.code) } else { Ok(()) }
    }
}

impl World {
    /// A world at [`NOW`], with nothing tracked.
    pub(crate) fn new() -> Self {
        let temporary = std::env::temp_dir();
        // Programs print the path without links, and macOS has one in it.
        #[cfg(unix)]
        let temporary = temporary.canonicalize().unwrap();
        let dir = tempfile::tempdir_in(temporary).unwrap();
        let data_dir = Some(dir.path().join("data"));
        let now = DateTime::parse_from_rfc3339(NOW).unwrap();
        Self {
            dir,
            now,
            system_clock: None,
            zone: Zone::Fixed(*now.offset()),
            variables: BTreeMap::from([("LANG", "en_US.UTF-8".into())]),
            data_dir,
            terminal: false,
            out_is_piped: false,
            err_is_piped: false,
            count_down: |_, _, _| Ok(()),
            run_editor: |words| Command::new(&words[0]).args(&words[1..]).status(),
            width: None,
            input: Vec::new(),
        }
    }

    /// A world with a breakup on 1 November 2026.
    pub(crate) fn started() -> Self {
        let world = Self::new();
        world.ok("start 2026-11-01");
        world
    }

    /// Moves the world to another time and its offset.
    pub(crate) fn at(&mut self, now: &str) -> &mut Self {
        self.now = DateTime::parse_from_rfc3339(now).unwrap();
        self.zone = Zone::Fixed(*self.now.offset());
        self
    }

    /// Runs a command line, with its words split at spaces.
    pub(crate) fn run(&self, line: &str) -> Outcome {
        self.run_words(&line.split_whitespace().collect::<Vec<_>>())
    }

    /// Runs a command line whose words may contain spaces.
    pub(crate) fn run_words(&self, words: &[&str]) -> Outcome {
        self.run_os(words.iter().map(OsString::from))
    }

    /// Runs a command line of any bytes.
    pub(crate) fn run_os(&self, words: impl IntoIterator<Item = OsString>) -> Outcome {
        self.outcome(words, self.input.as_slice())
    }

    /// Runs a command line, split at spaces, with this standard input.
    pub(crate) fn run_reading(&self, line: &str, input: impl BufRead) -> Outcome {
        self.outcome(line.split_whitespace().map(OsString::from), input)
    }

    fn outcome(&self, words: impl IntoIterator<Item = OsString>, input: impl BufRead) -> Outcome {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let zone = self.variables.get("TZ");
        let knows_zone = zone.is_none_or(|zone| zone.is_empty() || zone == "Europe/Berlin");
        let mut host = Host {
            now: self.system_clock.unwrap_or_else(|| self.now.to_utc().into()),
            zone: knows_zone.then_some(self.zone),
            variables: self.variables.clone(),
            folder: Some(self.path().to_owned()),
            data_dir: self.data_dir.clone(),
            out: Box::new(&mut out),
            err: Box::new(&mut err),
            input: Box::new(input),
            out_is_terminal: self.terminal && !self.out_is_piped,
            err_is_terminal: self.terminal && !self.err_is_piped,
            input_is_terminal: self.terminal,
            width: self.width,
            wait: pause,
            random,
            hide_arguments: || (),
            count_down: self.count_down,
            run_editor: self.run_editor,
        };
        let words: Vec<OsString> = words.into_iter().collect();
        let args = std::iter::once("nocontact".into()).chain(words.iter().cloned());
        let code = nocontact::run(args, &mut host);
        drop(host);
        // `doctor` prints its findings even when it ends with 1.
        if code < 2 && !out.is_empty() {
            schema::output_holds(&words, &out);
        }
        schema::journal_holds(&self.journal());
        let text = |bytes| self.redacted(&String::from_utf8(bytes).unwrap());
        Outcome { out: text(out), err: text(err), code }
    }

    /// Runs a command line that must succeed, and returns what it printed.
    #[track_caller]
    pub(crate) fn ok(&self, line: &str) -> String {
        self.ok_words(&line.split_whitespace().collect::<Vec<_>>())
    }

    /// As [`World::ok`], with words that may contain spaces.
    #[track_caller]
    pub(crate) fn ok_words(&self, words: &[&str]) -> String {
        let outcome = self.run_words(words);
        assert_eq!(outcome.code, 0, "{words:?}: {outcome}");
        outcome.out
    }

    /// The JSON that a command line prints.
    #[track_caller]
    pub(crate) fn whole_json(&self, line: &str) -> Value {
        serde_json::from_str(&self.ok(line)).unwrap()
    }

    /// The JSON that a command line prints, without what tells entries apart on every machine.
    #[track_caller]
    pub(crate) fn json(&self, line: &str) -> serde_json::Value {
        without_identity(self.whole_json(line))
    }

    /// The JSON that a command line prints, whatever its exit code.
    #[track_caller]
    pub(crate) fn json_of(&self, line: &str) -> serde_json::Value {
        serde_json::from_str(&self.run(line).out).unwrap()
    }

    /// The folder of this world.
    pub(crate) fn path(&self) -> &Path {
        self.dir.path()
    }

    /// The path of the journal.
    pub(crate) fn journal(&self) -> PathBuf {
        self.path().join("data").join("nocontact.json")
    }

    /// The store of the journal, with another way to wait.
    pub(crate) fn store(&self, wait: fn(Duration)) -> Store {
        self.store_at(self.journal(), wait)
    }

    /// The store of a journal elsewhere.
    pub(crate) fn store_at(&self, path: PathBuf, wait: fn(Duration)) -> Store {
        let stamper = Stamper { now: Stamp::new(self.now), random };
        Store::new(path, wait, self.now.to_utc().into(), stamper)
    }

    /// A path beside the journal: its name with `suffix`, as in `.bak`.
    pub(crate) fn beside(&self, suffix: &str) -> PathBuf {
        self.journal().with_file_name(format!("nocontact.json{suffix}"))
    }

    /// Holds the lock, as another program that is writing.
    pub(crate) fn hold_lock(&self) -> File {
        let file = File::open(self.beside(".lock")).unwrap();
        file.lock().unwrap();
        file
    }

    /// The bytes of the journal.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        fs::read(self.journal()).unwrap()
    }

    /// The journal as JSON.
    pub(crate) fn whole_file(&self) -> Value {
        serde_json::from_slice(&self.bytes()).unwrap()
    }

    /// The journal as JSON, without what tells entries apart on every machine.
    pub(crate) fn file(&self) -> serde_json::Value {
        without_identity(self.whole_file())
    }

    /// Writes `bytes` as the journal.
    pub(crate) fn write(&self, bytes: impl AsRef<[u8]>) {
        fs::create_dir_all(self.path().join("data")).unwrap();
        fs::write(self.journal(), bytes).unwrap();
    }

    /// The names in the journal's folder, sorted.
    pub(crate) fn names(&self) -> Vec<String> {
        let Ok(found) = fs::read_dir(self.path().join("data")) else {
            return Vec::new();
        };
        let mut names: Vec<_> =
            found.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// The real program in this world, for what only a process shows.
    pub(crate) fn process(&self) -> Command {
        self.placed(Command::new(env!("CARGO_BIN_EXE_nocontact")))
    }

    /// A shell in this world, in whose script the real program is `"$0"` and its words are `"$@"`.
    #[cfg(unix)] // A script for sh.
    pub(crate) fn shell(&self, script: &str) -> Command {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", script, env!("CARGO_BIN_EXE_nocontact")]);
        self.placed(command)
    }

    fn placed(&self, mut command: Command) -> Command {
        command
            .env_clear()
            .env("HOME", self.path())
            .env("TZ", "UTC")
            .env("LANG", "en_US.UTF-8")
            .env("NOCONTACT_FILE", self.journal())
            .env("NOCONTACT_NOW", self.now.to_rfc3339())
            .current_dir(self.path());
        command
    }

    /// With the folder of this world as `[DIR]`, and the paths in it with slashes.
    fn redacted(&self, text: &str) -> String {
        let folder = self.path().to_string_lossy();
        if cfg!(not(windows)) {
            return text.replace(&*folder, "[DIR]");
        }
        let in_json = folder.replace('\\', r"\\");
        let nowhere = format!(r"{}\nowhere", &folder[..2]);
        let text = text.replace(&in_json, "[DIR]").replace(&*folder, "[DIR]");
        let text = text.replace(&nowhere, "/nowhere").replace(" del ", " rm ");
        let plain = |(at, part): (usize, &str)| {
            let end = part.find([' ', '"', '\'', '\n']).filter(|_| at > 0).unwrap_or(part.len());
            let path = part[..end].replace(r"\\", "/").replace('\\', "/").replace("/u{", r"\u{");
            if at == 0 { part.to_owned() } else { path + &part[end..] }
        };
        let after = |text: &str, start: &str| {
            text.split(start).enumerate().map(plain).collect::<Vec<_>>().join(start)
        };
        after(&after(&text, "[DIR]"), "/nowhere")
    }
}

/// Prints why a test is skipped here, straight to stderr: the test runner would hide it.
#[expect(clippy::disallowed_methods, reason = "the runner keeps what is printed")]
pub(crate) fn skipped(why: &str) {
    std::io::stderr().write_all(format!("skipped: {why}\n").as_bytes()).unwrap();
}
