//! Which page or command `status` suggests: at most one, and only where it helps; and what it says of a
//! window that ran out.

use serde_json::{Value, json};

use crate::world::World;

const NOTHING: &str = "";
const SAFETY: &str = "Showing up can frighten them: nocontact guide safety";
const AFRAID: &str = "If you are afraid: nocontact guide safety";
const READY: &str = "Before any step: nocontact ready";
const URGE: &str = "When the urge comes at night: nocontact urge";
const OPEN: &str = "If you resisted urge 2: nocontact urge --resisted";

/// The lines of `out` that name a page, `ready` or `urge`.
fn pointers(out: &str) -> Vec<&str> {
    let names = ["nocontact guide", "nocontact ready", "nocontact urge"];
    out.lines().filter(|line| names.iter().any(|name| line.contains(name))).collect()
}

/// Checks the only line in which `line` suggests something; empty for none.
#[track_caller]
fn says(world: &World, line: &str, expected: &str) {
    let out = world.ok(line);
    let expected: Vec<_> = [expected].into_iter().filter(|line| !line.is_empty()).collect();
    assert_eq!(pointers(&out), expected, "{line}: {out}");
}

/// Checks what `status` suggests at `now`, for a journal since 1 November with `entries`.
#[track_caller]
fn status(policy: &str, now: &str, entries: &[Value], expected: &str) {
    let mut world = World::new();
    world.at(now);
    let mut entries = entries.to_vec();
    for (id, entry) in (1..).zip(&mut entries) {
        entry["id"] = json!(id);
    }
    let file = json!({ "version": 1, "breakup": "2026-11-01", "policy": policy, "days": 30,
                       "entries": entries });
    world.write(file.to_string());
    says(&world, "status", expected);
    assert_eq!(world.ok("status --short").lines().count(), 1);
    assert_eq!(pointers(&world.ok("status --json")), [""; 0]);
}

fn contact(at: &str, channel: &str) -> Value {
    json!({ "kind": "contact", "at": at, "channel": channel })
}

fn text(at: &str) -> Value {
    contact(at, "text")
}

fn visit(at: &str) -> Value {
    contact(at, "visit")
}

fn urge(at: &str) -> Value {
    json!({ "kind": "urge", "at": at })
}

/// An urge that was resisted.
fn settled(at: &str) -> Value {
    json!({ "kind": "urge", "at": at, "resisted": true })
}

const NOON: &str = "2026-11-20T12:00:00+01:00";
const NIGHT: &str = "2026-11-20T23:10:00+01:00";
const AFTER: &str = "2026-12-03T12:00:00+01:00";

/// As [`status`], on 22 November, while the window runs.
#[track_caller]
fn running(entries: &[Value], expected: &str) {
    status("fixed", "2026-11-22T21:05:00+01:00", entries, expected);
}

#[test]
fn without_a_reason_status_points_nowhere() {
    running(&[], NOTHING);
    running(&[text(NOON)], NOTHING);
    running(&[settled(NIGHT)], NOTHING);
    running(&[contact(NIGHT, "lurk")], NOTHING);
    running(
        &[json!({ "kind": "contact", "at": NIGHT, "by": "them", "reply": "conversation" })],
        "",
    );
}

#[test]
fn chasing_at_night_points_to_urge_from_22_to_6_by_the_clock_on_the_wall() {
    for (at, expected) in [
        ("2026-11-20T21:59:59+01:00", NOTHING),
        ("2026-11-20T22:00:00+01:00", URGE),
        ("2026-11-21T00:00:00+01:00", URGE),
        ("2026-11-21T05:59:59+01:00", URGE),
        ("2026-11-21T06:00:00+01:00", NOTHING),
        ("2026-11-20T23:00:00-08:00", URGE),
        ("2026-11-20T13:00:00-10:00", NOTHING),
        ("2026-11-20", NOTHING),
    ] {
        running(&[text(at)], expected);
    }
}

#[test]
fn for_7_days_whatever_came_after() {
    let night = [text("2026-11-10T23:00:00+01:00"), text("2026-11-11T12:00:00+01:00")];
    for (now, expected) in [
        ("2026-11-10T23:00:00+01:00", URGE),
        ("2026-11-16T23:59:59+01:00", URGE),
        ("2026-11-17T00:00:00+01:00", NOTHING),
    ] {
        status("fixed", now, &night, expected);
        status("strict", now, &night, expected);
        status("open", now, &night, expected);
    }
}

#[test]
fn whoever_has_recorded_an_urge_in_these_7_days_is_not_shown_the_way() {
    running(&[text(NIGHT), settled("2026-11-21T23:00:00+01:00")], NOTHING);
    running(&[urge("2026-11-16"), text(NIGHT)], NOTHING);
    running(&[urge("2026-11-15T23:59:59+01:00"), text(NIGHT)], URGE);
}

