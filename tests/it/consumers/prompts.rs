//! `init` in real shells: the prompt, the completions, and a start file in any order.
//! PowerShell's script is not run: there is no PowerShell to be had here.

#![cfg(target_os = "linux")] // Other programs of Unix.

use std::fs;

use super::{PATH, other, said};
use crate::terminal::Terminal;
use crate::world::World;

/// The line for a shell's start file, from the manual.
fn line(shell: &str) -> String {
    let page = fs::read_to_string("src/manual/scripts.md").unwrap();
    let lines = page.split_once("<!-- init -->\n```text\n").unwrap().1;
    let mut lines = lines.lines().take_while(|line| *line != "```");
    lines.find(|line| line.contains(&format!("init {shell}"))).unwrap().to_owned()
}

/// Starts a shell in a terminal, with these lines in its start file; `LINE` is the manual's.
fn begin<'w>(world: &'w World, shell: &str, file: &str) -> Option<Terminal<'w>> {
    let file = file.replace("LINE", &line(shell));
    let (path, start) = match shell {
        "bash" => ("start", "exec bash --rcfile start -i"),
        "zsh" => (".zshrc", "exec zsh -d -i"),
        "fish" => (".config/fish/config.fish", "exec fish"),
        _ => (".config/elvish/rc.elv", "exec elvish"),
    };
    let path = world.path().join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, file).unwrap();
    said(other(world, shell).arg(if shell == "elvish" { "-version" } else { "--version" }))?;
    let terminal = Terminal::open(world, 80, 24)?;
    terminal.run(&format!("clear; {start}"));
    Some(terminal)
}

