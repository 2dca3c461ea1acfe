//! What each form of a date means, on one clock; the stored form of a moment; local time.
//!
//! `readme` checks every row of the manual's tables.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime};
use nocontact::domain::clock::{Clock, Zone};
use nocontact::domain::date_phrase::{self, DateProblem, leading};
use nocontact::domain::moment::Moment;

mod refusals;

/// Central Europe in 2026: summer from 29 March to 25 October, each at 01:00 UTC.
fn berlin(reading: &NaiveDateTime) -> FixedOffset {
    let reading = reading.format("%m-%d %H:%M:%S").to_string();
    let summer = "03-29 01:00:00"..="10-25 00:59:59";
    FixedOffset::east_opt(if summer.contains(&reading.as_str()) { 7200 } else { 3600 }).unwrap()
}

/// A clock in Berlin, at a local time.
fn at(now: &str) -> Clock {
    let zone = Zone::Rules(berlin);
    Clock { now: zone.instant(now.parse().unwrap()).unwrap(), zone }
}

/// Sunday 22 November 2026, in the evening.
fn evening() -> Clock {
    at("2026-11-22T21:05:00")
}

/// Wednesday 25 November 2026, at night.
fn night() -> Clock {
    at("2026-11-25T02:10:00")
}

fn read(text: &str, clock: &Clock) -> Result<String, DateProblem> {
    Ok(date_phrase::read(text, clock)?.to_string())
}

/// Each text, before what it means: `text = meaning | text = meaning`.
#[track_caller]
fn mean(clock: &Clock, rows: &str) {
    for row in rows.split(" | ") {
        let (text, expected) = row.split_once(" = ").expect(row);
        assert_eq!(read(text, clock).as_deref(), Ok(expected), "{text}");
    }
}

/// Each text, before a part of what is said of it, and the dates to type instead.
#[track_caller]
fn refused(clock: &Clock, texts: &[(&str, &str, &[&str])]) {
    for (text, expected, instead) in texts {
        let problem = read(text, clock).expect_err(text);
        assert!(problem.what.contains(expected), "{text}: {problem:?}");
        assert_eq!(problem.instead, *instead, "{text}: {problem:?}");
    }
}

#[test]
fn a_day_is_known_to_the_day() {
    mean(
        &evening(),
        "2026-1-2 = 2026-01-02 | 3 days ago = 2026-11-19 | 1 day ago = 2026-11-21 | \
         0 days ago = 2026-11-22 | last sunday = 2026-11-15 | \
         mon = 2026-11-16 |   On  Last,   FRIDAY.  = 2026-11-20 | 1900-01-01 = 1900-01-01 | \
         29 feb = 2024-02-29 | the 31st = 2026-10-31 | \
         nov 23 = 2025-11-23 | 23.11. = 2025-11-23 | 11/23 = 2025-11-23 | 11/11 = 2026-11-11 | \
         Sun 22 Nov = 2026-11-22 | sunday 2026-11-15 = 2026-11-15 | \
         november the 13th 2026 = 2026-11-13 | the 13th of Nov. 2026 = 2026-11-13 | \
         sept 1st = 2026-09-01 | last friday evening = 2026-11-20 | nov 19 night = 2026-11-19 | \
         today evening = 2026-11-22",
    );
    mean(
        &at("2026-03-31T12:00:00"),
        "a month ago = 2026-02-28 | 13 months ago = 2025-02-28 | the 30th = 2026-03-30 | \
         29.02. = 2024-02-29",
    );
    mean(&at("2026-03-30T12:00:00"), "the 31st = 2026-01-31");
    // There is no 29 February 2100.
    mean(&at("2104-02-28T12:00:00"), "29 feb = 2096-02-29");
    mean(&at("2024-02-29T12:00:00"), "a year ago = 2023-02-28 | 4 years ago = 2020-02-29");
}

