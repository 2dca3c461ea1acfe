//! System calls as a save needs them: retried after a signal, and folders that can be synced.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::Path;

/// A folder whose names must last. On Unix a rename lasts only once its folder is synced.
pub(in crate::store) struct Folder(Option<File>);

impl Folder {
    pub(in crate::store) fn open(path: &Path) -> io::Result<Self> {
        Ok(Self(if cfg!(unix) { Some(File::open(path)?) } else { None }))
    }

    /// Syncs it. File systems that cannot sync a folder say so, and nothing more can be done there.
    pub(in crate::store) fn sync(&self) -> io::Result<()> {
        let Some(Err(error)) = self.0.as_ref().map(File::sync_all) else { return Ok(()) };
        let cannot = matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported);
        if cannot { Ok(()) } else { Err(error) }
    }
}

/// Syncs the folder at `path`.
pub(in crate::store) fn sync_folder(path: &Path) -> io::Result<()> {
    Folder::open(path)?.sync()
}

/// Repeats a call that a signal interrupted; std does that for some calls only. Bounded, so that a
/// broken kernel cannot hold us forever.
pub(in crate::store) fn retry<T>(mut call: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    let mut left = 100;
    loop {
        match call() {
            Err(error) if error.kind() == ErrorKind::Interrupted && left > 0 => left -= 1,
            result => return result,
        }
    }
}

/// As [`retry`]; `None` only where nothing is at the path that is called upon.
pub(in crate::store) fn if_there<T>(call: impl FnMut() -> io::Result<T>) -> io::Result<Option<T>> {
    match retry(call) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        found => found.map(Some),
    }
}

/// What the system says of the regular file at `path`; `None` where there is none, and for a link.
pub(in crate::store) fn regular(path: &Path) -> io::Result<Option<Metadata>> {
    Ok(if_there(|| fs::symlink_metadata(path))?.filter(Metadata::is_file))
}

/// Makes opening follow no link and wait for no pipe or device.
pub(in crate::store) fn no_follow(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(options, libc::O_NOFOLLOW | libc::O_NONBLOCK);
    options
}
