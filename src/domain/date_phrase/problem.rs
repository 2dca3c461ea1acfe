//! Why words cannot be used as a date, and what to type instead.
//!
//! Reading the words is up to `date_phrase`.

use std::fmt;

use chrono::{NaiveDate, NaiveTime};

/// Examples of every form of a date, for messages and help.
const FORMS: &str = "2026-11-19, \"2026-11-19 23:10\", yesterday, \"3 days ago\", \
                         \"40 minutes ago\", \"last friday\", \"yesterday 9pm\", 23:10";

/// Why words cannot be used as a date. Each variant quotes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateProblem {
    /// They are not a date in any known form.
    Unknown(String),
    /// They have slashes. The dates are those that they may stand for.
    Slashes(String, Vec<NaiveDate>),
    /// They begin with a date, and what follows may or may not belong to it.
    NoEnd(String),
    /// They look like a date, but the calendar does not have it, or its year is out of range.
    NoSuchDay(String),
    /// The date is in the future. The time is there if the words were only a time.
    Future(String, Option<NaiveTime>),
    /// The clocks skipped that time.
    Gap(String),
}

impl fmt::Display for DateProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(text) | Self::NoSuchDay(text) => write!(f, "\"{text}\" is not a date"),
            Self::NoEnd(text) => write!(f, "cannot tell where the date ends in \"{text}\""),
            Self::Slashes(text, _) => {
                write!(f, "\"{text}\" is not read: dates with slashes are ambiguous")
            }
            Self::Future(text, _) => write!(f, "\"{text}\" is in the future"),
            Self::Gap(text) => {
                write!(f, "\"{text}\" does not exist here: the clocks were put forward over it")
            }
        }
    }
}

impl DateProblem {
    /// What to type instead.
    pub fn hint(&self) -> String {
        match self {
            Self::Unknown(_) => format!("write {FORMS}"),
            Self::NoEnd(_) => "write the note before --at, or behind --note; a date as in \
                               \"yesterday 9pm\""
                .to_owned(),
            Self::Slashes(_, dates) if dates.is_empty() => "write YYYY-MM-DD".to_owned(),
            Self::Slashes(_, dates) => {
                let dates: Vec<_> = dates.iter().map(NaiveDate::to_string).collect();
                format!("write {}", dates.join(" or "))
            }
            Self::NoSuchDay(_) => {
                "write YYYY-MM-DD, a day of the calendar from 1900 to 9999".to_owned()
            }
            Self::Future(_, None) => "give a date up to now".to_owned(),
            Self::Future(_, Some(time)) => {
                format!("write \"yesterday {}\" for the day before", time.format("%H:%M"))
            }
            Self::Gap(_) => "give the time that the clock showed".to_owned(),
        }
    }
}
