//! Dates as a person writes them: a small grammar for the past and the present (`manual/dates.md`).
//!
//! A day without a time stays a day: nothing here invents an hour. This module puts a day and a
//! time together; `words` has the vocabulary, and `forms` what words say.

mod forms;
mod problem;
mod words;

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime};
use chrono::{TimeDelta, Timelike};

pub use problem::{DateProblem, ProblemKind};

use super::clock::Clock;
use super::moment::{Moment, YEARS};
use super::text::quoted;
use forms::{NIGHT, Part, Said};
use words::{LONGEST, Shape};

/// Reads the words of a date on `clock`, in any case and spacing.
pub fn read(text: &str, clock: &Clock) -> Result<Moment, DateProblem> {
    read_on(text, clock.today(), clock)
}

/// As [`read`], but a time without a day is on `day`.
pub fn read_on(text: &str, day: NaiveDate, clock: &Clock) -> Result<Moment, DateProblem> {
    let reader = Reader { day, clock };
    reader.moment(text).map_err(|problem| reader.finished(text, problem))
}

/// What unquoted words of a date, and of what follows it, say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leading<'w> {
    /// The words of the date.
    pub text: String,
    /// What they say.
    pub moment: Result<Moment, DateProblem>,
    /// The words after them.
    pub rest: &'w [String],
    /// Whether those begin with a word that could belong to the date.
    pub goes_on: bool,
}

/// Splits words into the longest date at their beginning and the rest; `None` if they do not begin
/// with a date. A first word that holds white space was in quotes: it is the whole date, or should
/// have been one.
pub fn leading<'w>(words: &'w [String], clock: &Clock) -> Option<Leading<'w>> {
    let has_space = |word: &str| word.contains(char::is_whitespace);
    let is_quoted = has_space(words.first()?);
    let unquoted = words.iter().take(LONGEST).take_while(|word| !has_space(word)).count();
    (1..=unquoted.max(1)).rev().find_map(|count| {
        let (date, rest) = words.split_at(count);
        let text = date.join(" ");
        if !is_quoted && !is_date(&text, clock) {
            return None;
        }
        let next = rest.first().map_or(Vec::new(), |word| words::split(word));
        let goes_on = !is_quoted && next.first().is_some_and(|next| could_go_on(next));
        Some(Leading { moment: read(&text, clock), text, rest, goes_on })
    })
}

/// Whether a word after a date could belong to it.
fn could_go_on(word: &String) -> bool {
    let begins_with_digit = word.starts_with(|first: char| first.is_ascii_digit() || first == '+');
    begins_with_digit || Shape::new(std::slice::from_ref(word)).is_known()
}

/// Whether words are a date, or one that cannot be used. A number alone is neither.
fn is_date(text: &str, clock: &Clock) -> bool {
    let no_date = [ProblemKind::Unknown, ProblemKind::Number];
    let moment = Reader { day: clock.today(), clock }.moment(text);
    moment.err().is_none_or(|problem| !no_date.contains(&problem.kind))
}

/// Whether a word is a date, or begins one as `last` and `november` do.
pub fn looks_like_a_date(word: &str, clock: &Clock) -> bool {
    let begins = ["last", "nov"].contains(&Shape::new(&words::split(word)).text.as_str());
    begins || is_date(word, clock)
}

/// What the words of a date refer to.
struct Reader<'c> {
    /// The day of a time without one.
    day: NaiveDate,
    clock: &'c Clock,
}

