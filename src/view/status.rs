//! The screen of `status` (SPEC section 5): the window, the figures, and what is true besides.
//!
//! Never a note's text, never a name: this is shown to whoever looks over a shoulder.

use std::io::{self, Write};

use chrono::Datelike;

use super::sentences;
use super::style::{Style, count, date, padded, word};
use crate::domain::moment::{Moment, writable};
use crate::domain::suggestion::Suggestion;
use crate::domain::summary::Summary;
use crate::domain::window::Policy;

/// Cells of the bar, at the least beside a label and at the most.
const NARROWEST: usize = 10;
const WIDEST: usize = 60;

/// Columns of the labels.
const LABEL: usize = 18;

/// Writes the whole screen. `program` is what calls nocontact on this journal.
pub(crate) fn write(
    out: &mut dyn Write,
    summary: &Summary,
    caller: &crate::advice::Caller,
    style: &Style,
) -> io::Result<()> {
    let program = &super::advice::command(&crate::advice::CommandLine::on_journal(""), caller);
    headline(out, summary, style)?;
    bar(out, summary, style)?;
    writeln!(out)?;
    rows(out, summary)?;
    let last = last_words(summary);
    if !last.is_empty() {
        writeln!(out)?;
    }
    for paragraph in last {
        writeln!(out, "{}", style.offered(&paragraph, program))?;
    }
    Ok(())
}

/// `21/30`, or `21` where there is no end: digits and a slash, for a prompt.
pub(crate) fn short(out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
    match summary.window.length {
        Some(length) => writeln!(out, "{}/{length}", summary.day),
        None => writeln!(out, "{}", summary.day),
    }
}

/// `day 21 of 30, 9 days remaining`: the headline, in words that a sentence can hold.
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

fn headline(out: &mut dyn Write, summary: &Summary, style: &Style) -> io::Result<()> {
    let dot = if style.ascii { "-" } else { "·" };
    let day = summary.day;
    match (summary.window.length, summary.window.end()) {
        (Some(_), Some(end)) if summary.complete => {
            let since = writable(end).map_or(String::new(), |end| format!(" since {}", date(end)));
            writeln!(out, "{}, day {day}", style.bold(&format!("Window complete{since}")))
        }
        (Some(length), _) => {
            let remaining = summary.window.remaining(summary.today).unwrap_or(0);
            let today = style.bold(&format!("Day {day} of {length}"));
            writeln!(out, "{today} {dot} {} remaining", count(remaining, "day"))
        }
        (None, _) => writeln!(out, "{} {dot} no end date", style.bold(&format!("Day {day}"))),
    }
}

/// The bar, one cell a day where the terminal has room; nothing under `open`.
fn bar(out: &mut dyn Write, summary: &Summary, style: &Style) -> io::Result<()> {
    let Some(length) = summary.window.length else {
        return Ok(());
    };
    let done = summary.day.min(length);
    let percent = done * 100 / length;
    let percent = format!("  {percent} %");
    let ends = match summary.window.end().and_then(writable) {
        Some(end) if !summary.complete => format!("   ends {}", date(end)),
        _ => String::new(),
    };
    // A terminal too narrow for all of it gets the bar and the number.
    let fits = percent.len() + ends.len() + NARROWEST <= style.width;
    let label = if fits { percent + &ends } else { percent };
    let room = style.width.saturating_sub(label.len()).clamp(1, WIDEST);
    let length = length as usize;
    let cells = length.min(room);
    let filled = done as usize * cells / length;
    let (full, open) = if style.ascii { ("#", ".") } else { ("█", "░") };
    writeln!(out, "{}{}{label}", full.repeat(filled), open.repeat(cells - filled))
}

