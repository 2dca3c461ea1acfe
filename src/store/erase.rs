//! Erasing: finds every file of ours at a journal's place, and removes them all.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::Store;
use super::disk::files::{backup_path, cannot, folder, no_file, regular, retry};
use super::disk::lock;
use super::disk::place::{self, SiblingKind, beside, may_look, remove};
use crate::advice::CommandLine;
use crate::error::Failure;

/// What there is to erase.
pub struct Holdings {
    /// The links to the journal, which stay.
    pub links: Vec<PathBuf>,
    /// Every file, in the order in which they are removed. The journal is the last but for its lock:
    /// while it is there, an erase that was killed can be run again. A process that waits for the
    /// lock then finds it gone, and looks for the journal anew.
    pub files: Vec<PathBuf>,
}

impl Store {
    /// What [`Store::erase`] removes. An error where nothing is, or what is not a file.
    pub fn holdings(&self) -> Result<Holdings> {
        let (links, target) = place::trail(&self.path)?;
        let is_there = place::is_there(&target, no_file)?;
        let mut files = Vec::new();
        for link in links.iter().filter(|link| may_look(link)) {
            files.extend(of_ours(link)?);
            files.extend(file(lock::path(link)?)?);
        }
        files.extend(of_ours(&target)?);
        let lock = file(lock::path(&target)?)?;
        files.extend(is_there.then_some(target).into_iter().chain(lock));
        if files.is_empty() {
            let what = format!("there is nothing to erase at {}", self.path.display());
            let elsewhere = CommandLine::alone("--file PATH erase");
            return Err(Failure::new(what).offer("if the journal is elsewhere", elsewhere).into());
        }
        Ok(Holdings { links, files })
    }

    /// Removes every file of ours under the lock, and returns which. What cannot be removed is
    /// named in the error. With `with_folder`, the journal's folder goes too once it is empty.
    pub fn erase(&self, with_folder: bool) -> Result<Holdings> {
        let target = place::resolve(&self.path)?;
        let check = || self.holdings().map(drop);
        check()?;
        // Without the folder, no process can be writing in it.
        let there = retry(|| fs::metadata(folder(&target))).is_ok();
        let lock = there.then(|| lock::lock(&target, &self.disk, check)).transpose()?;
        let found = self.holdings()?;
        let journal = found.files.iter().position(|path| *path == target);
        let (others, last) = found.files.split_at(journal.unwrap_or(found.files.len()));
        let mut failed = Vec::new();
        for files in [others, last] {
            let errors = files.iter().filter_map(|path| remove(path).err());
            failed.extend(errors.map(|error| format!("{error:#}")));
            let mut folders: Vec<_> = files.iter().map(|path| folder(path)).collect();
            folders.dedup();
            for folder in folders {
                self.disk.sync(folder);
            }
        }
        drop(lock);
        if !failed.is_empty() {
            let words = "what could be removed is gone; see who owns the rest, then try again";
            let again = CommandLine::on_journal("erase");
            return Err(Failure::new(failed.join("; ")).offer(words, again).into());
        }
        if with_folder {
            // Someone may keep other files in it. On Windows, ours is in another one of ours.
            let own = folder(&self.path);
            for folder in [own, folder(own)].into_iter().take(if cfg!(windows) { 2 } else { 1 }) {
                let _ = retry(|| fs::remove_dir(folder));
            }
        }
        Ok(found)
    }

    /// The regular files of one kind, beside the journal and beside links to it, as far as seen.
    pub(crate) fn lying(&self, kind: SiblingKind) -> Vec<PathBuf> {
        let (links, target) = place::trail(&self.path).ok().unzip();
        let places = links.into_iter().flatten().chain(target);
        let listed = places.filter_map(|path| beside(&path).ok()).flatten();
        let found = listed.filter(|(found, _)| *found == kind).map(|(_, path)| path);
        found.filter(|path| matches!(regular(path), Ok(Some(_)))).collect()
    }
}

/// The backup and the leftovers beside a journal, or beside a link to it.
fn of_ours(path: &Path) -> Result<Vec<PathBuf>> {
    let listed = beside(path).with_context(cannot("look for files in", folder(path)))?;
    let named = listed.into_iter().map(|(_, path)| path).chain([backup_path(path)]);
    named.filter_map(|path| file(path).transpose()).collect()
}

/// The path, if it is a regular file and not a link.
fn file(path: PathBuf) -> Result<Option<PathBuf>> {
    let found = regular(&path).with_context(cannot("read", &path))?;
    Ok(found.map(|_| path))
}
