//! From JSON to a journal, a field at a time.

use clap::ValueEnum;
use serde::de::{Deserialize, Deserializer, Error, MapAccess};

use super::fields::{Fields, Others, Taken, kept, once, read_fields};
use super::scalar::StoredDate;
use super::{Damage, VERSION};
use crate::domain::change::{Act, Change};
use crate::domain::entry::{Entry, Kind};
use crate::domain::journal::Journal;
use crate::domain::window::{DAYS, DEFAULT_DAYS, Policy, Rules};

/// The version that `text` claims, whatever else is in it.
pub(super) fn version(text: &str) -> Option<u64> {
    #[derive(serde::Deserialize)]
    struct Claim {
        version: u64,
    }
    serde_json::from_str::<Claim>(text).ok().map(|claim| claim.version)
}

/// The first entry that is of no kind of ours: its id and its kind, whatever else is in `text`.
pub(super) fn stranger(text: &str) -> Option<(u64, String)> {
    #[derive(serde::Deserialize)]
    struct Claim {
        id: u64,
        kind: String,
    }
    #[derive(Default, serde::Deserialize)]
    #[serde(default)]
    struct Claims {
        entries: Vec<Claim>,
        undo: Vec<Self>,
        was: Vec<Claim>,
    }
    let Claims { entries, undo, .. } = serde_json::from_str(text).ok()?;
    let was = undo.into_iter().flat_map(|change| change.was);
    let mut all = entries.into_iter().chain(was);
    let stranger = all.find(|entry| Kind::from_str(&entry.kind, false).is_err())?;
    Some((stranger.id, stranger.kind))
}

/// The file as it stands, before it is checked as a whole.
#[derive(Default)]
pub(super) struct File<'a> {
    version: Option<u64>,
    rules: RulesRead,
    entries: Option<Vec<Entry<'a>>>,
    undo: Option<Vec<Change<'a>>>,
    others: Others<'a>,
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
        Ok(Journal { rules, entries, undo, unknown: kept(self.others) })
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

    fn others(&mut self) -> &mut Others<'de> {
        &mut self.others
    }
}

/// The rules as they stand; what is not there has its default, the breakup aside.
#[derive(Default)]
struct RulesRead {
    breakup: Option<StoredDate>,
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

/// A change as it stands.
#[derive(Default)]
struct ChangeRead<'a> {
    act: Option<Act>,
    added: Option<Vec<u64>>,
    was: Option<Vec<Entry<'a>>>,
    rules: RulesRead,
    others: Others<'a>,
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

    fn others(&mut self) -> &mut Others<'de> {
        &mut self.others
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
            unknown: kept(read.others),
        })
    }
}
