//! Which characters of a text are hidden, how long it may be, and the one word for each value.

use clap::ValueEnum;
use nocontact::domain::change::Act;
use nocontact::domain::contact::{By, Channel, Necessity, Reply, Why};
use nocontact::domain::entry::Kind;
use nocontact::domain::reasons::Reason;
use nocontact::domain::text::{LETTER_LIMIT, NOTE_LIMIT, TextProblem, check, check_letter, shown};
use nocontact::domain::verdict::Verdict;
use nocontact::domain::window::Policy;
use nocontact::domain::word;
use serde::Serialize;

#[test]
fn what_could_fool_a_terminal_is_spelled_out() {
    for (text, expected) in [
        ("plain", "plain"),
        ("caf\u{e9} \u{4f60}\u{597d}", "café 你好"),
        ("\u{1b}[2J", "\\u{1b}[2J"),
        ("a\nb\tc\rd", "a\\u{a}b\\u{9}c\\u{d}d"),
        ("\u{9b}31m", "\\u{9b}31m"),
        ("\u{202e}txet", "\\u{202e}txet"),
        ("a\u{200b}b\u{feff}", "a\\u{200b}b\\u{feff}"),
        ("a\u{200d}b", "a\\u{200d}b"),
        ("\u{2066}x\u{2069}", "\\u{2066}x\\u{2069}"),
        ("x\u{7f}", "x\\u{7f}"),
        ("\u{2028}", "\\u{2028}"),
    ] {
        assert_eq!(shown(text), expected);
    }
}

#[test]
fn emoji_stay_whole() {
    for text in
        ["👩\u{200d}👧", "❤\u{fe0f}\u{200d}🔥", "🏴\u{e0067}\u{e0062}\u{e0065}\u{e007f}", "👍🏽"]
    {
        assert_eq!(shown(text), text);
    }
}

#[test]
fn a_text_too_long_or_with_a_nul_is_refused() {
    assert_eq!(check(&"x".repeat(NOTE_LIMIT)), Ok(()));
    assert_eq!(check(&"x".repeat(NOTE_LIMIT + 1)), Err(TextProblem::TooLong(NOTE_LIMIT)));
    assert_eq!(check("a\0b"), Err(TextProblem::Nul));
    assert_eq!(check_letter(&"x".repeat(LETTER_LIMIT)), Ok(()));
    let long = "x".repeat(LETTER_LIMIT + 1);
    assert_eq!(check_letter(&long), Err(TextProblem::TooLong(LETTER_LIMIT)));
    assert_eq!(check_letter("a\0b"), Err(TextProblem::Nul));
}

/// A value has the same word on the command line, in the file and in JSON.
#[track_caller]
fn one_spelling<T: ValueEnum + Copy + Serialize>() {
    for value in T::value_variants() {
        assert_eq!(serde_json::to_value(value).unwrap(), word(*value));
    }
}

#[test]
fn every_enum_has_one_spelling() {
    one_spelling::<By>();
    one_spelling::<Channel>();
    one_spelling::<Why>();
    one_spelling::<Reply>();
    one_spelling::<Necessity>();
    one_spelling::<Policy>();
    one_spelling::<Verdict>();
    one_spelling::<Reason>();
    one_spelling::<Kind>();
    one_spelling::<Act>();
}
