//! What `doctor` finds, as plain facts: the journal, its backup, what is set aside beside it, and the
//! clock. Paths are text here, because they are printed and never opened.

use chrono::{DateTime, FixedOffset};
use serde::Serialize;

use super::journal::Journal;
use super::moment::Moment;

/// What is there, under the names of the JSON (`manual/scripts.md`).
#[derive(Serialize)]
pub(crate) struct Report {
    /// The journal's path as it was given.
    pub(crate) path: String,
    /// Where the links at that path lead, if it is one.
    pub(crate) leads_to: Option<String>,
    /// The length in bytes of a regular file.
    pub(crate) size: Option<u64>,
    /// Octal digits, as `chmod` takes them. Platforms other than Unix have none.
    pub(crate) permissions: Option<String>,
    pub(crate) folder_permissions: Option<String>,
    /// The version of the format.
    pub(crate) version: Option<u64>,
    pub(crate) entries: Option<usize>,
    /// The number of changes that `undo` can take back.
    pub(crate) undo: Option<usize>,
    pub(crate) backup: Option<BackupFacts>,
    /// The damaged files that `restore` kept, sorted.
    pub(crate) put_aside: Vec<String>,
    #[serde(skip)]
    pub(crate) ahead: Option<Ahead>,
    #[serde(skip)]
    pub(crate) clock: ClockFacts,
}

/// Why no save can change a file, where an attribute of it is the reason.
pub(crate) const IMMUTABLE: &str = "it is immutable";
pub(crate) const APPEND_ONLY: &str = "it is append-only";

#[derive(Serialize)]
pub(crate) struct BackupFacts {
    pub(crate) path: String,
    pub(crate) size: Option<u64>,
    pub(crate) readable: bool,
    pub(crate) entries: Option<usize>,
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
