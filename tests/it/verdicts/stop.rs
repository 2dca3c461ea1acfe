//! A stop: the other person asked for no contact. From there on the window has no end.

use nocontact::domain::verdict::Judge;
use nocontact::store::format;
use serde_json::{Value, json};

use super::{FIRST, after, all, assessed, one};
use crate::world::World;

/// A breakup on 1 October with ten days and these rules, and a stop on the fifth.
fn stopped(rules: &str) -> World {
    let world = World::new();
    world.ok(&format!("start 2026-10-01 {rules}"));
    world.ok("log call --by them --stop --at 2026-10-05");
    world
}

const RULES: [&str; 3] = ["--days 10", "--days 10 --strict", "--no-end"];

/// What `history` says of each entry, in order.
fn told(world: &World) -> Vec<String> {
    world.json("history --json").as_array().unwrap().iter().map(assessed).collect()
}

fn window(world: &World) -> Value {
    world.json("status --json")["window"].clone()
}

#[test]
fn after_a_stop_everything_is_in_the_window_for_ever() {
    for rules in RULES {
        let mut world = stopped(rules);
        for now in ["2026-11-22T21:05:00+01:00", "2036-11-22T21:05:00+01:00"] {
            world.at(now);
            one(&world, "text", "chasing: reached-out after-stop");
            one(&world, "text --times 2 --reply brief", "chasing: reached-out after-stop");
            one(&world, "call --by them --reply conversation", "slip: drawn-in");
            one(&world, "call --by chance --why comfort", "slip: drawn-in shoulder-to-cry-on");
            one(&world, "call --by them --reply brief", "kept: kept-short");
            one(&world, "call --by them", "kept: did-not-answer");
        }
    }
}

#[test]
fn after_stop_is_a_reason_of_attempts_alone() {
    let world = stopped("--days 10");
    one(&world, "visit", "chasing: reached-out after-stop showing-up");
    one(&world, "friend --times 3", "chasing: reached-out after-stop repeated through-someone");
    one(&world, "social", "chasing: reached-out after-stop staying-present");
    one(&world, "text --by me --stop", "chasing: reached-out after-stop");
    one(
        &world,
        "text --necessary children --why begging",
        "chasing: reached-out after-stop begging",
    );
    one(&world, "text --necessary children", "kept: necessary");
    one(&world, "text --necessary safety", "kept: necessary");
    one(&world, "lurk", "checking: watching");
    one(&world, "visit --by them", "kept: did-not-answer");
    one(&world, "visit --by chance --reply conversation", "slip: drawn-in");
    // What came before it is not after it.
    one(&world, "text --at 2026-10-04", "chasing: reached-out");
    one(&world, "text --at 2026-10-06", "chasing: reached-out after-stop");
}

#[test]
fn the_contact_with_the_stop_is_judged_by_the_window_before_it() {
    let later = after();
    one(&later, "text --by me --stop", FIRST);
    one(&later, "text --by me --stop --reply brief", FIRST);
    one(&later, "text --by me --stop --times 2", "chasing: unanswered");
    one(&later, "call --by them --stop", "kept: did-not-answer");
    one(&later, "call --by them --stop --reply conversation", "reconnect: in-touch");
    one(&later, "text --by me --necessary work --stop", "kept: necessary");
    let inside = World::started();
    one(&inside, "text --by me --stop", "chasing: reached-out");
    one(&inside, "text --by them --stop --reply conversation", "slip: drawn-in");
    one(&inside, "text --by them --stop --reply brief", "kept: kept-short");
    let rows = [
        ("log text --by me --stop --at 2026-10-20", FIRST),
        ("log text --by me --stop --at 2026-10-22", "chasing: reached-out after-stop"),
    ];
    all(&later, &rows);
}

#[test]
fn after_a_stop_no_break_begins_a_strict_window_again() {
    let world = World::new();
    world.ok("start 2026-10-01 --days 10 --strict");
    let window = |expected: &Value| {
        let window = window(&world);
        let order = ["policy", "starts_on", "ends_on", "breaks", "stop_on"];
        assert_eq!(json!(order.map(|field| window[field].clone())), *expected);
    };
    // The window before it judges the contact with the stop: this break still begins one.
    world.ok("log text --by me --stop --at 2026-10-05");
    window(&json!(["open", "2026-10-05", null, 0, "2026-10-05"]));
    world.ok("log text --at 2026-10-08 --times 2");
    world.ok("log call --by them --reply conversation --at 2026-11-20");
    window(&json!(["open", "2026-10-05", null, 2, "2026-10-05"]));
    world.ok("edit 1 --clear stop");
    window(&json!(["strict", "2026-10-08", "2026-10-18", 0, null]));
}

