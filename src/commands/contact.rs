//! What a person may say of a contact, shared by `log` and `edit`.

use std::io::Read;

use anyhow::{Context, Result};
use clap::{ArgMatches, Args, Command, FromArgMatches};

use super::first_word::{self, FirstWordParser};
use crate::domain::contact::{By, Channel, Contact, Necessity, Reply, TIMES, Why};
use crate::domain::entry::Kind;
use crate::domain::phrase;
use crate::domain::text::{self, NOTE_LIMIT};
use crate::domain::when::{Clock, Moment};
use crate::error::Failure;
use crate::host::Host;

// No doc comment: it would become the help of the commands that take these.
#[derive(Args)]
pub(crate) struct ContactArgs {
    /// How contact was made; or a note, in quotes
    #[arg(value_name = "CHANNEL", value_parser = FirstWordParser)]
    first: Option<String>,
    /// A note, in your own words
    #[arg(value_name = "NOTE")]
    words: Vec<String>,
    /// When it was, as in: yesterday 9pm, 3 days ago, 40 minutes ago
    #[arg(long, visible_alias = "date", value_name = "WHEN", num_args = 1..)]
    at: Vec<String>,
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
    /// What set it off; may be given again
    #[arg(long, value_name = "WORD")]
    trigger: Vec<String>,
    /// A note; with -, read from standard input, out of the shell's history
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
    // Where on the command line the words stood: clap tells it beside the values.
    #[arg(skip)]
    places: Places,
}

/// The positions of the values of four arguments.
#[derive(Clone, Debug, Default)]
struct Places {
    first: Vec<usize>,
    words: Vec<usize>,
    note: Vec<usize>,
    at: Vec<usize>,
}

impl Places {
    fn of(matches: &ArgMatches) -> Self {
        let of = |id| matches.indices_of(id).into_iter().flatten().collect();
        Self { first: of("first"), words: of("words"), note: of("note"), at: of("at") }
    }
}

/// [`ContactArgs`], with the places of its words.
pub(crate) struct Placed(pub(crate) ContactArgs);

impl Args for Placed {
    fn augment_args(tree: Command) -> Command {
        ContactArgs::augment_args(tree)
    }

    fn augment_args_for_update(tree: Command) -> Command {
        ContactArgs::augment_args_for_update(tree)
    }
}

