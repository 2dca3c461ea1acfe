//! What a person may say of a contact and of an urge alike: when it was, what set it off, a note
//! (`manual/dates.md`).
//!
//! The words of a note may stand anywhere, so this needs to know where each of them stood.

use std::io::Read;

use anyhow::{Context, Result};
use chrono::NaiveDate;
use clap::{ArgMatches, Args, Command, FromArgMatches};

use super::input::ContactInput;
use super::reading;
use super::words::{bared, channel, number_of};
use crate::advice::CommandLine;
use crate::domain::date_phrase::{DateProblem, leading, read, read_on};
use crate::domain::text::{self, LETTER_LIMIT, NOTE_LIMIT, quoted, with_plain_lines};
use crate::domain::{Clock, Moment};
use crate::error::Failure;
use crate::host::Host;

// Not a doc comment, which would become the help of the commands that take these.
#[derive(Args)]
pub(crate) struct NoteArgs {
    // First, since clap forgets places once it hands the values over.
    #[command(flatten)]
    places: Places,
    /// A note, in your own words
    #[arg(value_name = "NOTE")]
    pub(crate) words: Vec<String>,
    /// When it was, such as yesterday 9pm, 3 days ago or 40 minutes ago
    #[arg(long, visible_alias = "date", value_name = "WHEN", num_args = 1..)]
    at: Vec<String>,
    /// What set it off; can be repeated
    #[arg(long, value_name = "WORD")]
    trigger: Vec<String>,
    /// A note; - reads it from standard input and keeps it out of your shell's history
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    note: Option<String>,
}

/// Where on the command line the words stood.
struct Places {
    words: Vec<usize>,
    at: Vec<usize>,
    note: Option<usize>,
}

impl Args for Places {
    fn augment_args(tree: Command) -> Command {
        tree
    }

    fn augment_args_for_update(tree: Command) -> Command {
        tree
    }
}

impl FromArgMatches for Places {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let of = |id| matches.indices_of(id).into_iter().flatten();
        Ok(Self { words: of("words").collect(), at: of("at").collect(), note: of("note").next() })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// A piece of the command line that is not an option.
#[derive(Clone, Copy)]
pub(crate) struct Piece<'a> {
    place: usize,
    pub(crate) text: &'a str,
    /// Whether it belongs to the text of `--note`, and so to the note whatever it says.
    pub(crate) is_note: bool,
}

/// When it was, if that was said, and what stands behind the date.
#[derive(Default)]
pub(crate) struct When<'a> {
    pub(crate) at: Option<Moment>,
    pub(crate) rest: &'a [String],
    /// Refuses `rest` as a note: behind a date that is not in quotes, it may be part of it.
    pub(crate) refusal: Option<Failure>,
}

