//! nocontact: a private, offline companion for the 30 days of no contact after a breakup.
//!
//! # The map
//!
//! - `main`, with `zone`, reads the arguments, the environment, the clock and the terminal once, into
//!   a [`host`]
//! - `cli`: the command line, its overview, and the one dispatch; `typed` and `mistake` are for slips
//! - `commands`: a file a command: its arguments, whose comments are the help, and what it does
//! - `args`: what several commands read: what can be said of a contact, a note, the first word, the
//!   rules, ids, dates
//! - `session`: what a command works with, made once after parsing
//! - [`terminal`]: what happens while a command waits: questions, the countdown, an editor
//! - [`store`]: the file: read without a lock, changed under one, replaced in one step. In it
//!   `format` turns bytes into a journal and back, and `disk` brings bytes to the disk
//! - `view`: values to text, JSON and pages, a file a screen
//! - [`error`] and [`advice`]: the expected mistakes and the commands that are offered, as data. A
//!   mistake that only one file makes has its words there
//! - [`domain`]: the days, the verdicts, the journal: values in, values out
//! - `guide`, `manual` and `help`: pages and the examples of the help, built in. The manual is the
//!   contract: module comments name the page that a rule comes from
//!
//! Imports go one way: `main`, this, `cli`, `commands`, then `args`, `session`, `terminal`, then
//! `store`, `view`, `host`, `error`, `advice`, and last `domain`. `store` and `view` never meet, and
//! no file is in a circle. One way in and out: parse, values, rule, store, view.
//!
//! # What never happens
//!
//! - No number is stored that can be derived.
//! - No journal is written but through `store::disk::atomic`, and no file by a command that only
//!   reads. An export and the manual pages, which hold nothing of yours, go through
//!   `store::export`, and an unfinished letter or a refused note through `store::draft`.
//! - No clock, variable, terminal or stream is touched outside `main`, but by
//!   `terminal::countdown`, which draws a bar and waits, and `terminal::editor`, which runs a
//!   program.
//! - No stored text reaches a terminal but through `domain::text`.
//! - Nothing is formatted while the lock is held.
//! - No network code, and no crate that has any.
//!
//! The library is there for the program and its tests. Only [`run`] is meant to be called, and none
//! of it follows semantic versioning.

#[doc(hidden)]
pub mod advice;
mod args;
mod cli;
mod commands;
#[doc(hidden)]
pub mod domain;
#[doc(hidden)]
pub mod error;
#[doc(hidden)]
pub mod host;
mod session;
#[doc(hidden)]
pub mod store;
#[doc(hidden)]
pub mod terminal;
mod view;

use std::ffi::OsString;
use std::io::{self, Write};
use std::mem::ManuallyDrop;

use clap::{CommandFactory, ValueEnum};

use advice::Caller;
use anyhow::Error;
use args::doubt::speaks_of_harm;
use cli::{Cli, Command, mistake, typed};
use commands::help::{rendered, unbroken};
use domain::text::{quoted, shown};
use error::Failure;
use host::{Color, Host};

