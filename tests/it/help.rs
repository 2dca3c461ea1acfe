//! `help`: the manual page by page, the help of a command, the overview, and what is refused.

use std::collections::BTreeSet;
use std::fs;

use unicode_width::UnicodeWidthStr;

use crate::world::World;

/// The pages of the manual, in the order of the overview.
pub(crate) const TOPICS: [&str; 6] = ["verdicts", "dates", "windows", "file", "scripts", "keeping"];

/// The Markdown of a page.
fn source(topic: &str) -> String {
    fs::read_to_string(format!("src/manual/{topic}.md")).unwrap()
}

/// The lines of a page between those of its code blocks, and those in them.
fn parts(source: &str) -> (Vec<&str>, Vec<&str>) {
    let (mut prose, mut code, mut is_code) = (Vec::new(), Vec::new(), false);
    for line in source.lines() {
        match line.starts_with("```") {
            true => is_code = !is_code,
            false if is_code => code.push(line),
            false => prose.push(line),
        }
    }
    (prose, code)
}

#[test]
fn alone_it_is_the_overview() {
    let world = World::new();
    assert_eq!(world.ok("help"), world.ok("--help"));
    assert!(world.ok("help").contains(&format!("\n  Manual: {}\n", TOPICS.join(", "))));
    assert_eq!(world.ok("help --color always"), world.ok("--help --color always"));
    let mut narrow = World::new();
    narrow.width = Some(60);
    assert_eq!(narrow.ok("help log"), narrow.ok("log --help"));
}

/// One of its own, which no struct of arguments that several commands share has taken over.
#[test]
fn a_help_begins_with_what_the_command_does_in_one_short_line() {
    let world = World::new();
    let overview = world.ok("--help");
    let mut abouts = BTreeSet::new();
    for command in crate::cli::commands() {
        let help = world.ok(&format!("{command} --help"));
        let (about, usage) = help.split_once("\n\n").unwrap();
        assert!(usage.starts_with("Usage: "), "{command}");
        assert!(about.len() <= 54 && !about.ends_with('.') && !about.contains('\n'), "{about}");
        let listed = overview.lines().find(|it| it.starts_with(&format!("  {command:7}  ")));
        assert!(listed.is_none_or(|line| line.ends_with(&format!("  {about}"))), "{command}");
        assert!(abouts.insert(about.to_owned()), "{command}: {about}");
    }
}

#[test]
fn a_page_needs_no_journal_no_clock_and_no_home_and_makes_no_file() {
    let mut world = World::new();
    world.data_dir = None;
    world.variables.insert("NOCONTACT_NOW", "never".into());
    for topic in TOPICS {
        world.ok(&format!("help {topic}"));
    }
    world.ok("help");
    world.ok("help log");
    assert_eq!(world.names(), [""; 0]);
}

/// Whole at 60 columns: commands and paths aside, which are copied.
#[test]
fn a_page_is_wrapped_to_the_terminal_and_never_wider_than_80_columns() {
    let mut world = World::new();
    world.terminal = true;
    for (width, widest) in [(60, 60), (80, 80), (200, 80)] {
        world.width = Some(width);
        for topic in TOPICS {
            let source = source(topic);
            let (_, code) = parts(&source);
            for line in world.ok(&format!("help {topic} --color never")).lines() {
                let is_code = line.strip_prefix("  ").is_some_and(|line| code.contains(&line));
                let is_whole = line.trim_start().split(' ').count() == 1;
                let fits = line.width() <= widest || is_code || is_whole;
                assert!(fits, "{topic} at {width}: {line}");
            }
        }
    }
}

#[test]
fn a_page_has_every_word_of_its_source_and_its_code_to_the_letter() {
    let mut world = World::new();
    world.terminal = true;
    world.width = Some(80);
    // The marks of Markdown and the rules of tables aside.
    let words = |text: &str| {
        let text = text.replace(['`', '*'], "").replace(['|', '#'], " ");
        let is_rule = |word: &&str| word.chars().all(|c| c == '-' || c == '─');
        let words = text.split_whitespace().filter(|word| !is_rule(word));
        let mut words: Vec<_> = words.map(str::to_owned).collect();
        words.sort_unstable();
        words
    };
    for topic in TOPICS {
        let source = source(topic);
        let (prose, code) = parts(&source);
        let shown = world.ok(&format!("help {topic} --color never"));
        let prose: Vec<_> = prose.into_iter().filter(|line| !line.starts_with("<!--")).collect();
        let all = prose.join("\n") + "\n" + &code.join("\n");
        assert_eq!(words(&shown), words(&all), "{topic}");
        for line in code.iter().filter(|line| !line.is_empty()) {
            assert!(shown.contains(&format!("\n  {line}\n")), "{topic}: {line}");
        }
    }
}

#[test]
fn without_utf_8_a_page_is_ascii_and_loses_no_character() {
    let mut world = World::new();
    for topic in TOPICS {
        world.variables.insert("LANG", "en_US.UTF-8".into());
        let full = world.ok(&format!("help {topic}"));
        world.variables.insert("LANG", "C".into());
        let plain = world.ok(&format!("help {topic}"));
        assert!(plain.is_ascii(), "{topic}");
        assert_eq!(plain.matches('?').count(), full.matches('?').count(), "{topic}");
        assert_eq!(plain.lines().count(), full.lines().count(), "{topic}");
    }
}

#[test]
fn headings_are_bold_where_there_is_color() {
    let page = World::new().ok("help dates --color always");
    assert!(page.starts_with("\u{1b}[1mDates\u{1b}[0m\n\n"), "{page}");
    assert!(page.contains("\n\u{1b}[1mThe clock\u{1b}[0m\n"), "{page}");
    assert!(!World::new().ok("help dates").contains('\u{1b}'));
}
