//! Any text for a terminal or for JSON: no forbidden character gets through, and the JSON says what
//! the text said.

#![no_main]

use libfuzzer_sys::fuzz_target;
use nocontact::domain::text::{hidden, in_json, shown};

/// Characters that could fool a terminal anywhere: all but the joiners and tags of emoji.
fn fools(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200c}' | '\u{200e}' | '\u{200f}'
        )
        || matches!(character, '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

fuzz_target!(|text: &str| {
    let once = shown(text);
    assert!(!once.chars().any(fools), "{once:?}");
    assert_eq!(hidden(&once).count(), 0, "{once:?}");
    assert_eq!(shown(&once), once);
    // The joiners that remain stand next to what they join.
    for (at, _) in once.match_indices('\u{200d}') {
        assert!(!once[..at].ends_with(|before: char| before.is_ascii_alphabetic()), "{once:?}");
    }
    let plain: String = text.chars().filter(|character| !"\"\\".contains(*character)).collect();
    let read: String = serde_json::from_str(&format!("\"{}\"", in_json(&plain))).expect("JSON");
    assert_eq!(read, plain);
    assert!(!in_json(&plain).chars().any(fools));
});
