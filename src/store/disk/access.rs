//! Who may read a file: what a save carries over from the file that it replaces
//! (`manual/keeping.md`). If the owner cannot be carried over, there is no save. If the group or
//! the access list cannot, nobody gains access. Platforms other than Unix have nothing of it.

use std::fs::{self, File, Metadata, OpenOptions, Permissions};
use std::io;
#[cfg(unix)]
use std::os::unix::fs::{PermissionsExt, fchown};
use std::path::Path;

use super::files::{UnixFacts, folder, no_follow, retry};
pub(crate) use linux::{closed, stuck};

const PRIVATE: u32 = 0o600;
const PRIVATE_FOLDER: u32 = 0o700;
const OTHERS: u32 = 0o077;
const ROOT: u32 = 0;

/// The owner, the group, the mode and the access list of a file.
#[derive(Clone, Debug)]
pub(crate) struct Access {
    /// The ids of the owner and the group; none to keep what the system gives.
    owner: Option<(u32, u32)>,
    /// Whether they are only for what root makes, and only if the system allows it.
    is_new: bool,
    mode: u32,
    /// In the form in which the file system stores it.
    list: Option<Vec<u8>>,
}

impl Access {
    /// For a new file in this folder: its owner alone, whatever the umask. If root makes it, it
    /// belongs to whom the folder belongs to.
    pub(crate) fn within(folder: &Path) -> Self {
        let found = retry(|| fs::metadata(folder)).ok();
        let owner = found.as_ref().and_then(UnixFacts::of).map(|unix| unix.owner);
        Self { owner, is_new: true, mode: PRIVATE, list: None }
    }

    /// Of an existing file, which `found` describes as it was read.
    pub(crate) fn of(path: &Path, found: &Metadata) -> io::Result<Self> {
        let Some(UnixFacts { owner, mode, .. }) = UnixFacts::of(found) else {
            return Ok(Self::beside(found));
        };
        Ok(Self { owner: Some(owner), is_new: false, mode, list: linux::list(path)? })
    }

    /// For a new file beside an existing one: that file's owner alone.
    pub(crate) fn beside(found: &Metadata) -> Self {
        let owner = UnixFacts::of(found).map(|unix| unix.owner);
        Self { owner, is_new: false, mode: PRIVATE, list: None }
    }

    /// Applies it to a file that we made, and never opens it to others in between. An error if the
    /// owner cannot be set: a save would take the file away from its owner.
    pub(crate) fn give(&self, file: &File) -> io::Result<()> {
        let has_group = self.give_owner(file)?;
        let list = self.list.as_deref();
        let has_list = (has_group || list.is_none()) && linux::give_list(file, list);
        let mode = match (has_group, has_list) {
            (true, true) => self.mode,
            (false, true) => without_group(self.mode),
            _ => self.mode & !OTHERS,
        };
        // Where modes cannot be changed, the file already has the mode of its mount.
        if UnixFacts::of(&retry(|| file.metadata())?).is_none_or(|made| made.mode == mode) {
            return Ok(());
        }
        set_mode(mode, |permissions| file.set_permissions(permissions))
    }

    /// Whether the group is the same then. Only root may give a file to another owner.
    fn give_owner(&self, file: &File) -> io::Result<bool> {
        let made = UnixFacts::of(&retry(|| file.metadata())?);
        let Some(((owner, group), made)) = self.owner.zip(made) else { return Ok(true) };
        let (made_owner, made_group) = made.owner;
        if self.is_new {
            // A draft could be a link by which someone wants to be given a file of root's.
            if made_owner == ROOT && made.owner != (owner, group) && !made.is_linked {
                let _ = retry(|| fchown(file, Some(owner), Some(group)));
            }
            return Ok(true);
        }
        if made_owner != owner && retry(|| fchown(file, Some(owner), None)).is_err() {
            let why = "it belongs to another user, and a save would take it away from them";
            return Err(io::Error::other(why));
        }
        Ok(made_group == group || retry(|| fchown(file, None, Some(group))).is_ok())
    }
}

/// The mode for a file whose group is another: group and others get only what both had.
fn without_group(mode: u32) -> u32 {
    let both = mode & (mode >> 3) & 0o7;
    (mode & !OTHERS) | (both << 3) | both
}

/// Makes a folder that we created private, whatever the umask. If root made it, it belongs to whom
/// the folder above it belongs to.
pub(crate) fn close_folder(path: &Path) -> io::Result<()> {
    set_mode(PRIVATE_FOLDER, |permissions| fs::set_permissions(path, permissions))?;
    // Whoever owns the folder above could have put something else in its place.
    if let Ok(made) = no_follow(OpenOptions::new().read(true)).open(path)
        && retry(|| made.metadata())?.is_dir()
    {
        Access::within(folder(path)).give_owner(&made)?;
    }
    Ok(())
}

