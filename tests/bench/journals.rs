//! Journals to measure with, written as the program writes them. Most entries are contacts, every
//! sixth is an urge. They are two hours apart and end at [`NOW`]; every tenth has no time, and every
//! twentieth was changed later.

use std::borrow::Cow;
use std::error::Error;

use chrono::{DateTime, FixedOffset, TimeDelta};
use nocontact::domain::contact::{By, Channel, Contact, Reply};
use nocontact::domain::entry::{Body, Entry, Urge};
use nocontact::domain::identity::{Identity, Removal, Stamp, Uid};
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
    Ok(format::encode(&made(size)?)?)
}

/// The bytes of another copy of [`journal`]. Half of the entries are the same, a quarter was changed
/// here and a quarter there, and of the same ones, one of twenty was removed there.
pub(crate) fn copies(size: usize) -> Result<[Vec<u8>; 2], Box<dyn Error>> {
    let mut copies = [made(size)?, made(size)?];
    let later = stamp(0, 0)?;
    for (copy, journal) in copies.iter_mut().enumerate() {
        for entry in journal.entries.iter_mut().skip(copy).step_by(4) {
            entry.body.clear("note");
            entry.identity.changed = Some(later);
        }
    }
    let [_, there] = &mut copies;
    let removed = there.entries.extract_if(.., |entry| entry.id % 40 == 4);
    let marks = removed.map(|entry| entry.identity.uid);
    there.removed = marks.map(|uid| (uid, Removal { uid, at: later, burnt: false })).collect();
    let [here, there] = copies;
    Ok([format::encode(&here)?, format::encode(&there)?])
}

/// A journal without entries, and a table of `size` rows without uids, as a person makes one.
pub(crate) fn table(size: usize) -> Result<[Vec<u8>; 2], Box<dyn Error>> {
    let mut journal = made(size)?;
    journal.entries.iter_mut().for_each(|entry| entry.identity = Identity::default());
    let table = format::csv::write(&journal.assessed())?;
    journal.entries.clear();
    Ok([format::encode(&journal)?, table])
}

fn made(size: usize) -> Result<Journal<'static>, Box<dyn Error>> {
    let breakup = at(size)?.date_naive();
    let mut journal = Journal::new(Rules { breakup, policy: Policy::Fixed, days: 30 });
    journal.identity = identity(size, size)?;
    for number in 0..size {
        let instant = at(size - number)?;
        let at = match number % 10 {
            7 => Moment::Day(instant.date_naive()),
            _ => Moment::Instant(instant),
        };
        let mut identity = identity(number, size - number)?;
        identity.changed =
            (number % 20 == 3).then(|| stamp(number, size - number - 1)).transpose()?;
        let entry = Entry::new(number as u64 + 1, at, body(number));
        journal.entries.push(Entry { identity, ..entry });
    }
    Ok(journal)
}

/// What the program gives to an entry of `back` steps before [`NOW`].
fn identity(number: usize, back: usize) -> Result<Identity, Box<dyn Error>> {
    let uid = Uid::random((number as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    Ok(Identity { uid, recorded: Some(stamp(number, back)?), changed: None })
}

/// The time `back` steps before [`NOW`], with six digits of a fraction, as of a real clock.
fn stamp(number: usize, back: usize) -> Result<Stamp, Box<dyn Error>> {
    let fraction = TimeDelta::microseconds(i64::try_from(number * 7919 % 999_983)?);
    Ok(Stamp::new(at(back)? + fraction))
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
