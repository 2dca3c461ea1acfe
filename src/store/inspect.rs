//! What is at the journal's path and beside it, for `doctor`: facts and never an error. Nothing is
//! changed.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use super::Store;
use super::conflicts::copies;
use super::disk::atomic;
use super::disk::files::{UnixFacts, age, backup_path, folder, if_there, oddity, regular, retry};
use super::disk::{access, lock, place};
use super::format::{self, Damage};
use crate::domain::checkup::{
    Ahead, ClockFacts, Facts, FileFacts, JournalFacts, LockState, Mode, Reading, SiblingFacts,
    SiblingKind,
};

impl Store {
    /// Looks at everything, and makes no file. The lock is held for an instant where its file exists.
    pub(crate) fn inspect(&self, clock: ClockFacts) -> Facts {
        let resolved = place::resolve(&self.path);
        let target = resolved.as_ref().unwrap_or(&self.path);
        let journal = match &resolved {
            Ok(target) => file(target, clock.now),
            Err(error) => only(target, Reading::CannotOpen(error.why.clone())),
        };
        let path = folder(target);
        let found = retry(|| fs::metadata(path)).ok().filter(fs::Metadata::is_dir);
        let listed = if_folder(place::beside(target), Vec::new());
        // Anything but a regular file is not ours, whatever its name, and a file may be gone by now.
        let facts = |(kind, path): &(SiblingKind, PathBuf)| {
            let found = regular(path).ok()??;
            let is_stale = age(&found, self.now) > kind.stale_after();
            Some(SiblingFacts { kind: *kind, path: text(path), mode: mode(&found), is_stale })
        };
        Facts {
            path: text(&self.path),
            journal,
            backup: backup(&backup_path(target), clock.now),
            folder: text(path),
            folder_mode: found.as_ref().and_then(mode),
            cannot_write: found.and_then(|_| access::sealed(path)),
            siblings: listed.iter().flatten().filter_map(facts).collect(),
            conflicts: copies(target)
                .iter()
                .map(|(path, certain)| (text(path), *certain))
                .collect(),
            cannot_list: listed.err(),
            lock: if_folder(lock::look(target, self.wait), LockState::Free)
                .unwrap_or_else(LockState::Fails),
            clock,
        }
    }
}

/// The backup. A link in its place is not ours and is not followed.
fn backup(path: &Path, now: DateTime<FixedOffset>) -> FileFacts {
    match retry(|| fs::symlink_metadata(path)) {
        Ok(found) if found.is_symlink() => only(path, Reading::Odd("it is a link".to_owned())),
        _ => file(path, now),
    }
}

fn file(path: &Path, now: DateTime<FixedOffset>) -> FileFacts {
    let found = match if_there(|| fs::metadata(path)) {
        Ok(Some(found)) => found,
        Ok(None) => return only(path, Reading::Missing),
        Err(error) => return only(path, Reading::CannotOpen(error.to_string())),
    };
    let odd = oddity(&found).map(|why| Reading::Odd(why.to_owned()));
    let reading = odd.unwrap_or_else(|| read(path, now));
    let size = found.is_file().then_some(found.len());
    let cannot_replace = access::stuck(path, &found);
    FileFacts { size, mode: mode(&found), cannot_replace, ..only(path, reading) }
}

fn only(path: &Path, reading: Reading) -> FileFacts {
    FileFacts { path: text(path), size: None, mode: None, reading, cannot_replace: None }
}

fn read(path: &Path, now: DateTime<FixedOffset>) -> Reading {
    let contents = match atomic::read(path) {
        Ok(Some(contents)) => contents,
        Ok(None) => return Reading::Missing,
        Err(error) => return Reading::CannotOpen(error.why),
    };
    match format::decode(&contents.bytes) {
        Ok(journal) => Reading::Sound(JournalFacts {
            breakup: journal.rules.breakup,
            entries: journal.entries.len(),
            undo: journal.undo.len(),
            ahead: Ahead::of(&journal, now),
            first: journal.earliest(),
        }),
        Err(Damage::Newer(version)) => Reading::Newer(version),
        Err(Damage::Unreadable(why)) => Reading::Damaged(why),
    }
}

/// What was found in the folder, or why it was not; `without` where there is no folder.
fn if_folder<T>(found: io::Result<T>, without: T) -> Result<T, String> {
    match found.map_err(|error| (error.kind(), error.to_string())) {
        Err((ErrorKind::NotFound | ErrorKind::NotADirectory, _)) => Ok(without),
        found => found.map_err(|(_, why)| why),
    }
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn mode(found: &fs::Metadata) -> Option<Mode> {
    UnixFacts::of(found).map(|unix| Mode(unix.mode))
}
