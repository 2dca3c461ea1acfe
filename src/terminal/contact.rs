//! The questions of `log`, in plain lines (`manual/verdicts.md`). Each answer is saved before the next
//! question, and `undo` takes all of them back at once.
//!
//! An answer is read as the command line reads it: see `args`.

use anyhow::Result;

use super::question::answer_line;
use super::wait::MIGHT_HURT;
use crate::advice::Advice;
use crate::args::answer::{Answer, read};
use crate::args::doubt::speaks_of_harm;
use crate::args::input::ContactInput;
use crate::domain::{Body, By, Channel, Contact, Entry, Moment, Reply};
use crate::error::Failure;
use crate::session::{Session, not_before_breakup};
use crate::view::contact::{Question, explained, summed_up};
use crate::view::outcome::Outcome;
use crate::view::{self, entry, outcome};

/// The questions about one contact, in their order.
const QUESTIONS: [Question; 9] = {
    use Question::{How, Necessary, Note, Often, Reply, Stop, When, Who, Why};
    [Who, How, When, Often, Necessary, Why, Reply, Stop, Note]
};

/// A contact that is being asked about.
pub(crate) struct Asked {
    /// What is known of it; recorded with the first answer, unless it is recorded already.
    contact: Contact<'static>,
    at: Option<Moment>,
    /// What need not be asked.
    said: Vec<Question>,
    /// The entry whose change this one belongs to, if there is one.
    with: Option<u64>,
    /// It as it stands in the journal.
    outcome: Option<Outcome>,
}

/// What to do once a question was asked.
enum Turn {
    Next,
    Again,
    NothingSent,
    Ended,
}

/// How the questions about one contact ended.
pub(crate) enum End {
    Recorded(Box<Outcome>),
    /// Nothing was sent, so nothing is recorded.
    NothingSent,
    /// Nothing was said, so nothing is recorded.
    NothingSaid,
}

impl Asked {
    /// A contact of which something is known, to be recorded with the change of the entry `with`.
    pub(crate) fn new(input: ContactInput, with: Option<u64>) -> Result<Self, Failure> {
        let (at, said) = (input.at, said(&input));
        let mut contact = Contact::default();
        input.apply(&mut contact)?;
        Ok(Self { contact, at, said, with, outcome: None })
    }

    /// A contact that is recorded already.
    pub(crate) fn of(outcome: Outcome) -> Result<Self, Failure> {
        let mut asked = Self::new(ContactInput::default(), None)?;
        asked.contact = outcome.entry.contact().cloned().unwrap_or_default();
        asked.said.extend(outcome.by_said.then_some(Question::Who));
        asked.outcome = Some(outcome);
        Ok(asked)
    }

    /// Asks about one contact, and saves each answer.
    pub(crate) fn ask(mut self, session: &mut Session) -> Result<End> {
        if let Some(outcome) = &self.outcome {
            let recorded = format!("Recorded: {}", entry::headline(&outcome.entry, &session.style));
            session.warn(&Advice::words(recorded), "");
        }
        session.warn(&Advice::words(view::contact::HOW_TO_ANSWER), "");
        if !self.each(session)? {
            return Ok(End::NothingSent);
        }
        Ok(self.outcome.map_or(End::NothingSaid, |outcome| End::Recorded(outcome.into())))
    }

    /// Asks what is not said yet. Returns `false` if nothing was sent.
    fn each(&mut self, session: &mut Session) -> Result<bool> {
        for question in QUESTIONS {
            while self.is_open(question) {
                match self.turn(question, session)? {
                    Turn::Again => {}
                    Turn::Next => break,
                    Turn::NothingSent => return Ok(false),
                    Turn::Ended => return Ok(true),
                }
            }
        }
        Ok(true)
    }

    /// Asks a question once, and saves the answer.
    fn turn(&mut self, question: Question, session: &mut Session) -> Result<Turn> {
        let prompt = question.text(&self.contact, &session.style);
        let Some(typed) = answer_line(&prompt, session.host)? else { return Ok(Turn::Ended) };
        match typed.as_str() {
            "" if question == Question::Who && self.outcome.is_none() => {
                session.warn(&Advice::words("Nothing is recorded until you answer."), "");
                return Ok(Turn::Again);
            }
            "" => return Ok(Turn::Next),
            "?" => {
                let lines = explained(question).into_iter().map(Advice::words);
                lines.for_each(|line| session.warn(&line, "  "));
                return Ok(Turn::Again);
            }
            _ => {}
        }
        let said = match read(question, &typed, &session.clock) {
            Ok(Answer::Said(said)) => *said,
            Ok(Answer::LeftOut) => return Ok(Turn::Next),
            Ok(Answer::NothingSent) => return self.withdraw(session),
            Err(mistake) => return Ok(again(mistake, session)),
        };
        let is_known = self.said.contains(&Question::Who);
        if is_known && said.facts.by.is_some_and(|by| by != self.contact.by) {
            let what = "you said before that someone else reached out";
            return Ok(again(Failure::usage(what), session));
        }
        if let Some(at) = said.at
            && let Err(error) = session.check_not_before_breakup(at)
        {
            return Ok(again(error.downcast()?, session));
        }
        let Err(error) = self.save(said, session) else { return Ok(Turn::Next) };
        match error.downcast::<Failure>()? {
            mistake if mistake.code == 2 => Ok(again(mistake, session)),
            failure => Err(failure.into()),
        }
    }

