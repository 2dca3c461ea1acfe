//! The schemas are worth something: sound documents with one small defect each are refused.

use serde_json::{Value, json};

use super::{FILE, SCHEMAS, holds, wrong};
use crate::world::World;

/// A journal with an entry of every kind and verdict, and a change of every act.
pub(super) const JOURNAL: &str = r#"{"version": 1, "breakup": "2026-11-01", "policy": "fixed", "days": 30, "entries": [
    {"id": 1, "kind": "contact", "at": "2026-11-05T23:10:00.250+01:00", "channel": "visit",
     "why": "explanation", "times": 3, "triggers": ["alone"], "note": "asked why"},
    {"id": 2, "kind": "contact", "at": "2026-11-06", "by": "them", "channel": "call",
     "why": "comfort", "reply": "conversation"},
    {"id": 3, "kind": "contact", "at": "2026-11-07", "by": "chance", "channel": "meetup", "reply": "brief"},
    {"id": 4, "kind": "contact", "at": "2026-11-08", "by": "me", "channel": "email", "necessary": "work"},
    {"id": 5, "kind": "contact", "at": "2026-11-09", "channel": "lurk", "times": 1},
    {"id": 6, "kind": "urge", "at": "2026-11-09T22:00:00Z", "resisted": true, "triggers": ["wine"],
     "note": "so close"},
    {"id": 7, "kind": "restart", "at": "2026-11-10"},
    {"id": 8, "kind": "contact", "at": "2026-12-20", "channel": "social"},
    {"id": 9, "kind": "urge", "at": "2026-12-21"},
    {"id": 11, "kind": "letter", "at": "2026-12-21T22:00:00Z", "title": "never sent", "text": "Dear you"},
    {"id": 12, "kind": "goal", "at": "2026-12-21", "text": "run", "done": "2026-12-22"},
    {"id": 13, "kind": "plan", "at": "2026-12-21", "text": "if it is late, then I call Sam"},
    {"id": 14, "kind": "reflection", "at": "2026-12-21", "answers": "yynyyny"}],
  "undo": [
    {"act": "recorded", "added": [9]},
    {"act": "edited", "was": [{"id": 7, "kind": "restart", "at": "2026-11-11"}]},
    {"act": "removed", "was": [{"id": 10, "kind": "urge", "at": "2026-11-12"}]},
    {"act": "amended", "breakup": "2026-11-02", "policy": "strict", "days": 60},
    {"act": "imported", "added": [8, 9]},
    {"act": "settled", "was": [{"id": 12, "kind": "goal", "at": "2026-12-21", "text": "run"}]}]}"#;

/// The ids of its entries.
const IDS: [u64; 13] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14];

/// The day after the last entry.
pub(super) fn world() -> World {
    let mut world = World::new();
    world.at("2026-12-22T12:00:00+01:00");
    world.write(JOURNAL);
    world
}

/// The entry that bears `id`, as it is printed.
pub(super) fn entry(id: u64) -> Value {
    world().json(&format!("show {id} --json"))
}

const FIXED: &str = "--fixed --days 40";
const STRICT: &str = "--strict --days 40";
const OPEN: &str = "--no-end";

/// The status at `now`, after `amend` with these `rules`.
fn status(rules: &str, now: &str) -> Value {
    let mut world = world();
    world.ok(&format!("amend {rules}"));
    world.at(now);
    world.json("status --json")
}

const RUNNING: &str = "2026-12-11T12:00:00+01:00";
const OVER: &str = "2026-12-22T12:00:00+01:00";

/// Documents of every shape, each with the name of its schema.
fn sound() -> Vec<(&'static str, Value)> {
    let mut documents = IDS.map(|id| ("entry", entry(id))).to_vec();
    documents.push(("history", world().json("history --json")));
    for rules in [FIXED, STRICT, OPEN] {
        documents.extend([RUNNING, OVER].map(|now| ("status", status(rules, now))));
    }
    documents.push(("status", World::started().json("status --json")));
    for name in ["calendar", "patterns", "doctor"] {
        let mut world = world();
        documents.push((name, world.json_of(&format!("{name} --json"))));
        world.ok("restart");
        world.at("2026-12-20T12:00:00+01:00");
        documents.push((name, world.json_of(&format!("{name} --json"))));
    }
    documents.push((FILE, serde_json::from_str(JOURNAL).unwrap()));
    documents
}

/// Where the values below `value` are, as JSON pointers.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    let mut go = |name: &str, value| {
        let place = format!("{at}/{name}");
        places(value, &place, found);
        found.push(place);
    };
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, value)| go(name, value)),
        Value::Array(values) => {
            values.iter().enumerate().for_each(|(at, value)| go(&at.to_string(), value));
        }
        _ => {}
    }
}

/// `document` with `value` put at `place`, which may be a new one, or with what is there taken out.
pub(super) fn bent(document: &Value, place: &str, value: Option<Value>) -> Value {
    let mut document = document.clone();
    let (parent, name) = place.rsplit_once('/').unwrap();
    match (document.pointer_mut(parent).unwrap(), value) {
        (Value::Object(fields), Some(value)) => _ = fields.insert(name.to_owned(), value),
        (Value::Object(fields), None) => _ = fields.remove(name).unwrap(),
        (Value::Array(values), Some(value)) => values[name.parse::<usize>().unwrap()] = value,
        (place, _) => panic!("{name} of {place} cannot be bent"),
    }
    document
}