#[test]
fn a_time_is_known_to_the_instant() {
    mean(
        &evening(),
        "22 hours ago = 2026-11-21T23:05:00+01:00 | \
         an hour and a half ago = 2026-11-22T19:35:00+01:00 | \
         2026-11-19 at 9:30pm = 2026-11-19T21:30:00+01:00 | \
         2026-11-19T23:10:00Z = 2026-11-19T23:10:00+00:00 | \
         2026-11-19t23:10:00z = 2026-11-19T23:10:00+00:00 | \
         2026-11-19 23:10 -0530 = 2026-11-19T23:10:00-05:30 | \
         2026-11-19T23:10:00.250+01:00 = 2026-11-19T23:10:00.250+01:00 | \
         9pm 3 days ago = 2026-11-19T21:00:00+01:00 | \
         at 9 p.m. on the 19th = 2026-11-19T21:00:00+01:00 | \
         9.30pm yesterday = 2026-11-21T21:30:00+01:00 | \
         last friday 12am = 2026-11-20T00:00:00+01:00 | friday 12pm = 2026-11-20T12:00:00+01:00 | \
         21:05 = 2026-11-22T21:05:00+01:00 | today 9:04 = 2026-11-22T09:04:00+01:00 | \
         this evening 5:30pm = 2026-11-22T17:30:00+01:00 | \
         friday night at midnight = 2026-11-21T00:00:00+01:00 | \
         on friday the 13th of november 2026 at 9 pm = 2026-11-13T21:00:00+01:00",
    );
    // In summer, the hours of another day are those of its offset.
    mean(&evening(), "2026-10-24 9pm = 2026-10-24T21:00:00+02:00");
}

/// What people type, on a Wednesday at 2:10 in the night.
#[test]
fn what_people_type_means_what_they_meant() {
    mean(
        &night(),
        "last night = 2026-11-24 | last night 2am = 2026-11-25T02:00:00+01:00 | \
         last night 11pm = 2026-11-24T23:00:00+01:00 | this morning = 2026-11-25 | \
         midnight = 2026-11-25T00:00:00+01:00 | yesterday noon = 2026-11-24T12:00:00+01:00 | \
         Nov 19 = 2026-11-19 | 19 Nov = 2026-11-19 | 19th of November = 2026-11-19 | \
         November 19, 2026 = 2026-11-19 | the 19th = 2026-11-19 | friday the 13th = 2026-11-13 | \
         19.11.2026 = 2026-11-19 | 19.11. = 2026-11-19 | 11/19 = 2026-11-19 | \
         19/11/2026 = 2026-11-19 | 2026/11/19 = 2026-11-19 | monday = 2026-11-23 | \
         wednesday = 2026-11-18 | last monday = 2026-11-23 | on sunday = 2026-11-22 | \
         sunday night = 2026-11-22 | sunday night 1am = 2026-11-23T01:00:00+01:00 | \
         the day before yesterday = 2026-11-23 | 3 days ago = 2026-11-22 | \
         two weeks ago = 2026-11-11 | a week ago = 2026-11-18 | \
         40 minutes ago = 2026-11-25T01:30:00+01:00 | 40m ago = 2026-11-25T01:30:00+01:00 | \
         2h ago = 2026-11-25T00:10:00+01:00 | 2 hrs ago = 2026-11-25T00:10:00+01:00 | \
         half an hour ago = 2026-11-25T01:40:00+01:00 | an hour ago = 2026-11-25T01:10:00+01:00 | \
         just now = 2026-11-25T02:10:00+01:00 | 9pm yesterday = 2026-11-24T21:00:00+01:00 | \
         9 pm on friday = 2026-11-20T21:00:00+01:00 | friday at 9pm = 2026-11-20T21:00:00+01:00 | \
         yesterday 21:30 = 2026-11-24T21:30:00+01:00 | \
         Yesterday, 9:30 PM. = 2026-11-24T21:30:00+01:00 | \
         2026-11-19T23:10+01:00 = 2026-11-19T23:10:00+01:00 | \
         2026-11-19T23:10:00+0100 = 2026-11-19T23:10:00+01:00 | friday the 13th = 2026-11-13 | \
         friday november 13 = 2026-11-13",
    );
}

