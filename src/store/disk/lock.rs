//! One writer at a time: a lock on a file beside the journal, and a fair queue for it.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};

use super::access::Access;
use super::atomic::private;
use super::files::{
    Disk, PATIENCE, PAUSE, beside, folder, holds_open, if_there, is_at, no_follow, retry,
};
use crate::error::Failure;

/// A lock that is held until this is dropped. Its file stays.
pub(crate) struct Lock(File);

impl Drop for Lock {
    fn drop(&mut self) {
        // Unlocked explicitly, since a process that another thread is starting holds a copy of the
        // file for a moment. If this fails, closing unlocks.
        let _ = self.0.unlock();
    }
}

/// How many looks, one pause apart, until a lock counts as held.
const LOOKS: u32 = 200;

/// How often the lock may be deleted meanwhile before the journal counts as busy.
const TRIES: u32 = 10;

/// Locks `<target>.lock`. Waits up to ten seconds. `check` runs each time before the lock file is
/// opened, which would create one beside a journal that was erased meanwhile.
pub(crate) fn lock(target: &Path, disk: &Disk, check: impl Fn() -> Result<()>) -> Result<Lock> {
    let path = path(target)?;
    let cannot =
        || format!("cannot lock {}, and without a lock nothing is written", path.display());
    for _ in 0..TRIES {
        let file = disk.wait_for(PATIENCE, || match check().map(|()| open(&path, target)) {
            // On Windows, a lock that another process is deleting cannot be opened.
            Ok(Err(error)) if holds_open(&error) && !path.is_dir() => None,
            opened => Some(opened),
        });
        let file = file.unwrap_or_else(|| Ok(open(&path, target)))?.with_context(cannot)?;
        if !retry(|| file.metadata()).with_context(cannot)?.is_file() {
            return Err(Failure::unwritable(&path, "it is not a regular file").into());
        }
        let Some(file) = wait_for(file, disk).with_context(cannot)? else { break };
        // If it was deleted meanwhile, the next process will lock another file.
        if is_at(&file, &path).with_context(cannot)? {
            return Ok(Lock(file));
        }
    }
    let busy = format!("another nocontact is writing {}", target.display());
    Err(Failure::new(busy).hint("try again in a moment; nothing was changed").into())
}

/// Whether a save could take the lock.
pub(crate) enum LockState {
    /// No process holds it, or its file does not exist yet.
    Free,
    Held,
    /// A link, a folder or a pipe is in its place.
    Odd,
}

/// The state of the lock. It does not wait in the queue and creates nothing. A save holds the lock
/// for milliseconds; only a longer hold counts.
pub(crate) fn look(target: &Path, wait: fn(Duration)) -> io::Result<LockState> {
    let path = path(target).map_err(io::Error::other)?;
    match if_there(|| fs::symlink_metadata(&path))? {
        None => return Ok(LockState::Free),
        Some(found) if !found.is_file() => return Ok(LockState::Odd),
        Some(_) => {}
    }
    let file = no_follow(OpenOptions::new().read(true)).open(&path)?;
    for _ in 0..LOOKS {
        match file.try_lock_shared() {
            // Closing unlocks.
            Ok(()) => return Ok(LockState::Free),
            Err(TryLockError::Error(error)) if error.kind() != ErrorKind::Interrupted => {
                return Err(error);
            }
            Err(_) => wait(PAUSE),
        }
    }
    Ok(LockState::Held)
}

pub(crate) fn path(target: &Path) -> Result<PathBuf, Failure> {
    beside(target, ".lock")
}

/// A new lock file gets the owner of the journal, or of its folder: root's would shut them out.
fn open(path: &Path, target: &Path) -> io::Result<File> {
    let mut options = private();
    no_follow(options.read(true).write(true));
    if let Some(file) = if_there(|| options.open(path))? {
        return Ok(file);
    }
    let file = match options.clone().create_new(true).open(path) {
        // Another process was quicker.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return options.open(path),
        made => made?,
    };
    let access = retry(|| fs::metadata(target)).map(|found| Access::beside(&found));
    if let Err(error) = access.unwrap_or_else(|_| Access::within(folder(path))).give(&file) {
        // It would shut the owner out. A process that has opened it by now makes another.
        let _ = retry(|| fs::remove_file(path));
        return Err(error);
    }
    Ok(file)
}

/// Locks the file. Waits in the system's own queue, which is fair; with repeated tries, one of a
/// hundred writers can starve. A thread waits there, so that this one can give up: `None` then.
fn wait_for(file: File, disk: &Disk) -> io::Result<Option<File>> {
    match file.try_lock() {
        Ok(()) => return Ok(Some(file)),
        Err(TryLockError::Error(error)) if error.kind() != ErrorKind::Interrupted => {
            return Err(error);
        }
        Err(_) => {}
    }
    let (sender, receiver) = mpsc::channel();
    thread::Builder::new().spawn(move || {
        // If nobody is waiting any more, the file is dropped here, and the lock with it.
        let _ = sender.send(retry(|| file.lock()).map(|()| file));
    })?;
    disk.wait_for(PATIENCE, || receiver.try_recv().ok()).transpose()
}
