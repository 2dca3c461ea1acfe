//! System calls as a save needs them, what they say of a file, and the names beside a journal.

use std::cell::OnceCell;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::error::Failure;

/// The largest file that is read or written, in bytes.
pub(crate) const SIZE_LIMIT: u64 = 64 * 1024 * 1024;

pub(crate) const TOO_LARGE: &str = "it is larger than 64 MiB";

/// How long a save waits for other programs in all, how long what only reads does, which may be a
/// prompt, and how long to wait between two tries, at first and at last.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);
pub(crate) const READING: Duration = Duration::from_secs(1);
pub(crate) const PAUSE: Duration = Duration::from_millis(1);
const LONGEST_PAUSE: Duration = Duration::from_millis(10);

/// Brings what is in a file or a folder to the disk. On a Mac, std asks the drive itself, and some
/// drives, such as those of a network, cannot be asked.
pub(crate) fn sync(file: &File) -> io::Result<()> {
    let synced = file.sync_all();
    #[cfg(target_os = "macos")]
    let synced = synced.or_else(|_| Ok(rustix::fs::fsync(file)?));
    synced
}

/// What a store needs to change files: how to wait for other programs, and what the disk did not
/// confirm.
pub(crate) struct Disk {
    pub(crate) wait: fn(Duration),
    /// The first folder whose sync failed. What was changed in it stands, so that is not an error,
    /// but a power cut may take it back.
    unconfirmed: OnceCell<PathBuf>,
}

impl Disk {
    pub(crate) fn new(wait: fn(Duration)) -> Self {
        Self { wait, unconfirmed: OnceCell::new() }
    }

    pub(crate) fn unconfirmed(&self) -> Option<&Path> {
        self.unconfirmed.get().map(PathBuf::as_path)
    }

    /// Tries until `call` has an answer, at most as long as `patience`; `None` then. Those who wait
    /// long look less often, and leave the machine to whoever saves.
    pub(crate) fn wait_for<T>(
        &self,
        patience: Duration,
        mut call: impl FnMut() -> Option<T>,
    ) -> Option<T> {
        let mut waited = Duration::ZERO;
        loop {
            let found = call();
            if found.is_some() || waited >= patience {
                return found;
            }
            let pause = (waited / 100).clamp(PAUSE, LONGEST_PAUSE);
            (self.wait)(pause);
            waited += pause;
        }
    }

    /// Replaces a file by another. Tries for ten seconds while another program holds one of them, as
    /// it can on Windows: an editor, a sync client, a virus scanner. Most are done in a moment.
    pub(crate) fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let rename = || retry(|| fs::rename(from, to));
        let is_done = |done: &io::Result<()>| !done.as_ref().is_err_and(holds_open);
        self.wait_for(PATIENCE, || Some(rename()).filter(is_done)).unwrap_or_else(rename)
    }

    /// Syncs a folder, whose names last only then on Unix. File systems that cannot sync one say so,
    /// and nothing more can be done there.
    pub(crate) fn sync(&self, folder: &Path) {
        let cannot = [ErrorKind::InvalidInput, ErrorKind::Unsupported];
        let synced = File::open(folder).and_then(|folder| sync(&folder));
        if cfg!(unix) && synced.is_err_and(|error| !cannot.contains(&error.kind())) {
            // Only the first is said.
            let _ = self.unconfirmed.set(folder.to_owned());
        }
    }
}

/// Whether Windows says that another program holds a file open for itself: a sharing violation, a
/// locked part, a mapped file.
pub(crate) fn is_busy(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33 | 1224))
}

/// The same where a file is replaced, or is being deleted. Windows may then say "access denied".
pub(crate) fn holds_open(error: &io::Error) -> bool {
    is_busy(error) || cfg!(windows) && error.raw_os_error() == Some(5)
}

/// An error where nothing can be at the path, since a part of it is a file. Windows says that nothing
/// is found there.
pub(crate) fn leads_through_folders(path: &Path) -> io::Result<()> {
    let standing = || path.ancestors().skip(1).find_map(|above| fs::metadata(above).ok());
    match cfg!(windows).then(standing).flatten() {
        Some(found) if !found.is_dir() => Err(ErrorKind::NotADirectory.into()),
        _ => Ok(()),
    }
}

/// Repeats a call that a signal interrupted; std does that for some calls only. Bounded, so that a
/// broken kernel cannot hold us forever.
pub(crate) fn retry<T>(mut call: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    let mut left = 100;
    loop {
        match call() {
            Err(error) if error.kind() == ErrorKind::Interrupted && left > 0 => left -= 1,
            result => return result,
        }
    }
}

/// As [`retry`]; `None` only where nothing is at the path that is called upon.
pub(crate) fn if_there<T>(call: impl FnMut() -> io::Result<T>) -> io::Result<Option<T>> {
    match retry(call) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        found => found.map(Some),
    }
}

