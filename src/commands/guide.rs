//! `guide`: short pages of advice. They are built in, so they can be read offline.
//!
//! It needs no journal and no clock, and knows nothing of yours. `view::page` draws the pages.

use std::io::Write;

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::host::Host;
use crate::view::page;
use crate::view::style::{Style, WIDTH, padded, word};

#[derive(Args)]
#[command(after_help = "Examples:\n  nocontact guide\n  nocontact guide safety")]
pub(crate) struct GuideArgs {
    /// The page; the list of pages unless given
    #[arg(value_enum)]
    topic: Option<GuideTopic>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum GuideTopic {
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

impl GuideTopic {
    /// The page as Markdown.
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

pub(crate) fn run(args: &GuideArgs, style: &Style, host: &mut Host<'_>) -> Result<()> {
    if let Some(topic) = args.topic {
        host.out.write_all(page::text(topic.page(), style).as_bytes())?;
        return Ok(());
    }
    // A longer line is hard to read, however wide the terminal.
    let style = Style { width: style.width.min(WIDTH), ..*style };
    let topics = GuideTopic::value_variants();
    let widest = topics.iter().map(|topic| word(*topic).len()).max().unwrap_or(0);
    for topic in topics {
        let about = topic.to_possible_value();
        let about = about.as_ref().and_then(|value| value.get_help());
        let about = about.map(ToString::to_string).unwrap_or_default();
        let command = format!("nocontact guide {}   ", padded(&word(*topic), widest));
        writeln!(host.out, "{}", style.wrapped(&command, &about))?;
    }
    Ok(())
}
