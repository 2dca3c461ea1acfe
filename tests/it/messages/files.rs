//! Files that cannot be used, and places that cannot be told.

use std::ffi::OsString;

use super::says;
use crate::world::World;

#[test]
fn where_no_place_can_be_told_is_said_how_to_choose_one() {
    let mut world = World::new();
    world.data_dir = None;
    world.variables.insert("NOCONTACT_NOW", "noon".into());
    says(
        &mut world,
        r#"
$ status --file /nowhere/a.json
! nocontact: NOCONTACT_NOW is "noon", which is not a time
!   write RFC 3339, as in 2026-12-01T09:00:00+01:00, or unset it
exit 1
"#,
    );
    world.variables.remove("NOCONTACT_NOW");
    says(
        &mut world,
        r#"
$ status
! nocontact: cannot tell where to keep data: set NOCONTACT_FILE to a full path, or give --file
!   nothing was written; is HOME set?
exit 1
$ start --file x/..
! nocontact: cannot write [DIR]/x/..: it is not the name of a file
exit 1
$ start --file /
! nocontact: cannot read /: it is a folder
exit 1
"#,
    );
}

#[test]
fn a_journal_that_cannot_be_used_is_named_with_the_reason() {
    let mut world = World::new();
    says(
        &mut world,
        r#"
> nocontact.json {"version": 2}
$ status
! nocontact: cannot read [DIR]/data/nocontact.json: a newer version of nocontact wrote it (format 2; this one knows 1)
!   install the newer nocontact; nothing was changed
exit 1
> nocontact.json {"version": 1, "entries": []}
$ status
! nocontact: cannot read [DIR]/data/nocontact.json: there is no "breakup" in it
!   nothing was changed
!   to see what is there: nocontact doctor
exit 1
$ restore
! nocontact: there is no backup of [DIR]/data/nocontact.json
!   nothing was changed; a sync service or a backup program may have an older copy
!   to see what is there: nocontact doctor
exit 1
> nocontact.json.bak {"version": 1, "entries": []}
$ restore
! nocontact: cannot restore from [DIR]/data/nocontact.json.bak: there is no "breakup" in it
!   nothing was changed; a sync service or a backup program may have an older copy
!   to see what is there: nocontact doctor
exit 1
> nocontact.json {"version": 1, "breakup": "2026-11-01", "days": 0, "entries": []}
$ status
! nocontact: cannot read [DIR]/data/nocontact.json: it is damaged, or not a nocontact journal: "days" is not from 1 to 3650 at line 1 column 49
!   nothing was changed
!   to see what is there: nocontact doctor
exit 1
> nocontact.json {"version": 1, "breakup": "2026-11-01", "entries": [{"id": 1, "kind": "restart", "at": "2026-11-02", "note": "x"}]}
$ status
! nocontact: cannot read [DIR]/data/nocontact.json: it is damaged, or not a nocontact journal: entry 1 (restart) cannot have "note" at line 1 column 114
!   nothing was changed
!   to see what is there: nocontact doctor
exit 1
> nocontact.json {"version": 1, "breakup": "2026-11-01", "entries": [{"id": 9007199254740991, "kind": "restart", "at": "2026-11-02"}]}
$ log text
! nocontact: no id is left for another entry
exit 1
$ restore
! nocontact: [DIR]/data/nocontact.json is not damaged, so there is nothing to restore
!   to take back the last change: nocontact undo
exit 1
> nocontact.json
$ restore
! nocontact: cannot read [DIR]/data/nocontact.json: it is a folder
!   nothing was changed; move it elsewhere, and then: nocontact restore
exit 1
"#,
    );
    let wrong = "Something that is not a journal is at [DIR]/data/nocontact.json: it is a folder.";
    assert!(world.run("doctor").out.contains(wrong));
}

#[test]
#[cfg(unix)]
fn a_link_is_named_with_what_it_leads_to() {
    let mut world = World::started();
    let link = world.path().join("link");
    std::os::unix::fs::symlink(world.journal(), &link).unwrap();
    world.variables.insert("NOCONTACT_FILE", link.into());
    says(
        &mut world,
        r#"
$ erase --yes
Removed:
  [DIR]/data/nocontact.json
  [DIR]/data/nocontact.json.lock
Still there, but now leading nowhere:
  [DIR]/link

This cannot remove copies elsewhere: exports, what a sync service or an editor
kept, your shell's history, snapshots and backups of the disk. The files are
removed, not securely wiped.
$ restore
! nocontact: [DIR]/link is a link to [DIR]/data/nocontact.json, which is not there
!   if its disk or folder is missing, bring it back; to start over there: nocontact start
exit 1
$ status
! nocontact: [DIR]/link is a link to [DIR]/data/nocontact.json, which is not there
!   if its disk or folder is missing, bring it back; to start over there: nocontact start
exit 1
"#,
    );
}

#[test]
#[cfg(unix)]
fn words_that_are_not_utf_8_are_refused() {
    use std::os::unix::ffi::OsStringExt;
    let world = World::started();
    let said = world.run_os([OsString::from("log"), OsString::from_vec(vec![b'a', 0xff])]).err;
    let expected = "nocontact: this command line is not in UTF-8\n  for more: nocontact help log\n";
    assert_eq!(said, expected);
}

#[test]
#[cfg(target_os = "linux")]
fn a_folder_in_the_place_of_the_backup_or_the_lock_is_named() {
    says(
        &mut World::started(),
        r#"
> nocontact.json.bak
$ log text
! nocontact: cannot keep the backup [DIR]/data/nocontact.json.bak: Is a directory (os error 21)
exit 1
> nocontact.json.lock
$ log call
! nocontact: cannot lock [DIR]/data/nocontact.json.lock, and without a lock nothing is written: Is a directory (os error 21)
exit 1
"#,
    );
}
