//! A letter that is being written: a file beside the journal has its words until the journal does.
//!
//! No lock is held over it. An editor may put another file in its place, which is why it is opened
//! by its path at each use.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
#[cfg(unix)]
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::access::Access;
use super::atomic::{Folder, folder, oddity, retry};
use super::erase::synced;
use super::leftovers;
use super::temporary::{Temporary, create};
use super::{Store, place};
use crate::domain::checkup::Kind;
use crate::domain::text::LETTER_LIMIT;
use crate::error::Failure;

/// What tells, in bytes, that there are more than a letter may have, its last line break aside.
const ENOUGH: u64 = LETTER_LIMIT as u64 + 3;

/// What stands around the numbers in the name of a draft.
const DRAFT: (&str, &str) = (".draft-", ".txt");

/// A draft, which stays until it is removed.
pub struct Draft {
    path: PathBuf,
    file: File,
}

impl Store {
    /// Makes an empty draft beside the journal, for its owner alone.
    pub fn draft(&self) -> Result<Draft> {
        // A name that begins with a dash would be an option to an editor.
        let target = Path::new(".").join(place::resolve(&self.path)?);
        let made = Temporary::named(&target, DRAFT, create).and_then(|(file, made)| {
            Access::private().give(&file)?;
            Ok(Draft { path: made.stays(), file })
        });
        made.with_context(|| format!("cannot make a draft beside {}", self.path.display()))
    }

    /// The drafts beside the journal and beside the links that lead to it: letters that were begun
    /// and not recorded. What cannot be looked at is left out.
    #[must_use]
    pub fn drafts(&self) -> Vec<PathBuf> {
        self.lying(Kind::Draft)
    }

    /// Removes a draft whose bytes the journal has now, and every other that holds the same: one
    /// that it was taken up from. An error where it stays, or may stay on the disk.
    pub fn drop_draft(&self, draft: &Draft, recorded: &[u8]) -> Result<()> {
        if draft.read()? != recorded {
            let why = format!("{} was changed after it was read", draft.path.display());
            return Err(Failure::Refused(why).into());
        }
        leftovers::remove(&draft.path)?;
        let is_same = |path: &PathBuf| read(path).is_ok_and(|found| found == recorded);
        for same in self.drafts().iter().filter(|path| is_same(path)) {
            leftovers::remove(same)?;
        }
        synced(folder(&draft.path)).map(drop)
    }
}

impl Draft {
    /// Its path.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Puts more words behind those that it has.
    pub fn append(&mut self, words: &[u8]) -> Result<()> {
        let cannot = || format!("cannot write the draft {}", self.path.display());
        self.file.write_all(words).with_context(cannot)
    }

    /// What is at its path now: all of it, or enough to tell that it is too long for a letter. Only a
    /// regular file is read.
    pub fn read(&self) -> Result<Vec<u8>> {
        read(&self.path)
    }

    /// Makes sure that it stays: on the disk, and for its owner alone whatever an editor made of it.
    pub fn keep(&self) -> Result<()> {
        let kept = open(&self.path).and_then(|(file, _)| {
            Access::private().give(&file)?;
            file.sync_all()?;
            Folder::open(folder(&self.path))?.sync()
        });
        kept.with_context(|| format!("cannot make sure of the draft {}", self.path.display()))
    }

    /// Removes it. What stays all the same, `doctor` names in time.
    pub fn discard(self) {
        let _ = leftovers::remove(&self.path);
    }
}

fn read(path: &Path) -> Result<Vec<u8>> {
    let cannot = || format!("cannot read the draft {}", path.display());
    let (file, found) = open(path).with_context(cannot)?;
    let mut bytes = Vec::with_capacity(usize::try_from(found.len().min(ENOUGH)).unwrap_or(0));
    file.take(ENOUGH).read_to_end(&mut bytes).with_context(cannot)?;
    Ok(bytes)
}

/// Opens the file at the path: no link is followed, and no pipe or device is waited for.
fn open(path: &Path) -> io::Result<(File, Metadata)> {
    let check = |found: Metadata| match found {
        found if found.is_file() => Ok(found),
        found => Err(io::Error::other(oddity(&found).unwrap_or_default())),
    };
    let gone = |error: io::Error| match error.kind() {
        kind @ ErrorKind::NotFound => io::Error::new(kind, "it is not there any more"),
        _ => error,
    };
    check(retry(|| fs::symlink_metadata(path)).map_err(gone)?)?;
    let mut options = OpenOptions::new();
    // Windows brings to the disk only what could be written.
    options.read(true).write(cfg!(windows));
    #[cfg(unix)]
    OpenOptionsExt::custom_flags(&mut options, libc::O_NOFOLLOW | libc::O_NONBLOCK);
    let file = retry(|| options.open(path))?;
    let found = check(retry(|| file.metadata())?)?;
    Ok((file, found))
}
