//! What is wrong, in a sentence, and what to do about it.

use crate::domain::checkup::{Ahead, Problem, Time};
use crate::view::sentences;
use crate::view::shell;

/// A step to take.
pub(super) enum Next {
    /// Something to know or to do.
    Words(String),
    /// A command to copy: every path in it is quoted.
    Command(String),
}

impl Next {
    fn words(words: impl Into<String>) -> Self {
        Self::Words(words.into())
    }

    fn command(command: impl Into<String>) -> Self {
        Self::Command(command.into())
    }

    /// A command on a path.
    fn on(command: &str, path: &str) -> Self {
        Self::Command(format!("{command} {}", shell::path(path)))
    }
}

/// What is wrong.
pub(super) fn sentence(problem: &Problem, time: &Time) -> String {
    match problem {
        Problem::NotTracked => "Nothing is tracked yet.".to_owned(),
        Problem::LinkToNothing { path } => {
            format!("The link leads to {path}, which is not there.")
        }
        Problem::OnlyBackup { .. } => "There is no journal, only its backup.".to_owned(),
        Problem::Damaged { why, .. } => {
            format!("The journal cannot be read: {why}.")
        }
        Problem::InTheWay { why, .. } => {
            format!("Something else is in the place of the journal: {why}.")
        }
        Problem::Closed { why, .. } => format!("The journal cannot be opened: {why}."),
        Problem::BeforeBreakup { id, day, breakup } => {
            format!("Entry {id} is of {day}, before the breakup, which is recorded as {breakup}.")
        }
        Problem::Newer { version, .. } => {
            format!("A newer nocontact wrote the journal (version {version}; this one knows 1).")
        }
        Problem::BackupDamaged { why, .. } => format!("The backup cannot be read: {why}."),
        Problem::BackupNewer { version, .. } => {
            format!("A newer nocontact wrote the backup (version {version}; this one knows 1).")
        }
        Problem::BackupInTheWay { path, why } => {
            format!("Something else is in the place of the backup {path}: {why}.")
        }
        Problem::FileOpen { path, mode } => {
            format!("Other users may read or change {path} (permissions {mode}).")
        }
        Problem::FolderOpen { path, mode } => {
            format!("Other users may replace what is in {path} (permissions {mode}).")
        }
        Problem::FolderClosed { path, why } => {
            format!("What is in {path} cannot be listed: {why}.")
        }
        Problem::FolderSealed { path, why } => {
            format!("Nothing can be saved in {path}: {why}.")
        }
        Problem::FileStuck { path, why } => {
            format!("No save can replace {path}: {why}.")
        }
        Problem::StaleTemporary { path } => format!("A save that was killed has left {path}."),
        Problem::StaleDraft { path } => {
            format!("A letter was begun and never recorded: {path}.")
        }
        Problem::LockHeld { path } => format!("Another program holds the lock {path}."),
        Problem::LockOdd { path } => {
            format!("What is in the place of the lock is no regular file: {path}.")
        }
        Problem::LockFails { path, why } => format!("The lock cannot be had: {path}: {why}."),
        Problem::ClockBehind { ahead } => {
            format!("The {}.", sentences::clock_behind(*ahead, time.now))
        }
        Problem::NoSuchZone { zone } => {
            let offset = time.now.offset();
            format!("TZ is \"{zone}\", which is no time zone; the times are those of {offset}.")
        }
    }
}

/// What to do next. `program` is what calls nocontact on this journal.
pub(super) fn next(problem: &Problem, time: &Time, program: &str) -> Vec<Next> {
    let ours = |words: &str| Next::command(format!("{program} {words}"));
    let nothing_saved =
        |words: &str| Next::words(format!("{words} Until then nothing is recorded."));
    match problem {
        Problem::NotTracked => vec![ours("start")],
        Problem::LinkToNothing { .. } => vec![
            Next::words("If its disk or folder is not there, bring it back. To begin anew there:"),
            ours("start"),
        ],
        Problem::OnlyBackup { .. } | Problem::Damaged { restorable: true, .. } => {
            vec![ours("restore")]
        }
        Problem::Damaged { path, .. } => vec![Next::words(format!(
            "Keep a copy of {path} before you change anything in it. A sync service or a backup \
             program may have an older one."
        ))],
        Problem::InTheWay { path, restorable, .. } => {
            let command = if *restorable { "restore" } else { "start" };
            vec![Next::words(format!("Move {path} elsewhere, and then:")), ours(command)]
        }
        Problem::Closed { path, by_mode: true, .. } | Problem::FileOpen { path, .. } => {
            vec![Next::on("chmod 600", path)]
        }
        Problem::Closed { path, .. } | Problem::FolderClosed { path, .. } => {
            vec![Next::words("See whose it is, and who may open it:"), Next::on("ls -ld", path)]
        }
        Problem::BeforeBreakup { id, day, .. } => vec![
            Next::words("Correct the breakup, or the entry:"),
            ours(&format!("amend --date {day}")),
            ours(&format!("edit {id} --at DATE")),
        ],
        Problem::Newer { .. } => vec![Next::words("Install the newer nocontact.")],
        Problem::BackupDamaged { .. } => vec![Next::words("The next save replaces it.")],
        Problem::BackupNewer { path, .. } => vec![Next::words(format!(
            "The next save replaces it. To keep it, copy it elsewhere first: {path}"
        ))],
        Problem::BackupInTheWay { .. } => vec![Next::words("Move it elsewhere.")],
        Problem::FolderOpen { path, .. } => vec![Next::on("chmod 700", path)],
        Problem::FolderSealed { path, .. } | Problem::FileStuck { path, .. } => {
            vec![nothing_saved("See whose it is, and who may change it."), Next::on("ls -ld", path)]
        }
        Problem::StaleTemporary { .. } => vec![Next::words("The next save removes it.")],
        Problem::StaleDraft { path } => vec![
            Next::words(
                "Look at it: it may hold words that are recorded nowhere else. Remove it when you \
                 have what you want of it, or record it, and the draft goes:",
            ),
            Next::on(&format!("{program} letter <"), path),
        ],
        Problem::LockHeld { .. } => vec![nothing_saved("Wait for that program to end.")],
        Problem::LockOdd { .. } => vec![nothing_saved("Move it elsewhere.")],
        Problem::LockFails { path, .. } => vec![
            nothing_saved(
                "See whose it is. If its file system has no locks, keep the journal on another.",
            ),
            Next::on("ls -l", path),
        ],
        Problem::ClockBehind { .. } if time.is_set => {
            vec![Next::words("NOCONTACT_NOW sets the clock. To have the system's, unset it.")]
        }
        Problem::ClockBehind { ahead: Ahead::NewestEntry(_) } => vec![
            Next::words("Set the clock. If the entry is wrong, find it and correct it:"),
            ours("history"),
        ],
        Problem::ClockBehind { ahead: Ahead::Breakup(_) } => {
            vec![Next::words("Set the clock. If the breakup is wrong:"), ours("amend --date DATE")]
        }
        Problem::NoSuchZone { .. } => {
            vec![Next::words("Set TZ to a name, as in Europe/Berlin, or unset it.")]
        }
    }
}
