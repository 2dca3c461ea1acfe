//! Everything that the program takes from outside, read once by `main`: the time, the variables,
//! the paths, the terminal, the streams, and how to wait. A plain struct: a test fills in its own
//! values, and nothing needs a mock.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf, absolute};
use std::process::ExitStatus;
use std::time::{Duration, SystemTime};

use chrono::{DateTime, Offset, TimeDelta, Timelike, Utc};
use clap::ValueEnum;

use crate::domain::text::shown;
use crate::domain::{Clock, Zone};
use crate::error::Failure;

/// The variables that the program reads (`manual/scripts.md`).
pub const VARIABLES: &str = "NOCONTACT_FILE NOCONTACT_NOW NO_COLOR CLICOLOR_FORCE TERM LC_ALL \
                             LC_CTYPE LANG TZ VISUAL EDITOR";

/// The name of the journal in the data folder (`manual/file.md`).
pub const FILE_NAME: &str = "nocontact.json";

/// Whether to use color.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// Where the output is a terminal that has it
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The world, as values.
pub struct Host<'a> {
    /// The present by the system's clock, whatever that says.
    pub now: SystemTime,
    /// The time zone, if it could be read. Otherwise it is UTC.
    pub zone: Option<Zone>,
    /// The [`VARIABLES`] that are set.
    pub variables: BTreeMap<&'static str, OsString>,
    /// The present folder, if known.
    pub folder: Option<PathBuf>,
    /// Where the platform keeps a program's data. It may not be absolute.
    pub data_dir: Option<PathBuf>,
    /// Results.
    pub out: Box<dyn Write + 'a>,
    /// Everything else that is printed.
    pub err: Box<dyn Write + 'a>,
    /// Where answers and piped text come from.
    pub input: Box<dyn BufRead + 'a>,
    pub out_is_terminal: bool,
    pub err_is_terminal: bool,
    pub input_is_terminal: bool,
    /// The terminal's width in columns, if known.
    pub width: Option<usize>,
    /// How to sleep.
    pub wait: fn(Duration),
    /// How to make 64 random bits, for the uids of new entries.
    pub random: fn() -> u64,
    /// How to hide the arguments of this process from other users, before it waits. It may begin
    /// again, and so comes before anything is read from `input`, printed or saved.
    pub hide_arguments: fn(),
    /// How to count down on the terminal: whether in plain ASCII, and whether in a line a minute.
    pub count_down: fn(Duration, bool, bool) -> io::Result<()>,
    /// How to run an editor: the words of its command line, with the file last.
    pub run_editor: fn(&[OsString]) -> io::Result<ExitStatus>,
}

