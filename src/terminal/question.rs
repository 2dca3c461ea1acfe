//! A question on stderr, and what is typed in answer to it.
//!
//! Plain lines: no raw mode, and nothing that a screen reader could not follow.

use std::io::{BufRead, Read, Write};

use anyhow::{Context, Result};

use crate::domain::text::NOTE_LIMIT;
use crate::error::Failure;
use crate::host::Host;

/// The most bytes that are read as one answer: a note that is too long, and its line break.
const LONGEST: u64 = NOTE_LIMIT as u64 + 3;

/// Whether an answer is a yes or a no, in any letters; `None` if it is neither.
pub(crate) fn yes_or_no(answer: &[u8]) -> Option<bool> {
    match answer.to_ascii_lowercase().as_slice() {
        b"y" | b"yes" => Some(true),
        b"n" | b"no" => Some(false),
        _ => None,
    }
}

/// Asks until the answer is yes or no, at most `tries` times. None where there is no such answer,
/// where the input has ended, and, if `may_skip` says so, at an empty line.
pub(crate) fn ask_yes_or_no(
    question: &str,
    tries: usize,
    may_skip: bool,
    host: &mut Host<'_>,
) -> Result<Option<bool>> {
    for _ in 0..tries {
        let Some(answer) = line(question, host)? else { break };
        let found = yes_or_no(&answer);
        if found.is_some() || may_skip && answer.is_empty() {
            return Ok(found);
        }
        // Where nobody reads it, the next question is not answered either.
        let _ = writeln!(host.err, "Please answer y or n.");
    }
    Ok(None)
}

/// Waits for a yes. Anything else is a no, and so is silence.
pub(crate) fn confirm(question: &str, host: &mut Host<'_>) -> Result<()> {
    match yes_or_no(&answer(question, host)?) {
        Some(true) => Ok(()),
        _ => Err(Failure::not_confirmed().into()),
    }
}

/// Asks, and returns the answer without the space around it; empty where there is none.
pub(crate) fn answer(question: &str, host: &mut Host<'_>) -> Result<Vec<u8>> {
    Ok(line(question, host)?.unwrap_or_default())
}

/// Asks for an answer in words. `None` if the input has ended.
pub(crate) fn answer_line(question: &str, host: &mut Host<'_>) -> Result<Option<String>> {
    while let Some(answer) = line(question, host)? {
        if let Ok(answer) = String::from_utf8(answer) {
            return Ok(Some(answer));
        }
        let _ = writeln!(host.err, "That is not UTF-8 text.");
    }
    Ok(None)
}

/// As [`answer`], but `None` if the input has ended or the question cannot be printed.
fn line(question: &str, host: &mut Host<'_>) -> Result<Option<Vec<u8>>> {
    if write!(host.err, "{question}").and_then(|()| host.err.flush()).is_err() {
        return Ok(None);
    }
    let mut answer = Vec::new();
    let read = Read::take(&mut host.input, LONGEST).read_until(b'\n', &mut answer);
    let read = read.context("cannot read the answer")?;
    if !host.input_is_terminal || !answer.ends_with(b"\n") {
        // No one pressed Enter on a terminal, so the next text would go on in the same line.
        let _ = writeln!(host.err);
    }
    Ok((read > 0).then(|| answer.trim_ascii().to_vec()))
}
