//! What people type at two in the morning, and what must come of it: one row of `utterances.jsonl`
//! after another. The clock is 02:10 on Wednesday 25 November 2026; the breakup was on the 1st.

use proptest::prelude::*;
use serde_json::Value;

use crate::world::World;

const ROWS: &str = include_str!("utterances.jsonl");

/// What is wrong with a row, if anything.
fn mistake(row: &Value) -> Option<String> {
    let mut world = World::new();
    world.at("2026-11-25T02:10:00+01:00");
    world.ok("start 2026-11-01");
    let args: Vec<&str> = row["args"].as_array()?.iter().filter_map(Value::as_str).collect();
    if args[0] == "edit" {
        world.ok("log call");
    }
    let before = world.bytes();
    let outcome = world.run_words(&args);
    if let Some(offers) = row["refused"].as_array() {
        let offers = offers.iter().filter_map(Value::as_str);
        let missing: Vec<_> = offers.filter(|offer| !outcome.err.contains(offer)).collect();
        let is_right = outcome.code == 2 && world.bytes() == before && missing.is_empty();
        return (!is_right).then(|| format!("{args:?}: without {missing:?}: {outcome}"));
    }
    if outcome.code != 0 {
        return Some(format!("{args:?}: {outcome}"));
    }
    let entries = world.json("history --json");
    let entry = entries.as_array()?.last()?;
    let wrong = |(field, value): (&String, &Value)| entry[field] != *value;
    let wrong = row["expect"].as_object()?.iter().find(|field| wrong(*field))?;
    Some(format!("{args:?}: {wrong:?} in {entry}"))
}

#[test]
fn what_people_type_is_what_is_recorded() {
    let rows = ROWS.lines().map(|line| serde_json::from_str(line).unwrap());
    let rows: Vec<Value> = rows.collect();
    assert!(rows.len() > 100, "{}", rows.len());
    let mistakes: Vec<_> = rows.iter().filter_map(mistake).collect();
    assert!(mistakes.is_empty(), "{} of {}:\n{}", mistakes.len(), rows.len(), mistakes.join("\n"));
}

/// Words that the first words of `log` may be, and words that they are not.
const WORDS: &str = "i me she them her chance my ex text call whatsapp visit letter gift texted called met \
     wrote ran into again and but from by 3 x2 twice times once yesterday last night 9pm \
     friday ago days 5 why sorry crying asked note the";

/// Words of dates.
const DATES: &str = "yesterday today last night friday the 13th november nov 19 2026 3 days ago a week 9pm \
     23:10 at on noon midnight this morning half an hour 19.11. 2026-11-19 now";

fn some(words: &'static str, most: usize) -> impl Strategy<Value = Vec<&'static str>> {
    let words: Vec<_> = words.split(' ').collect();
    proptest::collection::vec(proptest::sample::select(words), 1..=most)
}

/// The entry that a command line recorded, with the headline that it printed.
fn recorded(args: &[&str]) -> Option<(Value, String)> {
    let mut world = World::new();
    world.at("2026-11-25T02:10:00+01:00");
    world.ok("start 2026-11-01");
    let before = world.bytes();
    let outcome = world.run_words(&[&["log"], args].concat());
    if outcome.code != 0 {
        assert!(world.bytes() == before, "{args:?}: {outcome}");
        return None;
    }
    let line = outcome.out.lines().next().unwrap_or_default().to_owned();
    Some((world.json("show 1 --json"), line))
}

/// The headline that an entry must have.
fn headline(entry: &Value) -> String {
    let at = entry["at"].as_str().unwrap();
    let when = match chrono::DateTime::parse_from_rfc3339(at) {
        Ok(at) => at.format("%a %-d %b %Y %H:%M").to_string(),
        Err(_) => at.parse::<chrono::NaiveDate>().unwrap().format("%a %-d %b %Y").to_string(),
    };
    let by = match entry["by"].as_str().unwrap() {
        "me" => String::new(),
        by => format!(" by {by}"),
    };
    let times = Some(&entry["times"]).filter(|it| **it != 1).map(|it| format!(" x{it}"));
    let note = entry["note"].as_str().map(|note| format!("  {note}"));
    let (times, note) = (times.unwrap_or_default(), note.unwrap_or_default());
    format!("1  {when}  {}{by}{times}{note}", entry["channel"].as_str().unwrap())
}

/// The commands that a message offers, as their arguments.
fn offered(message: &str) -> Vec<Vec<String>> {
    let commands = message.lines().filter_map(|line| line.split_once("nocontact ").map(|it| it.1));
    commands.filter_map(shlex::split).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..Default::default() })]

    #[test]
    fn what_is_recorded_is_what_the_headline_shows_and_no_word_is_lost(words in some(WORDS, 6)) {
        if let Some((entry, line)) = recorded(&words) {
            prop_assert_eq!(&line, &headline(&entry));
            // Nothing was said of the time, so it was just now.
            prop_assert_eq!(&entry["at"], "2026-11-25T02:10:00+01:00");
            // A word that is not in the note said who, how or how often.
            let note = entry["note"].as_str().unwrap_or_default();
            let gone = words.len() - note.split_whitespace().count();
            prop_assert!(words.join(" ").ends_with(note), "{}", line);
            let said = |word: &&str| !["why", "sorry", "crying", "asked", "the", "night"].contains(word);
            prop_assert!(words[..gone].iter().all(said), "{}", line);
        }
    }

    #[test]
    fn no_part_of_an_unquoted_date_becomes_a_note(words in some(DATES, 5), channel in 0..2_usize) {
        let channel = &["text"][..channel];
        let args = [&["--at"], &words[..], channel].concat();
        if let Some((entry, line)) = recorded(&args) {
            let quoted = words.join(" ");
            let whole = recorded(&[&["--at", &*quoted], channel].concat());
            prop_assert_eq!(whole, Some((entry.clone(), line)));
            prop_assert_eq!(&entry["note"], &Value::Null);
        }
    }
    #[test]
    fn what_is_offered_is_taken_as_it_stands(mut words in some(WORDS, 5), dates in some(DATES, 3)) {
        words.extend(dates);
        let mut world = World::new();
        world.at("2026-11-25T02:10:00+01:00");
        world.ok("start 2026-11-01");
        let outcome = world.run_words(&[&["log"], &words[..]].concat());
        let offers = offered(&outcome.err);
        prop_assert!(outcome.code != 2 || !offers.is_empty() || outcome.err.contains(" 9999"), "{}", outcome);
        for offer in offers.iter().filter(|_| outcome.code == 2) {
            let taken = world.run_words(&offer.iter().map(String::as_str).collect::<Vec<_>>());
            prop_assert_eq!(taken.code, 0, "{:?} of {}: {}", offer, outcome, taken);
        }
    }
}
