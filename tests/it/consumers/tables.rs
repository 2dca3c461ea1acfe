//! Programs that people use read what `export` writes: Python's csv, icalendar and vobject, and two
//! spreadsheets.

#![cfg(target_os = "linux")] // Other programs of Unix.

use std::fs;
use std::io::ErrorKind;
use std::process::Command;

use serde_json::{Value, json};

use super::{other, said};
use crate::world::{World, skipped};

/// Notes that could break a table, and some that a spreadsheet would run.
const NOTES: [&str; 26] = [
    "plain",
    "a, \"quoted\" one",
    "two\nlines",
    "two\rlines\nthree",
    "emoji 👩\u{200d}👧, and 你好",
    "; and \\",
    "=1+1",
    "+1+1",
    "-1+1",
    "@sum(1,1)",
    "'=1+1",
    "=HYPERLINK(\"http://example.invalid\",\"x\")",
    "\t=1+1",
    "  spaces  ",
    "a,=1+1;=1+1\t=1+1\n=1+1",
    "a; \"=1+1",
    "\";\" =1+1;\"",
    "x,@SUM(1,1); -1+1",
    "＝1+1",
    "'",
    // A spreadsheet takes these for values of its own.
    "2026-11-09",
    "11/9/2026",
    "007",
    "12345678901234567890",
    "TRUE",
    "12:30",
];

/// What a spreadsheet may write otherwise.
const REWRITTEN: &str = "\t=1+1|two\rlines\nthree|a,=1+1;=1+1\t=1+1\n=1+1|11/9/2026|007|\
                         12345678901234567890|12:30";

fn with_notes() -> World {
    let world = World::started();
    for note in NOTES {
        world.ok_words(&["log", "text", "--note", note]);
    }
    world
}

/// What a Python script prints for a text. `None` if no Python here has the module.
fn python(module: &str, script: &str, text: &str) -> Option<Value> {
    let knows = |python: &&str| {
        let mut command = Command::new(python);
        command.args(["-c", &format!("import {module}")]);
        command.output().is_ok_and(|output| output.status.success())
    };
    let Some(python) = ["python3", "/usr/bin/python3"].into_iter().find(knows) else {
        skipped(&format!("no Python here knows {module}"));
        return None;
    };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("exported");
    fs::write(&path, text).unwrap();
    let said = said(Command::new(python).args(["-c", script]).arg(&path))?;
    Some(serde_json::from_str(&said).unwrap())
}

#[test]
fn python_reads_the_table() {
    let world = with_notes();
    let script = "import csv, json, sys\n\
                  with open(sys.argv[1], newline='', encoding='utf-8-sig') as table:\n    \
                  print(json.dumps(list(csv.DictReader(table, strict=True))))";
    let Some(rows) = python("csv", script, &world.ok("export --format csv")) else { return };
    let entries = world.json("history --json");
    let (rows, entries) = (rows.as_array().unwrap(), entries.as_array().unwrap());
    assert_eq!(rows.len(), NOTES.len());
    for ((row, entry), note) in rows.iter().zip(entries).zip(NOTES) {
        let cell = row["note"].as_str().unwrap();
        assert_eq!(cell.replace('\'', ""), note.replace('\'', ""));
        assert_eq!(row["id"], entry["id"].to_string());
        assert_eq!((&row["kind"], &row["verdict"]), (&entry["kind"], &entry["verdict"]));
    }
}

/// The events of a calendar, as two readers see them.
#[track_caller]
fn events(calendar: &str) -> Option<[Value; 2]> {
    let icalendar = "import icalendar, json, sys\n\
                     text = open(sys.argv[1], 'rb').read()\n\
                     calendar = icalendar.Calendar.from_ical(text)\n\
                     print(json.dumps([[str(e['UID']), str(e['SUMMARY']), str(e['DTSTART'].dt), \
                     str(e['DTEND'].dt), str(e['DTSTAMP'].dt)] for e in calendar.walk('VEVENT')]))";
    let vobject = "import json, sys, vobject\n\
                   calendar = vobject.readOne(open(sys.argv[1], newline=''))\n\
                   calendar.validate(raiseException=True)\n\
                   print(json.dumps([[e.uid.value, e.summary.value, str(e.dtstart.value), \
                   str(e.dtend.value), str(e.dtstamp.value)] for e in calendar.vevent_list]))";
    Some([python("icalendar", icalendar, calendar)?, python("vobject", vobject, calendar)?])
}

