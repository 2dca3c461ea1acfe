//! `restore`: replaces a damaged or missing journal with its backup.

use super::prelude::*;
use crate::view::style::{date, entries, list, moment};

#[derive(Args)]
#[command(after_help = include_str!("../help/restore.txt"))]
pub(crate) struct RestoreArgs {}

pub(crate) fn run(_: &RestoreArgs, session: &mut Session) -> Result<()> {
    let (loaded, aside) = session.store.restore()?;
    let journal = loaded.journal()?;
    let (number, breakup) = (entries(journal.entries.len()), date(journal.rules.breakup));
    session.print(&format!("Restored: {number} since the breakup, {breakup}"))?;
    if let Some(newest) = journal.newest() {
        session.print(&format!("The newest is from {}.", moment(newest)))?;
    }
    session.print("Your last change may be missing.")?;
    if let Some(aside) = &aside {
        let aside = list([aside]);
        session.print(&format!("The file that could not be read is kept:\n{aside}"))?;
    }
    session.offer("To check it", "history".into())
}
