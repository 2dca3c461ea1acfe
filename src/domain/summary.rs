//! Where things stand today: every figure that `status` and `ready` show.
//!
//! The figures are derived anew at each run and never stored. The screens are in `view`.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::Serialize;

use super::assessment::{Assessment, Assessor, WEEK};
use super::clock::Clock;
use super::contact::{By, Channel, Contact};
use super::entry::{Body, Entry};
use super::journal::Journal;
use super::moment::{Moment, days_after, days_between, is_among_last};
use super::readiness::{Blockers, LATELY};
use super::suggestion::LastWeek;
use super::verdict::{Judge, Verdict};
use super::window::{Policy, Rules, Window};

/// The figures of one journal on one day. Dates are civil; durations are whole days.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    pub today: NaiveDate,
    pub breakup: NaiveDate,
    pub days_since_breakup: u32,
    /// What a break does to the window; `open` after a `stop`.
    pub policy: Policy,
    pub stopped: Option<NaiveDate>,
    pub window: Window,
    /// Which day of the window today is. The count goes on after the end.
    pub day: u32,
    /// Whether the window is over, with or without breaks.
    pub complete: bool,
    /// How many contacts broke the window in force, and the sum of their `times`.
    pub breaks: (u32, u64),
    pub apart: WithoutContact,
    pub counts: Counts,
    /// The chronologically last chasing: its id, when it happened, how the contact was made.
    pub last_chasing: Option<(u64, Moment, Channel)>,
    /// How many times there was chasing in the last 14 days (`ready`).
    pub chasing_lately: u64,
    /// What speaks against a step today. Entries that are ahead of the clock count too.
    pub blockers: Blockers,
    /// Whether the last attempt after the window's end has no answer.
    pub unanswered: bool,
    pub week: LastWeek,
    /// The moment of the chronologically last entry. It may be ahead of the clock.
    pub newest: Option<Moment>,
    /// Whether the change that led here took away the last request to stop.
    pub stop_lifted: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WithoutContact {
    /// The day of the last break, or the breakup if there is none.
    pub since: NaiveDate,
    pub days: u32,
    /// The longest such time in days, including the present one.
    pub longest: u32,
    /// When the person would reach a full window without contact; `None` under `open`.
    pub full_window_on: Option<NaiveDate>,
}

/// Contacts as sums of `times`, and numbers of urges and goals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    pub chasing: u64,
    pub slip: u64,
    pub checking: u64,
    pub kept: u64,
    pub reconnect: u64,
    /// How many of the `kept` ones could not be avoided.
    pub necessary: u64,
    pub urges: u64,
    /// Those of which the person said so.
    pub urges_resisted: u64,
    /// Those that were not settled, and after which the person did not reach out for 24 hours.
    pub urges_passed: u64,
    /// The others that were not settled.
    #[serde(skip)]
    pub urges_open: u64,
    pub goals_open: u64,
    pub goals_done: u64,
}

impl Journal<'_> {
    pub fn summary(&self, clock: &Clock) -> Summary {
        self.summary_with(clock, None).0
    }

    /// The summary, and the assessment of the entry `id`. Both come from one pass over the entries.
    pub fn summary_with(&self, clock: &Clock, id: Option<u64>) -> (Summary, Option<Assessment>) {
        let today = clock.today();
        let apart = WithoutContact { since: self.rules.breakup, ..WithoutContact::default() };
        let mut assessor = Assessor::new(self.rules);
        let mut tally =
            Tally { summary: Summary { today, apart, ..Summary::default() }, ..Tally::default() };
        let wanted = id.and_then(|id| self.entry(id)).map(|entry| (entry.id, entry.at.day()));
        let mut assessment = None;
        for entry in self.chronological() {
            let verdict = match wanted {
                Some((id, day)) if is_among_last(WEEK, entry.at.day(), day) => {
                    let assessed = assessor.assess(entry);
                    assessment = assessment.or(Some(assessed).filter(|_| entry.id == id));
                    assessed.judgement.map(|judgement| judgement.verdict)
                }
                // Neither the assessment nor the reasons for a later verdict depend on this entry.
                _ => assessor.judge.judge(entry),
            };
            tally.add(entry, verdict);
        }
        (tally.summary(self.rules, &assessor.judge, clock), assessment)
    }
}

