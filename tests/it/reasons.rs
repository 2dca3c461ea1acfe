//! The reasons of a verdict (`manual/verdicts.md`): each code, and the sentence that a person
//! reads.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::world::World;

/// A breakup on 1 October with ten days: the window is over.
fn after() -> World {
    let world = World::new();
    world.ok("start 2026-10-01 --days 10");
    world
}

fn reasons(entry: &Value) -> Vec<&str> {
    entry["reasons"].as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect()
}

/// Logs a contact, compares its reasons, and takes it back.
#[track_caller]
fn one(world: &World, line: &str, expected: &[&str]) {
    let entry = world.json(&format!("log {line} --json"));
    assert_eq!(reasons(&entry), expected, "{line}");
    world.ok("undo");
}

#[test]
fn an_attempt_has_the_reasons_of_its_channel_and_purpose() {
    for (world, first) in [(World::started(), "reached-out"), (after(), "first-step")] {
        let with = |line: &str, reason: &str| {
            let expected = match first {
                "first-step" => vec![reason, first],
                _ => vec![first, reason],
            };
            one(&world, line, &expected);
        };
        with("friend", "through-someone");
        with("text --why explanation", "demanding-explanation");
        with("text --why begging", "begging");
        with("text --why persuading", "persuading");
        with("text --why jealousy", "jealousy");
        with("text --why apology", "apology");
        with("text --why staying-present", "staying-present");
        with("social", "staying-present");
        with("social --why begging", "begging");
        one(&world, "social --why other", &[first]);
        one(&world, "text --why comfort", &[first]);
        one(&world, "text --why other", &[first]);
    }
    let world = World::started();
    one(&world, "visit", &["reached-out", "showing-up"]);
    one(&after(), "visit", &["showing-up"]);
    one(&world, "visit --why apology", &["reached-out", "showing-up", "apology"]);
    let begging = "visit --why begging --necessary children";
    one(&world, begging, &["reached-out", "showing-up", "begging"]);
}

/// Checks whether the last of these lines is `repeated`.
#[track_caller]
fn repeated(lines: &[&str], expected: bool) {
    let world = World::started();
    let entries: Vec<_> =
        lines.iter().map(|line| world.json(&format!("log {line} --json"))).collect();
    let last = entries.last().unwrap();
    assert_eq!(reasons(last).contains(&"repeated"), expected, "{lines:?}");
}

const NOON: &str = "text --at 2026-11-10 12:00:00";

#[test]
fn three_attempts_in_less_than_24_hours_are_repeated() {
    let evening = "call --at 2026-11-10 18:00";
    repeated(&[NOON, evening], false);
    repeated(&[NOON, evening, "email --at 2026-11-11 11:59:59"], true);
    repeated(&[NOON, evening, "email --at 2026-11-11 12:00:00"], false);
    repeated(&[NOON, NOON, NOON], true);
    // The third attempt, and every one after it.
    repeated(&[NOON, evening, "email --at 2026-11-10 19:00", "text --at 2026-11-11 11:00"], true);
    // 17 hours, although local times are 25 hours apart.
    let abroad = "text --at 2026-11-11T23:00:00+09:00";
    repeated(&["text --at 2026-11-10 22:00", "text --at 2026-11-10 22:30", abroad], true);
    // 27 hours, although local times are 18 hours apart.
    let abroad = "text --at 2026-11-11T06:00:00-08:00";
    repeated(&[NOON, "text --at 2026-11-10 12:30", abroad], false);
}

#[test]
fn where_only_the_day_is_known_the_same_day_is_repeated() {
    let day = "text --at 2026-11-10";
    repeated(&[day, day, day], true);
    repeated(&[day, day, "text --at 2026-11-11"], false);
    repeated(&[day, "text --at 2026-11-10 23:00", "text --at 2026-11-11"], false);
    repeated(&[day, day, "text --at 2026-11-10 00:00"], true);
    repeated(&[day, day, "text --at 2026-11-11 00:00"], false);
    // It was recorded last but comes first on its day, so the other two are not earlier.
    repeated(&[NOON, NOON, day], false);
    let world = World::started();
    for line in [NOON, NOON, day] {
        world.ok(&format!("log {line}"));
    }
    assert!(reasons(&world.json("history --json")[2]).contains(&"repeated"));
}

