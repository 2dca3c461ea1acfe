//! The part of the journal that `report` hands over, and its figures (`manual/windows.md`).
//!
//! Every verdict comes from the whole journal. Contacts are counted as sums of `times`.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Timelike};
use clap::ValueEnum;

use super::contact::{By, Channel, Contact};
use super::entry::{Body, Entry, Kind};
use super::journal::Journal;
use super::moment::{days_after, days_between};
use super::selection::Selection;
use super::summary::{Counts, WithoutContact, figures};

/// How many contacts I began, and how many they or chance did.
pub type Parts = [u64; 2];

/// The longest period, in days, of which every week and month is shown.
const LONG: u32 = 366;

/// A part of the journal with its figures.
#[derive(Clone, Debug)]
pub struct Report<'e, 'a> {
    /// The first day, not before the breakup or an earlier entry.
    pub first: NaiveDate,
    /// The last day, not after today or a later entry.
    pub last: NaiveDate,
    /// Whether earlier days are left out, and later ones.
    pub is_cut: [bool; 2],
    pub breakup: NaiveDate,
    /// In chronological order.
    pub entries: Vec<&'e Entry<'a>>,
    /// The contacts and urges among them.
    pub counts: Counts,
    /// The contacts by who began them: me, them, chance.
    pub by: [u64; 3],
    /// My attempts after the first request to stop among the entries.
    pub after_stop: u64,
    /// `None` where contacts are left out, so that it is not known.
    pub apart: Option<WithoutContact>,
    /// Each day with a contact or an urge: contacts as in `by`, and urges.
    pub days: BTreeMap<NaiveDate, ([u64; 3], u64)>,
    pub hours: [Parts; 24],
    /// How many contacts are known only to the day, and are in no hour.
    pub day_only: u64,
    /// Monday first.
    pub weekdays: [Parts; 7],
    pub channels: Vec<(Channel, Parts)>,
    /// Seven days each, counted from the first day.
    pub weeks: Vec<(NaiveDate, Parts)>,
}

impl<'a> Journal<'a> {
    /// The contacts of a selection, and the entries of other `kinds` on its days. `None` if none of
    /// the days is between the breakup and `today`.
    pub fn report(
        &self,
        selection: &Selection,
        kinds: &[Kind],
        today: NaiveDate,
    ) -> Option<Report<'_, 'a>> {
        let earliest = self.earliest().map_or(self.rules.breakup, |(_, day)| day);
        let newest = self.newest().map_or(today, |newest| newest.day().max(today));
        let begins = self.rules.breakup.min(earliest);
        let first = begins.max(*selection.days.start());
        let last = newest.min(*selection.days.end());
        if last < first {
            return None;
        }
        let mut judged = self.judged();
        judged.retain(|(entry, _)| selection.days.contains(&entry.at.day()));
        // Other entries than contacts break nothing.
        let apart = figures(&judged, first.max(self.rules.breakup), last.min(today)).1;
        judged.retain(|(entry, _)| match entry.contact() {
            Some(contact) => selection.takes(contact),
            None => kinds.contains(&entry.body.kind()),
        });
        let weeks = (0..=days_between(first, last) / 7).map(|week| days_after(first, week * 7));
        let mut report = Report {
            first,
            last,
            is_cut: [first > begins, last < newest],
            breakup: self.rules.breakup,
            counts: figures(&judged, first, last).0,
            apart: (!selection.narrows()).then_some(apart),
            by: [0; 3],
            after_stop: 0,
            days: BTreeMap::new(),
            hours: [[0; 2]; 24],
            day_only: 0,
            weekdays: [[0; 2]; 7],
            channels: Channel::value_variants().iter().map(|it| (*it, [0; 2])).collect(),
            weeks: weeks.map(|first| (first, [0; 2])).collect(),
            entries: judged.into_iter().map(|(entry, _)| entry).collect(),
        };
        report.count();
        Some(report)
    }
}

impl Report<'_, '_> {
    /// How many contacts there are.
    pub fn contacts(&self) -> u64 {
        self.by.iter().sum()
    }

    /// The first days of the months to show: none without an entry, and of a long period only those
    /// with one.
    pub fn months(&self) -> Vec<NaiveDate> {
        let month = |day: NaiveDate| day.with_day(1).unwrap_or(day);
        let mut months: Vec<_> = if self.is_long() || self.days.is_empty() {
            self.days.keys().copied().map(month).collect()
        } else {
            let days = self.first.iter_days().take_while(|day| *day <= self.last);
            days.map(month).collect()
        };
        months.dedup();
        months
    }

    pub fn has(&self, day: NaiveDate) -> bool {
        (self.first..=self.last).contains(&day)
    }

    /// Whether months and weeks without an entry are left out.
    pub fn is_long(&self) -> bool {
        days_between(self.first, self.last) > LONG
    }

    fn count(&mut self) {
        let mut is_stopped = false;
        for entry in std::mem::take(&mut self.entries) {
            match &entry.body {
                Body::Contact(contact) => {
                    if is_stopped && contact.is_attempt() {
                        self.after_stop += u64::from(contact.times);
                    }
                    is_stopped |= contact.stop.0;
                    self.add(entry, contact);
                }
                Body::Urge(_) => self.days.entry(entry.at.day()).or_default().1 += 1,
                _ => {}
            }
            self.entries.push(entry);
        }
        self.channels.retain(|(_, parts)| *parts != [0; 2]);
        self.channels.sort_by_key(|(_, [mine, theirs])| std::cmp::Reverse(mine + theirs));
        if self.is_long() {
            self.weeks.retain(|(_, parts)| *parts != [0; 2]);
        }
    }

    fn add(&mut self, entry: &Entry<'_>, contact: &Contact<'_>) {
        let (times, day) = (u64::from(contact.times), entry.at.day());
        let who = match contact.by {
            By::Me => 0,
            By::Them => 1,
            By::Chance => 2,
        };
        let part = who.min(1);
        self.by[who] += times;
        self.days.entry(day).or_default().0[who] += times;
        match entry.at.instant() {
            Some(instant) => self.hours[instant.hour() as usize][part] += times,
            None => self.day_only += times,
        }
        self.weekdays[day.weekday().num_days_from_monday() as usize][part] += times;
        let week = (days_between(self.first, day) / 7) as usize;
        let channel = self.channels.iter_mut().find(|(channel, _)| *channel == contact.channel);
        let counted = channel.map(|it| &mut it.1).into_iter();
        let counted = counted.chain(self.weeks.get_mut(week).map(|it| &mut it.1));
        counted.for_each(|parts| parts[part] += times);
    }
}
