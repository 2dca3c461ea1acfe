//! What a save leaves beside the journal: temporary files of one that was killed, and the backup.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result};

use super::atomic::{Folder, backup_path, folder, retry};

/// How old a temporary file is when nobody can be writing it any more.
const STALE: Duration = Duration::from_mins(1);

/// Which temporary files to delete.
#[derive(Clone, Copy, Debug)]
pub enum Leftovers {
    /// Those older than a minute at the given time.
    Stale(SystemTime),
    /// All of them: they may hold what is to be gone.
    All,
}

/// Deletes temporary files that a killed process left: they hold private text. Whether there was
/// one; an error where one of them cannot be deleted, once all others are.
pub fn sweep(target: &Path, leftovers: Leftovers) -> Result<bool> {
    let Some(name) = target.file_name() else {
        return Ok(false);
    };
    let folder = folder(target);
    let cannot = || format!("cannot look for leftovers in {}", folder.display());
    let listed = || fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>();
    let entries = retry(listed).with_context(cannot)?;
    let remove_old = |entry: &fs::DirEntry| {
        let found = retry(|| entry.metadata()).with_context(cannot)?;
        Ok(found.is_file() && is_old(&found, leftovers) && remove(&entry.path())?)
    };
    let ours = entries.iter().filter(|entry| is_temporary(&entry.file_name(), name));
    let removed: Vec<Result<bool>> = ours.map(remove_old).collect();
    removed.into_iter().try_fold(false, |any, removed| Ok(removed? || any))
}

/// Whether we may look into the folder of a link. Where we may not, we have never written.
#[must_use]
pub fn may_look(link: &Path) -> bool {
    let listed = retry(|| fs::read_dir(folder(link)));
    !listed.is_err_and(|error| error.kind() == ErrorKind::PermissionDenied)
}

/// `<name>.tmp-<digits>-<digits>` and nothing else. The name may be no UTF-8.
fn is_temporary(found: &OsStr, name: &OsStr) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    found
        .as_encoded_bytes()
        .strip_prefix(name.as_encoded_bytes())
        .and_then(|rest| str::from_utf8(rest).ok())
        .and_then(|rest| rest.strip_prefix(".tmp-"))
        .and_then(|rest| rest.split_once('-'))
        .is_some_and(|(process, number)| digits(process) && digits(number))
}

fn is_old(found: &fs::Metadata, leftovers: Leftovers) -> bool {
    match leftovers {
        Leftovers::All => true,
        Leftovers::Stale(now) => {
            let age = found.modified().ok().and_then(|made| now.duration_since(made).ok());
            age.is_some_and(|age| age > STALE)
        }
    }
}

/// Removes all that still holds what was in the journal, from the disk too: the backup and every
/// leftover. An error where one of them cannot be removed.
pub fn burn(target: &Path) -> Result<()> {
    let backup = backup_path(target);
    let swept = sweep(target, Leftovers::All)?;
    let removed = remove(&backup)? || swept;
    // Also where nothing was there: a burn that was killed may have removed it just now.
    match Folder::open(folder(target)).and_then(|folder| folder.sync()) {
        Err(error) if removed => {
            Err(error).with_context(|| format!("cannot remove {}", backup.display()))
        }
        _ => Ok(()),
    }
}

/// Removes a file; whether there was one.
fn remove(path: &Path) -> Result<bool> {
    let Err(error) = retry(|| fs::remove_file(path)) else {
        return Ok(true);
    };
    // A disk that is read-only says so even of what is not there.
    match retry(|| fs::symlink_metadata(path)) {
        Err(missing) if missing.kind() == ErrorKind::NotFound => Ok(false),
        _ => Err(error).with_context(|| format!("cannot remove {}", path.display())),
    }
}
