//! The commands: what the model makes of them, and how they are typed.

use std::collections::VecDeque;

use chrono::{DateTime, FixedOffset, NaiveDate};
use nocontact::domain::contact::{By, Channel, Contact};
use nocontact::domain::entry::{Body, Entry, Goal, Plan};
use nocontact::domain::moment::Moment;
use nocontact::domain::window::{Policy, Rules};

use super::Command;
use crate::model::Model;
use crate::random;

/// The model with what it needs to follow commands: its earlier states and a clock.
pub(super) struct Follower {
    pub(super) model: Model,
    pub(super) before: VecDeque<Model>,
    pub(super) now: DateTime<FixedOffset>,
}

impl Follower {
    /// Follows a command. Returns whether the program should succeed.
    pub(super) fn follow(&mut self, command: &Command) -> bool {
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
            Command::Goal { text } => {
                self.write(Body::Goal(Goal { text: text.into(), done: None }))
            }
            Command::Plan { text } => self.write(Body::Plan(Plan { text: text.into() })),
            Command::Done { nth } => self.finish(nth),
            Command::Rewrite { nth, text, open } => self.rewrite(nth, text, open),
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
        // An id that `undo` may bring back is not free.
        let models = self.before.iter().chain([&self.model]);
        let ids = models.flat_map(|model| &model.entries).map(|entry| entry.id);
        let id = ids.max().unwrap_or(0) + 1;
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
        let stop = given.stop.0 || contact.stop.0;
        if given.channel == Channel::Lurk && (given.by != By::Me || stop) {
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
        contact.stop.0 |= given.stop.0;
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
        // `--no-end` excludes a length, and a command line without any option is wrong.
        let wrong = policy == Some(Policy::Open) && days.is_some()
            || breakup.is_none() && policy.is_none() && days.is_none();
        let rules = self.model.rules;
        let rules = Rules {
            breakup: breakup.unwrap_or(rules.breakup),
            policy: policy.unwrap_or(rules.policy),
            days: days.unwrap_or(rules.days),
        };
        let late = self.model.entries.iter().any(|entry| entry.at.day() < rules.breakup);
        // A stop has no end.
        let ends = days.is_some() || policy.is_some_and(|policy| policy != Policy::Open);
        let stops = |entry: &Entry<'_>| entry.contact().is_some_and(|contact| contact.stop.0);
        let stopped = ends && self.model.entries.iter().any(stops);
        if !wrong && !late && !stopped {
            self.model.rules = rules;
        }
        !wrong && !late && !stopped
    }

    fn write(&mut self, body: Body<'static>) -> bool {
        self.add(Moment::Instant(self.now), body);
        true
    }

    fn finish(&mut self, nth: usize) -> bool {
        let today = self.now.date_naive();
        match self.model.entries.get_mut(nth).map(|entry| &mut entry.body) {
            Some(Body::Goal(goal)) => {
                goal.done = Some(goal.done.unwrap_or(today));
                true
            }
            _ => false,
        }
    }

    fn rewrite(&mut self, nth: usize, new: Option<&'static str>, open: bool) -> bool {
        let Some(entry) = self.model.entries.get_mut(nth) else {
            return false;
        };
        match &mut entry.body {
            Body::Goal(Goal { text, done }) => {
                *text = new.map_or(text.clone(), Into::into);
                *done = done.filter(|_| !open);
                new.is_some() || open
            }
            Body::Plan(Plan { text }) => {
                *text = new.map_or(text.clone(), Into::into);
                new.is_some() && !open
            }
            // For a contact, the first word must be a channel.
            Body::Contact(contact) if new == Some("call") && !open => {
                contact.channel = Channel::Call;
                true
            }
            _ => false,
        }
    }

    /// The command line.
    pub(super) fn line(&self, command: &Command) -> String {
        match command {
            Command::Log { contact, at } => format!("log {}", random::options(contact, *at)),
            Command::Edit { nth, given, at, clear } => {
                let clear = if *clear && given.why.is_none() { " --clear why" } else { "" };
                format!("edit {} {}{clear}", self.id(*nth), random::options(given, *at))
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
                format!("amend --yes{date}{policy}{days}")
            }
            Command::Goal { text } => format!("goal {text}"),
            Command::Plan { text } => format!("plan {text}"),
            Command::Done { nth } => format!("goal --done {}", self.id(*nth)),
            Command::Rewrite { nth, text, open } => {
                let open = if *open { " --clear done" } else { "" };
                format!("edit {} {}{open}", self.id(*nth), text.unwrap_or_default())
            }
            Command::Undo => "undo".to_owned(),
        }
    }

    /// The id of the nth entry, or an id that no entry has.
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
