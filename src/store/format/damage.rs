//! Why bytes are not a journal, in words for a person.

use std::str::Utf8Error;

use serde_json::error::Category;

use crate::domain::text::quoted;

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
        let (line, column) = (error.line(), error.column());
        match (error.classify(), without_place(error)) {
            (Category::Eof, _) => Self::damaged(&format!("it breaks off at line {line}")),
            (Category::Syntax, _) => Self::damaged(&format!("line {line} is not valid JSON")),
            (_, what) if what.ends_with("be a nocontact journal") => {
                Self::Unreadable("it is not a nocontact journal".to_owned())
            }
            (_, what) => Self::at(&what, line, column),
        }
    }

    fn at(what: &str, line: usize, column: usize) -> Self {
        Self::damaged(&format!("{what} at line {line} column {column}"))
    }

    fn damaged(why: &str) -> Self {
        Self::Unreadable(format!("it is damaged, or not a nocontact journal: {why}"))
    }

    /// Line `line` of a table is wrong, counted from 1.
    pub(super) fn on_line(line: u64, why: &str) -> Self {
        Self::Unreadable(format!("line {line}: {why}"))
    }
}

/// What an error of `serde_json` says, without its place, in words of ours, cut short if it quotes a
/// long text.
pub(super) fn without_place(error: &serde_json::Error) -> String {
    const LONGEST: usize = 300;
    let place = format!(" at line {} column {}", error.line(), error.column());
    let text = error.to_string();
    let what = own(text.strip_suffix(&place).unwrap_or(&text));
    match what.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &what[..at]),
        None => what,
    }
}

/// The same in words of ours, where it is in those of serde.
fn own(what: &str) -> String {
    let (head, rest) = what.split_once(' ').unwrap_or_default();
    match (head, rest.split_once(", expected ")) {
        ("unknown", Some((word, all))) if let Some(word) = word.strip_prefix("variant ") => {
            let all = all.trim_start_matches("one of ").replace('`', "");
            format!("\"{}\" is not one of these: {all}", quoted(word.trim_matches('`')))
        }
        ("invalid", Some((_, wanted))) => format!("there should be {}", noun(wanted)),
        ("missing", None) => rest.replace("field ", "there is no ").replace('`', "\""),
        _ => what.to_owned(),
    }
}

/// What serde expects, in words for a person.
fn noun(wanted: &str) -> &str {
    match wanted {
        "u32" | "u64" => "a number",
        "a boolean" => "true or false",
        "a sequence" => "a list",
        "string or map" | "a string" | "variant identifier" => "a word",
        other => other,
    }
}
