//! The fields of an entry: those that no version knows are kept as they are, and those that another
//! kind has are refused.

use std::borrow::Cow;
use std::fs;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::ValueEnum;
use nocontact::domain::entry::{Body, Goal, Kind};
use nocontact::domain::fields::Field;
use nocontact::store::format::{self, csv};

use super::text;
use crate::world::World;

/// The kind last, first and between; values of every shape; nulls under the names of other kinds.
const FILE: &str = include_str!("../messages/whole/unknown_fields.json");

/// The same journal as it is written. A snapshot would treat `\` as `/`, so this is compared as it
/// is.
const WRITTEN: &str = include_str!("../messages/whole/unknown_fields_written.json");

#[test]
fn unknown_fields_survive_as_they_are_and_in_their_order() {
    let world = World::new();
    world.write(FILE);
    world.ok("amend --days 40");
    world.ok("undo");
    assert_eq!(text(&world), WRITTEN);
    world.ok("edit 1 email --note x");
    let edited = r#""xa": {"a": [1,  2.50, {"b": null}]}, "x": null, "text": null,"#;
    assert!(text(&world).contains(edited), "{}", text(&world));
    world.ok("undo");
    world.ok("undo");
    assert!(text(&world).contains(r#", "xa": "was", "text": null}"#), "{}", text(&world));
}

/// `cat` is as safe with them as with every other text, and what they say stays the same.
#[test]
fn hidden_characters_of_unknown_fields_are_escaped_in_the_file() {
    let world = World::new();
    let raw = "{\"a\u{200b}\":\r\n\t[1.50,\"\u{202e}\u{9b}2J\u{7f}\"],\"b\":\"\\u001b\u{e0001}👩\u{200d}👧\"}";
    let entry = format!("{{\"id\":1,\"kind\":\"urge\",\"at\":\"2026-11-05\",\"xa\":{raw}}}");
    let file = format!(
        "{{\"version\":1,\"breakup\":\"2026-11-01\",\"xb\":{raw},\"entries\":[{entry}],\
                        \"undo\":[{{\"act\":\"edited\",\"was\":[{entry}],\"xc\":{raw}}}]}}"
    );
    world.write(&file);
    let copy = world.path().join("copy.json");
    fs::write(&copy, &file).unwrap();
    world.ok("amend --days 40");
    let escaped = r#": {"a\u200b":   [1.50,"\u202e\u009b2J\u007f"],"b":"\u001b\udb40\udc01👩‍👧"}"#;
    assert_eq!(text(&world).matches(escaped).count(), 4, "{}", text(&world));
    let before: serde_json::Value = serde_json::from_str(&file).unwrap();
    assert_eq!(world.file()["xb"], before["xb"]);
    let imported = world.ok_words(&["import", copy.to_str().unwrap()]);
    assert!(imported.starts_with("Nothing to import. Already here: 1 entry.\n"), "{imported}");
}

/// A journal of one entry, whose fields begin on the second line.
fn of(fields: &str) -> String {
    format!(
        "{{\"version\": 1, \"breakup\": \"2026-11-01\", \"entries\": [\n  {{{fields}, \"id\": 1, \
         \"at\": \"2026-11-05\"}}]}}"
    )
}

/// The kinds, each with the fields that it must have.
const KINDS: [(&str, &str); 7] = [
    ("contact", ""),
    ("urge", ""),
    ("restart", ""),
    ("letter", r#", "text": "a""#),
    ("goal", r#", "text": "a""#),
    ("plan", r#", "text": "a""#),
    ("reflection", r#", "answers": "yynyynn""#),
];

/// Every field that a kind has, with a value that the field can have, and the kinds that have it.
const FIELDS: [(&str, &str, &[&str]); 13] = [
    ("by", r#""them""#, &["contact"]),
    ("channel", r#""call""#, &["contact"]),
    ("why", r#""comfort""#, &["contact"]),
    ("reply", r#""none""#, &["contact"]),
    ("necessary", r#""work""#, &["contact"]),
    ("times", "2", &["contact"]),
    ("triggers", "[]", &["contact", "urge"]),
    ("note", r#""a""#, &["contact", "urge"]),
    ("resisted", "true", &["urge"]),
    ("title", r#""a""#, &["letter"]),
    ("text", r#""a""#, &["letter", "goal", "plan"]),
    ("done", r#""2026-11-05""#, &["goal"]),
    ("answers", r#""yynyynn""#, &["reflection"]),
];

#[test]
fn a_field_of_another_kind_is_refused_on_either_side_of_the_kind() {
    for (kind, needed) in KINDS {
        let others = FIELDS.into_iter().filter(|(.., owners)| !owners.contains(&kind));
        for (name, value, _) in others {
            let head = format!(r#""kind": "{kind}"{needed}"#);
            for value in [value, "null", "[7.5]"] {
                let field = format!(r#""{name}": {value}"#);
                for fields in [format!("{head}, {field}"), format!("{field}, {head}")] {
                    let read = format::decode(of(&fields).as_bytes()).map(drop);
                    if value == "null" {
                        assert_eq!(read, Ok(()), "{fields}");
                        continue;
                    }
                    let why = format!("{:?}", read.err());
                    let refused = format!(r#"entry 1 ({kind}) cannot have \"{name}\" at line 2"#);
                    assert!(why.contains(&refused), "{fields}: {why}");
                }
            }
        }
    }
}

#[test]
fn a_kind_that_is_not_known_is_refused_wherever_it_stands() {
    for fields in [r#""kind": "vow", "text": 7"#, r#""text": 7, "by": "me", "kind": "vow""#] {
        let why = format!("{:?}", format::decode(of(fields).as_bytes()).err());
        assert!(why.contains(r#"entry 1 has the unknown kind \"vow\" at line 2"#), "{why}");
    }
}

#[test]
fn one_that_stands_twice_is_refused_on_either_side_of_the_kind() {
    for name in ["title", "text", "done", "answers"] {
        for (kind, _) in KINDS {
            let kind = format!(r#""kind": "{kind}""#);
            let own = if name == "done" { r#""2026-11-05""# } else { r#""yynyynn""# };
            for (one, two) in [(own, own), (own, "null"), ("null", own), ("null", "null")] {
                let (one, two) = (format!(r#""{name}": {one}"#), format!(r#""{name}": {two}"#));
                for fields in [
                    format!("{kind}, {one}, {two}"),
                    format!("{one}, {kind}, {two}"),
                    format!("{one}, {two}, {kind}"),
                ] {
                    let why = format!("{:?}", format::decode(of(&fields).as_bytes()).err());
                    let twice = format!(r#"\"{name}\" appears twice at line 2"#);
                    assert!(why.contains(&twice), "{fields}: {why}");
                }
            }
        }
    }
}

#[test]
fn on_a_kind_of_their_own_they_are_read_before_the_kind_too() {
    for (fields, why) in [
        (r#""text": 7, K"plan""#, "there should be a text"),
        (r#""title": [], "text": "a", K"letter""#, "there should be a text"),
        (r#""done": "soon", "text": "a", K"goal""#, "\"soon\" is not a date"),
        (r#""answers": "yes", K"reflection""#, "\"yes\" is not seven answers of y and n"),
        (r#""text": null, K"plan""#, "there is no \"text\""),
        (r#""text": "a\u0000", K"plan""#, "the text of entry 1 has a NUL character"),
    ] {
        let early = fields.replace('K', r#""kind": "#);
        let (others, kind) = early.rsplit_once(", ").unwrap();
        for fields in [&early, &format!("{kind}, {others}")] {
            let world = World::new();
            world.write(of(fields));
            let said = world.run("status").err;
            let why = format!("it is damaged, or not a nocontact journal: {why} at line 2 column ");
            assert!(said.contains(&why), "{fields}: {said}");
        }
    }
}

#[test]
fn the_text_of_a_letter_is_borrowed_wherever_it_stands() {
    for fields in [
        r#""kind": "letter", "title": "a", "text": "b""#,
        r#""title": "a", "text": "b", "kind": "letter""#,
    ] {
        let file = of(fields);
        let journal = format::decode(file.as_bytes()).unwrap();
        let Body::Letter(letter) = &journal.entries[0].body else { panic!("{fields}") };
        assert!(matches!(letter.title, Some(Cow::Borrowed("a"))), "{fields}");
        assert!(matches!(letter.text, Cow::Borrowed("b")), "{fields}");
    }
}

#[test]
fn one_that_is_nested_too_deeply_is_refused() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    for fields in [r#""x": V, "kind": "contact""#, r#""kind": "contact", "x": V"#] {
        assert!(format::decode(of(&fields.replace('V', &nested(128))).as_bytes()).is_ok());
        assert!(format::decode(of(&fields.replace('V', &nested(129))).as_bytes()).is_err());
    }
}

/// A world, another with the journal [`FILE`], and the path of its export.
fn exported(format: &str) -> (World, World, PathBuf) {
    let (here, there) = (World::started(), World::new());
    there.write(FILE);
    here.ok("amend --date 2026-11-01");
    let path = here.path().join("exported");
    there.ok_words(&["export", "--format", format, "--output", path.to_str().unwrap()]);
    (here, there, path)
}

#[test]
fn an_export_brings_them_and_an_import_tells_entries_apart_by_them() {
    for format in ["json", "csv"] {
        let (here, there, path) = exported(format);
        let import = |world: &World| world.ok_words(&["import", path.to_str().unwrap()]);
        assert_eq!(import(&there), "Nothing to import. Already here: 7 entries.\n");
        import(&here);
        assert_eq!(import(&here), "Nothing to import. Already here: 7 entries.\n");
        let lines = |world: &World| -> Vec<String> {
            let text = text(world);
            text.lines().filter(|line| line.starts_with("    {\"id\"")).map(Into::into).collect()
        };
        assert_eq!(lines(&here), lines(&there), "{format}");
        there.write(FILE.replace(r#""xb": true"#, r#""xb": false"#));
        let said = import(&there);
        assert!(said.contains("Already here: 6 entries."), "{said}");
    }
}

#[test]
fn the_description_of_the_fields_fits_the_table_and_clears_what_can_be_empty() {
    for kind in Kind::value_variants() {
        for field in kind.fields() {
            assert!(csv::COLUMNS.split(' ').any(|column| column == field.name), "{field:?}");
            assert_eq!(Field::named(field.name).map(|named| named.form), Some(field.form));
            let cleared = Body::unread(*kind).clear(field.name);
            assert_eq!(cleared, field.can_be_empty, "{field:?}");
        }
    }
    let mut body =
        Body::Goal(Goal { text: "run".into(), done: NaiveDate::from_ymd_opt(2026, 11, 5) });
    assert_eq!([body.clear("done"), body.clear("text"), body.clear("note")], [true, false, false]);
    assert_eq!(body, Body::Goal(Goal { text: "run".into(), done: None }));
}
