//! When it is hardest (`patterns`): counts of hard moments by hour, weekday, channel, trigger and
//! week.
//!
//! A hard moment is a break, a checking or an urge, but not a contact that was kept. A contact
//! counts as many times as it was made. Nothing here draws conclusions from the counts.

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
    /// How many hard moments there are.
    pub moments: u64,
    /// How many there are in each hour of the local day.
    pub hours: [u64; 24],
    /// How many are known only to the day, and are in no hour.
    pub day_only: u64,
    /// How many there are on each day of the week, Monday first.
    pub weekdays: [u64; 7],
    /// Breaks and checking by channel, the most frequent first.
    pub channels: Vec<(Channel, u64)>,
    /// Hard moments by trigger, the most frequent first. Triggers that differ only in case count as
    /// one, in the spelling that came first.
    pub triggers: Vec<(String, u64)>,
    /// The weeks since the breakup. The last one may not be over.
    pub weeks: Vec<WeekCounts>,
}

/// Seven days, counted from the breakup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeekCounts {
    /// The first day.
    pub first: NaiveDate,
    /// Breaks, as a sum of `times`.
    pub breaks: u64,
    /// Urges, resisted or not.
    pub urges: u64,
}

impl Journal<'_> {
    /// The patterns, with weeks up to `today` or the newest entry.
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
            let Some(moment) = HardMoment::of(entry, verdict) else { continue };
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
struct HardMoment<'e> {
    entry: &'e Entry<'e>,
    /// The verdict; `None` for an urge.
    verdict: Option<Verdict>,
    /// How many times it counts.
    times: u64,
}

impl<'e> HardMoment<'e> {
    /// The entry as a hard moment, if it is one.
    fn of(entry: &'e Entry<'_>, verdict: Option<Verdict>) -> Option<Self> {
        match (&entry.body, verdict) {
            (Body::Urge(_), _) => Some(Self { entry, verdict: None, times: 1 }),
            (Body::Contact(contact), Some(judged)) if judged != Verdict::Kept => {
                let times = u64::from(contact.times);
                Some(Self { entry, verdict, times })
            }
            _ => None,
        }
    }
}

impl Patterns {
    fn count(&mut self, moment: &HardMoment<'_>) {
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
    fn count(&mut self, moment: &HardMoment<'_>) {
        match moment.verdict {
            None => self.urges += moment.times,
            Some(verdict) if verdict.is_break() => self.breaks += moment.times,
            Some(_) => {}
        }
    }
}

/// The weeks from the breakup to the one that `last` is in.
fn weeks(breakup: NaiveDate, last: NaiveDate) -> Vec<WeekCounts> {
    let numbers = 0..=days_between(breakup, last) / 7;
    let week = |number| WeekCounts { first: days_after(breakup, number * 7), breaks: 0, urges: 0 };
    numbers.map(week).collect()
}

/// The triggers, by their lowercase spelling.
#[derive(Default)]
struct Triggers(HashMap<String, Trigger>);

/// How often one trigger occurs.
struct Trigger {
    /// How it was spelled first.
    spelling: String,
    /// How many other triggers occurred before it.
    place: usize,
    count: u64,
    /// The id of the last entry that counts for it.
    last: Option<u64>,
}

impl Triggers {
    /// Counts each trigger of the moment once, even if the entry names it twice.
    fn count(&mut self, moment: &HardMoment<'_>) {
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
