//! How bytes reach the disk: temporary file, backup, rename, sync (`manual/keeping.md`).
//! `place` decides where they go, and `lock` when.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Error, Result};

use super::access::Access;
use super::files::{
    Disk, SIZE_LIMIT, TOO_LARGE, backup_path, beside, cannot, folder, holds_open, identity,
    if_there, is_busy, is_same, leads_through_folders, oddity, retry, sync,
};
use crate::advice::CommandLine;
use crate::error::{Failure, ReadError};

/// What becomes of the file that is replaced.
#[derive(Clone, Copy)]
pub(crate) enum Backup<'b> {
    /// It becomes the backup.
    Keep,
    /// Nothing of it is kept.
    Burn,
    /// It is kept under another name. The backup, given here, stays.
    Restore(&'b Contents),
}

/// A file as it was read.
pub struct Contents {
    pub(crate) path: PathBuf,
    pub(crate) bytes: Vec<u8>,
    /// Which file it was, and in what state.
    found: Metadata,
}

/// Reads a regular file up to [`SIZE_LIMIT`]; `None` where nothing is. Never waits for a pipe.
pub(crate) fn read(path: &Path) -> Result<Option<Contents>, ReadError> {
    let cannot = |error| ReadError::io(path, error);
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, libc::O_NONBLOCK);
    let mut file = match if_there(|| options.open(path)) {
        Ok(Some(file)) => file,
        Ok(None) => return leads_through_folders(path).map(|()| None).map_err(cannot),
        Err(error) => {
            // Windows opens no folder.
            let odd = fs::metadata(path).ok().as_ref().and_then(oddity);
            let is_busy = is_busy(&error);
            return Err(odd.map_or_else(
                || ReadError { is_busy, ..cannot(error) },
                |why| ReadError::odd(path, why),
            ));
        }
    };
    let found = retry(|| file.metadata()).map_err(cannot)?;
    if let Some(why) = oddity(&found) {
        return Err(ReadError::odd(path, why));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(found.len()).unwrap_or(0) + 1);
    let limited = Read::by_ref(&mut file).take(SIZE_LIMIT + 1).read_to_end(&mut bytes);
    if limited.map_err(cannot)? as u64 > SIZE_LIMIT {
        return Err(ReadError::odd(path, TOO_LARGE));
    }
    Ok(Some(Contents { path: path.to_owned(), bytes, found }))
}

/// Replaces `target` by `bytes`, all or nothing, and syncs before it returns. If only the sync of
/// the folder fails, it is replaced, and `disk` says so. The lock must be held. `read` is the file that
/// is replaced, read at `target`, or `None` if there was none; if another one is there now, nothing
/// is replaced. Returns where the old file was kept, if it was.
pub(crate) fn replace(
    target: &Path,
    bytes: &[u8],
    read: Option<&Contents>,
    backup: Backup<'_>,
    disk: &Disk,
) -> Result<Option<PathBuf>> {
    let cannot = cannot("write", target);
    if bytes.len() as u64 > SIZE_LIMIT {
        let failure = Failure::unwritable(target, "it would be larger than 64 MiB");
        let burn = CommandLine::on_journal("remove ID --burn");
        return Err(failure.offer("to make room for good", burn).into());
    }
    let access = match (read, backup) {
        (Some(read), _) => Access::of(target, &read.found).with_context(cannot)?,
        (None, Backup::Restore(backup)) => Access::beside(&backup.found),
        (None, _) => Access::within(folder(target)),
    };
    let temporary = Temporary::write(target, bytes, &access).with_context(cannot)?;
    let mut aside = None;
    if let Some(read) = read {
        is_unchanged(target, Some(read))?;
        match backup {
            Backup::Keep => keep(read, &access, &backup_path(target), disk)?,
            Backup::Burn => {}
            Backup::Restore(_) => {
                aside = Some(put_aside(read, &access, disk).with_context(cannot)?);
            }
        }
    }
    is_unchanged(target, read)?;
    temporary.rename_to(target, disk).map_err(|error| refused(error, target))?;
    let aside = aside.map(Temporary::stays);
    disk.sync(folder(target));
    Ok(aside)
}

/// An error if the file at `target` is not the one that was read, or may have other bytes.
pub(crate) fn is_unchanged(target: &Path, read: Option<&Contents>) -> Result<()> {
    let standing = if_there(|| fs::metadata(target)).with_context(cannot("write", target))?;
    if standing.as_ref().map(identity) == read.map(|read| identity(&read.found)) {
        return Ok(());
    }
    let changed = format!("another program has just changed {}", target.display());
    Err(Failure::new(changed).hint("nothing was written; try again").into())
}

