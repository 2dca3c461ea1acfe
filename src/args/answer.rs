//! An answer to a question of `log`, read as the command line is.

use clap::ValueEnum;

use super::input::{ContactInput, Facts, number};
use super::reading::{self, Reading};
use super::words::{Doubt, bared, often, who};
use crate::domain::contact::TIMES;
use crate::domain::text::{self, quoted};
use crate::domain::{By, Clock, Necessity, Reply, date_phrase, word};
use crate::error::Failure;
use crate::view::contact::Question;

/// What an answer says.
pub(crate) enum Answer {
    Said(Box<ContactInput>),
    LeftOut,
    NothingSent,
}

/// Reads the answer to a question, as it was typed. An error for one that is none.
pub(crate) fn read(question: Question, typed: &str, clock: &Clock) -> Result<Answer, Failure> {
    let words: Vec<String> = typed.split_whitespace().map(str::to_owned).collect();
    let whom = bared(&words, who).0;
    let mut said = ContactInput::default();
    let facts = &mut said.facts;
    match question {
        Question::Who if is_no(typed) => return Ok(Answer::NothingSent),
        Question::Who if words.len() < 2 => {
            facts.by = Some(choice(typed).or_else(|mistake| whom.ok_or(mistake))?);
        }
        Question::Who | Question::How => {
            // What has a question of its own need not be in the words.
            let (by, times, necessary) = (Some(By::Me), Some(1), Some(Necessity::Children));
            let known = Facts { by, times, stop: true, necessary, ..Facts::default() };
            let Reading { heard, doubt, date } =
                reading::read(&words, words.len(), &known, false, clock);
            match (choice(typed), doubt) {
                (Ok(channel), _) if whom.is_none() => facts.channel = Some(channel),
                (_, None | Some(Doubt::When)) => {
                    (facts.by, facts.channel, facts.times) = (heard.by, heard.channel, heard.times);
                    said.at = date.map(|(_, at)| at).transpose()?;
                }
                _ if question == Question::Who && whom.is_some() => facts.by = whom,
                (Err(mistake), _) => return Err(mistake),
                (Ok(_), _) => return Err(Failure::usage("say how, such as text or call")),
            }
            let note = words[heard.taken..].join(" ");
            said.note = Some(note).filter(|it| words.len() > 1 && !it.is_empty());
        }
        Question::Next | Question::When => said.at = Some(date_phrase::read(typed, clock)?),
        Question::Often => {
            let often = bared(&words, often).map_or_else(|| typed.to_owned(), |it| it.to_string());
            facts.times = Some(number(&often, &TIMES).map_err(Failure::usage)?);
        }
        Question::Necessary | Question::Stop if is_no(typed) => return Ok(Answer::LeftOut),
        Question::Necessary => facts.necessary = Some(choice(typed)?),
        Question::Why => facts.why = Some(choice(typed)?),
        Question::Reply if is_no(typed) => facts.reply = Some(Reply::None),
        Question::Reply => facts.reply = Some(choice(typed)?),
        Question::Stop if ["y", "yes"].contains(&&*typed.to_lowercase()) => facts.stop = true,
        Question::Stop => return Err(Failure::usage("answer y or n")),
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
    let typed = typed.to_lowercase();
    let all = T::value_variants();
    let begun: Vec<T> = all.iter().copied().filter(|it| word(*it).starts_with(&typed)).collect();
    let list =
        |values: &[T], between| values.iter().map(|it| word(*it)).collect::<Vec<_>>().join(between);
    let mistake = match begun[..] {
        [one] => return Ok(one),
        [] => format!("is not one of these: {}", list(all, ", ")),
        _ => format!("could be {}", list(&begun, " or ")),
    };
    Err(Failure::usage(format!("\"{}\" {mistake}", quoted(&typed))))
}

fn is_no(typed: &str) -> bool {
    ["n", "no", "none", "nobody", "nothing"].contains(&&*typed.to_lowercase())
}
