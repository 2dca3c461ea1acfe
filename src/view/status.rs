//! The screen of `status`: the window, the figures of `manual/windows.md`, and what to know besides.
//!
//! It never shows a note or a name, since someone may look over your shoulder.

use chrono::Datelike;

use super::style::{Style, count, date, padded, word};
use super::{advice, sentences};
use crate::advice::{Advice, Caller, CommandLine};
use crate::domain::moment::writable;
use crate::domain::{Moment, Policy, Suggestion, Summary};

/// Cells of the bar: the fewest beside a label, and the most.
const NARROWEST: usize = 10;
const WIDEST: usize = 60;

/// The columns of a label.
const LABEL: usize = 18;

/// The whole screen.
pub(crate) fn lines(summary: &Summary, caller: &Caller, style: &Style) -> Vec<String> {
    let mut lines = vec![headline(summary, style)];
    lines.extend(summary.window.length.map(|length| bar(summary, length, style)));
    lines.push(String::new());
    lines.extend(rows(summary));
    let last = advice::on_screen(last_words(summary), "", caller, style);
    if !last.is_empty() {
        lines.push(String::new());
    }
    lines.extend(last);
    lines
}

/// `21/30`, or `34` after the end and under the policy `open`: digits and a slash, for a prompt.
pub(crate) fn short(summary: &Summary) -> String {
    let (day, length) = (summary.day, summary.window.length.filter(|_| !summary.complete));
    length.map_or_else(|| day.to_string(), |length| format!("{day}/{length}"))
}

/// `day 21 of 30, 9 days remaining`: the headline as a part of a sentence.
pub(crate) fn in_words(summary: &Summary) -> String {
    match (summary.window.length, summary.window.remaining(summary.today)) {
        (Some(length), _) if summary.complete => {
            format!("day {}, and the window of {} is over", summary.day, count(length, "day"))
        }
        (Some(length), Some(remaining)) => {
            format!("day {} of {length}, {} remaining", summary.day, count(remaining, "day"))
        }
        _ => format!("day {}, no end date", summary.day),
    }
}

/// Where today is in the window.
fn headline(summary: &Summary, style: &Style) -> String {
    let dot = if style.ascii { "-" } else { "·" };
    let day = summary.day;
    match (summary.window.length, summary.window.end()) {
        (Some(_), Some(end)) if summary.complete => {
            let since = writable(end).map_or(String::new(), |end| format!(" since {}", date(end)));
            format!("{}, day {day}", style.bold(&format!("Window complete{since}")))
        }
        (Some(length), _) => {
            let remaining = summary.window.remaining(summary.today).unwrap_or(0);
            let today = style.bold(&format!("Day {day} of {length}"));
            format!("{today} {dot} {} remaining", count(remaining, "day"))
        }
        (None, _) => format!("{} {dot} no end date", style.bold(&format!("Day {day}"))),
    }
}

/// The bar of a window of `length` days, with one cell per day if the terminal has room.
fn bar(summary: &Summary, length: u32, style: &Style) -> String {
    let done = summary.day.min(length);
    let percent = format!("  {} %", done * 100 / length);
    let ends = match summary.window.end().and_then(writable) {
        Some(end) if !summary.complete => format!("   ends {}", date(end)),
        _ => String::new(),
    };
    // On a narrow terminal the end date is left out.
    let fits = percent.len() + ends.len() + NARROWEST <= style.width;
    let label = if fits { percent + &ends } else { percent };
    let room = style.width.saturating_sub(label.len()).clamp(1, WIDEST);
    let length = length as usize;
    let cells = length.min(room);
    let filled = done as usize * cells / length;
    let (full, open) = style.cells();
    format!("{}{}{label}", full.repeat(filled), open.repeat(cells - filled))
}

