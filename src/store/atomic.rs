//! How bytes reach the disk: temporary file, backup, rename, sync. (Where is in `place`, and when in
//! `lock`.)
//!
//! RELIABILITY section 1, step by step. Nothing here knows what the bytes mean.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, Result};

use super::access::Access;
use crate::error::Failure;

/// The largest file that is read or written, in bytes.
pub const SIZE_LIMIT: u64 = 64 * 1024 * 1024;

/// What becomes of the file that is replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backup {
    /// It becomes the backup.
    Keep,
    /// Nothing is kept of it.
    Burn,
}

pub(super) fn not_a_file(path: &Path, found: &fs::Metadata) -> Failure {
    not_a_journal(path, if found.is_dir() { "it is a folder" } else { "it is no regular file" })
}

/// A file as it was read.
pub struct Contents {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Which file it was, in which state.
    found: fs::Metadata,
}

/// What tells a file from the one that another program puts in its place, or writes into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    #[cfg(unix)]
    inode: (u64, u64),
    length: u64,
    modified: Option<SystemTime>,
}

impl Stamp {
    fn of(found: &fs::Metadata) -> Self {
        Self {
            #[cfg(unix)]
            inode: inode(found),
            length: found.len(),
            modified: found.modified().ok(),
        }
    }
}

/// The device and the number of a file: the same for two names of one file.
#[cfg(unix)]
pub(super) fn inode(found: &fs::Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt;
    (found.dev(), found.ino())
}

/// Reads a regular file of at most [`SIZE_LIMIT`]; `None` only where there is nothing. Never waits
/// for a pipe or a device.
pub fn read(path: &Path) -> Result<Option<Contents>> {
    let cannot = || format!("cannot read {}", path.display());
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, libc::O_NONBLOCK);
    let mut file = match options.open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error).with_context(cannot),
    };
    let found = retry(|| file.metadata()).with_context(cannot)?;
    if !found.is_file() {
        return Err(not_a_file(path, &found).into());
    }
    if found.len() > SIZE_LIMIT {
        return Err(not_a_journal(path, "it is larger than 64 MiB").into());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(found.len()).unwrap_or(0) + 1);
    let limited = Read::by_ref(&mut file).take(SIZE_LIMIT + 1).read_to_end(&mut bytes);
    if limited.with_context(cannot)? as u64 > SIZE_LIMIT {
        return Err(not_a_journal(path, "it is larger than 64 MiB").into());
    }
    Ok(Some(Contents { bytes, found }))
}

pub(super) fn not_a_journal(path: &Path, why: &str) -> Failure {
    Failure::Refused(format!("cannot read {}: {why}", path.display()))
}

/// Where the state before the last save is kept: beside the file that is really written.
#[must_use]
pub fn backup_path(target: &Path) -> PathBuf {
    let mut name = target.as_os_str().to_owned();
    name.push(".bak");
    PathBuf::from(name)
}

/// Puts `bytes` in the place of `target`, all or nothing, and on the disk before it returns. The
/// lock must be held. `read` is the file that the bytes were made from, none where there was none;
/// where another stands there now, nothing is replaced.
pub fn replace(target: &Path, bytes: &[u8], read: Option<&Contents>, backup: Backup) -> Result<()> {
    let cannot = || format!("cannot write {}", target.display());
    if bytes.len() as u64 > SIZE_LIMIT {
        let why = "it would be larger than 64 MiB".to_owned();
        return Err(Failure::Unwritable(target.to_owned(), why).into());
    }
    // Opened first: what cannot be opened must stop the save before it is one.
    let folder = Folder::open(folder(target)).with_context(cannot)?;
    let access = match read {
        Some(read) => Access::of(target, &read.found).with_context(cannot)?,
        None => Access::private(),
    };
    let temporary = Temporary::write(target, bytes, &access).with_context(cannot)?;
    if let Some(read) = read.filter(|_| backup == Backup::Keep) {
        is_unchanged(target, Some(read))?;
        keep(target, &read.bytes, &access)
            .with_context(|| format!("cannot keep the backup {}", backup_path(target).display()))?;
    }
    is_unchanged(target, read)?;
    temporary.rename_to(target).with_context(cannot)?;
    folder.sync().with_context(|| {
        format!(
            "{} is changed, but the disk did not confirm it: look before you do it again",
            target.display()
        )
    })
}

