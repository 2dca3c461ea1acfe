//! What the program says about an entry: its day, the verdict on a contact with the reasons
//! (`manual/verdicts.md`), the answer to a reflection.
//!
//! `verdict` alone is enough for the figures of a summary. It costs less, so this is for entries
//! that are shown.

use std::collections::VecDeque;

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};

use super::contact::{By, Channel, Contact, Necessity, Reply};
use super::entry::{Body, Entry};
use super::moment::{Moment, is_among_last};
use super::readiness::Readiness;
use super::reasons::{Circumstances, Reasons, reasons};
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
    /// What came before it, for those whom it concerns.
    pub before: Before,
}

/// What the lines after a contact depend on besides it (`remarks`). Numbers are of the seven days
/// that end with it, and count it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Before {
    /// Whether the window has no end, by choice or because they asked for no contact.
    pub no_end: bool,
    /// Whether they had asked for no contact.
    pub stopped: bool,
    /// How many attempts there were.
    pub attempts: u64,
    /// How many looks at their profile there were.
    pub looks: u64,
    /// How many contacts by them there were that could have been avoided, and were not answered.
    pub unanswered: u64,
}

/// Assesses the entries of a journal one after another, in chronological order.
#[derive(Debug)]
pub struct Assessor {
    /// The judge whose verdicts the assessments use.
    pub judge: Judge,
    /// The contacts of the last [`WEEK`] days, grouped by day.
    days: VecDeque<DayContacts>,
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
        let stopped = self.judge.stopped.is_some();
        let beyond_one = entry.contact().is_some_and(|contact| self.judge.is_repeated(contact));
        if let (Some(verdict), Some(contact)) = (self.judge.judge(entry), entry.contact()) {
            let in_a_day = self.add(entry.at, contact);
            let with = Circumstances {
                in_window: window.holds(date),
                after_stop: stopped,
                beyond_one,
                repeated: in_a_day >= 3,
            };
            let sum = |of: fn(&DayContacts) -> u64| self.days.iter().map(of).sum();
            let before = Before {
                no_end: window.length.is_none(),
                stopped,
                attempts: sum(|day| day.all),
                looks: sum(|day| day.looks),
                unanswered: sum(|day| day.unanswered),
            };
            let reasons = reasons(contact, verdict, &with);
            assessment.judgement = Some(Judgement { verdict, reasons, before });
        }
        assessment
    }

    /// Adds a contact. Returns how many attempts there are within 24 hours, counting it; 0 if it is
    /// none. The contacts of the seven days that end with its day stay.
    ///
    /// Within 24 hours means strictly less than 24 hours earlier, or on the same day if either is
    /// known only to the day.
    fn add(&mut self, at: Moment, contact: &Contact<'_>) -> u64 {
        let (day, times) = (at.day(), u64::from(contact.times));
        while self.days.pop_front_if(|first| !is_among_last(WEEK, first.day, day)).is_some() {}
        let new =
            DayContacts { day, day_only: 0, all: 0, instants: Vec::new(), looks: 0, unanswered: 0 };
        let mut today = self.days.pop_back_if(|last| last.day == day).unwrap_or(new);
        if !contact.is_attempt() {
            let is_look = contact.channel == Channel::Lurk;
            today.looks += if is_look { times } else { 0 };
            today.unanswered += if is_unanswered(contact) { times } else { 0 };
            self.days.push_back(today);
            return 0;
        }
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
        before + times
    }
}

/// Whether they began it, it could have been avoided or was answered only for safety, and there was
/// no answer.
fn is_unanswered(contact: &Contact<'_>) -> bool {
    let avoidable = !contact.was_necessary() || contact.necessary == Some(Necessity::Safety);
    contact.by == By::Them && avoidable && contact.answer() == Reply::None && !contact.stop.0
}

/// The contacts of one day, as sums of `times`. Attempts known only to the day come before the
/// others.
#[derive(Debug)]
struct DayContacts {
    day: NaiveDate,
    /// How many attempts are known only to the day.
    day_only: u64,
    /// How many attempts there are in all.
    all: u64,
    /// How many looks at their profile there are.
    looks: u64,
    /// How many contacts by them there are that were not answered.
    unanswered: u64,
    /// The instants of the other attempts, in order, each with its `times`.
    instants: Vec<(DateTime<FixedOffset>, u64)>,
}

impl DayContacts {
    /// How many attempts were after `since` and not after `now`. It looks at no more than two
    /// entries: with the one being assessed they make three, and nobody asks for more.
    fn between(&self, since: DateTime<FixedOffset>, now: DateTime<FixedOffset>) -> u64 {
        let past = self.instants.partition_point(|&(instant, _)| instant <= now);
        let last = self.instants[..past].iter().rev().take(2);
        last.filter(|&&(instant, _)| instant > since).map(|&(_, times)| times).sum()
    }
}
