//! Every JSON that a test makes the program print or write, against the schemas of `tests/schema`.

mod defects;
mod entries;
mod file;
mod kinds;
mod words;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use jsonschema::{Registry, Validator};
use nocontact::store::format;
use serde_json::Value;

use crate::cli::commands;
use crate::world::World;

/// What each command prints with `--json`: the name of its schema.
pub(crate) const OUTPUTS: [(&str, &str); 8] = [
    ("calendar", "calendar"),
    ("doctor", "doctor"),
    ("history", "history"),
    ("log", "entry"),
    ("patterns", "patterns"),
    ("show", "entry"),
    ("status", "status"),
    ("urge", "entry"),
];

/// The schema of the journal.
const FILE: &str = "file";

/// Every schema, by its name without the ending.
static SCHEMAS: LazyLock<BTreeMap<String, Value>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schema");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let read = |path: &Path| serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    let name = |path: &Path| path.file_stem().unwrap().to_str().unwrap().to_owned();
    paths.map(|path| (name(&path), read(&path))).collect()
});

static VALIDATORS: LazyLock<BTreeMap<&str, Validator>> = LazyLock::new(|| {
    let place = |name: &str| format!("json-schema:///{name}.json");
    let all = SCHEMAS.iter().map(|(name, schema)| (place(name), schema));
    let registry = Registry::new().extend(all).unwrap().prepare().unwrap();
    let compile = |name: &str, schema| {
        jsonschema::options()
            .with_registry(&registry)
            .with_base_uri(place(name))
            .should_validate_formats(true)
            .build(schema)
            .unwrap()
    };
    SCHEMAS.iter().map(|(name, schema)| (name.as_str(), compile(name, schema))).collect()
});

/// What the schema `name` finds wrong, a line each; nothing where it holds.
fn wrong(name: &str, value: &Value) -> String {
    let validator = &VALIDATORS[name];
    let mut lines = String::new();
    // Whether it holds is cheaper to ask than why not.
    if !validator.is_valid(value) {
        for error in validator.iter_errors(value) {
            writeln!(lines, "at \"{}\": {error}", error.instance_path()).unwrap();
        }
    }
    lines
}

/// `value` is what the schema `name` says.
#[track_caller]
pub(crate) fn holds(name: &str, value: &Value) {
    let wrong = wrong(name, value);
    assert!(wrong.is_empty(), "not what tests/schema/{name}.json says\n{wrong}{value:#}");
}

/// What a command line that was done printed to `out` is what its schema says, where it has one.
#[track_caller]
pub(crate) fn output_holds(words: &[OsString], out: &[u8]) {
    let words: Vec<_> = words.iter().map_while(|word| word.to_str()).collect();
    let options = words.split(|&word| word == "--").next().unwrap_or_default();
    if !options.contains(&"--json") || options.contains(&"--help") {
        return;
    }
    let schema = |word: &&str| OUTPUTS.iter().find(|(command, _)| command == word);
    if let Some((_, name)) = options.iter().find_map(schema) {
        holds(name, &serde_json::from_slice(out).unwrap());
    }
}

thread_local! {
    /// The last journal that was found to hold: most commands leave it as it was.
    static HELD: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// The journal at `path`, where there is one that the program reads, is what its schema says.
#[track_caller]
pub(crate) fn journal_holds(path: &Path) {
    // What is no file, or too large for the program, is not read here either.
    if !fs::metadata(path).is_ok_and(|found| found.is_file() && found.len() <= 1 << 26) {
        return;
    }
    let Ok(bytes) = fs::read(path) else { return };
    if HELD.with_borrow(|held| *held == bytes) {
        return;
    }
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    // A field from elsewhere may hold a number that is JSON and yet not for every reader.
    let Ok(value) = serde_json::from_slice(text) else { return };
    if !VALIDATORS[FILE].is_valid(&value) && format::decode(&bytes).is_ok() {
        holds(FILE, &value);
    }
    HELD.set(bytes);
}

#[test]
fn every_command_that_prints_json_has_a_schema() {
    let commands = commands().into_iter();
    let with_json =
        commands.filter(|command| World::new().ok(&format!("{command} --help")).contains("--json"));
    let mut expected: Vec<_> = with_json.collect();
    expected.sort();
    assert_eq!(OUTPUTS.map(|(command, _)| command).as_slice(), expected);
}
