//! Where the journal is: what its links lead to, and the folders that hold it.

use std::fs::{self, DirBuilder, Metadata};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::access::close_folder;
use super::files::{cannot, folder, if_there, retry, sync_folder};
use crate::error::ReadError;

/// How many links are followed before it counts as a loop.
const LINK_LIMIT: usize = 40;

/// Whether a file is at `path`. An error where what is there is odd, in the words of `oddity`.
pub(crate) fn is_there(
    path: &Path,
    oddity: fn(&Metadata) -> Option<&'static str>,
) -> Result<bool, ReadError> {
    let found = if_there(|| fs::metadata(path)).map_err(|error| ReadError::io(path, error))?;
    match found.as_ref().and_then(oddity) {
        Some(why) => Err(ReadError::odd(path, why)),
        None => Ok(found.is_some()),
    }
}

/// Where the links of the last component lead, even a dangling one: a save keeps the link.
pub(crate) fn resolve(path: &Path) -> Result<PathBuf, ReadError> {
    Ok(trail(path)?.1)
}

/// The links that a path goes through, itself first if it is one, and the target.
pub(crate) fn trail(path: &Path) -> Result<(Vec<PathBuf>, PathBuf), ReadError> {
    let cannot = |error| ReadError::io(path, error);
    let mut links = Vec::new();
    let mut target = path.to_owned();
    while links.len() < LINK_LIMIT {
        let found = if_there(|| fs::symlink_metadata(&target)).map_err(cannot)?;
        if !found.is_some_and(|found| found.is_symlink()) {
            return Ok((links, target));
        }
        let next = folder(&target).join(retry(|| fs::read_link(&target)).map_err(cannot)?);
        links.push(std::mem::replace(&mut target, next));
    }
    Err(ReadError::odd(path, format!("more than {LINK_LIMIT} links lead to it")))
}

/// Makes the folder of `target`, mode 0700, and every missing one above it.
pub(crate) fn make_folder(target: &Path) -> Result<()> {
    let folder = folder(target);
    let is_missing = |dir: &&Path| matches!(if_there(|| fs::metadata(dir)), Ok(None));
    let missing: Vec<_> = folder.ancestors().take_while(is_missing).collect();
    for dir in missing.into_iter().rev() {
        let cannot = cannot("make the folder", dir);
        #[cfg_attr(not(unix), expect(unused_mut, reason = "modes are a matter of Unix"))]
        let mut builder = DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        match retry(|| builder.create(dir)) {
            Ok(()) => close_folder(dir).with_context(cannot)?,
            // Another process may have been quicker.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error).with_context(cannot),
        }
        sync_folder(self::folder(dir)).with_context(cannot)?;
    }
    Ok(())
}
