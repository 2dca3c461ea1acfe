//! `patterns`: when it is hardest.

use super::prelude::*;

#[derive(Args)]
#[command(after_help = include_str!("../help/patterns.txt"))]
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