#[test]
fn turning_up_points_to_the_page_on_safety_for_7_days_and_before_all_else() {
    running(&[visit(NOON)], SAFETY);
    running(&[visit("2026-11-16")], SAFETY);
    running(&[visit("2026-11-15T23:59:59+01:00")], NOTHING);
    running(&[visit(NOON), text(NIGHT)], SAFETY);
    running(&[visit(NIGHT), urge(NIGHT)], SAFETY);
    status("open", "2026-11-22T21:05:00+01:00", &[visit(NOON)], SAFETY);
    status("fixed", AFTER, &[visit("2026-12-02")], SAFETY);
}

#[test]
fn a_visit_of_theirs_is_for_whoever_is_afraid_and_a_necessary_one_for_nobody() {
    let mut theirs = visit(NOON);
    theirs["by"] = json!("them");
    let mut necessary = visit(NOON);
    necessary["necessary"] = json!("children");
    running(&[necessary.clone()], NOTHING);
    running(&[theirs.clone(), necessary.clone()], AFRAID);
    running(&[theirs.clone(), visit(NOON)], SAFETY);
    theirs["necessary"] = json!("children");
    running(&[theirs], NOTHING);
    necessary["why"] = json!("begging");
    running(&[necessary], SAFETY);
}

#[test]
fn a_window_that_is_over_points_to_ready_and_not_to_urge() {
    status("fixed", "2026-11-30T23:59:59+01:00", &[], NOTHING);
    status("fixed", "2026-12-01T00:00:00+01:00", &[], READY);
    status("strict", AFTER, &[], READY);
    status("open", AFTER, &[], NOTHING);
    status("fixed", AFTER, &[text("2026-11-28T23:00:00+01:00")], READY);
    let twice = [text("2026-12-02T12:00:00+01:00"), text("2026-12-02T23:00:00+01:00")];
    status("fixed", AFTER, &twice, READY);
    status("fixed", "2027-06-01T12:00:00+02:00", &[visit(NOON)], READY);
}

#[test]
fn the_last_urge_of_three_days_that_was_not_settled_is_named() {
    let (mut world, now) = (World::new(), "2026-11-22T21:05:00+01:00");
    world.at(now);
    for (at, resisted, named) in [
        ("2026-11-20T00:00:00+01:00", Value::Null, true),
        ("2026-11-20", Value::Null, true),
        ("2026-11-19T23:59:59+01:00", Value::Null, false),
        ("2026-11-22", json!(true), false),
        ("2026-11-22", json!(false), false),
    ] {
        let mut entries = json!([{ "id": 1, "kind": "urge", "at": "2026-11-10" },
                                 { "id": 2, "kind": "urge", "at": at }]);
        if !resisted.is_null() {
            entries[1]["resisted"] = resisted.clone();
        }
        world.write(
            json!({ "version": 1, "breakup": "2026-11-01", "entries": entries }).to_string(),
        );
        let out = world.ok("status");
        let both = format!("\n{OPEN} 2\nIf you contacted them: nocontact urge --gave-in 2\n");
        assert_eq!(out.ends_with(&both), named, "{at} {resisted}: {out}");
        assert_eq!(out.contains("urge --"), named, "{out}");
    }
}

#[test]
fn where_ready_is_not_pointed_to_the_end_is_still_no_permission() {
    let mut world = World::started();
    world.at(AFTER);
    world.ok("log visit");
    let out = world.ok("status");
    let last = format!("\nThe window is over. You still don't have to write.\n{SAFETY}\n");
    assert!(out.ends_with(&last), "{out}");
}

#[test]
fn the_last_words_fit_a_narrow_terminal() {
    for (line, now) in [("log visit", AFTER), ("log text", NIGHT), ("goal run", AFTER)] {
        let mut world = World::started();
        world.at(now);
        world.ok(line);
        world.width = Some(30);
        let out = world.ok("status");
        let last = out.lines().rev().take_while(|line| !line.is_empty());
        for line in last {
            assert!(line.len() <= 30, "{line}");
        }
    }
}

/// Where nothing was recorded, nothing is known.
#[test]
fn a_window_without_a_break_that_ran_out_says_so_where_something_is_recorded() {
    const NONE: &str = "\n\nNo break is recorded in that time.\n";
    for (line, expected) in [
        ("", false),
        ("log text --by them --at 2026-11-19", true),
        ("log text --by me --necessary work --at 2026-11-19", true),
        ("log lurk --at 2026-11-19", true),
        ("log text --by me --at 2026-12-02", true),
        ("log text --by me --at 2026-11-19", false),
        ("log call --by them --reply conversation --at 2026-11-19", false),
    ] {
        let mut world = World::started();
        world.at("2026-12-05T09:00:00+01:00");
        if !line.is_empty() {
            world.ok(line);
        }
        let out = world.ok("status");
        assert_eq!(out.contains(NONE), expected, "{line}: {out}");
        assert_eq!(out.contains("\nNo contact recorded "), line.is_empty(), "{out}");
        world.at("2026-11-30T09:00:00+01:00");
        assert!(!world.ok("status").contains(NONE), "it still runs: {line}");
    }
    let world = World::new();
    world.ok("start 2026-10-01 --no-end");
    world.ok("log lurk --at 2026-10-02");
    let open = world.ok("status");
    assert!(!open.contains("No break"), "{open}");
}
