//! Which file it is, and whether it can be one of ours: told by what the system says of it.

use std::fs;
use std::time::SystemTime;

/// The largest file that is read or written, in bytes.
pub const SIZE_LIMIT: u64 = 64 * 1024 * 1024;

/// What is said of a file beyond [`SIZE_LIMIT`].
pub(in crate::store) const TOO_LARGE: &str = "it is larger than 64 MiB";

/// Why what was found cannot be a file of ours, whatever its bytes are.
pub(in crate::store) fn oddity(found: &fs::Metadata) -> Option<&'static str> {
    match () {
        () if found.is_dir() => Some("it is a folder"),
        () if !found.is_file() => Some("it is no regular file"),
        () if found.len() > SIZE_LIMIT => Some(TOO_LARGE),
        () => None,
    }
}

/// What tells a file from the one that another program puts in its place, or writes into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) struct FileIdentity {
    #[cfg(unix)]
    inode: (u64, u64),
    length: u64,
    modified: Option<SystemTime>,
}

impl FileIdentity {
    /// Of the file that `found` describes.
    pub(in crate::store) fn of(found: &fs::Metadata) -> Self {
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
