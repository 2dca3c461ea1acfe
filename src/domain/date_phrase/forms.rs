//! The forms of a date, in the order of the table in `manual/dates.md`: of a day, a time, an
//! instant.
//!
//! `None` means that words have no such form; a problem, that they have it and cannot be used.

use chrono::{DateTime, Datelike, Days, FixedOffset, Months, NaiveDate, NaiveTime, TimeDelta};
use chrono::{Timelike, Weekday};

use super::problem::{DateProblem, ProblemKind};
use super::words::Shape;
use crate::domain::clock::Clock;
use crate::domain::moment::{YEARS, at_offset};

/// What words of some form say.
pub(super) type Said<T> = Option<Result<T, DateProblem>>;

type Read = Result<NaiveDate, DateProblem>;

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    name: &'static str,
    /// The hour at which today's has begun for sure.
    pub(super) begins: u32,
    /// The hours that belong to it. Those from 24 on are of the next day.
    first: u32,
    last: u32,
}

/// The parts of the day (`manual/dates.md`).
const PARTS: [Part; 4] = [
    Part { name: "morning", begins: 0, first: 0, last: 11 },
    Part { name: "afternoon", begins: 12, first: 12, last: 18 },
    Part { name: "evening", begins: 18, first: 17, last: 23 },
    NIGHT,
];

/// The part of the day that goes on in the next one.
pub(super) const NIGHT: Part = Part { name: "night", begins: 18, first: 18, last: 29 };

impl Part {
    /// How many days after its own a time in it is, or `None` where it is not in it.
    pub(super) fn days_to(self, time: NaiveTime) -> Option<u64> {
        let has = |hour| (self.first..=self.last).contains(&hour);
        let is_early = has(time.hour() + 24);
        (is_early || has(time.hour())).then_some(u64::from(is_early))
    }

    /// What yesterday's is called.
    pub(super) fn of_yesterday(self) -> String {
        format!("{} {}", if self == NIGHT { "last" } else { "yesterday" }, self.name)
    }

    /// When it is.
    pub(super) fn hours(self) -> String {
        let Self { name, first, last, .. } = self;
        format!("the {name} is from {first}:00 to {}:59", last % 24)
    }
}

/// A day, and the part of it where that was said.
pub(super) fn day(words: &Shape, today: NaiveDate) -> Said<(NaiveDate, Option<Part>)> {
    let text = words.text.as_str();
    let named = PARTS.into_iter().find_map(|part| Some((text.strip_suffix(part.name)?, part)));
    let (date, part) = match (text, named) {
        ("tonight", _) => (Some(Ok(today)), Some(NIGHT)),
        (_, Some(("this ", part))) => (Some(Ok(today)), Some(part)),
        ("last night", _) => (today.pred_opt().map(Ok), Some(NIGHT)),
        (_, Some((day, part))) => {
            (whole_day(day.strip_suffix(' ')?, &words.numbers, today), Some(part))
        }
        _ => (whole_day(text, &words.numbers, today), None),
    };
    Some(date?.map(|date| (date, part)))
}

fn whole_day(text: &str, numbers: &[u32], today: NaiveDate) -> Said<NaiveDate> {
    let back = |days: u64| today.checked_sub_days(Days::new(days));
    let months = |count| today.checked_sub_months(Months::new(count));
    let future = |instead: String| Some(Err(DateProblem::new(ProblemKind::Future, vec![instead])));
    let date = match (text, numbers) {
        ("today", _) => Some(today),
        ("yesterday", _) => back(1),
        ("day before yesterday" | "the day before yesterday", _) => back(2),
        ("fri" | "last fri", &[weekday]) => {
            back(u64::from((today.weekday().num_days_from_monday() + 6 - weekday) % 7 + 1))
        }
        ("0 days ago" | "a days ago" | "0 day ago" | "a day ago", &[count]) => back(count.into()),
        ("0 weeks ago" | "a weeks ago", &[count]) => back(7 * u64::from(count)),
        ("0 months ago" | "a months ago", &[count]) => months(count),
        ("0 years ago" | "a years ago", &[count]) => months(count.saturating_mul(12)),
        ("tomorrow", _) => return future("today".to_owned()),
        ("next fri", &[weekday]) => return future(format!("last {}", name(weekday)?)),
        ("next day" | "next weeks" | "next months" | "next years" | "next weekend", _) => {
            return future("today".to_owned());
        }
        _ => return calendar(text, numbers, today).or_else(|| vague(text)),
    };
    Some(date.ok_or_else(|| DateProblem::no_such_day(Vec::new())))
}

fn name(weekday: u32) -> Option<String> {
    let weekday = Weekday::try_from(u8::try_from(weekday).ok()?).ok()?;
    Some(weekday.to_string().to_lowercase())
}

