//! What the tool says of a contact: the table of SPEC section 4, and the reasons.
//!
//! A verdict is a function of the entries up to and including the contact, in chronological order.
//! [`Judge`] walks that order once; it looks nothing up twice, so a journal costs what it is long.
//! It knows no sentence: `view` has the words.

use std::collections::VecDeque;

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};
use clap::ValueEnum;
use serde::{Deserialize, Serialize};

use super::contact::{By, Channel, Contact, Reply, Why};
use super::entry::{Body, Entry};
use super::ready::{Gates, Ready, is_lately};
use super::when::{Moment, is_among_last};
use super::window::{Policy, Rules, Window};

/// What the tool says of a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Reaching out in the window, or again after it
    Chasing,
    /// Drawn into a conversation in the window
    Slip,
    /// Looking without being seen
    Checking,
    /// No contact was kept
    Kept,
    /// In touch after the window
    Reconnect,
}

impl Verdict {
    /// A break: they did have contact (SPEC section 1).
    #[must_use]
    pub fn is_break(self) -> bool {
        matches!(self, Self::Chasing | Self::Slip | Self::Reconnect)
    }
}

/// Why a verdict is what it is, in the order of the spec's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[repr(u8)]
#[expect(missing_docs, reason = "each is its own word; the sentences are in view/sentences.rs")]
pub enum Reason {
    ReachedOut,
    Unanswered,
    Repeated,
    ShowingUp,
    ThroughSomeone,
    DemandingExplanation,
    Begging,
    Persuading,
    Jealousy,
    Apology,
    StayingPresent,
    DrawnIn,
    ShoulderToCryOn,
    Watching,
    Necessary,
    KeptShort,
    DidNotAnswer,
    FirstStep,
    InTouch,
}

/// A set of reasons.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reasons(u32);

impl Reasons {
    fn add(&mut self, reason: Reason, applies: bool) {
        self.0 |= u32::from(applies) << reason as u8;
    }

    /// Whether `reason` is one of them.
    #[must_use]
    pub fn has(self, reason: Reason) -> bool {
        self.0 & (1 << reason as u8) != 0
    }

    /// The reasons, in the order of the table.
    pub fn iter(self) -> impl Iterator<Item = Reason> {
        Reason::value_variants().iter().copied().filter(move |&reason| self.has(reason))
    }
}

/// What is said of one entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// The day of the window in force just before it.
    pub day: u32,
    /// Verdict and reasons, where it is a contact.
    pub judgement: Option<Judgement>,
    /// Answer and causes, where it is a reflection.
    pub ready: Option<Ready>,
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

/// The walk through a journal, in chronological order.
#[derive(Debug)]
pub struct Judge {
    rules: Rules,
    window: Window,
    breaks: u32,
    /// Whether the last attempt after this window's end was answered, where there was one.
    answered: Option<bool>,
    /// The last day with a contact by them that is known only to the day.
    their_day: Option<NaiveDate>,
    /// The day of the last contact that was chasing.
    chased: Option<NaiveDate>,
    recent: Recent,
}

impl Judge {
    /// Before the first entry.
    #[must_use]
    pub fn new(rules: Rules) -> Self {
        Self {
            rules,
            window: Window::new(rules.breakup, &rules),
            breaks: 0,
            answered: None,
            their_day: None,
            chased: None,
            recent: Recent::default(),
        }
    }

    /// The window in force now.
    #[must_use]
    pub fn window(&self) -> Window {
        self.window
    }

    /// How many contacts broke the window in force, from its beginning to its end. Under `strict` a
    /// break begins it again and is not inside the new one.
    #[must_use]
    pub fn breaks(&self) -> u32 {
        self.breaks
    }

    /// Takes the next entry.
    pub fn tell(&mut self, entry: &Entry<'_>) -> Told {
        let date = entry.at.day();
        let day = self.window.day(date);
        let mut told = Told { day, judgement: None, ready: None };
        match &entry.body {
            Body::Contact(contact) => told.judgement = Some(self.judge(entry.at, contact)),
            Body::Restart => self.begin(date),
            Body::Reflection(answers) => {
                told.ready = Some(Ready { answers: *answers, gates: self.gates(date) });
            }
            Body::Urge(_) | Body::Letter(_) | Body::Goal(_) | Body::Plan(_) => {}
        }
        told
    }

    /// Whether the last attempt after the window's end stands without an answer.
    #[must_use]
    pub fn is_unanswered(&self) -> bool {
        self.answered == Some(false)
    }

    /// What the entries up to now put in the way of a step on `date` (SPEC section 5, `ready`).
    #[must_use]
    pub fn gates(&self, date: NaiveDate) -> Gates {
        Gates {
            open: self.rules.policy == Policy::Open,
            running: self.window.holds(date),
            chasing: self.chased.is_some_and(|chased| is_lately(chased, date)),
        }
    }

    fn begin(&mut self, first: NaiveDate) {
        self.window = Window::new(first, &self.rules);
        self.breaks = 0;
        self.answered = None;
    }

