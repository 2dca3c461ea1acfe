//! Any words as a date: refused, or a moment that can be written and is not in the future.

#![no_main]

use chrono::{DateTime, Datelike, FixedOffset};
use libfuzzer_sys::fuzz_target;
use nocontact::domain::clock::{Clock, Zone};
use nocontact::domain::date_phrase::{leading, read};
use nocontact::domain::moment::Moment;

fn taken(text: &str, clock: &Clock) {
    match read(text, clock) {
        Err(problem) => {
            assert!(!problem.what.is_empty());
            assert!(problem.instead.iter().all(|date| read(date, clock).is_ok()), "{problem:?}");
        }
        Ok(at) => {
            assert!((1900..=9999).contains(&at.day().year()), "{at:?}");
            assert!(!at.is_after(clock.now), "{at:?}");
            assert_eq!(Moment::parse(&at.to_string()), Some(at));
        }
    }
}

fuzz_target!(|text: &str| {
    let words: Vec<String> = text.split(' ').map(str::to_owned).collect();
    for now in ["1900-01-01T00:00:00Z", "2026-11-22T21:05:00+01:00", "9999-12-31T23:59:59Z"] {
        let now: DateTime<FixedOffset> = now.parse().expect("a time");
        let clock = Clock { now, zone: Zone::Fixed(*now.offset()) };
        taken(text, &clock);
        if let Some(found) = leading(&words, &clock) {
            assert!(found.rest.len() < words.len());
            assert_eq!(found.moment, read(&found.text, &clock));
        }
    }
});
