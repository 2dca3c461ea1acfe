//! `ready`: a look at oneself before any step: facts, seven questions, an answer
//! (`manual/verdicts.md`). Never odds.

use super::prelude::*;
use crate::domain::readiness::{Blockers, QUESTIONS};
use crate::domain::{Answers, Clock, Readiness, Reflection};
use crate::session::{add_entry, not_before_breakup};
use crate::terminal::question::ask_yes_or_no;
use crate::view::sentences::{QUESTION, question};
use crate::view::style::moment;

#[derive(Args)]
#[command(after_help = help())]
pub(crate) struct ReadyArgs {
    /// Give all answers at once: seven letters, y or n, in the order of the questions
    #[arg(long, value_name = "LETTERS", value_parser = letters)]
    answers: Option<Answers>,
    /// Print the answer, its causes and the entry as JSON
    #[arg(long)]
    json: bool,
}

fn help() -> String {
    let question = |(at, question)| format!("  {}. {question}\n", at + 1);
    let questions: String = QUESTION.iter().enumerate().map(question).collect();
    include_str!("../help/ready.txt").replace("QUESTIONS\n", &questions)
}

/// The answers, as they are written on the command line.
fn letters(text: &str) -> Result<Answers, &'static str> {
    Answers::parse(text).ok_or("--answers takes seven letters, y or n, as in yynyynn")
}

pub(crate) fn run(args: &ReadyArgs, session: &mut Session) -> Result<()> {
    let facts = facts(session)?;
    let answers = if let Some(answers) = args.answers {
        answers
    } else {
        if !args.json {
            let printed = session.print_lines(facts.clone());
            let printed = printed.and_then(|()| Ok(session.host.out.flush()?));
            printed.context("cannot write the output, so nothing was asked or kept")?;
        }
        ask(session)?
    };
    let (outcome, (ready, last)) = session.change_entry(|journal| {
        let ready = Readiness { answers, blockers: blockers(journal, &session.clock)? };
        let reflection = Body::Reflection(Reflection { answers });
        let id = add_entry(journal, session.clock.moment(), reflection)?;
        Ok((id, (ready, journal.reflection_before(id))))
    })?;
    if args.json {
        return session.print_json(&view::json::EntryShape(&outcome.entry, &outcome.assessment));
    }
    if args.answers.is_some() {
        session.print_lines(facts)?;
    }
    let Outcome { entry, summary, .. } = outcome;
    let (caller, style) = (&session.caller, &session.style);
    session.print_lines(view::ready::lines(&entry, ready, last, &summary, caller, style))
}

/// What the journal shows before anything is asked.
fn facts(session: &mut Session) -> Result<Vec<String>> {
    session.read(|journal, session| {
        blockers(journal, &session.clock)?;
        let patterns = journal.patterns(session.clock.today());
        let summary = journal.summary(&session.clock);
        Ok(view::ready::facts(&summary, &patterns, &session.style))
    })
}

/// What speaks against a step now. Refuses a moment before the breakup. Also where an entry ahead of
/// the clock would change the answer: a reflection recorded now comes before that entry, and would
/// not reflect it.
fn blockers(journal: &Journal<'_>, clock: &Clock) -> Result<Blockers, Failure> {
    let at = not_before_breakup(clock.moment(), journal)?;
    let blockers = journal.blockers(at);
    match journal.newest() {
        Some(newest) if blockers != journal.summary(clock).blockers => {
            let (now, newest) = (moment(at), moment(newest));
            let why = format!("it is {now}, and the newest entry is from {newest}");
            let what = format!("cannot tell where you stand: {why}; nothing was recorded");
            Err(Failure::new(what)
                .offer("set the clock if it is wrong, or correct the entry", "history --last 1")
                .hint("otherwise ask again once that time has come"))
        }
        _ => Ok(blockers),
    }
}

/// Asks, on a terminal, whether the journal has every contact, since the answer goes by it. Then asks
/// all seven questions, each until the answer is yes or no.
fn ask(session: &mut Session) -> Result<Answers> {
    if session.host.is_attended() {
        let all = "Has there been contact that is not recorded here? [y/n]";
        let all = session.style.wrapped("", all) + " ";
        match ask_yes_or_no(&all, 10, false, session.host)? {
            Some(true) => {
                let what = "contact that is not recorded may change the answer; nothing was kept";
                return Err(Failure::new(what).offer("record it first", "log --many").into());
            }
            Some(false) => {}
            None => return Err(unanswered(0).into()),
        }
    }
    let mut answers = [false; QUESTIONS];
    for (at, answer) in answers.iter_mut().enumerate() {
        let question = question(at, &session.style);
        // Ten times at most, since a script may never answer.
        let given = ask_yes_or_no(&question, 10, false, session.host)?;
        *answer = given.ok_or_else(|| unanswered(at + 1))?;
    }
    // A blank line before the answer.
    let _ = writeln!(session.host.err);
    Ok(Answers(answers))
}

fn unanswered(number: usize) -> Failure {
    let which = if number == 0 { "the question".to_owned() } else { format!("question {number}") };
    Failure::new(format!("{which} was not answered; nothing was recorded"))
        .offer("to give all seven at once", "ready --answers LETTERS")
        .offer("what they stand for", "help ready")
}
