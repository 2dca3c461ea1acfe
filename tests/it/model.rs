//! A plain model of the manual's rules, written in a naive way: it works out every figure from all
//! entries, and shares no rule with the program.

mod kinds;
mod reasons;

use std::cmp::Ordering;

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate};
use nocontact::domain::contact::{By, Channel, Contact, Reply, Why};
use nocontact::domain::entry::{Body, Entry, Reflection};
use nocontact::domain::moment::Moment;
use nocontact::domain::readiness::Answers;
use nocontact::domain::window::{Policy, Rules};
use serde_json::{Value, json};

/// A breakup, its rules, and the entries in any order.
#[derive(Clone)]
pub(crate) struct Model {
    pub(crate) rules: Rules,
    pub(crate) entries: Vec<Entry<'static>>,
}

/// What the model says about one entry.
pub(crate) struct NoteInput<'m> {
    pub(crate) entry: &'m Entry<'static>,
    /// The first day of the window just before it, and whether that has no end.
    start: NaiveDate,
    open: bool,
    /// The row of the table in `manual/verdicts.md`, for a contact.
    row: Option<u8>,
    /// The answer, for a reflection.
    answer: Option<&'static str>,
    reasons: Vec<&'static str>,
}

impl NoteInput<'_> {
    fn contact(&self) -> Option<&Contact<'static>> {
        self.entry.contact()
    }

    fn verdict(&self) -> Option<&'static str> {
        self.row.map(|row| match row {
            2 => "checking",
            3 | 6 => "chasing",
            4 => "slip",
            7 => "reconnect",
            _ => "kept",
        })
    }

    fn is_break(&self) -> bool {
        matches!(self.row, Some(3 | 4 | 6 | 7))
    }

    /// The entry as in `history --json`, with its reasons in alphabetical order.
    pub(crate) fn shape(&self) -> Value {
        let Entry { id, at, .. } = self.entry;
        let fields = match self.contact() {
            Some(contact) => json!({
                "by": contact.by, "channel": contact.channel, "why": contact.why,
                "reply": contact.reply, "necessary": contact.necessary, "stop": contact.stop,
                "times": contact.times,
                "triggers": [], "note": null, "verdict": self.verdict(),
                "reasons": self.sorted_reasons(),
            }),
            None => kinds::fields(self),
        };
        let mut shape = json!({
            "id": id, "kind": self.entry.body.kind(), "at": at.to_string(),
            "day": days(self.start, at.day()),
        });
        shape.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        shape
    }

    fn sorted_reasons(&self) -> Vec<&'static str> {
        let mut reasons = self.reasons.clone();
        reasons.sort_unstable();
        reasons
    }
}

/// An entry that the program printed, in the same shape.
pub(crate) fn shape(printed: &Value) -> Value {
    let mut shape = printed.clone();
    if let Some(reasons) = shape.get_mut("reasons").and_then(Value::as_array_mut) {
        reasons.sort_unstable_by_key(ToString::to_string);
    }
    shape
}

fn days(from: NaiveDate, to: NaiveDate) -> i64 {
    (to - from).num_days().max(0)
}

fn necessary(contact: &Contact<'_>) -> bool {
    contact.necessary.is_some() && (contact.why.is_none() || contact.why == Some(Why::Other))
}

fn attempt(contact: &Contact<'_>) -> bool {
    contact.by == By::Me && contact.channel != Channel::Lurk && !necessary(contact)
}

fn reply(contact: &Contact<'_>) -> Reply {
    match contact.reply {
        Some(reply) => reply,
        None if contact.by != By::Me && contact.why == Some(Why::Comfort) => Reply::Conversation,
        None => Reply::None,
    }
}

fn is_stop(said: &NoteInput<'_>) -> bool {
    said.contact().is_some_and(|contact| contact.stop.0)
}

