//! Something else is where the journal or its lock should be.

#![cfg(unix)] // Symbolic links are a privilege on Windows.

use std::fs;
use std::os::unix::fs::{FileTypeExt, symlink};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use super::{at_once, is_refused_by_all, writing};
use crate::world::{World, skipped};

/// A world in which `make` puts something where the journal should be.
fn with(make: impl FnOnce(&Path)) -> Arc<World> {
    let world = World::new();
    fs::create_dir(world.path().join("data")).unwrap();
    make(&world.journal());
    Arc::new(world)
}

/// Makes a named pipe. Returns `false`, and says so, if it cannot.
fn make_pipe(path: &Path) -> bool {
    let made = Command::new("mkfifo").arg(path).status().is_ok_and(|status| status.success());
    if !made {
        skipped("there is no mkfifo here");
    }
    made
}

#[test]
fn a_folder_is_refused_and_left_as_it_was() {
    let world = with(|path| fs::create_dir(path).unwrap());
    is_refused_by_all(&world, "/data/nocontact.json: it is a folder");
    assert_eq!(world.names(), ["nocontact.json"]);
    assert_eq!(fs::read_dir(world.journal()).unwrap().count(), 0);
}

#[test]
fn a_pipe_is_refused_and_nobody_waits_for_its_other_end() {
    let world = with(|_| {});
    if !make_pipe(&world.journal()) {
        return;
    }
    is_refused_by_all(&world, "/data/nocontact.json: it is not a regular file");
    assert_eq!(world.names(), ["nocontact.json"]);
    assert!(fs::metadata(world.journal()).unwrap().file_type().is_fifo());
}

#[test]
fn a_socket_is_refused() {
    let world = with(|path| drop(std::os::unix::net::UnixListener::bind(path).unwrap()));
    is_refused_by_all(&world, "/data/nocontact.json: ");
    assert_eq!(world.names(), ["nocontact.json"]);
}

#[test]
fn a_device_is_refused_whether_it_has_no_bytes_or_no_end() {
    for device in ["/dev/null", "/dev/zero"] {
        let world = with(|path| symlink(device, path).unwrap());
        is_refused_by_all(&world, "/data/nocontact.json: it is not a regular file");
        assert_eq!(world.names(), ["nocontact.json"]);
        assert!(!Path::new(device).with_extension("lock").exists());
        for line in ["status", "start", "log"] {
            let outcome = at_once(&world, &format!("--file {device} {line}"));
            assert_eq!(outcome.code, 1, "{line}: {outcome}");
            assert!(outcome.err.contains("it is not a regular file"), "{line}: {outcome}");
        }
    }
}

#[test]
fn a_loop_of_links_is_refused() {
    let world = with(|path| symlink("nocontact.json", path).unwrap());
    is_refused_by_all(&world, "/data/nocontact.json: ");
    let world = with(|path| {
        symlink("other.json", path).unwrap();
        symlink("nocontact.json", path.with_file_name("other.json")).unwrap();
    });
    is_refused_by_all(&world, "/data/nocontact.json: ");
    assert_eq!(world.names(), ["nocontact.json", "other.json"]);
}

#[test]
fn a_path_through_a_file_is_refused() {
    let world = World::new();
    fs::write(world.path().join("data"), "not a folder").unwrap();
    let world = Arc::new(world);
    is_refused_by_all(&world, "/data/nocontact.json: ");
    assert_eq!(fs::read(world.path().join("data")).unwrap(), b"not a folder");
}

/// With something else where the lock should be, commands that write are refused, and others are
/// not.
#[track_caller]
fn lock_is_refused(make: impl FnOnce(&Path)) -> Arc<World> {
    let world = World::started();
    world.ok("log text");
    let lock = world.beside(".lock");
    fs::remove_file(&lock).unwrap();
    make(&lock);
    let (before, names) = (world.bytes(), world.names());
    let world = Arc::new(world);
    // `start` finds the journal first.
    for line in writing().filter(|line| *line != "start") {
        let outcome = at_once(&world, line);
        assert_eq!(outcome.code, 1, "{line}: {outcome}");
        assert_eq!(outcome.out, "", "{line}");
        assert!(outcome.err.contains("[DIR]/data/nocontact.json.lock"), "{line}: {outcome}");
        assert_eq!(world.bytes(), before, "{line}");
        assert_eq!(world.names(), names, "{line}");
    }
    assert_eq!(world.ok("status --short"), "21/30\n");
    world
}

#[test]
fn a_lock_that_is_a_link_is_refused_and_its_target_is_untouched() {
    let world = lock_is_refused(|lock| {
        fs::write(lock.with_file_name("victim"), "mine").unwrap();
        symlink("victim", lock).unwrap();
    });
    assert_eq!(fs::read(world.path().join("data/victim")).unwrap(), b"mine");

    let world = lock_is_refused(|lock| symlink("nowhere", lock).unwrap());
    assert!(!world.path().join("data/nowhere").exists());

    for own in ["nocontact.json", "nocontact.json.lock"] {
        lock_is_refused(|lock| symlink(own, lock).unwrap());
    }
}

#[test]
fn a_lock_that_is_a_pipe_or_a_folder_is_refused() {
    let mut made = true;
    let name = |lock: &Path| lock.with_file_name("made");
    let pipes = with(|path| made = make_pipe(&name(path)));
    if made {
        lock_is_refused(|lock| fs::rename(name(&pipes.journal()), lock).unwrap());
    }
    lock_is_refused(|lock| fs::create_dir(lock).unwrap());
}

#[test]
fn a_first_start_refuses_a_lock_that_is_a_link() {
    let world = with(|path| {
        let lock = path.with_file_name("nocontact.json.lock");
        fs::write(path.with_file_name("victim"), "mine").unwrap();
        symlink("victim", lock).unwrap();
    });
    let outcome = at_once(&world, "start");
    assert_eq!(outcome.code, 1, "{outcome}");
    assert_eq!(world.names(), ["nocontact.json.lock", "victim"]);
    assert_eq!(fs::read(world.path().join("data/victim")).unwrap(), b"mine");
}
