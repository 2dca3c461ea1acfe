//! What can be wrong with a journal, with what lies beside it, and with the clock: facts in,
//! problems out (SPEC section 5, `doctor`).
//!
//! Paths are text here: they are named, never opened.

mod facts;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Serialize, Serializer};

pub use facts::{
    Facts, FolderFacts, Found, JournalFacts, Leftover, LockState, Mode, Named, Reading,
    SiblingKind, Time,
};

use super::moment::Moment;

/// How old a temporary file is when nobody can be writing it any more, in seconds.
pub const STALE_TEMPORARY: u64 = 60;

/// How old a draft is when no editor should have it open any more, in seconds.
pub const STALE_DRAFT: u64 = 24 * 60 * 60;

/// Something that is wrong. The name of each is in the JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "problem", rename_all = "kebab-case")]
pub enum Problem {
    /// There is no journal, and no backup of one.
    NotTracked,
    /// A link leads to nothing.
    LinkToNothing {
        /// Where it leads.
        path: String,
    },
    /// There is no journal, but a backup that can be put back.
    OnlyBackup {
        /// The backup.
        path: String,
    },
    /// The journal's bytes are none.
    Damaged {
        /// The file.
        path: String,
        /// In words for a person.
        why: String,
        /// Whether a backup can be put back.
        restorable: bool,
    },
    /// Something that cannot be a journal is in its place.
    InTheWay {
        /// The path.
        path: String,
        /// In words for a person.
        why: String,
        /// Whether a backup can be put back.
        restorable: bool,
    },
    /// The journal cannot be opened.
    Closed {
        /// The file.
        path: String,
        /// As the system says it.
        why: String,
        /// Whether its mode keeps even its owner out.
        by_mode: bool,
    },
    /// An entry is of a day before the breakup, which no command records.
    BeforeBreakup {
        /// The entry's id.
        id: u64,
        /// Its day.
        #[serde(serialize_with = "as_text")]
        day: NaiveDate,
        /// The breakup.
        #[serde(serialize_with = "as_text")]
        breakup: NaiveDate,
    },
    /// A newer version wrote the journal.
    Newer {
        /// The file.
        path: String,
        /// The version of the format.
        version: u64,
    },
    /// The backup cannot be read; the next save replaces it.
    BackupDamaged {
        /// The backup.
        path: String,
        /// In words for a person.
        why: String,
    },
    /// A newer version wrote the backup; the next save replaces it.
    BackupNewer {
        /// The backup.
        path: String,
        /// The version of the format.
        version: u64,
    },
    /// What is in the place of the backup cannot be replaced by one.
    BackupInTheWay {
        /// The path.
        path: String,
        /// In words for a person.
        why: String,
    },
    /// Others may read or write a file of ours.
    FileOpen {
        /// The file.
        path: String,
        /// Its mode.
        mode: Mode,
    },
    /// Others may put files of theirs in the place of ours.
    FolderOpen {
        /// The folder.
        path: String,
        /// Its mode.
        mode: Mode,
    },
    /// It cannot be seen what is beside the journal.
    FolderClosed {
        /// The folder.
        path: String,
        /// As the system says it.
        why: String,
    },
    /// No save can make a file beside the journal.
    FolderSealed {
        /// The folder.
        path: String,
        /// As the system says it.
        why: String,
    },
    /// No save can put a journal in the place of this one.
    FileStuck {
        /// The file.
        path: String,
        /// In words for a person.
        why: String,
    },
    /// A save that was killed has left a file.
    StaleTemporary {
        /// The file.
        path: String,
    },
    /// A letter was begun and never recorded.
    StaleDraft {
        /// The file.
        path: String,
    },
    /// Somebody holds the lock.
    LockHeld {
        /// The lock's file.
        path: String,
    },
    /// What is in the place of the lock is none.
    LockOdd {
        /// The path.
        path: String,
    },
    /// The lock cannot be had.
    LockFails {
        /// The lock's file.
        path: String,
        /// As the system says it.
        why: String,
    },
    /// The clock is behind what was recorded.
    ClockBehind {
        /// What it is behind.
        #[serde(flatten)]
        ahead: Ahead,
    },
    /// No time zone bears the name that the variable has.
    NoSuchZone {
        /// The name.
        zone: String,
    },
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands it over like this")]
fn as_text<S: Serializer>(date: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(date)
}

/// What lies after the present, where nothing should.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ahead {
    /// The newest entry.
    NewestEntry(Moment),
    /// The breakup.
    Breakup(Moment),
}

impl Ahead {
    /// The newest entry where the clock is behind it, or else the breakup (SPEC section 2).
    #[must_use]
    pub fn of(
        newest: Option<Moment>,
        breakup: NaiveDate,
        now: DateTime<FixedOffset>,
    ) -> Option<Self> {
        let breakup = Moment::Day(breakup);
        match newest {
            Some(newest) if newest.is_after(now) => Some(Self::NewestEntry(newest)),
            _ => breakup.is_after(now).then_some(Self::Breakup(breakup)),
        }
    }

    /// What it is, in a word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::NewestEntry(_) => "newest-entry",
            Self::Breakup(_) => "breakup",
        }
    }

    /// When it is.
    #[must_use]
    pub fn when(self) -> Moment {
        match self {
            Self::NewestEntry(when) | Self::Breakup(when) => when,
        }
    }
}

