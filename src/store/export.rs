//! Exports: written whole, for their owner alone, and never over another file unasked.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::Store;
use super::disk::access::Access;
use super::disk::atomic::Temporary;
use super::disk::files::{backup_path, cannot, folder, if_there, is_same, no_file, retry};
use super::disk::{lock, place};
use crate::advice::CommandLine;
use crate::error::Failure;

impl Store {
    /// Writes a file, mode 0600, all or nothing, and synced. Replaces only a regular file, and only
    /// with `force`. Refuses what belongs to the journal, and links: writing through one would walk
    /// around the system's protection of links.
    pub fn export(&self, path: &Path, bytes: &[u8], force: bool) -> Result<()> {
        let cannot = cannot("write", path);
        let found = if_there(|| fs::symlink_metadata(path)).with_context(cannot)?;
        self.check_foreign(path)?;
        if let Some(found) = found {
            if found.is_symlink() {
                let why = format!("it is a link to {}", place::resolve(path)?.display());
                let failure = Failure::unwritable(path, why);
                return Err(failure.hint("to write there, give that path").into());
            }
            if let Some(why) = no_file(&found) {
                return Err(Failure::unwritable(path, why).into());
            }
            if !force {
                return Err(exists(path).into());
            }
            let copies = self.conflicts().into_iter().filter(|(_, is_certain)| *is_certain);
            if copies.into_iter().any(|(copy, _)| is_same(&copy, path)) {
                let failure = Failure::unwritable(path, "it is a conflict copy of the journal");
                let import = CommandLine::on_journal("import --conflicts");
                return Err(failure.offer("to import it first", import).into());
            }
        }
        place::sweep(path, self.now);
        let access = Access::within(folder(path));
        let made = Temporary::write(path, bytes, &access).with_context(cannot)?;
        if force {
            made.rename_to(path, &self.disk).with_context(cannot)?;
        } else {
            // A rename would replace a file that was made meanwhile.
            match Temporary::link(&made.path, path.to_owned(), bytes, &access) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                    return Err(exists(path).into());
                }
                put => drop(put.with_context(cannot)?.stays()),
            }
        }
        self.disk.sync(folder(path));
        Ok(())
    }

    /// Refuses every name that a save may use, and what the journal, its backup or its lock are under
    /// another name, as by a hard link, a bind mount or a disk that ignores case.
    fn check_foreign(&self, path: &Path) -> Result<()> {
        let (links, target) = place::trail(&self.path)?;
        let names = [real_name(path), real_name(&place::resolve(path)?)];
        let is_own = |own: PathBuf| names.iter().flatten().any(|name| place::belongs(name, &own));
        for own in links.iter().chain([&target]) {
            if real_name(own).is_some_and(is_own) {
                return Err(Failure::unwritable(path, "the name belongs to the journal").into());
            }
            for own in [own, &backup_path(own), &lock::path(own)?] {
                if is_same(own, path) {
                    let why = format!("it is another name for {}", own.display());
                    return Err(Failure::unwritable(path, why).into());
                }
            }
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
