//! `help`: a page of the manual, the help of a command, or the overview of both.
//!
//! It needs no journal and no clock. The command line is passed in, and prints its own help.

use std::io::Write;

use anyhow::Result;
use clap::builder::PossibleValue;
use clap::{Args, Command, ValueEnum};

use crate::advice::CommandLine;
use crate::domain::text::shown;
use crate::error::Failure;
use crate::host::Host;
use crate::view::page;
use crate::view::style::{Style, WIDTH, word};

#[derive(Args)]
#[command(after_help = "Examples:\n  nocontact help\n  nocontact help log\n  \
                        nocontact help verdicts")]
pub(crate) struct HelpArgs {
    /// A command, or a page of the manual; without one, an overview of both
    #[arg(value_name = "TOPIC")]
    topic: Option<String>,
}

/// A page of the manual. The comments are also the lines of the overview.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ManualTopic {
    /// What you can say of a contact, and what nocontact says of it
    Verdicts,
    /// Which dates are understood, and how days are counted
    Dates,
    /// The window, its rules and its figures
    Windows,
    /// The journal, and how to export and import it
    File,
    /// Exit codes, variables, JSON, prompts and completions
    Scripts,
    /// How your journal is kept safe and private
    Keeping,
}

impl ManualTopic {
    /// The page as Markdown.
    pub(crate) fn page(self) -> &'static str {
        match self {
            Self::Verdicts => include_str!("../manual/verdicts.md"),
            Self::Dates => include_str!("../manual/dates.md"),
            Self::Windows => include_str!("../manual/windows.md"),
            Self::File => include_str!("../manual/file.md"),
            Self::Scripts => include_str!("../manual/scripts.md"),
            Self::Keeping => include_str!("../manual/keeping.md"),
        }
    }
}

/// The words that `help` takes: the commands of `tree`, then the pages, each with its line.
pub(crate) fn topics(tree: &Command) -> Vec<PossibleValue> {
    let commands = tree.get_subcommands().map(|command| {
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        PossibleValue::new(command.get_name().to_owned()).help(about)
    });
    commands
        .chain(ManualTopic::value_variants().iter().filter_map(ManualTopic::to_possible_value))
        .collect()
}

/// `tree` is the whole command line.
pub(crate) fn run(
    args: &HelpArgs,
    tree: Command,
    style: &Style,
    host: &mut Host<'_>,
) -> Result<()> {
    let topic = args.topic.as_deref();
    if let Some(page) = topic.and_then(|name| ManualTopic::from_str(name, true).ok()) {
        host.out.write_all(page::text(page.page(), style, None).as_bytes())?;
        return Ok(());
    }
    if let Some(name) = topic.filter(|name| tree.find_subcommand(name).is_none()) {
        return Err(unknown(name, &tree).into());
    }
    let width = host.width.unwrap_or(WIDTH).min(100);
    let line = ["nocontact"].into_iter().chain(topic).chain(["--help"]);
    let Err(help) = tree.term_width(width).try_get_matches_from(line) else { return Ok(()) };
    let help = help.render();
    let help = if style.color { help.ansi().to_string() } else { help.to_string() };
    host.out.write_all(help.as_bytes())?;
    Ok(())
}

/// The word of `known` that `name` is most like, if it is like one of them. It is never `erase`.
pub(crate) fn nearest<'k>(name: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let name = name.to_lowercase();
    let likeness = |known: &str| match strsim::damerau_levenshtein(known, &name) {
        0 | 1 => 1.0,
        _ => strsim::jaro_winkler(known, &name),
    };
    let nearest = known.max_by(|one, other| likeness(one).total_cmp(&likeness(other)));
    nearest.filter(|nearest| likeness(nearest) > 0.7 && *nearest != "erase")
}

/// The failure for a word that is neither a command nor a page.
fn unknown(name: &str, tree: &Command) -> Failure {
    let pages: Vec<_> = ManualTopic::value_variants().iter().map(|&topic| word(topic)).collect();
    let commands = tree.get_subcommands().map(Command::get_name);
    let (words, command) = match nearest(name, commands.chain(pages.iter().map(String::as_str))) {
        _ if super::guide::has(name) => {
            ("a page of advice", CommandLine::alone("guide").word(name))
        }
        Some(near) => ("the nearest", CommandLine::alone("help").word(near)),
        None => ("all of them", CommandLine::alone("help")),
    };
    let what = format!("\"{}\" is not a command or a page of the manual", shown(name));
    Failure::usage(what).offer(words, command)
}
