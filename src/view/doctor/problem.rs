//! One thing that is wrong, for the screen and for the JSON alike. It does not know what can be.

use serde_json::Value;

use crate::advice::{Advice, Caller, CommandLine};
use crate::view::advice;

/// Something that is wrong. Codes and fields are stable (`manual/scripts.md`).
pub(crate) struct Problem {
    /// Its name in the JSON.
    pub(super) code: &'static str,
    /// What it is about, under the names of the JSON, in order.
    pub(super) fields: Vec<(&'static str, Value)>,
    /// What is wrong, as a sentence.
    pub(super) what: String,
    /// What to do about it. It is never empty.
    pub(super) next: Vec<Advice>,
}

impl Problem {
    /// A problem without fields and advice.
    pub(super) fn new(code: &'static str, what: impl Into<String>) -> Self {
        Self { code, fields: Vec::new(), what: what.into(), next: Vec::new() }
    }

    /// A problem with what is at `path`.
    pub(super) fn at(path: &str, code: &'static str, what: impl Into<String>) -> Self {
        Self::new(code, what).with("path", path)
    }

    /// A problem with what is at `path`, and why: `what` is the sentence up to the reason.
    pub(super) fn because(path: &str, code: &'static str, what: &str, why: &str) -> Self {
        Self::at(path, code, format!("{what}: {why}.")).with("why", why)
    }

    /// Adds a field.
    pub(super) fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.fields.push((name, value.into()));
        self
    }

    /// Adds advice in words.
    pub(super) fn say(mut self, words: impl Into<String>) -> Self {
        self.next.push(Advice::words(words));
        self
    }

    /// Adds a command, and the words before it, which may be empty.
    pub(super) fn offer(mut self, words: impl Into<String>, command: CommandLine) -> Self {
        self.next.push(Advice::command(words, command));
        self
    }
}

/// `chmod` on a path.
pub(super) fn chmod(mode: &'static str, path: &str) -> CommandLine {
    CommandLine::other("chmod", mode).path(path)
}

/// `ls` on a path.
pub(super) fn ls(options: &'static str, path: &str) -> CommandLine {
    CommandLine::other("ls", options).path(path)
}

/// The words of an advice, with a colon where a command follows, and the command.
pub(super) fn parts(advice: &Advice, caller: &Caller) -> (Option<String>, Option<String>) {
    let colon = if advice.command.is_some() { ":" } else { "" };
    let words = (!advice.words.is_empty()).then(|| format!("{}{colon}", advice.words));
    (words, advice.command.as_ref().map(|command| advice::command(command, caller)))
}
