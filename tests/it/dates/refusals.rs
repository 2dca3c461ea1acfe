//! Dates that are refused, and what to type instead.

use nocontact::domain::date_phrase::leading;

use super::{at, evening, night, read, refused};

#[test]
fn what_could_be_two_things_is_refused_with_both() {
    refused(
        &night(),
        &[
            ("5", "could be 5am or 17:00", &["yesterday 5am", "yesterday 17:00"]),
            ("at 1", "could be 1am or 13:00", &["1am", "yesterday 13:00"]),
            ("12", "could be 12am or 12:00", &["12am", "yesterday 12:00"]),
            ("friday 9", "9am or friday 21:00", &["friday 9am", "friday 21:00"]),
            ("last night 9", "could be", &["last night 21:00"]),
            ("19.11", "could be 2026-11-19 or 19:11", &["2026-11-19", "yesterday 19:11"]),
            ("19.11 9pm", "not clear", &["2026-11-19 9pm"]),
            ("yesterday 9.30", "not clear", &["yesterday 9:30"]),
            ("11/12/2026", "could be 2026-11-12 or 2026-12-11", &["2026-11-12"]),
            ("9pm 11/10", "could be", &["2026-10-11 9pm", "2026-11-10 9pm"]),
            ("yesterday midnight", "", &["2026-11-24 00:00", "2026-11-25 00:00"]),
            ("today midnight", "could be", &["2026-11-25 00:00"]),
            ("friday evening midnight", "", &["2026-11-20 00:00", "2026-11-21 00:00"]),
            (
                "friday 14 november",
                "2026-11-14 is a Saturday",
                &["2026-11-14", "2026-11-13", "2025-11-14"],
            ),
            ("monday 2026-11-22", "2026-11-22 is a Sunday", &["2026-11-22", "2026-11-23"]),
        ],
    );
    let december = at("2026-12-20T12:00:00");
    let dates: &[&str] = &["2026-12-13", "2026-12-11", "2026-11-13"];
    refused(&december, &[("friday the 13th", "2026-12-13 is a Sunday", dates)]);
}

#[test]
fn what_is_vague_is_refused_as_vague() {
    let texts = "last week|this week|last month|last year|last weekend|a few days ago|\
         a couple of weeks ago|several hours ago|days ago|recently|the other day|a while ago|\
         earlier|last week 9pm";
    for text in texts.split('|') {
        let problem = read(text, &night()).expect_err(text);
        assert_eq!(problem.what, format!("\"{text}\" does not say which day"));
        assert!(!problem.instead.is_empty(), "{text}");
    }
}

#[test]
fn the_future_is_refused_and_names_what_to_type() {
    let future = "is in the future";
    refused(
        &night(),
        &[
            ("23:10", future, &["yesterday 23:10"]),
            ("at 9 pm", future, &["yesterday at 9 pm"]),
            ("noon", future, &["yesterday noon"]),
            ("today 23:10", future, &["yesterday 23:10"]),
            ("2026-11-25 23:10", future, &[]),
            ("this afternoon", future, &["yesterday afternoon"]),
            ("this evening 11pm", future, &["yesterday evening 11pm"]),
            ("tonight", future, &["last night", "today"]),
            ("tonight 1am", future, &["last night 1am", "today 1am"]),
            ("last night 3am", future, &["yesterday 3am"]),
            ("tomorrow", future, &["today"]),
            ("next friday 9pm", future, &["last friday 9pm"]),
            ("2026-11-26", future, &[]),
            ("9999-12-31", future, &[]),
            ("2026-11-25T02:10:01+01:00", future, &[]),
            ("2026-11-25 02:11", future, &[]),
        ],
    );
    refused(&at("2026-11-25T05:59:59"), &[("tonight", future, &["last night", "today"])]);
    refused(&at("2026-11-25T06:00:00"), &[("tonight", future, &["last night"])]);
    for (now, text, is_read) in [
        ("2026-11-25T11:59:59", "this afternoon", false),
        ("2026-11-25T12:00:00", "this afternoon", true),
        ("2026-11-25T17:59:59", "this evening", false),
        ("2026-11-25T18:00:00", "this evening", true),
        ("2026-11-25T17:59:59", "tonight", false),
        ("2026-11-25T18:00:00", "tonight", true),
        ("2026-11-25T00:00:00", "this morning", true),
        ("2026-11-25T17:59:59", "today evening", false),
    ] {
        assert_eq!(read(text, &at(now)).is_ok(), is_read, "{text} at {now}");
    }
}

#[test]
fn a_time_that_is_not_in_its_part_of_the_day_is_refused() {
    refused(
        &night(),
        &[
            ("friday morning 9pm", "9pm is not in the morning", &["2026-11-20 21:00"]),
            ("this morning 11pm", "contradicts itself", &[]),
            ("yesterday morning 2pm", "", &["2026-11-24 14:00"]),
            (
                "friday evening 1am",
                "1am is not in the evening",
                &["2026-11-21 01:00", "2026-11-20 01:00"],
            ),
        ],
    );
}