impl Host<'_> {
    /// A variable, unless it is unset or empty.
    pub fn variable(&self, name: &str) -> Option<&OsStr> {
        self.variables.get(name).map(OsString::as_os_str).filter(|value| !value.is_empty())
    }

    /// The name of the time zone, if it could not be read.
    pub fn unknown_zone(&self) -> Option<Cow<'_, str>> {
        let name = || self.variable("TZ").unwrap_or("/etc/localtime".as_ref()).to_string_lossy();
        self.zone.is_none().then(name)
    }

    /// Whether someone is at the terminal, who sees what is printed and can answer questions.
    pub fn is_attended(&self) -> bool {
        self.input_is_terminal && self.out_is_terminal && self.err_is_terminal
    }

    /// The clock, by `NOCONTACT_NOW` if that is set, in the system's time zone (`manual/dates.md`).
    pub fn clock(&self) -> Result<Clock, Failure> {
        let zone = self.zone.unwrap_or(Zone::Fixed(Utc.fix()));
        let Some(value) = self.variable("NOCONTACT_NOW") else {
            return instant(self.now).and_then(|now| Clock::new(now, zone)).ok_or_else(|| {
                let says =
                    instant(self.now).map_or(String::new(), |now| format!(": it says {now}"));
                Failure::new(format!("the system's clock is wrong{says}")).hint("set the clock")
            });
        };
        let text = value.to_string_lossy();
        let instant = DateTime::parse_from_rfc3339(&text).ok();
        // chrono reads a leap second.
        let instant = instant.filter(|instant| instant.nanosecond() < 1_000_000_000);
        instant.and_then(|instant| Clock::new(instant.to_utc(), zone)).ok_or_else(|| {
            Failure::new(format!("NOCONTACT_NOW is \"{}\", which is not a time", shown(&text)))
                .hint("write RFC 3339, as in 2026-12-01T09:00:00+01:00, or unset it")
        })
    }

    /// A path from the command line, made absolute. An error where it begins as a shell expands it,
    /// or names no file.
    pub fn path(&self, typed: &Path) -> Result<PathBuf, Failure> {
        let text = shown(&typed.to_string_lossy()).into_owned();
        if text.starts_with(['~', '$']) || cfg!(windows) && text.starts_with('%') {
            let how = format!("write the full path, or ./{text} for a file with that name");
            let what = format!("the shell did not expand \"{text}\"");
            return Err(Failure::usage(what).hint(how));
        }
        let full = self.folder.as_ref().map_or(typed.to_owned(), |folder| folder.join(typed));
        let full = absolute(&full).unwrap_or(full);
        if cfg!(windows) && full.to_string_lossy().starts_with(r"\\.\") {
            let what = format!("Windows keeps the name \"{text}\" for a device");
            return Err(Failure::usage(what).hint("choose another name"));
        }
        Ok(full)
    }

    /// Where the journal is (`manual/file.md`): by `--file`, `NOCONTACT_FILE` or the data folder.
    pub fn journal_path(&self, file: Option<&Path>) -> Result<PathBuf, Failure> {
        if let Some(file) = file {
            return Ok(file.to_owned());
        }
        let named = self.variable("NOCONTACT_FILE").map(PathBuf::from);
        let home = if named.is_some() || cfg!(windows) { "" } else { "; is HOME set?" };
        let path = named.or_else(|| Some(self.data_dir.as_ref()?.join(FILE_NAME)));
        let what = match path {
            Some(path) if path.is_absolute() => return Ok(path),
            Some(path) => format!("\"{}\" is not a full path for the journal", path.display()),
            None => "cannot tell where to keep data".to_owned(),
        };
        let what = what + ": set NOCONTACT_FILE to a full path, or give --file";
        Err(Failure::new(what).hint(format!("nothing was written{home}")))
    }

    /// Whether the journal is in the platform's data folder, because nothing else was chosen.
    pub fn journal_is_in_data_dir(&self, file: Option<&Path>) -> bool {
        file.is_none() && self.variable("NOCONTACT_FILE").is_none()
    }

    /// Whether to write color: `--color` beats the variables, and these beat the terminal.
    pub fn wants_color(&self, color: Color, is_terminal: bool) -> bool {
        match color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto if self.variable("NO_COLOR").is_some() => false,
            Color::Auto => {
                self.variable("CLICOLOR_FORCE").is_some_and(|value| value != "0")
                    || is_terminal && self.variable("TERM").is_none_or(|term| term != "dumb")
            }
        }
    }

    /// Whether the locale is UTF-8. Otherwise pictures are drawn in ASCII.
    pub fn writes_utf8(&self) -> bool {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| self.variable(name));
        let locale = locale.unwrap_or_default().to_string_lossy().to_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    }
}

/// The instant of the system's clock, unless it is too far away to have a date. It may be before 1970.
fn instant(time: SystemTime) -> Option<DateTime<Utc>> {
    let since = |past: Duration| TimeDelta::from_std(past).ok();
    let from_1970 = match time.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(after) => since(after),
        Err(before) => since(before.duration()).map(|past| -past),
    };
    DateTime::UNIX_EPOCH.checked_add_signed(from_1970?)
}
