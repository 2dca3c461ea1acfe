//! Entries as a table: for a spreadsheet, and for the way back (SPEC section 5, `export`, `import`).
//!
//! A row an entry, in order of recording. A row that comes back is turned into the JSON of an entry
//! and read as one, so that a table is held to the same rules as the file.

use std::borrow::Cow;
use std::collections::HashMap;

use anyhow::{Context, Result};
use csv::{ByteRecord, Position, ReaderBuilder, StringRecord, Writer};
use serde_json::value::RawValue;

use super::entry::not_its_kinds;
use super::{Damage, what};
use crate::domain::assessment::Assessment;
use crate::domain::contact::Contact;
use crate::domain::entry::{Body, Entry, IDS, Unknown};
use crate::domain::text::quoted;
use crate::domain::word;

/// The columns. `day`, `verdict` and `reasons` are derived: they are written, and not read.
/// `more` is the JSON object of the fields that this version does not know.
pub const COLUMNS: [&str; 20] = [
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
    "title",
    "text",
    "done",
    "answers",
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
    /// The entry, under the id that it has in the table, or its place there.
    pub entry: Entry<'static>,
}

/// Writes a table of entries, each with what is said of it.
pub fn write(told: &[(&Entry<'_>, Assessment)]) -> Result<Vec<u8>> {
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
fn cells(entry: &Entry<'_>, told: &Assessment) -> Result<[String; COLUMNS.len()]> {
    let contact = entry.contact();
    let of = |cell: fn(&Contact<'_>) -> Option<String>| contact.and_then(cell).unwrap_or_default();
    let resisted = match &entry.body {
        Body::Urge(urge) => urge.resisted.map(|resisted| resisted.to_string()),
        _ => None,
    };
    let (title, text) = match &entry.body {
        Body::Letter(letter) => (letter.title.as_deref(), Some(&letter.text)),
        Body::Goal(goal) => (None, Some(&goal.text)),
        Body::Plan(text) => (None, Some(text)),
        _ => (None, None),
    };
    let done = match &entry.body {
        Body::Goal(goal) => goal.done.map(|day| day.to_string()),
        _ => None,
    };
    let answers = match &entry.body {
        Body::Reflection(answers) => Some(answers.to_string()),
        _ => None,
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
        guarded(title),
        guarded(text.map(AsRef::as_ref)),
        done.unwrap_or_default(),
        answers.unwrap_or_default(),
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
    let mut lines = Lines { bytes, at: 0, line: 1 };
    let mut table = ReaderBuilder::new().from_reader(bytes);
    let names = table.byte_headers().cloned().map_err(|error| said(&error, &mut lines))?;
    let first = lines.of(names.position());
    let names = columns(&names).map_err(|why| Damage::at(first, &why))?;
    let mut rows = Vec::new();
    for (place, record) in (1..).zip(table.records()) {
        let record = record.map_err(|error| said(&error, &mut lines))?;
        let line = lines.of(record.position());
        let entry = entry(&names, &record, place).map_err(|why| Damage::at(line, &why))?;
        rows.push(Row { line, entry });
    }
    // Or the rows behind a quote that is not closed would be taken for one text.
    if bytes.iter().filter(|byte| **byte == b'"').fold(false, |odd, _| !odd) {
        return Err(Damage::at(lines.line, "a quote is not closed, in it or before it"));
    }
    Ok(rows)
}

/// Lines are counted here: the reader's own count is taken before what is left of the line before.
struct Lines<'b> {
    bytes: &'b [u8],
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line on which a record begins, counted from 1; records come in their order.
    fn of(&mut self, position: Option<&Position>) -> u64 {
        let from = position.and_then(|position| usize::try_from(position.byte()).ok());
        let from = from.unwrap_or(self.at).clamp(self.at, self.bytes.len());
        let blank = self.bytes[from..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
        let begin = from + blank.count();
        let pieces = self.bytes[self.at..begin].split(|byte| *byte == b'\n').count();
        self.line += pieces as u64 - 1;
        self.at = begin;
        self.line
    }
}

impl Damage {
    fn at(line: u64, why: &str) -> Self {
        Self::Unreadable(format!("line {line}: {why}"))
    }
}

/// Where each column is; an error for a name that is none of ours, and for one that stands twice.
fn columns(names: &ByteRecord) -> Result<HashMap<&'static str, usize>, String> {
    let mut places = HashMap::new();
    for (at, name) in names.iter().enumerate() {
        let name = String::from_utf8_lossy(name);
        let known = COLUMNS.into_iter().find(|column| *column == name.trim());
        let Some(known) = known else {
            let name = quoted(&name);
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
    // Named in what is wrong with the entry; it gets another as it comes in.
    let id = cell("id").trim().parse().ok().filter(|id| IDS.contains(id)).unwrap_or(place);
    let mut fields = vec![("id", id.to_string())];
    let mut field = |name, json: String| fields.push((name, json));
    let string = |text: &str| serde_json::to_string(text).map_err(|error| error.to_string());
    for name in ["kind", "at", "by", "channel", "why", "reply", "necessary", "done", "answers"] {
        if let Some(word) = filled(cell(name)) {
            field(name, string(word)?);
        }
    }
    let odd = |name: &str| format!("\"{name}\" cannot be \"{}\"", quoted(cell(name)));
    if let Some(times) = filled(cell("times")) {
        field("times", times.parse::<u32>().map_err(|_| odd("times"))?.to_string());
    }
    if let Some(resisted) = filled(&cell("resisted").to_lowercase()) {
        field("resisted", resisted.parse::<bool>().map_err(|_| odd("resisted"))?.to_string());
    }
    if let Some(text) = unguarded(cell("triggers")) {
        let words = serde_json::to_string(&unlisted(text)).map_err(|error| error.to_string())?;
        field("triggers", words);
    }
    for name in ["note", "title", "text"] {
        if let Some(text) = unguarded(cell(name)) {
            field(name, string(text)?);
        }
    }
    let cells = fields.iter().map(|(name, json)| format!("\"{name}\":{json}"));
    let more = object(cell("more"))?.map(str::to_owned);
    let entry = read_entry(&format!("{{{}}}", cells.chain(more).collect::<Vec<_>>().join(",")))?;
    // A column is ours, and what is in it no field from elsewhere.
    match fields.iter().find(|(cell, _)| entry.unknown.iter().any(|(name, _)| name == cell)) {
        Some((name, _)) => Err(not_its_kinds(id, name)),
        None => Ok(entry),
    }
}

/// A word in a cell, without the space around it; none where there is nothing.
fn filled(cell: &str) -> Option<&str> {
    Some(cell.trim()).filter(|word| !word.is_empty())
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
    entry.map(Entry::into_owned).map_err(|error| what(&error))
}

/// What a table's own reader has to say, with the line.
fn said(error: &csv::Error, lines: &mut Lines<'_>) -> Damage {
    let line = lines.of(error.position());
    match error.kind() {
        csv::ErrorKind::Utf8 { .. } => Damage::at(line, "it is not UTF-8 text"),
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            Damage::at(line, &format!("there are {len} cells, and {expected_len} columns"))
        }
        _ => Damage::at(line, &error.to_string()),
    }
}
