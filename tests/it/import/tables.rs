//! Tables that come in, and tables that are refused with the line that is wrong.

use std::collections::HashMap;

use nocontact::store::format::{Damage, csv};
use serde_json::json;

use super::{file, import, parted, refused};
use crate::world::World;

const HEAD: &str = "id,kind,at,channel,times,resisted,triggers,note,more\n";

/// Columns that are worked out may say anything, and optional columns may be missing.
#[test]
fn a_table_written_by_hand_needs_a_kind_and_a_time() {
    let world = World::started();
    let table = "at,kind,verdict,times,day,note\n2026-11-03,contact,kept,3,x, as typed \n\
                 2026-11-04T10:00:00+01:00,urge,,,,\n";
    let table = file(&world, "table.csv", format!("\u{feff}{table}"));
    world.ok_words(&["import", table.to_str().unwrap()]);
    let shown = world.json("history --json");
    assert_eq!((&shown[0]["times"], &shown[0]["note"]), (&3.into(), &" as typed ".into()));
    assert_eq!((&shown[0]["verdict"], &shown[1]["kind"]), (&"chasing".into(), &"urge".into()));
}

#[test]
fn a_table_comes_back_as_it_was() {
    let (here, there) = parted();
    let note = ["--note", "=1;\n\"two\"", "--trigger", "a; b\\", "--trigger", "'x"];
    there.ok_words(&[&["log", "text"][..], &note].concat());
    let table = file(&here, "table.csv", there.ok("export --format csv"));
    here.ok_words(&["import", table.to_str().unwrap()]);
    let last = here.file()["entries"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(last["note"], "=1;\n\"two\"");
    assert_eq!(last["triggers"], json!(["a; b\\", "'x"]));
    assert_eq!(import(&here, &there), "Nothing to import. Already here: 5 entries.\n");
}

#[test]
fn a_stop_comes_in_from_a_table_and_from_a_journal() {
    let table = "kind,at,by,channel,stop\ncontact,2026-11-05,them,text,true\n\
                 contact,2026-11-06,them,text,false\ncontact,2026-11-07,them,text,\n";
    let journal = r#"{"version":1,"breakup":"2026-11-01","entries":[
        {"id":1,"kind":"contact","at":"2026-11-05","by":"them","channel":"text","stop":true},
        {"id":2,"kind":"contact","at":"2026-11-06","by":"them","channel":"text","stop":false},
        {"id":3,"kind":"contact","at":"2026-11-07","by":"them","channel":"text"}]}"#;
    for (name, content) in [("table.csv", table), ("journal.json", journal)] {
        let world = World::started();
        let path = file(&world, name, content);
        let path = path.to_str().unwrap();
        world.ok_words(&["import", path]);
        let stops = world.json("history --json");
        let stops: Vec<_> = stops.as_array().unwrap().iter().map(|it| &it["stop"]).collect();
        assert_eq!(stops, [true, false, false], "{name}");
        assert_eq!(world.json("status --json")["window"]["stop_on"], "2026-11-05", "{name}");
        // Contact with a stop and without are not the same.
        world.ok("edit 1 --clear stop");
        let said = world.ok_words(&["import", path]);
        assert!(said.starts_with("Nothing to import."), "{name}: {said}");
        assert_eq!(world.json("history --json")[0]["stop"], false, "{name}");
        let kept = [
            "Different in the table, and kept as here: entry 1.",
            "Newer here, and kept: entry 1.",
        ];
        assert!(kept.iter().any(|kept| said.contains(kept)), "{name}: {said}");
    }
    refused("kind,at,stop\ncontact,2026-11-05,maybe\n", "line 2: \"stop\" cannot be \"maybe\"");
    refused("kind,at,stop\nurge,2026-11-05,true\n", "line 2: entry 1 (urge) cannot have \"stop\"");
}

