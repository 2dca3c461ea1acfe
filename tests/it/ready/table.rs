//! The table of answers (`manual/verdicts.md`), for every way to answer, and what blocks a step.

use nocontact::domain::readiness::{Answers, Blockers, Readiness};
use serde_json::{Value, json};

use super::{run, then};

/// Every way to answer, as letters.
fn all() -> Vec<String> {
    (0..1 << 7).map(|n| format!("{n:07b}").replace('0', "n").replace('1', "y")).collect()
}

/// What blocks a step, in the order of the table.
const BLOCKERS: [(&str, &str); 7] = [
    ("do-not", "asked-before"),
    ("do-not", "violence-before"),
    ("do-not", "stop"),
    ("do-not", "no-end"),
    ("wait", "window-running"),
    ("wait", "chasing-lately"),
    ("wait", "too-few-days"),
];

/// The table once more, worked out from the letters and the words for the blockers: the answer and
/// its causes.
fn by_the_letter(letters: &str, blockers: &str) -> (&'static str, Value) {
    let given: Vec<bool> = letters.chars().map(|letter| letter == 'y').collect();
    let asked = [("do-not", "asked-for-no-contact", given[5]), ("do-not", "violence", given[6])];
    let blocks = BLOCKERS.map(|(answer, cause)| {
        let said_now =
            cause == "asked-before" && given[5] || cause == "violence-before" && given[6];
        (answer, cause, blockers.split(' ').any(|it| it == cause) && !said_now)
    });
    let own =
        ["not-understood", "no-would-hurt", "to-stop-the-pain", "nothing-changed", "not-calm"];
    let own = own.into_iter().zip("yynyy".chars()).enumerate();
    let own = own.map(|(at, (cause, wanted))| ("not-yet", cause, given[at] != (wanted == 'y')));
    let rows: Vec<_> = asked.into_iter().chain(blocks).chain(own).filter(|row| row.2).collect();
    let answer =
        ["do-not", "wait", "not-yet"].into_iter().find(|it| rows.iter().any(|row| row.0 == *it));
    (answer.unwrap_or("one-calm-step"), rows.iter().map(|row| row.1).collect())
}

#[test]
fn every_answer_with_every_blocker_is_as_in_the_table() {
    let mut counts = [0; 4];
    for letters in all() {
        for bits in 0..1 << BLOCKERS.len() {
            let is_set = |at: usize| bits & 1 << at > 0;
            let words = BLOCKERS.iter().enumerate().filter(|(at, _)| is_set(*at));
            let words = words.map(|(_, (_, cause))| *cause).collect::<Vec<_>>().join(" ");
            let answers = Answers::parse(&letters).unwrap();
            let ready = Readiness {
                answers,
                blockers: Blockers {
                    asked_before: is_set(0),
                    violence_before: is_set(1),
                    stopped: is_set(2),
                    no_end: is_set(3),
                    window_running: is_set(4),
                    chased_lately: is_set(5),
                    too_few_days: is_set(6),
                },
            };
            let (answer, causes) = by_the_letter(&letters, &words);
            assert_eq!(json!(ready.answer()), answer, "{letters} {words}");
            assert_eq!(json!(ready.causes()), causes, "{letters} {words}");
            let answers = ["do-not", "wait", "not-yet", "one-calm-step"];
            counts[answers.iter().position(|it| *it == answer).unwrap()] += 1;
        }
    }
    // Of the 128 answers, 96 are `do-not` whatever blocks. The other 32 are it under 15 of the 16
    // combinations of the first four blockers; else they wait under 7 of 8; else 1 is a step.
    assert_eq!(counts, [96 * 128 + 32 * 15 * 8, 32 * 7, 31, 1]);
}

/// After these command lines, at `now`, these are the blockers, as four typical ways to answer show.
#[track_caller]
fn blockers(lines: &[&str], now: &str, blockers: &str) {
    let all = ["yynyynn", "nyyynnn", "nnynnyn", "yynyyny"].map(str::to_owned);
    answered(&all, lines, now, blockers);
}

/// As [`blockers`], with all of these answers. Each is taken back, since `ready` remembers.
#[track_caller]
fn answered(all: &[String], lines: &[&str], now: &str, blockers: &str) {
    let world = then(lines, now);
    for letters in all {
        let (answer, causes) = by_the_letter(letters, blockers);
        let line = format!("ready --answers {letters}");
        let kept = world.json(&format!("{line} --json"));
        assert_eq!(kept["answers"], *letters);
        let said = [&kept["answer"], &kept["causes"], &kept["reasons"]];
        assert_eq!(said, [&json!(answer), &causes, &causes], "{letters} {lines:?} {now}");
        world.ok("undo");
        let outcome = run(&world, &line);
        assert_eq!((outcome.code, outcome.err.as_str()), (0, ""), "{outcome}");
        let headline = match answer {
            "do-not" => "\nDo not\n",
            "wait" => "\nWait\n",
            "not-yet" => "\nNot yet\n",
            _ => "\nOne calm step\n",
        };
        assert!(outcome.out.contains(headline), "{letters} {lines:?} {now}: {outcome}");
        world.ok("undo");
    }
}

const START: &str = "start 2026-11-01";

const OPEN: &str = "no-end";
const RUNNING: &str = "window-running too-few-days";
const CHASING: &str = "chasing-lately too-few-days";
const BOTH: &str = "window-running chasing-lately too-few-days";
const FEW: &str = "too-few-days";
const NONE: &str = "";

