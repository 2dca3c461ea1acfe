//! `history`: what was recorded, oldest first.

use super::prelude::*;
use crate::args::selection::SelectionArgs;
use crate::domain::{Channel, Kind, Verdict};

#[derive(Args)]
#[command(after_help = include_str!("../help/history.txt"))]
pub(crate) struct HistoryArgs {
    /// Show only contacts with this verdict
    #[arg(long, value_name = "VERDICT", value_enum)]
    verdict: Option<Verdict>,
    /// Show only entries of this kind
    #[arg(long, value_name = "KIND", value_enum)]
    kind: Option<Kind>,
    #[command(flatten)]
    selection: SelectionArgs,
    /// Show only contacts made this way
    #[arg(long, value_name = "CHANNEL", value_enum)]
    channel: Option<Channel>,
    /// Show only the last N
    #[arg(long, value_name = "N")]
    last: Option<usize>,
    /// Print them as a JSON array
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &HistoryArgs, session: &mut Session) -> Result<()> {
    let selection = args.selection.selection(&session.clock)?;
    session.read(|journal, session| {
        let mut assessed = journal.assessed();
        assessed.retain(|(entry, assessment)| {
            let contact = entry.contact();
            let verdict = assessment.judgement.map(|judgement| judgement.verdict);
            args.verdict.is_none_or(|wanted| verdict == Some(wanted))
                && args.kind.is_none_or(|wanted| entry.body.kind() == wanted)
                && selection.days.contains(&entry.at.day())
                && contact.map_or(!selection.narrows(), |contact| selection.takes(contact))
                && args.channel.is_none_or(|by| contact.is_some_and(|it| it.channel == by))
        });
        if let Some(last) = args.last {
            assessed.drain(..assessed.len().saturating_sub(last));
        }
        if args.json {
            let shapes = assessed.iter().map(|(entry, it)| view::json::EntryShape(entry, it));
            return session.print_json(&shapes.collect::<Vec<_>>());
        }
        if assessed.is_empty() {
            let nothing = journal.entries.is_empty();
            session.print(if nothing { "Nothing is recorded yet." } else { "Nothing matches." })?;
        }
        session.print_lines(view::entry::lines(&assessed, &session.style))
    })
}
