//! Any bytes as a file to import: refused, or imported once and not twice, and written to a table
//! that says the same and in which no spreadsheet finds a formula.

#![no_main]

use std::path::Path;

use chrono::{DateTime, NaiveDate};
use libfuzzer_sys::fuzz_target;
use nocontact::domain::Contact;
use nocontact::domain::journal::Journal;
use nocontact::domain::merge::tables::Tables;
use nocontact::domain::merge::{ImportProblem, Imported};
use nocontact::domain::window::{Policy, Rules};
use nocontact::store::format::{self, csv};
use nocontact::store::incoming::Incoming;

/// Reads a file and merges it; `None` if it is refused.
fn import(journal: &mut Journal<'static>, bytes: &[u8]) -> Option<Imported> {
    let here = journal.clone();
    let mut incoming = Incoming::into(&here);
    incoming.add(Path::new("fuzz"), bytes).ok()?;
    assert_eq!(incoming.tables.iter().map(Vec::len).sum::<usize>(), incoming.places.len());
    let now = DateTime::parse_from_rfc3339("9999-12-31T23:59:59+00:00").expect("an instant");
    let rows = Tables { tables: incoming.tables, take_changes: false, now };
    match journal.import(incoming.journals, rows, format::content) {
        Ok(imported) => Some(imported),
        Err(ImportProblem::Ahead(..)) => None,
        Err(problem) => panic!("nothing else is in the way: {problem:?}"),
    }
}

fn begins_a_formula(piece: &str) -> bool {
    let rest = piece.trim_start_matches(|c: char| c.is_whitespace() || c.is_control() || c == '"');
    rest.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

fuzz_target!(|bytes: &[u8]| {
    let breakup = NaiveDate::from_ymd_opt(1900, 1, 1).expect("a date");
    let mut journal = Journal::new(Rules { breakup, policy: Policy::Fixed, days: 30 });
    journal.identify(format::content);
    if import(&mut journal, bytes).is_none() {
        return;
    }
    let number = journal.entries.len();
    let again = import(&mut journal, bytes).expect("it comes in twice");
    assert!(again.added.is_empty() && again.changed.is_empty(), "{again:?}");

    let table = csv::write(&journal.assessed()).expect("what was read can be written");
    let text = std::str::from_utf8(&table).expect("as UTF-8");
    assert_eq!(text.split([',', ';', '\t', '\r', '\n']).find(|it| begins_a_formula(it)), None);
    // A journal may have a look by the other one; a table may not.
    let is_odd = journal.entries.iter().filter_map(|it| it.contact()).any(Contact::is_odd);
    if number > 0 && !is_odd {
        let back = import(&mut journal, &table).expect("what was written can be read");
        assert!(back.added.is_empty() && back.kept.is_empty(), "{back:?}");
        assert_eq!(back.present, number);
    }
});
