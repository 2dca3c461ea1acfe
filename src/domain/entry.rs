//! Anything in the journal: an id, a moment, and what happened.
//!
//! These are plain values. `fields` lists the fields of each kind, and `verdict` judges contacts.

use std::borrow::Cow;
use std::cmp::Ordering;

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};
use clap::ValueEnum;
use serde::{Deserialize, Serialize};

use super::contact::Contact;
use super::identity::{Identity, Stamp};
use super::moment::{Moment, days_between};
use super::readiness::Answers;

/// The kinds of entry (`manual/file.md`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// One event between the two people
    Contact,
    /// A fresh window
    Restart,
    /// A moment of wanting to reach out
    Urge,
    /// A message that is not to be sent
    Letter,
    /// What the window is for
    Goal,
    /// An if-then line against an urge
    Plan,
    /// Seven answers to oneself
    Reflection,
}

/// The ids that an entry may have. The end, 2^53, is as far as every reader of JSON counts exactly.
pub const IDS: std::ops::Range<u64> = 1..1 << 53;

/// Fields that this version does not know: names, and JSON with its hidden characters escaped.
pub type UnknownFields<'a> = Vec<(Cow<'a, str>, Cow<'a, str>)>;

/// One entry of the journal.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// A number within [`IDS`]; later entries have higher ones.
    pub id: u64,
    pub at: Moment,
    pub body: Body<'a>,
    pub identity: Identity,
    pub unknown: UnknownFields<'a>,
}

/// What an entry holds, by its kind.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Body<'a> {
    Contact(Contact<'a>),
    /// A fresh window that begins on the day of the entry.
    Restart,
    Urge(Urge<'a>),
    Letter(Letter<'a>),
    Goal(Goal<'a>),
    /// An if-then line that `urge` shows.
    Plan(Plan<'a>),
    Reflection(Reflection),
}

/// A moment of wanting to reach out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Urge<'a> {
    /// Whether the person resisted, if they said so.
    pub resisted: Option<bool>,
    /// What set it off, one word each.
    pub triggers: Vec<Cow<'a, str>>,
    pub note: Option<Cow<'a, str>>,
}

/// A message that is not to be sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Letter<'a> {
    pub title: Option<Cow<'a, str>>,
    /// Its whole text, without the last line break.
    pub text: Cow<'a, str>,
}

impl Letter<'_> {
    /// How many words the text has, separated by white space.
    pub fn words(&self) -> usize {
        self.text.split_whitespace().count()
    }
}

/// What the window is for, in the person's own life.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Goal<'a> {
    pub text: Cow<'a, str>,
    /// The day on which the person finished it.
    pub done: Option<NaiveDate>,
}

/// An if-then line against an urge.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Plan<'a> {
    pub text: Cow<'a, str>,
}

/// The answers to the questions of `ready`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Reflection {
    pub answers: Answers,
}

impl<'a> Entry<'a> {
    /// A new entry, which has no unknown fields and no identity yet.
    pub fn new(id: u64, at: Moment, body: Body<'a>) -> Self {
        Self { id, at, body, identity: Identity::default(), unknown: Vec::new() }
    }

    /// Compares two entries in chronological order (`manual/dates.md`). Ties go by the instant of
    /// recording, none first, and then by uid.
    pub fn compare(&self, other: &Self) -> Ordering {
        let tie = |entry: &Self| (entry.identity.recorded, entry.identity.uid);
        self.at.compare(other.at).then_with(|| tie(self).cmp(&tie(other)))
    }

    /// Whether both say the same, whatever their ids and identities.
    pub fn says_as(&self, other: &Self) -> bool {
        (self.at, &self.body, &self.unknown) == (other.at, &other.body, &other.unknown)
    }

    /// When it was recorded, if that was more than a day after it happened.
    pub fn entered_late(&self) -> Option<DateTime<FixedOffset>> {
        let recorded = self.identity.recorded?.second();
        let is_late = match self.at {
            Moment::Instant(at) => recorded - at > TimeDelta::days(1),
            Moment::Day(day) => days_between(day, recorded.date_naive()) > 1,
        };
        is_late.then_some(recorded)
    }

    /// When it was changed, if not by the command that recorded it.
    pub fn changed_later(&self) -> Option<DateTime<FixedOffset>> {
        let changed = self.identity.changed?.second();
        let recorded = self.identity.recorded.map(Stamp::second);
        Some(changed).filter(|changed| Some(*changed) > recorded)
    }

    pub fn contact(&self) -> Option<&Contact<'a>> {
        if let Body::Contact(contact) = &self.body { Some(contact) } else { None }
    }
}

impl<'a> Body<'a> {
    /// The note of a contact or an urge, if it has one.
    pub fn note(&self) -> Option<&str> {
        match self {
            Self::Contact(contact) => contact.note.as_deref(),
            Self::Urge(urge) => urge.note.as_deref(),
            _ => None,
        }
    }

    /// The words that represent the entry on one line. The text of a letter is not one of them.
    pub fn headline(&self) -> Option<&str> {
        match self {
            Self::Letter(letter) => letter.title.as_deref(),
            Self::Goal(goal) => Some(&goal.text),
            Self::Plan(plan) => Some(&plan.text),
            _ => self.note(),
        }
    }

    /// Whether the journal says how an urge ended, or that a goal is done.
    pub fn is_settled(&self) -> bool {
        match self {
            Self::Urge(urge) => urge.resisted.is_some(),
            Self::Goal(goal) => goal.done.is_some(),
            _ => false,
        }
    }

    /// What set off a contact or an urge.
    pub fn triggers(&self) -> &[Cow<'a, str>] {
        match self {
            Self::Contact(contact) => &contact.triggers,
            Self::Urge(urge) => &urge.triggers,
            _ => &[],
        }
    }
}
