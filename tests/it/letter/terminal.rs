//! `letter` in a real terminal: Ctrl-C reaches the right program, and no words are lost.

#![cfg(target_os = "linux")] // Tmux is the terminal.

use std::fs;

use super::{draft, drafts, text};
use crate::consumers::other;
use crate::terminal::Terminal;
use crate::world::{World, skipped};

/// The command line that opens the editor.
const EDITED: &str = "VISUAL='sh editor' nocontact letter";

/// A world with a script as the editor, and a terminal at its prompt.
fn editing(script: &str, then: impl FnOnce(&World, &Terminal<'_>)) {
    let world = World::started();
    fs::write(world.path().join("editor"), script).unwrap();
    let Some(terminal) = Terminal::open(&world, 100, 24) else { return };
    then(&world, &terminal);
}

#[test]
fn an_editor_has_the_terminal() {
    editing("echo open; read line; echo \"$line\" > \"$1\"", |world, terminal| {
        terminal.run(EDITED);
        terminal.shows("Save and close to keep it here.\nopen\n");
        terminal.run("typed in it");
        let screen = terminal.ends(0);
        assert!(screen.contains("\n3 words, not sent.\n"), "{screen}");
        assert_eq!(text(world, 0), "typed in it");
        terminal.is_whole();
    });
}

#[test]
fn ctrl_c_is_for_the_editor_and_the_letter_is_kept() {
    let script = "trap 'echo caught > \"$1\"; exit 0' INT; echo open; read line";
    editing(script, |world, terminal| {
        terminal.run(EDITED);
        terminal.shows("\nopen\n");
        terminal.press("C-c");
        terminal.ends(0);
        assert_eq!((text(world, 0).as_str(), drafts(world)), ("caught", Vec::new()));
    });
}

#[test]
fn an_editor_that_ctrl_c_ends_leaves_the_draft_and_we_say_where() {
    editing("echo begun > \"$1\"; echo open; read line", |world, terminal| {
        terminal.run(EDITED);
        terminal.shows("\nopen\n");
        terminal.press("C-c");
        let screen = terminal.ends(1);
        // Some shells turn the signal that ended the script into an exit code.
        assert!(screen.contains("nocontact: the editor failed: "), "{screen}");
        assert!(screen.contains("\n  what you wrote is in "), "{screen}");
        assert_eq!(draft(world), b"begun\n");
    });
}

/// See `signal(7)`: a new program inherits ignored signals, but not handlers.
#[test]
fn an_editor_ignores_the_signals_that_we_were_told_to_ignore() {
    const SIGINT: u64 = 2;
    editing("grep SigIgn: /proc/$$/status > \"$1\"", |world, terminal| {
        let is_ignored = |at: usize| {
            let text = text(world, at);
            let (_, bits) = text.split_once(":\t").unwrap();
            u64::from_str_radix(bits, 16).unwrap() >> (SIGINT - 1) & 1 == 1
        };
        for (at, before) in ["", "trap '' INT; "].into_iter().enumerate() {
            terminal.run("clear");
            terminal.until("a clear screen", |screen| !screen.contains("To burn it: "));
            terminal.run(&format!("{before}{EDITED}"));
            terminal.shows("To burn it: ");
            assert_eq!(is_ignored(at), !before.is_empty());
        }
    });
}

#[test]
fn once_the_editor_has_ended_ctrl_c_ends_the_program_by_its_signal() {
    editing("trap '' INT; echo Dear > \"$1\"; echo closed", |world, terminal| {
        // Without the lock it would end at once.
        let lock = fs::File::open(world.beside(".lock")).unwrap();
        lock.lock().unwrap();
        terminal.run(EDITED);
        terminal.shows("\nclosed\n");
        terminal.until("the end", |screen| {
            terminal.press("C-c");
            screen.trim_end().ends_with("\n[130]")
        });
        let screen = terminal.screen();
        assert!(!screen.contains("another nocontact is writing"), "it went on:\n{screen}");
        assert_eq!(draft(world), b"Dear\n");
    });
}

#[test]
fn vim_writes_a_letter_and_takes_ctrl_c_as_its_own() {
    let world = World::started();
    if other(&world, "vim").arg("--version").output().is_err() {
        skipped("there is no vim here");
        return;
    }
    let Some(terminal) = Terminal::open(&world, 100, 24) else { return };
    terminal.run("EDITOR='vim -N -u NONE -i NONE' nocontact letter from vim");
    terminal.shows("\n~\n");
    terminal.press("i");
    terminal.shows("-- INSERT --");
    terminal.run("Dear you,");
    terminal.press("n");
    terminal.press("o");
    // On Ctrl-C vim discards what was typed but not yet read.
    terminal.shows("Dear you,\nno\n");
    terminal.press("C-c");
    terminal.until("the end of INSERT", |screen| !screen.contains("-- INSERT --"));
    terminal.run(":wq");
    let screen = terminal.ends(0);
    assert!(screen.contains("  letter  from vim\n3 words, not sent.\n"), "{screen}");
    assert_eq!(text(&world, 0), "Dear you,\nno");
    assert_eq!(drafts(&world), [""; 0]);
    terminal.is_whole();
}

#[test]
fn what_is_typed_up_to_ctrl_d_is_kept() {
    editing("", |world, terminal| {
        terminal.run("nocontact letter");
        terminal.shows("set VISUAL or EDITOR.\n");
        terminal.run("Dear you,");
        terminal.run("no.");
        terminal.press("C-d");
        let screen = terminal.ends(0);
        assert!(screen.contains("\n3 words, not sent.\n"), "{screen}");
        assert_eq!(text(world, 0), "Dear you,\nno.");
    });
}

#[test]
fn ctrl_c_while_one_types_ends_the_program_and_keeps_the_lines() {
    editing("", |world, terminal| {
        terminal.run("exec nocontact letter");
        terminal.shows("set VISUAL or EDITOR.\n");
        terminal.run("Dear you,");
        terminal.until("a draft", |_| !draft(world).is_empty());
        terminal.run("no.");
        terminal.until("the line", |_| draft(world).ends_with(b"no.\n"));
        terminal.press("C-c");
        assert_eq!(terminal.ended(), "signal 2");
        assert_eq!(draft(world), b"Dear you,\nno.\n");
        assert_eq!(world.file()["entries"].as_array().unwrap().len(), 0);
    });
}

/// The terminal itself drops the rest; the program can only say so at once.
#[test]
fn the_end_of_a_line_that_the_terminal_cuts_is_not_lost_in_silence() {
    let world = World::started();
    let Some(terminal) = Terminal::open(&world, 100, 24) else { return };
    terminal.run("nocontact letter");
    terminal.shows("To write in an editor");
    let words: Vec<_> = (0..900).map(|number| format!("w{number:04}")).collect();
    for words in words.chunks(100) {
        terminal.paste(&format!("{} ", words.join(" ")));
    }
    terminal.press("Enter");
    terminal.shows("It breaks off after: ");
    let screen = terminal.screen();
    assert!(screen.contains("w0680 w0681 w06\n  Type the rest again"), "{screen}");
    terminal.run("the rest");
    terminal.press("C-d");
    terminal.ends(0);
    assert!(text(&world, 0).ends_with("w0681 w06\nthe rest"));
}
