//! What is found where a journal belongs, and around it.

use std::fmt;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Serialize, Serializer};

use crate::domain::moment::Moment;

/// All that is known of a journal's place, and of the time.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The path as it was given.
    pub path: String,
    /// Where its links lead; the path itself where it is none.
    pub target: String,
    /// What is there.
    pub journal: Found,
    /// What is in the place of the backup.
    pub backup: Found,
    /// The folder of the target.
    pub folder: FolderFacts,
    /// Other files of ours beside the target, by name.
    pub leftovers: Vec<Leftover>,
    /// Whether a save would get the lock.
    pub lock: LockState,
    /// The clock and its zone.
    pub time: Time,
}

/// What lies at a path where a journal or a backup belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The path.
    pub path: String,
    /// Its length in bytes, where there is something.
    pub size: Option<u64>,
    /// Its mode, where there is something, and where there are modes.
    pub mode: Option<Mode>,
    /// What it says.
    pub reading: Reading,
    /// Why a save cannot put another in its place, where it cannot.
    pub stuck: Option<String>,
}

/// What a file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// There is nothing at the path.
    Nothing,
    /// A journal.
    Sound(JournalFacts),
    /// A journal of a newer version.
    Newer(u64),
    /// Bytes that are no journal; why, in words for a person.
    Damaged(String),
    /// A folder, a pipe, or more than can be a journal; what it is, in words for a person.
    Odd(String),
    /// It cannot be opened, for a reason that the system gives.
    Closed(String),
}

/// What is told of a journal that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JournalFacts {
    /// The breakup.
    pub breakup: NaiveDate,
    /// How many entries there are.
    pub entries: usize,
    /// How many changes can be taken back.
    pub undo: usize,
    /// The latest moment of any entry.
    pub newest: Option<Moment>,
    /// The id and the day of the first entry, by day.
    pub first: Option<(u64, NaiveDate)>,
}

/// A folder that holds a journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FolderFacts {
    /// Its path.
    pub path: String,
    /// Its mode, where it is there, and where there are modes.
    pub mode: Option<Mode>,
    /// Why its names cannot be listed, where they cannot.
    pub closed: Option<String>,
    /// Why nothing can be put into it, where nothing can.
    pub sealed: Option<String>,
}

/// The kinds of file that are told by their name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SiblingKind {
    /// What a save that was killed has left.
    Temporary,
    /// A letter that is being written.
    Draft,
    /// What `restore` has put aside.
    Kept,
}

/// A file of ours beside the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leftover {
    /// Its kind.
    pub kind: SiblingKind,
    /// Its path.
    pub path: String,
    /// Its mode, where there are modes.
    pub mode: Option<Mode>,
    /// Seconds since it was last written.
    pub age: u64,
}

/// How the lock stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LockState {
    /// There is none, or nobody holds it.
    Free,
    /// Somebody holds it.
    Held,
    /// A link, a folder or a pipe is in its place.
    Odd,
    /// It cannot be had, for a reason that the system gives.
    Fails(String),
}

/// What the program takes for the time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Time {
    /// The time.
    pub now: DateTime<FixedOffset>,
    /// Whether a variable says so, and not the system.
    pub is_set: bool,
    /// The variable that names the zone, where one does.
    pub zone: Option<Named>,
}

/// The name of a time zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The name.
    pub name: String,
    /// Whether a zone bears it.
    pub is_known: bool,
}

/// The permissions of a file or a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mode(pub u32);

impl Mode {
    /// Whether anybody but the owner may read or write a file.
    pub(super) fn opens_file(self) -> bool {
        self.0 & 0o077 != 0
    }

    /// Whether anybody but the owner may put files of theirs in the place of others'.
    pub(super) fn opens_folder(self) -> bool {
        self.0 & 0o022 != 0 && self.0 & 0o1000 == 0
    }

    /// Whether the owner may not read it.
    pub(super) fn shuts_owner_out(self) -> bool {
        self.0 & 0o400 == 0
    }
}

impl fmt::Display for Mode {
    /// As `chmod` takes it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:03o}", self.0)
    }
}

impl Serialize for Mode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
