//! Any bytes as a file to import: refused, or imported once and not twice, and written to a table
//! that says the same.

#![no_main]

use chrono::NaiveDate;
use libfuzzer_sys::fuzz_target;
use nocontact::domain::journal::Journal;
use nocontact::domain::window::{Policy, Rules};
use nocontact::store::format::csv;
use nocontact::store::incoming::decode;

fuzz_target!(|bytes: &[u8]| {
    let Ok(incoming) = decode(bytes) else { return };
    assert_eq!(incoming.entries.len(), incoming.places.len());
    let breakup = NaiveDate::from_ymd_opt(1900, 1, 1).expect("a date");
    let mut journal = Journal::new(Rules { breakup, policy: Policy::Fixed, days: 30 });
    let number = incoming.entries.len();
    let first = journal.import(incoming.entries.clone()).expect("nothing is in the way");
    assert_eq!((first.added.len(), first.present), (number, 0));
    let again = journal.import(incoming.entries).expect("nor the second time");
    assert_eq!((again.added.len(), again.present), (0, number));

    let table = csv::write(&journal.assessed()).expect("what was read can be written");
    let back = decode(&table).expect("what was written can be read");
    let back = journal.import(back.entries).expect("and taken in");
    assert_eq!((back.added.len(), back.present), (0, number));
});
