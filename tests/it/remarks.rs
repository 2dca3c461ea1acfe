//! Whom a line of `log` is for (`manual/verdicts.md`): each row with the reader whom it is for, and the
//! one whom it must not reach.

use proptest::prelude::*;

use crate::random;
use crate::world::World;

const WHO: &str = "Was it them? nocontact edit ";
const AVOIDED: &str = "Could it not be avoided? nocontact edit ";
const FRIGHTEN: &str =
    "Unwanted contact can frighten, and can be harassment: nocontact guide safety";
const ORDER: &str = "Do exactly what a court order or their request says, also with children.";
const WATCHING: &str = "Watching someone who wants no contact can be stalking. Do not record where \
                        they go: nocontact guide safety";
const OWED: &str = "You owe no answer. Keep this record. If you are afraid: nocontact guide safety";
const STOP: &str = "If they asked you to stop, say so: nocontact edit ";

/// A world on a wide terminal, in which nothing is left out for want of room.
fn wide(line: &str) -> World {
    let mut world = World::new();
    world.width = Some(1000);
    world.ok(line);
    world
}

/// Logs all of `lines`, and checks which of the lines above the last one brings, in their order.
#[track_caller]
fn brings_in(world: &World, lines: &[&str], expected: &[&str]) {
    let outs: Vec<_> = lines.iter().map(|line| world.ok(&format!("log {line}"))).collect();
    let out = outs.last().unwrap();
    let mut found: Vec<_> = [WHO, FRIGHTEN, ORDER, WATCHING, OWED, STOP]
        .into_iter()
        .filter_map(|words| Some((out.find(words)?, words)))
        .collect();
    // The first stands last on the screen, beside the way back.
    found.sort_by_key(|(place, words)| (*words != WHO, *place));
    let found: Vec<_> = found.into_iter().map(|(_, words)| words).collect();
    assert_eq!(found, expected, "{lines:?}: {out}");
}

#[track_caller]
fn brings(lines: &[&str], expected: &[&str]) {
    brings_in(&wide("start 2026-11-01"), lines, expected);
}

#[track_caller]
fn open(lines: &[&str], expected: &[&str]) {
    brings_in(&wide("start 2026-11-01 --no-end"), lines, expected);
}

#[test]
fn who_did_not_say_who_began_it_is_asked() {
    brings(&["text"], &[WHO]);
    brings(&["i text"], &[]);
    brings(&["text --by me"], &[]);
    brings(&["i texted them again"], &[]);
    brings(&["they call"], &[]);
    brings(&["lurk"], &[]);
    brings(&["text --necessary children"], &[WHO]);
    let world = wide("start 2026-11-01");
    assert!(world.ok("log text").contains(&format!("{AVOIDED}1 --necessary children\n")));
    assert!(!world.ok("log text --necessary work").contains(AVOIDED));
    assert!(!world.ok("edit 1 call").contains(WHO), "while correcting, it is known");
}

#[test]
fn turning_up_a_stop_or_the_third_attempt_of_7_days_can_frighten() {
    brings(&["i visit"], &[FRIGHTEN]);
    brings(&["them visit --reply brief"], &[OWED]);
    brings(&["i visit --necessary home"], &[]);
    let (first, second) = ("i text --at 2026-11-10 12:00", "i text --at 2026-11-11 12:00");
    brings(&[first, second], &[]);
    brings(&[first, second, "i text --at 2026-11-16 11:00"], &[FRIGHTEN]);
    brings(&[first, second, "i text --at 2026-11-17 13:00"], &[]);
    brings(
        &["i text --at 2026-11-10", "i text --at 2026-11-11", "i text --at 2026-11-16"],
        &[FRIGHTEN],
    );
    brings(&["i text --times 3"], &[FRIGHTEN]);
    brings(&[first, second, "lurk --at 2026-11-12"], &[]);
    brings(&[first, second, "i text --necessary work --at 2026-11-12"], &[]);
    let stop = "them text --stop --at 2026-11-05";
    brings(&[stop, "i text"], &[FRIGHTEN, ORDER]);
    // The frightened one who begs for peace is not told that they frighten.
    let afraid = "i text --times 9 --necessary safety";
    brings(&[&format!("{afraid} --why begging")], &[]);
    open(&[afraid], &[]);
    open(&["i visit --necessary safety --why apology"], &[]);
    brings(&[stop, "lurk --times 9 --necessary safety --why jealousy"], &[]);
}

#[test]
fn an_order_or_a_request_is_to_be_followed_exactly() {
    open(&["i text"], &[ORDER]);
    open(&["i text --necessary children"], &[ORDER]);
    open(&["i visit --necessary children"], &[ORDER]);
    open(&["i text --necessary safety"], &[]);
    open(&["them text"], &[]);
    open(&["chance meetup"], &[]);
    brings(&["i text --stop"], &[ORDER]);
    brings(&["i text --necessary children"], &[]);
    brings(&["them text --stop --at 2026-11-05", "i text --necessary children"], &[ORDER]);
}

