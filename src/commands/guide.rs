//! `guide`: short pages of advice. They are built in, so they can be read offline.
//!
//! It needs no journal and no clock, and knows nothing of yours. `view::page` draws the pages.

use clap::builder::{PossibleValue, PossibleValuesParser};

use super::prelude::*;
use crate::advice::Caller;
use crate::args::globals::GlobalArgs;
use crate::session::style_of;
use crate::view::page;
use crate::view::style::{Style, WIDTH, padded};

#[derive(Args)]
#[command(after_help = include_str!("../help/guide.txt"))]
pub(crate) struct GuideArgs {
    /// The page; left out, all pages are listed
    #[arg(value_parser = topics())]
    topic: Option<String>,
}

const PAGES: [(&str, &str, &str); 7] = [
    page!("guide", "rules", "What counts as contact, and what does not"),
    page!("guide", "why", "What the days are for"),
    page!("guide", "chasing", "Why chasing fails"),
    page!("guide", "forget", "What if they forget me?"),
    page!("guide", "yourself", "Using the time"),
    page!("guide", "after", "Day 30, and one calm step or none"),
    page!("guide", "safety", "Danger, crisis, fear, an order, a request to stop"),
];

/// Other words for the page on safety, which nobody should have to look for.
const SAFETY: &str = "crisis danger afraid scared fear suicidal abuse violence stalking suicide emergency police court \
                      order stop blocked children";

/// Whether there is a page of this name.
pub(crate) fn has(name: &str) -> bool {
    PAGES.iter().any(|(page, ..)| *page == name) || SAFETY.split(' ').any(|it| it == name)
}

fn topics() -> PossibleValuesParser {
    let value = |(name, about, _): (&'static str, &'static str, _)| {
        let aliases = SAFETY.split(' ').filter(|_| name == "safety");
        PossibleValue::new(name).help(about).aliases(aliases)
    };
    PAGES.map(value).into()
}

pub(crate) fn run(args: &GuideArgs, globals: &GlobalArgs, host: &mut Host<'_>) -> Result<()> {
    let style = style_of(globals, host);
    let is_safety = |topic: &str| SAFETY.split(' ').any(|it| it == topic);
    let topic = args.topic.as_deref().map(|it| if is_safety(it) { "safety" } else { it });
    if let Some((_, _, page)) = PAGES.iter().find(|(name, ..)| Some(*name) == topic) {
        let caller = Caller { file: globals.file.clone() };
        return Ok(host.out.write_all(page::text(page, &style, Some(&caller)).as_bytes())?);
    }
    // A longer line is hard to read, however wide the terminal.
    let style = Style { width: style.width.min(WIDTH), ..style };
    let widest = PAGES.map(|(name, ..)| name.len()).into_iter().max().unwrap_or(0);
    for (name, about, _) in PAGES {
        let command = format!("nocontact guide {}   ", padded(name, widest));
        writeln!(host.out, "{}", style.wrapped(&command, about))?;
    }
    Ok(())
}
