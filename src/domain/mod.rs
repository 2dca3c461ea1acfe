//! Pure values and rules: the days, the verdicts, the journal.
//!
//! Nothing here reads a clock, a file, a variable or a terminal, and nothing here knows a sentence
//! that a person reads about a contact: rules return data, `view` renders it.

pub mod calendar;
pub mod change;
pub mod checkup;
pub mod contact;
pub mod entry;
pub mod journal;
pub mod merge;
pub mod patterns;
pub mod phrase;
pub mod pointer;
pub mod ready;
pub mod standing;
pub mod text;
pub mod told;
pub mod verdict;
pub mod when;
pub mod window;

use clap::ValueEnum;

/// The word for a value: one for the command line, the file, and all that is printed.
#[must_use]
pub fn word(value: impl ValueEnum + Copy) -> String {
    value.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}
