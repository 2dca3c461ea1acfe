//! Reads a table that a person or a spreadsheet may have rewritten. Each row becomes the JSON of an
//! entry and is read as that, so that a table has to meet the same rules as the file.

use std::collections::HashMap;
use std::convert::Infallible;

use chrono::DateTime;
use clap::ValueEnum;
use csv::{Error, Position, ReaderBuilder, StringRecord};
use serde_json::Value;
use serde_json::value::RawValue;

use super::guard::unguarded;
use super::write::COLUMNS;
use crate::domain::entry::IDS;
use crate::domain::field_type::Form;
use crate::domain::fields::Field;
use crate::domain::identity::{Identity, Uid};
use crate::domain::text::quoted;
use crate::domain::{
    Body, By, Channel, Clock, Entry, Moment, Necessity, Reply, Why, Zone, date_phrase, word,
};
use crate::store::format::damage::{Damage, without_place};

/// The entries of the journal here.
pub type Here<'h> = HashMap<Uid, &'h Entry<'h>>;

/// Reads a table: the line of each row, and its entry, whose id is the one in the table, or else
/// the number of the row. What the table has no column for is as in the entry here with the same
/// uid. The first mistake is an error that names its line.
pub fn read(bytes: &[u8], here: &Here<'_>) -> Result<Vec<(u64, Entry<'static>)>, Damage> {
    // No name of a column has a separator in it, so the first one is in use.
    let separator = bytes.iter().find(|byte| b",;\t".contains(byte)).unwrap_or(&b',');
    let mut table = ReaderBuilder::new();
    let mut table =
        table.delimiter(*separator).has_headers(false).flexible(true).from_reader(bytes);
    let (mut columns, mut rows, mut line) = (None, Vec::new(), 1);
    let (ends, mut named) = (line_end(bytes), HashMap::new());
    // `records` would copy each record with room for the longest one before it.
    let mut record = StringRecord::new();
    while table.read_record(&mut record).map_err(|error| not_utf8(&error, bytes))? {
        line = line_of(record.position(), bytes);
        let on_line = |why: String| Damage::on_line(line, &why);
        let is_hint = record.get(0).is_some_and(|cell| cell.to_lowercase().starts_with("sep="));
        if is_hint && columns.is_none() || record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        match &columns {
            None => columns = Some(places(&record).map_err(on_line)?),
            Some(columns) => {
                let row = Row { columns, record: &record, here, ends };
                let entry = row.entry(rows.len() as u64 + 1).map_err(on_line)?;
                let Identity { uid, .. } = entry.identity;
                let first = *named.entry(uid).or_insert(rows.len());
                rows.push((line, entry));
                let [(before, one), .., (_, other)] = &rows[first..] else { continue };
                if uid.is_set() && !one.says_as(other) {
                    let what = "and says something else; to add it, clear its uid";
                    return Err(on_line(format!("it has the uid of line {before}, {what}")));
                }
            }
        }
    }
    // Without this, all rows after a quote that is not closed would be read as one text.
    if bytes.iter().filter(|byte| **byte == b'"').fold(false, |odd, _| !odd) {
        return Err(Damage::on_line(line, "a quote is not closed, here or before"));
    }
    let missing = || Damage::on_line(line, "there is no column \"kind\"");
    columns.map(|_| rows).ok_or_else(missing)
}

fn not_utf8(error: &Error, bytes: &[u8]) -> Damage {
    let why = "it is not UTF-8 text; save the table as CSV in UTF-8";
    Damage::on_line(line_of(error.position(), bytes), why)
}

/// How the lines of the table end. A program that changed it has changed it in the cells, too.
fn line_end(bytes: &[u8]) -> &'static str {
    let mut rest = bytes.iter().skip_while(|byte| !b"\r\n".contains(byte));
    match (rest.next(), rest.next()) {
        (Some(b'\r'), Some(b'\n')) => "\r\n",
        (Some(b'\r'), _) => "\r",
        _ => "\n",
    }
}

