//! A question, and what is typed in answer to it.

use std::io::{BufRead, Read, Write};

use anyhow::{Context, Result};

use crate::host::Host;

/// Said where an answer is neither yes nor no.
pub(crate) const AGAIN: &str = "Please answer y or n.";

/// Whether an answer is a yes or a no, in any letters; none where it is neither.
pub(crate) fn yes_or_no(answer: &[u8]) -> Option<bool> {
    match answer.to_ascii_lowercase().as_slice() {
        b"y" | b"yes" => Some(true),
        b"n" | b"no" => Some(false),
        _ => None,
    }
}

/// Asks on stderr, and returns the answer without the space around it; empty where there is none.
/// A question that nobody sees is not answered.
pub(crate) fn answer(question: &str, host: &mut Host<'_>) -> Result<Vec<u8>> {
    Ok(line(question, host)?.unwrap_or_default())
}

/// As [`answer`], and tells an empty line from none, where the input has ended.
pub(crate) fn line(question: &str, host: &mut Host<'_>) -> Result<Option<Vec<u8>>> {
    if write!(host.err, "{question}").and_then(|()| host.err.flush()).is_err() {
        return Ok(None);
    }
    let mut answer = Vec::new();
    let read = Read::take(&mut host.input, 100).read_until(b'\n', &mut answer);
    let read = read.context("cannot read the answer")?;
    if !host.input_is_terminal || !answer.ends_with(b"\n") {
        // No key Enter was echoed: what is said next begins a line of its own.
        let _ = writeln!(host.err);
    }
    Ok((read > 0).then(|| answer.trim_ascii().to_vec()))
}
