//! Journals with one small defect each: what the schema of the file refuses, and what the program.

use nocontact::store::format;
use serde_json::{Value, json};

use super::defects::{JOURNAL, bent, refuses};
use super::{FILE, holds, wrong};

/// Neither the schema nor the program takes the journal with `value` put at `place`.
#[track_caller]
pub(super) fn neither_takes(place: &str, value: Value) {
    let file: Value = serde_json::from_str(JOURNAL).unwrap();
    refuses(FILE, &file, &[(place, value.clone())]);
    let bent = bent(&file, place, Some(value)).to_string();
    assert!(format::decode(bent.as_bytes()).is_err(), "the program reads {place} of {bent}");
}

/// Both the schema and the program take the journal with `value` put at `place`.
#[track_caller]
pub(super) fn both_take(place: &str, value: Value) {
    let file: Value = serde_json::from_str(JOURNAL).unwrap();
    let bent = bent(&file, place, Some(value));
    holds(FILE, &bent);
    let read = format::decode(bent.to_string().as_bytes()).map(drop);
    assert_eq!(read, Ok(()), "the program refuses {place} of {bent}");
}

#[test]
fn what_is_refused_in_the_file_is_refused_by_the_program_too() {
    for (place, value) in [
        ("/version", json!(0)),
        ("/version", json!(2)),
        ("/breakup", json!("2026-02-30")),
        ("/breakup", json!("2026-11-01T00:00:00Z")),
        ("/policy", json!("soft")),
        ("/days", json!(0)),
        ("/days", json!(3651)),
        ("/entries", json!({})),
        ("/entries/0/id", json!(0)),
        ("/entries/0/id", json!(1_u64 << 53)),
        ("/entries/0/kind", json!("dream")),
        ("/entries/0/at", json!("2026-11-5")),
        ("/entries/0/at", json!("2026-11-05T23:10:00")),
        ("/entries/0/at", json!("2026-11-05T24:00:00Z")),
        ("/entries/0/at", json!("1899-12-31T23:59:59Z")),
        ("/entries/0/by", json!("us")),
        ("/entries/0/why", json!("love")),
        ("/entries/0/reply", json!("long")),
        ("/entries/0/necessary", json!("love")),
        ("/entries/0/times", json!(10_000)),
        ("/entries/0/note", json!("a\0b")),
        ("/entries/0/note", json!("x".repeat(65_537))),
        ("/entries/0/triggers", json!("alone")),
        ("/entries/5/resisted", json!("yes")),
        ("/undo/0/act", json!("forgot")),
        ("/undo/1/was/0/at", json!("yesterday")),
        ("/undo/3/days", json!(0)),
    ] {
        neither_takes(place, value);
    }
}

#[test]
fn a_field_of_another_kind_is_refused_in_the_file_and_by_the_program() {
    for (name, value) in [
        ("by", json!("them")),
        ("channel", json!("call")),
        ("why", json!("comfort")),
        ("reply", json!("none")),
        ("necessary", json!("work")),
        ("times", json!(1)),
    ] {
        neither_takes(&format!("/entries/5/{name}"), value.clone());
        neither_takes(&format!("/entries/6/{name}"), value);
    }
    neither_takes("/entries/0/resisted", json!(true));
    neither_takes("/entries/6/resisted", json!(true));
    neither_takes("/entries/6/triggers", json!([]));
    neither_takes("/entries/6/note", json!("a"));
}

/// What the program would let pass, and never writes.
#[test]
fn the_file_holds_nothing_that_is_of_no_use() {
    let file: Value = serde_json::from_str(JOURNAL).unwrap();
    let change = &file["undo"][0];
    refuses(
        FILE,
        &file,
        &[
            ("/entries/0/note", json!(null)),
            ("/undo/0/added", json!([])),
            ("/undo/0/added/0", json!(0)),
            ("/undo/1/was", json!([])),
            ("/undo/2/act", json!("recorded")),
            ("/undo/0/act", json!("amended")),
            ("/undo/0/act", json!("removed")),
            ("/undo/0/days", json!(30)),
            ("/undo/0/policy", json!("open")),
            ("/undo", json!(vec![change; 11])),
        ],
    );
    holds(FILE, &bent(&file, "/undo", Some(json!(vec![change; 10]))));
    for name in ["breakup", "policy", "days"] {
        let bent = bent(&file, &format!("/undo/3/{name}"), None);
        assert!(!wrong(FILE, &bent).is_empty(), "{name} may be missing");
    }
}