    /// Whether a question is not answered yet, and makes sense: nobody answers a look, and who did not
    /// answer asked for nothing.
    fn is_open(&self, question: Question) -> bool {
        let is_look = self.contact.channel == Channel::Lurk;
        let silent = self.contact.by == By::Me && self.contact.reply == Some(Reply::None);
        let makes_sense = match question {
            Question::Who | Question::Reply => !is_look,
            Question::Stop => !is_look && !silent,
            _ => true,
        };
        makes_sense && !self.said.contains(&question)
    }

    /// Adds what was said to the entry, or records the entry with it.
    fn save(&mut self, mut input: ContactInput, session: &mut Session) -> Result<()> {
        if let (Some(before), Some(note)) = (&self.contact.note, &mut input.note) {
            *note = format!("{before} {note}");
        }
        let mut contact = self.contact.clone();
        input.clone().apply(&mut contact)?;
        let (with, at, now) = (self.with, input.at.or(self.at), session.clock.moment());
        let answered = said(&input);
        let recorded = self.outcome.as_ref().map(|it| (it.entry.id, it.entry.at));
        let all = contact.clone();
        let (outcome, ()) = session.change_entry(|journal| {
            let Some((id, at)) = recorded else {
                let at = not_before_breakup(at.unwrap_or(now), journal)?;
                let body = Body::Contact(all);
                let id = journal.record_with(with, at, body);
                return Ok((id.ok_or_else(Failure::no_id_left)?, ()));
            };
            let found = journal.entry(id).filter(|entry| entry.at == at);
            let mut entry = found.ok_or_else(|| Failure::changed_meanwhile(id))?.clone();
            let Body::Contact(contact) = &mut entry.body else {
                return Err(Failure::changed_meanwhile(id).into());
            };
            entry.at = not_before_breakup(input.at.unwrap_or(entry.at), journal)?;
            input.apply(contact)?;
            journal.complete(entry);
            Ok((id, ()))
        })?;
        self.said.extend(answered);
        let known = self.outcome.as_ref().is_some_and(|before| before.by_said);
        let by_said = known || self.said.contains(&Question::Who);
        (self.contact, self.at, self.outcome) = (contact, at, Some(Outcome { by_said, ..outcome }));
        Ok(())
    }

    /// Takes the entry out again, if it is recorded.
    fn withdraw(&mut self, session: &mut Session) -> Result<Turn> {
        if let Some(Outcome { entry: Entry { id, at, .. }, .. }) = self.outcome.take() {
            session.store.update(|journal| {
                if journal.entry(id).is_some_and(|it| it.at == at) {
                    journal.withdraw(id);
                }
                Ok(())
            })?;
        }
        Ok(Turn::NothingSent)
    }
}

/// Shows what came of the questions.
pub(crate) fn shown(end: End, session: &mut Session) -> Result<()> {
    match end {
        End::Recorded(outcome) => {
            session.print_lines(outcome::lines(&outcome, &session.caller, &session.style))?;
            let note = outcome.entry.body.note().unwrap_or_default();
            let note: Vec<_> = note.split_whitespace().collect();
            if speaks_of_harm(&note) {
                session.offer(MIGHT_HURT, "guide safety".into())
            } else {
                Ok(())
            }
        }
        End::NothingSent | End::NothingSaid => {
            session.print("Nothing is recorded.")?;
            session.offer("If you wanted to", "urge".into())
        }
    }
}

/// Says what is wrong with an answer, so that it is asked for again.
fn again(mistake: Failure, session: &mut Session) -> Turn {
    session.warn(&Advice::words(mistake.what), "");
    mistake.next.iter().for_each(|next| session.warn(next, "  "));
    Turn::Again
}

/// Asks for one contact after another, each recorded at once, until none is named.
pub(crate) fn ask_many(session: &mut Session) -> Result<()> {
    let mut recorded = Vec::new();
    let (mut first, mut last) = (None, None);
    session.store.require()?;
    let how = format!("One contact after another, in any order. {}", view::contact::HOW_TO_ANSWER);
    session.warn(&Advice::words(how), "");
    loop {
        let mut asked = Asked::new(ContactInput::default(), first)?;
        while let Turn::Again = asked.turn(Question::Next, session)? {}
        if asked.outcome.is_none() {
            break;
        }
        asked.each(session)?;
        let Some(outcome) = asked.outcome else {
            session.warn(&Advice::words("That one is not recorded."), "");
            continue;
        };
        let verdict = outcome.assessment.judgement.map(|judgement| judgement.verdict);
        recorded.extend(verdict.map(|verdict| (verdict, asked.contact.times)));
        let line = entry::lines(&[(&outcome.entry, outcome.assessment)], &session.style);
        session.print_lines(line)?;
        session.host.out.flush()?;
        first = first.or(Some(outcome.entry.id));
        last = Some(outcome);
    }
    let Some(last) = last else { return session.print("Nothing was recorded.") };
    session.print(&summed_up(&recorded, &last.summary, &session.style))?;
    session.offer_undo()
}

/// The questions that an input answers.
fn said(input: &ContactInput) -> Vec<Question> {
    let answers = [
        (Question::Who, input.facts.by.is_some()),
        (Question::How, input.facts.channel.is_some()),
        (Question::When, input.at.is_some()),
        (Question::Often, input.facts.times.is_some()),
        (Question::Stop, input.facts.stop),
        (Question::Note, input.note.is_some()),
    ];
    answers.into_iter().filter(|(_, is_said)| *is_said).map(|(question, _)| question).collect()
}
