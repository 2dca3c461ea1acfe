//! A clock behind the newest entry, and `NOCONTACT_NOW` (`manual/dates.md`).

use serde_json::json;

use crate::world::World;

/// A breakup on the 1st, a text on the 15th, and a fresh window from the 18th.
fn ahead() -> World {
    let world = World::started();
    world.ok("log text --at 2026-11-15 12:00 --times 2");
    world.ok("restart 2026-11-18");
    world
}

const BEHIND: &str = "nocontact: the clock is behind the newest entry";

#[test]
fn a_clock_behind_the_newest_entry_makes_no_number_negative() {
    let mut world = ahead();
    world.at("2026-10-20T12:00:00+02:00");
    let status = world.json("status --json");
    assert_eq!(
        (&status["today"], &status["days_since_breakup"]),
        (&json!("2026-10-20"), &json!(0))
    );
    let window = &status["window"];
    assert_eq!((&window["day"], &window["days_remaining"]), (&json!(0), &json!(30)));
    let apart = &status["without_contact"];
    assert_eq!((&apart["days"], &apart["longest"]), (&json!(0), &json!(14)));
    assert_eq!(world.ok("status --short"), "0/30\n");
    let days: Vec<_> = ["status", "history", "show 1"].map(|line| world.ok(line)).into();
    assert!(days.iter().all(|text| !text.contains(" -")), "{days:?}");
}

#[test]
fn the_reading_commands_say_that_the_clock_is_behind() {
    let mut world = ahead();
    world.ok("log text --at 2026-11-22 21:00");
    let lines =
        ["status", "", "status --json", "history", "history --json", "show 1", "show 1 --json"];
    for (now, behind) in [
        ("2026-11-22T20:59:59+01:00", true),
        ("2026-11-22T21:00:00+01:00", false),
        ("2026-11-23T00:00:00+01:00", false),
    ] {
        world.at(now);
        for line in lines {
            let outcome = world.run(line);
            assert_eq!(outcome.code, 0, "{outcome}");
            assert_eq!(outcome.err.starts_with(BEHIND), behind, "{now} {line}: {outcome}");
            assert_eq!(outcome.err.lines().count(), usize::from(behind), "{now} {line}");
        }
        // A prompt shows everything that is printed, and has room for one line.
        assert_eq!(world.run("status --short").err, "", "{now}");
    }
}

#[test]
fn an_entry_known_to_the_day_is_behind_only_on_a_later_day() {
    let mut world = World::started();
    world.ok("log text --at 2026-11-22");
    world.at("2026-11-22T00:00:00+01:00");
    assert_eq!(world.run("status").err, "");
    world.at("2026-11-21T23:59:59+01:00");
    assert!(world.run("status").err.starts_with(BEHIND));
}

#[test]
fn nocontact_now_sets_the_clock_and_later_entries_still_count() {
    let mut world = ahead();
    world.variables.insert("NOCONTACT_NOW", "2026-11-10T12:00:00+01:00".into());
    let outcome = world.run("status --json");
    let status: serde_json::Value = serde_json::from_str(&outcome.out).unwrap();
    assert!(outcome.err.starts_with(BEHIND), "{outcome}");
    assert_eq!(status["today"], "2026-11-10");
    assert_eq!(status["days_since_breakup"], 9);
    assert_eq!(status["counts"]["chasing"], 2);
    assert_eq!(status["window"]["starts_on"], "2026-11-18");
    // The question that `NOCONTACT_NOW` answers: what will it say on 1 December?
    world.variables.insert("NOCONTACT_NOW", "2026-12-01T12:00:00+01:00".into());
    assert_eq!(world.ok("status --short"), "13/30\n");
}

#[test]
fn nocontact_now_is_an_instant_seen_in_the_systems_zone() {
    let mut world = World::started();
    world.variables.insert("NOCONTACT_NOW", "2026-11-22T23:30:00Z".into());
    assert_eq!(world.json("status --json")["today"], "2026-11-23");
    let entry = world.json("log --json");
    assert_eq!(entry["at"], "2026-11-23T00:30:00+01:00");
}

