//! What a person may say of a contact, shared by `log` and `edit` (`manual/verdicts.md`).
//!
//! It reads and checks; what the contact amounts to is decided in `domain::verdict`.

use clap::Args;

use super::note::{ArgPositions, NoteArgs, NoteInput, Word};
use super::words::{self, FirstWordParser};
use crate::domain::contact::TIMES;
use crate::domain::{By, Channel, Clock, Contact, Kind, Moment, Necessity, Reply, Why};
use crate::error::Failure;

// Not a doc comment, which would become the help of the commands that take these.
#[derive(Args)]
pub(crate) struct ContactArgs {
    #[command(flatten)]
    positions: ArgPositions,
    /// How contact was made; or a note, in quotes
    #[arg(value_name = "CHANNEL", value_parser = FirstWordParser)]
    first: Option<String>,
    #[command(flatten)]
    note: NoteArgs,
    /// Who began it
    #[arg(long, value_name = "WHO", value_enum)]
    by: Option<By>,
    /// What it was for
    #[arg(long, value_name = "REASON", value_enum)]
    why: Option<Why>,
    /// How it was answered: by you, or, where you began it, by them
    #[arg(long, value_name = "HOW", value_enum)]
    reply: Option<Reply>,
    /// It could not be avoided, because of this
    #[arg(long, value_name = "REASON", value_enum)]
    necessary: Option<Necessity>,
    /// How many times
    #[arg(long, value_name = "N", value_parser = times)]
    times: Option<u32>,
}

/// What was said of a contact, checked. Absent means not said.
#[derive(Default)]
pub(crate) struct ContactInput {
    pub(crate) at: Option<Moment>,
    channel: Option<Channel>,
    pub(crate) note: Option<String>,
    /// Whether the note is to be read from standard input.
    pub(crate) note_on_input: bool,
    pub(crate) triggers: Vec<String>,
    by: Option<By>,
    why: Option<Why>,
    reply: Option<Reply>,
    necessary: Option<Necessity>,
    times: Option<u32>,
}

impl ContactArgs {
    /// Checks what was said of an entry of `kind`. Where that kind has no channel, every word
    /// belongs to the note. A note on standard input is not read yet.
    pub(crate) fn input(&self, clock: &Clock, kind: Kind) -> Result<ContactInput, Failure> {
        let note = &self.note;
        let (at, rest) = note.moment(clock)?;
        let mut words = note.words(self.first.as_deref(), rest, &self.positions);
        let channel =
            if kind == Kind::Contact { self.take_channel(&mut words, rest, clock)? } else { None };
        let NoteInput { at, triggers, note, note_on_input } = note.input(at, &words)?;
        Ok(ContactInput {
            at,
            channel,
            note,
            note_on_input,
            triggers,
            by: self.by,
            why: self.why,
            reply: self.reply,
            necessary: self.necessary,
            times: self.times,
        })
    }

    /// Takes the channel out of `words`, if one is there. An error for a word that should be a
    /// channel.
    fn take_channel(
        &self,
        words: &mut Vec<Word<'_>>,
        rest: &[String],
        clock: &Clock,
    ) -> Result<Option<Channel>, Failure> {
        let Some(place) = self.note.place_of_channel(rest, &self.positions) else {
            return Ok(None);
        };
        let Some(at) = words.iter().position(|(other, _)| *other == place) else {
            return Ok(None);
        };
        // An unquoted note goes on with the words after it.
        let note = self.note.note_before(place, &self.positions);
        if note.is_some_and(|note| !note.contains(char::is_whitespace)) {
            return Ok(None);
        }
        match words::channel(words[at].1, clock) {
            Ok(Some(channel)) => {
                words.remove(at);
                Ok(Some(channel))
            }
            Err(mistake) if note.is_none() => Err(mistake),
            Ok(None) | Err(_) => Ok(None),
        }
    }
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
        contact.times = self.times.unwrap_or(contact.times);
        if !self.triggers.is_empty() {
            contact.triggers = self.triggers.into_iter().map(Into::into).collect();
        }
        if let Some(note) = self.note {
            contact.note = Some(note.into());
        }
        if contact.channel == Channel::Lurk && contact.by != By::Me {
            let text = "lurk is always by me: it is looking, and they cannot see it";
            return Err(Failure::usage(text));
        }
        Ok(())
    }
}

fn times(text: &str) -> Result<u32, String> {
    text.parse()
        .ok()
        .filter(|times| TIMES.contains(times))
        .ok_or_else(|| format!("give a number from {} to {}", TIMES.start(), TIMES.end()))
}
