//! `show`: one entry, whole.

use anyhow::Result;
use clap::Args;

use super::{assessed, id, store, style, warn_if_behind};
use crate::error::Failure;
use crate::host::Host;
use crate::view;

#[derive(Args)]
#[command(after_help = "Examples:\n  nocontact show 4\n  nocontact show 4 --json")]
pub(crate) struct ShowArgs {
    /// The entry's number, as in history
    #[arg(value_parser = id)]
    id: u64,
    /// Print it as JSON
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &ShowArgs, host: &mut Host<'_>) -> Result<()> {
    let clock = host.clock()?;
    let loaded = store(host)?.require()?;
    let journal = loaded.journal()?;
    let entry = journal.entry(args.id).ok_or(Failure::NoEntry(args.id))?;
    let told = assessed(&journal, args.id)?;
    warn_if_behind(&journal.rules, journal.newest(), host, &clock);
    if args.json {
        return view::json::write(&mut host.out, &view::json::entry(entry, &told));
    }
    let style = style(host);
    view::entry::whole(&mut host.out, entry, &told, &style)?;
    Ok(())
}
