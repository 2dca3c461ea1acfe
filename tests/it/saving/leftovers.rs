//! Temporary files: those of a killed save are removed, and a failing save leaves none.

use std::fs::{self, File};
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use crate::world::World;

/// Writes a file beside the journal, `age` seconds old by the world's clock.
fn put(world: &World, name: &str, age: u64) -> PathBuf {
    let path = world.journal().with_file_name(name);
    fs::write(&path, "private").unwrap();
    let now: SystemTime = world.now.to_utc().into();
    let file = File::options().write(true).open(&path).unwrap();
    file.set_modified(now - Duration::from_secs(age)).unwrap();
    path
}

#[test]
fn every_change_sweeps_up_temporary_files_older_than_a_minute() {
    for line in ["log text", "edit 1 call", "restart", "amend --days 40", "undo", "remove 1 --yes"]
    {
        let world = World::started();
        world.ok("log text");
        let stale = [("nocontact.json.tmp-123-0", 61), ("nocontact.json.tmp-4194304-100", 86_400)];
        let stale = stale.map(|(name, age)| put(&world, name, age));
        let young = put(&world, "nocontact.json.tmp-124-0", 59);
        let minute = put(&world, "nocontact.json.tmp-125-0", 60);
        world.ok(line);
        assert!(stale.iter().all(|path| !path.exists()), "{line}: {:?}", world.names());
        assert!(young.exists() && minute.exists(), "{line}: {:?}", world.names());
    }
}

#[test]
fn a_first_start_sweeps_up_what_an_earlier_one_left_and_reading_nothing() {
    let world = World::new();
    fs::create_dir(world.path().join("data")).unwrap();
    put(&world, "nocontact.json.tmp-123-0", 61);
    world.ok("start");
    assert_eq!(world.names(), ["nocontact.json", "nocontact.json.lock"]);
    world.ok("log text");
    let stale = put(&world, "nocontact.json.tmp-123-0", 3600);
    for line in ["", "status", "status --short", "history", "show 1", "guide safety", "doctor"] {
        world.run(line);
        assert!(stale.exists(), "{line}");
    }
}

#[test]
fn what_only_looks_like_a_temporary_file_of_ours_is_kept() {
    let world = World::started();
    let names = "nocontact.json.tmp nocontact.json.tmp- nocontact.json.tmp-123 \
                 nocontact.json.tmp-123- nocontact.json.tmp--0 nocontact.json.tmp-123-0~ \
                 nocontact.json.tmp-123-0.txt nocontact.json.tmp-123-0-0 \
                 nocontact.json.tmp-12x-0 nocontact.json.tmp-123-+0 \
                 nocontact.json.tmp-１２３-0 nocontact.json.bak.tmp-123-0 \
                 nocontact.json2.tmp-123-0 other.json.tmp-123-0 xnocontact.json.tmp-123-0 \
                 .nocontact.json.tmp-123-0 notes.txt";
    let paths: Vec<_> = names.split(' ').map(|name| put(&world, name, 86_400)).collect();
    let folder = world.beside(".tmp-7-7");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("inside"), "mine").unwrap();
    world.ok("log text");
    world.ok("remove 1 --burn --yes");
    for path in paths.iter().chain([&folder.join("inside")]) {
        assert!(path.exists(), "{}", path.display());
    }
}

#[cfg(unix)] // Symbolic links are a privilege on Windows.
#[test]
fn a_link_under_the_name_of_a_temporary_file_is_kept_and_not_followed() {
    let world = World::started();
    let victim = put(&world, "victim", 86_400);
    let link = world.beside(".tmp-7-7");
    std::os::unix::fs::symlink("victim", &link).unwrap();
    world.ok("log text");
    world.ok("remove 1 --burn --yes");
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read(victim).unwrap(), b"private");
}

#[test]
fn a_temporary_name_that_is_taken_stops_no_save() {
    let world = World::started();
    let name = |number| format!("nocontact.json.tmp-{}-{number}", std::process::id());
    let taken = [put(&world, &name(0), 1), put(&world, &name(1), 1)];
    world.ok("log text");
    assert_eq!(world.file()["entries"].as_array().unwrap().len(), 1);
    for path in taken {
        assert_eq!(fs::read(path).unwrap(), b"private");
    }
}

#[test]
fn a_save_that_cannot_keep_the_backup_changes_nothing_and_leaves_no_temporary_file() {
    let world = World::started();
    let backup = world.beside(".bak");
    fs::create_dir(&backup).unwrap();
    let before = world.bytes();
    let outcome = world.run("log text");
    assert_eq!(outcome.code, 1, "{outcome}");
    assert!(outcome.err.contains("nocontact.json.bak"), "{outcome}");
    assert_eq!(world.bytes(), before);
    assert_eq!(world.names(), ["nocontact.json", "nocontact.json.bak", "nocontact.json.lock"]);
}

#[test]
fn a_save_that_would_pass_64_mib_is_refused_before_it_happens() {
    let world = World::started();
    let limit = 64 * 1024 * 1024;
    let rest = String::from_utf8(world.bytes()).unwrap();
    let rest = rest.trim_end().trim_end_matches('}').trim_end();
    let frame = rest.len() + ",\n  \"x\": \"\"\n}\n".len();
    world.write(format!("{rest},\n  \"x\": \"{}\"\n}}\n", "y".repeat(limit - frame)));
    assert_eq!(world.bytes().len(), limit);
    let before = world.bytes();
    let outcome = world.run("log text --file data/nocontact.json");
    let said = "! nocontact: cannot write [DIR]/data/nocontact.json: it would be larger than 64 MiB\n\
                !   to make room for good: nocontact --file [DIR]/data/nocontact.json remove ID --burn\n\
                exit 1\n";
    assert_eq!(outcome.to_string(), said);
    assert!(world.bytes() == before, "the file is not what it was");
    assert_eq!(world.names(), ["nocontact.json", "nocontact.json.lock"]);
}

#[cfg(unix)] // Windows has no such devices.
#[test]
fn a_save_on_a_disk_that_takes_no_more_changes_nothing_and_leaves_no_temporary_file() {
    let world = World::started();
    let long = "x".repeat(4000);
    world.ok_words(&["log", "text", "--note", &long]);
    let (before, names) = (world.bytes(), world.names());
    // With this limit (in blocks) a write fails at once or halfway.
    for limit in [0, 4] {
        let script = format!("trap '' XFSZ; ulimit -f {limit}; exec \"$0\" \"$@\"");
        let output = world.shell(&script).args(["log", "call"]).output().unwrap();
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{err}");
        assert!(err.contains("cannot write"), "{err}");
        assert_eq!(output.stdout, b"");
        assert_eq!(world.bytes(), before);
        assert_eq!(world.names(), names);
    }
}
