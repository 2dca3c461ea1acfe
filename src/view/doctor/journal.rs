//! What can be wrong with the journal and with its backup. What is around them is in `place`.

use super::problem::{Problem, chmod, ls};
use crate::advice::CommandLine;
use crate::domain::checkup::{Facts, JournalFacts, Mode, Reading};

/// The one thing that is wrong with the journal, if any.
pub(super) fn journal(facts: &Facts) -> Option<Problem> {
    let (path, restorable) = (&facts.journal.path, facts.is_restorable());
    let [start, restore] = ["start", "restore"].map(CommandLine::on_journal);
    Some(match &facts.journal.reading {
        Reading::Sound(journal) => return before_breakup(journal),
        Reading::Missing if restorable => {
            let what = "There is no journal, only its backup.";
            Problem::at(&facts.backup.path, "only-backup", what).offer("", restore)
        }
        Reading::Missing if facts.leads_to().is_some() => {
            let what = format!("The link leads to {path}, which is not there.");
            let words = "If its disk or folder is not there, bring it back. To begin anew there";
            Problem::at(path, "link-to-nothing", what).offer(words, start)
        }
        Reading::Missing => Problem::new("not-tracked", "Nothing is tracked yet.").offer("", start),
        Reading::Newer(version) => {
            newer(path, "newer", "journal", *version).say("Install the newer nocontact.")
        }
        Reading::Damaged(why) => {
            let problem = Problem::because(path, "damaged", "The journal cannot be read", why);
            let problem = problem.with("restorable", restorable);
            if restorable { problem.offer("", restore) } else { problem.say(keep_a_copy(path)) }
        }
        Reading::Odd(why) => {
            let what = "Something else is in the place of the journal";
            let words = format!("Move {path} elsewhere, and then");
            Problem::because(path, "in-the-way", what, why)
                .with("restorable", restorable)
                .offer(words, if restorable { restore } else { start })
        }
        Reading::CannotOpen(why) => closed(path, why, facts.journal.mode),
    })
}

/// The one thing that is wrong with the backup, if any.
pub(super) fn backup(facts: &Facts) -> Option<Problem> {
    let path = &facts.backup.path;
    Some(match &facts.backup.reading {
        Reading::Missing | Reading::Sound(_) => return None,
        // The journal, which is in the same folder, has a problem that says it.
        Reading::CannotOpen(_) if matches!(facts.journal.reading, Reading::CannotOpen(_)) => {
            return None;
        }
        Reading::Newer(version) => {
            let keep = "The next save replaces it. To keep it, copy it elsewhere first";
            newer(path, "backup-newer", "backup", *version).say(format!("{keep}: {path}"))
        }
        Reading::Damaged(why) | Reading::CannotOpen(why) => {
            Problem::because(path, "backup-damaged", "The backup cannot be read", why)
                .say("The next save replaces it.")
        }
        Reading::Odd(why) => {
            let what = format!("Something else is in the place of the backup {path}");
            Problem::because(path, "backup-in-the-way", &what, why).say("Move it elsewhere.")
        }
    })
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

/// A file of a version that this nocontact does not know.
fn newer(path: &str, code: &'static str, file: &str, version: u64) -> Problem {
    let what = format!("A newer nocontact wrote the {file} (version {version}; this one knows 1).");
    Problem::at(path, code, what).with("version", version)
}

/// Advice where there is no backup to restore.
fn keep_a_copy(path: &str) -> String {
    format!(
        "Keep a copy of {path} before you change anything in it. A sync service or a backup \
         program may have an older one."
    )
}

/// Whether the mode of the journal shuts its owner out decides what helps.
fn closed(path: &str, why: &str, mode: Option<Mode>) -> Problem {
    let by_mode = mode.is_some_and(Mode::shuts_owner_out);
    let problem = Problem::because(path, "closed", "The journal cannot be opened", why);
    let problem = problem.with("by_mode", by_mode);
    if by_mode {
        return problem.offer("", chmod("600", path));
    }
    problem.offer("See whose it is, and who may open it", ls("-ld", path))
}
