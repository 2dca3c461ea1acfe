//! The forms of a day, a time and an instant, as the table in `manual/dates.md` has them. `None`
//! means that words have no such form; a problem, that they have it and cannot be used.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime, TimeDelta, Timelike};

use super::problem::{DateProblem, FUTURE, NO_DAY, NO_ZONE, TOO_FAR, UNCLEAR, WEEKEND};
use super::words::{PREPOSITIONS, Shape, UNITS};
use crate::domain::moment::{Moment, YEARS};

pub(super) type Said<T> = Option<Result<T, DateProblem>>;

/// A part of the day: its name, the hour from which today's is taken, and the first and the last hour
/// in it. The hours from 24 on belong to the next day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part(pub(super) &'static str, pub(super) u32, u32, u32);

const PARTS: [Part; 4] =
    [Part("morning", 0, 0, 11), Part("afternoon", 12, 12, 18), Part("evening", 18, 17, 23), NIGHT];
pub(super) const NIGHT: Part = Part("night", 18, 18, 29);

impl Part {
    /// How many days after its own a time in it is, or `None` where it is not in it.
    pub(super) fn days_to(self, time: NaiveTime) -> Option<u64> {
        let has = |hour| (self.2..=self.3).contains(&hour);
        let is_early = has(time.hour() + 24);
        (is_early || has(time.hour())).then_some(u64::from(is_early))
    }

    pub(super) fn at(self) -> String {
        if self == NIGHT { "at night".to_owned() } else { format!("in the {}", self.0) }
    }
}

/// A day, and the part of it where that was said.
pub(super) type Day = (NaiveDate, Option<Part>);

/// A time of day, and whether it is called midnight.
pub(super) type Time = (NaiveTime, bool);

pub(super) fn day(words: &Shape, today: NaiveDate) -> Said<Day> {
    let text = words.text.replace("tonight", "this night");
    let found = PARTS.into_iter().find_map(|part| Some((text.strip_suffix(part.0)?, Some(part))));
    let (day, part) = found.unwrap_or((&text, None));
    let date = match (day, part) {
        ("this ", Some(_)) => Ok(today),
        ("last ", Some(NIGHT)) => Ok(today.pred_opt()?),
        _ => whole_day(day.trim_end(), &words.numbers, today)?,
    };
    Some(date.map(|date| (date, part)))
}

fn whole_day(text: &str, numbers: &[u32], today: NaiveDate) -> Said<NaiveDate> {
    let back = |days: u64| today.checked_sub_days(Days::new(days));
    let months = |count| today.checked_sub_months(Months::new(count));
    let date = match (text, numbers) {
        ("today", _) => Some(today),
        ("yesterday", _) => back(1),
        ("days before yesterday" | "the days before yesterday", _) => back(2),
        ("fri" | "last fri", &[weekday]) => back(7 - u64::from(days_to(weekday, today))),
        ("0 days ago" | "a days ago", &[count]) => back(count.into()),
        ("0 weeks ago" | "a weeks ago", &[count]) => back(7 * u64::from(count)),
        ("0 months ago" | "a months ago", &[count]) => months(count),
        ("0 years ago" | "a years ago", &[count]) => months(count.saturating_mul(12)),
        ("tomorrow" | "next fri" | "next weeks" | "next months" | "next years", _) => {
            return Some(Err(DateProblem::new(FUTURE)));
        }
        (_, &[weekday, ref date @ ..]) if text.starts_with("fri ") => {
            return on_weekday(weekday, &text[4..], date, today);
        }
        _ => return calendar(text, numbers, today).or_else(|| vague(text)),
    };
    Some(date.ok_or_else(|| DateProblem::new(TOO_FAR)))
}

/// How many days after `date` the weekday is next, from 0; it is counted from Monday.
fn days_to(weekday: u32, date: NaiveDate) -> u32 {
    (weekday + 7 - date.weekday().num_days_from_monday()) % 7
}

