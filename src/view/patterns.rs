//! The pictures of `patterns`: bars by hour, weekday, channel, trigger and week, and the same as
//! JSON.
//!
//! It counts nothing: `domain::patterns` does.

use std::io::{self, Write};

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use super::style::{Style, count, date, padded, word};
use crate::domain::contact::Channel;
use crate::domain::patterns::{Patterns, WeekCounts};

/// The most rows in the picture of the hours.
const TALLEST: u64 = 6;

/// The most columns of a bar.
const LONGEST: usize = 40;

/// The most triggers and weeks that are drawn. JSON has all of them.
const TRIGGERS: usize = 8;
const WEEKS: usize = 12;

/// A row with a horizontal bar: its label, its number in words, and the two parts of the bar.
struct Row {
    label: String,
    number: String,
    parts: [u64; 2],
}

impl Row {
    fn new(label: String, number: u64) -> Self {
        Self { label, number: number.to_string(), parts: [number, 0] }
    }
}

/// Writes all pictures but the empty ones.
pub(crate) fn write(out: &mut dyn Write, patterns: &Patterns, style: &Style) -> io::Result<()> {
    if patterns.moments == 0 {
        let text = "Nothing to draw yet: no break, no checking and no urge is recorded.";
        return writeln!(out, "{}", style.wrapped("", text));
    }
    let moments = count(patterns.moments, "hard moment");
    let about = format!("{moments}: breaks, checking and urges. What was kept is left out.");
    writeln!(out, "{}", style.wrapped("", &about))?;

    hours(out, patterns, style)?;
    let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].into_iter();
    let weekdays = weekdays.zip(patterns.weekdays);
    rows(out, "By weekday", weekdays.map(|(day, count)| Row::new(day.into(), count)), style)?;
    let channels = patterns.channels.iter();
    rows(out, "By channel", channels.map(|&(it, count)| Row::new(word(it), count)), style)?;
    triggers(out, patterns, style)?;
    weeks(out, patterns, style)
}

/// The picture by hour, with one or two columns per hour.
fn hours(out: &mut dyn Write, patterns: &Patterns, style: &Style) -> io::Result<()> {
    let most = patterns.hours.iter().copied().max().unwrap_or(0);
    title(out, "By hour of day", style)?;
    if most > 0 {
        let label = most.to_string().len().max(2) + 2;
        // An hour takes two columns if the terminal has room.
        let (cell, every) = if style.width >= label + 48 { (2, 3) } else { (1, 6) };
        let tall = most.min(TALLEST);
        for row in (1..=tall).rev() {
            let number = if row == tall { most.to_string() } else { String::new() };
            let mut line = format!("{number:>label$} ", label = label - 1);
            for hour in patterns.hours {
                let reached = (hour * tall).div_ceil(most) >= row;
                line.push_str(&padded(if reached { full(style) } else { "" }, cell));
            }
            writeln!(out, "{}", line.trim_end())?;
        }
        let mut axis = " ".repeat(label);
        for hour in (0..24).step_by(every) {
            axis.push_str(&padded(&format!("{hour:02}"), cell * every));
        }
        writeln!(out, "{}", axis.trim_end())?;
    }
    if patterns.day_only > 0 {
        let text = format!("Not drawn here: {} known only to the day.", patterns.day_only);
        writeln!(out, "{}", style.wrapped("  ", &text))?;
    }
    Ok(())
}

fn triggers(out: &mut dyn Write, patterns: &Patterns, style: &Style) -> io::Result<()> {
    let shown = patterns.triggers.iter().take(TRIGGERS);
    let label = |trigger: &str| style.one_line(trigger, style.width / 3).into_owned();
    let shown = shown.map(|(trigger, count)| Row::new(label(trigger), *count));
    rows(out, "By trigger", shown, style)?;
    let more = patterns.triggers.len().saturating_sub(TRIGGERS);
    if more > 0 {
        writeln!(out, "  and {more} more")?;
    }
    Ok(())
}

fn weeks(out: &mut dyn Write, patterns: &Patterns, style: &Style) -> io::Result<()> {
    let skipped = patterns.weeks.len().saturating_sub(WEEKS);
    let weeks = &patterns.weeks[skipped..];
    let shown = weeks.iter().map(|week| Row {
        label: date(week.first),
        number: format!("{}, {}", count(week.breaks, "break"), count(week.urges, "urge")),
        parts: [week.breaks, week.urges],
    });
    let about = if skipped > 0 { format!("By week, the last {WEEKS}") } else { "By week".into() };
    rows(out, &format!("{about} ({} breaks, {} urges)", full(style), light(style)), shown, style)
}

/// Horizontal bars under a title, with one cell per moment if there is room. Without rows it writes
/// nothing.
fn rows(
    out: &mut dyn Write,
    about: &str,
    rows: impl Iterator<Item = Row>,
    style: &Style,
) -> io::Result<()> {
    let rows: Vec<_> = rows.collect();
    let widest = |of: fn(&Row) -> &str| rows.iter().map(|row| of(row).width()).max();
    let (Some(label), Some(number)) = (widest(|row| &row.label), widest(|row| &row.number)) else {
        return Ok(());
    };
    title(out, about, style)?;
    let most = rows.iter().map(|row| row.parts.iter().sum()).max().unwrap_or(0);
    let room = style.width.saturating_sub(label + number + 6).clamp(1, LONGEST) as u64;
    let cells = |part: u64| {
        let cells = if most > room { (part * room).div_ceil(most) } else { part };
        usize::try_from(cells).unwrap_or(LONGEST)
    };
    for row in &rows {
        // The second part gets the cells that the first leaves, and at least one if there are two.
        let whole = cells(row.parts.iter().sum());
        let second = usize::from(row.parts[1] > 0 && whole > 1);
        let first = cells(row.parts[0]).min(whole - second);
        let bar = full(style).repeat(first) + &light(style).repeat(whole - first);
        let number = format!("{}{}", " ".repeat(number - row.number.width()), row.number);
        let line = format!("  {}  {number}  {bar}", padded(&row.label, label));
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn title(out: &mut dyn Write, about: &str, style: &Style) -> io::Result<()> {
    writeln!(out, "\n{}", style.bold(&style.wrapped("", about)))
}

fn full(style: &Style) -> &'static str {
    if style.ascii { "#" } else { "█" }
}

fn light(style: &Style) -> &'static str {
    if style.ascii { "." } else { "░" }
}

/// The shape of `patterns --json`; see `manual/scripts.md`. `by_hour` begins at midnight,
/// `by_weekday` on Monday.
pub(crate) fn json(patterns: &Patterns) -> Value {
    let channel = |(channel, count): &(Channel, u64)| json!({ "channel": channel, "count": count });
    let trigger = |(trigger, count): &(String, u64)| json!({ "trigger": trigger, "count": count });
    let week = |week: &WeekCounts| json!({ "from": week.first.to_string(), "breaks": week.breaks, "urges": week.urges });
    json!({
        "moments": patterns.moments,
        "by_hour": patterns.hours,
        "day_only": patterns.day_only,
        "by_weekday": patterns.weekdays,
        "by_channel": patterns.channels.iter().map(channel).collect::<Value>(),
        "by_trigger": patterns.triggers.iter().map(trigger).collect::<Value>(),
        "by_week": patterns.weeks.iter().map(week).collect::<Value>(),
    })
}
