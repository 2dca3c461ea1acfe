//! What a person may say of a contact, shared by `log`, its questions, and `edit`
//! (`manual/verdicts.md`).
//!
//! It reads and checks; what the contact amounts to is decided in `domain::verdict`.

use chrono::NaiveDate;
use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Arg, Args, Command, ValueEnum};

use super::doubt;
use super::input::{ContactInput, Facts};
use super::note::{NoteArgs, Piece};
use super::reading::{self, Reading};
use super::words::{Doubt, Heard, bared, often};
use crate::advice::CommandLine;
use crate::domain::{Channel, Clock, Kind, Moment, word};
use crate::error::Failure;

// Not a doc comment, which would become the help of the commands that take these.
#[derive(Args)]
pub(crate) struct ContactArgs {
    #[command(flatten)]
    note: NoteArgs,
    #[command(flatten)]
    facts: Facts,
}

/// The entry that the words are about.
pub(crate) struct Subject {
    /// `log`, or `edit 4`.
    pub(crate) command: CommandLine,
    pub(crate) kind: Kind,
    /// The day that a time without one is on; today where there is none.
    pub(crate) day: Option<NaiveDate>,
}

/// Words that may mean more than one thing.
pub(crate) struct Doubtful {
    /// What is wrong with them, and the commands that may have been meant.
    pub(crate) failure: Failure,
    pub(crate) input: ContactInput,
    /// What it is if the words say when it was, where a question can settle that.
    pub(crate) dated: Option<ContactInput>,
    /// Whether the questions of `log` can settle it.
    pub(crate) is_open: bool,
}

impl Doubtful {
    /// Whether the page on safety comes before every question.
    pub(crate) fn is_of_harm(&self) -> bool {
        let safety = CommandLine::from("guide safety");
        self.failure.next.iter().any(|advice| advice.command.as_ref() == Some(&safety))
    }

    /// Whether questions can settle it, where standard input is free for the answers.
    pub(crate) fn can_be_asked(&self) -> bool {
        (self.is_open || self.dated.is_some()) && !self.input.note_on_input
    }
}

/// Words that are wrong in any case.
impl From<Failure> for Box<Doubtful> {
    fn from(failure: Failure) -> Self {
        Self::new(Doubtful { failure, input: ContactInput::default(), dated: None, is_open: false })
    }
}

impl ContactArgs {
    /// Checks what was said. Of an entry that is not a contact, every word belongs to the note. A
    /// note on standard input is not read yet.
    pub(crate) fn input(&self, of: &Subject, clock: &Clock) -> Result<ContactInput, Box<Doubtful>> {
        let corrected = |rest: &[String], date: &str| self.again(of, rest, Some(date));
        let when = self.note.when(of.day, clock, corrected)?;
        let pieces = self.note.pieces(when.rest);
        let (words, loose) = typed(&pieces);
        let (facts, is_dated) = (&self.facts, when.at.is_some());
        let reading = match of.kind {
            Kind::Contact if !words.is_empty() => {
                reading::read(&words, loose, facts, is_dated, clock)
            }
            _ => Reading::default(),
        };
        let heard = reading.heard;
        let is_clear = reading.doubt.is_none() && heard.taken == words.len();
        let is_note = !is_clear || words.len() != when.rest.len();
        if let Some(refusal) = when.refusal.filter(|_| is_note) {
            return Err(refusal.into());
        }
        let input = self.both(heard, when.at, &note(&pieces, heard.taken))?;
        // `--channel` says how, and then the words are the note.
        let is_note = |doubt: &Doubt| matches!(doubt, Doubt::How) && facts.channel.is_some();
        let is_new = of.day.is_none();
        // Whoever records their request should not be taken for the one who began.
        let asks = facts.stop && is_new && input.facts.by.is_none();
        let doubt = reading.doubt.as_ref().filter(|doubt| !is_note(doubt));
        // `text "please come back" x3`: what stands behind words in quotes was typed without them.
        let is_loose = |piece: &&Piece<'_>| !piece.is_note && !piece.text.contains(' ');
        let tail = pieces.iter().rposition(|piece| !is_loose(&piece)).map_or(0, |last| last + 1);
        let tail: Vec<_> = pieces[tail..].iter().map(|piece| piece.text.to_owned()).collect();
        let counted = if loose < words.len() { bared(&tail, often) } else { None };
        let counted = counted.filter(|_| heard.times.or(facts.times).is_none());
        let counted = counted.map(|times| Doubt::Option("--times", times.to_string()));
        let doubt = doubt.or(counted.as_ref());
        let Some(doubt) = doubt.or(asks.then_some(&Doubt::Who)) else { return Ok(input) };
        let given: Vec<_> = pieces.iter().filter(|it| it.is_note).map(|it| it.text).collect();
        let command = |words: &[String], more: &[(&str, &str)]| self.command(of, words, more);
        let is_open = |doubt: &Doubt| matches!(doubt, Doubt::How | Doubt::Who);
        let failure = doubt::failure(doubt, (&words, &given), &reading, (is_new, clock), &command);
        let mut doubtful = Doubtful { failure, input, dated: None, is_open: is_open(doubt) };
        if let Some((place, Ok(at))) = &reading.date {
            // The words that are left may be unclear in another way.
            let rest = [&words[..place.start], &words[place.end..]].concat();
            let left = reading::read(&rest, loose.min(rest.len()), facts, true, clock).doubt;
            doubtful.is_open = is_open(left.as_ref().unwrap_or(doubt));
            if doubtful.is_open || left.is_none() && matches!(doubt, Doubt::When) {
                let taken = if place.start == heard.taken { place.end } else { heard.taken };
                let taken = if heard.taken == 0 { 0 } else { taken };
                doubtful.dated = Some(self.both(heard, Some(*at), &note(&pieces, taken))?);
            }
        }
        Err(doubtful.into())
    }

