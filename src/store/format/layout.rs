//! How the file looks: one line for each field of the journal, one for each entry, and no hidden
//! characters. Where that would be too large, it is as small as it can be.

use std::borrow::Cow;
use std::io::{self, Write};

use serde_json::ser::Formatter;

use crate::domain::text::{in_json, plain_json};

/// Breaks lines only in the outermost object and in the lists in it.
#[derive(Default)]
pub(super) struct Layout {
    /// How many objects and lists are open.
    depth: usize,
    /// Whether the outermost list has no values yet.
    empty: bool,
}

impl Layout {
    /// Writes what is before a key or a value.
    fn separate<W: ?Sized + Write>(&self, out: &mut W, first: bool) -> io::Result<()> {
        out.write_all(match (first, self.depth) {
            (true, 1) => b"\n  ",
            (false, 1) => b",\n  ",
            (true, 2) => b"\n    ",
            (false, 2) => b",\n    ",
            (true, _) => b"",
            (false, _) => b", ",
        })
    }
}

impl Formatter for Layout {
    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.depth += 1;
        out.write_all(b"{")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.separate(out, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.depth -= 1;
        out.write_all(if self.depth == 0 { b"\n}" } else { b"}" })
    }

    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.depth += 1;
        self.empty |= self.depth == 2;
        out.write_all(b"[")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.empty = false;
        self.separate(out, first)
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.depth -= 1;
        out.write_all(if self.depth == 1 && !self.empty { b"\n  ]" } else { b"]" })
    }

    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        out.write_all(in_json(fragment).as_bytes())
    }
}

/// No spaces, and hidden characters as they are.
pub(super) struct Small;

impl Formatter for Small {
    fn write_raw_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        out.write_all(raw_json(fragment).as_bytes())
    }
}

/// Reverses [`plain_json`], as far as reading the result makes the same `json` again.
fn raw_json(json: &str) -> Cow<'_, str> {
    let (mut raw, mut rest) = (String::new(), json);
    while let Some(at) = rest.find('\\') {
        let (before, escaped) = rest.split_at(at);
        let hidden = [12, 6].into_iter().find_map(|length| {
            let (piece, after) = escaped.split_at_checked(length)?;
            let character: char = serde_json::from_str(&format!("\"{piece}\"")).ok()?;
            let is_ours = character >= ' ' && in_json(character.encode_utf8(&mut [0; 4])) == piece;
            is_ours.then_some((character, after))
        });
        raw.push_str(before);
        rest = if let Some((character, after)) = hidden {
            raw.push(character);
            after
        } else {
            let (kept, after) = escaped.split_at_checked(2).unwrap_or((escaped, ""));
            raw.push_str(kept);
            after
        };
    }
    raw.push_str(rest);
    if plain_json(&raw) == json { raw.into() } else { json.into() }
}
