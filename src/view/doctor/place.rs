//! What can be wrong around the journal: who may use its files, what was left there, the lock. What
//! the files hold is in `journal`.

use super::problem::{Problem, chmod, ls};
use crate::advice::CommandLine;
use crate::domain::checkup::{
    Facts, FolderFacts, LockState, Mode, Reading, SiblingFacts, SiblingKind,
};

/// What others may do to our files, and what we may not.
pub(super) fn access(facts: &Facts) -> Vec<Problem> {
    let mut problems = Vec::new();
    for file in [&facts.journal, &facts.backup] {
        // What is odd is not a file of ours, so that nobody should change its mode.
        let is_ours = !matches!(file.reading, Reading::Odd(_));
        problems.extend(file_open(&file.path, file.mode.filter(|_| is_ours)));
    }
    problems.extend(facts.siblings.iter().filter_map(|file| file_open(&file.path, file.mode)));
    problems.extend(folder(&facts.folder));
    let (path, stuck) = (&facts.journal.path, &facts.journal.cannot_replace);
    let what = format!("No save can replace {path}");
    problems.extend(stuck.iter().map(|why| unsaved(path, "file-stuck", &what, why)));
    problems
}

/// A file that others may use.
fn file_open(path: &str, mode: Option<Mode>) -> Option<Problem> {
    let mode = mode.filter(|mode| mode.opens_file())?;
    let what = format!("Other users may read or change {path} (permissions {mode}).");
    let problem = Problem::at(path, "file-open", what).with("mode", mode.to_string());
    Some(problem.offer("", chmod("600", path)))
}

/// A folder that others may change, or that we may not list or change.
fn folder(folder: &FolderFacts) -> Vec<Problem> {
    let path = &folder.path;
    let open = folder.mode.filter(|mode| mode.opens_folder()).map(|mode| {
        let what = format!("Other users may replace what is in {path} (permissions {mode}).");
        let problem = Problem::at(path, "folder-open", what).with("mode", mode.to_string());
        problem.offer("", chmod("700", path))
    });
    let closed = folder.cannot_list.as_ref().map(|why| {
        let what = format!("What is in {path} cannot be listed");
        let problem = Problem::because(path, "folder-closed", &what, why);
        problem.offer("See whose it is, and who may open it", ls("-ld", path))
    });
    let what = format!("Nothing can be saved in {path}");
    let sealed = folder.cannot_write.iter().map(|why| unsaved(path, "folder-sealed", &what, why));
    open.into_iter().chain(closed).chain(sealed).collect()
}

/// What lets no save succeed.
fn unsaved(path: &str, code: &'static str, what: &str, why: &str) -> Problem {
    Problem::because(path, code, what, why)
        .say("See whose it is, and who may change it. Until then nothing is recorded.")
        .offer("", ls("-ld", path))
}

/// What has been left beside the journal for too long.
pub(super) fn leftover(file: &SiblingFacts) -> Option<Problem> {
    let path = &file.path;
    match file.kind {
        _ if !file.is_stale() => None,
        SiblingKind::Temporary => {
            let what = format!("A save that was killed has left {path}.");
            let problem = Problem::at(path, "stale-temporary", what);
            Some(problem.say("The next save removes it."))
        }
        SiblingKind::Draft => {
            let what = format!("A letter or a note was begun and never recorded: {path}.");
            let words = "Look at it: it may hold words that are recorded nowhere else. Remove it \
                         when you have what you want of it, or record it as a letter, and the draft goes";
            let record = CommandLine::on_journal("letter").input(path);
            Some(Problem::at(path, "stale-draft", what).offer(words, record))
        }
        SiblingKind::Kept => None,
    }
}

/// What keeps a save from taking the lock.
pub(super) fn lock(facts: &Facts) -> Option<Problem> {
    let path = &*format!("{}.lock", facts.journal.path);
    let until_then = "Until then nothing is recorded.";
    Some(match &facts.lock {
        LockState::Free => return None,
        LockState::Held => {
            let what = format!("Another program holds the lock {path}.");
            let wait = format!("Wait for that program to end. {until_then}");
            Problem::at(path, "lock-held", what).say(wait)
        }
        LockState::Odd => {
            let what = format!("The lock is not a regular file: {path}.");
            Problem::at(path, "lock-odd", what).say(format!("Move it elsewhere. {until_then}"))
        }
        LockState::Fails(why) => {
            let elsewhere = "If its file system has no locks, keep the journal on another.";
            let what = format!("The lock cannot be had: {path}");
            Problem::because(path, "lock-fails", &what, why)
                .say(format!("See whose it is. {elsewhere} {until_then}"))
                .offer("", ls("-l", path))
        }
    })
}
