//! What `import` reads: another journal, or a table that `export` wrote (`manual/file.md`).

use std::path::Path;

use super::format::{self, Damage, csv};
use crate::domain::{Contact, Entry, Rules};
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

/// Reads either kind of file. What begins with a brace is a journal. An empty file is refused as one.
pub fn decode(bytes: &[u8]) -> Result<Incoming, Damage> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let (rules, entries, places) = match text.trim_ascii_start().first() {
        Some(b'{') | None => {
            let journal = format::decode(text)?;
            let entries: Vec<_> = journal.entries.into_iter().map(Entry::into_owned).collect();
            let places: Vec<_> =
                entries.iter().map(|entry| format!("entry {}", entry.id)).collect();
            (Some(journal.rules), entries, places)
        }
        Some(b'[') => {
            let why = "it is JSON, but not a journal; to write one: export --format json";
            return Err(Damage::Unreadable(why.to_owned()));
        }
        Some(_) => {
            let (lines, entries): (Vec<_>, _) = csv::read(text)?.into_iter().unzip();
            (None, entries, lines.into_iter().map(|line| format!("line {line}")).collect())
        }
    };
    // As in `log`: a look is always by you, and they do not answer it (`manual/verdicts.md`).
    let is_odd = |entry: &Entry<'_>| entry.contact().is_some_and(Contact::is_odd);
    match places.iter().zip(&entries).find(|(_, entry)| is_odd(entry)) {
        Some((place, _)) => Err(Damage::Unreadable(format!("{place}: lurk is always by you"))),
        None => Ok(Incoming { rules, entries, places }),
    }
}

impl Damage {
    /// The failure to import the file at `path`.
    pub fn of_other(self, path: &Path) -> Failure {
        match self {
            Self::Newer(version) => Failure::newer(path, version),
            Self::Unreadable(why) => Failure::not_imported(path, why),
        }
    }
}
