//! Paths and other words quoted for a shell, in commands that someone copies.
//!
//! It builds no command: `view::advice` does.

use std::fmt::Write;

use crate::domain::text::hidden;

/// `text` as one word of a command, quoted if a shell needs it, and with hidden characters as escapes.
/// Words with spaces are in double quotes where nothing in them means more to a shell. It may begin
/// with a dash.
pub(crate) fn word(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/._-+=:,@%".contains(&byte);
    if !text.is_empty() && text.bytes().all(plain) {
        return text.to_owned();
    }
    if !text.trim().is_empty() && text.bytes().all(|byte| byte == b' ' || plain(byte)) {
        return format!("\"{text}\"");
    }
    // Both are in the order of the text, so that a long title takes linear time.
    let mut hidden = hidden(text).map(|(at, _)| at).peekable();
    if hidden.peek().is_none() {
        return format!("'{}'", text.replace('\'', r"'\''"));
    }
    let mut word = String::from("$'");
    for (at, character) in text.char_indices() {
        if hidden.next_if_eq(&at).is_some() {
            for byte in character.encode_utf8(&mut [0; 4]).bytes() {
                // Writing to a String cannot fail.
                let _ = write!(word, "\\{byte:03o}");
            }
        } else {
            word.extend(matches!(character, '\'' | '\\').then_some('\\'));
            word.push(character);
        }
    }
    word.push('\'');
    word
}
