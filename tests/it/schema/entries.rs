//! Entries with one small defect each, which the schema of an entry refuses.

use serde_json::{Value, json};

use super::defects::{bent, entry, refuses, world};
use super::holds;
use crate::world::World;

const EXPLAIN: &str = "demanding-explanation";

/// `document` with each of `values` put at its place.
pub(super) fn with(document: &Value, values: &[(&str, Value)]) -> Value {
    values.iter().fold(document.clone(), |document, (place, value)| {
        bent(&document, place, Some(value.clone()))
    })
}

#[test]
fn an_entry_with_a_wrong_value_is_refused() {
    refuses(
        "entry",
        &entry(1),
        &[
            ("/id", json!(0)),
            ("/id", json!(1_u64 << 53)),
            ("/kind", json!("dream")),
            ("/day", json!(-1)),
            ("/by", json!("us")),
            ("/channel", json!("pigeon")),
            ("/why", json!("love")),
            ("/why", json!("")),
            ("/reply", json!("long")),
            ("/necessary", json!("love")),
            ("/times", json!(0)),
            ("/times", json!(10_000)),
            ("/triggers", json!(null)),
            ("/triggers/0", json!(null)),
            ("/note", json!("a\0b")),
            ("/note", json!("x".repeat(65_537))),
            ("/verdict", json!(null)),
            ("/verdict", json!("guilty")),
            ("/reasons", json!([])),
            ("/reasons/0", json!("because")),
        ],
    );
    for time in [
        "2026-11-05 23:10:00+01:00",
        "2026-11-05t23:10:00+01:00",
        "2026-11-05T23:10:00Z",
        "2026-11-05T23:10:00",
        "2026-11-05T24:00:00+01:00",
        "2026-11-05T23:10+01:00",
        "2026-11-05T23:10:00.5+01:00",
        "2026-11-05T23:10:00+24:00",
        "2026-02-30T23:10:00+01:00",
        "1899-12-31T23:10:00+01:00",
        "2026-11-5",
    ] {
        refuses("entry", &entry(1), &[("/at", json!(time))]);
    }
    refuses("entry", &entry(6), &[("/resisted", json!("yes")), ("/note", json!(false))]);
    refuses("history", &world().json("history --json"), &[("/3/id", json!(0))]);
}

#[test]
fn a_verdict_that_the_facts_do_not_bear_out_is_refused() {
    // A visit by me, three times, to ask for an explanation: chasing.
    refuses(
        "entry",
        &entry(1),
        &[
            ("/verdict", json!("kept")),
            ("/verdict", json!("slip")),
            ("/verdict", json!("reconnect")),
            ("/by", json!("them")),
            ("/channel", json!("lurk")),
            ("/channel", json!("text")),
            ("/channel", json!("friend")),
            ("/why", json!(null)),
            ("/why", json!("begging")),
            ("/reasons", json!(["unanswered"])),
            ("/reasons", json!(["reached-out", "repeated", "showing-up"])),
            ("/reasons", json!(["reached-out", "showing-up", EXPLAIN])),
            ("/reasons", json!(["repeated", "showing-up", EXPLAIN])),
            ("/reasons", json!(["reached-out", "repeated", "showing-up", EXPLAIN, EXPLAIN])),
            ("/reasons", json!(["reached-out", "unanswered", "repeated", "showing-up", EXPLAIN])),
            ("/reasons", json!(["reached-out", "repeated", "showing-up", EXPLAIN, "first-step"])),
            ("/reasons/0", json!("first-step")),
            ("/reasons/1", json!("drawn-in")),
        ],
    );
    // Theirs, and a conversation: a slip.
    refuses(
        "entry",
        &entry(2),
        &[
            ("/verdict", json!("kept")),
            ("/verdict", json!("chasing")),
            ("/verdict", json!("reconnect")),
            ("/reply", json!("brief")),
            ("/why", json!(null)),
            ("/reasons", json!(["drawn-in"])),
            ("/by", json!("me")),
        ],
    );
    // Answered briefly: kept.
    refuses(
        "entry",
        &entry(3),
        &[
            ("/verdict", json!("slip")),
            ("/reply", json!(null)),
            ("/reply", json!("conversation")),
            ("/reasons", json!(["did-not-answer"])),
            ("/necessary", json!("home")),
        ],
    );
    // Necessary, and of use for nothing else.
    refuses(
        "entry",
        &entry(4),
        &[
            ("/verdict", json!("chasing")),
            ("/reasons", json!(["kept-short"])),
            ("/why", json!("begging")),
            ("/necessary", json!(null)),
        ],
    );
    refuses(
        "entry",
        &entry(5),
        &[
            ("/verdict", json!("kept")),
            ("/channel", json!("social")),
            ("/reasons", json!(["did-not-answer"])),
        ],
    );
    // A first step after the window.
    refuses(
        "entry",
        &entry(8),
        &[
            ("/times", json!(2)),
            ("/verdict", json!("chasing")),
            ("/verdict", json!("kept")),
            ("/by", json!("chance")),
            ("/why", json!("other")),
            ("/reasons", json!(["staying-present", "in-touch", "first-step"])),
            ("/reasons", json!(["unanswered", "staying-present", "first-step"])),
            ("/reasons", json!(["first-step"])),
            ("/reasons", json!(["staying-present"])),
            ("/reasons", json!(["reached-out", "staying-present", "first-step"])),
        ],
    );
}

