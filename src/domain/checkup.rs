//! What `doctor` looks at, as plain facts: the journal, its backup, the files beside it, the lock
//! and the clock. Paths are text here, because they are printed and never opened.

use std::fmt;

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::journal::Journal;
use super::moment::Moment;

pub(crate) struct Facts {
    /// The journal's path as it was given. Where it is a link, `journal` is what it leads to.
    pub(crate) path: String,
    pub(crate) journal: FileFacts,
    pub(crate) backup: FileFacts,
    pub(crate) folder: String,
    pub(crate) folder_mode: Option<Mode>,
    /// Why the files of the folder cannot be listed, where that is so.
    pub(crate) cannot_list: Option<String>,
    /// Why no save can make or replace a file in it, where that is so.
    pub(crate) cannot_write: Option<Hindrance>,
    /// What the journal's name is too long for, in words.
    pub(crate) too_long_for: Option<&'static str>,
    /// The journal, the backup or the lock, where no save can replace or open it, and why.
    pub(crate) stuck: Vec<(String, Hindrance)>,
    /// The other files of ours beside the journal, sorted by name.
    pub(crate) siblings: Vec<SiblingFacts>,
    /// The conflict copies beside the journal, each with whether it can be nothing else.
    pub(crate) conflicts: Vec<(String, bool)>,
    pub(crate) lock: LockState,
    pub(crate) clock: ClockFacts,
}

impl Facts {
    /// Where the links at the given path lead, if it is one.
    pub(crate) fn leads_to(&self) -> Option<&str> {
        Some(self.journal.path.as_str()).filter(|target| *target != self.path)
    }

    /// The damaged files that `restore` kept.
    pub(crate) fn kept(&self) -> impl Iterator<Item = &str> {
        let kept = self.siblings.iter().filter(|file| file.kind == SiblingKind::Kept);
        kept.map(|file| file.path.as_str())
    }
}

/// What is where a journal or a backup should be.
pub(crate) struct FileFacts {
    pub(crate) path: String,
    /// The length in bytes of a regular file.
    pub(crate) size: Option<u64>,
    pub(crate) mode: Option<Mode>,
    pub(crate) reading: Reading,
}

/// Why a save cannot do with a file or a folder what it must.
pub(crate) struct Hindrance {
    /// In words for a person.
    pub(crate) why: String,
    /// The option of `chattr` that helps, where an attribute is the reason.
    pub(crate) chattr: Option<&'static str>,
}

/// What reading a file gives. Reasons are words for a person.
pub(crate) enum Reading {
    Missing,
    Sound(JournalFacts),
    /// A journal in a newer version of the format, which is given.
    Newer(u64),
    /// Bytes that are not a journal, and why.
    Damaged(String),
    /// A folder, a pipe, or a file that is too large, and which of them.
    Odd(String),
    /// The system does not give the bytes, and why.
    CannotOpen(String),
}

impl Reading {
    pub(crate) fn sound(&self) -> Option<&JournalFacts> {
        if let Self::Sound(journal) = self { Some(journal) } else { None }
    }

    pub(crate) fn version(&self) -> Option<u64> {
        if let Self::Newer(version) = self { Some(*version) } else { self.sound().map(|_| 1) }
    }
}

/// What a journal says that can be read.
pub(crate) struct JournalFacts {
    pub(crate) breakup: NaiveDate,
    pub(crate) entries: usize,
    /// The number of changes that `undo` can take back.
    pub(crate) undo: usize,
    pub(crate) ahead: Option<Ahead>,
    /// The id and the day of the entry with the earliest day.
    pub(crate) first: Option<(u64, NaiveDate)>,
}

/// A regular file beside the journal whose name is one of ours.
pub(crate) struct SiblingFacts {
    pub(crate) kind: SiblingKind,
    pub(crate) path: String,
    pub(crate) mode: Option<Mode>,
    /// Whether nobody should be working on it anymore.
    pub(crate) is_stale: bool,
    /// Why no save can remove it, where that is so.
    pub(crate) cannot_remove: Option<Hindrance>,
}

/// The kinds of file that nocontact puts beside the journal, told apart by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SiblingKind {
    /// A save writes it, and then renames it.
    Temporary,
    /// A letter that is being written.
    Draft,
    /// A damaged journal that `restore` kept.
    Kept,
}

impl SiblingKind {
    /// The age in seconds at which no save still writes it, and no editor should have it open.
    pub(crate) fn stale_after(self) -> u64 {
        match self {
            Self::Temporary => 60,
            Self::Draft => 24 * 60 * 60,
            Self::Kept => u64::MAX,
        }
    }
}

/// Whether a save could take the lock.
pub(crate) enum LockState {
    /// No process holds it, or its file does not exist yet.
    Free,
    Held,
    /// A link, a folder or a pipe is in its place.
    Odd,
    /// The system refuses it, and why.
    Fails(String),
}

pub(crate) struct ClockFacts {
    pub(crate) now: DateTime<FixedOffset>,
    /// Whether `NOCONTACT_NOW` sets it.
    pub(crate) is_set: bool,
    /// `TZ`, where it is set.
    pub(crate) zone: Option<String>,
    /// The name of the time zone, if it could not be read.
    pub(crate) unknown_zone: Option<String>,
}

/// The Unix permissions of a file or a folder. Other platforms have none.
#[derive(Clone, Copy)]
pub(crate) struct Mode(pub(crate) u32);

impl fmt::Display for Mode {
    /// Octal digits, as `chmod` takes them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:03o}", self.0)
    }
}

/// Something recorded that is in the future by the clock, in words, and when it is.
#[derive(Clone, Copy)]
pub(crate) struct Ahead(pub(crate) &'static str, pub(crate) Moment);

impl Ahead {
    /// The newest entry where it is after `now`, otherwise the breakup where that is.
    pub(crate) fn of(journal: &Journal<'_>, now: DateTime<FixedOffset>) -> Option<Self> {
        if let Some(newest) = journal.newest().filter(|newest| newest.is_after(now)) {
            return Some(Self("newest entry", newest));
        }
        // After a flight west the breakup may be tomorrow, and yet recorded before now.
        let is_ahead = journal.since_breakup(Moment::Instant(now)).is_none();
        is_ahead.then_some(Self("breakup", Moment::Day(journal.rules.breakup)))
    }
}
