//! `status`: the days, and where things stand. Also what `nocontact` alone does.

use std::io::Write;
use std::mem::ManuallyDrop;

use anyhow::Result;
use clap::Args;

use super::{store, style, tracked, warn_if_behind};
use crate::advice::Caller;
use crate::domain::journal::Journal;
use crate::domain::text::shown;
use crate::host::Host;
use crate::store::Loaded;
use crate::view;

#[derive(Args)]
#[command(after_help = "Examples:\n  nocontact status\n  nocontact status --json\n  \
                        nocontact status --short\n\nThe README has the lines that put the short \
                        one into your prompt.")]
pub(crate) struct StatusArgs {
    /// Print only the day and the length, as 21/30; nothing while nothing is tracked
    #[arg(long, conflicts_with = "json")]
    pub(crate) short: bool,
    /// Print every figure as JSON
    #[arg(long)]
    json: bool,
}

/// Shown by bare `nocontact` while nothing is tracked.
const WELCOME: &str = "\
nocontact keeps count of the days without contact after a breakup.

Nothing is tracked yet. Begin with the day it ended:
  nocontact start               it was today
  nocontact start 3 days ago    or any other day

If everything in you wants to write to them right now:
  nocontact urge                wait it out here, before all else

Whatever happened since then, you can add. All of it stays on this machine, in
";

/// `nocontact` alone: the status, or a welcome while nothing is tracked.
pub(crate) fn bare(host: &mut Host<'_>) -> Result<()> {
    host.clock()?;
    let store = store(host)?;
    if let Some(loaded) = tracked(&store)? {
        return show(&loaded, false, host);
    }
    let style = style(host);
    for line in WELCOME.lines() {
        writeln!(host.out, "{}", style.wrapped("", line))?;
    }
    writeln!(host.out, "  {}", shown(&store.path.to_string_lossy()))?;
    Ok(())
}

pub(crate) fn run(args: &StatusArgs, host: &mut Host<'_>) -> Result<()> {
    let store = store(host)?;
    if !args.short {
        return show(&store.require()?, args.json, host);
    }
    let clock = host.clock()?;
    if let Some(loaded) = store.load()? {
        view::status::short(&mut host.out, &at_last(&loaded)?.summary(&clock))?;
    }
    Ok(())
}

/// The journal, which is not taken apart once it was looked at: the process is about to end.
fn at_last(loaded: &Loaded) -> Result<ManuallyDrop<Journal<'_>>> {
    Ok(ManuallyDrop::new(loaded.journal()?))
}

fn show(loaded: &Loaded, json: bool, host: &mut Host<'_>) -> Result<()> {
    let clock = host.clock()?;
    let journal = at_last(loaded)?;
    let summary = journal.summary(&clock);
    warn_if_behind(&journal.rules, summary.newest, host, &clock);
    if json {
        return view::json::write(&mut host.out, &view::json::status(&summary));
    }
    let style = style(host);
    let caller = Caller { file: host.file.clone() };
    view::status::write(&mut host.out, &summary, &caller, &style)?;
    Ok(())
}
