//! What `doctor` says is wrong, and what to do about it: with the journal and its backup, around them,
//! and with the lock. Codes and fields are stable (`manual/scripts.md`).

use std::fs::Metadata;
use std::path::Path;

use super::{File, Reading, Sibling, Sound, mode, octal, text};
use crate::advice::CommandLine;
use crate::domain::checkup::{APPEND_ONLY, IMMUTABLE};
use crate::error::Failure;
use crate::store::disk::access;
use crate::store::disk::files::folder;
use crate::store::disk::lock::{self, LockState};

const WHO_MAY_OPEN: &str = "To see who owns it and who may open it";
const CONFLICTS: &str = "import --conflicts";
const UNTIL_THEN: &str = "Until this is fixed, nothing can be saved.";

/// Something wrong at `path`.
fn at(path: &Path, code: &'static str, what: impl Into<String>) -> Failure {
    Failure::problem(code, what).with("path", text(path))
}

/// Something wrong at `path`, and why: `what` is the sentence up to the reason.
fn because(path: &Path, code: &'static str, what: &str, why: &str) -> Failure {
    at(path, code, format!("{what}: {why}.")).with("why", why)
}

/// The command of another program on `path`.
fn other(program: &'static str, words: &str, path: &Path) -> CommandLine {
    CommandLine::other(program, words).path(text(path))
}

/// Says who owns a file or a folder, and who may open it.
fn listing(path: &Path) -> CommandLine {
    if cfg!(windows) { other("icacls", "", path) } else { other("ls", "-ld", path) }
}

/// Offers what helps: `chattr` if the reason is an attribute, else the command given.
fn fixed(problem: Failure, why: &str, path: &Path, words: &str, by: CommandLine) -> Failure {
    let option = match why {
        IMMUTABLE => "-i",
        APPEND_ONLY => "-a",
        _ => return problem.offer(words, by),
    };
    problem.offer("To change that, as root", other("chattr", option, path))
}

/// `given` is the journal's path as it was given, which may be a link. `copied` is whether a conflict
/// copy can be read.
pub(super) fn with_journal(
    journal: &File,
    backup: &File,
    given: &Path,
    too_long_for: Option<&str>,
    copied: bool,
) -> Option<Failure> {
    let (path, restorable) = (&*journal.path, backup.sound().is_some());
    let [start, restore] = ["start", "restore"].map(CommandLine::on_journal);
    Some(match &journal.reading {
        Reading::Sound(sound) => return too_early(sound),
        Reading::Missing if restorable => {
            let what = "The journal is missing, but its backup is here.";
            at(&backup.path, "only-backup", what).offer("", restore)
        }
        // The name alone is the problem then.
        Reading::Missing | Reading::CannotOpen(_) if too_long_for == Some("a save") => return None,
        Reading::Missing if path != given => {
            let what = format!("The link leads to {}, which is not there.", text(path));
            let words = "If its disk or folder is missing, bring it back. To start over there";
            at(path, "link-to-nothing", what).offer(words, start)
        }
        Reading::Missing if copied => {
            let what = "The journal is missing, but a copy of it is here.";
            Failure::problem("not-tracked", what).offer("", CommandLine::on_journal(CONFLICTS))
        }
        Reading::Missing => {
            Failure::problem("not-tracked", "Nothing is tracked yet.").offer("", start)
        }
        Reading::Newer(version) => {
            newer(path, "newer", "journal", *version).hint("Install the newer nocontact.")
        }
        Reading::Damaged(why) => {
            let problem = because(path, "damaged", "The journal cannot be read", why);
            let problem = problem.with("restorable", restorable);
            let keep = format!("Keep a copy of {} before you change anything in it.", text(path));
            let older = "A sync service or a backup program may have an older one.";
            if restorable { problem.offer("", restore) } else { problem.hint(keep + " " + older) }
        }
        Reading::Odd(why) => {
            let what = format!("Something that is not a journal is at {}", text(path));
            let words = format!("Move {} elsewhere, and then", text(path));
            because(path, "in-the-way", &what, why)
                .with("restorable", restorable)
                .offer(&words, if restorable { restore } else { start })
        }
        Reading::CannotOpen(why) => {
            let mode = journal.found.as_ref().and_then(mode);
            let by_mode = mode.is_some_and(|mode| mode & 0o400 == 0);
            let problem = because(path, "closed", "The journal cannot be opened", why);
            let problem = problem.with("by_mode", by_mode);
            // Whether the mode shuts its owner out decides what helps.
            if by_mode {
                problem.offer("", other("chmod", "600", path))
            } else {
                problem.offer(WHO_MAY_OPEN, listing(path))
            }
        }
    })
}

