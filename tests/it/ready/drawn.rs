//! What `ready` draws on any terminal and with any journal: what fits, is bold, or is left out.

use chrono::{Days, NaiveDate};
use serde_json::json;
use snapbox::{assert_data_eq, str};

use super::{CALM, lived, over, run};
use crate::world::World;

#[test]
fn a_narrow_terminal_is_filled() {
    let mut world = lived();
    run(&world, CALM);
    world.width = Some(60);
    let expected = str![[r#"
A look at yourself, for you alone. It stays in the journal
on this machine. It goes by your answers and by this, and
cannot know what they feel or will do:

The window              day 41, after the window of 30 days
Without contact         13 days, longest 26; necessary
                        contact: 2
Chasing, last 14 days   1, the last on Sun 29 Nov 2026
Urges by week           2, 0, 1, 0, 0, 1 (this week last)
Goals done              1 of 2

11  Sat 12 Dec 2026 21:05  reflection

Wait
  There was chasing in the last 14 days.
  There were fewer days without contact than the window has.
  It would be hard to stay calm if they were with someone
  else.

Next, turn to one of your own goals: nocontact goal
Last time, Sat 12 Dec 2026: wait, by what is recorded now.
Changed: question 5 (no).
To undo this: nocontact undo

"#]];
    assert_data_eq!(run(&world, "ready --answers yynynnn").to_string(), expected);
    world.width = Some(100);
    let wide = run(&world, "ready --answers nnynnyy").out;
    assert!(wide.contains(" this machine. It goes by your answers\nand by this, and "), "{wide}");
    assert!(
        wide.contains("Changed: question 1 (no), question 2\n(no), question 3 (yes), "),
        "{wide}"
    );
}

#[test]
fn every_line_keeps_to_the_terminal() {
    let mut world = lived();
    world.terminal = true;
    world.variables.insert("NO_COLOR", "1".into());
    world.at("2026-12-13T21:05:00+01:00");
    world.input = "n\n".repeat(8).into();
    for width in [40, 60, 80, 100, 120] {
        world.width = Some(width);
        for letters in ["yynyynn", "nnynnnn", "nnynnyy", "yynyyyn"] {
            let given = run(&world, &format!("ready --answers {letters}"));
            let asked = run(&world, "ready");
            // A terminal echoes the Enter that is typed.
            let err = asked.err.replace("[y/n] ", "[y/n]\n");
            for line in [&given.out, &asked.out, &err].into_iter().flat_map(|text| text.lines()) {
                assert!(line.chars().count() <= width, "{width}: {line}");
            }
        }
    }
}

#[test]
fn the_answer_is_bold_where_there_is_color_and_no_louder() {
    let mut world = over();
    world.terminal = true;
    for (letters, bold) in [
        ("yynyynn", "\n\u{1b}[1mOne calm step\u{1b}[0m\n"),
        ("nnnnnnn", "\n\u{1b}[1mNot yet\u{1b}[0m\n"),
        ("yynyyyn", "\n\u{1b}[1mDo not\u{1b}[0m\n"),
    ] {
        let outcome = run(&world, &format!("ready --answers {letters}"));
        assert!(outcome.out.contains(bold), "{outcome}");
        assert_eq!(outcome.out.matches('\u{1b}').count(), 2, "{outcome}");
    }
}

/// The row of the urges, for this many in each week, oldest first.
#[track_caller]
fn urges_by_week(weeks: &[usize]) -> Option<String> {
    let breakup: NaiveDate = "2026-01-01".parse().unwrap();
    let first_of = |week: usize| (breakup + Days::new(week as u64 * 7)).to_string();
    let days = weeks.iter().enumerate().flat_map(|(week, &urges)| vec![first_of(week); urges]);
    let entry = |(id, day)| json!({ "id": id, "kind": "urge", "at": day });
    let entries: Vec<_> = (1..).zip(days).map(entry).collect();
    let mut world = World::new();
    world.write(json!({ "version": 1, "breakup": first_of(0), "entries": entries }).to_string());
    world.at(&format!("{}T12:00:00Z", first_of(weeks.len() - 1)));
    let out = run(&world, CALM).out;
    let said = out.lines().find_map(|line| line.strip_prefix("Urges by week"))?;
    Some(said.trim_start().strip_suffix(" (this week last)").unwrap().to_owned())
}

#[test]
fn the_urges_of_the_last_weeks_are_told_the_oldest_first() {
    for (weeks, said) in [
        (&[3][..], "3"),
        (&[0, 2, 1], "0, 2, 1"),
        (&[8, 7, 6, 5, 4, 3, 2, 1], "8, 7, 6, 5, 4, 3, 2, 1"),
        (&[9, 8, 7, 6, 5, 4, 3, 2, 0], "8, 7, 6, 5, 4, 3, 2, 0"),
        (&[1, 0, 0, 0, 0, 0, 0, 0, 0], "0, 0, 0, 0, 0, 0, 0, 0"),
    ] {
        assert_eq!(urges_by_week(weeks).as_deref(), Some(said));
    }
    assert_eq!(urges_by_week(&[0, 0, 0]), None);
}

#[test]
fn a_fact_that_says_nothing_is_left_out() {
    let world = over();
    let facts = |out: String| out.lines().skip(3).take_while(|line| !line.is_empty()).count();
    assert_eq!(facts(run(&world, CALM).out), 2);
    world.ok("goal run");
    assert_eq!(facts(run(&world, CALM).out), 3);
    world.ok("log text --at 2026-11-02");
    assert_eq!(facts(run(&world, CALM).out), 4);
}
