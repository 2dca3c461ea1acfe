//! From a path to a journal and back: reading without a lock, changing under one.
//!
//! RELIABILITY section 1. A change is a pure function of the journal; it runs with the lock held,
//! between a read and a write, and nothing is asked or printed in that time.

pub mod disk;
pub mod draft;
pub mod erase;
pub mod export;
pub mod format;
pub mod incoming;
pub mod inspect;
pub mod pages;
pub mod restore;

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use anyhow::Result;

use crate::domain::journal::Journal;
use crate::error::Failure;
use disk::atomic::{self, Backup, Contents, backup_path};
use disk::lock::{self, Lock};
use disk::place;
use disk::siblings::{self, Sweep};
use incoming::Incoming;

/// One journal on disk.
pub struct Store {
    /// The path as it was given; links in it are followed anew at each use.
    pub path: PathBuf,
    /// How to wait for the lock.
    pub wait: fn(Duration),
    /// The present, to tell how old a leftover is.
    pub now: SystemTime,
}

/// The bytes of a journal file, which a [`Journal`] borrows from.
pub struct Loaded {
    path: PathBuf,
    contents: Contents,
}

impl Loaded {
    /// What the bytes say. What cannot be read is an error, never an empty journal.
    pub fn journal(&self) -> Result<Journal<'_>, Failure> {
        format::decode(&self.contents.bytes).map_err(|damage| match damage {
            format::Damage::Newer(version) => Failure::Newer(self.path.clone(), version),
            format::Damage::Unreadable(why) => {
                let path = place::resolve(&self.path).unwrap_or_else(|_| self.path.clone());
                let backup = Some(backup_path(&path)).filter(|backup| is_sound(backup));
                Failure::Unreadable { path, why, backup }
            }
        })
    }
}

impl Store {
    /// Reads the file; `None` only where there is none. Takes no lock and writes nothing: a save
    /// replaces the file in one step, so that a reader sees the old one or the new one.
    pub fn load(&self) -> Result<Option<Loaded>> {
        read(&self.path)
    }

    /// Reads the file, which must be there.
    pub fn require(&self) -> Result<Loaded> {
        Ok(self.load()?.ok_or_else(|| self.missing())?)
    }

    /// Why there is nothing to read.
    #[must_use]
    pub fn missing(&self) -> Failure {
        let (path, backup) = (self.path.clone(), self.left_behind());
        match place::resolve(&path) {
            // Where its backup is, its folder is.
            Ok(target) if target != path && backup.is_none() => {
                Failure::LinkToNothing(path, target)
            }
            _ => Failure::NoJournal { path, backup },
        }
    }

    /// The state before the last save, where that is kept.
    pub fn backup(&self) -> Result<Option<Loaded>> {
        read(&backup_path(&place::resolve(&self.path)?))
    }

    /// The backup, where one stands whether or not there is a journal.
    #[must_use]
    pub fn left_behind(&self) -> Option<PathBuf> {
        let target = place::resolve(&self.path).ok()?;
        let holds = |backup: &PathBuf| {
            backup.metadata().is_ok_and(|found| found.is_file() && found.len() > 0)
        };
        Some(backup_path(&target)).filter(holds)
    }

    /// Reads a file that `import` was given.
    pub fn incoming(&self, other: &Path) -> Result<Incoming> {
        let Some(contents) = atomic::read(other)? else {
            let text = format!("cannot read {}: it is not there", other.display());
            return Err(Failure::Refused(text).into());
        };
        Ok(incoming::decode(&contents.bytes).map_err(|damage| damage.of_other(other))?)
    }

    /// Writes what `export` made to a file of its own, which bears no name that is the journal's or
    /// that a later save gives to a file beside it; see [`export::write`].
    pub fn export(&self, path: &Path, bytes: &[u8], force: bool) -> Result<()> {
        let (links, target) = place::trail(&self.path)?;
        let names = [export::real_name(path), export::real_name(&place::resolve(path)?)];
        let mut own = links.iter().chain([&target]).filter_map(|own| export::real_name(own));
        if own.any(|own| names.iter().flatten().any(|name| siblings::belongs(name, &own))) {
            let why = "the name belongs to the journal".to_owned();
            return Err(Failure::Unwritable(path.to_owned(), why).into());
        }
        export::write(path, bytes, force, self.now)
    }