/// The line on which a record begins, counted from 1. The reader's own count is too low, since it is
/// taken before the rest of the previous line is read.
fn line_of(position: Option<&Position>, bytes: &[u8]) -> u64 {
    let (from, line) = position.map_or((0, 1), |position| (position.byte(), position.line()));
    let rest = usize::try_from(from).ok().and_then(|from| bytes.get(from..)).unwrap_or_default();
    let blank = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
    line + blank.filter(|byte| **byte == b'\n').count() as u64
}

/// The place of each column. An unknown name is an error, and so is one that appears twice.
fn places(names: &StringRecord) -> Result<HashMap<&'static str, usize>, String> {
    let mut places = HashMap::new();
    for (at, cell) in names.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty()) {
        let name = cell.trim().to_lowercase();
        let name = if name == "date" { "at" } else { &name };
        match COLUMNS.split(' ').find(|column| *column == name) {
            None => {
                let name = quoted(cell);
                return Err(format!(
                    "\"{name}\" is not a column of a table that nocontact exports"
                ));
            }
            Some(column) => {
                if places.insert(column, at).is_some() {
                    return Err(format!("the column \"{column}\" appears twice"));
                }
            }
        }
    }
    match ["kind", "at"].into_iter().find(|column| !places.contains_key(column)) {
        Some(missing) => Err(format!("there is no column \"{missing}\"")),
        None => Ok(places),
    }
}

/// One row, and what helps to read it.
struct Row<'r> {
    columns: &'r HashMap<&'static str, usize>,
    record: &'r StringRecord,
    here: &'r Here<'r>,
    ends: &'r str,
}

