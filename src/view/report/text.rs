//! The record as plain text that can be pasted into a letter: ASCII pictures, 72 columns.

use std::iter::once;

use chrono::{Datelike, NaiveDate};

use super::record::{
    Chart, Figure, Look, MONTHS_LEFT_OUT, NO_MARK, NOTHING, Record, Row, STOP, TITLE,
};
use crate::domain::Report;
use crate::domain::text::shown;
use crate::view::style::{Style, padded, wrapped};
use crate::view::{calendar as months, patterns};

/// The columns of a letter.
pub(super) const WIDTH: usize = 72;

/// The record, in lines of `width` columns and at most [`WIDTH`].
pub(crate) fn text(record: &Record<'_>, width: usize) -> Vec<String> {
    let width = width.min(WIDTH);
    let mut lines = vec![TITLE.to_owned(), "=".repeat(TITLE.len())];
    let top = [&record.period, &record.made, &record.left_out];
    let paragraphs = top.into_iter().chain(&record.about);
    lines.extend(paragraphs.flat_map(|text| [wrapped("", text, width), String::new()]));
    let terms = record.terms.iter();
    lines.extend(terms.map(|(term, meaning)| wrapped(&padded(term, 12), meaning, width)));
    lines.extend(heading("Figures"));
    lines.extend(record.figures.iter().flatten().map(|it| figure(it, width)));
    lines.extend(heading(record.heading()));
    let number = record.rows.len().to_string().len();
    let entries = record.rows.iter().zip(1..);
    lines.extend(entries.flat_map(|(row, at)| entry(row, &format!("{at:>number$}. "), width)));
    if record.rows.is_empty() {
        lines.push(NOTHING.to_owned());
    }
    let months = calendar(record.report, width);
    lines.extend((!months.is_empty()).then(|| heading("Calendar")).into_iter().flatten());
    lines.extend(months);
    lines.extend(record.charts.iter().flat_map(|it| chart(it, width)));
    lines
}

fn heading(title: &str) -> [String; 3] {
    [String::new(), title.to_owned(), "-".repeat(title.len())]
}

fn figure(figure: &Figure, width: usize) -> String {
    let first = format!("{}{:>5} {:4}  ", padded(figure.label, 23), figure.number, figure.unit);
    match &*figure.what {
        "" => first.trim_end().to_owned(),
        // Beside the figure, a narrow terminal has no room.
        what if width < 60 => format!("{}\n{}", first.trim_end(), wrapped("    ", what, width)),
        what => wrapped(&first, what, width),
    }
}

/// An entry after its number: facts as sentences, then your own words.
fn entry(row: &Row<'_>, number: &str, width: usize) -> Vec<String> {
    let indent = " ".repeat(number.len());
    let time = if row.at.instant().is_some() {
        format!(" {}", row.time)
    } else {
        format!(", {}", row.time)
    };
    let mut facts = vec![format!("{}{time}: {}.", row.date, row.what)];
    facts.extend(row.facts.iter().cloned());
    facts.extend(row.stop.then(|| STOP.to_owned()));
    let mut lines = vec![wrapped(number, &facts.join(" "), width)];
    for line in row.note.iter().flat_map(|note| note.lines()) {
        let first = format!("{indent}> ");
        let options =
            textwrap::Options::new(width).initial_indent(&first).subsequent_indent(&first);
        let line = textwrap::fill(&shown(&line.replace('\t', "    ")), options);
        lines.push(line.trim_end().to_owned());
    }
    let stamps = row.stamps.iter().map(|stamp| wrapped(&indent, &format!("{stamp}."), width));
    lines.extend(stamps.chain(once(String::new())));
    lines
}

fn style(width: usize) -> Style {
    Style { color: false, width, ascii: true, terminal: false }
}

/// The months, with the first letter of who began contact on a day.
pub(super) fn calendar(report: &Report<'_, '_>, width: usize) -> Vec<String> {
    let mark = |date| report.days.get(&date).map_or(' ', |(by, _)| Look::of(*by).1);
    let day = |date: NaiveDate| format!(" {:>2}{}", date.day(), mark(date));
    let cell = |date| if report.has(date) { day(date) } else { " ".repeat(4) };
    let style = style(width);
    let mut lines = months::months(&report.months(), cell, &style);
    if lines.is_empty() {
        return lines;
    }
    let looks =
        Look::used(report).into_iter().map(|Look(_, letter, means)| format!("{letter} {means}"));
    lines.push(style.wrapped(" ", &looks.collect::<Vec<_>>().join("   ")));
    lines.push(style.wrapped(" ", NO_MARK));
    if report.is_long() {
        lines.push(style.wrapped(" ", MONTHS_LEFT_OUT));
    }
    lines
}

fn chart(chart: &Chart, width: usize) -> Vec<String> {
    let style = style(width);
    let rows = chart.rows.iter().map(|(label, parts)| {
        let [mine, theirs] = parts;
        (label.clone(), (mine + theirs).to_string(), *parts)
    });
    let title = format!("{} (# by me, . by them or by chance)", chart.title);
    let mut lines = patterns::bars(&title, rows, &style);
    lines.extend(chart.missing.iter().map(|missing| style.wrapped("  ", missing)));
    lines
}
