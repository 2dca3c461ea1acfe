//! Dates as a person writes them: a small grammar for the past and the present (`manual/dates.md`).
//!
//! A [`Phrase`] is what the words say, and [`Phrase::resolve`] turns it into a moment on a given
//! clock. A day without a time stays a day: nothing here invents an hour.

mod problem;

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveTime, TimeDelta, Weekday};

pub use problem::DateProblem;

use super::clock::Clock;
use super::moment::{Moment, YEARS, iso_date};
use super::text::quoted;

/// What the words of a date say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phrase {
    /// `now`
    Now,
    /// An instant with its offset, written out in full.
    Instant(DateTime<FixedOffset>),
    /// `40 minutes ago`, `2 hours ago`; in minutes.
    MinutesAgo(u32),
    /// A day, with or without a time.
    On(Day, Option<NaiveTime>),
}

/// A day, as a date or relative to today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    /// A civil date.
    Date(NaiveDate),
    /// This many days before today.
    Ago(u32),
    /// The last such weekday before today.
    Last(Weekday),
}

/// Reads the words of a date in any case and spacing. The error quotes `text`.
pub fn parse(text: &str) -> Result<Phrase, DateProblem> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let quote = || quoted(text);
    if let Some(first) = words.first().filter(|word| word.contains('/')) {
        return Err(DateProblem::Slashes(quote(), slashed(first)));
    }
    match words[..] {
        ["now"] => return Ok(Phrase::Now),
        ["last", "night"] => return Ok(Phrase::On(Day::Ago(1), None)),
        ["tomorrow", ..] => return Err(DateProblem::Future(quote(), None)),
        _ => {}
    }
    if let Some(phrase) = ago(&words) {
        return Ok(phrase);
    }
    if let Some(instant) = instant(text.trim()) {
        return Ok(Phrase::Instant(instant));
    }
    if let Some(time) = time(&words) {
        return Ok(Phrase::On(Day::Ago(0), Some(time)));
    }
    if let Some(phrase) = day_and_time(&words) {
        return Ok(phrase);
    }
    let dashed = words.first().is_some_and(|word| looks_iso(word));
    Err(if dashed { DateProblem::NoSuchDay(quote()) } else { DateProblem::Unknown(quote()) })
}

/// Whether a word is a date, or was probably meant as one.
pub fn looks_like_a_date(word: &str) -> bool {
    match parse(word) {
        Err(DateProblem::Slashes(_, dates)) => !dates.is_empty(),
        Err(DateProblem::Unknown(_)) => false,
        _ => true,
    }
}

/// Splits words into the longest date at their beginning, its text, and the remaining words, since
/// a note may follow a date that is not quoted. It is an error if the first remaining word could
/// belong to the date: part of a date must not end up in the note unnoticed.
pub fn parse_leading(words: &[String]) -> Result<(Phrase, String, &[String]), DateProblem> {
    let unknown = || DateProblem::Unknown(quoted(&words.join(" ")));
    let mut problem = None;
    for count in (1..=words.len().min(LONGEST)).rev() {
        let text = words[..count].join(" ");
        match parse(&text) {
            Ok(phrase) => {
                let rest = &words[count..];
                if rest.first().is_none_or(|next| !occurs_in_dates(next)) {
                    return Ok((phrase, text, rest));
                }
                return Err(DateProblem::NoEnd(quoted(&words.join(" "))));
            }
            Err(DateProblem::Unknown(_)) => {}
            Err(other) => problem = Some(other),
        }
    }
    Err(problem.unwrap_or_else(unknown))
}

/// The most words that a date can have, as in `3 days ago at 9 pm`.
const LONGEST: usize = 6;

/// Whether a word can be part of a date.
fn occurs_in_dates(word: &str) -> bool {
    const PARTS: [&str; 15] = [
        "at",
        "am",
        "pm",
        "ago",
        "last",
        "tomorrow",
        "noon",
        "midnight",
        "morning",
        "afternoon",
        "evening",
        "night",
        "tonight",
        "around",
        "about",
    ];
    let word = word.to_lowercase();
    word.starts_with(|first: char| first.is_ascii_digit() || first == '+')
        || PARTS.contains(&word.as_str())
        || looks_like_a_date(&word)
}

