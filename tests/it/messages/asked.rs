//! What is said between questions and answers.

use super::says;
use crate::world::World;

/// A world with someone at its terminal.
fn attended() -> World {
    let mut world = World::started();
    world.terminal = true;
    world.variables.insert("NO_COLOR", "1".into());
    world
}

#[test]
fn every_question_of_log_is_explained() {
    says(&mut attended(), include_str!("every_question_of_log_is_explained.txt"));
}

#[test]
fn questions_say_what_is_recorded() {
    says(&mut attended(), include_str!("questions_say_what_is_recorded.txt"));
}

#[test]
fn ready_says_what_it_needs() {
    says(&mut World::started(), include_str!("ready_says_what_it_needs.txt"));
}

const PAGES: &str = include_str!("ready_says_what_it_needs_2.txt");

#[test]
fn completions_describe_every_page_of_the_manual() {
    let world = World::new();
    let zsh = world.ok("completions zsh");
    assert!(zsh.contains(PAGES), "{zsh}");
    let fish = world.ok("completions fish");
    assert!(fish.starts_with("complete -c nocontact -f\n"), "{fish}");
    let import = "complete -c nocontact -n \"__fish_nocontact_using_subcommand import\" -F\n";
    assert!(fish.ends_with(import), "{fish}");
}

#[test]
fn an_answer_that_is_not_utf_8_is_asked_for_again() {
    let question = "Who reached out? (me, them, chance, none) ";
    let said = attended().run_reading("log", &b"\xff\n"[..]).err;
    let again = format!("{question}That is not UTF-8 text.\n{question}\n");
    assert!(said.ends_with(&again), "{said}");
}
