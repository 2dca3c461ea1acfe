//! Who may read a file: what a save carries over from the file that it replaces
//! (`manual/keeping.md`).
//!
//! If the owner cannot be carried over, there is no save. If the group or the access list cannot,
//! nobody gains access.

use std::fs::{self, File};
use std::io;
use std::path::Path;

/// The owner, the group, the mode and the access list of a file. Empty on platforms without modes.
#[derive(Clone, Debug)]
pub struct Access {
    /// The ids of the owner and the group; none to keep what the system gives.
    #[cfg(unix)]
    owner: Option<(u32, u32)>,
    #[cfg(unix)]
    mode: u32,
    /// In the form in which the file system stores it.
    #[cfg(unix)]
    list: Option<Vec<u8>>,
}

#[cfg(unix)]
pub use unix::close_folder;

#[cfg(unix)]
mod unix {
    use std::fs::Permissions;
    use std::io::ErrorKind;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};

    use super::{Access, File, Path, fs, io, list};
    use crate::store::disk::system::retry;

    const PRIVATE: u32 = 0o600;
    const OTHERS: u32 = 0o077;

    impl Access {
        /// For a new file: its owner alone, whatever the umask.
        #[must_use]
        pub fn private() -> Self {
            Self { owner: None, mode: PRIVATE, list: None }
        }

        /// Of an existing file, which `found` describes as it was read.
        pub fn of(path: &Path, found: &fs::Metadata) -> io::Result<Self> {
            let owner = Some((found.uid(), found.gid()));
            Ok(Self { owner, mode: found.mode() & 0o7777, list: list::of(path)? })
        }

        /// For a new file beside an existing one: that file's owner alone.
        #[must_use]
        pub fn beside(found: &fs::Metadata) -> Self {
            Self { owner: Some((found.uid(), found.gid())), ..Self::private() }
        }

        /// Applies it to a file that we made, in an order that never opens the file to others in
        /// between. An error if the owner cannot be set: a save would take the file away from its
        /// owner.
        pub fn give(&self, file: &File) -> io::Result<()> {
            let has_group = self.give_owner(file)?;
            let has_list = match &self.list {
                Some(list) => has_group && list::give(file, list),
                None => list::take(file),
            };
            let mode = match (has_group, has_list) {
                (true, true) => self.mode,
                (false, true) if self.list.is_none() => without_group(self.mode),
                _ => self.mode & !OTHERS,
            };
            // Where modes cannot be changed, the file already has the mode of its mount.
            if retry(|| file.metadata())?.mode() & 0o7777 == mode {
                return Ok(());
            }
            match retry(|| file.set_permissions(Permissions::from_mode(mode))) {
                Err(error) if mode == PRIVATE && has_no_modes(&error) => Ok(()),
                given => given,
            }
        }

        /// Sets the owner and the group; whether the group is the same. Only root may give a file
        /// to another owner.
        fn give_owner(&self, file: &File) -> io::Result<bool> {
            let Some((owner, group)) = self.owner else {
                return Ok(true);
            };
            let made = retry(|| file.metadata())?;
            if made.uid() != owner && retry(|| fchown(file, Some(owner), None)).is_err() {
                let why = "it belongs to another user, and a save would take it away from them";
                return Err(io::Error::other(why));
            }
            Ok(made.gid() == group || retry(|| fchown(file, None, Some(group))).is_ok())
        }
    }

    /// The mode for a file whose group is another: group and others get only what both had.
    fn without_group(mode: u32) -> u32 {
        let both = mode & (mode >> 3) & 0o7;
        (mode & !OTHERS) | (both << 3) | both
    }

    /// Makes a folder that we created private, whatever the umask.
    pub fn close_folder(path: &Path) -> io::Result<()> {
        match retry(|| fs::set_permissions(path, Permissions::from_mode(0o700))) {
            Err(error) if has_no_modes(&error) => Ok(()),
            closed => closed,
        }
    }

    /// Whether the file system has only the modes of its mount, as on a memory card. Then the file
    /// is as private as it can be.
    fn has_no_modes(error: &io::Error) -> bool {
        matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::Unsupported)
    }
}

#[cfg(not(unix))]
impl Access {
    /// For a new file.
    #[must_use]
    pub fn private() -> Self {
        Self {}
    }

