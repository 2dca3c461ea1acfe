//! How bytes reach the disk: temporary file, backup, rename, sync. (Where is in `place`, and when in
//! `lock`.)
//!
//! RELIABILITY section 1, step by step. Nothing here knows what the bytes mean.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, Result};

use super::access::Access;
use super::temporary::{TEMPORARY, Temporary};
use crate::error::Failure;

/// The largest file that is read or written, in bytes.
pub const SIZE_LIMIT: u64 = 64 * 1024 * 1024;

/// What becomes of the file that is replaced.
#[derive(Clone, Copy)]
pub enum Backup<'b> {
    /// It becomes the backup.
    Keep,
    /// Nothing is kept of it.
    Burn,
    /// It is put aside under a name of its own; the backup, given here, stays.
    Restore(&'b Contents),
}

/// Why what was found cannot be a file of ours, whatever its bytes are.
pub(in crate::store) fn oddity(found: &fs::Metadata) -> Option<&'static str> {
    match () {
        () if found.is_dir() => Some("it is a folder"),
        () if !found.is_file() => Some("it is no regular file"),
        () if found.len() > SIZE_LIMIT => Some("it is larger than 64 MiB"),
        () => None,
    }
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
struct FileIdentity {
    #[cfg(unix)]
    inode: (u64, u64),
    length: u64,
    modified: Option<SystemTime>,
}

impl FileIdentity {
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
pub(in crate::store) fn inode(found: &fs::Metadata) -> (u64, u64) {
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
    if let Some(why) = oddity(&found) {
        return Err(not_a_journal(path, why).into());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(found.len()).unwrap_or(0) + 1);
    let limited = Read::by_ref(&mut file).take(SIZE_LIMIT + 1).read_to_end(&mut bytes);
    if limited.with_context(cannot)? as u64 > SIZE_LIMIT {
        return Err(not_a_journal(path, "it is larger than 64 MiB").into());
    }
    Ok(Some(Contents { bytes, found }))
}

pub(in crate::store) fn not_a_journal(path: &Path, why: &str) -> Failure {
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
/// lock must be held. `read` is the file that the bytes were made from, or that they replace; none
/// where there was none; where another stands there now, nothing is replaced. Returns where the old
/// file was put aside, if it was.
pub fn replace(
    target: &Path,
    bytes: &[u8],
    read: Option<&Contents>,
    backup: Backup<'_>,
) -> Result<Option<PathBuf>> {
    let cannot = || format!("cannot write {}", target.display());
    if bytes.len() as u64 > SIZE_LIMIT {
        let why = "it would be larger than 64 MiB".to_owned();
        return Err(Failure::Unwritable(target.to_owned(), why).into());
    }
    // Opened first: what cannot be opened must stop the save before it is one.
    let folder = Folder::open(folder(target)).with_context(cannot)?;
    let access = match (read, backup) {
        (Some(read), _) => Access::of(target, &read.found).with_context(cannot)?,
        (None, Backup::Restore(backup)) => Access::beside(&backup.found),
        (None, _) => Access::private(),
    };
    let temporary = Temporary::write(target, bytes, &access).with_context(cannot)?;
    let mut aside = None;
    if let Some(read) = read {
        is_unchanged(target, Some(read))?;
        match backup {
            Backup::Keep => keep(target, &read.bytes, &access).with_context(|| {
                format!("cannot keep the backup {}", backup_path(target).display())
            })?,
            Backup::Burn => {}
            Backup::Restore(_) => {
                aside = Some(put_aside(target, read, &access, &folder).with_context(cannot)?);
            }
        }
    }
    is_unchanged(target, read)?;
    temporary.rename_to(target).with_context(cannot)?;
    let aside = aside.map(Temporary::stays);
    folder.sync().with_context(|| {
        format!(
            "{} is changed, but the disk did not confirm it: look before you do it again",
            target.display()
        )
    })?;
    Ok(aside)
}

/// An error where another file than the one that was read stands at `target`, or its bytes may be
/// others.
pub(in crate::store) fn is_unchanged(target: &Path, read: Option<&Contents>) -> Result<()> {
    let standing = match retry(|| fs::metadata(target)) {
        Ok(found) => Some(FileIdentity::of(&found)),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => {
            return Err(error).with_context(|| format!("cannot write {}", target.display()));
        }
    };
    if standing == read.map(|read| FileIdentity::of(&read.found)) {
        return Ok(());
    }
    Err(Failure::Changed(target.to_owned()).into())
}

/// Makes the present file the backup too: by a link where that can be had, else by a copy.
fn keep(target: &Path, bytes: &[u8], access: &Access) -> io::Result<()> {
    let backup = backup_path(target);
    let linked = Temporary::named(target, TEMPORARY, |name| retry(|| fs::hard_link(target, name)));
    let temporary = match linked {
        Ok(((), temporary)) => temporary,
        Err(_) => Temporary::write(target, bytes, access)?,
    };
    // Where both names are one file already, the rename does nothing: dropping removes the name.
    retry(|| fs::rename(temporary.path(), &backup))
}

/// Gives the present file a second name, `<name>.bad-<n>` with the first `n` that is free: by a link
/// where that can be had, else by a copy. On the disk before it returns, since the first name is
/// about to be another file's.
fn put_aside(
    target: &Path,
    read: &Contents,
    access: &Access,
    folder: &Folder,
) -> io::Result<Temporary> {
    let mut number = 0_u32;
    let aside = loop {
        number += 1;
        let path = beside(target, &format!(".bad-{number}")).map_err(io::Error::other)?;
        match retry(|| fs::hard_link(target, &path)) {
            Ok(()) => break Temporary::over(path),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                // A restore that was killed may have come this far.
                if is_same(&path, read) {
                    break Temporary::over(path);
                }
            }
            Err(_) => match Temporary::at(path, &read.bytes, access) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                copied => break copied?,
            },
        }
    };
    folder.sync()?;
    Ok(aside)
}

/// Whether `path` is another name of the file that was read.
#[cfg(unix)]
fn is_same(path: &Path, read: &Contents) -> bool {
    let found = retry(|| fs::symlink_metadata(path));
    found.is_ok_and(|found| inode(&found) == inode(&read.found))
}

/// Files have no numbers here to tell them by.
#[cfg(not(unix))]
fn is_same(_: &Path, _: &Contents) -> bool {
    false
}

/// The folder that holds `path`.
pub(in crate::store) fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        Some(_) => Path::new("."),
        None => path,
    }
}

/// `target` with `suffix` behind its name.
pub(in crate::store) fn beside(target: &Path, suffix: &str) -> Result<PathBuf, Failure> {
    let Some(name) = target.file_name() else {
        let why = "it is no name of a file".to_owned();
        return Err(Failure::Unwritable(target.to_owned(), why));
    };
    let mut name = name.to_owned();
    name.push(suffix);
    Ok(target.with_file_name(name))
}

/// A folder whose names are to last: on Unix a rename is on the disk only with its folder.
pub(in crate::store) struct Folder(Option<File>);

impl Folder {
    pub(in crate::store) fn open(path: &Path) -> io::Result<Self> {
        Ok(Self(if cfg!(unix) { Some(File::open(path)?) } else { None }))
    }

    /// Some file systems cannot sync a folder, and say so; there is nothing more to be had there.
    pub(in crate::store) fn sync(&self) -> io::Result<()> {
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
pub(in crate::store) fn retry<T>(mut call: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    let mut left = 100;
    loop {
        match call() {
            Err(error) if error.kind() == ErrorKind::Interrupted && left > 0 => left -= 1,
            result => return result,
        }
    }
}
