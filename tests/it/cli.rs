//! What every command shares: help, version, color, the path of the journal, exit codes.

use crate::world::World;

/// Every command that the overview names, sorted.
pub(crate) fn commands() -> Vec<String> {
    let help = World::new().ok("--help");
    let (_, listed) = help.split_once("Every day:\n").unwrap();
    let listed = listed.lines().take_while(|line| !line.starts_with("  Manual: "));
    let names = listed.filter_map(|line| line.strip_prefix("  ")).flat_map(|line| {
        match line.split_once(": ") {
            Some((_, names)) => names.split(", ").collect(),
            None => line.split_whitespace().take(1).collect::<Vec<_>>(),
        }
    });
    let mut names: Vec<_> = names.map(str::to_owned).collect();
    names.sort();
    names
}

#[test]
fn every_command_has_help_with_an_example_and_a_version() {
    let world = World::new();
    for command in commands() {
        let help = world.ok(&format!("{command} --help"));
        assert!(help.contains(&format!("nocontact {command}")), "{help}");
        assert!(help.contains("Examples:"), "{help}");
        assert!(help.contains("--file") && help.contains("--color"), "{help}");
        assert!(!help.contains("SPEC"), "{help}");
        assert_eq!(world.ok(&format!("help {command}")), help);
        assert!(world.ok(&format!("{command} --version")).contains("0.1.0"));
    }
    assert_eq!(world.ok("--version"), "nocontact 0.1.0\n");
    assert_eq!(world.names(), [""; 0]);
}

#[test]
fn help_fits_the_terminal() {
    let mut world = World::new();
    world.width = Some(60);
    for command in commands() {
        let help = world.ok(&format!("{command} --help"));
        let described = help.split("Examples:").next().unwrap();
        for line in described.lines() {
            assert!(line.chars().count() <= 60, "{command}: {line}");
        }
    }
}

#[test]
fn a_wrong_command_line_exits_2_and_speaks_on_stderr() {
    let world = World::started();
    for line in ["statsu", "--nope", "status --nope", "show", "undo 0", "--color red status"] {
        let outcome = world.run(line);
        assert_eq!((outcome.code, outcome.out.as_str()), (2, ""), "{line}: {outcome}");
        assert!(!outcome.err.is_empty());
    }
}

/// Without a command, the options of `status` are taken; before one they are refused.
#[test]
fn without_a_command_it_is_status_with_its_options() {
    let mut world = World::new();
    for started in [false, true] {
        for options in ["--short", "--json"] {
            let (bare, whole) = (world.run(options), world.run(&format!("status {options}")));
            assert_eq!(bare, whole, "{options}, {started}");
            let outcome = world.run(&format!("{options} log"));
            assert_eq!((outcome.code, outcome.out.as_str()), (2, ""), "{options}: {outcome}");
        }
        world.run("start 2026-11-01");
    }
    assert_eq!(world.ok("history"), "Nothing is recorded yet.\n");
    world.write("{");
    world.width = Some(40);
    let bare = world.run("--short");
    assert_eq!((bare.err.lines().count(), bare.code), (1, 1), "{bare}");
}

/// Commands and their sentences are never wrapped, and the page is one screen.
#[test]
fn the_overview_fits() {
    let mut world = World::new();
    for (width, lines) in [(60, 44), (100, 40)] {
        world.width = Some(width);
        let help = world.ok("help");
        assert!(help.lines().all(|line| line.len() <= width), "{help}");
        assert!(help.lines().count() <= lines, "{help}");
    }
}

#[test]
fn a_journal_is_where_the_option_says_or_else_the_variable() {
    let mut world = World::new();
    let (one, two) = (world.path().join("one.json"), world.path().join("two.json"));
    world.variables.insert("NOCONTACT_FILE", one.clone().into());
    world.ok("start 2026-11-01");
    world.ok_words(&["start", "2026-11-02", "--file", two.to_str().unwrap()]);
    assert!(one.is_file() && two.is_file());
    assert_eq!(world.ok("status --short"), "21/30\n");
    assert_eq!(world.ok_words(&["--file", two.to_str().unwrap(), "status", "--short"]), "20/30\n");
    assert_eq!(world.names(), [""; 0], "the data folder is left alone");
}

#[test]
fn behind_the_command_an_option_counts_more() {
    let world = World::new();
    let path = |name: &str| world.path().join(name).to_str().unwrap().to_owned();
    let (one, two) = (path("one.json"), path("two.json"));
    world.ok_words(&["--file", &one, "start", "2026-11-01"]);
    world.ok_words(&["--file", &one, "start", "2026-11-02", "--file", &two]);
    let short = |before: &str, behind: &str| {
        world.ok_words(&["--file", before, "status", "--short", "--file", behind])
    };
    assert_eq!((short(&two, &one), short(&one, &two)), ("21/30\n".into(), "20/30\n".into()));
    let line = ["--file", &one, "--color", "never", "status", "--color", "always"];
    assert!(world.ok_words(&line).contains('\u{1b}'));
    let outcome = world.run_words(&["status", "--color", "never", "--color", "always"]);
    assert_eq!(outcome.code, 2, "{outcome}");
}

