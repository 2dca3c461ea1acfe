//! The command line as it was typed: a call for help, dashes that are none, and words that are no
//! command (`manual/scripts.md`). What it offers is the whole line, put right.

use std::ffi::{OsStr, OsString};

use clap::error::ErrorKind;
use clap::{Arg, Command, CommandFactory};

use super::Cli;
use crate::advice::CommandLine;
use crate::args::doubt::nearest;
use crate::args::words::{NOT_DONE, among, channel, verb, who};
use crate::commands::{guide, help};
use crate::domain::By;
use crate::domain::text::quoted;
use crate::error::Failure;

/// Whether what stands there is neither an option nor the value of one.
fn is_word(args: &[OsString], at: usize) -> bool {
    let is_value = args[at - 1] == "--file" || args[at - 1] == "--color";
    !is_value && !args[at].to_string_lossy().starts_with('-')
}

pub(super) fn first_word(args: &[OsString]) -> Option<usize> {
    (1..args.len()).find(|&at| is_word(args, at))
}

/// The command line, with `guide safety` for a call for help and all words behind it.
pub(crate) fn with_safety(args: Vec<OsString>) -> Vec<OsString> {
    let at = first_word(&args).unwrap_or(args.len());
    let word = |at: usize| args.get(at).map(|arg| arg.to_ascii_lowercase()).unwrap_or_default();
    match (word(at).to_str(), word(at + 1).to_str()) {
        (Some("sos" | "panic" | "crisis" | "danger" | "afraid" | "suicide" | "safety"), _)
        | (Some("help"), Some("me")) => {}
        _ => return args,
    }
    let options = (at..args.len()).filter(|&at| !is_word(&args, at)).map(|at| args[at].clone());
    let page = ["guide", "safety"].map(OsString::from);
    args[..at].iter().cloned().chain(page).chain(options).collect()
}

/// The options of a command, without their dashes.
pub(super) fn options(command: &Command) -> Vec<&str> {
    command.get_arguments().filter_map(Arg::get_long_and_visible_aliases).flatten().collect()
}

/// The command line with these words behind the name of the program.
pub(super) fn line(words: &[impl AsRef<OsStr>]) -> CommandLine {
    with(CommandLine::alone(""), words)
}

fn with(line: CommandLine, words: &[impl AsRef<OsStr>]) -> CommandLine {
    words.iter().fold(line, |line, word| line.word(word.as_ref().display()))
}

/// Refuses an option behind a typographic dash, such as `—by`.
pub(crate) fn check_dashes(args: &[OsString]) -> Result<(), Failure> {
    let is_dash = |c: char| matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}');
    if !args.iter().any(|arg| arg.to_string_lossy().starts_with(is_dash)) {
        return Ok(());
    }
    let mut tree = Cli::command();
    tree.build();
    let command = first_word(args).and_then(|at| tree.find_subcommand(&args[at])).unwrap_or(&tree);
    let names = options(command);
    let mended = |arg: &OsString| {
        let rest = arg.to_str()?.strip_prefix(is_dash)?;
        let rest = rest.trim_start_matches(|c| c == '-' || is_dash(c));
        names.contains(&rest.split('=').next()?).then(|| format!("--{rest}"))
    };
    let Some(word) = args.iter().find(|arg| mended(arg).is_some()) else { return Ok(()) };
    let words = args.iter().skip(1).map(|arg| mended(arg).map_or(arg.clone(), OsString::from));
    let line = line(&words.collect::<Vec<_>>());
    let what = format!("\"{}\" begins with a typographic dash", word.display());
    Err(Failure::usage(what).offer("with two hyphens", line))
}

/// The failure for a first word that is not a command, if that is what the `kind` of error says.
pub(crate) fn unknown(kind: ErrorKind, args: &[OsString]) -> Option<Failure> {
    let at = first_word(args).filter(|_| kind == ErrorKind::InvalidSubcommand)?;
    let typed = args[at].to_string_lossy();
    let line = |command| line(&args[1..at]).words(command);
    let all: Vec<_> = args[at..].iter().map(|arg| arg.to_string_lossy().to_lowercase()).collect();
    let failure = Failure::usage(format!("\"{}\" is not a command", quoted(&typed)));
    let is_wish = all.iter().take(4).any(|word| among(NOT_DONE, word));
    let failure = match &*typed.to_lowercase() {
        "reset" => failure
            .offer("to begin a fresh window", line("restart"))
            .offer("to remove everything", line("erase")),
        page if guide::has(page) => failure.offer("a page of advice", line("guide").word(page)),
        page if help::MANUAL.iter().any(|(name, ..)| *name == page) => {
            failure.offer("a page of the manual", line("help").word(page))
        }
        name if is_wish && (who(&[name]).0 != Some(By::Them) || among(NOT_DONE, name)) => {
            let note = all.join(" ");
            let urge = line("urge").with(&[], &[], &[("--note", &note)]);
            let failure = failure.offer("if you wanted to but did not", urge);
            failure.offer("to record contact", with(line("log"), &args[at..]))
        }
        name if who(&[name]).0.is_some() || verb(name).or(channel(name)).is_some() => {
            failure.offer("to record contact", with(line("log"), &args[at..]))
        }
        name => {
            let tree = Cli::command();
            let meant = nearest(name, tree.get_subcommands().map(Command::get_name));
            let line = meant.and_then(|name| replaced(args, at, name));
            line.into_iter().fold(failure, |failure, line| failure.offer("did you mean", line))
        }
    };
    Some(failure.offer("all commands", "help"))
}

/// The command line with `new` at a place, or with nothing there, if that is one.
pub(super) fn replaced(args: &[OsString], at: usize, new: &str) -> Option<CommandLine> {
    let mut args = args.to_vec();
    args.splice(at..=at, Some(new.into()).filter(|_| !new.is_empty()));
    Cli::command().try_get_matches_from(&args).ok().map(|_| line(&args[1..]))
}
