//! `restore`: the backup comes back, the damaged file is set aside, and nothing else changes. What it
//! says is in `messages/restore.txt`.

use std::fs::{self, File};
use std::sync::Arc;

use crate::hazards::at_once;
use crate::world::World;

const BAD: &str = "{\"version\": 1, \"brea";

fn read(world: &World, suffix: &str) -> String {
    fs::read_to_string(world.beside(suffix)).unwrap()
}

/// A journal that was damaged after its second entry. The backup has the first.
fn damaged() -> World {
    let world = World::started();
    world.ok("log text kept --at 2026-11-05");
    world.ok("log call");
    world.write(BAD);
    world
}

/// The files in the folder: their names and bytes, with links followed.
fn files(world: &World) -> Vec<(String, Option<Vec<u8>>)> {
    let bytes = |name: &String| fs::read(world.path().join("data").join(name)).ok();
    world.names().into_iter().map(|name| (name.clone(), bytes(&name))).collect()
}

/// Checks that `restore` is refused for a reason that contains `why`, and that nothing changes.
#[track_caller]
fn is_refused(world: World, why: &str, next: &str) {
    let before = files(&world);
    let world = Arc::new(world);
    let outcome = at_once(&world, "restore");
    assert_eq!((outcome.code, outcome.out.as_str()), (1, ""), "{outcome}");
    assert!(outcome.err.contains(why), "{why:?} is not in: {outcome}");
    assert!(outcome.err.contains(next), "{next:?} is not in: {outcome}");
    assert!(files(&world) == before, "{outcome}");
}

#[test]
fn a_damaged_journal_comes_back_from_its_backup_and_is_put_aside() {
    let world = damaged();
    let backup = read(&world, ".bak");
    world.ok("restore");
    assert_eq!(read(&world, ""), backup);
    assert_eq!(read(&world, ".bak"), backup);
    assert_eq!(read(&world, ".bad-1"), BAD);
    let names = ["", ".bad-1", ".bak", ".lock"].map(|suffix| format!("nocontact.json{suffix}"));
    assert_eq!(world.names(), names);
    // It is an ordinary journal: earlier changes can be taken back.
    world.ok("log email");
    world.ok("undo");
    world.ok("undo");
    assert_eq!(world.json("history --json"), serde_json::json!([]));
    assert_eq!(read(&world, ".bad-1"), BAD);
}

#[test]
fn bytes_of_any_kind_are_put_aside() {
    // The kind of an entry may only be misspelled.
    let dream = br#"{"version": 1, "breakup": "2026-11-01", "entries": [
        {"id": 1, "kind": "contct", "at": "2026-11-05"}]}"#;
    for bytes in [&b""[..], b"\xff\xfe\x00", b"[]", br#"{"version": 0}"#, &[b'['; 9_999], dream] {
        let world = damaged();
        world.write(bytes);
        world.ok("restore");
        assert!(fs::read(world.beside(".bad-1")).unwrap() == bytes);
        assert_eq!(world.json("history --json").as_array().unwrap().len(), 1);
    }
}

#[test]
fn a_journal_that_is_gone_comes_back() {
    let world = damaged();
    fs::remove_file(world.journal()).unwrap();
    world.ok("restore");
    assert_eq!(read(&world, ""), read(&world, ".bak"));
    assert_eq!(world.names(), ["nocontact.json", "nocontact.json.bak", "nocontact.json.lock"]);
}

#[test]
fn the_first_free_name_is_taken_and_none_is_overwritten() {
    let world = damaged();
    fs::write(world.beside(".bad-1"), "mine").unwrap();
    fs::create_dir(world.beside(".bad-2")).unwrap();
    fs::write(world.beside(".bad-4"), "mine too").unwrap();
    assert!(world.ok("restore").contains("nocontact.json.bad-3\n"));
    world.write("another");
    assert!(world.ok("restore").contains("nocontact.json.bad-5\n"));
    assert_eq!(read(&world, ".bad-1"), "mine");
    assert_eq!(read(&world, ".bad-3"), BAD);
    assert_eq!(read(&world, ".bad-4"), "mine too");
    assert_eq!(read(&world, ".bad-5"), "another");
}

#[cfg(unix)] // Windows copies, and links nothing.
#[test]
fn what_a_killed_restore_put_aside_is_not_put_aside_again() {
    let world = damaged();
    fs::hard_link(world.journal(), world.beside(".bad-1")).unwrap();
    assert!(world.ok("restore").contains("nocontact.json.bad-1\n"));
    assert_eq!(read(&world, ".bad-1"), BAD);
    assert!(!world.beside(".bad-2").exists());
}

#[test]
fn a_restore_sweeps_up_what_killed_saves_have_left() {
    let world = damaged();
    let stale = world.beside(".tmp-1-0");
    fs::write(&stale, "private").unwrap();
    let file = File::options().write(true).open(&stale).unwrap();
    file.set_modified(std::time::SystemTime::UNIX_EPOCH).unwrap();
    drop(file);
    world.ok("restore");
    assert!(!stale.exists());
}

