//! The table of verdicts (`manual/verdicts.md`): a test for each row, and what each row depends on.

use serde_json::Value;

use crate::world::World;

mod stop;

/// A breakup on 1 October with ten days: the window ended on the 11th, and today is 22 November.
fn after() -> World {
    let world = World::new();
    world.ok("start 2026-10-01 --days 10");
    world
}

/// The verdict and the reasons, as in `chasing: reached-out begging`; empty for other kinds.
fn assessed(entry: &Value) -> String {
    let Some(verdict) = entry["verdict"].as_str() else {
        return String::new();
    };
    let reasons = entry["reasons"].as_array().unwrap().iter().map(|it| it.as_str().unwrap());
    format!("{verdict}: {}", reasons.collect::<Vec<_>>().join(" "))
}

/// Logs one contact, compares what `log` says about it, and takes it back.
#[track_caller]
fn one(world: &World, line: &str, expected: &str) {
    assert_eq!(assessed(&world.json(&format!("log {line} --json"))), expected, "{line}");
    world.ok("undo");
}

/// Runs every line, then compares what `history` says about each entry, in order of recording.
#[track_caller]
fn all(world: &World, lines: &[(&str, &str)]) {
    for (line, _) in lines {
        world.ok(line);
    }
    let history = world.json("history --json");
    let mut entries: Vec<_> = history.as_array().unwrap().iter().collect();
    entries.sort_by_key(|entry| entry["id"].as_u64());
    let found: Vec<_> = lines.iter().map(|(line, _)| *line).zip(entries).collect();
    let found: Vec<_> = found.iter().map(|(line, entry)| (*line, assessed(entry))).collect();
    let expected: Vec<_> = lines.iter().map(|(line, is)| (*line, (*is).to_owned())).collect();
    assert_eq!(found, expected);
}

#[test]
fn row_1_necessary_contact_is_kept_unless_it_was_for_something_else() {
    for world in [World::started(), after()] {
        for necessary in ["children", "work", "home", "belongings", "legal", "emergency", "safety"]
        {
            one(&world, &format!("call --necessary {necessary}"), "kept: necessary");
        }
        one(&world, "call --necessary work --why other", "kept: necessary");
        one(&world, "lurk --necessary legal", "kept: necessary");
        let both = "call --necessary work --by them --reply conversation";
        one(&world, both, "kept: necessary");
        one(&world, "visit --necessary home --times 5", "kept: necessary");
    }
    let world = World::started();
    one(&world, "text --necessary children --why begging", "chasing: reached-out begging");
    one(&world, "text --necessary work --why comfort", "chasing: reached-out");
    one(&world, "text --necessary safety --why apology", "chasing: reached-out apology");
    let drawn_in = "call --by them --reply conversation --necessary work --why comfort";
    one(&world, drawn_in, "slip: drawn-in shoulder-to-cry-on");
}

#[test]
fn row_2_looking_is_checking() {
    for world in [World::started(), after()] {
        one(&world, "lurk", "checking: watching");
        one(&world, "lurk --times 40 --why jealousy", "checking: watching");
        one(&world, "lurk --necessary work --why jealousy", "checking: watching");
    }
}

#[test]
fn row_3_reaching_out_in_the_window_is_chasing() {
    let world = World::started();
    one(&world, "", "chasing: reached-out");
    for channel in ["call", "text", "email", "meetup", "letter", "other"] {
        one(&world, channel, "chasing: reached-out");
    }
    one(&world, "text --reply conversation", "chasing: reached-out");
    one(&world, "text --at 2026-11-01", "chasing: reached-out");
}

#[test]
fn row_4_a_conversation_in_the_window_is_a_slip() {
    let world = World::started();
    one(&world, "call --by them --reply conversation", "slip: drawn-in");
    one(&world, "meetup --by chance --reply conversation", "slip: drawn-in");
    one(&world, "call --by them --reply conversation --why begging", "slip: drawn-in");
}

