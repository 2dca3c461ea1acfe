//! The JSON shapes of `manual/scripts.md`: the names and nulls are exactly those of its tables.
//!
//! It adds no number of its own, and no character in it is hidden. `doctor`, `calendar` and
//! `patterns` have their shapes in their own files.

use std::borrow::Cow;
use std::fmt::Display;
use std::io::Write;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use crate::domain::assessment::Assessment;
use crate::domain::contact::{By, Channel, Necessity, Reply, Why};
use crate::domain::entry::{Body, Entry, Kind};
use crate::domain::moment::{Moment, writable};
use crate::domain::readiness::{Answer, Answers, Cause};
use crate::domain::reasons::Reason;
use crate::domain::summary::Summary;
use crate::domain::text::in_json;
use crate::domain::verdict::Verdict;

/// Writes any of the shapes, indented, with a line break last. Characters that a terminal must not
/// get raw are escaped, as `manual/keeping.md` promises: they can only be inside a JSON string.
pub(crate) fn write(out: &mut dyn Write, value: &impl Serialize) -> anyhow::Result<()> {
    for line in serde_json::to_string_pretty(value)?.lines() {
        writeln!(out, "{}", in_json(line))?;
    }
    Ok(())
}

/// The shape of `status --json`.
pub(crate) fn status(summary: &Summary) -> Value {
    let date = |date: Option<NaiveDate>| date.and_then(writable).map(|date| date.to_string());
    let (window, apart) = (&summary.window, &summary.apart);
    json!({
        "today": summary.today.to_string(),
        "breakup": summary.breakup.to_string(),
        "days_since_breakup": summary.days_since_breakup,
        "window": {
            "policy": summary.policy,
            "days": window.length,
            "starts_on": window.first.to_string(),
            "ends_on": date(window.end()),
            "day": summary.day,
            "days_remaining": window.remaining(summary.today),
            "complete": summary.complete,
            "breaks": summary.breaks,
        },
        "without_contact": {
            "days": apart.days,
            "since": apart.since.to_string(),
            "longest": apart.longest,
            "full_window_on": date(apart.full_window_on),
        },
        "counts": summary.counts,
        "last_chasing": summary.last_chasing.map(|last| {
            json!({ "id": last.id, "at": last.at.to_string(), "channel": last.channel })
        }),
    })
}

/// The shape of one entry: of `log`, `urge` and `show --json`, and in the array of `history --json`.
pub(crate) fn entry<'e>(entry: &'e Entry<'_>, assessment: &Assessment) -> impl Serialize + use<'e> {
    let head =
        Head { id: entry.id, kind: entry.body.kind(), at: AsText(entry.at), day: assessment.day };
    match &entry.body {
        Body::Contact(contact) => Shape::Contact(ContactShape {
            head,
            by: contact.by,
            channel: contact.channel,
            why: contact.why,
            reply: contact.reply,
            necessary: contact.necessary,
            times: contact.times,
            triggers: &contact.triggers,
            note: contact.note.as_deref(),
            verdict: assessment.judgement.map(|judgement| judgement.verdict),
            reasons: assessment
                .judgement
                .map_or_else(Vec::new, |judgement| judgement.reasons.iter().collect()),
        }),
        Body::Urge(urge) => Shape::Urge(UrgeShape {
            head,
            resisted: urge.resisted,
            triggers: &urge.triggers,
            note: urge.note.as_deref(),
        }),
        Body::Letter(letter) => Shape::Letter(LetterShape {
            head,
            title: letter.title.as_deref(),
            words: letter.words(),
        }),
        Body::Goal(goal) => {
            Shape::Goal(GoalShape { head, text: &goal.text, done: goal.done.map(AsText) })
        }
        Body::Plan(text) => Shape::Plan(PlanShape { head, text }),
        Body::Reflection(answers) => Shape::Reflection(ReflectionShape {
            head,
            answers: AsText(*answers),
            answer: assessment.ready.map(|ready| ready.answer()),
            reasons: assessment.ready.map_or_else(Vec::new, |ready| ready.causes()),
        }),
        Body::Restart => Shape::Restart(head),
    }
}

#[derive(Serialize)]
#[serde(untagged)]
enum Shape<'e> {
    Contact(ContactShape<'e>),
    Urge(UrgeShape<'e>),
    Letter(LetterShape<'e>),
    Goal(GoalShape<'e>),
    Plan(PlanShape<'e>),
    Reflection(ReflectionShape),
    Restart(Head),
}

#[derive(Serialize)]
struct Head {
    id: u64,
    kind: Kind,
    at: AsText<Moment>,
    day: u32,
}

#[derive(Serialize)]
struct ContactShape<'e> {
    #[serde(flatten)]
    head: Head,
    by: By,
    channel: Channel,
    why: Option<Why>,
    reply: Option<Reply>,
    necessary: Option<Necessity>,
    times: u32,
    triggers: &'e [Cow<'e, str>],
    note: Option<&'e str>,
    verdict: Option<Verdict>,
    reasons: Vec<Reason>,
}

#[derive(Serialize)]
struct UrgeShape<'e> {
    #[serde(flatten)]
    head: Head,
    resisted: Option<bool>,
    triggers: &'e [Cow<'e, str>],
    note: Option<&'e str>,
}

/// The shape of a letter. The text is never in it, as `manual/keeping.md` promises: `show` without
/// `--json` prints it.
#[derive(Serialize)]
struct LetterShape<'e> {
    #[serde(flatten)]
    head: Head,
    title: Option<&'e str>,
    words: usize,
}

#[derive(Serialize)]
struct GoalShape<'e> {
    #[serde(flatten)]
    head: Head,
    text: &'e str,
    done: Option<AsText<NaiveDate>>,
}

#[derive(Serialize)]
struct PlanShape<'e> {
    #[serde(flatten)]
    head: Head,
    text: &'e str,
}

#[derive(Serialize)]
struct ReflectionShape {
    #[serde(flatten)]
    head: Head,
    answers: AsText<Answers>,
    answer: Option<Answer>,
    reasons: Vec<Cause>,
}

/// A value that is written as a JSON string, as [`Display`] spells it.
pub(super) struct AsText<T>(pub(super) T);

impl<T: Display> Serialize for AsText<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}
