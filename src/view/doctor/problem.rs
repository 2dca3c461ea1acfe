//! What can be wrong, for the screen and for the JSON alike: with the journal and its backup, around
//! them, and with the clock.

use serde_json::{Map, Value};

use crate::advice::{Advice, CommandLine};
use crate::domain::checkup::{
    Ahead, ClockFacts, Facts, FileFacts, Hindrance, JournalFacts, LockState, Mode, Reading,
    SiblingFacts, SiblingKind,
};
use crate::view::sentences;

/// Something that is wrong. Codes and fields are stable (`manual/scripts.md`).
pub(crate) struct Problem {
    /// Its code and what it is about, under the names of the JSON, in order.
    pub(super) fields: Map<String, Value>,
    pub(super) what: String,
    /// What to do about it. It is never empty.
    pub(super) next: Vec<Advice>,
}

impl Problem {
    fn new(code: &str, what: impl Into<String>) -> Self {
        let problem = Self { fields: Map::new(), what: what.into(), next: Vec::new() };
        problem.with("problem", code)
    }

    fn at(path: &str, code: &str, what: impl Into<String>) -> Self {
        Self::new(code, what).with("path", path)
    }

    /// A problem with what is at `path`, and why: `what` is the sentence up to the reason.
    fn because(path: &str, code: &str, what: &str, why: &str) -> Self {
        Self::at(path, code, format!("{what}: {why}.")).with("why", why)
    }

    fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.fields.insert(name.to_owned(), value.into());
        self
    }

    fn say(mut self, words: impl Into<String>) -> Self {
        self.next.push(Advice::words(words));
        self
    }

    /// Offers what helps: `chattr` if the reason is an attribute, else the command given.
    fn fixed_by(self, it: &Hindrance, path: &str, words: &str, command: CommandLine) -> Self {
        let Some(option) = it.chattr else { return self.offer(words, command) };
        self.offer("To change that, as root", CommandLine::other("chattr", option).path(path))
    }

    fn offer(mut self, words: impl Into<String>, command: CommandLine) -> Self {
        self.next.push(Advice::command(words, command));
        self
    }
}

/// Everything that is wrong, the journal first.
pub(crate) fn problems(facts: &Facts) -> Vec<Problem> {
    let files = journal(facts).into_iter().chain(backup(facts)).chain(access(facts));
    let copies = facts.conflicts.iter().map(|(path, certain)| conflict(path, *certain));
    let files = files.chain(facts.siblings.iter().filter_map(leftover)).chain(copies);
    let around = files.chain(lock(facts));
    around.chain(clock_behind(facts)).chain(no_such_zone(&facts.clock)).collect()
}

fn journal(facts: &Facts) -> Option<Problem> {
    let path = &facts.journal.path;
    let restorable = facts.backup.reading.sound().is_some();
    let [start, restore] = ["start", "restore"].map(CommandLine::on_journal);
    Some(match &facts.journal.reading {
        Reading::Sound(journal) => return before_breakup(journal),
        Reading::Missing if restorable => {
            let what = "There is no journal, only its backup.";
            Problem::at(&facts.backup.path, "only-backup", what).offer("", restore)
        }
        // The name alone is the problem then.
        Reading::Missing | Reading::CannotOpen(_) if facts.too_long_for == Some("a save") => {
            return None;
        }
        Reading::Missing if facts.leads_to().is_some() => {
            let what = format!("The link leads to {path}, which is not there.");
            let words = "If its disk or folder is missing, bring it back. To start over there";
            Problem::at(path, "link-to-nothing", what).offer(words, start)
        }
        Reading::Missing => Problem::new("not-tracked", "Nothing is tracked yet.").offer("", start),
        Reading::Newer(version) => {
            newer(path, "newer", "journal", *version).say("Install the newer nocontact.")
        }
        Reading::Damaged(why) => {
            let problem = Problem::because(path, "damaged", "The journal cannot be read", why);
            let problem = problem.with("restorable", restorable);
            let keep = format!("Keep a copy of {path} before you change anything in it.");
            let older = "A sync service or a backup program may have an older one.";
            if restorable { problem.offer("", restore) } else { problem.say(keep + " " + older) }
        }
        Reading::Odd(why) => {
            let what = format!("Something that is not a journal is at {path}");
            let words = format!("Move {path} elsewhere, and then");
            Problem::because(path, "in-the-way", &what, why)
                .with("restorable", restorable)
                .offer(words, if restorable { restore } else { start })
        }
        Reading::CannotOpen(why) => {
            let by_mode = facts.journal.mode.is_some_and(|Mode(mode)| mode & 0o400 == 0);
            let problem = Problem::because(path, "closed", "The journal cannot be opened", why);
            let problem = problem.with("by_mode", by_mode);
            // Whether the mode shuts its owner out decides what helps.
            if by_mode {
                problem.offer("", CommandLine::other("chmod", "600").path(path))
            } else {
                problem.offer(WHO_MAY_OPEN, ls("-ld", path))
            }
        }
    })
}

