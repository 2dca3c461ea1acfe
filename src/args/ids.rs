//! The number of an entry, or `last` for the newest one (`manual/scripts.md`).

use crate::domain::{Entry, Journal, Kind};
use crate::error::Failure;
use crate::view::style::word;

/// An entry as it is named on the command line: by its number, or none for the newest.
#[derive(Clone, Copy)]
pub(crate) struct Id(Option<u64>);

/// Reads an id as it is written on the command line.
pub(crate) fn id(text: &str) -> Result<Id, &'static str> {
    let number = || text.parse().map_err(|_| "give the number of an entry, or last");
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
