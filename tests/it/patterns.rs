//! `patterns`: widths, and many or odd triggers. What it counts and draws is in
//! `messages/patterns.txt`.

use crate::world::World;

/// Sixty entries in a month, in a journal of more than a year.
#[test]
fn the_pictures_fit_their_terminal() {
    let mut world = World::new();
    world.at("2027-11-22T21:05:00+01:00");
    let entry = |id: u32| {
        let (day, hour) = (id * 7 % 28 + 1, id * 5 % 24);
        let trigger = "long words ".repeat(id as usize % 9 + 1);
        format!(
            r#"{{"id":{id},"kind":"contact","at":"2026-11-{day:02}T{hour:02}:00:00+01:00","times":{},"triggers":["{trigger}{}"]}}"#,
            id * 37 % 200 + 1,
            id % 11
        )
    };
    let entries: Vec<_> = (1..=60).map(entry).collect();
    let entries = entries.join(",");
    world.write(format!(r#"{{"version":1,"breakup":"2026-11-01","entries":[{entries}]}}"#));
    world.terminal = true;
    world.variables.insert("NO_COLOR", "1".into());
    for width in [40, 60, 80, 100] {
        world.width = Some(width);
        let shown = world.ok("patterns");
        for line in shown.lines() {
            assert!(line.chars().count() <= width, "{width}: {line}");
        }
        assert!(shown.contains("  and 52 more\n"), "{shown}");
        assert!(shown.contains("By week, the last 12"), "{shown}");
    }
}

/// The time is linear, so that no list of triggers is too long.
#[test]
fn many_triggers_of_one_entry_are_counted_at_once() {
    let triggers: Vec<_> = (0..100_000).map(|number| format!("\"{number}\"")).collect();
    let world = World::new();
    world.write(format!(
        r#"{{"version":1,"breakup":"2026-11-01","entries":[{{"id":1,"kind":"urge","at":"2026-11-03","triggers":[{}]}}]}}"#,
        triggers.join(",")
    ));
    assert!(world.ok("patterns").contains("\n  and 99992 more\n"));
}

#[test]
fn a_trigger_counts_once_an_entry_and_is_shown_escaped() {
    let world = World::started();
    world.ok_words(&["log", "text", "--trigger", "a", "--trigger", "A", "--trigger", "\u{1b}[31m"]);
    let shown = world.ok("patterns");
    assert!(shown.contains("  a           1  █\n"), "{shown}");
    assert!(shown.contains("\\u{1b}[31m  1  █\n"), "{shown}");
}
