//! Which urges `status` counts as resisted, and which as passed (`manual/verdicts.md`).

use serde_json::{Value, json};

use crate::world::World;

/// Writes a journal since 1 November with these entries, numbered from 1.
fn journal(world: &World, entries: &[Value]) {
    let mut entries = entries.to_vec();
    for (id, entry) in (1..).zip(&mut entries) {
        entry["id"] = json!(id);
    }
    let file = json!({ "version": 1, "breakup": "2026-11-01", "policy": "fixed", "days": 30,
                       "entries": entries });
    world.write(file.to_string());
}

fn urge(at: &str) -> Value {
    json!({ "kind": "urge", "at": at })
}

fn settled(at: &str, resisted: bool) -> Value {
    json!({ "kind": "urge", "at": at, "resisted": resisted })
}

fn contact(at: &str, by: &str, reply: &str) -> Value {
    json!({ "kind": "contact", "at": at, "by": by, "channel": "text", "reply": reply })
}

/// A break by me.
fn text(at: &str) -> Value {
    contact(at, "me", "none")
}

/// At `now` there are this many urges, and this many that passed.
#[track_caller]
fn counts(now: &str, entries: &[Value], [urges, passed]: [u64; 2]) {
    all(now, entries, [urges, 0, passed]);
}

/// At `now` there are this many urges, this many resisted, and this many that passed.
#[track_caller]
fn all(now: &str, entries: &[Value], expected: [u64; 3]) {
    let mut world = World::new();
    world.at(now);
    journal(&world, entries);
    let counts = &world.json("status --json")["counts"];
    let names = ["urges", "urges_resisted", "urges_passed"];
    let found = names.map(|name| counts[name].as_u64().unwrap());
    assert_eq!(found, expected, "at {now}: {entries:?}");
}

const LATER: &str = "2026-11-30T12:00:00+01:00";
const NIGHT: &str = "2026-11-10T22:00:00+01:00";

#[test]
fn a_settlement_stands() {
    let entries = [settled(NIGHT, true), settled(NIGHT, true), settled(NIGHT, false), text(NIGHT)];
    all(LATER, &entries, [3, 2, 0]);
    all(NIGHT, &entries, [3, 2, 0]);
    all(LATER, &[], [0, 0, 0]);
}

#[test]
fn an_unsettled_urge_passed_once_24_hours_are_over() {
    counts("2026-11-11T21:59:59+01:00", &[urge(NIGHT)], [1, 0]);
    counts("2026-11-11T22:00:00+01:00", &[urge(NIGHT)], [1, 1]);
    // 24 hours on one clock, in whatever time zone it is read.
    counts("2026-11-11T13:00:00-08:00", &[urge(NIGHT)], [1, 1]);
    counts("2026-11-12T05:59:59+09:00", &[urge(NIGHT)], [1, 0]);
}

#[test]
fn not_where_a_break_by_me_was_in_them() {
    for (at, resisted) in [
        ("2026-11-10T21:59:59+01:00", 1),
        ("2026-11-10T22:00:01+01:00", 0),
        ("2026-11-11T21:59:59+01:00", 0),
        ("2026-11-11T22:00:01+01:00", 1),
        ("2026-11-11T13:00:01-08:00", 1),
    ] {
        counts(LATER, &[urge(NIGHT), text(at)], [1, resisted]);
        counts(LATER, &[text(at), urge(NIGHT)], [1, resisted]);
    }
    // One break ends two urges, and leaves a third.
    let earlier =
        [urge("2026-11-10T08:00:00+01:00"), urge(NIGHT), text("2026-11-11T07:00:00+01:00")];
    counts(LATER, &earlier, [2, 0]);
    let third = urge("2026-11-11T07:30:00+01:00");
    counts(LATER, &[earlier.as_slice(), &[third]].concat(), [3, 1]);
}

/// By its local day the last of these breaks is the first; by its instant it is the only one that
/// comes after the urge.
#[test]
fn a_break_is_found_by_its_instant_whatever_the_offsets_of_a_traveler() {
    let entries = [
        urge(NIGHT),
        text("2026-11-11T00:10:00+14:00"),
        text("2026-11-11T00:20:00+14:00"),
        text("2026-11-11T00:30:00+14:00"),
        text("2026-11-10T23:00:00-11:00"),
    ];
    counts(LATER, &entries, [1, 0]);
}

#[test]
fn known_only_to_the_day_it_is_that_day_and_the_next() {
    let day = urge("2026-11-10");
    let one = std::slice::from_ref(&day);
    counts("2026-11-10T23:59:59+01:00", one, [1, 0]);
    counts("2026-11-11T23:59:59+01:00", one, [1, 0]);
    counts("2026-11-12T00:00:00+01:00", one, [1, 1]);
    for (at, resisted) in [
        ("2026-11-09T23:59:59+01:00", 1),
        ("2026-11-09", 1),
        ("2026-11-10T00:00:00+01:00", 0),
        ("2026-11-10", 0),
        ("2026-11-11", 0),
        ("2026-11-11T23:59:59+01:00", 0),
        ("2026-11-12", 1),
        ("2026-11-12T00:00:00+01:00", 1),
    ] {
        counts(LATER, &[day.clone(), text(at)], [1, resisted]);
    }
}