#[test]
fn a_damaged_or_foreign_table_is_refused_with_its_line() {
    let row = |row: &str| format!("{HEAD}1,contact,2026-11-03,text,1,,,\"two\nlines\",\n{row}\n");
    let good = "2,contact,2026-11-03,text,1,,,,";
    assert_eq!(csv_rows(&row(good)), 2);
    // Line numbers count every line break, and every empty line.
    let bad = "2,contact,yesterday,text,1,,,,";
    let why = "\"yesterday\" is not a whole date; write it like 2026-11-19 or \
               2026-11-19T23:10+01:00";
    refused(row(bad).replace('\n', "\r\n"), &format!("line 4: {why}"));
    refused(row(&format!("\n\n{bad}")), &format!("line 6: {why}"));
    refused(row(&format!("{good}\n\n{bad}")).replace('\n', "\r\n"), &format!("line 6: {why}"));
    refused("", "it is empty");
    refused(" \n", "it is empty");
    refused("kind\ncontact\n", "line 1: there is no column \"at\"");
    refused("at\n2026-11-03\n", "line 1: there is no column \"kind\"");
    refused("kind,at,at\n", "line 1: the column \"at\" appears twice");
    for (head, shown) in [("kind,at,notes\n", "notes"), ("a\u{1b}b", r"a\u{1b}b")] {
        let why = format!("\"{shown}\" is not a column of a table that nocontact exports");
        refused(head, &format!("line 1: {why}"));
    }
    for (bad, why) in [
        ("2,contact,2026-11-03,text,1,,,,,x", "\"x\" is in a column without a name"),
        (bad, why),
        ("2,contact,,text,1,,,,", "there is no \"at\""),
        ("2,,2026-11-03,text,1,,,,", "there is no \"kind\""),
        ("77,contact,2026-11-03,text,0,,,,", "\"times\" of entry 77 is 0"),
        ("2,contact,2026-11-03,text,-3,,,,", "\"times\" cannot be \"-3\""),
        ("2,contact,2026-11-03,text,x,,,,", "\"times\" cannot be \"x\""),
        ("2,urge,2026-11-03,,,maybe,,,", "\"resisted\" cannot be \"maybe\""),
        ("2,restart,2026-11-03,text,,,,,", "entry 2 (restart) cannot have \"channel\""),
        ("2,contact,2026-11-03,text,1,,,,[1]", "\"more\" is not a JSON object"),
    ] {
        refused(row(bad), &format!("line 4: {why}"));
    }
    for (name, value) in
        [("title", "a"), ("text", "'"), ("done", "2026-11-03"), ("answers", "yynyynn")]
    {
        refused(
            format!("kind,at,{name}\ncontact,2026-11-03,\ncontact,2026-11-03,{value}\n"),
            &format!("line 3: entry 2 (contact) cannot have \"{name}\""),
        );
        refused(
            format!("kind,at,{name},more\nurge,2026-11-03,{value},\"{{\"\"{name}\"\":1}}\"\n"),
            &format!("line 2: \"{name}\" appears twice"),
        );
    }
    refused(
        row("2,contact,2026-11-03,text,1,,,,\"{\"\"note\"\":\"\"a\"\",\"\"note\"\":\"\"b\"\"}\""),
        "line 4: \"note\" appears twice",
    );
    let mut bytes = row("2,contact,2026-11-03,text,1,,,?,").into_bytes();
    let at = bytes.iter().rposition(|byte| *byte == b'?').unwrap();
    bytes[at] = 0xff;
    refused(bytes, "line 4: it is not UTF-8 text; save the table as CSV in UTF-8");
    refused(
        row(&format!("2,contact,2026-11-03,text,1,,,{},", "x".repeat(65_537))),
        "line 4: the text of entry 2 is longer than 64 KiB",
    );
}

/// Otherwise the rows after it would be lost in a text.
#[test]
fn a_quote_that_is_not_closed_is_refused() {
    let table = "kind,at,note\ncontact,2026-11-05,\"he called\ncontact,2026-11-06,two\n";
    refused(table, "line 2: a quote is not closed, here or before");
    let closed = table.replace("he called", "he called\"");
    assert_eq!(csv_rows(&closed), 2);
}

