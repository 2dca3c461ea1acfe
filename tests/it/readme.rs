//! The README's examples, run in order.

#![cfg(target_os = "linux")]

use std::fs;

/// The blocks share a home, so that each continues the one before.
#[test]
fn the_readme_shows_what_the_program_says() {
    let home = tempfile::tempdir().unwrap();
    trycmd::TestCases::new()
        .case("README.md")
        .register_bin("nocontact", trycmd::cargo::cargo_bin!("nocontact"))
        .insert_var("[HOME]", home.path().to_string_lossy().into_owned())
        .unwrap()
        .env("HOME", home.path().to_str().unwrap())
        .env("XDG_DATA_HOME", "")
        .env("NOCONTACT_FILE", "")
        .env("NOCONTACT_NOW", "2026-11-22T21:05:00+01:00")
        .env("TZ", "Europe/Berlin")
        .env("LC_ALL", "C.UTF-8")
        .env("NO_COLOR", "1")
        .run();
}

/// The README shows the file that its session leaves.
#[test]
fn the_readme_prints_the_file_as_it_is() {
    let readme = fs::read_to_string("README.md").unwrap();
    let block = readme.split("```json\n").nth(1).unwrap().split("```").next().unwrap();
    let world = crate::world::World::new();
    world.ok("start 10 days ago");
    world.ok("log text --at thursday 23:10 asked why --why explanation");
    world.ok("log call --by them --reply brief --at yesterday");
    assert_eq!(String::from_utf8(world.bytes()).unwrap(), block);
}
