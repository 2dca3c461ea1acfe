//! Everything that a record says, in words and figures, whatever it is drawn as.

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset};

use super::words;
use crate::domain::{Body, By, Entry, Kind, Letter, Moment, Parts, Report, Selection};
use crate::view::style::{self, capital, count, date};

pub(super) const TITLE: &str = "Record of contact";

pub(super) const STOP: &str = "They asked for no contact.";

pub(super) const NOTHING: &str = "This record has no entries.";

pub(super) const NO_MARK: &str = "A day without a mark has no contact in this record.";

pub(super) const MONTHS_LEFT_OUT: &str = "Months without an entry are left out.";

/// What a record leaves out, besides what its selection does.
pub(crate) struct Choice<'s> {
    pub(crate) selection: &'s Selection,
    /// The kinds of entry besides contacts.
    pub(crate) kinds: &'s [Kind],
    /// Whether it has your own words: notes, letters, goals.
    pub(crate) notes: bool,
    /// Whether its figures have the verdicts, and what follows from them.
    pub(crate) verdicts: bool,
}

/// Everything that a record says, in the order in which it says it.
pub(crate) struct Record<'r> {
    pub(super) report: &'r Report<'r, 'r>,
    pub(super) period: String,
    pub(super) made: String,
    pub(super) left_out: String,
    pub(super) about: Vec<String>,
    /// What some words mean in it.
    pub(super) terms: Vec<(&'static str, &'static str)>,
    /// Groups of figures: the facts, how the journal counts them, days.
    pub(super) figures: Vec<Vec<Figure>>,
    pub(super) rows: Vec<Row<'r>>,
    pub(super) charts: Vec<Chart>,
}

pub(super) struct Figure {
    pub(super) label: &'static str,
    pub(super) number: u64,
    /// `day` or `days`, or nothing.
    pub(super) unit: &'static str,
    pub(super) what: String,
}

/// One entry.
pub(super) struct Row<'r> {
    pub(super) at: Moment,
    pub(super) date: String,
    pub(super) time: String,
    pub(super) what: String,
    pub(super) facts: Vec<String>,
    pub(super) stop: bool,
    pub(super) note: Option<Cow<'r, str>>,
    /// When it was entered and changed, if that was late.
    pub(super) stamps: Vec<String>,
}

/// Counts as a picture and a table.
pub(super) struct Chart {
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    pub(super) head: &'static str,
    pub(super) rows: Vec<(String, Parts)>,
    /// The highest sum of a row, and at least 1.
    pub(super) most: u64,
    /// What is not in it.
    pub(super) missing: Option<String>,
}

/// A mark of the calendar: its look on the page, its letter in text, what it means.
pub(super) struct Look(pub(super) &'static str, pub(super) char, pub(super) &'static str);

const LOOKS: [Look; 5] = [
    Look("me", 'M', "by me"),
    Look("them", 'T', "by them"),
    Look("chance", 'C', "by chance"),
    Look("several", '*', "more than one of these"),
    Look("urge", 'u', "an urge, and no contact in this record"),
];

impl Look {
    /// The mark of a day with these contacts, by who began them, or else with urges.
    pub(super) fn of(by: [u64; 3]) -> &'static Self {
        let at = match by.map(|times| times > 0) {
            [true, false, false] => 0,
            [false, true, false] => 1,
            [false, false, true] => 2,
            [false, false, false] => 4,
            _ => 3,
        };
        &LOOKS[at]
    }

    /// The marks that the days of the report have.
    pub(super) fn used(report: &Report<'_, '_>) -> Vec<&'static Self> {
        let is_used = |look: &&Self| report.days.values().any(|(by, _)| Self::of(*by).1 == look.1);
        LOOKS.iter().filter(is_used).collect()
    }
}

impl Figure {
    pub(super) fn value(&self) -> String {
        format!("{} {}", self.number, self.unit).trim_end().to_owned()
    }
}

impl Row<'_> {
    /// All but what is in your own words, as sentences.
    pub(super) fn details(&self) -> String {
        let stop = self.stop.then_some(STOP).into_iter().map(str::to_owned);
        let stamps = self.stamps.iter().map(|stamp| format!("{stamp}."));
        self.facts.iter().cloned().chain(stop).chain(stamps).collect::<Vec<_>>().join(" ")
    }
}

impl<'r> Record<'r> {
    /// What the report says, made at `now`.
    pub(crate) fn new(
        report: &'r Report<'r, 'r>,
        choice: &Choice<'_>,
        now: DateTime<FixedOffset>,
    ) -> Self {
        let rows: Vec<_> = report.entries.iter().map(|entry| row(entry, choice.notes)).collect();
        Self {
            report,
            period: format!("{} to {}", date(report.first), date(report.last)),
            made: format!("Made on {} with nocontact, a private journal.", instant(now)),
            left_out: left_out(report, choice),
            about: about(report, choice.verdicts),
            figures: figures(report, choice.verdicts),
            terms: terms(report, &rows),
            rows,
            charts: charts(report),
        }
    }