#[test]
fn row_5_no_answer_or_a_short_one_in_the_window_is_kept() {
    let world = World::started();
    one(&world, "call --by them", "kept: did-not-answer");
    one(&world, "call --by them --reply none", "kept: did-not-answer");
    one(&world, "call --by them --reply brief", "kept: kept-short");
    one(&world, "meetup --by chance", "kept: did-not-answer");
    one(&world, "meetup --by chance --reply brief", "kept: kept-short");
    one(&world, "call --by them --times 3 --why begging", "kept: did-not-answer");
}

/// Nobody leans in silence.
#[test]
fn comfort_by_them_or_by_chance_is_a_conversation_unless_it_was_answered_otherwise() {
    let (inside, later) = (World::started(), after());
    for by in ["them", "chance"] {
        let comfort = format!("call --by {by} --why comfort");
        one(&inside, &comfort, "slip: drawn-in shoulder-to-cry-on");
        one(&later, &comfort, "reconnect: in-touch");
        for world in [&inside, &later] {
            one(world, &format!("{comfort} --reply none"), "kept: did-not-answer");
            one(world, &format!("{comfort} --reply brief"), "kept: kept-short");
        }
    }
    // By me, it reaches out and is not answered.
    one(&inside, "call --why comfort", "chasing: reached-out");
    second_attempt("--why comfort", &[], AGAIN);
}

#[test]
fn row_6_more_than_one_attempt_after_the_window_is_chasing() {
    let world = after();
    one(&world, "text --times 2", "chasing: unanswered");
    one(&world, "text --times 2 --reply brief", "chasing: unanswered");
    let rows = [
        ("log text --at 2026-10-20", "reconnect: first-step"),
        ("log text --at 2026-10-25", "chasing: unanswered"),
        ("log call --at 2026-11-20", "chasing: unanswered"),
    ];
    all(&world, &rows);
}

#[test]
fn row_6_turning_up_after_the_window_is_chasing_answered_or_not() {
    let world = after();
    for reply in ["", "--reply none", "--reply brief", "--reply conversation"] {
        one(&world, &format!("visit {reply}"), "chasing: showing-up");
    }
    one(&world, "visit --times 2", "chasing: unanswered showing-up");
    one(&world, "visit --why apology", "chasing: showing-up apology");
    one(&world, "visit --by them --reply conversation", "reconnect: in-touch");
    one(&world, "meetup", "reconnect: first-step");
    let rows = [
        ("log visit --at 2026-10-20 --reply brief", "chasing: showing-up"),
        ("log visit --at 2026-10-22", "chasing: showing-up"),
        ("log text --at 2026-10-25", "chasing: unanswered"),
        ("log visit --at 2026-10-28", "chasing: unanswered showing-up"),
    ];
    all(&world, &rows);
}

#[test]
fn row_7_a_first_step_or_a_conversation_after_the_window_is_reconnect() {
    let world = after();
    one(&world, "text", "reconnect: first-step");
    one(&world, "text --reply conversation", "reconnect: first-step");
    one(&world, "call --by them --reply conversation", "reconnect: in-touch");
    one(&world, "call --by them --reply conversation --times 2", "reconnect: in-touch");
    one(&world, "other --by chance --reply conversation", "reconnect: in-touch");
}

#[test]
fn row_8_anything_less_after_the_window_is_kept() {
    let world = after();
    one(&world, "call --by them", "kept: did-not-answer");
    one(&world, "call --by them --reply brief --times 2", "kept: kept-short");
    one(&world, "other --by chance", "kept: did-not-answer");
    one(&world, "other --by chance --reply brief", "kept: kept-short");
}