/// The figures, one per row. Those that count entries are left out where they are 0.
fn rows(summary: &Summary) -> Vec<String> {
    let counts = &summary.counts;
    let breakup = format!("({})", date(summary.breakup));
    let mut rows = vec![days("Since the breakup", summary.days_since_breakup, &breakup)];
    if summary.window.first != summary.breakup {
        let began = format!("(from {})", date(summary.window.first));
        rows.push(days("This window", summary.day, &began));
    }
    let apart = match counts.necessary {
        0 => "Without contact".to_owned(),
        necessary => format!("Without contact, apart from what was necessary ({necessary})"),
    };
    rows.push(days(&apart, summary.apart.days, &format!("longest {}", summary.apart.longest)));
    let last_chasing = summary.last_chasing.map_or(String::new(), |(_, at, channel)| {
        format!("last: {}, {}", word(channel), in_brief(at, summary))
    });
    let figures = [
        ("Chasing", counts.chasing, &*last_chasing),
        ("Slips", counts.slip, ""),
        ("Checking", counts.checking, ""),
        ("Kept", counts.kept - counts.necessary, ""),
        ("Reconnect", counts.reconnect, ""),
        ("Urges resisted", counts.urges_resisted, ""),
        ("Goals open", counts.goals_open, ""),
    ];
    let figures = figures.into_iter().filter(|(_, number, _)| *number > 0);
    rows.extend(figures.map(|(label, number, detail)| row(label, number, "", detail)));
    rows
}

/// A row that counts days.
fn days(label: &str, number: u32, detail: &str) -> String {
    row(label, number.into(), if number == 1 { "day" } else { "days" }, detail)
}

/// A label, its number, aligned with the others, and a detail. A long label has a line of its own.
fn row(label: &str, number: u64, unit: &str, detail: &str) -> String {
    let label =
        if label.len() > LABEL { format!("{label}\n{:LABEL$}", "") } else { padded(label, LABEL) };
    format!("{label} {number:>3} {unit:4}   {detail}").trim_end().to_owned()
}

/// `Thu 19 Nov 23:10`, or `Sat 19 Dec 2026` in another year: short, for narrow terminals.
fn in_brief(at: Moment, summary: &Summary) -> String {
    match at {
        _ if at.day().year() != summary.today.year() => date(at.day()),
        Moment::Day(day) => day.format("%a %-d %b").to_string(),
        Moment::Instant(instant) => instant.format("%a %-d %b %H:%M").to_string(),
    }
}

/// What the figures alone do not say, and last what may help now.
fn last_words(summary: &Summary) -> Vec<Advice> {
    let mut words = match summary.window.length {
        Some(length) => of_the_window(summary, length),
        None => vec![Advice::words("No contact has no end date here.")],
    };
    words.extend(summary.week.suggestion(summary.complete).and_then(sentences::suggestion));
    words
}

/// What the figures do not say of a window of `length` days.
fn of_the_window(summary: &Summary, length: u32) -> Vec<Advice> {
    let mut words = Vec::new();
    let full = summary.apart.full_window_on;
    // A break on day 0 alone still leaves every day after it without contact.
    let full_by_then = full <= summary.window.end();
    if summary.complete && summary.breaks > 0 && !full_by_then {
        let contacts = count(summary.breaks, "contact");
        words.push(Advice::words(format!(
            "The window ran out with {contacts} inside it: it was not {length} days apart."
        )));
    }
    if full != summary.window.end()
        && let Some(full) = full.and_then(writable)
    {
        let days = count(length, "day");
        let reached = if full <= summary.today { "reached " } else { "" };
        let full = date(full);
        words.push(Advice::words(format!("A full {days} without contact: {reached}{full}.")));
    }
    if summary.policy == Policy::Strict && !summary.complete {
        words.push(Advice::words("Strict: chasing or a slip inside the window begins it again."));
    }
    if summary.complete {
        let over = "The end of the window is no permission slip.";
        words.push(match summary.week.suggestion(summary.complete) {
            Some(Suggestion::Ready) => {
                let ready = CommandLine::on_journal("ready");
                Advice::command(format!("{over} Before any step"), ready)
            }
            _ => Advice::words(over),
        });
    }
    words
}
