//! Which file it is, and whether it can be one of ours, by what the system says of it.

use std::fs;
use std::time::SystemTime;

/// The largest file that is read or written, in bytes.
pub const SIZE_LIMIT: u64 = 64 * 1024 * 1024;

/// What is said of a file beyond [`SIZE_LIMIT`].
pub(in crate::store) const TOO_LARGE: &str = "it is larger than 64 MiB";

/// Why a file cannot be one of ours, whatever its bytes are; none where it can.
pub(in crate::store) fn oddity(found: &fs::Metadata) -> Option<&'static str> {
    match () {
        () if found.is_dir() => Some("it is a folder"),
        () if !found.is_file() => Some("it is no regular file"),
        () if found.len() > SIZE_LIMIT => Some(TOO_LARGE),
        () => None,
    }
}

/// What distinguishes a file from one that replaced it, and from itself once another program wrote
/// into it.
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

/// The device and the inode of a file: the same for all names of one file.
#[cfg(unix)]
pub(in crate::store) fn inode(found: &fs::Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt;
    (found.dev(), found.ino())
}
