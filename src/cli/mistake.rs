//! What to say of a command line that clap refuses: what is wrong, the line put right, and what is
//! allowed (`manual/scripts.md`). None of it is in clap's words.

use std::error::Error;
use std::ffi::OsString;
use std::num::ParseIntError;

use clap::builder::PossibleValue;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, CommandFactory};

use super::Cli;
use super::typed::{first_word, options, replaced};
use crate::args::doubt::nearest;
use crate::domain::text::quoted;
use crate::error::Failure;

/// The failure for what clap `found` wrong with `args`.
pub(crate) fn failure(found: &clap::Error, args: &[OsString]) -> Failure {
    let mut tree = Cli::command();
    tree.build();
    let command = first_word(args).and_then(|at| tree.find_subcommand(&args[at]));
    let (name, all) = (command.map_or("nocontact", Command::get_name), command.unwrap_or(&tree));
    let text = |kind| match found.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(all)) => all.first().cloned().unwrap_or_default(),
        _ => String::new(),
    };
    let (argument, value) = (text(ContextKind::InvalidArg), text(ContextKind::InvalidValue));
    let (said, noun) = said(&argument);
    let is_option = argument.starts_with('-');
    let typed = quoted(&value);
    let values = all.get_arguments().filter(|it| it.to_string() == argument);
    let values: Vec<_> = values.flat_map(Arg::get_possible_values).collect();
    let allowed: Vec<_> = values.iter().map(PossibleValue::get_name).collect();
    let joined = format!("{said}={value}");
    let place = |is: &dyn Fn(usize, &str) -> bool| {
        (1..args.len()).find(|&at| args[at].to_str().is_some_and(|arg| is(at, arg)))
    };
    let with_help = |failure: Failure| {
        let more = if command.is_some() { name } else { "" };
        failure.offer("for more", format!("help {more}"))
    };
    // Where the mistake stands, and what should stand there.
    let mut near = (None, None);
    let failure = Failure::usage(match found.kind() {
        ErrorKind::InvalidValue if value.is_empty() => format!("{said} needs {noun}"),
        ErrorKind::InvalidValue => {
            let is_its = |at: usize| !is_option || args[at - 1] == *said;
            let at = place(&|at, arg| arg == joined || arg == value && is_its(at));
            let head =
                at.and_then(|at| args[at].to_str()?.strip_suffix(&value)).unwrap_or_default();
            near = (at, nearest(&value, allowed.clone()).map(|it| format!("{head}{it}")));
            let is_plain = !is_option || noun.ends_with(said.trim_start_matches('-'));
            let option = if is_plain { String::new() } else { format!(" for {said}") };
            format!("\"{typed}\" is not {noun}{option}")
        }
        ErrorKind::ValueValidation => {
            let why = found.source().filter(|why| !why.is::<ParseIntError>());
            let no_number = || format!("\"{typed}\" is not a number");
            return with_help(Failure::usage(why.map_or_else(no_number, ToString::to_string)));
        }
        ErrorKind::UnknownArgument if is_option => {
            let at = place(&|_, arg| arg.starts_with(&argument));
            let whole = at.map_or(argument.as_str().into(), |at| args[at].to_string_lossy());
            let (option, value) = whole.split_at(whole.find('=').unwrap_or(whole.len()));
            let (known, bare) = (options(all), option.trim_start_matches('-'));
            if option.starts_with("--") && known.contains(&bare) {
                return with_help(Failure::usage(format!("{option} goes after {name}")));
            }
            let meant = match bare {
                "count" | "number" | "often" => "times",
                "who" | "from" => "by",
                "when" | "time" | "day" => "at",
                "reason" | "because" => "why",
                other => other,
            };
            let found = nearest(meant, known).filter(|_| bare.len() > 1);
            near = (at, found.map(|name| format!("--{name}{value}")));
            format!("\"{}\" is not an option of {name}", quoted(option))
        }
        ErrorKind::UnknownArgument => {
            let (what, instead) = surplus(all, name, &argument);
            near = (args.iter().rposition(|arg| *arg == *argument), Some(instead));
            what
        }
        ErrorKind::TooManyValues => {
            near = (place(&|_, arg| arg == joined), Some(said.clone()));
            format!("{said} stands alone, without \"{typed}\"")
        }
        ErrorKind::ArgumentConflict => match text(ContextKind::PriorArg) {
            prior if prior.is_empty() => "--short and --json go after the command".to_owned(),
            prior if prior == argument => format!("{said} is given twice; leave one out"),
            prior => format!("use {said} or {}, not both", self::said(&prior).0),
        },
        ErrorKind::MissingRequiredArgument => {
            let typed: Vec<_> = args[1..].iter().map(|arg| arg.to_string_lossy()).collect();
            let is_own = |it: &Arg| it.to_string() == argument && it.is_required_set();
            let is_own = !is_option || all.get_arguments().any(is_own);
            let needs = if is_own { "needs" } else { "works only with" };
            format!("\"{}\" {needs} {said}", quoted(&typed.join(" ")))
        }
        ErrorKind::InvalidUtf8 => "this command line is not in UTF-8".to_owned(),
        _ => format!("\"{}\" is not a command", quoted(&text(ContextKind::InvalidSubcommand))),
    });
    let line = near.0.zip(near.1.as_deref()).and_then(|(at, new)| replaced(args, at, new));
    let failure = match (line, near.1.filter(|new| !new.is_empty())) {
        (Some(line), _) => failure.offer("did you mean", line),
        (None, Some(new)) => failure.hint(format!("did you mean {new}?")),
        _ => failure,
    };
    match allowed.join(", ") {
        none if none.is_empty() => with_help(failure),
        list => failure.hint(format!("choose from: {list}")),
    }
}

/// What to say of a word that `command` does not take, and what to type instead: the word after the
/// option that has it as a value or takes the name of a file, or else nothing.
fn surplus(command: &Command, name: &str, word: &str) -> (String, String) {
    let takes = |arg: &&Arg| {
        let is_file = arg.get_id() == "output" && word.contains('.');
        is_file || arg.get_possible_values().iter().any(|value| value.matches(word, true))
    };
    let typed = quoted(word);
    match command.get_arguments().find(takes).and_then(Arg::get_long) {
        Some(option) => {
            (format!("{name} takes \"{typed}\" only after an option"), format!("--{option}={word}"))
        }
        None => (format!("{name} takes no more words; leave out \"{typed}\""), String::new()),
    }
}

/// An argument that clap names `--why <REASON>` or `[WORDS]...`, as one says it, and what it takes.
fn said(argument: &str) -> (String, String) {
    let (option, name) = argument.split_once(' ').unwrap_or((argument, argument));
    let noun = match &*name.trim_matches(['<', '>', '[', ']', '.']).to_lowercase() {
        "id" => "the number of an entry, or last".to_owned(),
        "when" if option == "--at" => "a date or a time".to_owned(),
        "who" | "how" | "when" => "one of the words".to_owned(),
        "n" => "a number".to_owned(),
        words if words.ends_with('s') => words.to_owned(),
        name => format!("a {name}"),
    };
    (if option.starts_with('-') { option.to_owned() } else { noun.clone() }, noun)
}