    /// What the words and the options say together. An error where they contradict each other.
    fn both(&self, heard: Heard, at: Option<Moment>, note: &str) -> Result<ContactInput, Failure> {
        let said = self.note.input(at, note)?;
        let Facts { channel, by, times, .. } = self.facts;
        let facts = Facts {
            channel: agreed("--channel", channel, heard.channel, word)?,
            by: agreed("--by", by, heard.by, word)?,
            times: agreed("--times", times, heard.times, |times| times.to_string())?,
            ..self.facts
        };
        Ok(ContactInput { facts, ..said })
    }

    /// The command line for the same, at a given moment where there is one. `rest` followed the date.
    pub(crate) fn again(
        &self,
        subject: &Subject,
        rest: &[String],
        at: Option<impl ToString>,
    ) -> CommandLine {
        let at = at.map(|at| at.to_string());
        let at = at.as_deref().map(|at| ("--at", at));
        self.command(subject, &self.note.words(rest), at.as_slice())
    }

    /// The command line with these words, and with `more` options behind those that were given.
    fn command(&self, subject: &Subject, words: &[String], more: &[(&str, &str)]) -> CommandLine {
        let given: Vec<_> = self.facts.options().chain(self.note.options()).collect();
        let command = subject.command.clone().words(if self.facts.stop { "--stop" } else { "" });
        command.with(words, &given, more)
    }

    /// Whether nothing was said at all.
    pub(crate) fn is_bare(&self) -> bool {
        self.note.is_bare() && !self.facts.stop && self.facts.options().next().is_none()
    }
}

/// The words that may say more than a note does, and how many of them come before the first one in
/// quotes that is not the first of all.
fn typed(pieces: &[Piece<'_>]) -> (Vec<String>, usize) {
    let (mut words, mut loose) = (Vec::new(), usize::MAX);
    for piece in pieces.iter().filter(|piece| !piece.is_note) {
        if !words.is_empty() && piece.text.trim().contains(char::is_whitespace) {
            loose = loose.min(words.len());
        }
        words.extend(piece.text.split_whitespace().map(str::to_owned));
    }
    let loose = loose.min(words.len());
    (words, loose)
}

/// The note: everything behind the first words that were `taken`, as it was typed.
fn note(pieces: &[Piece<'_>], mut taken: usize) -> String {
    let mut note = Vec::new();
    for piece in pieces {
        let mut text = piece.text;
        while taken > 0 && !piece.is_note && !text.trim_start().is_empty() {
            text = text.trim_start();
            text = text.split_once(char::is_whitespace).map_or("", |(_, rest)| rest);
            taken -= 1;
        }
        note.extend(Some(text).filter(|text| !text.is_empty()));
    }
    note.join(" ")
}

/// What was said, by the option or by the words. An error where they differ.
fn agreed<T: PartialEq + Copy>(
    option: &str,
    given: Option<T>,
    heard: Option<T>,
    name: impl Fn(T) -> String,
) -> Result<Option<T>, Failure> {
    match (given, heard) {
        (Some(given), Some(heard)) if given != heard => {
            let (given, heard) = (name(given), name(heard));
            let what = format!("your words say {heard}, but {option} says {given}");
            let hint = "leave one of them out; if it is only a note, put it after --note";
            Err(Failure::usage(what).hint(hint))
        }
        (given, heard) => Ok(given.or(heard)),
    }
}

/// Takes any word. Help and completions see the channels.
#[derive(Clone)]
pub(crate) struct WordParser;

impl TypedValueParser for WordParser {
    type Value = String;

    fn parse_ref(
        &self,
        command: &Command,
        argument: Option<&Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(Channel::value_variants().iter().filter_map(ValueEnum::to_possible_value)))
    }
}
