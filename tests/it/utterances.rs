//! What people type at two in the morning, and what must come of it: one row of `utterances.jsonl`
//! after another. The clock is 02:10 on Wednesday 25 November 2026; the breakup was on the 1st.

use serde_json::Value;

use crate::world::World;

const ROWS: &str = include_str!("utterances.jsonl");

/// Rows that other work brings: a request to stop.
const LATER: [&str; 1] = ["--stop"];

/// What is wrong with a row, if anything.
fn mistake(row: &Value) -> Option<String> {
    let mut world = World::new();
    world.at("2026-11-25T02:10:00+01:00");
    world.ok("start 2026-11-01");
    let args: Vec<&str> = row["args"].as_array()?.iter().filter_map(Value::as_str).collect();
    if args[0] == "edit" {
        world.ok("log call");
    }
    let before = world.bytes();
    let outcome = world.run_words(&args);
    if let Some(offers) = row["refused"].as_array() {
        let offers = offers.iter().filter_map(Value::as_str);
        let missing: Vec<_> = offers.filter(|offer| !outcome.err.contains(offer)).collect();
        let is_right = outcome.code == 2 && world.bytes() == before && missing.is_empty();
        return (!is_right).then(|| format!("{args:?}: without {missing:?}: {outcome}"));
    }
    if outcome.code != 0 {
        return Some(format!("{args:?}: {outcome}"));
    }
    let entries = world.json("history --json");
    let entry = entries.as_array()?.last()?;
    let wrong = |(field, value): (&String, &Value)| entry[field] != *value;
    let wrong = row["expect"].as_object()?.iter().find(|field| wrong(*field))?;
    Some(format!("{args:?}: {wrong:?} in {entry}"))
}

#[test]
fn what_people_type_is_what_is_recorded() {
    let rows = ROWS.lines().map(|line| serde_json::from_str(line).unwrap());
    let rows = rows.filter(|row: &Value| {
        !LATER.iter().any(|later| row["args"].as_array().unwrap().contains(&Value::from(*later)))
    });
    let rows: Vec<Value> = rows.collect();
    assert!(rows.len() > 100, "{}", rows.len());
    let mistakes: Vec<_> = rows.iter().filter_map(mistake).collect();
    assert!(mistakes.is_empty(), "{} of {}:\n{}", mistakes.len(), rows.len(), mistakes.join("\n"));
}
