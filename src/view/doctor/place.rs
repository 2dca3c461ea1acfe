//! What can be wrong around the journal: who may use its files, what was left there, the lock.

use super::problem::{Problem, chmod, ls};
use crate::advice::CommandLine;
use crate::domain::checkup::{
    Facts, FileFacts, FolderFacts, LockState, Mode, Reading, SiblingFacts, SiblingKind,
};

/// Advice where no save succeeds.
const WHO_MAY_CHANGE: &str =
    "See whose it is, and who may change it. Until then nothing is recorded.";

/// What others may do to our files, and what we may not.
pub(super) fn access(facts: &Facts) -> Vec<Problem> {
    let mut problems = Vec::new();
    for file in [&facts.journal, &facts.backup] {
        // What is odd is not a file of ours, so that nobody should change its mode.
        let is_ours = !matches!(file.reading, Reading::Odd(_));
        problems.extend(file_open(&file.path, file.mode.filter(|_| is_ours)));
    }
    problems.extend(facts.siblings.iter().filter_map(|file| file_open(&file.path, file.mode)));
    problems.extend(folder_open(&facts.folder));
    problems.extend(folder_closed(&facts.folder));
    problems.extend(folder_sealed(&facts.folder));
    problems.extend(file_stuck(&facts.journal));
    problems
}

/// What has been left beside the journal for too long.
pub(super) fn leftover(file: &SiblingFacts) -> Option<Problem> {
    match file.kind {
        _ if !file.is_stale() => None,
        SiblingKind::Temporary => Some(stale_temporary(&file.path)),
        SiblingKind::Draft => Some(stale_draft(&file.path)),
        SiblingKind::Kept => None,
    }
}

/// What keeps a save from taking the lock.
pub(super) fn lock(facts: &Facts) -> Option<Problem> {
    let path = format!("{}.lock", facts.journal.path);
    match &facts.lock {
        LockState::Free => None,
        LockState::Held => Some(lock_held(&path)),
        LockState::Odd => Some(lock_odd(&path)),
        LockState::Fails(why) => Some(lock_fails(&path, why)),
    }
}

fn file_open(path: &str, mode: Option<Mode>) -> Option<Problem> {
    let mode = mode.filter(|mode| mode.opens_file())?;
    let what = format!("Other users may read or change {path} (permissions {mode}).");
    let problem = Problem::at(path, "file-open", what).with("mode", mode.to_string());
    Some(problem.offer("", chmod("600", path)))
}

fn folder_open(folder: &FolderFacts) -> Option<Problem> {
    let (path, mode) = (&folder.path, folder.mode.filter(|mode| mode.opens_folder())?);
    let what = format!("Other users may replace what is in {path} (permissions {mode}).");
    let problem = Problem::at(path, "folder-open", what).with("mode", mode.to_string());
    Some(problem.offer("", chmod("700", path)))
}

fn folder_closed(folder: &FolderFacts) -> Option<Problem> {
    let (path, why) = (&folder.path, folder.cannot_list.as_deref()?);
    let what = format!("What is in {path} cannot be listed: {why}.");
    let problem = Problem::at(path, "folder-closed", what).with("why", why);
    Some(problem.offer("See whose it is, and who may open it", ls("-ld", path)))
}

fn folder_sealed(folder: &FolderFacts) -> Option<Problem> {
    let (path, why) = (&folder.path, folder.cannot_write.as_deref()?);
    let what = format!("Nothing can be saved in {path}: {why}.");
    let problem = Problem::at(path, "folder-sealed", what).with("why", why);
    Some(problem.say(WHO_MAY_CHANGE).offer("", ls("-ld", path)))
}

fn file_stuck(file: &FileFacts) -> Option<Problem> {
    let (path, why) = (&file.path, file.cannot_replace.as_deref()?);
    let what = format!("No save can replace {path}: {why}.");
    let problem = Problem::at(path, "file-stuck", what).with("why", why);
    Some(problem.say(WHO_MAY_CHANGE).offer("", ls("-ld", path)))
}

fn stale_temporary(path: &str) -> Problem {
    let what = format!("A save that was killed has left {path}.");
    Problem::at(path, "stale-temporary", what).say("The next save removes it.")
}

fn stale_draft(path: &str) -> Problem {
    let what = format!("A letter was begun and never recorded: {path}.");
    let words = "Look at it: it may hold words that are recorded nowhere else. Remove it when you \
                 have what you want of it, or record it, and the draft goes";
    Problem::at(path, "stale-draft", what)
        .offer(words, CommandLine::on_journal("letter").input(path))
}

fn lock_held(path: &str) -> Problem {
    Problem::at(path, "lock-held", format!("Another program holds the lock {path}."))
        .say("Wait for that program to end. Until then nothing is recorded.")
}

fn lock_odd(path: &str) -> Problem {
    let what = format!("What is in the place of the lock is no regular file: {path}.");
    Problem::at(path, "lock-odd", what).say("Move it elsewhere. Until then nothing is recorded.")
}

fn lock_fails(path: &str, why: &str) -> Problem {
    let words = "See whose it is. If its file system has no locks, keep the journal on another. \
                 Until then nothing is recorded.";
    Problem::at(path, "lock-fails", format!("The lock cannot be had: {path}: {why}."))
        .with("why", why)
        .say(words)
        .offer("", ls("-l", path))
}
