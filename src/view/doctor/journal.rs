//! What can be wrong with the journal and with its backup.

use super::problem::{Problem, chmod, ls};
use crate::advice::CommandLine;
use crate::domain::checkup::{Facts, JournalFacts, Mode, Reading};

/// The one thing that is wrong with the journal, if any.
pub(super) fn journal(facts: &Facts) -> Option<Problem> {
    let (path, restorable) = (&facts.journal.path, facts.is_restorable());
    match &facts.journal.reading {
        Reading::Sound(journal) => before_breakup(journal),
        Reading::Missing if restorable => Some(only_backup(&facts.backup.path)),
        Reading::Missing if facts.leads_to().is_some() => Some(link_to_nothing(path)),
        Reading::Missing => Some(not_tracked()),
        Reading::Newer(version) => Some(newer(path, *version)),
        Reading::Damaged(why) => Some(damaged(path, why, restorable)),
        Reading::Odd(why) => Some(in_the_way(path, why, restorable)),
        Reading::CannotOpen(why) => Some(closed(path, why, facts.journal.mode)),
    }
}

/// The one thing that is wrong with the backup, if any.
pub(super) fn backup(facts: &Facts) -> Option<Problem> {
    let path = &facts.backup.path;
    match &facts.backup.reading {
        Reading::Missing | Reading::Sound(_) => None,
        // The journal, which is in the same folder, has a problem that says it.
        Reading::CannotOpen(_) if matches!(facts.journal.reading, Reading::CannotOpen(_)) => None,
        Reading::Newer(version) => Some(backup_newer(path, *version)),
        Reading::Damaged(why) | Reading::CannotOpen(why) => Some(backup_damaged(path, why)),
        Reading::Odd(why) => Some(backup_in_the_way(path, why)),
    }
}

/// No command records such an entry, but someone may have edited the file.
fn before_breakup(journal: &JournalFacts) -> Option<Problem> {
    let breakup = journal.breakup;
    let (id, day) = journal.first.filter(|(_, day)| *day < breakup)?;
    let what =
        format!("Entry {id} is of {day}, before the breakup, which is recorded as {breakup}.");
    let amend = CommandLine::on_journal("amend --date").word(day);
    let edit = CommandLine::on_journal("edit").word(id).words("--at DATE");
    let problem = Problem::new("before-breakup", what)
        .with("id", id)
        .with("day", day.to_string())
        .with("breakup", breakup.to_string());
    Some(problem.offer("Correct the breakup, or the entry", amend).offer("", edit))
}

fn only_backup(path: &str) -> Problem {
    Problem::at(path, "only-backup", "There is no journal, only its backup.")
        .offer("", CommandLine::on_journal("restore"))
}

fn link_to_nothing(path: &str) -> Problem {
    let what = format!("The link leads to {path}, which is not there.");
    let words = "If its disk or folder is not there, bring it back. To begin anew there";
    Problem::at(path, "link-to-nothing", what).offer(words, CommandLine::on_journal("start"))
}

fn not_tracked() -> Problem {
    Problem::new("not-tracked", "Nothing is tracked yet.")
        .offer("", CommandLine::on_journal("start"))
}

fn newer(path: &str, version: u64) -> Problem {
    let what =
        format!("A newer nocontact wrote the journal (version {version}; this one knows 1).");
    Problem::at(path, "newer", what).with("version", version).say("Install the newer nocontact.")
}

fn damaged(path: &str, why: &str, restorable: bool) -> Problem {
    let what = format!("The journal cannot be read: {why}.");
    let problem =
        Problem::at(path, "damaged", what).with("why", why).with("restorable", restorable);
    if restorable {
        return problem.offer("", CommandLine::on_journal("restore"));
    }
    problem.say(format!(
        "Keep a copy of {path} before you change anything in it. A sync service or a backup \
         program may have an older one."
    ))
}

fn in_the_way(path: &str, why: &str, restorable: bool) -> Problem {
    let what = format!("Something else is in the place of the journal: {why}.");
    let command = CommandLine::on_journal(if restorable { "restore" } else { "start" });
    Problem::at(path, "in-the-way", what)
        .with("why", why)
        .with("restorable", restorable)
        .offer(format!("Move {path} elsewhere, and then"), command)
}

fn closed(path: &str, why: &str, mode: Option<Mode>) -> Problem {
    let what = format!("The journal cannot be opened: {why}.");
    let by_mode = mode.is_some_and(Mode::shuts_owner_out);
    let problem = Problem::at(path, "closed", what).with("why", why).with("by_mode", by_mode);
    if by_mode {
        return problem.offer("", chmod("600", path));
    }
    problem.offer("See whose it is, and who may open it", ls("-ld", path))
}

fn backup_newer(path: &str, version: u64) -> Problem {
    let what = format!("A newer nocontact wrote the backup (version {version}; this one knows 1).");
    Problem::at(path, "backup-newer", what)
        .with("version", version)
        .say(format!("The next save replaces it. To keep it, copy it elsewhere first: {path}"))
}

fn backup_damaged(path: &str, why: &str) -> Problem {
    let what = format!("The backup cannot be read: {why}.");
    Problem::at(path, "backup-damaged", what).with("why", why).say("The next save replaces it.")
}

fn backup_in_the_way(path: &str, why: &str) -> Problem {
    let what = format!("Something else is in the place of the backup {path}: {why}.");
    Problem::at(path, "backup-in-the-way", what).with("why", why).say("Move it elsewhere.")
}