impl Phrase {
    /// The moment on `clock`. Errors quote `text`. It is an error if the moment is in the future,
    /// outside [`YEARS`], or skipped by the clocks.
    pub fn resolve(self, clock: &Clock, text: &str) -> Result<Moment, DateProblem> {
        let quote = || quoted(text);
        let out_of_range = || DateProblem::NoSuchDay(quote());
        let moment = match self {
            Self::Now => clock.moment(),
            Self::Instant(instant) => Moment::Instant(instant),
            Self::MinutesAgo(minutes) => {
                let back = TimeDelta::minutes(i64::from(minutes));
                let instant = clock.now.checked_sub_signed(back).ok_or_else(out_of_range)?;
                Clock { now: clock.zone.local(instant.to_utc()), ..*clock }.moment()
            }
            Self::On(day, time) => {
                let date = day.resolve(clock.today()).ok_or_else(out_of_range)?;
                match time {
                    None => Moment::Day(date),
                    Some(time) => {
                        let instant = clock.zone.instant(date.and_time(time));
                        Moment::Instant(instant.ok_or_else(|| DateProblem::Gap(quote()))?)
                    }
                }
            }
        };
        if !YEARS.contains(&moment.day().year()) {
            return Err(out_of_range());
        }
        if moment.is_after(clock.now) {
            let hint = match self {
                Self::On(Day::Ago(0), time) => time,
                _ => None,
            };
            return Err(DateProblem::Future(quote(), hint));
        }
        Ok(moment)
    }
}

impl Day {
    fn resolve(self, today: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Date(date) => Some(date),
            Self::Ago(days) => today.checked_sub_days(Days::new(u64::from(days))),
            Self::Last(weekday) => {
                let since = today.weekday().days_since(weekday);
                let days = if since == 0 { 7 } else { since };
                today.checked_sub_days(Days::new(u64::from(days)))
            }
        }
    }
}

/// Reads `3 days ago`, `an hour ago`, or `3 days ago at 9pm`.
fn ago(words: &[&str]) -> Option<Phrase> {
    let [number, unit, "ago", rest @ ..] = words else {
        return None;
    };
    let number = self::number(number)?;
    let minutes = |each: u32| {
        rest.is_empty().then(|| number.checked_mul(each).map(Phrase::MinutesAgo)).flatten()
    };
    let days = |each: u32| {
        let time = if rest.is_empty() { None } else { Some(time(rest)?) };
        Some(Phrase::On(Day::Ago(number.checked_mul(each)?), time))
    };
    match *unit {
        "minute" | "minutes" | "min" | "mins" => minutes(1),
        "hour" | "hours" => minutes(60),
        "day" | "days" => days(1),
        "week" | "weeks" => days(7),
        _ => None,
    }
}

fn number(word: &str) -> Option<u32> {
    const WORDS: [&str; 13] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    match word {
        "a" | "an" => Some(1),
        _ if !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit()) => {
            word.parse().ok()
        }
        _ => WORDS.iter().position(|&known| known == word).and_then(|at| u32::try_from(at).ok()),
    }
}

/// Reads an instant in RFC 3339, with `T` or a space. The offset is required.
fn instant(text: &str) -> Option<DateTime<FixedOffset>> {
    match Moment::parse(text) {
        Some(Moment::Instant(instant)) => Some(instant),
        _ => None,
    }
}

/// Reads a day with or without a time: `2026-11-19`, `yesterday at 9pm`, `2026-11-19T23:10`.
fn day_and_time(words: &[&str]) -> Option<Phrase> {
    let (day, rest) = match *words {
        ["last", weekday_name, ref rest @ ..] => (Day::Last(weekday(weekday_name)?), rest),
        [first, ref rest @ ..] => {
            if let Some((date, clock_time)) = first.split_once('t')
                && let Some(date) = iso_date(date.as_bytes())
            {
                let time = rest.is_empty().then(|| time(&[clock_time])).flatten()?;
                return Some(Phrase::On(Day::Date(date), Some(time)));
            }
            (day(first)?, rest)
        }
        [] => return None,
    };
    let time = if rest.is_empty() { None } else { Some(time(rest)?) };
    Some(Phrase::On(day, time))
}

