//! Anything in the journal: an id, a moment, and what it is.

use std::borrow::Cow;

use chrono::NaiveDate;
use clap::ValueEnum;
use serde::{Deserialize, Serialize};

use super::contact::Contact;
use super::moment::Moment;
use super::readiness::Answers;

/// The kinds of entry (SPEC section 1).
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

/// The ids that an entry may have: what every reader of JSON can count to, and room to count on.
pub const IDS: std::ops::Range<u64> = 1..1 << 53;

/// Fields of the file that this version does not know, kept to the letter: name and JSON text.
pub type Unknown<'a> = Vec<(Cow<'a, str>, Cow<'a, str>)>;

/// One entry of the journal.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// A small integer, in order of recording.
    pub id: u64,
    /// When it happened.
    pub at: Moment,
    /// What it is.
    pub body: Body<'a>,
    /// Fields that this version does not know.
    pub unknown: Unknown<'a>,
}

/// What an entry is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Body<'a> {
    /// One event between the two people.
    Contact(Contact<'a>),
    /// A fresh window, begun on the day of the entry.
    Restart,
    /// A moment of wanting to reach out.
    Urge(Urge<'a>),
    /// A message that is not to be sent.
    Letter(Letter<'a>),
    /// What the window is for.
    Goal(Goal<'a>),
    /// An if-then line, shown by `urge`.
    Plan(Cow<'a, str>),
    /// The answers to the questions of `ready`.
    Reflection(Answers),
}

/// A moment of wanting to reach out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Urge<'a> {
    /// Whether it was resisted, where the person has said so.
    pub resisted: Option<bool>,
    /// What set it off, one word each.
    pub triggers: Vec<Cow<'a, str>>,
    /// In the person's own words.
    pub note: Option<Cow<'a, str>>,
}

/// A message that is not to be sent.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Letter<'a> {
    /// What it is called, where it was given a name.
    pub title: Option<Cow<'a, str>>,
    /// All of it, without its last line break.
    pub text: Cow<'a, str>,
}

impl Letter<'_> {
    /// How many words it has: what stands between white space.
    #[must_use]
    pub fn words(&self) -> usize {
        self.text.split_whitespace().count()
    }
}

/// What the window is for, in one's own life.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Goal<'a> {
    /// In the person's own words.
    pub text: Cow<'a, str>,
    /// The day on which it was done.
    pub done: Option<NaiveDate>,
}

impl<'a> Entry<'a> {
    /// A new entry with no fields from elsewhere.
    #[must_use]
    pub fn new(id: u64, at: Moment, body: Body<'a>) -> Self {
        Self { id, at, body, unknown: Vec::new() }
    }

    /// The contact, where it is one.
    #[must_use]
    pub fn contact(&self) -> Option<&Contact<'a>> {
        if let Body::Contact(contact) = &self.body { Some(contact) } else { None }
    }

    /// The same entry, owning its text.
    #[must_use]
    pub fn into_owned(self) -> Entry<'static> {
        Entry {
            id: self.id,
            at: self.at,
            body: match self.body {
                Body::Contact(contact) => Body::Contact(contact.into_owned()),
                Body::Restart => Body::Restart,
                Body::Urge(urge) => Body::Urge(Urge {
                    resisted: urge.resisted,
                    triggers: own_all(urge.triggers),
                    note: own(urge.note),
                }),
                Body::Letter(letter) => Body::Letter(Letter {
                    title: own(letter.title),
                    text: Cow::Owned(letter.text.into_owned()),
                }),
                Body::Goal(goal) => {
                    Body::Goal(Goal { text: Cow::Owned(goal.text.into_owned()), done: goal.done })
                }
                Body::Plan(text) => Body::Plan(Cow::Owned(text.into_owned())),
                Body::Reflection(answers) => Body::Reflection(answers),
            },
            unknown: own_unknown(self.unknown),
        }
    }
}

impl<'a> Body<'a> {
    /// Which kind it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Contact(_) => Kind::Contact,
            Self::Restart => Kind::Restart,
            Self::Urge(_) => Kind::Urge,
            Self::Letter(_) => Kind::Letter,
            Self::Goal(_) => Kind::Goal,
            Self::Plan(_) => Kind::Plan,
            Self::Reflection(_) => Kind::Reflection,
        }
    }

    /// The note of a contact or an urge, where there is one.
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        match self {
            Self::Contact(contact) => contact.note.as_deref(),
            Self::Urge(urge) => urge.note.as_deref(),
            _ => None,
        }
    }

    /// The person's own words that stand for it on a line: a note, a title, a goal, a plan line. The
    /// text of a letter is not among them.
    #[must_use]
    pub fn headline(&self) -> Option<&str> {
        match self {
            Self::Letter(letter) => letter.title.as_deref(),
            Self::Goal(goal) => Some(&goal.text),
            Self::Plan(text) => Some(text),
            Self::Contact(_) | Self::Urge(_) | Self::Restart | Self::Reflection(_) => self.note(),
        }
    }

    /// Whether it was said how it ended: of an urge, or of a goal that is done.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        match self {
            Self::Urge(urge) => urge.resisted.is_some(),
            Self::Goal(goal) => goal.done.is_some(),
            _ => false,
        }
    }

    /// What set it off.
    #[must_use]
    pub fn triggers(&self) -> &[Cow<'a, str>] {
        match self {
            Self::Contact(contact) => &contact.triggers,
            Self::Urge(urge) => &urge.triggers,
            _ => &[],
        }
    }
}

pub(crate) fn own(text: Option<Cow<'_, str>>) -> Option<Cow<'static, str>> {
    text.map(|text| Cow::Owned(text.into_owned()))
}

pub(crate) fn own_all(texts: Vec<Cow<'_, str>>) -> Vec<Cow<'static, str>> {
    texts.into_iter().map(|text| Cow::Owned(text.into_owned())).collect()
}

pub(crate) fn own_unknown(unknown: Unknown<'_>) -> Unknown<'static> {
    unknown
        .into_iter()
        .map(|(name, raw)| (Cow::Owned(name.into_owned()), Cow::Owned(raw.into_owned())))
        .collect()
}
