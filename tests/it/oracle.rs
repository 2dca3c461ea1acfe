//! Days and dates, compared with GNU `date`, which knows nothing about this program.

use std::io::Write;
use std::process::{Command, Stdio};

use chrono::{
    DateTime, Datelike, Days, NaiveDate, NaiveTime, SecondsFormat, TimeDelta, Utc, Weekday,
};
use nocontact::domain::clock::{Clock, Zone};
use nocontact::domain::date_phrase;
use nocontact::domain::moment::{Moment, days_after, days_between, iso_date};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::world::{World, skipped};

/// What `date -u +FORMAT` prints for each line. `None` without GNU `date`.
fn gnu_date(lines: &[String], format: &str) -> Option<Vec<String>> {
    let about = Command::new("date").arg("--version").output().ok()?;
    if !String::from_utf8_lossy(&about.stdout).contains("GNU") {
        return None;
    }
    let mut child = Command::new("date")
        .args(["-u", "-f", "-", &format!("+{format}")])
        .env("LC_ALL", "C")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    let mut input = child.stdin.take().unwrap();
    let text = lines.join("\n") + "\n";
    // In a thread, since both pipes are short.
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success(), "date refused a line: {lines:?}");
    let found: Vec<_> =
        String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect();
    assert_eq!(found.len(), lines.len());
    Some(found)
}

/// Pairs of dates from 1900 to 9999. Random days end at 28, so no calendar is needed to write them.
fn pairs(count: usize) -> Vec<(String, String)> {
    let date = (1900..=9999_u32, 1..=12_u32, 1..=28_u32);
    let near = (1900..=9998_u32, 1..=12_u32, 1..=28_u32, 0..400_u64);
    let spell = |(year, month, day)| format!("{year:04}-{month:02}-{day:02}");
    let far = (date.clone(), date).prop_map(move |(one, other)| (spell(one), spell(other)));
    let near = near.prop_map(move |(year, month, day, more)| {
        let first = spell((year, month, day));
        let last = first.parse::<NaiveDate>().unwrap() + Days::new(more);
        (first, last.to_string())
    });
    let mut runner = TestRunner::deterministic();
    let pair = prop_oneof![far, near];
    let mut pairs: Vec<_> =
        (0..count).map(|_| pair.new_tree(&mut runner).unwrap().current()).collect();
    for edge in ["1900-02-28", "1900-03-01", "2000-02-29", "2100-03-01", "9999-12-31"] {
        pairs.push(("1900-01-01".to_owned(), edge.to_owned()));
    }
    pairs
}

/// The days from the first to the last date of each pair, by GNU `date`.
fn counted(pairs: &[(String, String)]) -> Option<Vec<i64>> {
    let lines: Vec<_> =
        pairs.iter().flat_map(|(one, other)| [one.clone(), other.clone()]).collect();
    let seconds = gnu_date(&lines, "%s")?;
    let days: Vec<i64> = seconds.iter().map(|text| text.parse::<i64>().unwrap() / 86_400).collect();
    // Every midnight is a whole number of days from 1 January 1970, so nothing is cut off.
    assert!(seconds.iter().all(|text| text.parse::<i64>().unwrap() % 86_400 == 0));
    Some(days.chunks(2).map(|pair| pair[1] - pair[0]).collect())
}

#[test]
fn days_between_dates_are_those_of_gnu_date() {
    let pairs = pairs(3000);
    let Some(counted) = counted(&pairs) else {
        return skipped("there is no GNU date here to compare with");
    };
    for ((first, last), days) in pairs.iter().zip(counted) {
        let first = iso_date(first.as_bytes()).unwrap();
        let last = iso_date(last.as_bytes()).unwrap();
        let forward = u32::try_from(days).unwrap_or(0);
        let back = u32::try_from(-days).unwrap_or(0);
        assert_eq!(days_between(first, last), forward, "{first} {last}");
        assert_eq!(days_between(last, first), back, "{last} {first}");
        if days >= 0 {
            assert_eq!(days_after(first, forward), last, "{first} + {forward}");
        }
    }
}

