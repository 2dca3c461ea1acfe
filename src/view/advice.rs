//! Advice and commands as text: the one place where an offered command is written out.
//!
//! A command is never wrapped, so that it can be copied. This file chooses no advice.

use std::fmt::Write;
use std::path::Path;

use unicode_width::UnicodeWidthStr;

use super::style::{Style, wrapped};
use crate::advice::{Advice, Argument, Caller, CommandLine, Program};
use crate::domain::text::{hidden, shown};

/// The command as one types it.
pub(crate) fn command(command: &CommandLine, caller: &Caller) -> String {
    let mut line = match (command.program, &caller.file) {
        (Program::OnJournal, Some(file)) => format!("nocontact --file {}", path(file)),
        (Program::OnJournal | Program::Alone, _) => "nocontact".to_owned(),
        (Program::Other(name), _) => name.to_owned(),
    };
    for argument in &command.arguments {
        let argument = match argument {
            Argument::Word(word) => self::word(word),
            Argument::Path(path) => self::path(path),
        };
        line.extend([" ", &argument]);
    }
    line
}

/// A path as a shell reads it, or `PATH` if it is not UTF-8 and so cannot be typed.
fn path(path: &Path) -> String {
    path.to_str().map_or("PATH".to_owned(), word)
}

/// `text` as one word of a command, quoted if a shell needs it, and with hidden characters as escapes.
/// It may begin with a dash.
fn word(text: &str) -> String {
    if cfg!(windows) { word_on_windows(text) } else { word_on_unix(text) }
}

/// Double quotes mean the same to cmd and to PowerShell. Where PowerShell would read more into them,
/// the word is for PowerShell, which people have in front of them unless they chose otherwise.
fn word_on_windows(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || br"/\._-+=:~".contains(&byte);
    // PowerShell divides `-a.b` and `-a:b`, and expands a `~` that comes first.
    let is_short = text.starts_with('-') && !text.starts_with("--");
    let is_divided = is_short && text.contains(['.', ':']) || text.starts_with('~');
    if !text.is_empty() && text.bytes().all(plain) && !is_divided {
        return text.to_owned();
    }
    if hidden(text).next().is_some() {
        let mut hidden = hidden(text).map(|(at, _)| at).peekable();
        let escaped = text.char_indices().map(|(at, character)| match character {
            _ if hidden.next_if_eq(&at).is_some() => format!("`u{{{:x}}}", u32::from(character)),
            '`' | '"' | '$' => format!("`{character}"),
            _ => character.into(),
        });
        return format!("\"{}\"", escaped.collect::<String>());
    }
    // PowerShell takes the curly quotes for its own.
    if text.contains(['"', '$', '`', '\u{201c}', '\u{201d}', '\u{201e}']) {
        let doubled = |text: String, quote: char| text.replace(quote, &format!("{quote}{quote}"));
        let quotes = ['\'', '\u{2018}', '\u{2019}', '\u{201a}', '\u{201b}'];
        return format!("'{}'", quotes.into_iter().fold(text.to_owned(), doubled));
    }
    let slashes = text.len() - text.trim_end_matches('\\').len();
    format!("\"{text}{}\"", r"\".repeat(slashes))
}

/// Words with spaces are in double quotes where nothing in them means more to a shell.
fn word_on_unix(text: &str) -> String {
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

/// Advice in lines: `first`, the words, the command. Later lines are indented as far as `first` is
/// wide. The words are wrapped to `width`, if it is known. A command that does not fit after them
/// has a line of its own.
pub(crate) fn lines(advice: &Advice, first: &str, caller: &Caller, width: Option<usize>) -> String {
    let wrap = |text: &str| match width {
        Some(width) if text.contains(HARD_SPACE) => wrapped(first, text, width),
        Some(width) => wrapped(first, &with_whole_paths(text), width).replace(HARD_SPACE, " "),
        None => format!("{first}{text}"),
    };
    let words = shown(&advice.words);
    let Some(command) = &advice.command else {
        return wrap(&words);
    };
    let command = self::command(command, caller);
    if words.is_empty() {
        return format!("{first}{command}");
    }
    let colon = if words.ends_with('?') { "" } else { ":" };
    let words = wrap(&format!("{words}{colon}"));
    let used = words.lines().last().unwrap_or_default().width();
    match width {
        Some(width) if used + 1 + command.width() > width => {
            format!("{words}\n{}{command}", " ".repeat(first.width()))
        }
        _ => format!("{words} {command}"),
    }
}

/// Stands for a space at which no line is broken.
pub(crate) const HARD_SPACE: &str = "\u{a0}";

/// `text` with hard spaces in absolute paths, so that each can be copied. A path ends with the word of
/// its last slash or dot.
fn with_whole_paths(text: &str) -> String {
    let (mut whole, mut rest) = (String::new(), text);
    while let Some((before, path)) = next_path(rest).map(|at| rest.split_at(at + 1)) {
        let most = [": ", ", ", "; "].iter().filter_map(|end| path.find(end));
        let most = most.chain(next_path(path)).min();
        let most = path[..most.unwrap_or(path.len())].trim_end_matches('.');
        let last = most.rfind(['/', '\\', '.']).unwrap_or(0);
        let end = most[last..].find(' ').map_or(most.len(), |more| last + more);
        whole += before;
        whole += &path[..end].replace(' ', HARD_SPACE);
        rest = &path[end..];
    }
    whole + rest
}

/// Where the space before the next absolute path is. On Windows, that begins with a drive.
fn next_path(text: &str) -> Option<usize> {
    let begins = |at: &usize| match text.as_bytes()[at + 1..] {
        [b'/', ..] => true,
        [drive, b':', b'\\', ..] => drive.is_ascii_alphabetic(),
        _ => false,
    };
    text.match_indices(' ').map(|(at, _)| at).find(begins)
}

/// Several of them on a screen, each behind `indent`.
pub(super) fn on_screen(
    all: impl IntoIterator<Item = Advice>,
    indent: &str,
    caller: &Caller,
    style: &Style,
) -> Vec<String> {
    let drawn = |advice| lines(&advice, indent, caller, Some(style.width));
    all.into_iter().map(drawn).collect()
}
