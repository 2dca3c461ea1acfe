//! Journals to measure with, written as the program writes them. Most entries are contacts, every
//! sixth is an urge. They are two hours apart and end at [`NOW`]; every tenth has no time.

use std::borrow::Cow;
use std::error::Error;

use chrono::{DateTime, FixedOffset, TimeDelta};
use nocontact::domain::contact::{By, Channel, Contact, Reply};
use nocontact::domain::entry::{Body, Entry, Urge};
use nocontact::domain::journal::Journal;
use nocontact::domain::moment::Moment;
use nocontact::domain::window::{Policy, Rules};
use nocontact::store::format;

/// The time that every command is given.
pub(crate) const NOW: &str = "2026-11-25T12:00:00+01:00";

const NOTES: [Option<&str>; 5] = [
    Some("asked why she left"),
    None,
    Some("wrote \"I miss you\" and took it back"),
    Some("saw a photo of us \u{1f494}, and could not stop looking at it"),
    None,
];

/// The time `back` steps before [`NOW`].
pub(crate) fn at(back: usize) -> Result<DateTime<FixedOffset>, Box<dyn Error>> {
    let hours = TimeDelta::try_hours(2 * i64::try_from(back)?).ok_or("too long ago")?;
    Ok(DateTime::parse_from_rfc3339(NOW)? - hours)
}

/// The bytes of a journal of `size` entries.
pub(crate) fn journal(size: usize) -> Result<Vec<u8>, Box<dyn Error>> {
    let breakup = at(size)?.date_naive();
    let mut journal = Journal::new(Rules { breakup, policy: Policy::Fixed, days: 30 });
    for number in 0..size {
        let instant = at(size - number)?;
        let at = match number % 10 {
            7 => Moment::Day(instant.date_naive()),
            _ => Moment::Instant(instant),
        };
        journal.entries.push(Entry::new(number as u64 + 1, at, body(number)));
    }
    Ok(format::encode(&journal)?)
}

fn body(number: usize) -> Body<'static> {
    let note = NOTES[number % NOTES.len()].map(Cow::Borrowed);
    let triggers = if number % 4 == 1 { vec![Cow::Borrowed("alone")] } else { Vec::new() };
    if number % 6 == 5 {
        let resisted = [None, Some(true), Some(false)][number % 3];
        return Body::Urge(Urge { resisted, triggers, note });
    }
    let (by, reply) = match number % 5 {
        0 => (By::Them, Some(Reply::Brief)),
        3 => (By::Me, Some(Reply::None)),
        _ => (By::Me, None),
    };
    let channel = [Channel::Text, Channel::Text, Channel::Call, Channel::Social][number % 4];
    let times = if number % 9 == 8 { 3 } else { 1 };
    Body::Contact(Contact { by, channel, reply, times, triggers, note, ..Contact::default() })
}