/// A date of the calendar. Without a year or a month it is the most recent one.
fn calendar(text: &str, numbers: &[u32], today: NaiveDate) -> Said<NaiveDate> {
    let text = text.replace("the 0th", "0th").replace("0th of nov", "0 nov");
    let text = text.replace("0 of nov", "0 nov").replace("0th nov", "0 nov");
    let text = text.replace("nov 0th", "nov 0");
    Some(match (text.as_str(), numbers) {
        ("0000-00-00" | "0000/00/00" | "0000.00.00", &[y, m, d]) => on(Some(y), m, d, today),
        ("00.00.0000", &[d, m, y]) => on(Some(y), m, d, today),
        ("00.00.", &[d, m]) => on(None, m, d, today),
        ("00.00", &[d, m]) => Err(ambiguous(&[on(None, m, d, today).ok()?])),
        ("0 nov", &[d, m]) | ("nov 0", &[m, d]) => on(None, m, d, today),
        ("0 nov 0", &[d, m, y]) | ("nov 0 0", &[m, d, y]) if y > 999 => on(Some(y), m, d, today),
        ("0th", &[d]) => {
            let months = (0..3).filter_map(|back| today.checked_sub_months(Months::new(back)));
            let date = months.filter_map(|month| month.with_day(d)).find(|date| *date <= today);
            date.ok_or_else(|| DateProblem::no_such_day(Vec::new()))
        }
        (text, &[weekday, ref date @ ..]) if text.starts_with("fri ") => {
            return on_weekday(weekday, |today| calendar(&text[4..], date, today), today);
        }
        ("00/00/0000", &[a, b, y]) => slashed(Some(y), a, b, today),
        ("00/00", &[a, b]) => slashed(None, a, b, today),
        ("00.00.00" | "00/00/00" | "00-00-00" | "00-00-0000", &[a, b, c]) => {
            let date = |(y, m, d)| on(Some(2000 + y % 2000), m, d, today).ok();
            let dates = [(c, b, a), (c, a, b), (a, b, c)].into_iter().filter_map(date);
            Err(DateProblem::refused("is not a date", texts(dates)))
        }
        _ => return None,
    })
}

/// A day of the year, or of the most recent year in which it is not after today.
fn on(year: Option<u32>, month: u32, day: u32, today: NaiveDate) -> Read {
    let find = |month, day| match year {
        Some(year) => NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day),
        // No two leap years are further apart.
        None => (0..=8)
            .filter_map(|back| NaiveDate::from_ymd_opt(today.year() - back, month, day))
            .find(|date| *date <= today),
    };
    let date = find(month, day).filter(|date| YEARS.contains(&date.year()));
    date.ok_or_else(|| {
        let last = (1..=3).find_map(|less| find(month, day.checked_sub(less)?));
        DateProblem::no_such_day(texts(last.into_iter().chain(find(day, month))))
    })
}

/// `11/19` and `19/11`: the day that it can only be.
fn slashed(year: Option<u32>, first: u32, second: u32, today: NaiveDate) -> Read {
    match (on(year, first, second, today), on(year, second, first, today)) {
        (Ok(month_first), Ok(day_first)) if first != second => {
            Err(ambiguous(&[month_first.min(day_first), month_first.max(day_first)]))
        }
        (date, _) if second > 12 => date,
        (_, date) => date,
    }
}

/// `friday the 13th`: a date whose weekday must be the one that was said.
fn on_weekday(
    weekday: u32,
    read: impl Fn(NaiveDate) -> Said<NaiveDate>,
    today: NaiveDate,
) -> Said<NaiveDate> {
    let ahead = |date: NaiveDate| (weekday + 7 - date.weekday().num_days_from_monday()) % 7;
    let date = match read(today)? {
        Ok(date) if ahead(date) > 0 => date,
        said => return Some(said),
    };
    let days = i64::from(ahead(date));
    let nearest = date.checked_add_signed(TimeDelta::days(if days > 3 { days - 7 } else { days }));
    // An earlier one of those without a year or a month.
    let earlier = |later: &NaiveDate| read(later.pred_opt()?)?.ok();
    let mut earlier = std::iter::successors(Some(date), earlier).take(40);
    let dates = [Some(date), nearest, earlier.find(|date| ahead(*date) == 0)];
    let what = format!("does not fit: {date} is a {}", date.format("%A"));
    Some(Err(DateProblem::refused(&what, texts(dates.into_iter().flatten()))))
}

fn ambiguous(dates: &[NaiveDate]) -> DateProblem {
    DateProblem::new(ProblemKind::Ambiguous, texts(dates.iter().copied()))
}

fn texts(dates: impl Iterator<Item = NaiveDate>) -> Vec<String> {
    dates.map(|date| date.to_string()).collect()
}