impl Row<'_> {
    /// The cell in the column `name`, or an empty one: spreadsheets leave out those at the end.
    fn cell(&self, name: &str) -> &str {
        self.columns.get(name).and_then(|&at| self.record.get(at)).unwrap_or_default()
    }

    /// The text in a cell, as it was exported; `None` for an empty one.
    fn text(&self, name: &str) -> Option<String> {
        unguarded(&self.cell(name).replace(self.ends, "\n"))
    }

    /// The entry here that the row is about.
    fn known(&self) -> Option<&Entry<'_>> {
        let uid = Uid::parse(&self.cell("uid").trim().to_lowercase())?;
        self.here.get(&uid).copied()
    }

    /// The JSON of what the entry here has in a field that is no column of the table.
    fn kept(&self, name: &str) -> Option<String> {
        if self.columns.contains_key(name) {
            return None;
        }
        let known = self.known()?;
        let mut kept = None;
        let _ = known.body.each_field(|field, value| {
            if field == name && !value.is_implied() {
                kept = serde_json::to_string(&value).ok();
            }
            Ok::<_, Infallible>(())
        });
        let is_same = self.cell("kind").trim().eq_ignore_ascii_case(&word(known.body.kind()));
        kept.filter(|_| is_same)
    }

    fn entry(&self, place: u64) -> Result<Entry<'static>, String> {
        let lost = |(at, cell): &(usize, &str)| {
            !cell.trim().is_empty() && !self.columns.values().any(|place| place == at)
        };
        if let Some((_, cell)) = self.record.iter().enumerate().find(lost) {
            return Err(format!("\"{}\" is in a column without a name", quoted(cell)));
        }
        // Messages name this id. The entry gets another when it is imported.
        let id = self.cell("id").trim().parse().ok().filter(|id| IDS.contains(id)).unwrap_or(place);
        let mut fields = vec![format!("\"id\":{id}")];
        for name in COLUMNS.split(' ') {
            if let Some(json) = self.json(name)? {
                fields.push(format!("\"{name}\":{json}"));
            }
        }
        let of =
            |name: &str| fields.iter().find(|field| field.starts_with(&format!("\"{name}\":")));
        let is_stop = of("stop").is_some_and(|stop| stop.ends_with("true"));
        if is_stop && of("by").is_none() && self.cell("kind").trim().eq_ignore_ascii_case("contact")
        {
            return Err("\"stop\" needs who asked, in the column \"by\"".to_owned());
        }
        let more = self.text("more").unwrap_or_default();
        let more = object(&more)?;
        fields.extend((!more.is_empty()).then(|| more.to_owned()));
        if let Some(known) = self.known().filter(|_| !self.columns.contains_key("more")) {
            fields.extend(
                known.unknown.iter().map(|(name, json)| format!("{}:{json}", Value::from(&**name))),
            );
        }
        // The place of a mistake in this JSON would help nobody, since nobody has seen it.
        let json = format!("{{{}}}", fields.join(","));
        let entry = serde_json::from_str::<Entry<'_>>(&json);
        entry.map(Entry::into_owned).map_err(|error| without_place(&error))
    }

    /// The JSON of the cell in the column `name`; `None` if it is empty, or is not read like this.
    fn json(&self, name: &str) -> Result<Option<String>, String> {
        let (cell, form) = (self.cell(name), Field::named(name).map(|field| field.form));
        let bare = cell.trim();
        let text = match form {
            Some(Form::Text | Form::List) => self.text(name),
            _ => (!bare.is_empty()).then(|| bare.to_lowercase()),
        };
        let Some(text) = text else { return Ok(self.kept(name)) };
        let json = match (name, form) {
            ("at" | "done", _) => serde_json::to_string(&self.date(name, bare)?.to_string()).ok(),
            ("recorded" | "changed", _) => serde_json::to_string(bare).ok(),
            ("by", _) => in_file::<By>(&text),
            ("channel", _) => in_file::<Channel>(&text),
            ("why", _) => in_file::<Why>(&text),
            ("reply", _) => in_file::<Reply>(&text),
            ("necessary", _) => in_file::<Necessity>(&text),
            ("kind" | "uid", _) | (_, Some(Form::Word | Form::Text)) => {
                serde_json::to_string(&text).ok()
            }
            (_, Some(Form::List)) => serde_json::to_string(&unlisted(&text)).ok(),
            (_, Some(Form::Number)) => text.parse().ok().map(|number: u32| number.to_string()),
            (_, Some(Form::Flag)) => match &*text {
                "true" | "yes" | "1" => Some("true".to_owned()),
                "false" | "no" | "0" => Some("false".to_owned()),
                _ => None,
            },
            (_, None) => return Ok(None),
        };
        json.map(Some).ok_or_else(|| format!("\"{name}\" cannot be \"{}\"", quoted(cell)))
    }

    /// A date in any form that does not depend on when and where it is read. Of the days that one may
    /// mean, it is the one that the journal has: spreadsheets write a day as their country does.
    fn date(&self, name: &str, cell: &str) -> Result<Moment, String> {
        if let Some(moment) = Moment::parse(cell) {
            return Ok(moment);
        }
        let read = |now: &str| {
            let now = DateTime::parse_from_rfc3339(now).ok()?;
            Some(date_phrase::read(cell, &Clock { now, zone: Zone::Fixed(*now.offset()) }))
        };
        match ["9999-12-30T23:59:00+01:00", "9990-06-15T23:59:00+02:00"].map(read) {
            [Some(Ok(one)), Some(Ok(other))] if one == other => Ok(one),
            [Some(Err(one)), Some(Err(other))] if one.what == other.what => {
                if !one.is_unclear() {
                    return Err(one.what);
                }
                let known = self.known().and_then(|known| match &known.body {
                    Body::Goal(goal) if name == "done" => goal.done.map(Moment::Day),
                    _ => (name == "at").then_some(known.at),
                });
                let known = known.filter(|at| one.instead.contains(&at.to_string()));
                known.ok_or_else(|| format!("{}; write it like 2026-11-19", one.what))
            }
            _ => Err(format!(
                "\"{}\" is not a whole date; write it like 2026-11-19 or 2026-11-19T23:10+01:00",
                quoted(cell)
            )),
        }
    }
}

/// The JSON of a word that `log` takes, as it is in the file.
fn in_file<T: ValueEnum + Copy>(text: &str) -> Option<String> {
    let known = T::from_str(text, true).map(word);
    serde_json::to_string(known.as_deref().unwrap_or(text)).ok()
}

/// Reverses the list of `write`.
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

/// What is between the braces of the JSON object in a cell. An empty cell stands for an empty one.
fn object(cell: &str) -> Result<&str, String> {
    let cell = if cell.trim().is_empty() { "{}" } else { cell.trim() };
    let inside = cell.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
    let inside = inside.filter(|_| serde_json::from_str::<&RawValue>(cell).is_ok());
    inside.map(str::trim).ok_or_else(|| "\"more\" is not a JSON object".to_owned())
}
