//! Ownership: a save keeps the owner, the group and the access list, and nobody gains access.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
use std::path::{Path, PathBuf};

use rustix::fs::{XattrFlags, getxattr, setxattr};

use super::caller::{Caller, OTHER, give};
use super::disk::Image;
use super::tally::{Case, Finding, Tally, wrong_if};
use super::writer::{Place, Writer, backup, names, notes};

/// A group without members.
const GROUP: u32 = 54_321;

/// Every case.
pub(crate) fn kept(writer: Writer) -> Tally {
    let cases: &[(&str, Case)] = &[
        ("root saves what is another's", root_saves_for_another),
        ("root saves what another group reads", root_keeps_the_group),
        ("root begins in another's folder", root_begins_for_another),
        ("a group that cannot be given", a_group_that_cannot_be_given),
        ("a group that cannot be given, of what all may read", what_all_may_read),
        ("another's file in a folder for all", anothers_file),
        ("an access list", access_list),
        ("a list that the folder would give", list_of_the_folder),
        ("a burn through a link on a read-only disk", burn_through_read_only),
        ("umask 777", |writer| under_umask(writer, "0777")),
        ("umask 277", |writer| under_umask(writer, "0277")),
    ];
    Tally::of(writer, cases)
}

/// The owner, the group and the mode of a file.
fn rights(path: &Path) -> (u32, u32, u32) {
    let found = fs::metadata(path).unwrap();
    (found.uid(), found.gid(), found.mode() & 0o7777)
}

/// A journal of another user and group, with this mode and without a lock yet.
fn of_another(writer: Writer, group: u32, mode: u32) -> (Place, PathBuf) {
    let place = Place::started(writer, 2);
    let journal = place.journal();
    for name in names(&journal).iter().filter(|name| *name != "nocontact.json") {
        fs::remove_file(journal.with_file_name(name)).unwrap();
    }
    give(journal.parent().unwrap(), OTHER, group);
    fs::set_permissions(&journal, Permissions::from_mode(mode)).unwrap();
    (place, journal)
}

/// Both files have these rights after two saves.
fn has_rights(caller: &Caller, journal: &Path, expected: (u32, u32, u32)) -> Finding {
    for line in ["log text --note next", "edit 1 --note changed"] {
        wrong_if(!caller.run(journal, line).status.success(), "not recorded")?;
    }
    let same = [journal, &backup(journal)].iter().all(|path| rights(path) == expected);
    if same { Ok(()) } else { Err("rights changed") }
}

fn root_saves_for_another(writer: Writer) -> Finding {
    let (place, journal) = of_another(writer, OTHER, 0o600);
    has_rights(&Caller::itself(writer), &journal, (OTHER, OTHER, 0o600))?;
    // The other user can go on writing.
    has_rights(&Caller::other(writer, &place), &journal, (OTHER, OTHER, 0o600))
}

/// All that root makes there is the other user's: folders, journal, backup, lock, drafts, exports.
fn root_begins_for_another(writer: Writer) -> Finding {
    let place = Place::empty();
    give(place.path(), OTHER, GROUP);
    let (above, folder) = (place.path().join("a"), place.path().join("a/b"));
    let (journal, out) = (folder.join("nocontact.json"), folder.join("out.csv"));
    let export = format!("export --format csv --output {}", out.display());
    // The letter has a NUL, and stays in a draft.
    let input = place.path().join("input");
    fs::write(&input, "a\0b").unwrap();
    let letter = format!("letter < {}", input.display());
    for line in ["start 2026-11-01", "log text", &export, &letter] {
        Caller::itself(writer).run(&journal, line);
    }
    let is_draft = |name: &String| name.contains(".draft-");
    wrong_if(!names(&journal).iter().any(is_draft) || !out.exists(), "not recorded")?;
    let is_theirs = |path: &Path, mode| rights(path) == (OTHER, GROUP, mode);
    wrong_if(![&above, &folder].iter().all(|folder| is_theirs(folder, 0o700)), "rights changed")?;
    let private = |name: &String| is_theirs(&journal.with_file_name(name), 0o600);
    wrong_if(!names(&journal).iter().all(private), "rights changed")?;
    // A draft that is another name for a file of root's is not given away.
    let victim = place.path().join("victim");
    fs::write(&victim, "mine").unwrap();
    fs::hard_link(&victim, journal.with_file_name("nocontact.json.draft-9-0.txt")).unwrap();
    let resumed = format!("letter --resume < {}", input.display());
    Caller::itself(writer).run(&journal, &resumed);
    wrong_if(rights(&victim).0 == OTHER, "rights changed")?;
    for line in ["log text --note next", "letter --discard --yes"] {
        let done = Caller::other(writer, &place).run(&journal, line);
        wrong_if(!done.status.success(), "next run fails")?;
    }
    Ok(())
}

fn root_keeps_the_group(writer: Writer) -> Finding {
    let (_place, journal) = of_another(writer, GROUP, 0o640);
    has_rights(&Caller::itself(writer), &journal, (OTHER, GROUP, 0o640))
}

