//! One writer at a time: a lock on a file beside the journal, waited for in a fair queue.

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
        // NoteInput, and not left to the closing of the file: a process that is being started elsewhere
        // in this one has a copy of it open for a moment. What fails here, closing does.
        let _ = self.0.unlock();
    }
}

/// How many looks, a pause apart, until a lock counts as held.
const LOOKS: u32 = 200;

/// How often a lock may be deleted under our hands before we call it busy.
const TRIES: u32 = 10;

/// Locks `<target>.lock`, not the target, which a save replaces. Waits up to ten seconds. `check` is
/// asked before the lock's file is opened, each time: it would be made beside a journal that was
/// erased while we waited.
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
            // Somebody has deleted it, and who comes next locks another.
            Some(_) => {}
            None => break,
        }
    }
    let busy = format!("another nocontact is writing {}", target.display());
    Err(Failure::new(busy).hint("try again in a moment; nothing was changed").into())
}

/// How the lock stands: looked at without waiting in the queue, and never made. A save of another
/// holds it for milliseconds; only who holds it for longer counts.
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

/// The lock's file.
pub fn path(target: &Path) -> Result<PathBuf, Failure> {
    beside(target, ".lock")
}

/// Opens no link, and waits for no pipe.
fn no_follow(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(options, libc::O_NOFOLLOW | libc::O_NONBLOCK);
    options
}

/// Opens the lock's file. Where there is none, it is made for whom the journal belongs to, who may
/// not be us: what root leaves must not lock the owner out.
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
                    // It would lock the owner out. Who has opened it by now makes another.
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

/// Whether the path still leads to the file that was opened there.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    let opened = retry(|| file.metadata())?;
    match retry(|| fs::symlink_metadata(path)) {
        Ok(found) => Ok(inode(&found) == inode(&opened)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// Files have no numbers here to tell them by.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> io::Result<bool> {
    Ok(true)
}

/// Waits in the system's own queue, which is fair: with tries in a loop, one of a hundred writers
/// can stay behind all others. A thread stands in line, so that this one can run out of patience.
fn queue(file: File, wait: fn(Duration)) -> io::Result<Option<File>> {
    let (sender, receiver) = mpsc::channel();
    thread::Builder::new().spawn(move || {
        // Where nobody waits any more, the file is dropped here, and so is the lock.
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
