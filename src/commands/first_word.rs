//! The first word of `log` and `edit`: a channel, a note in quotes, or a mistake with a way out.

use clap::builder::{PossibleValue, TypedValueParser};
use clap::{Arg, Command, ValueEnum};

use crate::domain::contact::Channel;
use crate::domain::{phrase, text};
use crate::view::style::{word, wrapped};

/// Columns that a message keeps to which is made before the terminal is asked.
const NARROW: usize = 60;

/// The first word of `log`: a channel, or a note that was quoted (SPEC section 5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FirstWord {
    Channel(Channel),
    Note(String),
}

impl FirstWord {
    /// Reads a word; what is neither is an error that says what it may be.
    pub(crate) fn read(text: &str) -> Result<Self, String> {
        if text.chars().any(char::is_whitespace) || text.is_empty() {
            return Ok(Self::Note(text.to_owned()));
        }
        if let Ok(channel) = Channel::from_str(text, true) {
            return Ok(Self::Channel(channel));
        }
        let shown = text::shown(text);
        if phrase::looks_like_a_date(text) {
            return Err(format!("\"{shown}\" reads as a date; write --at {shown}"));
        }
        let channels: Vec<_> = Channel::value_variants().iter().copied().map(word).collect();
        let nearest = nearest(&text.to_lowercase(), &channels);
        let nearest = nearest.map_or(String::new(), |name| format!("; the nearest is {name}"));
        let channels = wrapped("  channels: ", &channels.join(", "), NARROW);
        Err(format!(
            "\"{shown}\" is no channel{nearest}\n{channels}\n  for a note alone, use quotes, or \
             a channel before it:\n  nocontact log other {shown}"
        ))
    }
}

/// The channel that a word is most like, if it is like any: to send somebody from `sms` to `visit`
/// would be worse than no advice.
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

/// Reads a [`FirstWord`], and tells help and completions the channels.
#[derive(Clone)]
pub(crate) struct FirstWordParser;

impl TypedValueParser for FirstWordParser {
    type Value = FirstWord;

    fn parse_ref(
        &self,
        command: &Command,
        _: Option<&Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<FirstWord, clap::Error> {
        let invalid =
            |kind, text: String| clap::Error::raw(kind, format!("{text}\n")).with_cmd(command);
        let Some(text) = value.to_str() else {
            let text = "the first word is not UTF-8 text".to_owned();
            return Err(invalid(clap::error::ErrorKind::InvalidUtf8, text));
        };
        FirstWord::read(text).map_err(|text| invalid(clap::error::ErrorKind::InvalidValue, text))
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(Channel::value_variants().iter().filter_map(ValueEnum::to_possible_value)))
    }
}
