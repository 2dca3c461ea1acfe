//! `import`: merges another copy of the journal, or a table (`manual/file.md`).

use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;

use crate::advice::CommandLine;
use crate::domain::Journal;
use crate::domain::checkup::Ahead;
use crate::domain::merge::{ImportProblem, Imported};
use crate::error::Failure;
use crate::session::Session;
use crate::store::disk::files::SIZE_LIMIT;
use crate::store::incoming::{self, Incoming};
use crate::view::{entry, style as form};

#[derive(Args)]
#[command(after_help = "Examples:\n  nocontact import nocontact.sync-conflict.json\n  nocontact \
                        import entries.csv --dry-run\n\nEntries that you already have are \
                        skipped. Your breakup date and rules stay. New entries get the next \
                        numbers. What you removed or edited here since the copy was made can \
                        come back.")]
pub(crate) struct ImportArgs {
    /// Another journal, or a table from export; - reads standard input
    #[arg(value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    other: PathBuf,
    /// List what would be added, and change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

pub(crate) fn run(args: &ImportArgs, session: &mut Session) -> Result<()> {
    // A damaged journal is refused before anything is read from standard input.
    session.store.require()?.journal()?;
    let (other, incoming) = read(&args.other, session)?;
    if args.dry_run {
        return list(&other, incoming, session);
    }
    let other_rules = incoming.rules;
    let ((imported, rules, ahead), _, changed) = session.change(|journal| {
        let imported = merge(journal, incoming, &other)?;
        Ok((imported, journal.rules, Ahead::of(journal, session.clock.now)))
    })?;

    session.warn_if_behind(ahead);
    let there = format!("Already here: {}.", form::entries(imported.present));
    match imported.added.len() {
        0 => session.print(&format!("Nothing to import. {there}"))?,
        number => session.print(&format!("Imported {}. {there}", form::entries(number)))?,
    }
    if let Some(rules) = other_rules.filter(|other| *other != rules) {
        session.print_wrapped(&format!("Not imported: {}.", form::rules(&rules)))?;
    }
    if imported.added.is_empty() {
        return Ok(());
    }
    session.print_lines(entry::changed(changed, "verdict"))?;
    let back = "They may include entries you removed or edited here since that copy was made.";
    session.print_wrapped(back)?;
    session.offer("To look", CommandLine::on_journal("history"))?;
    session.offer_undo()
}

/// What the other file is called, and what is in it. With `-`, that is standard input.
fn read(other: &Path, session: &mut Session) -> Result<(PathBuf, Incoming)> {
    if other != Path::new("-") {
        let path = session.host.path(other)?;
        return session.store.incoming(&path).map(|incoming| (path, incoming));
    }
    let (input, mut bytes) = (PathBuf::from("standard input"), Vec::new());
    let read = session.host.input.by_ref().take(SIZE_LIMIT + 1).read_to_end(&mut bytes);
    read.context("cannot read standard input")?;
    if bytes.len() as u64 > SIZE_LIMIT {
        return Err(Failure::not_imported(&input, "it is larger than 64 MiB").into());
    }
    let incoming = incoming::decode(&bytes).map_err(|damage| damage.of_other(&input))?;
    Ok((input, incoming))
}

/// Lists the entries that would come in, as they would stand in the history.
fn list(other: &Path, incoming: Incoming, session: &mut Session) -> Result<()> {
    let loaded = session.store.require()?;
    let mut journal = loaded.journal()?;
    let imported = merge(&mut journal, incoming, other)?;
    session.warn_if_behind(Ahead::of(&journal, session.clock.now));
    let mut assessed = journal.assessed();
    assessed.retain(|(entry, _)| imported.added.binary_search(&entry.id).is_ok());
    session.print_lines(entry::lines(&assessed, &session.style))?;
    let [number, there] = [imported.added.len(), imported.present].map(form::entries);
    let words = format!("This would import {number}. Already here: {there}. Nothing was changed.");
    session.print_wrapped(&words)
}

/// Merges the entries in. If one cannot come in, none does, and the error names it.
fn merge(journal: &mut Journal<'_>, incoming: Incoming, other: &Path) -> Result<Imported, Failure> {
    let days: Vec<_> = incoming.entries.iter().map(|entry| entry.at.day()).collect();
    journal.import(incoming.entries).map_err(|problem| match problem {
        ImportProblem::NoIdLeft => Failure::no_id_left(),
        ImportProblem::BeforeBreakup(at) => {
            let (place, day, breakup) = (&incoming.places[at], days[at], journal.rules.breakup);
            let why = format!("{place} is dated {day}, before the breakup on {breakup}");
            let amend = CommandLine::on_journal("amend --date").word(day);
            Failure::not_imported(other, why).offer("if the breakup was earlier", amend)
        }
    })
}
