//! The file's bytes and the journal that they stand for, both ways (`manual/file.md`). The reader
//! is written by hand, since derived code cannot do three things at once: borrow text from the
//! bytes, keep unknown fields as they are, and refuse a field that appears twice.

pub mod csv;
mod damage;
mod entry;
mod file;
mod layout;
mod object;

use anyhow::Result;
use serde::Serialize;

pub use damage::Damage;
pub use entry::content;
pub use file::VERSION;

use file::ObjectRead;
use layout::{Layout, Small};
use object::{read_object, unknown_fields};

use crate::domain::Entry;
use crate::domain::identity::{Identity, Uid};
use crate::domain::journal::Journal;

/// Reads a journal, which borrows its text from `bytes`. Ignores a byte order mark.
pub fn decode(bytes: &[u8]) -> Result<Journal<'_>, Damage> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if text.trim_ascii().is_empty() {
        return Err(Damage::Unreadable("it is empty".to_owned()));
    }
    // Checking the whole text at once costs less than checking it string by string.
    let text = std::str::from_utf8(text).map_err(|error| Damage::not_utf8(text, error))?;
    let mut reader = serde_json::Deserializer::from_str(text);
    let read = read_object::<ObjectRead<'_, false>, _>(&mut reader);
    match read.and_then(|read| reader.end().map(|()| read)) {
        Ok((file, others)) => file.journal(unknown_fields(others)),
        // What a newer program writes may well look wrong to this one.
        Err(error) => Err(match file::version(text) {
            Some(version) if version > VERSION => Damage::Newer(version),
            _ => Damage::of_json(&error),
        }),
    }
}

/// Writes a journal: one line for each entry, every hidden character escaped.
pub fn encode(journal: &Journal<'_>) -> Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(256 + journal.entries.len() * 128);
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, Layout::default());
    journal.serialize(&mut serializer)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Writes a journal in as few bytes as it can be read from.
pub fn encode_small(journal: &Journal<'_>) -> Result<Vec<u8>> {
    let mut small = journal.clone();
    for entry in &mut small.entries {
        let bare = Entry { identity: Identity::default(), ..entry.clone() };
        let made = Identity { uid: Uid::of_entry(entry.id, &content(&bare)), ..bare.identity };
        // Whoever reads the entry makes the same uid again.
        if entry.identity == made {
            *entry = bare;
        }
    }
    let mut bytes = Vec::new();
    small.serialize(&mut serde_json::Serializer::with_formatter(&mut bytes, Small))?;
    Ok(bytes)
}
