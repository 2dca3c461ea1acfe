//! What each form of a date means, on one clock; the stored form of a moment; local time.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDateTime};
use nocontact::domain::clock::{Clock, Zone};
use nocontact::domain::date_phrase::{DateProblem, parse, parse_leading};
use nocontact::domain::moment::Moment;

/// Sunday 22 November 2026, 21:05 at +01:00.
fn clock() -> Clock {
    let now = DateTime::parse_from_rfc3339("2026-11-22T21:05:00+01:00").unwrap();
    Clock { now, zone: Zone::Fixed(*now.offset()) }
}

fn read(text: &str) -> Result<String, DateProblem> {
    Ok(parse(text)?.resolve(&clock(), text)?.to_string())
}

#[track_caller]
fn means(text: &str, expected: &str) {
    assert_eq!(read(text).as_deref(), Ok(expected), "{text}");
}

#[test]
fn a_day_is_known_to_the_day() {
    means("2026-11-19", "2026-11-19");
    means("today", "2026-11-22");
    means("yesterday", "2026-11-21");
    means("last night", "2026-11-21");
    means("3 days ago", "2026-11-19");
    means("1 day ago", "2026-11-21");
    means("two weeks ago", "2026-11-08");
    means("a week ago", "2026-11-15");
    means("friday", "2026-11-20");
    means("last friday", "2026-11-20");
    means("sunday", "2026-11-15");
    means("last sunday", "2026-11-15");
    means("mon", "2026-11-16");
    means("  Last   FRIDAY ", "2026-11-20");
    means("1900-01-01", "1900-01-01");
}

#[test]
fn a_time_is_known_to_the_instant() {
    means("now", "2026-11-22T21:05:00+01:00");
    means("40 minutes ago", "2026-11-22T20:25:00+01:00");
    means("2 hours ago", "2026-11-22T19:05:00+01:00");
    means("an hour ago", "2026-11-22T20:05:00+01:00");
    means("22 hours ago", "2026-11-21T23:05:00+01:00");
    means("2026-11-19 23:10", "2026-11-19T23:10:00+01:00");
    means("2026-11-19 at 9:30pm", "2026-11-19T21:30:00+01:00");
    means("2026-11-19T23:10", "2026-11-19T23:10:00+01:00");
    means("2026-11-19T23:10:00-05:00", "2026-11-19T23:10:00-05:00");
    means("2026-11-19T23:10:00Z", "2026-11-19T23:10:00+00:00");
    means("2026-11-19t23:10:00z", "2026-11-19T23:10:00+00:00");
    means("yesterday 21:30", "2026-11-21T21:30:00+01:00");
    means("yesterday at 9pm", "2026-11-21T21:00:00+01:00");
    means("Yesterday at 9 PM", "2026-11-21T21:00:00+01:00");
    means("friday 9pm", "2026-11-20T21:00:00+01:00");
    means("last friday 12am", "2026-11-20T00:00:00+01:00");
    means("friday 12pm", "2026-11-20T12:00:00+01:00");
    means("3 days ago at 8am", "2026-11-19T08:00:00+01:00");
    means("21:05", "2026-11-22T21:05:00+01:00");
    means("today 9:04", "2026-11-22T09:04:00+01:00");
    means("at 9am", "2026-11-22T09:00:00+01:00");
}

#[test]
fn what_is_no_date_is_refused() {
    for text in [
        "",
        "9",
        "friday 9",
        "3 days",
        "days ago",
        "a month ago",
        "next friday",
        "25:00",
        "23:60",
        "13pm",
        "0am",
        "9:5",
        "last",
        "last night 9",
        "yesterday yesterday",
        "3.5 days ago",
        "-3 days ago",
        "19.11.2026",
        "20261119",
        "the 19th",
        "12:00:00:00",
        "2026-11-19 23:10 +01:00 x",
        "99999999999 days ago",
        "99999999 hours ago x",
    ] {
        assert!(matches!(read(text), Err(DateProblem::Unknown(_))), "{text}: {:?}", read(text));
    }
    for text in [
        "2026-02-30",
        "2026-13-01",
        "1899-12-31",
        "0000-00-00",
        "10000-01-01",
        "26-11-19",
        "2026-1-2",
        "1899-12-31T23:00:00Z",
        "4000000 days ago",
    ] {
        assert!(matches!(read(text), Err(DateProblem::NoSuchDay(_))), "{text}: {:?}", read(text));
    }
}

#[test]
fn the_future_is_refused_and_names_what_to_type() {
    for text in ["2026-11-23", "9999-12-31", "2026-11-22T21:05:01+01:00", "2026-11-22 21:06"] {
        assert!(matches!(read(text), Err(DateProblem::Future(_, _))), "{text}");
    }
    let refused = read("23:10").expect_err("23:10 has not come yet");
    assert_eq!(refused.to_string(), "\"23:10\" is in the future");
    assert_eq!(refused.hint(), "write \"yesterday 23:10\" for the day before");
}