#[test]
fn the_window_ends_with_the_day_before_its_end() {
    let mut world = World::started();
    world.at("2026-12-02T12:00:00+01:00");
    one(&world, "text --at 2026-11-30", "chasing: reached-out");
    one(&world, "text --at 2026-11-30 23:59", "chasing: reached-out");
    one(&world, "text --at 2026-12-01", "reconnect: first-step");
    one(&world, "text --at 2026-12-01 00:00", "reconnect: first-step");
    one(&world, "call --by them --reply conversation --at 2026-11-30", "slip: drawn-in");
    one(&world, "call --by them --reply conversation --at 2026-12-01", "reconnect: in-touch");
    // The day is the local date, whatever the date is in UTC.
    one(&world, "text --at 2026-11-30T23:30:00-08:00", "chasing: reached-out");
    one(&world, "text --at 2026-12-01T00:30:00+14:00", "reconnect: first-step");
}

/// Checks a second attempt after the end of the window, with `between` recorded first.
#[track_caller]
fn second_attempt(first: &str, between: &[&str], expected: &str) {
    let world = after();
    world.ok(&format!("log text --at 2026-10-20 {first}"));
    for line in between {
        world.ok(line);
    }
    one(&world, "text --at 2026-11-20", expected);
}

const AGAIN: &str = "chasing: unanswered";
const FIRST: &str = "reconnect: first-step";

#[test]
fn an_attempt_is_answered_by_a_reply_or_by_contact_from_them() {
    second_attempt("", &[], AGAIN);
    second_attempt("--reply none", &[], AGAIN);
    second_attempt("--reply brief", &[], FIRST);
    second_attempt("--reply conversation", &[], FIRST);
    second_attempt("--times 3 --reply brief", &[], FIRST);
    second_attempt("", &["log call --by them --at 2026-10-25"], FIRST);
    second_attempt("", &["log call --by them --at 2026-10-25 --reply conversation"], FIRST);
    second_attempt("", &["log call --by them --at 2026-10-19"], AGAIN);
    second_attempt("", &["log call --by them --at 2026-11-21"], AGAIN);
    second_attempt("", &["log other --by chance --at 2026-10-25"], AGAIN);
    second_attempt("", &["log other --by chance --reply conversation --at 2026-10-25"], AGAIN);
    second_attempt("", &["log call --by them --necessary children --at 2026-10-25"], AGAIN);
}

#[test]
fn only_the_last_attempt_must_have_an_answer() {
    second_attempt("", &["log text --at 2026-10-22 --reply brief"], FIRST);
    second_attempt("--reply brief", &["log text --at 2026-10-22"], AGAIN);
    // What is not an attempt neither needs an answer nor counts as one.
    second_attempt("--reply brief", &["log lurk --at 2026-10-22"], FIRST);
    second_attempt("--reply brief", &["log text --necessary work --at 2026-10-22"], FIRST);
    second_attempt("", &["log text --necessary work --reply brief --at 2026-10-22"], AGAIN);
}

#[test]
fn where_only_the_day_is_known_the_same_day_counts_as_later() {
    let attempts = ["log text --at 2026-10-20", "log text --at 2026-10-20 20:00"];
    for attempt in attempts {
        let known_to_the_day = attempt.len() == attempts[0].len();
        for (theirs, expected) in [
            ("log call --by them --at 2026-10-20", FIRST),
            ("log call --by them --at 2026-10-20 21:00", FIRST),
            (
                "log call --by them --at 2026-10-20 08:00",
                if known_to_the_day { FIRST } else { AGAIN },
            ),
            ("log call --by them --at 2026-10-19", AGAIN),
        ] {
            for lines in [[attempt, theirs], [theirs, attempt]] {
                let world = after();
                for line in lines {
                    world.ok(line);
                }
                one(&world, "text --at 2026-10-22", expected);
            }
        }
    }
}

