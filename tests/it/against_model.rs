//! The program against the plain model: random journals read, and random sequences of commands.

use std::collections::VecDeque;

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};
use clap::ValueEnum;
use nocontact::domain::contact::{By, Channel, Contact};
use nocontact::domain::entry::{Body, Entry};
use nocontact::domain::when::{Moment, Zone};
use nocontact::domain::window::{Policy, Rules};
use nocontact::store::format;
use proptest::option::weighted;
use proptest::prelude::*;
use serde::Serialize;
use serde_json::{Value, json};

use crate::model::{self, Model};
use crate::random;
use crate::world::World;

/// Whether the program says what the model says, of every entry and of the whole.
fn compare(world: &World, model: &Model) -> Result<(), TestCaseError> {
    let history = world.json("history --json");
    let printed: Vec<Value> = history.as_array().unwrap().iter().map(model::shape).collect();
    let expected: Vec<Value> = model.told().iter().map(model::Said::shape).collect();
    prop_assert_eq!(printed, expected, "{}", history);
    prop_assert_eq!(world.json("status --json"), model.status(world.now), "{}", history);
    Ok(())
}

proptest! {
    #![proptest_config(random::config(1500))]

    #[test]
    fn what_is_said_of_any_journal_is_what_the_model_says(
        journal in random::journal(14, 14),
        today in -2..20_i64,
    ) {
        let mut world = World::new();
        world.now = DateTime::parse_from_rfc3339("2026-11-01T12:00:00+01:00").unwrap()
            + TimeDelta::days(today);
        world.write(format::encode(&journal).unwrap());
        compare(&world, &Model { rules: journal.rules, entries: journal.entries })?;
    }
}

/// A command, how much time passes before it, and where in the world it is typed.
#[derive(Clone, Debug)]
struct Step {
    minutes: u32,
    offset: FixedOffset,
    command: Command,
}

fn step() -> impl Strategy<Value = Step> {
    // Mostly at home; else east, west, and where hours are not whole.
    let offset = prop_oneof![6 => Just(60), 1 => Just(540), 1 => Just(-480), 1 => Just(345)];
    (0..2400_u32, offset, command()).prop_map(|(minutes, offset, command)| {
        let offset = FixedOffset::east_opt(offset * 60).unwrap();
        Step { minutes, offset, command }
    })
}

#[derive(Clone, Debug)]
enum Command {
    Log { contact: Contact<'static>, at: Option<Moment> },
    Edit { nth: usize, given: Contact<'static>, at: Option<Moment>, clear: bool },
    Remove { nth: usize },
    Restart { at: Option<NaiveDate> },
    Amend { breakup: Option<NaiveDate>, policy: Option<Policy>, days: Option<u32> },
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
        3 => Just(Command::Undo),
    ]
}

/// The model with what it takes to follow commands: the states before, and a clock.
struct Follower {
    model: Model,
    before: VecDeque<Model>,
    now: DateTime<FixedOffset>,
}

impl Follower {
    /// Whether the command is done; the model is as after it.
    fn follow(&mut self, command: &Command) -> bool {
        let was = self.model.clone();
        let done = match command.clone() {
            Command::Log { contact, at } => self.log(contact, at),
            Command::Edit { nth, given, at, clear } => self.edit(nth, &given, at, clear),
            Command::Remove { nth } => {
                nth < self.model.entries.len() && {
                    self.model.entries.remove(nth);
                    true
                }
            }
            Command::Restart { at } => self.restart(at),
            Command::Amend { breakup, policy, days } => self.amend(breakup, policy, days),
            Command::Undo => {
                return self.before.pop_back().map(|was| self.model = was).is_some();
            }
        };
        if done && !is_same(&was, &self.model) {
            self.before.push_back(was);
            if self.before.len() > 10 {
                self.before.pop_front();
            }
        }
        done
    }

    fn is_allowed(&self, at: Moment) -> bool {
        let past = match at {
            Moment::Day(day) => day <= self.now.date_naive(),
            Moment::Instant(instant) => instant <= self.now,
        };
        past && at.day() >= self.model.rules.breakup
    }

    fn add(&mut self, at: Moment, body: Body<'static>) {
        let id = self.model.entries.iter().map(|entry| entry.id).max().unwrap_or(0) + 1;
        self.model.entries.push(Entry::new(id, at, body));
    }

    fn log(&mut self, contact: Contact<'static>, at: Option<Moment>) -> bool {
        let at = at.unwrap_or(Moment::Instant(self.now));
        let allowed = self.is_allowed(at);
        if allowed {
            self.add(at, Body::Contact(contact));
        }
        allowed
    }

