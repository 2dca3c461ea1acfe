//! Tables that come in, and tables that are refused with the line that is wrong.

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
    assert_eq!(last["triggers"], serde_json::json!(["a; b\\", "'x"]));
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
        world.ok_words(&["import", path]);
        assert_eq!(world.json("history --json").as_array().unwrap().len(), 4, "{name}");
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
    let why = "\"yesterday\" is neither a day nor a time";
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
        ("2,contact,2026-11-03,text", "there are 4 cells for 9 columns"),
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
    refused(bytes, "line 4: it is not UTF-8 text");
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

/// How many rows a table has.
fn csv_rows(table: &str) -> usize {
    nocontact::store::format::csv::read(table.as_bytes()).map_or(0, |rows| rows.len())
}