/// A message quotes only part of a foreign text.
#[test]
fn no_message_is_as_long_as_a_file() {
    let rows = ["L,2026-11-03,,,,,,", "contact,L,,,,,,", "contact,2026-11-03,L,,,,,"];
    let rows = rows.into_iter().chain(["contact,2026-11-03,text,L,,,,"]);
    let tables = rows.map(|row| format!("{HEAD}1,{row}\n"));
    let journal = r#"{"version":1,"breakup":"2026-11-01","entries":[{"kind":"L"}]}"#;
    for file in tables.chain(["L".to_owned(), journal.to_owned()]) {
        let mut world = World::started();
        world.input = file.replace('L', &"x".repeat(1 << 20)).into_bytes();
        let outcome = world.run("import -");
        assert_eq!(outcome.code, 1);
        assert!(outcome.err.len() < 800, "{}", outcome.err.len());
    }
}

/// People and spreadsheets write numbers like this.
#[test]
fn a_number_may_have_a_plus_and_zeros_before_it() {
    let mut world = World::started();
    world.input = format!(
        "{HEAD}1,contact,2026-11-03,text,+3,,,,\n2,contact,2026-11-03,text,04,,,,\n\
                           3,urge,2026-11-03,,,TRUE,,,\n"
    )
    .into_bytes();
    world.ok("import -");
    let shown = world.json("history --json");
    assert_eq!((&shown[0]["times"], &shown[1]["times"]), (&3.into(), &4.into()));
    assert_eq!(shown[2]["resisted"], true);
}

/// Spreadsheets change the separator and the case, drop empty cells at the end of a row, and leave
/// empty rows and columns.
#[test]
fn a_table_comes_in_however_a_spreadsheet_saved_it() {
    let rows = ";;;;;;\n KIND ;;Date;By;CHANNEL;Stop;note\n\
                Contact;;2026-11-03;Them;TEXT;TRUE; as typed \n;; ;;;;\n\n\
                URGE;;2026-11-04\ncontact;;2026-11-05;;;no;;;\n";
    for separator in [",", ";", "\t"] {
        for before in ["", "sep=;\n", "\u{feff}sep=;\r\n", "\"sep=;\"\n"] {
            let table = format!("{before}{rows}").replace(';', separator);
            let mut world = World::started();
            world.input = table.clone().into_bytes();
            world.ok("import -");
            let shown = world.json("history --json");
            let kinds = [&shown[0]["kind"], &shown[1]["kind"], &shown[2]["kind"], &shown[3]];
            assert_eq!(kinds, [&json!("contact"), &json!("urge"), &json!("contact"), &json!(null)]);
            let first = [&shown[0]["by"], &shown[0]["channel"], &shown[0]["note"]];
            assert_eq!(first, ["them", "text", " as typed "], "{table}");
            assert_eq!([&shown[0]["stop"], &shown[2]["stop"]], [true, false], "{table}");
        }
    }
    let why = |cell: &str| format!("line 2: \"{cell}\" is in a column without a name");
    refused("kind,,at\ncontact,a,2026-11-03\n", &why("a"));
    refused("kind;at\ncontact;2026-11-03;;b\n", &why("b"));
    refused(
        "sep=;\nkind;at;notes\n",
        "line 2: \"notes\" is not a column of a table that nocontact exports",
    );
}