/// A date of the calendar. Without a year or a month it is the most recent one.
fn calendar(text: &str, numbers: &[u32], today: NaiveDate) -> Said<NaiveDate> {
    let text = text.replace("the 0th", "0th").replace("0th of nov", "0 nov");
    let text = text.replace("0 of nov", "0 nov").replace("0th nov", "0 nov");
    let text = text.replace("nov 0th", "nov 0");
    Some(match (text.as_str(), numbers) {
        ("0000-00-00" | "0000/00/00" | "0000.00.00", &[y, m, d])
        | ("00.00.0000" | "0 nov 0", &[d, m, y])
        | ("nov 0 0", &[m, d, y])
            if y > 999 => on(Some(y), m, d, today),
        ("00.00." | "0 nov", &[d, m]) | ("nov 0", &[m, d]) => on(None, m, d, today),
        ("00.00", &[d, m]) => Err(DateProblem::new(UNCLEAR).or(on(None, m, d, today).ok())),
        ("0th", &[d]) => {
            let months = (0..3).filter_map(|back| today.checked_sub_months(Months::new(back)));
            let date = months.filter_map(|month| month.with_day(d)).find(|date| *date <= today);
            date.ok_or_else(|| DateProblem::new(NO_DAY))
        }
        ("00/00/0000", &[a, b, y]) => slashed(Some(y), a, b, today),
        ("00/00", &[a, b]) => slashed(None, a, b, today),
        ("00.00.00" | "00/00/00" | "00-00-00" | "00-00-0000" | "0 nov 0" | "nov 0 0", &[a, b, c])
            // What may be an hour is no year.
            if c > 23 || !text.contains("nov") =>
        {
            let date = |(y, m, d)| on(Some(2000 + y % 2000), m, d, today).ok();
            let dates = [(c, b, a), (c, a, b), (a, b, c)].into_iter().filter_map(date);
            Err(DateProblem::new(UNCLEAR).or(dates))
        }
        _ => return None,
    })
}

/// A day of the year, or of the most recent year in which it is not after today.
fn on(y: Option<u32>, m: u32, d: u32, today: NaiveDate) -> Result<NaiveDate, DateProblem> {
    let find = |month, day| match y {
        Some(year) => NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day),
        // No two leap years are further apart.
        None => (0..=8)
            .filter_map(|back| NaiveDate::from_ymd_opt(today.year() - back, month, day))
            .find(|date| *date <= today),
    };
    let date = find(m, d).filter(|date| YEARS.contains(&date.year()));
    date.ok_or_else(|| {
        let last = (1..=3).find_map(|less| find(m, d.checked_sub(less)?));
        let is_near = y.is_none_or(|y| i32::try_from(y).is_ok_and(|y| YEARS.contains(&y)));
        DateProblem::new(if is_near { NO_DAY } else { TOO_FAR })
            .or(last.into_iter().chain(find(d, m)))
    })
}

/// `11/19` and `19/11`: the day that it can only be.
fn slashed(y: Option<u32>, a: u32, b: u32, today: NaiveDate) -> Result<NaiveDate, DateProblem> {
    match (on(y, a, b, today), on(y, b, a, today)) {
        (Ok(one), Ok(other)) if one != other => {
            Err(DateProblem::new(UNCLEAR).or([one.min(other), one.max(other)]))
        }
        (date, _) if b > 12 => date,
        (_, date) => date,
    }
}

/// `friday the 13th`: a date whose weekday must be the one that was said.
fn on_weekday(weekday: u32, text: &str, numbers: &[u32], today: NaiveDate) -> Said<NaiveDate> {
    let date = match calendar(text, numbers, today)? {
        Ok(date) if days_to(weekday, date) > 0 => date,
        said => return Some(said),
    };
    let ahead = i64::from(days_to(weekday, date));
    let nearest = TimeDelta::days(if ahead > 3 { ahead - 7 } else { ahead });
    // An earlier one of those without a year or a month.
    let earlier = |later: &NaiveDate| calendar(text, numbers, later.pred_opt()?)?.ok();
    let mut earlier = std::iter::successors(Some(date), earlier).take(40);
    let earlier = earlier.find(|date| days_to(weekday, *date) == 0);
    let dates = [Some(date), date.checked_add_signed(nearest), earlier];
    let what = format!("does not fit: {date} is a {}", date.format("%A"));
    Some(Err(DateProblem::new(&what).or(dates.into_iter().flatten())))
}

