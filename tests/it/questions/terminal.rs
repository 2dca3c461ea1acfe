//! The questions in a real terminal, at 60 and at 100 columns.

#![cfg(target_os = "linux")] // Tmux is the terminal.

use serde_json::json;
use snapbox::{assert_data_eq, file};

use super::{QUESTIONS, entries};
use crate::terminal::Terminal;
use crate::world::World;

#[test]
fn a_night_is_entered_by_questions() {
    let world = World::started();
    let Some(terminal) = Terminal::open(&world, 60, 40) else { return };
    terminal.run("nocontact log");
    let answers = ["me", "text", "last night 11pm", "6", "", "beg", "", "", "i can't, why?"];
    for (question, answer) in QUESTIONS.iter().zip(answers) {
        terminal.shows(question);
        if answer.is_empty() { terminal.press("Enter") } else { terminal.run(answer) }
    }
    let expected = file!["../messages/whole/a_night_is_entered_by_questions.txt"];
    assert_data_eq!(terminal.ends(0), expected);
    let entry = &entries(&world)[0];
    assert_eq!((&entry["times"], &entry["note"]), (&json!(6), &json!("i can't, why?")));
    terminal.is_whole();
}

#[test]
fn ctrl_c_at_every_question_keeps_what_was_said() {
    let answers = ["me", "text", "last night", "6", "work", "other", "brief", "no"];
    for (place, question) in QUESTIONS.iter().enumerate() {
        let world = World::started();
        let Some(terminal) = Terminal::open(&world, 100, 40) else { return };
        terminal.run("exec nocontact log");
        for (question, answer) in QUESTIONS.iter().zip(answers).take(place) {
            terminal.shows(question);
            terminal.run(answer);
        }
        terminal.shows(question);
        terminal.press("C-c");
        assert_eq!(terminal.ended(), "signal 2");
        let entry = &world.json("history --json")[0];
        let said =
            [("channel", "text"), ("at", "2026-11-21"), ("necessary", "work"), ("reply", "brief")];
        let kept = said.iter().filter(|(field, value)| entry[*field] == *value).count();
        assert_eq!(kept, [0, 0, 1, 2, 2, 3, 3, 4, 4][place], "{question}: {entry}");
    }
}

#[test]
fn the_end_of_input_ends_many() {
    let world = World::started();
    let Some(terminal) = Terminal::open(&world, 60, 40) else { return };
    terminal.run("nocontact log --many");
    terminal.shows("When was it?");
    terminal.run("yesterday");
    terminal.shows("Who");
    terminal.press("Enter");
    terminal.shows("How?");
    terminal.run("call");
    terminal.shows("How many");
    terminal.press("C-d");
    terminal.shows("call  chasing");
    terminal.press("C-d");
    assert!(terminal.ends(0).contains("\n1 contact recorded: 1 chasing.\n"));
    terminal.is_whole();
}
