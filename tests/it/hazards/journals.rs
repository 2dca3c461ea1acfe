//! Bytes that are not a journal: every command refuses them and leaves them alone. Wrong values of
//! single fields are in `fields`.

use std::fs::{self, File};
use std::sync::Arc;

use super::{at_once, is_refused_by_all};
use crate::world::World;

/// A sound journal; the cases change one thing in it.
pub(super) const SOUND: &str = r#"{"version": 1, "breakup": "2026-11-01", "entries": [
    {"id": 1, "kind": "contact", "at": "2026-11-05", "channel": "text", "note": "a \"note\""}],
    "undo": [{"act": "recorded", "added": [1]}]}"#;

fn holding(bytes: impl AsRef<[u8]>) -> Arc<World> {
    let world = World::new();
    world.write(bytes);
    Arc::new(world)
}

/// Every command refuses `bytes` for a reason that contains `why`, and leaves them alone.
#[track_caller]
pub(super) fn is_refused(bytes: impl AsRef<[u8]>, why: &str) {
    let bytes = bytes.as_ref();
    let world = holding(bytes);
    is_refused_by_all(&world, why);
    assert!(world.bytes() == bytes, "the file is not what it was");
    let others = world.names().into_iter().filter(|name| name != "nocontact.json.lock");
    assert_eq!(others.collect::<Vec<_>>(), ["nocontact.json"]);
}

/// Refuses [`SOUND`] with its one `old` replaced by `new`.
#[track_caller]
pub(super) fn bent_is_refused(old: &str, new: &str, why: &str) {
    assert_eq!(SOUND.matches(old).count(), 1, "{old}");
    is_refused(SOUND.replacen(old, new, 1), why);
}

#[test]
fn what_the_cases_are_bent_from_is_sound() {
    let world = holding(SOUND);
    assert_eq!(world.json("show 1 --json")["note"], "a \"note\"");
    world.ok("log text");
    assert_eq!(world.file()["entries"].as_array().unwrap().len(), 2);
}

#[test]
fn an_empty_file_is_refused_and_not_taken_for_a_new_one() {
    for empty in ["", " \r\n\t\n", "\u{feff}", "\u{feff}\n"] {
        is_refused(empty, "it is empty");
    }
}

#[test]
fn a_file_cut_short_is_refused_and_left_as_it_was() {
    for end in 1..SOUND.len() {
        let world = holding(&SOUND[..end]);
        for line in ["status", "log text"] {
            let outcome = world.run(line);
            assert_eq!(outcome.code, 1, "{line} of {end} bytes: {outcome}");
            assert!(outcome.err.contains("cannot read [DIR]/data/nocontact.json"), "{outcome}");
        }
        assert_eq!(world.bytes(), &SOUND.as_bytes()[..end]);
    }
    is_refused(&SOUND[..SOUND.len() / 2], "it breaks off at line");
    is_refused(&SOUND[..1], "it breaks off at line");
}

#[test]
fn what_is_no_json_is_refused() {
    for bytes in [
        &b"nocontact"[..],
        b"\0\0\0\0",
        b"\x89PNG\r\n\x1a\n",
        b"{'version': 1}",
        b"{\"version\": 1,}",
        b"\xff\xfe{\x00",
        b"\xef\xbb\xbf\xef\xbb\xbf{}",
    ] {
        is_refused(bytes, "line 1 is not ");
    }
    is_refused(format!("{SOUND}x"), "is not valid JSON");
    is_refused(format!("{SOUND}{SOUND}"), "is not valid JSON");
    is_refused(SOUND.replace("note\\\"", "\u{1b}[2J"), "line 2 is not valid JSON");
    let latin = SOUND.replace("a \\\"note", "%").into_bytes();
    let latin: Vec<_> = latin.iter().map(|&byte| if byte == b'%' { 0xe9 } else { byte }).collect();
    is_refused(latin, "line 2 is not UTF-8");
}

