//! All that is said of an entry: its day, the verdict on a contact with its reasons (SPEC section 4),
//! the answer to a reflection.
//!
//! Apart from `verdict`, since where things stand is a matter of verdicts alone: what is not shown
//! is not worked out.

use std::collections::VecDeque;

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};

use super::entry::{Body, Entry};
use super::moment::{Moment, is_among_last};
use super::readiness::Readiness;
use super::reasons::{Reasons, reasons};
use super::verdict::{Judge, Verdict};
use super::window::Rules;

/// The attempts that are looked back on lie on the day of the entry or on the six before.
pub const WEEK: u32 = 7;

/// What is said of one entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// The day of the window in force just before it.
    pub day: u32,
    /// Verdict and reasons, where it is a contact.
    pub judgement: Option<Judgement>,
    /// Answer and causes, where it is a reflection.
    pub ready: Option<Readiness>,
}

/// What is said of one contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The verdict.
    pub verdict: Verdict,
    /// Why.
    pub reasons: Reasons,
    /// Whether it is at least the third attempt within 7 days, its own included (SPEC section 4).
    pub third_in_a_week: bool,
}

/// The walk through a journal, in chronological order, with all that there is to say.
#[derive(Debug)]
pub struct Assessor {
    /// What the verdicts come from.
    pub judge: Judge,
    recent: Recent,
}

impl Assessor {
    /// Before the first entry.
    #[must_use]
    pub fn new(rules: Rules) -> Self {
        Self { judge: Judge::new(rules), recent: Recent::default() }
    }

    /// Takes the next entry.
    pub fn assess(&mut self, entry: &Entry<'_>) -> Assessment {
        let date = entry.at.day();
        let window = self.judge.window();
        let mut told = Assessment { day: window.day(date), judgement: None, ready: None };
        if let Body::Reflection(reflection) = &entry.body {
            told.ready = Some(Readiness {
                answers: reflection.answers,
                blockers: self.judge.blockers(date),
            });
        }
        if let (Some(verdict), Some(contact)) = (self.judge.judge(entry), entry.contact()) {
            let attempt = contact.is_attempt();
            let (in_a_day, in_a_week) =
                if attempt { self.recent.take(entry.at, contact.times) } else { (0, 0) };
            told.judgement = Some(Judgement {
                verdict,
                reasons: reasons(contact, window.holds(date), verdict, in_a_day >= 3),
                third_in_a_week: in_a_week >= 3,
            });
        }
        told
    }
}

/// The attempts of the last days, a group a day.
#[derive(Debug, Default)]
struct Recent {
    days: VecDeque<Attempts>,
}

/// The attempts of one day, in order: those known only to the day come first.
#[derive(Debug)]
struct Attempts {
    day: NaiveDate,
    /// How many are known only to the day, and how many there are in all.
    day_only: u64,
    all: u64,
    /// Those known to the instant, in order, and how many times each.
    instants: Vec<(DateTime<FixedOffset>, u32)>,
}

impl Recent {
    /// Takes an attempt; how many there are, itself included, within 24 hours and within 7 days.
    ///
    /// Within 24 hours: strictly less than 24 hours before it; where either is known only to the
    /// day, on the same day (SPEC section 4). Within 7 days: on its day or the six before.
    fn take(&mut self, at: Moment, times: u32) -> (u64, u64) {
        let day = at.day();
        while self.days.front().is_some_and(|first| !is_among_last(WEEK, first.day, day)) {
            self.days.pop_front();
        }
        if self.days.back().is_none_or(|last| last.day != day) {
            self.days.push_back(Attempts { day, day_only: 0, all: 0, instants: Vec::new() });
        }
        let before: u64 = match at {
            Moment::Day(_) => self.days.back().map_or(0, |today| today.all),
            Moment::Instant(now) => {
                let days_known = self.days.back().map_or(0, |today| today.day_only);
                // Offsets differ by less than 48 hours, so that nothing older is within reach.
                let groups = self.days.iter().rev().take(4);
                let since = now.checked_sub_signed(TimeDelta::hours(24)).unwrap_or(now);
                days_known + groups.map(|group| group.between(since, now)).sum::<u64>()
            }
        };
        if let Some(today) = self.days.back_mut() {
            today.all += u64::from(times);
            match at {
                Moment::Day(_) => today.day_only += u64::from(times),
                Moment::Instant(now) => today.instants.push((now, times)),
            }
        }
        let in_a_week = self.days.iter().map(|group| group.all).sum();
        (before + u64::from(times), in_a_week)
    }
}

impl Attempts {
    /// How many lie after `since` and not after `now`. More than two attempts are not counted on:
    /// with the one at hand they are three, and three is all that is asked.
    fn between(&self, since: DateTime<FixedOffset>, now: DateTime<FixedOffset>) -> u64 {
        let past = self.instants.partition_point(|&(instant, _)| instant <= now);
        let last = self.instants[..past].iter().rev().take(2);
        last.filter(|&&(instant, _)| instant > since).map(|&(_, times)| u64::from(times)).sum()
    }
}
