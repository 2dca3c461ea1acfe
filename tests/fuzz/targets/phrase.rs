//! Any words as a date: refused, or a moment that can be written and is not in the future.

#![no_main]

use chrono::{DateTime, Datelike, FixedOffset};
use libfuzzer_sys::fuzz_target;
use nocontact::domain::date_phrase::{parse, parse_leading};
use nocontact::domain::clock::{Clock, Zone};
use nocontact::domain::moment::Moment;

fn resolved(text: &str) {
    for now in ["1900-01-01T00:00:00Z", "2026-11-22T21:05:00+01:00", "9999-12-31T23:59:59Z"] {
        let now: DateTime<FixedOffset> = now.parse().expect("a time");
        let clock = Clock { now, zone: Zone::Fixed(*now.offset()) };
        let Ok(phrase) = parse(text) else { return };
        match phrase.resolve(&clock, text) {
            Err(problem) => assert!(!problem.to_string().is_empty()),
            Ok(at) => {
                assert!((1900..=9999).contains(&at.day().year()), "{at:?}");
                assert!(!at.is_after(now), "{at:?}");
                assert_eq!(Moment::parse(&at.to_string()), Some(at));
            }
        }
    }
}

fuzz_target!(|text: &str| {
    resolved(text);
    let words: Vec<String> = text.split(' ').map(str::to_owned).collect();
    match parse_leading(&words) {
        Ok((_, date, rest)) => {
            assert!(rest.len() < words.len());
            resolved(&date);
        }
        Err(problem) => assert!(!problem.to_string().is_empty()),
    }
});