#[test]
fn a_time_without_a_day_is_on_the_day_that_it_is_read_on() {
    let day = NaiveDate::from_ymd_opt(2026, 11, 19).unwrap();
    let read = |text| date_phrase::read_on(text, day, &night()).map(|moment| moment.to_string());
    assert_eq!(read("9pm").as_deref(), Ok("2026-11-19T21:00:00+01:00"));
    assert_eq!(read("noon").as_deref(), Ok("2026-11-19T12:00:00+01:00"));
    assert_eq!(read("at midnight").as_deref(), Ok("2026-11-19T00:00:00+01:00"));
    assert_eq!(read("yesterday 9pm").as_deref(), Ok("2026-11-24T21:00:00+01:00"));
    assert_eq!(read("yesterday").as_deref(), Ok("2026-11-24"));
    assert_eq!(read("5").unwrap_err().instead, ["5am", "17:00"]);
}

#[test]
fn a_gap_is_refused_and_a_fold_is_the_earlier() {
    for text in ["2026-03-29 02:00", "2026-03-29 02:30", "2026-03-29 02:59:59"] {
        let gap = read(text, &evening()).expect_err("no such time");
        assert!(gap.what.contains("was skipped"), "{gap:?}");
    }
    mean(
        &evening(),
        "2026-03-29 01:59:59 = 2026-03-29T01:59:59+01:00 | \
         2026-03-29 03:00 = 2026-03-29T03:00:00+02:00 | \
         2026-10-25 01:59:59 = 2026-10-25T01:59:59+02:00 | \
         2026-10-25 02:00 = 2026-10-25T02:00:00+02:00 | \
         2026-10-25 02:30 = 2026-10-25T02:30:00+02:00 | \
         2026-10-25 02:59:59 = 2026-10-25T02:59:59+02:00 | \
         2026-10-25 03:00 = 2026-10-25T03:00:00+01:00",
    );
}

fn words(text: &str) -> Vec<String> {
    text.split(' ').map(str::to_owned).collect()
}

#[test]
fn a_date_ends_where_its_words_end() {
    for (text, date, rest, goes_on) in [
        ("yesterday", "yesterday", "", false),
        ("3 days ago asked why", "3 days ago", "asked why", false),
        ("yesterday at 9pm text", "yesterday at 9pm", "text", false),
        ("yesterday text 9pm", "yesterday", "text 9pm", false),
        ("friday 9 pm they wrote", "friday 9 pm", "they wrote", false),
        ("3 days ago at 9 pm asked", "3 days ago at 9 pm", "asked", false),
        ("friday the 13th", "friday the 13th", "", false),
        ("friday november 13 again", "friday november 13", "again", false),
        ("9 pm on friday text", "9 pm on friday", "text", false),
        ("8pm yesterday", "8pm yesterday", "", false),
        ("yesterday, 9pm, asked", "yesterday, 9pm,", "asked", false),
        ("monday two weeks ago", "monday", "two weeks ago", true),
        ("yesterday friday", "yesterday", "friday", true),
        ("3 days ago around 9pm", "3 days ago", "around 9pm", true),
        ("2026-11-19 +01:00", "2026-11-19", "+01:00", true),
        ("yesterday 3x", "yesterday", "3x", true),
        ("yesterday 12345678901", "yesterday", "12345678901", true),
        // Refused as a whole.
        ("yesterday at 9", "yesterday at 9", "", false),
        ("yesterday 25:00", "yesterday 25:00", "", false),
        ("last week text", "last week", "text", false),
        ("yesterday 9pm CET text", "yesterday 9pm CET", "text", false),
    ] {
        let words = words(text);
        let found = leading(&words, &night()).expect(text);
        assert_eq!((found.text.as_str(), found.goes_on), (date, goes_on), "{text}");
        assert_eq!(found.rest.join(" "), rest, "{text}");
        assert_eq!(found.moment, date_phrase::read(date, &night()), "{text}");
    }
    for text in ["soon maybe", "5 times", "may be", "text yesterday", "3 days 4 hours ago", ""] {
        assert_eq!(leading(&words(text), &night()), None, "{text}");
    }
    assert_eq!(leading(&[], &night()), None);
}

