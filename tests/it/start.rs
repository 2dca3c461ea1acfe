//! `start`: what it prints, what it writes, what it refuses.

use snapbox::{assert_data_eq, str};

use crate::world::World;

#[test]
fn a_start_today_is_day_0_of_30() {
    let expected = str![[r#"
Breakup: Sun 22 Nov 2026
Today is day 0 of 30, 30 days remaining.
The window ends Tue 22 Dec 2026.
Kept in [DIR]/data/nocontact.json

When everything in you wants to reach out:
  nocontact urge
If there was violence, a court order, or they asked for no contact:
  nocontact guide safety
  nocontact amend --no-end

"#]];
    assert_data_eq!(World::new().run("start").to_string(), expected);
}

#[test]
fn a_start_in_the_past_invites_to_add_what_happened() {
    let out = World::new().ok("start 10 days ago");
    assert!(out.contains("\nToday is day 10 of 30, 20 days remaining.\n"), "{out}");
    let add = "\n\nIf there was contact since then, add it with its date:\n  \
               nocontact log text --at \"yesterday 9pm\"\nWhen everything";
    assert!(out.contains(add), "{out}");
}

#[test]
fn a_window_that_is_over_already_is_no_error() {
    let out = World::new().ok("start 2026-10-01 --days 30");
    assert!(out.contains("\nToday is day 52, after the window of 30 days.\n"), "{out}");
    assert!(out.contains("\nThe window ended Sat 31 Oct 2026.\n"), "{out}");
}

#[test]
fn an_open_window_has_no_end() {
    let out = World::new().ok("start yesterday --no-end");
    assert!(out.contains("\nToday is day 1, no end date.\nKept in "), "{out}");
    assert!(!out.contains("amend --no-end"), "{out}");
    assert!(out.ends_with("no contact:\n  nocontact guide safety\n"), "{out}");
}

#[test]
fn a_strict_window_says_what_begins_it_again() {
    let out = World::new().ok("start yesterday --strict");
    assert!(out.contains("Strict: chasing or a slip inside the window begins it again."), "{out}");
}

#[test]
fn a_second_start_is_refused_and_changes_nothing() {
    let world = World::started();
    let before = world.bytes();
    let expected = str![[r#"
! nocontact: you already recorded a breakup on 2026-11-01
!   for a fresh window: nocontact restart
!   to correct the date or the rules: nocontact amend
!   for a different breakup: nocontact --file PATH start
exit 1

"#]];
    assert_data_eq!(world.run("start yesterday --days 10").to_string(), expected);
    assert_eq!(world.bytes(), before);
}

#[test]
fn the_date_may_be_an_option() {
    let world = World::new();
    world.ok("start --date last friday --days 60 --strict");
    let file = world.file();
    assert_eq!(file["breakup"], "2026-11-20");
    assert_eq!(file["days"], 60);
    assert_eq!(file["policy"], "strict");
}

#[track_caller]
fn refused(line: &str, code: u8, says: &str) {
    let world = World::new();
    let outcome = world.run(line);
    assert_eq!(outcome.code, code, "{outcome}");
    assert!(outcome.err.contains(says), "{outcome}");
    assert_eq!(outcome.out, "");
    assert_eq!(world.names(), [""; 0], "nothing is made where nothing is recorded");
}

#[test]
fn a_start_that_makes_no_sense_is_refused() {
    refused("start tomorrow", 2, "\"tomorrow\" is in the future");
    refused("start soon", 2, "\"soon\" is not a date");
    refused("start 2026-11-23", 2, "in the future");
    refused("start 01/11/2026", 2, "write \"2026-01-11\" or \"2026-11-01\"");
    refused("start 2026-02-30", 2, "\"2026-02-30\" is not a date");
    refused("start today --date today", 2, "given twice");
    refused("start --days 0", 2, "is not a number from 1 to 3650");
    refused("start --days 3651", 2, "is not a number from 1 to 3650");
    refused("start --no-end --days 10", 2, "not both");
    refused("start --no-end --strict", 2, "not both");
}
