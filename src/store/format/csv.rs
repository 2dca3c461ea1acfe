//! Entries as a table: for a spreadsheet, and for the way back (SPEC section 5, `export`, `import`).
//!
//! A row an entry, in order of recording. A row that comes back is turned into the JSON of an entry
//! and read as one, so that a table is held to the same rules as the file.

use std::borrow::Cow;
use std::collections::HashMap;

use anyhow::{Context, Result};
use csv::{ByteRecord, ReaderBuilder, StringRecord, Writer};
use serde_json::value::RawValue;

use super::Damage;
use crate::domain::contact::Contact;
use crate::domain::entry::{Body, Entry, Unknown};
use crate::domain::verdict::Told;
use crate::domain::word;

/// The columns. `day`, `verdict` and `reasons` are derived: they are written, and not read.
/// `more` is the JSON object of the fields that this version does not know.
pub const COLUMNS: [&str; 16] = [
    "id",
    "kind",
    "at",
    "day",
    "by",
    "channel",
    "why",
    "reply",
    "necessary",
    "times",
    "resisted",
    "triggers",
    "note",
    "verdict",
    "reasons",
    "more",
];

/// Columns without which a table is none of ours.
const NEEDED: [&str; 2] = ["kind", "at"];

/// An entry from a table, and the line on which it begins.
pub struct Row {
    /// Counted from 1, the line of the names being the first.
    pub line: u64,
    /// The entry; its id is its place in the table.
    pub entry: Entry<'static>,
}

