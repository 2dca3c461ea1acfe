//! The manual pages in `mandoc` and `man`.

#![cfg(target_os = "linux")] // Other programs of Unix.

use std::fs;
use std::path::{Path, PathBuf};

use super::{other, said};
use crate::cli::commands;
use crate::help::TOPICS;
use crate::world::World;

/// The pages of a section, written into the world's folder.
fn section(world: &World, section: &str) -> Vec<PathBuf> {
    world.ok_words(&["man", "--dir", world.path().join("man1").to_str().unwrap()]);
    let found = fs::read_dir(world.path().join(section)).unwrap();
    found.map(|entry| entry.unwrap().path()).collect()
}

/// Writes every page into the world's folder.
fn pages(world: &World) -> Vec<PathBuf> {
    let (commands_of_it, manual) = (section(world, "man1"), section(world, "man7"));
    assert_eq!(commands_of_it.len(), commands().len() + 1);
    assert_eq!(manual.len(), TOPICS.len());
    commands_of_it.into_iter().chain(manual).collect()
}

/// What `man` shows of a page at a width, where there is a `man`. It must not warn.
fn shown(world: &World, page: &Path, width: u32) -> Option<String> {
    let mut man = other(world, "man");
    man.env("MANWIDTH", width.to_string()).args(["--warnings", "--local-file"]).arg(page);
    said(&mut man)
}

#[test]
fn mandoc_finds_nothing_to_say_of_any_page() {
    let world = World::new();
    let said = said(other(&world, "mandoc").args(["-Tlint", "-Wall"]).args(pages(&world)));
    assert!(said.is_none_or(|said| said.is_empty()));
}

#[test]
fn man_shows_every_command_without_a_warning_and_its_examples_line_for_line() {
    let world = World::new();
    let pages = section(&world, "man1");
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
fn man_shows_every_page_of_the_manual_without_a_warning_and_its_code_line_for_line() {
    let world = World::new();
    for page in section(&world, "man7") {
        let name = page.file_stem().unwrap().to_str().unwrap();
        let topic = name.strip_prefix("nocontact-").unwrap();
        let source = fs::read_to_string(format!("src/manual/{topic}.md")).unwrap();
        for width in [60, 80, 100] {
            let Some(shown) = shown(&world, &page, width) else { return };
            let shown: Vec<_> = shown.lines().map(str::trim).collect();
            let mut is_code = false;
            for line in source.lines() {
                is_code ^= line.starts_with("```");
                if is_code && !line.starts_with("```") && !line.is_empty() {
                    assert!(shown.contains(&line.trim()), "{topic} at {width}: {line}");
                }
            }
        }
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