#[test]
fn watching_can_be_stalking() {
    let days = |day: u32| format!("lurk --at 2026-11-{day:02}");
    brings(&[&days(10), &days(11)], &[]);
    brings(&[&days(10), &days(11), &days(16)], &[WATCHING]);
    brings(&[&days(10), &days(11), &days(17)], &[]);
    brings(&["lurk --times 3"], &[WATCHING]);
    open(&["lurk"], &[WATCHING]);
    brings(&["them text --stop --at 2026-11-05", "lurk"], &[WATCHING]);
    // Who is watched is not who watches.
    open(&["them social --times 9"], &[OWED]);
}

#[test]
fn who_is_sought_out_owes_no_answer() {
    brings(&["them visit"], &[OWED]);
    brings(&["them visit --necessary children"], &[]);
    brings(&["them visit --necessary safety"], &[OWED]);
    brings(&["chance visit"], &[]);
    let (first, second) = ("them text --at 2026-11-10", "them call --at 2026-11-11");
    brings(&[first, second], &[]);
    brings(&[first, second, "them text --at 2026-11-16"], &[OWED]);
    brings(&[first, second, "them text --at 2026-11-17"], &[]);
    brings(&[first, second, "them text --at 2026-11-16 --reply brief"], &[]);
    brings(&[first, "them call --reply brief --at 2026-11-11", "them text --at 2026-11-16"], &[]);
    brings(&["them text --times 3"], &[OWED]);
    brings(&["them text --times 3 --necessary children"], &[]);
    // Who was asked to stop is not the one who is sought out.
    brings(&["them text --times 3 --stop"], &[]);
    brings(&["them visit --stop"], &[]);
}

#[test]
fn who_reached_out_first_may_have_been_asked_to_stop() {
    let mine = "i text --at 2026-11-10";
    brings(&["them text --at 2026-11-16"], &[]);
    brings(&[mine, "them text --at 2026-11-16"], &[STOP]);
    brings(&[mine, "them text --at 2026-11-17"], &[]);
    brings(&[mine, "them text --stop --at 2026-11-16"], &[]);
    brings(&["i text --stop --at 2026-11-10", "them text --at 2026-11-16"], &[]);
    brings(&[mine, "chance meetup --at 2026-11-16"], &[]);
    brings(&[mine, "them text --necessary safety --at 2026-11-16"], &[]);
    brings(&["lurk --at 2026-11-10", "them text --at 2026-11-16"], &[]);
    // Whoever is sought out is not asked what they were told.
    brings(&[mine, "them visit --at 2026-11-16"], &[OWED]);
    brings(&[mine, "them text --times 2 --at 2026-11-16"], &[STOP]);
    brings(&[mine, "them text --times 3 --at 2026-11-16"], &[OWED]);
    brings(&[mine, "them visit --necessary children --at 2026-11-16"], &[STOP]);
    let out = wide("start 2026-11-01");
    out.ok("log text");
    assert!(out.ok("log them text").contains(&format!("{STOP}2 --stop\n")));
}

#[test]
fn at_most_two_stand_besides_the_first_and_in_the_order_of_the_table() {
    let mine = "i text --at 2026-11-16";
    let stop = "them text --stop --at 2026-11-05";
    open(&["visit"], &[WHO, FRIGHTEN, ORDER]);
    brings(&[stop, mine, "i visit"], &[FRIGHTEN, ORDER]);
}

#[test]
fn why_it_is_not_necessary_is_left_out_where_seven_lines_do_not_hold_it() {
    let mut world = wide("start 2026-11-01 --no-end");
    world.width = Some(60);
    let out = world.ok("log lurk --why explanation --necessary emergency");
    assert!(out.lines().count() <= 7 && !out.contains("With that purpose"), "{out}");
}

proptest! {
    #![proptest_config(random::config(400))]

    /// The reader may be at their worst, and on a phone.
    #[test]
    fn the_answer_has_at_most_seven_lines(
        journal in random::journal(20, 8),
        contact in random::contact(),
        width in 60..101_usize,
    ) {
        let mut world = World::new();
        world.write(nocontact::store::format::encode(&journal).unwrap());
        world.width = Some(width);
        let options = random::options(&contact, None);
        let out = world.ok(&format!("log {options}"));
        prop_assert!(out.lines().count() <= 7, "{}", out);
        for line in out.lines().filter(|line| !line.contains("nocontact ")) {
            prop_assert!(line.chars().count() <= width, "{}", out);
        }
    }
}
