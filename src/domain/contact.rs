//! One event between the two people, as it was told (SPEC section 4).
//!
//! These are facts; what they amount to is decided in `verdict`.

use std::borrow::Cow;

use clap::ValueEnum;
use serde::{Deserialize, Serialize};

/// How many times one entry may count for.
pub const TIMES: std::ops::RangeInclusive<u32> = 1..=9999;

/// Who began it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// You did
    #[default]
    Me,
    /// They did
    Them,
    /// You ran into each other
    Chance,
}

/// How contact was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// A phone or video call
    Call,
    /// A text or chat message
    Text,
    /// An email
    Email,
    /// A message, comment, like or story: anything they can see
    Social,
    /// Turning up at their home, work or haunts
    Visit,
    /// An arranged meeting
    Meetup,
    /// A letter or a gift
    Letter,
    /// Through someone else
    Friend,
    /// Looking at their profile or asking around: they cannot see it
    Lurk,
    /// Anything else
    #[default]
    Other,
}

/// What it was for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// To ask for an explanation
    Explanation,
    /// To beg
    Begging,
    /// To change their mind
    Persuading,
    /// To check in, to stay on their mind
    StayingPresent,
    /// To say sorry
    Apology,
    /// One leaning on the other
    Comfort,
    /// To make them jealous, or out of jealousy
    Jealousy,
    /// Anything else
    Other,
}

/// How it was answered: by me where they or chance began it, by them where I did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reply {
    /// Not at all
    None,
    /// Short and polite
    Brief,
    /// It became a conversation
    Conversation,
}

/// Why it could not be avoided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Necessity {
    /// Children you share
    Children,
    /// Work you share
    Work,
    /// A home you share
    Home,
    /// Things to hand over
    Belongings,
    /// A legal matter
    Legal,
    /// An emergency
    Emergency,
}

/// One contact. Absent means "not said": a view may not fill it in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Contact<'a> {
    /// Who began it.
    pub by: By,
    /// How it was made.
    pub channel: Channel,
    /// What it was for.
    pub why: Option<Why>,
    /// How it was answered; absent counts as [`Reply::None`].
    pub reply: Option<Reply>,
    /// Why it could not be avoided.
    pub necessary: Option<Necessity>,
    /// How many times, within [`TIMES`].
    pub times: u32,
    /// What set it off, one word each.
    pub triggers: Vec<Cow<'a, str>>,
    /// In the person's own words.
    pub note: Option<Cow<'a, str>>,
}

impl Default for Contact<'_> {
    fn default() -> Self {
        Self {
            by: By::Me,
            channel: Channel::Other,
            why: None,
            reply: None,
            necessary: None,
            times: 1,
            triggers: Vec::new(),
            note: None,
        }
    }
}

impl Contact<'_> {
    /// Row 1 of the table: it could not be avoided, and nothing else was asked for.
    #[must_use]
    pub fn was_necessary(&self) -> bool {
        self.necessary.is_some() && matches!(self.why, None | Some(Why::Other))
    }

    /// An attempt: by me, neither `lurk` nor necessary (SPEC section 1).
    #[must_use]
    pub fn is_attempt(&self) -> bool {
        self.by == By::Me && self.channel != Channel::Lurk && !self.was_necessary()
    }

    /// The reply, "not said" counted as none.
    #[must_use]
    pub fn answer(&self) -> Reply {
        self.reply.unwrap_or(Reply::None)
    }

    /// The same contact, owning its text.
    #[must_use]
    pub fn into_owned(self) -> Contact<'static> {
        Contact {
            by: self.by,
            channel: self.channel,
            why: self.why,
            reply: self.reply,
            necessary: self.necessary,
            times: self.times,
            triggers: super::entry::own_all(self.triggers),
            note: super::entry::own(self.note),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::change::Act;
    use crate::domain::entry::Kind;
    use crate::domain::reasons::Reason;
    use crate::domain::verdict::Verdict;
    use crate::domain::window::Policy;

    /// The word on the command line, in the file and in JSON is one word.
    #[track_caller]
    fn one_spelling<T: ValueEnum + Serialize>() {
        for value in T::value_variants() {
            let argument = value.to_possible_value().expect("no variant is hidden");
            let stored = serde_json::to_value(value).expect("a word");
            assert_eq!(stored, argument.get_name());
        }
    }

    #[test]
    fn every_enum_has_one_spelling() {
        one_spelling::<By>();
        one_spelling::<Channel>();
        one_spelling::<Why>();
        one_spelling::<Reply>();
        one_spelling::<Necessity>();
        one_spelling::<Policy>();
        one_spelling::<Verdict>();
        one_spelling::<Reason>();
        one_spelling::<Kind>();
        one_spelling::<Act>();
    }
}