fn vague(text: &str) -> Said<NaiveDate> {
    const VAGUE: &str = "last days|this days|last weekend|this weekend|recently|lately|earlier|\
                         the other days|the other night|a while ago|ages ago|days ago|few days ago|\
                         some days ago|several days ago|a few days ago|a couple of days ago";
    let unit = UNITS.split(' ').find(|unit| text.contains(unit)).unwrap_or("days");
    VAGUE.split('|').find(|known| *known == text.replace(unit, "days"))?;
    let one = format!("1 {} ago", unit.trim_end_matches('s'));
    let dates = [one, format!("2 {unit} ago"), format!("3 {unit} ago")];
    let problem = DateProblem::new("does not say which day");
    Some(Err(if text.ends_with("end") { problem.or(WEEKEND) } else { problem.or(dates) }))
}

pub(super) fn time(words: &Shape) -> Said<Time> {
    let (hour, minute, second) = match (words.text.as_str(), &words.numbers[..]) {
        ("00:00", &[hour, minute]) => (hour, minute, 0),
        ("00:00:00", &[hour, minute, second]) => (hour, minute, second),
        ("0 am", &[hour @ 1..=12, pm]) => (hour % 12 + 12 * pm, 0, 0),
        ("00:00 am" | "00.00 am", &[hour @ 1..=12, minute, pm]) => (hour % 12 + 12 * pm, minute, 0),
        ("0 am" | "00:00 am" | "00.00 am", _) => (24, 0, 0),
        ("noon", _) => (12, 0, 0),
        ("midnight", _) => return Some(Ok((NaiveTime::MIN, true))),
        ("0", &[hour @ 1..24]) => {
            let am = (hour <= 12).then(|| format!("{hour}am"));
            let hours = am.into_iter().chain([format!("{}:00", hour % 12 + 12)]);
            return Some(Err(DateProblem::new(UNCLEAR).or(hours)));
        }
        ("00.00", &[hour @ 0..24, minute @ 0..60]) => {
            return Some(Err(DateProblem::new(UNCLEAR).or([format!("{hour}:{minute:02}")])));
        }
        ("00:00 cet" | "00:00:00 cet" | "0 am cet" | "00:00 am cet", _) => {
            return Some(Err(DateProblem::new(NO_ZONE)));
        }
        _ => return None,
    };
    let time = NaiveTime::from_hms_opt(hour, minute, second).map(|time| (time, false));
    Some(time.ok_or(DateProblem::new("is not a time of day")))
}

/// How many minutes ago an instant was that counts from now.
pub(super) fn minutes_ago(words: &Shape) -> Option<u32> {
    match (words.text.as_str(), &words.numbers[..]) {
        ("now" | "just now", _) => Some(0),
        ("0 minutes ago" | "a minutes ago", &[count]) => Some(count),
        ("0 hours ago" | "a hours ago", &[count]) => count.checked_mul(60),
        ("half a hours ago", &[1]) => Some(30),
        ("a hours and a half ago", &[1, 1]) => Some(90),
        _ => None,
    }
}

/// The instant of `2026-11-19 23:10 +0100`. An offset beyond 14 hours may be the end of a span, as in
/// `20:00-21:00`. chrono accepts a 60th second, and keeps it as nanoseconds.
pub(super) fn instant(words: &[String]) -> Option<Moment> {
    let day = usize::from(PREPOSITIONS.contains(&words.first()?.as_str()));
    let time = words.get(day + 1..)?.concat();
    let (time, zone) = time.split_at(time.find(['+', '-', 'z', 'u'])?);
    let seconds = if time.len() == 5 { ":00" } else { "" };
    let zone = match zone.split_at_checked(3) {
        Some(("utc", "")) => "z".to_owned(),
        Some((hours, minutes)) if minutes.len() == 2 => format!("{hours}:{minutes}"),
        _ => zone.to_owned(),
    };
    let moment = Moment::parse(&format!("{}T{time}{seconds}{zone}", words[day]))?;
    let instant = moment.instant()?;
    let is_real = instant.offset().local_minus_utc().abs() <= 14 * 3600;
    (is_real && instant.nanosecond() < 1_000_000_000).then_some(moment)
}
