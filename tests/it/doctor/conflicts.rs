//! Conflict copies of a sync service: told by their names, named, and never touched.

use std::fs;
use std::path::{Path, PathBuf};

use super::{is_well, is_wrong, sound};
use crate::world::World;

const SYNCTHING: &str = "nocontact.sync-conflict-20261122-210500-ABCDEFG.json";

/// Names of conflict copies, of which some may be other files, and names of other files. `+` stands
/// for the name before its last dot, and `.j` for the rest.
const CERTAIN: &str = "+.sync-conflict-20261122-210500-ABCDEFG.j|+.sync-conflict-20161122-210500.j\
    |+ (Sam's conflicted copy 2026-11-22).j|+ (HOST conflicted copy 2026-11-22 1).j\
    |+ (In Konflikt stehende Kopie von Sam 2026-11-22).j|+ (conflicted copy 2026-11-22 210500).j\
    |+ (conflicted copy sam 2026-11-22 210500).j|+ (Case Conflict 1).j|+ [conflicted].j\
    |+_conflict-20261122-210500.j|+_conflict-sam-20261122-210500.j\
    |+.j (SFConflict sam@example.org 2026-Nov-22-21-05-00).j\
    |+-my-host-safeBackup-0001.j|+_Sam_PC_Nov-22-2105-2026_Conflict.j\
    |+_Sam-PC_Nov-22-2105-2026_CaseConflict_1.j";
const AMBIGUOUS: &str = "+ 2.j|+ (1).j|+-DESKTOP-1AB2CD3.j|+-DESKTOP-1AB2CD3-2.j|+-Sam's Mac.j";
const OTHERS: &str = "+.j.bak|+.j.lock|+.j.bad-1|+.j.tmp-1-1|+.j.draft-1-1.txt|+.j.note-1-1.txt\
    |+-export.csv|+.j~|+.j.orig|+2.j|+().j|+ ().j|+ .j|+ (a).j|+ b.j|+_conflict-notes-2026.j\
    |+.sync-conflict-.j|+ (on conflict) notes.j|x+ 2.j|.syncthing.+.j.tmp|~syncthing~+.j.tmp\
    |+-safeBackup-.x.j|+_a_b_Conflict.j";

/// What [`Store::conflicts`] says of files with these names beside a journal called `stem` and `end`.
fn listed(stem: &str, end: &str, names: &str) -> (Vec<String>, Vec<(String, bool)>) {
    let world = World::new();
    let whole = |name: &str| name.replace('+', stem).replace(".j", end);
    let mut names: Vec<_> = names.split('|').map(whole).collect();
    names.sort();
    for name in &names {
        fs::write(world.path().join(name), "").unwrap();
    }
    let path = world.path().join(format!("{stem}{end}"));
    let found = world.store_at(path, |_| {}).conflicts();
    let name = |path: PathBuf| path.file_name().unwrap().to_str().unwrap().to_owned();
    (names, found.into_iter().map(|(path, certain)| (name(path), certain)).collect())
}

#[test]
fn a_conflict_copy_is_told_by_its_name() {
    for (stem, end) in
        [("nocontact", ".json"), ("my.own (2)", ".j"), ("journal", ""), ("caf\u{e9}-1", ".x y")]
    {
        for (names, expected) in [(CERTAIN, true), (AMBIGUOUS, false)] {
            let (names, found) = listed(stem, end, names);
            let all: Vec<_> = names.into_iter().map(|name| (name, expected)).collect();
            assert_eq!(found, all, "{stem}{end}");
        }
        let (_, found) = listed(stem, end, OTHERS);
        assert!(found.is_empty() || end.is_empty(), "{stem}{end}: {found:?}");
    }
    // A name that begins with a dot is a name without an end for some services.
    let both =
        ".sync-conflict-20261122-210500-ABCDEFG.nc|.nc (conflicted copy 2026-11-22 210500)|.nc.bak";
    assert_eq!(listed("", ".nc", both).1.len(), 2);
    let own = "+.bak|+.lock|+.bad-1|+.tmp-1-1|+.draft-1-1.txt|+-export.csv|+-2.bak|+~";
    assert_eq!(listed("journal", "", own).1, []);
}