#[test]
fn every_answer_that_is_given_is_told_by_the_table() {
    answered(&all(), &[START], "2026-12-03T12:00:00+01:00", NONE);
}

#[test]
fn the_window_closes_the_gate_up_to_its_last_day() {
    blockers(&[START], "2026-11-01T09:00:00+01:00", RUNNING);
    blockers(&[START], "2026-11-30T23:59:59+01:00", RUNNING);
    blockers(&[START], "2026-12-01T00:00:00+01:00", NONE);
}

#[test]
fn a_window_without_end_never_opens_it() {
    blockers(&["start 2026-11-01 --no-end"], "2027-11-01T09:00:00+01:00", OPEN);
    let lines = ["start 2026-11-01 --no-end", "log text --at 2027-10-25"];
    blockers(&lines, "2027-11-01T09:00:00+01:00", "no-end chasing-lately");
}

/// Days count, not hours.
#[test]
fn chasing_closes_it_for_fourteen_days() {
    let late = [START, "log text --at 2026-11-20T23:59:00+01:00"];
    blockers(&late, "2026-11-21T09:00:00+01:00", BOTH);
    blockers(&late, "2026-12-03T00:00:00+01:00", CHASING);
    blockers(&late, "2026-12-04T00:00:00+01:00", FEW);
    blockers(&late, "2026-12-19T23:59:59+01:00", FEW);
    blockers(&late, "2026-12-20T00:00:00+01:00", NONE);
    let early = [START, "log text --at 2026-11-20T00:01:00+01:00"];
    blockers(&early, "2026-12-03T23:59:59+01:00", CHASING);
}

#[test]
fn chasing_known_only_to_the_day_closes_it_as_long() {
    let lines = [START, "log text --at 2026-11-20"];
    blockers(&lines, "2026-12-03T12:00:00+01:00", CHASING);
    blockers(&lines, "2026-12-04T12:00:00+01:00", FEW);
    blockers(&[START, "log text --times 2 --at 2026-12-03"], "2026-12-03T00:00:01+01:00", CHASING);
}

#[test]
fn chasing_after_the_window_closes_it_too() {
    let twice = [START, "log text --times 2 --at 2026-12-05"];
    blockers(&twice, "2026-12-18T12:00:00+01:00", CHASING);
    blockers(&twice, "2026-12-19T12:00:00+01:00", FEW);
    let again = [START, "log text --at 2026-12-05", "log email --at 2026-12-09"];
    blockers(&again, "2026-12-22T12:00:00+01:00", CHASING);
    blockers(&again, "2026-12-23T12:00:00+01:00", FEW);
}

#[test]
fn any_break_closes_it_until_there_are_as_many_days_as_the_window_has() {
    let now = "2026-12-05T12:00:00+01:00";
    for (line, expected) in [
        ("log text --at 2026-12-05", FEW),
        ("log call --by them --reply conversation --at 2026-11-30", FEW),
        ("log call --by them --at 2026-11-30", NONE),
        ("log lurk --at 2026-11-30", NONE),
        ("log email --necessary work --at 2026-11-30", NONE),
    ] {
        blockers(&[START, line], now, expected);
    }
    let slip = [START, "log call --by them --reply conversation --at 2026-11-05"];
    blockers(&slip, "2026-12-04T23:59:59+01:00", FEW);
    blockers(&slip, "2026-12-05T00:00:00+01:00", NONE);
}

#[test]
fn a_stop_closes_it_for_good() {
    let stop = [START, "log text --by them --stop --at 2026-11-05"];
    blockers(&stop, "2026-11-20T12:00:00+01:00", "stop no-end");
    blockers(&stop, "2029-11-20T12:00:00+01:00", "stop no-end");
    let mine = [START, "log text --by me --stop --at 2026-11-05"];
    blockers(&mine, "2026-11-15T12:00:00+01:00", "stop no-end chasing-lately");
}

#[test]
fn what_was_said_before_stands_until_its_entry_is_removed() {
    let lines = [START, "ready --answers yynyyyn"];
    blockers(&lines, "2026-12-03T12:00:00+01:00", "asked-before");
    let lines = [START, "ready --answers yynyyny", "ready --answers yynyynn"];
    blockers(&lines, "2026-12-03T12:00:00+01:00", "violence-before");
    let lines = [START, "ready --answers yynyyyy", "remove 1 --yes"];
    blockers(&lines, "2026-12-03T12:00:00+01:00", NONE);
}

#[test]
fn under_strict_a_break_closes_it_for_a_window() {
    let slip = "log call --by them --reply conversation --at 2026-11-20";
    for line in ["log text --at 2026-11-20", slip] {
        let after = if line == slip { "" } else { " chasing-lately" };
        let lines = ["start 2026-11-01 --strict", line];
        blockers(&lines, "2026-12-04T12:00:00+01:00", RUNNING);
        blockers(&lines, "2026-12-19T23:59:00+01:00", RUNNING);
        blockers(&lines, "2026-12-20T00:00:00+01:00", NONE);
        // A window of ten days is over before the fourteen are.
        let lines = ["start 2026-11-15 --strict --days 10", line];
        blockers(&lines, "2026-12-01T12:00:00+01:00", after);
    }
}

#[test]
fn a_restart_closes_it_for_a_window() {
    let lines = [START, "restart 2026-11-15"];
    blockers(&lines, "2026-12-14T12:00:00+01:00", "window-running");
    blockers(&lines, "2026-12-15T12:00:00+01:00", NONE);
}
