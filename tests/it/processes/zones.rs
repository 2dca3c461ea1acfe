//! Time zones, as a real process gets them from the system.

#![cfg(unix)]

use std::path::Path;
use std::process::Output;

use super::text;
use crate::world::{World, skipped};

/// Central European time as a rule, which needs no database of time zones.
const BY_RULE: &str = "CET-1CEST,M3.5.0,M10.5.0/3";
const BERLIN: &str = "Europe/Berlin";

/// Both names of the zone, if the system knows both.
fn zones() -> Vec<&'static str> {
    if Path::new("/usr/share/zoneinfo").join(BERLIN).exists() {
        return vec![BY_RULE, BERLIN];
    }
    skipped("there is no database of time zones here");
    vec![BY_RULE]
}

fn run(world: &World, zone: &str, now: &str, line: &str) -> Output {
    let mut command = world.process();
    command.env("TZ", zone).env("NOCONTACT_NOW", now);
    command.args(line.split(' ')).output().unwrap()
}

/// What `line` prints at `now`, which is in UTC.
#[track_caller]
fn prints(world: &World, zone: &str, now: &str, line: &str) -> String {
    let output = run(world, zone, now, line);
    assert!(output.status.success(), "{line} in {zone}: {}", text(&output.stderr));
    text(&output.stdout).to_owned()
}

/// Checks that `local` is stored as `expected`. `None` means that this time does not exist.
#[track_caller]
fn is_stored(local: &str, expected: Option<&str>) {
    let world = World::new();
    world.ok("start 2026-01-01");
    for zone in zones() {
        let now = "2026-11-22T20:05:00Z";
        let output = run(&world, zone, now, &format!("log text --json --at {local}"));
        let printed = text(&output.stdout);
        if let Some(expected) = expected {
            let at = format!("\"at\": \"{expected}\"");
            assert!(printed.contains(&at), "{local} in {zone}: {expected} is not in {printed}");
        } else {
            assert_eq!(output.status.code(), Some(2), "{local} in {zone}: {printed}");
            assert!(text(&output.stderr).contains("does not exist"), "{local} in {zone}");
        }
    }
}

#[test]
fn a_time_in_a_spring_gap_does_not_exist() {
    is_stored("2026-03-29 01:59", Some("2026-03-29T01:59:00+01:00"));
    is_stored("2026-03-29 02:00", None);
    is_stored("2026-03-29 02:01", None);
    is_stored("2026-03-29 02:30", None);
    is_stored("2026-03-29 02:59", None);
    is_stored("2026-03-29 03:00", Some("2026-03-29T03:00:00+02:00"));
}

#[test]
fn of_a_time_that_exists_twice_the_earlier_is_stored() {
    is_stored("2026-10-25 01:59", Some("2026-10-25T01:59:00+02:00"));
    is_stored("2026-10-25 02:00", Some("2026-10-25T02:00:00+02:00"));
    is_stored("2026-10-25 02:30", Some("2026-10-25T02:30:00+02:00"));
    is_stored("2026-10-25 02:59", Some("2026-10-25T02:59:00+02:00"));
}

#[test]
fn a_time_after_a_fold_exists_once() {
    is_stored("2026-10-25 03:00", Some("2026-10-25T03:00:00+01:00"));
    is_stored("2026-10-25 03:01", Some("2026-10-25T03:01:00+01:00"));
}

#[test]
fn an_instant_is_kept_with_the_offset_that_was_in_force() {
    for zone in zones() {
        for (now, at) in [
            ("2026-03-29T00:59:59Z", "2026-03-29T01:59:59+01:00"),
            ("2026-03-29T01:00:00Z", "2026-03-29T03:00:00+02:00"),
            ("2026-10-25T00:30:00Z", "2026-10-25T02:30:00+02:00"),
            ("2026-10-25T01:30:00Z", "2026-10-25T02:30:00+01:00"),
        ] {
            let world = World::new();
            prints(&world, zone, now, "start 2026-01-01");
            prints(&world, zone, now, "log text");
            assert_eq!(world.file()["entries"][0]["at"], at, "{zone}");
        }
    }
}

#[test]
fn today_turns_at_the_midnight_of_the_place() {
    let world = World::started();
    let short = |zone, now| prints(&world, zone, now, "status --short");
    for zone in zones() {
        assert_eq!(short(zone, "2026-11-22T22:59:59Z"), "21/30\n", "{zone}");
        assert_eq!(short(zone, "2026-11-22T23:00:00Z"), "22/30\n", "{zone}");
    }
    // The offset of NOCONTACT_NOW does not matter.
    assert_eq!(short(BY_RULE, "2026-11-23T12:59:59+14:00"), "21/30\n");
    assert_eq!(short("UTC", "2026-11-22T23:00:00Z"), "21/30\n");
    assert_eq!(short("AAA-14", "2026-11-22T10:00:00Z"), "22/30\n");
    assert_eq!(short("AAA12", "2026-11-22T11:59:59Z"), "20/30\n");
}