/// Sets a mode. A file system that has only the modes of its mount, as on a memory card, refuses it:
/// then what should be private is as private as it can be.
#[cfg(unix)]
fn set_mode(mode: u32, set: impl Fn(Permissions) -> io::Result<()>) -> io::Result<()> {
    let refused = [io::ErrorKind::PermissionDenied, io::ErrorKind::Unsupported];
    match retry(|| set(Permissions::from_mode(mode))) {
        Err(error)
            if [PRIVATE, PRIVATE_FOLDER].contains(&mode) && refused.contains(&error.kind()) =>
        {
            Ok(())
        }
        done => done,
    }
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "on Unix it can fail")]
fn set_mode(_: u32, _: impl Fn(Permissions) -> io::Result<()>) -> io::Result<()> {
    Ok(())
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "on Unix it can fail")]
fn fchown(_: &File, _: Option<u32>, _: Option<u32>) -> io::Result<()> {
    Ok(())
}

/// What std does not ask Linux: POSIX access lists, in an extended attribute, and what we may do.
#[cfg(target_os = "linux")]
mod linux {
    use std::os::unix::fs::MetadataExt;

    use rustix::fs::{
        Access as May, AtFlags, CWD, StatxAttributes, StatxFlags, XattrFlags, access, fremovexattr,
        fsetxattr, getxattr, statx,
    };
    use rustix::io::Errno;

    use super::{File, Metadata, Path, io, retry};
    use crate::domain::checkup::{APPEND_ONLY, IMMUTABLE};
    use crate::store::disk::files::regular;

    const LIST: &str = "system.posix_acl_access";

    /// The access list of a file; `None` if it has none or the file system does not support them.
    pub(super) fn list(path: &Path) -> io::Result<Option<Vec<u8>>> {
        // The attribute cannot hold more.
        let mut list = vec![0; 64 * 1024];
        let read = retry(|| match getxattr(path, LIST, &mut list) {
            Err(Errno::NODATA | Errno::NOTSUP | Errno::NOSYS) => Ok(None),
            read => Ok(Some(read?)),
        });
        Ok(read?.map(|length| {
            list.truncate(length);
            list
        }))
    }

    /// Sets the list, or removes the one that the folder passed on; whether that worked.
    pub(super) fn give_list(file: &File, list: Option<&[u8]>) -> bool {
        let given = retry(|| match list {
            Some(list) => Ok(fsetxattr(file, LIST, list, XattrFlags::empty())?),
            None => match fremovexattr(file, LIST) {
                Err(Errno::NODATA | Errno::NOTSUP | Errno::NOSYS) => Ok(()),
                taken => Ok(taken?),
            },
        });
        given.is_ok()
    }

    /// Why no save can write into this folder or this lock, if so.
    pub(crate) fn closed(path: &Path) -> Option<String> {
        let refused = || retry(|| Ok(access(path, May::WRITE_OK)?)).err();
        fixed(path, &ATTRIBUTES[..2]).or_else(|| refused().map(|error| error.to_string()))
    }

    /// Why no save can replace or remove this file, if so. Who owns it matters in a sticky folder of
    /// another user, and always where no folder is given.
    pub(crate) fn stuck(path: &Path, folder: Option<&Metadata>) -> Option<String> {
        let found = regular(path).ok()??;
        let we = rustix::process::geteuid();
        let is_ours = |found: &Metadata| we.is_root() || found.uid() == we.as_raw();
        let guards = |folder: &Metadata| folder.mode() & 0o1000 != 0 && !is_ours(folder);
        if !is_ours(&found) && folder.is_none_or(guards) {
            return Some(format!("it belongs to another user (id {})", found.uid()));
        }
        fixed(path, &ATTRIBUTES)
    }

    const ATTRIBUTES: [(StatxAttributes, &str); 3] = [
        (StatxAttributes::IMMUTABLE, IMMUTABLE),
        (StatxAttributes::APPEND, APPEND_ONLY),
        (StatxAttributes::MOUNT_ROOT, "it is mounted by itself, not with its folder"),
    ];

    /// Which of these attributes is in the way. Nothing is opened for it.
    fn fixed(path: &Path, all: &[(StatxAttributes, &str)]) -> Option<String> {
        let found = statx(CWD, path, AtFlags::empty(), StatxFlags::empty()).ok()?;
        let (_, why) = all.iter().find(|(it, _)| found.stx_attributes.contains(*it))?;
        Some((*why).to_owned())
    }
}

/// Other systems have no such lists, and are not asked.
#[cfg(not(target_os = "linux"))]
#[expect(clippy::unnecessary_wraps, reason = "these are as on Linux")]
mod linux {
    use super::{File, Metadata, Path, io};

    pub(super) fn list(_: &Path) -> io::Result<Option<Vec<u8>>> {
        Ok(None)
    }

    pub(super) fn give_list(_: &File, list: Option<&[u8]>) -> bool {
        list.is_none()
    }

    pub(crate) fn closed(_: &Path) -> Option<String> {
        None
    }

    pub(crate) fn stuck(_: &Path, _: Option<&Metadata>) -> Option<String> {
        None
    }
}