#[test]
fn json_of_another_shape_is_refused() {
    for json in ["null", "true", "1", "\"text\"", "[]", "[{}]", "[1, 2]"] {
        is_refused(json, "it is not a nocontact journal");
    }
    is_refused("{}", "no \"version\": 1");
    is_refused(r#"{"version": 1}"#, "no \"breakup\"");
    is_refused(r#"{"version": 1, "entries": []}"#, "no \"breakup\"");
    is_refused(r#"{"version": 1, "breakup": "2026-11-01"}"#, "no \"entries\"");
    for (entries, why) in
        [("null", "no \"entries\""), ("{}", "there should be a list"), ("[1]", "an entry")]
    {
        let head = r#""version": 1, "breakup": "2026-11-01""#;
        is_refused(format!("{{{head}, \"entries\": {entries}}}"), why);
    }
    is_refused(r#"{"version": 1, "breakup": 20261101, "entries": []}"#, "there should be a text");
    for field in
        [r#""id": 1"#, r#""kind": "contact""#, r#""at": "2026-11-05""#, r#""act": "recorded""#]
    {
        let name = field.split('"').nth(1).unwrap();
        bent_is_refused(&format!("{field}, "), "", &format!("\"{name}\""));
    }
    bent_is_refused(r#""channel": "text""#, r#""resisted": true"#, "\"resisted\"");
    bent_is_refused(r#""a \"note\"""#, "7", "a text");
}

#[test]
fn a_version_that_is_none_of_ours_or_newer_is_refused() {
    let (own, none) = ("\"version\": 1", "no \"version\": 1");
    bent_is_refused("\"version\": 1, ", "", none);
    for (version, why) in [
        ("null", none),
        ("0", none),
        ("-1", "there should be a number"),
        ("\"1\"", "there should be a number"),
        ("1.0", "there should be a number"),
        ("2", "a newer version of nocontact wrote it (format 2;"),
        ("999", "(format 999; this one knows 1)"),
    ] {
        bent_is_refused(own, &format!("\"version\": {version}"), why);
    }
    // A newer one is refused by its number, whatever else is new in it.
    is_refused(r#"{"version": 2}"#, "(format 2;");
    is_refused(r#"{"breakup": {"on": "2026"}, "entries": 7, "version": 3}"#, "(format 3;");
    is_refused(r#"{"entries": [{"kind": "dream"}], "version": 4}"#, "(format 4;");
}

#[test]
fn an_entry_under_the_greatest_id_does_not_make_the_next_save_unreadable() {
    let world = holding(SOUND.replace("\"id\": 1", "\"id\": 9007199254740991"));
    let before = world.bytes();
    for line in ["log text", "restart"] {
        let outcome = world.run(line);
        assert_eq!(outcome.code, 1);
        assert!(outcome.err.contains("no id is left"), "{outcome}");
    }
    assert_eq!(world.bytes(), before);
    world.ok("history");
    bent_is_refused("\"id\": 1", "\"id\": 9007199254740992", "is not the id of an entry");
    bent_is_refused("\"id\": 1", "\"id\": 0", "is not the id of an entry");
}

#[test]
fn a_byte_order_mark_is_let_pass() {
    let world = holding(format!("\u{feff}{SOUND}"));
    assert_eq!(world.ok("status --short"), "21/30\n");
    world.ok("log text");
    assert_eq!(world.file()["entries"].as_array().unwrap().len(), 2);
    let backup = fs::read(world.beside(".bak")).unwrap();
    assert_eq!(backup, format!("\u{feff}{SOUND}").as_bytes());
}

/// Checks that a command that reads and one that writes refuse `bytes` at once.
#[track_caller]
fn is_refused_at_once(bytes: &str, why: &str) {
    let world = holding(bytes);
    for line in ["status --short", "log text"] {
        let outcome = at_once(&world, line);
        assert_eq!(outcome.code, 1, "{line}: {outcome}");
        assert!(outcome.err.contains("cannot read [DIR]/data/nocontact.json: "), "{outcome}");
        assert!(outcome.err.contains(why), "{line}: {outcome}");
    }
    assert!(world.bytes() == bytes.as_bytes(), "the file is not what it was");
}

/// A hundred thousand nested lists, and as many objects: no stack has room for that many calls.
fn deep() -> [String; 2] {
    let depth = 100_000;
    [
        format!("{}{}", "[".repeat(depth), "]".repeat(depth)),
        format!("{}1{}", "{\"a\":".repeat(depth), "}".repeat(depth)),
    ]
}

#[test]
fn a_file_or_a_field_nested_deep_is_refused_at_once_whether_it_is_known_or_not() {
    for value in deep() {
        is_refused_at_once(&value, "");
        is_refused_at_once(&value[..value.len() / 2], "");
        for place in ["\"version\"", "\"channel\"", "\"act\""] {
            let bent = SOUND.replacen(place, &format!("\"mood\": {value}, {place}"), 1);
            is_refused_at_once(&bent, "\"mood\" is nested too deeply");
        }
        for name in ["version", "breakup", "entries", "note", "undo"] {
            let place = format!("\"{name}\": ");
            let bent = SOUND.replacen(&place, &format!("{place}{value}, \"x\": "), 1);
            is_refused_at_once(&bent, "");
        }
        // Skipping it to find a newer version is no trap either.
        is_refused_at_once(&format!("{{\"entries\": {value}, \"version\": 2}}"), "(format 2;");
    }
}

#[test]
fn a_file_larger_than_64_mib_is_refused_at_once() {
    let world = holding(SOUND);
    let size = 3 * 1024 * 1024 * 1024;
    for length in [64 * 1024 * 1024 + 1, size] {
        // A sparse file, which takes no room on the disk.
        File::options().write(true).open(world.journal()).unwrap().set_len(length).unwrap();
        is_refused_by_all(&world, "it is larger than 64 MiB");
        let found = fs::metadata(world.journal()).unwrap();
        assert_eq!(found.len(), length);
    }
    let others = world.names().into_iter().filter(|name| name != "nocontact.json.lock");
    assert_eq!(others.collect::<Vec<_>>(), ["nocontact.json"]);
}
