//! `import` of any journal: what was exported comes back, both sides end alike, and nothing panics.

use std::collections::HashMap;

use csv::{ReaderBuilder, WriterBuilder};
use nocontact::domain::entry::{Body, Urge};
use nocontact::domain::journal::Journal;
use nocontact::domain::moment::Moment;
use nocontact::store::format::{self, csv as table};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::random;
use crate::world::World;

/// The journal as it is written, without what an export leaves out, and with the ids 1, 2, 3.
fn renumbered(journal: &Journal<'_>) -> String {
    let mut journal = journal.clone();
    journal.identify(format::content);
    journal.undo.clear();
    journal.removed.clear();
    journal.unknown.clear();
    for (id, entry) in (1..).zip(&mut journal.entries) {
        entry.id = id;
        // A row without one gets one.
        entry.identity.recorded = None;
    }
    String::from_utf8(format::encode(&journal).unwrap()).unwrap()
}

/// A journal without entries, with the rules of `like`.
fn bare(like: &Journal<'_>) -> World {
    let mut world = World::new();
    world.at("2027-02-01T12:00:00+01:00");
    world.write(format::encode(&Journal::new(like.rules)).unwrap());
    world
}

/// A journal in which many texts are a formula to some spreadsheet.
fn hostile_journal() -> impl Strategy<Value = Journal<'static>> {
    let piece = select(
        "=|＝|+|＋|-|－|@|＠|'|''|\"| |\u{a0}|,|;|\t|\r|\n|\\|a".split('|').collect::<Vec<_>>(),
    );
    let text = || vec(piece.clone(), 0..9).prop_map(|pieces| pieces.concat());
    let bodies = vec((text(), text(), text()), 0..6);
    (random::full_journal(), bodies).prop_map(|(mut journal, texts)| {
        for (first, second, third) in texts {
            let at = Moment::Day(journal.rules.breakup);
            let note = Some(first.into());
            let triggers = vec![second.into(), third.clone().into()];
            journal.record(at, Body::Urge(Urge { resisted: None, triggers, note }));
            let last = journal.entries.last_mut().unwrap();
            let json = serde_json::to_string(&third).unwrap();
            last.unknown =
                vec![(format!("x{third}").into(), json.into()), ("y".into(), "[1,-1]".into())];
        }
        journal.identify(format::content);
        journal
    })
}

proptest! {
    #![proptest_config(random::config(200))]

    #[test]
    fn what_was_exported_comes_back_as_it_was(journal in random::full_journal()) {
        for kind in ["csv", "json"] {
            let world = bare(&journal);
            world.write(format::encode(&journal).unwrap());
            let exported = world.ok(&format!("export --format {kind}"));
            let mut world = bare(&journal);
            world.input = exported.into_bytes();
            world.ok("import -");
            let bytes = world.bytes();
            let back = format::decode(&bytes).unwrap();
            prop_assert_eq!(renumbered(&back), renumbered(&journal), "{}", kind);
            prop_assert!(world.ok("import -").starts_with("Nothing to import"));
            if !journal.entries.is_empty() {
                world.ok("undo");
                prop_assert!(format::decode(&world.bytes()).unwrap().entries.is_empty());
            }
        }
    }

    /// Whichever separator a spreadsheet takes, and whatever it makes of quotes and blanks.
    #[test]
    fn no_cell_begins_like_a_formula(journal in hostile_journal()) {
        let written = String::from_utf8(table::write(&journal.assessed()).unwrap()).unwrap();
        let is_formula = |cell: &str| {
            let rest = cell.trim_start_matches(|c: char| c.is_whitespace() || c == '"');
            rest.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        };
        let torn = written.split([',', ';', '\t', '\r', '\n']).find(|piece| is_formula(piece));
        prop_assert_eq!(torn, None);
        for (at, quotes) in (0..6).map(|at| (at / 2, at % 2 == 0)) {
            let mut reader = ReaderBuilder::new();
            reader.has_headers(false).flexible(true).delimiter(b",;\t"[at]).quoting(quotes);
            for record in reader.from_reader(written.as_bytes()).records() {
                for cell in &record.unwrap() {
                    prop_assert!(!is_formula(cell), "{:?}", cell);
                }
            }
        }
    }

    /// Another separator, no quotes where none are needed, words in capitals, an empty column and an
    /// empty row, no empty cells at the end of a row.
    #[test]
    fn a_table_says_the_same_after_a_spreadsheet(
        journal in hostile_journal(),
        separator in select(b",;\t"),
    ) {
        let written = table::write(&journal.assessed()).unwrap();
        let mut saved = WriterBuilder::new();
        let saved = saved.delimiter(separator).flexible(true).has_headers(false);
        let mut saved = saved.from_writer(b"sep=".to_vec());
        saved.write_record(["", ""]).unwrap();
        let mut reader = ReaderBuilder::new();
        for record in reader.has_headers(false).from_reader(&written[3..]).records() {
            let mut cells: Vec<_> = record.unwrap().iter().map(str::to_owned).collect();
            cells[1..10].iter_mut().for_each(|cell| cell.make_ascii_uppercase());
            cells.insert(1, String::new());
            while cells.pop_if(|cell| cell.is_empty()).is_some() {}
            saved.write_record(&cells).unwrap();
            saved.write_record(["", ""]).unwrap();
        }
        let saved = saved.into_inner().unwrap();
        let rows = table::read(&saved, &HashMap::new()).unwrap();
        prop_assert_eq!(rows.len(), journal.entries.len());
        for ((_, row), entry) in rows.iter().zip(&journal.entries) {
            prop_assert!(row.says_as(entry), "{:?}\n{:?}", row, entry);
            prop_assert_eq!(row.identity, entry.identity);
        }
    }

    /// A damaged table is read or refused, and what is read can be written.
    #[test]
    fn no_damage_makes_the_reader_of_tables_panic(
        journal in random::full_journal(),
        hits in vec((any::<Index>(), any::<u8>()), 1..4),
    ) {
        let world = bare(&journal);
        world.write(format::encode(&journal).unwrap());
        let mut table = world.ok("export --format csv").into_bytes();
        for (at, byte) in hits {
            let at = at.index(table.len());
            table[at] = byte;
        }
        let mut world = bare(&journal);
        world.input = table;
        let before = world.bytes();
        let outcome = world.run("import -");
        prop_assert!(outcome.code < 2, "{}", outcome);
        if outcome.code == 1 {
            prop_assert_eq!(world.bytes(), before);
        } else {
            world.ok("history");
        }
    }
}
