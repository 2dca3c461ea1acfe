//! Entries as a table with one row for each, in order of recording (`manual/scripts.md`). The
//! reader turns each row into the JSON of an entry and reads that, so that a table has to meet the
//! same rules as the file.

use std::borrow::Cow;
use std::collections::HashMap;

use anyhow::{Context, Result};
use csv::{ByteRecord, Position, Reader, StringRecord, Writer};
use serde_json::value::RawValue;

use super::damage::{Damage, without_place};
use crate::domain::entry::{IDS, UnknownFields};
use crate::domain::field_type::{Form, Value};
use crate::domain::fields::Field;
use crate::domain::text::quoted;
use crate::domain::{Assessment, Entry, word};

/// The columns. `day`, `verdict` and `reasons` are derived, so the reader ignores them. `more` is a
/// JSON object of the fields that this version does not know.
pub const COLUMNS: &str = "id kind at day by channel why reply necessary stop times resisted triggers \
                           note title text done answers verdict reasons more";

/// Writes a table of entries, each with its assessment.
pub fn write(assessed: &[(&Entry<'_>, Assessment)]) -> Result<Vec<u8>> {
    let mut rows: Vec<_> = assessed.iter().collect();
    rows.sort_unstable_by_key(|(entry, _)| entry.id);
    let mut table = Writer::from_writer(Vec::new());
    table.write_record(COLUMNS.split(' '))?;
    for (entry, assessment) in rows {
        table.write_record(cells(entry, assessment)?)?;
    }
    Ok(table.into_inner()?)
}

fn cells(entry: &Entry<'_>, assessment: &Assessment) -> Result<Vec<String>> {
    let judgement = assessment.judgement;
    let reasons = judgement.map(|judgement| judgement.reasons.iter().map(word).collect::<Vec<_>>());
    let more = more(&entry.unknown)?;
    let cells = COLUMNS.split(' ').map(|column| match column {
        "id" => entry.id.to_string(),
        "kind" => word(entry.body.kind()),
        "at" => entry.at.to_string(),
        "day" => assessment.day.to_string(),
        "verdict" => judgement.map(|judgement| word(judgement.verdict)).unwrap_or_default(),
        "reasons" => reasons.as_deref().unwrap_or_default().join(" "),
        "more" => more.clone(),
        _ => String::new(),
    });
    let mut cells: Vec<_> = cells.collect();
    entry.body.each_field(|name, value| {
        let column = COLUMNS.split(' ').position(|column| column == name);
        let column = column.with_context(|| format!("the table has no column \"{name}\""))?;
        cells[column] = match value {
            Value::Text(text) => guarded(text),
            Value::List([]) => String::new(),
            Value::List(texts) => guarded(&list(texts)),
            value => value.to_string(),
        };
        anyhow::Ok(())
    })?;
    Ok(cells)
}

/// A person's text as a cell that no spreadsheet runs as a formula (`manual/scripts.md`), and that
/// is not mistaken for a missing text. An apostrophe before the text does both.
fn guarded(text: &str) -> String {
    if needs_guard(text) { format!("'{text}") } else { text.to_owned() }
}

/// Reverses [`guarded`]; `None` for an empty cell.
fn unguarded(cell: &str) -> Option<&str> {
    let text = cell.strip_prefix('\'').filter(|text| needs_guard(text)).unwrap_or(cell);
    (!cell.is_empty()).then_some(text)
}

/// Whether a text is empty or begins like a formula, without the apostrophes at its beginning.
fn needs_guard(text: &str) -> bool {
    let text = text.trim_start_matches('\'');
    text.is_empty() || text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// Texts in one cell, with `; ` between them and a `\` before each `;` or `\` in them.
fn list(texts: &[Cow<'_, str>]) -> String {
    let escaped = texts.iter().map(|text| text.replace('\\', r"\\").replace(';', r"\;"));
    escaped.collect::<Vec<_>>().join("; ")
}

fn unlisted(text: &str) -> Vec<String> {
    let (mut texts, mut last) = (Vec::new(), String::new());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        if character == ';' {
            characters.next_if_eq(&' ');
            texts.push(std::mem::take(&mut last));
        } else {
            let escaped = (character == '\\').then(|| characters.next()).flatten();
            last.push(escaped.unwrap_or(character));
        }
    }
    texts.push(last);
    texts
}

/// The fields that this version does not know, as a JSON object; an empty cell if there are none.
fn more(unknown: &UnknownFields<'_>) -> Result<String> {
    let field = |(name, json): &_| Ok(format!("{}:{json}", serde_json::to_string(name)?));
    let fields: serde_json::Result<Vec<_>> = unknown.iter().map(field).collect();
    let fields = fields?.join(",");
    Ok(if fields.is_empty() { fields } else { format!("{{{fields}}}") })
}

/// Reads a table: the line of each row, and its entry, whose id is the one in the table, or else
/// the number of the row. The first mistake is an error that names its line.
pub fn read(bytes: &[u8]) -> Result<Vec<(u64, Entry<'static>)>, Damage> {
    let damaged = |error| table_damage(&error, bytes);
    let mut table = Reader::from_reader(bytes);
    let names = table.byte_headers().cloned().map_err(damaged)?;
    let mut line = line_of(names.position(), bytes);
    let names = columns(&names).map_err(|why| Damage::on_line(line, &why))?;
    let mut rows = Vec::new();
    for (place, record) in (1..).zip(table.records()) {
        let record = record.map_err(damaged)?;
        line = line_of(record.position(), bytes);
        let entry = entry(&names, &record, place).map_err(|why| Damage::on_line(line, &why))?;
        rows.push((line, entry));
    }
    // Without this, all rows after a quote that is not closed would be read as one text.
    if bytes.iter().filter(|byte| **byte == b'"').fold(false, |odd, _| !odd) {
        return Err(Damage::on_line(line, "a quote is not closed, here or before"));
    }
    Ok(rows)
}

/// The line on which a record begins, counted from 1. The reader's own count is too low, since it is
/// taken before the rest of the previous line is read.
fn line_of(position: Option<&Position>, bytes: &[u8]) -> u64 {
    let (from, line) = position.map_or((0, 1), |position| (position.byte(), position.line()));
    let rest = usize::try_from(from).ok().and_then(|from| bytes.get(from..)).unwrap_or_default();
    let blank = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
    line + blank.filter(|byte| **byte == b'\n').count() as u64
}

/// The index of each column. An unknown name is an error, and so is a name that appears twice.
fn columns(names: &ByteRecord) -> Result<HashMap<&'static str, usize>, String> {
    let mut places = HashMap::new();
    for (at, name) in names.iter().enumerate() {
        let name = String::from_utf8_lossy(name);
        let Some(known) = COLUMNS.split(' ').find(|column| *column == name.trim()) else {
            let name = quoted(&name);
            return Err(format!("\"{name}\" is not a column of a table that nocontact exports"));
        };
        if places.insert(known, at).is_some() {
            return Err(format!("the column \"{known}\" appears twice"));
        }
    }
    match ["kind", "at"].into_iter().find(|column| !places.contains_key(column)) {
        Some(missing) => Err(format!("there is no column \"{missing}\"")),
        None => Ok(places),
    }
}

fn entry(
    columns: &HashMap<&'static str, usize>,
    record: &StringRecord,
    place: u64,
) -> Result<Entry<'static>, String> {
    let cell = |name: &str| columns.get(name).and_then(|&at| record.get(at)).unwrap_or_default();
    // Messages name this id. The entry gets another when it is imported.
    let id = cell("id").trim().parse().ok().filter(|id| IDS.contains(id)).unwrap_or(place);
    let mut fields = vec![format!("\"id\":{id}")];
    for name in COLUMNS.split(' ') {
        let form = match name {
            "kind" | "at" => Some(Form::Word),
            _ => Field::named(name).map(|field| field.form),
        };
        let Some(form) = form else { continue };
        if let Some(json) = json_of(name, form, cell(name))? {
            fields.push(format!("\"{name}\":{json}"));
        }
    }
    let more = object(cell("more"))?;
    fields.extend((!more.is_empty()).then(|| more.to_owned()));
    // The place of a mistake in this JSON would help nobody, since nobody has seen it.
    let json = format!("{{{}}}", fields.join(","));
    let entry = serde_json::from_str::<Entry<'_>>(&json);
    entry.map(Entry::into_owned).map_err(|error| without_place(&error))
}

/// The JSON of a cell in the column `name`; `None` for an empty cell.
fn json_of(name: &str, form: Form, cell: &str) -> Result<Option<String>, String> {
    let word = cell.trim();
    let json = match (form, unguarded(cell)) {
        (Form::Text, Some(text)) => serde_json::to_string(text).ok(),
        (Form::List, Some(text)) => serde_json::to_string(&unlisted(text)).ok(),
        (Form::Text | Form::List, None) => return Ok(None),
        _ if word.is_empty() => return Ok(None),
        (Form::Word, _) => serde_json::to_string(word).ok(),
        (Form::Number, _) => word.parse().ok().map(|number: u32| number.to_string()),
        (Form::Flag, _) => word.to_lowercase().parse().ok().map(|flag: bool| flag.to_string()),
    };
    json.map(Some).ok_or_else(|| format!("\"{name}\" cannot be \"{}\"", quoted(cell)))
}

/// What is between the braces of the JSON object in a cell. An empty cell stands for an empty one.
fn object(cell: &str) -> Result<&str, String> {
    let cell = if cell.trim().is_empty() { "{}" } else { cell.trim() };
    let inside = cell.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
    let inside = inside.filter(|_| serde_json::from_str::<&RawValue>(cell).is_ok());
    inside.map(str::trim).ok_or_else(|| "\"more\" is not a JSON object".to_owned())
}

fn table_damage(error: &csv::Error, bytes: &[u8]) -> Damage {
    let why = match error.kind() {
        csv::ErrorKind::Utf8 { .. } => "it is not UTF-8 text".to_owned(),
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("there are {len} cells for {expected_len} columns")
        }
        _ => error.to_string(),
    };
    Damage::on_line(line_of(error.position(), bytes), &why)
}
