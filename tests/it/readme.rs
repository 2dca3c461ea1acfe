//! The examples of the README and of the manual, run in order.

#![cfg(target_os = "linux")] // The README's examples are for Unix.

use std::fs;

use chrono::{DateTime, FixedOffset, Utc};
use clap::ValueEnum;
use nocontact::domain::clock::{Clock, Zone};
use nocontact::domain::date_phrase::{self, DateProblem};
use nocontact::domain::entry::Kind;
use nocontact::domain::{self, By, Channel, Moment, Necessity, Reply, Why};

/// Runs the console blocks of a page. They share a home, so that each continues the one before.
/// It starts empty.
fn run(page: &str) {
    let home = tempfile::tempdir().unwrap();
    trycmd::TestCases::new()
        .case(page)
        .register_bin("nocontact", trycmd::cargo::cargo_bin!("nocontact"))
        .insert_var("[HOME]", home.path().to_string_lossy().into_owned())
        .unwrap()
        .env("HOME", home.path().to_str().unwrap())
        .env("XDG_DATA_HOME", "")
        .env("NOCONTACT_FILE", "")
        .env("NOCONTACT_NOW", "2026-11-22T21:05:00+01:00")
        .env("TZ", "Europe/Berlin")
        .env("LC_ALL", "C.UTF-8")
        .env("NO_COLOR", "1")
        .run();
}

#[test]
fn the_readme_shows_what_the_program_says() {
    run("README.md");
}

#[test]
fn the_manual_shows_what_the_program_says() {
    let pages = fs::read_dir("src/manual").unwrap().map(|page| page.unwrap().path());
    let pages: Vec<_> =
        pages.filter(|page| fs::read_to_string(page).unwrap().contains("\n```console\n")).collect();
    assert!(!pages.is_empty());
    for page in pages {
        run(page.to_str().unwrap());
    }
}

/// The file that the manual prints is the one that the README's session leaves.
#[test]
fn the_manual_prints_the_file_as_it_is() {
    let page = fs::read_to_string("src/manual/file.md").unwrap();
    let block = page.split("```json\n").nth(1).unwrap().split("```").next().unwrap();
    let world = crate::world::World::new();
    world.ok("start 10 days ago");
    world.ok("log text asked why --at thursday 23:10 --why explanation");
    world.ok("log call --by them --reply brief --at yesterday");
    assert_eq!(String::from_utf8(world.bytes()).unwrap(), block);
}

/// The README is the first page that anyone reads.
#[test]
fn the_readme_names_every_command() {
    let readme = fs::read_to_string("README.md").unwrap();
    for command in crate::cli::commands() {
        let name = format!("nocontact {command}");
        let ends = |rest: &str| !rest.starts_with(|next: char| next.is_ascii_alphabetic());
        assert!(readme.split(&name).skip(1).any(ends), "{name}");
    }
}

#[test]
fn the_readme_is_short_and_says_what_it_must_not_be_used_for() {
    let readme = fs::read_to_string("README.md").unwrap();
    assert!(readme.lines().count() <= 250);
    let (_, section) = readme.split_once("\n## What this must not be used for\n").unwrap();
    let section = section.split("\n## ").next().unwrap().split_whitespace().collect::<Vec<_>>();
    let section = section.join(" ");
    let all = "where another person goes|To time the next attempt|permission to write after day 30|\
        a court order or a request to stop|In danger|As evidence by itself|\
        nocontact knows nothing else";
    for words in all.split('|') {
        assert!(section.contains(words), "{words}");
    }
}

/// The first cells of the only table on a manual page whose header begins with `name`.
fn rows(page: &str, name: &str) -> Vec<String> {
    let text = fs::read_to_string(format!("src/manual/{page}.md")).unwrap();
    let header = format!("\n| {name} | ");
    let mut tables = text.split(&header).skip(1);
    let table = tables.next().unwrap_or_else(|| panic!("{page} has no table of {name}"));
    assert_eq!(tables.next(), None, "{page} has two tables of {name}");
    let rows = table.lines().skip(2).map_while(|line| line.strip_prefix("| `"));
    rows.map(|row| row.split('`').next().unwrap().to_owned()).collect()
}

/// The tables have the words of `words.json` in the same order. Another test compares that file with
/// the code.
#[test]
fn the_tables_of_the_manual_have_every_word_of_the_program() {
    let words = fs::read_to_string("tests/schema/words.json").unwrap();
    let words: serde_json::Value = serde_json::from_str(&words).unwrap();
    for (page, header, name) in [
        ("verdicts", "`--by`", "by"),
        ("verdicts", "channel", "channel"),
        ("verdicts", "`--why`", "why"),
        ("verdicts", "`--reply`", "reply"),
        ("verdicts", "`--necessary`", "necessary"),
        ("verdicts", "verdict", "verdict"),
        ("verdicts", "reason", "reason"),
        ("verdicts", "answer", "answer"),
        ("verdicts", "cause", "cause"),
        ("windows", "policy", "policy"),
        ("windows", "mark", "mark"),
        ("file", "kind", "kind"),
        ("file", "act", "act"),
    ] {
        let listed = serde_json::to_value(rows(page, header)).unwrap();
        assert_eq!(listed, words["$defs"][name]["enum"], "{name}");
    }
}

