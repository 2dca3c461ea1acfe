//! What can be where the journal should be, and beside it.

use std::fs::{self, File};
use std::sync::Arc;

use snapbox::{assert_data_eq, str};

use super::{damage, is_well, is_wrong, put, sound, wrong};
use crate::hazards::at_once;
use crate::world::World;

#[test]
fn no_journal_is_named_with_start_and_one_whose_backup_is_there_with_restore() {
    let world = World::new();
    is_wrong(&world, "Nothing is tracked yet.\nnocontact start");
    assert_eq!(fs::read_dir(world.path()).unwrap().count(), 0, "it makes none");
    let world = sound();
    fs::remove_file(world.journal()).unwrap();
    is_wrong(&world, "The journal is missing, but its backup is here.\nnocontact restore");
}

#[test]
fn a_damaged_journal_is_named_with_restore_or_without_a_backup_is_to_be_kept() {
    let world = sound();
    damage(&world);
    let why = "The journal cannot be read: it is damaged, or not a nocontact journal: it \
               breaks off at line 1.";
    is_wrong(&world, &format!("{why}\nnocontact restore"));
    fs::remove_file(world.beside(".bak")).unwrap();
    let next = "Keep a copy of [DIR]/data/nocontact.json before you change anything in it. A sync \
                service or a backup program may have an older one.";
    is_wrong(&world, &format!("{why}\n{next}"));
}

#[test]
fn a_damaged_journal_with_a_damaged_backup_is_not_sent_to_restore() {
    let world = sound();
    damage(&world);
    fs::write(world.beside(".bak"), "").unwrap();
    let told = wrong(&world, 2);
    assert!(!told.contains("nocontact restore"), "{told}");
    assert_eq!(world.run("restore").code, 1);
    let outcome = world.run("status");
    assert!(outcome.err.contains("nocontact doctor"), "{outcome}");
    assert!(!outcome.err.contains("nocontact restore"), "{outcome}");
}

#[test]
fn a_backup_that_cannot_be_read_is_named() {
    let world = sound();
    fs::write(world.beside(".bak"), "").unwrap();
    is_wrong(&world, "The backup cannot be read: it is empty.\nThe next save replaces it.");
    // That is true.
    world.ok("log text");
    is_well(&world);
}

#[test]
fn a_backup_that_is_a_folder_is_named() {
    let world = World::started();
    fs::create_dir(world.beside(".bak")).unwrap();
    let told = "Something that is not a backup is at [DIR]/data/nocontact.json.bak: it is a folder.\n\
                Move it elsewhere.";
    is_wrong(&world, told);
}