/// The last line of a screen, with the space between its two sides as one.
fn last(screen: &str) -> String {
    let line = screen.trim_end().lines().last().unwrap_or_default();
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Checks the prompt at first, after a command that fails, with a word completed, and with the program
/// gone. `fails` ends with another code than 0, and `away` takes the program away.
#[track_caller]
fn shows(shell: &str, file: &str, fails: &str, away: &str, prompts: [&str; 3]) {
    let world = World::started();
    let Some(terminal) = begin(&world, shell, file) else { return };
    let is = |prompt: &str| terminal.until(prompt, |screen| last(screen) == prompt);
    is(prompts[0]);
    terminal.run(fails);
    is(prompts[1]);
    terminal.paste("nocontact remo");
    terminal.press("Tab");
    terminal.until("nocontact remove", |screen| last(screen).contains("nocontact remove"));
    terminal.press("C-u");
    terminal.run(away);
    is(prompts[2]);
    let screen = terminal.screen().to_lowercase();
    assert!(!["not found", "unbound", "error"].iter().any(|it| screen.contains(it)), "{screen}");
}

#[test]
fn bash_shows_the_day_before_the_prompt() {
    // As the activation of a Python environment does, and its end.
    let (fails, away) = ("old=$PS1 PS1=\"(v) $PS1\"; (exit 3)", format!("PS1=$old PATH={PATH}"));
    let file = "set -u\nPS1='$?> '\nLINE\nLINE\n";
    shows("bash", file, fails, &away, ["21/30 0>", "(v) 21/30 3>", "0>"]);
}

#[test]
fn other_shells_show_it_at_the_right_edge() {
    let away = format!("PATH={PATH}");
    let file = "setopt nounset\nLINE\nautoload -Uz compinit && compinit -u -D\nPS1='> '\nRPROMPT='%?'\nLINE\n";
    shows("zsh", file, "(exit 3)", &away, ["> 21/30 0", "> 21/30 3", "> 0"]);
    let away = format!("set PATH {}", PATH.replace(':', " "));
    let file = "set fish_greeting\nLINE\nLINE\nfunction fish_prompt; echo -n '> '; end\n\
                function fish_right_prompt; echo -n R$status; end\n";
    shows("fish", file, "false", &away, ["> 21/30 R0", "> 21/30 R1", "> R1"]);
    let away = format!("set-env PATH {PATH}");
    let file = "set edit:prompt = { put '> ' }\nLINE\nLINE\nset edit:rprompt = { put R }\n";
    shows("elvish", file, "clear", &away, ["> 21/30 R", "> 21/30 R", "> R"]);
}

/// As starship does: it keeps what it found, calls that, and sets the prompt afterwards.
#[test]
fn a_prompt_that_is_set_each_time_keeps_the_day() {
    let world = World::started();
    let star =
        "star() { eval \"$kept\"; PS1='\\n* '; }\nkept=${PROMPT_COMMAND-}\nPROMPT_COMMAND=star\n";
    let list = "PROMPT_COMMAND=(true \"PS1='* '\")\n";
    for file in [format!("{star}LINE\n"), format!("LINE\n{star}"), format!("{list}LINE\n")] {
        let Some(terminal) = begin(&world, "bash", &format!("set -u\n{file}")) else { return };
        terminal.until("a prompt", |screen| last(screen).ends_with('*'));
        for _ in 0..2 {
            terminal.run("true");
            terminal.until(&file, |screen| last(screen) == "21/30 *");
        }
    }
    let theme = "theme() { RPROMPT=R }\nprecmd_functions+=(theme)\n";
    for file in [format!("{theme}LINE\n"), format!("LINE\n{theme}")] {
        let Some(terminal) = begin(&world, "zsh", &format!("PS1='> '\n{file}")) else { return };
        terminal.until("a prompt", |screen| last(screen).ends_with('R'));
        for _ in 0..2 {
            terminal.run("true");
            terminal.until(&file, |screen| last(screen) == "> 21/30 R");
        }
    }
}

#[test]
fn without_the_program_or_a_journal_a_start_file_says_nothing() {
    let (world, empty) = (World::started(), World::new());
    let scripts = [
        ("bash", "set -eu\nLINE\nLINE\neval \"${PROMPT_COMMAND-}\"\np=${PS1-}; echo \"[${p@P}]\""),
        (
            "zsh",
            "setopt nounset\nLINE\n(( $+functions[__nocontact_prompt] )) && __nocontact_prompt\n\
                 echo \"[${RPROMPT-}]\"",
        ),
        (
            "fish",
            "LINE\nfunctions -q __nocontact_prompt; and __nocontact_prompt; and fish_right_prompt\necho",
        ),
    ];
    for (shell, script) in scripts {
        let script = script.replace("LINE", &line(shell));
        for (world, path) in [(&world, Some(PATH)), (&empty, None)] {
            let mut asked = other(world, shell);
            asked.args(["-c", &script]);
            path.map(|path| asked.env("PATH", path));
            let Some(said) = said(&mut asked) else { continue };
            assert!(["[]\n", "\n"].contains(&&*said), "{shell}: {said:?}");
        }
    }
    assert_eq!(empty.names(), [""; 0], "a prompt makes no file");
}

#[test]
fn without_the_prompt_only_completions_are_loaded() {
    let world = World::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let whole = world.ok(&format!("init {shell}"));
        let part = world.ok(&format!("init {shell} --no-prompt"));
        assert!(whole.starts_with(part.trim_end()) && whole.contains("status --short"), "{shell}");
        assert!(!part.contains("status --short") && part.contains("remove"), "{shell}");
    }
}

#[test]
fn in_zsh_a_note_may_have_what_else_is_a_pattern() {
    let world = World::started();
    let script = line("zsh") + "\nalias -L nocontact\neval 'nocontact log text why? and [when] *'";
    let Some(said) = said(other(&world, "zsh").args(["-f", "-c", &script])) else { return };
    assert!(said.starts_with("alias nocontact='noglob nocontact'\n"), "{said}");
    assert_eq!(world.file()["entries"][0]["note"], "why? and [when] *");
}
