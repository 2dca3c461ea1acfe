//! What is at the journal's path and beside it, for `doctor`: never an error. Nothing is changed.

mod problem;

use std::fs::{self, Metadata};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::Store;
use super::conflicts::copies;
use super::disk::files::{
    UnixFacts, age, backup_path, beside, folder, leads_through_folders, oddity, regular, retry,
};
use super::disk::lock::LockState;
use super::disk::place::SiblingKind;
use super::disk::{access, atomic, lock, place};
use super::format::{self, Damage};
use crate::domain::checkup::{Ahead, BackupFacts, ClockFacts, Report};
use crate::error::Failure;

/// What is where a journal or a backup should be.
struct File {
    path: PathBuf,
    found: Option<Metadata>,
    reading: Reading,
}

/// What reading a file gives. Reasons are words for a person.
enum Reading {
    Missing,
    Sound(Sound),
    /// A journal in a newer version of the format, which is given.
    Newer(u64),
    /// Bytes that are not a journal, and why.
    Damaged(String),
    /// A folder, a pipe, or a file that is too large, and which of them.
    Odd(String),
    /// The system does not give the bytes, and why.
    CannotOpen(String),
}

/// What a journal says that can be read.
struct Sound {
    entries: usize,
    undo: usize,
    ahead: Option<Ahead>,
    breakup: NaiveDate,
    first: Option<(u64, NaiveDate)>,
}

/// A regular file of ours beside the journal.
type Sibling = (SiblingKind, PathBuf, Metadata);

impl Store {
    /// Looks at everything, and makes no file. The lock is held for an instant where its file exists.
    /// Returns what is there, and what is wrong with it, the journal first.
    pub(crate) fn inspect(&self, clock: ClockFacts) -> (Report, Vec<Failure>) {
        let resolved = place::resolve(&self.path);
        let target = resolved.as_ref().unwrap_or(&self.path);
        let journal = match &resolved {
            Ok(target) => file(target, clock.now),
            Err(error) => only(target, Reading::CannotOpen(error.why.clone())),
        };
        let backup = backup(&backup_path(target), clock.now);
        let found = retry(|| fs::metadata(folder(target))).ok().filter(Metadata::is_dir);
        let listed = if_folder(place::beside(target), Vec::new());
        // Anything but a regular file is not ours, whatever its name, and a file may be gone by now.
        let sibling = |(kind, path): &(SiblingKind, PathBuf)| {
            Some((*kind, path.clone(), regular(path).ok()??))
        };
        let siblings: Vec<Sibling> = listed.iter().flatten().filter_map(sibling).collect();
        let too_long_for = LONGEST.into_iter().find_map(|(suffix, use_of)| {
            let error = fs::symlink_metadata(beside(target, suffix).ok()?).err()?;
            (error.kind() == ErrorKind::InvalidFilename).then_some(use_of)
        });

        let copies = copies(target).unwrap_or_default().into_iter();
        let copies: Vec<_> = copies.map(|(path, it)| (read(&path, clock.now), path, it)).collect();
        let has_copy = copies.iter().any(|(copy, ..)| matches!(copy, Reading::Sound(_)));

        let mut problems = Vec::new();
        let at_path = problem::with_journal(&journal, &backup, &self.path, too_long_for, has_copy);
        problems.extend(at_path);
        problems.extend(problem::with_backup(&journal, &backup));
        problems.extend(problem::open_to_others(&journal, &backup, &siblings, found.as_ref()));
        problems.extend(listed.as_ref().err().map(|why| problem::unlisted(folder(target), why)));
        let locked = if_folder(lock::look(target, self.disk.wait), LockState::Free);
        problems.extend(problem::unsaved(target, &backup.path, found.as_ref(), &locked));
        problems.extend(too_long_for.map(|use_of| problem::too_long(target, use_of)));
        let [open, begun] = [false, true].map(|with_recorded| self.unfinished(with_recorded));
        let has = |list: &[(PathBuf, usize)], path| list.iter().any(|(it, _)| it == path);
        let is_recorded = |path| has(&begun, path) && !has(&open, path);
        let is_stale = |kind: SiblingKind, found| age(found, self.now) > kind.stale_after();
        let stale = siblings.iter().filter(|(kind, _, found)| is_stale(*kind, found));
        problems.extend(stale.map(|(kind, path, _)| match kind {
            SiblingKind::Draft => problem::stale_draft(path, is_recorded(path)),
            _ => problem::stale_temporary(path, access::stuck(path, found.as_ref())),
        }));
        let conflict = |(copy, path, is_certain): &(Reading, PathBuf, bool)| {
            problem::conflict(path, *is_certain, copy, &journal, backup.sound().is_some())
        };
        problems.extend(copies.iter().map(conflict));
        problems.extend(problem::with_lock(target, &locked));

        let (sound, in_backup) = (journal.sound(), backup.sound().map(|backup| backup.entries));
        let aside = siblings.iter().filter(|(kind, ..)| *kind == SiblingKind::Kept);
        let report = Report {
            path: text(&self.path),
            leads_to: (*target != self.path).then(|| text(target)),
            size: journal.size(),
            permissions: journal.found.as_ref().and_then(mode).map(octal),
            folder_permissions: found.as_ref().and_then(mode).map(octal),
            version: match journal.reading {
                Reading::Newer(version) => Some(version),
                _ => sound.map(|_| 1),
            },
            entries: sound.map(|journal| journal.entries),
            undo: sound.map(|journal| journal.undo),
            backup: (!matches!(backup.reading, Reading::Missing)).then(|| BackupFacts {
                path: text(&backup.path),
                size: backup.size(),
                readable: in_backup.is_some(),
                entries: in_backup,
            }),
            put_aside: aside.map(|(_, path, _)| text(path)).collect(),
            ahead: sound.and_then(|journal| journal.ahead),
            clock,
        };
        (report, problems)
    }
}

