//! `guide`: short pages, built in, so that they are there without a network.

use std::io::Write;

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::domain::window::Policy;
use crate::host::Host;
use crate::view::style::{Style, WIDTH, padded, word};

#[derive(Args)]
#[command(after_help = "Examples:\n  nocontact guide\n  nocontact guide safety")]
pub(crate) struct GuideArgs {
    /// The page; the list of pages unless given
    #[arg(value_enum)]
    topic: Option<Topic>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Topic {
    /// What counts as contact, and what does not
    Rules,
    /// What the days are for
    Why,
    /// Why chasing fails
    Chasing,
    /// What if they forget me?
    Forget,
    /// Using the time
    Yourself,
    /// Day 30, and one calm step or none
    After,
    /// Fear, threats, court orders, a request to stop, crisis
    Safety,
}

impl Topic {
    fn page(self) -> &'static str {
        match self {
            Self::Rules => include_str!("../guide/rules.md"),
            Self::Why => include_str!("../guide/why.md"),
            Self::Chasing => include_str!("../guide/chasing.md"),
            Self::Forget => include_str!("../guide/forget.md"),
            Self::Yourself => include_str!("../guide/yourself.md"),
            Self::After => include_str!("../guide/after.md"),
            Self::Safety => include_str!("../guide/safety.md"),
        }
    }
}

/// How many thoughts, the last ones, speak of the other's decision. Under `open` it may have been
/// one's own, or no decision that can be trusted.
const OF_THEIR_DECISION: usize = 2;

/// One thought of the pages, for an urge: the next with each number, and then the first again.
pub(crate) fn thought(number: usize, policy: Policy) -> &'static str {
    let thoughts: Vec<_> = include_str!("../guide/thoughts.md").lines().collect();
    let left_out = if policy == Policy::Open { OF_THEIR_DECISION } else { 0 };
    thoughts[number % (thoughts.len() - left_out)]
}

pub(crate) fn run(args: &GuideArgs, style: &Style, host: &mut Host<'_>) -> Result<()> {
    // A longer line is hard to read, on however wide a terminal.
    let style = Style { width: style.width.min(WIDTH), ..*style };
    let Some(topic) = args.topic else {
        let topics = Topic::value_variants();
        let widest = topics.iter().map(|topic| word(*topic).len()).max().unwrap_or(0);
        for topic in topics {
            let about = topic.to_possible_value();
            let about = about.as_ref().and_then(|value| value.get_help());
            let about = about.map(ToString::to_string).unwrap_or_default();
            let command = format!("nocontact guide {}   ", padded(&word(*topic), widest));
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
