//! The shells with their completions: what each would offer.

#![cfg(target_os = "linux")] // Other programs of Unix.

use std::fs;
use std::path::PathBuf;

use clap::ValueEnum;
use nocontact::domain::contact::Channel;

use super::{other, said};
use crate::cli::commands;
use crate::world::World;

/// What follows `nocontact ` before the cursor, and what is offered there, in any order. Nothing is
/// offered for the user's own words, or for another name of an option.
const ROWS: &str = "st=>start status | help lo=>log | help ver=>verdicts | help ke=>keeping | \
     log te=>text | log --why beg=>begging | log text --why beg=>begging | \
     log text asked why --why beg=>begging | log call --by th=>them | log call --reply b=>brief | \
     log call --necessary ch=>children | log text --wh=>--why | log text asked --wh=>--why | \
     log text => | log text a=> | log text --note => | log --at => | show => | edit 4 te=>text | \
     edit 4 --clear tr=>triggers | edit 4 --clear d=>done | goal --d=>--done | \
     history --verdict sl=>slip | history --kind rest=>restart | history --kind g=>goal | \
     export --format =>csv json ics | export --format ics --output mi=>mine.json | \
     import mi=>mine.json | --color never import mi=>mine.json | import --dr=>--dry-run | \
     import mine.json --dr=>--dry-run | \
     calendar --=>--all --json --file --color --help --version | ur=>urge | \
     urge --re=>--resisted | urge so close --no=>--no-wait --note | amend --st=>--strict | \
     guide sa=>safety | guide m=> | ready --an=>--answers | ready --answers => | \
     completions fi=>fish | --color n=>never | --file mi=>mine.json | log --file mi=>mine.json";

/// Writes the script for a shell, under the name that zsh needs.
fn script(world: &World, shell: &str) -> PathBuf {
    let path = world.path().join("_nocontact");
    fs::write(&path, world.ok(&format!("completions {shell}"))).unwrap();
    path
}

fn sorted<'w>(words: impl IntoIterator<Item = &'w str>) -> Vec<&'w str> {
    let mut words: Vec<_> = words.into_iter().collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// Checks every row in a shell, which `options` start without its own settings.
#[track_caller]
fn offers(shell: &str, options: &[&str]) {
    let world = World::started();
    world.ok("log text a note of mine --trigger mine");
    fs::write(world.path().join("mine.json"), "").unwrap();
    let channels: Vec<_> = Channel::value_variants()
        .iter()
        .map(|channel| channel.to_possible_value().unwrap().get_name().to_owned())
        .collect();
    let channels = channels.join(" ");
    let rows = ROWS.split(" | ").map(|row| row.split_once("=>").unwrap());
    let rows: Vec<_> = rows.chain([("log ", channels.as_str())]).collect();
    let mut asked = other(&world, shell);
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/consumers");
    asked.args(options).arg(format!("{folder}/offered.{shell}")).arg(script(&world, shell));
    asked.args(rows.iter().map(|(line, _)| format!("nocontact {line}")));
    let Some(said) = said(&mut asked) else { return };
    assert_eq!(said.lines().count(), rows.len(), "{said}");
    for (said, (line, expected)) in said.lines().zip(rows) {
        let (asked, offered) = said.split_once(" =>").unwrap();
        assert_eq!(asked, format!("nocontact {line}"));
        let offered = sorted(offered.split_whitespace());
        assert_eq!(offered, sorted(expected.split_whitespace()), "{shell}: {line}");
    }
}

#[test]
fn bash_offers_what_fits() {
    offers("bash", &["--norc"]);
}

#[test]
fn zsh_offers_what_fits() {
    offers("zsh", &["-f"]);
}

#[test]
fn fish_offers_what_fits() {
    offers("fish", &["--no-config"]);
}

#[test]
fn the_shells_read_their_scripts_without_a_word() {
    let world = World::new();
    for shell in ["bash", "zsh", "fish"] {
        let read = said(other(&world, shell).arg("-n").arg(script(&world, shell)));
        assert!(read.is_none_or(|said| said.is_empty()), "{shell}");
    }
}

/// A slow disk or a broken program must never delay a key.
#[test]
fn bash_calls_no_program_to_offer_a_word() {
    let world = World::new();
    let mut asked = other(&world, "bash");
    asked.args(["--norc", "-c"]).arg(
        "PATH=; source \"$0\"; COMP_WORDS=(nocontact log te) COMP_CWORD=2; \
         _nocontact_words nocontact te log; echo \"${COMPREPLY[*]}\"",
    );
    let Some(said) = said(asked.arg(script(&world, "bash"))) else { return };
    assert_eq!(said, "text\n");
}

#[test]
fn every_script_names_every_command() {
    let world = World::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = world.ok(&format!("completions {shell}"));
        let is_no_part = |c: char| !c.is_ascii_alphanumeric();
        let words: Vec<_> = script.split(is_no_part).collect();
        for command in commands() {
            assert!(words.contains(&command.as_str()), "{shell}: {command}");
        }
    }
}
