//! One event between the two people, as the person described it (`manual/verdicts.md`).
//!
//! These are facts. `verdict` decides what they amount to.

use std::borrow::Cow;

use clap::ValueEnum;
use serde::{Deserialize, Serialize};

/// How many times one entry may say that it happened.
pub const TIMES: std::ops::RangeInclusive<u32> = 1..=9999;

/// Who began it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// You did
    #[value(aliases = ["i"])]
    #[default]
    Me,
    /// They did
    #[value(aliases = ["they", "he", "she", "her", "him", "ex"])]
    Them,
    /// You ran into each other
    Chance,
}

/// How contact was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// A phone or video call
    #[value(aliases = ["calls", "phone", "phonecall", "ring", "facetime", "voicemail"])]
    Call,
    /// A text or chat message
    #[value(aliases = ["texts", "sms", "txt", "whatsapp", "message", "messages", "msg", "msgs", "imessage", "telegram", "signal"])]
    Text,
    /// An email
    #[value(aliases = ["emails", "mail", "mails", "e-mail"])]
    Email,
    /// A message, comment, like or story: anything they can see
    #[value(aliases = ["dm", "dms", "insta", "instagram", "facebook", "snap", "snapchat", "tiktok", "story", "stories", "like", "likes", "comment", "comments"])]
    Social,
    /// Showing up at their home, at work or where they go
    #[value(aliases = ["visits"])]
    Visit,
    /// An arranged meeting
    #[value(aliases = ["meetups", "meet", "meeting", "meetings"])]
    Meetup,
    /// A letter or a gift
    #[value(aliases = ["letters", "gift", "gifts", "present", "flowers", "card", "postcard", "parcel"])]
    Letter,
    /// Through someone else, asking around included: it reaches them
    #[value(aliases = ["friends"])]
    Friend,
    /// Looking at their profile: they cannot see it
    #[value(aliases = ["profile", "profiles"])]
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
    #[value(aliases = ["explain"])]
    Explanation,
    /// To beg
    #[value(aliases = ["beg"])]
    Begging,
    /// To change someone's mind
    Persuading,
    /// To check in, to stay on their mind
    StayingPresent,
    /// To say sorry
    #[value(aliases = ["sorry"])]
    Apology,
    /// One of you leaning on the other
    Comfort,
    /// To make someone jealous, or out of jealousy
    Jealousy,
    /// Anything else
    Other,
}

/// How it was answered: by me if they or chance began it, by them if I did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reply {
    /// Not at all
    #[value(aliases = ["no"])]
    None,
    /// Short and polite
    #[value(aliases = ["short"])]
    Brief,
    /// It became a conversation
    Conversation,
}

/// Why it could not be avoided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Necessity {
    /// Children you share
    #[value(aliases = ["kids", "kid", "child", "custody", "handover", "pickup", "school"])]
    Children,
    /// Work you share
    #[value(aliases = ["job"])]
    Work,
    /// A home you share
    #[value(aliases = ["house", "flat", "apartment"])]
    Home,
    /// Things to hand over
    #[value(aliases = ["stuff", "things"])]
    Belongings,
    /// A legal matter
    #[value(aliases = ["court", "lawyer"])]
    Legal,
    /// An emergency
    Emergency,
    /// To answer or write so as not to be harmed
    Safety,
}

/// Whether they asked for no contact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Stop(pub bool);

/// One contact. An absent field means that the person did not say; a view must not fill it in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Contact<'a> {
    pub by: By,
    pub channel: Channel,
    pub why: Option<Why>,
    /// How it was answered; see [`Contact::answer`].
    pub reply: Option<Reply>,
    pub necessary: Option<Necessity>,
    pub stop: Stop,
    /// How many times, within [`TIMES`].
    pub times: u32,
    /// What set it off, one word each.
    pub triggers: Vec<Cow<'a, str>>,
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
            stop: Stop(false),
            times: 1,
            triggers: Vec::new(),
            note: None,
        }
    }
}

impl Contact<'_> {
    /// Row 1 of the table of verdicts: it could not be avoided, and was used for nothing else.
    pub fn was_necessary(&self) -> bool {
        self.necessary.is_some() && matches!(self.why, None | Some(Why::Other))
    }

    /// Whether this is an attempt: by me, and neither `lurk` nor necessary.
    pub fn is_attempt(&self) -> bool {
        self.by == By::Me && self.channel != Channel::Lurk && !self.was_necessary()
    }

    /// Whether nobody can have meant it: a look by someone else, or one that asked for no contact.
    pub fn is_odd(&self) -> bool {
        self.channel == Channel::Lurk && (self.by != By::Me || self.stop.0)
    }

    /// The reply. If the person did not say, it is [`Reply::None`], but where they or chance began
    /// and one leaned on the other: nobody leans in silence.
    pub fn answer(&self) -> Reply {
        let leaned = self.by != By::Me && self.why == Some(Why::Comfort);
        self.reply.unwrap_or(if leaned { Reply::Conversation } else { Reply::None })
    }
}
