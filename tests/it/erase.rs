//! `erase`: it leaves nothing of ours, and nothing of anyone else's is touched.

use std::fs::{self, File};
use std::path::PathBuf;

use snapbox::{assert_data_eq, file};

use crate::world::World;

/// Files of ours that can lie beside a journal.
const OURS: [&str; 6] =
    [".bad-1", ".bad-20", ".draft-17-0.txt", ".draft-17-1.txt", ".tmp-17-0", ".tmp-18-3"];

/// A journal with an entry, its backup, and one of each of [`OURS`].
fn full() -> World {
    let world = World::started();
    world.ok("log text secret --at 2026-11-05");
    for suffix in OURS {
        fs::write(world.beside(suffix), "secret").unwrap();
    }
    world
}

/// Everything below the world's folder.
fn all(world: &World) -> Vec<PathBuf> {
    let mut found = vec![world.path().to_owned()];
    let mut at = 0;
    while at < found.len() {
        if !found[at].is_symlink() && found[at].is_dir() {
            let names = fs::read_dir(&found[at]).unwrap();
            found.extend(names.map(|entry| entry.unwrap().path()).collect::<Vec<_>>());
        }
        at += 1;
    }
    found.sort();
    found.split_off(1)
}

#[track_caller]
fn all_is_gone(world: &World) {
    let left = all(world);
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn all_that_is_ours_is_removed_and_the_empty_data_folder_with_it() {
    let world = full();
    let expected =
        file!["messages/whole/all_that_is_ours_is_removed_and_the_empty_data_folder_with_it.txt"];
    assert_data_eq!(world.run("erase --yes").to_string(), expected);
    all_is_gone(&world);
    assert_eq!(world.run("").code, 0);
    world.ok("start");
}

#[test]
fn what_will_go_is_shown_and_the_word_must_be_typed() {
    let mut world = full();
    world.input = b"erase\n".to_vec();
    let outcome = world.run("erase");
    let list = outcome.out.strip_prefix("Removed:\n").unwrap().split("\n\n").next().unwrap();
    let asked = "This removes a journal with 1 entry since the breakup, Sun 1 Nov 2026:";
    let end = "This cannot be undone. To go on, type erase: \n";
    assert_eq!(outcome.err, format!("{asked}\n{list}\n{end}"), "the list of what is removed");
    all_is_gone(&world);
}

#[test]
fn any_other_answer_changes_nothing() {
    let mut world = full();
    let (before, bytes) = (all(&world), world.bytes());
    for answer in ["", "\n", "y\n", "yes\n", "no\n", "erase it\n", "ERASE\n", "eras", "\0erase\n"] {
        world.input = answer.into();
        let outcome = world.run("erase");
        assert_eq!((outcome.code, outcome.out.as_str()), (1, ""), "{answer:?}: {outcome}");
        assert!(outcome.err.contains("you did not confirm; nothing was changed"), "{outcome}");
        assert!(outcome.err.contains("--yes"), "{outcome}");
        assert_eq!((all(&world), world.bytes()), (before.clone(), bytes.clone()), "{answer:?}");
    }
    for answer in ["erase", "  erase \r\n"] {
        let mut world = full();
        world.input = answer.into();
        world.ok("erase");
        all_is_gone(&world);
    }
}

#[test]
fn files_of_others_stay_and_so_does_their_folder() {
    let world = full();
    let others = ".bak2 .bak~ .tmp-a-1 .tmp-1 .tmp-1-1.txt .draft-1-0 .draft-1-a.txt .bad- \
                  .bad-1.json .bad-x .lock2 2";
    let others: Vec<_> = others.split(' ').collect();
    for suffix in &others {
        fs::write(world.beside(suffix), "mine").unwrap();
    }
    fs::write(world.path().join("data/notes.txt"), "mine").unwrap();
    fs::create_dir(world.beside(".tmp-9-9")).unwrap();
    world.ok("erase --yes");
    let names = world.names();
    assert_eq!(names.len(), others.len() + 2, "{names:?}");
    for suffix in others {
        assert_eq!(fs::read(world.beside(suffix)).unwrap(), b"mine", "{suffix}");
    }
}

#[test]
fn a_folder_that_was_chosen_stays() {
    let mut world = World::new();
    let path = world.path().join("chosen/journal.json");
    world.ok_words(&["--file", path.to_str().unwrap(), "start"]);
    world.ok_words(&["--file", path.to_str().unwrap(), "erase", "--yes"]);
    assert_eq!(all(&world), [world.path().join("chosen")]);
    world.variables.insert("NOCONTACT_FILE", path.clone().into());
    world.ok("start");
    world.ok("erase --yes");
    assert_eq!(all(&world), [world.path().join("chosen")]);
}

#[test]
fn a_journal_that_cannot_be_read_is_erased_too() {
    for bytes in ["", "{", r#"{"version": 9}"#] {
        let mut world = full();
        world.write(bytes);
        world.input = b"no\n".to_vec();
        let asked = world.run("erase").err;
        let expected = "This removes a file that cannot be read as a journal:\n";
        assert!(asked.starts_with(expected), "{asked}");
        world.ok("erase --yes");
        all_is_gone(&world);
    }
    let world = full();
    File::create(world.journal()).unwrap().set_len(64 * 1024 * 1024 + 1).unwrap();
    world.ok("erase --yes");
    all_is_gone(&world);
}

#[test]
fn what_is_left_of_a_journal_is_erased_too() {
    for suffix in OURS.into_iter().chain([".bak", ".lock"]) {
        let mut world = World::new();
        fs::create_dir(world.path().join("data")).unwrap();
        fs::write(world.beside(suffix), "secret").unwrap();
        world.input = b"no\n".to_vec();
        let asked = world.run("erase").err;
        assert!(asked.starts_with("This removes what is left of a journal:\n"), "{asked}");
        assert_eq!(world.names(), [format!("nocontact.json{suffix}")]);
        world.ok("erase --yes");
        all_is_gone(&world);
    }
}

#[test]
fn where_nothing_is_ours_it_says_so_and_makes_nothing() {
    let world = World::new();
    for line in ["erase", "erase --yes"] {
        let expected = "! nocontact: there is nothing to erase at [DIR]/data/nocontact.json\n\
                        !   if the journal is elsewhere: nocontact --file PATH erase\n\
                        exit 1\n";
        assert_eq!(world.run(line).to_string(), expected);
        all_is_gone(&world);
    }
    fs::create_dir(world.path().join("data")).unwrap();
    fs::write(world.path().join("data/notes.txt"), "mine").unwrap();
    assert_eq!(world.run("erase --yes").code, 1);
    assert_eq!(world.names(), ["notes.txt"]);
}

/// Checks that `erase` is refused for a reason that contains `why`, and that all stays.
#[track_caller]
fn is_refused(world: &World, why: &str) {
    let before = all(world);
    let outcome = world.run("erase --yes");
    assert_eq!((outcome.code, outcome.out.as_str()), (1, ""));
    assert!(outcome.err.contains(why), "{outcome}");
    assert_eq!(all(world), before);
}

#[test]
fn something_else_in_the_place_of_the_journal_and_a_lock_that_is_held_are_refused() {
    let world = full();
    fs::remove_file(world.journal()).unwrap();
    fs::create_dir(world.journal()).unwrap();
    fs::write(world.journal().join("inside"), "mine").unwrap();
    is_refused(&world, "it is a folder");
    let world = full();
    let _lock = world.hold_lock();
    is_refused(&world, "another nocontact is writing");
}

#[cfg(target_os = "linux")] // Windows has no modes.
#[test]
fn what_cannot_be_removed_is_named_once_all_else_is_gone() {
    let script = "two='data/nocontact.json.bad-1 data/nocontact.json.bak'; \
                  chattr +i $two 2>/dev/null || exit 77; \
                  \"$0\" \"$@\"; code=$?; chattr -i $two; exit $code";
    let world = full();
    let output = world.shell(script).args(["erase", "--yes"]).output().unwrap();
    if output.status.code() == Some(77) {
        return crate::world::skipped("no file can be made immutable here");
    }
    assert_eq!(output.status.code(), Some(1));
    let err = String::from_utf8(output.stderr).unwrap();
    for name in [".bad-1", ".bak"] {
        assert!(err.contains(&format!("nocontact.json{name}: Operation not permitted")), "{err}");
    }
    assert!(err.contains("  what could be removed is gone; "), "{err}");
    assert_eq!(world.names(), ["nocontact.json.bad-1", "nocontact.json.bak"]);
}

#[cfg(unix)] // Symbolic links are a privilege on Windows.
mod links {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn what_lies_beside_links_goes_too_and_the_links_stay() {
        let mut world = full();
        for (from, to) in [("data", "first"), ("first", "second")] {
            let (from, to) = (world.path().join(from), world.path().join(to));
            fs::create_dir(&to).unwrap();
            fs::rename(from.join("nocontact.json"), to.join("nocontact.json")).unwrap();
            symlink(to.join("nocontact.json"), from.join("nocontact.json")).unwrap();
            for suffix in [".bak", ".tmp-1-1", ".draft-1-1.txt", ".bad-7", ".lock"] {
                fs::write(from.join(format!("nocontact.json{suffix}")), "secret").unwrap();
            }
        }
        world.ok("log text");
        let outcome = world.run("erase --yes");
        let stays = "Still there, but now leading nowhere:\n  [DIR]/data/nocontact.json\n  \
                     [DIR]/first/nocontact.json\n";
        assert!(outcome.out.contains(stays), "{outcome}");
        let links = ["data", "first"].map(|folder| world.path().join(folder));
        let mut left: Vec<_> = links.iter().map(|folder| folder.join("nocontact.json")).collect();
        left.extend(links);
        left.push(world.path().join("second"));
        left.sort();
        assert_eq!(all(&world), left);
        // Once more, with links that lead to nothing.
        fs::remove_dir(world.path().join("second")).unwrap();
        fs::write(world.beside(".bak"), "secret").unwrap();
        world.input = b"erase\n".to_vec();
        world.ok("erase");
        assert_eq!(world.names(), ["nocontact.json"]);
    }

    #[test]
    fn a_link_under_a_name_of_ours_stays_and_is_not_followed() {
        let world = full();
        fs::write(world.path().join("victim"), "mine").unwrap();
        for suffix in [".bad-3", ".tmp-7-7", ".draft-7-7.txt"] {
            symlink("../victim", world.beside(suffix)).unwrap();
        }
        world.ok("erase --yes");
        assert_eq!(fs::read(world.path().join("victim")).unwrap(), b"mine");
        assert_eq!(world.names().len(), 3);
    }

    #[test]
    fn a_lock_that_is_a_link_is_refused() {
        let world = full();
        fs::remove_file(world.beside(".lock")).unwrap();
        fs::write(world.path().join("victim"), "mine").unwrap();
        symlink("../victim", world.beside(".lock")).unwrap();
        is_refused(&world, "");
    }
}
