//! What words say together: the first words, what is in doubt, and a date among them.

use std::ops::Range;

use super::input::Facts;
use super::words::{
    Doubt, Heard, among, bare, bared, count, named, number_of, says_none, sentence, telling, who,
};
use crate::domain::date_phrase::{self, DateProblem};
use crate::domain::{By, Clock, Moment};

/// What words say, and what they may say besides.
#[derive(Default)]
pub(crate) struct Reading {
    pub(crate) heard: Heard,
    pub(crate) doubt: Option<Doubt>,
    pub(crate) date: Option<Dated>,
}

/// The words of a date, and when that is.
type Dated = (Range<usize>, Result<Moment, DateProblem>);

/// Reads the first words. The first `loose` were typed without quotes; a note in quotes may hold
/// what it likes. What is `known`, and when it was if it `is_dated`, need not be in them.
pub(crate) fn read(
    words: &[String],
    loose: usize,
    known: &Facts,
    is_dated: bool,
    clock: &Clock,
) -> Reading {
    let (heard, start, doubt) = bared(words, |bare| {
        let is_sentence = || sentence(bare, known);
        let found = named(bare).map(|heard| (heard, heard.taken, None)).or_else(is_sentence);
        let (heard, start, doubt) = found.unwrap_or_else(|| {
            // A sentence about them is not made one by you when a question is left out.
            let by = who(bare).0.filter(|by| *by == By::Them);
            let doubt = if says_none(bare) { Doubt::NotDone } else { Doubt::How };
            (Heard { by, ..Heard::default() }, 0, Some(doubt))
        });
        let note = &bare[start..loose.max(start).min(bare.len())];
        (heard, start, doubt.or_else(|| telling(heard, note, &bare[start..], known)))
    });
    let end = if loose < words.len() { loose.max(start + 1) } else { loose }.min(words.len());
    let date = date(&words[..end], start, clock).filter(|_| !is_dated);
    Reading { heard, doubt: doubt.or(date.is_some().then_some(Doubt::When)), date }
}

/// The first date among the words from `from` on: one that has come, or that cannot be read. Of many
/// words, their beginning and their end are looked at.
pub(crate) fn date(words: &[String], from: usize, clock: &Clock) -> Option<Dated> {
    const LONGEST: usize = 12;
    const BEFORE_HOUR: &str = "at around about since until till @";
    let is_count = |at: usize| bared(&words[at..words.len().min(at + 2)], count).is_some();
    let at = |start: usize| {
        // The `3` of `last night 3 times` is no hour.
        let most = words.len().min(start + LONGEST);
        let end = (start + 1..most).find(|at| is_count(*at)).unwrap_or(words.len());
        let Some(found) = date_phrase::leading(&words[start..end], clock) else {
            if among("weekend nights", &bare(&words[start])) {
                return Some((start..start + 1, date_phrase::read(&words[start], clock)));
            }
            // `at 5` may be an hour.
            let hour = words.get(start + 1).filter(|hour| hour.parse::<u32>().is_ok())?;
            let is_hour = among(BEFORE_HOUR, &bare(&words[start]));
            return is_hour.then(|| (start..start + 2, date_phrase::read(hour, clock)));
        };
        let end = end - found.rest.len();
        // `called them 5 times` and `texted 2 photos` say how many.
        let is_number = end == start + 1 && number_of(&words[start]).is_some();
        let counts = match &found.moment {
            Ok(moment) => *moment != clock.moment(),
            // `9pm` at noon may be that of yesterday; `tomorrow` is not when it was.
            Err(problem) if problem.is_future() => {
                let is_ahead = |word| found.text.to_lowercase().contains(word);
                !problem.instead.is_empty() && !["tomorrow", "next"].into_iter().any(is_ahead)
            }
            Err(_) => !is_number,
        };
        counts.then_some((start..end, found.moment))
    };
    let last = words.len().saturating_sub(LONGEST);
    let near = |start: &usize| *start < from + 5 * LONGEST || *start >= last;
    (from..words.len()).filter(near).find_map(at)
}
