//! A file that leaves the journal's care: whole, for its owner alone, over nothing without a word.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::Path;

use anyhow::{Context, Result};

use super::access::Access;
use super::atomic::{Folder, Temporary, folder, private, retry};
use super::place;
use crate::error::Failure;

/// Writes a new file, mode 0600. What stands there is replaced only where `force` says so, in one
/// step, and only a regular file.
pub fn write(path: &Path, bytes: &[u8], force: bool) -> Result<()> {
    let cannot = || format!("cannot write {}", path.display());
    if force && place::is_there(path)? {
        let target = place::resolve(path)?;
        let temporary = Temporary::write(&target, bytes, &Access::private());
        return temporary.and_then(|made| made.rename_to(&target)).with_context(cannot);
    }
    let mut file = match private().write(true).create_new(true).open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            return Err(Failure::Exists(path.to_owned()).into());
        }
        Err(error) => return Err(error).with_context(cannot),
    };
    let written = Access::private().give(&file).and_then(|()| file.write_all(bytes));
    let written = written.and_then(|()| file.sync_all());
    if written.is_err() {
        // Half a file would look like a whole one.
        let _ = retry(|| fs::remove_file(path));
    }
    written.with_context(cannot)?;
    Folder::open(folder(path)).and_then(|folder| folder.sync()).with_context(cannot)
}

/// Whether two paths lead to one file.
#[must_use]
pub fn is_one_file(one: &Path, other: &Path) -> bool {
    let real = |path: &Path| retry(|| fs::canonicalize(path)).ok();
    real(one).zip(real(other)).is_some_and(|(one, other)| one == other)
}
