//! `remove --burn`: nothing of the text is left in the folder.

use std::fs;

use crate::world::World;

/// The word that must be gone. It is in the note and in the trigger.
const SECRET: &str = "burgundy";

/// A journal whose entry 1 contains the secret, and entry 2 does not.
fn holding() -> World {
    let world = World::started();
    world.ok("log text before burgundy after --trigger burgundy");
    world.ok("log call harmless");
    world
}

/// The names of the files that contain the secret.
fn holders(world: &World) -> Vec<String> {
    let data = world.path().join("data");
    let holds = |name: &String| {
        let bytes = fs::read(data.join(name)).unwrap();
        bytes.windows(SECRET.len()).any(|window| window == SECRET.as_bytes())
    };
    world.names().into_iter().filter(holds).collect()
}

/// Burns entry 1, after which no file contains the secret.
#[track_caller]
fn burn(world: &World) {
    world.ok("remove 1 --burn --yes");
    assert_eq!(holders(world), [""; 0]);
}

#[test]
fn a_burnt_entry_is_nowhere_however_it_was_edited_or_removed_before() {
    for changes in [
        &[][..],
        &["edit 1 --note plain --trigger plain"],
        &["edit 1 --clear note --clear triggers", "log text"],
        &["edit 1 --note burgundy", "edit 1 email"],
        &["remove 1 --yes"],
        &["edit 1 --note plain", "remove 1 --yes", "log text"],
        &["remove 1 --yes", "undo", "remove 1 --yes"],
    ] {
        let world = holding();
        for line in changes {
            world.ok(line);
        }
        assert_ne!(holders(&world), [""; 0], "{changes:?}: there is something to burn");
        burn(&world);
        assert_eq!(world.names(), ["nocontact.json", "nocontact.json.lock"]);
        assert!(world.ok("history").contains("harmless"));
        assert_eq!([world.run("undo").code, world.run("show 1").code], [1, 1]);
        // The next save does not bring it back either.
        world.ok("log email");
        assert_eq!(holders(&world), [""; 0], "{changes:?}");
    }
}

#[test]
fn an_entry_that_only_the_backup_or_the_undo_history_still_holds_can_be_burnt() {
    let [taken_back, removed, forgotten] = [World::started(), holding(), holding()];
    taken_back.ok("log text burgundy");
    taken_back.ok("undo");
    for world in [&removed, &forgotten] {
        world.ok("remove 1 --yes");
    }
    fs::remove_file(removed.beside(".bak")).unwrap();
    for _ in 0..10 {
        forgotten.ok("log text");
    }
    for (world, holder) in [(taken_back, ".bak"), (removed, ""), (forgotten, ".bak")] {
        assert_eq!(holders(&world), [format!("nocontact.json{holder}")]);
        burn(&world);
    }
}

#[test]
fn a_burn_takes_temporary_files_of_any_age() {
    let world = holding();
    for name in ["nocontact.json.tmp-1-0", "nocontact.json.tmp-4194304-99"] {
        let path = world.journal().with_file_name(name);
        fs::write(&path, SECRET).unwrap();
        let file = fs::File::options().write(true).open(&path).unwrap();
        file.set_modified(world.now.to_utc().into()).unwrap();
    }
    burn(&world);
    assert_eq!(world.names(), ["nocontact.json", "nocontact.json.lock"]);
}

#[test]
fn a_burn_names_what_it_leaves_alone_and_may_hold_the_text() {
    let world = holding();
    for name in ["nocontact.json.bad-1", "nocontact.json.draft-1-2.txt"] {
        fs::write(world.journal().with_file_name(name), SECRET).unwrap();
    }
    fs::write(world.beside(".bad-x"), SECRET).unwrap();
    let expected = "\nThese files stay and may still hold a copy:\n  \
                    [DIR]/data/nocontact.json.bad-1\n";
    let out = world.ok("remove 1 --burn --yes");
    assert!(out.ends_with(expected), "{out}");
    let left = ["nocontact.json", "nocontact.json.bad-1", "nocontact.json.bad-x"];
    assert_eq!(world.names()[..3], left, "the draft is gone");
    assert!(!holding().ok("remove 1 --burn --yes").contains("These files stay"));
}

#[test]
fn a_burn_of_what_is_not_there_changes_nothing() {
    let world = holding();
    let (before, names) = (world.bytes(), world.names());
    let outcome = world.run("remove 9 --burn --yes");
    assert_eq!(outcome.code, 1);
    assert!(outcome.err.contains("there is no entry 9"), "{outcome}");
    assert_eq!((world.bytes(), world.names()), (before, names));
}

#[test]
fn a_burn_that_is_not_confirmed_changes_nothing() {
    let mut world = holding();
    let (before, names) = (world.bytes(), world.names());
    for answer in ["", "n\n", "no\n", "\n", "yess\n"] {
        world.input = answer.into();
        let outcome = world.run("remove 1 --burn");
        assert_eq!(outcome.code, 1, "{answer:?}");
        assert_eq!((world.bytes(), world.names()), (before.clone(), names.clone()));
    }
    world.input = b"yes\n".to_vec();
    world.ok("remove 1 --burn");
    assert_eq!(holders(&world), [""; 0]);
}

#[cfg(unix)] // Symbolic links are a privilege on Windows.
#[test]
fn a_burn_behind_a_link_burns_beside_the_target() {
    let world = holding();
    let kept = world.path().join("kept");
    fs::rename(world.path().join("data"), &kept).unwrap();
    fs::create_dir(world.path().join("data")).unwrap();
    std::os::unix::fs::symlink("../kept/nocontact.json", world.journal()).unwrap();
    world.ok("log text");
    world.ok("remove 1 --burn --yes");
    for found in fs::read_dir(&kept).unwrap() {
        let path = found.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        assert!(!text.contains(SECRET), "{}", path.display());
    }
    assert!(!kept.join("nocontact.json.bak").exists());
    assert_eq!(world.names(), ["nocontact.json"]);
}

#[cfg(unix)] // Symbolic links are a privilege on Windows.
#[test]
fn a_burn_takes_what_an_earlier_place_of_the_journal_has_kept() {
    let world = holding();
    let journal = world.journal();
    fs::create_dir(world.path().join("first")).unwrap();
    fs::create_dir(world.path().join("second")).unwrap();
    // The journal moved twice, and each old place has a link to the next.
    for (from, to) in [("data", "first"), ("first", "second")] {
        let from = world.path().join(from).join("nocontact.json");
        let to = world.path().join(to).join("nocontact.json");
        fs::rename(&from, &to).unwrap();
        std::os::unix::fs::symlink(&to, &from).unwrap();
        fs::write(from.with_file_name("nocontact.json.bak"), SECRET).unwrap();
        fs::write(from.with_file_name("nocontact.json.tmp-1-1"), SECRET).unwrap();
    }
    world.ok("remove 1 --burn --yes");
    for folder in ["data", "first", "second"] {
        for found in fs::read_dir(world.path().join(folder)).unwrap() {
            let path = found.unwrap().path();
            assert!(!fs::read_to_string(&path).unwrap().contains(SECRET), "{}", path.display());
        }
    }
    assert!(fs::symlink_metadata(journal).unwrap().is_symlink());
}
