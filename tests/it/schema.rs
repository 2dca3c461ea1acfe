//! Every JSON that a test makes the program print or write is checked against `tests/schema`.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use clap::ValueEnum;
use jsonschema::{Registry, Validator};
use nocontact::domain::calendar::Mark;
use nocontact::domain::change::{Act, UNDO_LIMIT};
use nocontact::domain::contact::{By, Channel, Necessity, Reply, TIMES, Why};
use nocontact::domain::entry::{IDS, Kind};
use nocontact::domain::readiness::{Answer, Cause};
use nocontact::domain::reasons::Reason;
use nocontact::domain::text::{LETTER_LIMIT, NOTE_LIMIT};
use nocontact::domain::verdict::Verdict;
use nocontact::domain::window::{DAYS, Policy};
use nocontact::store::format;
use serde_json::{Value, json};

use crate::cli::commands;
use crate::world::World;

/// What each command prints with `--json`: the name of its schema.
pub(crate) const OUTPUTS: [(&str, &str); 9] = [
    ("calendar", "calendar"),
    ("doctor", "doctor"),
    ("history", "history"),
    ("log", "entry"),
    ("patterns", "patterns"),
    ("ready", "entry"),
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

/// Fails, with every mismatch, unless `value` is what the schema `name` says.
#[track_caller]
fn holds(name: &str, value: &Value) {
    let validator = &VALIDATORS[name];
    // Most values hold, and that is cheaper to ask than what is wrong.
    if validator.is_valid(value) {
        return;
    }
    let mut wrong = String::new();
    for error in validator.iter_errors(value) {
        writeln!(wrong, "at \"{}\": {error}", error.instance_path()).unwrap();
    }
    panic!("not what tests/schema/{name}.json says\n{wrong}{value:#}");
}

/// Checks what a successful command line printed to `out` against its schema, if it has one.
#[track_caller]
pub(crate) fn output_holds(words: &[OsString], out: &[u8]) {
    let words: Vec<_> = words.iter().map_while(|word| word.to_str()).collect();
    let options = words.split(|&word| word == "--").next().unwrap_or_default();
    if !options.contains(&"--json") || options.contains(&"--help") {
        return;
    }
    let schema = |word: &&str| OUTPUTS.iter().find(|(command, _)| command == word);
    if let Some((_, name)) = options.iter().find_map(schema) {
        let value: Value = serde_json::from_slice(out).unwrap();
        // Several entries are an array, as in `history`.
        holds(if value.is_array() && *name == "entry" { "history" } else { name }, &value);
    }
}

thread_local! {
    /// The last journal that was checked: most commands leave it unchanged.
    static HELD: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Checks the journal at `path` against its schema, if there is one that the program can read.
#[track_caller]
pub(crate) fn journal_holds(path: &Path) {
    // The program refuses anything but a file, and files that are too large.
    if !fs::metadata(path).is_ok_and(|found| found.is_file() && found.len() <= 1 << 26) {
        return;
    }
    let Ok(bytes) = fs::read(path) else { return };
    if HELD.with_borrow(|held| *held == bytes) {
        return;
    }
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    // An unknown field may hold a number that is valid JSON but too large for serde_json.
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

/// The spellings of a type, as a JSON list.
fn words<T: ValueEnum>() -> Value {
    let variants = T::value_variants().iter().filter_map(ValueEnum::to_possible_value);
    variants.map(|value| value.get_name().to_owned()).collect()
}

#[test]
fn the_words_and_limits_of_the_schemas_are_those_of_the_program() {
    let list = |name: &str| &SCHEMAS["words"]["$defs"][name];
    for (name, words) in [
        ("act", words::<Act>()),
        ("answer", words::<Answer>()),
        ("by", words::<By>()),
        ("cause", words::<Cause>()),
        ("channel", words::<Channel>()),
        ("kind", words::<Kind>()),
        ("mark", words::<Mark>()),
        ("necessary", words::<Necessity>()),
        ("policy", words::<Policy>()),
        ("reason", words::<Reason>()),
        ("reply", words::<Reply>()),
        ("verdict", words::<Verdict>()),
        ("why", words::<Why>()),
    ] {
        assert_eq!(list(name)["enum"], words, "{name}");
    }
    let limits = |name: &str| json!([list(name)["minimum"], list(name)["maximum"]]);
    assert_eq!(limits("id"), json!([IDS.start, IDS.end - 1]));
    assert_eq!(limits("times"), json!([TIMES.start(), TIMES.end()]));
    assert_eq!(limits("length"), json!([DAYS.start(), DAYS.end()]));
    assert_eq!(list("text")["maxLength"], NOTE_LIMIT);
    assert_eq!(list("letter")["maxLength"], LETTER_LIMIT);
    assert_eq!(SCHEMAS["file"]["properties"]["undo"]["maxItems"], UNDO_LIMIT);
}
