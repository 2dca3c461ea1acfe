//! Where things stand today: every figure that `status` and `ready` show, derived at each run (SPEC
//! section 3).

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};
use serde::Serialize;

use super::assessment::{Assessment, Assessor, WEEK};
use super::clock::Clock;
use super::contact::{By, Channel};
use super::entry::Body;
use super::journal::Journal;
use super::last_week::LastWeek;
use super::moment::{Moment, days_after, days_between, is_among_last};
use super::readiness::{Blockers, in_last_fortnight};
use super::verdict::Verdict;
use super::window::{Policy, Window};

/// The figures of one journal on one day. Dates are civil; durations are whole days.
#[derive(Clone, Debug)]
pub struct Summary {
    /// The local date.
    pub today: NaiveDate,
    /// The date the relationship ended.
    pub breakup: NaiveDate,
    /// Days from the breakup to today.
    pub days_since_breakup: u32,
    /// What a break does to the window.
    pub policy: Policy,
    /// The window in force now.
    pub window: Window,
    /// Today's day of the window; goes on counting after its end.
    pub day: u32,
    /// Whether the window ran out. It says nothing of breaks.
    pub complete: bool,
    /// How many contacts broke the window in force.
    pub breaks: u32,
    /// The time without contact.
    pub apart: WithoutContact,
    /// How many of everything.
    pub counts: Counts,
    /// The chronologically last contact that was chasing.
    pub last_chasing: Option<Chased>,
    /// How many times there was chasing in the last 14 days (SPEC section 5, `ready`).
    pub chasing_lately: u64,
    /// What stands in the way of a step today, entries that are ahead of the clock included.
    pub blockers: Blockers,
    /// Whether the last attempt after the window's end stands without an answer.
    pub unanswered: bool,
    /// What of the last 7 days the pointers go by.
    pub week: LastWeek,
    /// The chronologically last entry's moment; it may be ahead of the clock.
    pub newest: Option<Moment>,
}

/// The time without contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WithoutContact {
    /// The day of the last break, or the breakup where there is none.
    pub since: NaiveDate,
    /// Days since then.
    pub days: u32,
    /// The longest such run in days, the present one included.
    pub longest: u32,
    /// When a full window without contact would be reached; none under `open`.
    pub full_window_on: Option<NaiveDate>,
}

/// Sums of `times`, and numbers of urges.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "each is its own word of SPEC section 1")]
pub struct Counts {
    pub chasing: u64,
    pub slip: u64,
    pub checking: u64,
    pub kept: u64,
    pub reconnect: u64,
    /// The part of `kept` that could not be avoided.
    pub necessary: u64,
    pub urges: u64,
    pub urges_resisted: u64,
    pub goals_open: u64,
    pub goals_done: u64,
}

/// A contact that was chasing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chased {
    /// Its id.
    pub id: u64,
    /// When.
    pub at: Moment,
    /// How.
    pub channel: Channel,
}

impl Journal<'_> {
    /// Where things stand at the clock's time.
    #[must_use]
    pub fn summary(&self, clock: &Clock) -> Summary {
        self.summary_with(clock, None).0
    }

    /// The same, and what is said of the entry that bears `id`: one walk for both.
    #[must_use]
    pub fn summary_with(&self, clock: &Clock, id: Option<u64>) -> (Summary, Option<Assessment>) {
        let today = clock.today();
        let mut tally = Tally::new(self);
        let wanted = id.and_then(|id| self.entry(id)).map(|entry| (entry.id, entry.at.day()));
        let mut told = None;
        for entry in self.chronological() {
            tally.newest = Some(entry.at);
            let verdict = match wanted {
                Some((id, day)) if is_among_last(WEEK, entry.at.day(), day) => {
                    let said = tally.teller.assess(entry);
                    told = told.or(Some(said).filter(|_| entry.id == id));
                    said.judgement.map(|judgement| judgement.verdict)
                }
                // Nothing is said of it, and none of its attempts is looked back on.
                _ => tally.teller.judge.judge(entry),
            };
            tally.week.add(entry, verdict, today);
            match &entry.body {
                Body::Contact(contact) => {
                    let Some(verdict) = verdict else { continue };
                    tally.count(verdict, contact.times, contact.was_necessary());
                    if verdict == Verdict::Chasing {
                        let channel = contact.channel;
                        tally.last_chasing = Some(Chased { id: entry.id, at: entry.at, channel });
                        let lately = in_last_fortnight(entry.at.day(), today);
                        tally.chasing_lately += u64::from(if lately { contact.times } else { 0 });
                    }
                    if verdict.is_break() {
                        tally.break_on(entry.at, contact.by);
                    }
                }
                Body::Urge(urge) => tally.urge(entry.at, urge.resisted),
                Body::Goal(goal) if goal.done.is_some() => tally.counts.goals_done += 1,
                Body::Goal(_) => tally.counts.goals_open += 1,
                Body::Restart | Body::Letter(_) | Body::Plan(_) | Body::Reflection(_) => {}
            }
        }
        (tally.summary(self, clock), told)
    }
}

