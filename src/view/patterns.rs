//! The pictures of `patterns`: bars by hour, weekday, channel, trigger and week, and the same as
//! JSON.
//!
//! It counts nothing: `domain::patterns` does.

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use super::style::{Style, count, date, padded, word};
use crate::domain::{Channel, Patterns, WeekCounts};

const TALLEST: u64 = 6;

const LONGEST: usize = 40;

/// The most triggers and weeks that are drawn. JSON has all of them.
const TRIGGERS: usize = 8;
const WEEKS: usize = 12;

/// A row with a horizontal bar: its label, its number in words, and the two parts of the bar.
pub(super) type Row = (String, String, [u64; 2]);

pub(crate) fn lines(patterns: &Patterns, style: &Style) -> Vec<String> {
    if patterns.moments == 0 {
        let text = "Nothing to draw yet: no urges, no breaks and no checking recorded.";
        return vec![style.wrapped("", text)];
    }
    let moments = count(patterns.moments, "hard moment");
    let about = format!("{moments}: breaks, checking and urges, not what was kept or necessary.");
    let mut lines = vec![style.wrapped("", &about)];
    lines.extend(hours(patterns, style));
    // A row whose bar has one part.
    let row = |label: String, number: u64| (label, number.to_string(), [number, 0]);
    let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].into_iter();
    let weekdays = weekdays.zip(patterns.weekdays).map(|(day, count)| row(day.into(), count));
    lines.extend(bars("By weekday", weekdays, style));
    let channels = patterns.channels.iter().map(|&(it, count)| row(word(it), count));
    lines.extend(bars("By channel", channels, style));
    let label = |trigger: &str| style.one_line(trigger, style.width / 3).into_owned();
    let triggers = patterns.triggers.iter().take(TRIGGERS);
    let triggers = triggers.map(|(trigger, count)| row(label(trigger), *count));
    lines.extend(bars("By trigger", triggers, style));
    let more = patterns.triggers.len().saturating_sub(TRIGGERS);
    lines.extend((more > 0).then(|| format!("  and {more} more")));
    let skipped = patterns.weeks.len().saturating_sub(WEEKS);
    let weeks = patterns.weeks[skipped..].iter().map(|week| {
        let number = format!("{}, {}", count(week.breaks, "break"), count(week.urges, "urge"));
        (date(week.first), number, [week.breaks, week.urges])
    });
    let about = if skipped > 0 { format!("By week, the last {WEEKS}") } else { "By week".into() };
    let (full, light) = style.cells();
    lines.extend(bars(&format!("{about} ({full} breaks, {light} urges)"), weeks, style));
    lines
}

/// The picture by hour, with one or two columns per hour.
fn hours(patterns: &Patterns, style: &Style) -> Vec<String> {
    let most = patterns.hours.iter().copied().max().unwrap_or(0);
    let (full, _) = style.cells();
    let mut lines = vec![title("By hour of day", style)];
    if most > 0 {
        let label = most.to_string().len().max(2) + 2;
        // An hour takes two columns if the terminal has room.
        let (cell, every) = if style.width >= label + 48 { (2, 3) } else { (1, 6) };
        let tall = most.min(TALLEST);
        for row in (1..=tall).rev() {
            let number = if row == tall { most.to_string() } else { String::new() };
            let reached = |count: u64| (count * tall).div_ceil(most) >= row;
            let bar = |count| padded(if reached(count) { full } else { "" }, cell);
            let bars: String = patterns.hours.into_iter().map(bar).collect();
            lines.push(format!("{number:>width$} {bars}", width = label - 1));
        }
        let hours = (0..24).step_by(every);
        let hours: String = hours.map(|hour| padded(&format!("{hour:02}"), cell * every)).collect();
        lines.push(format!("{:label$}{hours}", ""));
    }
    if patterns.day_only > 0 {
        let text = format!("Not shown: {} without a time of day.", patterns.day_only);
        lines.push(style.wrapped("  ", &text));
    }
    lines.iter().map(|line| line.trim_end().to_owned()).collect()
}

/// Horizontal bars under a title, with one cell per moment if there is room. Nothing without rows.
pub(super) fn bars(about: &str, rows: impl Iterator<Item = Row>, style: &Style) -> Vec<String> {
    let rows: Vec<_> = rows.collect();
    let (Some(labels), Some(numbers), Some(most)) = (
        rows.iter().map(|(label, ..)| label.width()).max(),
        rows.iter().map(|(_, number, _)| number.width()).max(),
        rows.iter().map(|(.., [first, second])| first + second).max(),
    ) else {
        return Vec::new();
    };
    let room = style.width.saturating_sub(labels + numbers + 6).clamp(1, LONGEST) as u64;
    let drawn = |part: u64| {
        let cells = if most > room { (part * room).div_ceil(most) } else { part };
        usize::try_from(cells).unwrap_or(LONGEST)
    };
    let (full, light) = style.cells();
    let line = |(label, number, [first, second]): &Row| {
        // The second part gets the cells that the first leaves, and at least one if there are two.
        let whole = drawn(first + second);
        let least = usize::from(*second > 0 && whole > 1);
        let first = drawn(*first).min(whole - least);
        let bar = full.repeat(first) + &light.repeat(whole - first);
        let line = format!("  {}  {number:>numbers$}  {bar}", padded(label, labels));
        line.trim_end().to_owned()
    };
    std::iter::once(title(about, style)).chain(rows.iter().map(line)).collect()
}

/// A title, with an empty line before it.
fn title(about: &str, style: &Style) -> String {
    format!("\n{}", style.bold(&style.wrapped("", about)))
}

/// The shape of `patterns --json`. `by_hour` begins at midnight, `by_weekday` on Monday.
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
