//! Dates as a person writes them: a small grammar for the past and the present (`manual/dates.md`).
//! A day without a time stays a day: nothing here invents an hour.

mod forms;
mod problem;
mod words;

use chrono::{Datelike, Days, NaiveDate, TimeDelta, Timelike};

pub use problem::DateProblem;

use super::clock::Clock;
use super::moment::{Moment, YEARS};
use super::text::quoted;
use forms::{Day, NIGHT, Said, Time};
use problem::{FUTURE, NO_ZONE, TODAY, TOO_FAR, UNCLEAR, UNKNOWN};
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
    pub text: String,
    pub moment: Result<Moment, DateProblem>,
    pub rest: &'w [String],
    /// Whether those begin with a word that could belong to the date.
    pub goes_on: bool,
}

/// Splits words into the longest date at their beginning and the rest; `None` if they do not begin
/// with one. A first word that holds white space was in quotes: it alone is the date, or no date.
pub fn leading<'w>(words: &'w [String], clock: &Clock) -> Option<Leading<'w>> {
    let has_space = |word: &str| word.contains(char::is_whitespace);
    let is_quoted = has_space(words.first()?);
    // Most words of a note are in no date, which one look at each of them settles.
    let is_known =
        |word: &&String| !has_space(word) && !Shape::new(&words::split(word)).text.contains('?');
    let known = words.iter().take(LONGEST).take_while(is_known).count();
    (1..=if is_quoted { 1 } else { known }).rev().find_map(|count| {
        let (date, rest) = words.split_at(count);
        let text = date.join(" ");
        if !is_quoted && !is_date(&text, clock) {
            return None;
        }
        let next = rest.first().map_or(vec![], |next| words::split(next));
        let is_number = |first: char| first.is_ascii_digit() || first == '+';
        let is_of_date =
            |next: &String| next.starts_with(is_number) || !Shape::new(&[next]).text.contains('?');
        let goes_on = !is_quoted && next.first().is_some_and(is_of_date);
        Some(Leading { moment: read(&text, clock), text, rest, goes_on })
    })
}

