//! Links and modes: what a save must leave as the user made it, and what others must not read.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use super::tally::{Case, Finding, Tally, wrong_if};
use super::writer::{Place, Writer, backup, command, names, notes};

/// The eight cases.
pub(crate) fn links_and_modes(writer: Writer) -> Tally {
    let cases: &[(&str, Case)] = &[
        ("a relative link", relative_link),
        ("an absolute link", absolute_link),
        ("a chain of links", chain_of_links),
        ("a link to nothing", link_to_nothing),
        ("a link to the folder", link_to_the_folder),
        ("umask 000, what is new", umask_on_what_is_new),
        ("umask 000, folders that stand", umask_on_what_stands),
        ("a file of mode 0640", mode_is_kept),
    ];
    Tally::of(writer, cases)
}

/// Makes every kind of change through `journal`, a link. `target` changes, and new files are made
/// beside it.
fn goes_through(writer: Writer, journal: &Path, target: &Path) -> Finding {
    let link = fs::read_link(journal).map_err(|_| "link lost")?;
    let beside_the_link = names(journal);
    for line in ["log text --note one", "edit 1 --note two", "undo", "log text --note three"] {
        let output = writer.command(journal, line).output().unwrap();
        wrong_if(!output.status.success(), "not recorded")?;
        wrong_if(fs::read_link(journal).ok().as_ref() != Some(&link), "link lost")?;
        let is_elsewhere = target.parent() != journal.parent();
        wrong_if(is_elsewhere && names(journal) != beside_the_link, "made beside the link")?;
    }
    let has = notes(target).ok_or("torn")?;
    wrong_if(has.last().is_none_or(|note| note != "three"), "not recorded")?;
    // The state before the last save.
    let kept = notes(&backup(target)).ok_or("no backup beside the target")?;
    if has[..has.len() - 1] == kept { Ok(()) } else { Err("no backup beside the target") }
}

/// A journal at `dotfiles/nocontact.json`, and none in the data folder.
fn moved(writer: Writer) -> (Place, std::path::PathBuf) {
    let place = Place::started(writer, 0);
    let target = place.path().join("dotfiles/nocontact.json");
    fs::rename(place.path().join("data"), place.path().join("dotfiles")).unwrap();
    fs::create_dir(place.path().join("data")).unwrap();
    (place, target)
}

fn relative_link(writer: Writer) -> Finding {
    let (place, target) = moved(writer);
    symlink("../dotfiles/nocontact.json", place.journal()).unwrap();
    goes_through(writer, &place.journal(), &target)
}

fn absolute_link(writer: Writer) -> Finding {
    let (place, target) = moved(writer);
    symlink(&target, place.journal()).unwrap();
    goes_through(writer, &place.journal(), &target)
}

fn chain_of_links(writer: Writer) -> Finding {
    let (place, target) = moved(writer);
    symlink("second", place.journal()).unwrap();
    symlink("../third", place.path().join("data/second")).unwrap();
    symlink("dotfiles/nocontact.json", place.path().join("third")).unwrap();
    goes_through(writer, &place.journal(), &target)
}

fn link_to_nothing(writer: Writer) -> Finding {
    let (place, _) = moved(writer);
    symlink("../later/on/nocontact.json", place.journal()).unwrap();
    let output = writer.command(&place.journal(), "start 2026-11-01").output().unwrap();
    wrong_if(!output.status.success(), "not recorded")?;
    goes_through(writer, &place.journal(), &place.path().join("later/on/nocontact.json"))
}

fn link_to_the_folder(writer: Writer) -> Finding {
    let (place, target) = moved(writer);
    fs::remove_dir(place.path().join("data")).unwrap();
    symlink("dotfiles", place.path().join("data")).unwrap();
    writer.ok(&place.journal(), "log text --note one");
    let is_link = fs::symlink_metadata(place.path().join("data")).unwrap().is_symlink();
    let written = notes(&target).is_some_and(|notes| notes == ["one"]);
    if is_link && written { Ok(()) } else { Err("link lost") }
}

/// Runs a command line with umask 000.
fn unmasked(writer: Writer, journal: &Path, line: &str) -> Finding {
    let script = tempfile::NamedTempFile::new().unwrap();
    fs::write(script.path(), "umask 000; exec \"$@\"").unwrap();
    let shell = format!("/bin/sh {}", script.path().display());
    let output = command(&writer.program(), &shell, journal, line).output().unwrap();
    if output.status.success() { Ok(()) } else { Err("not recorded") }
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

/// Every file beside the journal is private.
fn is_private(journal: &Path) -> Finding {
    let open = |name: &String| mode(&journal.with_file_name(name)) != 0o600;
    if names(journal).iter().any(open) { Err("readable by others") } else { Ok(()) }
}

fn umask_on_what_is_new(writer: Writer) -> Finding {
    let place = Place::empty();
    let journal = place.path().join("new/folders/nocontact.json");
    for line in ["start 2026-11-01", "log text --note one", "undo"] {
        unmasked(writer, &journal, line)?;
        is_private(&journal)?;
    }
    let folders = [place.path().join("new"), place.path().join("new/folders")];
    let closed = folders.iter().all(|folder| mode(folder) == 0o700);
    if closed { Ok(()) } else { Err("readable by others") }
}

fn umask_on_what_stands(writer: Writer) -> Finding {
    let place = Place::empty();
    let data = place.path().join("data");
    fs::create_dir(&data).unwrap();
    fs::set_permissions(&data, Permissions::from_mode(0o755)).unwrap();
    for line in ["start 2026-11-01", "log text --note one", "remove 1 --yes"] {
        unmasked(writer, &place.journal(), line)?;
        is_private(&place.journal())?;
    }
    if mode(&data) == 0o755 { Ok(()) } else { Err("mode changed") }
}

fn mode_is_kept(writer: Writer) -> Finding {
    let place = Place::started(writer, 1);
    let journal = place.journal();
    fs::set_permissions(&journal, Permissions::from_mode(0o640)).unwrap();
    for line in ["log text --note one", "edit 1 --note two", "undo"] {
        unmasked(writer, &journal, line)?;
        wrong_if(mode(&journal) != 0o640 || mode(&backup(&journal)) != 0o640, "mode changed")?;
    }
    Ok(())
}