#[test]
fn status_counts_the_days_that_gnu_date_counts() {
    let pairs: Vec<_> =
        pairs(400).into_iter().filter(|(breakup, today)| breakup <= today).take(100).collect();
    let Some(counted) = counted(&pairs) else {
        return skipped("there is no GNU date here to compare with");
    };
    for ((breakup, today), days) in pairs.iter().zip(counted) {
        let mut world = World::new();
        world.at(&format!("{today}T23:59:59+05:45"));
        world.write(format!(
            "{{\"version\":1,\"breakup\":\"{breakup}\",\"policy\":\"fixed\",\"days\":3650,\
             \"entries\":[]}}"
        ));
        let status = world.json("status --json");
        assert_eq!(status["days_since_breakup"], days, "{breakup} {today}");
        assert_eq!(status["window"]["day"], days, "{breakup} {today}");
        assert_eq!(status["window"]["days_remaining"], (3650 - days).max(0), "{breakup} {today}");
        assert_eq!(status["without_contact"]["longest"], days, "{breakup} {today}");
    }
}

/// The clock for the phrases: a Sunday evening.
fn clock() -> Clock {
    let now: DateTime<Utc> = "2026-11-22T21:05:00Z".parse().unwrap();
    Clock::new(now, Zone::Fixed(now.fixed_offset().timezone())).unwrap()
}

fn resolved(text: &str, clock: &Clock) -> Moment {
    date_phrase::read(text, clock).unwrap()
}

/// GNU `date` refuses `two weeks ago`, `an hour ago`, `last night` and `yesterday at 9pm`. It takes
/// the `a` of `a day ago` for a time zone, and `friday` for the next one. `last friday` is tested
/// below: it does not count from a given date.
#[test]
fn phrases_mean_what_gnu_date_takes_them_for() {
    let days = "today|yesterday|YESTERDAY|0 days ago|1 day ago|3 days ago|40 days ago|\
         700 days ago|1 week ago|2 weeks ago|52 weeks ago|2026-11-19|2024-02-29|1900-01-01";
    let times = "yesterday 21:30|yesterday 9pm|yesterday 9:30 pm|3 days ago 21:30|2 weeks ago 7am|\
         today 12am|today 12 pm|12:00|9pm|20:15:30|2026-11-19 23:10|2026-11-19T23:10|\
         2026-11-19T23:10:00+01:00|2026-11-19T23:10:00-11:30";
    let spans = "now|1 minute ago|40 minutes ago|90 mins ago|1 min ago|1 hour ago|2 hours ago|\
         30 hours ago|2000 hours ago";
    let [days, times, spans] =
        [days, times, spans].map(|texts| texts.split('|').collect::<Vec<_>>());
    // What counts from an instant gets one; what has its own time gets a day.
    let whole = |text: &&str| match text.as_bytes() {
        [b'0'..=b'9', _, _, _, b'-', ..] => (*text).to_owned(),
        _ => format!("2026-11-22 {text}"),
    };
    let mut lines: Vec<_> = days.iter().chain(&times).map(whole).collect();
    lines.extend(spans.iter().map(|text| format!("2026-11-22 21:05:00 {text}")));
    let Some(expected) = gnu_date(&lines, "%FT%TZ") else {
        return skipped("there is no GNU date here to compare with");
    };
    let phrases = days.iter().chain(&times).chain(&spans);
    for (at, (text, expected)) in phrases.zip(expected).enumerate() {
        let found = match resolved(text, &clock()) {
            Moment::Day(day) => format!("{day}T00:00:00Z"),
            Moment::Instant(instant) => instant.to_utc().to_rfc3339_opts(SecondsFormat::Secs, true),
        };
        assert_eq!(found, expected, "{text}");
        let known_to_the_day = matches!(resolved(text, &clock()), Moment::Day(_));
        assert_eq!(known_to_the_day, at < days.len(), "{text}");
    }
}

