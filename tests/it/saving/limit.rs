//! Journals near the limit of 64 MiB: what could be read can be saved, and cut down.

use std::borrow::Cow;

use nocontact::domain::entry::{Entry, UnknownFields};

use crate::world::{World, pause};

/// Ten bytes, of which escaping makes thirty.
const HIDDEN: &str = "\u{202e}\u{7f}\u{e0041}\u{85}";

/// The entries, and the fields of the journal that this version does not know.
fn read(world: &World) -> (Vec<Entry<'static>>, UnknownFields<'static>) {
    let loaded = world.store(pause).load().unwrap().unwrap();
    let journal = loaded.journal().unwrap();
    let owned = |text: Cow<'_, str>| Cow::Owned(text.into_owned());
    let unknown = journal.unknown.into_iter().map(|(name, json)| (owned(name), owned(json)));
    let unknown = unknown.collect();
    (journal.entries.into_iter().map(Entry::into_owned).collect(), unknown)
}

/// The journal is from before there were uids. It is 4 KiB below the limit, in as few bytes as JSON
/// can be. Escaped notes, escaped unknown fields, or a uid for each entry, would not fit.
#[test]
fn what_can_be_read_can_be_saved_and_cut_down() {
    let world = World::new();
    let text = HIDDEN.repeat(2000);
    let fields = r#""kind":"contact","at":"2026-11-02","channel":"text""#;
    let long = (1..=3).map(|id| {
        let later = format!(r#"{{"a":"\\{text}\u00e9\u202E"}}"#);
        format!(r#"{{"id":{id},{fields},"note":"{text}","later":{later}}}"#)
    });
    let short = (4..=1000).map(|id| format!(r#"{{"id":{id},{fields}}}"#));
    let entries: Vec<_> = long.chain(short).collect();
    let entries = entries.join(",");
    let begin = format!(
        r#"{{"version":1,"breakup":"2026-11-01","entries":[{entries}],"mood":["{text}"],"x":""#
    );
    let rest = 64 * 1024 * 1024 - 4096 - begin.len() - "\"}".len();
    world.write(format!("{begin}{}\"}}", "y".repeat(rest)));

    let (before, fields) = read(&world);
    for line in ["log text", "remove 1 2 --burn --yes"] {
        world.ok(line);
    }
    let (after, fields_after) = read(&world);
    assert!(fields == fields_after, "the unknown fields are not what they were");
    let is_same =
        |(one, two): (&Entry<'_>, &Entry<'_>)| one.identity == two.identity && one.says_as(two);
    assert!(before[2..].iter().zip(&after).all(is_same), "the entries are not what they were");
    assert_eq!(after.len(), 999);
}
