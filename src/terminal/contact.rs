//! The questions of `log`, in plain lines (`manual/verdicts.md`). Each answer is saved before the next
//! question, and `undo` takes all of them back at once.
//!
//! An answer is read as the command line reads it: see `args`.

use anyhow::Result;
use clap::ValueEnum;

use super::question::{answer_line, ask_yes_or_no, yes_or_no};
use crate::advice::{Advice, CommandLine};
use crate::args::contact::{ContactInput, times};
use crate::args::words::{self, Known};
use crate::domain::text::{self, quoted};
use crate::domain::{Body, By, Channel, Clock, Contact, Moment, Reply, Verdict, date_phrase, word};
use crate::error::{Failure, FailureKind};
use crate::session::{Session, add_entry, not_before_breakup};
use crate::view::contact::{Question, explained, summed_up};
use crate::view::outcome::Outcome;
use crate::view::{self, entry, outcome};

/// The questions about one contact, in their order.
const ONE: [Question; 8] = [
    Question::Who,
    Question::How,
    Question::When,
    Question::Often,
    Question::Necessary,
    Question::Why,
    Question::Reply,
    Question::Note,
];

/// Those about each of many, once it is known when it was.
const EACH: [Question; 7] = [
    Question::How,
    Question::Who,
    Question::Often,
    Question::Necessary,
    Question::Why,
    Question::Reply,
    Question::Note,
];

/// What an answer says.
enum Answer {
    Said(Box<ContactInput>),
    LeftOut,
    NothingSent,
}

/// A contact that is being asked about.
pub(crate) struct Asked {
    /// What was said so far; recorded with the first answer, unless it is recorded already.
    pub(crate) input: ContactInput,
    /// The entry whose change this one belongs to, if there is one.
    pub(crate) with: Option<u64>,
    /// It as it stands in the journal.
    pub(crate) outcome: Option<Outcome>,
}

/// How the questions about one contact ended.
pub(crate) enum End {
    /// It is recorded.
    Recorded(Box<Outcome>),
    /// Nothing was sent, so nothing is recorded.
    NothingSent,
    /// Nothing was said, so nothing is recorded.
    NothingSaid,
}

impl Asked {
    /// A contact by you, just now, that is recorded at once, with the change of the entry `with`.
    pub(crate) fn recorded(with: Option<u64>, session: &mut Session) -> Result<Self> {
        let mut asked = Self { input: ContactInput::default(), with, outcome: None };
        asked.save(ContactInput::default(), session)?;
        Ok(asked)
    }

    /// Asks about one contact, and saves each answer.
    pub(crate) fn ask(mut self, session: &mut Session) -> Result<End> {
        if let Some(outcome) = &self.outcome {
            let recorded = format!("Recorded: {}", entry::headline(&outcome.entry, &session.style));
            session.warn(&Advice::words(recorded), "");
        }
        session.warn(&Advice::words(view::contact::HOW_TO_ANSWER), "");
        match self.each(&ONE, session)? {
            false => Ok(End::NothingSent),
            true => {
                Ok(self.outcome.map_or(End::NothingSaid, |outcome| End::Recorded(outcome.into())))
            }
        }
    }

    /// Asks what is not said yet. Returns `false` if nothing was sent.
    fn each(&mut self, questions: &[Question], session: &mut Session) -> Result<bool> {
        for question in questions {
            if !self.is_open(*question) {
                continue;
            }
            loop {
                let contact = self.contact();
                let prompt = question.text(&contact, &session.style);
                let Some(typed) = answer_line(&prompt, session.host)? else { return Ok(true) };
                let said = match &*typed {
                    "" if *question == Question::Who && self.outcome.is_none() => {
                        session.warn(&Advice::words(view::contact::NOT_WITHOUT), "");
                        continue;
                    }
                    "" => Ok(Answer::LeftOut),
                    "?" => {
                        explained(*question, &session.style).iter().for_each(|line| {
                            session.warn(&Advice::words(line.as_str()), "");
                        });
                        continue;
                    }
                    typed => read(*question, typed, &session.clock),
                };
                match said {
                    Ok(Answer::LeftOut) => break,
                    Ok(Answer::NothingSent) => {
                        self.withdraw(session)?;
                        return Ok(false);
                    }
                    Ok(Answer::Said(said)) => {
                        if let Err(error) =
                            said.at.map_or(Ok(()), |at| session.check_not_before_breakup(at))
                        {
                            again(error, true, session)?;
                            continue;
                        }
                        match self.save(*said, session) {
                            Ok(()) => break,
                            Err(error) => again(error, false, session)?,
                        }
                    }
                    Err(mistake) => again(mistake.into(), true, session)?,
                }
            }
        }
        Ok(true)
    }

