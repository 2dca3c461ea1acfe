//! What a text may hold inside a page or a Markdown table: characters that mean something there are
//! escaped, and hidden ones are spelled out. The templates let nothing else through.

use std::fmt::{self, Write};

use askama::filters::{self, Escaper};

use crate::domain::text::shown;

/// Line breaks stay, and the style sheet shows them.
#[derive(Clone, Copy)]
pub(super) struct Html;

impl Escaper for Html {
    fn write_escaped_str<W: Write>(&self, mut out: W, text: &str) -> fmt::Result {
        in_lines(&mut out, text, "\n", |out, line| filters::Html.write_escaped_str(out, line))
    }
}

/// A line break becomes `<br>`, as a table needs it.
#[derive(Clone, Copy)]
pub(super) struct Markdown;

impl Escaper for Markdown {
    fn write_escaped_str<W: Write>(&self, mut out: W, text: &str) -> fmt::Result {
        in_lines(&mut out, text, "<br>", |out, line| {
            line.chars().try_for_each(|letter| match letter {
                // Parsers disagree on a backslash before the mark that separates cells.
                '|' => out.write_str("&#124;"),
                '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~' | '&' | '$' => {
                    write!(out, "\\{letter}")
                }
                _ => out.write_char(letter),
            })
        })
    }
}

/// Writes each line of `text` without its hidden characters. A tab is as wide as four spaces.
fn in_lines<W: Write>(
    out: &mut W,
    text: &str,
    between: &str,
    escape: impl Fn(&mut W, &str) -> fmt::Result,
) -> fmt::Result {
    text.split('\n').enumerate().try_for_each(|(at, line)| {
        out.write_str(if at > 0 { between } else { "" })?;
        escape(out, &shown(&line.replace('\t', "    ")))
    })
}
