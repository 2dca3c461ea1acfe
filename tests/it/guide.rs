//! `guide`: seven pages that fit a screen, hold every argument, promise nothing and harm no reader.

use std::fs;

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
fn every_topic_of_the_list_is_tried_here() {
    let list = World::new().ok("guide");
    assert!(list.lines().map(|line| line.split_whitespace().nth(2).unwrap()).eq(TOPICS), "{list}");
}

#[test]
fn a_page_has_15_to_30_lines_of_80_columns() {
    for topic in TOPICS {
        let page = World::new().ok(&format!("guide {topic}"));
        let lines = page.lines().count();
        assert!((15..=30).contains(&lines), "{topic} has {lines} lines");
        for line in page.lines() {
            assert!(line.width() <= 80, "{topic}: {line}");
        }
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

/// Each argument of the method, on the page where people look for it. The page on safety is in
/// `messages/help.txt` as a whole.
const ARGUMENTS: &[(&str, &str)] = &[
    // What counts.
    ("rules", "no calls, texts, likes, visits or gifts"),
    ("rules", "Asking a friend about them counts too: it reaches them (channel `friend`)"),
    ("rules", "You owe no answer, and you don't have to be rude"),
    ("rules", "A short polite answer is kept"),
    ("rules", "A conversation breaks it, and so does a shoulder to cry on, theirs or yours"),
    ("rules", "does not lead to more"),
    ("rules", "Use one channel and stick to the subject. Send no messages through the children"),
    ("rules", "answer or write so as not to be harmed, that is `--necessary safety`"),
    ("rules", "A court order comes first"),
    ("rules", "A request to stop gets no answer, not even a polite one, and it has no end date"),
    ("rules", "Being blocked is a request to stop, too. Record it with `--stop`"),
    ("rules", "- chasing: you reached out"),
    ("rules", "- slip: they reached out, or you met by chance, and it became a conversation"),
    ("rules", "- checking: you looked at their profile. It keeps the wound open, even unseen"),
    ("rules", "- kept: you did not answer, answered briefly, or could not avoid it"),
    ("rules", "- reconnect: after the window, you were in touch"),
    ("rules", "The day of the breakup is day 0. Thirty days is a convention, not science."),
    // What the days are for.
    ("why", "whoever ended it"),
    ("why", "wanting it more makes it harder"),
    ("why", "What counts is how you go about it, not how much you want it"),
    ("why", "time is running out. That is the alarm talking"),
    ("why", "The alarm passes"),
    ("why", "Meet now, in anger, and words get said that both of you regret"),
    ("why", "You both need space to see what went wrong, or the old breakup can happen again"),
    ("why", "If there was fear, being safe is reason enough"),
    ("why", "Students kept a diary"),
    ("why", "(Sbarra & Emery 2005)"),
    ("why", "In separated adults"),
    ("why", "two diary studies of people after a breakup"),
    ("why", "(Marshall 2026)"),
    ("why", "Bad memories of a failed relationship did not reliably fade faster"),
    ("why", "those who lost confidence after a lapse lapsed again sooner"),
    ("why", "No study of a 30-day window was found. It is a convention, not science."),
    // Why chasing fails.
    ("chasing", "What it says about you"),
    ("chasing", "What it says about their decision: that it does not count"),
    ("chasing", "the decision hardens"),
    ("chasing", "leaving was probably hard for them too"),
    ("chasing", "Have you ever turned someone down who would not stop?"),
    ("chasing", "Walls go up. Pushing on against them can frighten"),
    ("chasing", "Two thousand words that explain everything are still pressure"),
    ("chasing", "This page rests on experience. No study of how chasing ends was found"),
    ("chasing", "if someone is chasing you: nocontact guide safety"),
    // What if they forget me?
    ("forget", "stay on their mind, or you are gone"),
    ("forget", "What if they feel they were right?"),
    ("forget", "What if they meet someone else?"),
    ("forget", "Nobody wins or loses a breakup"),
    ("forget", "nobody can promise that they will come back"),
    ("forget", "The silence is not a trick to bring them back"),
    ("forget", "No figure here would be true for you"),
    // Using the time.
    ("yourself", "First the plain things: sleep, food, walking, work, people"),
    ("yourself", "Your worth does not depend on them"),
    ("yourself", "Pick a goal or two that are yours alone: nocontact goal"),
    ("yourself", "Meet new people when you want to, not to make anyone jealous"),
    ("yourself", "If-then plans helped people with many kinds of goals"),
    ("yourself", "Talk to somebody"),
    ("yourself", "Writing helps some people and makes it worse for others"),
    ("yourself", "See a doctor if"),
    ("yourself", "If you think of hurting yourself, get help now: nocontact guide safety"),
    // Day 30.
    ("after", "does not give you permission to write, and it is not a duty"),
    ("after", "fear or violence, take no step, now or later: nocontact guide safety"),
    ("after", "one step, or none. None is a good answer"),
    ("after", "One step is calm, short and unhurried. Plan it and sleep on it"),
    ("after", "Showing up at their place is never the step"),
    ("after", "Silence is an answer. A second message is chasing again"),
    ("after", "go slowly and with restraint"),
    ("after", "nothing here promises anything"),
    ("after", "If it still hurts as it did, talk to a doctor or a counselor"),
];

#[test]
fn each_argument_of_the_method_is_on_its_page() {
    for (topic, words) in ARGUMENTS {
        assert!(page(topic).contains(words), "{topic} does not say: {words}");
    }
}

/// The pages and the thoughts, each with its name and in lower case.
fn all_words() -> Vec<(&'static str, String)> {
    let mut pages: Vec<_> = TOPICS.iter().map(|topic| (*topic, page(topic))).collect();
    pages.push(("thoughts", fs::read_to_string("src/guide/thoughts.md").unwrap()));
    pages.into_iter().map(|(name, text)| (name, text.to_lowercase())).collect()
}

/// Whoever left or was left, of any gender, reads these pages.
#[test]
fn no_page_says_who_left_or_of_what_gender_anyone_is() {
    let gendered = "she he her him hers his girlfriend boyfriend wife husband man woman";
    let gendered: Vec<_> = gendered.split(' ').collect();
    for (name, text) in all_words() {
        for word in text.split(|letter: char| !letter.is_alphanumeric()) {
            assert!(!gendered.contains(&word), "{name} says {word}");
        }
        for words in ["someone left you", "left you", "they left", "you were left", "dumped"] {
            assert!(!text.contains(words), "{name} says: {words}");
        }
    }
}

#[test]
fn no_page_promises_anything_or_permits_a_later_message() {
    for (name, text) in all_words() {
        // One page takes the promise back in so many words.
        let text = text.replace("nobody can promise that they will come back", "");
        let all = "come back|win them|get them back|miss you|will return|guarantee|percent|%|\
            success|proven|studies show|most people|always works|permission slip|\
            they cannot see it|so it is no contact|tomorrow|later you can|not yet|for now";
        for words in all.split('|') {
            assert!(!text.contains(words), "{name} says: {words}");
        }
    }
}

/// The length of the window and its first day aside, which are conventions.
#[test]
fn a_figure_stands_with_its_study() {
    for topic in TOPICS {
        for sentence in page(topic).replace(": nocontact", ". nocontact").split(['.', '?']) {
            let words = sentence.split(|letter: char| !letter.is_ascii_alphanumeric());
            let figures =
                words.filter(|word| word.starts_with(|first: char| first.is_ascii_digit()));
            let mut figures = figures.filter(|figure| !["0", "30"].contains(figure)).peekable();
            let is_named = figures.peek().is_none() || figures.any(|figure| figure.len() == 4);
            assert!(is_named || sentence.contains("a diary for 28 days"), "{topic}: {sentence}");
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
fn every_thought_is_on_a_page_and_short() {
    let pages = TOPICS.map(page);
    let thoughts = fs::read_to_string("src/guide/thoughts.md").unwrap();
    assert!(thoughts.lines().count() >= 7);
    for thought in thoughts.lines() {
        assert!(thought.width() <= 80 && thought.ends_with(['.', '?']), "{thought}");
        assert!(thought.matches(['.', '?']).count() <= 2, "{thought}");
        // On the page, a thought may go on to name a command.
        let thought = thought.trim_end_matches('.');
        assert!(pages.iter().any(|page| page.contains(thought)), "no page says: {thought}");
    }
}
