//! What lies at the path and beside it, for `doctor`: looked at, never touched.
//!
//! Whatever state the place is in, there is an answer. What is wrong with it, `domain::checkup` says.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use super::Store;
use super::disk::atomic::{self, backup_path, folder, oddity, retry};
use super::disk::siblings::{self, Sibling};
use super::disk::{access, lock, place};
use super::format::{self, Damage};
use crate::domain::checkup::{
    Facts, FolderFacts, Found, JournalFacts, Leftover, LockState, Mode, Reading, Time,
};

impl Store {
    /// Looks at everything; `time` is passed through. Makes no file, and holds the lock, where there
    /// is one, for an instant.
    #[must_use]
    pub fn inspect(&self, time: Time) -> Facts {
        let (target, journal) = match place::resolve(&self.path) {
            Ok(target) => {
                let journal = found(&target);
                (target, journal)
            }
            Err(error) => (self.path.clone(), closed(&self.path, &reason(&self.path, &error))),
        };
        let (folder, leftovers) = self.beside(&target);
        Facts {
            path: text(&self.path),
            target: text(&target),
            journal,
            backup: backup(&backup_path(&target)),
            folder,
            leftovers,
            lock: lock::look(&target, self.wait).unwrap_or_else(|error| fails(&error)),
            time,
        }
    }

    fn beside(&self, target: &Path) -> (FolderFacts, Vec<Leftover>) {
        let path = folder(target);
        let mode = retry(|| fs::metadata(path)).ok().filter(fs::Metadata::is_dir);
        let (listed, closed) = match siblings::beside(target) {
            Ok(listed) => (listed, None),
            Err(error) if is_nothing(&error) => (Vec::new(), None),
            Err(error) => (Vec::new(), Some(error.to_string())),
        };
        let leftovers = listed.iter().filter_map(|found| self.leftover(found)).collect();
        let sealed = mode.as_ref().and_then(|_| access::sealed(path));
        let mode = mode.as_ref().and_then(mode_of);
        (FolderFacts { path: text(path), mode, closed, sealed }, leftovers)
    }

    /// A file under a name of ours. What is no file is not ours, and what is gone was no leftover.
    fn leftover(&self, found: &Sibling) -> Option<Leftover> {
        let metadata = retry(|| fs::symlink_metadata(&found.path)).ok()?;
        let age = metadata.modified().ok().and_then(|made| self.now.duration_since(made).ok());
        metadata.is_file().then(|| Leftover {
            kind: found.kind,
            path: text(&found.path),
            mode: mode_of(&metadata),
            age: age.unwrap_or_default().as_secs(),
        })
    }
}

/// A link in its place is none of ours, whatever it leads to.
fn backup(path: &Path) -> Found {
    match retry(|| fs::symlink_metadata(path)) {
        Ok(found) if found.is_symlink() => nothing(path, Reading::Odd("it is a link".to_owned())),
        _ => found(path),
    }
}

fn found(path: &Path) -> Found {
    let metadata = match retry(|| fs::metadata(path)) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return nothing(path, Reading::Nothing);
        }
        Err(error) => return closed(path, &error.to_string()),
    };
    let reading = match oddity(&metadata) {
        Some(why) => Reading::Odd(why.to_owned()),
        None => read(path),
    };
    let size = metadata.is_file().then_some(metadata.len());
    let stuck = access::stuck(path, &metadata);
    Found { path: text(path), size, mode: mode_of(&metadata), reading, stuck }
}

fn closed(path: &Path, why: &str) -> Found {
    nothing(path, Reading::Closed(why.to_owned()))
}

/// A path of which nothing is known but this.
fn nothing(path: &Path, reading: Reading) -> Found {
    Found { path: text(path), size: None, mode: None, reading, stuck: None }
}

fn read(path: &Path) -> Reading {
    let contents = match atomic::read(path) {
        Ok(Some(contents)) => contents,
        Ok(None) => return Reading::Nothing,
        Err(error) => return Reading::Closed(reason(path, &error)),
    };
    match format::decode(&contents.bytes) {
        Ok(journal) => Reading::Sound(JournalFacts {
            breakup: journal.rules.breakup,
            entries: journal.entries.len(),
            undo: journal.undo.len(),
            newest: journal.newest(),
            first: journal.entries.iter().map(|it| (it.id, it.at.day())).min_by_key(|it| it.1),
        }),
        Err(Damage::Newer(version)) => Reading::Newer(version),
        Err(Damage::Unreadable(why)) => Reading::Damaged(why),
    }
}

/// Why something failed, without the path, which stands beside it.
fn reason(path: &Path, error: &anyhow::Error) -> String {
    let said = error.root_cause().to_string();
    let why = said.strip_prefix(&format!("cannot read {}: ", path.display()));
    why.unwrap_or(&said).to_owned()
}

/// Where there is no folder, there is nothing in it.
fn is_nothing(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

fn fails(error: &io::Error) -> LockState {
    if is_nothing(error) { LockState::Free } else { LockState::Fails(error.to_string()) }
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "there are none elsewhere")]
fn mode_of(found: &fs::Metadata) -> Option<Mode> {
    use std::os::unix::fs::PermissionsExt;
    Some(Mode(found.permissions().mode() & 0o7777))
}

#[cfg(not(unix))]
fn mode_of(_: &fs::Metadata) -> Option<Mode> {
    None
}