/// Writes a table of entries, each with what is said of it.
pub fn write(told: &[(&Entry<'_>, Told)]) -> Result<Vec<u8>> {
    let mut told: Vec<_> = told.iter().collect();
    told.sort_unstable_by_key(|(entry, _)| entry.id);
    let mut table = Writer::from_writer(Vec::new());
    table.write_record(COLUMNS)?;
    for (entry, told) in told {
        table.write_record(cells(entry, told)?)?;
    }
    table.into_inner().context("cannot write the table")
}

/// The cells of an entry, in the order of [`COLUMNS`].
fn cells(entry: &Entry<'_>, told: &Told) -> Result<[String; COLUMNS.len()]> {
    let contact = entry.contact();
    let of = |cell: fn(&Contact<'_>) -> Option<String>| contact.and_then(cell).unwrap_or_default();
    let resisted = match &entry.body {
        Body::Urge(urge) => urge.resisted.map(|resisted| resisted.to_string()),
        Body::Contact(_) | Body::Restart => None,
    };
    let judgement = told.judgement;
    let reasons = judgement.map(|said| said.reasons.iter().map(word).collect::<Vec<_>>());
    Ok([
        entry.id.to_string(),
        word(entry.body.kind()),
        entry.at.to_string(),
        told.day.to_string(),
        of(|contact| Some(word(contact.by))),
        of(|contact| Some(word(contact.channel))),
        of(|contact| contact.why.map(word)),
        of(|contact| contact.reply.map(word)),
        of(|contact| contact.necessary.map(word)),
        of(|contact| Some(contact.times.to_string())),
        resisted.unwrap_or_default(),
        guarded(list(entry.body.triggers()).as_deref()),
        guarded(entry.body.note()),
        judgement.map(|said| word(said.verdict)).unwrap_or_default(),
        reasons.unwrap_or_default().join(" "),
        more(&entry.unknown)?,
    ])
}

/// A person's text as a cell: nothing that a spreadsheet would run (RELIABILITY section 2), and no
/// text, empty ones included, that looks like no text. An apostrophe before it does both.
fn guarded(text: Option<&str>) -> String {
    match text {
        None => String::new(),
        Some(text) if needs_guard(text) => format!("'{text}"),
        Some(text) => text.to_owned(),
    }
}

/// What [`guarded`] made a cell of; `None` for an empty cell.
fn unguarded(cell: &str) -> Option<&str> {
    if cell.is_empty() {
        return None;
    }
    Some(cell.strip_prefix('\'').filter(|text| needs_guard(text)).unwrap_or(cell))
}

/// Whether a text, apostrophes aside, is empty or begins as a formula does.
fn needs_guard(text: &str) -> bool {
    let text = text.trim_start_matches('\'');
    text.is_empty() || text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// Words in one cell, `; ` between them; a `;` or `\` within one stands behind a `\`.
fn list(words: &[Cow<'_, str>]) -> Option<String> {
    let escaped = words.iter().map(|word| word.replace('\\', r"\\").replace(';', r"\;"));
    (!words.is_empty()).then(|| escaped.collect::<Vec<_>>().join("; "))
}

/// What [`list`] made one text of.
fn unlisted(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            ';' => {
                characters.next_if_eq(&' ');
                words.push(String::new());
            }
            character => {
                let escaped = (character == '\\').then(|| characters.next()).flatten();
                if let Some(word) = words.last_mut() {
                    word.push(escaped.unwrap_or(character));
                }
            }
        }
    }
    words
}

/// The fields that this version does not know, as a JSON object; empty where there are none.
fn more(unknown: &Unknown<'_>) -> Result<String> {
    let field = |(name, json): &(Cow<'_, str>, Cow<'_, str>)| {
        Ok(format!("{}:{json}", serde_json::to_string(name)?))
    };
    let fields: Result<Vec<_>> = unknown.iter().map(field).collect();
    let fields = fields.context("cannot write the fields of an entry as JSON")?;
    Ok(if fields.is_empty() { String::new() } else { format!("{{{}}}", fields.join(",")) })
}

/// Reads a table. What is no table of entries is refused whole, with its line.
pub fn read(bytes: &[u8]) -> Result<Vec<Row>, Damage> {
    let mut table = ReaderBuilder::new().from_reader(bytes);
    let names = table.byte_headers().cloned().map_err(|error| said(&error))?;
    let names = columns(&names).map_err(|why| Damage::Unreadable(format!("line 1: {why}")))?;
    let mut rows = Vec::new();
    for (place, record) in (1..).zip(table.records()) {
        let record = record.map_err(|error| said(&error))?;
        let line = record.position().map_or(0, csv::Position::line);
        let entry = entry(&names, &record, place);
        let entry = entry.map_err(|why| Damage::Unreadable(format!("line {line}: {why}")))?;
        rows.push(Row { line, entry });
    }
    Ok(rows)
}

/// Where each column is; an error for a name that is none of ours, and for one that stands twice.
fn columns(names: &ByteRecord) -> Result<HashMap<&'static str, usize>, String> {
    let mut places = HashMap::new();
    for (at, name) in names.iter().enumerate() {
        let name = String::from_utf8_lossy(name);
        let known = COLUMNS.into_iter().find(|column| *column == name.trim());
        let Some(known) = known else {
            let name = crate::domain::text::shown(&name);
            return Err(format!("\"{name}\" is no column of a table that nocontact exports"));
        };
        if places.insert(known, at).is_some() {
            return Err(format!("the column \"{known}\" stands twice"));
        }
    }
    match NEEDED.into_iter().find(|column| !places.contains_key(column)) {
        Some(missing) => Err(format!("there is no column \"{missing}\"")),
        None => Ok(places),
    }
}

/// The entry of one row.
fn entry(
    names: &HashMap<&'static str, usize>,
    record: &StringRecord,
    place: u64,
) -> Result<Entry<'static>, String> {
    let cell = |name: &str| names.get(name).and_then(|&at| record.get(at)).unwrap_or_default();
    let mut fields = vec![format!("\"id\":{place}")];
    let mut field = |name: &str, json: &str| fields.push(format!("\"{name}\":{json}"));
    let string = |text: &str| serde_json::to_string(text).map_err(|error| error.to_string());
    for name in ["kind", "at", "by", "channel", "why", "reply", "necessary"] {
        let word = cell(name).trim();
        if !word.is_empty() {
            field(name, &string(word)?);
        }
    }
    for name in ["times", "resisted"] {
        let word = cell(name).trim().to_lowercase();
        let fits = match name {
            "times" => word.parse::<u32>().is_ok(),
            _ => word.parse::<bool>().is_ok(),
        };
        match fits {
            true => field(name, &word),
            false if word.is_empty() => {}
            false => return Err(format!("\"{name}\" cannot be {}", string(cell(name))?)),
        }
    }
    if let Some(text) = unguarded(cell("triggers")) {
        let words = serde_json::to_string(&unlisted(text)).map_err(|error| error.to_string())?;
        field("triggers", &words);
    }
    if let Some(text) = unguarded(cell("note")) {
        field("note", &string(text)?);
    }
    if let Some(more) = object(cell("more"))? {
        fields.push(more.to_owned());
    }
    read_entry(&format!("{{{}}}", fields.join(",")))
}

/// The inside of a JSON object, where a cell holds one that is not empty.
fn object(cell: &str) -> Result<Option<&str>, String> {
    let cell = cell.trim();
    if cell.is_empty() {
        return Ok(None);
    }
    let sound = serde_json::from_str::<&RawValue>(cell).is_ok();
    let inside = cell.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
    match inside.filter(|_| sound).map(str::trim) {
        Some(inside) => Ok(Some(inside).filter(|inside| !inside.is_empty())),
        None => Err("\"more\" holds no JSON object".to_owned()),
    }
}

/// An entry from its JSON; an error without the place in that JSON, which nobody has seen.
fn read_entry(json: &str) -> Result<Entry<'static>, String> {
    let entry = serde_json::from_str::<Entry<'_>>(json);
    entry.map(Entry::into_owned).map_err(|error| {
        let place = format!(" at line {} column {}", error.line(), error.column());
        let text = error.to_string();
        text.strip_suffix(&place).unwrap_or(&text).to_owned()
    })
}

/// What a table's own reader has to say, with the line.
fn said(error: &csv::Error) -> Damage {
    let line = error.position().map_or(1, csv::Position::line);
    let why = match error.kind() {
        csv::ErrorKind::Utf8 { .. } => "it is not UTF-8 text".to_owned(),
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("there are {len} cells, and {expected_len} columns")
        }
        _ => error.to_string(),
    };
    Damage::Unreadable(format!("line {line}: {why}"))
}
