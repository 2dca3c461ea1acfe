//! Calls to the system as a save needs them: repeated after a signal, and folders on the disk.

use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::Path;

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
