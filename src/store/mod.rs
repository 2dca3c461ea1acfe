//! From a path to a journal and back: reading without a lock, changing under one
//! (`manual/keeping.md`). A change is a pure function of the journal. While the lock is held, nothing
//! is asked, printed or formatted except the words of a refusal.

pub mod conflicts;
pub mod disk;
pub mod draft;
pub mod erase;
pub mod export;
pub mod format;
pub mod incoming;
pub mod inspect;

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use anyhow::{Context, Error, Result};

use crate::advice::{Advice, CommandLine};
use crate::domain::identity::{Identity, Stamper, Uid};
use crate::domain::journal::{Burns, Journal};
use crate::error::{Failure, ReadError};
use disk::atomic::{self, Backup, Contents};
use disk::files::{Disk, PATIENCE, READING, SIZE_LIMIT, backup_path, oddity};
use disk::{lock, place};
use format::Damage;

/// One journal on disk.
pub struct Store {
    /// The path as it was given. Its links are followed anew at each use.
    pub path: PathBuf,
    /// The present, to tell how old a leftover is.
    pub now: SystemTime,
    pub stamper: Stamper,
    pub(crate) disk: Disk,
}

impl Contents {
    /// Reads the bytes, from which the journal borrows. Damage is an error, never an empty journal.
    pub fn journal(&self) -> Result<Journal<'_>, Failure> {
        format::decode(&self.bytes).map_err(|damage| match damage {
            Damage::Newer(version) => Failure::newer(&self.path, version),
            Damage::Unreadable(why) => {
                let path = place::resolve(&self.path).unwrap_or_else(|_| self.path.clone());
                let (failure, backup) = (Failure::unreadable(&path, why), backup_path(&path));
                let failure = failure.hint("nothing was changed");
                let kept = atomic::read(&backup).ok().flatten();
                if kept.is_some_and(|kept| format::decode(&kept.bytes).is_ok()) {
                    return on_with(failure, &backup);
                }
                failure.offer("to see what is there", CommandLine::on_journal("doctor"))
            }
        })
    }
}

impl Store {
    pub fn new(path: PathBuf, wait: fn(Duration), now: SystemTime, stamper: Stamper) -> Self {
        Self { path, now, stamper, disk: Disk::new(wait) }
    }

    /// Reads the file; `None` only where there is none. It takes no lock and writes nothing: a save
    /// replaces the file in one step, so a reader sees either the old one or the new one.
    pub fn load(&self) -> Result<Option<Contents>, ReadError> {
        self.read(&self.path, READING)
    }

    /// Reads a file, and waits for another program that keeps it open for itself.
    fn read(&self, path: &Path, patience: Duration) -> Result<Option<Contents>, ReadError> {
        let read =
            || Some(atomic::read(path)).filter(|it| !it.as_ref().is_err_and(|it| it.is_busy));
        self.disk.wait_for(patience, read).unwrap_or_else(|| atomic::read(path))
    }

    /// Reads the file, which must be there.
    pub fn require(&self) -> Result<Contents, Failure> {
        self.load()?.ok_or_else(|| self.missing())
    }

    pub(crate) fn missing(&self) -> Failure {
        let (path, start) = (self.path.display(), CommandLine::on_journal("start"));
        // A backup proves that the folder is there, so a link is not at fault.
        if let Some(backup) = self.left_behind() {
            let failure = Failure::new(format!("{path} is missing, but its backup exists"));
            return on_with(failure, &backup).offer("to start over", start);
        }
        let Some(target) = self.linked() else {
            let failure = Failure::new("nothing is tracked yet");
            if self.has_copy() {
                let import = CommandLine::on_journal("import --conflicts");
                let failure =
                    failure.offer("a copy of a journal is here; to begin with it", import);
                return failure.offer("to start over", start);
            }
            return failure.offer("begin with", start);
        };
        let what = format!("{path} is a link to {}, which is not there", target.display());
        let words = "if its disk or folder is missing, bring it back; to start over there";
        Failure::new(what).offer(words, start)
    }

    fn linked(&self) -> Option<PathBuf> {
        place::resolve(&self.path).ok().filter(|target| *target != self.path)
    }

    /// Reads the file; `None` where nothing was ever tracked: there is no link and no backup.
    pub fn tracked(&self) -> Result<Option<Contents>, Failure> {
        match self.load()? {
            None if self.left_behind().or_else(|| self.linked()).is_some() => Err(self.missing()),
            found => Ok(found),
        }
    }