/// Whether words are a date, or one that cannot be used. A number alone is neither.
fn is_date(text: &str, clock: &Clock) -> bool {
    let moment = Reader { day: clock.today(), clock }.moment(text);
    let is_number = Shape::new(&words::split(text)).text == "0";
    moment.err().is_none_or(|problem| problem.what != UNKNOWN && !is_number)
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
        match self.said(text)? {
            at if !YEARS.contains(&at.day().year()) => Err(DateProblem::new(TOO_FAR)),
            at if at.is_after(self.clock.now) => Err(DateProblem::new(FUTURE)),
            at => Ok(at),
        }
    }

    /// The moment, whether or not it is in the future.
    fn said(&self, text: &str) -> Result<Moment, DateProblem> {
        let words = words::split(text);
        if let Some(moment) = forms::instant(&words) {
            return Ok(moment);
        }
        if let Some(minutes) = forms::minutes_ago(&Shape::new(&words)) {
            let now = self.clock.moment().instant().unwrap_or(self.clock.now);
            let past = now.checked_sub_signed(TimeDelta::minutes(minutes.into()));
            let past = past.map(|past| Moment::Instant(self.clock.zone.local(past.to_utc())));
            return past.ok_or(DateProblem::new(TOO_FAR));
        }
        let mut problem = DateProblem::new(UNKNOWN);
        // The longest day first, so that `19.11` is a day before it is a time.
        for count in (1..=words.len()).rev().filter(|_| words.len() <= LONGEST) {
            let (start, end) = words.split_at(count);
            for (day, time) in [(start, end), (end, start)] {
                match self.day_and_time(day, time) {
                    None => {}
                    Some(Ok(moment)) => return Ok(moment),
                    Some(Err(next)) if problem.what == UNKNOWN => problem = next,
                    Some(Err(next)) => problem.instead.extend(next.instead),
                }
            }
        }
        Err(problem)
    }

    /// Reads the words of a day and those of a time, one of which may be missing.
    fn day_and_time(&self, day_words: &[String], time_words: &[String]) -> Said<Moment> {
        let day = match day_words {
            [] => Ok(None),
            words => forms::day(&Shape::new(words), self.clock.today())?.map(Some),
        };
        let time = match time_words {
            [] => Ok(None),
            words => forms::time(&Shape::new(words))?.map(Some),
        };
        let (mut problem, before, after) = match (day, time) {
            (Ok(day), Ok(time)) => return Some(self.on(day, time)),
            (Err(_), Err(_)) => return None,
            (Err(problem), _) => (problem, &[][..], time_words),
            (_, Err(problem)) => (problem, day_words, &[][..]),
        };
        for text in &mut problem.instead {
            *text = [before, std::slice::from_ref(text), after].concat().join(" ");
        }
        Some(Err(problem))
    }

    /// The moment of a day and a time, as far as it is known.
    fn on(&self, day: Option<Day>, time: Option<Time>) -> Result<Moment, DateProblem> {
        let (date, part) = day.unwrap_or((self.day, None));
        let Some((time, is_midnight)) = time else {
            let begins = part.filter(|_| date == self.clock.today()).map_or(0, |part| part.1);
            let has_begun = begins <= self.clock.now.hour();
            return has_begun.then_some(Moment::Day(date)).ok_or(DateProblem::new(FUTURE));
        };
        let at = |days| Some(date.checked_add_days(Days::new(days))?.and_time(time));
        let typed = |days: [u64; 2]| {
            days.into_iter().filter_map(at).map(|local| local.format("%Y-%m-%d %H:%M"))
        };
        if is_midnight && day.is_some() && part != Some(NIGHT) {
            return Err(DateProblem::new(UNCLEAR).or(typed([0, 1])));
        }
        let Some(days) = part.map_or(Some(0), |part| part.days_to(time)) else {
            let hour = time.format("%-I:%M%P").to_string().replace(":00", "");
            let what = format!("contradicts itself: {hour} is not {}", part.unwrap_or(NIGHT).at());
            return Err(DateProblem::new(&what).or(typed([NIGHT.days_to(time).unwrap_or(0), 0])));
        };
        let instant = at(days).and_then(|local| self.clock.zone.instant(local));
        let gap = || DateProblem::new("was skipped when the clocks went forward");
        instant.map(Moment::Instant).ok_or_else(gap)
    }

    /// The problem with `text` quoted, and only with dates that would be taken now.
    fn finished(&self, text: &str, problem: DateProblem) -> DateProblem {
        let DateProblem { mut what, instead: mut near, .. } = problem;
        let words = words::split(text);
        let is_future = what == FUTURE;
        if is_future {
            near = problem::earlier(&words, self.clock.now.hour());
        } else if what == UNKNOWN {
            let corrected = problem::corrected(&words).into_iter();
            let mut found = corrected.map(|text| match self.moment(&text) {
                Err(problem) if !problem.is_future() => problem.instead,
                _ => vec![text],
            });
            near = found.find(|near| !near.is_empty()).unwrap_or_default();
            near.extend(problem::examples(&words));
        } else if what == UNCLEAR && near.len() > 1 {
            what = format!("could be {}", near.join(" or "));
        } else if what == NO_ZONE {
            let plain = self.said(words.join(" ").trim_end_matches(char::is_alphabetic));
            let at = plain.ok().and_then(Moment::instant).unwrap_or(self.clock.now);
            what = format!("{what}, as in {}+01:00", at.format("%Y-%m-%dT%H:%M"));
        }
        let mut instead = Vec::new();
        for text in near {
            let yesterday = format!("yesterday {text}");
            let taken = [text, yesterday].into_iter().find(|text| self.moment(text).is_ok());
            instead.extend(taken.filter(|text| instead.len() < 3 && !instead.contains(text)));
        }
        let hint = if is_future && instead.is_empty() { TODAY } else { "" };
        let what = format!("\"{}\" {what}", quoted(text));
        DateProblem { what, instead, hint: hint.to_owned() }
    }
}
