//! `guide`: seven pages that fit a screen, promise nothing, and name only commands that exist.

use std::fs;

use snapbox::{assert_data_eq, str};
use unicode_width::UnicodeWidthStr;

use crate::cli::commands;
use crate::world::World;

/// The topics, in the order of the list.
const TOPICS: [&str; 7] = ["rules", "why", "chasing", "forget", "yourself", "after", "safety"];

/// A page as one paragraph, so that line breaks do not hide a phrase.
fn page(topic: &str) -> String {
    let page = World::new().ok(&format!("guide {topic}"));
    page.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn alone_it_lists_the_topics() {
    assert_data_eq!(
        World::new().run("guide").to_string(),
        str![[r#"
nocontact guide rules      What counts as contact, and what does not
nocontact guide why        What the days are for
nocontact guide chasing    Why chasing fails
nocontact guide forget     What if they forget me?
nocontact guide yourself   Using the time
nocontact guide after      Day 30, and one calm step or none
nocontact guide safety     Fear, threats, court orders, a request to stop,
                           crisis

"#]]
    );
    let list = World::new().ok("guide");
    let listed: Vec<_> =
        list.lines().filter_map(|line| line.strip_prefix("nocontact guide ")).collect();
    assert_eq!(listed.len(), TOPICS.len());
    for (line, topic) in listed.iter().zip(TOPICS) {
        assert_eq!(line.split_whitespace().next(), Some(topic));
    }
}

#[test]
fn the_page_on_safety_says_it_plainly() {
    let world = World::new();
    assert_data_eq!(
        world.run("guide safety").to_string(),
        str![[r#"
Safety

If you are in danger now, call your local emergency number.

If you think of hurting yourself or someone else, call your local emergency
number, or look up your local crisis line. Tell one person today.

If you are afraid of them, or they threaten you: you owe no reply. Leaving can
be the dangerous time. Keep messages and dates, they may be evidence. Look up
the helpline for domestic violence in your country, from a device they cannot
see.

If there is a court order, it stands above everything this tool says, the
reasons for necessary contact included.

If they asked you to stop, stop, today and after the window. Contact that
someone does not want can frighten them, and in many places it is harassment or
stalking, whatever you mean by it.

In all these cases no contact has no end date:
  nocontact amend --no-end

This is a day counter with a notebook. It is no help line, no lawyer and no
doctor, and for danger it is the wrong tool.

If you want to write to them right now, wait first:
  nocontact urge

"#]]
    );
    assert_eq!(world.run("guide love").code, 2);
}

#[test]
fn a_page_has_15_to_30_lines_of_80_columns() {
    for topic in TOPICS {
        let page = World::new().ok(&format!("guide {topic}"));
        let lines = page.lines().count();
        assert!(lines <= 30, "{topic} has {lines} lines");
        assert!(lines >= 15, "{topic} has only {lines} lines");
        assert!(page.is_ascii(), "{topic}");
    }
}

#[test]
fn a_page_wraps_to_the_terminal_and_is_never_wider_than_80_columns() {
    let mut world = World::new();
    world.terminal = true;
    for (width, widest) in [(30, 30), (60, 60), (80, 80), (200, 80)] {
        world.width = Some(width);
        for topic in TOPICS {
            for line in world.ok(&format!("guide {topic} --color never")).lines() {
                // A command stays whole, so that it can be copied.
                let is_command = line.starts_with("  nocontact ");
                assert!(line.width() <= widest || is_command, "{topic} at {width}: {line}");
            }
        }
    }
}

#[test]
fn a_page_needs_no_journal_and_makes_no_file() {
    let world = World::new();
    world.ok("guide");
    world.ok("guide why");
    assert_eq!(world.names(), Vec::<String>::new());
}

/// The arguments of the method, each on the page where people look for it.
#[test]
fn the_arguments_of_the_method_are_there() {
    for (topic, words) in [
        ("rules", "a short polite answer is kept"),
        ("rules", "A conversation breaks it"),
        ("rules", "the shoulder they cry on"),
        ("rules", "Not to be drawn in"),
        ("rules", "Some contact cannot be avoided"),
        ("rules", "It is called checking"),
        ("rules", "Thirty days is a convention, not science."),
        ("why", "You need not agree with the decision to respect it."),
        ("why", "They end the pressure."),
        ("why", "You can work through what happened"),
        ("why", "No study of a 30-day window was found. It is a convention"),
        ("chasing", "What it says about you"),
        ("chasing", "What it says about their decision"),
        ("chasing", "the decision hardens"),
        ("chasing", "The two thousand words"),
        ("chasing", "This page is experience, not measurement"),
        ("forget", "Thirty days do not erase someone who shared a life."),
        ("forget", "What if they meet someone else?"),
        ("forget", "they may not come back, and nobody can promise that they will"),
        ("yourself", "sleep, food, walking, work, people"),
        ("yourself", "Writing about it helps some people and makes it worse for others."),
        ("after", "no permission slip"),
        ("after", "one step, or none"),
        ("after", "calm, short and unhurried"),
        ("after", "A second message is chasing again."),
        ("safety", "local emergency number"),
        ("safety", "local crisis line"),
        ("safety", "court order"),
        ("safety", "If they asked you to stop, stop"),
        ("safety", "it is the wrong tool"),
    ] {
        assert!(page(topic).contains(words), "{topic} does not say: {words}");
    }
}

#[test]
fn no_page_promises_anything_or_states_a_figure() {
    for topic in TOPICS {
        let page = page(topic).to_lowercase();
        for word in [
            "will come back",
            "win them back",
            "get them back",
            "will miss you",
            "guarantee",
            "percent",
            "%",
            "success",
            "proven",
            "always works",
        ] {
            assert!(!page.contains(word), "{topic} says {word}");
        }
    }
}

#[test]
fn every_command_that_a_page_names_is_there() {
    let known = commands();
    let mut named = 0;
    for topic in TOPICS {
        let page = page(topic);
        for rest in page.split("nocontact ").skip(1) {
            let word: String = rest.chars().take_while(char::is_ascii_lowercase).collect();
            assert!(known.contains(&word), "{topic} names {word}");
            named += 1;
        }
    }
    assert!(named >= 7);
}

#[test]
fn every_thought_is_a_sentence_of_a_page() {
    let pages = TOPICS.map(page);
    let thoughts = fs::read_to_string("src/guide/thoughts.md").unwrap();
    assert!(thoughts.lines().count() >= 7);
    for thought in thoughts.lines() {
        // On the page, a thought may go on to name a command.
        let thought = thought.trim_end_matches('.');
        assert!(pages.iter().any(|page| page.contains(thought)), "no page says: {thought}");
    }
}