    /// Reads the file; `None` where a first journal can be made: no link leads to nothing there, and
    /// no backup can be restored.
    pub fn beginning(&self) -> Result<Option<Contents>, Failure> {
        let restorable = || {
            let backup = self.backup().ok().flatten();
            backup.is_some_and(|backup| format::decode(&backup.bytes).is_ok())
        };
        match self.load()? {
            None if self.linked().is_some() || restorable() => Err(self.missing()),
            found => Ok(found),
        }
    }

    /// The state before the last save, where it is kept.
    pub fn backup(&self) -> Result<Option<Contents>, ReadError> {
        atomic::read(&backup_path(&place::resolve(&self.path)?))
    }

    /// The path of the backup, if there is one, whether or not there is a journal.
    pub fn left_behind(&self) -> Option<PathBuf> {
        let backup = backup_path(&place::resolve(&self.path).ok()?);
        let found = backup.metadata().ok()?;
        (found.is_file() && found.len() > 0).then_some(backup)
    }

    /// Writes a first journal, and makes its folder. Returns the one that is there already, if so.
    pub fn create(&self, journal: &Journal<'_>) -> Result<Option<Contents>> {
        if let Some(standing) = self.load()? {
            return Ok(Some(standing));
        }
        let target = place::resolve(&self.path)?;
        place::make_folder(&target, &self.disk)?;
        let _lock = lock::lock(&target, &self.disk, || Ok(()))?;
        place::sweep(&target, self.now);
        if let Some(standing) = self.read(&target, PATIENCE)? {
            return Ok(Some(standing));
        }
        let bytes = format::encode(journal)?;
        atomic::replace(&target, &bytes, None, Backup::Keep, &self.disk)?;
        Ok(None)
    }

