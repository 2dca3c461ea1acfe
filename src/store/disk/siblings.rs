//! The files beside the journal, by their names: what a killed save left, drafts, what `restore`
//! kept, and the backup.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, Result};

use super::files::{age, backup_path, cannot, folder, if_there, regular, retry, sync_folder};
use crate::domain::checkup::SiblingKind;

/// Deletes the temporary files that a process left which was killed more than a minute before `now`,
/// since they hold private text. What cannot be deleted waits for the next save.
pub(crate) fn sweep(target: &Path, now: SystemTime) {
    for (kind, path) in beside(target).unwrap_or_default() {
        let is_stale = |found: fs::Metadata| age(&found, now) > kind.stale_after();
        let is_ours = kind == SiblingKind::Temporary;
        if is_ours && regular(&path).ok().flatten().is_some_and(is_stale) {
            let _ = remove(&path);
        }
    }
}

/// What is beside `target` under one of our names, sorted. It may be other than a file.
pub(crate) fn beside(target: &Path) -> io::Result<Vec<(SiblingKind, PathBuf)>> {
    let Some(name) = target.file_name() else {
        return Ok(Vec::new());
    };
    let listed = if_there(|| fs::read_dir(folder(target))?.collect::<io::Result<Vec<_>>>())?;
    let ours = |entry: &fs::DirEntry| {
        let found = entry.file_name();
        Some((kind(&found, name)?, target.with_file_name(found)))
    };
    let mut found: Vec<_> = listed.iter().flatten().filter_map(ours).collect();
    found.sort_unstable_by(|(_, one), (_, other)| one.cmp(other));
    Ok(found)
}

/// Whether `path` is the journal at `target`, or has a name that nocontact uses beside it.
pub(crate) fn belongs(path: &Path, target: &Path) -> bool {
    let (Some(found), Some(name)) = (path.file_name(), target.file_name()) else {
        return false;
    };
    let rest = found.as_encoded_bytes().strip_prefix(name.as_encoded_bytes());
    let is_kept = matches!(rest, Some(b"" | b".bak" | b".lock"));
    path.parent() == target.parent() && (is_kept || kind(found, name).is_some())
}

/// Whether we may read the folder of a link. Where we may not, we never wrote either.
pub(crate) fn may_look(link: &Path) -> bool {
    let listed = retry(|| fs::read_dir(folder(link)));
    !listed.is_err_and(|error| error.kind() == ErrorKind::PermissionDenied)
}

/// What a file is by its exact name: `<name>.tmp-<digits>-<digits>`,
/// `<name>.draft-<digits>-<digits>.txt`, the same with `.note`, or `<name>.bad-<digits>`. The
/// journal's name need not be UTF-8.
fn kind(found: &OsStr, name: &OsStr) -> Option<SiblingKind> {
    let rest = found.as_encoded_bytes().strip_prefix(name.as_encoded_bytes())?;
    let (word, rest) = str::from_utf8(rest).ok()?.split_once('-')?;
    let (kind, numbers, how_many) = match word {
        ".tmp" => (SiblingKind::Temporary, rest, 2),
        ".draft" | ".note" => (SiblingKind::Draft, rest.strip_suffix(".txt")?, 2),
        ".bad" => (SiblingKind::Kept, rest, 1),
        _ => return None,
    };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let numbers: Vec<_> = numbers.split('-').collect();
    (numbers.len() == how_many && numbers.into_iter().all(is_number)).then_some(kind)
}

/// Removes everything that still holds what was in the journal, and syncs (`manual/keeping.md`). If
/// one cannot be removed, all others but the backup go first, and then it is an error.
pub(crate) fn burn(target: &Path) -> Result<()> {
    let looked = cannot("look for leftovers in", folder(target));
    let backup = backup_path(target);
    let remove_one = |(_, path): &(_, PathBuf)| -> Result<bool> {
        Ok(regular(path).with_context(looked)?.is_some() && remove(path)?)
    };
    let listed = beside(target).with_context(looked)?;
    let ours = listed.iter().filter(|(kind, _)| *kind != SiblingKind::Kept);
    let swept: Vec<_> = ours.map(remove_one).collect();
    let swept = swept.into_iter().collect::<Result<Vec<_>>>()?.contains(&true);
    let removed = remove(&backup)? || swept;
    // Even where nothing was found: a burn that was killed may have removed it just now.
    match sync_folder(folder(target)) {
        Err(error) if removed => Err(error).with_context(cannot("remove", &backup)),
        _ => Ok(()),
    }
}

/// Removes a file; whether there was one.
pub(crate) fn remove(path: &Path) -> Result<bool> {
    let Err(error) = retry(|| fs::remove_file(path)) else {
        return Ok(true);
    };
    // A read-only disk gives the same error for a file that is not there.
    match if_there(|| fs::symlink_metadata(path)) {
        Ok(None) => Ok(false),
        _ => Err(error).with_context(cannot("remove", path)),
    }
}