#[test]
fn two_calendar_readers_agree_on_the_days() {
    let world = World::started();
    let Some([one, other]) = events(&world.ok("export --format ics")) else { return };
    assert_eq!(one, other);
    let stamp = "2026-11-22 20:05:00+00:00";
    assert_eq!(
        one,
        json!([
            [
                "2026-11-01-day-7@day-counter.invalid",
                "Day 7 of 30",
                "2026-11-08",
                "2026-11-09",
                stamp
            ],
            [
                "2026-11-01-day-14@day-counter.invalid",
                "Day 14 of 30",
                "2026-11-15",
                "2026-11-16",
                stamp
            ],
            [
                "2026-11-01-day-21@day-counter.invalid",
                "Day 21 of 30",
                "2026-11-22",
                "2026-11-23",
                stamp
            ],
            [
                "2026-11-01-end@day-counter.invalid",
                "Day 30 of 30",
                "2026-12-01",
                "2026-12-02",
                stamp
            ],
        ])
    );
}

/// The table after a spreadsheet opened and saved it, which runs formulas.
fn through_a_spreadsheet(table: &str) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let (before, after) = (folder.path().join("before.csv"), folder.path().join("after.csv"));
    fs::write(&before, table).unwrap();
    let mut convert = Command::new("ssconvert");
    convert.args(["--export-type", "Gnumeric_stf:stf_csv"]).args([&before, &after]);
    said(convert.env("HOME", folder.path()).env("LC_ALL", "C.UTF-8"))?;
    Some(fs::read_to_string(after).unwrap())
}

#[test]
fn a_formula_in_a_note_stays_text_in_a_spreadsheet() {
    let world = World::started();
    for formula in ["=1+1", "=SUM(1,1)", "+1+1", "'=1+1"] {
        world.ok_words(&["log", "text", "--note", formula]);
    }
    let table = world.ok("export --format csv");
    let Some(saved) = through_a_spreadsheet(&table) else { return };
    let notes: Vec<_> = saved.lines().skip(1).map(|row| row.split(',').nth(13).unwrap()).collect();
    assert_eq!(notes[0].trim_matches('"').trim_start_matches('\''), "=1+1", "{saved}");
    assert!(!notes.contains(&"2"), "a formula was run: {saved}");
    // The spreadsheet does run formulas; otherwise this test would prove nothing.
    let run = through_a_spreadsheet(&table.replace("'=1+1", "=1+1")).unwrap();
    assert!(run.contains(",2,,,,,"), "{run}");
}

/// Files in the world's folder that a spreadsheet made of others there. `None` if it is not installed.
fn converted(world: &World, separator: u8, to: &str, files: &[&str]) -> Option<Vec<String>> {
    let mut command = other(world, "soffice");
    command
        .arg(format!("-env:UserInstallation=file://{}/profile", world.path().display()))
        .arg(format!("--infilter=Text - txt - csv (StarCalc):{separator},34,76"))
        .args(["--headless", "--convert-to", to, "--outdir", "made"])
        .args(files);
    let output = match command.output() {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            skipped("there is no soffice here");
            return None;
        }
        output => output.unwrap(),
    };
    let ending = to.split(':').next().unwrap();
    let read = |file: &&str| {
        let path = world.path().join("made").join(file).with_extension(ending);
        fs::read_to_string(path).unwrap_or_else(|error| panic!("{error}: {output:?}"))
    };
    Some(files.iter().map(read).collect())
}

#[test]
fn libreoffice_finds_no_formula_and_gives_back_what_it_did_not_rewrite() {
    let mut world = with_notes();
    world.ok("log call --by them --stop --at 2026-11-09");
    world.ok("goal run; =1+1");
    world.ok("goal --done last");
    let table = world.ok("export --format csv");
    fs::write(world.path().join("table.csv"), &table).unwrap();
    fs::write(world.path().join("bare.csv"), table.replace('\'', "")).unwrap();
    for separator in *b",;\t" {
        let Some(made) = converted(&world, separator, "fods", &["table.csv", "bare.csv"]) else {
            return;
        };
        assert!(!made[0].contains("table:formula"), "{}: {}", char::from(separator), made[0]);
        // It does run formulas; otherwise this test would prove nothing.
        assert!(made[1].contains("table:formula"), "{}: {}", char::from(separator), made[1]);
    }
    let before = world.bytes();
    for separator in *b",;\t" {
        let to = format!("csv:Text - txt - csv (StarCalc):{separator},34,76");
        let saved = converted(&world, b',', &to, &["table.csv"]).unwrap().remove(0);
        world.input = saved.clone().into_bytes();
        let said = world.ok("import -");
        assert!(said.starts_with("Nothing to import. Already here: "), "{said}");
        assert_eq!(world.bytes(), before);
        let (_, kept) = said.split_once("Different in the table, and kept as here: ").unwrap();
        let ids = kept.split([',', ' ', '.', '\n']).filter_map(|id| id.parse::<usize>().ok());
        for id in ids {
            let note = NOTES.get(id - 1);
            assert!(
                note.is_some_and(|note| REWRITTEN.split('|').any(|known| known == *note)),
                "{id}: {saved}"
            );
        }
    }
}