    /// Whether a question is not answered yet by what was said before, and makes sense.
    fn is_open(&self, question: Question) -> bool {
        let contact = self.contact();
        let input = &self.input;
        match question {
            Question::Who => input.by.is_none() && contact.channel != Channel::Lurk,
            Question::How => input.channel.is_none(),
            Question::When => input.at.is_none(),
            Question::Often => input.times.is_none(),
            Question::Necessary | Question::Why => true,
            Question::Reply => contact.channel != Channel::Lurk,
            Question::Note => input.note.is_none(),
        }
    }

    /// The contact as far as it is known.
    fn contact(&self) -> Contact<'static> {
        let mut contact = Contact::default();
        // What was said before was saved before, so it goes together.
        let _ = self.input.clone().apply(&mut contact);
        contact
    }

    /// Adds what was said to the entry, or records the entry with it.
    fn save(&mut self, mut said: ContactInput, session: &mut Session) -> Result<()> {
        let all = self.input.clone().with(said.clone());
        said.note = said.note.and(all.note.clone());
        let now = session.clock.moment();
        let mut contact = Contact::default();
        all.clone().apply(&mut contact)?;
        let (with, recorded) =
            (self.with, self.outcome.as_ref().map(|it| (it.entry.id, it.entry.at)));
        let (outcome, ()) = session.change_entry(|journal| {
            let Some((id, at)) = recorded else {
                let at = all.at.unwrap_or(now);
                not_before_breakup(at, journal.rules.breakup)?;
                let body = Body::Contact(contact);
                let id = match with {
                    Some(first) => journal.record_with(first, at, body),
                    None => Some(add_entry(journal, at, body)?),
                };
                return Ok((id.ok_or_else(Failure::no_id_left)?, ()));
            };
            let found = journal.entry(id).filter(|entry| entry.at == at);
            let mut entry = found.ok_or_else(|| Failure::changed_meanwhile(id))?.clone();
            let Body::Contact(contact) = &mut entry.body else {
                return Err(Failure::changed_meanwhile(id).into());
            };
            entry.at = said.at.unwrap_or(entry.at);
            not_before_breakup(entry.at, journal.rules.breakup)?;
            said.apply(contact)?;
            journal.complete(entry);
            Ok((id, ()))
        })?;
        self.input = all;
        self.outcome = Some(outcome);
        Ok(())
    }

    /// Takes the entry out again, if it is recorded.
    fn withdraw(&mut self, session: &mut Session) -> Result<()> {
        let Some(outcome) = self.outcome.take() else { return Ok(()) };
        session.store.update(|journal| {
            let is_there =
                journal.entry(outcome.entry.id).is_some_and(|it| it.at == outcome.entry.at);
            if is_there {
                journal.withdraw(outcome.entry.id);
            }
            Ok(())
        })
    }
}

/// Shows what came of the questions.
pub(crate) fn shown(end: End, session: &mut Session) -> Result<()> {
    match end {
        End::Recorded(outcome) => {
            session.print_lines(outcome::lines(&outcome, &session.caller, &session.style))
        }
        End::NothingSent | End::NothingSaid => {
            session.print("Nothing is recorded.")?;
            session.offer("If you wanted to", CommandLine::on_journal("urge"))
        }
    }
}

/// Says what is wrong with an answer, so that it is asked for again. Any other error ends the run;
/// what was said before it stays.
fn again(error: anyhow::Error, is_answer: bool, session: &mut Session) -> Result<()> {
    match error.downcast::<Failure>() {
        Ok(mistake) if is_answer || mistake.kind == FailureKind::Usage => {
            session.warn(&Advice::words(mistake.what), "");
            mistake.next.iter().for_each(|next| session.warn(next, "  "));
            Ok(())
        }
        Ok(failure) => Err(failure.into()),
        Err(error) => Err(error),
    }
}

