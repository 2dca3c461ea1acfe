//! The last changes, each with what it takes to put it back (SPEC section 5, `undo`).

use clap::ValueEnum;
use serde::{Deserialize, Serialize};

use super::entry::{Entry, UnknownFields};
use super::window::Rules;

/// How many changes can be taken back in a row.
pub const UNDO_LIMIT: usize = 10;

/// What was done to the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    /// An entry was added.
    Recorded,
    /// An entry was changed.
    Edited,
    /// An entry was taken out.
    Removed,
    /// The breakup date or the window's rules were changed.
    Amended,
    /// An urge was said to be resisted or not, a goal to be done.
    Settled,
    /// Entries of another journal came in.
    Imported,
}

/// One change: apply its parts to the present journal, and it is as before.
#[derive(Clone, Debug)]
pub struct Change<'a> {
    /// What was done.
    pub act: Act,
    /// Ids of the entries that it added: to be taken out.
    pub added: Vec<u64>,
    /// Entries as they were: to be put back, in place of what bears their id.
    pub was: Vec<Entry<'a>>,
    /// The rules as they were.
    pub rules: Option<Rules>,
    /// Fields of the file that this version does not know.
    pub unknown: UnknownFields<'a>,
}

impl<'a> Change<'a> {
    /// An entry was added.
    #[must_use]
    pub fn recorded(id: u64) -> Self {
        Self { added: vec![id], ..Self::new(Act::Recorded) }
    }

    /// Entries came in from elsewhere.
    #[must_use]
    pub fn imported(ids: Vec<u64>) -> Self {
        Self { added: ids, ..Self::new(Act::Imported) }
    }

    /// An entry was changed, or taken out.
    #[must_use]
    pub fn of_entry(act: Act, was: Entry<'a>) -> Self {
        Self { was: vec![was], ..Self::new(act) }
    }

    /// The rules were changed.
    #[must_use]
    pub fn of_rules(was: Rules) -> Self {
        Self { rules: Some(was), ..Self::new(Act::Amended) }
    }

    fn new(act: Act) -> Self {
        Self { act, added: Vec::new(), was: Vec::new(), rules: None, unknown: Vec::new() }
    }
}
