//! One journal on two machines, in a folder that a sync service shares: its conflict copies are
//! brought together, and nothing is there twice or back.

use std::fs;

use snapbox::{assert_data_eq, file, str};

use crate::meanwhile::Meanwhile;
use crate::world::World;

/// The name that Syncthing gives to the copy of another machine.
const COPY: &str = "nocontact.sync-conflict-20261122-210500-ABCDEFG.json";

/// Two machines with the same five entries. From then on each has its own file.
fn parted() -> (World, World) {
    let (here, there) = (World::started(), World::new());
    for line in [
        "log text --at 2026-11-03 23:10",
        "log call --at 2026-11-05 --note secret",
        "urge --at 2026-11-06 22:00",
        "log lurk --at 2026-11-07",
        "goal run",
    ] {
        here.ok(line);
    }
    there.write(here.bytes());
    (here, there)
}

/// Puts the journal there beside the one here, as a sync service does.
fn conflict(here: &World, there: &World) {
    fs::write(here.journal().with_file_name(COPY), there.bytes()).unwrap();
}

#[test]
fn both_sides_end_alike_after_one_command_each() {
    let (mut here, mut there) = parted();
    here.at("2026-11-23T08:00:00+01:00");
    there.at("2026-11-23T09:00:00+01:00");
    for line in
        ["edit 1 email", "remove 4 --yes", "log call --at 2026-11-08 --by them", "goal --done 5"]
    {
        here.ok(line);
    }
    for line in
        ["edit 1 --times 2", "urge --gave-in 3", "log text --at 2026-11-09", "amend --days 40"]
    {
        there.ok(line);
    }
    let copies = (here.bytes(), there.bytes());
    conflict(&here, &there);
    fs::write(there.journal().with_file_name(COPY), copies.0).unwrap();
    assert_data_eq!(
        here.ok("import --conflicts --dry-run"),
        file!["../messages/whole/both_sides_end_alike_after_one_command_each.txt"]
    );
    assert_data_eq!(
        here.ok("import --conflicts"),
        file!["../messages/whole/both_sides_end_alike_after_one_command_each_2.txt"]
    );
    assert!(there.ok("import --conflicts").starts_with(
        "Imported: 1 new, 1 changed, 1 removed. Already here: 1 entry.\nChanged: entry 5.\n\
         Newer here, and kept: entries 1, 3.\n"
    ));
    there.now = here.now;
    assert_eq!(here.ok("status"), there.ok("status"));
    let before = here.bytes();
    conflict(&here, &there);
    assert!(
        here.ok("import --conflicts").starts_with("Nothing to import. Already here: 7 entries.\n")
    );
    assert_eq!(here.bytes(), before);
    // The journal is what it was before the import, and the copy comes in again.
    here.ok("undo");
    assert_eq!(here.json("status --json")["window"]["days"], 30);
    assert!(here.ok("import --conflicts").starts_with("Imported: 2 new, 2 changed, the rules."));
}

