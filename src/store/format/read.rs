//! From JSON to a journal, a field at a time.

use serde::de::{Deserialize, Deserializer, Error, MapAccess};

use super::fields::{Fields, Taken, once, read_fields};
use super::scalar::{Date, Stamp, Text};
use super::{Damage, VERSION};
use crate::domain::change::{Act, Change};
use crate::domain::contact::{By, Channel, Contact, Necessity, Reply, TIMES, Why};
use crate::domain::entry::{Body, Entry, IDS, Kind, Unknown, Urge};
use crate::domain::journal::Journal;
use crate::domain::text;
use crate::domain::window::{DAYS, DEFAULT_DAYS, Policy, Rules};

/// The version that `text` claims, whatever else is in it.
pub(super) fn version(text: &[u8]) -> Option<u64> {
    #[derive(serde::Deserialize)]
    struct Claim {
        version: u64,
    }
    serde_json::from_slice::<Claim>(text).ok().map(|claim| claim.version)
}

/// The file as it stands, before it is checked as a whole.
#[derive(Default)]
pub(super) struct File<'a> {
    version: Option<u64>,
    rules: RulesRead,
    entries: Option<Vec<Entry<'a>>>,
    undo: Option<Vec<Change<'a>>>,
    unknown: Unknown<'a>,
}

impl<'a> File<'a> {
    pub(super) fn journal(self) -> Result<Journal<'a>, Damage> {
        let damage = |why: &str| Damage::Unreadable(why.to_owned());
        match self.version {
            Some(VERSION) => {}
            Some(newer) if newer > VERSION => return Err(Damage::Newer(newer)),
            _ => return Err(damage("it is no nocontact file: there is no \"version\": 1")),
        }
        let rules = self.rules.rules().ok_or_else(|| damage("there is no \"breakup\" in it"))?;
        let mut entries = self.entries.ok_or_else(|| damage("there is no \"entries\" in it"))?;
        entries.sort_unstable_by_key(|entry| entry.id);
        if let Some(pair) = entries.windows(2).find(|pair| pair[0].id == pair[1].id) {
            return Err(Damage::Unreadable(format!("two entries have the id {}", pair[0].id)));
        }
        let undo = self.undo.unwrap_or_default().into();
        Ok(Journal { rules, entries, undo, unknown: self.unknown })
    }
}

impl<'de> Deserialize<'de> for File<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        read_fields(from)
    }
}

impl<'de> Fields<'de> for File<'de> {
    const WHAT: &'static str = "a nocontact journal";

    fn field<A: MapAccess<'de>>(&mut self, name: &str, map: &mut A) -> Result<Taken, A::Error> {
        match name {
            "version" => once(&mut self.version, name, map),
            "entries" => once(&mut self.entries, name, map),
            "undo" => once(&mut self.undo, name, map),
            _ => self.rules.field(name, map),
        }
    }

    fn unknown(&mut self) -> &mut Unknown<'de> {
        &mut self.unknown
    }
}

/// The rules as they stand; what is not there has its default, the breakup aside.
#[derive(Default)]
struct RulesRead {
    breakup: Option<Date>,
    policy: Option<Policy>,
    days: Option<u32>,
}

impl RulesRead {
    fn field<'de, A: MapAccess<'de>>(
        &mut self,
        name: &str,
        map: &mut A,
    ) -> Result<Taken, A::Error> {
        match name {
            "breakup" => once(&mut self.breakup, name, map),
            "policy" => once(&mut self.policy, name, map),
            "days" => {
                let taken = once(&mut self.days, name, map)?;
                if self.days.is_some_and(|days| !DAYS.contains(&days)) {
                    return Err(A::Error::custom("\"days\" is not from 1 to 3650"));
                }
                Ok(taken)
            }
            _ => Ok(Taken::No),
        }
    }

    fn rules(self) -> Option<Rules> {
        Some(Rules {
            breakup: self.breakup?.0,
            policy: self.policy.unwrap_or_default(),
            days: self.days.unwrap_or(DEFAULT_DAYS),
        })
    }
}

/// An entry as it stands: the fields of every kind together.
#[derive(Default)]
struct EntryRead<'a> {
    id: Option<u64>,
    kind: Option<Kind>,
    at: Option<Stamp>,
    by: Option<By>,
    channel: Option<Channel>,
    why: Option<Why>,
    reply: Option<Reply>,
    necessary: Option<Necessity>,
    times: Option<u32>,
    resisted: Option<bool>,
    triggers: Option<Vec<Text<'a>>>,
    note: Option<Text<'a>>,
    unknown: Unknown<'a>,
}