#[test]
fn an_attempt_after_another_window_s_end_is_not_counted() {
    // An attempt in the window does not count after its end.
    let world = after();
    world.ok("log text --at 2026-10-10");
    one(&world, "text --at 2026-10-12", FIRST);
    // With a restart between them, the second comes after the end of another window.
    second_attempt("", &["restart 2026-11-01"], FIRST);
    second_attempt("", &["restart 2026-11-01", "log text --at 2026-11-15"], AGAIN);
    second_attempt("", &["restart 2026-11-11"], "chasing: reached-out");
    // The restart has no time, but was recorded later: it comes after the attempt of that day.
    second_attempt("", &["restart 2026-10-20"], FIRST);
    // With the restart before both, they come after the end of the same window.
    second_attempt("", &["restart 2026-10-05"], AGAIN);
}

#[test]
fn under_strict_only_chasing_or_a_slip_inside_begins_the_window_again() {
    for (line, moves) in [
        ("log text --at 2026-10-05", true),
        ("log call --by them --reply conversation --at 2026-10-05", true),
        ("log call --by them --reply brief --at 2026-10-05", false),
        ("log lurk --at 2026-10-05", false),
        ("log text --necessary work --at 2026-10-05", false),
        ("log text --at 2026-10-11", false),
        ("log text --times 2 --at 2026-10-11", false),
    ] {
        let world = World::new();
        world.ok("start 2026-10-01 --days 10 --strict");
        world.ok(line);
        let expected = if moves { "slip: drawn-in" } else { "reconnect: in-touch" };
        one(&world, "call --by them --reply conversation --at 2026-10-14", expected);
        // It lasts ten days from the fifth, and no longer.
        one(&world, "call --by them --reply conversation --at 2026-10-15", "reconnect: in-touch");
    }
}

#[test]
fn under_open_it_is_always_in_the_window() {
    let world = World::new();
    world.ok("start 2020-01-01 --no-end");
    one(&world, "text", "chasing: reached-out");
    one(&world, "call --by them --reply conversation", "slip: drawn-in");
    one(&world, "call --by them --reply brief", "kept: kept-short");
    world.ok("restart 2026-01-01");
    one(&world, "text --times 2", "chasing: reached-out");
}

#[test]
fn a_restart_of_this_moment_leaves_what_was_earlier_today_as_it_was() {
    let mut world = after();
    world.ok("log text --at 2026-11-22 09:00");
    world.at("2026-11-22T10:00:00+01:00").ok("restart");
    world.at("2026-11-22T21:05:00+01:00");
    world.ok("log text");
    let history = world.json("history --json");
    assert_eq!(assessed(&history[0]), FIRST);
    assert_eq!(assessed(&history[2]), "chasing: reached-out");
    let days: Vec<_> =
        history.as_array().unwrap().iter().map(|entry| entry["day"].as_u64().unwrap()).collect();
    assert_eq!(days, [52, 52, 0]);
}

#[test]
fn an_entry_put_before_others_changes_what_is_said_of_them_and_says_how_many() {
    let world = after();
    world.ok("log text --at 2026-10-20");
    let out = world.ok("log text --at 2026-10-15");
    assert!(out.contains("\nThat changed 1 other verdict.\n"), "{out}");
    assert_eq!(assessed(&world.json("history --json")[1]), AGAIN);
    // Under `strict`, ten days from the 20th include three first steps, each of which was answered.
    let world = World::new();
    world.ok("start 2026-10-01 --strict --days 20");
    for day in [22, 24, 26] {
        world.ok(&format!("log text --at 2026-10-{day} --reply brief"));
    }
    let out = world.ok("log call --by them --reply conversation --at 2026-10-20");
    assert!(out.contains("\nThat changed 3 other verdicts.\n"), "{out}");
    let out = world.ok("log call --by them --at 2026-10-02");
    assert!(!out.contains("changed"), "{out}");
    // The entry itself is described above, and does not count as another verdict.
    let world = after();
    world.ok("log text --at 2026-10-20");
    let out = world.ok("edit 1 --necessary work");
    assert!(out.contains("\nKept. ") && !out.contains("changed"), "{out}");
}