/// Chronological order (`manual/dates.md`): by day; within a day, first those without a time, then
/// by instant; ties in order of recording.
fn order(one: &Entry<'_>, other: &Entry<'_>) -> Ordering {
    let within = match (one.at, other.at) {
        (Moment::Day(_), Moment::Day(_)) => Ordering::Equal,
        (Moment::Day(_), Moment::Instant(_)) => Ordering::Less,
        (Moment::Instant(_), Moment::Day(_)) => Ordering::Greater,
        (Moment::Instant(one), Moment::Instant(other)) => one.cmp(&other),
    };
    one.at.day().cmp(&other.at.day()).then(within).then(one.id.cmp(&other.id))
}

fn instants(
    one: &Entry<'_>,
    other: &Entry<'_>,
) -> Option<(DateTime<FixedOffset>, DateTime<FixedOffset>)> {
    one.at.instant().zip(other.at.instant())
}

impl Model {
    fn end(&self, start: NaiveDate) -> NaiveDate {
        start + Days::new(u64::from(self.rules.days))
    }

    fn is_open(&self, before: &[NoteInput<'_>]) -> bool {
        self.rules.policy == Policy::Open || before.iter().any(is_stop)
    }

    fn is_inside(&self, one: &NoteInput<'_>) -> bool {
        one.open || one.entry.at.day() < self.end(one.start)
    }

    /// The first day of the window after these entries.
    fn start_after(&self, said: &[NoteInput<'_>]) -> NaiveDate {
        let mut start = self.rules.breakup;
        for one in said {
            let day = one.entry.at.day();
            let restart = matches!(one.entry.body, Body::Restart);
            let slipped = self.begins_again(one);
            if restart || slipped {
                start = start.max(day);
            }
        }
        start
    }

    /// Every entry in chronological order, with what the model says about it.
    pub(crate) fn assessed(&self) -> Vec<NoteInput<'_>> {
        let mut sorted: Vec<_> = self.entries.iter().collect();
        sorted.sort_by(|one, other| order(one, other));
        let mut said = Vec::new();
        for entry in sorted {
            let (start, open) = (self.start_after(&said), self.is_open(&said));
            let mut one =
                NoteInput { entry, start, open, row: None, answer: None, reasons: Vec::new() };
            if let Body::Contact(contact) = &entry.body {
                let row = self.row(&one, contact, &said);
                let again = contact.times > 1 || self.stands_unanswered(start, &said);
                one.reasons = reasons::of(entry, contact, row, again, &said);
                one.row = Some(row);
            } else if let Body::Reflection(Reflection { answers: Answers(answers) }) = entry.body {
                let (answer, causes) = kinds::ready(self, &one, answers, &said);
                one.reasons = causes;
                one.answer = Some(answer);
            }
            said.push(one);
        }
        said
    }

    /// The first row of the table that applies.
    fn row(&self, one: &NoteInput<'_>, contact: &Contact<'_>, before: &[NoteInput<'_>]) -> u8 {
        let inside = self.is_inside(one);
        let by_me = contact.by == By::Me;
        let conversation = reply(contact) == Reply::Conversation;
        if necessary(contact) {
            1
        } else if contact.channel == Channel::Lurk {
            2
        } else if inside && by_me {
            3
        } else if inside && conversation {
            4
        } else if inside {
            5
        } else if by_me
            && (contact.channel == Channel::Visit
                || contact.times > 1
                || self.stands_unanswered(one.start, before))
        {
            6
        } else if by_me || conversation {
            7
        } else {
            8
        }
    }

    /// Whether the last attempt after the end of the window from `start` got no answer.
    fn stands_unanswered(&self, start: NaiveDate, before: &[NoteInput<'_>]) -> bool {
        let last = before.iter().rfind(|one| {
            one.contact().is_some_and(attempt) && one.start == start && !self.is_inside(one)
        });
        let Some(last) = last else {
            return false;
        };
        let replied = reply(last.contact().unwrap()) != Reply::None;
        let wrote_back = before.iter().any(|one| {
            let is_later = if instants(one.entry, last.entry).is_some() {
                order(one.entry, last.entry) == Ordering::Greater
            } else {
                one.entry.at.day() >= last.entry.at.day()
            };
            let answers = |it: &Contact<'_>| it.by == By::Them && !necessary(it) && !it.stop.0;
            is_later && one.contact().is_some_and(answers)
        });
        !replied && !wrote_back
    }

    /// `status --json` at `now`.
    pub(crate) fn status(&self, now: DateTime<FixedOffset>) -> Value {
        let told = self.assessed();
        let Rules { breakup, policy, days: length } = self.rules;
        let today = now.date_naive();
        let open = self.is_open(&told);
        let stop = told.iter().find(|one| is_stop(one)).map(|one| one.entry.at.day().to_string());
        let start = self.start_after(&told);
        let day = days(start, today);
        let breaks = told.iter().filter(|one| {
            let inside = self.is_inside(one);
            one.is_break() && one.start == start && inside && !self.began_later(one, &told)
        });

        let mut stops = vec![breakup];
        stops.extend(told.iter().filter(|one| one.is_break()).map(|one| one.entry.at.day()));
        let since = *stops.last().unwrap();
        stops.push(today);
        let longest = stops.windows(2).map(|pair| days(pair[0], pair[1])).max().unwrap();

        let sum = |is: &dyn Fn(&NoteInput<'_>) -> bool| -> u64 {
            let found = told.iter().filter(|one| is(one)).filter_map(NoteInput::contact);
            found.map(|contact| u64::from(contact.times)).sum()
        };
        let count = |verdict| sum(&|one| one.verdict() == Some(verdict));
        let [urges, resisted, passed] = kinds::urges(&told, now);
        let [goals_open, goals_done] = kinds::goals(&told);
        let last_chasing = told.iter().rfind(|one| one.verdict() == Some("chasing"));
        json!({
            "today": today.to_string(),
            "breakup": breakup.to_string(),
            "days_since_breakup": days(breakup, today),
            "window": {
                "policy": if open { "open" } else if policy == Policy::Strict { "strict" } else { "fixed" },
                "days": (!open).then_some(length),
                "starts_on": start.to_string(),
                "ends_on": if open { None } else { written(self.end(start)) },
                "day": day,
                "days_remaining": (!open).then(|| (i64::from(length) - day).max(0)),
                "complete": !open && today >= self.end(start),
                "breaks": breaks.count(),
                "stop_on": stop,
            },
            "without_contact": {
                "days": days(since, today),
                "since": since.to_string(),
                "longest": longest,
                "full_window_on": if open { None } else { written(self.end(since)) },
            },
            "counts": {
                "chasing": count("chasing"),
                "slip": count("slip"),
                "checking": count("checking"),
                "kept": count("kept"),
                "reconnect": count("reconnect"),
                "necessary": sum(&|one| one.row == Some(1)),
                "urges": urges,
                "urges_resisted": resisted,
                "urges_passed": passed,
                "goals_open": goals_open,
                "goals_done": goals_done,
            },
            "last_chasing": last_chasing.map(|one| json!({
                "id": one.entry.id,
                "at": one.entry.at.to_string(),
                "channel": json!(one.contact().unwrap().channel),
            })),
        })
    }

    /// Whether the window begins again with `one`.
    fn begins_again(&self, one: &NoteInput<'_>) -> bool {
        self.rules.policy == Policy::Strict && !one.open && matches!(one.row, Some(3 | 4))
    }

    /// Whether another window began after the one that contains `one`.
    fn began_later(&self, one: &NoteInput<'_>, told: &[NoteInput<'_>]) -> bool {
        self.begins_again(one)
            || told.iter().any(|other| {
                matches!(other.entry.body, Body::Restart)
                    && order(other.entry, one.entry) == Ordering::Greater
            })
    }
}

/// A date after the year 9999 is null.
fn written(date: NaiveDate) -> Option<String> {
    (date.year() <= 9999).then(|| date.to_string())
}
