//! A real terminal: the tests type the real program into a shell in tmux, watch it and stop it.

#![cfg(target_os = "linux")] // Tmux is the terminal.

use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::consumers::other;
use crate::world::{World, skipped};

/// How long a test waits for something on the screen. A busy machine takes many seconds.
const PATIENCE: Duration = Duration::from_mins(1);

/// The pause between two looks, which leaves the machine to what is waited for.
const PAUSE: Duration = Duration::from_millis(10);

/// What the shell reads first: a prompt with the last exit code, and the state of the terminal to
/// compare with later. Plain `sh` repairs nothing that a program breaks.
const PROFILE: &str = "PS1='[$?] '\nstate=$(stty -g)\n";

/// A terminal in a world, with its own shell. Dropping it ends both.
pub(crate) struct Terminal<'w> {
    world: &'w World,
}

impl<'w> Terminal<'w> {
    /// Opens a terminal of this size, with its shell at the prompt. `None` without tmux.
    pub(crate) fn open(world: &'w World, width: u16, height: u16) -> Option<Self> {
        if other(world, "tmux").arg("-V").output().is_err() {
            skipped("there is no tmux here to be a terminal");
            return None;
        }
        fs::write(world.path().join("profile"), PROFILE).unwrap();
        let terminal = Self { world };
        let (width, height) = (width.to_string(), height.to_string());
        let shell = "exec env TERM=xterm-256color sh";
        terminal.tmux(&["new-session", "-d", "-x", &width, "-y", &height, shell]);
        terminal.tmux(&["set", "-w", "remain-on-exit", "on"]);
        terminal.until("[0]", |screen| screen.starts_with("[0]"));
        Some(terminal)
    }

    /// Types a line, sees it on the screen, and presses Enter.
    #[track_caller]
    pub(crate) fn run(&self, line: &str) {
        let before = self.screen();
        self.tmux(&["send-keys", "-l", line]);
        // Otherwise the prompt before it could pass for the one after it.
        self.until(line, |screen| screen != before);
        self.press("Enter");
    }

    /// Presses a key, named as in tmux: `Enter`, `C-c`, `C-d`, `y`.
    pub(crate) fn press(&self, key: &str) {
        self.tmux(&["send-keys", key]);
    }

    /// Types a text at once, exactly as it is.
    pub(crate) fn paste(&self, text: &str) {
        self.tmux(&["send-keys", "-l", text]);
    }

    /// Waits until the screen shows `text`, and returns the screen. Typed text is on it, too.
    #[track_caller]
    pub(crate) fn shows(&self, text: &str) -> String {
        self.until(text, |screen| screen.contains(text))
    }

    /// Waits until the shell shows its prompt after a command that ended with `code`, and returns
    /// the screen.
    #[track_caller]
    pub(crate) fn ends(&self, code: u8) -> String {
        let prompt = format!("\n[{code}]");
        self.until(&prompt, |screen| screen.trim_end().ends_with(&prompt))
    }

    /// Waits until the program that replaced the shell (`exec`) ends, and returns how it ended:
    /// `status 1`, `signal 2`.
    #[track_caller]
    pub(crate) fn ended(&self) -> String {
        // tmux sometimes misses the end of a child, until another child ends.
        let format = "status #{pane_dead_status} signal #{pane_dead_signal}";
        let look = ["run-shell", "true", ";", "display-message", "-p", format];
        let ask = || self.tmux(&look).trim_end().to_owned();
        let is_told = |said: &str| said.contains(|c: char| c.is_ascii_digit());
        let said = wait("end of the program", ask, is_told);
        said.trim_start_matches("status  ").trim_end_matches(" signal").to_owned()
    }

    /// The screen, one line a row, without the space at the end of lines and below the last one.
    #[track_caller]
    pub(crate) fn screen(&self) -> String {
        let screen = self.tmux(&["capture-pane", "-p"]);
        let lines: Vec<_> = screen.trim_end().lines().map(str::trim_end).collect();
        lines.join("\n") + "\n"
    }

    /// Changes the size of the terminal.
    pub(crate) fn resize(&self, width: u16, height: u16) {
        self.tmux(&["resize-window", "-x", &width.to_string(), "-y", &height.to_string()]);
    }

