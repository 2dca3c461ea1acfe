//! Modes and links: who may read our files, and where they are made.

#![cfg(unix)] // Symbolic links are a privilege on Windows.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
use std::path::Path;
use std::process::Command;

use super::CHANGES;
use crate::world::{World, skipped};

#[track_caller]
fn mode(path: impl AsRef<Path>, expected: u32) {
    let path = path.as_ref();
    let mode = fs::metadata(path).unwrap().permissions().mode() & 0o7777;
    assert_eq!(format!("{mode:o}"), format!("{expected:o}"), "{}", path.display());
}

#[test]
fn what_we_make_is_private_whatever_the_umask() {
    for umask in ["000", "022", "077"] {
        let world = World::new();
        let path = world.path().join("new/folders/nocontact.json");
        for line in CHANGES {
            let script = format!("umask {umask}; exec \"$0\" \"$@\"");
            let mut command = world.shell(&script);
            command.env("NOCONTACT_FILE", &path).args(line.split(' '));
            assert!(command.output().unwrap().status.success(), "{line}");
            mode(world.path().join("new"), 0o700);
            mode(world.path().join("new/folders"), 0o700);
            for found in fs::read_dir(path.parent().unwrap()).unwrap() {
                mode(found.unwrap().path(), 0o600);
            }
        }
    }
}

#[test]
fn a_mode_that_was_given_to_the_folder_or_to_the_file_is_kept() {
    let world = World::new();
    fs::create_dir(world.path().join("data")).unwrap();
    fs::set_permissions(world.path().join("data"), Permissions::from_mode(0o755)).unwrap();
    world.ok("start");
    mode(world.path().join("data"), 0o755);
    mode(world.journal(), 0o600);
    for given in [0o640, 0o400, 0o664] {
        let world = World::started();
        fs::set_permissions(world.journal(), Permissions::from_mode(given)).unwrap();
        for line in ["log text secret", "edit 1 call", "undo", "remove 1 --yes", "undo"] {
            world.ok(line);
            mode(world.journal(), given);
            mode(world.beside(".bak"), given);
            mode(world.beside(".lock"), 0o600);
        }
        world.ok("remove 1 --burn --yes");
        mode(world.journal(), given);
    }
}

/// Checks that the link survives every change, and that everything is made beside `target`.
#[track_caller]
fn link_survives(world: &World, target: &Path, first: &str) {
    let link = fs::read_link(world.journal()).unwrap();
    let summary = world.names();
    for line in std::iter::once(first).chain(CHANGES.into_iter().skip(1)) {
        world.ok(line);
        assert_eq!(fs::read_link(world.journal()).unwrap(), link, "{line}");
        assert_eq!(world.names(), summary, "{line}");
        assert!(fs::symlink_metadata(target).unwrap().is_file(), "{line}");
        let name = target.file_name().unwrap().to_str().unwrap();
        assert!(target.with_file_name(format!("{name}.lock")).exists(), "{line}");
        let backup = target.with_file_name(format!("{name}.bak"));
        let is_first = line.starts_with("start") || line.ends_with("--burn --yes");
        assert!(is_first || backup.exists(), "{line}");
        let found = fs::read_dir(target.parent().unwrap()).unwrap();
        let mut names = found.map(|found| found.unwrap().file_name().into_string().unwrap());
        assert!(!names.any(|name| name.contains(".tmp-")), "{line}");
    }
}

#[test]
fn a_relative_link_survives_and_its_target_changes() {
    let world = World::started();
    let target = world.path().join("dotfiles/journal.json");
    fs::create_dir(world.path().join("dotfiles")).unwrap();
    fs::rename(world.journal(), &target).unwrap();
    fs::remove_file(world.beside(".lock")).unwrap();
    symlink("../dotfiles/journal.json", world.journal()).unwrap();
    link_survives(&world, &target, "log text zero");
}

#[test]
fn a_chain_of_links_survives() {
    let world = World::new();
    let folder = |name: &str| {
        let path = world.path().join(name);
        fs::create_dir(&path).unwrap();
        path
    };
    let (data, middle, end) = (folder("data"), folder("middle"), folder("end"));
    symlink("second", world.journal()).unwrap();
    symlink(middle.join("third"), data.join("second")).unwrap();
    symlink("../end/real.json", middle.join("third")).unwrap();
    link_survives(&world, &end.join("real.json"), "start 2026-11-01");
    assert_eq!(fs::read_dir(&middle).unwrap().count(), 1);
}

