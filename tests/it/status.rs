//! The screen of `status`.

use snapbox::{assert_data_eq, str};

use crate::world::World;

#[track_caller]
fn started(start: &str, then: &[&str]) -> World {
    let world = World::new();
    world.ok(start);
    for line in then {
        world.ok(line);
    }
    world
}

#[test]
fn nothing_tracked_is_a_welcome_an_error_or_silence() {
    let world = World::new();
    let expected = str![[r#"
nocontact counts the days without contact after a breakup.

Nothing is tracked yet. Begin today, or from the day it ended:
  nocontact start
  nocontact start 3 days ago

If you badly want to write to them right now, wait it out first:
  nocontact urge

If you are afraid, or were asked to stop:
  nocontact guide safety

You can add what has happened since then. All of it stays on this machine, in
  [DIR]/data/nocontact.json

"#]];
    assert_data_eq!(world.run("").to_string(), expected);
    assert_eq!(
        world.run("status").to_string(),
        "! nocontact: nothing is tracked yet\n\
         !   begin with: nocontact start\n\
         exit 1\n"
    );
    assert_eq!(world.run("status --json"), world.run("status"));
    assert_eq!(world.run("status --short").to_string(), "");
    assert_eq!(world.names(), [""; 0]);
}

#[test]
fn a_window_without_a_break_says_no_more_than_the_days() {
    let expected = str![[r#"
Day 21 of 30 · 9 days remaining
█████████████████████░░░░░░░░░  70%   ends Tue 1 Dec 2026

Since the breakup    21 days  (Sun 1 Nov 2026)
No contact recorded  21 days

"#]];
    assert_data_eq!(World::started().run("status").to_string(), expected);
}

#[test]
fn nocontact_alone_is_the_status() {
    let world = World::started();
    assert_eq!(world.run(""), world.run("status"));
}

#[test]
fn a_break_shows_when_a_full_window_would_be_reached() {
    let world = started(
        "start 2026-11-01",
        &["log text --at 2026-11-19 23:10 --times 2", "log call --by them --at 2026-11-20"],
    );
    let expected = str![[r#"
Day 21 of 30 · 9 days remaining
█████████████████████░░░░░░░░░  70%   ends Tue 1 Dec 2026

Since the breakup    21 days  (Sun 1 Nov 2026)
Without contact       3 days  longest 18
Chasing               2       last: text, Thu 19 Nov 23:10
Short or no answer    1

With no more contact, you reach 30 full days on Sat 19 Dec 2026.
When the urge comes at night: nocontact urge

"#]];
    assert_data_eq!(world.run("status").to_string(), expected);
}

#[test]
fn every_row_has_its_place() {
    let world = started(
        "start 2026-10-01 --days 40",
        &[
            "log text --at 2026-10-05 10:00",
            "log call --by them --reply conversation --at 2026-10-06",
            "log lurk --times 3 --at 2026-10-07",
            "log email --by them --at 2026-10-08",
            "log call --necessary children --times 6 --at 2026-10-09",
            "log text --reply brief --at 2026-11-15 12:00",
        ],
    );
    let expected = str![[r#"
40 days have passed since the window began · day 52

Since the breakup    52 days  (Thu 1 Oct 2026)
Without contact       7 days  longest 40, necessary: 6
Chasing               1       last: text, Mon 5 Oct 10:00
Slips (drawn in)      1
Checking (profile)    3
Short or no answer    1
Back in touch         1

With 2 contacts in it, it was not 40 days apart.
With no more contact, you reach 40 full days on Fri 25 Dec 2026.
The window is over. You still don't have to write.
Before any step: nocontact ready

"#]];
    assert_data_eq!(world.run("status").to_string(), expected);
}

#[test]
fn a_window_without_a_break_has_passed_on_its_last_day() {
    let mut world = World::started();
    world.at("2026-11-30T23:59:59+01:00");
    let out = world.ok("status");
    assert!(out.starts_with("Day 29 of 30 \u{b7} 1 day remaining\n"), "{out}");
    assert!(out.contains("\u{2588}\u{2591}  96%   ends Tue 1 Dec 2026\n"), "{out}");
    world.at("2026-12-01T00:00:00+01:00");
    let expected = str![[r#"
30 days have passed since the window began · day 30

Since the breakup    30 days  (Sun 1 Nov 2026)
No contact recorded  30 days

The window is over. You still don't have to write.
Before any step: nocontact ready

"#]];
    assert_data_eq!(world.run("status").to_string(), expected);
}

/// A window that ran out is not one without contact, and `complete` would say so.
#[test]
fn no_window_is_called_complete_with_or_without_breaks() {
    for lines in [
        &["start 2026-10-01"][..],
        &["start 2026-10-01 --days 1"],
        &["start 2026-10-01", "log text --at 2026-10-05"],
        &["start 2026-10-01 --strict", "log text --at 2026-10-05"],
    ] {
        let world = started(lines[0], &lines[1..]);
        assert_eq!(world.json("status --json")["window"]["complete"], true, "{lines:?}");
        let out = world.ok("status");
        assert!(!out.to_lowercase().contains("complete"), "{out}");
        let headline = out.lines().next().unwrap();
        assert!(headline.contains(" passed since the window began \u{b7} day "), "{out}");
    }
    let out = started("start 2026-10-01 --days 1", &[]).ok("status");
    assert!(out.starts_with("1 day has passed since the window began \u{b7} day 52\n"), "{out}");
}

#[test]
fn one_break_is_enough_for_a_window_that_ran_out_to_say_so() {
    let mut world = started("start 2026-11-01", &["log text --at 2026-11-19 23:10"]);
    world.at("2026-12-05T09:00:00+01:00");
    let out = world.ok("status");
    let ran_out = "\n\nWith 1 contact in it, it was not 30 days apart.\n";
    assert!(out.contains(ran_out), "{out}");
}

/// In JSON, `breaks` counts the contacts.
#[test]
fn the_contacts_inside_a_window_that_ran_out_are_counted_by_their_times() {
    let mut world = started(
        "start 2026-11-01",
        &[
            "log text --times 4 --at 2026-11-18",
            "log call --by them --reply conversation --times 2 --at 2026-11-19",
            "log call --by them --reply brief --times 8 --at 2026-11-20",
            "log text --necessary work --times 16 --at 2026-11-20",
        ],
    );
    world.at("2026-12-05T09:00:00+01:00");
    let out = world.ok("status");
    let ran_out = "\n\nWith 6 contacts in it, it was not 30 days apart.\n";
    assert!(out.contains(ran_out), "{out}");
    assert_eq!(world.json("status --json")["window"]["breaks"], 2);
}

#[test]
fn a_break_on_day_0_alone_leaves_a_window_that_ran_out_whole() {
    let mut world = started("start 2026-11-01", &["log text --at 2026-11-01"]);
    world.at("2026-12-05T09:00:00+01:00");
    let out = world.ok("status");
    assert!(out.starts_with("30 days have passed since the window began "), "{out}");
    assert!(!out.contains("days apart") && !out.contains("No break"), "{out}");
}

#[test]
fn a_strict_window_begins_again() {
    let world = started("start 2026-11-01 --strict", &["log text --at 2026-11-19 23:10"]);
    let out = world.ok("status");
    assert!(out.contains("  10%   ends Sat 19 Dec 2026\n"), "{out}");
    assert!(out.contains("\nThis window           3 days  (from Thu 19 Nov 2026)\n"), "{out}");
    assert!(out.contains("\n\nStrict: chasing or a slip inside the window begins it again.\n"));
}

#[test]
fn an_open_window_counts_up() {
    let world = started("start 2026-11-01 --no-end", &["log text --at 2026-11-19 23:10"]);
    let out = world.ok("status");
    assert!(out.starts_with("Day 21 \u{b7} no end date\n\nSince the breakup "), "{out}");
    assert!(out.contains("\n\nThis window has no end date.\nWhen the urge "), "{out}");
    assert!(!out.contains("full days"), "{out}");
    assert_eq!(world.ok("status --short"), "21\n");
}

#[test]
fn after_a_stop_the_screen_says_on_which_day() {
    for start in ["start 2026-11-01", "start 2026-11-01 --strict", "start 2026-11-01 --no-end"] {
        let then = [
            "log text --by them --stop --at 2026-11-15",
            "log text --by them --stop --at 2026-11-12",
        ];
        let expected = str![[r#"
Day 21 · no end date

Since the breakup    21 days  (Sun 1 Nov 2026)
Without contact      21 days  longest 21
Short or no answer    2

They asked for no contact on Thu 12 Nov 2026. This window has no end date.

"#]];
        assert_data_eq!(started(start, &then).run("status").to_string(), expected);
    }
    let then = ["log text --by them --stop --at 2026-11-12", "edit 1 --clear stop"];
    let out = started("start 2026-11-01", &then).ok("status");
    assert!(!out.contains("asked for no contact"), "{out}");
}

/// What was not recorded is not known, so that it is not called a time without contact.
#[test]
fn where_nothing_was_recorded_no_contact_is_claimed() {
    for (start, row) in [
        ("start", "\nNo contact recorded   0 days\n"),
        ("start yesterday", "\nNo contact recorded   1 day\n"),
        ("start 5 weeks ago", "\nNo contact recorded  35 days\n"),
        ("start 5 weeks ago --no-end", "\nNo contact recorded  35 days\n"),
    ] {
        let world = started(start, &[]);
        let out = world.ok("status");
        assert!(out.contains(row) && !out.contains("Without contact"), "{out}");
        assert!(!out.contains("longest"), "{out}");
        // Whatever is recorded, someone keeps this journal.
        world.ok("urge --no-wait");
        let out = world.ok("status");
        assert!(out.contains("\nWithout contact "), "{out}");
        assert!(!out.contains("No contact recorded"), "{out}");
    }
}

#[test]
fn a_restart_shows_both_beginnings() {
    let out = started("start 2026-11-01", &["restart 2026-11-20"]).ok("status");
    let both = "\n\nSince the breakup    21 days  (Sun 1 Nov 2026)\n\
                This window           2 days  (from Fri 20 Nov 2026)\n";
    assert!(out.contains(both), "{out}");
    let full = "\n\nWith no more contact, you reach 30 full days on Tue 1 Dec 2026.\n";
    assert!(out.ends_with(full), "{out}");
}

#[test]
fn the_bar_fits_the_terminal() {
    let mut world = World::new();
    world.ok("start 2026-11-01 --days 365");
    for width in [20, 40, 60, 80, 100, 300] {
        world.width = Some(width);
        let out = world.ok("status");
        let bar = out.lines().nth(1).unwrap();
        assert!(bar.chars().count() <= width, "{width}: {bar}");
        assert!(bar.contains('░') && bar.contains("5%"), "{bar}");
    }
}

#[test]
fn a_locale_without_utf_8_gets_ascii() {
    let mut world = World::started();
    world.variables.insert("LC_ALL", "C".into());
    let out = world.ok("status");
    assert!(out.is_ascii(), "{out}");
    assert!(out.contains("Day 21 of 30 - 9 days remaining"), "{out}");
    assert!(out.contains("#####################......... "), "{out}");
}

#[test]
fn a_note_is_never_shown() {
    let world = World::started();
    world.ok("log text secret words --trigger hidden");
    for line in ["status", "", "status --short", "status --json"] {
        let out = world.ok(line);
        assert!(!out.contains("secret") && !out.contains("hidden"), "{out}");
    }
}

#[test]
fn a_clock_behind_the_newest_entry_is_said_once_and_never_in_a_prompt() {
    let mut world = World::started();
    world.ok("log text");
    world.at("2026-10-30T12:00:00+01:00");
    let outcome = world.run("status");
    assert!(outcome.out.starts_with("Day 0 of 30 \u{b7} 30 days remaining\n"), "{outcome}");
    assert_eq!(
        outcome.err,
        "nocontact: the clock is behind the newest entry (Sun 22 Nov 2026 21:05): \
         it says Fri 30 Oct 2026 12:00\n"
    );
    assert_eq!(world.run("status --short").to_string(), "0/30\n");
}
