//! A file that leaves the journal's care: whole, for its owner alone, over nothing without a word.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context, Result};

use super::access::Access;
use super::atomic::{Folder, folder, retry};
use super::place;
use super::temporary::Temporary;
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
    match Temporary::at(path.to_owned(), bytes, &Access::private()) {
        Ok(made) => made.stays(),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            return Err(Failure::Exists(path.to_owned()).into());
        }
        Err(error) => return Err(error).with_context(cannot),
    };
    Folder::open(folder(path)).and_then(|folder| folder.sync()).with_context(cannot)
}

/// Whether two paths lead to one file.
#[must_use]
pub fn is_one_file(one: &Path, other: &Path) -> bool {
    let real = |path: &Path| retry(|| fs::canonicalize(path)).ok();
    real(one).zip(real(other)).is_some_and(|(one, other)| one == other)
}