/// Users can only give a file to a group of their own, and that group gains no rights.
fn a_group_that_cannot_be_given(writer: Writer) -> Finding {
    let (place, journal) = of_another(writer, GROUP, 0o640);
    has_rights(&Caller::other(writer, &place), &journal, (OTHER, OTHER, 0o600))
}

fn what_all_may_read(writer: Writer) -> Finding {
    let (place, journal) = of_another(writer, GROUP, 0o644);
    has_rights(&Caller::other(writer, &place), &journal, (OTHER, OTHER, 0o644))
}

/// Otherwise a save, or the lock that it makes, would shut the owner out.
fn anothers_file(writer: Writer) -> Finding {
    let (place, journal) = of_another(writer, OTHER, 0o666);
    chown(&journal, Some(GROUP), None).unwrap();
    fs::set_permissions(journal.parent().unwrap(), Permissions::from_mode(0o777)).unwrap();
    let before = (fs::read(&journal).unwrap(), names(&journal), rights(&journal));
    let output = Caller::other(writer, &place).run(&journal, "log text");
    let err = String::from_utf8_lossy(&output.stderr);
    let after = (fs::read(&journal).unwrap(), names(&journal), rights(&journal));
    wrong_if(after != before, "changed")?;
    let told = output.status.code() == Some(1) && err.contains("belongs to another user");
    if told { Ok(()) } else { Err("no cause given") }
}

const LIST: &str = "system.posix_acl_access";

/// The owner reads and writes, one more user reads, and the group does neither.
fn list() -> Vec<u8> {
    const NOBODY: u32 = u32::MAX;
    let entries: [(u16, u16, u32); 5] =
        [(1, 6, NOBODY), (2, 4, GROUP), (4, 0, NOBODY), (16, 4, NOBODY), (32, 0, NOBODY)];
    let mut list = 2_u32.to_le_bytes().to_vec();
    for (tag, rights, id) in entries {
        list.extend(tag.to_le_bytes());
        list.extend(rights.to_le_bytes());
        list.extend(id.to_le_bytes());
    }
    list
}

fn access_list(writer: Writer) -> Finding {
    let disk = Image::new();
    let journal = disk.path().join("nocontact.json");
    writer.ok(&journal, "start 2026-11-01");
    writer.ok(&journal, "log text --note first");
    fs::remove_file(backup(&journal)).unwrap();
    setxattr(&journal, LIST, &list(), XattrFlags::empty()).unwrap();
    let before = rights(&journal);
    has_rights(&Caller::itself(writer), &journal, before)?;
    for path in [&journal, &backup(&journal)] {
        let mut found = [0; 256];
        let length = getxattr(path, LIST, &mut found).unwrap_or(0);
        wrong_if(found[..length] != list(), "rights changed")?;
    }
    Ok(())
}

fn list_of_the_folder(writer: Writer) -> Finding {
    let disk = Image::new();
    let journal = disk.path().join("nocontact.json");
    writer.ok(&journal, "start 2026-11-01");
    fs::set_permissions(&journal, Permissions::from_mode(0o640)).unwrap();
    setxattr(disk.path(), "system.posix_acl_default", &list(), XattrFlags::empty()).unwrap();
    has_rights(&Caller::itself(writer), &journal, rights(&journal))?;
    let listed = |path: &&Path| getxattr(*path, LIST, &mut [0; 256]).is_ok();
    let any = [journal.as_path(), &backup(&journal)].iter().any(listed);
    if any { Err("rights changed") } else { Ok(()) }
}

fn burn_through_read_only(writer: Writer) -> Finding {
    let place = Place::started(writer, 2);
    let disk = Image::new();
    let link = disk.path().join("nocontact.json");
    symlink(place.journal(), &link).unwrap();
    disk.make_read_only();
    let output = writer.command(&link, "remove 1 --burn --yes").output().unwrap();
    wrong_if(!output.status.success() || backup(&place.journal()).exists(), "burnt text kept")?;
    let rest = notes(&place.journal()).is_some_and(|notes| notes == ["second"]);
    if rest { Ok(()) } else { Err("torn") }
}

/// A mask that limits the owner's rights does not limit ours.
fn under_umask(writer: Writer, umask: &str) -> Finding {
    let place = Place::empty();
    give(place.path(), OTHER, OTHER);
    let caller = Caller::other(writer, &place).masked(umask, &place);
    let journal = place.journal();
    for line in ["start 2026-11-01", "log text --note one", "log text --note two"] {
        wrong_if(!caller.run(&journal, line).status.success(), "not recorded")?;
    }
    let private = |name: &String| rights(&journal.with_file_name(name)) == (OTHER, OTHER, 0o600);
    wrong_if(!names(&journal).iter().all(private), "rights changed")?;
    let both = notes(&journal).is_some_and(|notes| notes == ["one", "two"]);
    if both { Ok(()) } else { Err("acknowledged lost") }
}
