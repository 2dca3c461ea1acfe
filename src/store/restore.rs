//! Replaces a damaged or missing journal with its backup. Nothing is lost: the damaged file is kept
//! under another name, and the backup stays.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::Store;
use super::disk::atomic::{self, Backup, Contents};
use super::disk::files::backup_path;
use super::disk::{lock, place};
use super::format::{self, Damage};
use crate::advice::{Advice, CommandLine};
use crate::error::{Failure, ReadError};

impl Store {
    /// Returns the backup, which is the journal now, and where the damaged file is, if there was
    /// one. Refused where the journal is sound, newer or not a file, and where the backup cannot be
    /// read.
    pub fn restore(&self) -> Result<(Contents, Option<PathBuf>)> {
        let target = place::resolve(&self.path)?;
        let _lock = lock::lock(&target, self.wait, || self.plan(&target).map(drop))?;
        place::sweep(&target, self.now);
        let (standing, backup) = self.plan(&target)?;
        let how = Backup::Restore(&backup);
        let aside = atomic::replace(&target, &backup.bytes, standing.as_ref(), how)?;
        Ok((backup, aside))
    }

    /// The damaged journal, if one is there, and the backup that is to replace it.
    fn plan(&self, target: &Path) -> Result<(Option<Contents>, Contents)> {
        let standing = standing(target)?;
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
}

fn standing(target: &Path) -> Result<Option<Contents>> {
    let in_the_way = |error: ReadError| {
        let words = "nothing was changed; move it elsewhere, and then";
        let next = error.is_odd.then(|| Advice::command(words, CommandLine::on_journal("restore")));
        Failure { next: next.into_iter().collect(), ..error.into() }
    };
    let Some(standing) = atomic::read(target).map_err(in_the_way)? else {
        return Ok(None);
    };
    match format::decode(&standing.bytes) {
        Ok(_) => {
            let what = format!("{} is sound: there is nothing to restore", target.display());
            let undo = CommandLine::on_journal("undo");
            Err(Failure::new(what).offer("to take back the last change", undo).into())
        }
        Err(Damage::Newer(version)) => Err(Failure::newer(target, version).into()),
        // Its kinds may be misspelled and no newer program's, and it is put aside whole.
        Err(Damage::Unreadable(_)) => Ok(Some(standing)),
    }
}
