//! What the program says about an entry: day, verdict and reasons, answer (`manual/verdicts.md`).
//!
//! For the figures of a summary `verdict` is enough, and costs less. This is for what is shown.

use std::collections::VecDeque;

use chrono::TimeDelta;

use super::contact::{By, Channel, Contact, Necessity, Reply};
use super::entry::{Body, Entry};
use super::moment::{Moment, is_among_last};
use super::readiness::Readiness;
use super::reasons::{Before, Reasons, reasons};
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
    pub verdict: Verdict,
    pub reasons: Reasons,
    /// What came before it, for those whom it concerns.
    pub before: Before,
}

/// Assesses the entries of a journal one after another, in chronological order.
#[derive(Debug)]
pub struct Assessor {
    /// The judge whose verdicts the assessments use.
    pub judge: Judge,
    /// When each contact of the last [`WEEK`] days was, and what it adds to the sums.
    recent: VecDeque<(Moment, [u64; 3])>,
    /// Attempts, looks at their profile and unanswered contacts by them in those days.
    sums: [u64; 3],
}

impl Assessor {
    pub fn new(rules: Rules) -> Self {
        Self { judge: Judge::new(rules), recent: VecDeque::new(), sums: [0; 3] }
    }

    pub fn assess(&mut self, entry: &Entry<'_>) -> Assessment {
        let date = self.judge.day_of(entry);
        let window = self.judge.window;
        let mut assessment = Assessment { day: window.day(date), judgement: None, ready: None };
        if let Body::Reflection(reflection) = &entry.body {
            assessment.ready = Some(Readiness {
                answers: reflection.answers,
                blockers: self.judge.blockers(date),
            });
        }
        let stopped = self.judge.stopped.is_some();
        let beyond_one = entry.contact().is_some_and(|contact| self.judge.is_repeated(contact));
        if let (Some(verdict), Some(contact)) = (self.judge.judge(entry), entry.contact()) {
            let repeated = self.add(entry.at, contact);
            let [attempts, looks, unanswered] = self.sums;
            let no_end = window.length.is_none();
            let before = Before { no_end, stopped, attempts, looks, unanswered };
            let in_window = window.holds(date);
            let reasons = reasons(contact, verdict, &before, in_window, beyond_one, repeated);
            assessment.judgement = Some(Judgement { verdict, reasons, before });
        }
        assessment
    }

    /// Adds a contact, and drops those of earlier weeks. Returns whether it is an attempt that makes
    /// three or more within 24 hours: strictly less than 24 hours earlier, or on the same day if
    /// either is known only to the day.
    fn add(&mut self, at: Moment, contact: &Contact<'_>) -> bool {
        let is_old = |first: &mut (Moment, _)| !is_among_last(WEEK, first.0.day(), at.day());
        while let Some((_, old)) = self.recent.pop_front_if(is_old) {
            self.sums.iter_mut().zip(old).for_each(|(sum, times)| *sum -= times);
        }
        let is_within = |before: Moment| match (before, at) {
            (Moment::Instant(before), Moment::Instant(now)) => {
                before <= now && now - before < TimeDelta::hours(24)
            }
            _ => before.day() == at.day(),
        };
        let counts =
            [contact.is_attempt(), contact.channel == Channel::Lurk, is_unanswered(contact)];
        let new = counts.map(|counts| if counts { u64::from(contact.times) } else { 0 });
        self.sums.iter_mut().zip(new).for_each(|(sum, times)| *sum += times);
        self.recent.push_back((at, new));
        // Two attempts before this one are enough, so few of the contacts are looked at.
        let attempts = self.recent.iter().rev().filter(|(before, _)| is_within(*before));
        let mut attempts = attempts.scan(0, |sum, (_, [attempts, ..])| {
            *sum += attempts;
            Some(*sum)
        });
        contact.is_attempt() && attempts.any(|sum| sum >= 3)
    }
}

/// Whether they began it, it could have been avoided or was answered only for safety, and there was
/// no answer.
fn is_unanswered(contact: &Contact<'_>) -> bool {
    let avoidable = !contact.was_necessary() || contact.necessary == Some(Necessity::Safety);
    contact.by == By::Them && avoidable && contact.answer() == Reply::None && !contact.stop.0
}
