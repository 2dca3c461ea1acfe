//! The screen of `status`, whose words are in `messages/status.txt`: how wide it is, and what it never shows.

use crate::world::World;

#[test]
fn the_bar_fits_the_terminal() {
    let mut world = World::new();
    world.ok("start 2026-11-01 --days 365");
    for width in [20, 40, 60, 80, 100, 300] {
        world.width = Some(width);
        let out = world.ok("status");
        let bar = out.lines().nth(1).unwrap();
        assert!(bar.chars().count() <= width, "{width}: {bar}");
        assert!(bar.contains('░') && bar.contains("5%"), "{bar}");
    }
}

#[test]
fn a_note_is_never_shown() {
    let world = World::started();
    world.ok("log text secret words --trigger hidden");
    for line in ["status", "", "status --short", "status --json"] {
        let out = world.ok(line);
        assert!(!out.contains("secret") && !out.contains("hidden"), "{out}");
    }
}
