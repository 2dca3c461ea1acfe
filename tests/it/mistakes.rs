//! Command lines that are wrong: what is said is ours, with the line to type, and never clap's.

use crate::cli::commands;
use crate::world::World;

/// What each mistake is answered with.
const ANSWERS: [(&str, &str); 25] = [
    (
        "log --why beging",
        "\"beging\" is not a reason for --why\n  the nearest: nocontact log --why begging\n  allowed: \
         explanation, begging, persuading, staying-present, apology, comfort, jealousy, other",
    ),
    (
        "--file /a log text --by=thme",
        "\"thme\" is not a value for --by\n  the nearest: nocontact --file /a log text --by=them\n  \
         allowed: me, them, chance",
    ),
    ("log --by you", "\"you\" is not a value for --by\n  allowed: me, them, chance"),
    (
        "history --kind urg",
        "\"urg\" is not a kind\n  the nearest: nocontact history --kind urge\n  \
      allowed: contact, restart, urge, letter, goal, plan, reflection",
    ),
    (
        "completions zhs",
        "\"zhs\" is not a shell\n  the nearest: nocontact completions zsh\n  \
      allowed: bash, elvish, fish, powershell, zsh",
    ),
    (
        "completions",
        "\"completions\" needs a shell\n  allowed: bash, elvish, fish, powershell, zsh",
    ),
    ("--color red status", "\"red\" is not a value for --color\n  allowed: auto, always, never"),
    ("log --reply", "--reply needs a value\n  allowed: none, brief, conversation"),
    ("log --at", "--at needs a value\n  for more: nocontact help log"),
    ("log --file=", "--file needs a path\n  for more: nocontact help log"),
    (
        "log --count 3",
        "\"--count\" is not an option of log\n  the nearest: nocontact log --times 3\n  for more: \
         nocontact help log",
    ),
    (
        "log text -by=them",
        "\"-by\" is not an option of log\n  the nearest: nocontact log text --by=them\n  for more: \
         nocontact help log",
    ),
    (
        "log --many --tims 3",
        "\"--tims\" is not an option of log\n  the nearest is --times\n  for more: nocontact help log",
    ),
    ("log text -10", "\"-10\" is not an option of log\n  for more: nocontact help log"),
    ("--many log", "--many goes after log\n  for more: nocontact help log"),
    ("--json log", "--short and --json go after the command\n  for more: nocontact help log"),
    ("-", "\"-\" is not a command\n  for more: nocontact help"),
    ("--bogus", "\"--bogus\" is not an option of nocontact\n  for more: nocontact help"),
    (
        "undo 1 2",
        "\"2\" is one word too many for undo\n  the nearest: nocontact undo 1\n  for more: nocontact \
         help undo",
    ),
    (
        "log --many=yes",
        "--many stands alone, without \"yes\"\n  the nearest: nocontact log --many\n  for more: \
         nocontact help log",
    ),
    ("log --by me --by me", "--by is given twice; leave one out\n  allowed: me, them, chance"),
    ("log --quiet --json", "--quiet and --json do not go together\n  for more: nocontact help log"),
    (
        "remove",
        "\"remove\" needs the number of an entry, or last\n  for more: nocontact help remove",
    ),
    (
        "undo 11",
        "undo does not take \"11\"\n  give a number from 1 to 10\n  for more: nocontact help undo",
    ),
    (
        "history --last few",
        "--last does not take \"few\"\n  give a number\n  for more: nocontact help history",
    ),
];

#[test]
fn a_mistake_is_answered_with_what_is_wrong_and_what_to_type() {
    let world = World::new();
    for (line, expected) in ANSWERS {
        let outcome = world.run(line);
        let expected = format!("nocontact: {expected}\n");
        assert_eq!(
            (outcome.code, outcome.out, outcome.err),
            (2, String::new(), expected),
            "{line}"
        );
    }
    assert_eq!(world.names(), [""; 0]);
}

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
        let said = world.run_words(&words).err;
        let path = "[DIR]/my own long folder/what is mine.json";
        assert!(said.contains(path), "{said}");
        assert!(!said.contains('\u{a0}'), "{said}");
    }
}
