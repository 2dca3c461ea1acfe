//! `guide`: short pages, built in, so that they are there without a network.

use std::io::Write;

use anyhow::Result;
use clap::{Args, ValueEnum};

use super::style;
use crate::host::Host;
use crate::view::style::word;

#[derive(Args)]
#[command(after_help = "Examples:\n  nocontact guide\n  nocontact guide safety")]
pub(crate) struct GuideArgs {
    /// The page; the list of pages unless given
    #[arg(value_enum)]
    topic: Option<Topic>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Topic {
    /// Fear, threats, court orders, a request to stop, crisis
    Safety,
}

impl Topic {
    fn page(self) -> &'static str {
        match self {
            Self::Safety => include_str!("../guide/safety.md"),
        }
    }
}

/// One thought of the pages, for an urge: the next with each number, and then the first again.
pub(crate) fn thought(number: usize) -> &'static str {
    let thoughts = include_str!("../guide/thoughts.md");
    thoughts.lines().cycle().nth(number % thoughts.lines().count()).unwrap_or_default()
}

pub(crate) fn run(args: &GuideArgs, host: &mut Host<'_>) -> Result<()> {
    let style = style(host);
    let Some(topic) = args.topic else {
        for topic in Topic::value_variants() {
            let about = topic.to_possible_value();
            let about = about.as_ref().and_then(|value| value.get_help());
            let about = about.map(ToString::to_string).unwrap_or_default();
            let command = format!("nocontact guide {}   ", word(*topic));
            writeln!(host.out, "{}", style.wrapped(&command, &about))?;
        }
        return Ok(());
    };
    for line in topic.page().lines() {
        match line.strip_prefix("# ") {
            Some(title) => writeln!(host.out, "{}", style.bold(title))?,
            None => writeln!(host.out, "{}", style.wrapped("", line))?,
        }
    }
    Ok(())
}