/// An error where another file than the one that was read stands at `target`, or its bytes may be
/// others.
pub(super) fn is_unchanged(target: &Path, read: Option<&Contents>) -> Result<()> {
    let standing = match retry(|| fs::metadata(target)) {
        Ok(found) => Some(Stamp::of(&found)),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => {
            return Err(error).with_context(|| format!("cannot write {}", target.display()));
        }
    };
    if standing == read.map(|read| Stamp::of(&read.found)) {
        return Ok(());
    }
    Err(Failure::Changed(target.to_owned()).into())
}

/// Makes the present file the backup too: by a link where that can be had, else by a copy.
fn keep(target: &Path, bytes: &[u8], access: &Access) -> io::Result<()> {
    let backup = backup_path(target);
    let linked = Temporary::named(target, |name| retry(|| fs::hard_link(target, name)));
    let temporary = match linked {
        Ok(((), temporary)) => temporary,
        Err(_) => Temporary::write(target, bytes, access)?,
    };
    // Where both names are one file already, the rename does nothing: dropping removes the name.
    retry(|| fs::rename(&temporary.path, &backup))
}

/// A file of ours beside the target, removed again unless it was renamed away.
pub(super) struct Temporary {
    /// Empty once there is nothing left to remove.
    path: PathBuf,
}

impl Temporary {
    /// A new file with these bytes, on the disk.
    pub(super) fn write(target: &Path, bytes: &[u8], access: &Access) -> io::Result<Self> {
        let mut options = private();
        options.write(true).create_new(true);
        let (mut file, temporary) = Self::named(target, |name| options.open(name))?;
        file.write_all(bytes)?;
        access.give(&file)?;
        file.sync_all()?;
        Ok(temporary)
    }

    /// Makes something under a name that is free.
    fn named<T>(target: &Path, make: impl Fn(&Path) -> io::Result<T>) -> io::Result<(T, Self)> {
        let mut number = 0_u32;
        loop {
            let suffix = format!(".tmp-{}-{number}", std::process::id());
            let path = beside(target, &suffix).map_err(io::Error::other)?;
            match make(&path) {
                Ok(value) => return Ok((value, Self { path })),
                Err(error) if error.kind() == ErrorKind::AlreadyExists && number < 100 => {
                    number += 1;
                }
                Err(error) => return Err(error),
            }
        }
    }

    pub(super) fn rename_to(mut self, target: &Path) -> io::Result<()> {
        retry(|| fs::rename(&self.path, target))?;
        self.path = PathBuf::new();
        Ok(())
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if !self.path.as_os_str().is_empty() {
            // What stays all the same, the next save sweeps up.
            let _ = retry(|| fs::remove_file(&self.path));
        }
    }
}

/// Options for a file that only its owner may read.
pub(super) fn private() -> OpenOptions {
    #[allow(unused_mut, reason = "modes are a matter of Unix")]
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// The folder that holds `path`.
pub(super) fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        Some(_) => Path::new("."),
        None => path,
    }
}

/// `target` with `suffix` behind its name.
pub(super) fn beside(target: &Path, suffix: &str) -> Result<PathBuf, Failure> {
    let Some(name) = target.file_name() else {
        let why = "it is no name of a file".to_owned();
        return Err(Failure::Unwritable(target.to_owned(), why));
    };
    let mut name = name.to_owned();
    name.push(suffix);
    Ok(target.with_file_name(name))
}

/// A folder whose names are to last: on Unix a rename is on the disk only with its folder.
pub(super) struct Folder(Option<File>);

impl Folder {
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        Ok(Self(if cfg!(unix) { Some(File::open(path)?) } else { None }))
    }

    /// Some file systems cannot sync a folder, and say so; there is nothing more to be had there.
    pub(super) fn sync(&self) -> io::Result<()> {
        match self.0.as_ref().map(File::sync_all) {
            Some(Err(error))
                if !matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) =>
            {
                Err(error)
            }
            _ => Ok(()),
        }
    }
}

/// Calls again where a signal came between; std does that for some calls only. Bounded, so that a
/// broken kernel cannot hold us.
pub(super) fn retry<T>(mut call: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    let mut left = 100;
    loop {
        match call() {
            Err(error) if error.kind() == ErrorKind::Interrupted && left > 0 => left -= 1,
            result => return result,
        }
    }
}
