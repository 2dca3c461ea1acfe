//! `goal`: what the window is for, in one's own life.

use super::prelude::*;
use crate::args::doubt::speaks_of_harm;
use crate::args::ids::{Id, id, text_of};
use crate::domain::{Goal, Kind};
use crate::terminal::wait::MIGHT_HURT;
use crate::view::style::date;

#[derive(Args)]
#[command(after_help = include_str!("../help/goal.txt"))]
pub(crate) struct GoalArgs {
    /// What you want to do with these days; left out, all goals are listed
    #[arg(value_name = "TEXT", conflicts_with = "done")]
    pub(crate) words: Vec<String>,
    /// Mark a goal as done: its number, or last
    #[arg(long, value_name = "ID", value_parser = id)]
    pub(crate) done: Option<Id>,
}

pub(crate) fn run(args: &GoalArgs, session: &mut Session) -> Result<()> {
    if let Some(id) = args.done {
        return finish(id, session);
    }
    if !args.words.is_empty() {
        let goal = Goal { text: text_of("goal", &args.words)?.into(), done: None };
        let outcome = session.record(session.clock.moment(), Body::Goal(goal))?;
        session.print(&entry::headline(&outcome.entry, &session.style))?;
        if speaks_of_harm(&args.words) {
            session.offer(MIGHT_HURT, "guide safety".into())?;
        }
        return session.offer_undo();
    }
    session.read(|journal, session| {
        let lines = entry::goals(journal, &session.style);
        if lines.is_empty() {
            let none = "No goal yet. What do you want to do with these days?";
            return session.offer_below(none, &["goal run twice a week".into()]);
        }
        session.print_lines(lines)
    })
}

/// Marks a goal as done today. If it was done before, it keeps that day.
fn finish(id: Id, session: &mut Session) -> Result<()> {
    let today = session.clock.today();
    let (goal, before) = session.store.update(|journal| {
        let id = id.of(journal, Some(Kind::Goal))?;
        let finished = journal.finish_goal(id, today).map_err(|found| match found {
            None => Failure::no_entry(id),
            Some(kind) => {
                Failure::other_kind(id, kind, ", not a goal").offer("to list the goals", "goal")
            }
        })?;
        Ok((finished.0.into_owned(), finished.1))
    })?;
    if let Some(day) = before {
        let already = format!("You already marked it done on {}.", date(day));
        return session.print_wrapped(&already);
    }
    session.print(&entry::headline(&goal, &session.style))?;
    session.offer_undo()
}