/// A command that is offered for another journal would change that one.
#[test]
fn a_command_that_is_offered_is_on_the_journal_that_the_option_names() {
    let mut world = World::new();
    // Whatever the length of the path, two offers have room on a line.
    world.width = Some(1000);
    let file = world.path().join("my file.json");
    let file = file.to_str().unwrap();
    let on = |line: &str| {
        let words: Vec<_> = line.split(' ').chain(["--file", file]).collect();
        let outcome = world.run_words(&words);
        let said = outcome.out + &outcome.err;
        let program = "nocontact --file \"[DIR]/my file.json\"";
        for command in said.split(": nocontact ").skip(1) {
            let is_page = command.starts_with("guide ");
            assert!(command.starts_with("--file ") != is_page, "{line}: {said}");
        }
        said.matches(&format!("{program} ")).count()
    };
    let offered = [
        ("status", 1),
        ("start 2026-11-01", 3),
        ("start", 2),
        ("log text --by them", 3),
        ("log text --at yesterday 11pm", 4),
        ("status", 1),
        ("edit 1 --note x", 4),
        ("urge alone", 3),
        ("urge --gave-in 3", 4),
        ("goal run", 1),
        ("goal --done 4", 1),
        ("plan walk", 2),
        ("amend --days 40", 1),
        ("restart", 1),
        ("ready --answers yynyynn", 2),
        ("remove 1 --yes", 1),
        ("show 99", 1),
    ];
    let found = offered.map(|(line, _)| (line, on(line)));
    assert_eq!(found, offered);
}

/// However narrow the terminal: half a command cannot be copied.
#[test]
fn a_command_that_is_offered_is_on_one_line() {
    let mut world = World::new();
    let file = world.path().join("my file.json");
    let file = file.to_str().unwrap().to_owned();
    world.ok_words(&["start", "2026-11-01", "--file", &file]);
    world.terminal = true;
    world.width = Some(24);
    let program = "nocontact --file \"[DIR]/my file.json\"";
    for (line, commands) in [
        ("log text --at 2026-11-20 11pm", vec!["edit 1 --by them"]),
        ("status", vec!["urge"]),
        ("log call --by them", vec!["edit 2 --stop"]),
        ("ready --answers yynyynn", vec!["goal", "undo"]),
        ("ready --answers yynyyyn", vec!["amend --no-end", "undo"]),
    ] {
        let words: Vec<_> = line.split(' ').chain(["--file", &file]).collect();
        let said = world.run_words(&words).out;
        for command in commands {
            let whole = format!("{program} {command}");
            assert!(said.lines().any(|line| line.ends_with(&whole)), "{whole}: {said}");
        }
    }
    // A page has no path in front of it.
    let beginning = world.run_words(&["start", "--file", "other.json"]).out;
    let words = ["log", "visit", "--at", "2026-11-08", "--file", &file];
    for said in [beginning, world.run_words(&words).out] {
        let is_page = |line: &str| line.ends_with("nocontact guide safety");
        assert!(said.lines().any(is_page), "{said}");
    }
}

#[test]
fn help_is_in_color_where_it_is_read() {
    let mut world = World::new();
    world.terminal = true;
    let is_colored = |world: &World| world.run("--help").out.contains('\u{1b}');
    assert!(is_colored(&world));
    world.out_is_piped = true;
    assert!(!is_colored(&world));
    (world.out_is_piped, world.err_is_piped) = (false, true);
    assert!(is_colored(&world));
}

/// Whether the output is colored, with this option, these variables, and perhaps a terminal.
#[track_caller]
fn colored(option: &str, variables: &[(&'static str, &str)], terminal: bool) -> bool {
    let mut world = World::started();
    world.terminal = terminal;
    for &(name, value) in variables {
        world.variables.insert(name, value.into());
    }
    world.ok(&format!("{option} status")).contains('\u{1b}')
}

#[test]
fn color_is_for_terminals_unless_asked() {
    assert!(colored("", &[], true));
    assert!(!colored("", &[], false));
    assert!(!colored("", &[("TERM", "dumb")], true));
    assert!(!colored("", &[("NO_COLOR", "1")], true));
    assert!(colored("", &[("NO_COLOR", "")], true));
    assert!(colored("", &[("CLICOLOR_FORCE", "1")], false));
    assert!(!colored("", &[("CLICOLOR_FORCE", "0")], false));
    assert!(!colored("", &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], false));
    assert!(colored("--color always", &[("NO_COLOR", "1")], false));
    assert!(!colored("--color never", &[("CLICOLOR_FORCE", "1")], true));
    assert!(!colored("--color auto", &[], false));
    assert!(!colored("--color auto", &[("NO_COLOR", "1")], true));
}

#[test]
fn help_follows_the_same_rule_of_color_and_a_mistake_has_none() {
    let world = World::new();
    assert!(!world.ok("--help").contains('\u{1b}'));
    assert!(world.ok("log --help --color always").contains('\u{1b}'));
    assert!(!world.run("log --bogus --color always").err.contains('\u{1b}'));
}

#[test]
fn a_command_without_a_journal_names_start() {
    let mut world = World::new();
    world.input = b"kind,at".to_vec();
    let lines = "status|log|restart|amend --days 3|history|show 1|undo|edit 1 call|remove 1 --yes|\
                 remove 1 --burn --yes|restore|calendar|patterns|export --format json|\
                 import -|plan|plan if late then sleep|goal|goal run|goal --done 1";
    for line in lines.split('|') {
        let outcome = world.run(line);
        assert_eq!((outcome.code, outcome.out.as_str()), (1, ""), "{line}");
        assert!(outcome.err.contains("nocontact start"), "{line}: {outcome}");
        assert_eq!(world.names(), [""; 0], "{line}");
    }
}
