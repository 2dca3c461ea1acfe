//! The screen of `status`: the window, the figures of `manual/windows.md`, and what to know besides.
//!
//! It never shows a note or a name, since someone may look over your shoulder.

use chrono::Datelike;

use super::style::{Style, count, date, padded, word};
use super::{advice, sentences};
use crate::advice::{Advice, Caller};
use crate::domain::moment::writable;
use crate::domain::{Moment, Policy, Suggestion, Summary};

/// Cells of the bar: the fewest beside a label, and the most.
const NARROWEST: usize = 10;
const WIDEST: usize = 60;

const LABEL: usize = 19;

pub(crate) fn lines(summary: &Summary, caller: &Caller, style: &Style) -> Vec<String> {
    let mut lines = vec![headline(summary, style)];
    // A full bar would praise a window that may have breaks in it.
    let length = summary.window.length.filter(|_| !summary.complete);
    lines.extend(length.map(|length| bar(summary, length, style)));
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
    let day = summary.day;
    match (summary.window.length, summary.window.remaining(summary.today)) {
        (Some(length), _) if summary.complete => {
            format!("day {day}, after the window of {}", count(length, "day"))
        }
        (Some(length), Some(remaining)) => {
            format!("day {day} of {length}, {} remaining", count(remaining, "day"))
        }
        _ => {
            let asked = |on| format!(": they asked for no contact on {}", date(on));
            format!("day {day}, no end date{}", summary.stopped.map_or(String::new(), asked))
        }
    }
}

fn headline(summary: &Summary, style: &Style) -> String {
    let dot = if style.ascii { "-" } else { "·" };
    let day = summary.day;
    match summary.window.length {
        Some(length) if summary.complete => {
            let passed = if length == 1 { "has" } else { "have" };
            let passed = format!("{} {passed} passed", count(length, "day"));
            format!("{} since the window began {dot} day {day}", style.bold(&passed))
        }
        Some(length) => {
            let remaining = summary.window.remaining(summary.today).unwrap_or(0);
            let today = style.bold(&format!("Day {day} of {length}"));
            format!("{today} {dot} {} remaining", count(remaining, "day"))
        }
        None => format!("{} {dot} no end date", style.bold(&format!("Day {day}"))),
    }
}

/// The bar of a window of `length` days, with one cell per day if the terminal has room.
fn bar(summary: &Summary, length: u32, style: &Style) -> String {
    let done = summary.day.min(length);
    let percent = format!("  {}%", done * 100 / length);
    let end = summary.window.end().and_then(writable);
    let ends = end.map_or(String::new(), |end| format!("   ends {}", date(end)));
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
        0 => format!("longest {}", summary.apart.longest),
        necessary => format!("longest {}, necessary: {necessary}", summary.apart.longest),
    };
    // What was not recorded is not known.
    rows.push(if summary.newest.is_none() {
        days("No contact recorded", summary.apart.days, "")
    } else {
        days("Without contact", summary.apart.days, &apart)
    });
    let last_chasing = summary.last_chasing.map_or(String::new(), |(_, at, channel)| {
        format!("last: {}, {}", word(channel), in_brief(at, summary))
    });
    // `3 resisted, 1 passed`: those that ended in contact are left out.
    let endings = [
        (counts.urges_resisted, "resisted"),
        (counts.urges_passed, "passed"),
        (counts.urges_open, "open"),
    ];
    let endings = endings.iter().filter(|(number, _)| *number > 0);
    let urges = endings.map(|(number, how)| format!("{number} {how}"));
    let urges = urges.collect::<Vec<_>>().join(", ");
    let figures = [
        ("Chasing", counts.chasing, &*last_chasing),
        ("Slips (drawn in)", counts.slip, ""),
        ("Checking (profile)", counts.checking, ""),
        ("Short or no answer", counts.kept - counts.necessary, ""),
        ("Back in touch", counts.reconnect, ""),
        ("Urges", counts.urges, &*urges),
        ("Goals open", counts.goals_open, ""),
    ];
    let figures = figures.into_iter().filter(|(_, number, _)| *number > 0);
    rows.extend(figures.map(|(label, number, detail)| row(label, number, "", detail)));
    rows
}

fn days(label: &str, number: u32, detail: &str) -> String {
    row(label, number.into(), if number == 1 { "day" } else { "days" }, detail)
}

/// A label, its number, aligned with the others, and a detail.
fn row(label: &str, number: u64, unit: &str, detail: &str) -> String {
    format!("{} {number:>3} {unit:4}  {detail}", padded(label, LABEL)).trim_end().to_owned()
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
    let asked = |day| format!("They asked for no contact on {}. ", date(day));
    let stopped = summary.stopped.map_or(String::new(), asked);
    let no_end = vec![Advice::words(format!("{stopped}This window has no end date."))];
    let mut words = summary.window.length.map_or(no_end, |it| of_the_window(summary, it));
    let suggestion = summary.week.suggestion(summary.complete);
    words.extend(suggestion.into_iter().flat_map(sentences::suggestion));
    words
}

/// What the figures do not say of a window of `length` days.
fn of_the_window(summary: &Summary, length: u32) -> Vec<Advice> {
    let mut words = Vec::new();
    let full = summary.apart.full_window_on;
    // A break on day 0 alone still leaves every day after it without contact.
    let full_by_then = full <= summary.window.end();
    if summary.complete && summary.breaks.1 > 0 && !full_by_then {
        let contacts = count(summary.breaks.1, "contact");
        let apart = format!("With {contacts} in it, it was not {length} days apart.");
        words.push(Advice::words(apart));
    } else if summary.complete && summary.breaks.1 == 0 && summary.newest.is_some() {
        words.push(Advice::words("No break is recorded in that time."));
    }
    if full != summary.window.end()
        && let Some(full) = full.and_then(writable)
    {
        let (days, on) = (format!("{length} full days"), date(full));
        let days = if length == 1 { "1 full day".to_owned() } else { days };
        words.push(Advice::words(if full <= summary.today {
            format!("You reached {days} without contact on {on}.")
        } else {
            format!("With no more contact, you reach {days} on {on}.")
        }));
    }
    if summary.policy == Policy::Strict && !summary.complete {
        words.push(Advice::words("Strict: chasing or a slip inside the window begins it again."));
    }
    if summary.complete {
        words.push(Advice::words("The window is over. You still don't have to write."));
        if summary.week.suggestion(true) == Some(Suggestion::Ready) {
            words.push(Advice::command("Before any step", "ready"));
        }
    }
    words
}
