//! `import` of any journal: what was exported comes back, both sides end alike, and nothing panics.

use nocontact::domain::journal::Journal;
use nocontact::store::format;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::random;
use crate::world::World;

/// The journal as it is written, without what an export leaves out, and with the ids 1, 2, 3.
fn renumbered(journal: &Journal<'_>) -> String {
    let mut journal = journal.clone();
    journal.identify(format::content);
    journal.undo.clear();
    journal.unknown.clear();
    for (id, entry) in (1..).zip(&mut journal.entries) {
        entry.id = id;
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