fn backup(facts: &Facts) -> Option<Problem> {
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
            let what = format!("Something that is not a backup is at {path}");
            Problem::because(path, "backup-in-the-way", &what, why).say("Move it elsewhere.")
        }
    })
}

/// No command records such an entry, but someone may have edited the file.
fn before_breakup(journal: &JournalFacts) -> Option<Problem> {
    let breakup = journal.breakup;
    let (id, day) = journal.first.filter(|(_, day)| *day < breakup)?;
    let what = format!("Entry {id} is dated {day}, before the breakup on {breakup}.");
    let amend = CommandLine::on_journal("amend --date").word(day);
    let edit = CommandLine::on_journal("edit").word(id).words("--at DATE");
    let problem = Problem::new("before-breakup", what)
        .with("id", id)
        .with("day", day.to_string())
        .with("breakup", breakup.to_string());
    Some(problem.offer("Correct the breakup, or the entry", amend).offer("", edit))
}

fn newer(path: &str, code: &str, file: &str, version: u64) -> Problem {
    let what = format!(
        "A newer version of nocontact wrote the {file} (format {version}; this one knows 1)."
    );
    Problem::at(path, code, what).with("version", version)
}

/// What others may do to our files and their folder, and what we may not.
fn access(facts: &Facts) -> Vec<Problem> {
    let (journal, path) = (&facts.journal, &facts.folder);
    // What is odd is not a file of ours, so that nobody should change its mode.
    let is_ours = |file: &&FileFacts| !matches!(file.reading, Reading::Odd(_));
    let files = [journal, &facts.backup].into_iter().filter(is_ours);
    let files = files.map(|file| (&file.path, file.mode));
    let files = files.chain(facts.siblings.iter().map(|file| (&file.path, file.mode)));
    let open = files.filter_map(|(path, mode)| {
        let mode = mode.filter(|Mode(mode)| mode & 0o077 != 0)?;
        Some(opened(path, mode, "file-open", "read or change", "600"))
    });
    let mut problems: Vec<_> = open.collect();
    // With the sticky bit, other users can replace only files of their own.
    let is_open = |Mode(mode): &Mode| mode & 0o022 != 0 && mode & 0o1000 == 0;
    if let Some(mode) = facts.folder_mode.filter(is_open) {
        problems.push(opened(path, mode, "folder-open", "replace what is in", "700"));
    }
    if let Some(why) = &facts.cannot_list {
        let what = format!("What is in {path} cannot be listed");
        let problem = Problem::because(path, "folder-closed", &what, why);
        problems.push(problem.offer(WHO_MAY_OPEN, ls("-ld", path)));
    }
    let sealed = facts.cannot_write.iter();
    problems.extend(sealed.map(|it| unsaved(path, "folder-sealed", "Nothing can be saved in", it)));
    let stuck = facts.stuck.iter();
    problems.extend(stuck.map(|(path, it)| unsaved(path, "file-stuck", "No save can change", it)));
    problems.extend(facts.too_long_for.map(|use_of| {
        let path = &journal.path;
        let what = format!("The name of the journal is too long for {use_of}: {path}.");
        let shorter = "Give it a shorter name. nocontact adds up to 21 characters to it.";
        Problem::at(path, "name-too-long", what).say(shorter)
    }));
    problems
}

/// What others may use or change. With the mode `private` they may not.
fn opened(path: &str, mode: Mode, code: &str, use_of: &str, private: &str) -> Problem {
    let what = format!("Other users may {use_of} {path} (permissions {mode}).");
    let problem = Problem::at(path, code, what).with("mode", mode.to_string());
    problem.offer("", CommandLine::other("chmod", private).path(path))
}

