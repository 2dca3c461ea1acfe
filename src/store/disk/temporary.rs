//! Files that a save makes beside the journal, and removes again if it goes no further.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::access::Access;
use super::files::{beside, retry};

/// What surrounds the numbers in a temporary file's name.
pub(crate) const TEMPORARY: (&str, &str) = (".tmp-", "");

/// A file of ours beside the target. Dropping it removes the file, unless it is to stay.
pub(crate) struct Temporary {
    /// Empty once nothing is left to remove.
    pub(crate) path: PathBuf,
}

impl Temporary {
    /// A new file with these bytes, synced.
    pub(crate) fn write(target: &Path, bytes: &[u8], access: &Access) -> io::Result<Self> {
        Self::named(target, TEMPORARY, |path| Self::at(path, bytes, access))
    }

    /// The same under exactly this name, which must be free.
    pub(crate) fn at(path: PathBuf, bytes: &[u8], access: &Access) -> io::Result<Self> {
        let (made, mut file) = Self::create(path)?;
        file.write_all(bytes)?;
        access.give(&file)?;
        file.sync_all()?;
        Ok(made)
    }

    /// A second name for the file at `target`, which has these bytes: by a hard link, or by a copy
    /// where there are none. The name must be free.
    pub(crate) fn link(
        target: &Path,
        path: PathBuf,
        bytes: &[u8],
        access: &Access,
    ) -> io::Result<Self> {
        match retry(|| fs::hard_link(target, &path)) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => Self::at(path, bytes, access),
            linked => linked.map(|()| Self { path }),
        }
    }

    /// An empty file that only its owner may read.
    pub(crate) fn create(path: PathBuf) -> io::Result<(Self, File)> {
        // Readable as well, since drafts are read through it.
        let file = private().read(true).write(true).create_new(true).open(&path)?;
        Ok((Self { path }, file))
    }

    /// Makes something under a free name: the target's, and two numbers between two texts.
    pub(crate) fn named<T>(
        target: &Path,
        (before, after): (&str, &str),
        make: impl Fn(PathBuf) -> io::Result<T>,
    ) -> io::Result<T> {
        let mut number = 0_u32;
        loop {
            let suffix = format!("{before}{}-{number}{after}", std::process::id());
            match make(beside(target, &suffix).map_err(io::Error::other)?) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists && number < 100 => {
                    number += 1;
                }
                result => return result,
            }
        }
    }

    pub(crate) fn rename_to(self, target: &Path) -> io::Result<()> {
        retry(|| fs::rename(&self.path, target))?;
        self.stays();
        Ok(())
    }

    /// Keeps the file, and returns its path.
    pub(crate) fn stays(mut self) -> PathBuf {
        std::mem::take(&mut self.path)
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if !self.path.as_os_str().is_empty() {
            // If it stays, the next save removes it.
            let _ = retry(|| fs::remove_file(&self.path));
        }
    }
}

/// Options for a file that only its owner may read.
pub(crate) fn private() -> OpenOptions {
    #[allow(unused_mut, reason = "modes are a matter of Unix")]
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}
