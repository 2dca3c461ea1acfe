//! The manual pages in `mandoc` and `man`.

use std::fs;
use std::path::PathBuf;

use super::{other, said};
use crate::cli::commands;
use crate::world::World;

/// Writes every page into the world's folder.
fn pages(world: &World) -> Vec<PathBuf> {
    let folder = world.path().join("man1");
    world.ok_words(&["man", "--dir", folder.to_str().unwrap()]);
    let found = fs::read_dir(folder).unwrap();
    let pages: Vec<_> = found.map(|entry| entry.unwrap().path()).collect();
    assert_eq!(pages.len(), commands().len() + 1);
    pages
}

#[test]
fn mandoc_finds_nothing_to_say_of_any_page() {
    let world = World::new();
    let said = said(other(&world, "mandoc").args(["-Tlint", "-Wall"]).args(pages(&world)));
    assert!(said.is_none_or(|said| said.is_empty()));
}

#[test]
fn man_shows_every_page_without_a_warning_and_its_examples_line_for_line() {
    let world = World::new();
    let pages = pages(&world);
    let mut man = other(&world, "man");
    man.env("MANWIDTH", "60").args(["--warnings", "--local-file"]).args(&pages);
    let Some(shown) = said(&mut man) else { return };
    let shown: Vec<_> = shown.lines().map(str::trim).collect();
    for page in pages {
        let name = page.file_stem().unwrap().to_str().unwrap();
        let command = name.strip_prefix("nocontact-").unwrap_or_default();
        let help = world.ok(&format!("{command} --help"));
        let examples = help.split("Examples:\n").nth(1).unwrap();
        let examples: Vec<_> =
            examples.lines().take_while(|line| !line.is_empty()).map(str::trim).collect();
        assert!(shown.windows(examples.len()).any(|lines| lines == examples), "{page:?}");
    }
}

#[test]
fn the_catalog_of_pages_finds_the_name_and_the_line_of_each() {
    let world = World::new();
    let pages = pages(&world);
    let Some(said) = said(other(&world, "lexgrog").args(&pages)) else { return };
    for page in pages {
        let name = page.file_stem().unwrap().to_str().unwrap();
        assert!(said.contains(&format!("\"{name} - ")), "{said}");
    }
}