impl Serialize for Ahead {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("behind", self.word())?;
        map.serialize_entry("at", &self.when().to_string())?;
        map.end()
    }
}

impl Facts {
    /// All that is wrong, the journal first.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        problems.extend(self.of_journal());
        problems.extend(self.of_backup());
        problems.extend(self.of_access());
        problems.extend(self.leftovers.iter().filter_map(of_age));
        problems.extend(self.of_lock());
        problems.extend(self.of_time());
        problems
    }

    fn of_journal(&self) -> Option<Problem> {
        let path = self.target.clone();
        let restorable = matches!(self.backup.reading, Reading::Sound(_));
        match &self.journal.reading {
            Reading::Sound(JournalFacts { first: Some((id, day)), breakup, .. })
                if day < breakup =>
            {
                Some(Problem::BeforeBreakup { id: *id, day: *day, breakup: *breakup })
            }
            Reading::Sound(_) => None,
            Reading::Nothing if restorable => {
                Some(Problem::OnlyBackup { path: self.backup.path.clone() })
            }
            Reading::Nothing if self.target != self.path => Some(Problem::LinkToNothing { path }),
            Reading::Nothing => Some(Problem::NotTracked),
            Reading::Newer(version) => Some(Problem::Newer { path, version: *version }),
            Reading::Damaged(why) => Some(Problem::Damaged { path, why: why.clone(), restorable }),
            Reading::Odd(why) => Some(Problem::InTheWay { path, why: why.clone(), restorable }),
            Reading::Closed(why) => {
                let by_mode = self.journal.mode.is_some_and(Mode::shuts_owner_out);
                Some(Problem::Closed { path, why: why.clone(), by_mode })
            }
        }
    }

    fn of_backup(&self) -> Option<Problem> {
        let path = self.backup.path.clone();
        match &self.backup.reading {
            Reading::Nothing | Reading::Sound(_) => None,
            // It is in the same folder, and that was said.
            Reading::Closed(_) if matches!(self.journal.reading, Reading::Closed(_)) => None,
            Reading::Newer(version) => Some(Problem::BackupNewer { path, version: *version }),
            Reading::Damaged(why) | Reading::Closed(why) => {
                Some(Problem::BackupDamaged { path, why: why.clone() })
            }
            Reading::Odd(why) => Some(Problem::BackupInTheWay { path, why: why.clone() }),
        }
    }

    /// What others may do, and what we may not.
    fn of_access(&self) -> Vec<Problem> {
        let file = |path: &String, mode: Option<Mode>| {
            let mode = mode.filter(|mode| mode.opens_file())?;
            Some(Problem::FileOpen { path: path.clone(), mode })
        };
        let of_found = |found: &Found| {
            let is_file = !matches!(found.reading, Reading::Odd(_));
            file(&found.path, found.mode.filter(|_| is_file))
        };
        let folder = self.folder.mode.filter(|mode| mode.opens_folder());
        let path = || self.folder.path.clone();
        let closed = self.folder.closed.clone();
        let (sealed, stuck) = (self.folder.sealed.clone(), self.journal.stuck.clone());
        [of_found(&self.journal), of_found(&self.backup)]
            .into_iter()
            .chain(self.leftovers.iter().map(|found| file(&found.path, found.mode)))
            .chain([folder.map(|mode| Problem::FolderOpen { path: path(), mode })])
            .chain([closed.map(|why| Problem::FolderClosed { path: path(), why })])
            .chain([sealed.map(|why| Problem::FolderSealed { path: path(), why })])
            .chain([stuck.map(|why| Problem::FileStuck { path: self.journal.path.clone(), why })])
            .flatten()
            .collect()
    }

    fn of_lock(&self) -> Option<Problem> {
        let path = format!("{}.lock", self.target);
        match &self.lock {
            LockState::Free => None,
            LockState::Held => Some(Problem::LockHeld { path }),
            LockState::Odd => Some(Problem::LockOdd { path }),
            LockState::Fails(why) => Some(Problem::LockFails { path, why: why.clone() }),
        }
    }

    fn of_time(&self) -> Vec<Problem> {
        let ahead = match &self.journal.reading {
            Reading::Sound(summary) => Ahead::of(summary.newest, summary.breakup, self.time.now),
            _ => None,
        };
        let zone = self.time.zone.as_ref().filter(|zone| !zone.is_known);
        let zone = zone.map(|zone| Problem::NoSuchZone { zone: zone.name.clone() });
        ahead.map(|ahead| Problem::ClockBehind { ahead }).into_iter().chain(zone).collect()
    }
}

/// What has lain there for too long.
fn of_age(found: &Leftover) -> Option<Problem> {
    let path = found.path.clone();
    match found.kind {
        SiblingKind::Temporary if found.age > STALE_TEMPORARY => {
            Some(Problem::StaleTemporary { path })
        }
        SiblingKind::Draft if found.age > STALE_DRAFT => Some(Problem::StaleDraft { path }),
        SiblingKind::Temporary | SiblingKind::Draft | SiblingKind::Kept => None,
    }
}
