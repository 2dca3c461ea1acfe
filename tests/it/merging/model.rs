//! One journal on one machine, as `manual/file.md` describes it: what each command leaves in the
//! file. It is written from the manual alone, with maps and loops.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Days, FixedOffset, NaiveDate, SubsecRound, TimeDelta};
use serde_json::{Map, Value, json};

/// The present on a machine, with its offset.
pub(super) type Clock = DateTime<FixedOffset>;

/// Entries or removals, as in the file, by uid.
pub(super) type ByUid = BTreeMap<String, Value>;

/// The fields of rules, entries and removals but `id`, in the order of the file.
const FIELDS: &str = "breakup policy days kind at by channel resisted note text done uid recorded \
                      changed burnt";

/// What an entry says, whatever it is called and whenever that was.
const SAID: &str = "kind at by channel resisted note text done";

/// What merges: everything but the undo history.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct State {
    /// The fields of the journal's own.
    pub(super) rules: Value,
    pub(super) entries: ByUid,
    pub(super) removed: ByUid,
}

impl State {
    /// The entries by id.
    pub(super) fn rows(&self) -> Vec<Value> {
        let mut all: Vec<Value> = self.entries.values().cloned().collect();
        all.sort_by_key(id);
        all
    }

    /// Whether an entry lies before the breakup.
    pub(super) fn begins_early(&self) -> bool {
        let breakup = text(&self.rules, "breakup").parse().unwrap();
        self.entries.values().any(|entry| day(entry) < breakup)
    }
}

type Before = (Option<Value>, Option<Value>);

/// A change that can be undone: what it added, and what it changed, as it was.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Change {
    added: Vec<String>,
    pub(super) was: Vec<Value>,
    rules: Option<Value>,
    /// Only for an import: of each uid, the entry and the removal before it.
    import: Option<BTreeMap<String, Before>>,
}

/// A command, with the uids of its entries.
pub(super) enum Command {
    Record(Value),
    /// Sets these fields; null clears one.
    Edit(String, Value),
    GaveIn(String),
    Resisted(String),
    Remove(String),
    Burn(String),
    Amend(Value),
    Undo(usize),
    /// `import`, and whether with `--take-changes`.
    Import(Vec<File>, bool),
}

/// A file that is imported.
#[derive(Clone, Debug)]
pub(super) enum File {
    Journal(State),
    /// Rows with a uid, or without one and with those that are `made` of its like: of the
    /// first such row that is new, of the second, and so on.
    Table(Vec<Value>),
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Machine {
    pub(super) state: State,
    pub(super) undo: Vec<Change>,
}

pub(super) fn text<'v>(value: &'v Value, field: &str) -> &'v str {
    value[field].as_str().unwrap_or_default()
}

pub(super) fn uid(value: &Value) -> String {
    text(value, "uid").to_owned()
}

pub(super) fn id(value: &Value) -> u64 {
    value["id"].as_u64().unwrap()
}

fn instant(value: &Value, field: &str) -> Option<Clock> {
    DateTime::parse_from_rfc3339(value[field].as_str()?).ok()
}

fn day(entry: &Value) -> NaiveDate {
    text(entry, "at")[..10].parse().unwrap()
}

/// The last instant at which an entry or the rules were changed, or else recorded.
fn last(value: &Value) -> Option<Clock> {
    instant(value, "changed").or(instant(value, "recorded"))
}

/// The present, but at least a microsecond after what it replaces.
fn stamp(now: Clock, replaced: Option<Clock>) -> Value {
    let least = replaced.map(|old| old.with_timezone(now.offset()) + TimeDelta::microseconds(1));
    json!(now.trunc_subsecs(6).max(least.unwrap_or(now.trunc_subsecs(6))).to_rfc3339())
}

/// The JSON without the id.
pub(super) fn form(value: &Value) -> String {
    let fields = FIELDS.split(' ').filter(|field| !value[field].is_null());
    let all: Map<_, _> = fields.map(|field| (field.to_owned(), value[field].clone())).collect();
    Value::Object(all).to_string()
}

/// What an entry or a row of a table says, with null for what it does not say.
fn said(value: &Value) -> Value {
    SAID.split(' ').map(|field| (field.to_owned(), value[field].clone())).collect()
}