impl Reader<'_> {
    /// The moment that `text` means. A problem does not quote it yet, and its dates are not tried.
    fn moment(&self, text: &str) -> Result<Moment, DateProblem> {
        if let Some(instant) = Moment::parse(text.trim()).and_then(Moment::instant) {
            // chrono keeps a 60th second as nanoseconds past the 59th.
            let is_leap = instant.nanosecond() >= 1_000_000_000;
            let moment = Moment::Instant(instant);
            return if is_leap { Err(DateProblem::no_such_time()) } else { self.checked(moment) };
        }
        let words = words::split(text);
        let words = if words.len() > 1 { without_preposition(&words) } else { &words };
        let unknown = || DateProblem::new(ProblemKind::Unknown, Vec::new());
        if words.len() > LONGEST {
            return Err(unknown());
        }
        if let Some(instant) = forms::instant(&Shape::new(words), self.clock) {
            return self.checked(Moment::Instant(instant?));
        }
        let mut problem: Option<DateProblem> = None;
        // The longest day first, so that `19.11` is a day before it is a time.
        for count in (1..=words.len()).rev() {
            let (start, end) = words.split_at(count);
            for (day, time) in [(start, end), (without_preposition(end), start)] {
                match (self.day_and_time(day, time), &mut problem) {
                    (None, _) => {}
                    (Some(Ok(moment)), _) => return Ok(moment),
                    (Some(Err(next)), None) => problem = Some(next),
                    (Some(Err(next)), Some(problem)) => problem.instead.extend(next.instead),
                }
            }
        }
        Err(problem.or_else(|| self.zone(words)).unwrap_or_else(unknown))
    }

    /// The problem of words that are a time, and after it a zone.
    fn zone(&self, words: &[String]) -> Option<DateProblem> {
        let (zone, rest) = words.split_last()?;
        let zone = Shape::new(std::slice::from_ref(zone)).text;
        let is_zone = zone == "cet" || zone == "utc" || zone.starts_with(['+', '-']);
        let at = self.moment(&rest.join(" ")).ok().and_then(Moment::instant);
        at.filter(|_| is_zone)?;
        let hint = "write the day and the offset from UTC, as in 2026-11-19T23:30+01:00";
        let problem = DateProblem::refused("has a time zone that is not read", Vec::new());
        Some(DateProblem { hint: hint.to_owned(), ..problem })
    }

    /// Reads the words of a day and those of a time, one of which may be missing.
    fn day_and_time(&self, day_words: &[String], time_words: &[String]) -> Said<Moment> {
        let shape = |words: &[String]| Some(Shape::new(words)).filter(|_| !words.is_empty());
        let day = match shape(day_words) {
            Some(words) => Some(forms::day(&words, self.clock.today())?),
            None => None,
        };
        let time = match shape(time_words) {
            Some(words) => Some(forms::time(&words)?),
            None => None,
        };
        let (day_text, time_text) = (day_words.join(" "), time_words.join(" "));
        let has_day = day.is_some();
        // The dates of a problem with one of the two, beside the words of the other.
        let beside = |day: &str, problem: DateProblem, time: &str| {
            let instead = problem.instead.iter().map(|text| format!("{day} {text} {time}"));
            let instead = instead.map(|text| text.trim().to_owned()).collect();
            let is_hour = has_day && problem.kind == ProblemKind::Number;
            let kind = if is_hour { ProblemKind::Ambiguous } else { problem.kind };
            DateProblem { instead, kind, ..problem }
        };
        Some(match (day.transpose(), time.transpose()) {
            (Err(problem), _) => Err(beside("", problem, &time_text)),
            (Ok(_), Err(problem)) => Err(beside(&day_text, problem, "")),
            (Ok(day), Ok(time)) => self.on(day, time).map_err(|problem| match problem.kind {
                ProblemKind::Future => beside("", problem, &time_text),
                _ => problem,
            }),
        })
    }

    /// The moment of a day and a time, as far as it is known.
    fn on(
        &self,
        day: Option<(NaiveDate, Option<Part>)>,
        time: Option<(NaiveTime, bool)>,
    ) -> Result<Moment, DateProblem> {
        let (date, part) = day.unwrap_or((self.day, None));
        let (is_today, hour) = (date == self.clock.today(), self.clock.now.hour());
        let moment = match time {
            None => Moment::Day(date),
            Some((_, true)) if day.is_some() && part != Some(NIGHT) => {
                let both = [Some(date), date.succ_opt()].into_iter().flatten();
                let both = both.map(|date| typed(date.and_time(NaiveTime::MIN)));
                return Err(DateProblem::new(ProblemKind::Ambiguous, both.collect()));
            }
            Some((time, _)) => Moment::Instant(self.instant(date, part, time)?),
        };
        let begins = part.filter(|_| is_today && time.is_none()).map_or(0, |part| part.begins);
        let problem = match self.checked(moment) {
            Ok(_) if hour < begins => DateProblem::new(ProblemKind::Future, Vec::new()),
            Err(problem) if problem.kind == ProblemKind::Future => problem,
            other => return other,
        };
        let instead = match part {
            _ if day.is_none() => vec![String::new()],
            _ if !is_today => vec![date.to_string()],
            Some(NIGHT) if hour < 6 => vec![NIGHT.of_yesterday(), "today".to_owned()],
            Some(part) => vec![part.of_yesterday()],
            None => vec!["yesterday".to_owned()],
        };
        Err(DateProblem { instead, ..problem })
    }

    /// The instant of a time on a day, or in a part of it.
    fn instant(
        &self,
        date: NaiveDate,
        part: Option<Part>,
        time: NaiveTime,
    ) -> Result<DateTime<FixedOffset>, DateProblem> {
        let local = |days| Some(date.checked_add_days(Days::new(days))?.and_time(time));
        let Some(days) = part.map_or(Some(0), |part| part.days_to(time)) else {
            let night = NIGHT.days_to(time).filter(|days| *days > 0).and_then(local);
            let half = local(0).and_then(|at| at.checked_add_signed(TimeDelta::hours(12)));
            let instead = [local(0), night, half.map(|at| date.and_time(at.time()))];
            let instead = instead.into_iter().flatten().map(typed).collect();
            let what = format!("contradicts itself: {}", part.map_or(String::new(), Part::hours));
            return Err(DateProblem::refused(&what, instead));
        };
        let local = local(days).ok_or_else(|| DateProblem::no_such_day(Vec::new()))?;
        self.clock.zone.instant(local).ok_or_else(|| {
            let around = [1, -1].map(|hours| local.checked_add_signed(TimeDelta::hours(hours)));
            let what = "does not exist here: the clocks were put forward over it";
            DateProblem::refused(what, around.into_iter().flatten().map(typed).collect())
        })
    }

    /// A moment that is not in the future, of the years that a date may have.
    fn checked(&self, moment: Moment) -> Result<Moment, DateProblem> {
        match moment {
            _ if !YEARS.contains(&moment.day().year()) => Err(DateProblem::no_such_day(Vec::new())),
            _ if moment.is_after(self.clock.now) => {
                Err(DateProblem::new(ProblemKind::Future, Vec::new()))
            }
            _ => Ok(moment),
        }
    }

    /// The problem with `text` quoted, and only with dates that would be taken now.
    fn finished(&self, text: &str, problem: DateProblem) -> DateProblem {
        let DateProblem { mut what, instead: mut near, mut hint, kind } = problem;
        if kind == ProblemKind::Unknown {
            let words = words::split(text);
            for text in problem::corrected(&words) {
                match self.moment(&text) {
                    Ok(_) if near.is_empty() => near.push(text),
                    Err(problem) if near.is_empty() => near = problem.instead,
                    _ => {}
                }
            }
            near.extend(problem::examples(&words));
        }
        if matches!(kind, ProblemKind::Number | ProblemKind::Ambiguous) && near.len() > 1 {
            what = format!("could be {}", near.join(" or "));
        }
        let mut instead = Vec::new();
        for text in near {
            let yesterday = format!("yesterday {text}");
            let taken = [text, yesterday].into_iter().find(|text| self.moment(text).is_ok());
            instead.extend(taken.filter(|text| instead.len() < 3 && !instead.contains(text)));
        }
        if kind == ProblemKind::Future && instead.is_empty() {
            "give a date up to now".clone_into(&mut hint);
        }
        DateProblem { what: format!("\"{}\" {what}", quoted(text)), instead, hint, kind }
    }
}

/// A local time as a date to type.
fn typed(local: NaiveDateTime) -> String {
    local.format("%Y-%m-%d %H:%M").to_string()
}

/// `words` without an `on` or `at` at their beginning.
fn without_preposition(words: &[String]) -> &[String] {
    match words {
        [first, rest @ ..] if first == "on" || first == "at" => rest,
        _ => words,
    }
}