impl NoteArgs {
    /// When it was. A time without a day is on `day`, where that is given. `corrected` is the
    /// command line with all words first, those behind the date too, and another date at the end.
    pub(crate) fn when(
        &self,
        day: Option<NaiveDate>,
        clock: &Clock,
        corrected: impl Fn(&[String], &str) -> CommandLine,
    ) -> Result<When<'_>, Failure> {
        if self.at.is_empty() {
            return Ok(When::default());
        }
        let read_one = |text: &str| match day {
            Some(day) => read_on(text, day, clock),
            None => read(text, clock),
        };
        let counted = (1..self.at.len()).find(|at| bared(&self.at[*at..], is_counted));
        let date = &self.at[..counted.unwrap_or(self.at.len())];
        let found = leading(date, clock);
        let taken = match &found {
            Some(found) => date.len() - found.rest.len(),
            None if self.at[0].parse::<u32>().is_ok() => 1,
            None => 1 + date[1..].iter().take_while(|word| channel(word).is_none()).count(),
        };
        let text = date[..taken].join(" ");
        let rest = &self.at[taken..];
        if found.as_ref().is_some_and(|found| found.goes_on) {
            let what =
                format!("cannot tell where the date ends in \"{}\"", quoted(&self.at.join(" ")));
            let hint = "put the note first, and the date in quotes at the end";
            return Err(Failure::usage(what).hint(hint));
        }
        let corrected = |date: &str| corrected(rest, date);
        let at = read_one(&text).map_err(|problem| refused(problem, corrected))?;
        let is_whole = self.at[0].trim().contains(char::is_whitespace);
        let refusal = (!rest.is_empty() && !is_whole).then(|| {
            let rest = quoted(&rest.join(" "));
            let what = format!("a note cannot follow the date: \"{rest}\" may be part of it");
            Failure::usage(what).offer("", corrected(&text))
        });
        Ok(When { at: Some(at), rest, refusal })
    }

    /// Checks the rest of what was said, with the words of the note. A note on standard input is
    /// not read yet.
    pub(crate) fn input(&self, at: Option<Moment>, note: &str) -> Result<ContactInput, Failure> {
        let note_on_input = self.note.as_deref() == Some("-");
        if note_on_input && !note.is_empty() {
            let text = "the note is given twice: on the command line and by --note -";
            return Err(Failure::usage(text));
        }
        let triggers = self.trigger.iter().map(|word| word.trim().to_owned()).collect::<Vec<_>>();
        if triggers.iter().any(String::is_empty) {
            return Err(Failure::usage("--trigger needs a word or two"));
        }
        let note = Some(with_plain_lines(note)).filter(|note| !note.trim().is_empty());
        for text in triggers.iter().chain(&note) {
            text::check(text)?;
        }
        Ok(ContactInput { at, triggers, note, note_on_input, ..ContactInput::default() })
    }

    /// The words and the texts in the order in which they were typed. `rest` followed the date.
    /// A text of `--note` without a space goes on with the words behind it.
    pub(crate) fn pieces<'a>(&'a self, rest: &'a [String]) -> Vec<Piece<'a>> {
        let Places { words, at, note: note_at } = &self.places;
        let note = self.note.iter().filter(|note| *note != "-");
        let goes_on = note.clone().any(|note| !note.contains(char::is_whitespace));
        let is_note = |place| note_at.is_some_and(|from| place == from || goes_on && place > from);
        let behind_date = at.iter().skip(self.at.len() - rest.len());
        let places = words.iter().chain(behind_date).chain(note_at);
        let texts = self.words.iter().chain(rest).chain(note).map(String::as_str);
        let piece = |(&place, text)| Piece { place, text, is_note: is_note(place) };
        let mut pieces: Vec<_> = places.zip(texts).map(piece).collect();
        pieces.sort_unstable_by_key(|piece| piece.place);
        pieces
    }

    /// The words that are not of the note's text, then those that followed the date.
    pub(crate) fn words(&self, rest: &[String]) -> Vec<String> {
        let pieces = self.pieces(&[]);
        let words = pieces.iter().filter(|piece| !piece.is_note).map(|piece| piece.text.to_owned());
        words.chain(rest.iter().cloned()).collect()
    }

    /// The options that were given, with their values, the date last.
    pub(crate) fn options(&self) -> Vec<(&'static str, String)> {
        let pieces = self.pieces(&[]);
        let note: Vec<_> = pieces.iter().filter(|it| it.is_note).map(|it| it.text).collect();
        let note = if self.note.as_deref() == Some("-") { "-".to_owned() } else { note.join(" ") };
        let triggers = self.trigger.iter().map(|word| ("--trigger", word.clone()));
        let last = [("--note", note), ("--at", self.at.join(" "))];
        triggers.chain(last.into_iter().filter(|(_, value)| !value.is_empty())).collect()
    }

    /// Checks what was said where every word is the note. Also returns the command line for the same
    /// at a given moment.
    pub(crate) fn alone<'a>(
        &'a self,
        lead: &'a CommandLine,
        clock: &Clock,
    ) -> Result<(ContactInput, impl Fn(Moment) -> CommandLine + 'a), Failure> {
        let corrected = move |rest: &[String], date: &str| {
            lead.clone().with(&self.words(rest), &self.options(), &[("--at", date)])
        };
        let when = self.when(None, clock, corrected)?;
        let is_loose = |word: &&String| !word.contains(char::is_whitespace);
        let loose: Vec<_> = self.words.iter().take_while(is_loose).cloned().collect();
        if when.at.is_none()
            && let Some((place, moment)) = reading::date(&loose, 0, clock)
        {
            let date = loose[place].join(" ");
            let what = format!("\"{}\" may say when it was", quoted(&date));
            let dates = moment.map_or_else(|problem| problem.instead, |_| vec![date]);
            let then = if dates.len() < 2 { "if it was then" } else { "" };
            let offered =
                |failure: Failure, date: &String| failure.offer(then, corrected(&[], date));
            let failure = dates.iter().take(2).fold(Failure::usage(what), offered);
            return Err(failure.offer("if it is now", corrected(&[], "now")));
        }
        if let Some(refusal) = when.refusal {
            return Err(refusal);
        }
        let pieces = self.pieces(when.rest);
        let note: Vec<_> = pieces.iter().map(|piece| piece.text).collect();
        let input = self.input(when.at, &note.join(" "))?;
        Ok((input, move |at: Moment| corrected(&[], &at.to_string())))
    }

    /// Whether nothing was said at all.
    pub(crate) fn is_bare(&self) -> bool {
        let said = [&self.words, &self.at, &self.trigger];
        said.iter().all(|said| said.is_empty()) && self.note.is_none()
    }
}

/// Whether words begin with a number of contacts, as `3 texts` does; in `3 text` it may be an hour.
fn is_counted(words: &[&str]) -> bool {
    matches!(words, [number, name, ..] if name.ends_with('s')
        && channel(name).is_some() && number_of(number).is_some())
}

/// A date that cannot be used, with the commands that may have been meant.
fn refused(problem: DateProblem, corrected: impl Fn(&str) -> CommandLine) -> Failure {
    let DateProblem { what, instead, hint, .. } = problem;
    let failure = Failure::usage(what);
    let failure = instead.iter().fold(failure, |failure, date| failure.offer("", corrected(date)));
    if hint.is_empty() { failure } else { failure.hint(hint) }
}

/// The words of a text, joined by spaces. An error where they are blank, or too long.
pub(crate) fn joined(words: &[String]) -> Result<String, Failure> {
    let text = with_plain_lines(&words.join(" "));
    if text.trim().is_empty() {
        return Err(Failure::usage("the text is empty"));
    }
    text::check(&text)?;
    Ok(text)
}

/// Reads a note from standard input into `typed`, and more where it is too long, so that it can be
/// kept. `None` if it is blank.
pub(crate) fn read_note(host: &mut Host<'_>, typed: &mut Vec<u8>) -> Result<Option<String>> {
    (host.hide_arguments)();
    let read = host.input.by_ref().take(LETTER_LIMIT as u64).read_to_end(typed);
    read.context("cannot read the note from standard input")?;
    let note = text::from_bytes(typed, NOTE_LIMIT).map_err(Failure::from)?;
    Ok(Some(note).filter(|note| !note.trim().is_empty()))
}
