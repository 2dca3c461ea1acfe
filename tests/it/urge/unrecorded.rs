//! `urge` before `start`, and where it cannot be recorded.

use super::*;

#[test]
fn before_start_there_is_a_thought_and_a_countdown_and_no_record() {
    let mut world = World::new();
    assert_eq!(typing(&mut world, "urge so close", "y\n").lines().count(), 4);
    world.terminal = true;
    let expected = str![[r#"
If you might hurt yourself or someone, or are afraid: nocontact guide safety

Many urges pass if you wait. You do not have to win; you only have to wait.
! Nothing is tracked yet, so nothing was recorded. To begin: nocontact start
! 
! 5 minutes. Enter ends it early; Ctrl-C leaves.

"#]];
    assert_data_eq!(typing(&mut world, "urge --minutes 5", "y\n"), expected);
    world.count_down = |_, _, _| Ok(());
    assert_eq!(world.run("urge").code, 0);
    world.count_down = |_, _, _| panic!("nobody waits");
    let outcome = world.run_reading("urge --no-wait --note -", Meanwhile::never());
    assert_eq!(outcome.code, 0, "{outcome}");
    for line in [
        "urge --at yesterday",
        "urge --json",
        "urge --resisted 1",
        "urge --gave-in 1",
        "urge --json --note -",
    ] {
        let outcome = world.run_reading(line, Meanwhile::never());
        assert_eq!((outcome.code, &*outcome.out), (1, ""), "{line}");
        assert!(outcome.err.contains("begin with: nocontact start"), "{outcome}");
    }
    assert_eq!(world.run("urge --at tomorrow").code, 2);
    assert_eq!(world.names(), [""; 0]);
}

/// What prevents recording does not prevent waiting; the reason comes last, where it can be read.
#[test]
fn what_cannot_be_recorded_can_be_waited_out() {
    let mut world = attended();
    fs::remove_file(world.journal()).unwrap();
    let expected = str![[r#"
If you might hurt yourself or someone, or are afraid: nocontact guide safety

Many urges pass if you wait. You do not have to win; you only have to wait.
! This could not be recorded; the end says why.
! 
! 10 minutes. Enter ends it early; Ctrl-C leaves.
! nocontact: [DIR]/data/nocontact.json is missing, but its backup exists
!   the journal before the last save is in [DIR]/data/nocontact.json.bak
!   to use it: nocontact restore
!   to start over: nocontact start
exit 1

"#]];
    assert_data_eq!(world.run("urge").to_string(), expected);
    world.write("{");
    let outcome = world.run("urge --minutes 1");
    assert_eq!(outcome.code, 1);
    assert!(outcome.err.contains("\n1 minute. Enter"), "{outcome}");
    assert!(outcome.err.contains("nocontact restore"), "{outcome}");
    assert_eq!(world.bytes(), b"{");
    world.count_down = |_, _, _| panic!("nobody waits");
    for line in ["urge --no-wait", "urge --json", "urge --at yesterday", "urge --resisted 1"] {
        let outcome = world.run(line);
        assert_eq!((outcome.code, &*outcome.out), (1, ""), "{line}");
    }
}

#[test]
fn the_plan_lines_are_shown_where_the_journal_can_be_read() {
    let mut world = attended();
    let lock = world.hold_lock();
    let expected = str![[r#"
If you might hurt yourself or someone, or are afraid: nocontact guide safety

1  if I want to text at night, then I call Sam
2  if I walk past their street, then I turn left

Many urges pass if you wait. You do not have to win; you only have to wait.
! This could not be recorded; the end says why.
! 
! 10 minutes. Enter ends it early; Ctrl-C leaves.
! nocontact: another nocontact is writing [DIR]/data/nocontact.json
!   try again in a moment; nothing was changed
exit 1

"#]];
    assert_data_eq!(world.run("urge").to_string(), expected);
    lock.unlock().unwrap();
    world.at("2026-10-30T12:00:00+01:00");
    let outcome = world.run("urge");
    assert!(outcome.out.contains("\n\n1  if I want to text at night, then I call Sam\n2  "));
    assert!(outcome.err.contains("before the breakup"), "{outcome}");
}
