//! `help`: a page of the manual, the help of a command, or the overview of both.
//!
//! It needs no journal and no clock. The command line is passed in, and prints its own help.

use clap::Command;
use clap::builder::PossibleValue;

use super::guide;
use super::prelude::*;
use crate::args::doubt::nearest;
use crate::view::advice::HARD_SPACE;
use crate::view::page;
use crate::view::style::{Style, WIDTH};

#[derive(Args)]
#[command(after_help = include_str!("../help/help.txt"))]
pub(crate) struct HelpArgs {
    /// A command or a page of the manual; left out, an overview of both
    #[arg(value_name = "TOPIC")]
    topic: Option<String>,
}

pub(crate) const MANUAL: [(&str, &str, &str); 6] = [
    page!("manual", "verdicts", "What you can say of a contact, and what nocontact says of it"),
    page!("manual", "dates", "Which dates nocontact understands, and how days are counted"),
    page!("manual", "windows", "The window, its rules and its figures"),
    page!("manual", "file", "The journal, and how to export and import it"),
    page!("manual", "scripts", "Exit codes, variables, JSON, prompts and completions"),
    page!("manual", "keeping", "How your journal is kept safe and private"),
];

/// The words that `help` takes: the commands of `tree`, then the pages, each with its line.
pub(crate) fn topics(tree: &Command) -> Vec<PossibleValue> {
    let commands = tree.get_subcommands().map(|command| {
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        PossibleValue::new(command.get_name().to_owned()).help(about)
    });
    let pages = MANUAL.map(|(name, about, _)| PossibleValue::new(name).help(about));
    commands.chain(pages).collect()
}

/// `cli` is the whole command line.
pub(crate) fn run(args: &HelpArgs, cli: Command, style: &Style, host: &mut Host<'_>) -> Result<()> {
    let topic = args.topic.as_deref();
    let is_topic = |name: &str| topic.is_some_and(|topic| topic.eq_ignore_ascii_case(name));
    if let Some((_, _, page)) = MANUAL.iter().find(|(name, ..)| is_topic(name)) {
        return Ok(host.out.write_all(page::text(page, style, None).as_bytes())?);
    }
    if let Some(name) = topic.filter(|name| cli.find_subcommand(name).is_none()) {
        return Err(unknown(name, &cli).into());
    }
    let line = ["nocontact"].into_iter().chain(topic).chain(["--help"]);
    let help = unbroken(cli, host.width).try_get_matches_from(line);
    let Err(help) = help else { return Ok(()) };
    Ok(host.out.write_all(rendered(&help, style.color).as_bytes())?)
}

/// The help, or the version, that clap has made.
pub(crate) fn rendered(made: &clap::Error, in_color: bool) -> String {
    let text = made.render();
    let text = if in_color { text.ansi().to_string() } else { text.to_string() };
    text.replace(HARD_SPACE, " ")
}

/// The command line with each command in its help on one line, so that it can be copied.
pub(crate) fn unbroken(tree: Command, width: Option<usize>) -> Command {
    let mut tree = tree.term_width(width.unwrap_or(WIDTH).min(100));
    tree.build();
    let line = |line: &str| {
        let command = ["nocontact ", "VISUAL="].iter().find_map(|it| line.find(it));
        let (words, command) = line.split_at(command.unwrap_or(line.len()));
        format!("{words}{}\n", command.replace(' ', HARD_SPACE))
    };
    tree.mut_subcommands(|command| {
        let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        command.after_help(help.lines().map(line).collect::<String>())
    })
}

/// The failure for a word that is neither a command nor a page.
fn unknown(name: &str, tree: &Command) -> Failure {
    let commands = tree.get_subcommands().map(Command::get_name);
    let (words, command) = match nearest(name, commands.chain(MANUAL.map(|(name, ..)| name))) {
        _ if guide::has(name) => ("a page of advice", format!("guide {name}")),
        Some(near) => ("did you mean", format!("help {near}")),
        None => ("all of them", "help".to_owned()),
    };
    let what = format!("\"{}\" is not a command or a page of the manual", shown(name));
    Failure::usage(what).offer(words, command)
}
