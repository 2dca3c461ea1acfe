//! `restart`: a fresh window; the history and the breakup date stay.

use super::prelude::*;
use crate::args::dates::date;
use crate::domain::Moment;
use crate::view::{status, style as form};

#[derive(Args)]
#[command(after_help = include_str!("../help/restart.txt"))]
pub(crate) struct RestartArgs {
    /// The day it begins; right now if left out
    #[arg(value_name = "DATE")]
    words: Vec<String>,
}

pub(crate) fn run(args: &RestartArgs, session: &mut Session) -> Result<()> {
    let at = date(&args.words, &[], &session.clock)?;
    let at = at.map_or_else(|| session.clock.moment(), Moment::Day);
    let ((), summary, changed) = session.change(|journal| {
        let first = journal.window().first;
        let at = journal.since_breakup(at).unwrap_or(at);
        if at.day() < first {
            let what = "is before this window, which began on";
            let today = session.clock.today();
            let failure = Failure::new(format!("{} {what} {first}", at.day()));
            return Err(if first > today {
                // Another machine may have begun it, with a clock that is ahead.
                let next = format!("today is {today} by this clock; set it if it is wrong");
                failure.hint(next).offer("or correct that entry", "history --kind restart").into()
            } else {
                failure.hint(format!("give {first} or a later date")).into()
            });
        }
        journal.record(at, Body::Restart).ok_or_else(Failure::no_id_left)?;
        Ok(())
    })?;
    session.print(&format!("The window now starts on {}.", form::date(summary.window.first)))?;
    session.print(&format!("Today is {}.", status::in_words(&summary)))?;
    session.print("Your history and the breakup date stay.")?;
    session.print_lines(entry::changed(changed, "verdict"))?;
    session.offer_undo()
}
