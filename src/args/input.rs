//! What was said of a contact or of an urge, once it is checked, and what that changes of a contact.

use std::ops::RangeInclusive;

use crate::domain::contact::Stop;
use crate::domain::text::quoted;
use crate::domain::{By, Channel, Contact, Moment, Necessity, Reply, Why};
use crate::error::Failure;

/// What was said, checked. Absent means not said. An urge has a time, triggers and a note.
#[derive(Clone, Default)]
pub(crate) struct ContactInput {
    pub(crate) at: Option<Moment>,
    pub(crate) channel: Option<Channel>,
    pub(crate) note: Option<String>,
    /// Whether the note is to be read from standard input.
    pub(crate) note_on_input: bool,
    pub(crate) triggers: Vec<String>,
    pub(crate) by: Option<By>,
    pub(crate) why: Option<Why>,
    pub(crate) reply: Option<Reply>,
    pub(crate) necessary: Option<Necessity>,
    pub(crate) stop: Option<Stop>,
    pub(crate) times: Option<u32>,
}

impl ContactInput {
    /// The names of the fields that were given, in the file's spelling, but for the time.
    pub(crate) fn given(&self) -> impl Iterator<Item = &'static str> {
        let fields = [
            ("channel", self.channel.is_some()),
            ("by", self.by.is_some()),
            ("why", self.why.is_some()),
            ("reply", self.reply.is_some()),
            ("necessary", self.necessary.is_some()),
            ("stop", self.stop.is_some()),
            ("times", self.times.is_some()),
            ("triggers", !self.triggers.is_empty()),
            ("note", self.note.is_some() || self.note_on_input),
        ];
        fields.into_iter().filter(|(_, given)| *given).map(|(name, _)| name)
    }

    /// Replaces what `contact` has by what was said. An error where the two do not go together.
    pub(crate) fn apply(self, contact: &mut Contact<'_>) -> Result<(), Failure> {
        contact.by = self.by.unwrap_or(contact.by);
        contact.channel = self.channel.unwrap_or(contact.channel);
        contact.why = self.why.or(contact.why);
        contact.reply = self.reply.or(contact.reply);
        contact.necessary = self.necessary.or(contact.necessary);
        contact.stop = self.stop.unwrap_or(contact.stop);
        contact.times = self.times.unwrap_or(contact.times);
        if !self.triggers.is_empty() {
            contact.triggers = self.triggers.into_iter().map(Into::into).collect();
        }
        contact.note = self.note.map(Into::into).or_else(|| contact.note.take());
        if contact.is_odd() {
            let text = "lurk is always by you: it means looking at their profile";
            return Err(Failure::usage(text).hint("name another channel, such as text or call"));
        }
        Ok(())
    }
}

/// Reads a number within a range.
pub(crate) fn number(text: &str, range: &RangeInclusive<u32>) -> Result<u32, String> {
    let number = text.parse().ok().filter(|number| range.contains(number));
    number.ok_or_else(|| {
        format!("\"{}\" is not a number from {} to {}", quoted(text), range.start(), range.end())
    })
}