/// Whether this form of an entry or the rules stands against the other.
pub(super) fn prevails(value: &Value, other: &Value) -> bool {
    (last(value), form(value)) > (last(other), form(other))
}

/// Whether this removal stands against the other: a burn, then the later one.
pub(super) fn removes(mark: &Value, other: &Value) -> bool {
    let order = |mark: &Value| (mark["burnt"] == true, instant(mark, "at"), form(mark));
    order(mark) > order(other)
}

/// Whether an entry stands against its removal.
pub(super) fn survives(entry: &Value, mark: &Value) -> bool {
    mark["burnt"] != true && last(entry) > instant(mark, "at")
}

/// Whether a contact is an attempt in the 24 hours after the urge, or on its day or the next.
fn follows(entry: &Value, urge: &Value) -> bool {
    text(entry, "kind") == "contact"
        && entry["by"].is_null()
        && text(entry, "channel") != "lurk"
        && match (instant(entry, "at"), instant(urge, "at")) {
            (Some(it), Some(urge)) => it >= urge && it - urge < TimeDelta::hours(24),
            _ => day(entry) >= day(urge) && day(entry) <= day(urge) + Days::new(1),
        }
}

impl Machine {
    /// Follows a command. `new` is the uid of the entry that it adds; that of a contact that `urge`
    /// adds or takes out is made of the urge's. Returns whether the program should succeed.
    pub(super) fn follow(&mut self, command: &Command, now: Clock, new: &str) -> bool {
        match command {
            Command::Record(fields) => {
                self.add(fields, now, new);
                self.push(Change { added: vec![new.into()], ..Change::default() });
            }
            Command::Edit(uid, fields) => {
                let was: Vec<Value> = self.set(uid, fields, now).into_iter().collect();
                if !was.is_empty() {
                    self.push(Change { was, ..Change::default() });
                }
            }
            Command::GaveIn(uid) => self.gave_in(uid, now, new),
            Command::Resisted(uid) => self.resisted(uid, now, new),
            Command::Remove(uid) => {
                let was = vec![self.take_out(uid, now)];
                self.push(Change { was, ..Change::default() });
            }
            Command::Burn(uid) => self.burn(uid, now),
            Command::Amend(fields) => return self.amend(fields, now),
            Command::Undo(count) => return self.undo(*count, now),
            Command::Import(files, take_changes) => return self.import(files, *take_changes, now),
        }
        true
    }

    /// Everything of which a copy is here, by id.
    pub(super) fn copies(&self) -> Vec<Value> {
        let undone = self.undo.iter().flat_map(|change| &change.was);
        let mut all: Vec<Value> = self.state.entries.values().chain(undone).cloned().collect();
        all.sort_by_key(id);
        all
    }

    pub(super) fn next_id(&self) -> u64 {
        self.copies().last().map_or(1, |last| id(last) + 1)
    }

    /// The uids in chronological order.
    pub(super) fn in_order(&self) -> Vec<String> {
        let mut all: Vec<&Value> = self.state.entries.values().collect();
        // The uid of an entry from before begins with the id that it had then.
        all.sort_by_key(|entry| {
            (day(entry), instant(entry, "at"), instant(entry, "recorded"), uid(entry))
        });
        all.into_iter().map(uid).collect()
    }

    fn push(&mut self, change: Change) {
        self.undo.push(change);
        if self.undo.len() > 10 {
            self.undo.remove(0);
        }
    }

    /// The next microsecond at which nothing was recorded.
    fn free(&self, now: Clock) -> Value {
        let copies = self.copies();
        let mut free = now.trunc_subsecs(6);
        while copies.iter().any(|copy| instant(copy, "recorded") == Some(free)) {
            free += TimeDelta::microseconds(1);
        }
        json!(free.to_rfc3339())
    }

    /// Adds an entry at the next free microsecond. If its uid was made of another, it may return.
    fn add(&mut self, fields: &Value, now: Clock, uid: &str) {
        let mut entry = fields.clone();
        entry["id"] = json!(self.next_id());
        entry["uid"] = json!(uid);
        entry["recorded"] = self.free(now);
        if let Some(mark) = self.state.removed.remove(uid) {
            let recorded = instant(&entry, "recorded").unwrap();
            entry["changed"] = stamp(recorded, instant(&mark, "at"));
        }
        entry.as_object_mut().unwrap().retain(|_, value| !value.is_null());
        self.state.entries.insert(uid.into(), entry);
    }