    fn judge(&mut self, at: Moment, contact: &Contact<'_>) -> Judgement {
        let in_window = self.window.holds(at.day());
        let verdict = verdict(contact, in_window, self.answered == Some(false));
        let (in_a_day, in_a_week) =
            if contact.is_attempt() { self.recent.take(at, contact.times) } else { (0, 0) };
        let reasons = reasons(contact, in_window, verdict, in_a_day >= 3);
        if verdict == Verdict::Chasing {
            self.chased = Some(at.day());
        }
        self.remember(at, contact, in_window, verdict);
        Judgement { verdict, reasons, third_in_a_week: in_a_week >= 3 }
    }

    /// What later contacts are judged by.
    fn remember(&mut self, at: Moment, contact: &Contact<'_>, in_window: bool, verdict: Verdict) {
        if contact.by == By::Them && !contact.was_necessary() {
            self.answered = self.answered.map(|_| true);
            if at.instant().is_none() {
                self.their_day = Some(at.day());
            }
        }
        if in_window && verdict.is_break() {
            match self.rules.policy {
                Policy::Strict => self.begin(at.day()),
                Policy::Fixed | Policy::Open => self.breaks += 1,
            }
        } else if !in_window && contact.is_attempt() {
            // Theirs of the same day, known only to the day, counts as later (SPEC section 4).
            let theirs = self.their_day == Some(at.day());
            self.answered = Some(theirs || contact.answer() != Reply::None);
        }
    }
}

/// The table of SPEC section 4: first row that fits.
#[expect(clippy::match_same_arms, reason = "a line a row, in the order of the spec")]
fn verdict(contact: &Contact<'_>, in_window: bool, unanswered: bool) -> Verdict {
    let again = contact.times > 1 || unanswered;
    match (in_window, contact.by, contact.answer()) {
        _ if contact.was_necessary() => Verdict::Kept,
        _ if contact.channel == Channel::Lurk => Verdict::Checking,
        (true, By::Me, _) => Verdict::Chasing,
        (true, _, Reply::Conversation) => Verdict::Slip,
        (true, _, _) => Verdict::Kept,
        (false, By::Me, _) if again => Verdict::Chasing,
        (false, By::Me, _) => Verdict::Reconnect,
        (false, _, Reply::Conversation) => Verdict::Reconnect,
        (false, _, _) => Verdict::Kept,
    }
}

/// The table of reasons of SPEC section 4.
fn reasons(contact: &Contact<'_>, in_window: bool, verdict: Verdict, burst: bool) -> Reasons {
    let attempt = contact.is_attempt();
    let by_me = contact.by == By::Me;
    let why = |why| attempt && contact.why == Some(why);
    let presence = contact.channel == Channel::Social && contact.why.is_none();
    let kept = verdict == Verdict::Kept && !contact.was_necessary();
    let (chasing, slip) = (verdict == Verdict::Chasing, verdict == Verdict::Slip);
    let reconnect = verdict == Verdict::Reconnect;

    let mut reasons = Reasons::default();
    for (reason, applies) in [
        (Reason::ReachedOut, chasing && in_window),
        (Reason::Unanswered, chasing && !in_window),
        (Reason::Repeated, burst),
        (Reason::ShowingUp, attempt && contact.channel == Channel::Visit),
        (Reason::ThroughSomeone, attempt && contact.channel == Channel::Friend),
        (Reason::DemandingExplanation, why(Why::Explanation)),
        (Reason::Begging, why(Why::Begging)),
        (Reason::Persuading, why(Why::Persuading)),
        (Reason::Jealousy, why(Why::Jealousy)),
        (Reason::Apology, why(Why::Apology)),
        (Reason::StayingPresent, why(Why::StayingPresent) || attempt && presence),
        (Reason::DrawnIn, slip),
        (Reason::ShoulderToCryOn, slip && contact.why == Some(Why::Comfort)),
        (Reason::Watching, verdict == Verdict::Checking),
        (Reason::Necessary, contact.was_necessary()),
        (Reason::KeptShort, kept && contact.answer() == Reply::Brief),
        (Reason::DidNotAnswer, kept && contact.answer() == Reply::None),
        (Reason::FirstStep, reconnect && by_me),
        (Reason::InTouch, reconnect && !by_me),
    ] {
        reasons.add(reason, applies);
    }
    reasons
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
        while self.days.front().is_some_and(|first| !is_among_last(7, first.day, day)) {
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
                days_known + groups.map(|group| group.within_a_day(now)).sum::<u64>()
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
    /// How many lie within the 24 hours up to `now`. More than two attempts are not counted on:
    /// with the one at hand they are three, and three is all that is asked.
    fn within_a_day(&self, now: DateTime<FixedOffset>) -> u64 {
        let past = self.instants.partition_point(|&(instant, _)| instant <= now);
        self.instants[..past]
            .iter()
            .rev()
            .take(2)
            .filter(|(instant, _)| now - *instant < TimeDelta::hours(24))
            .map(|&(_, times)| u64::from(times))
            .sum()
    }
}