impl<'de> Fields<'de> for EntryRead<'de> {
    const WHAT: &'static str = "an entry";

    fn field<A: MapAccess<'de>>(&mut self, name: &str, map: &mut A) -> Result<Taken, A::Error> {
        match name {
            "id" => once(&mut self.id, name, map),
            "kind" => once(&mut self.kind, name, map),
            "at" => once(&mut self.at, name, map),
            "by" => once(&mut self.by, name, map),
            "channel" => once(&mut self.channel, name, map),
            "why" => once(&mut self.why, name, map),
            "reply" => once(&mut self.reply, name, map),
            "necessary" => once(&mut self.necessary, name, map),
            "times" => once(&mut self.times, name, map),
            "resisted" => once(&mut self.resisted, name, map),
            "triggers" => once(&mut self.triggers, name, map),
            "note" => once(&mut self.note, name, map),
            _ => Ok(Taken::No),
        }
    }

    fn unknown(&mut self) -> &mut Unknown<'de> {
        &mut self.unknown
    }
}

impl EntryRead<'_> {
    /// A known field that an entry of `kind` does not have, and that a save would lose.
    fn strange_to(&self, kind: Kind) -> Option<&'static str> {
        let of_contact = [
            ("by", self.by.is_some()),
            ("channel", self.channel.is_some()),
            ("why", self.why.is_some()),
            ("reply", self.reply.is_some()),
            ("necessary", self.necessary.is_some()),
            ("times", self.times.is_some()),
        ];
        let of_urge = [("resisted", self.resisted.is_some())];
        let of_both = [("triggers", self.triggers.is_some()), ("note", self.note.is_some())];
        let strange: &[&[(&str, bool)]] = match kind {
            Kind::Contact => &[&of_urge],
            Kind::Urge => &[&of_contact],
            Kind::Restart => &[&of_contact, &of_urge, &of_both],
        };
        strange.concat().into_iter().find(|(_, there)| *there).map(|(name, _)| name)
    }
}

impl<'de> Deserialize<'de> for Entry<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let read: EntryRead<'de> = read_fields(from)?;
        let id = read.id.ok_or_else(|| D::Error::missing_field("id"))?;
        if !IDS.contains(&id) {
            return Err(D::Error::custom(format_args!("{id} is no id of an entry")));
        }
        let kind = read.kind.ok_or_else(|| D::Error::missing_field("kind"))?;
        if let Some(name) = read.strange_to(kind) {
            return Err(D::Error::custom(format_args!(
                "entry {id} has a \"{name}\", not its kind's"
            )));
        }
        let Stamp(at) = read.at.ok_or_else(|| D::Error::missing_field("at"))?;
        let times = read.times.unwrap_or(1);
        if !TIMES.contains(&times) {
            return Err(D::Error::custom(format_args!("\"times\" of entry {id} is {times}")));
        }
        let note = read.note.map(|Text(note)| note);
        let triggers: Vec<_> =
            read.triggers.unwrap_or_default().into_iter().map(|Text(word)| word).collect();
        for words in triggers.iter().chain(&note) {
            text::check(words).map_err(|_| {
                D::Error::custom(format_args!(
                    "the text of entry {id} is longer than 64 KiB or has a NUL"
                ))
            })?;
        }
        let body = match kind {
            Kind::Contact => Body::Contact(Contact {
                by: read.by.unwrap_or_default(),
                channel: read.channel.unwrap_or_default(),
                why: read.why,
                reply: read.reply,
                necessary: read.necessary,
                times,
                triggers,
                note,
            }),
            Kind::Restart => Body::Restart,
            Kind::Urge => Body::Urge(Urge { resisted: read.resisted, triggers, note }),
        };
        Ok(Entry { id, at, body, unknown: read.unknown })
    }
}

/// A change as it stands.
#[derive(Default)]
struct ChangeRead<'a> {
    act: Option<Act>,
    added: Option<Vec<u64>>,
    was: Option<Vec<Entry<'a>>>,
    rules: RulesRead,
    unknown: Unknown<'a>,
}

impl<'de> Fields<'de> for ChangeRead<'de> {
    const WHAT: &'static str = "a change";

    fn field<A: MapAccess<'de>>(&mut self, name: &str, map: &mut A) -> Result<Taken, A::Error> {
        match name {
            "act" => once(&mut self.act, name, map),
            "added" => once(&mut self.added, name, map),
            "was" => once(&mut self.was, name, map),
            _ => self.rules.field(name, map),
        }
    }

    fn unknown(&mut self) -> &mut Unknown<'de> {
        &mut self.unknown
    }
}

impl<'de> Deserialize<'de> for Change<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let read: ChangeRead<'de> = read_fields(from)?;
        Ok(Change {
            act: read.act.ok_or_else(|| D::Error::missing_field("act"))?,
            added: read.added.unwrap_or_default(),
            was: read.was.unwrap_or_default(),
            rules: read.rules.rules(),
            unknown: read.unknown,
        })
    }
}
