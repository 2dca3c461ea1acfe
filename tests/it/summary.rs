//! Every figure of `status --json` (`manual/windows.md`), and how days are counted.

use serde_json::{Value, json};

use crate::world::World;

/// A world after these command lines.
fn after(lines: &[&str]) -> World {
    let world = World::new();
    for line in lines {
        world.ok(line);
    }
    world
}

/// Checks one part of `status --json`.
#[track_caller]
fn part(world: &World, name: &str, expected: &Value) {
    assert_eq!(world.json("status --json")[name], *expected, "{name}");
}

/// Checks the window: policy, length, first day, end, day, days remaining, complete, breaks; and
/// that there was no request to stop.
#[track_caller]
fn window(world: &World, expected: &Value) {
    let window = &world.json("status --json")["window"];
    let order =
        ["policy", "days", "starts_on", "ends_on", "day", "days_remaining", "complete", "breaks"];
    assert_eq!(json!(order.map(|field| window[field].clone())), *expected);
    assert_eq!(window["stop_on"], Value::Null);
    assert_eq!(window.as_object().unwrap().len(), order.len() + 1);
}

/// Checks the time without contact: days, since, longest, and when a full window is reached.
#[track_caller]
fn apart(world: &World, expected: &Value) {
    let apart = &world.json("status --json")["without_contact"];
    let order = ["days", "since", "longest", "full_window_on"];
    assert_eq!(json!(order.map(|field| apart[field].clone())), *expected);
    assert_eq!(apart.as_object().unwrap().len(), order.len());
}

/// One journal, with every figure of `status --json` and every field of an entry.
#[test]
fn the_example_of_the_spec_has_every_figure() {
    let world = World::new();
    let file = json!({ "version": 1, "breakup": "2026-11-01", "policy": "fixed", "days": 30,
        "entries": [
            { "id": 1, "kind": "contact", "at": "2026-11-06", "channel": "email",
              "necessary": "belongings" },
            { "id": 2, "kind": "urge", "at": "2026-11-10T22:00:00+01:00" },
            { "id": 3, "kind": "contact", "at": "2026-11-19T22:50:00+01:00", "channel": "call" },
            { "id": 4, "kind": "contact", "at": "2026-11-19T23:10:00+01:00", "channel": "text",
              "why": "explanation", "triggers": ["alone"] },
            { "id": 5, "kind": "urge", "at": "2026-11-20", "resisted": true },
            { "id": 6, "kind": "urge", "at": "2026-11-21T08:00:00+01:00" },
            { "id": 7, "kind": "urge", "at": "2026-11-22T20:00:00+01:00", "resisted": true },
        ] });
    world.write(file.to_string());
    let expected = json!({
        "today": "2026-11-22",
        "breakup": "2026-11-01",
        "days_since_breakup": 21,
        "window": { "policy": "fixed", "days": 30, "starts_on": "2026-11-01",
                    "ends_on": "2026-12-01", "day": 21, "days_remaining": 9, "complete": false,
                    "breaks": 2, "stop_on": null },
        "without_contact": { "days": 3, "since": "2026-11-19", "longest": 18,
                             "full_window_on": "2026-12-19" },
        "counts": { "chasing": 2, "slip": 0, "checking": 0, "kept": 1, "reconnect": 0,
                    "necessary": 1, "urges": 4, "urges_resisted": 2, "urges_passed": 2,
                    "goals_open": 0, "goals_done": 0 },
        "last_chasing": { "id": 4, "at": "2026-11-19T23:10:00+01:00", "channel": "text" },
    });
    assert_eq!(world.json("status --json"), expected);
    let entry = json!({
        "id": 4, "kind": "contact", "at": "2026-11-19T23:10:00+01:00", "day": 18, "by": "me",
        "channel": "text", "why": "explanation", "reply": null, "necessary": null, "stop": false,
        "times": 1, "triggers": ["alone"], "note": null, "verdict": "chasing",
        "reasons": ["reached-out", "demanding-explanation"],
    });
    assert_eq!(world.json("show 4 --json"), entry);
}

#[test]
fn without_end_what_has_no_end_is_null() {
    let world = after(&[
        "start 2026-01-01 --no-end",
        "log visit --at 2026-03-01",
        "log call --by them --reply conversation --at 2026-11-02",
    ]);
    let expected = json!({
        "today": "2026-11-22",
        "breakup": "2026-01-01",
        "days_since_breakup": 325,
        "window": { "policy": "open", "days": null, "starts_on": "2026-01-01", "ends_on": null,
                    "day": 325, "days_remaining": null, "complete": false, "breaks": 2,
                    "stop_on": null },
        "without_contact": { "days": 20, "since": "2026-11-02", "longest": 246,
                             "full_window_on": null },
        "counts": { "chasing": 1, "slip": 1, "checking": 0, "kept": 0, "reconnect": 0,
                    "necessary": 0, "urges": 0, "urges_resisted": 0, "urges_passed": 0,
                    "goals_open": 0, "goals_done": 0 },
        "last_chasing": { "id": 1, "at": "2026-03-01", "channel": "visit" },
    });
    assert_eq!(world.json("status --json"), expected);
    assert_eq!(world.ok("status --short"), "325\n");
    world.ok("restart 2026-11-12");
    window(&world, &json!(["open", null, "2026-11-12", null, 10, null, false, 0]));
    assert_eq!(world.ok("status --short"), "10\n");
}

