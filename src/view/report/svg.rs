//! The shapes of the page, as numbers: where bars and columns begin and end, and which days of a
//! month have a mark. The template draws them, and the style sheet gives them their look.

use chrono::{Datelike, NaiveDate};

use super::record::Look;
use crate::domain::{Parts, Report};
use crate::view::style::count;

/// The height of the tallest column, and the width of the longest bar.
const TALLEST: u64 = 80;
const LONGEST: u64 = 1000;

/// One month: its name and its weeks of seven days, Monday first.
pub(super) struct Month {
    pub(super) name: String,
    pub(super) weeks: Vec<Vec<Option<Day>>>,
}

/// One day of a month.
pub(super) struct Day {
    pub(super) number: u32,
    pub(super) mark: Option<Mark>,
}

/// What is recorded on a day.
pub(super) struct Mark {
    /// The name of its look in the style sheet.
    pub(super) look: &'static str,
    pub(super) number: u64,
    /// The same in words.
    pub(super) words: String,
}

/// The columns by hour.
pub(super) struct Columns {
    pub(super) hours: Vec<Column>,
}

/// One column: the tops and heights of its two parts, measured from above.
pub(super) struct Column {
    pub(super) hour: usize,
    pub(super) sum: u64,
    pub(super) parts: [(u64, u64); 2],
}

pub(super) fn months(report: &Report<'_, '_>) -> Vec<Month> {
    report.months().into_iter().map(|first| month(report, first)).collect()
}

fn month(report: &Report<'_, '_>, first: NaiveDate) -> Month {
    let mut days: Vec<_> = (0..first.weekday().num_days_from_monday()).map(|_| None).collect();
    let dates = first.iter_days().take_while(|date| date.month() == first.month());
    days.extend(dates.map(|date| {
        let mark = report.days.get(&date).map(|(by, urges)| mark(*by, *urges));
        report.has(date).then(|| Day { number: date.day(), mark })
    }));
    let mut weeks = Vec::new();
    while !days.is_empty() {
        let rest = days.split_off(days.len().min(7));
        days.resize_with(7, || None);
        weeks.push(std::mem::replace(&mut days, rest));
    }
    weeks.retain(|week| week.iter().any(Option::is_some));
    Month { name: first.format("%B %Y").to_string(), weeks }
}

fn mark(by: [u64; 3], urges: u64) -> Mark {
    let contacts: u64 = by.iter().sum();
    let who = ["by me", "by them", "by chance"].into_iter().zip(by).filter(|(_, times)| *times > 0);
    let mut words: Vec<_> = who.map(|(who, times)| format!("{times} {who}")).collect();
    words.extend((urges > 0).then(|| count(urges, "urge")));
    Mark {
        look: Look::of(by).0,
        number: if contacts > 0 { contacts } else { urges },
        words: words.join(", "),
    }
}

pub(super) fn columns(hours: &[Parts; 24]) -> Columns {
    let most = hours.iter().map(|[mine, theirs]| mine + theirs).max().unwrap_or(0).max(1);
    let column = |(hour, [mine, theirs]): (usize, &Parts)| {
        let whole = (mine + theirs) * TALLEST / most;
        let lower = mine * TALLEST / most;
        let parts = [(TALLEST - lower, lower), (TALLEST - whole, whole - lower)];
        Column { hour, sum: mine + theirs, parts }
    };
    Columns { hours: hours.iter().enumerate().map(column).collect() }
}

/// The widths of the two parts of a bar, where the longest is of `most`.
pub(super) fn bar(parts: &Parts, most: u64) -> Parts {
    parts.map(|part| part * LONGEST / most)
}
