//! The stable JSON shapes of SPEC section 5: names and nulls to the letter, nothing hidden in them.

use std::fmt::Display;
use std::io::{self, Write};

use chrono::NaiveDate;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::ser::{Formatter, PrettyFormatter};

use crate::domain::assessment::Assessment;
use crate::domain::contact::Channel;
use crate::domain::entry::{Body, Entry};
use crate::domain::moment::{Moment, writable};
use crate::domain::summary::{Counts, Summary};
use crate::domain::text::in_json;
use crate::domain::window::Policy;

/// Writes any of the shapes, indented, with a line break last.
pub(crate) fn write(out: &mut dyn Write, value: &impl Serialize) -> anyhow::Result<()> {
    let layout = Visible(PrettyFormatter::new());
    let mut serializer = serde_json::Serializer::with_formatter(&mut *out, layout);
    value.serialize(&mut serializer).map_err(io::Error::from)?;
    writeln!(out)?;
    Ok(())
}

/// `status --json`
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

/// An entry of `history --json`, or the one of `log --json`
pub(crate) fn entry<'e>(entry: &'e Entry<'_>, assessment: &Assessment) -> impl Serialize + use<'e> {
    EntryShape { entry, assessment: *assessment }
}

struct EntryShape<'e> {
    entry: &'e Entry<'e>,
    assessment: Assessment,
}

impl Serialize for EntryShape<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { entry: Entry { id, at, body, .. }, assessment } = self;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", id)?;
        map.serialize_entry("kind", &body.kind())?;
        map.serialize_entry("at", &AsText(at))?;
        map.serialize_entry("day", &assessment.day)?;
        body.each_field(|name, value| match body {
            // The text of a letter is in the file, and `show` prints it.
            Body::Letter(letter) if name == "text" => map.serialize_entry("words", &letter.words()),
            _ => map.serialize_entry(name, &value),
        })?;
        if let Some(judgement) = assessment.judgement {
            map.serialize_entry("verdict", &judgement.verdict)?;
            map.serialize_entry("reasons", &judgement.reasons.iter().collect::<Vec<_>>())?;
        }
        if let Some(ready) = assessment.ready {
            map.serialize_entry("answer", &ready.answer())?;
            map.serialize_entry("reasons", &ready.causes())?;
        }
        map.end()
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

/// A value that is written as its text.
pub(super) struct AsText<T>(pub(super) T);

impl<T: Display> Serialize for AsText<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// An indented layout that escapes what a terminal should not draw (RELIABILITY section 2).
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
