//! The JSON shapes of `manual/scripts.md`: the names and nulls are exactly those of its tables.
//!
//! It adds no number of its own, and no character in it is hidden. `doctor`, `calendar` and
//! `patterns` have their shapes in their own files.

use std::borrow::Cow;
use std::fmt::Display;
use std::io::{self, Write};

use chrono::NaiveDate;
use serde::{Serialize, Serializer};
use serde_json::ser::{Formatter, PrettyFormatter};

use crate::domain::assessment::Assessment;
use crate::domain::contact::{By, Channel, Necessity, Reply, Why};
use crate::domain::entry::{Body, Entry, Kind};
use crate::domain::moment::{Moment, writable};
use crate::domain::readiness::{Answer, Answers, Cause};
use crate::domain::reasons::Reason;
use crate::domain::summary::{Counts, Summary};
use crate::domain::text::in_json;
use crate::domain::verdict::Verdict;
use crate::domain::window::Policy;

/// Writes any of the shapes, indented, with a line break at the end.
pub(crate) fn write(out: &mut dyn Write, value: &impl Serialize) -> anyhow::Result<()> {
    let layout = Visible(PrettyFormatter::new());
    let mut serializer = serde_json::Serializer::with_formatter(&mut *out, layout);
    value.serialize(&mut serializer).map_err(io::Error::from)?;
    writeln!(out)?;
    Ok(())
}

/// The shape of `status --json`.
pub(crate) fn status(summary: &Summary) -> impl Serialize {
    let window = &summary.window;
    let apart = &summary.apart;
    Status {
        today: AsText(summary.today),
        breakup: AsText(summary.breakup),
        days_since_breakup: summary.days_since_breakup,
        window: Window {
            policy: summary.policy,
            days: window.length,
            starts_on: AsText(window.first),
            ends_on: window.end().and_then(writable).map(AsText),
            day: summary.day,
            days_remaining: window.remaining(summary.today),
            complete: summary.complete,
            breaks: summary.breaks,
        },
        without_contact: WithoutContact {
            days: apart.days,
            since: AsText(apart.since),
            longest: apart.longest,
            full_window_on: apart.full_window_on.and_then(writable).map(AsText),
        },
        counts: summary.counts,
        last_chasing: summary.last_chasing.map(|last| Chased {
            id: last.id,
            at: AsText(last.at),
            channel: last.channel,
        }),
    }
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
struct Status {
    today: AsText<NaiveDate>,
    breakup: AsText<NaiveDate>,
    days_since_breakup: u32,
    window: Window,
    without_contact: WithoutContact,
    counts: Counts,
    last_chasing: Option<Chased>,
}

#[derive(Serialize)]
struct Window {
    policy: Policy,
    days: Option<u32>,
    starts_on: AsText<NaiveDate>,
    ends_on: Option<AsText<NaiveDate>>,
    day: u32,
    days_remaining: Option<u32>,
    complete: bool,
    breaks: u32,
}

#[derive(Serialize)]
struct WithoutContact {
    days: u32,
    since: AsText<NaiveDate>,
    longest: u32,
    full_window_on: Option<AsText<NaiveDate>>,
}

#[derive(Serialize)]
struct Chased {
    id: u64,
    at: AsText<Moment>,
    channel: Channel,
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

/// An indented layout that escapes the characters that a terminal must not get raw, as
/// `manual/keeping.md` promises.
struct Visible<'a>(PrettyFormatter<'a>);

impl Formatter for Visible<'_> {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        out.write_all(in_json(fragment).as_bytes())
    }

    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_array(out)
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array(out)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(out, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array_value(out)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object(out)
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object(out)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(out, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object_value(out)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object_value(out)
    }
}
