//! nocontact: a private, offline companion for the 30 days of no contact after a breakup.
//!
//! # The map
//!
//! - [`host`]: the world as values: time, variables, paths, terminal, streams, how to wait and to
//!   run an editor
//! - `cli`: the command line, its groups, the one dispatch
//! - `commands`: a file a command: its arguments, whose comments are the help, and what it does; and
//!   a few files of what commands share
//! - [`domain`]: the days, the verdicts, the journal: values in, values out
//! - [`store`]: the file: read without a lock, changed under one, replaced in one step
//! - `view`: values to text and JSON
//! - `guide`: pages of advice, built in; not a module, but text that `commands::guide` reads
//! - [`error`]: the expected mistakes, each with what to do next
//! - `countdown` and `editor`, of the program alone: a bar that waits, and an editor that is run
//!
//! Imports go one way: `main`, this, `cli`, `commands`, then `store`, `view`, `host`, `error`, and
//! last `domain`. One way in and out: parse, values, rule, store, view.
//!
//! # What never happens
//!
//! - No number is stored that can be derived.
//! - No journal is written but through `store::atomic`, and no file by a command that only reads.
//!   What leaves the journal's care goes through `store::export`; a letter that is being written,
//!   through `store::draft`; the manual pages, which hold nothing of yours, through `store::pages`.
//! - No clock, variable, terminal or stream is touched outside `main` and the two modules that are
//!   its own: `countdown`, which draws a bar and waits, and `editor`, which runs one.
//! - No stored text reaches a terminal but through `domain::text`.
//! - No network code, and no crate that has any.

pub mod advice;
mod args;
mod cli;
mod commands;
pub mod domain;
pub mod error;
pub mod host;
pub mod store;
pub mod terminal;
mod view;

use std::ffi::OsString;
use std::io::Write;
use std::mem::ManuallyDrop;

use anyhow::Error;
use clap::CommandFactory;

use cli::{Cli, Command};
use domain::text::shown;
use error::{Failure, is_broken_pipe};
use host::{Color, Host};

/// Runs the command line `args`, the program's name first, and returns the exit code: 0 done, 1 it
/// could not be done, 2 the command line was wrong (SPEC section 5).
pub fn run(args: impl IntoIterator<Item = OsString>, host: &mut Host<'_>) -> u8 {
    let args: Vec<OsString> = args.into_iter().collect();
    let width = host.width.unwrap_or(view::style::WIDTH).min(100);
    // A process that is about to end need not take its tree apart.
    let mut tree = ManuallyDrop::new(Cli::command().term_width(width));
    let found = tree.try_get_matches_from_mut(&args);
    let parsed = found.and_then(|found| Cli::of(&found));
    match parsed {
        Ok(Cli { command, everywhere }) => {
            host.file = everywhere.file;
            host.color = everywhere.color.unwrap_or_default();
            let done = cli::dispatch(command.as_ref(), host);
            let done = done.and_then(|()| Ok(host.out.flush()?));
            done.map_or_else(|error| fail(&error, command.as_ref(), host), |()| 0)
        }
        Err(answer) => {
            host.color = color_asked_for(&args);
            say(&answer, host)
        }
    }
}

/// Prints what clap has to say: help and version as results, mistakes as messages.
fn say(answer: &clap::Error, host: &mut Host<'_>) -> u8 {
    let text = answer.render();
    let mistake = answer.use_stderr();
    let is_terminal = if mistake { host.err_is_terminal } else { host.out_is_terminal };
    let in_color = host.wants_color_on(is_terminal);
    let text = if in_color { text.ansi().to_string() } else { text.to_string() };
    let out = if mistake { &mut host.err } else { &mut host.out };
    let said = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    match said {
        Err(error) if !mistake => fail(&error.into(), None, host),
        _ if mistake => 2,
        _ => 0,
    }
}

/// Prints an error of `command`, once, with its hint; returns the exit code.
fn fail(error: &Error, command: Option<&Command>, host: &mut Host<'_>) -> u8 {
    if is_broken_pipe(error) {
        return 0;
    }
    let failure = error.downcast_ref::<Failure>();
    // What has no context is the one write that none was given to: the output's.
    let output = error.chain().next().is_some_and(<dyn std::error::Error>::is::<std::io::Error>);
    let message = match command {
        Some(command) if output && command.saves() => {
            format!("nocontact: cannot write the output: {error}; what was changed stays changed")
        }
        _ if output => format!("nocontact: cannot write the output: {error}"),
        _ => format!("nocontact: {error:#}"),
    };
    let terse = command.is_some_and(Command::is_terse);
    let hint = failure.and_then(Failure::hint).filter(|_| !terse).unwrap_or_default();
    let hint = on_this_journal(&hint, host);
    let wrap = |indent: &str, line: &str| match host.width {
        // A command is copied whole.
        Some(width)
            if !terse && !line.starts_with("nocontact ") && !line.contains("nocontact --file ") =>
        {
            view::style::wrapped(indent, &shown(line), width)
        }
        _ => format!("{indent}{}", shown(line)),
    };
    let mut lines = vec![wrap("", &message)];
    lines.extend(hint.lines().map(|line| wrap("  ", line)));
    // There is nobody left to tell where even this cannot be written.
    let _ = writeln!(host.err, "{}", lines.join("\n")).and_then(|()| host.err.flush());
    failure.map_or(1, Failure::code)
}

/// A hint whose commands are on the journal that `--file` names, where it was given.
fn on_this_journal(hint: &str, host: &Host<'_>) -> String {
    if host.file.is_none() {
        return hint.to_owned();
    }
    let program = commands::program(host);
    let named = view::shell::called_as(hint, &program);
    let named = named.replace("\nnocontact ", &format!("\n{program} "));
    // Some name a journal already.
    named.replace(&format!("{program} --file "), "nocontact --file ")
}

/// The `--color` of a command line that could not be read.
fn color_asked_for(args: &[OsString]) -> Color {
    let text: Vec<_> = args.iter().map(|arg| arg.to_string_lossy()).collect();
    let asked = |value: &str| {
        text.iter().any(|arg| *arg == format!("--color={value}"))
            || text.windows(2).any(|pair| pair[0] == "--color" && pair[1] == value)
    };
    match () {
        () if asked("always") => Color::Always,
        () if asked("never") => Color::Never,
        () => Color::Auto,
    }
}
