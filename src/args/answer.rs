//! An answer to a question of `log`, read as the command line is.

use clap::ValueEnum;

use super::contact::{ContactInput, times};
use super::words::{self, Doubt, Known, Reading};
use crate::domain::text::{self, quoted};
use crate::domain::{Clock, Reply, date_phrase, word};
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
    let mut said = ContactInput::default();
    match question {
        Question::Who if is_no(typed) => return Ok(Answer::NothingSent),
        Question::Who if words.len() < 2 => {
            said.by = Some(choice(typed).or_else(|mistake| words::whom(&words).ok_or(mistake))?);
        }
        Question::Who | Question::How => {
            let known = Known { by: true, at: false, times: true };
            let Reading { heard, doubt, date } = words::read(&words, words.len(), known, clock);
            let is_who = question == Question::Who && words::whom(&words).is_some();
            match (choice(typed), doubt) {
                (Ok(channel), _) if words::whom(&words).is_none() => said.channel = Some(channel),
                (_, None) => {
                    (said.by, said.channel, said.times) = (heard.by, heard.channel, heard.times);
                }
                (_, Some(Doubt::When)) => {
                    (said.by, said.channel, said.times) = (heard.by, heard.channel, heard.times);
                    said.at = date.map(|(_, at)| at).transpose()?;
                }
                (_, Some(_)) if is_who => said.by = words::whom(&words),
                (Err(mistake), _) => return Err(mistake),
                (Ok(_), _) => return Err(Failure::usage("say how, as in: text, call")),
            }
            let note = words[heard.taken..].join(" ");
            said.note = Some(note).filter(|it| words.len() > 1 && !it.is_empty());
        }
        Question::Next | Question::When => said.at = Some(date_phrase::read(typed, clock)?),
        Question::Often => {
            let often = words::often(&words).map_or_else(|| typed.to_owned(), |it| it.to_string());
            said.times = Some(times(&often).map_err(Failure::usage)?);
        }
        Question::Necessary if is_no(typed) => {
            return Ok(Answer::LeftOut);
        }
        Question::Necessary => said.necessary = Some(choice(typed)?),
        Question::Why => said.why = Some(choice(typed)?),
        Question::Reply if is_no(typed) => {
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

fn is_no(typed: &str) -> bool {
    ["n", "no", "none", "nobody", "nothing"].contains(&&*typed.to_lowercase())
}
