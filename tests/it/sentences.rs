//! Every sentence in the source is one that some test prints.
//!
//! A sentence is any text of the source with three words or more, outside of attributes: those hold
//! comments and help, which `cli` prints command by command. What tests print stands in their own
//! texts, and in the examples of the README and of the manual, which run as tests.

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use syn::Lit;

/// All files below `folder` whose name ends so.
fn files(folder: &str, end: &str) -> Vec<PathBuf> {
    let (mut found, mut folders) = (Vec::new(), vec![root().join(folder)]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_str().unwrap().ends_with(end) {
                found.push(path);
            }
        }
    }
    assert!(!found.is_empty(), "{folder}");
    found
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Constants that are lists of words to read, and a call and a method whose texts are read.
const READ: &str = "ACTS AHEAD ANSWERED ASKED ASKERS EACH CHILDREN HARM KIN SAFETY THEM TRACKING BEFORE_HOUR COLUMNS COUNTS GO_ON LOOKS MEANT MONTHS NOT_DONE NUMBERS \
                    RECORDS THEIRS UNITS VAGUE VARIABLES WORDS ZONES among replace";

/// What no test here can provoke, by its words, and why.
const UNPRINTED: [(&str, &str); 10] = [
    ("look for leftovers in", ERRORS),
    ("save the draft", ERRORS),
    ("write the draft", ERRORS),
    ("look for files in", ERRORS),
    ("what could be removed is gone; see who owns the rest, then try again", ERRORS),
    ("nocontact: the letter is recorded, but its draft may stay", ERRORS),
    ("it belongs to another user, and a save would take it away from them", OWNERS),
    ("the time zone in", "It needs another /etc/localtime."),
    ("the table has no column", "Only a new field without a column gets there."),
    ("there is no such field", "Only a mistake in `domain::fields` gets there."),
];
const ERRORS: &str = "A system call fails: the row `error_at_every_call` of the fault matrix.";
const OWNERS: &str = "It needs another user: the row `owner_and_access` of the fault matrix.";

/// The texts in a stream of tokens that may be printed: without those in attributes, and without
/// those that are compared with what is read, in a list of `read` or in a pattern.
fn texts(tokens: TokenStream, read: &[&str], found: &mut Vec<String>) {
    let tokens: Vec<_> = tokens.into_iter().collect();
    let name = |token: &TokenTree| match token {
        TokenTree::Ident(name) => name.to_string(),
        TokenTree::Punct(sign) => sign.to_string(),
        _ => String::new(),
    };
    let names: Vec<_> = tokens.iter().map(name).collect();
    let is = |at: usize, texts: &[&str]| names.get(at).is_some_and(|it| texts.contains(&&**it));
    let mut is_list = false;
    for (at, token) in tokens.into_iter().enumerate() {
        let (before, first) = (at.wrapping_sub(1), at.wrapping_sub(2));
        is_list = is(before, &["const"]) && is(at, read) || is_list && !is(at, &[";"]);
        let is_attribute = is(before, &["#"]) || is(before, &["!"]) && is(first, &["#"]);
        let is_pattern = is(at + 1, &["|"]) || is(at + 1, &["="]) && is(at + 2, &[">"]);
        match token {
            _ if is_list || is_attribute || is_pattern || is(before, read) => {}
            TokenTree::Group(group) => texts(group.stream(), read, found),
            TokenTree::Literal(literal) => {
                if let Lit::Str(text) = Lit::new(literal) {
                    found.push(text.value());
                }
            }
            _ => {}
        }
    }
}

fn texts_of(path: &Path, read: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    texts(fs::read_to_string(path).unwrap().parse().unwrap(), read, &mut found);
    found
}

/// Words in lower case with a space between them, however they were wrapped and marked as of stderr.
fn plain(text: &str) -> String {
    let text = text.replace("\n! ", "\n").to_lowercase();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The parts of a text that are printed as they stand: those between the values of a format.
fn parts(text: &str) -> Vec<String> {
    let is_words = |part: &String| part.split(' ').filter(|word| is_word(word)).count() >= 2;
    let mut parts = Vec::new();
    for (at, piece) in text.split(['{', '}']).enumerate() {
        if at % 2 == 0 {
            let words = piece.trim_matches(|letter: char| !letter.is_alphanumeric());
            parts.push(plain(words));
        }
    }
    parts.into_iter().filter(is_words).collect()
}

fn is_word(word: &str) -> bool {
    word.chars().filter(|letter| letter.is_alphabetic()).count() >= 2
}

fn is_sentence(text: &str) -> bool {
    text.split_whitespace().filter(|word| is_word(word)).count() >= 3
}

#[test]
fn every_sentence_is_printed_by_a_test() {
    let own = file!().rsplit('/').next().unwrap();
    let tests = files("tests/it", ".rs").into_iter().chain(files("tests/faults", ".rs"));
    let tests = tests.filter(|path| !path.ends_with(own));
    let mut printed: Vec<_> = tests.flat_map(|path| texts_of(&path, &[])).collect();
    let pages = files("src/manual", ".md").into_iter().chain([root().join("README.md")]);
    let pages = pages.chain(files("tests/it/messages", ".txt"));
    printed.extend(pages.map(|path| fs::read_to_string(path).unwrap()));
    let printed = plain(&printed.join("\n"));
    let read: Vec<_> = READ.split(' ').collect();
    let mut missing = Vec::new();
    for path in files("src", ".rs") {
        let name = path.strip_prefix(root()).unwrap().display().to_string();
        let sentences = texts_of(&path, &read).into_iter().filter(|text| is_sentence(text));
        let lost = sentences.flat_map(|text| parts(&text)).filter(|part| !printed.contains(part));
        missing.extend(lost.map(|part| (part, name.clone())));
    }
    let idle = UNPRINTED.iter().filter(|(words, _)| !missing.iter().any(|(part, _)| part == words));
    let idle: Vec<_> = idle.collect();
    missing.retain(|(part, _)| !UNPRINTED.iter().any(|(words, _)| part == words));
    assert!(missing.is_empty() && idle.is_empty(), "printed by no test: {missing:#?}; {idle:?}");
}