/// What an answer says.
fn read(question: Question, typed: &str, clock: &Clock) -> Result<Answer, Failure> {
    let words: Vec<String> = typed.split_whitespace().map(str::to_owned).collect();
    let mut said = ContactInput::default();
    match question {
        Question::Who => match choice::<By>(typed) {
            _ if ["n", "no", "none", "nobody", "nothing"].contains(&&*typed.to_lowercase()) => {
                return Ok(Answer::NothingSent);
            }
            Ok(by) => said.by = Some(by),
            Err(mistake) => said.by = Some(words::whom(&words).ok_or(mistake)?),
        },
        Question::How => {
            let known = Known { by: true, at: true, times: true };
            match (choice(typed), words::read(&words, known, clock)) {
                (Ok(channel), _) => said.channel = Some(channel),
                (Err(_), Ok(heard)) => {
                    (said.by, said.channel, said.times) = (heard.by, heard.channel, heard.times);
                    said.note = Some(words[heard.taken..].join(" ")).filter(|it| !it.is_empty());
                }
                (Err(mistake), Err(_)) => return Err(mistake),
            }
        }
        Question::When => said.at = Some(date_phrase::read(typed, clock)?),
        Question::Often => {
            let often = words::often(&words).map_or_else(|| typed.to_owned(), |it| it.to_string());
            said.times = Some(times(&often).map_err(Failure::usage)?);
        }
        Question::Necessary if yes_or_no(typed.as_bytes()) == Some(false) => {
            return Ok(Answer::LeftOut);
        }
        Question::Necessary => said.necessary = Some(choice(typed)?),
        Question::Why => said.why = Some(choice(typed)?),
        Question::Reply if yes_or_no(typed.as_bytes()) == Some(false) => {
            said.reply = Some(Reply::None);
        }
        Question::Reply => said.reply = Some(choice(typed)?),
        Question::Note => {
            text::check(typed)?;
            said.note = Some(typed.to_owned());
        }
    }
    Ok(Answer::Said(said.into()))
}

/// The value that a word names, in full or by its beginning.
fn choice<T: ValueEnum + Copy>(typed: &str) -> Result<T, Failure> {
    if let Ok(value) = T::from_str(typed, true) {
        return Ok(value);
    }
    let names = || T::value_variants().iter().map(|value| word(*value));
    let typed = typed.to_lowercase();
    let begun: Vec<_> =
        T::value_variants().iter().filter(|it| word(**it).starts_with(&typed)).collect();
    match begun[..] {
        [one] => Ok(*one),
        [] => {
            let names: Vec<_> = names().collect();
            Err(Failure::usage(format!(
                "\"{}\" is none of these: {}",
                quoted(&typed),
                names.join(", ")
            )))
        }
        _ => {
            let names: Vec<_> = begun.into_iter().map(|it| word(*it)).collect();
            Err(Failure::usage(format!("\"{}\" may be {}", quoted(&typed), names.join(" or "))))
        }
    }
}

/// Asks for one contact after another, each recorded at once, until none is named.
pub(crate) fn ask_many(session: &mut Session) -> Result<()> {
    let mut recorded: Vec<Option<Verdict>> = Vec::new();
    let (mut first, mut last) = (None, None);
    session.store.require()?;
    session.warn(&Advice::words(view::contact::HOW_TO_ANSWER_MANY), "");
    while let Some(at) = ask_when(session)? {
        let input = ContactInput { at: Some(at), ..ContactInput::default() };
        let mut asked = Asked { input, with: first, outcome: None };
        asked.save(ContactInput::default(), session)?;
        asked.each(&EACH, session)?;
        let Some(outcome) = asked.outcome else { continue };
        let verdict = outcome.assessment.judgement.map(|judgement| judgement.verdict);
        recorded.push(verdict);
        let line = entry::lines(&[(&outcome.entry, outcome.assessment.clone())], &session.style);
        session.print_lines(line)?;
        session.host.out.flush()?;
        first = first.or(Some(outcome.entry.id));
        last = Some(outcome);
    }
    match last {
        Some(last) => session.print_lines(summed_up(&recorded, &last.summary, &session.style))?,
        None => return session.print("Nothing was recorded."),
    }
    session.offer_undo()
}

/// When the next contact was. `None` if there is none.
fn ask_when(session: &mut Session) -> Result<Option<Moment>> {
    loop {
        let prompt = Question::When.text_of_many(&session.style);
        let typed = answer_line(&prompt, session.host)?.unwrap_or_default();
        if typed.is_empty() {
            return Ok(None);
        }
        let at = date_phrase::read(&typed, &session.clock).map_err(Failure::from);
        let checked = at.map_err(anyhow::Error::from).and_then(|at| {
            session.check_not_before_breakup(at)?;
            Ok(at)
        });
        match checked {
            Ok(at) => return Ok(Some(at)),
            Err(error) => again(error, true, session)?,
        }
    }
}

/// Whether there was contact since the breakup; `false` if nobody says so.
pub(crate) fn was_there_contact(session: &mut Session) -> Result<bool> {
    session.host.out.flush()?;
    const QUESTION: &str = "Has there been contact since then? [y/n] ";
    Ok(ask_yes_or_no(QUESTION, 3, true, session.host)? == Some(true))
}