#[test]
fn a_newer_journal_and_a_newer_backup_are_named() {
    let world = sound();
    fs::write(world.journal(), r#"{"version": 7}"#).unwrap();
    fs::write(world.beside(".bak"), r#"{"version": 8}"#).unwrap();
    let expected = str![[r#"
Problem      A newer version of nocontact wrote the journal (format 7; this one knows 1).
             Install the newer nocontact.
Problem      A newer version of nocontact wrote the backup (format 8; this one knows 1).
             The next save replaces it. To keep it, copy it elsewhere first: [DIR]/data/nocontact.json.bak

"#]];
    assert_data_eq!(wrong(&world, 2), expected);
    assert!(world.run("doctor").out.contains("Format       version 7\n"));
}

#[test]
fn a_journal_with_a_kind_that_is_not_known_is_damaged() {
    let world = sound();
    let sound = String::from_utf8(world.bytes()).unwrap();
    world.write(sound.replacen("\"contact\"", "\"dream\"", 1));
    let told = wrong(&world, 1);
    assert!(told.contains("The journal cannot be read: "), "{told}");
    assert!(told.ends_with("\n             nocontact restore\n"), "{told}");
}

/// Checks that something else where the journal should be is named, with `why` and with what to do
/// once it is gone.
#[track_caller]
fn is_in_the_way(world: World, why: &str, next: &str) {
    let world = Arc::new(world);
    let outcome = at_once(&world, "doctor");
    assert_eq!(outcome.code, 1, "{outcome}");
    for said in [why, "Move [DIR]/data/nocontact.json elsewhere", next] {
        assert!(outcome.out.contains(said), "{said:?} is not in {outcome}");
    }
}

#[test]
fn a_folder_or_more_than_64_mib_in_the_place_of_the_journal_is_named() {
    let world = sound();
    File::create(world.journal()).unwrap().set_len(64 * 1024 * 1024 + 1).unwrap();
    is_in_the_way(world, "it is larger than 64 MiB", "nocontact restore");
    let world = World::new();
    fs::create_dir_all(world.journal()).unwrap();
    is_in_the_way(world, "it is a folder", "nocontact start");
    let world = sound();
    fs::remove_file(world.journal()).unwrap();
    fs::create_dir(world.journal()).unwrap();
    is_in_the_way(world, "it is a folder", "nocontact restore");
}

#[cfg(unix)] // Windows has no such devices.
#[test]
fn a_device_or_a_pipe_in_the_place_of_the_journal_is_named_at_once() {
    let world = World::new();
    fs::create_dir(world.path().join("data")).unwrap();
    std::os::unix::fs::symlink("/dev/zero", world.journal()).unwrap();
    let outcome = at_once(&Arc::new(world), "doctor");
    assert!(outcome.out.contains("it is not a regular file"), "{outcome}");
    let world = World::new();
    fs::create_dir(world.path().join("data")).unwrap();
    let made = std::process::Command::new("mkfifo").arg(world.journal()).status();
    if !made.is_ok_and(|status| status.success()) {
        return crate::world::skipped("there is no mkfifo here");
    }
    is_in_the_way(world, "it is not a regular file", "nocontact start");
}

#[cfg(unix)] // Symbolic links are a privilege on Windows.
#[test]
fn links_are_followed_and_where_they_lead_is_told() {
    use std::os::unix::fs::symlink;

    let world = sound();
    fs::rename(world.path().join("data"), world.path().join("kept")).unwrap();
    fs::create_dir(world.path().join("data")).unwrap();
    symlink("../kept/nocontact.json", world.journal()).unwrap();
    let outcome = is_well(&world);
    let told = "Journal      [DIR]/data/nocontact.json\nLeads to     [DIR]/data/../kept/nocontact";
    assert!(outcome.out.starts_with(told), "{outcome}");
    assert!(outcome.out.contains("1 entry"), "{outcome}");

    fs::remove_dir_all(world.path().join("kept")).unwrap();
    let told = "The link leads to [DIR]/data/../kept/nocontact.json, which is not there.\n\
                If its disk or folder is missing, bring it back. To start over there:\nnocontact start";
    is_wrong(&world, told);

    fs::remove_file(world.journal()).unwrap();
    symlink("nocontact.json", world.journal()).unwrap();
    let told = "The journal cannot be opened: more than 40 links lead to it.\n\
                To see who owns it and who may open it:\nls -ld [DIR]/data/nocontact.json";
    is_wrong(&world, told);
}

/// A save adds up to 15 characters to it, and the draft of a letter 21.
#[cfg(unix)] // Windows has room for names of another length.
#[test]
fn a_name_without_room_for_what_lies_beside_it_is_named() {
    for length in [1, 234, 235, 240, 241, 250, 251, 255, 256] {
        let mut world = World::new();
        let name = "x".repeat(length);
        world.variables.insert("NOCONTACT_FILE", world.path().join(&name).into());
        if length <= 240 {
            world.ok("start");
        } else if length >= 250 {
            assert_eq!(world.run("start").code, 1);
        }
        let use_of = if length <= 240 { "the draft of a letter" } else { "a save" };
        let told = format!(
            "The name of the journal is too long for {use_of}: [DIR]/{name}.\n\
             Give it a shorter name. nocontact adds up to 21 characters to it."
        );
        if length <= 234 { drop(is_well(&world)) } else { is_wrong(&world, &told) }
    }
}

#[test]
fn a_path_through_a_file_is_named() {
    let world = World::new();
    fs::write(world.path().join("data"), "not a folder").unwrap();
    let told = wrong(&world, 1);
    assert!(told.contains("The journal cannot be opened: "), "{told}");
}

#[test]
fn temporary_files_count_once_they_are_older_than_a_minute() {
    let world = sound();
    put(&world, ".tmp-1-0", 60);
    is_well(&world);
    put(&world, ".tmp-2-0", 61);
    let told = "A save that was killed left [DIR]/data/nocontact.json.tmp-2-0.\n\
                The next save removes it.";
    is_wrong(&world, told);
    // That is true.
    world.ok("log text");
    assert!(!world.beside(".tmp-2-0").exists());
}

#[test]
fn drafts_count_once_they_are_older_than_a_day() {
    let world = sound();
    put(&world, ".draft-1-0.txt", 86_400);
    is_well(&world);
    put(&world, ".draft-2-0.txt", 86_401);
    let told = "A letter or a note was begun and never recorded: \
                [DIR]/data/nocontact.json.draft-2-0.txt.\n\
                Look at it: its words may be recorded nowhere else. Remove it when you no longer \
                need it. To record it as a letter, which removes it:\n\
                nocontact letter --input [DIR]/data/nocontact.json.draft-2-0.txt";
    is_wrong(&world, told);
}

#[test]
fn a_draft_whose_words_are_recorded_is_not_offered_as_a_letter_again() {
    let mut world = sound();
    world.input = b"private".to_vec();
    world.ok("letter");
    put(&world, ".draft-2-0.txt", 86_401);
    let told = "The draft of a letter is left, and its words are recorded: \
                [DIR]/data/nocontact.json.draft-2-0.txt.\n\
                To remove it:\n\
                rm [DIR]/data/nocontact.json.draft-2-0.txt";
    is_wrong(&world, told);
}

#[test]
fn files_that_were_put_aside_are_listed_and_not_wrong() {
    let world = sound();
    put(&world, ".bad-1", 1_000_000);
    put(&world, ".bad-12", 1_000_000);
    let outcome = is_well(&world);
    let told = "Set aside    [DIR]/data/nocontact.json.bad-1\n\
                Set aside    [DIR]/data/nocontact.json.bad-12\n";
    assert!(outcome.out.contains(told), "{outcome}");
}

#[test]
fn files_of_others_are_no_matter() {
    let world = sound();
    let others = ".tmp-a-0 .draft-1-0 .draft-1.txt .draft-1-0.txt~ .bad- .bad-x .bad-1.json";
    for suffix in others.split(' ') {
        put(&world, suffix, 1_000_000);
    }
    fs::create_dir(world.beside(".tmp-9-9")).unwrap();
    assert!(!is_well(&world).out.contains("Set aside"));
}

#[test]
fn a_lock_that_is_held_is_named_and_one_that_is_free_is_not() {
    let world = sound();
    let lock = File::open(world.beside(".lock")).unwrap();
    is_well(&world);
    lock.lock().unwrap();
    let told = "Another program holds the lock [DIR]/data/nocontact.json.lock.\n\
                Wait for that program to end. Until then, nothing can be saved.";
    is_wrong(&world, told);
    drop(lock);
    is_well(&world);
    // It does not keep the lock either.
    File::open(world.beside(".lock")).unwrap().try_lock().unwrap();
}

#[test]
fn a_lock_that_is_no_file_is_named_and_not_followed() {
    let world = sound();
    fs::remove_file(world.beside(".lock")).unwrap();
    is_well(&world);
    assert!(!world.beside(".lock").exists());
    fs::create_dir(world.beside(".lock")).unwrap();
    let told = "The lock is not a regular file: [DIR]/data/nocontact.json.lock.\n\
                Move it elsewhere. Until this is fixed, nothing can be saved.";
    is_wrong(&world, told);
    #[cfg(unix)] // Symbolic links are a privilege on Windows.
    {
        fs::remove_dir(world.beside(".lock")).unwrap();
        std::os::unix::fs::symlink("nowhere", world.beside(".lock")).unwrap();
        assert!(wrong(&world, 1).contains("not a regular file"));
    }
}

/// The target of a link belongs to someone else, and `chmod` would change it.
#[cfg(unix)] // Symbolic links are a privilege on Windows.
#[test]
fn a_link_in_the_place_of_the_backup_is_named_and_left_alone() {
    let world = sound();
    fs::remove_file(world.beside(".bak")).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", world.beside(".bak")).unwrap();
    let said = wrong(&world, 1);
    let expected =
        "Something that is not a backup is at [DIR]/data/nocontact.json.bak: it is a link.";
    assert!(said.contains(expected) && !said.contains("chmod"), "{said}");
}