/// A contact keeps the day of the place where it happened.
#[test]
fn a_contact_keeps_its_day_wherever_the_person_travels() {
    let mut world = World::started();
    world.at("2026-11-20T23:30:00-08:00").ok("log text");
    world.at("2026-11-21T20:00:00+09:00");
    let entry = world.json("show 1 --json");
    assert_eq!(entry["at"], "2026-11-20T23:30:00-08:00");
    assert_eq!(entry["day"], 19);
    let status = world.json("status --json");
    assert_eq!(status["without_contact"]["since"], "2026-11-20");
    assert_eq!(status["without_contact"]["days"], 1);
}

/// Every command that records this moment, with what is asked after it answered.
const NOW_LINES: &str = "log text|log --json|urge|urge --at now|letter to nobody|\
     plan if I want to text, then I walk|goal run|ready --answers yynyynn|restart";

#[test]
fn what_happens_now_is_never_before_the_breakup() {
    // A flight west, a computer in UTC, and a clock that reads the very second of `start`.
    for (began, now, at) in [
        ("2026-11-22T01:00:00+09:00", "2026-11-21T10:00:00-08:00", "2026-11-22T03:00:00+09:00"),
        ("2026-11-22T00:30:00.9+01:00", "2026-11-21T23:30:00.1Z", "2026-11-22T00:30:00+01:00"),
        ("2026-11-22T00:30:00.9+01:00", "2026-11-22T00:30:00.9+01:00", "2026-11-22T00:30:00+01:00"),
        // By the place where it was recorded, this is the next day.
        ("2026-11-22T20:00:00+14:00", "2026-11-21T23:59:59-12:00", "2026-11-23T01:59:59+14:00"),
    ] {
        let mut world = World::new();
        world.at(began).ok("start");
        world.input = b"Dear nobody".into();
        world.at(now);
        for (line, id) in NOW_LINES.split('|').zip(1..) {
            let outcome = world.run(line);
            assert_eq!(outcome.code, 0, "{now} {line}: {outcome}");
            assert!(!outcome.out.contains(" -1"), "{line}: {outcome}");
            assert_eq!(world.file()["entries"][id - 1]["at"], at, "{now} {line}");
        }
        assert_eq!(world.file()["recorded"], began.replace(".9", ".900"));
        assert_eq!(world.json("status --json")["without_contact"]["days"], 0, "{now}");
        world.ok("edit 1 --at now");
        assert_eq!(world.run("edit 1 --at now").out, "Nothing to change.\n", "{now}");
        world.input = b"a note".into();
        world.ok("log text --note -");
        world.ok("urge --note -");
    }
}

#[test]
fn what_was_before_the_breakup_was_recorded_is_refused_as_ever() {
    let mut world = World::new();
    world.at("2026-11-22T01:00:00+09:00").ok("start");
    world.at("2026-11-21T10:00:00-08:00");
    for line in ["log text --at today", "log text --at 2026-11-21 07:59", "restart today"] {
        assert_eq!(world.run(line).code, 1, "{line}");
    }
    world.ok("log text --at 2026-11-21 08:00");
    // The breakup was later, after all.
    world.ok("undo");
    world.at("2026-11-24T10:00:00+09:00").ok("amend --date 2026-11-23");
    assert_eq!(world.run("log text --at 2026-11-22 12:00").code, 1);
    // A journal from before this was kept.
    let mut old = World::started();
    old.write(r#"{"version": 1, "breakup": "2026-11-22", "entries": []}"#);
    assert_eq!(old.at("2026-11-21T10:00:00-08:00").run("log text").code, 1);
}

#[test]
fn a_flight_west_does_not_put_the_clock_behind_the_breakup() {
    let mut world = World::new();
    world.at("2026-11-22T01:00:00+09:00").ok("start");
    world.at("2026-11-21T10:00:00-08:00");
    for line in ["status", "history", "doctor"] {
        let outcome = world.run(line);
        assert_eq!((outcome.code, &*outcome.err), (0, ""), "{line}: {outcome}");
    }
    // A minute before the breakup was recorded.
    world.at("2026-11-21T07:59:00-08:00");
    for line in ["status", "doctor"] {
        let outcome = world.run(line);
        let said = format!("{}{}", outcome.err, outcome.out);
        assert!(said.contains("clock is behind the breakup ("), "{line}: {outcome}");
    }
}