#[test]
fn a_date_may_have_every_form_that_does_not_depend_on_today() {
    let at = |cell: &str| -> String {
        let table = format!("kind\tat\ncontact\t{cell}\n");
        match csv::read(table.as_bytes(), &HashMap::new()) {
            Ok(rows) => rows[0].1.at.to_string(),
            Err(Damage::Unreadable(why)) => why,
            Err(damage) => panic!("{damage:?}"),
        }
    };
    let days = "2026/11/19|2026.11.19|19.11.2026|19 Nov 2026|November 19, 2026|19/11/2026|11/19/2026|\
                Thursday, 19 November 2026|on 19th of november 2026.";
    for cell in days.split('|') {
        assert_eq!(at(cell), "2026-11-19", "{cell}");
    }
    for cell in ["2026-11-19 23:10 +0100", "2026-11-19T23:10+01:00", "2026-11-19t23:10:00+01:00"] {
        assert_eq!(at(cell), "2026-11-19T23:10:00+01:00", "{cell}");
    }
    assert_eq!(at("2026-11-19 22:10 UTC"), "2026-11-19T22:10:00+00:00");
    assert_eq!(at("2026-11-19T22:10:00.25Z"), "2026-11-19T22:10:00.250+00:00");
    let relative = "19 Nov|19.11.|19/11|the 19th|friday|last friday|yesterday 9pm|9pm|now|tonight|\
                    3 days ago|a year ago|2026-11-19 23:10|19.11.2026 9pm|2026-11-19T23:10:00";
    for cell in relative.split('|') {
        let why = "is not a whole date; write it like 2026-11-19 or 2026-11-19T23:10+01:00";
        assert_eq!(at(cell), format!("line 2: \"{cell}\" {why}"));
    }
    for (cell, why) in [
        ("11/9/2026", "could be 2026-09-11 or 2026-11-09; write it like 2026-11-19"),
        ("9.11.26", "could be 2026-11-09 or 2026-09-11 or 2009-11-26; write it like 2026-11-19"),
        ("2026-02-30", "is not a date: there is no such day"),
        ("friday 19 nov 2026", "does not fit: 2026-11-19 is a Thursday"),
        ("soon", "is not a date"),
        ("31.12.45", "is not clear; write it like 2026-11-19"),
    ] {
        assert_eq!(at(cell), format!("line 2: \"{cell}\" {why}"));
    }
}

