//! What a person may say of a contact and of an urge alike: when it was, what set it off, a note
//! (`manual/dates.md`).
//!
//! A note may follow an unquoted date, so this needs to know where each word stood.

use std::io::Read;

use anyhow::{Context, Result};
use clap::{ArgMatches, Args, Command, FromArgMatches};

use crate::domain::text::{self, NOTE_LIMIT};
use crate::domain::{Clock, Moment, date_phrase};
use crate::error::Failure;
use crate::host::Host;

// Not a doc comment, which would become the help of the commands that take these.
#[derive(Args)]
pub(crate) struct NoteArgs {
    /// A note, in your own words
    #[arg(value_name = "NOTE")]
    words: Vec<String>,
    /// When it was, as in: yesterday 9pm, 3 days ago, 40 minutes ago
    #[arg(long, visible_alias = "date", value_name = "WHEN", num_args = 1..)]
    at: Vec<String>,
    /// What set it off; may be given again
    #[arg(long, value_name = "WORD")]
    trigger: Vec<String>,
    /// A note; with -, read from standard input, out of the shell's history
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
}

/// Where on the command line the words stood. clap forgets that once it hands the values over, so
/// this comes before [`NoteArgs`] and before a first word of another name.
#[derive(Clone, Debug, Default)]
pub(crate) struct ArgPositions {
    first: Vec<usize>,
    words: Vec<usize>,
    note: Vec<usize>,
    at: Vec<usize>,
}

impl Args for ArgPositions {
    fn augment_args(tree: Command) -> Command {
        tree
    }

    fn augment_args_for_update(tree: Command) -> Command {
        tree
    }
}

impl FromArgMatches for ArgPositions {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let of = |id| {
            let is_there = matches.try_contains_id(id).unwrap_or(false);
            let positions = is_there.then(|| matches.indices_of(id)).flatten();
            positions.into_iter().flatten().collect()
        };
        Ok(Self { first: of("first"), words: of("words"), note: of("note"), at: of("at") })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// A word, after its position on the command line.
pub(crate) type Word<'a> = (usize, &'a str);

/// What was said, checked. Absent means not said.
pub(crate) struct NoteInput {
    pub(crate) at: Option<Moment>,
    pub(crate) triggers: Vec<String>,
    pub(crate) note: Option<String>,
    /// Whether the note is to be read from standard input.
    pub(crate) note_on_input: bool,
}

impl NoteArgs {
    /// When it was, if that was said, and the words after the date.
    pub(crate) fn moment(&self, clock: &Clock) -> Result<(Option<Moment>, &[String]), Failure> {
        if self.at.is_empty() {
            return Ok((None, &[]));
        }
        let Some(date) = date_phrase::leading(&self.at, clock) else {
            return Ok((Some(date_phrase::read(&self.at.join(" "), clock)?), &[]));
        };
        let at = date.moment?;
        if date.goes_on {
            let words = text::quoted(&self.at.join(" "));
            return Err(Failure::usage(format!("cannot tell where the date ends in \"{words}\""))
                .hint("put the date in quotes, and the note before --at or after --note"));
        }
        Ok((Some(at), date.rest))
    }

    /// Checks the rest of what was said, with the words of the note. A note on standard input is
    /// not read yet.
    pub(crate) fn input(
        &self,
        at: Option<Moment>,
        words: &[Word<'_>],
    ) -> Result<NoteInput, Failure> {
        let note_on_input = self.note.as_deref() == Some("-");
        let words: Vec<_> = words.iter().map(|(_, word)| *word).collect();
        if note_on_input && !words.is_empty() {
            let text = "the note is given twice: on the command line and by --note -";
            return Err(Failure::usage(text));
        }
        let triggers = self.trigger.iter().map(|word| word.trim().to_owned()).collect::<Vec<_>>();
        if triggers.iter().any(String::is_empty) {
            return Err(Failure::usage("a trigger is empty; name it in a word"));
        }
        let note = Some(words.join(" ")).filter(|note| !note.trim().is_empty());
        for text in triggers.iter().chain(&note) {
            text::check(text)?;
        }
        Ok(NoteInput { at, triggers, note, note_on_input })
    }

    /// All words in the order in which they were typed: `first`, the positional ones, those of
    /// `--note`, and `rest`, which followed the date of `--at`.
    pub(crate) fn words<'a>(
        &'a self,
        first: Option<&'a str>,
        rest: &'a [String],
        positions: &ArgPositions,
    ) -> Vec<Word<'a>> {
        let behind_date = positions.at.iter().skip(self.at.len() - rest.len());
        let note = self.note.iter().filter(|note| *note != "-");
        let own = self.words.iter().chain(rest).chain(note).map(String::as_str);
        let of_own = positions.words.iter().chain(behind_date).chain(&positions.note);
        let first = first.into_iter().zip(&positions.first);
        let words = first.chain(own.zip(of_own)).map(|(word, place)| (*place, word));
        let mut words: Vec<_> = words.collect();
        words.sort_unstable_by_key(|(place, _)| *place);
        words
    }

    /// Where a channel can stand: first, or right after an unquoted date.
    pub(crate) fn place_of_channel(
        &self,
        rest: &[String],
        positions: &ArgPositions,
    ) -> Option<usize> {
        let behind_date = positions.at.get(self.at.len() - rest.len());
        positions.first.first().or(behind_date).copied()
    }

    /// The text of `--note`, if it stands before `place`.
    pub(crate) fn note_before(&self, place: usize, positions: &ArgPositions) -> Option<&str> {
        let is_before = positions.note.first().is_some_and(|&note| note < place);
        self.note.as_deref().filter(|note| *note != "-" && is_before)
    }
}

/// The words of a text, joined by spaces. An error where they are blank, or too long.
pub(crate) fn joined(words: &[String]) -> Result<String, Failure> {
    let text = words.join(" ");
    if text.trim().is_empty() {
        return Err(Failure::usage("the text is empty"));
    }
    text::check(&text)?;
    Ok(text)
}

/// Reads a note from standard input; `None` if it is blank.
pub(crate) fn read_note(host: &mut Host<'_>) -> Result<Option<String>> {
    let note = from_input(host)?;
    text::check(&note).map_err(Failure::from)?;
    Ok(Some(note).filter(|note| !note.trim().is_empty()))
}

/// All of standard input but its last line break. Reads no more than a note may have.
fn from_input(host: &mut Host<'_>) -> Result<String> {
    let mut bytes = Vec::new();
    let limit = NOTE_LIMIT as u64 + 3;
    let read = host.input.by_ref().take(limit).read_to_end(&mut bytes);
    read.context("cannot read the note from standard input")?;
    let mut text = match String::from_utf8(bytes) {
        Ok(text) => text,
        // Cut within a character, and too long in any case.
        Err(error) if error.as_bytes().len() as u64 == limit => {
            String::from_utf8_lossy(error.as_bytes()).into_owned()
        }
        Err(_) => {
            return Err(Failure::new("the note on standard input is not UTF-8 text").into());
        }
    };
    text.truncate(text::unterminated(&text).len());
    Ok(text)
}
