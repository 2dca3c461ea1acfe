//! `history` and `show`: the entries, in one line each or whole.

use snapbox::{assert_data_eq, str};

use crate::world::World;

fn with_entries() -> World {
    let world = World::started();
    world.ok("log text asked why it had to end after all these years --at 2026-11-19 23:10");
    world.ok("log call --by them --reply brief --at 2026-11-05 --times 2");
    world.ok("log visit --at 2026-11-06 9pm --trigger wine --trigger alone --why begging");
    world.ok("restart 2026-11-20");
    world.ok_words(&["log", "lurk", "line\nline 👩\u{200d}👧 \u{1b}[31m"]);
    world
}

#[test]
fn the_oldest_comes_first_whatever_the_order_of_recording() {
    let expected = str![[r#"
2  2026-11-05        call by them x2  kept
3  2026-11-06 21:00  visit            chasing
1  2026-11-19 23:10  text             chasing   asked why it had to end after all these years
4  2026-11-20        restart
5  2026-11-22 21:05  lurk             checking  line line 👩‍👧 /u{1b}[31m

"#]];
    assert_data_eq!(with_entries().run("history").to_string(), expected);
}

#[test]
fn notes_are_cut_only_on_a_terminal() {
    let mut world = with_entries();
    world.terminal = true;
    world.width = Some(60);
    world.variables.insert("NO_COLOR", "1".into());
    let out = world.ok("history");
    assert!(
        out.contains("\n1  2026-11-19 23:10  text             chasing   asked why i\u{2026}\n"),
        "{out}"
    );
    assert!(out.lines().all(|line| line.chars().count() <= 60), "{out}");
}

#[track_caller]
fn ids(line: &str, expected: &[u64]) {
    let found = with_entries().json(&format!("history --json {line}"));
    let found: Vec<_> =
        found.as_array().unwrap().iter().map(|entry| entry["id"].as_u64().unwrap()).collect();
    assert_eq!(found, expected, "{line}");
}

#[test]
fn history_can_be_narrowed() {
    ids("", &[2, 3, 1, 4, 5]);
    ids("--verdict chasing", &[3, 1]);
    ids("--verdict kept", &[2]);
    ids("--kind restart", &[4]);
    ids("--kind contact --last 2", &[1, 5]);
    ids("--since 2026-11-19", &[1, 4, 5]);
    ids("--since 3 days ago --verdict chasing", &[1]);
    ids("--until 2026-11-19", &[2, 3, 1]);
    ids("--since 2026-11-06 --until 3 days ago", &[3, 1]);
    ids("--by me", &[3, 1, 5]);
    ids("--by them --channel call", &[2]);
    ids("--by them --channel visit", &[]);
    ids("--necessary", &[]);
    ids("--last 0", &[]);
    ids("--last 99", &[2, 3, 1, 4, 5]);
    ids("--kind urge", &[]);
}

/// Begging is not made necessary by the children.
#[test]
fn necessary_is_what_counts_as_necessary() {
    let world = World::started();
    world.ok("log text --necessary children");
    world.ok("log text --necessary children --why begging");
    world.ok("urge --no-wait");
    let said = world.ok("history --necessary");
    assert!(said.starts_with("1  ") && said.lines().count() == 1, "{said}");
}

#[test]
fn necessary_contact_is_named_as_such_and_show_names_a_stop() {
    let world = World::started();
    world.ok("log visit --necessary children --at 2026-11-10");
    world.ok("log text --necessary children --why begging --at 2026-11-11");
    world.ok("log text --by them --reply brief --stop --at 2026-11-12 21:00");
    world.ok("log text --by them --reply brief --at 2026-11-13");
    let expected = str![[r#"
1  2026-11-10        visit         kept, necessary
2  2026-11-11        text          chasing
3  2026-11-12 21:00  text by them  kept, stop
4  2026-11-13        text by them  kept

"#]];
    assert_data_eq!(world.run("history").to_string(), expected);
    let expected = str![[r#"
Entry 1: contact
  When       Tue 10 Nov 2026, time not known
  Day        9
  By         me
  Channel    visit
  Necessary  children
  Verdict    kept
             You recorded it as necessary, so it is counted separately.

Entry 3: contact
  When       Thu 12 Nov 2026 21:00 (+01:00)
  Day        11
  By         them
  Channel    text
  Reply      brief
  Stop       they asked for no contact
  Verdict    kept
             You kept it short.

"#]];
    assert_data_eq!(world.run("show 1 3").to_string(), expected);
    assert!(!world.ok("show 4").contains("Stop"));
}

#[test]
fn last_is_the_newest_entry_by_number_and_where_there_is_none_it_is_refused() {
    let world = with_entries();
    assert_eq!(world.ok("show last"), world.ok("show 5"));
    assert_eq!(world.ok("show last --json"), world.ok("show 5 --json"));
    world.ok("goal run");
    assert!(world.ok("goal walk").starts_with("7  "));
    assert!(world.ok("urge --no-wait").starts_with("8  "));
    world.ok("log text");
    assert!(world.ok("urge --resisted last").starts_with("8  "));
    assert!(world.ok("urge --gave-in last").starts_with("8  "));
    assert!(world.ok("goal --done last").starts_with("7  "));
    assert!(world.ok("edit last --why apology").starts_with("9  "));
    assert!(world.ok("remove last --yes").starts_with("Removed: 9  "));
    let world = World::started();
    for (line, kind) in [
        ("show last", "entry"),
        ("edit last x", "entry"),
        ("remove 1 last --yes", "entry"),
        ("urge --gave-in last", "urge"),
        ("goal --done last", "goal"),
    ] {
        let expected = format!("! nocontact: no {kind} is recorded yet\nexit 1\n");
        assert_eq!(world.run(line).to_string(), expected, "{line}");
    }
}

#[test]
fn several_entries_are_shown_in_the_order_of_their_numbers() {
    let world = with_entries();
    let [two, four] = ["2", "4"].map(|id| world.ok(&format!("show {id}")));
    assert_eq!(world.ok("show 4 2 4"), format!("{two}\n{four}"));
    let [two, five] = ["2", "5"].map(|id| world.json(&format!("show {id} --json")));
    assert_eq!(world.json("show last 2 --json"), serde_json::json!([two, five]));
    assert_eq!(world.json("show 5 5 --json"), serde_json::json!([five]));
    let outcome = world.run("show 2 99 4");
    assert_eq!((outcome.code, outcome.out.as_str()), (1, ""), "{outcome}");
}

#[test]
fn an_empty_history_says_so() {
    assert_eq!(World::started().ok("history"), "Nothing is recorded yet.\n");
    assert_eq!(World::started().ok("history --json"), "[]\n");
    assert_eq!(with_entries().ok("history --verdict slip"), "Nothing matches.\n");
}

#[test]
fn history_refuses_what_it_does_not_know() {
    let world = with_entries();
    for line in ["history --verdict bad", "history --kind bad", "history --since soon", "history x"]
    {
        assert_eq!(world.run(line).code, 2, "{line}");
    }
}

#[test]
fn show_prints_one_entry_whole() {
    let world = with_entries();
    let expected = str![[r#"
Entry 3: contact
  When       Fri 6 Nov 2026 21:00 (+01:00)
  Day        5
  By         me
  Channel    visit
  Why        begging
  Triggers   wine, alone
  Verdict    chasing
             You reached out in the window.
             Showing up leaves them no room to say no.
             It was pleading.

"#]];
    assert_data_eq!(world.run("show 3").to_string(), expected);
    let expected = str![[r#"
Entry 4: restart
  When       Fri 20 Nov 2026, time not known
  Day        19

"#]];
    assert_data_eq!(world.run("show 4").to_string(), expected);
    let expected = str![[r#"
Entry 5: contact
  When       Sun 22 Nov 2026 21:05 (+01:00)
  Day        2
  By         me
  Channel    lurk
  Verdict    checking
             You looked at their profile. It keeps the wound open, even unseen.
  Note       line
             line 👩‍👧 /u{1b}[31m

"#]];
    assert_data_eq!(world.run("show 5").to_string(), expected);
}

#[test]
fn show_of_no_entry_says_where_the_ids_are() {
    assert_eq!(
        with_entries().run("show 99").to_string(),
        "! nocontact: there is no entry 99\n\
         !   to see the ids: nocontact history\n\
         exit 1\n"
    );
}
