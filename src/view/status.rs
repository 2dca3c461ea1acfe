//! The screen of `status`: the window, the figures of `manual/windows.md`, and what to know besides.
//!
//! It never shows a note or a name, since someone may look over your shoulder.

use std::io::{self, Write};

use chrono::Datelike;

use super::style::{Style, count, date, padded, word};
use super::{advice, sentences};
use crate::advice::{Advice, Caller, CommandLine};
use crate::domain::moment::{Moment, writable};
use crate::domain::suggestion::Suggestion;
use crate::domain::summary::Summary;
use crate::domain::window::Policy;

/// Cells of the bar: the fewest beside a label, and the most.
const NARROWEST: usize = 10;
const WIDEST: usize = 60;

/// The columns of a label.
const LABEL: usize = 18;

/// Writes the whole screen.
pub(crate) fn write(
    out: &mut dyn Write,
    summary: &Summary,
    caller: &Caller,
    style: &Style,
) -> io::Result<()> {
    headline(out, summary, style)?;
    bar(out, summary, style)?;
    writeln!(out)?;
    rows(out, summary)?;
    let last = last_words(summary);
    if !last.is_empty() {
        writeln!(out)?;
    }
    for advice in last {
        writeln!(out, "{}", advice::lines(&advice, "", caller, Some(style.width)))?;
    }
    Ok(())
}

/// `21/30`, or `21` under the policy `open`: digits and a slash, for a prompt.
pub(crate) fn short(out: &mut dyn Write, summary: &Summary) -> io::Result<()> {
    match summary.window.length {
        Some(length) => writeln!(out, "{}/{length}", summary.day),
        None => writeln!(out, "{}", summary.day),
    }
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

/// The bar, with one cell per day if the terminal has room. Under `open` there is none.
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
    // On a narrow terminal the end date is left out.
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

/// A label, its number, aligned with the others, and a detail. A long label has a line of its own.
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
    let mut words = Vec::new();
    match summary.window.length {
        Some(length) => of_the_window(summary, length, &mut words),
        None => words.push(Advice::words("No contact has no end date here.")),
    }
    words.extend(match summary.suggestion() {
        Some(Suggestion::Safety) => Some(sentences::turned_up()),
        Some(Suggestion::Urge) => Some(sentences::at_night()),
        // The last line about the window names `ready`.
        Some(Suggestion::Ready) | None => None,
    });
    words
}

/// What the figures do not say of a window of `length` days.
fn of_the_window(summary: &Summary, length: u32, words: &mut Vec<Advice>) {
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
        words.push(match summary.suggestion() {
            Some(Suggestion::Ready) => {
                let ready = CommandLine::on_journal("ready");
                Advice::command(format!("{over} Before any step"), ready)
            }
            _ => Advice::words(over),
        });
    }
}
