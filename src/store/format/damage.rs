//! Why bytes are not a journal, in words for a person.

use std::str::Utf8Error;

use serde_json::error::Category;

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
        Self::damaged(&format!("line {line} is not UTF-8"))
    }

    pub(super) fn of_json(error: &serde_json::Error) -> Self {
        let (line, what) = (error.line(), without_place(error));
        match error.classify() {
            Category::Eof => Self::damaged(&format!("it breaks off at line {line}")),
            Category::Syntax => Self::damaged(&format!("line {line} is not valid JSON")),
            _ if what.ends_with("a nocontact journal") => {
                Self::Unreadable("it is not a nocontact journal".to_owned())
            }
            _ => Self::damaged(&format!("{what} at line {line} column {}", error.column())),
        }
    }

    fn damaged(why: &str) -> Self {
        Self::Unreadable(format!("it is damaged, or not a nocontact journal: {why}"))
    }

    /// Line `line` of a table is wrong, counted from 1.
    pub(crate) fn on_line(line: u64, why: &str) -> Self {
        Self::Unreadable(format!("line {line}: {why}"))
    }
}

/// What an error of `serde_json` says, in words of ours and without its place, cut short if long.
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
    let plain = what.replace('`', "\"").replace("one of ", "");
    let (head, wanted) = plain.split_once(", expected ").unwrap_or((&plain, ""));
    let noun = match wanted {
        "u32" | "u64" => "a number",
        "a boolean" => "true or false",
        "a sequence" => "a list",
        "string or map" => "a word",
        wanted => wanted,
    };
    match head.split_once(' ') {
        Some(("unknown", word)) => {
            let word = word.trim_start_matches("variant ");
            format!("{word} is not one of these: {}", wanted.replace('"', ""))
        }
        Some(("invalid", _)) => format!("there should be {noun}"),
        Some(("missing", field)) => field.replace("field", "there is no"),
        _ => what.to_owned(),
    }
}