/// `document` holds, and no longer where one of `defects` is put in.
#[track_caller]
pub(super) fn refuses(name: &str, document: &Value, defects: &[(&str, Value)]) {
    holds(name, document);
    for (place, value) in defects {
        let bent = bent(document, place, Some(value.clone()));
        assert!(bent != *document, "{place} is {value} already");
        assert!(!wrong(name, &bent).is_empty(), "{name}: {place} may be {value}");
    }
}

/// What is not among them is not bent, and its part of a schema not tried.
#[test]
fn the_sound_documents_have_every_kind_and_verdict_and_act() {
    let file: Value = serde_json::from_str(JOURNAL).unwrap();
    let entries = world().json("history --json");
    for (name, documents) in [("kind", &entries), ("verdict", &entries), ("act", &file["undo"])] {
        let list = SCHEMAS["words"]["$defs"][name]["enum"].as_array().unwrap();
        for word in list {
            let has = |document: &Value| document[name] == *word;
            assert!(documents.as_array().unwrap().iter().any(has), "no {name} is {word}");
        }
    }
}

#[test]
fn what_the_program_prints_and_writes_holds() {
    for (name, document) in sound() {
        holds(name, &document);
    }
}

#[test]
fn no_value_may_be_of_another_type() {
    for (name, document) in sound() {
        let mut found = Vec::new();
        places(&document, "", &mut found);
        for place in found {
            refuses(name, &document, &[(&place, json!(7.5))]);
        }
        assert!(!wrong(name, &json!(7.5)).is_empty(), "{name} may be a number");
    }
}

#[test]
fn no_field_may_be_missing_from_what_is_printed_nor_what_makes_the_file_a_journal() {
    let needed = ["version", "breakup", "entries", "id", "kind", "at", "act", "added", "was"];
    for (name, document) in sound() {
        let mut found = Vec::new();
        places(&document, "", &mut found);
        for place in found {
            let field = place.rsplit('/').next().unwrap();
            let in_list = field.parse::<usize>().is_ok();
            if !in_list && (name != FILE || needed.contains(&field)) {
                let bent = bent(&document, &place, None);
                assert!(!wrong(name, &bent).is_empty(), "{name}: {place} may be missing");
            }
        }
    }
}

#[test]
fn a_new_field_may_be_added_everywhere() {
    for (name, document) in sound() {
        let mut found = vec![String::new()];
        places(&document, "", &mut found);
        for place in found.iter().filter(|place| document.pointer(place).unwrap().is_object()) {
            holds(name, &bent(&document, &format!("{place}/mood"), Some(json!(7.5))));
        }
    }
}

#[test]
fn a_status_that_contradicts_itself_is_refused() {
    let running = status(FIXED, RUNNING);
    refuses(
        "status",
        &running,
        &[
            ("/today", json!("2026-02-30")),
            ("/today", json!("1899-12-31")),
            ("/today", json!("2026-12-11T12:00:00+01:00")),
            ("/breakup", json!("1.11.2026")),
            ("/breakup", json!(null)),
            ("/days_since_breakup", json!(-1)),
            ("/window", json!(null)),
            ("/window/policy", json!("open")),
            ("/window/policy", json!("soft")),
            ("/window/days", json!(0)),
            ("/window/days", json!(3651)),
            ("/window/days", json!(null)),
            ("/window/days_remaining", json!(null)),
            ("/window/days_remaining", json!(0)),
            ("/window/days_remaining", json!(-1)),
            ("/window/ends_on", json!("never")),
            ("/window/day", json!(null)),
            ("/window/complete", json!(true)),
            ("/window/breaks", json!(null)),
            ("/without_contact/full_window_on", json!("10000-01-01")),
            ("/without_contact/longest", json!(-1)),
            ("/counts/chasing", json!(0)),
            ("/counts/urges", json!("1")),
            ("/last_chasing", json!(null)),
            ("/last_chasing/id", json!(0)),
            ("/last_chasing/at", json!("yesterday")),
            ("/last_chasing/channel", json!("pigeon")),
        ],
    );
    refuses("status", &status(FIXED, OVER), &[("/window/complete", json!(false))]);
    refuses("status", &status(STRICT, OVER), &[("/window/breaks", json!(1))]);
    let none = World::started().json("status --json");
    refuses("status", &none, &[("/last_chasing", running["last_chasing"].clone())]);
}

#[test]
fn a_status_without_end_has_four_nulls() {
    refuses(
        "status",
        &status(OPEN, OVER),
        &[
            ("/window/policy", json!("fixed")),
            ("/window/days", json!(30)),
            ("/window/ends_on", json!("2026-12-01")),
            ("/window/days_remaining", json!(0)),
            ("/window/complete", json!(true)),
            ("/without_contact/full_window_on", json!("2026-12-01")),
        ],
    );
}
