//! What is at the journal's path and beside it, for `doctor`: facts and never an error. Nothing is
//! changed.

use std::fs::{self, Metadata};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use super::Store;
use super::conflicts::copies;
use super::disk::atomic;
use super::disk::files::{UnixFacts, age, backup_path, beside, folder, oddity, regular, retry};
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
        let found = retry(|| fs::metadata(path)).ok().filter(Metadata::is_dir);
        let cannot_write = found.as_ref().and_then(|_| access::closed(path));
        let lock = if_folder(lock::look(target, self.wait), LockState::Free);
        // A lock that is refused or held, or in a closed folder, is named as that.
        let may_lock = matches!(lock, Ok(LockState::Free)) && cannot_write.is_none();
        let (kept, lock_path) = (backup_path(target), lock::path(target).unwrap_or_default());
        let stuck = [
            (target, access::stuck(target, None)),
            (&kept, access::stuck(&kept, found.as_ref())),
            (&lock_path, access::closed(&lock_path).filter(|_| may_lock && lock_path.is_file())),
        ];
        let listed = if_folder(place::beside(target), Vec::new());
        // Anything but a regular file is not ours, whatever its name, and a file may be gone by now.
        let facts = |(kind, path): &(SiblingKind, PathBuf)| {
            let sibling = regular(path).ok()??;
            Some(SiblingFacts {
                kind: *kind,
                path: text(path),
                mode: mode(&sibling),
                is_stale: age(&sibling, self.now) > kind.stale_after(),
                cannot_remove: access::stuck(path, found.as_ref()),
            })
        };
        let copies = copies(target);
        Facts {
            path: text(&self.path),
            journal,
            backup: backup(&kept, clock.now),
            folder: text(path),
            folder_mode: found.as_ref().and_then(mode),
            cannot_write,
            too_long_for: LONGEST.into_iter().find_map(|(suffix, use_of)| {
                let error = fs::symlink_metadata(beside(target, suffix).ok()?).err()?;
                (error.kind() == ErrorKind::InvalidFilename).then_some(use_of)
            }),
            stuck: stuck.into_iter().filter_map(|(path, why)| Some((text(path), why?))).collect(),
            siblings: listed.iter().flatten().filter_map(facts).collect(),
            conflicts: copies.iter().map(|(path, certain)| (text(path), *certain)).collect(),
            cannot_list: listed.err(),
            lock: lock.unwrap_or_else(LockState::Fails),
            clock,
        }
    }
}

/// What the longest names beside the journal end with, and what needs them.
const LONGEST: [(&str, &str); 2] =
    [(".tmp-4194304-99", "a save"), (".draft-4194304-99.txt", "the draft of a letter")];

/// The backup. A link in its place is not ours and is not followed.
fn backup(path: &Path, now: DateTime<FixedOffset>) -> FileFacts {
    match retry(|| fs::symlink_metadata(path)) {
        Ok(found) if found.is_symlink() => only(path, Reading::Odd("it is a link".to_owned())),
        _ => file(path, now),
    }
}

fn file(path: &Path, now: DateTime<FixedOffset>) -> FileFacts {
    let found = match retry(|| fs::metadata(path)).map_err(|error| (error.kind(), error)) {
        Ok(found) => found,
        // Nothing can have a name that is too long.
        Err((ErrorKind::NotFound | ErrorKind::InvalidFilename, _)) => {
            return only(path, Reading::Missing);
        }
        Err((_, error)) => return only(path, Reading::CannotOpen(error.to_string())),
    };
    let odd = oddity(&found).map(|why| Reading::Odd(why.to_owned()));
    let reading = odd.unwrap_or_else(|| read(path, now));
    let size = found.is_file().then_some(found.len());
    FileFacts { size, mode: mode(&found), ..only(path, reading) }
}

fn only(path: &Path, reading: Reading) -> FileFacts {
    FileFacts { path: text(path), size: None, mode: None, reading }
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
        Err((ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::InvalidFilename, _)) => {
            Ok(without)
        }
        found => found.map_err(|(_, why)| why),
    }
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn mode(found: &Metadata) -> Option<Mode> {
    UnixFacts::of(found).map(|unix| Mode(unix.mode))
}
