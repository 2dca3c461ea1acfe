//! `import`: merges other copies of the journal, or tables (`manual/file.md`).

use std::io::Read;

use super::prelude::*;
use crate::domain::checkup::Ahead;
use crate::domain::merge::Imported;
use crate::domain::{Rules, Summary};
use crate::store::disk::atomic::Contents;
use crate::store::disk::files::SIZE_LIMIT;
use crate::store::incoming::Incoming;
use crate::view::sentences::STOP_LIFTED;
use crate::view::{status, style as form};

#[derive(Args)]
#[command(after_help = include_str!("../help/import.txt"))]
pub(crate) struct ImportArgs {
    /// Other journals, or tables from export; - reads standard input
    #[arg(value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    #[arg(required_unless_present = "conflicts")]
    others: Vec<PathBuf>,
    /// Every conflict copy that a sync service left beside the journal
    #[arg(long)]
    conflicts: bool,
    /// Where a table differs from an entry here, take what the table says
    #[arg(long)]
    take_changes: bool,
    /// List what would come in, change and go; change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

pub(crate) fn run(args: &ImportArgs, session: &mut Session) -> Result<()> {
    // A damaged journal is refused before anything is read from standard input.
    let here = session.store.beginning()?;
    let here = here.as_ref().map(Contents::journal).transpose()?;
    let here = here.map(|here| session.store.prepared(here));
    let mut incoming = here.as_ref().map_or_else(Incoming::default, Incoming::into);
    read(&args.others, &mut incoming, session)?;
    let copies = args.conflicts.then(|| session.store.read_copies(&mut incoming)).transpose()?;
    let (copies, left_out) = copies.unwrap_or_default();
    for error in left_out {
        let text = format!("nocontact: {error}; it is left out");
        session.warn(&Advice::words(text), "");
    }
    if copies.is_empty() && args.others.is_empty() {
        return session.print("There is no conflict copy beside the journal.");
    }
    let begun = if here.is_some() { None } else { incoming.beginning() };
    let is_first = begun.is_some();
    if args.dry_run {
        let here = here.as_ref().or(begun.as_ref());
        let here = here.ok_or_else(|| session.store.missing())?;
        return list(here, is_first, incoming, args, session);
    }
    let merged = if let Some(begun) = begun {
        begin(begun, incoming, args, session)?
    } else {
        let merge = |journal: &mut Journal<'_>| Merged::of(journal, incoming, args, session);
        let (merged, summary, changed) = session.change(merge)?;
        Merged { summary, changed, ..merged }
    };
    show(&merged, is_first, &copies, args, session)
}

/// Says what came of it, where things stand, and what to do next.
fn show(
    merged: &Merged,
    is_first: bool,
    copies: &[(PathBuf, bool)],
    args: &ImportArgs,
    session: &mut Session,
) -> Result<()> {
    session.warn_if_behind(merged.ahead);
    say(&merged.done, &merged.rules, args, session)?;
    session.print_lines(entry::changed(merged.changed, "verdict"))?;
    if merged.summary.stop_lifted {
        session.print_wrapped(STOP_LIFTED)?;
    }
    if merged.window_moved {
        session.print_wrapped(&format!("Today is {}.", status::in_words(&merged.summary)))?;
    }
    let paths: Vec<_> = copies.iter().map(|(path, _)| path.clone()).collect();
    if merged.done.burnt > 0 {
        session.print_remains(&paths)?;
    } else if !merged.done.is_nothing() {
        session.offer("To look", CommandLine::on_journal("history"))?;
        if !is_first {
            session.offer_undo()?;
        }
    }
    if copies.is_empty() {
        return Ok(());
    }
    let remove = paths.iter().map(CommandLine::remove);
    // Their names alone do not say that a sync service made them.
    let is_certain = copies.iter().all(|(_, is_certain)| *is_certain);
    let unless = if is_certain { "" } else { ", unless you made it yourself" };
    session.offer_below(&format!("To remove what is merged{unless}:"), &remove.collect::<Vec<_>>())
}

/// What came of a merge.
#[derive(Default)]
struct Merged {
    done: Imported,
    /// The rules, and where things stand then.
    rules: Rules,
    summary: Summary,
    ahead: Option<Ahead>,
    window_moved: bool,
    /// How many verdicts changed.
    changed: usize,
}

impl Merged {
    fn of(
        journal: &mut Journal<'_>,
        incoming: Incoming<'_>,
        args: &ImportArgs,
        session: &Session,
    ) -> Result<Self> {
        let window = journal.window();
        let done = incoming.merge(journal, args.take_changes, session.clock.now)?;
        let (rules, ahead) = (journal.rules, Ahead::of(journal, session.clock.now));
        let window_moved = window != journal.window();
        Ok(Self { done, rules, ahead, window_moved, ..Self::default() })
    }
}

/// Makes the first journal here of another one's beginning and all that comes in.
fn begin(
    begun: Journal<'_>,
    incoming: Incoming<'_>,
    args: &ImportArgs,
    session: &mut Session,
) -> Result<Merged> {
    let mut journal = session.store.prepared(begun);
    let mut merged = Merged::of(&mut journal, incoming, args, session)?;
    // There was nothing here to undo, and nothing that a burn could have left.
    merged.done.burnt = 0;
    journal.undo.clear();
    if session.store.create(&journal)?.is_some() {
        let what = "a journal was begun here meanwhile; nothing was imported";
        return Err(Failure::new(what).into());
    }
    let rules = form::rules(&merged.rules);
    session.print_wrapped(&format!("This begins the journal: {rules}."))?;
    let path = session.store.path.to_string_lossy();
    session.print(&format!("Kept in {}", shown(&path)))?;
    let summary = journal.summary(&session.clock);
    Ok(Merged { summary, window_moved: true, ..merged })
}

/// Adds what the other files have. `-` is standard input.
fn read(others: &[PathBuf], incoming: &mut Incoming<'_>, session: &mut Session) -> Result<()> {
    for other in others {
        if *other != Path::new("-") {
            session.store.read_incoming(&session.host.path(other)?, incoming)?;
            continue;
        }
        let mut bytes = Vec::new();
        let read = session.host.input.by_ref().take(SIZE_LIMIT + 1).read_to_end(&mut bytes);
        read.context("cannot read standard input")?;
        incoming.add(Path::new("standard input"), &bytes)?;
    }
    Ok(())
}

/// Lists what would come in, change and go, as it would stand in the history.
fn list(
    before: &Journal<'_>,
    is_first: bool,
    incoming: Incoming<'_>,
    args: &ImportArgs,
    session: &mut Session,
) -> Result<()> {
    let mut after = before.clone();
    let mut done = incoming.merge(&mut after, args.take_changes, session.clock.now)?;
    session.warn_if_behind(Ahead::of(&after, session.clock.now));
    if is_first {
        done.burnt = 0;
        let rules = form::rules(&after.rules);
        session.print_wrapped(&format!("This would begin the journal: {rules}."))?;
    }
    session.print_lines(view::import::listed(&done, before, &after, &session.style))?;
    say(&done, &after.rules, args, session)?;
    session.print("Nothing was changed.")
}

/// Says what came of it.
fn say(done: &Imported, rules: &Rules, args: &ImportArgs, session: &mut Session) -> Result<()> {
    let others = args.others.iter().map(|other| other.to_string_lossy());
    let again = others.fold("import".into(), |again: CommandLine, other| again.word(other));
    let again = again.words("--take-changes");
    let again = Some(again).filter(|_| !args.others.iter().any(|other| other == "-"));
    let (caller, style) = (&session.caller, &session.style);
    let lines = view::import::lines(done, rules, args.dry_run, again, caller, style);
    session.print_lines(lines)
}
