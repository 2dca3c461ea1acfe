//! `history`: what was recorded, oldest first.

use std::io::Write;

use anyhow::Result;
use clap::Args;

use super::{date, store, style, warn_if_behind};
use crate::domain::entry::Kind;
use crate::domain::verdict::Verdict;
use crate::host::Host;
use crate::view;

#[derive(Args)]
#[command(after_help = "Examples:\n  nocontact history\n  \
                        nocontact history --verdict chasing --since 2 weeks ago")]
pub(crate) struct HistoryArgs {
    /// Show only contacts with this verdict
    #[arg(long, value_name = "VERDICT", value_enum)]
    verdict: Option<Verdict>,
    /// Show only entries of this kind
    #[arg(long, value_name = "KIND", value_enum)]
    kind: Option<Kind>,
    /// Show only entries of this day and later
    #[arg(long, value_name = "DATE", num_args = 1..)]
    since: Vec<String>,
    /// Show only the last N of them
    #[arg(long, value_name = "N")]
    last: Option<usize>,
    /// Print them as a JSON array
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &HistoryArgs, host: &mut Host<'_>) -> Result<()> {
    let clock = host.clock()?;
    let since = date(&[], &args.since, &clock)?;
    let loaded = store(host)?.require()?;
    let journal = loaded.journal()?;
    let mut told = journal.assessed();
    told.retain(|(entry, told)| {
        let verdict = told.judgement.map(|judgement| judgement.verdict);
        args.verdict.is_none_or(|wanted| verdict == Some(wanted))
            && args.kind.is_none_or(|wanted| entry.body.kind() == wanted)
            && since.is_none_or(|since| entry.at.day() >= since)
    });
    if let Some(last) = args.last {
        told.drain(..told.len().saturating_sub(last));
    }
    warn_if_behind(&journal.rules, journal.newest(), host, &clock);
    if args.json {
        let shapes: Vec<_> =
            told.iter().map(|(entry, told)| view::json::entry(entry, told)).collect();
        return view::json::write(&mut host.out, &shapes);
    }
    if told.is_empty() {
        let text = if journal.entries.is_empty() { "Nothing is recorded yet." } else { "None." };
        writeln!(host.out, "{text}")?;
    }
    let style = style(host);
    view::entry::lines(&mut host.out, &told, &style)?;
    Ok(())
}
