//! The countdown and the question in a real terminal.

#![cfg(target_os = "linux")] // Tmux is the terminal.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use snapbox::{assert_data_eq, file};

use super::last;
use crate::consumers::other;
use crate::terminal::Terminal;
use crate::world::{World, skipped};

/// The end of an unfinished bar. The time after it depends on how busy the machine is.
const BAR: &str = "\u{2591}  ";

/// A world with a plan line, and a terminal in which `line` was typed.
fn typed(line: &str, then: impl FnOnce(&World, &Terminal<'_>)) {
    let world = World::started();
    world.ok("plan if I want to text at night, then I call Sam");
    let Some(terminal) = Terminal::open(&world, 100, 30) else { return };
    terminal.run(line);
    then(&world, &terminal);
}

/// As [`typed`], once Enter has brought up the question.
fn asked(line: &str, then: impl FnOnce(&World, &Terminal<'_>)) {
    typed(line, |world, terminal| {
        terminal.shows(BAR);
        terminal.press("Enter");
        terminal.shows("Did you contact them? [y/n]");
        then(world, terminal);
    });
}

/// Checks that only finished files are there.
fn is_tidy(world: &World) {
    assert_eq!(world.names(), ["nocontact.json", "nocontact.json.bak", "nocontact.json.lock"]);
}

#[test]
fn enter_ends_the_countdown_and_the_question_is_answered() {
    asked("nocontact urge so close", |world, terminal| {
        terminal.run("n");
        let expected =
            file!["../messages/whole/enter_ends_the_countdown_and_the_question_is_answered.txt"];
        assert_data_eq!(terminal.ends(0), expected);
        assert_eq!(last(world)["resisted"], true);
        terminal.is_whole();
        is_tidy(world);
    });
    asked("nocontact urge", |world, terminal| {
        terminal.run("y");
        terminal.shows("How? (text, call");
        terminal.press("C-d");
        assert!(terminal.ends(0).contains("\nChasing. You reached out"));
        assert_eq!(last(world)["channel"], "other");
    });
    for key in ["Enter", "C-d"] {
        asked("nocontact urge", |world, terminal| {
            terminal.press(key);
            let screen = terminal.ends(0);
            assert!(screen.contains("[y/n]\nIt stays open."), "{screen}");
            assert_eq!(last(world)["resisted"], serde_json::Value::Null);
            terminal.is_whole();
        });
    }
}

#[test]
fn ctrl_c_ends_the_countdown_by_its_signal_and_the_urge_is_kept() {
    typed("nocontact urge so close", |world, terminal| {
        terminal.shows(BAR);
        assert_eq!(last(world)["note"], "so close", "it is on the disk already");
        terminal.press("C-c");
        terminal.ends(130);
        terminal.is_whole();
        assert_eq!(last(world)["note"], "so close");
        is_tidy(world);
    });
    typed("exec nocontact urge", |_, terminal| {
        terminal.shows(BAR);
        terminal.press("C-c");
        assert_eq!(terminal.ended(), "signal 2");
    });
}

#[test]
fn ctrl_c_at_the_question_leaves_the_urge_open() {
    asked("nocontact urge so close", |world, terminal| {
        terminal.press("C-c");
        terminal.ends(130);
        terminal.is_whole();
        assert_eq!(last(world)["note"], "so close");
        assert_eq!(last(world)["resisted"], serde_json::Value::Null);
        is_tidy(world);
    });
    asked("exec nocontact urge", |_, terminal| {
        terminal.press("C-c");
        assert_eq!(terminal.ended(), "signal 2");
    });
}

#[test]
fn end_of_input_ends_the_countdown_too() {
    typed("nocontact urge", |world, terminal| {
        terminal.shows(BAR);
        terminal.press("C-d");
        terminal.shows("\nDid you contact them? [y/n]");
        terminal.run("no");
        terminal.ends(0);
        assert_eq!(last(world)["resisted"], true);
    });
}

/// The lines of the screen that contain a bar.
fn bars(screen: &str) -> Vec<&str> {
    screen.lines().filter(|line| line.contains('\u{2591}')).collect()
}

#[test]
fn a_countdown_outlives_every_change_of_size_and_leaves_no_second_bar() {
    typed("nocontact urge --minutes 1440", |_, terminal| {
        let mut before = terminal.shows(":5");
        for width in [60, 32, 100] {
            terminal.resize(width, 30);
            let changed = |screen: &str| bars(screen) != bars(&before);
            let screen = terminal.until("another bar", changed);
            let [bar] = bars(&screen)[..] else { panic!("{screen}") };
            let time = bar.strip_prefix(&"\u{2591}".repeat(20)).unwrap();
            assert!(time.starts_with("  23:5") && time.len() == 10, "{screen}");
            before = screen;
        }
        terminal.press("C-c");
        terminal.ends(130);
        terminal.is_whole();
    });
}

#[test]
fn before_start_the_countdown_runs_and_nothing_is_asked() {
    let world = World::new();
    let Some(terminal) = Terminal::open(&world, 100, 30) else { return };
    terminal.run("nocontact urge --minutes 1");
    terminal.shows(BAR);
    terminal.press("Enter");
    let expected =
        file!["../messages/whole/before_start_the_countdown_runs_and_nothing_is_asked.txt"];
    assert_data_eq!(terminal.ends(0), expected);
    terminal.is_whole();
    assert_eq!(world.names(), [""; 0]);
}

/// Runs only the countdown: see `seconds.rs`.
fn counted(line: &str, then: impl FnOnce(&World, &Terminal<'_>)) {
    let world = World::new();
    let Some(terminal) = Terminal::open(&world, 60, 10) else { return };
    let program = Path::new(env!("CARGO_BIN_EXE_nocontact")).with_file_name("examples/seconds");
    if !program.exists() {
        return skipped("the countdown alone is not built: cargo build --examples");
    }
    symlink(program, world.path().join("bin/seconds")).unwrap();
    terminal.run(line);
    then(&world, &terminal);
}

/// On a busy machine the keys may come too late, and then a longer time is tried.
#[test]
fn the_bar_stands_full_where_it_runs_out_and_what_was_typed_beside_it_is_no_answer() {
    for seconds in [3, 9, 27] {
        let mut in_time = None;
        counted(&format!("seconds {seconds}"), |_, terminal| {
            terminal.shows(BAR);
            terminal.paste("ye");
            let was_in_time = terminal.shows("How was it?").contains("ye\nHow was it?");
            in_time = Some(was_in_time);
            if was_in_time {
                terminal.run("fine");
                let screen = terminal.ends(0);
                let bar = "\u{2588}".repeat(20);
                let expected = format!("\n{bar}  0:00ye\nHow was it?\nfine\n\"fine\\n\"\n");
                assert!(screen.contains(&expected), "{screen}");
                terminal.is_whole();
            }
        });
        if in_time != Some(false) {
            return;
        }
    }
    skipped("no key came to a terminal within 27 seconds");
}

#[test]
fn the_bar_stands_where_a_line_has_ended_it_and_no_line_of_then_is_an_answer() {
    counted("seconds 60", |_, terminal| {
        terminal.shows(BAR);
        terminal.paste("so close\ny\nrm x\nan");
        terminal.shows("How was it?");
        terminal.run("fine");
        let expected = file![
            "../messages/whole/the_bar_stands_where_a_line_has_ended_it_and_no_line_of_then_is_an_answer.txt"
        ];
        assert_data_eq!(terminal.ends(0), expected);
        terminal.is_whole();
    });
}

/// In three seconds it draws at most once a second. A busy machine may miss one of them.
#[test]
fn the_bar_fills_up_by_the_second() {
    for (line, [full, empty]) in
        [("seconds 3 2>bar", ["\u{2588}", "\u{2591}"]), ("seconds 3 ascii 2>bar", ["#", "."])]
    {
        counted(line, |world, terminal| {
            terminal.shows("How was it?");
            terminal.run("fine");
            terminal.ends(0);
            let drawn = fs::read_to_string(world.path().join("bar")).unwrap();
            let bars = drawn.split('\r').map(str::trim_end);
            let bars: Vec<_> = bars.filter(|bar| !bar.is_empty()).collect();
            let bar = |cells: usize, left: &str| {
                format!("{}{}  {left}", full.repeat(cells), empty.repeat(20 - cells))
            };
            let mut expected =
                [bar(0, "0:03"), bar(6, "0:02"), bar(13, "0:01"), bar(20, "0:00")].into_iter();
            assert!(
                bars.len() > 1 && bars.iter().all(|bar| expected.any(|it| it == *bar)),
                "{bars:?}"
            );
            assert!(drawn.ends_with(&format!("{}\n", bar(20, "0:00"))), "{drawn:?}");
        });
    }
}

/// Nothing is drawn over anything, and a line of its own ends it.
#[test]
fn a_terminal_that_cannot_draw_over_a_line_gets_a_line_a_minute() {
    counted("seconds 2 lines; seconds 90 lines", |_, terminal| {
        terminal.shows("How was it?");
        terminal.run("fine");
        terminal.shows("2:00 left");
        terminal.press("Enter");
        terminal.shows("2:00 left\n\nHow was it?");
        terminal.run("fine");
        let expected = file![
            "../messages/whole/a_terminal_that_cannot_draw_over_a_line_gets_a_line_a_minute.txt"
        ];
        assert_data_eq!(terminal.ends(0), expected);
        terminal.is_whole();
    });
}

/// What is to be checked is said before the wait, and once, though the answer is saved as well.
#[test]
fn where_the_disk_does_not_confirm_the_urge_is_waited_out_all_the_same() {
    let world = World::started();
    let fault = "strace -f -qqq -o /dev/null -e trace=fsync -e inject=fsync:error=EIO";
    if !other(&world, "sh")
        .args(["-c", &format!("{fault}:when=9 true")])
        .status()
        .unwrap()
        .success()
    {
        return skipped("there is no strace here that can trace");
    }
    let folder = world.path().join("data").display().to_string();
    fs::write(world.path().join("run"), format!("exec {fault} -P {folder} nocontact urge"))
        .unwrap();
    let Some(terminal) = Terminal::open(&world, 200, 30) else { return };
    terminal.run("sh run");
    let is_said_once = |screen: &str| {
        let screen = screen.split_whitespace().collect::<Vec<_>>().join(" ");
        let line = format!(
            "nocontact: the disk did not confirm the changes in {folder}. They stand, but check \
             them after a restart or a power cut. 10 minutes. Enter ends it early"
        );
        assert!(screen.contains(&line), "{screen}");
        assert_eq!(screen.matches("did not confirm").count(), 1, "{screen}");
    };
    is_said_once(&terminal.shows(BAR));
    terminal.press("Enter");
    terminal.shows("Did you contact them? [y/n]");
    terminal.run("n");
    is_said_once(&terminal.ends(0));
    assert_eq!(last(&world)["resisted"], true);
    is_tidy(&world);
}