/// The order does not matter.
#[test]
fn the_manual_has_every_problem_that_doctor_finds() {
    let words = fs::read_to_string("tests/schema/words.json").unwrap();
    let words: serde_json::Value = serde_json::from_str(&words).unwrap();
    let problems = words["$defs"]["problem"]["enum"].as_array().unwrap().iter();
    let problems = problems.map(|name| name.as_str().unwrap().to_owned());
    let mut problems: Vec<_> = problems.collect();
    let mut listed = rows("scripts", "problem");
    problems.sort_unstable();
    listed.sort_unstable();
    assert_eq!(listed, problems);
}

#[test]
fn the_manual_has_every_column_of_the_table_in_its_order() {
    let columns: Vec<_> = nocontact::store::format::csv::COLUMNS.split(' ').collect();
    assert_eq!(rows("file", "column"), columns);
}

/// The cells of the rows of the table on a manual page that has this header.
fn table(page: &str, header: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(format!("src/manual/{page}.md")).unwrap();
    let (_, table) = text.split_once(&format!("\n| {header} |\n")).unwrap();
    let rows = table.lines().skip(1).map_while(|line| line.strip_prefix("| "));
    let cells = |row: &str| row.trim_end_matches(" |").split(" | ").map(str::to_owned).collect();
    rows.map(cells).collect()
}