#[test]
fn a_date_in_quotes_is_whole() {
    for (first, is_read) in [("yesterday 9pm", true), (" yesterday", true), ("so sad", false)] {
        let words = [first.to_owned(), "9pm".to_owned()];
        let found = leading(&words, &night()).unwrap();
        assert_eq!((found.text.as_str(), found.goes_on), (first, false));
        assert_eq!((found.rest, found.moment.is_ok()), (&words[1..], is_read));
    }
    // A word in quotes after others is none of the date.
    let words = ["yesterday".to_owned(), "9pm or so".to_owned()];
    let found = leading(&words, &night()).unwrap();
    assert_eq!((found.text.as_str(), found.goes_on), ("yesterday", true));
}

#[test]
fn the_stored_form_survives_a_round_trip() {
    let texts = "2026-11-19|2026-11-19T23:10:00+01:00|2026-11-19T23:10:00+00:00|\
         2026-11-19T23:10:00-09:30|2026-11-19T23:10:00.250+01:00|1900-01-01T00:00:00+00:00|\
         9999-12-31T23:59:59-12:00";
    for text in texts.split('|') {
        assert_eq!(Moment::parse(text).expect(text).to_string(), text);
    }
}

#[test]
fn what_is_not_a_stored_form_is_refused() {
    let texts = "|2026-11|2026-02-30|26-11-2026|+2026-11-1|2026-11-19 |1899-12-31|\
         2026-11-19T24:00:00Z|2026-11-19T23:10:00|2026-11-19T23:10:00+24:00|\
         2026-11-19T23:10:00+01:60|0000-01-01|-0001-01-01T00:00:00Z|2026-1١-19|\
         1899-12-31T23:59:59Z|+12026-11-19T23:10:00Z";
    for text in texts.split('|') {
        assert_eq!(Moment::parse(text), None, "{text}");
    }
}

/// chrono reads all of RFC 3339. A parser of our own reads the usual form, since that costs less.
#[test]
fn an_instant_is_the_one_that_chrono_reads() {
    let chrono = |text: &str| {
        let instant = DateTime::parse_from_rfc3339(text).ok()?;
        let day = instant.date_naive();
        let is_in_range = (1900..=9999).contains(&day.year());
        (is_in_range && text.starts_with(&day.to_string())).then_some(Moment::Instant(instant))
    };
    for text in ["2026-11-19T23:10:00+01:00", "2024-02-29T00:00:00Z", "1999-12-31T23:59:59-11:45"] {
        assert!(chrono(text).is_some(), "{text}");
        assert_eq!(Moment::parse(text), chrono(text), "{text}");
        // The same with one character changed, whether an instant comes out or not.
        for at in 0..text.len() {
            for other in "0123456789-+:.TtZz ".chars() {
                let text = format!("{}{other}{}", &text[..at], &text[at + 1..]);
                assert_eq!(Moment::parse(&text), chrono(&text), "{text}");
            }
        }
    }
}

#[test]
fn an_offset_with_seconds_becomes_one_that_can_be_written() {
    let zone = Zone::Fixed(FixedOffset::east_opt(-1 - 60).unwrap());
    let local = zone.local(DateTime::UNIX_EPOCH);
    assert_eq!(local.to_rfc3339(), "1969-12-31T23:58:00-00:02");
}