#[test]
fn a_reason_of_an_attempt_stands_and_falls_with_its_fact() {
    let plain = World::started().json("log text --why other --json");
    for (place, word, reason) in [
        ("/channel", "visit", "showing-up"),
        ("/channel", "friend", "through-someone"),
        ("/why", "explanation", EXPLAIN),
        ("/why", "begging", "begging"),
        ("/why", "persuading", "persuading"),
        ("/why", "jealousy", "jealousy"),
        ("/why", "apology", "apology"),
        ("/why", "staying-present", "staying-present"),
    ] {
        let fact = (place, json!(word));
        for first in ["reached-out", "unanswered"] {
            let reasons = ("/reasons", json!([first, reason]));
            holds("entry", &with(&plain, &[fact.clone(), reasons.clone()]));
            refuses("entry", &plain, &[fact.clone(), reasons]);
        }
    }
    let unsaid = with(&plain, &[("/why", json!(null))]);
    refuses("entry", &unsaid, &[("/channel", json!("social")), ("/times", json!(3))]);
    holds("entry", &with(&unsaid, &[("/reasons", json!(["reached-out", "repeated"]))]));
}

#[test]
fn the_answer_decides_what_is_said_of_theirs() {
    let slip = World::started().json("log call --by them --reply conversation --json");
    let theirs = |reply: Value, verdict: &str, reason: &str| {
        let verdict = ("/verdict", json!(verdict));
        with(&slip, &[("/reply", reply), verdict, ("/reasons", json!([reason]))])
    };
    for (reply, verdict, reason, other) in [
        (json!("conversation"), "slip", "drawn-in", "in-touch"),
        (json!("conversation"), "reconnect", "in-touch", "drawn-in"),
        (json!("brief"), "kept", "kept-short", "did-not-answer"),
        (json!("none"), "kept", "did-not-answer", "kept-short"),
        (json!(null), "kept", "did-not-answer", "necessary"),
    ] {
        let sound = theirs(reply, verdict, reason);
        refuses("entry", &sound, &[("/verdict", json!("chasing")), ("/reasons/0", json!(other))]);
    }
}

#[test]
fn what_was_necessary_is_for_nothing_else() {
    let necessary = World::started().json("log text --necessary home --why other --json");
    let unsaid = with(&necessary, &[("/why", json!(null))]);
    refuses("entry", &necessary, &[("/why", json!("apology"))]);
    refuses("entry", &unsaid, &[("/why", json!("comfort")), ("/necessary", json!(null))]);
}
