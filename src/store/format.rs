//! The file's bytes and the journal that they stand for, both ways (`manual/file.md`). No file is
//! opened here.
//!
//! The reader is written by hand, since derived code cannot do three things at once: borrow text
//! from the bytes, keep unknown fields to the letter, and refuse a field that appears twice.

pub mod csv;
mod entry;
mod file;
mod layout;
mod object;

use std::str::Utf8Error;

use anyhow::{Context, Result};
use serde::Serialize;

pub use file::VERSION;

use file::FileRead;
use layout::Layout;

use crate::domain::journal::Journal;

/// Reads a journal, which borrows its text from `bytes`. Ignores a byte order mark.
pub fn decode(bytes: &[u8]) -> Result<Journal<'_>, Damage> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if text.trim_ascii().is_empty() {
        return Err(Damage::Unreadable("it is empty".to_owned()));
    }
    // Checking the whole text at once costs less than checking it string by string.
    let text = std::str::from_utf8(text).map_err(|error| Damage::not_utf8(text, error))?;
    match serde_json::from_str::<FileRead<'_>>(text) {
        Ok(file) => file.journal(),
        // What a newer program writes may well look wrong to this one.
        Err(error) => Err(match file::version(text) {
            Some(version) if version > VERSION => Damage::Newer(version),
            _ => Damage::of_json(&error),
        }),
    }
}

/// Writes a journal as JSON: one line for each entry, every hidden character escaped, a line break
/// at the end.
pub fn encode(journal: &Journal<'_>) -> Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(256 + journal.entries.len() * 128);
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, Layout::default());
    journal.serialize(&mut serializer).context("cannot write the journal as JSON")?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Why bytes are not a journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Damage {
    /// A program that knows a later version of the format wrote them; the version.
    Newer(u64),
    /// They are incomplete, or something else; why, in words for a person.
    Unreadable(String),
}

impl Damage {
    /// `text` stops being UTF-8.
    fn not_utf8(text: &[u8], error: Utf8Error) -> Self {
        let valid = String::from_utf8_lossy(&text[..error.valid_up_to()]);
        let line = 1 + valid.matches('\n').count();
        let column = 1 + valid.len() - valid.rfind('\n').map_or(0, |at| at + 1);
        Self::at("it is not UTF-8", line, column)
    }

    /// The text is not JSON, or not the JSON of a journal.
    fn of_json(error: &serde_json::Error) -> Self {
        Self::at(&without_place(error), error.line(), error.column())
    }

    fn at(what: &str, line: usize, column: usize) -> Self {
        Self::Unreadable(format!(
            "it is damaged, or no journal of ours: {what} at line {line} column {column}"
        ))
    }

    /// Line `line` of a table is wrong, counted from 1.
    fn on_line(line: u64, why: &str) -> Self {
        Self::Unreadable(format!("line {line}: {why}"))
    }
}

/// What an error of `serde_json` says without the line and column, and cut short if it quotes a
/// long text.
fn without_place(error: &serde_json::Error) -> String {
    const LONGEST: usize = 300;
    let place = format!(" at line {} column {}", error.line(), error.column());
    let text = error.to_string();
    let what = text.strip_suffix(&place).unwrap_or(&text);
    match what.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &what[..at]),
        None => what.to_owned(),
    }
}