    /// Sets fields of an entry; null clears one. Returns it as it was, if that changes it.
    fn set(&mut self, uid: &str, fields: &Value, now: Clock) -> Option<Value> {
        let entry = self.state.entries.get_mut(uid).unwrap();
        let was = entry.clone();
        entry.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        entry.as_object_mut().unwrap().retain(|_, value| !value.is_null());
        if *entry == was {
            return None;
        }
        entry["changed"] = stamp(now, last(&was));
        Some(was)
    }

    /// `urge --gave-in`. `contact` is the uid that is made of the urge's.
    fn gave_in(&mut self, uid: &str, now: Clock, contact: &str) {
        let Some(was) = self.set(uid, &json!({"resisted": false}), now) else { return };
        let mut added = Vec::new();
        if !self.state.entries.values().any(|entry| follows(entry, &was)) {
            let fields = json!({"kind": "contact", "at": was["at"], "channel": "other"});
            self.add(&fields, now, contact);
            added.push(contact.to_owned());
        } else if let Some(contact) = self.state.entries.get_mut(contact) {
            contact["changed"] = stamp(now, last(contact));
        }
        self.push(Change { added, was: vec![was], ..Change::default() });
    }

    /// `urge --resisted`, which takes out the contact of `--gave-in` unless it was edited.
    fn resisted(&mut self, uid: &str, now: Clock, contact: &str) {
        let mut was: Vec<_> = self.set(uid, &json!({"resisted": true}), now).into_iter().collect();
        let (urge, contact) = (&self.state.entries[uid], self.state.entries.get(contact));
        let unedited = |contact: &&Value| {
            let fields = ["by", "note"].iter().all(|field| contact[*field].is_null());
            fields && contact["at"] == urge["at"] && contact["channel"] == "other"
        };
        let contact = contact.filter(unedited).map(|contact| text(contact, "uid").to_owned());
        was.extend(contact.map(|uid| self.take_out(&uid, now)));
        if !was.is_empty() {
            self.push(Change { was, ..Change::default() });
        }
    }

    fn take_out(&mut self, uid: &str, now: Clock) -> Value {
        let entry = self.state.entries.remove(uid).unwrap();
        let mark = json!({"uid": uid, "at": stamp(now, last(&entry))});
        self.state.removed.insert(uid.into(), mark);
        entry
    }

    /// `remove --burn`, also of an entry that only the undo history still has.
    fn burn(&mut self, uid: &str, now: Clock) {
        if self.state.entries.contains_key(uid) {
            self.take_out(uid, now);
        } else {
            let replaced = self.state.removed.get(uid).and_then(|mark| instant(mark, "at"));
            let mark = json!({"uid": uid, "at": stamp(now, replaced)});
            self.state.removed.insert(uid.into(), mark);
        }
        self.state.removed.get_mut(uid).unwrap()["burnt"] = json!(true);
        self.undo.clear();
    }

    /// `amend`. It is refused if the breakup moves to a day after an entry.
    fn amend(&mut self, fields: &Value, now: Clock) -> bool {
        let was = self.state.rules.clone();
        let mut rules = was.clone();
        rules.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        self.state.rules = rules.clone();
        if text(&rules, "breakup") > text(&was, "breakup") && self.state.begins_early() {
            self.state.rules = was;
            return false;
        }
        if rules != was {
            rules["changed"] = stamp(now, last(&was));
            self.state.rules = rules;
            self.push(Change { rules: Some(was), ..Change::default() });
        }
        true
    }