#[cfg(unix)] // Windows' names are not bytes.
#[test]
fn a_name_need_not_be_text_and_a_link_or_a_folder_is_no_copy() {
    use std::ffi::OsStr;
    use std::os::unix::{ffi::OsStrExt, fs::symlink};

    let world = World::new();
    let at = |name: &[u8]| world.path().join(OsStr::from_bytes(name));
    let copies = [at(b"\xff (Sam\xe9's conflicted copy 2026-11-22).j"), at(b"\xff-\xe9.j")];
    for path in &copies {
        fs::write(path, "").unwrap();
    }
    fs::create_dir(at(b"\xff 2.j")).unwrap();
    symlink(&copies[0], at(b"\xff (1).j")).unwrap();
    symlink(at(b"\xff.j"), at(b"link.j")).unwrap();
    // Beside the link is not beside the journal.
    fs::write(at(b"link (1).j"), "").unwrap();
    let found = world.store_at(at(b"link.j"), |_| {}).conflicts();
    let [certain, ambiguous] = copies;
    assert_eq!(found, [(certain, true), (ambiguous, false)]);
}

/// A journal with the conflict copy of a service, an export with an ambiguous name, and a file that
/// only looks like a copy.
fn conflicting() -> (World, [PathBuf; 4]) {
    let world = sound();
    let names = ["nocontact-HOST.json", "nocontact-notes.json", SYNCTHING, BACKUP];
    let paths = names.map(|name| world.journal().with_file_name(name));
    for (path, bytes) in
        paths.iter().zip([world.bytes(), b"{}".to_vec(), b"{".to_vec(), b"{".to_vec()])
    {
        fs::write(path, bytes).unwrap();
    }
    (world, paths)
}

const BACKUP: &str = "nocontact.json.sync-conflict-20261122-210500-ABCDEFG.bak";

#[test]
fn a_burn_and_an_erase_leave_conflict_copies_and_name_them() {
    for line in ["remove 1 --burn --yes", "erase --yes"] {
        let (world, paths) = conflicting();
        let before = paths.each_ref().map(|path| fs::read(path).unwrap());
        let said = world.ok(line);
        let expected = format!(
            "These files stay and may still hold a copy:\n  [DIR]/data/nocontact-HOST.json\n  \
             [DIR]/data/{SYNCTHING}\n  [DIR]/data/{BACKUP}\n"
        );
        assert!(said.contains(&expected), "{said}");
        assert_eq!(paths.each_ref().map(|path| fs::read(path).unwrap()), before, "{line}");
    }
}

#[test]
fn an_export_may_have_the_name_of_a_conflict_copy() {
    let world = sound();
    for name in ["nocontact-copy.json", SYNCTHING] {
        let path = world.journal().with_file_name(name);
        world.ok_words(&["export", "--format", "json", "--output", path.to_str().unwrap()]);
        assert!(path.exists(), "{name}");
    }
}

#[test]
fn doctor_names_conflict_copies_and_changes_none() {
    let (world, paths) = conflicting();
    let [ambiguous, other, certain, _] = &paths;
    let said = |kept: &str, path: &Path, unless: &str| {
        let path = format!("[DIR]/data/{}", path.file_name().unwrap().to_str().unwrap());
        format!(
            "{kept} {path}, because two machines wrote at once.\n{unless}It may hold entries that \
             are not here. To import them:\nnocontact import --conflicts\nThen remove it:\nrm {path}"
        )
    };
    fs::remove_file(certain).unwrap();
    let unless = "If you made this file yourself, leave it. ";
    is_wrong(&world, &said("A sync service may have kept", ambiguous, unless));
    assert_eq!(fs::read(ambiguous).unwrap(), world.bytes());
    fs::remove_file(ambiguous).unwrap();
    is_well(&world);
    assert!(other.exists());
    // Nobody else gives a file this name, so that it counts whatever is in it, and whatever its mode.
    fs::write(certain, world.bytes()).unwrap();
    is_wrong(&world, &said("A sync service kept", certain, ""));
    let problem = world.json_of("doctor --json")["problems"][0].clone();
    assert_eq!((&problem["problem"], &problem["certain"]), (&"conflict-copy".into(), &true.into()));
}
