//! Why bytes are not a journal, in words for a person.

use std::str::Utf8Error;

/// Why bytes are not a journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Damage {
    /// A program that knows a later version of the format wrote them; the version.
    Newer(u64),
    /// They are incomplete, or something else; why, in words for a person.
    Unreadable(String),
}

impl Damage {
    pub(super) fn not_utf8(text: &[u8], error: Utf8Error) -> Self {
        let valid = String::from_utf8_lossy(&text[..error.valid_up_to()]);
        let line = 1 + valid.matches('\n').count();
        let column = 1 + valid.len() - valid.rfind('\n').map_or(0, |at| at + 1);
        Self::at("it is not UTF-8", line, column)
    }

    pub(super) fn of_json(error: &serde_json::Error) -> Self {
        Self::at(&without_place(error), error.line(), error.column())
    }

    fn at(what: &str, line: usize, column: usize) -> Self {
        Self::Unreadable(format!(
            "it is damaged, or not a nocontact journal: {what} at line {line} column {column}"
        ))
    }

    /// Line `line` of a table is wrong, counted from 1.
    pub(super) fn on_line(line: u64, why: &str) -> Self {
        Self::Unreadable(format!("line {line}: {why}"))
    }
}

/// What an error of `serde_json` says, without its place, cut short if it quotes a long text.
pub(super) fn without_place(error: &serde_json::Error) -> String {
    const LONGEST: usize = 300;
    let place = format!(" at line {} column {}", error.line(), error.column());
    let text = error.to_string();
    let what = text.strip_suffix(&place).unwrap_or(&text);
    match what.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &what[..at]),
        None => what.to_owned(),
    }
}
