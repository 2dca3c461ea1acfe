//! The months of `calendar`: each day with its mark, a legend, and the same as JSON.
//!
//! Each mark is a character of its own, and color only repeats it. Which mark a day has is decided
//! in `domain::calendar`.

use anstyle::{AnsiColor, Style as Paint};
use chrono::{Datelike, Months, NaiveDate};
use serde_json::{Value, json};

use super::style::{Style, padded};
use crate::domain::{Calendar, CalendarDay, Mark};

/// The columns of a day: the arrow of today, the number, the mark.
const CELL: usize = 4;

/// The columns of a month, and those between two months.
const MONTH: usize = 7 * CELL;
const GAP: usize = 2;

const ABREAST: usize = 3;

/// The months, as many side by side as fit, and the legend.
pub(crate) fn lines(calendar: &Calendar, style: &Style) -> Vec<String> {
    let (first, last) = (calendar.months.start(), calendar.months.end());
    let firsts = (0..).map_while(|number| first.checked_add_months(Months::new(number)));
    let firsts: Vec<_> = firsts.take_while(|first| first <= last).collect();
    let mut lines = months(&firsts, |date| cell(calendar, date, style), style);
    lines.push(legend(calendar, style));
    lines
}

/// Months by their first days, as many side by side as fit, each row followed by an empty line.
/// `cell` draws a day, [`CELL`] columns wide.
pub(super) fn months(
    firsts: &[NaiveDate],
    cell: impl Fn(NaiveDate) -> String,
    style: &Style,
) -> Vec<String> {
    let months: Vec<_> = firsts.iter().map(|first| month(*first, &cell, style)).collect();
    let abreast = ((style.width + GAP) / (MONTH + GAP)).clamp(1, ABREAST);
    let mut lines = Vec::new();
    for row in months.chunks(abreast) {
        let tallest = row.iter().map(Vec::len).max().unwrap_or(0);
        for at in 0..tallest {
            let cells = row.iter().map(|month| month.get(at).cloned());
            let cells: Vec<_> = cells.map(|cell| cell.unwrap_or(" ".repeat(MONTH))).collect();
            lines.push(cells.join(&" ".repeat(GAP)).trim_end().to_owned());
        }
        lines.push(String::new());
    }
    lines
}

/// The lines of one month, each [`MONTH`] columns wide: its name, the weekdays, the weeks.
fn month(first: NaiveDate, cell: impl Fn(NaiveDate) -> String, style: &Style) -> Vec<String> {
    let name = format!(" {}", first.format("%B %Y"));
    let room = " ".repeat(MONTH.saturating_sub(name.len()));
    let weekdays = padded(" Mo  Tu  We  Th  Fr  Sa  Su", MONTH);
    let mut lines = vec![style.bold(&name) + &room, weekdays];

    let mut cells = vec![" ".repeat(CELL); first.weekday().num_days_from_monday() as usize];
    let dates = first.iter_days().take_while(|date| date.month() == first.month());
    cells.extend(dates.map(cell));
    cells.resize(cells.len().next_multiple_of(7), " ".repeat(CELL));
    let weeks = cells.chunks(7).map(<[String]>::concat);
    lines.extend(weeks.filter(|week| !week.trim().is_empty()));
    lines
}

/// A day, [`CELL`] columns wide.
fn cell(calendar: &Calendar, date: NaiveDate, style: &Style) -> String {
    let arrow = if date == calendar.today { '>' } else { ' ' };
    let found = calendar.days.binary_search_by_key(&date, |day| day.date);
    let mark = found.ok().map(|at| calendar.days[at].mark);
    let look = looks(style).into_iter().find(|look| Some(look.0) == mark);
    let mark = look.map(|(_, sign, paint, _)| style.painted(&sign.to_string(), paint));
    let mark = mark.unwrap_or(" ".to_owned());
    format!("{arrow}{:>2}{mark}", date.day())
}

/// The marks in the order of the legend. All characters differ, in ASCII too.
fn looks(style: &Style) -> [(Mark, char, Paint, &'static str); 9] {
    let plain = Paint::new();
    let color = |color: AnsiColor| plain.fg_color(Some(color.into()));
    let either = |unicode, ascii| if style.ascii { ascii } else { unicode };
    let kept = "kept, or nothing recorded";
    [
        (Mark::Kept, either('✓', '+'), color(AnsiColor::Green), kept),
        (Mark::Necessary, 'n', color(AnsiColor::Green), "necessary contact"),
        (Mark::Urge, 'u', color(AnsiColor::Cyan), "urge"),
        (Mark::Checking, 'o', color(AnsiColor::Magenta), "checking"),
        (Mark::Chasing, 'X', color(AnsiColor::Red).bold(), "chasing"),
        (Mark::Slip, 'S', color(AnsiColor::Yellow).bold(), "slip"),
        (Mark::Reconnect, 'R', color(AnsiColor::Yellow).bold(), "reconnect"),
        (Mark::ToCome, either('·', '.'), plain.dimmed(), "to come"),
        (Mark::LastDay, either('◆', '*'), plain.bold(), "last day"),
    ]
}

/// What each mark in the picture means, and the arrow of today.
fn legend(calendar: &Calendar, style: &Style) -> String {
    let is_used = |mark| calendar.days.iter().any(|day| day.mark == mark);
    let used = looks(style).into_iter().filter(|look| is_used(look.0));
    let meanings = used.map(|(_, sign, _, meaning)| format!("{sign} {meaning}"));
    // A mark and its meaning stay on one line.
    let unbroken = |meaning: String| meaning.replace(' ', "\u{a0}");
    let marks: Vec<_> = meanings.chain(["> today".to_owned()]).map(unbroken).collect();
    style.wrapped(" ", &marks.join("   ")).replace('\u{a0}', " ")
}

/// The shape of `calendar --json`. `day` is that of the window in force, and null before it.
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