fn day(word: &str) -> Option<Day> {
    match word {
        "today" => Some(Day::Ago(0)),
        "yesterday" => Some(Day::Ago(1)),
        _ => iso_date(word.as_bytes()).map(Day::Date).or_else(|| weekday(word).map(Day::Last)),
    }
}

fn weekday(word: &str) -> Option<Weekday> {
    match word {
        "monday" | "mon" => Some(Weekday::Mon),
        "tuesday" | "tue" | "tues" => Some(Weekday::Tue),
        "wednesday" | "wed" => Some(Weekday::Wed),
        "thursday" | "thu" | "thur" | "thurs" => Some(Weekday::Thu),
        "friday" | "fri" => Some(Weekday::Fri),
        "saturday" | "sat" => Some(Weekday::Sat),
        "sunday" | "sun" => Some(Weekday::Sun),
        _ => None,
    }
}

/// Reads a time, with or without `at` before it: `23:10`, `23:10:30`, `9pm`, `9:30 pm`.
fn time(words: &[&str]) -> Option<NaiveTime> {
    let words = words.strip_prefix(&["at"]).unwrap_or(words);
    let (clock, half) = match *words {
        [word] => match word.strip_suffix("am").map(|rest| (rest, 0)) {
            Some((rest, half)) => (rest, Some(half)),
            None => match word.strip_suffix("pm") {
                Some(rest) => (rest, Some(12)),
                None => (word, None),
            },
        },
        [word, "am"] => (word, Some(0)),
        [word, "pm"] => (word, Some(12)),
        _ => return None,
    };
    let mut parts = clock.split(':');
    let hour = two_digits(parts.next()?, 1)?;
    let minute = parts.next().map(|part| two_digits(part, 2));
    let second = parts.next().map(|part| two_digits(part, 2));
    let hour = match (half, minute) {
        (Some(half), _) if (1..=12).contains(&hour) => hour % 12 + half,
        // A bare number is not a time.
        (None, Some(_)) => hour,
        _ => return None,
    };
    if parts.next().is_some() {
        return None;
    }
    NaiveTime::from_hms_opt(hour, minute.unwrap_or(Some(0))?, second.unwrap_or(Some(0))?)
}

/// Reads a number of one or two digits, but at least `least` of them.
fn two_digits(text: &str, least: usize) -> Option<u32> {
    let fits = (least..=2).contains(&text.len());
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    (fits && digits).then(|| text.parse().ok()).flatten()
}

/// Whether a word is groups of digits with dashes between them, but not a date.
fn looks_iso(word: &str) -> bool {
    let date = word.split('t').next().unwrap_or(word);
    if iso_date(date.as_bytes()).is_some() {
        return false;
    }
    let dashes = date.bytes().filter(|&byte| byte == b'-').count();
    dashes >= 2 && date.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
}

/// The dates that digits with slashes may stand for.
fn slashed(word: &str) -> Vec<NaiveDate> {
    let numbers: Option<Vec<u32>> =
        word.split('/').map(|part| part.parse().ok().filter(|_| part.len() <= 4)).collect();
    let Some(&[first, second, third]) =
        numbers.as_deref().and_then(|numbers| numbers.first_chunk())
    else {
        return Vec::new();
    };
    let date = |year: u32, month, day| {
        let year = i32::try_from(year).ok().filter(|year| YEARS.contains(year))?;
        NaiveDate::from_ymd_opt(year, month, day)
    };
    let readings = if first > 31 {
        [date(first, second, third), None]
    } else {
        [date(third, first, second), date(third, second, first)]
    };
    let mut dates: Vec<NaiveDate> = readings.into_iter().flatten().collect();
    dates.sort_unstable();
    dates.dedup();
    dates
}
