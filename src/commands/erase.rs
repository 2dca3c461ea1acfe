//! `erase`: removes every file of ours, once the word is typed.

use super::prelude::*;
use crate::store::erase::Holdings;
use crate::terminal::question::answer;
use crate::view::style::{date, entries, list};

#[derive(Args)]
#[command(after_help = include_str!("../help/erase.txt"))]
pub(crate) struct EraseArgs {
    /// Do not ask
    #[arg(long)]
    yes: bool,
}

/// What no command can remove.
const BEYOND: &str = "This cannot remove copies elsewhere: exports, what a sync service or an \
                      editor kept, your shell's history, snapshots and backups of the disk. The \
                      files are removed, not securely wiped.";

pub(crate) fn run(args: &EraseArgs, session: &mut Session) -> Result<()> {
    let found = session.store.holdings()?;
    if !args.yes {
        ask(&found, session)?;
    }
    let in_data_dir = session.host.journal_is_in_data_dir(session.caller.file.as_deref());
    let removed = session.store.erase(in_data_dir)?;
    session.print(&format!("Removed:\n{}", list(&removed.files)))?;
    if !removed.links.is_empty() {
        session
            .print(&format!("Still there, but now leading nowhere:\n{}", list(&removed.links)))?;
    }
    session.print_remains(&[])?;
    session.print("")?;
    session.print_wrapped(BEYOND)
}

/// Shows what will be removed, and waits for the word. Anything else is a no, and so is silence.
fn ask(found: &Holdings, session: &mut Session) -> Result<()> {
    let what = match session.store.load() {
        Ok(Some(ref loaded)) if let Ok(journal) = loaded.journal() => {
            let (number, breakup) = (entries(journal.entries.len()), date(journal.rules.breakup));
            format!("a journal with {number} since the breakup, {breakup}")
        }
        Ok(None) => "what is left of a journal".to_owned(),
        _ => "a file that cannot be read as a journal".to_owned(),
    };
    let files = list(&found.files);
    let head = session.style.wrapped("", &format!("This removes {what}:"));
    let question = format!("{head}\n{files}\nThis cannot be undone. To go on, type erase: ");
    match answer(&question, session.host)?.as_slice() {
        b"erase" => Ok(()),
        _ => Err(Failure::not_confirmed().into()),
    }
}