fn rows(out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
    let counts = &summary.counts;
    let days = |days: u32| (days.to_string(), if days == 1 { "day " } else { "days" });
    let breakup = format!("({})", date(summary.breakup));
    row(out, "Since the breakup", days(summary.days_since_breakup), &breakup)?;
    if summary.window.first != summary.breakup {
        let began = format!("(from {})", date(summary.window.first));
        row(out, "This window", days(summary.day), &began)?;
    }
    let longest = format!("longest {}", summary.apart.longest);
    let apart = match counts.necessary {
        0 => "Without contact".to_owned(),
        necessary => format!("Without contact, apart from what was necessary ({necessary})"),
    };
    row(out, &apart, days(summary.apart.days), &longest)?;
    let number = |number: u64| (number.to_string(), "");
    if counts.chasing > 0 {
        let last = summary.last_chasing.map_or(String::new(), |last| {
            format!("last: {}, {}", word(last.channel), in_brief(last.at, summary))
        });
        row(out, "Chasing", number(counts.chasing), &last)?;
    }
    for (label, value) in [
        ("Slips", counts.slip),
        ("Checking", counts.checking),
        ("Kept", counts.kept - counts.necessary),
        ("Reconnect", counts.reconnect),
        ("Urges resisted", counts.urges_resisted),
        ("Goals open", counts.goals_open),
    ] {
        if value > 0 {
            row(out, label, number(value), "")?;
        }
    }
    Ok(())
}

/// A label, a number under the numbers, and what is said of it. A long label has a line of its own.
fn row(
    out: &mut dyn Write,
    label: &str,
    (number, unit): (String, &str),
    detail: &str,
) -> io::Result<()> {
    let label = if label.len() > LABEL {
        writeln!(out, "{label}")?;
        ""
    } else {
        label
    };
    let unit = if detail.is_empty() { unit.to_owned() } else { padded(unit, 4) };
    let line = format!("{} {number:>3} {unit}   {detail}", padded(label, LABEL));
    writeln!(out, "{}", line.trim_end())
}

/// `Thu 19 Nov 23:10`, or of another year `Sat 19 Dec 2026`: what a narrow terminal has room for.
fn in_brief(at: Moment, summary: &Summary) -> String {
    match at {
        _ if at.day().year() != summary.today.year() => date(at.day()),
        Moment::Day(day) => day.format("%a %-d %b").to_string(),
        Moment::Instant(instant) => instant.format("%a %-d %b %H:%M").to_string(),
    }
}

/// What the figures alone would not say, and last what would help now.
fn last_words(summary: &Summary) -> Vec<String> {
    let mut words = Vec::new();
    match summary.window.length {
        Some(length) => of_the_window(summary, length, &mut words),
        None => words.push("No contact has no end date here.".to_owned()),
    }
    words.extend(match summary.suggestion() {
        Some(Suggestion::Safety) => Some(sentences::TURNED_UP.to_owned()),
        Some(Suggestion::Urge) => Some(sentences::AT_NIGHT.to_owned()),
        // The window's own last word.
        Some(Suggestion::Ready) | None => None,
    });
    words
}

/// What there is to say of a window of `length` days.
fn of_the_window(summary: &Summary, length: u32, words: &mut Vec<String>) {
    let full = summary.apart.full_window_on;
    // After a break on day 0 alone, the days were spent apart all the same.
    let full_by_then = full <= summary.window.end();
    if summary.complete && summary.breaks > 0 && !full_by_then {
        let contacts = count(summary.breaks, "contact");
        words.push(format!(
            "The window ran out with {contacts} inside it: it was not {length} days apart."
        ));
    }
    if full != summary.window.end()
        && let Some(full) = full.and_then(writable)
    {
        let days = count(length, "day");
        let reached = if full <= summary.today { "reached " } else { "" };
        words.push(format!("A full {days} without contact: {reached}{}.", date(full)));
    }
    if summary.policy == Policy::Strict && !summary.complete {
        words.push("Strict: chasing or a slip inside the window begins it again.".to_owned());
    }
    if summary.complete {
        let ready = summary.suggestion() == Some(Suggestion::Ready);
        let first = if ready { " Before any step: nocontact ready" } else { "" };
        words.push(format!("The end of the window is no permission slip.{first}"));
    }
}
