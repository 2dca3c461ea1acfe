//! `export`: tables, journals and calendar days, where they are written, and what they do not
//! reveal.

use std::fs;

use nocontact::store::format;
use serde_json::Value;
use snapbox::{assert_data_eq, str};

use crate::world::World;

fn with_entries() -> World {
    let world = World::started();
    world.ok("log text --at 2026-11-19 23:10 --why explanation --trigger alone --trigger wine");
    world
        .ok("log call --by them --reply brief --at 2026-11-05 --times 2 --note a \"quoted\", word");
    world.ok("restart 2026-11-20");
    world
}

#[test]
fn a_table_has_a_row_an_entry_in_order_of_recording() {
    let expected = str![[r#"
"id","kind","at","day","by","channel","why","reply","necessary","stop","times","resisted","triggers","note","title","text","done","answers","uid","recorded","changed","verdict","reasons","more"
"1","contact","2026-11-19T23:10:00+01:00","18","me","text","explanation","","","false","1","","alone; wine","","","","","","ktclnc3xygpl","2026-11-22T21:05:00+01:00","","chasing","reached-out demanding-explanation",""
"2","contact","2026-11-05","4","them","call","","brief","","false","2","","","a ""quoted"", word","","","","","ylcvf3jzc7uc","2026-11-22T21:05:00.000001+01:00","","kept","kept-short",""
"3","restart","2026-11-20","19","","","","","","","","","","","","","","","xzx4yy6fnf9j","2026-11-22T21:05:00.000002+01:00","","","",""

"#]];
    let table = with_entries().run("export --format csv").to_string();
    // Excel needs the mark.
    assert_data_eq!(table.strip_prefix('\u{feff}').unwrap(), expected);
}

#[test]
fn a_stop_stands_in_the_table_and_in_the_journal() {
    let world = World::started();
    world.ok("log call --by them --stop --at 2026-11-05");
    let table = world.ok("export --format csv");
    let row = "\n1,contact,2026-11-05,4,them,call,,,,true,1,";
    assert!(table.replace('"', "").contains(row), "{table}");
    let journal: Value = serde_json::from_str(&world.ok("export --format json")).unwrap();
    assert_eq!(journal["entries"][0]["stop"], true);
}

#[test]
fn a_formula_stands_behind_an_apostrophe_wherever_a_spreadsheet_may_find_it() {
    for (text, cell) in [
        ("=1+1", "'=1+1"),
        ("+49 30 123", "'+49 30 123"),
        ("-1", "'-1"),
        ("@home", "'@home"),
        ("＝1＋1", "'＝1＋1"),
        ("'=1", "''=1"),
        ("\t=1", "\t'=1"),
        ("\r=1", "\r'=1"),
        ("a,=1; -2\t@x\n\n+3", "a,'=1; '-2\t'@x\n\n'+3"),
        ("a; \" =1", "a; \"\" '=1"),
        ("\"=1\"", "\"\"'=1\"\""),
        ("a;''=1", "a;'''=1"),
        ("'", "''"),
        ("'tis a=1 -2 ;b", "'tis a=1 -2 ;b"),
    ] {
        let world = World::started();
        world.ok_words(&["log", "text", "--note", text]);
        let table = world.ok("export --format csv");
        let expected = format!(",\"1\",\"\",\"\",\"{cell}\",\"\"");
        assert!(table.contains(&expected), "{expected}: {table}");
    }
}

/// An unknown field may hold anything, under any name.
#[test]
fn a_formula_in_an_unknown_field_stands_behind_an_apostrophe() {
    let world = World::started();
    world.ok("log text");
    let unknown = "\"=x\": [1,-1,\"@a\"], \"y\": 1, \"=z\": 2, \"kind\"";
    world.write(String::from_utf8(world.bytes()).unwrap().replace("\"kind\"", unknown));
    let table = world.ok("export --format csv");
    let cell = "\"{\"\"=x\"\":[1,'-1,\"\"'@a\"\"],\"\"y\"\":1,\"\"'=z\"\":2}\"\n";
    assert!(table.ends_with(cell), "{table}");
}

/// So a spreadsheet can change it, and `import` still knows which entry it is.
#[test]
fn an_entry_from_before_there_were_uids_has_one_in_the_table() {
    let world = World::new();
    let entry = r#"{"id":1,"kind":"contact","at":"2026-11-02"}"#;
    world.write(format!(r#"{{"version":1,"breakup":"2026-11-01","entries":[{entry}]}}"#));
    let table = world.ok("export --format csv");
    world.ok("log text");
    let uid = &world.whole_file()["entries"][0]["uid"];
    assert!(table.contains(&format!(",{uid},\"\",\"\",\"chasing\"")), "{uid}: {table}");
}

#[test]
fn json_is_the_journal_without_its_undo_history() {
    let world = with_entries();
    world.ok("remove 1 --yes");
    let exported = world.ok("export --format json");
    assert!(!exported.contains("undo") && !exported.contains("wine"), "{exported}");
    let journal = format::decode(exported.as_bytes()).unwrap();
    assert_eq!(journal.entries.len(), 2);
    let mut file = world.whole_file();
    file.as_object_mut().unwrap().remove("undo");
    assert_eq!(serde_json::from_str::<Value>(&exported).unwrap(), file);
}

#[test]
fn the_calendar_holds_the_days_under_titles_that_say_nothing() {
    let world = with_entries();
    world.ok("amend --days 10");
    let calendar = world.ok("export --format ics");
    assert_eq!(calendar.matches('\n').count(), calendar.matches("\r\n").count());
    let lower = calendar.to_lowercase();
    for word in ["nocontact", "contact", "breakup", "chasing", "wine"] {
        assert!(!lower.contains(word), "{word}: {calendar}");
    }
}

/// So a second import into a calendar adds nothing, and a longer window moves the end.
#[test]
fn an_event_keeps_its_uid_whatever_the_time_and_the_length() {
    let mut world = World::started();
    let uids = |world: &World| -> Vec<String> {
        let calendar = world.ok("export --format ics");
        calendar.lines().filter(|line| line.starts_with("UID")).map(str::to_owned).collect()
    };
    let before = uids(&world);
    world.at("2026-11-25T03:00:00+09:00");
    world.ok("amend --days 60");
    assert_eq!(uids(&world), before);
    world.ok("restart");
    assert!(uids(&world).iter().all(|uid| !before.contains(uid)));
}

#[test]
fn a_file_is_made_and_never_replaced_without_force() {
    let world = with_entries();
    let path = world.path().join("out.csv");
    let words = ["export", "--format", "csv", "--output", path.to_str().unwrap()];
    assert_eq!(world.ok_words(&words), "Exported 3 entries to [DIR]/out.csv\n");
    assert_eq!(fs::read_to_string(&path).unwrap(), world.ok("export --format csv"));
    world.ok("log");
    let outcome = world.run_words(&words);
    let expected = "! nocontact: [DIR]/out.csv already exists\n\
                    !   give another path, or replace it with --force\n\
                    exit 1\n";
    assert_eq!(outcome.to_string(), expected);
    assert_eq!(fs::read_to_string(&path).unwrap().lines().count(), 4);
    let forced = [&words[..], &["--force"]].concat();
    assert_eq!(world.ok_words(&forced), "Exported 4 entries to [DIR]/out.csv\n");
    assert_eq!(fs::read_to_string(&path).unwrap().lines().count(), 5);
}

#[cfg(unix)] // Windows has no modes.
#[test]
fn a_file_is_readable_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let world = with_entries();
    let path = world.path().join("out.csv");
    let words = ["export", "--format", "csv", "--force", "--output", path.to_str().unwrap()];
    let mode = || fs::metadata(&path).unwrap().permissions().mode() & 0o777;
    world.ok_words(&words);
    assert_eq!(mode(), 0o600);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    world.ok_words(&words);
    assert_eq!(mode(), 0o600, "replaced by a new one");
}

/// The system protects people from links that others made; to follow one would walk around that.
#[cfg(unix)] // Symbolic links are a privilege on Windows.
#[test]
fn a_link_even_to_nothing_is_never_written_through() {
    let world = with_entries();
    let (link, target) = (world.path().join("link.csv"), world.path().join("target.csv"));
    std::os::unix::fs::symlink("target.csv", &link).unwrap();
    let words = ["export", "--format", "csv", "--output", link.to_str().unwrap()];
    let expected = "! nocontact: cannot write [DIR]/link.csv: it is a link to [DIR]/target.csv\n\
                    !   to write there, give that path\n\
                    exit 1\n";
    for before in [None, Some(b"mine".to_vec())] {
        if let Some(bytes) = &before {
            fs::write(&target, bytes).unwrap();
        }
        for words in [words.to_vec(), [&words[..], &["--force"]].concat()] {
            assert_eq!(world.run_words(&words).to_string(), expected);
            assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
            assert_eq!(fs::read(&target).ok(), before);
        }
    }
}

/// A bind mount and a disk that ignores case give a file another name as well.
#[test]
fn another_name_for_what_belongs_to_the_journal_is_no_place_for_an_export() {
    let world = with_entries();
    for (at, suffix) in ["", ".bak", ".lock"].into_iter().enumerate() {
        let (own, other) = (world.beside(suffix), world.path().join(format!("other-{at}")));
        fs::hard_link(&own, &other).unwrap();
        let bytes = fs::read(&own).unwrap();
        for force in ["--force", "--color=never"] {
            let words = ["export", "--format", "csv", force, "--output", other.to_str().unwrap()];
            let why = format!("it is another name for [DIR]/data/nocontact.json{suffix}\n");
            let outcome = world.run_words(&words);
            assert!(outcome.code == 1 && outcome.err.ends_with(&why), "{outcome}");
            assert_eq!([&own, &other].map(|it| fs::read(it).unwrap()), [&*bytes, &*bytes]);
        }
    }
}

#[test]
fn an_export_can_be_narrowed_to_days() {
    let world = with_entries();
    for (days, ids, events) in [
        ("--output -", &[1, 2, 3][..], "20261127 20261204 20261211 20261220"),
        ("--since 3 days ago", &[1, 3], "20261127 20261204 20261211 20261220"),
        ("--until 2026-11-19", &[1, 2], ""),
        ("--since 2026-11-06 --until 2026-11-19", &[1], ""),
        ("--since today", &[], "20261127 20261204 20261211 20261220"),
    ] {
        let table = world.ok(&format!("export --format csv {days}"));
        let rows = table.lines().skip(1).map(|row| row.split('"').nth(1).unwrap().parse().unwrap());
        assert_eq!(rows.collect::<Vec<u64>>(), ids, "{days}");
        let json = world.ok(&format!("export --format json {days}"));
        let journal = format::decode(json.as_bytes()).unwrap();
        assert_eq!(journal.entries.iter().map(|entry| entry.id).collect::<Vec<_>>(), ids, "{days}");
        let calendar = world.ok(&format!("export --format ics {days}"));
        let starts = calendar.lines().filter_map(|line| line.strip_prefix("DTSTART;VALUE=DATE:"));
        assert_eq!(starts.collect::<Vec<_>>().join(" "), events, "{days}");
    }
    world.ok("undo");
    let events = world.ok("export --format ics --since 2026-11-15 --until yesterday");
    assert!(events.contains("Day 14 of 30") && events.matches("BEGIN:VEVENT").count() == 1);
    assert_eq!(world.run("export --format csv --since tomorrow").code, 2);
}

/// The table says what the whole journal says, and another machine can import the part.
#[test]
fn a_part_keeps_its_verdicts_and_can_be_imported() {
    let world = with_entries();
    let (all, part) =
        (world.ok("export --format csv"), world.ok("export --format csv --until 2026-11-05"));
    let first = [0, 2].map(|line| all.lines().nth(line).unwrap());
    assert_eq!(part.lines().collect::<Vec<_>>(), first);
    let path = world.path().join("part.json");
    world.ok(&format!("export --format json --since 2026-11-19 --output {}", path.display()));
    let other = World::started();
    let imported = other.ok_words(&["import", path.to_str().unwrap()]);
    assert!(imported.starts_with("Imported: 2 new.\n"), "{imported}");
}

#[test]
fn what_belongs_to_the_journal_is_no_place_for_an_export() {
    let world = with_entries();
    let before = world.bytes();
    for name in ["", ".bak", ".lock", ".bad-1", ".tmp-1-2", ".draft-1-2.txt"] {
        let path = world.path().join(format!("data/../data/nocontact.json{name}"));
        let bytes = fs::read(&path).ok();
        for force in ["--force", "--color=never"] {
            let words = ["export", "--format", "json", force, "--output", path.to_str().unwrap()];
            let outcome = world.run_words(&words);
            assert_eq!(outcome.code, 1, "{outcome}");
            assert!(outcome.err.contains("the name belongs to the journal"), "{outcome}");
            assert_eq!(fs::read(&path).ok(), bytes, "{name}");
        }
    }
    assert_eq!(world.bytes(), before);
    let beside = world.beside(".csv");
    world.ok_words(&["export", "--format", "csv", "--output", beside.to_str().unwrap()]);
}

/// To some disks, these are names of the journal and of what is beside it.
#[test]
fn a_name_that_differs_only_in_what_some_disks_ignore_is_no_place_for_an_export() {
    let world = with_entries();
    for name in
        ["NOCONTACT.JSON", "nocontact.json.", "Nocontact.json.BAK ", "nocontact.json::$DATA"]
    {
        for command in ["export --format json", "report"] {
            let path = world.path().join("data").join(name).display().to_string();
            let words: Vec<_> = command.split(' ').chain(["--force", "--output", &path]).collect();
            let outcome = world.run_words(&words);
            assert!(outcome.err.contains("the name belongs to the journal"), "{name}: {outcome}");
        }
    }
    assert!(world.names().iter().all(|name| name.starts_with("nocontact.json")));
}

/// The journal may be reached by one link, and the export by another.
#[cfg(unix)] // Symbolic links are a privilege on Windows.
#[test]
fn no_link_leads_an_export_to_what_belongs_to_the_journal() {
    let world = World::new();
    let (real, link) = (world.path().join("real"), world.path().join("data/nocontact.json"));
    fs::create_dir_all(&real).unwrap();
    fs::create_dir_all(world.path().join("data")).unwrap();
    std::os::unix::fs::symlink(real.join("mine.json"), &link).unwrap();
    world.ok("start 2026-11-01");
    let out = world.path().join("out");
    std::os::unix::fs::symlink(real.join("mine.json.bak"), &out).unwrap();
    for path in [out, real.join("mine.json.bak"), world.beside(".bak")] {
        let words = ["export", "--format", "csv", "--force", "--output", path.to_str().unwrap()];
        let outcome = world.run_words(&words);
        assert!(outcome.err.contains("the name belongs to the journal"), "{outcome}");
    }
}

#[cfg(unix)] // Windows has no such devices.
#[test]
fn a_device_is_no_place_for_an_export() {
    let outcome = with_entries().run("export --format csv --force --output /dev/null");
    let expected = "! nocontact: cannot write /dev/null: it is not a regular file\nexit 1\n";
    assert_eq!(outcome.to_string(), expected);
}

/// They hold private text, and nobody else would find them.
#[test]
fn what_a_killed_export_left_is_swept_up_by_the_next() {
    let world = with_entries();
    let left = world.path().join("out.csv.tmp-12345-0");
    let fresh = world.path().join("out.csv.tmp-12346-0");
    for (path, age) in [(&left, 2), (&fresh, 0)] {
        let file = fs::File::create(path).unwrap();
        file.set_modified((world.now - chrono::TimeDelta::minutes(age)).to_utc().into()).unwrap();
    }
    let path = world.path().join("out.csv");
    world.ok_words(&["export", "--format", "csv", "--output", path.to_str().unwrap()]);
    assert!(path.exists() && !left.exists() && fresh.exists());
}

#[test]
fn a_folder_and_a_place_that_is_not_there_are_refused() {
    let world = with_entries();
    for (path, force) in
        [("", ""), ("", " --force"), ("/none/out.csv", ""), ("/none/out.csv", " --force")]
    {
        let path = format!("{}{path}", world.path().display());
        let outcome = world.run(&format!("export --format csv --output {path}{force}"));
        assert_eq!((outcome.code, outcome.out.as_str()), (1, ""), "{outcome}");
        assert!(outcome.err.contains("[DIR]"), "{outcome}");
    }
}

/// Files and pipes get the text as it is; a terminal gets it escaped.
#[test]
fn a_table_on_a_terminal_is_drawn_escaped() {
    let mut world = World::started();
    world.ok_words(&["log", "text", "--note", "\u{1b}[2J\u{202e}x"]);
    let unknown = "\"mood\": \"\u{9b}31m\u{202e}\u{7f}\", \"kind\"";
    world.write(String::from_utf8(world.bytes()).unwrap().replace("\"kind\"", unknown));
    assert!(world.ok("export --format csv").contains("\u{1b}[2J\u{202e}x"));
    world.terminal = true;
    for format in ["csv", "json", "ics"] {
        let drawn = world.ok(&format!("export --format {format}"));
        let raw = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
        assert!(!drawn.replace("\r\n", "\n").contains(raw), "{drawn}");
        assert!(!drawn.contains("feff"), "{drawn}");
    }
    assert!(world.ok("export --format csv").contains("\\u{1b}[2J\\u{202e}x"));
}
