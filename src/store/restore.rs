//! The backup, put back in the place of a journal that is damaged or gone. Nothing is lost by it: the
//! damaged one is put aside, and the backup stays.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::disk::atomic::{self, Backup, Contents, backup_path};
use super::disk::{lock, place};
use super::format::{self, Damage};
use super::{Loaded, Store};
use crate::error::Failure;

/// What was put back.
pub struct Restored {
    /// The journal.
    pub loaded: Loaded,
    /// Where the damaged file is now, where there was one.
    pub aside: Option<PathBuf>,
}

/// What is to be put back, and what is there now.
struct Plan {
    standing: Option<Contents>,
    backup: Contents,
}

impl Store {
    /// Puts the backup back. Refused where the journal is sound or of a newer version, where it can
    /// be no file of ours, and where the backup is no journal.
    pub fn restore(&self) -> Result<Restored> {
        let target = place::resolve(&self.path)?;
        let _lock = lock::lock(&target, self.wait, || self.plan(&target).map(drop))?;
        self.sweep_stale(&target);
        let Plan { standing, backup } = self.plan(&target)?;
        let how = Backup::Restore(&backup);
        let aside = atomic::replace(&target, &backup.bytes, standing.as_ref(), how)?;
        Ok(Restored { loaded: Loaded { path: target, contents: backup }, aside })
    }

    fn plan(&self, target: &Path) -> Result<Plan> {
        let standing = standing(target)?;
        let path = backup_path(target);
        let Some(backup) = atomic::read(&path)? else {
            return Err(match standing {
                Some(_) => Failure::NoBackup(target.to_owned()).into(),
                None => self.missing().into(),
            });
        };
        match format::decode(&backup.bytes) {
            Ok(_) => Ok(Plan { standing, backup }),
            Err(Damage::Newer(version)) => Err(Failure::Newer(path, version).into()),
            Err(Damage::Unreadable(why)) => Err(Failure::BadBackup(path, why).into()),
        }
    }
}

/// The damaged journal; none where there is none.
fn standing(target: &Path) -> Result<Option<Contents>> {
    let in_the_way = |error: anyhow::Error| match error.downcast::<Failure>() {
        Ok(Failure::Refused(why)) => Failure::InTheWay(why).into(),
        Ok(failure) => failure.into(),
        Err(error) => error,
    };
    let Some(standing) = atomic::read(target).map_err(in_the_way)? else {
        return Ok(None);
    };
    let path = || target.to_owned();
    match format::decode(&standing.bytes) {
        Ok(_) => Err(Failure::Sound(path()).into()),
        Err(Damage::Newer(version)) => Err(Failure::Newer(path(), version).into()),
        Err(Damage::Unreadable(_)) => Ok(Some(standing)),
    }
}
