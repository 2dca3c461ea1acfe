//! Dates as several commands take them: words of their own, or an option (`manual/dates.md`).

use chrono::NaiveDate;

use crate::domain::clock::Clock;
use crate::domain::date_phrase;
use crate::error::Failure;

/// The civil date that `words` or the words of an option name; `None` if both are empty. An error
/// where both are given, or where they are not a date up to now.
pub(crate) fn date(
    words: &[String],
    option: &[String],
    clock: &Clock,
) -> Result<Option<NaiveDate>, Failure> {
    let words = match (words, option) {
        ([], []) => return Ok(None),
        (words, []) | ([], words) => words,
        _ => return Err(Failure::usage("the date is given twice; leave one out")),
    };
    Ok(Some(date_phrase::read(&words.join(" "), clock)?.day()))
}