/// What adds up on the way through the journal.
struct Tally {
    teller: Assessor,
    since: NaiveDate,
    longest: u32,
    counts: Counts,
    last_chasing: Option<Chased>,
    chasing_lately: u64,
    week: LastWeek,
    newest: Option<Moment>,
    /// Urges of which it was not said how they ended.
    unsettled: Vec<Moment>,
    /// Breaks by me: the days of those known only to the day, and the days and the instants of
    /// the others.
    break_days: Vec<NaiveDate>,
    days_of_instants: Vec<NaiveDate>,
    break_instants: Vec<DateTime<FixedOffset>>,
}

impl Tally {
    fn new(journal: &Journal<'_>) -> Self {
        Self {
            teller: Assessor::new(journal.rules),
            since: journal.rules.breakup,
            longest: 0,
            counts: Counts::default(),
            last_chasing: None,
            chasing_lately: 0,
            week: LastWeek::default(),
            newest: None,
            unsettled: Vec::new(),
            break_days: Vec::new(),
            // Room for all from the first: what is not used is not paid for.
            days_of_instants: Vec::with_capacity(journal.entries.len()),
            break_instants: Vec::with_capacity(journal.entries.len()),
        }
    }

    fn count(&mut self, verdict: Verdict, times: u32, necessary: bool) {
        let counts = &mut self.counts;
        let times = u64::from(times);
        match verdict {
            Verdict::Chasing => counts.chasing += times,
            Verdict::Slip => counts.slip += times,
            Verdict::Checking => counts.checking += times,
            Verdict::Kept => counts.kept += times,
            Verdict::Reconnect => counts.reconnect += times,
        }
        if necessary {
            counts.necessary += times;
        }
    }

    fn urge(&mut self, at: Moment, resisted: Option<bool>) {
        self.counts.urges += 1;
        match resisted {
            Some(resisted) => self.counts.urges_resisted += u64::from(resisted),
            None => self.unsettled.push(at),
        }
    }

    fn break_on(&mut self, at: Moment, by: By) {
        self.longest = self.longest.max(days_between(self.since, at.day()));
        self.since = self.since.max(at.day());
        match at {
            _ if by != By::Me => {}
            Moment::Day(day) => self.break_days.push(day),
            Moment::Instant(instant) => {
                self.days_of_instants.push(at.day());
                self.break_instants.push(instant);
            }
        }
    }

    /// The figures, once all entries are taken.
    fn summary(mut self, journal: &Journal<'_>, clock: &Clock) -> Summary {
        let (rules, today) = (journal.rules, clock.today());
        let window = self.teller.judge.window();
        let days = days_between(self.since, today);
        Summary {
            today,
            breakup: rules.breakup,
            days_since_breakup: days_between(rules.breakup, today),
            policy: rules.policy,
            window,
            day: window.day(today),
            complete: window.end().is_some_and(|end| today >= end),
            breaks: self.teller.judge.breaks(),
            apart: WithoutContact {
                since: self.since,
                days,
                longest: self.longest.max(days),
                full_window_on: window.length.map(|days| days_after(self.since, days)),
            },
            counts: self.counts(clock.now),
            last_chasing: self.last_chasing,
            chasing_lately: self.chasing_lately,
            blockers: self.teller.judge.blockers(today),
            unanswered: self.teller.judge.is_unanswered(),
            week: self.week,
            newest: self.newest,
        }
    }

    fn counts(&mut self, now: DateTime<FixedOffset>) -> Counts {
        // In order of day already; instants of travelers may not be.
        self.break_instants.sort_unstable();
        let passed = self.unsettled.iter().filter(|&&urge| self.passed(urge, now)).count();
        self.counts.urges_resisted += passed as u64;
        self.counts
    }

    /// Whether an urge that was not settled counts as resisted: 24 hours have passed with no break
    /// by me in them; known only to the day, that day and the next (SPEC section 5).
    fn passed(&self, urge: Moment, now: DateTime<FixedOffset>) -> bool {
        let day = urge.day();
        let on_the_day_or_next = |days: &[NaiveDate]| {
            let from = days.partition_point(|&broken| broken < day);
            days.get(from).is_some_and(|&broken| days_between(day, broken) <= 1)
        };
        let broken = on_the_day_or_next(&self.break_days)
            || match urge.instant() {
                None => on_the_day_or_next(&self.days_of_instants),
                Some(start) => {
                    let from = self.break_instants.partition_point(|&broken| broken < start);
                    let next = self.break_instants.get(from);
                    next.is_some_and(|&broken| broken - start < TimeDelta::hours(24))
                }
            };
        let over = match urge.instant() {
            None => days_between(day, now.date_naive()) > 1,
            Some(start) => now - start >= TimeDelta::hours(24),
        };
        over && !broken
    }
}
