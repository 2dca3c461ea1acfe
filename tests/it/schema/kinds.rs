//! Letters, goals, plan lines and reflections with one small defect each.

use serde_json::{Value, json};

use super::defects::{entry, refuses};
use super::entries::with;
use super::file::{both_take, neither_takes};
use super::holds;

/// Where the entries stand in the file of `defects`.
const LETTER: &str = "/entries/9";
const GOAL: &str = "/entries/10";
const PLAN: &str = "/entries/11";
const REFLECTION: &str = "/entries/12";

#[test]
fn what_they_must_have_is_asked_of_the_file_by_schema_and_program() {
    for (entry, field, value) in [
        (LETTER, "title", json!(7)),
        (LETTER, "title", json!("a\0b")),
        (LETTER, "title", json!("x".repeat(65_537))),
        (LETTER, "text", json!(null)),
        (LETTER, "text", json!("a\0b")),
        (LETTER, "text", json!("x".repeat((1 << 20) + 1))),
        (GOAL, "text", json!(null)),
        (GOAL, "text", json!("x".repeat(65_537))),
        (GOAL, "done", json!(true)),
        (GOAL, "done", json!("2026-02-30")),
        (GOAL, "done", json!("2026-12-22T12:00:00+01:00")),
        (PLAN, "text", json!(null)),
        (PLAN, "text", json!("a\0b")),
        (PLAN, "text", json!("x".repeat(65_537))),
        (REFLECTION, "answers", json!(null)),
        (REFLECTION, "answers", json!("yynyyn")),
        (REFLECTION, "answers", json!("yynyynyn")),
        (REFLECTION, "answers", json!("1101101")),
        (REFLECTION, "answers", json!([true])),
    ] {
        neither_takes(&format!("{entry}/{field}"), value);
    }
}

#[test]
fn what_the_first_kinds_have_is_refused_on_the_others_by_schema_and_program() {
    for entry in [LETTER, GOAL, PLAN, REFLECTION] {
        for (field, value) in [
            ("by", json!("me")),
            ("channel", json!("text")),
            ("why", json!("comfort")),
            ("reply", json!("none")),
            ("necessary", json!("work")),
            ("times", json!(1)),
            ("triggers", json!([])),
            ("note", json!("a")),
            ("resisted", json!(true)),
        ] {
            neither_takes(&format!("{entry}/{field}"), value);
        }
    }
}

#[test]
fn what_the_others_have_is_refused_where_it_is_not_their_own_by_schema_and_program() {
    let own = [
        ("/entries/0", &[][..]),
        ("/entries/5", &[]),
        ("/entries/6", &[]),
        (LETTER, &["title", "text"]),
        (GOAL, &["text", "done"]),
        (PLAN, &["text"]),
        (REFLECTION, &["answers"]),
        ("/undo/1/was/0", &[]),
    ];
    for (entry, own) in own {
        for field in ["title", "text", "done", "answers"] {
            if own.contains(&field) {
                continue;
            }
            let place = format!("{entry}/{field}");
            both_take(&place, json!(null));
            for value in [json!(true), json!("a"), json!([7.5])] {
                neither_takes(&place, value);
            }
        }
    }
}

#[test]
fn a_letter_is_printed_without_its_text() {
    refuses(
        "entry",
        &entry(11),
        &[
            ("/text", json!("Dear you")),
            ("/text", json!("")),
            ("/words", json!(-1)),
            ("/words", json!(1.5)),
            ("/words", json!("2")),
            ("/words", json!(null)),
            ("/title", json!(7)),
            ("/title", json!("a\0b")),
            ("/title", json!("x".repeat(65_537))),
            ("/kind", json!("goal")),
            ("/kind", json!("plan")),
        ],
    );
}

#[test]
fn a_goal_has_its_text_and_the_day_on_which_it_was_done() {
    refuses(
        "entry",
        &entry(12),
        &[
            ("/text", json!(null)),
            ("/text", json!("a\0b")),
            ("/text", json!("x".repeat(65_537))),
            ("/done", json!(true)),
            ("/done", json!("yes")),
            ("/done", json!("2026-02-30")),
            ("/done", json!("1899-12-31")),
            ("/done", json!("2026-12-22T12:00:00+01:00")),
            ("/kind", json!("letter")),
        ],
    );
    holds("entry", &with(&entry(12), &[("/done", json!(null))]));
}