/// Excel rewrites days as its country writes them.
#[test]
fn a_date_that_could_be_two_days_is_the_one_that_the_journal_has() {
    let mut world = World::started();
    let entries = r#"{"id":1,"kind":"contact","at":"2026-11-09","uid":"g00000000001"},
        {"id":2,"kind":"goal","at":"2026-11-05","text":"run","done":"2026-11-08","uid":"g00000000002"},
        {"id":3,"kind":"contact","at":"2026-02-28","uid":"g00000000003"}"#;
    world.write(format!(r#"{{"version":1,"breakup":"2026-02-01","entries":[{entries}]}}"#));
    let mut import = |row: &str| {
        world.input = format!("kind,at,text,done,uid\n{row}\n").into_bytes();
        world.run("import -").to_string()
    };
    for row in ["contact,11/9/2026,,,g00000000001", "goal,5.11.26,run,8/11/2026,g00000000002"] {
        assert_eq!(import(row), "Nothing to import. Already here: 1 entry.\n");
    }
    for (row, why) in [
        (
            "contact,11/9/2026,,,g00000000004",
            "11/9/2026\" could be 2026-09-11 or 2026-11-09; write it like 2026-11-19",
        ),
        (
            "contact,11/9/2026,,,",
            "11/9/2026\" could be 2026-09-11 or 2026-11-09; write it like 2026-11-19",
        ),
        (
            "contact,11/8/2026,,,g00000000001",
            "11/8/2026\" could be 2026-08-11 or 2026-11-08; write it like 2026-11-19",
        ),
        (
            "goal,2026-11-05,run,5/11/2026,g00000000002",
            "could be 2026-05-11 or 2026-11-05; write it like 2026-11-19",
        ),
        ("contact,2026-02-30,,,g00000000003", "is not a date: there is no such day"),
    ] {
        let said = import(row);
        assert!(said.contains("line 2: \"") && said.contains(&format!("{why}\n")), "{said}");
    }
}

#[test]
fn a_row_keeps_its_identity() {
    let head = "kind,at,uid,recorded,changed\n";
    let mut world = World::started();
    let (recorded, changed) = ("2026-11-03T10:00:00.000007+01:00", "2026-11-04T10:00:00Z");
    let row = format!("contact,2026-11-03, G00000000001 ,{recorded},{changed}\n");
    world.input = format!("{head}{row}").into_bytes();
    world.ok("import -");
    let entry = &world.whole_file()["entries"][0];
    let identity = [&entry["uid"], &entry["recorded"], &entry["changed"]];
    assert_eq!(identity, ["g00000000001", recorded, "2026-11-04T10:00:00+00:00"]);
    for (row, why) in [
        ("g0000000001,,", "\"g0000000001\" is not twelve letters and digits"),
        (",2026-11-03,", "\"2026-11-03\" is not an instant"),
        (",,later", "\"later\" is not an instant"),
    ] {
        refused(format!("{head}contact,2026-11-03,{row}\n"), &format!("line 2: {why}"));
    }
}

/// As `unix2dos` does, or an editor on Windows.
#[test]
fn a_table_whose_line_ends_were_changed_has_the_same_notes() {
    let here = World::started();
    here.ok_words(&["log", "text", "--note", "one\n=two\n\nthree"]);
    let table = here.ok("export --format csv");
    for ends in ["\r\n", "\r"] {
        let mut there = World::started();
        there.write(here.bytes());
        there.input = table.replace('\n', ends).into_bytes();
        let said = there.ok("import - --take-changes");
        assert_eq!(said, "Nothing to import. Already here: 1 entry.\n", "{ends:?}");
    }
}

/// One that says what was here before changes nothing that came in with it.
#[test]
fn two_tables_at_once_may_not_say_two_things_of_one_entry() {
    let here = World::started();
    here.ok("log text --at 2026-11-05 --note before");
    let table = here.ok("export --format csv");
    file(&here, "a.csv", &table);
    file(&here, "b.csv", table.replace("before", "two"));
    for order in ["a.csv b.csv", "b.csv a.csv"] {
        here.ok(&format!("import {order} --take-changes"));
        assert_eq!(here.file()["entries"][0]["note"], "two");
        here.ok("undo");
    }
    for is_new in [false, true] {
        for (name, note) in [("b.csv", "two"), ("c.csv", "three")] {
            let new = format!("kind,at,note,uid\ncontact,2026-11-07,{note},g00000000009\n");
            file(&here, name, if is_new { new } else { table.replace("before", note) });
        }
        let before = here.bytes();
        let outcome = here.run("import b.csv c.csv --take-changes");
        let why = "nocontact: [DIR]/c.csv: line 2 says something else than a table before it\n  \
                   nothing was changed; import one table after another\n";
        assert_eq!((outcome.code, &*outcome.err, here.bytes()), (1, why, before));
    }
}

/// How many rows a table has.
fn csv_rows(table: &str) -> usize {
    csv::read(table.as_bytes(), &HashMap::new()).map_or(0, |rows| rows.len())
}

/// Equal rows are as many entries, whatever came in before them, and with them.
#[test]
fn equal_rows_are_counted_in_each_table() {
    let world = World::started();
    let head = "kind,at,channel,text,done\n";
    let single = format!("{head}contact,2026-11-12,text\n");
    let (one, also) = (file(&world, "one.csv", &single), file(&world, "also.csv", &single));
    let twice = file(&world, "twice.csv", format!("{single}contact,2026-11-12,text\n"));
    let import = |files: &[&std::path::PathBuf]| {
        let files = files.iter().map(|file| file.to_str().unwrap());
        world.ok_words(&[&["import"], &files.collect::<Vec<_>>()[..]].concat())
    };
    assert!(import(&[&one, &also]).starts_with("Imported: 1 new. Already here: 1 entry.\n"));
    assert!(import(&[&twice]).starts_with("Imported: 1 new. Already here: 1 entry.\n"));
    assert_eq!(import(&[&twice, &one]), "Nothing to import. Already here: 3 entries.\n");
    let later = file(&world, "later.csv", format!("{head}goal,2026-11-12,,g,2026-11-30\n"));
    let outcome = world.run_words(&["import", later.to_str().unwrap()]);
    assert!(
        outcome.err.contains("line 2 is dated 2026-11-30, which is in the future"),
        "{outcome}"
    );
}