impl FromArgMatches for Placed {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        Self::from_arg_matches_mut(&mut matches.clone())
    }

    fn from_arg_matches_mut(matches: &mut ArgMatches) -> Result<Self, clap::Error> {
        let places = Places::of(matches);
        let args = ContactArgs::from_arg_matches_mut(matches)?;
        Ok(Self(ContactArgs { places, ..args }))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// What was said, checked. Absent means not said.
#[derive(Default)]
pub(crate) struct Details {
    pub(crate) at: Option<Moment>,
    channel: Option<Channel>,
    pub(crate) note: Option<String>,
    /// The note is to be read from standard input.
    pub(crate) note_on_input: bool,
    pub(crate) triggers: Vec<String>,
    by: Option<By>,
    why: Option<Why>,
    reply: Option<Reply>,
    necessary: Option<Necessity>,
    times: Option<u32>,
}

impl ContactArgs {
    /// Checks what was said of an entry of `kind`; where that has no channel, each word is one of
    /// its own. A note on standard input is not read yet.
    pub(crate) fn details(&self, clock: &Clock, kind: Kind) -> Result<Details, Failure> {
        let (at, left) = self.moment(clock)?;
        let note_on_input = self.note.as_deref() == Some("-");
        let mut words = self.words(left);
        let channel =
            if kind == Kind::Contact { self.take_channel(&mut words, left)? } else { None };
        let words: Vec<_> = words.into_iter().map(|(_, word)| word).collect();
        if note_on_input && !words.is_empty() {
            let text = "the note is given twice: on the command line and by --note -";
            return Err(Failure::Usage(text.to_owned()));
        }
        let triggers = self.trigger.iter().map(|word| word.trim().to_owned()).collect::<Vec<_>>();
        if triggers.iter().any(String::is_empty) {
            return Err(Failure::Usage("a trigger is empty; name it in a word".to_owned()));
        }
        let note = Some(words.join(" ")).filter(|note| !note.trim().is_empty());
        for text in triggers.iter().chain(&note) {
            text::check(text)?;
        }
        Ok(Details {
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

    /// All words in the order in which they were typed, each with its place: the first, those of
    /// their own, those of `--note`, and `left`, the last of `--at`.
    fn words<'a>(&'a self, left: &'a [String]) -> Vec<(usize, &'a str)> {
        let behind_date = self.places.at.iter().skip(self.at.len() - left.len());
        let note = self.note.iter().filter(|note| *note != "-");
        let first = self.first.iter().zip(&self.places.first);
        let words = first.chain(self.words.iter().zip(&self.places.words));
        let words = words.chain(left.iter().zip(behind_date)).chain(note.zip(&self.places.note));
        let mut words: Vec<_> = words.map(|(word, place)| (*place, word.as_str())).collect();
        words.sort_unstable_by_key(|(place, _)| *place);
        words
    }

    /// Takes the channel out of `words`, where one is there: as the first word, or as the first
    /// behind an unquoted date.
    fn take_channel(
        &self,
        words: &mut Vec<(usize, &str)>,
        left: &[String],
    ) -> Result<Option<Channel>, Failure> {
        let behind_date = self.places.at.get(self.at.len() - left.len());
        let Some(&place) = self.places.first.first().or(behind_date) else {
            return Ok(None);
        };
        let Some(at) = words.iter().position(|(other, _)| *other == place) else {
            return Ok(None);
        };
        // What stands behind a note that was not quoted belongs to it.
        let note = self.note.as_deref().filter(|note| *note != "-");
        let behind_note = self.places.note.first().is_some_and(|&note| note < place);
        let note = note.filter(|_| behind_note);
        if note.is_some_and(|note| !note.contains(char::is_whitespace)) {
            return Ok(None);
        }
        match first_word::channel(words[at].1) {
            Ok(Some(channel)) => {
                words.remove(at);
                Ok(Some(channel))
            }
            Err(mistake) if note.is_none() => Err(mistake),
            Ok(None) | Err(_) => Ok(None),
        }
    }

    /// When it was, where that was said, and the words behind it that are no part of the date.
    fn moment(&self, clock: &Clock) -> Result<(Option<Moment>, &[String]), Failure> {
        if self.at.is_empty() {
            return Ok((None, &[]));
        }
        let (phrase, text, left) = phrase::parse_leading(&self.at)?;
        Ok((Some(phrase.resolve(clock, &text)?), left))
    }
}

impl Details {
    /// Reads the note from standard input.
    pub(crate) fn read_note(&mut self, host: &mut Host<'_>) -> Result<()> {
        let note = from_input(host)?;
        text::check(&note).map_err(Failure::from)?;
        self.note = Some(note).filter(|note| !note.trim().is_empty());
        Ok(())
    }

    /// The fields that are given, the time aside, by their names in the file.
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

    /// Puts what was said in the place of what `contact` has.
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
            return Err(Failure::Usage(text.to_owned()));
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

/// All of standard input, its last line break aside. No more is read than a note may have.
fn from_input(host: &mut Host<'_>) -> Result<String> {
    let mut bytes = Vec::new();
    let limit = NOTE_LIMIT as u64 + 3;
    let read = host.input.by_ref().take(limit).read_to_end(&mut bytes);
    read.context("cannot read the note from standard input")?;
    let mut text = match String::from_utf8(bytes) {
        Ok(text) => text,
        // Cut within a character, and too long whatever it is.
        Err(error) if error.as_bytes().len() as u64 == limit => {
            String::from_utf8_lossy(error.as_bytes()).into_owned()
        }
        Err(_) => return Err(Failure::InputNotUtf8.into()),
    };
    text.truncate(text::unterminated(&text).len());
    Ok(text)
}