/// No command records an entry before the breakup, but someone may have edited the file.
fn too_early(Sound { breakup, first, .. }: &Sound) -> Option<Failure> {
    let (id, day) = first.filter(|(_, day)| day < breakup)?;
    let what = format!("Entry {id} is dated {day}, before the breakup on {breakup}.");
    let amend = CommandLine::on_journal("amend --date").word(day);
    let edit = CommandLine::on_journal("edit").word(id).words("--at DATE");
    let problem = Failure::problem("before-breakup", what)
        .with("id", id)
        .with("day", day.to_string())
        .with("breakup", breakup.to_string());
    Some(problem.offer("Correct the breakup, or the entry", amend).offer("", edit))
}

pub(super) fn with_backup(journal: &File, backup: &File) -> Option<Failure> {
    let path = &*backup.path;
    Some(match &backup.reading {
        Reading::Missing | Reading::Sound(_) => return None,
        // The journal, which is in the same folder, has a problem that says it.
        Reading::CannotOpen(_) if matches!(journal.reading, Reading::CannotOpen(_)) => return None,
        Reading::Newer(version) => {
            let keep = "The next save replaces it. To keep it, copy it elsewhere first";
            newer(path, "backup-newer", "backup", *version).hint(format!("{keep}: {}", text(path)))
        }
        Reading::Damaged(why) | Reading::CannotOpen(why) => {
            because(path, "backup-damaged", "The backup cannot be read", why)
                .hint("The next save replaces it.")
        }
        Reading::Odd(why) => {
            let what = format!("Something that is not a backup is at {}", text(path));
            because(path, "backup-in-the-way", &what, why).hint("Move it elsewhere.")
        }
    })
}

fn newer(path: &Path, code: &'static str, file: &str, version: u64) -> Failure {
    let what = format!(
        "A newer version of nocontact wrote the {file} (format {version}; this one knows 1)."
    );
    at(path, code, what).with("version", version)
}

/// Our files and their folder, where other users may use or change them.
pub(super) fn open_to_others(
    journal: &File,
    backup: &File,
    siblings: &[Sibling],
    in_folder: Option<&Metadata>,
) -> Vec<Failure> {
    let opened = |path, mode, code, use_of: &str, private| {
        let (name, mode) = (text(path), octal(mode));
        let what = format!("Other users may {use_of} {name} (permissions {mode}).");
        at(path, code, what).with("mode", mode).offer("", other("chmod", private, path))
    };
    // What is odd is not a file of ours, so that nobody should change its mode.
    let ours = [journal, backup].into_iter().filter(|it| !matches!(it.reading, Reading::Odd(_)));
    let ours = ours.filter_map(|file| Some((&file.path, file.found.as_ref()?)));
    let files = ours.chain(siblings.iter().map(|(_, path, found)| (path, found)));
    let files = files.filter_map(|(path, found)| Some((path, mode(found)?)));
    let files = files.filter(|(_, mode)| mode & 0o077 != 0);
    let files = files.map(|(path, mode)| opened(path, mode, "file-open", "read or change", "600"));
    // With the sticky bit, other users can replace only files of their own.
    let is_open = |mode: &u32| mode & 0o022 != 0 && mode & 0o1000 == 0;
    let (path, mode) = (folder(&journal.path), in_folder.and_then(mode).filter(is_open));
    let replace = "replace what is in";
    files.chain(mode.map(|mode| opened(path, mode, "folder-open", replace, "700"))).collect()
}

pub(super) fn unlisted(folder: &Path, why: &str) -> Failure {
    let what = format!("What is in {} cannot be listed", text(folder));
    because(folder, "folder-closed", &what, why).offer(WHO_MAY_OPEN, listing(folder))
}

/// Why nothing can be saved: the folder, the journal, the backup or the lock cannot be changed.
pub(super) fn unsaved(
    target: &Path,
    backup: &Path,
    in_folder: Option<&Metadata>,
    locked: &Result<LockState, String>,
) -> Vec<Failure> {
    let sealed = in_folder.and_then(|_| access::closed(folder(target)));
    // A lock that is refused or held, or in a closed folder, is named as that.
    let may_lock = matches!(locked, Ok(LockState::Free)) && sealed.is_none();
    let lock = &*lock::path(target).unwrap_or_default();
    let (stuck, no_save) = ("file-stuck", "No save can change");
    let all = [
        (folder(target), "folder-sealed", "Nothing can be saved in", sealed),
        (target, stuck, no_save, access::stuck(target, None)),
        (backup, stuck, no_save, access::stuck(backup, in_folder)),
        (lock, stuck, no_save, access::closed(lock).filter(|_| may_lock && lock.is_file())),
    ];
    let problem = |(path, code, what, why): (&Path, _, &str, Option<String>)| {
        let why = why?;
        let problem = because(path, code, &format!("{what} {}", text(path)), &why).hint(UNTIL_THEN);
        let words = "To see who owns it and who may change it";
        Some(fixed(problem, &why, path, words, listing(path)))
    };
    all.into_iter().filter_map(problem).collect()
}

