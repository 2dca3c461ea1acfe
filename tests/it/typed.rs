//! The command line as it is typed: common words and calls for help. Dashes and what is no command
//! are in `messages/mistakes.txt`.

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
        ("merge", "import"),
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
}
