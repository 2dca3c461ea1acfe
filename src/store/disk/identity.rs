//! Which file it is, and whether it can be one of ours, by what the system says of it.

use std::fs::{self, File, Metadata};
use std::io;
use std::path::Path;
use std::time::{Duration, SystemTime};

use super::system::{if_there, retry};

/// The largest file that is read or written, in bytes.
pub const SIZE_LIMIT: u64 = 64 * 1024 * 1024;

/// What is said of a file beyond [`SIZE_LIMIT`].
pub(in crate::store) const TOO_LARGE: &str = "it is larger than 64 MiB";

/// Why a file cannot be one of ours, whatever its bytes are; `None` if it can.
pub(in crate::store) fn oddity(found: &Metadata) -> Option<&'static str> {
    no_file(found).or_else(|| (found.len() > SIZE_LIMIT).then_some(TOO_LARGE))
}

/// What is where a regular file should be; `None` if there is one.
pub(in crate::store) fn no_file(found: &Metadata) -> Option<&'static str> {
    let what = if found.is_dir() { "it is a folder" } else { "it is not a regular file" };
    (!found.is_file()).then_some(what)
}

/// How long before `now` a file was last written; nothing where that is unknown or ahead.
pub(in crate::store) fn age(found: &Metadata, now: SystemTime) -> Duration {
    let age = found.modified().ok().and_then(|made| now.duration_since(made).ok());
    age.unwrap_or_default()
}

/// What distinguishes a file from one that replaced it, and from itself once another program wrote
/// into it.
pub(in crate::store) fn identity(found: &Metadata) -> impl PartialEq + use<> {
    let inode = UnixFacts::of(found).map(|unix| unix.inode);
    (inode, found.len(), found.modified().ok())
}

/// Whether both describe the same file, maybe under two names; `None` if files have no numbers.
pub(in crate::store) fn is_same(one: &Metadata, other: &Metadata) -> Option<bool> {
    Some(UnixFacts::of(one)?.inode == UnixFacts::of(other)?.inode)
}

/// Whether the path still leads to the opened file, as far as the system can say.
pub(in crate::store) fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    let Some(found) = if_there(|| fs::symlink_metadata(path))? else { return Ok(false) };
    Ok(is_same(&found, &retry(|| file.metadata())?).unwrap_or(true))
}

/// What only Unix says of a file.
pub struct UnixFacts {
    /// The device and the inode: the same for all names of one file.
    inode: (u64, u64),
    /// The ids of the owner and the group.
    pub owner: (u32, u32),
    /// The permissions.
    pub mode: u32,
}

impl UnixFacts {
    /// Of the file that `found` describes. None on other platforms.
    #[cfg(unix)]
    pub fn of(found: &Metadata) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        let (inode, owner) = ((found.dev(), found.ino()), (found.uid(), found.gid()));
        Some(Self { inode, owner, mode: found.mode() & 0o7777 })
    }

    /// None on this platform.
    #[cfg(not(unix))]
    pub fn of(_: &Metadata) -> Option<Self> {
        None
    }
}