/// The counts of some entries, and the time without contact among them from `first` to `last`.
pub(super) fn figures(
    judged: &[(&Entry<'_>, Option<Verdict>)],
    first: NaiveDate,
    last: NaiveDate,
) -> (Counts, WithoutContact) {
    let apart = WithoutContact { since: first, ..WithoutContact::default() };
    let summary = Summary { today: last, apart, ..Summary::default() };
    let mut tally = Tally { summary, ..Tally::default() };
    for (entry, verdict) in judged {
        tally.add(entry, *verdict);
    }
    let Summary { counts, apart, .. } = tally.summary;
    let days = days_between(apart.since, last);
    (counts, WithoutContact { days, longest: apart.longest.max(days), ..apart })
}

/// What adds up in one pass over the entries.
#[derive(Default)]
struct Tally {
    /// The figures that need no more than the entries so far.
    summary: Summary,
    /// Urges for which the person did not say how they ended.
    unsettled: Vec<Moment>,
    /// When the person broke it, in chronological order.
    breaks: Vec<Moment>,
}

impl Tally {
    /// Adds the next entry, with its verdict if it is a contact.
    fn add(&mut self, entry: &Entry<'_>, verdict: Option<Verdict>) {
        self.summary.newest = Some(entry.at);
        self.summary.week.add(entry, verdict, self.summary.today);
        let counts = &mut self.summary.counts;
        match (&entry.body, verdict) {
            (Body::Contact(contact), Some(verdict)) => self.add_contact(entry, contact, verdict),
            (Body::Urge(urge), _) => {
                counts.urges += 1;
                match urge.resisted {
                    Some(resisted) => counts.urges_resisted += u64::from(resisted),
                    None => self.unsettled.push(entry.at),
                }
            }
            (Body::Goal(goal), _) if goal.done.is_some() => counts.goals_done += 1,
            (Body::Goal(_), _) => counts.goals_open += 1,
            _ => {}
        }
    }

    fn add_contact(&mut self, entry: &Entry<'_>, contact: &Contact<'_>, verdict: Verdict) {
        let Summary { today, apart, counts, last_chasing, chasing_lately, .. } = &mut self.summary;
        let (at, times) = (entry.at, u64::from(contact.times));
        match verdict {
            Verdict::Chasing => {
                counts.chasing += times;
                *last_chasing = Some((entry.id, at, contact.channel));
                if is_among_last(LATELY, at.day(), *today) {
                    *chasing_lately += times;
                }
            }
            Verdict::Slip => counts.slip += times,
            Verdict::Checking => counts.checking += times,
            Verdict::Kept => counts.kept += times,
            Verdict::Reconnect => counts.reconnect += times,
        }
        if contact.was_necessary() {
            counts.necessary += times;
        }
        if verdict.is_break() {
            apart.longest = apart.longest.max(days_between(apart.since, at.day()));
            apart.since = apart.since.max(at.day());
            self.breaks.extend((contact.by == By::Me).then_some(at));
        }
    }

    fn summary(self, rules: Rules, judge: &Judge, clock: &Clock) -> Summary {
        let (today, window) = (clock.today(), judge.window);
        let passed = self.unsettled.iter().filter(|&&urge| self.has_passed(urge, clock.now));
        let passed = passed.count() as u64;
        let Summary { apart, counts, .. } = self.summary;
        let days = days_between(apart.since, today);
        Summary {
            breakup: rules.breakup,
            days_since_breakup: days_between(rules.breakup, today),
            policy: judge.rules.policy,
            stopped: judge.stopped,
            window,
            day: window.day(today),
            complete: window.end().is_some_and(|end| today >= end),
            breaks: judge.breaks,
            apart: WithoutContact {
                days,
                longest: apart.longest.max(days),
                full_window_on: window.length.map(|days| days_after(apart.since, days)),
                ..apart
            },
            counts: Counts {
                urges_passed: passed,
                urges_open: self.unsettled.len() as u64 - passed,
                ..counts
            },
            blockers: judge.blockers(today),
            unanswered: judge.is_unanswered(),
            ..self.summary
        }
    }

    /// Whether 24 hours went by without a break by the person; for a day, that day and the next.
    fn has_passed(&self, urge: Moment, now: DateTime<FixedOffset>) -> bool {
        let is_over = !urge.is_after(now) && !Moment::Instant(now).is_within_a_day_after(urge);
        // A later instant may be on an earlier local day: no two offsets are 48 hours apart.
        let from = self.breaks.partition_point(|broken| days_between(broken.day(), urge.day()) > 2);
        let near = self.breaks[from..].iter();
        let mut near = near.take_while(|broken| days_between(urge.day(), broken.day()) <= 3);
        is_over && !near.any(|broken| broken.is_within_a_day_after(urge))
    }
}
