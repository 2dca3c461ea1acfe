//! The questions of `log`: how they are asked and explained, and what is said after many contacts.

use clap::ValueEnum;

use super::status;
use super::style::{Style, count, word};
use crate::domain::{By, Channel, Contact, Necessity, Reply, Summary, Verdict, Why};

/// What can be asked about a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Question {
    /// When the next of many was.
    Next,
    Who,
    How,
    When,
    Often,
    Necessary,
    Why,
    Reply,
    Stop,
    Note,
}

/// Said before the questions.
pub(crate) const HOW_TO_ANSWER: &str =
    "Enter skips a question, ? explains it, Ctrl-C ends. What you said so far stays.";

impl Question {
    /// The question as it is asked of what is known of the contact.
    pub(crate) fn text(self, contact: &Contact<'_>, style: &Style) -> String {
        let text = match self {
            Self::Who => "Who reached out? (me, them, chance, none)",
            Self::How => "How? (text, call, social, ...)",
            Self::Next => "When was it? (such as nov 19 9pm; Enter when done)",
            Self::When => "When? (Enter: just now)",
            Self::Often => "How many times? (Enter: once)",
            Self::Necessary => "Was it necessary? (children, work, ...)",
            Self::Why => "What was it for? (apology, begging, ...)",
            Self::Reply if contact.by == By::Me => "Did they answer? (none, brief, conversation)",
            Self::Reply => "Did you answer? (none, brief, conversation)",
            Self::Stop => "Did they ask you to stop? (y, n)",
            Self::Note => "A note?",
        };
        style.wrapped("", text) + " "
    }
}

/// The answers that a question takes, a line each.
pub(crate) fn explained(question: Question) -> Vec<String> {
    let mut lines = match question {
        Question::Who => values::<By>(),
        Question::How => values::<Channel>(),
        Question::Necessary => values::<Necessity>(),
        Question::Why => values::<Why>(),
        Question::Reply => values::<Reply>(),
        Question::Next | Question::When => {
            return one("A date or a time, such as last night, yesterday 9pm, 3 days ago, nov 19.");
        }
        Question::Stop => return one("y: They asked for no contact. No end date from here on."),
        Question::Often => return one("A number, as in 3. Each counts in every total."),
        Question::Note => return one("Anything you want to remember, in your own words."),
    };
    if question == Question::Who {
        lines.extend(one("none: Nothing was sent; the entry is removed"));
    }
    lines.extend(one("The beginning of a word is enough."));
    lines
}

fn one(line: &str) -> Vec<String> {
    vec![line.to_owned()]
}

fn values<T: ValueEnum>() -> Vec<String> {
    let values = T::value_variants().iter().filter_map(ValueEnum::to_possible_value);
    let line = |value: clap::builder::PossibleValue| {
        let help = value.get_help().map(ToString::to_string).unwrap_or_default();
        format!("{}: {help}", value.get_name())
    };
    values.map(line).collect()
}

/// What came of many contacts, and where things stand with them.
pub(crate) fn summed_up(verdicts: &[(Verdict, u32)], summary: &Summary, style: &Style) -> String {
    let of = |verdict: &Verdict| -> u64 {
        verdicts.iter().filter(|(it, _)| it == verdict).map(|(_, times)| u64::from(*times)).sum()
    };
    let counted = Verdict::value_variants().iter().map(|it| (of(it), word(*it)));
    let counted = counted.filter(|(of, _)| *of > 0).map(|(of, name)| format!("{of} {name}"));
    let all: u64 = verdicts.iter().map(|(_, times)| u64::from(*times)).sum();
    let recorded = count(all, "contact");
    let recorded = format!("{recorded} recorded: {}.", counted.collect::<Vec<_>>().join(", "));
    let days = format!("{} without contact", count(summary.apart.days, "day"));
    let (today, longest) = (status::in_words(summary), summary.apart.longest);
    let stands = format!("Today is {today}. {days}, longest {longest}.");
    format!("{}\n{}", style.wrapped("", &recorded), style.wrapped("", &stands))
}
