//! What was said of a contact or of an urge, once it is checked, and what that changes of a contact.
//! Also numbers, as several commands take them.

use std::ops::RangeInclusive;

use clap::Args;

use crate::domain::contact::TIMES;
use crate::domain::text::quoted;
use crate::domain::{By, Channel, Contact, Moment, Necessity, Reply, Why, word};
use crate::error::Failure;

// What only a contact has. Not a doc comment, which would become the help of the commands.
#[derive(Args, Clone, Copy, Default)]
pub(crate) struct Facts {
    /// Who began it
    #[arg(long, value_name = "WHO", value_enum)]
    pub(crate) by: Option<By>,
    /// How contact was made, if the first word does not say
    #[arg(long, value_name = "CHANNEL", value_enum, hide_possible_values = true)]
    pub(crate) channel: Option<Channel>,
    /// What it was for
    #[arg(long, value_name = "REASON", value_enum)]
    pub(crate) why: Option<Why>,
    /// How it was answered: by you, or by them if you began it
    #[arg(long, value_name = "HOW", value_enum)]
    pub(crate) reply: Option<Reply>,
    /// Why it could not be avoided
    #[arg(long, value_name = "REASON", value_enum)]
    pub(crate) necessary: Option<Necessity>,
    /// They asked for no contact; from here on the window has no end date
    #[arg(long)]
    pub(crate) stop: bool,
    /// How many times
    #[arg(long, value_name = "N", value_parser = |text: &str| number(text, &TIMES))]
    pub(crate) times: Option<u32>,
}

impl Facts {
    /// The options with a value that say the same.
    pub(crate) fn options(&self) -> impl Iterator<Item = (&'static str, String)> {
        let options = [
            ("--by", self.by.map(word)),
            ("--channel", self.channel.map(word)),
            ("--why", self.why.map(word)),
            ("--reply", self.reply.map(word)),
            ("--necessary", self.necessary.map(word)),
            ("--times", self.times.map(|times| times.to_string())),
        ];
        options.into_iter().filter_map(|(name, value)| Some((name, value?)))
    }
}

/// What was said, checked. Absent means not said. An urge has a time, triggers and a note.
#[derive(Clone, Default)]
pub(crate) struct ContactInput {
    pub(crate) at: Option<Moment>,
    pub(crate) facts: Facts,
    pub(crate) triggers: Vec<String>,
    pub(crate) note: Option<String>,
    /// Whether the note is to be read from standard input.
    pub(crate) note_on_input: bool,
}

impl ContactInput {
    /// The names of the fields that were given, in the file's spelling, but for the time.
    pub(crate) fn given(&self) -> impl Iterator<Item = &'static str> {
        let others = [
            ("stop", self.facts.stop),
            ("triggers", !self.triggers.is_empty()),
            ("note", self.note.is_some() || self.note_on_input),
        ];
        let others = others.into_iter().filter(|(_, given)| *given).map(|(name, _)| name);
        self.facts.options().map(|(option, _)| option.trim_start_matches('-')).chain(others)
    }

    /// Replaces what `contact` has by what was said. An error where the two do not go together.
    pub(crate) fn apply(self, contact: &mut Contact<'_>) -> Result<(), Failure> {
        let Facts { by, channel, why, reply, necessary, stop, times } = self.facts;
        contact.by = by.unwrap_or(contact.by);
        contact.channel = channel.unwrap_or(contact.channel);
        contact.why = why.or(contact.why);
        contact.reply = reply.or(contact.reply);
        contact.necessary = necessary.or(contact.necessary);
        contact.stop.0 |= stop;
        contact.times = times.unwrap_or(contact.times);
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

pub(crate) fn number(text: &str, range: &RangeInclusive<u32>) -> Result<u32, String> {
    let number = text.parse().ok().filter(|number| range.contains(number));
    number.ok_or_else(|| {
        format!("\"{}\" is not a number from {} to {}", quoted(text), range.start(), range.end())
    })
}
