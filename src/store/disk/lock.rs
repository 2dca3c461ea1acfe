//! One writer at a time: a lock on a file beside the journal, and a fair queue for it.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};

use super::access::Access;
#[cfg(unix)]
use super::identity::inode;
use super::names::beside;
use super::system::retry;
use super::temporary::private;
use crate::domain::checkup;
use crate::error::Failure;

/// How long to wait for the lock in all, and between two looks.
const PATIENCE: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(1);

/// A lock that is held until this is dropped. Its file stays.
pub struct Lock(File);

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

/// Locks `<target>.lock`; a save replaces the target itself. Waits up to ten seconds. `check` runs
/// each time before the lock file is opened, which would create one beside a journal that was
/// erased meanwhile.
pub fn lock(target: &Path, wait: fn(Duration), check: impl Fn() -> Result<()>) -> Result<Lock> {
    let path = path(target)?;
    let cannot =
        || format!("cannot lock {}, and without a lock nothing is written", path.display());
    for _ in 0..TRIES {
        check()?;
        let file = open(&path, target).with_context(cannot)?;
        if !retry(|| file.metadata()).with_context(cannot)?.is_file() {
            return Err(Failure::unwritable(&path, "it is no regular file").into());
        }
        let locked = match file.try_lock() {
            Ok(()) => Some(file),
            Err(TryLockError::Error(error)) if error.kind() != ErrorKind::Interrupted => {
                return Err(error).with_context(cannot);
            }
            Err(_) => queue(file, wait).with_context(cannot)?,
        };
        match locked {
            Some(file) if is_at(&file, &path).with_context(cannot)? => return Ok(Lock(file)),
            // The lock was deleted meanwhile, and the next process will lock another file.
            Some(_) => {}
            None => break,
        }
    }
    let busy = format!("another nocontact is writing {}", target.display());
    Err(Failure::new(busy).hint("try again in a moment; nothing was changed").into())
}

/// The state of the lock. It does not wait in the queue and creates nothing. A save holds the lock
/// for milliseconds; only a longer hold counts.
pub fn look(target: &Path, wait: fn(Duration)) -> io::Result<checkup::LockState> {
    let path = path(target).map_err(io::Error::other)?;
    let found = match retry(|| fs::symlink_metadata(&path)) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(checkup::LockState::Free),
        found => found?,
    };
    if !found.is_file() {
        return Ok(checkup::LockState::Odd);
    }
    let mut options = OpenOptions::new();
    let file = no_follow(options.read(true)).open(&path)?;
    for _ in 0..LOOKS {
        match file.try_lock_shared() {
            Ok(()) => {
                file.unlock()?;
                return Ok(checkup::LockState::Free);
            }
            Err(TryLockError::Error(error)) if error.kind() != ErrorKind::Interrupted => {
                return Err(error);
            }
            Err(_) => wait(PAUSE),
        }
    }
    Ok(checkup::LockState::Held)
}

/// The path of the lock file.
pub fn path(target: &Path) -> Result<PathBuf, Failure> {
    beside(target, ".lock")
}

/// Makes opening follow no link and wait for no pipe.
fn no_follow(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(options, libc::O_NOFOLLOW | libc::O_NONBLOCK);
    options
}

/// Opens the lock file. A new one gets the journal's owner, or root's lock would shut the owner
/// out.
fn open(path: &Path, target: &Path) -> io::Result<File> {
    let mut options = private();
    no_follow(options.read(true).write(true));
    match options.open(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        opened => return opened,
    }
    match options.clone().create_new(true).open(path) {
        Ok(file) => {
            let access = retry(|| fs::metadata(target)).map(|found| Access::beside(&found));
            match access.unwrap_or_else(|_| Access::private()).give(&file) {
                Ok(()) => Ok(file),
                Err(error) => {
                    // It would shut the owner out. A process that has opened it by now makes
                    // another.
                    let _ = retry(|| fs::remove_file(path));
                    Err(error)
                }
            }
        }
        // Another process was quicker.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => options.open(path),
        Err(error) => Err(error),
    }
}

/// Whether the path still leads to the opened file.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    let opened = retry(|| file.metadata())?;
    match retry(|| fs::symlink_metadata(path)) {
        Ok(found) => Ok(inode(&found) == inode(&opened)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Files have no numbers on this platform.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> io::Result<bool> {
    Ok(true)
}

/// Waits in the system's own queue, which is fair; with repeated tries, one of a hundred writers
/// can starve. A thread waits there, so that this one can give up.
fn queue(file: File, wait: fn(Duration)) -> io::Result<Option<File>> {
    let (sender, receiver) = mpsc::channel();
    thread::Builder::new().spawn(move || {
        // If nobody is waiting any more, the file is dropped here, and the lock with it.
        let _ = sender.send(retry(|| file.lock()).map(|()| file));
    })?;
    let mut waited = Duration::ZERO;
    loop {
        match receiver.try_recv() {
            Ok(locked) => return locked.map(Some),
            Err(_) if waited >= PATIENCE => return Ok(None),
            Err(_) => {
                wait(PAUSE);
                waited += PAUSE;
            }
        }
    }
}