/// What the system says of the regular file at `path`; `None` where there is none, and for a link.
pub(crate) fn regular(path: &Path) -> io::Result<Option<Metadata>> {
    Ok(if_there(|| fs::symlink_metadata(path))?.filter(Metadata::is_file))
}

/// Makes opening follow no link and wait for no pipe or device.
pub(crate) fn no_follow(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::custom_flags(options, libc::O_NOFOLLOW | libc::O_NONBLOCK);
    options
}

/// Why a file cannot be one of ours, whatever its bytes are; `None` if it can.
pub(crate) fn oddity(found: &Metadata) -> Option<&'static str> {
    no_file(found).or_else(|| (found.len() > SIZE_LIMIT).then_some(TOO_LARGE))
}

/// What is where a regular file should be; `None` if there is one.
pub(crate) fn no_file(found: &Metadata) -> Option<&'static str> {
    let what = if found.is_dir() { "it is a folder" } else { "it is not a regular file" };
    (!found.is_file()).then_some(what)
}

/// How many seconds before `now` a file was last written; 0 where that is unknown or ahead.
pub(crate) fn age(found: &Metadata, now: SystemTime) -> u64 {
    let age = found.modified().ok().and_then(|made| now.duration_since(made).ok());
    age.unwrap_or_default().as_secs()
}

/// What tells a file from one that replaced it, and from itself once a program wrote into it.
pub(crate) fn identity(found: &Metadata) -> impl PartialEq + use<> {
    let inode = UnixFacts::of(found).map(|unix| unix.inode);
    (inode, found.len(), found.modified().ok())
}

/// Whether two paths lead to the same file or folder, maybe under two names. A link at the end of a
/// path is not followed.
#[cfg(unix)]
pub(crate) fn is_same(one: &Path, other: &Path) -> bool {
    let inode =
        |path| UnixFacts::of(&retry(|| fs::symlink_metadata(path)).ok()?).map(|it| it.inode);
    inode(one).is_some_and(|found| inode(other) == Some(found))
}

#[cfg(not(unix))]
pub(crate) fn is_same(one: &Path, other: &Path) -> bool {
    same_file::is_same_file(one, other).unwrap_or(false)
}

/// Whether the path still leads to the opened file.
#[cfg(unix)]
pub(crate) fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    let Some(found) = if_there(|| fs::symlink_metadata(path))? else { return Ok(false) };
    let inode = |found| UnixFacts::of(found).map(|unix| unix.inode);
    Ok(inode(&found) == inode(&retry(|| file.metadata())?))
}

/// A file that was deleted while it was open may keep its name until it is closed, and nobody can
/// open it again: then it is no longer there.
#[cfg(not(unix))]
pub(crate) fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    let opened = same_file::Handle::from_file(file.try_clone()?)?;
    Ok(same_file::Handle::from_path(path).is_ok_and(|found| found == opened))
}

pub(crate) struct UnixFacts {
    /// The device and the inode: the same for all names of one file.
    inode: (u64, u64),
    /// The ids of the owner and the group.
    pub(crate) owner: (u32, u32),
    pub(crate) mode: u32,
    /// Whether it is a file that has another name as well, maybe in someone else's folder.
    pub(crate) is_linked: bool,
}

impl UnixFacts {
    #[cfg(unix)]
    #[expect(clippy::unnecessary_wraps, reason = "other platforms say nothing of it")]
    pub(crate) fn of(found: &Metadata) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        let (inode, owner) = ((found.dev(), found.ino()), (found.uid(), found.gid()));
        let is_linked = found.is_file() && found.nlink() > 1;
        Some(Self { inode, owner, mode: found.mode() & 0o7777, is_linked })
    }

    #[cfg(not(unix))]
    pub(crate) fn of(_: &Metadata) -> Option<Self> {
        None
    }
}

/// What failed, for the context of an error.
pub(crate) fn cannot(act: &str, path: &Path) -> impl Fn() -> String + Copy {
    move || format!("cannot {act} {}", path.display())
}

/// The path of the backup, beside the file that is really written.
pub(crate) fn backup_path(target: &Path) -> PathBuf {
    let mut name = target.as_os_str().to_owned();
    name.push(".bak");
    name.into()
}

pub(crate) fn folder(path: &Path) -> &Path {
    path.parent().unwrap_or(path)
}

/// `target` with `suffix` added to its name. An error where the path has no name, such as `/`.
pub(crate) fn beside(target: &Path, suffix: &str) -> Result<PathBuf, Failure> {
    let nameless = || Failure::unwritable(target, "it is not the name of a file");
    let mut name = target.file_name().ok_or_else(nameless)?.to_owned();
    name.push(suffix);
    Ok(target.with_file_name(name))
}