#[test]
fn slashes_are_refused_with_the_iso_form() {
    let hint = |text| match read(text) {
        Err(problem @ DateProblem::Slashes(..)) => problem.hint(),
        other => panic!("{text}: {other:?}"),
    };
    assert_eq!(hint("11/12/2026"), "write 2026-11-12 or 2026-12-11");
    assert_eq!(hint("19/11/2026 23:10"), "write 2026-11-19");
    assert_eq!(hint("2026/11/19"), "write 2026-11-19");
    assert_eq!(hint("1/2"), "write YYYY-MM-DD");
}

#[test]
fn a_gap_is_refused_and_a_fold_is_the_earlier() {
    fn hours(hours: i32) -> FixedOffset {
        FixedOffset::east_opt(hours * 3600).unwrap()
    }
    /// Central Europe in 2026: summer from 29 March to 25 October, each at 01:00 UTC.
    fn at_utc(reading: &NaiveDateTime) -> FixedOffset {
        let reading = reading.format("%m-%d %H:%M:%S").to_string();
        let summer = "03-29 01:00:00"..="10-25 00:59:59";
        hours(if summer.contains(&reading.as_str()) { 2 } else { 1 })
    }
    let clock = Clock { zone: Zone::Rules(at_utc), ..clock() };
    let read = |text: &str| {
        let moment = parse(text).and_then(|phrase| phrase.resolve(&clock, text));
        moment.map(|moment| moment.to_string())
    };
    for text in ["2026-03-29 02:00", "2026-03-29 02:30", "2026-03-29 02:59:59"] {
        let gap = read(text).expect_err("no such time");
        assert!(gap.to_string().contains("does not exist"), "{gap}");
    }
    for (text, expected) in [
        ("2026-03-29 01:59:59", "2026-03-29T01:59:59+01:00"),
        ("2026-03-29 03:00", "2026-03-29T03:00:00+02:00"),
        ("2026-10-25 01:59:59", "2026-10-25T01:59:59+02:00"),
        ("2026-10-25 02:00", "2026-10-25T02:00:00+02:00"),
        ("2026-10-25 02:30", "2026-10-25T02:30:00+02:00"),
        ("2026-10-25 02:59:59", "2026-10-25T02:59:59+02:00"),
        ("2026-10-25 03:00", "2026-10-25T03:00:00+01:00"),
    ] {
        assert_eq!(read(text).as_deref(), Ok(expected), "{text}");
    }
}

#[test]
fn a_date_ends_where_its_words_end() {
    let split = |text: &str| {
        let words: Vec<String> = text.split(' ').map(str::to_owned).collect();
        parse_leading(&words).map(|(_, date, rest)| (date, rest.join(" ")))
    };
    for (text, date, rest) in [
        ("yesterday", "yesterday", ""),
        ("3 days ago asked why", "3 days ago", "asked why"),
        ("yesterday at 9pm text", "yesterday at 9pm", "text"),
        ("yesterday text 9pm", "yesterday", "text 9pm"),
        ("friday 9 pm she wrote", "friday 9 pm", "she wrote"),
        ("last friday at 9 pm", "last friday at 9 pm", ""),
        ("3 days ago at 9 pm she wrote", "3 days ago at 9 pm", "she wrote"),
    ] {
        assert_eq!(split(text), Ok((date.to_owned(), rest.to_owned())), "{text}");
    }
    assert_eq!(split("soon maybe"), Err(DateProblem::Unknown("soon maybe".to_owned())));
    for text in [
        "8pm yesterday",
        "20:00 tomorrow",
        "last night 11pm",
        "yesterday at 9",
        "yesterday 25:00",
        "2026-11-19 24:00",
        "2026-11-19 23:10 +01:00",
        "yesterday friday",
        "yesterday noon I wrote",
        "friday night he cried",
        "3 days ago around 9pm",
    ] {
        assert!(matches!(split(text), Err(DateProblem::NoEnd(_))), "{text}: {:?}", split(text));
    }
    assert!(matches!(split("3 days 4 hours ago"), Err(DateProblem::Unknown(_))));
}

#[track_caller]
fn survives(text: &str) {
    let moment = Moment::parse(text).expect(text);
    assert_eq!(moment.to_string(), text);
}

#[test]
fn the_stored_form_survives_a_round_trip() {
    survives("2026-11-19");
    survives("2026-11-19T23:10:00+01:00");
    survives("2026-11-19T23:10:00+00:00");
    survives("2026-11-19T23:10:00-09:30");
    survives("2026-11-19T23:10:00.250+01:00");
    survives("1900-01-01T00:00:00+00:00");
    survives("9999-12-31T23:59:59-12:00");
}

#[test]
fn what_is_not_a_stored_form_is_refused() {
    for text in [
        "",
        "2026-11",
        "2026-02-30",
        "26-11-2026",
        "+2026-11-1",
        "2026-11-19 ",
        "1899-12-31",
        "2026-11-19T24:00:00Z",
        "2026-11-19T23:10:00",
        "2026-11-19T23:10:00+24:00",
        "2026-11-19T23:10:00+01:60",
        "0000-01-01",
        "-0001-01-01T00:00:00Z",
        "2026-1١-19",
        "1899-12-31T23:59:59Z",
        "+12026-11-19T23:10:00Z",
    ] {
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
