//! Unfinished letters to go on with or to discard, and the way back to words not recorded.

use std::path::{Path, PathBuf};

use anyhow::{Error, Result};

use super::question::{answer, confirm};
use super::typed::say;
use crate::advice::{Advice, CommandLine};
use crate::args::note::read_note;
use crate::domain::Moment;
use crate::domain::text::shown;
use crate::error::Failure;
use crate::session::Session;
use crate::store::draft::Draft;
use crate::view::style::count;

/// The letter to go on with: the newest unfinished one, if `resume` or the person says so.
pub(crate) fn to_resume(resume: bool, session: &mut Session) -> Result<Option<PathBuf>> {
    let newest = match unfinished(false, session) {
        Ok(mut letters) => letters.pop(),
        Err(none) => return if resume { Err(none.into()) } else { Ok(None) },
    };
    if resume {
        return Ok(newest);
    }
    if !session.host.is_attended() {
        session.warn(&Advice::command("To go on with the newest", "letter --resume"), "");
        return Ok(None);
    }
    let question = "Go on with the newest [y], discard it [d], or leave it [n]? ";
    match answer(question, session.host)?.to_ascii_lowercase().as_slice() {
        b"y" | b"yes" => Ok(newest),
        b"d" | b"discard" => session.store.discard(newest.as_slice()).map(|()| None),
        _ => Ok(None),
    }
}

/// Removes the unfinished letters, after a question unless `yes` says so.
pub(crate) fn discard(yes: bool, session: &mut Session) -> Result<()> {
    let letters = unfinished(true, session)?;
    if !yes {
        confirm("Discard? Nothing brings it back. [y/N] ", session.host)?;
    }
    session.store.discard(&letters)?;
    session.print("Discarded.")
}

/// Names the unfinished letters, each with its number of words and never its text.
fn unfinished(with_recorded: bool, session: &mut Session) -> Result<Vec<PathBuf>, Failure> {
    let letters = session.store.unfinished(with_recorded);
    if letters.is_empty() {
        return Err(Failure::new("there is no unfinished letter"));
    }
    let lines = letters.iter().map(|(path, words)| {
        format!("\n  {} ({})", shown(&path.to_string_lossy()), count(*words as u64, "word"))
    });
    say(&format!("Unfinished, the newest last:{}", lines.collect::<String>()), session.host);
    Ok(letters.into_iter().map(|(path, _)| path).collect())
}

/// Records with a note from standard input, if `again` is there. Where that fails, a draft keeps the
/// note, and the error names it and `again`, the command line that takes it. Refused first where the
/// moment `at` is before the breakup.
pub(crate) fn with_note<R>(
    again: Option<CommandLine>,
    at: Option<Moment>,
    session: &mut Session,
    record: impl FnOnce(Option<String>, &mut Session) -> Result<R>,
) -> Result<R> {
    let Some(again) = again else { return record(None, session) };
    at.map_or(Ok(()), |at| session.check_not_before_breakup(at))?;
    let mut typed = Vec::new();
    let recorded = read_note(session.host, &mut typed).and_then(|note| record(note, session));
    if typed.trim_ascii().is_empty() {
        return recorded;
    }
    if let (Ok(_), Some(input)) = (&recorded, &session.input) {
        session.store.discard_input(input, &typed);
    }
    let go_on = |path: &Path| {
        Advice::command("to record it, once that is fixed", again.clone().input(path))
    };
    recorded.map_err(|cause| {
        if let Some(input) = &session.input {
            // It has the words already.
            let mut failure = with_ways_out(&cause);
            failure.next.push(go_on(input));
            return failure.into();
        }
        match session.store.draft_of_note(&typed) {
            Ok(draft) => {
                let next = go_on(&draft.path);
                unrecorded(draft, cause, next, session)
            }
            Err(error) => cause.context(format!("the note is not kept: {error:#}")),
        }
    })
}

/// An error as a failure, with what it says to do next.
fn with_ways_out(cause: &Error) -> Failure {
    let mut failure = Failure::new(format!("{cause:#}"));
    failure.next.extend(cause.downcast_ref::<Failure>().iter().flat_map(|it| it.next.clone()));
    failure
}

/// The error for words that only the draft has: why, where they are, and the `next` thing to do.
pub(crate) fn unrecorded(mut draft: Draft, cause: Error, next: Advice, session: &Session) -> Error {
    let cause = match session.store.keep_draft(&mut draft) {
        Ok(()) => cause,
        Err(error) => cause.context(format!("{error:#}")),
    };
    let mut failure = with_ways_out(&cause);
    if draft.is_there() {
        failure = failure.hint(format!("what you wrote is in {}", draft.path.display()));
        failure.next.push(next);
    }
    failure.into()
}
