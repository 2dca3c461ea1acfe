//! `plan`: if-then lines, made in a calm hour for a hard one.

use super::prelude::*;
use crate::args::doubt::speaks_of_harm;
use crate::args::ids::text_of;
use crate::domain::Plan;
use crate::terminal::wait::MIGHT_HURT;
use crate::view::advice;

#[derive(Args)]
#[command(after_help = include_str!("../help/plan.txt"))]
pub(crate) struct PlanArgs {
    /// If this happens, then I do that; left out, all lines are listed
    #[arg(value_name = "TEXT")]
    pub(crate) words: Vec<String>,
}

pub(crate) fn run(args: &PlanArgs, session: &mut Session) -> Result<()> {
    if !args.words.is_empty() {
        let plan = Plan { text: text_of("plan", &args.words)?.into() };
        let outcome = session.record(session.clock.moment(), Body::Plan(plan))?;
        session.print(&entry::headline(&outcome.entry, &session.style))?;
        if speaks_of_harm(&args.words) {
            session.offer(MIGHT_HURT, "guide safety".into())?;
        }
        let urge = advice::command(&"urge".into(), &session.caller);
        session.print(&format!("{urge} will show it."))?;
        return session.offer_undo();
    }
    session.read(|journal, session| {
        let lines = entry::listed(&entry::plans(journal), &session.style);
        if lines.is_empty() {
            let example = "plan if I want to text at night, then I call Sam";
            let none = "No plan yet. Write one in a calm moment, as an if and a then:";
            return session.offer_below(none, &[example.into()]);
        }
        session.print_lines(lines)
    })
}
