//! What all pages for `man` share: the footer, and source that `mandoc` has nothing to say of.
//!
//! It adds no text of its own.

/// The most bytes of a line of text: `mandoc` warns of more than 80.
const LONGEST: usize = 78;

/// The date in the footer: that of the version, since a page must be the same at each run.
pub(super) const DATE: &str = "2026-11-25";

/// The program and its version, in the footer.
pub(super) const SOURCE: &str = concat!("nocontact ", env!("CARGO_PKG_VERSION"));

/// The text without what `mandoc` warns of: a break next to a space, the library's definitions repeated
/// before each section, spaces at the end of a line, and lines of more than 80 bytes.
///
/// Literal lines that are too long are continued with `\c`. Tildes, carets and backquotes are escaped,
/// since `man` would draw typographic marks instead, which nobody can copy into a shell.
pub(super) fn tidied(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut is_literal = false;
    let text = text.replace("\n.br\n\n.br\n", "\n.br\n");
    for line in text.lines() {
        let is_definition = line.starts_with(".ie ") || line.starts_with(".el ");
        if line.starts_with('.') {
            is_literal = line == ".nf" || (is_literal && line != ".fi");
            lines.extend((!is_definition || lines.len() < 2).then(|| line.to_owned()));
            continue;
        }
        let line = typewritten(line.trim_end());
        let pieces = textwrap::wrap(&line, LONGEST);
        for (at, piece) in pieces.iter().enumerate() {
            // A line that begins with one of these would be taken for a request.
            let guard = if piece.starts_with(['.', '\'']) { "\\&" } else { "" };
            let goes_on = if is_literal && at + 1 < pieces.len() { " \\c" } else { "" };
            lines.push(format!("{guard}{piece}{goes_on}"));
        }
    }
    lines.join("\n") + "\n"
}

/// A line with the characters as they are typed, and with spaces that hold together.
fn typewritten(line: &str) -> String {
    let mut typed = String::with_capacity(line.len());
    for character in line.chars() {
        match character {
            '~' => typed.push_str("\\(ti"),
            '^' => typed.push_str("\\(ha"),
            '`' => typed.push_str("\\(ga"),
            '\u{a0}' => typed.push_str("\\~"),
            _ => typed.push(character),
        }
    }
    typed
}
