//! `log`: what it accepts, and what it prints. The verdicts themselves are in `verdicts`.

use snapbox::{assert_data_eq, str};

use crate::meanwhile::Meanwhile;
use crate::world::World;

#[test]
fn bare_log_records_now() {
    let world = World::started();
    let expected = str![[r#"
1  Sun 22 Nov 2026 21:05  other
Chasing. You reached out in the window.
Next: send nothing more, not even sorry. Wait it out: nocontact urge
Your longest time without contact is still 21 days.
Was it them? nocontact edit 1 --by them    Recorded by mistake? nocontact undo
Could it not be avoided? nocontact edit 1 --necessary children

"#]];
    assert_data_eq!(world.run("log").to_string(), expected);
    assert_eq!(world.file()["entries"][0]["at"], "2026-11-22T21:05:00+01:00");
}

/// What `log` says below the entry.
#[track_caller]
fn said(world: &World, line: &str) -> String {
    let out = world.ok(line);
    out.lines().skip(1).flat_map(|line| [line, "\n"]).collect()
}

#[test]
fn a_slip_a_kept_a_checking_and_a_necessary_contact_each_have_their_words() {
    let mut world = World::started();
    let expected = str![[r#"
Slip. It became a conversation. One of you leaned on the other.
Next: let the conversation end here, without a last word.
Your longest time without contact is still 21 days.
Recorded by mistake? nocontact undo
Was it about the children? nocontact edit 1 --necessary children

"#]];
    assert_data_eq!(
        said(&world, "log call --by them --reply conversation --why comfort"),
        expected
    );
    let expected = str![[r#"
Kept. You recorded no answer.
Next: leave it at that. Nothing more is needed.
Recorded by mistake? nocontact undo
Did it become a conversation? nocontact edit 2 --reply conversation
Was it about the children? nocontact edit 2 --necessary children

"#]];
    assert_data_eq!(said(&world, "log text --by them"), expected);
    let expected = str![[r#"
Checking. You looked at their profile. It keeps the wound open, even unseen.
Next: make it harder to look again: mute, unfollow, block.
Recorded by mistake? nocontact undo

"#]];
    assert_data_eq!(said(&world, "log lurk"), expected);
    let expected = str![[r#"
Kept. You recorded it as necessary, so it is counted separately.
Next: keep to the matter at hand, and end it there.
Was it them? nocontact edit 4 --by them    Recorded by mistake? nocontact undo

"#]];
    assert_data_eq!(said(&world, "log email --necessary work --times 2"), expected);
    world.at("2026-12-24T18:00:00+01:00");
    let expected = str![[r#"
Reconnect. You reached out after the window.
Next: take it slowly. Nothing needs to be settled today.
Your longest time without contact is still 32 days.
Was it them? nocontact edit 5 --by them    Recorded by mistake? nocontact undo
Could it not be avoided? nocontact edit 5 --necessary children

"#]];
    assert_data_eq!(said(&world, "log letter --reply brief"), expected);
    let expected = str![[r#"
Chasing. Showing up leaves them no room to say no.
Next: stay away, and send nothing, not even sorry. Wait it out: nocontact urge
Unwanted contact can frighten, and can be harassment: nocontact guide safety
Your longest time without contact is still 32 days.
Was it them? nocontact edit 6 --by them    Recorded by mistake? nocontact undo
Could it not be avoided? nocontact edit 6 --necessary children

"#]];
    assert_data_eq!(said(&world, "log visit"), expected);
}

#[test]
fn json_is_the_entry_as_the_spec_writes_it() {
    let world = World::started();
    for _ in 0..3 {
        world.ok("log lurk --at 2026-11-02");
    }
    let line = "log text --at 2026-11-19T23:10:00+01:00 --why explanation --trigger alone --json";
    let expected = serde_json::json!({
        "id": 4, "kind": "contact", "at": "2026-11-19T23:10:00+01:00", "day": 18, "by": "me",
        "channel": "text", "why": "explanation", "reply": null, "necessary": null, "stop": false, "times": 1,
        "triggers": ["alone"], "note": null, "verdict": "chasing",
        "reasons": ["reached-out", "demanding-explanation"]
    });
    assert_eq!(world.json(line), expected);
    assert_eq!(world.json("history --json")[3], expected);
    assert_eq!(world.json("show 4 --json"), expected);
}

#[track_caller]
fn records(words: &[&str], channel: &str, note: Option<&str>, at: &str) {
    let world = World::started();
    world.ok_words(&[&["log"], words].concat());
    let entry = &world.file()["entries"][0];
    assert_eq!(entry["channel"], channel, "{words:?}");
    assert_eq!(entry["note"].as_str(), note, "{words:?}");
    assert_eq!(entry["at"], at, "{words:?}");
}

#[test]
fn words_find_their_place_without_quotes() {
    const NOW: &str = "2026-11-22T21:05:00+01:00";
    const NINE: &str = "2026-11-21T21:00:00+01:00";
    records(&["text"], "text", None, NOW);
    records(&["TEXT", "asked", "why"], "text", Some("asked why"), NOW);
    records(&["I called again"], "call", Some("I called again"), NOW);
    records(&["I called", "again"], "call", Some("I called again"), NOW);
    records(&["other", "I called"], "other", Some("I called"), NOW);
    records(&["--at", "yesterday", "9pm"], "other", None, NINE);
    records(&["text", "--at", "yesterday 9pm", "asked", "why"], "text", Some("asked why"), NINE);
    records(&["--at", "yesterday", "at", "9pm", "call"], "call", None, NINE);
    records(
        &["text", "asked", "--at", "3 days ago", "why"],
        "text",
        Some("asked why"),
        "2026-11-19",
    );
    records(&["text", "--date", "last", "night"], "text", None, "2026-11-21");
    records(&["text", "--note", "asked", "why"], "text", Some("asked why"), NOW);
    records(&["text", "I was", "--note", "sad", "again"], "text", Some("I was sad again"), NOW);
    records(
        &["text", "a", "--at", "yesterday 9pm", "b", "--note", "c", "d"],
        "text",
        Some("a b c d"),
        NINE,
    );
    records(&["text", "--note", "- a list"], "text", Some("- a list"), NOW);
    records(&["text", ""], "text", None, NOW);
    records(&[""], "other", None, NOW);
    records(&["text", "--", "--not an option"], "text", Some("--not an option"), NOW);
    records(&["text", "line\r\nline"], "text", Some("line\nline"), NOW);
    records(&["text", "line\nline 👩\u{200d}👧"], "text", Some("line\nline 👩\u{200d}👧"), NOW);
}

#[test]
fn a_note_on_standard_input_stays_out_of_the_shell() {
    for (input, note) in [
        ("one line\n", Some("one line")),
        ("\u{feff}two\r\nlines\r\n", Some("two\nlines")),
        ("no break", Some("no break")),
        ("two breaks\n\n", Some("two breaks\n")),
        ("", None),
        ("\n", None),
    ] {
        let mut world = World::started();
        world.input = input.into();
        world.ok("log text --note -");
        assert_eq!(world.file()["entries"][0]["note"].as_str(), note, "{input:?}");
    }
}

#[test]
fn a_note_is_not_asked_for_where_it_could_not_be_kept() {
    let world = World::new();
    let run = |line: &str| world.run_reading(line, Meanwhile::never());
    assert!(run("log text --note -").err.contains("nothing is tracked yet"));
    world.ok("start 2026-11-10");
    assert!(run("log text --note - --at 2026-11-01").err.contains("is before the breakup"));
    assert!(run("edit 1 --note -").err.contains("there is no entry 1"));
}

#[track_caller]
fn refused(words: &[&str], code: u8, says: &str) {
    let world = World::started();
    let before = world.bytes();
    let outcome = world.run_words(&[&["log"], words].concat());
    assert_eq!(outcome.code, code, "{words:?}: {outcome}");
    assert!(outcome.err.contains(says), "{words:?}: {outcome}");
    assert_eq!(outcome.out, "");
    assert_eq!(world.bytes(), before);
}

#[test]
fn a_first_word_that_is_no_channel_names_what_it_may_be() {
    refused(&["tetx"], 2, "nocontact log text\n");
    refused(&["zzz"], 2, "nocontact urge --note zzz\n");
    refused(&["w/o"], 2, "\"w/o\" does not begin with a channel");
    refused(&["emial"], 2, "nocontact log email\n");
    refused(&["freind", "said", "hi"], 2, "nocontact log friend --note \"said hi\"\n");
    refused(&["yesterday"], 2, "nocontact log --at yesterday\n");
    refused(&["2026-11-19"], 2, "nocontact log --at 2026-11-19\n");
    refused(&["yesterday", "9pm"], 2, "nocontact log --at \"yesterday 9pm\"\n");
}

#[test]
fn what_cannot_be_is_refused() {
    for odd in [&["--by", "them"][..], &["--by", "chance"], &["--stop", "--by", "me"]] {
        let words = [&["lurk"], odd].concat();
        refused(&words, 2, "lurk is always by you");
    }
    refused(&["text", "--times", "0"], 2, "a number from 1 to 9999");
    refused(&["text", "--times", "10000"], 2, "a number from 1 to 9999");
    refused(&["text", "--why", "love"], 2, "choose from: explanation");
    refused(&["text", "--reply", "long"], 2, "choose from: none, brief, conversation");
    refused(&["text", "--by", "you"], 2, "choose from: me, them, chance");
    refused(&["text", "--necessary", "love"], 2, "choose from: children");
    refused(&["text", "--trigger", " "], 2, "--trigger needs a word or two");
    refused(&["text", "words", "--note", "-"], 2, "given twice");
    refused(&["text", "--at", "soon"], 2, "\"soon\" is not a date");
    refused(&["text", "--at", "2026-11-23"], 2, "in the future");
    refused(&["text", "--at", "2026-10-31"], 1, "is before the breakup on 2026-11-01");
}

#[test]
fn a_time_of_tonight_at_midnight_names_yesterday() {
    let mut world = World::started();
    world.at("2026-11-22T00:40:00+01:00");
    assert_eq!(
        world.run("log text --at 23:10").to_string(),
        "! nocontact: \"23:10\" is in the future\n\
         !   nocontact log text --at \"yesterday 23:10\"\n\
         exit 2\n"
    );
}

#[test]
fn without_a_start_nothing_is_recorded() {
    let world = World::new();
    assert_eq!(
        world.run("log text").to_string(),
        "! nocontact: nothing is tracked yet\n\
         !   begin with: nocontact start\n\
         exit 1\n"
    );
    assert_eq!(world.names(), [""; 0]);
}

#[test]
fn what_is_added_late_says_how_many_verdicts_it_changed() {
    let mut world = World::started();
    world.at("2026-12-24T18:00:00+01:00");
    world.ok("log text --at 2026-12-20 10:00");
    world.ok("log text --at 2026-12-22 10:00 --reply brief");
    let expected = str![[r#"
3  Mon 21 Dec 2026  call by them
Kept. You recorded no answer.
If they asked you to stop, say so: nocontact edit 3 --stop
That changed 1 other verdict.
Recorded by mistake? nocontact undo
Did it become a conversation? nocontact edit 3 --reply conversation
Was it about the children? nocontact edit 3 --necessary children

"#]];
    assert_data_eq!(world.run("log call --by them --at 2026-12-21").to_string(), expected);
}

#[test]
fn under_strict_it_says_that_the_window_began_again() {
    let world = World::new();
    world.ok("start 2026-10-01 --strict");
    let out = world.ok("log text --at 2026-10-20");
    let now = "\nThe window now starts on Tue 20 Oct 2026: day 33, after the window of 30 days.\n";
    assert!(out.contains(now), "{out}");
    let out = world.ok("log text --at 2026-11-18");
    let now = "\nThe window now starts on Wed 18 Nov 2026: day 4 of 30, 26 days remaining.\n";
    assert!(out.contains(now), "{out}");
    let out = world.ok("log call --by them --reply brief");
    assert!(!out.contains("window now"), "{out}");
}

#[test]
fn the_verdict_is_bold_where_there_is_color_and_nothing_else_is() {
    let mut world = World::started();
    world.terminal = true;
    let in_color = world.ok("log text");
    world.ok("undo");
    let plain = world.ok("--color never log text");
    assert_eq!(in_color, plain.replace("Chasing", "\u{1b}[1mChasing\u{1b}[0m"));
}