    pub(super) fn heading(&self) -> &'static str {
        let only = self.report.entries.iter().all(|entry| entry.contact().is_some());
        if only { "Contacts" } else { "Entries" }
    }
}

/// `Thu 19 Nov 2026 23:10 (+01:00)`
fn instant(at: DateTime<FixedOffset>) -> String {
    at.format("%a %-d %b %Y %H:%M (%:z)").to_string()
}

/// What is not in the record, so that nobody takes a part for the whole.
fn left_out(report: &Report<'_, '_>, choice: &Choice<'_>) -> String {
    let Choice { selection, kinds, notes, verdicts } = choice;
    let by = selection.by.map(|by| match by {
        By::Me => "contacts by them or by chance",
        By::Them => "contacts by me or by chance",
        By::Chance => "contacts by me or by them",
    });
    let necessary = selection.necessary.as_ref().map(|reasons| {
        let reasons: Vec<_> = reasons.iter().map(|reason| words::necessity(*reason)).collect();
        let of = if reasons.is_empty() {
            String::new()
        } else {
            format!(" for {}", reasons.join(" or "))
        };
        format!("contacts not counted as necessary{of}")
    });
    let [before, after] = report.is_cut;
    let before = before.then(|| format!("everything before {}", date(report.first)));
    let after = after.then(|| format!("everything after {}", date(report.last)));
    let mut parts: Vec<_> = by.map(str::to_owned).into_iter().collect();
    parts.extend(necessary.into_iter().chain(before).chain(after));
    parts.extend((!notes).then(|| "the owner's own words".to_owned()));
    parts.extend((!verdicts).then(|| "nocontact's verdicts".to_owned()));
    let others = [(Kind::Urge, "urges"), (Kind::Letter, "unsent letters"), (Kind::Goal, "goals")];
    let others = others.iter().filter(|(kind, _)| !kinds.contains(kind));
    parts.extend(others.map(|(_, name)| (*name).to_owned()));
    parts.push("plans, reflections, restarts and triggers".to_owned());
    let whole = if selection.narrows() {
        ""
    } else {
        "Every contact in the journal for these days is here. "
    };
    format!("{whole}Left out: {}.", parts.join(", "))
}

/// What a reader must know who never used nocontact.
fn about(report: &Report<'_, '_>, verdicts: bool) -> Vec<String> {
    let counts = &report.counts;
    let entries = "The entries are as their owner recorded them, and nobody else has checked them. \
                   Details that are missing were not recorded, or are left out. Notes are the \
                   owner's own words. Times are local, with the offset from UTC.";
    let broke = verdicts && counts.chasing + counts.slip + counts.reconnect > 0;
    let decided = format!(
        "After the breakup on {}, the owner decided to have no contact for a time.",
        date(report.breakup)
    );
    [entries.to_owned()].into_iter().chain(broke.then_some(decided)).collect()
}

