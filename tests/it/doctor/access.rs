//! Who may read and write the files; and `doctor` changes nothing.

#![cfg(unix)] // Windows has no modes.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::{damage, is_well, is_wrong, put, sound, wrong};
use crate::world::{World, skipped};

fn chmod(path: impl AsRef<Path>, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_journal_that_others_may_read_or_write_is_named() {
    for mode in [0o640, 0o604, 0o620, 0o602, 0o666] {
        let world = sound();
        chmod(world.journal(), mode);
        let told = wrong(&world, 1);
        assert!(told.contains(&format!("(permissions {mode:o})")), "{told}");
    }
    for mode in [0o600, 0o400, 0o700] {
        let world = sound();
        chmod(world.journal(), mode);
        is_well(&world);
    }
    let world = sound();
    chmod(world.journal(), 0o644);
    let told = "Other users may read or change [DIR]/data/nocontact.json (permissions 644).\n\
                chmod 600 [DIR]/data/nocontact.json";
    is_wrong(&world, told);
}

#[test]
fn every_file_with_private_words_is_looked_at() {
    let world = sound();
    for suffix in [".draft-1-0.txt", ".tmp-1-0", ".bad-1"] {
        put(&world, suffix, 0);
    }
    is_well(&world);
    let all = [".bak", ".bad-1", ".draft-1-0.txt", ".tmp-1-0"];
    for suffix in all {
        chmod(world.beside(suffix), 0o644);
    }
    let told = wrong(&world, 4);
    for suffix in all {
        let next = format!("chmod 600 [DIR]/data/nocontact.json{suffix}\n");
        assert!(told.contains(&next), "{suffix}: {told}");
    }
}

#[test]
fn a_folder_in_which_others_may_write_is_named_unless_it_is_sticky() {
    let world = sound();
    let data = world.path().join("data");
    for mode in [0o755, 0o750, 0o1777, 0o1770] {
        chmod(&data, mode);
        is_well(&world);
    }
    for mode in [0o770, 0o702] {
        chmod(&data, mode);
        wrong(&world, 1);
    }
    chmod(&data, 0o777);
    let told =
        "Other users may replace what is in [DIR]/data (permissions 777).\nchmod 700 [DIR]/data";
    is_wrong(&world, told);
}

/// The printed command does what it says.
#[test]
fn a_command_that_is_printed_can_be_run_whatever_the_path() {
    for name in ["my file's.json", "a$(touch pwned).json", "-rf", "a\nb \u{1b}[2J\\.json"] {
        let mut world = World::new();
        let path = world.path().join(name);
        world.variables.insert("NOCONTACT_FILE", path.clone().into());
        world.ok("start");
        chmod(&path, 0o644);
        let outcome = world.run("doctor");
        let command = outcome.out.lines().map(str::trim).find(|line| line.starts_with("chmod"));
        let command = command.unwrap().replace("[DIR]", world.path().to_str().unwrap());
        assert!(!outcome.to_string().contains('\u{1b}'), "{outcome}");
        let mut shell = Command::new("bash");
        let Ok(status) = shell.args(["-c", &command]).current_dir(world.path()).status() else {
            return skipped("there is no bash here");
        };
        assert!(status.success(), "{command}");
        assert!(!world.path().join("pwned").exists());
        assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, 0o600, "{command}");
    }
}

/// Runs `doctor` with no more rights than the modes give. Root would have them all.
fn as_a_mere_owner(world: &World) -> Option<(i32, String)> {
    let script = "if [ \"$(id -u)\" = 0 ]; then \
                  exec setpriv --bounding-set=-dac_override,-dac_read_search \"$0\" \"$@\"; \
                  else exec \"$0\" \"$@\"; fi";
    let output = world.shell(script).arg("doctor").output().unwrap();
    let (out, err) = (String::from_utf8_lossy(&output.stdout), output.stderr);
    if out.is_empty() && String::from_utf8_lossy(&err).contains("setpriv") {
        skipped("setpriv cannot take the rights of root away here");
        return None;
    }
    let out = out.replace(&*world.path().to_string_lossy(), "[DIR]");
    Some((output.status.code().unwrap(), out))
}