/// GNU `date` reads `11/12` month first, takes a weekday for the next one and moves a date to
/// it, knows no `.` in a date, no `of`, `the`, `last night` and `noon`, and goes on into the next
/// month where a month ago has no such day: those are left out, and the days end at 28.
#[test]
fn random_dates_mean_what_gnu_date_takes_them_for() {
    let ago = (0..400_u32, select(vec!["day", "days", "week", "weeks", "month", "years"]))
        .prop_map(|(count, unit)| format!("{count} {unit} ago"));
    let date = (1900..=2025_i32, 1..=12_u32, 1..=28_u32)
        .prop_map(|(year, month, day)| NaiveDate::from_ymd_opt(year, month, day).unwrap());
    let forms =
        "%Y-%m-%d|%Y/%m/%d|%d %b %Y|%-d %B %Y|%b %d %Y|%B %-d, %Y|%a, %d %b %Y|%A %-d %B %Y";
    let written = (date, select(forms.split('|').collect::<Vec<_>>()))
        .prop_map(|(date, form)| date.format(form).to_string());
    let day = prop_oneof![1 => ago, 3 => written];
    let time = (
        0..24_u32,
        0..60_u32,
        select(vec!["", "%H:%M", "%-H:%M:%S", "%-I:%M%P", "%-I:%M %p", "%-I%P"]),
    )
        .prop_map(|(hour, minute, form)| {
            NaiveTime::from_hms_opt(hour, minute, 0).unwrap().format(form).to_string()
        });
    let zone = select(vec!["", "", " +0100", " -11:30", " UTC"]);
    let mut runner = TestRunner::deterministic();
    let case = (day, time, zone, any::<bool>());
    let (mut texts, mut lines) = (Vec::new(), Vec::new());
    for _ in 0..2000 {
        let (day, time, zone, swapped) = case.new_tree(&mut runner).unwrap().current();
        let is_iso = day.as_bytes()[4] == b'-' && time.len() == 5 && time.as_bytes()[2] == b':';
        let zone = if is_iso { zone } else { "" };
        let swapped = swapped && zone.is_empty();
        let text = if swapped { format!("{time} {day}") } else { format!("{day} {time}{zone}") };
        let base = if day.ends_with("ago") { "2026-11-22 " } else { "" };
        lines.push(format!("{base}{text}"));
        texts.push((text, time.is_empty()));
    }
    let Some(expected) = gnu_date(&lines, "%FT%TZ") else {
        return skipped("there is no GNU date here to compare with");
    };
    let mut read = 0;
    for ((text, is_day), expected) in texts.iter().zip(expected) {
        if expected.as_str() < "1900" || expected.as_str() > "2026-11-22T21:05" {
            assert!(date_phrase::read(text, &clock()).is_err(), "{text}");
            continue;
        }
        let found = match resolved(text, &clock()) {
            Moment::Day(day) => format!("{day}T00:00:00Z"),
            Moment::Instant(instant) => instant.to_utc().to_rfc3339_opts(SecondsFormat::Secs, true),
        };
        assert_eq!(found, expected, "{text}");
        assert_eq!(matches!(resolved(text, &clock()), Moment::Day(_)), *is_day, "{text}");
        read += 1;
    }
    assert!(read > 1500, "{read}");
}

/// A weekday is one of the seven days before, the one that GNU `date` calls by that name.
#[test]
fn a_weekday_is_the_last_one_before_today() {
    let mut found = Vec::new();
    for more in 0..14 {
        let clock = Clock { now: clock().now + TimeDelta::days(more), ..clock() };
        let mut weekday = Weekday::Mon;
        for name in ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] {
            for text in [name.to_owned(), format!("last {name}"), weekday.to_string()] {
                let day = resolved(&text, &clock).day();
                let back = (clock.today() - day).num_days();
                assert!((1..=7).contains(&back), "{text} is {day}, seen from {}", clock.today());
                found.push((day, weekday.number_from_monday()));
            }
            weekday = weekday.succ();
        }
    }
    let lines: Vec<_> = found.iter().map(|(day, _)| day.to_string()).collect();
    let Some(expected) = gnu_date(&lines, "%u") else {
        return skipped("there is no GNU date here to compare with");
    };
    for ((day, number), expected) in found.iter().zip(expected) {
        assert_eq!(number.to_string(), expected, "{day}");
        assert_eq!(day.weekday().number_from_monday(), *number);
    }
}
