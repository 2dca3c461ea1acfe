//! Who may read a file: what a save carries over from the file that it replaces.
//!
//! RELIABILITY section 1, step 7. Where the group or the access list cannot be carried over, nobody
//! but the owner may read the new file.

use std::fs::File;
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
    use std::fs::{self, Permissions};
    use std::io::ErrorKind;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};

    use super::{Access, File, Path, io, list};
    use crate::store::atomic::retry;

    const PRIVATE: u32 = 0o600;
    const OTHERS: u32 = 0o077;

    impl Access {
        /// For a file that is new: its owner alone, whatever the umask.
        #[must_use]
        pub fn private() -> Self {
            Self { owner: None, mode: PRIVATE, list: None }
        }

        /// Of a file that stands.
        pub fn of(path: &Path) -> io::Result<Self> {
            let found = retry(|| fs::metadata(path))?;
            let owner = Some((found.uid(), found.gid()));
            Ok(Self { owner, mode: found.mode() & 0o7777, list: list::of(path)? })
        }

        /// The same owner, and for the owner alone.
        #[must_use]
        pub fn alone(self) -> Self {
            Self { owner: self.owner, ..Self::private() }
        }

        /// Gives it to a file that we made, in an order that opens it to nobody meanwhile.
        pub fn give(&self, file: &File) -> io::Result<()> {
            let kept = self.give_owner(file)?
                && self.list.as_ref().is_none_or(|list| list::give(file, list));
            let mode = if kept { self.mode } else { self.mode & !OTHERS };
            match retry(|| file.set_permissions(Permissions::from_mode(mode))) {
                Err(error) if mode == PRIVATE && has_no_modes(&error) => Ok(()),
                given => given,
            }
        }

        /// Whether the group is what it was. The owner is given where we may, which is for root.
        fn give_owner(&self, file: &File) -> io::Result<bool> {
            let Some((owner, group)) = self.owner else {
                return Ok(true);
            };
            let made = retry(|| file.metadata())?;
            if made.uid() != owner {
                let _ = retry(|| fchown(file, Some(owner), None));
            }
            Ok(made.gid() == group || retry(|| fchown(file, None, Some(group))).is_ok())
        }
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
    pub fn of(_: &Path) -> io::Result<Self> {
        Ok(Self {})
    }

    /// The same.
    #[must_use]
    pub fn alone(self) -> Self {
        self
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

/// POSIX access lists, which Linux keeps in an attribute of the file.
#[cfg(target_os = "linux")]
mod list {
    use rustix::fs::{XattrFlags, fsetxattr, getxattr};
    use rustix::io::Errno;

    use super::{File, Path, io};
    use crate::store::atomic::retry;

    const NAME: &str = "system.posix_acl_access";

    /// The most that the attribute can hold, in bytes.
    const MOST: usize = 64 * 1024;

    /// The list of a file; none where it has none, or where the file system knows of none.
    pub(super) fn of(path: &Path) -> io::Result<Option<Vec<u8>>> {
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

    pub(super) fn give(file: &File, list: &[u8]) -> bool {
        retry(|| Ok(fsetxattr(file, NAME, list, XattrFlags::empty())?)).is_ok()
    }
}

#[cfg(all(unix, not(target_os = "linux")))]
mod list {
    use super::{File, Path, io};

    #[expect(clippy::unnecessary_wraps, reason = "it can fail where there are lists")]
    pub(super) fn of(_: &Path) -> io::Result<Option<Vec<u8>>> {
        Ok(None)
    }

    pub(super) fn give(_: &File, _: &[u8]) -> bool {
        false
    }
}