#[test]
fn a_sound_journal_and_a_newer_one_are_refused() {
    let world = World::started();
    world.ok("log text");
    is_refused(world, "is not damaged, so there is nothing to restore", "nocontact undo");
    is_refused(World::started(), "is not damaged", "nocontact undo");
    let world = damaged();
    world.write(r#"{"version": 2, "entries": {}}"#);
    is_refused(world, "a newer version of nocontact wrote it", "install the newer nocontact");
}

#[test]
fn a_backup_that_is_none_is_refused_with_what_is_wrong() {
    for (bytes, why) in [
        ("", "it is empty"),
        (BAD, "it is damaged, or not a nocontact journal: it breaks off"),
        (r#"{"version": 1, "breakup": "2026-11-01"}"#, "there is no \"entries\" in it"),
        (
            r#"{"version": 1, "entries": [{"id": 1, "kind": "dream"}]}"#,
            "it is damaged, or not a nocontact journal: entry 1 has the unknown kind",
        ),
        (r#"{"version": 2}"#, "a newer version of nocontact wrote it"),
    ] {
        for gone in [false, true] {
            let world = damaged();
            fs::write(world.beside(".bak"), bytes).unwrap();
            if gone {
                fs::remove_file(world.journal()).unwrap();
            }
            is_refused(world, &format!("[DIR]/data/nocontact.json.bak: {why}"), "");
        }
    }
    let world = damaged();
    fs::remove_file(world.beside(".bak")).unwrap();
    fs::create_dir(world.beside(".bak")).unwrap();
    is_refused(world, "nocontact.json.bak: it is a folder", "");
}

#[test]
fn without_a_backup_it_says_so_and_makes_nothing() {
    let world = damaged();
    fs::remove_file(world.beside(".bak")).unwrap();
    fs::remove_file(world.beside(".lock")).unwrap();
    is_refused(world, "there is no backup of [DIR]/data/nocontact.json", "nocontact doctor");
    let world = World::new();
    assert!(world.run("restore").err.contains("begin with: nocontact start"));
    assert_eq!(fs::read_dir(world.path()).unwrap().count(), 0);
}

#[test]
fn what_cannot_be_put_aside_is_refused_with_what_to_do() {
    let next = "move it elsewhere, and then: nocontact restore";
    let world = damaged();
    File::create(world.journal()).unwrap().set_len(64 * 1024 * 1024 + 1).unwrap();
    is_refused(world, "it is larger than 64 MiB", next);
    let world = damaged();
    fs::remove_file(world.journal()).unwrap();
    fs::create_dir(world.journal()).unwrap();
    is_refused(world, "it is a folder", next);
    #[cfg(unix)] // Symbolic links are a privilege on Windows.
    {
        let world = damaged();
        fs::remove_file(world.journal()).unwrap();
        let made = std::process::Command::new("mkfifo").arg(world.journal()).status();
        if !made.is_ok_and(|status| status.success()) {
            return crate::world::skipped("there is no mkfifo here");
        }
        let world = Arc::new(world);
        let outcome = at_once(&world, "restore");
        assert!(outcome.err.contains("it is not a regular file"), "{outcome}");
        assert!(outcome.err.contains(next), "{outcome}");
    }
}

#[test]
fn while_another_writes_nothing_is_restored() {
    let world = damaged();
    let _lock = world.hold_lock();
    is_refused(world, "another nocontact is writing", "");
}

#[cfg(unix)] // Symbolic links are a privilege on Windows.
mod links_and_modes {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
    use std::path::Path;

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().mode() & 0o7777
    }

    #[test]
    fn the_access_of_the_damaged_file_is_kept_by_both() {
        for given in [0o600, 0o640, 0o664] {
            let world = damaged();
            fs::set_permissions(world.journal(), fs::Permissions::from_mode(given)).unwrap();
            world.ok("restore");
            assert_eq!(mode(&world.journal()), given);
            assert_eq!(mode(&world.beside(".bad-1")), given);
        }
    }

    #[test]
    fn a_journal_that_was_gone_is_private_and_belongs_to_whom_its_backup_belongs() {
        let world = damaged();
        fs::remove_file(world.journal()).unwrap();
        fs::set_permissions(world.beside(".bak"), fs::Permissions::from_mode(0o644)).unwrap();
        world.ok("restore");
        assert_eq!(mode(&world.journal()), 0o600);
        fs::remove_file(world.journal()).unwrap();
        if chown(world.beside(".bak"), Some(65_534), Some(65_534)).is_err() {
            return crate::world::skipped("no file can be given away here");
        }
        world.ok("restore");
        let found = fs::metadata(world.journal()).unwrap();
        assert_eq!((found.uid(), found.gid()), (65_534, 65_534));
    }

    #[test]
    fn behind_a_link_all_happens_beside_its_target_and_a_link_to_nothing_is_filled() {
        for gone in [false, true] {
            let world = damaged();
            let kept = world.path().join("kept");
            fs::rename(world.path().join("data"), &kept).unwrap();
            fs::create_dir(world.path().join("data")).unwrap();
            symlink("../kept/nocontact.json", world.journal()).unwrap();
            if gone {
                fs::remove_file(kept.join("nocontact.json")).unwrap();
            }
            assert!(world.run("status").err.contains("to use it: nocontact restore\n"));
            world.ok("restore");
            assert!(fs::symlink_metadata(world.journal()).unwrap().is_symlink());
            assert_eq!(world.names(), ["nocontact.json"]);
            assert_eq!(kept.join("nocontact.json.bad-1").exists(), !gone);
            assert_eq!(world.json("history --json").as_array().unwrap().len(), 1);
        }
    }

    #[test]
    fn a_link_to_nothing_without_a_backup_is_named() {
        let world = World::new();
        fs::create_dir(world.path().join("data")).unwrap();
        symlink("../gone/nocontact.json", world.journal()).unwrap();
        is_refused(world, "is a link to [DIR]/data/../gone/nocontact.json", "bring it back");
    }
}