    fn edit(
        &mut self,
        nth: usize,
        given: &Contact<'static>,
        at: Option<Moment>,
        clear: bool,
    ) -> bool {
        let rules = self.model.rules;
        if at.is_some_and(|at| !self.is_allowed(at)) {
            return false;
        }
        let Some(entry) = self.model.entries.get_mut(nth) else {
            return false;
        };
        let Body::Contact(contact) = &mut entry.body else {
            return false;
        };
        if given.channel == Channel::Lurk && given.by != By::Me {
            return false;
        }
        if clear && given.why.is_none() {
            contact.why = None;
        }
        contact.by = given.by;
        contact.channel = given.channel;
        contact.times = given.times;
        contact.why = given.why.or(contact.why);
        contact.reply = given.reply.or(contact.reply);
        contact.necessary = given.necessary.or(contact.necessary);
        entry.at = at.unwrap_or(entry.at);
        entry.at.day() >= rules.breakup
    }

    fn restart(&mut self, at: Option<NaiveDate>) -> bool {
        let status = self.model.status(self.now);
        let first: NaiveDate = status["window"]["starts_on"].as_str().unwrap().parse().unwrap();
        let at = at.map_or(Moment::Instant(self.now), Moment::Day);
        let allowed = self.is_allowed(at) && at.day() >= first;
        if allowed {
            self.add(at, Body::Restart);
        }
        allowed
    }

    fn amend(
        &mut self,
        breakup: Option<NaiveDate>,
        policy: Option<Policy>,
        days: Option<u32>,
    ) -> bool {
        // `--no-end` goes with no length, and a command line that says nothing is wrong.
        let wrong = policy == Some(Policy::Open) && days.is_some()
            || breakup.is_none() && policy.is_none() && days.is_none();
        let rules = self.model.rules;
        let rules = Rules {
            breakup: breakup.unwrap_or(rules.breakup),
            policy: policy.unwrap_or(rules.policy),
            days: days.unwrap_or(rules.days),
        };
        let late = self.model.entries.iter().any(|entry| entry.at.day() < rules.breakup);
        if !wrong && !late {
            self.model.rules = rules;
        }
        !wrong && !late
    }

    /// The command as it is typed.
    fn line(&self, command: &Command) -> String {
        match command {
            Command::Log { contact, at } => format!("log {}", options(contact, *at)),
            Command::Edit { nth, given, at, clear } => {
                let clear = if *clear && given.why.is_none() { " --clear why" } else { "" };
                format!("edit {} {}{clear}", self.id(*nth), options(given, *at))
            }
            Command::Remove { nth } => format!("remove --yes {}", self.id(*nth)),
            Command::Restart { at } => {
                format!("restart {}", at.map_or_else(String::new, |at| at.to_string()))
            }
            Command::Amend { breakup, policy, days } => {
                let date = breakup.map_or_else(String::new, |date| format!(" --date {date}"));
                let days = days.map_or_else(String::new, |days| format!(" --days {days}"));
                let policy = match policy {
                    Some(Policy::Fixed) => " --fixed",
                    Some(Policy::Strict) => " --strict",
                    Some(Policy::Open) => " --no-end",
                    None => "",
                };
                format!("amend{date}{policy}{days}")
            }
            Command::Undo => "undo".to_owned(),
        }
    }

    /// The id of the entry at a place, or one that no entry has.
    fn id(&self, nth: usize) -> u64 {
        self.model.entries.get(nth).map_or(999, |entry| entry.id)
    }
}

fn is_same(one: &Model, other: &Model) -> bool {
    let plain = |model: &Model| {
        let entries = model.entries.iter();
        entries.map(|entry| (entry.id, entry.at, entry.body.clone())).collect::<Vec<_>>()
    };
    one.rules == other.rules && plain(one) == plain(other)
}

fn options(contact: &Contact<'_>, at: Option<Moment>) -> String {
    fn option<T: Serialize>(name: &str, value: Option<T>) -> String {
        value.map_or_else(String::new, |value| {
            format!(" --{name} {}", json!(value).as_str().unwrap())
        })
    }
    let channel = contact.channel.to_possible_value().unwrap();
    let at = at.map_or_else(String::new, |at| format!(" --at {at}"));
    [
        channel.get_name().to_owned(),
        option("by", Some(contact.by)),
        option("why", contact.why),
        option("reply", contact.reply),
        option("necessary", contact.necessary),
        format!(" --times {}", contact.times),
        at,
    ]
    .concat()
}

proptest! {
    #![proptest_config(random::config(1000))]

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
        // Without `--days`, the length that is remembered is the usual one.
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
