//! Text that a person wrote: how long it may be, and which characters may reach a terminal
//! unchanged. Escape sequences and C1, bidi and zero-width controls appear as `\u{..}`, except
//! where they join emoji. JSON output escapes the same set (`manual/keeping.md`).

use std::borrow::Cow;
use std::fmt::Write;

/// The longest note or trigger, in bytes of UTF-8.
pub const NOTE_LIMIT: usize = 64 * 1024;

/// The longest letter, in bytes of UTF-8.
pub const LETTER_LIMIT: usize = 1024 * 1024;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextProblem {
    /// It is longer than this many bytes.
    TooLong(usize),
    Nul,
    NotUtf8,
}

/// Checks whether a note, a trigger or another short text can be stored.
pub fn check(text: &str) -> Result<(), TextProblem> {
    within(text, NOTE_LIMIT)
}

pub fn check_letter(text: &str) -> Result<(), TextProblem> {
    within(text, LETTER_LIMIT)
}

fn within(text: &str, limit: usize) -> Result<(), TextProblem> {
    match text {
        text if text.len() > limit => Err(TextProblem::TooLong(limit)),
        text if text.contains('\0') => Err(TextProblem::Nul),
        _ => Ok(()),
    }
}

/// `text` with LF as its line breaks, and no byte order mark at the start of a line, where programs
/// put one or join files. A CR alone stays.
pub fn with_plain_lines(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.replace("\r\n", "\n").replace("\n\u{feff}", "\n")
}

/// The text of `bytes` with plain lines, without the line break that programs add after the last.
pub fn from_bytes(bytes: &[u8], limit: usize) -> Result<String, TextProblem> {
    // Checked first, since a text that is too long may be cut within a character.
    if bytes.len() > limit + "\u{feff}\r\n".len() {
        return Err(TextProblem::TooLong(limit));
    }
    let text = with_plain_lines(str::from_utf8(bytes).map_err(|_| TextProblem::NotUtf8)?);
    let text = text.strip_suffix('\n').unwrap_or(&text);
    within(text, limit).map(|()| text.to_owned())
}

/// `text` with every hidden character as `\u{..}`. Stored text reaches a terminal only through
/// this. A line break counts as hidden, so a caller that wants lines splits the text first.
pub fn shown(text: &str) -> Cow<'_, str> {
    replaced(text, |out, character| out.extend(character.escape_unicode()))
}

/// `text` as messages quote it: trimmed, without hidden characters, and cut after 60 characters.
pub fn quoted(text: &str) -> String {
    const LONGEST: usize = 60;
    let cut = text.trim().char_indices().nth(LONGEST).map(|(at, _)| at);
    let dots = if cut.is_some() { "…" } else { "" };
    format!("{}{dots}", shown(&text.trim()[..cut.unwrap_or(text.trim().len())]))
}

/// `text`, a piece of a JSON string that needs no other escape, with every hidden character as
/// `\uXXXX`, so that `cat` is safe with JSON output and with the file.
pub fn in_json(text: &str) -> Cow<'_, str> {
    replaced(text, escape)
}

/// `json`, a whole value, with every hidden character as [`in_json`] has it. Line breaks and tabs,
/// which JSON has only between values, become spaces.
pub fn plain_json(json: &str) -> Cow<'_, str> {
    replaced(json, |out, character| match character {
        '\n' | '\r' | '\t' => out.push(' '),
        character => escape(out, character),
    })
}

fn escape(out: &mut String, character: char) {
    for unit in character.encode_utf16(&mut [0; 2]) {
        // Writing to a String cannot fail.
        let _ = write!(out, "\\u{unit:04x}");
    }
}

fn replaced(text: &str, replace: impl Fn(&mut String, char)) -> Cow<'_, str> {
    // Most text is plain ASCII. The loop is fastest without an early end.
    let is_plain = |byte: u8| byte.wrapping_sub(b' ') <= b'~' - b' ';
    if text.bytes().fold(true, |plain, byte| plain & is_plain(byte)) {
        return Cow::Borrowed(text);
    }
    let (mut out, mut from) = (String::new(), 0);
    for (at, character) in hidden(text) {
        out.push_str(&text[from..at]);
        replace(&mut out, character);
        from = at + character.len_utf8();
    }
    if from == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[from..]);
    Cow::Owned(out)
}

/// The characters of `text` that must not reach a terminal unchanged, with their byte positions.
pub fn hidden(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let mut before = '\0';
    text.char_indices().filter(move |&(at, character)| {
        let after = || text[at + character.len_utf8()..].chars().next().unwrap_or('\0');
        let is_hidden = is_control(character) && !joins_emoji(before, character, after());
        before = if is_hidden { '\0' } else { character };
        is_hidden
    })
}

/// Whether a character moves the cursor, changes the direction of writing, or is invisible.
fn is_control(character: char) -> bool {
    // Most characters are ASCII letters.
    !(' '..='~').contains(&character)
        && matches!(character,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' // C0, delete, C1
        | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' // zero width, marks of direction
        | '\u{2028}'..='\u{202e}' // line and paragraph separators, bidi embeddings
        | '\u{2060}'..='\u{206f}' // word joiner, isolates, retired format characters
        | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether it is a zero-width joiner between two emoji, or a tag letter after a black flag.
fn joins_emoji(before: char, character: char, after: char) -> bool {
    const TAGS: std::ops::RangeInclusive<char> = '\u{e0020}'..='\u{e007f}';
    match character {
        '\u{200d}' => is_emoji(before) && is_emoji(after),
        tag if TAGS.contains(&tag) => before == '\u{1f3f4}' || TAGS.contains(&before),
        _ => false,
    }
}

fn is_emoji(character: char) -> bool {
    matches!(character,
        '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}' | '\u{fe0f}' | '\u{3030}' | '\u{303d}')
}
