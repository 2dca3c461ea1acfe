//! The four answers: what each says and offers, the first time and compared with the last.

use snapbox::{assert_data_eq, str};

use super::{CALM, OVER, lived, over, run, then};
use crate::world::World;

/// What `ready` prints below the entry that it recorded, but for the way to take it back.
#[track_caller]
fn answer(world: &World, line: &str) -> String {
    let outcome = run(world, line);
    assert_eq!((outcome.code, outcome.err.as_str()), (0, ""), "{outcome}");
    let (_, answer) = outcome.out.split_once("  reflection\n\n").unwrap();
    answer.strip_suffix("To undo this: nocontact undo\n").unwrap().to_owned()
}

#[test]
fn wait_with_every_fact_there_is() {
    let expected = str![[r#"
A look at yourself, for you alone. It stays in the journal on this machine. It
goes by your answers and by this, and cannot know what they feel or will do:

The window              day 41, after the window of 30 days
Without contact         13 days, longest 26; necessary contact: 2
Chasing, last 14 days   1, the last on Sun 29 Nov 2026
Urges by week           2, 0, 1, 0, 0, 1 (this week last)
Goals done              1 of 2

10  Sat 12 Dec 2026 21:05  reflection

Wait
  There was chasing in the last 14 days.
  There were fewer days without contact than the window has.

Next, turn to one of your own goals: nocontact goal
To undo this: nocontact undo

"#]];
    assert_data_eq!(run(&lived(), CALM).to_string(), expected);
}

#[test]
fn wait_while_the_window_runs() {
    let world = World::started();
    let running = answer(&world, CALM);
    let expected = "Wait\n  The window is still running.\n  There were fewer days without contact \
                    than the window has.\n\n";
    assert!(running.starts_with(expected), "{running}");
    world.ok("log text --times 2 --at 2026-11-19");
    let expected = str![[r#"
Wait
  The window is still running.
  There was chasing in the last 14 days.
  There were fewer days without contact than the window has.

Next, write down what the days are for: nocontact goal
Last time, Sun 22 Nov 2026: wait, by what is recorded now. Your answers are the
same.

"#]];
    assert_data_eq!(answer(&world, CALM), expected);
}

#[test]
fn not_yet_is_said_with_what_is_missing() {
    let world = over();
    let all = answer(&world, "ready --answers nnynnnn");
    assert_eq!(all.lines().filter(|line| line.starts_with("  ")).count(), 5, "{all}");
    let expected = str![[r#"
Not yet
  Their answer may be no, and a no would be too much right now.
  Contact would be mostly to stop the pain. A message cannot do that.
  It would be hard to stay calm if they were with someone else.

Next, read about using the time: nocontact guide yourself
Last time, Wed 2 Dec 2026: not yet, by what is recorded now. Changed: question 1
(yes), question 4 (yes).

"#]];
    assert_data_eq!(answer(&world, "ready --answers ynyynnn"), expected);
    let said = answer(&world, "ready --answers nynnynn");
    for missing in
        ["What ended it is not clear to you yet.", "You said that nothing is different yet."]
    {
        assert!(all.contains(missing) && said.contains(missing), "{said}");
    }
}

/// The whole of it is in `asked`.
#[test]
fn one_calm_step_at_most() {
    let mut world = over();
    run(&world, "ready --answers yyyyynn");
    world.at("2026-12-09T08:00:00+01:00");
    for last in [
        "Last time, Wed 2 Dec 2026: not yet, by what is recorded now. Changed: question 3\n(no).\n",
        "Last time, Wed 9 Dec 2026: one calm step, by what is recorded now. Your answers\nare the same.\n",
    ] {
        let said = answer(&world, CALM);
        assert!(said.starts_with("One calm step\n") && said.ends_with(last), "{said}");
    }
}

#[test]
fn do_not_after_a_yes_to_one_of_the_last_two() {
    let world = over();
    let first = answer(&world, "ready --answers yynyyyn");
    let asked = "Do not\n  They asked for no contact. That holds after the window, too.\n\nNext: ";
    assert!(first.starts_with(asked), "{first}");
    let expected = str![[r#"
Do not
  There was violence, threat or control. Reaching out is not safe.
  You said before that they asked for no contact. That still holds.

Next: nocontact guide safety
For a window with no end date:
  nocontact amend --no-end
Last time, Wed 2 Dec 2026: do not, by what is recorded now. Changed: question 6
(no), question 7 (yes).

"#]];
    assert_data_eq!(answer(&world, "ready --answers yynyyny"), expected);
}

#[test]
fn do_not_where_no_contact_has_no_end() {
    let world = then(&["start 2026-11-01 --no-end", "log text --at 2026-11-30"], OVER);
    let expected = "Do not\n  This window has no end date.\n  \
                    There was chasing in the last 14 days.\n\nNext: nocontact guide safety\n";
    assert_eq!(answer(&world, CALM), expected, "every cause, and no date that reads as leave");
    let all = answer(&world, "ready --answers nnynnyy");
    assert_eq!(all.lines().filter(|line| line.starts_with("  ")).count(), 9, "{all}");
    assert!(!all.contains("amend --no-end"), "it is open already: {all}");
}

#[test]
fn it_can_be_looked_at_again() {
    let world = over();
    run(&world, "ready --answers nyyynnn");
    world.ok("log text --times 2 --at 2026-12-02T20:00:00+01:00");
    let history = world.ok("history");
    assert!(history.ends_with("\n1  2026-12-02 21:05  reflection  wait\n"), "{history}");
    assert!(world.ok("show 1").contains("\n  Answer     wait\n             There was chasing "));
    world.ok("undo");
    let expected = str![[r#"
Entry 1: reflection
  When       Wed 2 Dec 2026 21:05 (+01:00)
  Day        31
  Answer     not-yet
             What ended it is not clear to you yet.
             Contact would be mostly to stop the pain. A message cannot do that.
             It would be hard to stay calm if they were with someone else.

  1. Do you understand what ended it? no
  2. Could you hear no, and be all right? yes
  3. Would contact be mostly to stop the pain? yes
  4. Is something different now, in you or your life? yes
  5. Would you stay calm if they were with someone else? no
  6. Have they asked for no contact, or does an order say so? no
  7. Was there violence, threat or control, from either of you? no

"#]];
    assert_data_eq!(run(&world, "show 1").to_string(), expected);
}

#[test]
fn one_step_is_taken_once() {
    let world = then(&["start 2026-08-01", "log text --at 2026-10-10"], OVER);
    let screen = answer(&world, CALM);
    assert!(screen.starts_with("The one step is taken\n  You reached out after"), "{screen}");
    assert!(screen.contains("A second step would be chasing."), "{screen}");
    assert!(
        !screen.contains("At most one step") && !screen.contains("One calm step\n"),
        "{screen}"
    );
    world.ok("edit 1 --reply brief");
    let screen = answer(&world, CALM);
    assert!(
        screen.starts_with("One calm step\n") && screen.contains("At most one step"),
        "{screen}"
    );
}

/// A date would be a day to wait for.
#[test]
fn no_day_is_named_on_which_it_would_be_time() {
    let slip = "log call --by them --reply conversation --at 2026-11-30";
    for lines in [
        &["start 2026-10-01", slip][..],
        &["start 2026-11-20"],
        &["start 2026-10-01", "log text --times 2 --at 2026-11-30"],
    ] {
        let screen = answer(&then(lines, OVER), CALM);
        assert!(screen.starts_with("Wait\n") && !screen.contains("202"), "{lines:?}: {screen}");
    }
}

#[test]
fn what_does_not_pass_is_not_forgotten() {
    let world = then(&["start 2026-10-01"], OVER);
    let violence = "You said before that there was violence, threat or control.";
    let asked = "You said before that they asked for no contact. That still holds.";
    world.ok("ready --answers yynyyyy");
    for _ in 0..2 {
        let screen = answer(&world, CALM);
        assert!(screen.starts_with("Do not\n"), "{screen}");
        assert!(screen.contains(violence) && screen.contains(asked), "{screen}");
        assert!(
            !screen.contains("history") && !screen.contains("remove"),
            "no way round it: {screen}"
        );
    }
}

#[test]
fn a_step_without_an_answer_is_said_under_wait_too() {
    let lines = ["start 2026-10-01", "log text --at 2026-11-28"];
    let world = then(&lines, OVER);
    let expected = str![[r#"
Wait
  There were fewer days without contact than the window has.
  You reached out after the window, and there is no answer yet.
  A second step would be chasing. Their silence is an answer, too.

Next, write down what the days are for: nocontact goal

"#]];
    assert_data_eq!(answer(&world, CALM), expected);
    world.ok("edit 1 --reply brief");
    let answered = answer(&world, CALM);
    assert!(answered.starts_with("Wait\n") && !answered.contains("second step"), "{answered}");
    world.ok("edit 1 --clear reply");
    let none = answer(&world, "ready --answers yynyyny");
    assert!(none.starts_with("Do not\n") && !none.contains("second step"), "{none}");
}

#[test]
fn a_stop_is_a_cause_and_needs_no_other_rule() {
    let stop = "log text --by them --stop --at 2026-10-05";
    let world = then(&["start 2026-10-01", stop], OVER);
    let expected = str![[r#"
Do not
  You recorded that they asked for no contact.
  This window has no end date.

Next: nocontact guide safety

"#]];
    assert_data_eq!(answer(&world, CALM), expected);
}