/// The words in backquotes in a cell.
fn codes(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

#[test]
fn the_manual_has_every_field_of_each_kind_and_what_is_required() {
    let table = table("file", "field | kind | holds");
    for kind in Kind::value_variants() {
        let word = domain::word(*kind);
        let rows = table.iter().filter(|row| codes(&row[1]).contains(&word.as_str()));
        let listed: Vec<_> =
            rows.map(|row| (codes(&row[0])[0], row[2].ends_with("; required"))).collect();
        let mut fields: Vec<_> =
            kind.fields().iter().map(|field| (field.name, field.required)).collect();
        // The table has fields of several kinds once.
        fields.sort_by_key(|(name, _)| table.iter().position(|row| codes(&row[0])[0] == *name));
        assert_eq!(listed, fields, "{word}");
    }
}

/// A date at a local time an hour east of UTC.
fn read(form: &str, now: &str) -> Result<Moment, DateProblem> {
    let zone = Zone::Fixed(FixedOffset::east_opt(3600).unwrap());
    let now: DateTime<Utc> = format!("{now}:00+01:00").parse().unwrap();
    date_phrase::read(form, &Clock::new(now, zone).unwrap())
}

#[test]
fn the_manual_has_dates_that_are_read_and_dates_that_are_refused() {
    const NOW: &str = "2026-11-22T21:05";
    for row in table("dates", "form | meaning") {
        assert!(!codes(&row[0]).is_empty(), "{row:?}");
        for form in codes(&row[0]) {
            let said = match read(form, NOW).expect(form) {
                Moment::Day(day) => day.to_string(),
                Moment::Instant(at) if row[1].contains(" +") => at.format("%F %R %:z").to_string(),
                Moment::Instant(at) => at.format("%F %R").to_string(),
            };
            let rest = row[1].strip_prefix(&said).unwrap_or_else(|| panic!("{form}: {said}"));
            assert!(rest.is_empty() || rest.starts_with(": ") || rest.starts_with(", "), "{form}");
        }
    }
    let refused = table("dates", "what | example | exit code").into_iter();
    // The last ones depend on a journal and on a zone.
    for row in refused.filter(|row| row[2] == "2" && !row[1].ends_with("Berlin")) {
        for form in codes(&row[1]) {
            assert!(read(form, NOW).is_err(), "{form}");
        }
    }
}

/// Each hour that the manual gives to a part of the day, and no other, is read in it; a part of
/// today is taken from the hour on at which it begins.
#[test]
fn the_manual_has_the_hours_of_each_part_of_the_day() {
    let hour = |text: &str| text.split(':').next().unwrap().parse::<u32>().unwrap();
    let parts = table("dates", "part | takes a time from | without a time, begins at");
    assert_eq!(parts.len(), 4);
    for row in parts {
        let (part, (first, last)) = (&row[0], row[1].split_once(" to ").unwrap());
        let (first, last, begins) = (hour(first), hour(last), hour(&row[2]));
        for hour in 0..24 {
            let has = if first < last {
                (first..=last).contains(&hour)
            } else {
                hour >= first || hour <= last
            };
            let form = format!("friday {part} {hour}:30");
            let found = read(&form, "2026-11-22T21:05");
            assert_eq!(found.is_ok(), has, "{form}");
            let day = if first > last && hour <= last { "2026-11-21" } else { "2026-11-20" };
            assert!(found.is_err() || found.unwrap().day().to_string() == day, "{form}");
            for minute in ["00", "59"] {
                let now = format!("2026-11-22T{hour:02}:{minute}");
                assert_eq!(read(&format!("this {part}"), &now).is_ok(), hour >= begins, "{now}");
            }
        }
    }
}

/// The renderer for terminals and manual pages knows only a small part of Markdown.
#[test]
fn the_manual_keeps_to_what_its_renderer_knows() {
    for page in fs::read_dir("src/manual").unwrap() {
        let path = page.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let mut in_block = false;
        assert!(text.starts_with("# ") && text.matches("\n# ").count() == 0, "{path:?}");
        for line in text.lines() {
            if line.starts_with("```") {
                in_block = !in_block;
                continue;
            }
            if in_block {
                continue;
            }
            let is_marker = line.starts_with("<!-- ") && line.ends_with(" -->");
            assert!(line.starts_with('|') || line.chars().count() <= 120, "{path:?}: {line}");
            assert!(is_marker || !line.contains("<!--"), "{path:?}: {line}");
            assert!(!line.contains("]("), "a link in {path:?}: {line}");
            assert!(!line.starts_with("###") && !line.starts_with(" -"), "{path:?}: {line}");
            if let Some(row) = line.strip_prefix("| ") {
                let cells = row.trim_end_matches('|').split('|').count();
                assert!((2..=4).contains(&cells), "{path:?}: {line}");
            }
        }
        assert!(!in_block, "a block of {path:?} does not end");
    }
}

/// The tables of words that `log` reads, with the other words that each value has.
#[test]
fn the_manual_has_every_other_word_for_a_value() {
    fn other_words<T: ValueEnum>(header: &str) {
        for (row, value) in table("verdicts", header).iter().zip(T::value_variants()) {
            let value = value.to_possible_value().unwrap();
            let words: Vec<_> = value.get_name_and_aliases().collect();
            let listed = [codes(&row[0]), row.get(2).map_or(Vec::new(), |cell| codes(cell))];
            assert_eq!(listed.concat(), words);
        }
    }
    other_words::<By>("`--by` | meaning | other words");
    other_words::<Channel>("channel | meaning | other words");
    other_words::<Why>("`--why` | meaning | other words");
    other_words::<Reply>("`--reply` | meaning | other words");
    other_words::<Necessity>("`--necessary` | it was about | other words");
}

#[test]
fn the_manual_has_what_log_reads_and_what_it_refuses() {
    let world = crate::world::World::started();
    for row in table("verdicts", "first words | recorded as | the note") {
        for words in codes(&row[0]).into_iter().map(|words| words.trim_start_matches("log")) {
            world.ok(&format!("log {words}"));
            let entry = world.json("show last --json");
            let times = ["", "", "two", "", "", "", "six"]
                [usize::try_from(entry["times"].as_u64().unwrap()).unwrap()];
            assert!(row[1].contains(times), "{words}: {entry}");
            let by = match entry["by"].as_str().unwrap() {
                "me" => "by you",
                "them" => "by them",
                _ => "by chance",
            };
            assert!(row[1].contains(by) || !times.is_empty(), "{words}: {entry}");
            let channel = entry["channel"].as_str().unwrap();
            assert!(row[1].contains(channel) || channel == "other", "{words}: {entry}");
            let note = match &*row[2] {
                "none" => None,
                "the whole sentence" => Some(words),
                note => codes(note).pop(),
            };
            assert_eq!(entry["note"].as_str(), note, "{words}");
        }
    }
    for row in table("verdicts", "typed | because") {
        for words in codes(&row[0]) {
            let outcome = world.run(&format!("log {words}"));
            assert_eq!(outcome.code, 2, "{words}: {outcome}");
            assert!(outcome.err.contains("\n  "), "{words}: {outcome}");
        }
    }
}

/// The line that builds the program and tries it, with the program of the tests.
#[cfg(unix)] // A script for sh.
#[test]
fn the_first_line_of_the_readme_tries_the_program() {
    let readme = fs::read_to_string("README.md").unwrap();
    let line = readme.lines().find(|line| line.starts_with("cargo build --release")).unwrap();
    let (_, tries) = line.split_once("&& ").unwrap();
    let tries = tries.replace("./target/release/nocontact", env!("CARGO_BIN_EXE_nocontact"));
    let output = crate::world::World::new().shell(&tries).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && said.contains("\nDay 10 of 30"), "{said}");
}
