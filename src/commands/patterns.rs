//! `patterns`: when it is hardest.

use anyhow::Result;
use clap::Args;

use super::{store, style, warn_if_behind};
use crate::host::Host;
use crate::view;

#[derive(Args)]
#[command(
    after_help = "Examples:\n  nocontact patterns\n  nocontact patterns --json\n\nIt counts \
                        breaks, checking and urges. A contact with --times 4 counts four times.\n\
                        What is known only to the day has no hour, and is left out of the hours."
)]
pub(crate) struct PatternsArgs {
    /// Print the counts as JSON
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &PatternsArgs, host: &mut Host<'_>) -> Result<()> {
    let clock = host.clock()?;
    let loaded = store(host)?.require()?;
    let journal = loaded.journal()?;
    warn_if_behind(&journal.rules, journal.newest(), host, &clock);
    let patterns = journal.patterns(clock.today());
    if args.json {
        return view::json::write(&mut host.out, &view::patterns::json(&patterns));
    }
    let style = style(host);
    view::patterns::write(&mut host.out, &patterns, &style)?;
    Ok(())
}
