//! Journals near the limit of 64 MiB: what could be read can be saved, and cut down.

use std::borrow::Cow;

use nocontact::domain::entry::{Entry, UnknownFields};

use crate::world::{World, pause};

/// Ten bytes, of which escaping makes thirty.
const HIDDEN: &str = "\u{202e}\u{7f}\u{e0041}\u{85}";

/// Writes a journal from before there were uids. Its own text fills it up to 4 KiB below the limit.
fn fill(world: &World, entries: &str, unknown: &str) {
    let begin = format!(
        r#"{{"version":1,"breakup":"2026-11-01","entries":[{entries}],"mood":["{unknown}"],"x":""#
    );
    let rest = 64 * 1024 * 1024 - 4096 - begin.len() - "\"}".len();
    world.write(format!("{begin}{}\"}}", "y".repeat(rest)));
}

/// The entries, and the fields of the journal that this version does not know.
fn read(world: &World) -> (Vec<Entry<'static>>, UnknownFields<'static>) {
    let loaded = world.store(pause).load().unwrap().unwrap();
    let journal = loaded.journal().unwrap();
    let owned = |(name, json): (Cow<'_, str>, Cow<'_, str>)| {
        (name.into_owned().into(), json.into_owned().into())
    };
    let unknown = journal.unknown.into_iter().map(owned).collect();
    (journal.entries.into_iter().map(Entry::into_owned).collect(), unknown)
}

/// Runs a command, and checks that all is there as it was, but for the entries `gone`.
fn keeps_all(world: &World, line: &str, gone: &[u64]) {
    let (before, fields) = read(world);
    world.ok(line);
    let (mut after, fields_after) = read(world);
    let kept: Vec<_> = before.iter().filter(|entry| !gone.contains(&entry.id)).collect();
    after.truncate(kept.len());
    let is_same = |(one, two): (&Entry<'_>, &&Entry<'_>)| {
        one.id == two.id && one.identity == two.identity && one.says_as(two)
    };
    assert_eq!(after.len(), kept.len(), "{line}");
    assert!(after.iter().zip(&kept).all(is_same), "{line}");
    assert!(fields == fields_after, "{line}");
}

#[test]
fn an_old_journal_of_hidden_characters_can_be_saved_and_cut_down() {
    let world = World::new();
    let text = HIDDEN.repeat(6000);
    let entry = |id| {
        let fields = r#""kind":"contact","at":"2026-11-02""#;
        format!(r#"{{"id":{id},{fields},"note":"{text}","later":{{"a":"\\{text}\u00e9"}}}}"#)
    };
    let entries: Vec<_> = (1..=10).map(entry).collect();
    fill(&world, &entries.join(","), &text);
    keeps_all(&world, "log text", &[]);
    keeps_all(&world, "remove 1 --yes", &[1]);
    keeps_all(&world, "remove 2 --burn --yes", &[2]);
}

#[test]
fn an_old_journal_of_many_small_entries_can_be_cut_down() {
    let world = World::new();
    let entry = |id| format!(r#"{{"id":{id},"kind":"contact","at":"2026-11-02"}}"#);
    let entries: Vec<_> = (1..=5000).map(entry).collect();
    fill(&world, &entries.join(","), "");
    keeps_all(&world, "remove 2 --burn --yes", &[2]);
}
