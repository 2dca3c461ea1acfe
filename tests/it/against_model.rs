//! The program against the plain model: random journals, and random sequences of commands.

mod follower;

use std::collections::VecDeque;

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};
use nocontact::domain::clock::Zone;
use nocontact::domain::contact::Contact;
use nocontact::domain::moment::Moment;
use nocontact::domain::window::{Policy, Rules};
use nocontact::store::format;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;

use self::follower::Follower;
use crate::model::{self, Model};
use crate::random;
use crate::world::World;

/// Checks that the program says what the model says, about every entry and the whole.
fn compare(world: &World, model: &Model) -> Result<(), TestCaseError> {
    let history = world.json("history --json");
    let printed: Vec<Value> = history.as_array().unwrap().iter().map(model::shape).collect();
    let expected: Vec<Value> = model.assessed().iter().map(model::NoteInput::shape).collect();
    prop_assert_eq!(printed, expected, "{}", history);
    prop_assert_eq!(world.json("status --json"), model.status(world.now), "{}", history);
    Ok(())
}

proptest! {
    #![proptest_config(random::config(800))]

    #[test]
    fn what_is_said_of_any_journal_is_what_the_model_says(
        journal in random::journal(20, 14),
        today in -2..25_i64,
    ) {
        let mut world = World::new();
        world.now = DateTime::parse_from_rfc3339("2026-11-01T12:00:00+01:00").unwrap()
            + TimeDelta::days(today);
        world.write(format::encode(&journal).unwrap());
        compare(&world, &Model { rules: journal.rules, entries: journal.entries })?;
    }
}

/// A command, the time that passes before it, and the time zone in which it is typed.
#[derive(Clone, Debug)]
struct Step {
    minutes: u32,
    offset: FixedOffset,
    command: Command,
}

fn step() -> impl Strategy<Value = Step> {
    // Mostly at home; otherwise east, west, and where the offset is not a whole number of hours.
    let offset = prop_oneof![6 => Just(60), 1 => Just(540), 1 => Just(-480), 1 => Just(345)];
    (0..2400_u32, offset, command()).prop_map(|(minutes, offset, command)| {
        let offset = FixedOffset::east_opt(offset * 60).unwrap();
        Step { minutes, offset, command }
    })
}

#[derive(Clone, Debug)]
enum Command {
    Log {
        contact: Contact<'static>,
        at: Option<Moment>,
    },
    Edit {
        nth: usize,
        given: Contact<'static>,
        at: Option<Moment>,
        clear: bool,
    },
    Remove {
        nth: usize,
    },
    Restart {
        at: Option<NaiveDate>,
    },
    Amend {
        breakup: Option<NaiveDate>,
        policy: Option<Policy>,
        days: Option<u32>,
    },
    Goal {
        text: &'static str,
    },
    Done {
        nth: usize,
    },
    Plan {
        text: &'static str,
    },
    /// Another text, and perhaps `--clear done`.
    Rewrite {
        nth: usize,
        text: Option<&'static str>,
        open: bool,
    },
    Undo,
}

fn command() -> impl Strategy<Value = Command> {
    let at = || weighted(0.6, random::moment(22));
    let date = || random::moment(22).prop_map(Moment::day);
    prop_oneof![
        8 => (random::contact(), at()).prop_map(|(contact, at)| Command::Log { contact, at }),
        2 => (0..8_usize, random::contact(), at(), any::<bool>())
            .prop_map(|(nth, given, at, clear)| Command::Edit { nth, given, at, clear }),
        1 => (0..8_usize).prop_map(|nth| Command::Remove { nth }),
        1 => weighted(0.5, date()).prop_map(|at| Command::Restart { at }),
        1 => (
            weighted(0.4, (0..4_u64).prop_map(|days| random::breakup() - chrono::Days::new(days))),
            weighted(0.5, random::variant::<Policy>()),
            weighted(0.4, 1..9_u32),
        )
            .prop_map(|(breakup, policy, days)| Command::Amend { breakup, policy, days }),
        1 => select(vec!["run", "call Sam"]).prop_map(|text| Command::Goal { text }),
        1 => (0..8_usize).prop_map(|nth| Command::Done { nth }),
        1 => select(vec!["if late, then sleep", "text nobody"])
            .prop_map(|text| Command::Plan { text }),
        1 => (0..8_usize, weighted(0.7, select(vec!["walk", "call"])), any::<bool>())
            .prop_map(|(nth, text, open)| Command::Rewrite { nth, text, open }),
        3 => Just(Command::Undo),
    ]
}

proptest! {
    #![proptest_config(random::config(200))]

    #[test]
    fn any_sequence_of_commands_ends_where_the_model_ends(
        rules in random::rules(),
        steps in prop::collection::vec(step(), 1..25),
    ) {
        let mut world = World::new();
        let policy = match rules.policy {
            Policy::Fixed => format!("--days {}", rules.days),
            Policy::Strict => format!("--strict --days {}", rules.days),
            Policy::Open => "--no-end".to_owned(),
        };
        world.now = DateTime::parse_from_rfc3339("2026-11-02T08:00:00+01:00").unwrap();
        world.ok(&format!("start 2026-11-01 {policy}"));
        // With `--no-end` there is no `--days`, and the program remembers the usual length.
        let days = if rules.policy == Policy::Open { 30 } else { rules.days };
        let model = Model { rules: Rules { days, ..rules }, entries: Vec::new() };
        let mut follower = Follower { model, before: VecDeque::new(), now: world.now };
        for Step { minutes, offset, command } in steps {
            world.now += TimeDelta::minutes(i64::from(minutes));
            world.now = world.now.with_timezone(&offset);
            world.zone = Zone::Fixed(offset);
            follower.now = world.now;
            let line = follower.line(&command);
            let outcome = world.run(&line);
            let before = follower.model.clone();
            let done = follower.follow(&command);
            if !done {
                follower.model = before;
            }
            prop_assert_eq!(outcome.code == 0, done, "{}: {}", line, outcome);
            compare(&world, &follower.model)?;
        }
    }
}
