//! The command line as it is typed: common words, calls for help, dashes, and what is no command.

use crate::world::World;

#[test]
fn a_common_word_leads_to_a_command_and_is_listed_nowhere() {
    let world = World::started();
    for (word, command) in [
        ("list", "history"),
        ("ls", "history"),
        ("rm", "remove"),
        ("delete", "remove"),
        ("add", "log"),
        ("slip", "log"),
        ("relapse", "log"),
        ("stats", "patterns"),
        ("days", "status"),
        ("streak", "status"),
        ("today", "status"),
    ] {
        assert_eq!(world.ok(&format!("{word} --help")), world.ok(&format!("help {command}")));
        for line in ["help", "man", "completions bash", "completions fish", "completions zsh"] {
            let said = world.ok(line);
            let listed = [format!("\n  {word} "), format!("'{word}:"), format!(" -a \"{word}\"")];
            assert!(!listed.iter().any(|listed| said.contains(listed)), "{line}: {word}");
        }
    }
    assert!(world.ok("slip call").starts_with("1  Sun 22 Nov 2026 21:05  call\n"));
}

#[test]
fn a_call_for_help_is_answered_by_the_page_on_safety_which_ends_with_urge() {
    let world = World::new();
    for line in
        ["sos", "panic", "crisis", "SOS", "safety", "help me", "Help me", "--color never help me"]
    {
        assert_eq!(world.ok(line), world.ok("guide safety"), "{line}");
    }
    for line in
        ["panic now", "sos sos", "crisis log call", "help me please", "sos --color never now"]
    {
        assert_eq!(world.ok(line), world.ok("guide safety"), "{line}");
    }
    for line in ["--file /nowhere/a sos", "panic now --file /nowhere/a please"] {
        let page = world.ok(line);
        assert!(page.ends_with("\n  nocontact --file /nowhere/a urge\n"), "{line}: {page}");
    }
    assert_eq!(world.ok("sos now --help"), world.ok("guide --help"));
    assert_eq!(world.run("sos --days").code, 2);
    assert_eq!(world.run("help sos").code, 2);
}

#[test]
fn what_is_no_command_is_refused_with_the_line_that_was_meant() {
    let world = World::started();
    let before = world.bytes();
    for (line, expected) in [
        ("lgo text hi", "did you mean: nocontact log text hi"),
        (
            "--file /nowhere/a statsu --short",
            "did you mean: nocontact --file /nowhere/a status --short",
        ),
        ("yourself", "a page of advice: nocontact guide yourself"),
        ("dates", "a page of the manual: nocontact help dates"),
        ("text hi there", "to record contact: nocontact log text hi there"),
        ("I texted him", "to record contact: nocontact log I texted him"),
        ("called --by them", "to record contact: nocontact log called --by them"),
        (
            "reset now",
            "to begin a fresh window: nocontact restart\n  to remove everything: nocontact erase",
        ),
        ("erse", ""),
        ("eras", ""),
        ("xyzzy", ""),
    ] {
        let outcome = world.run(line);
        let unknown = line.split(' ').find(|word| !word.contains(['-', '/'])).unwrap();
        let expected = if expected.is_empty() { String::new() } else { format!("  {expected}\n") };
        let whole = format!(
            "nocontact: \"{unknown}\" is not a command\n{expected}  all commands: nocontact help\n"
        );
        assert_eq!((outcome.code, outcome.out, outcome.err), (2, String::new(), whole), "{line}");
    }
    let hidden = world.run_words(&["\u{1b}[2J"]);
    assert!(hidden.code == 2 && !hidden.err.contains('\u{1b}'), "{hidden}");
    assert_eq!(world.bytes(), before);
}

#[test]
fn an_option_behind_a_typographic_dash_is_refused_with_the_line_mended() {
    let world = World::started();
    let before = world.bytes();
    for (words, mended) in [
        (vec!["log", "call", "—by", "them"], "log call --by them"),
        (vec!["log", "text", "asked", "—at", "yesterday"], "log text asked --at yesterday"),
        (vec!["log", "text", "–note", "my own"], "log text --note \"my own\""),
        (vec!["log", "—date=yesterday", "−reply", "brief"], "log --date=yesterday --reply brief"),
        (vec!["add", "text", "–-why", "other"], "add text --why other"),
        (vec!["—file", "/nowhere/a", "status"], "--file /nowhere/a status"),
        (vec!["--file", "/nowhere/a", "—short"], "--file /nowhere/a --short"),
    ] {
        let outcome = world.run_words(&words);
        let expected = format!("\n  with two hyphens: nocontact {mended}\n");
        assert_eq!((outcome.code, outcome.out.as_str()), (2, ""), "{words:?}");
        assert!(outcome.err.ends_with(&expected), "{outcome}");
    }
    assert_eq!(world.bytes(), before);
    // A note may begin with a dash, and one option is not one of another command.
    for words in [["text", "— why"], ["text", "—"], ["text", "—by the way"], ["text", "—burn"]]
    {
        let [channel, note] = words;
        let said = world.ok_words(&["log", channel, note]);
        assert!(said.contains(&format!("  text  {note}\n")), "{said}");
    }
}
