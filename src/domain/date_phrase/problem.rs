//! Why words cannot be used as a date, and dates to type instead. Only `date_phrase` knows which of
//! them would be taken.

use super::words::{LONGEST, Shape, nearest};

/// Why words cannot be used as a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateProblem {
    /// What is wrong, quoting the words.
    pub what: String,
    /// Dates to type instead, the nearest first, three at most. Each of them would be taken now.
    pub instead: Vec<String>,
    /// More to know, in words; or empty.
    pub hint: String,
    /// What kind of problem it is.
    pub kind: ProblemKind,
}

/// The kinds of problem with a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// The words have no form of a date.
    Unknown,
    /// They are a number, which may be an hour.
    Number,
    /// They could mean two things.
    Ambiguous,
    /// They are in the future.
    Future,
    /// They have the form of a date, but cannot be used for the reason that is given.
    Refused,
}

impl DateProblem {
    /// A problem of a kind that says what is wrong.
    pub(super) fn new(kind: ProblemKind, instead: Vec<String>) -> Self {
        let what = match kind {
            ProblemKind::Future => "is in the future",
            _ => "is not a date",
        };
        Self { what: what.to_owned(), instead, hint: String::new(), kind }
    }

    /// A problem that no other kind describes.
    pub(super) fn refused(what: &str, instead: Vec<String>) -> Self {
        Self { what: what.to_owned(), ..Self::new(ProblemKind::Refused, instead) }
    }

    /// A day that the calendar does not have.
    pub(super) fn no_such_day(instead: Vec<String>) -> Self {
        Self::refused("is not a date: there is no such day from 1900 to 9999", instead)
    }

    /// A time that no clock shows.
    pub(super) fn no_such_time() -> Self {
        Self::refused("is not a date: there is no such time", Vec::new())
    }
}

/// Texts that may be what was meant by words that have no form: without their spelling mistakes and
/// what is not known, then what they begin and end with, the longest first.
pub(super) fn corrected(words: &[String]) -> Vec<String> {
    let known = words.iter().take(LONGEST).filter_map(|word| {
        let is_known = Shape::new(std::slice::from_ref(word)).is_known();
        let is_filler = ["around", "about"].contains(&word.as_str());
        if is_known { Some(word.as_str()).filter(|_| !is_filler) } else { nearest(word) }
    });
    let known: Vec<&str> = known.collect();
    let lengths = (1..=known.len()).rev();
    let parts = lengths.flat_map(|count| [&known[..count], &known[known.len() - count..]]);
    parts.map(|part| part.join(" ")).collect()
}

/// Dates of the forms that are most like `words`, then others.
pub(super) fn examples(words: &[String]) -> Vec<String> {
    let like = words.iter().take(LONGEST).flat_map(|word| {
        let shape = Shape::new(std::slice::from_ref(word)).text;
        let examples: &[&str] = match shape.as_str() {
            "nov" => &["19 %", "% 19"],
            "fri" => &["last %", "% 9pm"],
            "morning" | "afternoon" | "evening" | "night" => &["last night", "yesterday evening"],
            "minutes" | "hours" => &["40 minutes ago", "2 hours ago"],
            "day" | "days" | "weeks" | "months" | "years" | "ago" => &["3 days ago", "2 weeks ago"],
            text if text.contains(':') || text.ends_with("am") => {
                &["yesterday 9pm", "friday 23:10"]
            }
            _ => &[],
        };
        examples.iter().map(|example| example.replace('%', word))
    });
    like.chain(["yesterday", "3 days ago", "yesterday 9pm"].map(str::to_owned)).collect()
}