/// Why a file could not be replaced, in words of ours where Windows' do not say what to do.
fn refused(error: io::Error, target: &Path) -> Error {
    if !holds_open(&error) {
        return Error::new(error).context(cannot("write", target)());
    }
    let what = format!("another program keeps {} open, so nothing can be saved", target.display());
    let hint = "close it in your editor, or pause what syncs or scans it, and try again; \
                nothing was changed";
    Failure::new(what).hint(hint).into()
}

/// Makes the present file the backup too.
fn keep(read: &Contents, access: &Access, backup: &Path, disk: &Disk) -> Result<()> {
    // If both names are already the same file, the rename does nothing, and dropping removes the
    // extra name.
    Temporary::named(&read.path, TEMPORARY, |path| read.second(path, access))
        .and_then(|temporary| disk.rename(&temporary.path, backup))
        .with_context(cannot("keep the backup", backup))
}

impl Contents {
    /// The same file under a second name, which must be free. Windows would let nobody rename or
    /// delete that name while another program holds the file, so it gets a copy there.
    fn second(&self, path: PathBuf, access: &Access) -> io::Result<Temporary> {
        if cfg!(windows) {
            return Temporary::at(path, &self.bytes, access);
        }
        Temporary::link(&self.path, path, &self.bytes, access)
    }
}

/// Gives the present file a second name, `<name>.bad-<n>` with the first free `n`. It is synced
/// before this returns, since another file is about to take the first name.
fn put_aside(read: &Contents, access: &Access, disk: &Disk) -> io::Result<Temporary> {
    let mut number = 0_u32;
    let aside = loop {
        number += 1;
        let path = beside(&read.path, &format!(".bad-{number}")).map_err(io::Error::other)?;
        match read.second(path.clone(), access) {
            // A restore that was killed may have come this far.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                if is_same(&path, &read.path) {
                    break Temporary { path };
                }
            }
            linked => break linked?,
        }
    };
    disk.sync(folder(&read.path));
    Ok(aside)
}

/// What surrounds the numbers in a temporary file's name.
const TEMPORARY: (&str, &str) = (".tmp-", "");

/// A file of ours beside the target. Dropping it removes the file, unless it is to stay.
pub(crate) struct Temporary {
    /// Empty once nothing is left to remove.
    pub(crate) path: PathBuf,
}

impl Temporary {
    /// A new file with these bytes, synced.
    pub(crate) fn write(target: &Path, bytes: &[u8], access: &Access) -> io::Result<Self> {
        Self::named(target, TEMPORARY, |path| Self::at(path, bytes, access))
    }

    /// The same under exactly this name, which must be free.
    pub(crate) fn at(path: PathBuf, bytes: &[u8], access: &Access) -> io::Result<Self> {
        let (made, mut file) = Self::create(path)?;
        file.write_all(bytes)?;
        access.give(&file)?;
        sync(&file)?;
        Ok(made)
    }

    /// A second name for the file at `target`, which has these bytes: by a hard link, or by a copy
    /// where there are none. The name must be free.
    pub(crate) fn link(
        target: &Path,
        path: PathBuf,
        bytes: &[u8],
        access: &Access,
    ) -> io::Result<Self> {
        match retry(|| fs::hard_link(target, &path)) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => Self::at(path, bytes, access),
            linked => linked.map(|()| Self { path }),
        }
    }

    /// An empty file that only its owner may read.
    pub(crate) fn create(path: PathBuf) -> io::Result<(Self, File)> {
        // Readable as well, since drafts are read through it.
        let file = private().read(true).write(true).create_new(true).open(&path)?;
        Ok((Self { path }, file))
    }

    /// Makes something under a free name: the target's, and two numbers between two texts.
    pub(crate) fn named<T>(
        target: &Path,
        (before, after): (&str, &str),
        make: impl Fn(PathBuf) -> io::Result<T>,
    ) -> io::Result<T> {
        let mut number = 0_u32;
        loop {
            let suffix = format!("{before}{}-{number}{after}", std::process::id());
            match make(beside(target, &suffix).map_err(io::Error::other)?) {
                Err(error) if is_taken(&error) && number < 100 => {
                    number += 1;
                }
                result => return result,
            }
        }
    }

    pub(crate) fn rename_to(self, target: &Path, disk: &Disk) -> io::Result<()> {
        disk.rename(&self.path, target)?;
        self.stays();
        Ok(())
    }

    /// Keeps the file, and returns its path.
    pub(crate) fn stays(mut self) -> PathBuf {
        std::mem::take(&mut self.path)
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if !self.path.as_os_str().is_empty() {
            // If it stays, the next save removes it.
            let _ = retry(|| fs::remove_file(&self.path));
        }
    }
}

/// Whether a name is not free. On Windows, one that is being deleted cannot be opened.
fn is_taken(error: &io::Error) -> bool {
    error.kind() == ErrorKind::AlreadyExists || holds_open(error)
}

pub(crate) fn private() -> OpenOptions {
    #[allow(unused_mut, reason = "modes are a matter of Unix")]
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}