#[test]
fn times_are_summed_in_repeated() {
    repeated(&["text --times 3"], true);
    repeated(&["text --times 2"], false);
    repeated(&["text --times 2 --at 2026-11-10", "call --at 2026-11-10"], true);
    repeated(&["text --at 2026-11-10", "call --at 2026-11-10 --times 2"], true);
    repeated(&["text --times 9 --at 2026-11-10", "call --at 2026-11-11"], false);
}

#[test]
fn only_attempts_are_repeated() {
    for other in
        ["lurk --times 9", "call --by them --times 9", "call --times 9 --necessary children"]
    {
        repeated(&[&format!("{other} --at 2026-11-10"), NOON], false);
        repeated(&[NOON, NOON, &format!("{other} --at 2026-11-10 12:30")], false);
    }
    let begging = "call --times 2 --necessary children --why begging --at 2026-11-10";
    repeated(&[begging, NOON], true);
}

/// What `log` prints on a wide terminal, with one line for each sentence.
#[track_caller]
fn read(world: &World, line: &str) -> String {
    let out = world.ok(line);
    world.ok("undo");
    out
}

fn wide(mut world: World) -> World {
    world.width = Some(1000);
    world
}

#[test]
fn every_reason_is_one_plain_sentence() {
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    let (inside, over, stopped) = (wide(World::started()), wide(after()), wide(World::started()));
    stopped.ok("log text --by them --stop --at 2026-11-02");
    let mut look = |world: &World, line: &str| {
        let entry = world.json(&format!("log {line} --json"));
        let shown = world.ok(&format!("show {}", entry["id"]));
        world.ok("undo");
        let shown: Vec<_> =
            shown.lines().skip_while(|line| !line.starts_with("  Verdict")).collect();
        let sentences: Vec<_> = shown[1..].iter().map(|line| line.trim()).collect();
        assert_eq!(sentences.len(), reasons(&entry).len(), "{shown:?}");
        // `log` says the same, after the verdict and on one line.
        let verdict = entry["verdict"].as_str().unwrap();
        let capital = verdict[..1].to_uppercase() + &verdict[1..];
        let said = format!("\n{capital}. {}\n", sentences.join(" "));
        let out = read(world, &format!("log {line}"));
        assert!(out.contains(&said), "{said}{out}");
        for (reason, sentence) in reasons(&entry).iter().zip(sentences) {
            let known = found.entry((*reason).to_owned()).or_insert_with(|| sentence.to_owned());
            assert_eq!(*known, sentence);
        }
    };
    let all = "visit|friend|text --why explanation|text --why begging|text --why jealousy|\
        text --why persuading|text --why apology|social|text --times 3|lurk|\
        call --by them --reply conversation --why comfort|call --by them --reply brief|\
        call --by them|call --necessary work";
    for line in all.split('|') {
        look(&inside, line);
    }
    for line in ["text", "text --times 2", "call --by them --reply conversation"] {
        look(&over, line);
    }
    look(&stopped, "text");
    let codes = "after-stop apology begging demanding-explanation did-not-answer drawn-in first-step \
                 in-touch jealousy kept-short necessary persuading reached-out repeated \
                 shoulder-to-cry-on showing-up staying-present through-someone unanswered watching";
    let codes: Vec<_> = codes.split(' ').collect();
    assert_eq!(found.keys().collect::<Vec<_>>(), codes);
    let mut texts: Vec<_> = found.values().collect();
    for text in &texts {
        assert!(text.ends_with('.') && text.len() <= 80 && text.starts_with(char::is_uppercase));
        assert!(!text.contains('!') && !text.contains("  "), "{text}");
    }
    texts.sort_unstable();
    texts.dedup();
    assert_eq!(texts.len(), codes.len(), "two reasons share a sentence");
}

#[test]
fn every_word_of_a_contact_comes_back_as_it_was_typed() {
    for (field, option, words) in [
        ("by", "--by", "me them chance"),
        (
            "why",
            "--why",
            "explanation begging persuading staying-present apology comfort jealousy other",
        ),
        ("reply", "--reply", "none brief conversation"),
        ("necessary", "--necessary", "children work home belongings legal emergency safety"),
        ("channel", "", "call text email social visit meetup letter friend lurk other"),
    ] {
        let world = World::started();
        for (at, word) in words.split_whitespace().enumerate() {
            let line = format!("log {option} {word} --json");
            let entry = world.json(&line);
            assert_eq!(entry[field], word, "{line}");
            assert_eq!(world.json("history --json")[at], entry, "{line}");
            assert_eq!(world.json(&format!("show {} --json", at + 1)), entry, "{line}");
        }
    }
}
