//! One entry: a line of `history`, or all of it for `show`.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::sentences;
use super::style::{Style, count, moment, padded, word};
use crate::domain::contact::{By, Contact};
use crate::domain::entry::{Body, Entry, Urge};
use crate::domain::text::shown;
use crate::domain::verdict::Told;
use crate::domain::when::Moment;

/// `4  Thu 19 Nov 2026 23:10  text  asked why`: the entry, on one line.
pub(crate) fn headline(entry: &Entry<'_>, style: &Style) -> String {
    let line = format!("{}  {}  {}", entry.id, moment(entry.at), what(&entry.body));
    with_note(line, entry, style)
}

/// The line, and behind it as much of the note as there is room for.
fn with_note(mut line: String, entry: &Entry<'_>, style: &Style) -> String {
    if let Some(note) = entry.body.note() {
        line.push_str("  ");
        let room = style.width.saturating_sub(line.width());
        line.push_str(&style.one_line(note, room));
    }
    line
}

/// What it is, in a word or two: `text`, `call by them x3`, `restart`.
fn what(body: &Body<'_>) -> String {
    match body {
        Body::Contact(contact) => {
            let by = match contact.by {
                By::Me => "",
                By::Them => " by them",
                By::Chance => " by chance",
            };
            let times = match contact.times {
                1 => String::new(),
                times => format!(" x{times}"),
            };
            format!("{}{by}{times}", word(contact.channel))
        }
        Body::Restart | Body::Urge(_) => word(body.kind()),
    }
}

/// What is said of it, in a word.
fn said(entry: &Entry<'_>, told: &Told) -> String {
    match &entry.body {
        Body::Contact(_) => told.judgement.map_or(String::new(), |said| word(said.verdict)),
        Body::Urge(Urge { resisted: Some(true), .. }) => "resisted".to_owned(),
        Body::Urge(Urge { resisted: Some(false), .. }) => "gave in".to_owned(),
        Body::Restart | Body::Urge(_) => String::new(),
    }
}

/// The lines of `history`: id, local day and time, what, verdict, note.
pub(crate) fn lines(
    out: &mut dyn Write,
    entries: &[(&Entry<'_>, Told)],
    style: &Style,
) -> io::Result<()> {
    let rows: Vec<_> = entries
        .iter()
        .map(|(entry, told)| (entry.id.to_string(), what(&entry.body), said(entry, told), entry))
        .collect();
    let widest = |of: fn(&(String, String, String, &&Entry<'_>)) -> usize| {
        rows.iter().map(of).max().unwrap_or(0)
    };
    let (ids, whats, saids) =
        (widest(|row| row.0.width()), widest(|row| row.1.width()), widest(|row| row.2.width()));
    for (id, what, said, entry) in &rows {
        let when = match entry.at {
            Moment::Day(day) => day.to_string(),
            Moment::Instant(instant) => instant.format("%Y-%m-%d %H:%M").to_string(),
        };
        let line = format!(
            "{id:>ids$}  {}  {}  {}",
            padded(&when, 16),
            padded(what, whats),
            padded(said, saids)
        );
        let line = with_note(line, entry, style);
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// Everything about one entry.
pub(crate) fn whole(
    out: &mut dyn Write,
    entry: &Entry<'_>,
    told: &Told,
    style: &Style,
) -> io::Result<()> {
    let kind = word(entry.body.kind());
    writeln!(out, "{}", style.bold(&format!("Entry {}: {kind}", entry.id)))?;
    let when = match entry.at {
        Moment::Day(_) => format!("{}, time not known", moment(entry.at)),
        Moment::Instant(instant) => format!("{} ({})", moment(entry.at), instant.offset()),
    };
    field(out, "When", &when)?;
    field(out, "Day", &told.day.to_string())?;
    match &entry.body {
        Body::Contact(contact) => contact_fields(out, contact)?,
        Body::Urge(_) => field(out, "Settled", &said(entry, told))?,
        Body::Restart => {}
    }
    let triggers: Vec<_> = entry.body.triggers().iter().map(|trigger| shown(trigger)).collect();
    field(out, "Triggers", &triggers.join(", "))?;
    if let Some(judgement) = told.judgement {
        field(out, "Verdict", &word(judgement.verdict))?;
        for reason in judgement.reasons.iter() {
            writeln!(out, "{}", style.wrapped(&" ".repeat(13), sentences::reason(reason)))?;
        }
    }
    for (at, line) in entry.body.note().unwrap_or_default().lines().enumerate() {
        let label = if at == 0 { "Note" } else { "" };
        let label = format!("  {}", padded(label, 11));
        let line = shown(line);
        // For a person it stays beside its label; for a program a line is a line.
        let line =
            if style.terminal { style.wrapped(&label, &line) } else { format!("{label}{line}") };
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn contact_fields(out: &mut dyn Write, contact: &Contact<'_>) -> io::Result<()> {
    field(out, "By", &word(contact.by))?;
    field(out, "Channel", &word(contact.channel))?;
    field(out, "Why", &contact.why.map(word).unwrap_or_default())?;
    field(out, "Reply", &contact.reply.map(word).unwrap_or_default())?;
    field(out, "Necessary", &contact.necessary.map(word).unwrap_or_default())?;
    match contact.times {
        1 => Ok(()),
        times => field(out, "Times", &times.to_string()),
    }
}

/// A label and what it says, unless that is nothing.
fn field(out: &mut dyn Write, label: &str, value: &str) -> io::Result<()> {
    if value.is_empty() {
        return Ok(());
    }
    writeln!(out, "  {}{value}", padded(label, 11))
}

/// `2 verdicts changed with it.`
pub(crate) fn changed(number: usize) -> Option<String> {
    (number > 0).then(|| format!("{} changed with it.", count(number as u64, "verdict")))
}
