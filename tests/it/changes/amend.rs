//! `amend`: the breakup date and the rules, and what it asks or refuses before a window without an
//! end gets one.

use serde_json::Value;
use snapbox::{assert_data_eq, str};

use crate::meanwhile::Meanwhile;
use crate::world::World;

/// A window without an end, as its owner chose it.
fn open() -> World {
    let world = World::new();
    world.ok("start 2026-11-01 --no-end");
    world
}

#[test]
fn whoever_chose_no_end_is_asked_before_there_is_one() {
    let mut world = open();
    world.terminal = true;
    world.variables.insert("NO_COLOR", "1".into());
    let before = world.bytes();
    for answer in ["", "\n", "n\n", "yess\n", "no"] {
        world.input = answer.into();
        for line in ["amend --fixed", "amend --strict", "amend --fixed --days 40"] {
            let outcome = world.run(line);
            assert_eq!((outcome.code, outcome.out.as_str()), (1, ""), "{answer:?}: {outcome}");
            assert_eq!(world.bytes(), before, "{line}");
        }
    }
    world.input = b"n\n".to_vec();
    let expected = str![[r#"
! If there is a court order, a request to stop, or fear, keep it as it is.
! Give it an end date? [y/N] nocontact: you did not confirm; nothing was changed
!   to skip the question, add --yes
exit 1

"#]];
    assert_data_eq!(world.run("amend --fixed").to_string(), expected);
    world.input = b"y\n".to_vec();
    let expected = str![[r#"
Breakup: Sun 1 Nov 2026
Window: strict, day 21 of 30, 9 days remaining
To undo this: nocontact undo
! If there is a court order, a request to stop, or fear, keep it as it is.
! Give it an end date? [y/N] 

"#]];
    assert_data_eq!(world.run("amend --strict").to_string(), expected);
    assert_eq!(world.json("status --json")["window"]["policy"], "strict");
}

#[test]
fn where_nobody_can_be_asked_amend_takes_yes_and_nothing_less() {
    let world = open();
    let before = world.bytes();
    let expected = str![[r#"
! If there is a court order, a request to stop, or fear, keep it as it is.
! Give it an end date? [y/N] 
! nocontact: you did not confirm; nothing was changed
!   to skip the question, add --yes
exit 1

"#]];
    assert_data_eq!(world.run("amend --fixed").to_string(), expected);
    assert_eq!(world.bytes(), before);
    let outcome = world.run("amend --strict --yes");
    assert_eq!((outcome.code, outcome.err.as_str()), (0, ""), "nothing is asked: {outcome}");
    assert!(outcome.out.contains("Window: strict, "), "{outcome}");
}

/// Neither gives the window an end.
#[test]
fn what_leaves_a_window_without_end_is_not_asked_about() {
    for line in ["amend --date 2026-10-30", "amend --days 40", "amend --no-end --date yesterday"] {
        let world = open();
        let outcome = world.run(line);
        assert_eq!((outcome.code, outcome.err.as_str()), (0, ""), "{line}: {outcome}");
        assert_eq!(world.file()["policy"], "open", "{line}");
    }
    // From one end to another.
    let outcome = World::started().run("amend --strict");
    assert_eq!((outcome.code, outcome.err.as_str()), (0, ""), "{outcome}");
}

#[test]
fn after_a_stop_no_amend_gives_the_window_an_end() {
    for start in ["start 2026-11-01", "start 2026-11-01 --strict", "start 2026-11-01 --no-end"] {
        let mut world = World::new();
        world.ok(start);
        world.ok("log call --by them --stop --at 2026-11-19");
        world.ok("log text --by them --stop --at 2026-11-12");
        let before = world.bytes();
        world.input = b"y\n".to_vec();
        for (rules, yes) in [("--fixed", ""), ("--strict", " --yes"), ("--days 60", "")] {
            assert_eq!(
                world.run(&format!("amend {rules}{yes}")).to_string(),
                "! nocontact: they asked for no contact on Thu 12 Nov 2026 (entry 2), so this \
                 window cannot get an end date\n\
                 !   if they never asked: nocontact edit 2 --clear stop\n\
                 exit 1\n",
                "{start}: {rules}"
            );
            assert_eq!(world.bytes(), before, "{rules}");
        }
        // The command that was offered, as it stands. Then the other stop is the first.
        world.ok("edit 2 --clear stop");
        let refused = world.run("amend --fixed --yes").err;
        assert!(refused.contains("on Thu 19 Nov 2026 (entry 1)"), "{refused}");
        world.ok("edit 1 --clear stop");
        world.ok("amend --fixed --yes");
        assert_eq!(world.json("status --json")["window"]["ends_on"], "2026-12-01");
    }
}

#[test]
fn after_a_stop_the_date_and_no_end_can_still_be_corrected() {
    let world = World::started();
    world.ok("log call --by them --stop --at 2026-11-12");
    let open = "Window: open, day 23, no end date: they asked for no contact on Thu 12 Nov 2026\n";
    assert!(world.ok("amend --date 2026-10-30").contains(open));
    assert_eq!(world.json("status --json")["breakup"], "2026-10-30");
    assert!(world.ok("amend --no-end").contains(open));
    // The stop gone, what was chosen stands.
    world.ok("edit 1 --clear stop");
    let window = world.json("status --json")["window"].clone();
    assert_eq!((&window["policy"], &window["ends_on"]), (&Value::from("open"), &Value::Null));
}

#[test]
fn after_a_stop_a_restart_says_that_there_is_no_end() {
    let world = World::started();
    world.ok("log call --by them --stop --at 2026-11-12");
    let expected = str![[r#"
The window now starts on Fri 20 Nov 2026.
Today is day 2, no end date: they asked for no contact on Thu 12 Nov 2026.
Your history and the breakup date stay.
To undo this: nocontact undo

"#]];
    assert_data_eq!(world.run("restart 2026-11-20").to_string(), expected);
}

/// A question that is answered while another program records a stop is answered for another window.
#[test]
fn a_stop_that_came_meanwhile_is_heard() {
    let world = open();
    let act = || {
        world.ok("log call --by them --stop");
    };
    let outcome = world.run_reading("amend --fixed", Meanwhile::then(act, b"y\n"));
    assert!(outcome.err.contains("(entry 1), so this window cannot get an end date"), "{outcome}");
    assert_eq!(world.file()["policy"], "open");
}