#[test]
fn a_link_to_nothing_survives_and_its_target_is_made_with_its_folders() {
    let world = World::new();
    fs::create_dir(world.path().join("data")).unwrap();
    symlink("../later/on/journal.json", world.journal()).unwrap();
    assert_eq!(world.ok("status --short"), "");
    assert!(world.run("status").err.contains("is a link to"));
    assert!(!world.path().join("later").exists());
    let target = world.path().join("later/on/journal.json");
    link_survives(&world, &target, "start 2026-11-01");
    mode(world.path().join("later"), 0o700);
    mode(world.path().join("later/on"), 0o700);
    mode(target, 0o600);
}

#[test]
fn a_link_to_the_folder_is_followed() {
    let world = World::new();
    fs::create_dir(world.path().join("synced")).unwrap();
    symlink("synced", world.path().join("data")).unwrap();
    world.ok("start 2026-11-01");
    assert!(fs::symlink_metadata(world.path().join("data")).unwrap().is_symlink());
    assert!(world.path().join("synced/nocontact.json").exists());
}

#[test]
fn reading_makes_no_file_and_no_folder() {
    let world = World::new();
    for line in ["", "status", "status --short", "history", "show 1", "guide", "guide safety"] {
        world.run(line);
        assert!(!world.path().join("data").exists(), "{line}");
    }
    for line in ["log text", "undo", "restart", "amend --days 40", "edit 1 call", "remove 1"] {
        let outcome = world.run(line);
        assert_eq!(outcome.code, 1, "{line}: {outcome}");
        assert!(outcome.err.contains("nocontact start"), "{line}: {outcome}");
        assert!(!world.path().join("data").exists(), "{line}");
    }
    world.write(r#"{"version": 1, "breakup": "2026-11-01", "entries": []}"#);
    for line in ["", "status", "status --json", "status --short", "history", "show 1", "guide"] {
        world.run(line);
        assert_eq!(world.names(), ["nocontact.json"], "{line}");
    }
}

/// The program as a user for whom read-only folders are read-only. For root they are not.
fn ordinary(world: &World) -> Option<Command> {
    if fs::metadata(world.path()).unwrap().uid() != 0 {
        return Some(world.process());
    }
    // Others may not be allowed to enter the build folder.
    let program = world.path().join("program");
    // `cp` makes the copy. If this process wrote it, a child of another thread could still have it
    // open, and running it would fail with "text file busy".
    let copied = Command::new("cp").arg(env!("CARGO_BIN_EXE_nocontact")).arg(&program).status();
    assert!(copied.unwrap().success());
    fs::set_permissions(world.path(), Permissions::from_mode(0o755)).unwrap();
    let command = || {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(&program);
        for (name, value) in world.process().get_envs() {
            command.env(name, value.unwrap());
        }
        command
    };
    let works = command().arg("--version").output().is_ok_and(|output| output.status.success());
    if !works {
        skipped("root can write everywhere, and there is no setpriv here");
    }
    works.then(command)
}

#[test]
fn a_read_only_folder_can_be_read_and_a_save_in_it_is_refused() {
    let world = World::started();
    world.ok("log text");
    let data = world.path().join("data");
    if fs::metadata(&data).unwrap().uid() == 0 {
        for name in world.names() {
            chown(data.join(name), Some(65534), Some(65534)).unwrap();
        }
    }
    fs::set_permissions(&data, Permissions::from_mode(0o555)).unwrap();
    let (before, names) = (world.bytes(), world.names());
    for line in ["", "status", "status --short", "history", "show 1"] {
        let Some(mut command) = ordinary(&world) else { return };
        let output = command.args(line.split_whitespace()).output().unwrap();
        assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(!output.stdout.is_empty(), "{line}");
    }
    for line in ["log text", "undo", "edit 1 call", "remove 1 --yes", "remove 1 --burn --yes"] {
        let Some(mut command) = ordinary(&world) else { return };
        let output = command.args(line.split_whitespace()).output().unwrap();
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{line}: {err}");
        assert_eq!(output.stdout, b"", "{line}");
        assert!(err.contains("nocontact.json") && err.contains("denied"), "{line}: {err}");
        assert_eq!((world.bytes(), world.names()), (before.clone(), names.clone()), "{line}");
    }
    fs::set_permissions(&data, Permissions::from_mode(0o755)).unwrap();
}
