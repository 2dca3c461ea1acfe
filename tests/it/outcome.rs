//! What stands below a contact that was just recorded: never too much to read, and the line that
//! matters most never left out.

use crate::world::World;

/// What `lines` say, the last of them, on a terminal of this width.
#[track_caller]
fn said_in(width: usize, start: &str, lines: &[&str]) -> String {
    let mut world = World::new();
    world.width = Some(width);
    world.ok(start);
    let said: Vec<_> = lines.iter().map(|line| world.ok(line)).collect();
    said.last().unwrap().clone()
}

/// The same where all that has room stands.
#[track_caller]
fn said(lines: &[&str]) -> String {
    said_in(80, "start 2026-11-01", lines)
}

const STOP: &str = "log text --by them --stop --at 2026-11-05";
const FRIGHTEN: &str =
    "Unwanted contact can frighten, and can be harassment: nocontact guide safety";
const OWED: &str = "You owe no answer. Keep this record. If you are afraid: nocontact guide safety";

#[test]
fn three_reasons_leave_seven_lines_and_the_last_reasons_go() {
    let worst = "log friend --by me --times 3 --why begging";
    let (mut fewest, mut most) = (9, 0);
    for start in ["start 2026-11-01", "start 2026-11-01 --strict", "start 2026-11-01 --no-end"] {
        for lines in [&[worst][..], &[STOP, worst], &["log friend --times 3 --why begging"]] {
            for width in 60..=100 {
                let said = said_in(width, start, lines);
                let whole = said.replace('\n', " ");
                assert!(said.lines().count() <= 7, "{width}: {said}");
                assert!(whole.contains("Chasing. You reached out in the window."), "{said}");
                assert!(whole.contains("Next: send nothing more, not even sorry."), "{said}");
                let first = whole.contains("Unwanted contact can frighten, and can be harassment");
                assert!(first, "the first remark is never left out: {width}: {said}");
                let reasons = [
                    "You reached out",
                    "They had asked",
                    "three or more within a day.",
                    "through someone else.",
                    "It was pleading.",
                ];
                let reasons = reasons.map(|reason| whole.contains(reason));
                let count = reasons.iter().filter(|it| **it).count();
                (fewest, most) = (count.min(fewest), count.max(most));
                let skipped = reasons.iter().skip(2).skip_while(|it| **it).any(|it| *it);
                assert!(!skipped, "only the last go: {width}: {said}");
            }
        }
    }
    assert!(fewest < most, "{fewest} {most}");
}

#[test]
fn what_a_stop_means_now_stands_however_old_it_is() {
    for (line, next) in [
        ("log text --by them --stop --at 2026-11-02", "no contact from now on. Do not reply, "),
        (
            "log text --by them --stop --necessary children --at 2026-11-02",
            "do not reply. Send only what is necessary, as agreed or ordered.",
        ),
    ] {
        let said = said(&[line]);
        assert!(said.contains(&format!("\nNext: {next}")), "{line}: {said}");
    }
    // Of anything else that is old, nothing is said that is about now.
    let old = said(&["log text --by me --at 2026-11-02"]);
    assert!(!old.contains("Next: "), "{old}");
}

#[test]
fn no_days_stand_after_necessary_contact_or_a_stop() {
    let days = " without contact, longest ";
    for line in [
        "log text --by me --necessary children",
        "log text --by them --necessary work",
        "log text --by them --stop",
    ] {
        let said = said(&[line]);
        assert!(!said.contains("days without"), "{line}: {said}");
    }
    let kept = said(&["log text --by them"]);
    assert!(kept.contains(days), "{kept}");
}

/// Which of the ways to say that it could not be avoided stand in what `lines` say.
#[track_caller]
fn ways(lines: &[&str], expected: &str) {
    let said = said(lines);
    let ways: Vec<_> = [
        ("Could it not be avoided? ", "avoided"),
        ("Was it to be safe? ", "safe"),
        ("Did you answer to be safe? ", "answered"),
        ("Was it about the children? ", "children"),
    ]
    .into_iter()
    .filter_map(|(words, name)| {
        let (_, command) = said.split_once(words)?;
        let why = if matches!(name, "safe" | "answered") { "safety" } else { "children" };
        let id = lines.len();
        let whole = format!("nocontact edit {id} --necessary {why}");
        assert!(command.starts_with(&whole), "{said}");
        Some(name)
    })
    .collect();
    assert_eq!(ways.join(" "), expected, "{lines:?}: {said}");
    assert_eq!(said.contains("--necessary"), !expected.is_empty(), "{said}");
}