#[test]
fn a_plan_line_has_its_text() {
    refuses(
        "entry",
        &entry(13),
        &[
            ("/text", json!(null)),
            ("/text", json!(["if"])),
            ("/text", json!("a\0b")),
            ("/text", json!("x".repeat(65_537))),
            ("/kind", json!("goal")),
            ("/kind", json!("reflection")),
        ],
    );
}

#[test]
fn a_reflection_has_seven_answers_and_what_they_come_to() {
    refuses(
        "entry",
        &entry(14),
        &[
            ("/answers", json!("yynyyn")),
            ("/answers", json!("yynyynyy")),
            ("/answers", json!("YYNYYNY")),
            ("/answers", json!("yynyyn1")),
            ("/answers", json!([true])),
            ("/answers", json!(null)),
            ("/answer", json!("maybe")),
            ("/answer", json!("Do not")),
            ("/answer", json!(null)),
            ("/reasons", json!(null)),
            ("/reasons", json!([])),
            ("/reasons", json!(["guilty"])),
            ("/reasons", json!(["violence", "violence"])),
            ("/kind", json!("plan")),
        ],
    );
}

/// A reflection with these answers, this answer and these reasons.
fn reflection(answers: &str, answer: &str, reasons: &[&str]) -> Value {
    let reasons = ("/reasons", json!(reasons));
    with(&entry(14), &[("/answers", json!(answers)), ("/answer", json!(answer)), reasons])
}

#[test]
fn an_answer_that_the_letters_do_not_bear_out_is_refused() {
    // Violence, and they did not ask.
    refuses(
        "entry",
        &reflection("yynyyny", "do-not", &["violence"]),
        &[
            ("/answer", json!("wait")),
            ("/answer", json!("not-yet")),
            ("/answer", json!("one-calm-step")),
            ("/answers", json!("yynyynn")),
            ("/answers", json!("yynyyyn")),
            ("/answers", json!("yynyyyy")),
            ("/reasons", json!(["no-end"])),
            ("/reasons", json!(["asked-for-no-contact"])),
            ("/reasons", json!(["violence", "window-running"])),
        ],
    );
    refuses(
        "entry",
        &reflection("nnnnnyn", "do-not", &["asked-for-no-contact", "no-end"]),
        &[
            ("/answers", json!("nnnnnnn")),
            ("/answers", json!("nnnnnyy")),
            ("/reasons", json!(["no-end"])),
            ("/reasons", json!(["asked-for-no-contact", "not-understood"])),
        ],
    );
    holds("entry", &reflection("yynyynn", "do-not", &["no-end"]));
    refuses(
        "entry",
        &reflection("nnynnnn", "wait", &["window-running", "chasing-lately"]),
        &[
            ("/answer", json!("do-not")),
            ("/answer", json!("not-yet")),
            ("/answer", json!("one-calm-step")),
            ("/answers", json!("nnynnyn")),
            ("/answers", json!("nnynnny")),
            ("/reasons", json!(["chasing-lately", "not-calm"])),
            ("/reasons", json!(["chasing-lately", "no-end"])),
        ],
    );
    refuses(
        "entry",
        &reflection("yynyynn", "one-calm-step", &[]),
        &[
            ("/answer", json!("not-yet")),
            ("/answer", json!("wait")),
            ("/answers", json!("yyyyynn")),
            ("/answers", json!("yynyyyn")),
            ("/reasons", json!(["not-calm"])),
        ],
    );
}

#[test]
fn what_is_not_there_yet_stands_and_falls_with_its_letter() {
    for (letters, reason) in [
        ("nynyynn", "not-understood"),
        ("ynnyynn", "no-would-hurt"),
        ("yyyyynn", "to-stop-the-pain"),
        ("yynnynn", "nothing-changed"),
        ("yynynnn", "not-calm"),
    ] {
        let sound = reflection(letters, "not-yet", &[reason]);
        let other = if reason == "not-calm" { "nothing-changed" } else { "not-calm" };
        refuses(
            "entry",
            &sound,
            &[
                ("/answers", json!("nnynnnn")),
                ("/answers", json!("yynyynn")),
                ("/reasons", json!([other])),
                ("/reasons", json!([reason, other])),
                ("/reasons", json!([reason, "window-running"])),
                ("/answer", json!("one-calm-step")),
            ],
        );
    }
}
