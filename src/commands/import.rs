//! `import`: merges other copies of the journal, or tables (`manual/file.md`).

use std::io::Read;

use super::prelude::*;
use crate::domain::checkup::Ahead;
use crate::domain::merge::{ImportProblem, Imported, Tables};
use crate::store::disk::files::SIZE_LIMIT;
use crate::store::format;
use crate::store::incoming::Incoming;
use crate::view::style as form;

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
    let here = session.store.require()?;
    let here = session.store.prepared(here.journal()?);
    let copies = if args.conflicts { session.store.conflict_copies()? } else { Vec::new() };
    if copies.is_empty() && args.others.is_empty() {
        return session.print("There is no conflict copy beside the journal.");
    }
    let others: Vec<_> = args.others.iter().chain(copies.iter().map(|(path, _)| path)).collect();
    let incoming = read(&others, Incoming::into(&here), session)?;
    if args.dry_run {
        return list(incoming, args, session);
    }
    let ((imported, ahead), _, changed) = session.change(|journal| {
        let imported = merge(journal, incoming, args, session)?;
        Ok((imported, Ahead::of(journal, session.clock.now)))
    })?;
    session.warn_if_behind(ahead);
    say("Imported", &imported, args, session)?;
    session.print_lines(entry::changed(changed, "verdict"))?;
    if !imported.is_nothing() && imported.burnt == 0 {
        session.offer("To look", CommandLine::on_journal("history"))?;
        session.offer_undo()?;
    }
    if copies.is_empty() {
        return Ok(());
    }
    let remove = copies.iter().map(|(copy, _)| CommandLine::other("rm", "").path(copy));
    // Their names alone do not say that a sync service made them.
    let unless = if copies.iter().all(|(_, is_certain)| *is_certain) {
        ""
    } else {
        ", unless you made it yourself"
    };
    session.offer_below(&format!("To remove what is merged{unless}:"), &remove.collect::<Vec<_>>())
}

/// What the other files have. `-` is standard input.
fn read(others: &[&PathBuf], mut incoming: Incoming, session: &mut Session) -> Result<Incoming> {
    for other in others {
        if *other != Path::new("-") {
            session.store.read_incoming(&session.host.path(other)?, &mut incoming)?;
            continue;
        }
        let mut bytes = Vec::new();
        let read = session.host.input.by_ref().take(SIZE_LIMIT + 1).read_to_end(&mut bytes);
        read.context("cannot read standard input")?;
        incoming.add(Path::new("standard input"), &bytes)?;
    }
    Ok(incoming)
}

/// Lists what would come in, change and go, as it would stand in the history.
fn list(incoming: Incoming, args: &ImportArgs, session: &mut Session) -> Result<()> {
    let loaded = session.store.require()?;
    let mut journal = session.store.prepared(loaded.journal()?);
    let imported = merge(&mut journal, incoming, args, session)?;
    session.warn_if_behind(Ahead::of(&journal, session.clock.now));
    let mut lists = Vec::new();
    for (title, ids) in [("New", &imported.added), ("Changed", &imported.changed)] {
        let mut assessed = journal.assessed();
        assessed.retain(|(entry, _)| ids.contains(&entry.id));
        lists.push((title, entry::lines(&assessed, &session.style)));
    }
    let gone = imported.gone.iter().map(|gone| entry::headline(gone, &session.style));
    lists.push(("Removed", gone.collect()));
    for (title, lines) in lists.iter().filter(|(_, lines)| !lines.is_empty()) {
        session.print(&format!("{title}:"))?;
        session.print_lines(lines.iter().map(|line| format!("  {line}")))?;
    }
    say("This would import", &imported, args, session)?;
    session.print("Nothing was changed.")
}

/// How much came in, changed and went, and what stays as it is here.
fn say(did: &str, imported: &Imported, args: &ImportArgs, session: &mut Session) -> Result<()> {
    let Imported { added, changed, gone, kept, differing, stay_removed, present, .. } = imported;
    let counts = [(added.len(), "new"), (changed.len(), "changed"), (gone.len(), "removed")];
    let counts: Vec<_> =
        counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
    let head = match counts.join(", ") {
        nothing if nothing.is_empty() => "Nothing to import".to_owned(),
        counts => format!("{did}: {counts}"),
    };
    session.print_wrapped(&format!("{head}. Already here: {}.", form::entries(*present)))?;
    let ids = |ids: &[u64]| ids.iter().map(u64::to_string).collect::<Vec<_>>().join(", ");
    if !kept.is_empty() {
        session.print_wrapped(&format!("Newer here, and kept: {}.", ids(kept)))?;
    }
    if !differing.is_empty() {
        let differing = format!("Different in the table, and kept as here: {}.", ids(differing));
        session.print_wrapped(&differing)?;
        let others = args.others.iter().map(|other| other.to_string_lossy());
        let again = others.fold("import".into(), |again: CommandLine, other| again.word(other));
        session.offer("To take what the table says", again.words("--take-changes"))?;
    }
    if *stay_removed > 0 {
        session
            .print(&format!("Removed here, and not imported: {}.", form::entries(*stay_removed)))?;
    }
    if imported.rules {
        session.print("The breakup or the rules were changed, too.")?;
    }
    for rules in &imported.other_rules {
        session.print_wrapped(&format!("Not imported: {}.", form::rules(rules)))?;
    }
    if imported.burnt > 0 {
        let burnt = format!("{} burnt there.", form::entries(imported.burnt));
        session.print_wrapped(&format!(
            "{burnt} The undo history and the backup are gone here, too."
        ))?;
    }
    Ok(())
}

/// Merges everything in. If one row cannot come in, nothing does, and the error names it.
fn merge(
    journal: &mut Journal<'_>,
    incoming: Incoming,
    args: &ImportArgs,
    session: &Session,
) -> Result<Imported, Failure> {
    let Incoming { journals, tables, places, .. } = incoming;
    let days: Vec<_> = tables.iter().flatten().map(|row| row.at.day()).collect();
    let tables = Tables { tables, take_changes: args.take_changes, now: session.clock.now };
    let breakup = journal.rules.breakup;
    journal.import(journals, tables, format::content).map_err(|problem| match problem {
        ImportProblem::NoIdLeft => Failure::no_id_left(),
        ImportProblem::BeforeBreakup(at) => {
            let (place, day) = (&places[at], days[at]);
            let what = format!("{place} is dated {day}, before the breakup on {breakup}");
            let amend = CommandLine::on_journal("amend --date").word(day);
            Failure::new(what)
                .hint("nothing was changed")
                .offer("if the breakup was earlier", amend)
        }
        ImportProblem::Ahead(at, day) => {
            let what = format!("{} is dated {day}, which is in the future", places[at]);
            Failure::new(what).hint("nothing was changed")
        }
    })
}
