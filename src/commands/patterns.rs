//! `patterns`: when it is hardest.

use anyhow::Result;
use clap::Args;

use crate::session::Session;
use crate::view;

#[derive(Args)]
#[command(after_help = "Examples:\n  nocontact patterns\n  nocontact patterns --json\n\nIt \
                        counts breaks, checking and urges. Four texts in one entry count four \
                        times. An entry without a time of day is left out of the hours.")]
pub(crate) struct PatternsArgs {
    /// Print the counts as JSON
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &PatternsArgs, session: &mut Session) -> Result<()> {
    session.read(|journal, session| {
        let patterns = journal.patterns(session.clock.today());
        if args.json {
            return session.print_json(&view::patterns::json(&patterns));
        }
        session.print_lines(view::patterns::lines(&patterns, &session.style))
    })
}
