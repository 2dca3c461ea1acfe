//! The expected mistakes: what is wrong, the exit code, and what to do next.
//!
//! Everything else is an `anyhow::Error` whose context names the action and the path. Nothing here
//! knows how it is printed: `lib` does that, once.

use std::fmt::{self, Display};
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::advice::{Advice, CommandLine};
use crate::domain::date_phrase::DateProblem;
use crate::domain::text::TextProblem;
use crate::domain::{Kind, word};

/// A mistake that we expect, in words, and the ways out of it.
#[derive(Debug)]
pub struct Failure {
    /// The exit code: 1 if it could not be done, 2 if the command line was wrong
    /// (`manual/scripts.md`).
    pub code: u8,
    /// What is wrong, with the path or the value.
    pub what: String,
    /// What to do next, the nearest way out first.
    pub next: Vec<Advice>,
    /// What `doctor --json` says of a problem besides, by name, its code first.
    pub facts: Vec<(&'static str, Value)>,
}

impl Failure {
    /// It could not be done.
    pub fn new(what: impl Into<String>) -> Self {
        Self { code: 1, what: what.into(), next: Vec::new(), facts: Vec::new() }
    }

    /// The command line was wrong.
    pub fn usage(what: impl Into<String>) -> Self {
        Self { code: 2, ..Self::new(what) }
    }

    /// Something that `doctor` finds wrong.
    pub(crate) fn problem(code: &'static str, what: impl Into<String>) -> Self {
        Self::new(what).with("problem", code)
    }

    /// With one more fact for the JSON of `doctor`.
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.facts.push((name, value.into()));
        self
    }

    /// With one more thing to know.
    #[must_use]
    pub fn hint(mut self, words: impl Into<String>) -> Self {
        self.next.push(Advice::words(words));
        self
    }

    /// With one more command to type, and what it is for.
    #[must_use]
    pub fn offer(mut self, words: &str, command: impl Into<CommandLine>) -> Self {
        self.next.push(Advice::command(words, command));
        self
    }

    pub fn no_entry(id: u64) -> Self {
        Self::new(format!("there is no entry {id}")).offer("to list the entries", "history")
    }

    /// The entry is of a kind that does not fit, as in `, not a goal`.
    pub fn other_kind(id: u64, kind: Kind, but: &str) -> Self {
        let article = if kind == Kind::Urge { "an" } else { "a" };
        Self::new(format!("entry {id} is {article} {}{but}", word(kind)))
    }

    /// The highest id is taken. Only a file that was changed by hand gets there.
    pub fn no_id_left() -> Self {
        Self::new("no id is left for another entry")
    }

    /// Another process changed the entry between two looks at it.
    pub fn changed_meanwhile(id: u64) -> Self {
        Self::new(format!("entry {id} changed in the meantime; nothing was done"))
    }

    pub fn not_confirmed() -> Self {
        Self::new("you did not confirm; nothing was changed")
            .hint("to skip the question, add --yes")
    }

    /// A file that cannot be read, or is not a journal.
    pub fn unreadable(path: &Path, why: impl Display) -> Self {
        Self::new(format!("cannot read {}: {why}", path.display()))
    }

    /// A file that no save can replace, or that would grow too large.
    pub fn unwritable(path: &Path, why: impl Display) -> Self {
        Self::new(format!("cannot write {}: {why}", path.display()))
    }

    /// A file from which nothing can be imported.
    pub fn not_imported(path: &Path, why: impl Display) -> Self {
        Self::new(format!("cannot import {}: {why}", path.display())).hint("nothing was changed")
    }

    /// A newer program wrote the file.
    pub fn newer(path: &Path, version: u64) -> Self {
        let why =
            format!("a newer version of nocontact wrote it (format {version}; this one knows 1)");
        Self::unreadable(path, why).hint("install the newer nocontact; nothing was changed")
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

impl std::error::Error for Failure {}

impl From<DateProblem> for Failure {
    fn from(problem: DateProblem) -> Self {
        let instead: Vec<_> = problem.instead.iter().map(|text| format!("\"{text}\"")).collect();
        let write = format!("write {}", instead.join(" or "));
        let hint = Some(if instead.is_empty() { problem.hint } else { write });
        hint.filter(|hint| !hint.is_empty()).into_iter().fold(Self::usage(problem.what), Self::hint)
    }
}

impl From<TextProblem> for Failure {
    fn from(problem: TextProblem) -> Self {
        Self::usage(match problem {
            TextProblem::TooLong(limit) => {
                format!("the text is longer than {limit} bytes ({} KiB)", limit / 1024)
            }
            TextProblem::Nul => "the text contains a NUL character".to_owned(),
            TextProblem::NotUtf8 => "the text is not UTF-8".to_owned(),
        })
    }
}

/// Why a file cannot be read.
#[derive(Debug)]
pub struct ReadError {
    pub path: PathBuf,
    pub why: String,
    /// Whether it cannot be a journal whatever it holds, as a folder cannot.
    pub is_odd: bool,
    /// Whether another program keeps it open for itself, as it can on Windows.
    pub is_busy: bool,
}

impl ReadError {
    /// The system refused to read `path`.
    pub fn io(path: &Path, why: impl Display) -> Self {
        Self { path: path.to_owned(), why: why.to_string(), is_odd: false, is_busy: false }
    }

    /// What is at `path` cannot be a journal.
    pub fn odd(path: &Path, why: impl Display) -> Self {
        Self { is_odd: true, ..Self::io(path, why) }
    }
}

impl From<ReadError> for Failure {
    fn from(error: ReadError) -> Self {
        Self::unreadable(&error.path, error.why)
    }
}

impl From<ReadError> for anyhow::Error {
    fn from(error: ReadError) -> Self {
        Failure::from(error).into()
    }
}
