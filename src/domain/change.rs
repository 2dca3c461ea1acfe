//! The last changes, each with what `undo` needs to reverse it.

use clap::ValueEnum;
use serde::{Deserialize, Serialize};

use super::entry::{Entry, UnknownFields};
use super::identity::{Removal, Stamp, Uid};
use super::window::Rules;

/// How many changes `undo` can reverse in a row.
pub const UNDO_LIMIT: u32 = 10;

/// What happened to the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    Recorded,
    Edited,
    Removed,
    /// The breakup date or the window's rules were changed.
    Amended,
    /// The person said how an urge ended, or that a goal is done.
    Settled,
    Imported,
}

/// One change, as the parts that make the journal what it was before.
#[derive(Clone, Debug)]
pub struct Change<'a> {
    pub act: Act,
    /// Ids of the entries that the change added and `undo` removes.
    pub added: Vec<u64>,
    /// Entries as they were; `undo` puts each back for the one with its id.
    pub was: Vec<Entry<'a>>,
    /// The rules as they were, if the change was to them.
    pub rules: Option<Rules>,
    /// For an import: when the rules had been changed before, the removals as they were, and the uids
    /// of those that came in with it.
    pub changed: Option<Stamp>,
    pub removed: Vec<Removal>,
    pub marked: Vec<Uid>,
    pub unknown: UnknownFields<'a>,
}

impl Change<'_> {
    /// Whether it says how the entry `id` ended, or that it is done.
    pub(super) fn settled(&self, id: u64) -> bool {
        self.act == Act::Settled && self.was.iter().any(|was| was.id == id)
    }

    /// A change with nothing to put back yet.
    pub(super) fn new(act: Act) -> Self {
        let (added, was, removed, marked, unknown) = Default::default();
        Self { act, added, was, rules: None, changed: None, removed, marked, unknown }
    }
}
