//! The table of answers (`manual/verdicts.md`), for every way to answer, and what blocks a step.

use nocontact::domain::readiness::{Answers, Blockers, Readiness};
use serde_json::{Value, json};

use super::{run, then};

/// Every way to answer, as letters.
fn all() -> Vec<String> {
    (0..1 << 7).map(|n| format!("{n:07b}").replace('0', "n").replace('1', "y")).collect()
}

/// The table once more, worked out from the letters: the answer and its reasons.
fn by_the_letter(letters: &str, [open, running, chasing]: [bool; 3]) -> (&'static str, Value) {
    let (about_me, about_us) = letters.split_at(5);
    let words = |facts: &[(bool, &'static str)]| -> Value {
        facts.iter().filter(|(holds, _)| *holds).map(|&(_, word)| word).collect()
    };
    if about_us.contains('y') || open {
        let asked = (about_us.starts_with('y'), "asked-for-no-contact");
        return (
            "do-not",
            words(&[asked, (about_us.ends_with('y'), "violence"), (open, "no-end")]),
        );
    }
    if running || chasing {
        return ("wait", words(&[(running, "window-running"), (chasing, "chasing-lately")]));
    }
    let causes =
        ["not-understood", "no-would-hurt", "to-stop-the-pain", "nothing-changed", "not-calm"];
    let missed = about_me.chars().zip("yynyy".chars()).zip(causes);
    let missed: Vec<_> = missed.map(|((given, wanted), cause)| (given != wanted, cause)).collect();
    if about_me == "yynyy" { ("one-calm-step", json!([])) } else { ("not-yet", words(&missed)) }
}

#[test]
fn every_answer_with_every_blocker_is_as_in_the_table() {
    let mut counts = [0; 4];
    for letters in all() {
        for blockers in 0..8 {
            let blockers = [blockers & 1 > 0, blockers & 2 > 0, blockers & 4 > 0];
            let [open, running, chasing] = blockers;
            let answers = Answers::parse(&letters).unwrap();
            let ready = Readiness {
                answers,
                blockers: Blockers {
                    no_end: open,
                    window_running: running,
                    chased_lately: chasing,
                },
            };
            let (answer, causes) = by_the_letter(&letters, blockers);
            assert_eq!(json!(ready.answer()), answer, "{letters} {blockers:?}");
            assert_eq!(json!(ready.causes()), causes, "{letters} {blockers:?}");
            let answers = ["do-not", "wait", "not-yet", "one-calm-step"];
            counts[answers.iter().position(|it| *it == answer).unwrap()] += 1;
        }
    }
    // Three quarters of the answers are `do-not`, and so is the rest when there is no end. Of the
    // other 32, all wait under each of three combinations of blockers; without one, 1 is a step.
    assert_eq!(counts, [4 * 2 * 96 + 4 * 32, 3 * 32, 31, 1]);
}

/// After these command lines, at `now`, these are the blockers (open, running, chasing), as four
/// typical ways to answer show.
#[track_caller]
fn blockers(lines: &[&str], now: &str, blockers: [bool; 3]) {
    let all = ["yynyynn", "nyyynnn", "nnynnyn", "yynyyny"].map(str::to_owned);
    answered(&all, lines, now, blockers);
}

/// As [`blockers`], with all of these answers.
#[track_caller]
fn answered(all: &[String], lines: &[&str], now: &str, blockers: [bool; 3]) {
    let world = then(lines, now);
    for letters in all {
        let outcome = run(&world, &format!("ready --answers {letters}"));
        assert_eq!((outcome.code, outcome.err.as_str()), (0, ""), "{outcome}");
        let (answer, _) = by_the_letter(letters, blockers);
        let headline = match answer {
            "do-not" => "\nDo not\n",
            "wait" => "\nWait\n",
            "not-yet" => "\nNot yet\n",
            _ => "\nOne calm step\n",
        };
        assert!(outcome.out.contains(headline), "{letters} {lines:?} {now}: {outcome}");
    }
    let kept = world.json("history --kind reflection --json");
    let kept = kept.as_array().unwrap();
    assert_eq!(kept.len(), all.len());
    for (entry, letters) in kept.iter().zip(all) {
        assert_eq!(entry["answers"], *letters);
        let said = (entry["answer"].as_str().unwrap(), entry["reasons"].clone());
        assert_eq!(said, by_the_letter(letters, blockers), "{letters} {lines:?} {now}");
    }
}

const START: &str = "start 2026-11-01";

const OPEN: [bool; 3] = [true, true, false];
const RUNNING: [bool; 3] = [false, true, false];
const CHASING: [bool; 3] = [false, false, true];
const BOTH: [bool; 3] = [false, true, true];
const NONE: [bool; 3] = [false, false, false];

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
    blockers(&lines, "2027-11-01T09:00:00+01:00", [true, true, true]);
}

/// Days count, not hours.
#[test]
fn chasing_closes_it_for_fourteen_days() {
    let late = [START, "log text --at 2026-11-20T23:59:00+01:00"];
    blockers(&late, "2026-11-21T09:00:00+01:00", BOTH);
    blockers(&late, "2026-12-03T00:00:00+01:00", CHASING);
    blockers(&late, "2026-12-04T00:00:00+01:00", NONE);
    let early = [START, "log text --at 2026-11-20T00:01:00+01:00"];
    blockers(&early, "2026-12-03T23:59:59+01:00", CHASING);
}

#[test]
fn chasing_known_only_to_the_day_closes_it_as_long() {
    let lines = [START, "log text --at 2026-11-20"];
    blockers(&lines, "2026-12-03T12:00:00+01:00", CHASING);
    blockers(&lines, "2026-12-04T12:00:00+01:00", NONE);
    blockers(&[START, "log text --times 2 --at 2026-12-03"], "2026-12-03T00:00:01+01:00", CHASING);
}

#[test]
fn chasing_after_the_window_closes_it_too() {
    let twice = [START, "log text --times 2 --at 2026-12-05"];
    blockers(&twice, "2026-12-18T12:00:00+01:00", CHASING);
    blockers(&twice, "2026-12-19T12:00:00+01:00", NONE);
    let again = [START, "log text --at 2026-12-05", "log email --at 2026-12-09"];
    blockers(&again, "2026-12-22T12:00:00+01:00", CHASING);
    blockers(&again, "2026-12-23T12:00:00+01:00", NONE);
}

#[test]
fn what_is_no_chasing_leaves_it_open() {
    let now = "2026-12-05T12:00:00+01:00";
    for line in [
        "log text --at 2026-12-05",
        "log lurk --at 2026-11-30",
        "log email --necessary work --at 2026-11-30",
        "log call --by them --reply conversation --at 2026-11-30",
    ] {
        blockers(&[START, line], now, NONE);
    }
}

#[test]
fn under_strict_a_break_closes_it_for_a_window() {
    let slip = "log call --by them --reply conversation --at 2026-11-20";
    for (line, after) in [("log text --at 2026-11-20", CHASING), (slip, NONE)] {
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
    blockers(&lines, "2026-12-14T12:00:00+01:00", RUNNING);
    blockers(&lines, "2026-12-15T12:00:00+01:00", NONE);
}