    /// Checks, at the prompt, that the program left the terminal in order: the cursor shows, typed
    /// text is echoed, and so on.
    #[track_caller]
    pub(crate) fn is_whole(&self) {
        self.run("[ \"$(stty -g)\" = \"$state\" ] && printf 'who%s\\n' le");
        self.shows("\nwhole\n");
        assert_eq!(self.asked("#{cursor_flag}"), "1", "the cursor is hidden");
    }

    /// What tmux knows about the terminal.
    #[track_caller]
    fn asked(&self, format: &str) -> String {
        self.tmux(&["display-message", "-p", format]).trim_end().to_owned()
    }

    /// Waits until `holds` is true for the screen, and returns the screen.
    #[track_caller]
    pub(crate) fn until(&self, what: &str, holds: impl Fn(&str) -> bool) -> String {
        wait(what, || self.screen(), holds)
    }

    #[track_caller]
    fn tmux(&self, words: &[&str]) -> String {
        let output = self.server().args(words).output().unwrap();
        let err = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{words:?}: {err}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// tmux, with a server for this world alone.
    fn server(&self) -> Command {
        let mut command = other(self.world, "tmux");
        command.args(["-u", "-f", "/dev/null", "-S"]).arg(self.world.path().join("tmux"));
        command.env("ENV", self.world.path().join("profile"));
        command
    }
}

/// Looks again and again until `holds` is true for what it sees.
#[track_caller]
#[expect(clippy::disallowed_methods, reason = "the tests are not the program")]
pub(crate) fn wait(what: &str, look: impl Fn() -> String, holds: impl Fn(&str) -> bool) -> String {
    let begin = Instant::now();
    loop {
        let seen = look();
        if holds(&seen) {
            return seen;
        }
        assert!(begin.elapsed() < PATIENCE, "no {what:?} in {PATIENCE:?}:\n{seen}");
        std::thread::sleep(PAUSE);
    }
}

impl Drop for Terminal<'_> {
    fn drop(&mut self) {
        // After a failure in the test, a failure here would hide it.
        let _ = self.server().arg("kill-server").output();
    }
}

/// A world with one entry, and a terminal of 80 columns in which `line` asks its question.
fn asked(line: &str, then: impl FnOnce(&World, &Terminal<'_>)) {
    let world = World::started();
    world.ok("log text so close");
    let Some(terminal) = Terminal::open(&world, 80, 24) else { return };
    terminal.run(line);
    terminal.shows("Remove it? [y/N]");
    then(&world, &terminal);
}

fn entries(world: &World) -> usize {
    world.file()["entries"].as_array().unwrap().len()
}

#[test]
fn a_question_is_answered_by_a_key_and_enter() {
    asked("nocontact remove 1", |world, terminal| {
        terminal.run("y");
        let screen = terminal.ends(0);
        assert!(screen.contains("Remove it? [y/N] y\nRemoved: 1  "), "{screen}");
        assert_eq!(entries(world), 0);
        terminal.is_whole();
    });
}

#[test]
fn end_of_input_is_no_answer() {
    asked("nocontact remove 1", |world, terminal| {
        terminal.press("C-d");
        terminal.shows("Remove it? [y/N]\nnocontact: you did not confirm; nothing was changed\n");
        terminal.ends(1);
        assert_eq!(entries(world), 1);
    });
}

#[test]
fn ctrl_c_at_a_question_ends_the_program_by_its_signal() {
    asked("nocontact remove 1", |world, terminal| {
        terminal.press("C-c");
        terminal.ends(130);
        terminal.is_whole();
        assert_eq!(entries(world), 1);
    });
    asked("exec nocontact remove 1", |_, terminal| {
        terminal.press("C-c");
        assert_eq!(terminal.ended(), "signal 2");
    });
    asked("exec nocontact remove 1", |_, terminal| {
        terminal.run("n");
        assert_eq!(terminal.ended(), "status 1");
    });
}

#[test]
fn the_bar_fits_the_terminal_of_the_moment() {
    let world = World::started();
    let Some(terminal) = Terminal::open(&world, 100, 24) else { return };
    let bar = |screen: &str| screen.chars().filter(|&c| c == '\u{2588}').count();
    terminal.run("nocontact status");
    let wide = bar(&terminal.ends(0));
    terminal.resize(40, 24);
    terminal.run("clear; nocontact status");
    let narrow = terminal.ends(0);
    assert!(wide > bar(&narrow) && bar(&narrow) > 0, "{narrow}");
}
