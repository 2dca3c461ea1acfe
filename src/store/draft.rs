//! A letter that is being written: a file beside the journal has its words until the journal does.
//!
//! No lock is held over it: an editor may put another file in its place, and a burn or an erase may
//! take it away. The file that is open has the words all the same, until they are elsewhere.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Read, Seek, Write};
#[cfg(unix)]
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf, absolute};
use std::time::Duration;

use anyhow::{Context, Error, Result};

use super::Store;
use super::disk::access::Access;
#[cfg(unix)]
use super::disk::identity::inode;
use super::disk::identity::oddity;
use super::disk::names::folder;
use super::disk::place;
use super::disk::siblings;
use super::disk::system::{Folder, retry};
use super::disk::temporary::{Temporary, create};
use super::erase::synced;
use crate::domain::checkup::{STALE_DRAFT, SiblingKind};
use crate::domain::text::LETTER_LIMIT;
use crate::error::Failure;

/// What tells, in bytes, that there are more than a letter may have, its last line break aside.
const ENOUGH: u64 = LETTER_LIMIT as u64 + 3;

/// What stands around the numbers in the name of a draft.
const DRAFT: (&str, &str) = (".draft-", ".txt");

/// A draft, which stays until it is removed.
pub struct Draft {
    path: PathBuf,
    /// What has the words, whatever becomes of the path.
    file: File,
}

impl Store {
    /// Makes an empty draft beside the journal, for its owner alone. Its path is absolute. Those that
    /// stayed empty for a day go.
    pub fn draft(&self) -> Result<Draft> {
        for path in self.drafts().iter().filter(|path| self.is_stale(path)) {
            // What stays all the same, the next one finds.
            let _ = siblings::remove(path);
        }
        let target = place::resolve(&self.path)?;
        let made = absolute(&target).and_then(|target| {
            let (file, made) = Temporary::named(&target, DRAFT, create)?;
            Access::private().give(&file)?;
            Ok(Draft { path: made.stays(), file })
        });
        made.with_context(|| format!("cannot make a draft beside {}", self.path.display()))
    }

    /// Whether a draft is empty, and so old that no editor saves into it any more.
    fn is_stale(&self, draft: &Path) -> bool {
        let made = empty(draft).and_then(|found| found.modified().ok());
        let age = made.and_then(|made| self.now.duration_since(made).ok());
        age.is_some_and(|age| age > Duration::from_secs(STALE_DRAFT))
    }

    /// The drafts beside the journal and beside the links that lead to it: letters that were begun
    /// and not recorded. What cannot be looked at is left out.
    #[must_use]
    pub fn drafts(&self) -> Vec<PathBuf> {
        self.lying(SiblingKind::Draft)
    }

    /// Those of the drafts that have something in them, their paths absolute.
    #[must_use]
    pub fn unfinished(&self) -> Vec<PathBuf> {
        let begun = self.drafts().into_iter().filter(|path| empty(path).is_none());
        begun.map(|path| absolute(&path).unwrap_or(path)).collect()
    }

    /// Makes sure that the words of a draft stay: on the disk, and for their owner alone whatever an
    /// editor made of it. Where it was taken away, it is a new one from now on.
    pub fn keep_draft(&self, draft: &mut Draft) -> Result<()> {
        if !draft.is_there() {
            let cannot = "cannot keep what you wrote";
            // An erase may have taken the folder too.
            let target = place::resolve(&self.path).map_err(Error::from).context(cannot)?;
            place::make_folder(&target).context(cannot)?;
            let mut fresh = self.draft().context(cannot)?;
            let copied =
                draft.file.rewind().and_then(|()| io::copy(&mut draft.file, &mut fresh.file));
            copied.with_context(|| format!("cannot write the draft {}", fresh.path.display()))?;
            *draft = fresh;
        }
        draft.sync()
    }

    /// Removes a draft whose bytes the journal has now, and every other that holds the same: one
    /// that it was taken up from. It may be gone already. An error where it stays, or may stay on the
    /// disk.
    pub fn drop_draft(&self, draft: &Draft, recorded: &[u8]) -> Result<()> {
        if is_named(&draft.path) && read(&draft.path)? != recorded {
            let why = format!("{} was changed after it was read", draft.path.display());
            return Err(Failure::new(why).into());
        }
        siblings::remove(&draft.path)?;
        let is_same = |path: &PathBuf| read(path).is_ok_and(|found| found == recorded);
        for same in self.drafts().iter().filter(|path| is_same(path)) {
            siblings::remove(same)?;
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

    /// Takes up what an editor has put at its path, which must be a regular file. Where that is an
    /// error, the words are those that the file had which was there before.
    pub fn reopen(&mut self) -> Result<()> {
        self.file = open(&self.path).with_context(|| cannot_read(&self.path))?;
        Ok(())
    }

    /// What it has: all of it, or enough to tell that it is too long for a letter.
    pub fn read(&mut self) -> Result<Vec<u8>> {
        let read = self.file.rewind().and_then(|()| all(&self.file));
        read.with_context(|| cannot_read(&self.path))
    }

    /// Whether what it has is at its path. Where that cannot be told, it was not taken away.
    #[must_use]
    pub fn is_there(&self) -> bool {
        match (retry(|| fs::symlink_metadata(&self.path)), retry(|| self.file.metadata())) {
            (Ok(there), Ok(own)) => is_same(&there, &own),
            (Err(error), _) => {
                !matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
            }
            _ => true,
        }
    }

    fn sync(&self) -> Result<()> {
        let synced = Access::private().give(&self.file).and_then(|()| {
            self.file.sync_all()?;
            Folder::open(folder(&self.path))?.sync()
        });
        synced.with_context(|| format!("cannot make sure of the draft {}", self.path.display()))
    }

    /// Removes it, and nothing that took its place. What stays all the same, `doctor` names in time.
    pub fn discard(self) {
        if self.is_there() {
            let _ = siblings::remove(&self.path);
        }
    }
}

/// Whether the two are of one file. Where that cannot be asked, whatever has the name is.
#[cfg(unix)]
fn is_same(one: &Metadata, other: &Metadata) -> bool {
    inode(one) == inode(other)
}

#[cfg(not(unix))]
fn is_same(_: &Metadata, _: &Metadata) -> bool {
    true
}

/// Whether anything has the path.
fn is_named(path: &Path) -> bool {
    let found = retry(|| fs::symlink_metadata(path));
    !found.is_err_and(|error| error.kind() == ErrorKind::NotFound)
}

/// The file at the path, where it is one with nothing in it.
fn empty(path: &Path) -> Option<Metadata> {
    retry(|| fs::symlink_metadata(path)).ok().filter(|found| found.is_file() && found.len() == 0)
}

fn cannot_read(path: &Path) -> String {
    format!("cannot read the draft {}", path.display())
}

/// As [`Draft::read`], of what is at the path now. Only a regular file is read.
fn read(path: &Path) -> Result<Vec<u8>> {
    let read = open(path).and_then(|file| all(&file));
    read.with_context(|| cannot_read(path))
}

fn all(file: &File) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(ENOUGH).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Opens the file at the path: no link is followed, and no pipe or device is waited for.
fn open(path: &Path) -> io::Result<File> {
    let check = |found: Metadata| match found {
        found if found.is_file() => Ok(()),
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
    check(retry(|| file.metadata())?)?;
    Ok(file)
}
