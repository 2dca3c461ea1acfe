//! Text that is typed or piped in. Each piece is kept as it comes, so that none is lost.

use std::io::{BufRead, ErrorKind, Write};

use anyhow::{Context, Result};

use crate::domain::text::shown;
use crate::host::Host;

/// How to end what is typed.
const END: &str = if cfg!(windows) { "Ctrl-Z and Enter" } else { "Ctrl-D" };

/// Hands standard input to `keep`, piece by piece. It stops at the end, or after more than `limit`
/// bytes, since endless input would fill the disk.
pub(crate) fn read_to_end(
    host: &mut Host<'_>,
    limit: u64,
    mut keep: impl FnMut(&[u8]) -> Result<()>,
) -> Result<()> {
    if host.input_is_terminal {
        say("Write freely; nothing is sent. Press Enter now and then.", host);
        say(&format!("To end: {END} on a line of its own."), host);
        say("To write in an editor, set VISUAL or EDITOR.", host);
    }
    let (mut length, mut line) = (0, 0);
    loop {
        let piece = match host.input.fill_buf() {
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            piece => piece.context("cannot read the letter from standard input")?,
        };
        if piece.is_empty() || length > limit {
            return Ok(());
        }
        keep(piece)?;
        let taken = piece.len();
        let cut = cut(piece, &mut line).filter(|_| host.input_is_terminal);
        host.input.consume(taken);
        if let Some(end) = cut {
            // At once, while the lost words are still known.
            say("nocontact: no line in a terminal can be longer, and its end is lost.", host);
            say(&format!("  It breaks off after: {}", shown(&end)), host);
            say("  Type the rest again, and press Enter now and then.", host);
        }
        length += taken as u64;
    }
}

/// The most bytes of a line that a Linux terminal hands over. It drops the rest.
const LONGEST_LINE: usize = 4095;

/// The end of a line in `piece` that is as long as the terminal allows, and so was cut. `line` is
/// the length of the line that goes on from piece to piece.
fn cut(piece: &[u8], line: &mut usize) -> Option<String> {
    const SHOWN: usize = 40;
    let mut cut = None;
    for (at, part) in piece.split(|byte| *byte == b'\n').enumerate() {
        *line = if at == 0 { *line + part.len() } else { part.len() };
        if *line >= LONGEST_LINE {
            let text = String::from_utf8_lossy(part);
            let from = text.char_indices().rev().nth(SHOWN - 1).map_or(0, |(at, _)| at);
            cut = Some(text[from..].to_owned());
        }
    }
    cut
}

/// Says a line on stderr to whoever writes. Where nobody reads it, they can write all the same.
pub(crate) fn say(line: &str, host: &mut Host<'_>) {
    let _ = writeln!(host.err, "{line}").and_then(|()| host.err.flush());
}