    /// Writes a first journal, making its folder. Where one stands already, that is returned
    /// instead, and nothing is written.
    pub fn create(&self, journal: &Journal<'_>) -> Result<Option<Loaded>> {
        if let Some(standing) = self.load()? {
            return Ok(Some(standing));
        }
        let target = place::resolve(&self.path)?;
        place::make_folder(&target)?;
        let _lock = lock::lock(&target, self.wait, || Ok(()))?;
        self.sweep_stale(&target);
        if let Some(standing) = read(&target)? {
            return Ok(Some(standing));
        }
        atomic::replace(&target, &format::encode(journal)?, None, Backup::Keep)?;
        Ok(None)
    }

    /// Changes the journal: lock, read, `change`, write. Where `change` fails, nothing is written.
    /// Once this returns, what it says is on the disk.
    pub fn update<R>(&self, change: impl FnOnce(&mut Journal<'_>) -> Result<R>) -> Result<R> {
        self.rewrite(Backup::Keep, change)
    }

    /// As [`Store::update`], leaving nothing behind of what was there, beside the file and beside
    /// the links that lead to it: no backup, no leftovers.
    pub fn burn<R>(&self, change: impl FnOnce(&mut Journal<'_>) -> Result<R>) -> Result<R> {
        self.rewrite(Backup::Burn, change)
    }

    fn rewrite<R>(
        &self,
        backup: Backup<'_>,
        change: impl FnOnce(&mut Journal<'_>) -> Result<R>,
    ) -> Result<R> {
        let held = self.hold(backup)?;
        let mut journal = held.loaded.journal()?;
        let done = change(&mut journal)?;
        held.save(&journal, backup)?;
        Ok(done)
    }

    /// The first half of a change: the lock, and what is read under it.
    fn hold(&self, backup: Backup<'_>) -> Result<Held> {
        // Before the lock, which would make a file beside nothing.
        self.stands()?;
        let (links, target) = place::trail(&self.path)?;
        let lock = lock::lock(&target, self.wait, || self.stands())?;
        if !matches!(backup, Backup::Burn) {
            self.sweep_stale(&target);
        }
        let loaded = read(&target)?.ok_or_else(|| self.missing())?;
        Ok(Held { links, target, loaded, _lock: lock })
    }

    /// An error where there is no journal.
    fn stands(&self) -> Result<()> {
        if place::is_there(&self.path)? { Ok(()) } else { Err(self.missing().into()) }
    }

    /// What cannot be swept up stays for the next save: this one does not need it gone.
    fn sweep_stale(&self, target: &Path) {
        let _ = siblings::sweep(target, Sweep::Stale(self.now));
    }
}

/// A journal under its lock.
struct Held {
    links: Vec<PathBuf>,
    target: PathBuf,
    loaded: Loaded,
    _lock: Lock,
}

impl Held {
    /// The second half of a change: writes what became of the journal.
    fn save(&self, journal: &Journal<'_>, backup: Backup<'_>) -> Result<()> {
        let (target, contents) = (&self.target, &self.loaded.contents);
        let bytes = format::encode(journal)?;
        if matches!(backup, Backup::Burn) {
            // Or a save that is then refused would have cost the backup.
            atomic::is_unchanged(target, Some(contents))?;
            for link in self.links.iter().filter(|link| siblings::may_look(link)) {
                siblings::burn(link)?;
            }
            siblings::burn(target)?;
        }
        if bytes != contents.bytes {
            atomic::replace(target, &bytes, Some(contents), backup)?;
        }
        Ok(())
    }
}

/// Whether a journal can be read there.
fn is_sound(path: &Path) -> bool {
    let contents = atomic::read(path).ok().flatten();
    contents.is_some_and(|contents| format::decode(&contents.bytes).is_ok())
}

fn read(path: &Path) -> Result<Option<Loaded>> {
    let contents = atomic::read(path)?;
    Ok(contents.map(|contents| Loaded { path: path.to_owned(), contents }))
}
