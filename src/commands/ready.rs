//! `ready`: a look at oneself before any step: the facts, seven questions, an answer. Never odds.

use std::io::Write;

use anyhow::{Context, Result};
use clap::Args;

use super::{assessed, not_before_breakup, program, store, style, warn_if_behind};
use crate::domain::clock::Clock;
use crate::domain::entry::{Body, Reflection};
use crate::domain::journal::Journal;
use crate::domain::readiness::{Answers, QUESTIONS};
use crate::error::Failure;
use crate::host::Host;
use crate::terminal::question::{AGAIN, line, yes_or_no};
use crate::view;
use crate::view::ready::{QUESTION, Reflected};
use crate::view::style::moment;

#[derive(Args)]
#[command(after_help = help())]
pub(crate) struct ReadyArgs {
    /// Give all answers at once: seven letters, y or n, in the order of the questions
    #[arg(long, value_name = "LETTERS", value_parser = letters)]
    answers: Option<Answers>,
}

/// How often a question is asked, at most: whatever never answers is no person.
const TRIES: usize = 10;

fn help() -> String {
    let question = |(at, question)| format!("  {}. {question}\n", at + 1);
    let questions: String = QUESTION.iter().enumerate().map(question).collect();
    format!(
        "Examples:\n  nocontact ready\n  nocontact ready --answers yynyynn\n\nThe questions, in \
         order:\n{questions}\nThe answers are kept in the journal, and compared with the last \
         ones.\nTo see them again: nocontact history --kind reflection\nTo take them out: \
         nocontact remove ID"
    )
}

/// The answers, as they are written on the command line.
fn letters(text: &str) -> Result<Answers, String> {
    Answers::parse(text).ok_or_else(|| {
        "write seven letters, each y or n, as in yynyynn\n  the questions, in their order: \
         nocontact help ready"
            .to_owned()
    })
}

pub(crate) fn run(args: &ReadyArgs, host: &mut Host<'_>) -> Result<()> {
    let clock = host.clock()?;
    let facts = facts(host, &clock)?;
    let answers = if let Some(answers) = args.answers {
        answers
    } else {
        let told = host.out.write_all(facts.as_bytes()).and_then(|()| host.out.flush());
        told.context("cannot write the output, and so nothing was asked or kept")?;
        ask(host)?
    };
    let reflected = store(host)?.update(|journal| {
        check(journal, &clock)?;
        let body = Body::Reflection(Reflection { answers });
        let id = journal.record(clock.moment(), body).ok_or(Failure::NoIdLeft)?;
        Ok(Reflected {
            entry: journal.entry(id).ok_or(Failure::NoEntry(id))?.clone().into_owned(),
            ready: assessed(journal, id)?.ready.ok_or(Failure::NoEntry(id))?,
            last: journal.reflection_before(id),
            summary: journal.summary(&clock),
        })
    })?;
    if args.answers.is_some() {
        host.out.write_all(facts.as_bytes())?;
    }
    let style = style(host);
    let program = program(host);
    view::ready::write(&mut host.out, &reflected, &program, &style)?;
    Ok(())
}

/// What the journal has to say before anything is asked.
fn facts(host: &mut Host<'_>, clock: &Clock) -> Result<String> {
    let style = style(host);
    let loaded = store(host)?.require()?;
    let journal = loaded.journal()?;
    check(&journal, clock)?;
    warn_if_behind(&journal.rules, journal.newest(), host, clock);
    Ok(view::ready::facts(&journal.summary(clock), &journal.patterns(clock.today()), &style))
}

/// Refuses what was before the breakup, and where an entry ahead of the clock would decide: what is
/// recorded now comes before it, and would not know of it.
fn check(journal: &Journal<'_>, clock: &Clock) -> Result<(), Failure> {
    let at = clock.moment();
    not_before_breakup(at, journal.rules.breakup)?;
    match journal.newest() {
        Some(newest) if journal.blockers(at) != journal.summary(clock).blockers => {
            Err(Failure::ClockBehind { now: moment(at), newest: moment(newest) })
        }
        _ => Ok(()),
    }
}

/// Asks all seven.
fn ask(host: &mut Host<'_>) -> Result<Answers> {
    let mut answers = [false; QUESTIONS];
    for (at, answer) in answers.iter_mut().enumerate() {
        *answer = ask_one(at, host)?;
    }
    // The answer begins a part of its own.
    let _ = writeln!(host.err);
    Ok(Answers(answers))
}

/// Asks the question at a place, counted from 0, until it is answered with yes or no.
fn ask_one(at: usize, host: &mut Host<'_>) -> Result<bool> {
    let question = view::ready::question(at, &style(host));
    let unanswered = Failure::Unanswered(at + 1);
    for _ in 0..TRIES {
        let Some(answer) = line(&question, host)? else { break };
        if let Some(yes) = yes_or_no(&answer) {
            return Ok(yes);
        }
        // Where nobody reads it, the next question is not answered either.
        let _ = writeln!(host.err, "{AGAIN}");
    }
    Err(unanswered.into())
}
