//! Command lines that are wrong: what is said is ours (`messages/mistakes.txt`), and never clap's.

use crate::cli::commands;
use crate::world::World;

/// Whatever the command and whatever is wrong with its options and words.
#[test]
fn no_mistake_is_in_the_words_of_a_library() {
    let world = World::new();
    for command in commands() {
        let help = world.ok(&format!("help {command}"));
        let options = help.lines().filter_map(|line| line.trim_start().strip_prefix("--"));
        let options = options.filter_map(|line| line.split([' ', '\n']).next());
        let ends = ["x", "=", "=x", " x", " --nope", " \u{1b}"];
        let wrong = |option| ends.map(|end| format!("{command} --{option}{end}"));
        let lines: Vec<_> = options.flat_map(wrong).collect();
        let more = ["-x", "x y z \u{1b}", "--json --json", "--"];
        let more = more.map(|end| format!("{command} {end}"));
        for line in lines.into_iter().chain(more) {
            let outcome = world.run(&line);
            if outcome.code != 2 {
                continue;
            }
            let said = &outcome.err;
            assert!(said.starts_with("nocontact: "), "{line}: {outcome}");
            for word in
                ["error", "argument", "invalid", "possible", "Usage", "usage", "<", "[", "\u{1b}"]
            {
                assert!(!said.contains(word), "{line}: {word}: {outcome}");
            }
        }
    }
}

/// Half an example cannot be copied.
#[test]
fn an_example_in_a_help_is_on_one_line_however_narrow_the_terminal() {
    let mut world = World::new();
    for command in commands() {
        world.width = None;
        let wide = world.ok(&format!("help {command}"));
        let (_, examples) = wide.split_once("Examples:\n").unwrap();
        let examples: Vec<_> = examples.lines().filter(|it| it.contains("nocontact ")).collect();
        assert!(!examples.is_empty(), "{command}");
        for width in [60, 40] {
            world.width = Some(width);
            for line in [format!("help {command}"), format!("{command} --help")] {
                let help = world.ok(&line);
                assert!(!help.contains('\u{a0}'), "{line}: {help}");
                for example in &examples {
                    let at = example.find("nocontact ").filter(|_| !example.starts_with("  "));
                    let whole = &example[at.unwrap_or(0)..];
                    assert!(
                        help.lines().any(|line| line.ends_with(whole)),
                        "{line}, {whole}: {help}"
                    );
                }
            }
        }
    }
}

#[test]
fn a_path_in_a_mistake_is_on_one_line() {
    let mut world = World::new();
    world.width = Some(60);
    let folder = world.path().join("my own long folder");
    std::fs::create_dir(&folder).unwrap();
    let file = folder.join("what is mine.json");
    std::fs::write(&file, "{").unwrap();
    for command in ["status", "export --format csv", "log text"] {
        let words: Vec<_> = command.split(' ').chain(["--file", file.to_str().unwrap()]).collect();
        let said = world.run_words(&words).err.replace('\\', "/");
        let path = "[DIR]/my own long folder/what is mine.json";
        assert!(said.contains(path), "{said}");
        assert!(!said.contains('\u{a0}'), "{said}");
    }
}
