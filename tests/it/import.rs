//! `import`: what comes in, what does not, and what is refused as a whole. What is special about
//! tables is in `tables`, and what holds for any journal in `properties`.

mod laws;
mod machines;
mod properties;
mod tables;

use std::fs;
use std::path::PathBuf;

use snapbox::{assert_data_eq, str};

use crate::world::World;

/// Writes a file beside the journal's folder.
fn file(world: &World, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = world.path().join(name);
    fs::write(&path, bytes).unwrap();
    path
}

/// Two machines, with three entries on both and one more on each.
fn parted() -> (World, World) {
    let (here, there) = (World::started(), World::new());
    for line in
        ["log text --at 2026-11-03 23:10", "log lurk --at 2026-11-05", "log --at 2026-11-05"]
    {
        here.ok(line);
    }
    there.write(here.bytes());
    here.ok("log call --at 2026-11-08 --note here");
    there.ok("log email --at 2026-11-07 --note there");
    (here, there)
}

fn import(world: &World, other: &World) -> String {
    world.ok_words(&["import", other.journal().to_str().unwrap()])
}

#[test]
fn a_conflict_copy_brings_in_what_is_not_here_yet() {
    let (here, there) = parted();
    let expected = str![[r#"
Imported: 1 new. Already here: 3 entries.
To look: nocontact history
To undo this: nocontact undo

"#]];
    assert_data_eq!(import(&here, &there), expected);
    let expected = str![[r#"
1  2026-11-03 23:10  text   chasing
2  2026-11-05        lurk   checking
3  2026-11-05        other  chasing
5  2026-11-07        email  chasing   there
4  2026-11-08        call   chasing   here

"#]];
    assert_data_eq!(here.ok("history"), expected);
}

#[test]
fn the_same_file_twice_adds_nothing_and_writes_nothing() {
    let (here, there) = parted();
    import(&here, &there);
    let before = (here.bytes(), fs::read(here.beside(".bak")).unwrap());
    assert_eq!(import(&here, &there), "Nothing to import. Already here: 4 entries.\n");
    assert_eq!(import(&here, &here), "Nothing to import. Already here: 5 entries.\n");
    assert_eq!((here.bytes(), fs::read(here.beside(".bak")).unwrap()), before);
}

/// Equal entries that were recorded separately happened twice.
#[test]
fn equal_entries_are_told_apart_by_their_uid_and_rows_without_one_are_matched_one_to_one() {
    let (here, there) = (World::started(), World::started());
    here.ok("log text --at 2026-11-03");
    there.ok("log text --at 2026-11-03");
    assert!(import(&here, &there).starts_with("Imported: 1 new.\n"));
    let rows = "contact,2026-11-03,text\n".repeat(3);
    let table = file(&here, "table.csv", format!("kind,at,channel\n{rows}"));
    let import = || here.ok_words(&["import", table.to_str().unwrap()]);
    assert!(import().starts_with("Imported: 1 new. Already here: 2 entries.\n"));
    assert_eq!(import(), "Nothing to import. Already here: 3 entries.\n");
}

#[test]
fn undo_takes_an_import_back_whole() {
    let (here, there) = parted();
    for day in 10..20 {
        there.ok(&format!("log --at 2026-11-{day} --times 2"));
        there.ok(&format!("log call --at 2026-11-{day} --by them"));
    }
    let before = here.file()["entries"].clone();
    import(&here, &there);
    let undone = here.ok("undo");
    assert!(undone.starts_with("Undone. No longer recorded:\n  5  Sat 7 Nov"), "{undone}");
    assert!(undone.contains("\n  24  ") && !undone.contains("\n  25  "), "{undone}");
    assert!(undone.contains("\n  and 1 more\n"), "{undone}");
    assert_eq!(here.file()["entries"], before);
}

#[test]
fn the_rules_of_another_journal_stay_out_and_those_of_a_copy_come_in() {
    let (here, there) = parted();
    let strict = World::new();
    strict.ok("start 2026-10-30 --strict --days 60");
    let text = import(&here, &strict);
    assert!(text.contains("\nNot imported: breakup Fri 30 Oct 2026, strict, 60 days.\n"), "{text}");
    assert_eq!(here.json("status --json")["window"]["policy"], "fixed");
    assert_eq!(here.json("status --json")["breakup"], "2026-11-01");
    // The journal there began as this one.
    there.ok("amend --date 2026-10-30 --strict --days 60");
    let text = import(&here, &there);
    assert!(
        text.contains("The rules are now: breakup Fri 30 Oct 2026, strict, 60 days.\n"),
        "{text}"
    );
    assert_eq!(here.json("status --json")["window"]["policy"], "strict");
    here.ok("undo");
    assert_eq!(here.json("status --json")["window"]["policy"], "fixed");
}

#[test]
fn it_says_how_many_verdicts_changed_with_it() {
    let (here, there) = (World::started(), World::started());
    for world in [&here, &there] {
        world.ok("amend --days 5");
    }
    here.ok("log text --at 2026-11-10");
    assert_eq!(here.json("history --json")[0]["verdict"], "reconnect");
    there.ok("log text --at 2026-11-09");
    assert!(import(&here, &there).contains("\nThat changed 1 verdict.\n"));
    assert_eq!(here.json("history --json")[1]["verdict"], "chasing");
}

#[test]
fn a_dry_run_lists_and_changes_nothing() {
    let (here, there) = parted();
    let before = here.bytes();
    assert_eq!(
        here.ok_words(&["import", there.journal().to_str().unwrap(), "--dry-run"]),
        "New:\n  5  2026-11-07        email  chasing  there\n\
         This would import: 1 new. Already here: 3 entries.\nNothing was changed.\n"
    );
    assert_eq!(here.bytes(), before);
}

/// Checks that `bytes` are refused for this reason, and that nothing changes.
#[track_caller]
fn refused(bytes: impl AsRef<[u8]>, why: &str) {
    let world = World::started();
    world.ok("log");
    let before = world.bytes();
    let path = file(&world, "other", bytes);
    let outcome = world.run_words(&["import", path.to_str().unwrap()]);
    assert_eq!((outcome.code, outcome.out.as_str()), (1, ""), "{outcome}");
    let expected = format!("nocontact: cannot import [DIR]/other: {why}\n  nothing was changed\n");
    assert_eq!(outcome.err, expected);
    assert_eq!(world.bytes(), before);
}

/// The other clock is ahead. The entries come in, with a warning.
#[test]
fn entries_that_lie_ahead_of_the_clock_are_named() {
    let mut world = World::started();
    let mut ahead = World::started();
    ahead.at("2026-11-30T09:00:00+01:00").ok("log");
    world.input = ahead.bytes();
    for line in ["import - --dry-run", "import -"] {
        let outcome = world.run(line);
        assert_eq!(outcome.code, 0, "{outcome}");
        let warning = "the clock is behind the newest entry (Mon 30 Nov 2026 09:00): it says \
                       Sun 22 Nov 2026 21:05";
        assert!(outcome.err.contains(warning), "{line}: {outcome}");
    }
    world.width = Some(60);
    for line in world.run("import -").err.lines() {
        assert!(line.chars().count() <= 60, "{line}");
    }
}

/// A merge refuses no journal that can be read. The restart would begin a window before the breakup.
#[test]
fn an_entry_of_another_journal_from_before_the_breakup_counts_on_its_day() {
    let (here, there) = (World::started(), World::new());
    there.ok("start 2026-10-20");
    there.ok("log --at 2026-10-25 --note early");
    there.ok("restart 2026-10-26");
    import(&here, &there);
    let figures = here.json("status --json");
    assert_eq!(figures["window"]["starts_on"], "2026-11-01");
    assert_eq!(figures["without_contact"]["since"], "2026-11-01");
    assert_eq!(figures["counts"]["chasing"], 1);
    assert!(here.ok("history").starts_with("1  2026-10-25        other    chasing  early\n"));
    // What is not about the date can still be changed.
    here.ok("edit 1 --note changed");
    here.ok("amend --days 40");
    assert_eq!(here.run("amend --date 2026-11-03").code, 1);
    here.ok("amend --date 2026-10-31");
}
