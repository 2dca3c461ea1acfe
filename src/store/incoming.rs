//! What `import` reads: another journal, or a table that `export` wrote (`manual/file.md`).

use std::path::Path;

use super::format::{self, Damage, csv};
use crate::domain::contact::{By, Channel};
use crate::domain::entry::Entry;
use crate::domain::window::Rules;
use crate::error::Failure;

/// The entries of another file, in order of recording.
pub struct Incoming {
    /// The breakup and the rules of another journal. A table has none.
    pub rules: Option<Rules>,
    /// The entries, with their ids in that file.
    pub entries: Vec<Entry<'static>>,
    /// Where each of them is in that file, in words for a person.
    pub places: Vec<String>,
}

/// Reads either kind of file. What begins with a brace is a journal.
pub fn decode(bytes: &[u8]) -> Result<Incoming, Damage> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if text.trim_ascii_start().starts_with(b"{") {
        return of_journal(text);
    }
    if text.trim_ascii().is_empty() {
        return Err(Damage::Unreadable("it is empty".to_owned()));
    }
    if text.trim_ascii_start().starts_with(b"[") {
        let why = "it is JSON, and no journal: export --format json writes one";
        return Err(Damage::Unreadable(why.to_owned()));
    }
    let rows = csv::read(text)?;
    let places = rows.iter().map(|row| format!("line {}", row.line)).collect();
    let entries = rows.into_iter().map(|row| row.entry).collect();
    Incoming { rules: None, entries, places }.checked()
}

impl Incoming {
    /// Refuses what `log` refuses too: lurk is always by me (`manual/verdicts.md`).
    fn checked(self) -> Result<Self, Damage> {
        let is_odd = |entry: &Entry<'_>| {
            let contact = entry.contact();
            contact.is_some_and(|it| it.channel == Channel::Lurk && it.by != By::Me)
        };
        match self.entries.iter().position(is_odd) {
            Some(at) => {
                let place = &self.places[at];
                Err(Damage::Unreadable(format!("{place}: lurk is always by me")))
            }
            None => Ok(self),
        }
    }
}

fn of_journal(text: &[u8]) -> Result<Incoming, Damage> {
    let journal = format::decode(text)?;
    let places = journal.entries.iter().map(|entry| format!("entry {}", entry.id)).collect();
    let entries = journal.entries.into_iter().map(Entry::into_owned).collect();
    Incoming { rules: Some(journal.rules), entries, places }.checked()
}

impl Damage {
    /// The failure to import the file at `path`.
    #[must_use]
    pub fn of_other(self, path: &Path) -> Failure {
        match self {
            Self::Newer(version) => Failure::newer(path, version),
            Self::UnknownKind(why) | Self::Unreadable(why) => Failure::not_imported(path, why),
        }
    }
}