fn unsaved(path: &str, code: &str, what: &str, it: &Hindrance) -> Problem {
    Problem::because(path, code, &format!("{what} {path}"), &it.why)
        .say("Until this is fixed, nothing can be saved.")
        .fixed_by(it, path, "To see who owns it and who may change it", ls("-ld", path))
}

const WHO_MAY_OPEN: &str = "To see who owns it and who may open it";

fn ls(options: &str, path: &str) -> CommandLine {
    CommandLine::other("ls", options).path(path)
}

fn leftover(file: &SiblingFacts) -> Option<Problem> {
    let path = &file.path;
    match file.kind {
        SiblingKind::Temporary if file.is_stale => {
            let (what, code) = (format!("A save that was killed left {path}"), "stale-temporary");
            Some(match &file.cannot_remove {
                None => Problem::at(path, code, what + ".").say("The next save removes it."),
                Some(it) => {
                    Problem::because(path, code, &(what + ". No save can remove it"), &it.why)
                        .fixed_by(it, path, "That user or root can remove it", rm(path))
                }
            })
        }
        SiblingKind::Draft if file.is_stale => {
            let what = format!("A letter or a note was begun and never recorded: {path}.");
            let words = "Look at it: its words may be recorded nowhere else. Remove it when you \
                         no longer need it. To record it as a letter, which removes it";
            let record = CommandLine::on_journal("letter").input(path);
            Some(Problem::at(path, "stale-draft", what).offer(words, record))
        }
        _ => None,
    }
}

fn conflict(path: &str, certain: bool) -> Problem {
    let (kept, unless) = if certain {
        ("A sync service kept", "")
    } else {
        ("A sync service may have kept", "If you made this file yourself, leave it. ")
    };
    let what = format!("{kept} {path}, because two machines wrote at once.");
    let words = format!("{unless}It may hold entries that are not here. To import them");
    Problem::at(path, "conflict-copy", what)
        .with("certain", certain)
        .offer(words, CommandLine::on_journal("import --conflicts"))
        .offer("Then remove it", rm(path))
}

fn rm(path: &str) -> CommandLine {
    CommandLine::other("rm", "").path(path)
}

fn lock(facts: &Facts) -> Option<Problem> {
    let path = &*format!("{}.lock", facts.journal.path);
    let until_then = "Until this is fixed, nothing can be saved.";
    Some(match &facts.lock {
        LockState::Free => return None,
        LockState::Held => {
            let what = format!("Another program holds the lock {path}.");
            let wait = "Wait for that program to end. Until then, nothing can be saved.";
            Problem::at(path, "lock-held", what).say(wait)
        }
        LockState::Odd => {
            let what = format!("The lock is not a regular file: {path}.");
            Problem::at(path, "lock-odd", what).say(format!("Move it elsewhere. {until_then}"))
        }
        LockState::Fails(why) => {
            let elsewhere = "If its file system has no locks, keep the journal on another one.";
            Problem::because(path, "lock-fails", &format!("Cannot lock {path}"), why)
                .say(format!("{elsewhere} {until_then}"))
                .offer("To see who owns it", ls("-l", path))
        }
    })
}

fn clock_behind(facts: &Facts) -> Option<Problem> {
    let clock = &facts.clock;
    let ahead @ Ahead(behind, at) = facts.journal.reading.sound()?.ahead?;
    let what = format!("The {}.", sentences::clock_behind(ahead, clock.now));
    let problem = Problem::new("clock-behind", what).with("behind", behind.replace(' ', "-"));
    let problem = problem.with("at", at.to_string());
    let (words, command) = match behind {
        _ if clock.is_set => {
            return Some(problem.say("NOCONTACT_NOW sets the clock. Unset it for the system's."));
        }
        "breakup" => ("Set the clock. If the breakup is wrong", "amend --date DATE"),
        _ => ("Set the clock. If the entry is wrong, find it and correct it", "history"),
    };
    Some(problem.offer(words, CommandLine::on_journal(command)))
}

fn no_such_zone(clock: &ClockFacts) -> Option<Problem> {
    let zone = clock.unknown_zone.as_deref()?;
    let what = match &clock.zone {
        Some(_) => format!("TZ is \"{zone}\", which cannot be read. Times are in UTC."),
        None => format!("The time zone in {zone} cannot be read. Times are in UTC."),
    };
    let problem = Problem::new("no-such-zone", what).with("zone", zone);
    Some(problem.say("Set TZ to a name, as in Europe/Berlin, or unset it."))
}