#[test]
fn the_window_of_1_june_is_complete_on_1_july() {
    let mut world = World::new();
    world.at("2026-06-01T09:00:00+02:00").ok("start");
    for (now, short, day) in [
        ("2026-06-01T23:59:59+02:00", "0/30", Some((0, "30 days remaining"))),
        ("2026-06-02T00:00:00+02:00", "1/30", Some((1, "29 days remaining"))),
        ("2026-06-30T23:59:59+02:00", "29/30", Some((29, "1 day remaining"))),
        ("2026-07-01T00:00:00+02:00", "30", None),
        ("2026-07-05T00:00:00+02:00", "34", None),
    ] {
        world.at(now);
        assert_eq!(world.ok("status --short"), format!("{short}\n"), "{now}");
        let complete = &world.json("status --json")["window"]["complete"];
        assert_eq!(*complete, day.is_none(), "{now}");
        let screen = world.ok("status");
        if let Some((day, remaining)) = day {
            assert!(screen.contains(&format!("Day {day} of 30")), "{screen}");
            let remaining_is = |line: &&str| line.ends_with(remaining);
            assert_eq!(screen.lines().filter(remaining_is).count(), 1, "{screen}");
        } else {
            let passed = "30 days have passed since the window began \u{b7} day 3";
            assert!(screen.starts_with(passed), "{screen}");
            assert!(!screen.contains("complete") && !screen.contains("remaining"), "{screen}");
        }
    }
}

#[test]
fn amend_sets_the_rules_and_every_figure_follows() {
    let world = after(&["start 2026-11-01 --days 60", "log text --at 2026-11-10"]);
    world.ok("amend --strict");
    window(&world, &json!(["strict", 60, "2026-11-10", "2027-01-09", 12, 48, false, 0]));
    world.ok("amend --no-end");
    window(&world, &json!(["open", null, "2026-11-01", null, 21, null, false, 1]));
    // The length is remembered.
    world.ok("amend --fixed --yes");
    window(&world, &json!(["fixed", 60, "2026-11-01", "2026-12-31", 21, 39, false, 1]));
    world.ok("amend --days 7 --date 2026-10-30");
    window(&world, &json!(["fixed", 7, "2026-10-30", "2026-11-06", 23, 0, true, 0]));
    part(&world, "days_since_breakup", &json!(23));
    // The text is now the first step after the end of the window.
    part(&world, "last_chasing", &json!(null));
    apart(&world, &json!([12, "2026-11-10", 12, "2026-11-17"]));
    let refused = world.run("amend --date 2026-11-11");
    assert_eq!(refused.code, 1, "{refused}");
    assert!(refused.err.contains("entry 1"), "{refused}");
}

#[test]
fn a_break_of_today_leaves_no_day_without_contact() {
    let world = after(&["start 2026-11-01", "log text"]);
    apart(&world, &json!([0, "2026-11-22", 21, "2026-12-22"]));
    // Days count, not hours: from one evening to the next evening is one day.
    let world = after(&["start 2026-11-01", "log text --at 2026-11-21 23:59"]);
    apart(&world, &json!([1, "2026-11-21", 20, "2026-12-21"]));
}

#[test]
fn a_leap_day_is_a_day() {
    let mut world = World::new();
    world.at("2024-03-01T12:00:00+00:00").ok("start 2024-02-01");
    window(&world, &json!(["fixed", 30, "2024-02-01", "2024-03-02", 29, 1, false, 0]));
    world.at("2024-02-29T12:00:00+00:00").ok("log text");
    apart(&world, &json!([0, "2024-02-29", 28, "2024-03-30"]));
    world.at("2100-03-01T12:00:00+00:00").ok("amend --days 365");
    assert_eq!(world.json("status --json")["days_since_breakup"], 27_787);
    let mut world = World::new();
    world.at("2100-03-01T12:00:00+00:00").ok("start 2100-02-28");
    assert_eq!(world.ok("status --short"), "1/30\n");
}

#[test]
fn a_derived_date_past_9999_is_null() {
    let mut world = World::new();
    world.at("9999-12-30T12:00:00+00:00").ok("start 9999-12-20 --days 3650");
    window(&world, &json!(["fixed", 3650, "9999-12-20", null, 10, 3640, false, 0]));
    apart(&world, &json!([10, "9999-12-20", 10, null]));
    world.ok("status");
    world.ok("log text --at 9999-12-25");
    apart(&world, &json!([5, "9999-12-25", 5, null]));
    world.ok("amend --days 11");
    window(&world, &json!(["fixed", 11, "9999-12-20", "9999-12-31", 10, 1, false, 1]));
    apart(&world, &json!([5, "9999-12-25", 5, null]));
    world.at("9999-12-31T23:59:59+00:00");
    window(&world, &json!(["fixed", 11, "9999-12-20", "9999-12-31", 11, 0, true, 1]));
}
