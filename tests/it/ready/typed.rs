//! The questions in a real terminal: answered, asked again, abandoned.

#![cfg(target_os = "linux")] // Tmux is the terminal.

use super::{answers, over};
use crate::terminal::Terminal;
use crate::world::World;

/// Opens a terminal in which `line` waits for its first answer.
fn asked(line: &str, then: impl FnOnce(&World, &Terminal<'_>)) {
    let world = over();
    let Some(terminal) = Terminal::open(&world, 80, 40) else { return };
    terminal.run(line);
    terminal.shows("Has there been contact that is not recorded here? [y/n]");
    terminal.run("n");
    terminal.shows("1. Do you understand what ended it? [y/n]");
    then(&world, &terminal);
}

/// Answers the first three questions.
fn three(terminal: &Terminal<'_>) {
    for (answer, next) in [("y", "2. Could"), ("yes", "3. Would"), ("n", "4. Is")] {
        terminal.run(answer);
        terminal.shows(next);
    }
}

#[test]
fn the_seven_questions_are_answered_one_after_the_other() {
    asked("nocontact ready", |world, terminal| {
        three(terminal);
        terminal.run("perhaps");
        terminal.shows(
            "Please answer y or n.\n4. Is something different now, in you or your life? [y/n]",
        );
        for (answer, next) in [("Y", "5. Would"), ("y", "6. Have"), ("N", "7. Was")] {
            terminal.run(answer);
            terminal.shows(next);
        }
        terminal.run("no");
        let screen = terminal.ends(0);
        for part in [
            "No contact recorded     31 days\n\nHas there been contact that is not recorded here? [y/n] n\n1. Do you understand what ended it? [y/n] y\n2. ",
            "7. Was there violence, threat or control, from either of you? [y/n] no\n\n1  Wed 2 Dec 2026 20:05  reflection\n\nOne calm step\n",
        ] {
            assert!(screen.contains(part), "{part}\n\n{screen}");
        }
        assert_eq!(answers(world), ["one-calm-step"]);
        terminal.is_whole();
    });
}

#[test]
fn ctrl_c_at_the_fourth_question_keeps_nothing() {
    asked("nocontact ready", |world, terminal| {
        let before = (world.bytes(), world.names());
        three(terminal);
        terminal.press("C-c");
        terminal.ends(130);
        terminal.is_whole();
        assert_eq!((world.bytes(), world.names()), before);
    });
}
