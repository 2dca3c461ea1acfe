//! Command lines that are wrong: what is said is ours, with the line to type, and never clap's.

use crate::cli::commands;
use crate::world::World;

/// What each mistake is answered with.
const ANSWERS: [(&str, &str); 29] = [
    (
        "letter --yes",
        "\"letter --yes\" works only with --discard\n  for more: nocontact help letter",
    ),
    (
        "erase me",
        "erase takes no more words; leave out \"me\"\n  did you mean: nocontact erase\n  for more: nocontact help erase",
    ),
    (
        "completions bsh",
        "\"bsh\" is not a shell\n  did you mean: nocontact completions bash\n  choose from: bash, elvish, fish, powershell, zsh",
    ),
    (
        "log --at last tuseday text",
        "\"last tuseday\" is not a date\n  nocontact log text --at \"last tuesday\"\n  nocontact log text --at yesterday\n  nocontact log text --at \"3 days ago\"",
    ),
    (
        "log --why beging",
        "\"beging\" is not a reason for --why\n  did you mean: nocontact log --why begging\n  choose from: \
         explanation, begging, persuading, staying-present, apology, comfort, jealousy, other",
    ),
    (
        "--file /a log text --by=thme",
        "\"thme\" is not one of the words for --by\n  did you mean: nocontact --file /a log text --by=them\n  \
         choose from: me, them, chance",
    ),
    ("log --by you", "\"you\" is not one of the words for --by\n  choose from: me, them, chance"),
    (
        "history --kind urg",
        "\"urg\" is not a kind\n  did you mean: nocontact history --kind urge\n  \
      choose from: contact, restart, urge, letter, goal, plan, reflection",
    ),
    (
        "completions zhs",
        "\"zhs\" is not a shell\n  did you mean: nocontact completions zsh\n  \
      choose from: bash, elvish, fish, powershell, zsh",
    ),
    (
        "completions",
        "\"completions\" needs a shell\n  choose from: bash, elvish, fish, powershell, zsh",
    ),
    (
        "--color red status",
        "\"red\" is not one of the words for --color\n  choose from: auto, always, never",
    ),
    ("log --reply", "--reply needs one of the words\n  choose from: none, brief, conversation"),
    ("log --at", "--at needs a date or a time\n  for more: nocontact help log"),
    ("log --file=", "--file needs a path\n  for more: nocontact help log"),
    (
        "log --count 3",
        "\"--count\" is not an option of log\n  did you mean: nocontact log --times 3\n  for more: \
         nocontact help log",
    ),
    (
        "log text -by=them",
        "\"-by\" is not an option of log\n  did you mean: nocontact log text --by=them\n  for more: \
         nocontact help log",
    ),
    (
        "log --many --tims 3",
        "\"--tims\" is not an option of log\n  did you mean --times?\n  for more: nocontact help log",
    ),
    ("log text -10", "\"-10\" is not an option of log\n  for more: nocontact help log"),
    ("--many log", "--many goes after log\n  for more: nocontact help log"),
    ("--json log", "--short and --json go after the command\n  for more: nocontact help log"),
    ("-", "\"-\" is not a command\n  for more: nocontact help"),
    ("--bogus", "\"--bogus\" is not an option of nocontact\n  for more: nocontact help"),
    (
        "undo 1 2",
        "undo takes no more words; leave out \"2\"\n  did you mean: nocontact undo 1\n  for more: nocontact \
         help undo",
    ),
    (
        "log --many=yes",
        "--many stands alone, without \"yes\"\n  did you mean: nocontact log --many\n  for more: \
         nocontact help log",
    ),
    ("log --by me --by me", "--by is given twice; leave one out\n  choose from: me, them, chance"),
    ("log --quiet --json", "use --quiet or --json, not both\n  for more: nocontact help log"),
    (
        "remove",
        "\"remove\" needs the number of an entry, or last\n  for more: nocontact help remove",
    ),
    ("undo 11", "\"11\" is not a number from 1 to 10\n  for more: nocontact help undo"),
    ("history --last few", "\"few\" is not a number\n  for more: nocontact help history"),
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
