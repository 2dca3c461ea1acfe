//! The months of `calendar`: each day with its mark, a legend, and the same as JSON.
//!
//! Each mark is a character of its own, and color only repeats it. Which mark a day has is decided
//! in `domain::calendar`.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style as Paint};
use chrono::{Datelike, Months, NaiveDate};
use serde_json::{Value, json};

use super::style::{Style, padded};
use crate::domain::calendar::{Calendar, CalendarDay, Mark};

/// The columns of a day: the arrow of today, the number, the mark.
const CELL: usize = 4;

/// The columns of a month, and those between two months.
const MONTH: usize = 7 * CELL;
const GAP: usize = 2;

/// The most months side by side.
const ABREAST: usize = 3;

/// Writes the months and the legend.
pub(crate) fn write(out: &mut dyn Write, calendar: &Calendar, style: &Style) -> io::Result<()> {
    let (first, last) = (calendar.months.start(), calendar.months.end());
    let firsts = (0..).map_while(|number| first.checked_add_months(Months::new(number)));
    let firsts: Vec<_> = firsts.take_while(|first| first <= last).collect();
    let abreast = ((style.width + GAP) / (MONTH + GAP)).clamp(1, ABREAST);
    for row in firsts.chunks(abreast) {
        let months: Vec<_> = row.iter().map(|&first| month(calendar, first, style)).collect();
        let tallest = months.iter().map(Vec::len).max().unwrap_or(0);
        for at in 0..tallest {
            let line = |month: &Vec<String>| month.get(at).cloned();
            let line = months.iter().map(|month| line(month).unwrap_or(" ".repeat(MONTH)));
            let line = line.collect::<Vec<_>>().join(&" ".repeat(GAP));
            writeln!(out, "{}", line.trim_end())?;
        }
        writeln!(out)?;
    }
    legend(out, calendar, style)
}

/// The lines of one month, each [`MONTH`] columns wide: its name, the weekdays, the weeks.
fn month(calendar: &Calendar, first: NaiveDate, style: &Style) -> Vec<String> {
    let name = format!(" {}", first.format("%B %Y"));
    let room = " ".repeat(MONTH.saturating_sub(name.len()));
    let weekdays = padded(" Mo  Tu  We  Th  Fr  Sa  Su", MONTH);
    let mut lines = vec![style.bold(&name) + &room, weekdays];

    let mut cells = vec![" ".repeat(CELL); first.weekday().num_days_from_monday() as usize];
    let dates = first.iter_days().take_while(|date| date.month() == first.month());
    cells.extend(dates.map(|date| cell(calendar, date, style)));
    cells.resize(cells.len().next_multiple_of(7), " ".repeat(CELL));
    lines.extend(cells.chunks(7).map(<[String]>::concat));
    lines
}

/// A day, [`CELL`] columns wide.
fn cell(calendar: &Calendar, date: NaiveDate, style: &Style) -> String {
    let arrow = if date == calendar.today { '>' } else { ' ' };
    let number = date.day();
    let day = calendar.days.binary_search_by_key(&date, |day| day.date).ok();
    match day.map(|at| calendar.days[at].mark) {
        Some(mark) => {
            let mark = style.painted(&sign(mark, style).to_string(), paint(mark));
            format!("{arrow}{number:>2}{mark}")
        }
        None => format!("{arrow}{number:>2} "),
    }
}

/// The character of a mark. All of them differ, in ASCII too.
fn sign(mark: Mark, style: &Style) -> char {
    match mark {
        Mark::Chasing => 'X',
        Mark::Slip => 'S',
        Mark::Reconnect => 'R',
        Mark::Checking => 'o',
        Mark::Urge => 'u',
        Mark::LastDay if style.ascii => '*',
        Mark::LastDay => '◆',
        Mark::Kept if style.ascii => '+',
        Mark::Kept => '✓',
        Mark::ToCome if style.ascii => '.',
        Mark::ToCome => '·',
    }
}

fn paint(mark: Mark) -> Paint {
    let color = |color: AnsiColor| Paint::new().fg_color(Some(color.into()));
    match mark {
        Mark::Chasing => color(AnsiColor::Red).bold(),
        Mark::Slip | Mark::Reconnect => color(AnsiColor::Yellow).bold(),
        Mark::Checking => color(AnsiColor::Magenta),
        Mark::Urge => color(AnsiColor::Cyan),
        Mark::Kept => color(AnsiColor::Green),
        Mark::LastDay => Paint::new().bold(),
        Mark::ToCome => Paint::new().dimmed(),
    }
}

/// What each mark in the picture means, and the arrow of today.
fn legend(out: &mut dyn Write, calendar: &Calendar, style: &Style) -> io::Result<()> {
    let mut marks = Vec::new();
    for (mark, words) in [
        (Mark::Kept, "no contact, or kept"),
        (Mark::Urge, "urge"),
        (Mark::Checking, "checking"),
        (Mark::Chasing, "chasing"),
        (Mark::Slip, "slip"),
        (Mark::Reconnect, "reconnect"),
        (Mark::ToCome, "to come"),
        (Mark::LastDay, "last day"),
    ] {
        if calendar.days.iter().any(|day| day.mark == mark) {
            marks.push(format!("{} {words}", sign(mark, style)));
        }
    }
    marks.push("> today".to_owned());
    // A mark and its meaning stay on one line.
    let marks = marks.join("   ").replace(' ', "\u{a0}").replace("\u{a0}\u{a0}\u{a0}", "   ");
    let lines = style.wrapped(" ", &marks).replace('\u{a0}', " ");
    writeln!(out, "{lines}")
}

/// The shape of `calendar --json`; see `manual/scripts.md`. `day` is that of the window in force
/// now, and null before it.
pub(crate) fn json(calendar: &Calendar) -> Value {
    let window = &calendar.window;
    let day = |day: &CalendarDay| {
        json!({
            "date": day.date.to_string(),
            "day": (day.date >= window.first).then(|| window.day(day.date)),
            "mark": day.mark,
            "contacts": day.contacts,
            "urges": day.urges,
        })
    };
    json!({
        "today": calendar.today.to_string(),
        "days": calendar.days.iter().map(day).collect::<Value>(),
    })
}
