//! `report`: its figures, what texts may hold in it, and where it is written. What it says is in
//! `messages/report.txt`; `tests/report.sh` looks at the page in a browser.

use std::collections::BTreeMap;
use std::fs;

use nocontact::store::format;
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde_json::{Value, json};

use crate::random;
use crate::world::World;

/// The tables of a Markdown text, as cells of plain text; a line break is `\n`.
fn tables(markdown: &str) -> Vec<Vec<Vec<String>>> {
    let mut tables: Vec<Vec<Vec<String>>> = Vec::new();
    let mut in_cell = false;
    // Quotes may be drawn as curly ones; they are the same text.
    let options = Options::all().difference(Options::ENABLE_SMART_PUNCTUATION);
    for event in Parser::new_ext(markdown, options) {
        let row = tables.last_mut().filter(|_| in_cell).and_then(|table| table.last_mut());
        let cell = row.and_then(|row| row.last_mut());
        match event {
            Event::Start(Tag::Table(_)) => tables.push(Vec::new()),
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                tables.last_mut().unwrap().push(Vec::new());
            }
            Event::Start(Tag::TableCell) => {
                tables.last_mut().unwrap().last_mut().unwrap().push(String::new());
                in_cell = true;
            }
            Event::End(TagEnd::TableCell) => in_cell = false,
            Event::Text(text) => cell.into_iter().for_each(|cell| cell.push_str(&text)),
            Event::InlineHtml(html) if &*html == "<br>" => cell.unwrap().push('\n'),
            Event::InlineHtml(html) | Event::Html(html) => panic!("{html}"),
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::Emphasis | Tag::Strong)
            | Event::Code(_)
            | Event::InlineMath(_) => panic!("{event:?} in {markdown}"),
            _ => {}
        }
    }
    tables
}

/// The figures of a report by their labels, without their units.
fn figures(markdown: &str) -> BTreeMap<String, u64> {
    let rows = tables(markdown).remove(0);
    let number = |cell: &str| cell.split(' ').next().unwrap().parse().unwrap();
    rows[1..].iter().map(|row| (row[0].clone(), number(&row[1]))).collect()
}

/// Checks one figure, which is left out if it is 0.
fn has(figures: &BTreeMap<String, u64>, label: &str, expected: u64) -> Result<(), TestCaseError> {
    let found = figures.get(label).copied().unwrap_or(0);
    prop_assert_eq!(found, expected, "{} in {:?}", label, figures);
    Ok(())
}

