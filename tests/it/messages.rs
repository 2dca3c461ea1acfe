//! What is said, word for word, in the transcripts beside it: each command line after `$ `, then all
//! that it prints.
//!
//! A part begins with what it shows, after `# `, and with a journal since 1 November of its own. More
//! lines with a sign change its world: `: ` as in [`set`], `@ ` the clock, and `> ` makes a file
//! beside the journal, or a folder where no text follows. As in a shell, `<<<` gives what is typed
//! or piped in, with `/` for Enter; `>/dev/null` runs what must succeed and shows nothing of it;
//! `| grep`, `| head`, `| tail` and `| jq` show a part. `cat` is the journal, `ls` its folder, `rm`
//! removes a file from it, and `flock` runs what follows while another holds the lock. What ends with
//! an error must leave the journal as it was.
//!
//! `SNAPSHOTS=overwrite` writes what is said into the transcripts.

use std::fs;

use serde_json::Value;

use crate::world::{Outcome, World, skipped};

/// A test for each transcript whose parts need nothing else.
macro_rules! transcripts {
    ($($name:ident)*) => { $(#[test] fn $name() { holds(stringify!($name)); })* };
}

transcripts! {
    after asked calendar changes edit export files goal help history import log mistakes patterns plan ready report
    restore start status urge words
}

#[cfg(target_os = "linux")] // Windows has no modes.
transcripts! { folders }

/// Runs every part of a transcript, and compares all that is printed.
#[track_caller]
fn holds(name: &str) {
    let path = format!("{}/tests/it/messages/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    let expected = fs::read_to_string(&path).unwrap();
    let starts = expected.match_indices("# ").map(|(at, _)| at);
    let mut starts: Vec<_> =
        starts.filter(|&at| expected[..at].ends_with('\n') || at == 0).collect();
    assert_eq!(starts.first(), Some(&0), "{name}.txt does not begin with a part");
    starts.push(expected.len());
    let parts = starts.windows(2).map(|ends| &expected[ends[0]..ends[1]]);
    let said: Vec<_> = parts.map(|part| (part, said(&mut World::started(), part))).collect();
    if overwrites() {
        fs::write(path, said.into_iter().map(|(_, said)| said).collect::<String>()).unwrap();
        return;
    }
    let wrong = said.into_iter().filter(|(part, said)| part != said);
    let wrong = wrong.map(|(part, said)| format!("\n--- said:\n{said}--- expected:\n{part}"));
    let wrong: String = wrong.collect();
    assert!(wrong.is_empty(), "{name}.txt{wrong}");
}

#[expect(clippy::disallowed_methods, reason = "the tests are not the program")]
fn overwrites() -> bool {
    std::env::var_os("SNAPSHOTS").is_some_and(|it| it == "overwrite")
}

/// The transcript with what its command lines print now.
fn said(world: &mut World, transcript: &str) -> String {
    let mut said = String::new();
    for line in transcript.lines() {
        let (sign, what) = line.split_once(' ').unwrap_or((line, ""));
        if !["#", ":", "@", ">", "$"].contains(&sign) {
            continue;
        }
        said.extend([line, "\n"]);
        match sign {
            "#" => {}
            ":" => match what.strip_prefix("unix ") {
                Some(why) if cfg!(not(unix)) => {
                    skipped(why);
                    return transcript.to_owned();
                }
                Some(_) => {}
                None => set(world, what),
            },
            "@" => drop(world.at(what)),
            ">" => make(world, what),
            _ => said.push_str(&run(world, what)),
        }
    }
    said
}

/// Changes a world: `new` has no journal, `homeless` no folder for it; `terminal` has someone at it
/// who wants no color, `width` its columns; anything else is a variable. `unix` says why the part holds
/// only there.
fn set(world: &mut World, what: &str) {
    let (name, value) = what.split_once(['=', ' ']).unwrap_or((what, ""));
    match name {
        "new" => *world = World::new(),
        "homeless" => world.data_dir = None,
        "terminal" => {
            world.terminal = true;
            world.variables.insert("NO_COLOR", "1".into());
        }
        "width" => world.width = Some(value.parse().unwrap()),
        _ => drop(world.variables.insert(name.to_owned().leak(), value.into())),
    }
}

/// Makes a file beside the journal: its name, then its text. Without a text it is a folder.
fn make(world: &World, file: &str) {
    let (name, text) = file.split_once(' ').unwrap_or((file, ""));
    let path = world.path().join("data").join(name);
    if text.is_empty() {
        let _ = fs::remove_file(&path);
        fs::create_dir(&path).unwrap();
    } else {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
    }
}

/// Runs a command line with what follows it, and returns what is shown of it.
fn run(world: &mut World, line: &str) -> String {
    let (line, filter) = line.rsplit_once(" | ").unwrap_or((line, ""));
    let (command, is_silent) = match line.strip_suffix(" >/dev/null") {
        Some(command) => (command, true),
        None => (line, false),
    };
    let lock = command.strip_prefix("flock ").map(|command| (command, world.hold_lock()));
    let command = lock.as_ref().map_or(command, |(command, _)| command);
    let before = fs::read(world.journal()).ok();
    let printed = |out| Outcome { out, err: String::new(), code: 0 };
    let outcome = match command.split_once(' ').unwrap_or((command, "")) {
        ("cat", _) => printed(world.file().to_string()),
        ("ls", _) => printed(world.names().iter().flat_map(|name| [name, "\n"]).collect()),
        ("rm", name) => {
            fs::remove_file(world.journal().with_file_name(name)).unwrap();
            return String::new();
        }
        _ => typed(world, command),
    };
    if outcome.code != 0 {
        assert!(
            before == fs::read(world.journal()).ok(),
            "{command} changed the journal: {outcome}"
        );
        assert!(!is_silent, "{command}: {outcome}");
    }
    let said = if is_silent { String::new() } else { outcome.to_string() };
    let lines = said.lines();
    let lines: Vec<_> = match filter.split_once(' ').unwrap_or((filter, "")) {
        ("", _) => return said,
        ("grep", words) => lines.filter(|line| line.contains(words)).collect(),
        ("head", count) => lines.take(count.parse().unwrap()).collect(),
        ("tail", count) => lines.rev().take(count.parse().unwrap()).collect(),
        ("jq", path) => return format!("{}\n", part(&outcome.out, path)),
        _ => panic!("{filter}"),
    };
    let is_turned = filter.starts_with("tail");
    let lines = if is_turned { lines.into_iter().rev().collect() } else { lines };
    lines.into_iter().flat_map(|line| [line, "\n"]).collect()
}

/// Runs a command line, quoted as for a shell, with what stands after `<<<` as its input.
fn typed(world: &mut World, command: &str) -> Outcome {
    let (command, input) = command.split_once(" <<<").unwrap_or((command, ""));
    world.input = input.trim_start().replace('/', "\n").into_bytes();
    let words = shlex::split(command).unwrap();
    world.run_words(&words.iter().map(String::as_str).collect::<Vec<_>>())
}

/// The values of JSON text at paths, as in `.entries[0].note .days`; `[-1]` is the last.
fn part(text: &str, paths: &str) -> String {
    let json: Value = serde_json::from_str(text).unwrap();
    let value = |path: &str| {
        path.split(['.', '[']).filter(|step| !step.is_empty()).fold(&json, |at, step| {
            match step.strip_suffix(']') {
                Some("-1") => at.as_array().unwrap().last().unwrap(),
                Some(place) => &at[place.parse::<usize>().unwrap()],
                None => &at[step],
            }
        })
    };
    paths.split(' ').map(|path| value(path).to_string()).collect::<Vec<_>>().join(" ")
}

#[test]
fn completions_describe_every_page_of_the_manual() {
    let world = World::new();
    let zsh = world.ok("completions zsh");
    assert!(zsh.contains(include_str!("messages/pages.txt")), "{zsh}");
    let fish = world.ok("completions fish");
    assert!(fish.starts_with("complete -c nocontact -f\n"), "{fish}");
    let import = "complete -c nocontact -n \"__fish_nocontact_using_subcommand import\" -F\n";
    assert!(fish.ends_with(import), "{fish}");
}

#[test]
fn what_a_shell_reads_holds_nothing_of_the_journal() {
    let (empty, started) = (World::new(), World::started());
    started.ok("log text secret words --trigger secret");
    for shell in ["bash", "zsh", "fish", "PowerShell", "pwsh", "elvish"] {
        for line in [format!("completions {shell}"), format!("init {shell}")] {
            assert_eq!(started.ok(&line), empty.ok(&line), "{line}");
        }
    }
}

#[test]
fn an_answer_that_is_not_utf_8_is_asked_for_again() {
    let mut world = World::started();
    world.terminal = true;
    let question = "Who reached out? (me, them, chance, none) ";
    let said = world.run_reading("log", &b"\xff\n"[..]).err;
    let again = format!("{question}That is not UTF-8 text.\n{question}\n");
    assert!(said.ends_with(&again), "{said}");
}

#[cfg(unix)] // Symbolic links are a privilege on Windows.
#[test]
fn a_link_is_named_with_what_it_leads_to() {
    let mut world = World::started();
    let link = world.path().join("link");
    std::os::unix::fs::symlink(world.journal(), &link).unwrap();
    world.variables.insert("NOCONTACT_FILE", link.into());
    let transcript = include_str!("messages/link.txt");
    assert_eq!(said(&mut world, transcript), transcript);
}

#[cfg(unix)] // Windows' names are not bytes.
#[test]
fn words_that_are_not_utf_8_are_refused() {
    let not_utf_8 = std::os::unix::ffi::OsStringExt::from_vec(vec![b'a', 0xff]);
    let world = World::started();
    let said = world.run_os(["log".into(), not_utf_8]).err;
    let expected = "nocontact: this command line is not in UTF-8\n  for more: nocontact help log\n";
    assert_eq!(said, expected);
}
