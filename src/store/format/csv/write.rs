//! Writes a table of entries.

use std::borrow::Cow;

use anyhow::{Context, Result};
use csv::{QuoteStyle, WriterBuilder};

use super::guard::guarded;
use crate::domain::entry::UnknownFields;
use crate::domain::field_type::Value;
use crate::domain::{Assessment, Entry, word};

/// The columns. `day`, `verdict` and `reasons` are derived, so the reader ignores them. `more` is a
/// JSON object of the fields that this version does not know.
pub const COLUMNS: &str = "id kind at day by channel why reply necessary stop times resisted triggers \
                           note title text done answers uid recorded changed verdict reasons more";

/// Writes a table of entries, each with its assessment. It begins with a byte order mark, since
/// Excel takes it for another encoding without one.
pub fn write(assessed: &[(&Entry<'_>, Assessment)]) -> Result<Vec<u8>> {
    let mut rows: Vec<_> = assessed.iter().collect();
    rows.sort_unstable_by_key(|(entry, _)| entry.id);
    let mut table =
        WriterBuilder::new().quote_style(QuoteStyle::Always).from_writer("\u{feff}".into());
    table.write_record(COLUMNS.split(' '))?;
    for (entry, assessment) in rows {
        table.write_record(cells(entry, assessment)?)?;
    }
    Ok(table.into_inner()?)
}

fn cells(entry: &Entry<'_>, assessment: &Assessment) -> Result<Vec<String>> {
    let (judgement, identity) = (assessment.judgement, entry.identity);
    let reasons = judgement.map(|judgement| judgement.reasons.iter().map(word).collect::<Vec<_>>());
    let more = more(&entry.unknown)?;
    let cells = COLUMNS.split(' ').map(|column| match column {
        "id" => entry.id.to_string(),
        "kind" => word(entry.body.kind()),
        "at" => entry.at.to_string(),
        "day" => assessment.day.to_string(),
        "uid" if identity.uid.is_set() => identity.uid.to_string(),
        "recorded" => identity.recorded.map(|at| at.to_string()).unwrap_or_default(),
        "changed" => identity.changed.map(|at| at.to_string()).unwrap_or_default(),
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

/// Texts in one cell, with `; ` between them and a `\` before each `;` or `\` in them.
fn list(texts: &[Cow<'_, str>]) -> String {
    let escaped = texts.iter().map(|text| text.replace('\\', r"\\").replace(';', r"\;"));
    escaped.collect::<Vec<_>>().join("; ")
}

/// The fields that this version does not know, as a JSON object; an empty cell if there are none.
fn more(unknown: &UnknownFields<'_>) -> Result<String> {
    let field = |(name, json): &_| Ok(format!("{}:{json}", serde_json::to_string(name)?));
    let fields: serde_json::Result<Vec<_>> = unknown.iter().map(field).collect();
    let fields = fields?.join(",");
    Ok(if fields.is_empty() { fields } else { guarded(&format!("{{{fields}}}")) })
}