#[test]
fn days_of_23_and_of_25_hours_count_as_days() {
    for zone in zones() {
        for (breakup, nights) in [
            // Half past midnight on three days; the second has 23 hours.
            (
                "2026-03-28",
                ["2026-03-27T23:30:00Z", "2026-03-28T23:30:00Z", "2026-03-29T22:30:00Z"],
            ),
            // Here the second has 25 hours.
            (
                "2026-10-24",
                ["2026-10-23T22:30:00Z", "2026-10-24T22:30:00Z", "2026-10-25T23:30:00Z"],
            ),
        ] {
            let world = World::new();
            prints(&world, zone, nights[0], &format!("start {breakup}"));
            for (day, now) in nights.into_iter().enumerate() {
                let short = prints(&world, zone, now, "status --short");
                assert_eq!(short, format!("{day}/30\n"), "{zone}");
            }
            let late = nights[2].replace("22:30", "21:59").replace("23:30", "22:59");
            assert_eq!(prints(&world, zone, &late, "status --short"), "1/30\n", "{zone}");
        }
    }
}

#[test]
fn a_contact_keeps_its_day_wherever_its_person_travels() {
    let world = World::started();
    prints(&world, "AAA-14", "2026-11-19T12:00:00Z", "log text");
    for zone in ["AAA-14", "UTC", "AAA12"] {
        let json = prints(&world, zone, "2026-11-22T12:00:00Z", "show 1 --json");
        assert!(json.contains("\"at\": \"2026-11-20T02:00:00+14:00\""), "{zone}: {json}");
        assert!(json.contains("\"day\": 19"), "{zone}: {json}");
    }
}

#[test]
fn a_zone_that_is_none_stops_nothing() {
    let now = "2026-11-22T12:00:00Z";
    for zone in [
        "",
        ":",
        " ",
        "Nonsense/Zone",
        "UTC+99:99",
        "XXX-24:59:59",
        "XXX-167:59:59",
        "XXX25YYY,J1,J400",
        "EST5EDT,M13.9.9,M0.0.0",
        "AAA-1BBB,M3.5.0/-167,M10.5.0/167",
        "AAA-14BBB-24:59:59,0,365",
        "<>",
        "../../etc/passwd",
        "/dev/null",
        "/",
        "\u{1b}[2J",
    ] {
        let world = World::new();
        for line in ["start 2026-11-01", "log text", "log text --at yesterday 02:30", "status"] {
            prints(&world, zone, now, line);
        }
        assert_eq!(prints(&world, zone, now, "status --short"), "21/30\n", "{zone}");
    }
}

/// An unknown zone leaves the clock in the system's own. These zones have offsets that no place
/// has, so the difference shows.
#[test]
fn doctor_knows_the_zones_that_the_clock_follows_and_no_others() {
    let world = World::started();
    let clock = |zone: &str| {
        let output = run(&world, zone, "2026-11-22T12:00:00Z", "doctor --json");
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let is_known = json["problems"].as_array().unwrap().is_empty();
        (json["clock"]["offset"].as_str().unwrap().to_owned(), is_known)
    };
    let (fallback, is_known) = clock("Nonsense/Zone");
    assert!(!is_known);
    let mut known = 0;
    let zones_to_try = "AAA-13:37 <+1337>-13:37 AAA-13:37:30 AAAAAAA-13:37 \
                        AAA-13:37BBB,M3.5.0,M10.5.0/3 AAA-13:37BBB-14:38,J60/0,J300/24:00:00 \
                        AAA-13:37BBB,0/0,365/0 AAA-23:59:59 AA-13:37 A-13:37 <>-13:37 AAAAAAAA-13:37 \
                        AAA-24:00 AAA-24:59:59 AAA-13:60 AAA-13:37BBB AAA-13:37BBB,M3.5.0 \
                        AAA-13:37BB,M3.5.0,M10.5.0/3 AAA-13:37BBB,M3.5.0/-1,M10.5.0/3 \
                        AAA-13:37BBB,M3.5.0/25,M10.5.0/3 AAA-13:37BBB,M13.5.0,M10.5.0/3 \
                        AAA-13:37BBB,M3.6.0,M10.5.0/3 AAA-13:37BBB,J0,J365 \
                        AAA-13:37BBB,M3.5.0,M10.5.0/3, :AAA-13:37 AAA -13:37 13:37 aaa-13:37 \
                        ../../etc/passwd /dev/null / :";
    let with_spaces = [" AAA-13:37 ", "AAA-13:37 x"];
    for zone in zones_to_try.split(' ').chain(with_spaces) {
        let (offset, is_known) = clock(zone);
        assert_eq!(is_known, offset != fallback, "{zone}: {offset}");
        known += usize::from(is_known);
    }
    assert!(known >= 9, "{known}");
    for zone in zones().into_iter().chain(["UTC0"]) {
        assert!(clock(zone).1, "{zone}");
    }
    if Path::new("/usr/share/zoneinfo/Asia/Kathmandu").exists() {
        for zone in ["Asia/Kathmandu", ":Asia/Kathmandu", "/usr/share/zoneinfo/Asia/Kathmandu"] {
            assert_eq!(clock(zone), ("+05:45".to_owned(), true), "{zone}");
        }
    }
}

#[test]
fn a_zone_that_is_no_utf8_stops_nothing() {
    use std::os::unix::ffi::OsStrExt;

    let world = World::started();
    let zone = std::ffi::OsStr::from_bytes(b"\xff\xfe");
    let output = world.process().env("TZ", zone).args(["log", "text"]).output().unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
}
