//! `plan`: if-then lines, written and listed.

use serde_json::json;
use snapbox::{assert_data_eq, str};

use crate::world::World;

const LINE: &str = "plan if I want to text at night, then I call Sam";

#[test]
fn a_plan_line_is_recorded_and_says_where_it_will_be_seen() {
    let world = World::started();
    let expected = "1  Sun 22 Nov 2026 21:05  plan  if I want to text at night, then I call Sam\n\
                    nocontact urge will show it.\n\
                    To undo this: nocontact undo\n";
    assert_eq!(world.run(LINE).to_string(), expected);
    let expected = json!({ "id": 1, "kind": "plan", "at": "2026-11-22T21:05:00+01:00",
                           "text": "if I want to text at night, then I call Sam" });
    assert_eq!(world.file()["entries"], json!([expected]));
}

#[test]
fn the_list_has_a_line_each_in_the_order_of_recording() {
    let mut world = World::started();
    world.ok(LINE);
    world.ok("goal run");
    world.ok("log text");
    world.ok("plan if I pass their street, then I turn left");
    let list = "1  if I want to text at night, then I call Sam\n\
                4  if I pass their street, then I turn left\n";
    assert_eq!(world.ok("plan"), list);
    world.terminal = true;
    world.width = Some(30);
    let expected = str![[r#"
1  if I want to text at night,
   then I call Sam
4  if I pass their street,
   then I turn left

"#]];
    assert_data_eq!(world.ok("plan --color never"), expected);
}

#[test]
fn escape_sequences_are_spelled_out_and_lines_stay_lines() {
    let world = World::started();
    world.ok_words(&["plan", "if\n\u{1b}[2J", "then 👍🏽\u{202e}"]);
    assert_eq!(world.ok("plan"), "1  if\n   \\u{1b}[2J then 👍🏽\\u{202e}\n");
    assert_eq!(world.file()["entries"][0]["text"], "if\n\u{1b}[2J then 👍🏽\u{202e}");
}

#[test]
fn a_plan_line_is_in_the_history_in_show_and_taken_back() {
    let world = World::started();
    world.ok("plan if a, then b");
    let expected = "1  2026-11-22 21:05  plan    if a, then b\n";
    assert_eq!(world.run("history --kind plan").to_string(), expected);
    let out = world.ok("show 1");
    assert!(out.starts_with("Entry 1: plan\n  When  "), "{out}");
    assert!(out.ends_with("  Day        21\n  Text       if a, then b\n"), "{out}");
    let out = world.ok("undo");
    let expected = "No longer recorded:\n  1  Sun 22 Nov 2026 21:05  plan  if a, then b\n";
    assert!(out.ends_with(expected), "{out}");
    assert!(world.ok("plan").starts_with("No plan yet."));
}
