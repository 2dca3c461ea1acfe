//! The manual's recipes for prompts, each in its shell.

use std::fs;

use super::{PATH, other, said};
use crate::world::World;

/// The recipe for a shell, from the manual.
fn recipe(shell: &str) -> String {
    let page = fs::read_to_string("src/manual/scripts.md").unwrap();
    let start = format!("<!-- prompt -->\n```{shell}\n");
    let behind = page.split_once(&start).unwrap().1;
    behind.split_once("\n```").unwrap().0.to_owned()
}

/// Checks a prompt with 21 days tracked, with nothing tracked, and without nocontact. `show` prints
/// the prompt between brackets; `RECIPE` in it becomes the manual's recipe.
#[track_caller]
fn shows(shell: &str, options: &[&str], show: &str, tracked: &str, untracked: &str) {
    let script = show.replace("RECIPE", &recipe(shell));
    let prompt = |world: &World, path: Option<&str>| {
        let mut asked = other(world, shell);
        asked.args(options).args(["-c", &script]);
        if let Some(path) = path {
            asked.env("PATH", path);
        }
        said(&mut asked)
    };
    let (world, empty) = (World::started(), World::new());
    let Some(said) = prompt(&world, None) else { return };
    assert_eq!(said, format!("[{tracked}]\n"), "{shell}");
    assert_eq!(prompt(&empty, None), Some(format!("[{untracked}]\n")), "{shell}");
    assert_eq!(empty.names(), [""; 0], "{shell}: a prompt makes no file");
    assert_eq!(prompt(&world, Some(PATH)), Some(format!("[{untracked}]\n")), "{shell}");
}

#[test]
fn the_recipe_for_bash_shows_the_day_and_keeps_the_exit_code() {
    let show = "PS1='$?> '\nRECIPE\n(exit 3)\necho \"[${PS1@P}]\"";
    shows("bash", &["--norc"], show, "21/30 3> ", "3> ");
}

#[test]
fn the_recipe_for_zsh_shows_the_day() {
    shows("zsh", &["-f"], "RECIPE\nprint -r -- \"[${(%%)RPROMPT}]\"", "21/30", "");
}

#[test]
fn the_recipe_for_fish_shows_the_day() {
    shows("fish", &["--no-config"], "RECIPE\necho \"[$(fish_right_prompt)]\"", "21/30", "");
}