impl File {
    fn sound(&self) -> Option<&Sound> {
        if let Reading::Sound(journal) = &self.reading { Some(journal) } else { None }
    }

    /// The length in bytes of a regular file.
    fn size(&self) -> Option<u64> {
        self.found.as_ref().filter(|found| found.is_file()).map(Metadata::len)
    }
}

/// What the longest names beside the journal end with, and what needs them.
const LONGEST: [(&str, &str); 2] =
    [(".tmp-4194304-99", "a save"), (".draft-4194304-99.txt", "the draft of a letter")];

/// The backup. A link in its place is not ours and is not followed.
fn backup(path: &Path, now: DateTime<FixedOffset>) -> File {
    match retry(|| fs::symlink_metadata(path)) {
        Ok(found) if found.is_symlink() => only(path, Reading::Odd("it is a link".to_owned())),
        _ => file(path, now),
    }
}

fn file(path: &Path, now: DateTime<FixedOffset>) -> File {
    let found = match retry(|| fs::metadata(path)).map_err(|error| (error.kind(), error)) {
        Ok(found) => found,
        // Nothing can have a name that is too long.
        Err((ErrorKind::NotFound | ErrorKind::InvalidFilename, _)) => {
            let found = leads_through_folders(path).map_err(|error| error.to_string());
            return only(path, found.map_or_else(Reading::CannotOpen, |()| Reading::Missing));
        }
        Err((_, error)) => return only(path, Reading::CannotOpen(error.to_string())),
    };
    let odd = oddity(&found).map(|why| Reading::Odd(why.to_owned()));
    let reading = odd.unwrap_or_else(|| read(path, now));
    File { found: Some(found), ..only(path, reading) }
}

fn only(path: &Path, reading: Reading) -> File {
    File { path: path.to_owned(), found: None, reading }
}

fn read(path: &Path, now: DateTime<FixedOffset>) -> Reading {
    let contents = match atomic::read(path) {
        Ok(Some(contents)) => contents,
        Ok(None) => return Reading::Missing,
        Err(error) => return Reading::CannotOpen(error.why),
    };
    match format::decode(&contents.bytes) {
        Ok(journal) => Reading::Sound(Sound {
            entries: journal.entries.len(),
            undo: journal.undo.len(),
            ahead: Ahead::of(&journal, now),
            breakup: journal.rules.breakup,
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

fn mode(found: &Metadata) -> Option<u32> {
    UnixFacts::of(found).map(|unix| unix.mode)
}

/// A mode as `chmod` takes it.
fn octal(mode: u32) -> String {
    format!("{mode:03o}")
}
