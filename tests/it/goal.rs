//! `goal` and `plan`: odd texts and their lists. What they say is in `messages/goal.txt` and
//! `messages/plan.txt`.

use crate::world::World;

#[test]
fn a_text_that_cannot_be_kept_is_refused() {
    let long = "x".repeat(64 * 1024 + 1);
    for command in ["goal", "plan"] {
        for (word, says) in [
            ("", "the text is empty"),
            (" \n\t", "the text is empty"),
            ("a\0b", "the text contains a NUL character"),
            (&long, "the text is longer than 65536 bytes (64 KiB)"),
        ] {
            let world = World::started();
            let before = world.bytes();
            let outcome = world.run_words(&[command, word]);
            assert_eq!((outcome.code, outcome.out.as_str()), (2, ""), "{command}: {says}");
            assert!(outcome.err.contains(says), "{command}: {outcome}");
            assert_eq!(world.bytes(), before);
        }
    }
    let world = World::started();
    let longest = "x".repeat(64 * 1024);
    world.ok_words(&["goal", &longest]);
    assert_eq!(world.ok("goal"), format!("1  {longest}\n"));
}

/// Lines break under the text, and never within a word.
#[test]
fn a_list_on_a_narrow_terminal_wraps_under_the_text() {
    let mut world = World::started();
    for _ in 0..9 {
        world.ok("goal a");
    }
    world.ok_words(&["goal", "sleep before midnight, and\nno \u{1b}[31mphone in bed 👩\u{200d}👧"]);
    world.ok("goal --done 1");
    world.terminal = true;
    world.width = Some(30);
    let out = world.ok("goal --color never");
    let lines: Vec<_> = out.lines().skip(7).collect();
    assert_eq!(
        lines,
        [
            " 9  a",
            "10  sleep before midnight, and",
            "    no \\u{1b}[31mphone in bed",
            "    👩\u{200d}👧",
            " 1  a (done Sun 22 Nov 2026)",
        ]
    );
}

#[test]
fn a_list_for_a_program_has_a_line_a_goal() {
    let mut world = World::started();
    world.ok_words(&["goal", &"word ".repeat(60)]);
    world.width = Some(30);
    assert_eq!(world.ok("goal").lines().count(), 1);
}

#[test]
fn escape_sequences_are_spelled_out_and_lines_stay_lines() {
    let world = World::started();
    world.ok_words(&["plan", "if\n\u{1b}[2J", "then 👍🏽\u{202e}"]);
    assert_eq!(world.ok("plan"), "1  if\n   \\u{1b}[2J then 👍🏽\\u{202e}\n");
    assert_eq!(world.file()["entries"][0]["text"], "if\n\u{1b}[2J then 👍🏽\u{202e}");
}
