//! One writer at a time: a lock on a file beside the journal, waited for in a fair queue.

use std::fs::{File, TryLockError};
use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};

use super::atomic::{beside, private, retry};
use crate::error::Failure;

/// How long to wait for the lock in all, and between two looks.
const PATIENCE: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(1);

/// A lock that is held until this is dropped. Its file is never deleted.
pub struct Lock(File);

impl Drop for Lock {
    fn drop(&mut self) {
        // Said, and not left to the closing of the file: a process that is being started elsewhere
        // in this one has a copy of it open for a moment. What fails here, closing does.
        let _ = self.0.unlock();
    }
}

/// Locks `<target>.lock`, not the target, which a save replaces. Waits up to ten seconds.
pub fn lock(target: &Path, wait: fn(Duration)) -> Result<Lock> {
    let path = beside(target, ".lock")?;
    let cannot =
        || format!("cannot lock {}, and without a lock nothing is written", path.display());
    let mut options = private();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(
        &mut options,
        libc::O_NOFOLLOW | libc::O_NONBLOCK,
    );
    let file = options.open(&path).with_context(cannot)?;
    if !retry(|| file.metadata()).with_context(cannot)?.is_file() {
        return Err(Failure::Unwritable(path.clone(), "it is no regular file".to_owned()).into());
    }
    let locked = match file.try_lock() {
        Ok(()) => Some(file),
        Err(TryLockError::Error(error)) if error.kind() != ErrorKind::Interrupted => {
            return Err(error).with_context(cannot);
        }
        Err(_) => queue(file, wait).with_context(cannot)?,
    };
    Ok(Lock(locked.ok_or_else(|| Failure::Busy(target.to_owned()))?))
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
