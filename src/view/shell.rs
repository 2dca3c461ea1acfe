//! Paths and other words as a shell takes them, for commands that someone copies.

use std::fmt::Write;

use crate::domain::text::hidden;

/// `path` as one word of a command: quoted where it needs it, and with nothing hidden in it.
pub(crate) fn quoted(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/._-+=:,@%".contains(&byte);
    // Or it would be read as an option.
    let path = if path.starts_with('-') { format!("./{path}") } else { path.to_owned() };
    if !path.is_empty() && path.bytes().all(plain) {
        return path;
    }
    let hidden: Vec<usize> = hidden(&path).map(|(at, _)| at).collect();
    if hidden.is_empty() {
        return format!("'{}'", path.replace('\'', r"'\''"));
    }
    let mut word = String::from("$'");
    for (at, character) in path.char_indices() {
        if hidden.contains(&at) {
            for byte in character.encode_utf8(&mut [0; 4]).bytes() {
                // A String takes whatever is written to it.
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

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn a_path_is_one_word_and_shows_all_that_is_in_it() {
        for (path, expected) in [
            ("/home/sam/nocontact.json", "/home/sam/nocontact.json"),
            ("/home/my files/a.json", "'/home/my files/a.json'"),
            ("/tmp/it's", r"'/tmp/it'\''s'"),
            ("/tmp/$(reboot)", "'/tmp/$(reboot)'"),
            ("-rf", "./-rf"),
            ("", "''"),
            ("~/a", "'~/a'"),
            ("/tmp/caf\u{e9}", "'/tmp/caf\u{e9}'"),
            ("/tmp/a\nb", r"$'/tmp/a\012b'"),
            ("/tmp/\u{1b}[2J'\\", r"$'/tmp/\033[2J\'\\'"),
            ("/tmp/\u{202e}x", r"$'/tmp/\342\200\256x'"),
        ] {
            assert_eq!(quoted(path), expected);
        }
    }
}
