//! Dates as several commands take them: words of their own, or options (`manual/dates.md`).

use std::ops::RangeInclusive;

use chrono::NaiveDate;
use clap::Args;

use crate::domain::clock::Clock;
use crate::domain::date_phrase;
use crate::domain::moment::iso_date;
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

// Not a doc comment, which would become the help of the commands that take these.
#[derive(Args)]
pub(crate) struct PeriodArgs {
    /// Only from this day on
    #[arg(long, alias = "from", value_name = "DATE", num_args = 1..)]
    since: Vec<String>,
    /// Only up to this day
    #[arg(long, alias = "to", value_name = "DATE", num_args = 1..)]
    until: Vec<String>,
}

impl PeriodArgs {
    /// The days, both ends included. A whole date may be in the future, as days of the window are. An
    /// error if one is not a date, or if they are the wrong way round.
    pub(crate) fn days(&self, clock: &Clock) -> Result<RangeInclusive<NaiveDate>, Failure> {
        let end = |words: &[String]| match iso_date(words.join(" ").as_bytes()) {
            None => date(&[], words, clock),
            whole => Ok(whole),
        };
        let since = end(&self.since)?.unwrap_or(NaiveDate::MIN);
        let until = end(&self.until)?.unwrap_or(NaiveDate::MAX);
        if since > until {
            return Err(Failure::usage(format!("--since {since} is after --until {until}")));
        }
        Ok(since..=until)
    }
}