pub(super) fn too_long(path: &Path, use_of: &str) -> Failure {
    let what = format!("The name of the journal is too long for {use_of}: {}.", text(path));
    let shorter = "Give it a shorter name. nocontact adds up to 21 characters to it.";
    at(path, "name-too-long", what).hint(shorter)
}

/// `stuck` is why no save can remove it, where that is so.
pub(super) fn stale_temporary(path: &Path, stuck: Option<String>) -> Failure {
    let (what, code) = (format!("A save that was killed left {}", text(path)), "stale-temporary");
    let Some(why) = stuck else {
        return at(path, code, what + ".").hint("The next save removes it.");
    };
    let problem = because(path, code, &(what + ". No save can remove it"), &why);
    fixed(problem, &why, path, "That user or root can remove it", CommandLine::remove(text(path)))
}

pub(super) fn stale_draft(path: &Path, is_recorded: bool) -> Failure {
    if is_recorded {
        let what =
            format!("The draft of a letter is left, and its words are recorded: {}.", text(path));
        return at(path, "stale-draft", what)
            .offer("To remove it", CommandLine::remove(text(path)));
    }
    let what = format!("A letter or a note was begun and never recorded: {}.", text(path));
    let words = "Look at it: its words may be recorded nowhere else. Remove it when you no longer \
                 need it. To record it as a letter, which removes it";
    let record = CommandLine::on_journal("letter").input(text(path));
    at(path, "stale-draft", what).offer(words, record)
}

/// A conflict copy; `certain` is whether it can be nothing else. Nobody is told to remove the only
/// file that has the entries.
pub(super) fn conflict(
    path: &Path,
    certain: bool,
    copy: &Reading,
    journal: &File,
    restorable: bool,
) -> Failure {
    let (kept, unless) = if certain {
        ("A sync service kept", "")
    } else {
        ("A sync service may have kept", "If you made this file yourself, leave it. ")
    };
    let what = format!("{kept} {}, because two machines wrote at once.", text(path));
    let import = CommandLine::on_journal(CONFLICTS);
    let problem = at(path, "conflict-copy", what).with("certain", certain);
    let why = match copy {
        Reading::Sound(_) => "",
        Reading::Newer(_) => "a newer nocontact wrote it",
        Reading::Damaged(why) | Reading::Odd(why) | Reading::CannotOpen(why) => why,
        Reading::Missing => "it is not there",
    };
    let words = format!("{unless}It may hold entries that are not here. To import them");
    match journal.reading {
        _ if !why.is_empty() => {
            let elsewhere = "Move it elsewhere once nothing is missing.";
            problem.hint(format!("It cannot be read: {why}. {elsewhere}"))
        }
        Reading::Sound(_) => {
            problem.offer(&words, import).offer("Then remove it", CommandLine::remove(text(path)))
        }
        Reading::Missing if restorable => {
            problem.offer("Once the journal is restored, to import what it does not have", import)
        }
        Reading::Missing => problem.offer("To begin with what it holds", import),
        _ => {
            let words =
                "It can be read. If nothing restores the journal, move that elsewhere, and then";
            problem.offer(words, import)
        }
    }
}

pub(super) fn with_lock(target: &Path, found: &Result<LockState, String>) -> Option<Failure> {
    let name = format!("{}.lock", text(target));
    let path = Path::new(&name);
    Some(match found {
        Ok(LockState::Free) => return None,
        Ok(LockState::Held) => {
            let wait = "Wait for that program to end. Until then, nothing can be saved.";
            at(path, "lock-held", format!("Another program holds the lock {name}.")).hint(wait)
        }
        Ok(LockState::Odd) => {
            let elsewhere = format!("Move it elsewhere. {UNTIL_THEN}");
            at(path, "lock-odd", format!("The lock is not a regular file: {name}.")).hint(elsewhere)
        }
        Err(why) => {
            let elsewhere = "If its file system has no locks, keep the journal on another one.";
            because(path, "lock-fails", &format!("Cannot lock {name}"), why)
                .hint(format!("{elsewhere} {UNTIL_THEN}"))
                .offer("To see who owns it", listing(path))
        }
    })
}
