//! `calendar`: the months, a mark a day.

use anyhow::Result;
use clap::Args;

use crate::session::Session;
use crate::view;

#[derive(Args)]
#[command(after_help = "Examples:\n  nocontact calendar\n  nocontact calendar --all\n\nIt shows \
                        the months of the window. After the window, or if it has no end date, it \
                        shows the last three months. A day with several things gets the first of \
                        these marks: chasing, slip, reconnect, checking, urge, kept.")]
pub(crate) struct CalendarArgs {
    /// Show every month since the breakup
    #[arg(long)]
    all: bool,
    /// Print the days as JSON
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &CalendarArgs, session: &mut Session) -> Result<()> {
    session.read(|journal, session| {
        let calendar = journal.calendar(session.clock.today(), args.all);
        if args.json {
            return session.print_json(&view::calendar::json(&calendar));
        }
        session.print_lines(view::calendar::lines(&calendar, &session.style))
    })
}
