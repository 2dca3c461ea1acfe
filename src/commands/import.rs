//! `import`: what another copy of the journal, or an exported table, has and this one has not.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;

use super::{offer, store, style, warn_if_behind};
use crate::domain::clock::Clock;
use crate::domain::journal::{Journal, changed};
use crate::domain::merge::{ImportProblem, Imported};
use crate::domain::window::Rules;
use crate::error::Failure;
use crate::host::Host;
use crate::store::Store;
use crate::store::disk::atomic::SIZE_LIMIT;
use crate::store::incoming::{self, Incoming};
use crate::view::{entry, style as form};

#[derive(Args)]
#[command(after_help = "Examples:\n  nocontact import nocontact.sync-conflict.json\n  \
                        nocontact import entries.csv --dry-run\n\nWhat is here already does not \
                        come in twice. The breakup and the rules stay.\nWhat comes in gets the \
                        numbers after the newest. What you removed or edited\nhere since the \
                        copy was made can come back with it.")]
pub(crate) struct ImportArgs {
    /// Another journal, or a table from export; with -, from standard input
    #[arg(value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    other: PathBuf,
    /// List what would come in, and change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

pub(crate) fn run(args: &ImportArgs, host: &mut Host<'_>) -> Result<()> {
    let clock = host.clock()?;
    let store = store(host)?;
    store.require()?.journal()?;
    let incoming = read(&args.other, &store, host)?;
    if args.dry_run {
        return list(&args.other, incoming, &store, host, &clock);
    }
    let other_rules = incoming.rules;
    let (imported, changed, rules, newest) = store.update(|journal| {
        let before = journal.verdicts();
        let imported = take_in(journal, incoming, &args.other)?;
        let changed = changed(&before, &journal.verdicts(), None);
        Ok((imported, changed, journal.rules, journal.newest()))
    })?;

    warn_if_behind(&rules, newest, host, &clock);
    let style = style(host);
    let there = format!("{} here already", are(imported.present));
    match imported.added.len() {
        0 => writeln!(host.out, "Nothing came in: {there}.")?,
        number => writeln!(host.out, "{} came in; {there}.", form::entries(number))?,
    }
    if let Some(rules) = other_rules.filter(|other| *other != rules) {
        writeln!(host.out, "{}", style.wrapped("", &left_out(&rules)))?;
    }
    if imported.added.is_empty() {
        return Ok(());
    }
    if let Some(changed) = entry::changed(changed) {
        writeln!(host.out, "{changed}")?;
    }
    let back = "What you removed or edited here since that copy was made can be among it.";
    writeln!(host.out, "{}", style.wrapped("", back))?;
    offer("To look", "history", host)?;
    offer("To undo this", "undo", host)?;
    Ok(())
}

/// What standard input is called where a file has a path.
const INPUT: &str = "standard input";

/// Reads the other file, or standard input.
fn read(other: &Path, store: &Store, host: &mut Host<'_>) -> Result<Incoming> {
    if other != Path::new("-") {
        return store.incoming(other);
    }
    let mut bytes = Vec::new();
    let read = host.input.by_ref().take(SIZE_LIMIT + 1).read_to_end(&mut bytes);
    read.context("cannot read standard input")?;
    if bytes.len() as u64 > SIZE_LIMIT {
        let why = "it is larger than 64 MiB".to_owned();
        return Err(Failure::NotImported(PathBuf::from(INPUT), why).into());
    }
    Ok(incoming::decode(&bytes).map_err(|damage| damage.of_other(Path::new(INPUT)))?)
}

/// Lists what would come in, as it would then stand in the history.
fn list(
    other: &Path,
    incoming: Incoming,
    store: &Store,
    host: &mut Host<'_>,
    clock: &Clock,
) -> Result<()> {
    let loaded = store.require()?;
    let mut journal = loaded.journal()?;
    let imported = take_in(&mut journal, incoming, other)?;
    warn_if_behind(&journal.rules, journal.newest(), host, clock);
    let mut told = journal.assessed();
    told.retain(|(entry, _)| imported.added.binary_search(&entry.id).is_ok());
    let style = style(host);
    entry::lines(&mut host.out, &told, &style)?;
    let number = imported.added.len();
    let there = format!("{} here already", are(imported.present));
    let would = format!("{} would come in; {there}. Nothing was changed.", form::entries(number));
    writeln!(host.out, "{}", style.wrapped("", &would))?;
    Ok(())
}

/// Takes the entries in, or refuses all of them and says which one is in the way.
fn take_in(
    journal: &mut Journal<'_>,
    incoming: Incoming,
    other: &Path,
) -> Result<Imported, Failure> {
    let days: Vec<_> = incoming.entries.iter().map(|entry| entry.at.day()).collect();
    journal.import(incoming.entries).map_err(|problem| match problem {
        ImportProblem::NoIdLeft => Failure::NoIdLeft,
        ImportProblem::BeforeBreakup(at) => {
            let (place, day, breakup) = (&incoming.places[at], days[at], journal.rules.breakup);
            Failure::ImportTooEarly { path: other.to_owned(), place: place.clone(), day, breakup }
        }
    })
}

/// Says of the other journal's rules that they stay out.
fn left_out(rules: &Rules) -> String {
    let (breakup, policy) = (form::date(rules.breakup), form::word(rules.policy));
    let days = form::count(rules.days, "day");
    format!("Not taken over from it: breakup {breakup}, {policy}, {days}.")
}

fn are(number: usize) -> String {
    if number == 1 { "1 was".to_owned() } else { format!("{number} were") }
}
