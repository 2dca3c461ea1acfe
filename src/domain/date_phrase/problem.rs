//! Why words cannot be used as a date, and dates to type instead.

use super::words::{LONGEST, Shape, UNITS, nearest};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateProblem {
    /// What is wrong, quoting the words.
    pub what: String,
    /// Dates to type instead, the nearest first, three at most. Each of them would be taken now.
    pub instead: Vec<String>,
    /// What to do, in words, where there is no such date; or empty.
    pub hint: String,
}

/// The words have no form of a date.
pub(super) const UNKNOWN: &str = "is not a date";
/// They could mean two things.
pub(super) const UNCLEAR: &str = "is not clear";
pub(super) const FUTURE: &str = "is in the future";
pub(super) const NO_DAY: &str = "is not a date: there is no such day";
pub(super) const TOO_FAR: &str = "is not from 1900 to 9999";
pub(super) const NO_ZONE: &str = "has a zone that cannot be read: give the offset";
pub(super) const TODAY: &str = "give today's date or an earlier one";
pub(super) const WEEKEND: [&str; 2] = ["saturday", "sunday"];

impl DateProblem {
    pub fn is_future(&self) -> bool {
        self.what.ends_with(FUTURE)
    }

    /// Whether its words could mean two things.
    pub fn is_unclear(&self) -> bool {
        self.what.ends_with(UNCLEAR) || self.what.contains("\" could be ")
    }

    /// A problem that does not quote its words yet.
    pub(super) fn new(what: &str) -> Self {
        Self { what: what.to_owned(), instead: Vec::new(), hint: String::new() }
    }

    pub(super) fn or(self, dates: impl IntoIterator<Item = impl ToString>) -> Self {
        Self { instead: dates.into_iter().map(|date| date.to_string()).collect(), ..self }
    }
}

/// What may be meant by words that have no form: all of them, with the spelling corrected and unknown
/// words left out, then their beginnings and ends, the longest first.
pub(super) fn corrected(words: &[String]) -> Vec<String> {
    let known = |word| match word {
        "around" | "about" | "earlier" | "sometime" => None,
        word if Shape::new(&[word]).text.contains('?') => nearest(word),
        word => Some(word),
    };
    let mut words: Vec<_> = words.iter().take(LONGEST).filter_map(|word| known(word)).collect();
    let is_unit = |last: &&str| UNITS.split(' ').any(|unit| unit == Shape::new(&[last]).text);
    words.extend(words.last().copied().filter(is_unit).map(|_| "ago"));
    let lengths = (1..=words.len()).rev();
    let parts = lengths.flat_map(|count| [&words[..count], &words[words.len() - count..]]);
    // A number alone may be anything.
    parts.map(|part| part.join(" ")).filter(|text| text.parse::<u32>().is_err()).collect()
}

/// Dates of the forms that are most like `words`, then others.
pub(super) fn examples(words: &[String]) -> Vec<String> {
    let like = words.iter().take(LONGEST).flat_map(|word| {
        let like = match &*Shape::new(&[word]).text {
            "nov" => ["19 %", "% 19"],
            "fri" => ["last %", "% 9pm"],
            "morning" | "afternoon" | "evening" | "night" => ["yesterday %", "last night"],
            "weekend" => WEEKEND,
            "hours" | "days" | "weeks" | "ago" => ["3 days ago", "40 minutes ago"],
            _ => return Vec::new(),
        };
        like.map(|example| example.replace('%', word)).to_vec()
    });
    like.chain(["yesterday", "3 days ago", "yesterday 9pm"].map(str::to_owned)).collect()
}

/// What may be meant by words in the future, at this hour: the same on the day before.
pub(super) fn earlier(words: &[String], hour: u32) -> Vec<String> {
    let text = words.join(" ").replace("this ", "yesterday ").replace("next ", "last ");
    let text = text.replace("today", "yesterday").replace("tomorrow", "today");
    let today = text.replace("tonight", if hour < 6 { "today" } else { "tonight" });
    vec![text.replace("tonight", "last night"), today, text.replace("last night", "yesterday")]
}
