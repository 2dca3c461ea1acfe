//! The expected mistakes, each with what to do next.
//!
//! Everything else is an `anyhow::Error` whose context names the action and the path. Neither knows
//! how it is printed; `lib` does that, once.

mod words;

use std::io;
use std::path::PathBuf;

use chrono::NaiveDate;

use crate::domain::date_phrase::Problem;
use crate::domain::text::TextProblem;

/// A mistake that we expect, and know a way out of.
#[derive(Debug)]
pub enum Failure {
    /// There is no journal at this path.
    NoJournal {
        /// The path.
        path: PathBuf,
        /// What is left of one that was there: the state before its last save.
        backup: Option<PathBuf>,
    },
    /// There is a link, and nothing where it leads.
    LinkToNothing(PathBuf, PathBuf),
    /// `start` where a breakup is recorded.
    Started(NaiveDate),
    /// What is at the path cannot be read as a journal.
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
        /// The state before the last save, where that is kept.
        backup: Option<PathBuf>,
    },
    /// `restore` where the journal can be read.
    Sound(PathBuf),
    /// `restore` where no backup of this journal is kept.
    NoBackup(PathBuf),
    /// `restore` where the backup is no journal; why, in words for a person.
    BadBackup(PathBuf, String),
    /// `restore` where something is in the journal's place that cannot be put aside; a reason that
    /// says all.
    InTheWay(String),
    /// `erase` where no file of ours is.
    NothingToErase(PathBuf),
    /// `doctor` has found so many things that are wrong.
    SomethingWrong(usize),
    /// A later version wrote it.
    Newer(PathBuf, u64),
    /// A file that no save can replace, or that would grow too large.
    Unwritable(PathBuf, String),
    /// Somebody else holds the lock.
    Busy(PathBuf),
    /// Somebody who takes no lock has changed it since it was read.
    Changed(PathBuf),
    /// The platform names no absolute folder for data.
    NoDataDir(Option<PathBuf>),
    /// `NOCONTACT_NOW` is no time.
    NoSuchNow(String),
    /// Words that are no date, or one that cannot be used.
    Date(Problem),
    /// A date before the breakup.
    BeforeBreakup {
        /// The date that was given.
        date: NaiveDate,
        /// The breakup.
        breakup: NaiveDate,
    },
    /// A restart before the present window began.
    BeforeWindow {
        /// The date that was given.
        date: NaiveDate,
        /// The window's first day.
        first: NaiveDate,
    },
    /// A breakup date later than an entry.
    AfterEntry {
        /// The date that was given.
        date: NaiveDate,
        /// The entry's id.
        id: u64,
        /// The entry's day.
        day: NaiveDate,
    },
    /// No entry bears the id.
    NoEntry(u64),
    /// The highest id is taken; only a file changed by hand comes to this.
    NoIdLeft,
    /// Nothing was changed yet, or all was taken back.
    NothingToUndo,
    /// A note or a trigger that cannot be kept.
    Text(TextProblem),
    /// A note from standard input that is not UTF-8.
    InputNotUtf8,
    /// A letter that was written and not recorded.
    Unrecorded {
        /// Why.
        cause: anyhow::Error,
        /// What has its words, where they could be kept.
        draft: Option<PathBuf>,
        /// How to record them, where the path can be typed.
        command: Option<String>,
    },
    /// What an erase could not remove, and why.
    NotErased(String),
    /// A file of which nothing can come in, and why.
    NotImported(PathBuf, String),
    /// An entry of another file is of a day before the breakup.
    ImportTooEarly {
        /// The file.
        path: PathBuf,
        /// Where in it the entry stands.
        place: String,
        /// The entry's day.
        day: NaiveDate,
        /// The breakup.
        breakup: NaiveDate,
    },
    /// A file stands where an export should go.
    Exists(PathBuf),
    /// A question was not answered with yes.
    NotConfirmed,
    /// What one command alone can run into.
    Own {
        /// The exit code.
        code: u8,
        /// What is wrong.
        what: String,
        /// What to do next.
        hint: String,
    },
    /// The question of this number, and those after it, were not answered.
    Unanswered(usize),
    /// The clock is behind an entry that decides what is asked; both times, in words.
    ClockBehind {
        /// The present.
        now: String,
        /// The newest entry.
        newest: String,
    },
    /// The words of the command line do not go together.
    Usage(String),
    /// It cannot be done, for a reason that says all.
    Refused(String),
}

impl Failure {
    /// The exit code: 2 where the command line was wrong, else 1 (SPEC section 5).
    #[must_use]
    pub fn code(&self) -> u8 {
        match self {
            Self::Date(_) | Self::Text(_) | Self::Usage(_) => 2,
            Self::Own { code, .. } => *code,
            _ => 1,
        }
    }
}

impl std::error::Error for Failure {}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self::Date(problem)
    }
}

impl From<TextProblem> for Failure {
    fn from(problem: TextProblem) -> Self {
        Self::Text(problem)
    }
}

/// Whether the reader of our output has gone, which is no failure of ours.
#[must_use]
pub fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe)
    })
}