    /// `undo N`. It is refused if there are fewer changes.
    fn undo(&mut self, count: usize, now: Clock) -> bool {
        if count > self.undo.len() {
            return false;
        }
        for change in self.undo.split_off(self.undo.len() - count).into_iter().rev() {
            if let Some(before) = change.import {
                let State { rules, entries, removed } = &mut self.state;
                for (uid, (entry, mark)) in before {
                    entries.remove(&uid);
                    removed.remove(&uid);
                    entries.extend(entry.map(|entry| (uid.clone(), entry)));
                    removed.extend(mark.map(|mark| (uid, mark)));
                }
                *rules = change.rules.unwrap_or(rules.clone());
                continue;
            }
            for uid in &change.added {
                self.take_out(uid, now);
            }
            for mut entry in change.was {
                let uid = uid(&entry);
                let mark = self.state.removed.remove(&uid).and_then(|mark| instant(&mark, "at"));
                let here = self.state.entries.get(&uid).and_then(last);
                entry["changed"] = stamp(now, mark.or(here));
                self.state.entries.insert(uid, entry);
            }
            if let Some(mut rules) = change.rules {
                rules["changed"] = stamp(now, last(&self.state.rules));
                self.state.rules = rules;
            }
        }
        true
    }

    /// `import` of other files, in this order. It is refused if a row of a table that would come in
    /// lies in the future or before the breakup.
    fn import(&mut self, files: &[File], take_changes: bool, now: Clock) -> bool {
        let before = self.state.clone();
        let mut next = self.next_id();
        let (mut named, mut taken) = (Vec::new(), BTreeSet::new());
        for file in files {
            match file {
                File::Journal(other) => {
                    self.merge(other);
                    named.extend(other.rows().iter().map(uid));
                }
                File::Table(rows) => {
                    let uids = self.merge_table(rows, take_changes, now, &before, &mut taken);
                    let Some(uids) = uids else {
                        self.state = before;
                        return false;
                    };
                    named.extend(uids);
                }
            }
        }
        // What came in is numbered as the files first name it.
        for uid in named {
            let here = before.entries.get(&uid).map(id);
            if let Some(entry) = self.state.entries.get_mut(&uid)
                && id(entry) == 0
            {
                entry["id"] = json!(here.unwrap_or(next));
                next += u64::from(here.is_none());
            }
        }
        self.keep_import(before);
        true
    }

    /// Adds an import to the undo history.
    fn keep_import(&mut self, before: State) {
        let now = &self.state;
        let burnt =
            |state: &State| state.removed.values().filter(|mark| mark["burnt"] == true).count();
        if burnt(now) > burnt(&before) {
            self.undo.clear();
            return;
        }
        // Nobody sees when something was changed, nor what is left of entries that are not here.
        let seen = |it: &State| -> (Vec<_>, Value) {
            let entries = it.entries.iter().map(|(uid, entry)| (uid.clone(), said(entry)));
            (entries.collect(), json!(["breakup", "policy", "days"].map(|name| &it.rules[name])))
        };
        if seen(now) == seen(&before) {
            return;
        }
        let mut import = BTreeMap::new();
        for uid in [now, &before].iter().flat_map(|it| it.entries.keys().chain(it.removed.keys())) {
            let of = |it: &State| (it.entries.get(uid).cloned(), it.removed.get(uid).cloned());
            if of(now) != of(&before) {
                import.insert(uid.clone(), of(&before));
            }
        }
        let was = import.values().filter_map(|(entry, _)| entry.clone()).collect();
        let rules = (now.rules != before.rules).then_some(before.rules);
        self.push(Change { added: Vec::new(), was, rules, import: Some(import) });
    }

