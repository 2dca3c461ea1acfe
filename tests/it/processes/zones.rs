//! Time zones, as a real process gets them from the system.

#![cfg(unix)] // Windows has no TZ.

use std::fs;
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
            assert!(text(&output.stderr).contains("was skipped"), "{local} in {zone}");
        }
    }
}

#[test]
fn a_time_in_a_spring_gap_does_not_exist() {
    for minute in ["00", "01", "30", "59"] {
        is_stored(&format!("2026-03-29 02:{minute}"), None);
    }
}

#[test]
fn beside_a_gap_and_after_a_fold_a_time_exists_once_and_in_a_fold_the_earlier_is_stored() {
    for (local, offset) in [
        ("2026-03-29 01:59", "+01:00"),
        ("2026-03-29 03:00", "+02:00"),
        ("2026-10-25 01:59", "+02:00"),
        ("2026-10-25 02:00", "+02:00"),
        ("2026-10-25 02:30", "+02:00"),
        ("2026-10-25 02:59", "+02:00"),
        ("2026-10-25 03:00", "+01:00"),
        ("2026-10-25 03:01", "+01:00"),
    ] {
        is_stored(local, Some(&format!("{}:00{offset}", local.replace(' ', "T"))));
    }
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
            // Half past midnight on three days; the second has 23 hours, and then 25.
            ("2026-03-28", ["2026-03-27T23:30", "2026-03-28T23:30", "2026-03-29T22:30"]),
            ("2026-10-24", ["2026-10-23T22:30", "2026-10-24T22:30", "2026-10-25T23:30"]),
        ] {
            let nights = nights.map(|night| format!("{night}:00Z"));
            let world = World::new();
            prints(&world, zone, &nights[0], &format!("start {breakup}"));
            for (day, now) in nights.iter().enumerate() {
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

/// What `doctor` says of the time zone at `now`: the offset, and whether it could be read.
fn clock(world: &World, zone: &str, now: &str) -> (String, bool) {
    let mut command = world.process();
    command.env("TZ", zone).env("TZDIR", world.path().join("zones"));
    if !zone.contains("My/") {
        command.env_remove("TZDIR");
    }
    let output = command.env("NOCONTACT_NOW", now).args(["doctor", "--json"]).output().unwrap();
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let is_known = json["problems"].as_array().unwrap().is_empty();
    (json["clock"]["offset"].as_str().unwrap().to_owned(), is_known)
}

/// What GNU `date` says of the same; `None` without it.
fn gnu_offset(world: &World, zone: &str, now: &str) -> Option<String> {
    let mut date = std::process::Command::new("date");
    date.env_clear().env("PATH", "/usr/bin:/bin").env("TZ", zone);
    if zone.contains("My/") {
        date.env("TZDIR", world.path().join("zones"));
    }
    let output = date.args(["-d", now, "+%:z"]).output().ok()?;
    let offset = text(&output.stdout).trim_end().to_owned();
    output.status.success().then_some(offset)
}

/// A file of a zone whose only change is on 1 April 2026, from an hour east of UTC to `offset`
/// seconds. No rule says how it goes on.
fn old_form(offset: i32) -> Vec<u8> {
    let counts = [0, 0, 0, 1, 2, 8_i32].map(i32::to_be_bytes).concat();
    let change = [&1_775_001_600_i32.to_be_bytes()[..], &[1]].concat();
    let first = [&3600_i32.to_be_bytes()[..], &[0, 0]].concat();
    let second = [&offset.to_be_bytes()[..], &[0, 4]].concat();
    [&b"TZif"[..], &[0; 16], &counts, &change, &first, &second, b"OLD\0NEW\0"].concat()
}

/// Makes files for `TZ`, and returns the path of their folder.
fn zone_files(world: &World) -> String {
    let folder = world.path().join("zones/My");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("Old"), old_form(7200)).unwrap();
    fs::write(folder.join("Day"), old_form(24 * 60 * 60)).unwrap();
    fs::write(folder.join("garbage"), [0xff; 100]).unwrap();
    fs::write(folder.join("cut"), &old_form(7200)[..50]).unwrap();
    fs::File::create(folder.join("huge")).unwrap().set_len(1 << 40).unwrap();
    let made = std::process::Command::new("mkfifo").arg(folder.join("pipe")).status().unwrap();
    assert!(made.success());
    folder.to_str().unwrap().to_owned()
}

const WINTER: &str = "2026-01-15T12:00:00Z";
const SUMMER: &str = "2026-07-15T12:00:00Z";

#[test]
fn the_zone_is_the_one_that_date_uses() {
    let world = World::new();
    world.ok("start 2026-01-01");
    let folder = zone_files(&world);
    let in_folder = [format!("{folder}/Old"), format!(":{folder}/Old")];
    let mut rows = "AAA-13:37 <+1337>-13:37 AAA-13:37:30 AAAAAAA-13:37 AAA-23:59:59 :AAA-13:37 \
                    aaa-13:37 AAA+5 UTC0 AEST-10AEDT EST5EDT EET-2EEST <-03>3<-02> \
                    <+0330>-3:30<+0430> AAA-13:37BBB AAA-13:37BBB-14 AAA-13:37BBB,M3.5.0,M10.5.0/3 \
                    AAA-13:37BBB-14:38,J60/0,J300/24:00:00 AAA-13:37BBB,0/0,365/0 \
                    AAA-13:37BBB,M3.5.0/-1,M10.5.0/3 IST-2IDT,M3.4.4/26,M10.5.0 \
                    AEST-10AEDT,M10.1.0,M4.1.0/3 IST-1GMT0,M10.5.0,M3.5.0/1 My/Old :My/Old"
        .split_ascii_whitespace()
        .chain(in_folder.iter().map(String::as_str))
        .chain(["", ":"])
        .collect::<Vec<_>>();
    if zones().len() > 1 {
        rows.extend([BERLIN, ":Europe/Berlin", "/usr/share/zoneinfo/Europe/Berlin"]);
        rows.extend(["Asia/Kathmandu", "Africa/Casablanca", "America/St_Johns"]);
    }
    for zone in rows {
        for now in [WINTER, SUMMER] {
            let (offset, is_known) = clock(&world, zone, now);
            assert!(is_known, "{zone}");
            match gnu_offset(&world, zone, now) {
                Some(expected) => assert_eq!(offset, expected, "{zone} at {now}"),
                None => skipped("there is no GNU date here"),
            }
        }
    }
    assert_eq!(clock(&world, "AEST-10AEDT", SUMMER).0, "+11:00");
}

/// `date` reads a time zone into some of these, or waits for the pipe.
#[test]
fn a_zone_that_cannot_be_read_is_utc_and_who_records_a_time_is_told() {
    let world = World::new();
    let folder = zone_files(&world);
    let zones =
        "Nonsense/Zone UTC+99:99 AAA-24:00 AAA-24:59:59 XXX-167:59:59 AAA-13:60 AA-13:37 A-13:37 \
                 <>-13:37 <AAA-3 AAAAAAAA-13:37 AAA -13:37 13:37 ::AAA-13:37 AAA-13:37BB \
                 AAA-13:37BBB,M3.5.0 AAA-13:37BB,M3.5.0,M10.5.0/3 AAA-13:37BBB,M13.5.0,M10.5.0/3 \
                 AAA-13:37BBB,M3.6.0,M10.5.0/3 AAA-13:37BBB,J0,J365 AAA-13:37BBB,M3.5.0,M10.5.0/3, \
                 AAA-1BBB,M3.5.0/-168,M10.5.0/167 AAA-14BBB-24:59:59,0,365 EST5EDT,M13.9.9,M0.0.0 \
                 ../../etc/passwd /dev/null /dev/zero / /usr/share/zoneinfo \u{1b}[2J"
            .split(' ')
            .filter(|zone| !zone.is_empty())
            .map(str::to_owned)
            .chain(["Day", "garbage", "cut", "huge", "pipe"].map(|name| format!("{folder}/{name}")))
            .chain(["My/None", "My/.."].map(str::to_owned))
            .chain([" AAA-13:37", "AAA-13:37 x", "AAA-13:37\nBBB", " "].map(str::to_owned));
    for zone in zones {
        let world = World::new();
        for line in ["start 2026-01-01", "log text", "log text --at yesterday 02:30", "undo"] {
            let output = run(&world, &zone, SUMMER, line);
            assert!(output.status.success(), "{line} in {zone:?}: {}", text(&output.stderr));
            let told = text(&output.stderr);
            let begins = told.starts_with("nocontact: cannot read the time zone \"");
            assert!(begins, "{zone:?}: {told}");
            assert!(told.ends_with("\", so times are in UTC\n"), "{zone:?}: {told}");
            assert_eq!(told.lines().count(), 1, "{zone:?}: {told}");
            assert!(!told.contains('\u{1b}'));
        }
        assert_eq!(world.file()["entries"][0]["at"], "2026-07-15T12:00:00+00:00", "{zone:?}");
        assert_eq!(clock(&world, &zone, SUMMER), ("+00:00".to_owned(), false), "{zone:?}");
        let output = run(&world, &zone, SUMMER, "status --short");
        assert_eq!((text(&output.stdout), text(&output.stderr)), ("195\n", ""), "{zone:?}");
    }
}

#[test]
fn a_zone_that_is_no_utf8_stops_nothing() {
    use std::os::unix::ffi::OsStrExt;

    let world = World::started();
    let zone = std::ffi::OsStr::from_bytes(b"\xff\xfe");
    let output = world.process().env("TZ", zone).args(["log", "text"]).output().unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(text(&output.stderr).contains("cannot read the time zone \"\u{fffd}"));
}