/// Words that name no day.
fn vague(text: &str) -> Said<NaiveDate> {
    let ago = text.strip_suffix(" ago");
    let (start, unit) = ago.unwrap_or(text).rsplit_once(' ').unwrap_or(("", ago.unwrap_or(text)));
    let instead = match (start, unit, ago) {
        ("last" | "this" | "past", "weekend", None) => ["saturday", "sunday"].map(str::to_owned),
        ("", "recently" | "lately" | "earlier" | "sometime", None)
        | ("the other", "day" | "night", None)
        | ("a", "while", Some(_))
        | ("", "ages", Some(_))
        | ("a long", "time", Some(_)) => ["yesterday", "3 days ago"].map(str::to_owned),
        ("last" | "this" | "past", _, None)
        | (
            "" | "few" | "some" | "several" | "many" | "a few" | "a couple" | "a couple of",
            _,
            Some(_),
        ) if UNITS.contains(&unit) => ["one", "two"].map(|count| format!("{count} {unit} ago")),
        _ => return None,
    };
    Some(Err(DateProblem::refused("does not say which day", instead.to_vec())))
}

const UNITS: [&str; 7] = ["minutes", "hours", "day", "days", "weeks", "months", "years"];

/// A time of day, with or without `at`, and whether it is called midnight.
pub(super) fn time(words: &Shape) -> Said<(NaiveTime, bool)> {
    let text = words.text.strip_prefix("at ").unwrap_or(&words.text);
    let (hour, minute, second) = match (text, &words.numbers[..]) {
        ("00:00", &[hour, minute]) => (hour, minute, 0),
        ("00:00:00", &[hour, minute, second]) => (hour, minute, second),
        ("0 am", &[hour @ 1..=12, half]) => (hour % 12 + half, 0, 0),
        ("00:00 am" | "00.00 am", &[hour @ 1..=12, minute, half]) => (hour % 12 + half, minute, 0),
        ("00:00:00 am", &[hour @ 1..=12, minute, second, half]) => {
            (hour % 12 + half, minute, second)
        }
        ("0 am" | "00:00 am" | "00.00 am" | "00:00:00 am", _) => (24, 0, 0),
        ("noon", _) => (12, 0, 0),
        ("midnight", _) => return Some(Ok((NaiveTime::MIN, true))),
        ("0", &[hour @ 0..24]) => {
            let instead = match hour {
                1..12 => vec![format!("{hour}am"), format!("{}:00", hour + 12)],
                12 => ["noon", "midnight"].map(str::to_owned).to_vec(),
                _ => vec![format!("{hour}:00")],
            };
            return Some(Err(DateProblem::new(ProblemKind::Number, instead)));
        }
        ("00.00", &[hour @ 0..24, minute @ 0..60]) => {
            let instead = vec![format!("{hour}:{minute:02}")];
            return Some(Err(DateProblem::new(ProblemKind::Ambiguous, instead)));
        }
        _ => return None,
    };
    let time = NaiveTime::from_hms_opt(hour, minute, second);
    Some(time.map(|time| (time, false)).ok_or_else(DateProblem::no_such_time))
}

/// An instant that no day and time are read from.
pub(super) fn instant(words: &Shape, clock: &Clock) -> Said<DateTime<FixedOffset>> {
    let minutes = match (words.text.as_str(), &words.numbers[..]) {
        ("now" | "just now", _) => 0,
        ("0 minutes ago" | "a minutes ago", &[count]) => i64::from(count),
        ("0 hours ago" | "a hours ago", &[count]) => 60 * i64::from(count),
        ("half a hours ago", &[1]) => 30,
        ("a hours and a half ago", &[1, 1]) => 90,
        (text, &[year, month, day, ref time @ ..]) => {
            let time = text.strip_prefix("0000-00-00 ").map(|text| with_offset(text, time))??;
            let date = on(Some(year), month, day, clock.today());
            return Some(date.and_then(|date| {
                let (time, offset) = time?;
                at_offset(date.and_time(time), offset).ok_or_else(DateProblem::no_such_time)
            }));
        }
        _ => return None,
    };
    let now = clock.moment().instant()?;
    let instant = now.checked_sub_signed(TimeDelta::try_minutes(minutes)?);
    let local = instant.map(|instant| clock.zone.local(instant.to_utc()));
    Some(local.ok_or_else(|| DateProblem::no_such_day(Vec::new())))
}

/// Reads `23:10 +01:00`. An offset that no place on Earth has may be the end of a span of hours.
fn with_offset(text: &str, numbers: &[u32]) -> Said<(NaiveTime, FixedOffset)> {
    let (text, offset) = text.rsplit_once(' ').filter(|(time, _)| time.starts_with("00:"))?;
    let count = text.split(':').count();
    let (time, parts) = numbers.split_at_checked(count)?;
    let minutes = match (offset, parts) {
        ("utc", &[]) => 0,
        ("+0000" | "-0000", &[both]) => both / 100 * 60 + both % 100,
        ("+00:00" | "-00:00", &[hours, minutes]) => hours * 60 + minutes,
        _ => return None,
    };
    let minutes = i32::try_from(minutes).ok().filter(|minutes| *minutes <= 14 * 60)?;
    let east = if offset.starts_with('-') { -60 * minutes } else { 60 * minutes };
    let offset = FixedOffset::east_opt(east)?;
    let time = self::time(&Shape { text: text.to_owned(), numbers: time.to_vec() })?;
    Some(time.map(|(time, _)| (time, offset)))
}