#[test]
fn a_restart_after_a_stop_begins_a_window_without_end() {
    for rules in RULES {
        let world = stopped(rules);
        world.ok("restart 2026-10-20");
        let window = window(&world);
        let found = [&window["policy"], &window["starts_on"], &window["ends_on"], &window["day"]];
        assert_eq!(json!(found), json!(["open", "2026-10-20", null, 33]));
        one(&world, "text", "chasing: reached-out after-stop");
        one(&world, "call --by them --reply conversation", "slip: drawn-in");
    }
}

#[test]
fn the_status_has_no_end_either_and_says_since_when() {
    for rules in RULES {
        let world = stopped(rules);
        let status = world.json("status --json");
        let expected = json!({
            "policy": "open", "days": null, "starts_on": "2026-10-01", "ends_on": null, "day": 52,
            "days_remaining": null, "complete": false, "breaks": 0, "stop_on": "2026-10-05",
        });
        assert_eq!(status["window"], expected, "{rules}");
        assert_eq!(status["without_contact"]["full_window_on"], Value::Null);
        assert_eq!(world.ok("status --short"), "52\n");
    }
    assert_eq!(window(&after())["stop_on"], Value::Null);
    let mut open = World::new();
    open.ok("start 2026-10-01 --no-end");
    assert_eq!(window(&open)["stop_on"], Value::Null, "the policy alone is no request");
    // It counts before the clock has reached it, as every entry does.
    open.ok("log text --by them --stop");
    open.at("2026-11-20T12:00:00+01:00");
    assert_eq!(window(&open)["stop_on"], "2026-11-22");
}

#[test]
fn without_the_stop_everything_is_as_it_was() {
    for rules in RULES {
        let world = World::new();
        world.ok(&format!("start 2026-10-01 {rules}"));
        world.ok("log text --by them --at 2026-10-05");
        world.ok("log text --at 2026-10-20 --reply brief");
        world.ok("log text --at 2026-11-01");
        let all = || (told(&world), world.json("status --json"));
        let before = all();
        world.ok("edit 1 --stop");
        let after_stop = "chasing: reached-out after-stop";
        assert_eq!(told(&world)[1..], [after_stop, after_stop]);
        world.ok("edit 1 --clear stop");
        assert_eq!(all(), before, "{rules}");
        world.ok("log text --by them --stop --at 2026-10-06");
        assert_eq!(told(&world)[2..], [after_stop, after_stop]);
        world.ok("remove 4 --yes");
        assert_eq!(all(), before, "{rules}");
    }
}

#[test]
fn the_first_stop_by_its_day_counts_not_the_first_recorded() {
    let world = after();
    world.ok("log text --at 2026-10-15");
    world.ok("log text --by them --stop --at 2026-10-20");
    assert_eq!(window(&world)["stop_on"], "2026-10-20");
    assert_eq!(told(&world)[0], FIRST);
    world.ok("log text --by them --stop --at 2026-10-12");
    assert_eq!(window(&world)["stop_on"], "2026-10-12");
    assert_eq!(told(&world)[1], "chasing: reached-out after-stop");
    world.ok("log text --by them --stop --at 2026-11-01");
    assert_eq!(window(&world)["stop_on"], "2026-10-12");
    world.ok("remove 3 --yes");
    assert_eq!(window(&world)["stop_on"], "2026-10-20");
    assert_eq!(told(&world)[0], FIRST);
    // Within a day, the one that is known only to the day comes first.
    world.ok("log text --at 2026-10-20 08:00");
    assert_eq!(told(&world)[2], "chasing: reached-out after-stop");
}

/// Every later attempt is after the stop, so that no verdict shows this.
#[test]
fn a_request_to_stop_answers_no_attempt() {
    for (line, unanswered) in [
        ("log call --by them --at 2026-10-25", false),
        ("log call --by them --stop --at 2026-10-25", true),
        ("log call --by them --stop --reply conversation --at 2026-10-25", true),
    ] {
        let world = after();
        world.ok("log text --at 2026-10-20");
        world.ok(line);
        let bytes = world.bytes();
        let journal = format::decode(&bytes).unwrap();
        let mut judge = Judge::new(journal.rules);
        for entry in journal.chronological() {
            judge.judge(entry);
        }
        assert_eq!(judge.is_unanswered(), unanswered, "{line}");
    }
}
