//! When it is hardest (`patterns`): counts of hard moments by hour, weekday, channel, trigger and
//! week.
//!
//! A hard moment is a break, a checking or an urge, but not a contact that was kept. A contact
//! counts as many times as it was made. Nothing here draws conclusions from the counts.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use chrono::{Datelike, NaiveDate, Timelike};
use clap::ValueEnum;

use super::contact::Channel;
use super::entry::{Body, Entry};
use super::journal::Journal;
use super::moment::{days_after, days_between};
use super::verdict::Verdict;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Patterns {
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
        let week = |number| days_after(breakup, number * 7);
        let weeks = (0..=days_between(breakup, last) / 7).map(week);
        let mut patterns = Patterns {
            weeks: weeks.map(|first| WeekCounts { first, breaks: 0, urges: 0 }).collect(),
            channels: Channel::value_variants().iter().map(|&channel| (channel, 0)).collect(),
            ..Patterns::default()
        };
        let mut places: HashMap<_, usize> = HashMap::new();
        for (entry, verdict) in self.judged() {
            let Some(times) = times(entry, verdict) else { continue };
            patterns.count(entry, times);
            let named = entry.body.triggers().iter().map(|trigger| {
                *places.entry(trigger.to_lowercase()).or_insert_with(|| {
                    patterns.triggers.push((trigger.clone().into_owned(), 0));
                    patterns.triggers.len() - 1
                })
            });
            // Each counts once, even if the entry names it twice.
            for place in named.collect::<BTreeSet<_>>() {
                patterns.triggers[place].1 += times;
            }
            let week = days_between(breakup, entry.at.day()) / 7;
            match (verdict, patterns.weeks.get_mut(week as usize)) {
                (None, Some(week)) => week.urges += times,
                (Some(verdict), Some(week)) if verdict.is_break() => week.breaks += times,
                _ => {}
            }
        }
        patterns.channels.retain(|&(_, count)| count > 0);
        // Of the same count, the first in the list of channels or in time stays first.
        patterns.channels.sort_by_key(|&(_, count)| Reverse(count));
        patterns.triggers.sort_by_key(|&(_, count)| Reverse(count));
        patterns
    }
}

/// How many times an entry counts; `None` if it is no hard moment.
fn times(entry: &Entry<'_>, verdict: Option<Verdict>) -> Option<u64> {
    match &entry.body {
        Body::Urge(_) => Some(1),
        Body::Contact(contact) if verdict != Some(Verdict::Kept) => Some(contact.times.into()),
        _ => None,
    }
}

impl Patterns {
    fn count(&mut self, entry: &Entry<'_>, times: u64) {
        self.moments += times;
        self.weekdays[entry.at.day().weekday().num_days_from_monday() as usize] += times;
        match entry.at.instant() {
            Some(instant) => self.hours[instant.hour() as usize] += times,
            None => self.day_only += times,
        }
        let channel = entry.contact().map(|contact| contact.channel);
        let counted = self.channels.iter_mut().filter(|(other, _)| Some(*other) == channel);
        counted.for_each(|(_, count)| *count += times);
    }
}