    /// A journal as a change needs it.
    pub fn prepared<'a>(&self, mut journal: Journal<'a>) -> Journal<'a> {
        journal.stamper = Some(self.stamper);
        journal.identify(format::content);
        journal
    }

    /// The identity of a journal that begins now.
    pub fn new_identity(&self) -> Identity {
        let Stamper { now, random } = self.stamper;
        Identity { uid: Uid::random(random()), recorded: Some(now), changed: None }
    }

    /// Changes the journal: lock, read, `change`, write. If `change` fails, nothing is written.
    /// Once this returns, the change is on the disk, or `disk` says that it may not be.
    pub fn update<R>(&self, change: impl FnOnce(&mut Journal<'_>) -> Result<R>) -> Result<R> {
        // Locking first would create a lock file beside nothing.
        self.stands()?;
        let (links, target) = place::trail(&self.path)?;
        let lock = lock::lock(&target, &self.disk, || Ok(self.stands()?));
        let _lock = lock.map_err(with_doctor)?;
        let loaded = self.read(&target, PATIENCE)?.ok_or_else(|| self.missing())?;
        let mut journal = self.prepared(loaded.journal()?);
        let links = links.iter().filter(|link| place::may_look(link));
        let places: Vec<&Path> = links.chain([&target]).map(PathBuf::as_path).collect();
        // A burn that was cut short has changed the journal, and left these.
        journal.burning.retain(|name| !place::finish_burn(&places, name, &self.disk));
        let done = change(&mut journal)?;
        match journal.burns {
            Burns::Nothing => {
                place::sweep(&target, self.now);
                self.save(&journal, &loaded, Backup::Keep).map_err(with_doctor)?;
            }
            burns => self.burn(&mut journal, &places, burns, &loaded).map_err(with_doctor)?,
        }
        Ok(done)
    }

    /// Writes the journal, unless it is as it was read.
    fn save(&self, journal: &Journal<'_>, read: &Contents, backup: Backup<'_>) -> Result<()> {
        let bytes = encoded(journal)?;
        if bytes != read.bytes {
            atomic::replace(&read.path, &bytes, Some(read), backup, &self.disk)?;
        }
        Ok(())
    }

    /// Writes the journal, then removes every copy of what is burnt. If the first fails, all is as it
    /// was; if the second does, the next save goes on with it.
    fn burn(
        &self,
        journal: &mut Journal<'_>,
        places: &[&Path],
        burns: Burns,
        read: &Contents,
    ) -> Result<()> {
        let of_drafts = burns == Burns::CopiesAndDrafts;
        let copies = places.iter().map(|place| place::copies(place, of_drafts));
        let copies: Vec<_> = copies.collect::<Result<Vec<_>>>()?.concat();
        let names = copies.iter().filter_map(|path| Some(path.file_name()?.to_string_lossy()));
        journal.burning = names.map(|name| name.into_owned().into()).collect();
        self.save(journal, read, Backup::Burn)?;
        let destroyed = place::destroy(&copies, &self.disk);
        destroyed.context("it is out of the journal, but a copy may be left")?;
        // All is gone now. If their names cannot be taken out of the journal, the next save does it.
        journal.burning.clear();
        if let Ok(Some(saved)) = atomic::read(&read.path) {
            let _ = self.save(journal, &saved, Backup::Burn);
        }
        Ok(())
    }

    /// Replaces a damaged or missing journal with its backup. Returns the backup, which is the journal
    /// now, and where the damaged file is kept, if there was one.
    pub fn restore(&self) -> Result<(Contents, Option<PathBuf>)> {
        let target = place::resolve(&self.path)?;
        let _lock = lock::lock(&target, &self.disk, || self.restorable(&target).map(drop))?;
        place::sweep(&target, self.now);
        let (standing, backup) = self.restorable(&target)?;
        let (bytes, how) = (&backup.bytes, Backup::Restore(&backup));
        let aside = atomic::replace(&target, bytes, standing.as_ref(), how, &self.disk)?;
        Ok((backup, aside))
    }

    /// The damaged journal, if one is there, and the backup that is to replace it. An error where the
    /// journal is sound, newer or not a file, and where the backup cannot be read.
    fn restorable(&self, target: &Path) -> Result<(Option<Contents>, Contents)> {
        let in_the_way = |error: ReadError| {
            let restore = CommandLine::on_journal("restore");
            let words = "nothing was changed; move it elsewhere, and then";
            let next = error.is_odd.then(|| Advice::command(words, restore));
            Failure { next: next.into_iter().collect(), ..error.into() }
        };
        let standing = self.read(target, PATIENCE).map_err(in_the_way)?;
        match standing.as_ref().map(|standing| format::decode(&standing.bytes)) {
            Some(Ok(_)) => {
                let path = target.display();
                let what = format!("{path} is not damaged, so there is nothing to restore");
                let undo = CommandLine::on_journal("undo");
                return Err(Failure::new(what).offer("to take back the last change", undo).into());
            }
            Some(Err(Damage::Newer(version))) => return Err(Failure::newer(target, version).into()),
            // Its kinds may be misspelled and no newer program's, and it is put aside whole.
            Some(Err(Damage::Unreadable(_))) | None => {}
        }
        let path = backup_path(target);
        let why = match atomic::read(&path)? {
            None if standing.is_none() => return Err(self.missing().into()),
            None => format!("there is no backup of {}", target.display()),
            Some(backup) => match format::decode(&backup.bytes) {
                Ok(_) => return Ok((standing, backup)),
                Err(Damage::Newer(version)) => return Err(Failure::newer(&path, version).into()),
                Err(Damage::Unreadable(why)) => {
                    format!("cannot restore from {}: {why}", path.display())
                }
            },
        };
        // No backup can help; what else may.
        Err(Failure::new(why)
            .hint("nothing was changed; a sync service or a backup program may have an older copy")
            .offer("to see what is there", CommandLine::on_journal("doctor"))
            .into())
    }

    fn stands(&self) -> Result<(), Failure> {
        if place::is_there(&self.path, oddity)? { Ok(()) } else { Err(self.missing()) }
    }
}

/// The bytes of a journal. One that would be too large is written without spaces and with hidden
/// characters as they are: what could be read can then be saved.
fn encoded(journal: &Journal<'_>) -> Result<Vec<u8>> {
    let bytes = format::encode(journal)?;
    Ok(if bytes.len() as u64 > SIZE_LIMIT { format::encode_small(journal)? } else { bytes })
}

/// What the system refused, with the command that says what stands in the way.
fn with_doctor(error: Error) -> Error {
    if error.is::<Failure>() {
        return error;
    }
    let doctor = CommandLine::on_journal("doctor");
    Failure::new(format!("{error:#}")).offer("to see what is wrong", doctor).into()
}

fn on_with(failure: Failure, backup: &Path) -> Failure {
    let kept = format!("the journal before the last save is in {}", backup.display());
    failure.hint(kept).offer("to use it", CommandLine::on_journal("restore"))
}
