//! The first word of `log` and `edit`: a channel, a note in quotes, or a mistake with a way out.
//!
//! It never guesses: a word that is neither is refused with what it may have been.

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Arg, Command, ValueEnum};

use crate::domain::contact::Channel;
use crate::domain::{Clock, date_phrase, text};
use crate::error::Failure;
use crate::view::style::word;

/// The channel that the first word names; `None` if it is a quoted note (`manual/verdicts.md`). An
/// error for what is neither, which says what it may have been.
pub(crate) fn channel(text: &str, clock: &Clock) -> Result<Option<Channel>, Failure> {
    if text.chars().any(char::is_whitespace) || text.is_empty() {
        return Ok(None);
    }
    if let Ok(channel) = Channel::from_str(text, true) {
        return Ok(Some(channel));
    }
    let shown = text::shown(text);
    if date_phrase::looks_like_a_date(text, clock) {
        return Err(Failure::usage(format!("\"{shown}\" reads as a date; write --at {shown}")));
    }
    let channels: Vec<_> = Channel::value_variants().iter().copied().map(word).collect();
    let nearest = nearest(&text.to_lowercase(), &channels);
    let nearest = nearest.map_or(String::new(), |name| format!("; the nearest is {name}"));
    let what = format!("\"{shown}\" is not a channel{nearest}");
    Err(Failure::usage(what)
        .hint(format!("channels: {}", channels.join(", ")))
        .hint("for a note alone, put --note before it"))
}

/// The channel that a word is most like, or none: sending someone from `sms` to `visit` would be
/// worse than no advice.
fn nearest<'c>(word: &str, channels: &'c [String]) -> Option<&'c str> {
    const MEANT: [(&str, &str); 8] = [
        ("sms", "text"),
        ("message", "text"),
        ("whatsapp", "text"),
        ("phone", "call"),
        ("mail", "email"),
        ("dm", "social"),
        ("instagram", "social"),
        ("gift", "letter"),
    ];
    let word = MEANT.iter().find(|(other, _)| *other == word).map_or(word, |(_, meant)| meant);
    let likeness = |name: &String| strsim::jaro_winkler(name, word);
    let near = channels.iter().filter(|name| likeness(name) > 0.7);
    near.max_by(|one, other| likeness(one).total_cmp(&likeness(other))).map(String::as_str)
}

/// Takes any word: for an entry that is edited, the kind decides what it means. Help and completions
/// see the channels.
#[derive(Clone)]
pub(crate) struct FirstWordParser;

impl TypedValueParser for FirstWordParser {
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
