//! The journal, its rules and its changes as JSON, both ways (`manual/file.md`).

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::de::{Deserialize, Deserializer, Error, MapAccess};
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::damage::Damage;
use super::entry::{content, identity_field, write_identity};
use super::object::{FromObject, Taken, once, read_object, unknown_fields, write_unknown};
use crate::domain::entry::UnknownFields;
use crate::domain::field_type::Stored;
use crate::domain::identity::{Identity, Removal, Uid};
use crate::domain::window::{DAYS, DEFAULT_DAYS};
use crate::domain::{Act, Change, Entry, Journal, Policy, Rules};

/// The version of the format that this program reads and writes.
pub const VERSION: u64 = 1;

/// The version that `text` states, whatever else is in it.
pub(super) fn version(text: &str) -> Option<u64> {
    #[derive(serde::Deserialize)]
    struct Claim {
        version: u64,
    }
    serde_json::from_str::<Claim>(text).ok().map(|claim| claim.version)
}

/// A journal, or with `CHANGE` a change, field by field: both have rules and a list of entries.
#[derive(Default)]
pub(super) struct ObjectRead<'a, const CHANGE: bool> {
    version: Option<u64>,
    act: Option<Act>,
    breakup: Option<Stored<NaiveDate>>,
    policy: Option<Policy>,
    days: Option<u32>,
    identity: Identity,
    removed: Option<Vec<Removal>>,
    marked: Option<Vec<Uid>>,
    burning: Option<Vec<Stored<Cow<'a, str>>>>,
    entries: Option<Vec<Entry<'a>>>,
    added: Option<Vec<u64>>,
    undo: Option<Vec<Change<'a>>>,
}

impl<'de, const CHANGE: bool> FromObject<'de> for ObjectRead<'de, CHANGE> {
    const WHAT: &'static str = if CHANGE { "a change" } else { "a nocontact journal" };

    fn field<A: MapAccess<'de>>(&mut self, name: &str, map: &mut A) -> Result<Taken, A::Error> {
        match (CHANGE, name) {
            (false, "version") => once(&mut self.version, name, map),
            (false, "uid" | "recorded") | (_, "changed") => {
                identity_field(&mut self.identity, name, map)
            }
            (_, "removed") => once(&mut self.removed, name, map),
            (true, "marked") => once(&mut self.marked, name, map),
            (false, "burning") => once(&mut self.burning, name, map),
            (false, "entries") | (true, "was") => once(&mut self.entries, name, map),
            (false, "undo") => once(&mut self.undo, name, map),
            (true, "act") => once(&mut self.act, name, map),
            (true, "added") => once(&mut self.added, name, map),
            (_, "breakup") => once(&mut self.breakup, name, map),
            (_, "policy") => once(&mut self.policy, name, map),
            (_, "days") => {
                let taken = once(&mut self.days, name, map)?;
                if self.days.is_some_and(|days| !DAYS.contains(&days)) {
                    return Err(A::Error::custom("\"days\" is not from 1 to 3650"));
                }
                Ok(taken)
            }
            _ => Ok(None),
        }
    }
}

impl<'a, const CHANGE: bool> ObjectRead<'a, CHANGE> {
    /// The rules. All but the breakup have defaults.
    fn rules(&self) -> Option<Rules> {
        Some(Rules {
            breakup: self.breakup?.0,
            policy: self.policy.unwrap_or_default(),
            days: self.days.unwrap_or(DEFAULT_DAYS),
        })
    }

    /// An error if the version is another, a required field is missing, or two entries share an id.
    pub(super) fn journal(self, unknown: UnknownFields<'a>) -> Result<Journal<'a>, Damage> {
        let damage = |why: &str| Damage::Unreadable(why.to_owned());
        match self.version {
            Some(VERSION) => {}
            Some(newer) if newer > VERSION => return Err(Damage::Newer(newer)),
            _ => return Err(damage("it is not a nocontact file: there is no \"version\": 1")),
        }
        let rules = self.rules().ok_or_else(|| damage("there is no \"breakup\" in it"))?;
        let mut entries = self.entries.ok_or_else(|| damage("there is no \"entries\" in it"))?;
        entries.sort_unstable_by_key(|entry| entry.id);
        if let Some(pair) = entries.windows(2).find(|pair| pair[0].id == pair[1].id) {
            return Err(Damage::Unreadable(format!("two entries have the id {}", pair[0].id)));
        }
        let removed = self.removed.unwrap_or_default();
        let burning = self.burning.unwrap_or_default();
        let mut journal = Journal {
            identity: self.identity,
            entries,
            removed: removed.into_iter().map(|mark| (mark.uid, mark)).collect(),
            burning: burning.into_iter().map(|Stored(name)| name).collect(),
            undo: self.undo.unwrap_or_default().into(),
            unknown,
            ..Journal::new(rules)
        };
        // Journals from before there were uids get theirs here, whoever reads them.
        if journal.entries.iter().any(|entry| !entry.identity.uid.is_set()) {
            journal.identify(content);
        }
        Ok(journal)
    }
}

impl<'de> Deserialize<'de> for Change<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let (read, others) = read_object::<ObjectRead<'_, true>, _>(from)?;
        Ok(Change {
            act: read.act.ok_or_else(|| D::Error::missing_field("act"))?,
            rules: read.rules(),
            changed: read.identity.changed,
            removed: read.removed.unwrap_or_default(),
            marked: read.marked.unwrap_or_default(),
            added: read.added.unwrap_or_default(),
            was: read.entries.unwrap_or_default(),
            unknown: unknown_fields(others),
        })
    }
}

impl Serialize for Journal<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { rules, identity, entries, removed, burning, undo, unknown, .. } = self;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("version", &VERSION)?;
        write_rules(&mut map, rules)?;
        write_identity(&mut map, identity)?;
        map.serialize_entry("entries", entries)?;
        write_list(&mut map, "removed", removed.values())?;
        write_list(&mut map, "burning", burning)?;
        write_list(&mut map, "undo", undo)?;
        write_unknown(&mut map, unknown)?;
        map.end()
    }
}

impl Serialize for Change<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("act", &self.act)?;
        write_list(&mut map, "added", &self.added)?;
        write_list(&mut map, "was", &self.was)?;
        if let Some(rules) = &self.rules {
            write_rules(&mut map, rules)?;
        }
        if let Some(changed) = &self.changed {
            map.serialize_entry("changed", changed)?;
        }
        write_list(&mut map, "removed", &self.removed)?;
        write_list(&mut map, "marked", &self.marked)?;
        write_unknown(&mut map, &self.unknown)?;
        map.end()
    }
}

/// Writes a list, unless it is empty.
fn write_list<M: SerializeMap, T: Serialize>(
    map: &mut M,
    name: &str,
    list: impl IntoIterator<Item = T>,
) -> Result<(), M::Error> {
    let list: Vec<_> = list.into_iter().collect();
    if list.is_empty() { Ok(()) } else { map.serialize_entry(name, &list) }
}

fn write_rules<M: SerializeMap>(map: &mut M, rules: &Rules) -> Result<(), M::Error> {
    map.serialize_entry("breakup", &Stored(rules.breakup))?;
    map.serialize_entry("policy", &rules.policy)?;
    map.serialize_entry("days", &rules.days)
}
