//! The number of an entry, or `last` for the newest one (`manual/scripts.md`).

use super::note::joined;
use crate::advice::CommandLine;
use crate::domain::text::quoted;
use crate::domain::{Entry, Journal, Kind};
use crate::error::Failure;
use crate::view::style::word;

/// An entry as it is named on the command line: by its number, or none for the newest.
#[derive(Clone, Copy)]
pub(crate) struct Id(Option<u64>);

/// Reads an id as it is written on the command line.
pub(crate) fn id(text: &str) -> Result<Id, String> {
    let none = || format!("\"{}\" is not an entry; give its number, or last", quoted(text));
    let number = || text.parse().map_err(|_| none());
    if text == "last" { Ok(Id(None)) } else { Ok(Id(Some(number()?))) }
}

impl Id {
    /// The number. `last` is the newest entry, or the newest one of `kind`.
    pub(crate) fn of(self, journal: &Journal<'_>, kind: Option<Kind>) -> Result<u64, Failure> {
        let is_meant = |entry: &&Entry<'_>| kind.is_none_or(|kind| entry.body.kind() == kind);
        let newest = || journal.entries.iter().rfind(is_meant).map(|entry| entry.id);
        let kind = kind.map_or("entry".to_owned(), word);
        let none = || Failure::new(format!("no {kind} is recorded yet"));
        self.0.or_else(newest).ok_or_else(none)
    }
}

/// The text of a `goal` or a `plan`. Refuses words that were meant for another command: `done 5`.
pub(crate) fn text_of(command: &str, words: &[String]) -> Result<String, Failure> {
    let Some((verb, rest)) = words.split_first() else { return joined(words) };
    let ids = rest.iter().take_while(|word| id(word).is_ok()).count();
    let line = |words| rest.iter().fold(CommandLine::on_journal(words), CommandLine::word);
    let meant = match (command, verb.as_str()) {
        (_, "list") if rest.is_empty() => line(command),
        (_, "edit") if ids > 0 => line("edit"),
        _ if ids == 0 || ids < rest.len() => return joined(words),
        ("goal", "done") => line("goal --done"),
        ("goal", "undo") => line("edit").words("--clear done"),
        (_, "done" | "undo" | "remove" | "delete" | "rm") => line("remove"),
        _ => return joined(words),
    };
    let what = format!("\"{}\" is not a {command}", quoted(&words.join(" ")));
    Err(Failure::usage(what).offer("did you mean", meant).hint("to record it, put it in quotes"))
}
