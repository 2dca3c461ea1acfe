//! A question, and what is typed in answer to it.

use std::io::{BufRead, Read, Write};

use anyhow::{Context, Result};

use crate::error::Failure;
use crate::host::Host;

/// Asks on stderr, and returns the answer without the space around it; empty where there is none.
/// A question that nobody sees is not answered.
pub(crate) fn answer(question: &str, host: &mut Host<'_>) -> Result<Vec<u8>> {
    let asked = write!(host.err, "{question}").and_then(|()| host.err.flush());
    asked.map_err(|_| Failure::NotConfirmed)?;
    let mut answer = Vec::new();
    let read = Read::take(&mut host.input, 100).read_until(b'\n', &mut answer);
    read.context("cannot read the answer")?;
    if !answer.ends_with(b"\n") {
        // What is said next begins a line of its own.
        let _ = writeln!(host.err);
    }
    Ok(answer.trim_ascii().to_vec())
}