#[test]
fn what_does_not_exist_is_refused_with_what_comes_nearest() {
    refused(
        &evening(),
        &[
            ("2026-02-30", "no such day", &["2026-02-28"]),
            ("2026-13-01", "no such day", &["2026-01-13"]),
            ("31 june", "no such day", &["2026-06-30"]),
            ("31/31", "no such day", &[]),
            ("2/30/2026", "no such day", &["2026-02-28"]),
            ("1899-12-31", "from 1900 to 9999", &[]),
            ("19 nov 26", "could be", &["2026-11-19", "2019-11-26", "nov 26 19:00"]),
            ("4000000 days ago", "is not from 1900 to 9999", &[]),
            ("999999999 years ago", "is not from 1900 to 9999", &[]),
            ("9999999 hours ago", "is not from 1900 to 9999", &[]),
            ("25:00", "is not a time of day", &[]),
            ("yesterday 23:60", "is not a time of day", &[]),
            ("23:10:60", "is not a time of day", &[]),
            ("2026-11-19 23:10:60", "is not a time of day", &[]),
            ("2026-11-19 23:10:60 UTC", "", &[]),
            ("13pm", "is not a time of day", &[]),
            ("friday 0am", "is not a time of day", &[]),
            ("19.11.26", "could be", &["2026-11-19", "2019-11-26"]),
            ("19-11-2026", "not clear", &["2026-11-19"]),
            ("2026-03-29 02:30", "was skipped when the clocks went forward", &[]),
        ],
    );
    for text in ["2026-11-19 23:30 CET", "yesterday 9pm est", "yesterday 23:30 UTC", "23:10Z"] {
        // Only the whole of a day, a time and an offset is an instant.
        let clock = at("2026-11-22T23:30:00");
        let problem = read(text, &clock).expect_err(text);
        assert!(problem.what.contains("has a zone that cannot be read"), "{problem:?}");
    }
}

#[test]
fn what_has_no_form_is_refused_with_those_that_come_nearest() {
    let no_date = "is not a date";
    refused(
        &evening(),
        &[
            ("yesteday", no_date, &["yesterday", "3 days ago", "yesterday 9pm"]),
            ("wensday 9pm", no_date, &["wednesday 9pm", "yesterday", "3 days ago"]),
            ("last tuseday", no_date, &["last tuesday", "yesterday", "3 days ago"]),
            ("19 novmber", no_date, &["19 november", "yesterday", "3 days ago"]),
            ("yesterday around 9pm", no_date, &["yesterday 9pm", "yesterday", "3 days ago"]),
            ("yesterday around 9", no_date, &["yesterday 9am", "yesterday 21:00", "yesterday"]),
            ("monday two weeks ago", no_date, &["two weeks ago", "last monday", "monday 9pm"]),
            ("3 days 4 hours ago", no_date, &["4 hours ago", "3 days ago", "40 minutes ago"]),
            ("earlier today", no_date, &["today", "yesterday", "3 days ago"]),
            ("last evening", no_date, &["yesterday evening", "last night", "yesterday"]),
            ("2 nights ago", no_date, &["3 days ago", "40 minutes ago", "yesterday"]),
            ("this friday", no_date, &["friday", "last friday", "friday 9pm"]),
            ("november", no_date, &["19 november", "november 19", "yesterday"]),
            ("soon", no_date, &["yesterday", "3 days ago", "yesterday 9pm"]),
            ("", no_date, &["yesterday", "3 days ago", "yesterday 9pm"]),
        ],
    );
}

#[test]
fn what_is_no_date_is_none() {
    let texts = "9:5|3 days|last|yesterday yesterday|3.5 days ago|-3 days ago|20261119|\
         12:00:00:00|10000-01-01|2026-011-19|nine nov|yesterday 23:30 +0100|a nov|\
         1899-12-31T23:00:00Z|2026-11-19T23:10:60+01:00|2026-11-19T00:00+15:00|the 19|5the|at|\
         at at 9pm|yesterday at|the 0 nov|2026-11-19T|2026-11-19 20:00-21:00|9pm yesterday 9pm|\
         today friday|friday friday the 13th|yesterday now|\u{661}9 nov|\
         on friday the 13th of november 2026 at 9 pm and so on and on";
    for text in texts.split('|') {
        let problem = read(text, &evening()).expect_err(text);
        assert!(problem.what.ends_with("is not a date"), "{problem:?}");
    }
    // However long it is, only its beginning is looked at.
    for part in ["9", "yesterday ", "a", "0 ", "9.", "é", ":", "at ", "2026-11-19t"] {
        let text = part.repeat(64 * 1024);
        assert!(read(&text, &evening()).is_err(), "{part}");
        let words: Vec<String> = text.split(' ').map(str::to_owned).collect();
        assert!(leading(&words, &evening()).is_none_or(|found| found.text.len() < 200), "{part}");
    }
}
