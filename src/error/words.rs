//! What the expected mistakes say: what is wrong, and what to do next.

use std::fmt;

use super::Failure;
use crate::domain::text::TextProblem;

impl Failure {
    /// What to do next, where there is something.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        let text = match self {
            Self::NoJournal { backup: None, .. } => "begin with: nocontact start".to_owned(),
            Self::NoJournal { backup: Some(backup), .. } => format!(
                "the state before the last save is in {}\n\
                 to go on with it: nocontact restore\n\
                 to begin anew: nocontact start",
                backup.display()
            ),
            Self::LinkToNothing(..) => "if its disk or folder is not there, bring it back; to \
                                        begin anew there: nocontact start"
                .to_owned(),
            Self::Started(_) => "for a fresh window: nocontact restart\n\
                to correct the date or the rules: nocontact amend\n\
                for a different breakup: nocontact --file PATH start"
                .to_owned(),
            Self::Unreadable { backup: Some(backup), .. } => format!(
                "nothing was changed; the state before the last save is in {}\n\
                 to go on with it: nocontact restore",
                backup.display()
            ),
            Self::Unreadable { backup: None, .. } => {
                "nothing was changed; to see what is there: nocontact doctor".to_owned()
            }
            Self::Sound(_) => "to take back the last change: nocontact undo".to_owned(),
            Self::NoBackup(_) | Self::BadBackup(..) => "nothing was changed; a sync service or a \
                backup program may have an older copy\n\
                to see what is there: nocontact doctor"
                .to_owned(),
            Self::InTheWay(_) => {
                "nothing was changed; move it elsewhere, and then: nocontact restore".to_owned()
            }
            Self::NothingToErase(_) => {
                "where the journal is elsewhere: nocontact --file PATH erase".to_owned()
            }
            Self::Newer(..) => "install the newer nocontact; nothing was changed".to_owned(),
            Self::Busy(_) => "try again in a moment; nothing was changed".to_owned(),
            Self::Changed(_) => "nothing was written; do it again".to_owned(),
            Self::NoDataDir(_) => "nothing was written; is HOME set as it should be?".to_owned(),
            Self::NoSuchNow(_) => {
                "write RFC 3339, as in 2026-12-01T09:00:00+01:00, or unset it".to_owned()
            }
            Self::Date(problem) => problem.hint(),
            Self::BeforeBreakup { date, .. } => format!(
                "if the date or the clock is wrong, correct it\n\
                 if the breakup was earlier: nocontact amend --date {date}"
            ),
            Self::BeforeWindow { first, .. } => format!("give {first} or a later date"),
            Self::AfterEntry { id, .. } => {
                format!("correct that entry first: nocontact edit {id} --at DATE")
            }
            Self::NoEntry(_) => "the ids are in: nocontact history".to_owned(),
            Self::NothingToUndo => {
                "to correct the breakup date: nocontact amend --date DATE".to_owned()
            }
            Self::Unanswered(_) => "to give all seven at once: nocontact ready --answers LETTERS\n\
                                    what they stand for: nocontact help ready"
                .to_owned(),
            Self::ClockBehind { .. } => {
                "where the clock is wrong, set it right; where the entry is: \
                                         nocontact history --last 1\n\
                                         else ask again once that time has come"
                    .to_owned()
            }
            Self::NotConfirmed => "to do it without the question, add --yes".to_owned(),
            Self::NotErased(_) => "all else is removed; see whose it is, and then do it again: \
                                   nocontact erase"
                .to_owned(),
            Self::NotImported(..) => "nothing was changed".to_owned(),
            Self::ImportTooEarly { day, .. } => format!(
                "nothing was changed\n\
                 if the breakup was earlier: nocontact amend --date {day}"
            ),
            Self::Unrecorded { cause, draft, command } => {
                let cause = cause.downcast_ref().and_then(Self::hint);
                let words =
                    draft.iter().map(|path| format!("what you wrote is in {}", path.display()));
                let again = command
                    .iter()
                    .map(|command| format!("to record it, once that is put right:\n{command}"));
                let lines = cause.into_iter().chain(words).chain(again).collect::<Vec<_>>();
                return Some(lines.join("\n")).filter(|lines| !lines.is_empty());
            }
            Self::Exists(_) => "give another path, or replace it with --force".to_owned(),
            Self::Own { hint, .. } => hint.clone(),
            Self::InputNotUtf8
            | Self::Unwritable(..)
            | Self::NoIdLeft
            | Self::SomethingWrong(_)
            | Self::Text(_)
            | Self::Usage(_)
            | Self::Refused(_) => return None,
        };
        Some(text)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoJournal { path, .. } => {
                write!(f, "nothing is tracked yet: there is no {}", path.display())
            }
            Self::LinkToNothing(link, target) => {
                write!(
                    f,
                    "{} is a link to {}, which is not there",
                    link.display(),
                    target.display()
                )
            }
            Self::Started(breakup) => write!(f, "a breakup is recorded already, since {breakup}"),
            Self::Unreadable { path, why, .. } => {
                write!(f, "cannot read {}: {why}", path.display())
            }
            Self::Sound(path) => {
                write!(f, "{} is sound: there is nothing to restore", path.display())
            }
            Self::NoBackup(path) => write!(f, "there is no backup of {}", path.display()),
            Self::BadBackup(path, why) => {
                write!(f, "cannot restore from {}: {why}", path.display())
            }
            Self::NothingToErase(path) => {
                write!(f, "there is nothing to erase at {}", path.display())
            }
            Self::SomethingWrong(1) => f.write_str("1 thing is wrong"),
            Self::SomethingWrong(number) => write!(f, "{number} things are wrong"),
            Self::Newer(path, version) => write!(
                f,
                "cannot read {}: a newer nocontact wrote it (version {version}; this one knows 1)",
                path.display()
            ),
            Self::Unwritable(path, why) => write!(f, "cannot write {}: {why}", path.display()),
            Self::Busy(path) => write!(f, "another nocontact is writing {}", path.display()),
            Self::Changed(path) => {
                write!(f, "another program has just changed {}", path.display())
            }
            Self::NoDataDir(None) => {
                f.write_str("cannot tell where to keep data: set NOCONTACT_FILE, or give --file")
            }
            Self::NoDataDir(Some(path)) => write!(
                f,
                "cannot keep data in {}, which is not absolute: set NOCONTACT_FILE, or give --file",
                path.display()
            ),
            Self::NoSuchNow(value) => write!(f, "NOCONTACT_NOW is \"{value}\", which is no time"),
            Self::Date(problem) => problem.fmt(f),
            Self::BeforeBreakup { date, breakup } => {
                write!(f, "{date} is before the breakup, which is recorded as {breakup}")
            }
            Self::BeforeWindow { date, first } => {
                write!(f, "{date} is before the present window, which began on {first}")
            }
            Self::AfterEntry { date, id, day } => {
                write!(f, "the breakup cannot be on {date}: entry {id} is of {day}")
            }
            Self::NoEntry(id) => write!(f, "there is no entry {id}"),
            Self::NoIdLeft => f.write_str("no id is left for another entry"),
            Self::NothingToUndo => f.write_str("there is nothing to take back"),
            Self::Text(TextProblem::TooLong(limit)) => {
                write!(f, "the text is longer than {limit} bytes ({} KiB)", limit / 1024)
            }
            Self::Text(TextProblem::Nul) => f.write_str("the text holds a NUL character"),
            Self::InputNotUtf8 => f.write_str("the note on standard input is not UTF-8 text"),
            Self::NotImported(path, why) => {
                write!(f, "cannot import {}: {why}", path.display())
            }
            Self::ImportTooEarly { path, place, day, breakup } => write!(
                f,
                "cannot import {}: {place} is of {day}, before the breakup, which is recorded as \
                 {breakup}",
                path.display()
            ),
            Self::Unrecorded { cause, .. } => write!(f, "{cause:#}"),
            Self::Exists(path) => write!(f, "{} exists already", path.display()),
            Self::Unanswered(number) => {
                write!(f, "question {number} was not answered; nothing was recorded")
            }
            Self::ClockBehind { now, newest } => write!(
                f,
                "cannot tell where you stand: it is {now}, and the newest entry is of {newest}; \
                 nothing was recorded"
            ),
            Self::NotConfirmed => f.write_str("not confirmed; nothing was changed"),
            Self::NotErased(text)
            | Self::Own { what: text, .. }
            | Self::InTheWay(text)
            | Self::Usage(text)
            | Self::Refused(text) => f.write_str(text),
        }
    }
}