/// The words that the record uses and that may need an explanation.
fn terms(report: &Report<'_, '_>, rows: &[Row<'_>]) -> Vec<(&'static str, &'static str)> {
    let has = |act| rows.iter().any(|row| row.stamps.iter().any(|it| it.starts_with(act)));
    let terms = [
        (true, "Me", "the owner of this journal"),
        (true, "Them", "the other person"),
        (report.by[2] > 0, "By chance", "the two ran into each other"),
        (
            has("Entered"),
            "Entered on",
            "added more than a day after it happened, by the owner's clock",
        ),
        (has("Changed"), "Changed on", "edited later, by the owner's clock"),
    ];
    let terms = terms.into_iter().filter(|(is_used, ..)| *is_used);
    terms.map(|(_, term, meaning)| (term, meaning)).collect()
}

fn figures(report: &Report<'_, '_>, verdicts: bool) -> Vec<Vec<Figure>> {
    let (counts, contacts) = (&report.counts, report.contacts());
    let entries = report.entries.iter().filter(|entry| entry.contact().is_some()).count();
    let figure =
        |label, number, what: &str| Figure { label, number, unit: "", what: what.to_owned() };
    let looks = match counts.checking {
        0 => String::new(),
        looks => format!("{} among them", count(looks, "profile view")),
    };
    let kinds = if verdicts { ", each of one kind below, by nocontact's rules" } else { "" };
    let all = format!("in {}{kinds}", style::entries(entries));
    let [me, them, chance] = report.by;
    let who =
        [figure("By me", me, &looks), figure("By them", them, ""), figure("By chance", chance, "")];
    let after_stop = match report.after_stop {
        0 => String::new(),
        times => format!("; {times} after they asked for no contact"),
    };
    let chasing = "I reached out in that time, or later more than once or in person".to_owned();
    let chasing = chasing + &after_stop;
    let kinds = [
        ("Chasing", counts.chasing, &*chasing),
        ("Slips (drawn in)", counts.slip, "started by them or by chance; it became a conversation"),
        ("Checking (profile)", counts.checking, "I looked at their profile"),
        (
            "Short or no answer",
            counts.kept - counts.necessary,
            "started by them or by chance; I answered briefly, or no answer is recorded",
        ),
        ("Back in touch", counts.reconnect, "contact after that time"),
        ("Necessary", counts.necessary, "could not be avoided, and had no other purpose"),
    ];
    let kinds = kinds.map(|(label, number, what)| figure(label, number, what));
    let resisted = match counts.urges_resisted {
        0 => "wanting to reach out".to_owned(),
        resisted => format!("wanting to reach out; {resisted} recorded as resisted"),
    };
    let urges = figure("Urges", counts.urges, &resisted);
    let is_there = |figure: &Figure| figure.number > 0;
    let mut facts = vec![figure("Contacts", contacts, if contacts > 0 { &all } else { "" })];
    facts.extend(who.into_iter().filter(is_there));
    let kinds = kinds.into_iter().filter(|it| verdicts && is_there(it)).collect();
    let urges = Vec::from_iter(Some(urges).filter(is_there));
    let broke = verdicts && counts.chasing + counts.slip + counts.reconnect > 0;
    let apart = report.apart.filter(|_| broke).map_or_else(Vec::new, |apart| {
        let days = |label, number: u32, what| Figure {
            label,
            number: number.into(),
            unit: if number == 1 { "day" } else { "days" },
            what,
        };
        let what = "a break is chasing, a slip or getting back in touch".to_owned();
        let since = format!("from {} to the last day", date(apart.since));
        vec![
            days("Since the last break", apart.days, since),
            days("Longest without a break", apart.longest, what),
        ]
    });
    let groups = [facts, kinds, urges, apart].into_iter();
    groups.filter(|group: &Vec<Figure>| !group.is_empty()).collect()
}

fn row<'r>(entry: &'r Entry<'r>, notes: bool) -> Row<'r> {
    let time = match entry.at {
        Moment::Day(_) => "time not known".to_owned(),
        Moment::Instant(instant) => instant.format("%H:%M (%:z)").to_string(),
    };
    let stamps = [("Entered", entry.entered_late()), ("Changed", entry.changed_later())];
    let stamps =
        stamps.into_iter().filter_map(|(act, at)| Some(format!("{act} on {}", instant(at?))));
    let unknown =
        entry.identity.recorded.is_none().then(|| "Entered on an unknown date".to_owned());
    let contact = entry.contact();
    Row {
        at: entry.at,
        date: date(entry.at.day()),
        time,
        what: capital(&words::what(&entry.body)),
        facts: contact.map_or_else(Vec::new, words::facts),
        stop: contact.is_some_and(|contact| contact.stop.0),
        note: match &entry.body {
            _ if !notes => None,
            Body::Goal(goal) => Some((&*goal.text).into()),
            Body::Letter(Letter { title: Some(title), text }) => {
                Some(format!("{title}\n\n{text}").into())
            }
            Body::Letter(letter) => Some((&*letter.text).into()),
            body => body.note().map(Into::into),
        },
        stamps: unknown.into_iter().chain(stamps).collect(),
    }
}

fn charts(report: &Report<'_, '_>) -> Vec<Chart> {
    if report.contacts() == 0 {
        return Vec::new();
    }
    let hours = report.hours.iter().enumerate().filter(|(_, parts)| **parts != [0; 2]);
    let hours = hours.map(|(hour, parts)| (format!("{hour:02}:00 to {hour:02}:59"), *parts));
    let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].map(str::to_owned);
    let channels =
        report.channels.iter().map(|(it, parts)| (words::channel(*it).to_owned(), *parts));
    let weeks = report.weeks.iter().map(|(first, parts)| (date(*first), *parts));
    let day_only = report.day_only;
    let missing = (day_only > 0).then(|| format!("Not shown: {day_only} without a time of day."));
    let empty = report.is_long().then(|| "Weeks without a contact are left out.".to_owned());
    let chart = |id, title, head, rows: Vec<(String, Parts)>, missing| {
        let most = rows.iter().map(|(_, [mine, theirs])| mine + theirs).max().unwrap_or(0).max(1);
        Chart { id, title, head, rows, most, missing }
    };
    vec![
        chart("hours", "By hour of day", "Hour", hours.collect(), missing),
        chart(
            "weekdays",
            "By weekday",
            "Day",
            weekdays.into_iter().zip(report.weekdays).collect(),
            None,
        ),
        chart("channels", "By channel", "Channel", channels.collect(), None),
        chart("weeks", "By week", "Week from", weeks.collect(), empty),
    ]
}
