//! Pure values and rules: the days, the verdicts, the journal.
//!
//! Nothing here reads a clock, a file, a variable or a terminal. Nothing here knows a sentence that
//! a person reads about a contact: rules return data, and `view` renders it.

pub mod assessment;
pub mod calendar;
pub mod change;
pub mod checkup;
pub mod clock;
pub mod contact;
pub mod date_phrase;
pub mod entry;
pub mod field_type;
pub mod fields;
pub mod identity;
pub mod journal;
pub mod merge;
pub mod moment;
pub mod patterns;
pub mod readiness;
pub mod reasons;
pub mod recording;
pub mod remarks;
pub mod report;
pub mod selection;
pub mod settling;
pub mod suggestion;
pub mod summary;
pub mod text;
pub mod uids;
pub mod verdict;
pub mod window;

use clap::ValueEnum;

pub use assessment::{Assessment, Judgement};
pub use calendar::{Calendar, CalendarDay, Mark};
pub use change::{Act, Change};
pub use clock::{Clock, Zone};
pub use contact::{By, Channel, Contact, Necessity, Reply, Why};
pub use entry::{Body, Entry, Goal, Kind, Letter, Plan, Reflection, Urge};
pub use journal::Journal;
pub use moment::Moment;
pub use patterns::{Patterns, WeekCounts};
pub use readiness::{Answer, Answers, Cause, Readiness};
pub use reasons::Reason;
pub use remarks::{Remark, remarks};
pub use report::{Parts, Report};
pub use selection::Selection;
pub use settling::Settled;
pub use suggestion::Suggestion;
pub use summary::Summary;
pub use verdict::Verdict;
pub use window::{Policy, Rules, Window};

/// The word for a value. It is the same on the command line, in the file and in all output.
pub fn word(value: impl ValueEnum + Copy) -> String {
    value.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}