#[test]
fn a_burn_reaches_the_other_machine_and_costs_no_draft() {
    let (here, there) = parted();
    here.ok("edit 2 --note secret and more");
    there.ok("remove 2 --burn --yes");
    let draft = here.beside(".draft-1-1.txt");
    fs::write(&draft, "Dear").unwrap();
    conflict(&here, &there);
    assert_data_eq!(
        here.ok("import --conflicts"),
        str![[r#"
Imported: 1 removed. Already here: 4 entries.
1 entry burnt there. The undo history and the backup are gone here, too.
To remove what is merged:
  rm [DIR]/data/nocontact.sync-conflict-20261122-210500-ABCDEFG.json

"#]]
    );
    let holds = |name: &String| {
        fs::read_to_string(here.journal().with_file_name(name)).unwrap().contains("secret")
    };
    assert!(!here.names().iter().any(holds), "{:?}", here.names());
    assert!(draft.exists());
    assert_eq!(here.run("undo").code, 1);
    // What was burnt does not come back from an old copy, a table or an undo elsewhere.
    let (old, _) = parted();
    old.ok("edit 2 --times 3");
    assert!(!here.ok("history").contains("secret"));
}

#[test]
fn a_copy_of_another_breakup_is_no_conflict_copy_unless_its_name_says_so() {
    let here = World::started();
    let none = "There is no conflict copy beside the journal.\n";
    assert_eq!(here.ok("import --conflicts"), none);
    let other = World::started();
    other.ok("log text");
    fs::write(here.journal().with_file_name("nocontact-old.json"), other.bytes()).unwrap();
    assert_eq!(here.ok("import --conflicts"), none);
    fs::write(here.journal().with_file_name("nocontact-HOST.json"), here.bytes()).unwrap();
    assert!(here.ok("import --conflicts").starts_with("Nothing to import.\n"));
    let unless = "To remove what is merged, unless you made it yourself:\n  rm [DIR]/data/nocontact-HOST.json\n";
    assert!(here.ok("import --conflicts").ends_with(unless));
    fs::write(here.journal().with_file_name(COPY), "{").unwrap();
    let outcome = here.run("import --conflicts");
    assert!(outcome.err.contains(COPY) && outcome.code == 0, "{outcome}");
}

#[test]
fn a_journal_that_is_begun_meanwhile_stays_as_it_is() {
    let world = World::new();
    let input = Meanwhile::then(
        || drop(world.ok("start")),
        br#"{"version":1,"breakup":"2026-11-12","entries":[]}"#,
    );
    let outcome = world.run_reading("import -", input);
    let told = "nocontact: a journal was begun here meanwhile; nothing was imported\n";
    assert_eq!((outcome.code, &*outcome.err), (1, told), "{outcome}");
    assert_eq!(world.file()["breakup"], "2026-11-22");
}

/// A row that differs from the entry with its uid is listed, and comes in only if it is asked for.
#[test]
fn what_a_table_says_differently_comes_in_only_with_take_changes() {
    let (here, there) = parted();
    let table = here.path().join("my table.csv");
    fs::write(&table, here.ok("export --format csv").replace("me\",\"text\"", "me\",\"email\""))
        .unwrap();
    there.ok("log call --at 2026-11-08");
    here.ok("remove 4 --yes");
    let before = here.file();
    assert_data_eq!(
        here.ok_words(&["import", "my table.csv"]),
        str![[r#"
Nothing to import. Already here: 3 entries.
Removed here, and not imported: 1 entry.
Different in the table, and kept as here: entry 1.
To take what the table says: nocontact import "my table.csv" --take-changes

"#]]
    );
    assert_eq!(here.file(), before);
    let said = here.ok_words(&["import", "my table.csv", "--take-changes"]);
    assert!(said.starts_with("Imported: 1 changed. Already here: 3 entries.\n"), "{said}");
    assert_eq!(here.file()["entries"][0]["channel"], "email");
    here.ok("undo");
    assert_eq!(here.file(), before);
    // On another machine all of it is new, but for what it has.
    let said = there.ok_words(&["import", table.to_str().unwrap(), "--take-changes"]);
    assert!(said.starts_with("Imported: 1 changed. Already here: 4 entries.\n"), "{said}");
}

/// A burn that was killed has changed the journal and left its copies.
#[test]
fn a_burn_that_was_cut_short_is_finished_by_the_next_save() {
    let (here, _) = parted();
    let backup = fs::read(here.beside(".bak")).unwrap();
    here.ok("remove 2 --burn --yes");
    let left = ["nocontact.json.bak", "nocontact.json.draft-1-1.txt"];
    let burning = format!("\"burning\": {left:?},\n  \"entries\"");
    here.write(String::from_utf8(here.bytes()).unwrap().replace("\"entries\"", &burning));
    for name in left {
        fs::write(here.journal().with_file_name(name), &backup).unwrap();
    }
    // Begun since, so it is not part of that burn.
    fs::write(here.beside(".draft-2-2.txt"), "Dear").unwrap();
    // No name leads anywhere else.
    let outside = here.path().join("outside");
    fs::write(&outside, "").unwrap();
    here.ok("log text");
    let names = [
        "nocontact.json",
        "nocontact.json.bak",
        "nocontact.json.draft-2-2.txt",
        "nocontact.json.lock",
    ];
    assert_eq!(here.names(), names);
    assert!(!fs::read_to_string(here.beside(".bak")).unwrap().contains("secret"));
    assert!(!here.whole_file().as_object().unwrap().contains_key("burning"));
}

/// An older program keeps the fields that it does not know, and stamps nothing.
#[test]
fn what_an_older_program_did_to_the_file_is_settled_by_the_next_save() {
    let here = World::started();
    for line in
        ["log text --note one", "log call --note two", "log email --note three", "remove 3 --yes"]
    {
        here.ok(line);
    }
    let mut file = here.whole_file();
    // It imported a copy, so that one uid is there twice, and its `undo` brought an entry back.
    let mut twice = file["entries"][0].clone();
    (twice["id"], twice["note"]) = (7.into(), "one, edited".into());
    let back = file["undo"].as_array_mut().unwrap().pop().unwrap()["was"][0].clone();
    file["entries"].as_array_mut().unwrap().extend([back, twice]);
    here.write(file.to_string());
    here.ok("goal run");
    let file = here.whole_file();
    let entries = file["entries"].as_array().unwrap();
    let uids: std::collections::BTreeSet<_> = entries.iter().map(|it| it["uid"].as_str()).collect();
    assert_eq!((entries.len(), uids.len()), (5, 5), "{file:#}");
    assert!(file["removed"].is_null() && !entries[2]["changed"].is_null(), "{file:#}");
}

#[test]
fn undo_of_an_import_says_what_is_here_again() {
    let (here, there) = parted();
    there.ok("edit 1 email");
    there.ok("remove 4 --yes");
    there.ok("amend --days 40");
    let before = here.whole_file();
    here.ok_words(&["import", there.journal().to_str().unwrap()]);
    assert_data_eq!(
        here.ok("undo"),
        str![[r#"
Undone. As it was before:
  1  Tue 3 Nov 2026 23:10  text
  4  Sat 7 Nov 2026  lurk
Undone. The rules are now:
  breakup Sun 1 Nov 2026, fixed, 30 days
You can undo 5 more changes.

"#]]
    );
    assert_eq!(here.whole_file(), before);
    let own = here.journal();
    let said = "Nothing to import. Already here: 5 entries.\nNothing was changed.\n";
    assert_eq!(here.ok_words(&["import", own.to_str().unwrap(), "--dry-run"]), said);
}
