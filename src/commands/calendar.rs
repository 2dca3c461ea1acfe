//! `calendar`: the months, a mark a day.

use super::prelude::*;

#[derive(Args)]
#[command(after_help = include_str!("../help/calendar.txt"))]
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