    /// Of an existing file.
    pub fn of(_: &Path, _: &fs::Metadata) -> io::Result<Self> {
        Ok(Self {})
    }

    /// For a new file beside an existing one.
    #[must_use]
    pub fn beside(_: &fs::Metadata) -> Self {
        Self {}
    }

    /// Applies it to a file that we made.
    pub fn give(&self, _: &File) -> io::Result<()> {
        Ok(())
    }
}

/// Folders have no modes on this platform.
#[cfg(not(unix))]
pub fn close_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Why no file can be created in a folder, in the system's words; none where one can.
#[cfg(target_os = "linux")]
#[must_use]
pub fn sealed(folder: &Path) -> Option<String> {
    use rustix::fs::{Access as May, access};
    let asked =
        crate::store::disk::system::retry(|| Ok(access(folder, May::WRITE_OK | May::EXEC_OK)?));
    asked.err().map(|error| error.to_string())
}

/// Why no save can replace this file: it is immutable, or it belongs to another user. None where a
/// save can.
#[cfg(target_os = "linux")]
#[must_use]
pub fn stuck(file: &Path, found: &fs::Metadata) -> Option<String> {
    use std::os::unix::fs::MetadataExt;

    use rustix::fs::{Access as May, access};
    let we = rustix::process::geteuid();
    if found.is_file() && !we.is_root() && found.uid() != we.as_raw() {
        return Some("it belongs to another user".to_owned());
    }
    match access(file, May::WRITE_OK) {
        // A mode without write permission does not prevent a rename, but an attribute does.
        Err(error @ rustix::io::Errno::PERM) => Some(io::Error::from(error).to_string()),
        _ => None,
    }
}

/// Only Linux is asked.
#[cfg(not(target_os = "linux"))]
#[must_use]
pub fn sealed(_: &Path) -> Option<String> {
    None
}

/// Only Linux is asked.
#[cfg(not(target_os = "linux"))]
#[must_use]
pub fn stuck(_: &Path, _: &fs::Metadata) -> Option<String> {
    None
}

/// POSIX access lists, which Linux keeps in an extended attribute.
#[cfg(target_os = "linux")]
mod list {
    use rustix::fs::{XattrFlags, fremovexattr, fsetxattr, getxattr};
    use rustix::io::Errno;

    use super::{File, Path, io};
    use crate::store::disk::system::retry;

    const NAME: &str = "system.posix_acl_access";

    /// The most bytes that the attribute can hold.
    const MOST: usize = 64 * 1024;

    /// The access list of a file; none where it has none or the file system does not support them.
    pub(in crate::store) fn of(path: &Path) -> io::Result<Option<Vec<u8>>> {
        let mut list = vec![0; MOST];
        let read = retry(|| match getxattr(path, NAME, &mut list) {
            Err(Errno::NODATA | Errno::NOTSUP | Errno::NOSYS) => Ok(None),
            read => Ok(Some(read?)),
        });
        Ok(read?.map(|length| {
            list.truncate(length);
            list
        }))
    }

    /// Sets the list; whether that worked.
    pub(in crate::store) fn give(file: &File, list: &[u8]) -> bool {
        retry(|| Ok(fsetxattr(file, NAME, list, XattrFlags::empty())?)).is_ok()
    }

    /// Removes the list that the file may have inherited from its folder; whether it has none now.
    pub(in crate::store) fn take(file: &File) -> bool {
        let taken = retry(|| match fremovexattr(file, NAME) {
            Err(Errno::NODATA | Errno::NOTSUP | Errno::NOSYS) => Ok(()),
            taken => Ok(taken?),
        });
        taken.is_ok()
    }
}

#[cfg(all(unix, not(target_os = "linux")))]
mod list {
    use super::{File, Path, io};

    #[expect(clippy::unnecessary_wraps, reason = "it can fail where there are lists")]
    pub(in crate::store) fn of(_: &Path) -> io::Result<Option<Vec<u8>>> {
        Ok(None)
    }

    pub(in crate::store) fn give(_: &File, _: &[u8]) -> bool {
        false
    }

    pub(in crate::store) fn take(_: &File) -> bool {
        true
    }
}