proptest! {
    #![proptest_config(random::config(150))]

    #[test]
    fn the_figures_are_those_of_status_and_history(
        journal in random::journal(40, 15),
        days in (0..40_u32, 0..40_u32),
    ) {
        let mut world = World::new();
        world.at("2026-12-20T12:00:00+01:00");
        world.write(format::encode(&journal).unwrap());
        let whole = figures(&world.ok("report --format markdown --with urges"));
        let status = world.json("status --json");
        if status["without_contact"]["since"] != "2026-11-01" {
            has(&whole, "Since the last break", status["without_contact"]["days"].as_u64().unwrap())?;
            let longest = status["without_contact"]["longest"].as_u64().unwrap();
            has(&whole, "Longest without a break", longest)?;
        }
        has(&whole, "Urges", status["counts"]["urges"].as_u64().unwrap())?;
        let date = |day: u32| random::breakup() + chrono::Days::new(day.into());
        let (since, until) = (date(days.0.min(days.1)), date(days.0.max(days.1)));
        for (days, is_whole) in [(String::new(), true), (format!("--since {since} --until {until}"), false)] {
            let report = world.ok(&format!("report --format markdown {days}"));
            let found = figures(&report);
            let history = world.json(&format!("history --json --kind contact {days}"));
            let history = history.as_array().unwrap();
            let sum = |is: &dyn Fn(&Value) -> bool| -> u64 {
                history.iter().filter(|it| is(it)).map(|it| it["times"].as_u64().unwrap()).sum()
            };
            let all = sum(&|_| true);
            has(&found, "Contacts", all)?;
            for (label, name, value) in [
                ("By me", "by", "me"),
                ("By them", "by", "them"),
                ("By chance", "by", "chance"),
                ("Chasing", "verdict", "chasing"),
                ("Slips (drawn in)", "verdict", "slip"),
                ("Checking (profile)", "verdict", "checking"),
                ("Back in touch", "verdict", "reconnect"),
            ] {
                let expected = sum(&|it| it[name] == value);
                has(&found, label, expected)?;
                if is_whole && name == "verdict" {
                    prop_assert_eq!(&json!(expected), &status["counts"][value]);
                }
            }
            let necessary = sum(&|it| it["reasons"] == json!(["necessary"]));
            has(&found, "Necessary", necessary)?;
            has(&found, "Short or no answer", sum(&|it| it["verdict"] == "kept") - necessary)?;
            if all == 0 { continue; }
            let tables = tables(&report);
            prop_assert_eq!(tables[1].len() - 1, history.len());
            // Hours leave out what is known only to the day, and days without any have no table.
            let charts = tables[2..].iter().map(|rows| -> u64 {
                rows[1..].iter().map(|row| row[3].parse::<u64>().unwrap()).sum()
            });
            let charts: Vec<_> = charts.collect();
            prop_assert!(charts[charts.len() - 3..].iter().all(|sum| *sum == all), "{charts:?}");
            let timed = sum(&|it| it["at"].as_str().unwrap().len() > 10);
            prop_assert_eq!(if charts.len() == 4 { charts[0] } else { 0 }, timed);
        }
    }

    #[test]
    fn whatever_a_note_holds_is_text(text in "[-|`*_~<>&$!\\\\\\[\\]()#+=:/.a1 \n\u{202e}\u{1b}']{0,60}") {
        let note = text.trim();
        let world = World::started();
        world.ok_words(&["log", "text", "--note", "x", "--at", "2026-11-03"]);
        let mut file = world.whole_file();
        file["entries"][0]["note"] = json!(note);
        world.write(file.to_string());
        let shown = note.replace('\u{202e}', "\\u{202e}").replace('\u{1b}', "\\u{1b}");
        let trimmed = |text: &str| text.lines().map(str::trim).collect::<Vec<_>>().join("\n");
        let markdown = world.ok("report --format markdown");
        let row = &tables(&markdown)[1][1];
        prop_assert_eq!(row.len(), 5, "{}", markdown);
        prop_assert_eq!(trimmed(&row[4]), trimmed(&shown), "{}", markdown);
        let html = world.ok("report --format html");
        let (_, rest) = html.split_once(r#"<blockquote class="note" dir="auto">"#).unwrap();
        let (inner, _) = rest.split_once("</blockquote>").unwrap();
        prop_assert!(!inner.contains(['<', '>']), "{inner}");
        let plain = [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")];
        let plain = plain.iter().fold(inner.to_owned(), |text, (from, to)| text.replace(from, to));
        prop_assert_eq!(plain, shown);
        for line in world.ok("report").lines() {
            prop_assert!(line.chars().count() <= 72, "{line}");
        }
    }
}

#[test]
fn the_name_of_the_file_decides_what_it_is_written_as() {
    let world = World::started();
    world.ok("log text --at 2026-11-03");
    for (name, option, begins) in [
        ("a.html", "", "<!DOCTYPE html>"),
        ("a.HTM", "", "<!DOCTYPE html>"),
        ("a.md", "", "# Record of contact\n"),
        ("a.txt", "", "Record of contact\n="),
        ("a", "", "Record of contact\n="),
        ("b.html", "--format=text", "Record of contact\n="),
    ] {
        let path = world.path().join(name);
        let words = ["report", "--output", path.to_str().unwrap(), option];
        let words: Vec<_> = words.into_iter().filter(|word| !word.is_empty()).collect();
        assert_eq!(world.ok_words(&words), format!("Exported 1 contact to [DIR]/{name}\n"));
        assert!(fs::read_to_string(&path).unwrap().starts_with(begins), "{name}");
        #[cfg(unix)] // Windows has no modes.
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
        assert!(world.run_words(&words).err.contains("already exists"));
    }
}
