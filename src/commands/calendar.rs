//! `calendar`: the months, a mark a day.

use anyhow::Result;
use clap::Args;

use super::{store, style, warn_if_behind};
use crate::host::Host;
use crate::view;

#[derive(Args)]
#[command(
    after_help = "Examples:\n  nocontact calendar\n  nocontact calendar --all\n\nThe months \
                        of the window; without an end, or after it, the three up to today.\nOf \
                        several things on one day, the mark is of the first in this order:\n\
                        chasing, slip, reconnect, checking, urge, kept."
)]
pub(crate) struct CalendarArgs {
    /// Show every month since the breakup
    #[arg(long)]
    all: bool,
    /// Print the days as JSON
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &CalendarArgs, host: &mut Host<'_>) -> Result<()> {
    let clock = host.clock()?;
    let loaded = store(host)?.require()?;
    let journal = loaded.journal()?;
    warn_if_behind(&journal.rules, journal.newest(), host, &clock);
    let calendar = journal.calendar(clock.today(), args.all);
    if args.json {
        return view::json::write(&mut host.out, &view::calendar::json(&calendar));
    }
    let style = style(host);
    view::calendar::write(&mut host.out, &calendar, &style)?;
    Ok(())
}
