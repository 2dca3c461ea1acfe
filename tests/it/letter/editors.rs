//! Small real editors: shell scripts whose last argument is the draft.

#![cfg(unix)] // A script for sh.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::sync::Arc;

use snapbox::{assert_data_eq, str};

use super::{drafts, is_in_a_draft, text};
use crate::hazards::at_once;
use crate::world::World;

/// A world in which `VISUAL` is a shell that runs this script; `$1` is the draft.
fn editing(script: &str) -> World {
    let mut world = World::started();
    world.terminal = true;
    // The script is not run as a program of its own: a child of another test could have it open.
    let path = world.path().join("editor");
    fs::write(&path, script).unwrap();
    world.variables.insert("VISUAL", format!("/bin/sh -u {}", path.display()).into());
    world
}

/// The mode of the only draft.
fn mode(world: &World) -> u32 {
    let found = fs::metadata(world.journal().with_file_name(&drafts(world)[0])).unwrap();
    found.permissions().mode() & 0o7777
}

#[test]
fn what_an_editor_saves_is_recorded() {
    let world = editing("echo 'Dear you' > \"$1\"");
    let outcome = world.run("letter unsent");
    assert!(outcome.out.contains("letter  unsent\n2 words, not sent.\n"), "{outcome}");
    let told = "Write freely; nothing is sent. Save and close to keep it here.\n";
    assert_eq!(outcome.err, told);
    assert_eq!((text(&world, 0).as_str(), drafts(&world)), ("Dear you", Vec::new()));
}

#[test]
fn the_words_of_the_variable_are_split_as_in_a_shell_and_nothing_else_is_done_with_them() {
    let mut world = editing("printf '%s|' \"$@\" > \"${3}\"");
    let script = world.path().join("the editor");
    fs::rename(world.path().join("editor"), &script).unwrap();
    let value = format!("/bin/sh '{}' a\\ b \"\\$HOME *;\"", script.display());
    world.variables.insert("VISUAL", value.into());
    world.ok("letter");
    assert!(text(&world, 0).starts_with("a b|$HOME *;|"), "{}", text(&world, 0));
}

#[test]
fn visual_comes_before_editor_and_editor_is_enough() {
    let mut world = editing("echo visual > \"$1\"");
    world.variables.insert("EDITOR", "false".into());
    world.ok("letter");
    let visual = world.variables.remove("VISUAL").unwrap();
    world.variables.insert("EDITOR", visual);
    world.variables.insert("VISUAL", "".into());
    world.ok("letter");
    assert_eq!((text(&world, 0), text(&world, 1)), ("visual".to_owned(), "visual".to_owned()));
}

#[test]
fn no_editor_is_run_where_the_input_is_no_terminal() {
    let mut world = editing("echo edited > \"$1\"");
    world.terminal = false;
    world.input = b"piped".to_vec();
    world.ok("letter");
    assert_eq!(text(&world, 0), "piped");
}

#[test]
fn the_draft_is_private_before_a_word_is_in_it() {
    let world = editing("mode=$(ls -l \"$1\"); echo \"$mode\" > \"$1\"");
    world.ok("letter");
    assert!(text(&world, 0).starts_with("-rw-------"), "{}", text(&world, 0));
}

#[test]
fn an_editor_that_fails_after_it_wrote_leaves_the_draft() {
    for (end, why) in [
        ("exit 3", "the editor failed: exit status: 3; nothing is recorded"),
        // A shell makes what it starts in the background ignore SIGINT, and the editor would
        // inherit that.
        ("kill -TERM $$", "the editor failed: signal: 15 (SIGTERM)"),
    ] {
        let world = editing(&format!("echo Dear > \"$1\"\nchmod 644 \"$1\"\n{end}"));
        let outcome = world.run("letter");
        is_in_a_draft(&world, &outcome, why, "Dear\n");
    }
}

