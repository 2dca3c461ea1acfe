//! When it is hardest (SPEC section 5, `patterns`): counts of hard moments by hour, weekday,
//! channel, trigger and week.
//!
//! A hard moment is a break, a checking or an urge; what was kept is none. A contact counts as many
//! times as it was made. What is known only to the day has no hour, and is counted as such.

use std::cmp::Reverse;
use std::collections::HashMap;

use chrono::{Datelike, NaiveDate, Timelike};
use clap::ValueEnum;

use super::contact::Channel;
use super::entry::{Body, Entry};
use super::journal::Journal;
use super::moment::{days_after, days_between};
use super::verdict::Verdict;

/// The counts of one journal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Patterns {
    /// All hard moments.
    pub moments: u64,
    /// By hour of the day, as the clock on the wall showed it.
    pub hours: [u64; 24],
    /// Those known only to the day, which no hour has.
    pub day_only: u64,
    /// By day of the week, Monday first.
    pub weekdays: [u64; 7],
    /// Breaks and checking by channel, the most first.
    pub channels: Vec<(Channel, u64)>,
    /// By trigger, the most first; case aside, in the spelling that came first.
    pub triggers: Vec<(String, u64)>,
    /// The weeks since the breakup, the last one perhaps not over.
    pub weeks: Vec<WeekCounts>,
}

/// Seven days, counted from the breakup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeekCounts {
    /// Its first day.
    pub first: NaiveDate,
    /// Breaks, as a sum of `times`.
    pub breaks: u64,
    /// Urges, resisted or not.
    pub urges: u64,
}

impl Journal<'_> {
    /// The patterns, with weeks up to `today` or the newest entry.
    #[must_use]
    pub fn patterns(&self, today: NaiveDate) -> Patterns {
        let breakup = self.rules.breakup;
        let last = self.newest().map_or(today, |newest| newest.day().max(today));
        let mut patterns = Patterns {
            weeks: weeks(breakup, last),
            channels: Channel::value_variants().iter().map(|&channel| (channel, 0)).collect(),
            ..Patterns::default()
        };
        let mut triggers = Triggers::default();
        for (entry, verdict) in self.judged() {
            let Some(moment) = Hard::of(entry, verdict) else { continue };
            patterns.count(&moment);
            triggers.count(&moment);
            let week = days_between(breakup, entry.at.day()) / 7;
            if let Some(week) = patterns.weeks.get_mut(week as usize) {
                week.count(&moment);
            }
        }
        patterns.channels.retain(|&(_, count)| count > 0);
        patterns.channels.sort_unstable_by_key(|&(channel, count)| (Reverse(count), channel as u8));
        patterns.triggers = triggers.most_first();
        patterns
    }
}

/// A hard moment.
struct Hard<'e> {
    entry: &'e Entry<'e>,
    /// None for an urge.
    verdict: Option<Verdict>,
    /// How many times it counts.
    times: u64,
}

impl<'e> Hard<'e> {
    /// The entry as a hard moment, where it is one.
    fn of(entry: &'e Entry<'_>, verdict: Option<Verdict>) -> Option<Self> {
        match (&entry.body, verdict) {
            (Body::Urge(_), _) => Some(Self { entry, verdict: None, times: 1 }),
            (Body::Contact(contact), Some(said)) if said != Verdict::Kept => {
                let times = u64::from(contact.times);
                Some(Self { entry, verdict, times })
            }
            _ => None,
        }
    }
}

impl Patterns {
    fn count(&mut self, moment: &Hard<'_>) {
        let (at, times) = (moment.entry.at, moment.times);
        self.moments += times;
        self.weekdays[at.day().weekday().num_days_from_monday() as usize] += times;
        match at.instant() {
            Some(instant) => self.hours[instant.hour() as usize] += times,
            None => self.day_only += times,
        }
        let channel = moment.entry.contact().map(|contact| contact.channel);
        let counted = self.channels.iter_mut().find(|(other, _)| Some(*other) == channel);
        if let Some((_, count)) = counted {
            *count += times;
        }
    }
}

impl WeekCounts {
    fn count(&mut self, moment: &Hard<'_>) {
        match moment.verdict {
            None => self.urges += moment.times,
            Some(verdict) if verdict.is_break() => self.breaks += moment.times,
            Some(_) => {}
        }
    }
}

/// The weeks from the breakup to the one that holds `last`.
fn weeks(breakup: NaiveDate, last: NaiveDate) -> Vec<WeekCounts> {
    let numbers = 0..=days_between(breakup, last) / 7;
    let week = |number| WeekCounts { first: days_after(breakup, number * 7), breaks: 0, urges: 0 };
    numbers.map(week).collect()
}

/// Triggers by their small letters.
#[derive(Default)]
struct Triggers(HashMap<String, Trigger>);

/// A trigger as it was first spelled.
struct Trigger {
    spelling: String,
    /// How many came before it.
    place: usize,
    count: u64,
    /// The id of the last entry that it was counted for.
    last: Option<u64>,
}

impl Triggers {
    /// Counts each trigger of the moment once, however often it was given.
    fn count(&mut self, moment: &Hard<'_>) {
        let entry = Some(moment.entry.id);
        for trigger in moment.entry.body.triggers() {
            let place = self.0.len();
            let spelling = || trigger.clone().into_owned();
            let new = || Trigger { spelling: spelling(), place, count: 0, last: None };
            let counted = self.0.entry(trigger.to_lowercase()).or_insert_with(new);
            if counted.last != entry {
                counted.count += moment.times;
                counted.last = entry;
            }
        }
    }

    fn most_first(self) -> Vec<(String, u64)> {
        let mut counted: Vec<_> = self.0.into_values().collect();
        counted.sort_unstable_by_key(|trigger| (Reverse(trigger.count), trigger.place));
        counted.into_iter().map(|trigger| (trigger.spelling, trigger.count)).collect()
    }
}
