//! The verdict on a contact: the first table of `manual/verdicts.md`.
//!
//! A verdict depends only on the entries up to and including the contact, in chronological order.
//! [`Judge`] goes through them once. The reasons are in `reasons`, and the sentences in `view`.

use chrono::NaiveDate;
use clap::ValueEnum;
use serde::{Deserialize, Serialize};

use super::contact::{By, Channel, Contact, Reply};
use super::entry::{Body, Entry, Reflection};
use super::moment::{Moment, days_between, is_among_last};
use super::readiness::{Answers, Blockers, LATELY};
use super::window::{Policy, Rules, Window};

/// What a contact was.
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
    /// Whether this is a break: the two did have contact.
    pub fn is_break(self) -> bool {
        matches!(self, Self::Chasing | Self::Slip | Self::Reconnect)
    }
}

/// Judges the entries of a journal one after another, in chronological order.
#[derive(Debug, Default)]
pub struct Judge {
    /// The rules. After a `stop`, the policy is `open`.
    pub(super) rules: Rules,
    pub(super) window: Window,
    /// How many contacts broke the window in force, and the sum of their `times`. Under `strict`,
    /// the break that begins a window is not inside it.
    pub(super) breaks: (u32, u64),
    /// The day of the first `stop`.
    pub(super) stopped: Option<NaiveDate>,
    /// The day of the last break, or the breakup.
    broken: NaiveDate,
    /// Whether the last attempt after this window's end was answered; `None` before the first.
    answered: Option<bool>,
    /// The last day on which they made a contact that is known only to the day.
    their_day: Option<NaiveDate>,
    chased: Option<NaiveDate>,
    /// What was said in `ready`: they asked for no contact; there was violence.
    said: [bool; 2],
}

impl Judge {
    pub fn new(rules: Rules) -> Self {
        Self {
            rules,
            window: Window::new(rules.breakup, &rules),
            broken: rules.breakup,
            ..Self::default()
        }
    }

    /// Judges the next entry. Returns the verdict if it is a contact.
    pub fn judge(&mut self, entry: &Entry<'_>) -> Option<Verdict> {
        match &entry.body {
            Body::Contact(contact) => {
                let in_window = self.window.holds(self.day_of(entry));
                let verdict = verdict(contact, in_window, self.is_repeated(contact));
                self.remember(entry.at, contact, in_window, verdict);
                Some(verdict)
            }
            Body::Restart => {
                self.begin(self.day_of(entry));
                None
            }
            Body::Reflection(Reflection { answers: Answers([.., asked, violence]) }) => {
                self.said = [self.said[0] || *asked, self.said[1] || *violence];
                None
            }
            _ => None,
        }
    }

    /// The day on which an entry counts: not before the breakup, as one from another machine may be.
    pub(super) fn day_of(&self, entry: &Entry<'_>) -> NaiveDate {
        entry.at.day().max(self.rules.breakup)
    }

    /// Whether, after the window's end, an attempt like this would be more than the one.
    pub(super) fn is_repeated(&self, contact: &Contact<'_>) -> bool {
        contact.times > 1 || self.is_unanswered()
    }

    /// Whether the last attempt after the window's end has no answer.
    pub fn is_unanswered(&self) -> bool {
        self.answered == Some(false)
    }

    /// What speaks against a step on `date`, according to the entries so far (`ready`).
    pub fn blockers(&self, date: NaiveDate) -> Blockers {
        let days = days_between(self.broken, date);
        Blockers {
            asked_before: self.said[0],
            violence_before: self.said[1],
            stopped: self.stopped.is_some(),
            no_end: self.rules.policy == Policy::Open,
            window_running: self.window.end().is_some_and(|end| date < end),
            chased_lately: self.chased.is_some_and(|chased| is_among_last(LATELY, chased, date)),
            too_few_days: self.window.length.is_some_and(|length| days < length),
        }
    }

    fn begin(&mut self, first: NaiveDate) {
        self.window = Window::new(first, &self.rules);
        self.breaks = (0, 0);
        self.answered = None;
    }

    /// Remembers what the verdicts on later contacts depend on.
    fn remember(&mut self, at: Moment, contact: &Contact<'_>, in_window: bool, verdict: Verdict) {
        if verdict == Verdict::Chasing {
            self.chased = Some(at.day());
        }
        if verdict.is_break() {
            self.broken = self.broken.max(at.day());
        }
        if contact.by == By::Them && !contact.was_necessary() && !contact.stop.0 {
            self.answered = self.answered.map(|_| true);
            if at.instant().is_none() {
                self.their_day = Some(at.day());
            }
        }
        if in_window && verdict.is_break() {
            match self.rules.policy {
                Policy::Strict => self.begin(at.day().max(self.rules.breakup)),
                Policy::Fixed | Policy::Open => {
                    self.breaks = (self.breaks.0 + 1, self.breaks.1 + u64::from(contact.times));
                }
            }
        } else if !in_window && contact.is_attempt() {
            // Their contact on the same day, known only to the day, counts as a later one.
            let by_them = self.their_day == Some(at.day());
            self.answered = Some(by_them || contact.answer() != Reply::None);
        }
        if contact.stop.0 {
            self.stopped = self.stopped.or(Some(at.day().max(self.rules.breakup)));
            self.rules.policy = Policy::Open;
            self.window.length = None;
        }
    }
}

/// The table of `manual/verdicts.md`: the first row that fits.
#[expect(clippy::match_same_arms, reason = "one line for each row, in the order of the manual")]
fn verdict(contact: &Contact<'_>, in_window: bool, repeated: bool) -> Verdict {
    let chases = repeated || contact.channel == Channel::Visit;
    match (in_window, contact.by, contact.answer()) {
        _ if contact.was_necessary() => Verdict::Kept,
        _ if contact.channel == Channel::Lurk => Verdict::Checking,
        (true, By::Me, _) => Verdict::Chasing,
        (true, _, Reply::Conversation) => Verdict::Slip,
        (true, _, _) => Verdict::Kept,
        (false, By::Me, _) if chases => Verdict::Chasing,
        (false, By::Me, _) => Verdict::Reconnect,
        (false, _, Reply::Conversation) => Verdict::Reconnect,
        (false, _, _) => Verdict::Kept,
    }
}