#[test]
fn a_journal_a_folder_or_a_lock_that_may_not_be_opened_is_named() {
    let world = sound();
    chmod(world.journal(), 0o000);
    let Some((code, out)) = as_a_mere_owner(&world) else { return };
    assert_eq!(code, 1);
    assert!(out.contains("The journal cannot be opened: Permission denied"), "{out}");
    assert!(out.contains("chmod 600 [DIR]/data/nocontact.json\n"), "{out}");
    chmod(world.journal(), 0o600);
    chmod(world.path().join("data"), 0o100);
    let (_, out) = as_a_mere_owner(&world).unwrap();
    assert!(out.contains("What is in [DIR]/data cannot be listed"), "{out}");
    chmod(world.path().join("data"), 0o000);
    let (_, out) = as_a_mere_owner(&world).unwrap();
    assert!(out.contains("The journal cannot be opened: Permission denied"), "{out}");
    assert!(!out.contains("Nothing is tracked"), "{out}");
    chmod(world.path().join("data"), 0o500);
    let (code, out) = as_a_mere_owner(&world).unwrap();
    assert_eq!(code, 1, "{out}");
    assert!(out.contains("Nothing can be saved in [DIR]/data: Permission denied"), "{out}");
    assert!(out.contains("To see who owns it and who may change it:"), "{out}");
    assert!(out.contains("ls -ld [DIR]/data\n"), "{out}");
    chmod(world.path().join("data"), 0o700);
    chmod(world.beside(".lock"), 0o000);
    let (_, out) = as_a_mere_owner(&world).unwrap();
    assert!(out.contains("Cannot lock [DIR]/data/nocontact.json.lock:"), "{out}");
    let next =
        "If its file system has no locks, keep the journal on another one. Until this is fixed";
    assert!(out.contains(next), "{out}");
}

/// Everything about each file below a folder, except when it was last read.
fn tree(folder: &Path) -> Vec<(PathBuf, u32, i64, i64, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let metadata = fs::symlink_metadata(&path).unwrap();
        let bytes = if metadata.is_file() { fs::read(&path).unwrap() } else { Vec::new() };
        found.push((path.clone(), metadata.mode(), metadata.mtime_nsec(), metadata.ctime(), bytes));
        if metadata.is_dir() {
            found.extend(tree(&path));
        }
    }
    found.sort();
    let above = fs::symlink_metadata(folder).unwrap();
    found.push((folder.to_owned(), above.mode(), above.mtime_nsec(), above.ctime(), Vec::new()));
    found
}

#[test]
fn doctor_changes_nothing_whatever_it_finds() {
    let make: [fn(&World); 7] = [
        |_| {},
        damage,
        |world| fs::remove_file(world.journal()).unwrap(),
        |world| fs::remove_file(world.beside(".lock")).unwrap(),
        |world| {
            put(world, ".tmp-1-0", 100_000);
            put(world, ".draft-1-0.txt", 100_000);
            put(world, ".bad-1", 100_000);
        },
        |world| {
            fs::rename(world.journal(), world.path().join("moved")).unwrap();
            symlink("../moved", world.journal()).unwrap();
        },
        |world| {
            fs::remove_file(world.journal()).unwrap();
            symlink("../nothing/there", world.journal()).unwrap();
        },
    ];
    for (which, make) in make.into_iter().enumerate() {
        let world = sound();
        make(&world);
        for mode in [0o700, 0o500] {
            chmod(world.path().join("data"), mode);
            let before = tree(world.path());
            let outcome = world.run("doctor");
            world.run("doctor --json");
            assert_ne!(outcome.out, "", "{which}: {outcome}");
            assert!(tree(world.path()) == before, "{which} at {mode:o} is not what it was");
        }
        chmod(world.path().join("data"), 0o700);
    }
}
