//! The words of the schemas are those of the program, and no others.

use std::collections::BTreeMap;

use clap::ValueEnum;
use nocontact::domain::calendar::Mark;
use nocontact::domain::change::{Act, UNDO_LIMIT};
use nocontact::domain::contact::{By, Channel, Necessity, Reply, TIMES, Why};
use nocontact::domain::entry::{IDS, Kind};
use nocontact::domain::readiness::{Answer, Cause};
use nocontact::domain::reasons::Reason;
use nocontact::domain::text::{LETTER_LIMIT, NOTE_LIMIT};
use nocontact::domain::verdict::Verdict;
use nocontact::domain::window::{DAYS, Policy};
use serde_json::{Value, json};

use super::SCHEMAS;

fn words<T: ValueEnum>() -> Value {
    let variants = T::value_variants().iter().filter_map(ValueEnum::to_possible_value);
    variants.map(|value| value.get_name().to_owned()).collect()
}

/// What `doctor` can find wrong.
const PROBLEMS: [&str; 23] = [
    "not-tracked",
    "link-to-nothing",
    "before-breakup",
    "only-backup",
    "damaged",
    "in-the-way",
    "closed",
    "newer",
    "backup-damaged",
    "backup-newer",
    "backup-in-the-way",
    "file-open",
    "folder-open",
    "folder-closed",
    "folder-sealed",
    "file-stuck",
    "stale-temporary",
    "stale-draft",
    "lock-held",
    "lock-odd",
    "lock-fails",
    "clock-behind",
    "no-such-zone",
];

/// The lists of `words.json`, by the names that they have there.
fn of_the_program() -> BTreeMap<&'static str, Value> {
    BTreeMap::from([
        ("act", words::<Act>()),
        ("answer", words::<Answer>()),
        ("by", words::<By>()),
        ("cause", words::<Cause>()),
        ("channel", words::<Channel>()),
        ("kind", words::<Kind>()),
        ("mark", words::<Mark>()),
        ("necessary", words::<Necessity>()),
        ("policy", words::<Policy>()),
        // Its variants hold values; the tests of `doctor` show each of them.
        ("problem", json!(PROBLEMS)),
        ("reason", words::<Reason>()),
        ("reply", words::<Reply>()),
        ("verdict", words::<Verdict>()),
        ("why", words::<Why>()),
    ])
}

/// Every value that an `enum` or a `const` below `schema` names.
fn named(schema: &Value, found: &mut Vec<Value>) {
    match schema {
        Value::Object(fields) => {
            for (name, value) in fields {
                match (name.as_str(), value) {
                    ("enum" | "const", Value::Array(values)) => found.extend(values.clone()),
                    ("const", value) => found.push(value.clone()),
                    _ => named(value, found),
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| named(value, found)),
        _ => {}
    }
}

#[test]
fn the_lists_of_words_are_those_of_the_program() {
    let lists = SCHEMAS["words"]["$defs"].as_object().unwrap().iter();
    let lists = lists.filter_map(|(name, list)| Some((name.as_str(), list.get("enum")?.clone())));
    assert_eq!(lists.collect::<BTreeMap<_, _>>(), of_the_program());
}

/// A condition on a word that is gone would never again be met.
#[test]
fn no_schema_names_a_word_that_the_program_does_not_know() {
    let known: Vec<_> =
        of_the_program().values().flat_map(|list| list.as_array().unwrap().clone()).collect();
    for (name, schema) in &*SCHEMAS {
        let mut found = Vec::new();
        named(schema, &mut found);
        for word in found.iter().filter(|value| value.is_string()) {
            assert!(known.contains(word), "{name}: {word}");
        }
    }
}

/// A kind or an act without a part of its own would be let pass with any fields.
#[test]
fn every_kind_and_act_has_a_part_of_its_own() {
    for (parts, name, words) in [
        (&SCHEMAS["entry"]["allOf"], "kind", words::<Kind>()),
        (&SCHEMAS["file"]["$defs"]["entry"]["allOf"], "kind", words::<Kind>()),
        (&SCHEMAS["file"]["$defs"]["change"]["allOf"], "act", words::<Act>()),
    ] {
        let mut found = Vec::new();
        for part in parts.as_array().unwrap() {
            named(&part["if"]["properties"][name], &mut found);
        }
        assert_eq!(Value::from(found), words, "{parts:#}");
    }
}

#[test]
fn the_limits_are_those_of_the_program() {
    let limits = |name: &str| {
        let schema = &SCHEMAS["words"]["$defs"][name];
        json!([schema["minimum"], schema["maximum"]])
    };
    assert_eq!(limits("id"), json!([IDS.start, IDS.end - 1]));
    assert_eq!(limits("times"), json!([TIMES.start(), TIMES.end()]));
    assert_eq!(limits("length"), json!([DAYS.start(), DAYS.end()]));
    assert_eq!(SCHEMAS["words"]["$defs"]["text"]["maxLength"], NOTE_LIMIT);
    assert_eq!(SCHEMAS["words"]["$defs"]["letter"]["maxLength"], LETTER_LIMIT);
    assert_eq!(SCHEMAS["file"]["properties"]["undo"]["maxItems"], UNDO_LIMIT);
}
