//! Commands that are offered: on the journal at hand, quoted for a shell, and never wrapped.

use std::ffi::OsString;
use std::fs;

use crate::world::World;

/// What `status` says on stderr where there is no journal at `path`.
fn missing(world: &World, path: &str) -> String {
    let outcome = world.run_os([OsString::from("status"), format!("--file={path}").into()]);
    assert_eq!((outcome.out.as_str(), outcome.code), ("", 1), "{path}");
    outcome.err
}

#[cfg(unix)] // Windows' shells have a test of their own.
#[test]
fn a_path_is_one_word_for_a_shell_and_shows_all_that_is_in_it() {
    for (path, expected) in [
        ("/nowhere/nocontact.json", "/nowhere/nocontact.json"),
        ("/nowhere/my files/a.json", "\"/nowhere/my files/a.json\""),
        ("/nowhere/it's", r"'/nowhere/it'\''s'"),
        ("/nowhere/$(reboot)", "'/nowhere/$(reboot)'"),
        ("/nowhere/-a", "/nowhere/-a"),
        ("-rf", "[DIR]/-rf"),
        ("./-r f/../a", "\"[DIR]/-r f/../a\""),
        ("/nowhere/caf\u{e9}", "'/nowhere/caf\u{e9}'"),
        ("/nowhere/a\nb", r"$'/nowhere/a\012b'"),
        ("/nowhere/\u{1b}[2J'\\", r"$'/nowhere/\033[2J\'\\'"),
        ("/nowhere/\u{202e}x", r"$'/nowhere/\342\200\256x'"),
    ] {
        let said = missing(&World::new(), path);
        let offer = format!("\n  begin with: nocontact --file {expected} start\n");
        assert!(said.ends_with(&offer), "{path}: {said}");
    }
}

#[test]
fn words_are_wrapped_and_a_command_is_not() {
    let mut world = World::new();
    let whole = "  begin with: nocontact --file /nowhere/a start\n";
    let parted = "  begin with:\n  nocontact --file /nowhere/a start\n";
    let narrow = "  begin\n  with:\n  nocontact --file /nowhere/a start\n";
    // On Windows, the path begins with a drive.
    let drive = if cfg!(windows) { 2 } else { 0 };
    for (width, expected) in
        [(None, whole), (Some(47 + drive), whole), (Some(46), parted), (Some(9), narrow)]
    {
        world.width = width;
        let said = missing(&world, "/nowhere/a");
        assert!(said.ends_with(expected), "{width:?}: {said}");
    }
}

/// A folder may be called like advice.
#[cfg(unix)] // Windows' names have no colon.
#[test]
fn no_path_is_rewritten() {
    let world = World::new();
    let folder = world.path().join("see: nocontact help");
    let file = folder.join("j.json");
    let on = |words: &[&str]| {
        let file = ["--file", file.to_str().unwrap()];
        world.run_words(&words.iter().copied().chain(file).collect::<Vec<_>>())
    };
    assert_eq!(on(&["start", "2026-11-01"]).code, 0);
    assert_eq!(on(&["log"]).code, 0);
    fs::write(&file, "{").unwrap();
    let said = on(&["status"]).err;
    let path = "[DIR]/see: nocontact help/j.json";
    assert!(said.contains(&format!("the last save is in {path}.bak\n")), "{said}");
    let restore = format!("  to use it: nocontact --file \"{path}\" restore\n");
    assert!(said.ends_with(&restore), "{said}");
    assert!(on(&["doctor"]).out.contains(&format!("nocontact --file \"{path}\" restore\n")));
}

/// A page is the same beside every journal.
#[test]
fn a_page_is_offered_without_a_journal() {
    let world = World::new();
    let words =
        ["start", "2026-11-01", "--file", world.journal().to_str().unwrap()].map(str::to_owned);
    let said = world.run_os(words.map(OsString::from)).out;
    assert!(said.contains("\n  nocontact guide safety\n  nocontact --file [DIR]/"), "{said}");
    assert!(said.ends_with(" amend --no-end\n"), "{said}");
}

#[test]
fn a_page_of_the_guide_offers_commands_on_the_journal_at_hand() {
    let world = World::new();
    let page = world.ok("guide safety --file /nowhere/a");
    assert!(page.contains("\n  nocontact --file /nowhere/a amend --no-end\n"), "{page}");
    let page = world.ok("guide after --file /nowhere/a");
    assert!(page.contains("\n  nocontact --file /nowhere/a ready\n"), "{page}");
    assert!(page.contains("\n  nocontact guide safety\n"), "{page}");
}
