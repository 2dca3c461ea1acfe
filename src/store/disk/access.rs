//! Who may read a file: what a save carries over from the file that it replaces.
//!
//! RELIABILITY section 1, step 7. Where the owner cannot be carried over, there is no save; where the
//! group or the access list cannot, nobody gets a right that he had not.

use std::fs::{self, File};
use std::io;
use std::path::Path;

/// The owner, the group, the mode and the access list of a file. Nothing where there are no modes.
#[derive(Clone, Debug)]
pub struct Access {
    /// The ids of the owner and of the group; none: as they come.
    #[cfg(unix)]
    owner: Option<(u32, u32)>,
    #[cfg(unix)]
    mode: u32,
    /// As the file system has it.
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
        /// For a file that is new: its owner alone, whatever the umask.
        #[must_use]
        pub fn private() -> Self {
            Self { owner: None, mode: PRIVATE, list: None }
        }

        /// Of a file that stands; `found` is of the file that was read there.
        pub fn of(path: &Path, found: &fs::Metadata) -> io::Result<Self> {
            let owner = Some((found.uid(), found.gid()));
            Ok(Self { owner, mode: found.mode() & 0o7777, list: list::of(path)? })
        }

        /// For a file that is new, beside one that stands: the owner of that one alone.
        #[must_use]
        pub fn beside(found: &fs::Metadata) -> Self {
            Self { owner: Some((found.uid(), found.gid())), ..Self::private() }
        }

        /// Gives it to a file that we made, in an order that opens it to nobody meanwhile. An error
        /// where the owner cannot be given: a save would take the file away from its owner.
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
            // Where modes cannot be changed, the mode of the mount is there already.
            if retry(|| file.metadata())?.mode() & 0o7777 == mode {
                return Ok(());
            }
            match retry(|| file.set_permissions(Permissions::from_mode(mode))) {
                Err(error) if mode == PRIVATE && has_no_modes(&error) => Ok(()),
                given => given,
            }
        }

        /// Whether the group is what it was. To give a file to another owner is for root.
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

    /// A mode for another group: it and everybody else get no more than both had.
    fn without_group(mode: u32) -> u32 {
        let both = mode & (mode >> 3) & 0o7;
        (mode & !OTHERS) | (both << 3) | both
    }

    /// Makes a folder that we made its owner's alone, whatever the umask.
    pub fn close_folder(path: &Path) -> io::Result<()> {
        match retry(|| fs::set_permissions(path, Permissions::from_mode(0o700))) {
            Err(error) if has_no_modes(&error) => Ok(()),
            closed => closed,
        }
    }

    /// Whether a file system, as on a memory card, says that it has the modes of its mount only.
    /// What we make is made private; if that is no use there, no more is to be had.
    fn has_no_modes(error: &io::Error) -> bool {
        matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::Unsupported)
    }
}

#[cfg(not(unix))]
impl Access {
    /// For a file that is new.
    #[must_use]
    pub fn private() -> Self {
        Self {}
    }

    /// Of a file that stands.
    pub fn of(_: &Path, _: &fs::Metadata) -> io::Result<Self> {
        Ok(Self {})
    }

    /// For a file that is new, beside one that stands.
    #[must_use]
    pub fn beside(_: &fs::Metadata) -> Self {
        Self {}
    }

    /// Gives it to a file that we made.
    pub fn give(&self, _: &File) -> io::Result<()> {
        Ok(())
    }
}

/// Folders have no modes here.
#[cfg(not(unix))]
pub fn close_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Why nothing can be put into a folder, as the system says it, where nothing can.
#[cfg(target_os = "linux")]
#[must_use]
pub fn sealed(folder: &Path) -> Option<String> {
    use rustix::fs::{Access as May, access};
    let asked =
        crate::store::disk::system::retry(|| Ok(access(folder, May::WRITE_OK | May::EXEC_OK)?));
    asked.err().map(|error| error.to_string())
}

/// Why no save can put another file in the place of this one, where none can: it is immutable, or
/// belongs to another user, from whom a save would take it away.
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
        // A mode that forbids writing is no hindrance to a rename; this is more than a mode.
        Err(error @ rustix::io::Errno::PERM) => Some(io::Error::from(error).to_string()),
        _ => None,
    }
}

/// Not asked here.
#[cfg(not(target_os = "linux"))]
#[must_use]
pub fn sealed(_: &Path) -> Option<String> {
    None
}

/// Not asked here.
#[cfg(not(target_os = "linux"))]
#[must_use]
pub fn stuck(_: &Path, _: &fs::Metadata) -> Option<String> {
    None
}

/// POSIX access lists, which Linux keeps in an attribute of the file.
#[cfg(target_os = "linux")]
mod list {
    use rustix::fs::{XattrFlags, fremovexattr, fsetxattr, getxattr};
    use rustix::io::Errno;

    use super::{File, Path, io};
    use crate::store::disk::system::retry;

    const NAME: &str = "system.posix_acl_access";

    /// The most that the attribute can hold, in bytes.
    const MOST: usize = 64 * 1024;

    /// The list of a file; none where it has none, or where the file system knows of none.
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

    /// Whether the list is the file's now.
    pub(in crate::store) fn give(file: &File, list: &[u8]) -> bool {
        retry(|| Ok(fsetxattr(file, NAME, list, XattrFlags::empty())?)).is_ok()
    }

    /// Whether the file has no list now; it may have got one from its folder.
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
