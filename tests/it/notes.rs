//! A note that was typed for `--note -` and cannot be recorded: it is in a draft, and named.

use std::fs;

use snapbox::{assert_data_eq, str};

use crate::meanwhile::Meanwhile;
use crate::world::{Outcome, World};

/// The notes beside the journal.
fn kept(world: &World) -> Vec<Vec<u8>> {
    let names = world.names().into_iter().filter(|name| name.contains(".note-"));
    names.map(|name| fs::read(world.journal().with_file_name(name)).unwrap()).collect()
}

/// Runs a command line with this note while another program holds the lock.
fn locked(world: &mut World, line: &str, note: &[u8]) -> Outcome {
    let _lock = world.hold_lock();
    world.input = note.to_vec();
    world.run(line)
}

#[test]
fn what_cannot_be_recorded_is_kept_and_the_command_takes_it() {
    let mut world = World::started();
    let outcome = locked(&mut world, "log text --by them --note -", b"asked why\n");
    let own = std::process::id().to_string();
    let expected = str![[r#"
! nocontact: another nocontact is writing [DIR]/data/nocontact.json
!   try again in a moment; nothing was changed
!   what you wrote is in [DIR]/data/nocontact.json.note-[PID]-0.txt
!   to record it, once that is fixed: nocontact log text --by them --note - --at 2026-11-22T21:05:00+01:00 --input [DIR]/data/nocontact.json.note-[PID]-0.txt
exit 1

"#]];
    assert_data_eq!(outcome.to_string().replace(&own, "[PID]"), expected);
    assert_eq!(kept(&world), [b"asked why\n"]);
    #[cfg(unix)] // Windows has no modes.
    {
        use std::os::unix::fs::PermissionsExt;
        let path = world.beside(&format!(".note-{own}-0.txt"));
        assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o7777, 0o600);
    }
    let draft = world.beside(&format!(".note-{own}-0.txt"));
    let again = "log text --by them --note - --at 2026-11-22T21:05:00+01:00 --input";
    world.ok(&format!("{again} {}", draft.display()));
    assert_eq!(world.file()["entries"][0]["note"], "asked why");
    assert_eq!(kept(&world), [b""; 0]);
}

#[test]
fn every_command_that_reads_a_note_keeps_it() {
    let mut world = World::started();
    world.ok("goal run");
    for (line, again) in [
        (
            "log --note -",
            "nocontact log --note - --at 2026-11-22T21:05:00+01:00 --input [DIR]/data/",
        ),
        (
            "urge --note - --trigger x",
            "nocontact urge --trigger x --note - --at 2026-11-22T21:05:00+01:00 --input ",
        ),
        ("urge --json --at yesterday --note -", "nocontact urge --note - --at 2026-11-21 --input "),
        ("edit 1 --note -", "nocontact edit 1 --note - --input "),
    ] {
        let outcome = locked(&mut world, line, b"swim\n");
        assert_eq!((outcome.code, &*outcome.out), (1, ""), "{outcome}");
        assert!(outcome.err.contains(again), "{outcome}");
        assert_eq!(kept(&world), [b"swim\n"], "{line}");
        let blank = locked(&mut world, line, b" \r\n");
        assert!(!blank.err.contains(".note-"), "{blank}");
        assert_eq!(kept(&world).len(), 1, "{line}");
        // Another stays, with the same words.
        let other = world.beside(".note-1-7.txt");
        fs::write(&other, "swim\n").unwrap();
        let is_ours = |name: &&String| name.contains(".note-") && !other.ends_with(name);
        let draft = world.beside("").with_file_name(world.names().iter().find(is_ours).unwrap());
        world.ok(&format!("{line} --input {}", draft.display()));
        assert!(!draft.exists() && other.exists(), "{line}");
        fs::remove_file(other).unwrap();
    }
}

#[test]
fn a_note_that_is_no_text_is_kept_byte_for_byte() {
    let world = World::started();
    for (note, why) in [
        (b"caf\xe9\n".to_vec(), "not UTF-8"),
        (b"a\0b".to_vec(), "a NUL character"),
        ("é".repeat(32 * 1024 + 1).into_bytes(), "longer than 65536 bytes"),
    ] {
        let outcome = world.run_reading("log --note -", &*note);
        assert!(outcome.err.contains(why), "{outcome}");
        assert_eq!(kept(&world).pop().unwrap(), note);
        world.ok("log text");
        world.ok("remove 1 --burn --yes");
        assert_eq!(kept(&world), [b""; 0], "a burn takes it");
    }
}

#[test]
fn it_is_kept_where_an_erase_took_the_folder_and_said_where_it_cannot_be() {
    let world = World::started();
    let gone = || fs::rename(world.path().join("data"), world.path().join("gone")).unwrap();
    let outcome = world.run_reading("log --note -", Meanwhile::then(gone, b"asked why\n"));
    assert!(outcome.err.contains("begin with: nocontact start"), "{outcome}");
    assert_eq!(kept(&world), [b"asked why\n"]);
    let long = format!("{}.json", "n".repeat(240));
    let path = world.path().join(&long);
    fs::rename(world.path().join("gone/nocontact.json"), &path).unwrap();
    let line = format!("--file {} log --note -", path.display());
    let outcome = world.run_reading(&line, &b"a\0b"[..]);
    let why = format!("nocontact: the note is not kept: cannot make a draft beside [DIR]/{long}: ");
    assert!(outcome.err.starts_with(&why), "{outcome}");
    assert!(outcome.err.contains(": the text contains a NUL character\n"), "{outcome}");
}