    /// Takes in the rows of a table, and returns their uids; nothing if it is refused.
    fn merge_table(
        &mut self,
        rows: &[Value],
        take: bool,
        now: Clock,
        before: &State,
        taken: &mut BTreeSet<String>,
    ) -> Option<Vec<String>> {
        // The entries that rows without a uid may be, each of them one row. The others are counted.
        let mut others = self.state.rows();
        let made = |row: &Value| row["made"].as_array().cloned().unwrap_or_default();
        let mut alike = BTreeMap::<String, usize>::new();
        let mut named = |row: &Value| {
            let nth = alike.entry(said(row).to_string()).or_default();
            *nth += 1;
            made(row).get(*nth - 1).unwrap_or(&row["uid"]).clone()
        };
        let named: Vec<_> = rows.iter().map(&mut named).collect();
        others.retain(|entry| !named.contains(&entry["uid"]));
        let breakup: NaiveDate = text(&self.state.rules, "breakup").parse().unwrap();
        let (mut uids, mut new_ones) = (Vec::new(), BTreeMap::<String, usize>::new());
        for row in rows {
            let same = others.iter().position(|entry| said(entry) == said(row));
            let uid = match same {
                _ if row["made"].is_null() => uid(row),
                Some(nth) => uid(&others.remove(nth)),
                None => {
                    let nth = new_ones.entry(said(row).to_string()).or_default();
                    *nth += 1;
                    row["made"][*nth - 1].as_str().unwrap().to_owned()
                }
            };
            let entry = self.state.entries.get(&uid);
            let was = before.entries.get(&uid);
            let differs = entry.is_some_and(|entry| said(entry) != said(row))
                && was.is_none_or(|was| said(was) != said(row));
            // What one table has brought, another may not say otherwise.
            if differs && taken.contains(&uid) {
                return None;
            }
            let differs = differs && take && was.is_some();
            let new = entry.is_none() && !self.state.removed.contains_key(&uid);
            let ahead = |row: &Value| {
                let done = row["done"].as_str().map(|done| done.parse::<NaiveDate>().unwrap());
                let at = instant(row, "at").map_or(day(row) > now.date_naive(), |at| at > now);
                let at = at.then(|| day(row));
                at.or(done.filter(|done| *done > now.date_naive()))
            };
            let is_ahead = ahead(row).is_some() && was.is_none_or(|was| ahead(was) != ahead(row));
            let is_early = day(row) < breakup && was.is_none_or(|was| was["at"] != row["at"]);
            if (differs || new) && (is_ahead || is_early) {
                return None;
            }
            if differs || new {
                taken.insert(uid.clone());
            }
            if differs {
                self.set(&uid, &said(row), now);
            } else if new {
                let mut entry = row.clone();
                if row["uid"].is_null() {
                    entry["recorded"] = self.free(now);
                    entry["uid"] = json!(uid);
                    entry["made"] = Value::Null;
                }
                entry["id"] = json!(0);
                entry.as_object_mut().unwrap().retain(|_, value| !value.is_null());
                self.state.entries.insert(uid.clone(), entry);
            }
            uids.push(uid);
        }
        Some(uids)
    }

    /// What comes in has no id yet.
    fn merge(&mut self, other: &State) {
        let State { rules, entries, removed } = &mut self.state;
        for (uid, mark) in &other.removed {
            let stays = entries.get(uid).is_some_and(|entry| survives(entry, mark));
            if !stays && removed.get(uid).is_none_or(|here| removes(mark, here)) {
                entries.remove(uid);
                removed.insert(uid.clone(), mark.clone());
            }
        }
        for (uid, entry) in &other.entries {
            let stays = entries.get(uid).is_some_and(|here| !prevails(entry, here));
            if !stays && removed.get(uid).is_none_or(|mark| survives(entry, mark)) {
                removed.remove(uid);
                entries.insert(uid.clone(), entry.clone());
                entries.get_mut(uid).unwrap()["id"] = json!(0);
            }
        }
        if rules["uid"] == other.rules["uid"] && prevails(&other.rules, rules) {
            *rules = other.rules.clone();
        }
    }

    /// Reads a file, with as much of the changes that can be undone as one from before needs.
    pub(super) fn read(file: &Value) -> Self {
        let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
        let by_uid = |value: &Value| list(value).into_iter().map(|it| (uid(&it), it)).collect();
        let mut rules = file.as_object().unwrap().clone();
        rules.retain(|field, _| !["version", "entries", "removed", "undo"].contains(&&**field));
        let known = list(&file["undo"]).iter().flat_map(|change| list(&change["was"])).collect();
        let known = [list(&file["entries"]), known].concat();
        let undo = list(&file["undo"]).into_iter().map(|change| Change {
            added: known
                .iter()
                .filter(|entry| list(&change["added"]).contains(&entry["id"]))
                .map(uid)
                .collect(),
            was: list(&change["was"]),
            ..Change::default()
        });
        let (entries, removed) = (by_uid(&file["entries"]), by_uid(&file["removed"]));
        Self { state: State { rules: rules.into(), entries, removed }, undo: undo.collect() }
    }
}
