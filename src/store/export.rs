//! Files that leave the journal's care. An export is written whole, for its owner alone, and never
//! over another file unasked.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::Store;
use super::disk::access::Access;
use super::disk::atomic::Temporary;
use super::disk::files::{Folder, cannot, folder, if_there, no_file, retry};
use super::disk::place;
use crate::error::Failure;

impl Store {
    /// Writes a file, mode 0600, all or nothing, and synced. Replaces only a regular file, and only
    /// with `force`. Refuses the journal's own name and every name that a save may use beside it.
    pub fn export(&self, path: &Path, bytes: &[u8], force: bool) -> Result<()> {
        self.check_foreign(path)?;
        let cannot = cannot("write", path);
        let target = if force { place::resolve(path)? } else { path.to_owned() };
        if let Some(found) = if_there(|| fs::symlink_metadata(&target)).with_context(cannot)? {
            if !force {
                return Err(exists(path).into());
            }
            if let Some(why) = no_file(&found) {
                return Err(Failure::unwritable(path, why).into());
            }
        }
        let folder = Folder::open(folder(&target)).with_context(cannot)?;
        place::sweep(&target, self.now);
        let made = Temporary::write(&target, bytes, &Access::private()).with_context(cannot)?;
        if force {
            made.rename_to(&target).with_context(cannot)?;
        } else {
            // A rename would replace a file that was made meanwhile.
            match Temporary::link(&made.path, target, bytes, &Access::private()) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                    return Err(exists(path).into());
                }
                put => drop(put.with_context(cannot)?.stays()),
            }
        }
        folder.sync().with_context(cannot)
    }

    fn check_foreign(&self, path: &Path) -> Result<()> {
        let (links, target) = place::trail(&self.path)?;
        let names = [real_name(path), real_name(&place::resolve(path)?)];
        let mut own = links.iter().chain([&target]).filter_map(|own| real_name(own));
        if own.any(|own| names.iter().flatten().any(|name| place::belongs(name, &own))) {
            return Err(Failure::unwritable(path, "the name belongs to the journal").into());
        }
        Ok(())
    }
}

/// Writes the manual pages, each a name and its text, into `folder`, which is made if missing.
pub fn write_pages(folder: &Path, pages: &[(String, String)]) -> Result<()> {
    fs::create_dir_all(folder).with_context(cannot("make the folder", folder))?;
    for (name, text) in pages {
        let path = folder.join(name);
        fs::write(&path, text).with_context(cannot("write", &path))?;
    }
    Ok(())
}

fn exists(path: &Path) -> Failure {
    let what = format!("{} already exists", path.display());
    Failure::new(what).hint("give another path, or replace it with --force")
}

/// The one true name of a file, whether or not it exists: all links to its folder are resolved.
fn real_name(path: &Path) -> Option<PathBuf> {
    let folder = retry(|| fs::canonicalize(folder(path))).ok()?;
    Some(folder.join(path.file_name()?))
}