#[test]
fn the_way_to_say_that_it_was_necessary_is_for_whom_it_can_be() {
    let theirs = "log text --by them --at 2026-11-16 12:00";
    ways(&["log text --by me"], "avoided");
    ways(&[theirs, "log text --by me"], "safe");
    ways(&["log text --by them --at 2026-11-15", "log text --by me"], "avoided");
    ways(&["log text --by them --reply brief --at 2026-11-21", "log text --by me"], "avoided");
    ways(&["log text --by chance --at 2026-11-21", "log text --by me"], "avoided");
    ways(&["log lurk"], "");
    ways(&["log text --by them"], "children");
    ways(&["log visit --by them"], "answered children");
    ways(&["log text --by them --times 3"], "answered children");
    ways(&[theirs, theirs, "log text --by them"], "answered children");
    ways(&[theirs, "log text --by them"], "children");
    ways(&["log meetup --by chance"], "");
    ways(&["log text --by them --necessary children"], "");
    ways(&["log text --by me --necessary safety"], "");
}

#[test]
fn under_a_request_to_stop_no_way_round_it_is_named() {
    ways(&["log text --by them --stop"], "");
    ways(&["log text --by me --stop"], "");
    for line in ["log text --by me", "log visit --by me", "log text --by them", "log lurk"] {
        ways(&[STOP, line], "");
    }
    ways(&[STOP, "log text --by them --at 2026-11-20", "log text --by me"], "");
}

#[test]
fn a_purpose_that_sets_necessity_aside_is_said() {
    const ASIDE: &str = "With that purpose, it does not count as necessary.";
    for (line, expected) in [
        ("log text --by me --necessary children --why begging", true),
        ("log text --by me --necessary children", false),
        ("log text --by me --why begging", false),
        ("log text --by me --necessary safety --why begging", true),
    ] {
        assert_eq!(said(&[line]).replace('\n', " ").contains(ASIDE), expected, "{line}");
    }
}

#[test]
fn an_emergency_is_for_the_emergency_services() {
    let next = "\nNext: if a life is at risk, call emergency services. You don't have to go:\n";
    for by in ["me", "them"] {
        let said = said(&[&format!("log call --by {by} --necessary emergency")]);
        assert!(said.contains(next) && said.contains("nocontact guide safety"), "{said}");
    }
}

#[test]
fn their_message_does_not_take_back_a_request() {
    let next = "\nNext: their message does not take back their request. Send nothing.\n";
    for reply in ["", " --reply brief", " --reply conversation"] {
        let line = format!("log text --by them{reply}");
        assert!(said(&[STOP, &line]).contains(next), "{line}");
        assert!(!said(&[&line]).contains("take back"), "{line}");
    }
    // Whoever is sought out need not be told.
    let sought = said(&[STOP, "log visit --by them"]);
    assert!(sought.contains(OWED) && !sought.contains("Next: "), "{sought}");
    assert!(said(&[STOP, "log text --by me"]).contains(FRIGHTEN));
}

const LIFTED: &str = "No request to stop is recorded now. If they asked, it still holds.\n";

/// Checks that each of `lines` says that the stop is gone, and none while another stands.
#[track_caller]
fn lifts(lines: &[&str]) {
    let (world, both) = (World::started(), World::started());
    both.ok("log call --by them --stop --at 2026-11-03");
    world.ok("log call --by them --at 2026-11-03");
    for world in [&world, &both] {
        world.ok("log text --by them --stop --at 2026-11-05");
    }
    for line in lines {
        let said = world.ok(line);
        assert!(said.contains(&format!("\n{LIFTED}")), "{line}: {said}");
        assert_eq!(said.matches("No request").count(), 1, "{line}: {said}");
        assert!(!said.contains("The window now starts"), "{line}: {said}");
        assert_eq!(world.json("status --json")["window"]["stop_on"], serde_json::Value::Null);
        let said = both.ok(line);
        assert!(!said.contains("No request"), "another stands: {line}: {said}");
    }
}

#[test]
fn a_request_that_is_taken_away_is_said_unless_another_stands() {
    lifts(&["edit 2 --clear stop"]);
    lifts(&["remove 2 --yes"]);
    lifts(&["undo"]);
    let world = World::started();
    world.ok("log text --by them");
    for line in ["edit 1 --note x", "log text", "undo", "remove 1 --yes", "undo"] {
        assert!(!world.ok(line).contains("No request"), "nothing was there: {line}");
    }
}

#[test]
fn what_is_said_of_a_stop_fits_sixty_columns() {
    let mut world = World::started();
    world.width = Some(60);
    for line in ["log text --by them --stop", "urge --no-wait", "remove 1 --yes", "undo", "undo 2"]
    {
        let out = world.ok(line);
        assert!(out.lines().all(|line| line.chars().count() <= 60), "{line}: {out}");
    }
}
