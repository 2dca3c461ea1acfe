//! What the program says about an entry: its day, the verdict on a contact with the reasons
//! (`manual/verdicts.md`), the answer to a reflection.
//!
//! `verdict` alone is enough for the figures of a summary. It costs less, so this is for entries
//! that are shown.

use std::collections::VecDeque;

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};

use super::entry::{Body, Entry};
use super::moment::{Moment, is_among_last};
use super::readiness::Readiness;
use super::reasons::{Reasons, reasons};
use super::verdict::{Judge, Verdict};
use super::window::Rules;

/// How many days of attempts an assessment counts: the day of the entry and the six before.
pub const WEEK: u32 = 7;

/// What the program says about one entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// Its day in the window that was in force just before it.
    pub day: u32,
    /// Verdict and reasons, if it is a contact.
    pub judgement: Option<Judgement>,
    /// Answer and causes, if it is a reflection.
    pub ready: Option<Readiness>,
}

/// What the program says about one contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// Why the verdict is what it is.
    pub reasons: Reasons,
    /// Whether the contact makes three or more attempts within seven days.
    pub third_in_a_week: bool,
}

/// Assesses the entries of a journal one after another, in chronological order.
#[derive(Debug)]
pub struct Assessor {
    /// The judge whose verdicts the assessments use.
    pub judge: Judge,
    /// The attempts of the last [`WEEK`] days, grouped by day.
    days: VecDeque<DayAttempts>,
}

impl Assessor {
    /// An assessor who has not seen any entry.
    pub fn new(rules: Rules) -> Self {
        Self { judge: Judge::new(rules), days: VecDeque::new() }
    }

    /// Assesses the next entry.
    pub fn assess(&mut self, entry: &Entry<'_>) -> Assessment {
        let date = entry.at.day();
        let window = self.judge.window;
        let mut assessment = Assessment { day: window.day(date), judgement: None, ready: None };
        if let Body::Reflection(reflection) = &entry.body {
            assessment.ready = Some(Readiness {
                answers: reflection.answers,
                blockers: self.judge.blockers(date),
            });
        }
        if let (Some(verdict), Some(contact)) = (self.judge.judge(entry), entry.contact()) {
            let attempts = contact.is_attempt().then(|| self.add(entry.at, contact.times.into()));
            let (in_a_day, in_a_week) = attempts.unwrap_or_default();
            assessment.judgement = Some(Judgement {
                verdict,
                reasons: reasons(contact, window.holds(date), verdict, in_a_day >= 3),
                third_in_a_week: in_a_week >= 3,
            });
        }
        assessment
    }

    /// Adds an attempt. Returns how many there are within 24 hours and within seven days, counting
    /// this one.
    ///
    /// Within 24 hours means strictly less than 24 hours earlier, or on the same day if either is
    /// known only to the day. Within seven days means on its day or the six before.
    fn add(&mut self, at: Moment, times: u64) -> (u64, u64) {
        let day = at.day();
        while self.days.pop_front_if(|first| !is_among_last(WEEK, first.day, day)).is_some() {}
        let new = DayAttempts { day, day_only: 0, all: 0, instants: Vec::new() };
        let mut today = self.days.pop_back_if(|last| last.day == day).unwrap_or(new);
        let before = match at {
            Moment::Day(_) => {
                today.day_only += times;
                today.all
            }
            Moment::Instant(now) => {
                let since = now.checked_sub_signed(TimeDelta::hours(24)).unwrap_or(now);
                // Offsets differ by less than 48 hours, so that older groups hold nothing from the
                // last 24.
                let groups = self.days.iter().rev().take(3).chain([&today]);
                let at_instants: u64 = groups.map(|group| group.between(since, now)).sum();
                today.instants.push((now, times));
                today.day_only + at_instants
            }
        };
        today.all += times;
        self.days.push_back(today);
        (before + times, self.days.iter().map(|group| group.all).sum())
    }
}

/// The attempts of one day, as sums of `times`. Those known only to the day come before the others.
#[derive(Debug)]
struct DayAttempts {
    day: NaiveDate,
    /// How many are known only to the day.
    day_only: u64,
    /// How many there are in all.
    all: u64,
    /// The instants of the others, in order, each with its `times`.
    instants: Vec<(DateTime<FixedOffset>, u64)>,
}

impl DayAttempts {
    /// How many attempts are after `since` and not after `now`. It looks at no more than two
    /// entries: with the one being assessed they make three, and nobody asks for more.
    fn between(&self, since: DateTime<FixedOffset>, now: DateTime<FixedOffset>) -> u64 {
        let past = self.instants.partition_point(|&(instant, _)| instant <= now);
        let last = self.instants[..past].iter().rev().take(2);
        last.filter(|&&(instant, _)| instant > since).map(|&(_, times)| times).sum()
    }
}