#[test]
fn an_editor_that_saves_nothing_or_fails_before_it_wrote_leaves_nothing() {
    let failed = "the editor failed";
    for (script, why) in [
        ("echo > \"$1\"", ": nothing was written; nothing is kept\n"),
        ("exit 1", failed),
        ("echo > \"$1\"; exit 1", failed),
        ("kill -KILL $$", failed),
    ] {
        let world = editing(script);
        let outcome = world.run("letter");
        assert_eq!(outcome.code, 1);
        assert!(outcome.err.contains(why), "{outcome}");
        assert!(!outcome.err.contains("draft"), "{outcome}");
        assert_eq!(drafts(&world), [""; 0]);
    }
}

/// Some editors have a window of their own and save after the program has ended.
#[test]
fn an_editor_that_ends_before_it_is_used_has_a_private_file_to_save_into() {
    let world = editing("exit 0");
    let outcome = world.run("letter");
    let own = std::process::id().to_string();
    let expected = str![[r#"
! Write freely; nothing is sent. Save and close to keep it here.
! nocontact: nothing was written; nothing is recorded
!   if your editor opens its own window, tell it to wait: VISUAL="code --wait"
!   what it saves later is not recorded, but stays in [DIR]/data/nocontact.json.draft-[PID]-0.txt
!   to record it then: nocontact letter --resume
exit 1

"#]];
    assert_data_eq!(outcome.to_string().replace(&own, "[PID]"), expected);
    assert_eq!((super::draft(&world), mode(&world)), (Vec::new(), 0o600));
}

/// The next letter, `--resume` and `doctor` find what such an editor saved, whoever may read it.
#[test]
fn what_an_editor_saves_after_it_has_ended_is_offered() {
    for first in ["exit 0", "echo Dear > \"$1\""] {
        let mut world = editing(&format!("echo \"$1\" > \"$0.draft\"; {first}"));
        world.run("letter");
        let draft = fs::read_to_string(world.path().join("editor.draft")).unwrap();
        let draft = std::path::Path::new(draft.trim());
        assert_eq!(draft.exists(), first == "exit 0");
        // As an editor does that writes a new file and puts it in place.
        fs::write(world.path().join("new"), "Dear\nyou\n").unwrap();
        fs::set_permissions(world.path().join("new"), PermissionsExt::from_mode(0o644)).unwrap();
        fs::rename(world.path().join("new"), draft).unwrap();
        let told = world.run("doctor");
        let chmod = format!("chmod 600 [DIR]/data/{}", drafts(&world)[0]);
        assert!(told.out.contains(&chmod) && told.code == 1, "{told}");
        let named = format!("  [DIR]/data/{} (2 words)\n", drafts(&world)[0]);
        world.input = b"n\n".to_vec();
        fs::write(world.path().join("editor"), "ls -l \"$1\" > \"$0.mode\"").unwrap();
        let asked = world.run("letter").err;
        let question = "Go on with the newest [y], discard it [d], or leave it [n]? ";
        assert!(asked.contains(&named) && asked.contains(question), "{asked}");
        world.ok("letter --resume");
        let mode = fs::read_to_string(world.path().join("editor.mode")).unwrap();
        assert!(mode.starts_with("-rw-------"), "{mode}");
        assert_eq!(text(&world, usize::from(first != "exit 0")), "Dear\nyou");
        assert!(!draft.exists());
    }
}

/// It says nothing new, so nobody is asked about it; but it can be removed.
#[test]
fn what_an_editor_saves_again_as_it_was_recorded_is_not_offered() {
    let mut world = editing("printf 'Dear\\r\\n' > \"$1\"; echo \"$1\" > \"$0.draft\"");
    world.ok("letter");
    let draft = fs::read_to_string(world.path().join("editor.draft")).unwrap();
    fs::write(draft.trim(), "Dear\n").unwrap();
    let none = "nocontact: there is no unfinished letter\n";
    assert_eq!(world.run("letter --resume").err, none);
    world.terminal = false;
    world.input = b"you".to_vec();
    let outcome = world.run("letter");
    assert_eq!((outcome.code, &*outcome.err), (0, ""), "{outcome}");
    assert_eq!(super::draft(&world), b"Dear\n");
    assert!(world.run("letter --discard --yes").err.ends_with(".txt (1 word)\n"));
    assert_eq!(drafts(&world), [""; 0]);
    // Once the letter is removed, the words are nowhere else.
    fs::write(draft.trim(), "Dear\n").unwrap();
    world.ok("remove 1 --yes");
    assert_eq!(world.run("letter --resume").code, 0);
}

#[test]
fn a_draft_that_is_taken_away_once_an_editor_has_saved_is_written_anew() {
    for (end, why) in [
        ("exit 0", "cannot read the draft"),
        ("exit 3", "the editor failed: exit status: 3; nothing is recorded: cannot read"),
    ] {
        let world = editing(&format!("echo Dear > \"$1\"; rm \"$1\"; {end}"));
        let outcome = world.run("letter");
        is_in_a_draft(&world, &outcome, &format!("nocontact: {why}"), "Dear\n");
        assert!(outcome.err.contains(": it is no longer there\n"), "{outcome}");
    }
}

#[test]
fn an_editor_that_cannot_be_run_is_named_with_its_variable() {
    for (value, expected) in [
        ("/none/ed -x", "cannot run the editor: VISUAL is \"/none/ed -x\": No such file"),
        ("vim 'open", "VISUAL is \"vim 'open\", which is not a command\n"),
        (" ", "VISUAL is \"\", which is not a command\n"),
        ("/none/\u{1b}[2J", "VISUAL is \"/none/\\u{1b}[2J\": No such file"),
    ] {
        let mut world = editing("");
        world.variables.insert("VISUAL", value.into());
        let outcome = world.run("letter");
        assert_eq!(outcome.code, 1, "{value}");
        assert!(outcome.err.contains(expected), "{expected}: {outcome}");
        assert!(!outcome.err.contains("draft"), "{outcome}");
        assert_eq!(drafts(&world), [""; 0]);
    }
    let mut world = editing("");
    world.variables.insert("VISUAL", std::os::unix::ffi::OsStringExt::from_vec(b"\xff".to_vec()));
    assert!(world.run("letter").err.contains("which is not a command"));
}

#[test]
fn a_draft_that_was_swapped_for_a_file_open_to_others_is_read_and_closed_again() {
    let swap = "umask 022; echo Dear > \"$1.new\"; mv \"$1.new\" \"$1\"; ";
    let world = editing(swap);
    world.ok("letter");
    assert_eq!((text(&world, 0).as_str(), drafts(&world)), ("Dear", Vec::new()));
    let world = editing(&format!("{swap} exit 1"));
    let outcome = world.run("letter");
    is_in_a_draft(&world, &outcome, "the editor failed", "Dear\n");
    assert_eq!(mode(&world), 0o600);
}

#[test]
fn what_an_editor_leaves_that_is_no_file_is_refused_at_once_and_left_alone() {
    for (put, why) in [
        ("mkdir \"$1\"", "it is a folder"),
        ("mkfifo \"$1\"", "it is not a regular file"),
        ("ln -s ../victim \"$1\"", "it is not a regular file"),
        (":", "it is no longer there"),
    ] {
        for end in ["", "exit 1"] {
            let world = editing(&format!("rm \"$1\"; {put}; {end}"));
            let victim = world.path().join("victim");
            fs::write(&victim, "mine").unwrap();
            let names = world.names().len();
            let world = Arc::new(world);
            let outcome = at_once(&world, "letter");
            assert_eq!((outcome.code, outcome.out.as_str()), (1, ""), "{put}");
            let said = format!(".txt: {why}\n");
            assert!(outcome.err.contains("cannot read the draft [DIR]/data/"), "{outcome}");
            assert!(outcome.err.ends_with(&said), "{outcome}");
            let failed = outcome.err.contains("the editor failed: exit status: 1");
            assert_eq!(failed, end == "exit 1", "{outcome}");
            assert_eq!(fs::read(&victim).unwrap(), b"mine");
            assert_eq!(world.names().len(), names + usize::from(put != ":"), "{put}");
        }
    }
}

#[test]
fn no_lock_is_held_while_an_editor_is_open() {
    let world = editing("");
    let (program, now) = (env!("CARGO_BIN_EXE_nocontact"), world.now.to_rfc3339());
    let variables = format!("NOCONTACT_FILE={} NOCONTACT_NOW={now}", world.journal().display());
    let script = format!("{variables} {program} log text --note meanwhile > \"$1\"");
    fs::write(world.path().join("editor"), script).unwrap();
    world.ok("letter");
    assert_eq!(world.file()["entries"][0]["note"], "meanwhile");
    assert!(text(&world, 1).contains("\nChasing. You reached out in the window.\n"));
}

#[test]
fn an_entry_that_was_recorded_meanwhile_stays_and_what_was_erased_stays_erased() {
    let world = editing("echo Dear > \"$1\"; rm \"${1%.draft*}\" \"${1%.draft*}.lock\"");
    let outcome = world.run("letter");
    is_in_a_draft(&world, &outcome, "nothing is tracked yet", "Dear\n");
    assert_eq!(world.names(), drafts(&world));
}

/// An editor that is still open can save again: then the journal lacks the last words.
#[test]
fn a_draft_that_was_changed_after_it_was_read_stays_and_is_named() {
    let world = World::started();
    let store = world.store(|_| {});
    let mut draft = store.draft().unwrap();
    draft.append(b"Dear\n").unwrap();
    let read = draft.read().unwrap();
    fs::write(&draft.path, "Dear\nyou\n").unwrap();
    let error = store.drop_draft(&draft, &read).unwrap_err().to_string();
    assert_eq!(error, format!("{} was changed after it was read", draft.path.display()));
    assert_eq!(super::draft(&world), b"Dear\nyou\n");
    let read = draft.read().unwrap();
    store.drop_draft(&draft, &read).unwrap();
    assert_eq!(drafts(&world), [""; 0]);
}

#[test]
fn what_bears_the_name_of_a_draft_and_is_no_file_is_left_alone() {
    let world = editing("echo Dear > \"$1\"");
    fs::create_dir(world.beside(".draft-1-0.txt")).unwrap();
    world.ok("letter");
    world.ok("remove 1 --burn --yes");
    assert_eq!(drafts(&world), ["nocontact.json.draft-1-0.txt"]);
}

#[test]
fn a_journal_behind_a_link_has_its_drafts_beside_the_target() {
    let world = editing("echo \"$1\" > \"$1\"");
    let kept = world.path().join("kept");
    fs::rename(world.path().join("data"), &kept).unwrap();
    fs::create_dir(world.path().join("data")).unwrap();
    symlink("../kept/nocontact.json", world.journal()).unwrap();
    world.ok("letter");
    assert!(text(&world, 0).contains("/kept/nocontact.json.draft-"), "{}", text(&world, 0));
    assert_eq!(world.names(), ["nocontact.json"]);
}

#[test]
fn a_draft_that_cannot_be_made_is_said_before_a_word_is_written() {
    let mut world = editing("echo Dear > \"$1\"");
    let long = format!("{}.json", "n".repeat(240));
    let path = world.path().join(&long);
    fs::rename(world.journal(), &path).unwrap();
    world.data_dir = None;
    let outcome = world.run_words(&["--file", path.to_str().unwrap(), "letter"]);
    assert_eq!(outcome.code, 1);
    // Each system has its own number for the error.
    let why = format!("nocontact: cannot make a draft beside [DIR]/{long}: File name too long (");
    assert!(outcome.err.starts_with(&why) && outcome.err.lines().count() == 1, "{outcome}");
}
