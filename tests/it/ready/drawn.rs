//! What `ready` draws on any terminal and with any journal: what fits, is bold, or is left out.

use chrono::{Days, NaiveDate};
use serde_json::json;

use super::{CALM, over, run, then};
use crate::world::World;

#[test]
fn every_line_keeps_to_the_terminal() {
    let lines = ["start 2026-11-01", "log text --times 3 --at 2026-11-03", "goal run"];
    let mut world = then(&lines, "2026-12-12T21:05:00+01:00");
    for line in
        ["log email --necessary work --at 2026-11-20 --times 2", "log --at 2026-11-29", "urge"]
    {
        world.ok(line);
    }
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