/// Runs the command line `args`, the program's name first, and returns the exit code: 0 done, 1 it
/// could not be done, 2 the command line was wrong (`manual/scripts.md`).
pub fn run(args: impl IntoIterator<Item = OsString>, host: &mut Host<'_>) -> u8 {
    let args = typed::with_safety(args.into_iter().collect());
    if let Err(failure) = typed::check_dashes(&args) {
        return fail(&failure.into(), None, host);
    }
    let parse = |tree: clap::Command| {
        // A process that is about to end need not take its tree apart.
        ManuallyDrop::new(tree).try_get_matches_from_mut(&args).and_then(|found| Cli::of(&found))
    };
    let parsed = parse(Cli::command());
    // The overview costs more than a prompt may, so it is made only to be shown.
    let is_help = |answer: &clap::Error| answer.kind() == clap::error::ErrorKind::DisplayHelp;
    let for_help = || parse(unbroken(cli::tree(), host.width));
    let parsed = if parsed.as_ref().is_err_and(is_help) { for_help() } else { parsed };
    match parsed {
        Ok(mut cli) => {
            if let Some(command) = cli.command.as_ref().filter(|command| command.saves()) {
                prepare(command, host);
            }
            let done = cli::dispatch(&mut cli, host).and_then(|()| Ok(host.out.flush()?));
            done.map_or_else(|error| fail(&error, Some(cli), host), |()| 0)
        }
        Err(answer) if answer.use_stderr() => {
            let unknown = typed::unknown(answer.kind(), &args);
            let mut failure = unknown.unwrap_or_else(|| mistake::failure(&answer, &args));
            let words: Vec<_> = args.iter().map(|arg| arg.to_string_lossy()).collect();
            if speaks_of_harm(&words) {
                let safety = advice::Advice::command("if someone may get hurt", "guide safety");
                failure.next.insert(0, safety);
            }
            fail(&failure.into(), None, host)
        }
        Err(answer) => {
            let in_color = host.wants_color(color_of(&args), host.out_is_terminal);
            let text = rendered(&answer, in_color);
            let printed = host.out.write_all(text.as_bytes()).and_then(|()| host.out.flush());
            printed.map_or_else(|error| fail(&error.into(), None, host), |()| 0)
        }
    }
}

/// Hides the arguments of a command that may wait. Then says that times are in UTC, if the time zone
/// cannot be read.
fn prepare(command: &Command, host: &mut Host<'_>) {
    if host.input_is_terminal || host.zone.is_none() || !command.is_quick() {
        (host.hide_arguments)();
    }
    if let Some(zone) = host.unknown_zone().map(|zone| quoted(&zone)) {
        // Where nobody reads warnings, the command goes on all the same.
        let text = format!("cannot read the time zone \"{zone}\", so times are in UTC");
        let _ = writeln!(host.err, "nocontact: {text}");
    }
}

/// Prints an error of the command line `cli`, once, with what to do next; returns the exit code.
fn fail(error: &Error, cli: Option<Cli>, host: &mut Host<'_>) -> u8 {
    // That the reader of our output has gone is no mistake of ours.
    let has_gone = |error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe;
    if error.chain().any(|cause| cause.downcast_ref().is_some_and(has_gone)) {
        return 0;
    }
    // Only writing the output has no context of its own.
    let output = error.chain().next().is_some_and(<dyn std::error::Error>::is::<io::Error>);
    let saves = cli.as_ref().and_then(|cli| cli.command.as_ref()).is_some_and(Command::saves);
    let kept = if saves { "; any change was saved" } else { "" };
    let message = if output {
        format!("nocontact: cannot write the output: {error}{kept}")
    } else {
        format!("nocontact: {error:#}")
    };
    let failure = error.downcast_ref::<Failure>();
    let message = shown(&message);
    // A prompt has room for one line.
    let lines = if cli.as_ref().is_some_and(Cli::is_terse) {
        vec![message.into_owned()]
    } else {
        let caller = Caller { file: cli.and_then(|cli| cli.globals.file) };
        let message = advice::Advice::words(message);
        let render = |indent, advice| view::advice::lines(advice, indent, &caller, host.width);
        let next = failure.iter().flat_map(|failure| &failure.next);
        let next = next.map(|advice| render("  ", advice));
        std::iter::once(render("", &message)).chain(next).collect()
    };
    // Where even this cannot be written, nobody is left to tell.
    let _ = writeln!(host.err, "{}", lines.join("\n")).and_then(|()| host.err.flush());
    failure.map_or(1, |failure| failure.code)
}

/// The `--color` of a command line that could not be read.
fn color_of(args: &[OsString]) -> Color {
    let text: Vec<_> = args.iter().map(|arg| arg.to_string_lossy()).collect();
    let text = text.join(" ").replace("--color=", "--color ");
    let value = text.split("--color ").skip(1).last().and_then(|rest| rest.split(' ').next());
    value.and_then(|value| Color::from_str(value, true).ok()).unwrap_or_default()
}
