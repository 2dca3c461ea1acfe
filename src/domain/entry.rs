//! Anything in the journal: an id, a moment, and what it is.

use std::borrow::Cow;

use clap::ValueEnum;
use serde::{Deserialize, Serialize};

use super::contact::Contact;
use super::when::Moment;

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

impl<'a> Entry<'a> {
    /// A new entry with no fields from elsewhere.
    #[must_use]
    pub fn new(id: u64, at: Moment, body: Body<'a>) -> Self {
        Self { id, at, body, unknown: Vec::new() }
    }

    /// The contact, where it is one.
    #[must_use]
    pub fn contact(&self) -> Option<&Contact<'a>> {
        match &self.body {
            Body::Contact(contact) => Some(contact),
            Body::Restart | Body::Urge(_) => None,
        }
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
        }
    }

    /// The person's own words, where there are any.
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        match self {
            Self::Contact(contact) => contact.note.as_deref(),
            Self::Urge(urge) => urge.note.as_deref(),
            Self::Restart => None,
        }
    }

    /// What set it off.
    #[must_use]
    pub fn triggers(&self) -> &[Cow<'a, str>] {
        match self {
            Self::Contact(contact) => &contact.triggers,
            Self::Urge(urge) => &urge.triggers,
            Self::Restart => &[],
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
