//! Any bytes as a journal: refused, or read as a whole and written back unchanged.

#![no_main]

use chrono::{DateTime, FixedOffset};
use libfuzzer_sys::fuzz_target;
use nocontact::domain::clock::{Clock, Zone};
use nocontact::store::format::{decode, encode};

fuzz_target!(|bytes: &[u8]| {
    let Ok(mut journal) = decode(bytes) else { return };
    let written = encode(&journal).expect("what was read can be written");
    let again = decode(&written).expect("what was written can be read");
    assert_eq!(again.entries.len(), journal.entries.len());
    assert_eq!(again.undo.len(), journal.undo.len());
    assert_eq!(encode(&again).expect("and written again"), written);
    let told = journal.assessed().len();
    assert_eq!(told, journal.entries.len());
    for now in ["1900-01-01T00:00:00Z", "2026-11-22T21:05:00+01:00", "9999-12-31T23:59:59Z"] {
        let now: DateTime<FixedOffset> = now.parse().expect("a time");
        let summary = journal.summary(&Clock { now, zone: Zone::Fixed(*now.offset()) });
        assert!(summary.apart.longest >= summary.apart.days);
    }
    while journal.undo().is_some() {
        let written = encode(&journal).expect("what is taken back can be written");
        decode(&written).expect("and read");
    }
});
