//! `start`: records the breakup and begins the window. Never overwrites.

use super::prelude::*;
use crate::args::dates::date;
use crate::args::rules::RulesArgs;
use crate::domain::moment::writable;
use crate::domain::window::DEFAULT_DAYS;
use crate::domain::{Policy, Rules};
use crate::terminal::contact::ask_many;
use crate::terminal::question::ask_yes_or_no;
use crate::view::{status, style as form};

#[derive(Args)]
#[command(after_help = include_str!("../help/start.txt"))]
pub(crate) struct StartArgs {
    /// The day it ended, such as yesterday, 10 days ago or 2026-11-01; today if left out
    #[arg(value_name = "DATE")]
    words: Vec<String>,
    /// The same as DATE
    #[arg(long, value_name = "DATE", num_args = 1..)]
    date: Vec<String>,
    #[command(flatten)]
    rules: RulesArgs,
}

pub(crate) fn run(args: &StartArgs, session: &mut Session) -> Result<()> {
    let today = session.clock.today();
    let rules = Rules {
        breakup: date(&args.words, &args.date, &session.clock)?.unwrap_or(today),
        policy: args.rules.policy().unwrap_or(Policy::Fixed),
        days: args.rules.days.unwrap_or(DEFAULT_DAYS),
    };
    let journal = Journal { identity: session.store.new_identity(), ..Journal::new(rules) };
    if let Some(there) = session.store.create(&journal)? {
        let since = there.journal()?.rules.breakup;
        return Err(Failure::new(format!("you already recorded a breakup on {since}"))
            .offer("for a fresh window", "restart")
            .offer("to correct the date or the rules", "amend")
            .offer("for a different breakup", CommandLine::alone("--file PATH start"))
            .into());
    }
    if let Some(backup) = session.store.left_behind() {
        let backup = shown(&backup.to_string_lossy()).into_owned();
        let earlier = format!("nocontact: {backup} holds an earlier journal");
        session.warn(&Advice::words(earlier), "");
        let next = "The next change replaces it. To keep it, copy it elsewhere first.";
        session.warn(&Advice::words(next), "  ");
    }
    let summary = journal.summary(&session.clock);
    let head = format!("Breakup: {}", form::date(rules.breakup));
    session.print(&session.style.bold(&head))?;
    session.print(&format!("Today is {}.", status::in_words(&summary)))?;
    if let Some(end) = summary.window.end().and_then(writable) {
        let ends = if summary.complete { "ended" } else { "ends" };
        session.print(&format!("The window {ends} {}.", form::date(end)))?;
    }
    if rules.policy == Policy::Strict {
        session.print("Strict: chasing or a slip inside the window begins it again.")?;
    }
    let path = shown(&session.store.path.to_string_lossy()).into_owned();
    session.print(&format!("Kept in {path}\n"))?;
    let (is_past, is_attended) = (rules.breakup < today, session.host.is_attended());
    if is_past && !is_attended {
        let log = CommandLine::on_journal("log text --at").word("yesterday 9pm");
        session.offer_below("If there was contact since then, add it with its date:", &[log])?;
    }
    session.offer_below("When everything in you wants to reach out:", &["urge".into()])?;
    let mut safety = vec!["guide safety".into()];
    if rules.policy != Policy::Open {
        safety.push("amend --no-end".into());
    }
    let in_danger = "If there was violence, a court order, or they asked for no contact:";
    session.offer_below(in_danger, &safety)?;
    session.host.out.flush()?;
    let question = "Has there been contact since then? [y/n] ";
    if is_past && is_attended && ask_yes_or_no(question, 3, true, session.host)? == Some(true) {
        return ask_many(session);
    }
    Ok(())
}
