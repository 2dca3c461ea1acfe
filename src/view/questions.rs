//! The seven questions of `ready`: how they are asked, what each is about, and how answers look.
//!
//! It does not know what follows from an answer: that is `domain::readiness`.

use super::style::Style;
use crate::domain::readiness::{Answers, QUESTIONS};

/// The questions, in the order of `manual/verdicts.md`.
pub(crate) const QUESTION: [&str; QUESTIONS] = [
    "Do you understand what ended it?",
    "Could you hear no, and be all right?",
    "Would it be mostly to stop the pain?",
    "Have you changed something real?",
    "Would you stay calm if they were with someone else?",
    "Have they asked for no contact?",
    "Was there violence, threat or control?",
];

/// What each question is about, short enough for a list of changes.
pub(super) const ABOUT: [&str; QUESTIONS] = [
    "what ended it",
    "hearing no",
    "to stop the pain",
    "a real change",
    "staying calm",
    "asked for no contact",
    "violence, threat or control",
];

/// The question at a place, counted from 0, as it is asked.
pub(crate) fn question(at: usize, style: &Style) -> String {
    style.wrapped(&format!("{}. ", at + 1), &format!("{} [y/n]", QUESTION[at])) + " "
}

/// Each question with its answer, one per line.
pub(super) fn answered(answers: Answers, style: &Style) -> Vec<String> {
    let line = |(at, (question, yes)): (usize, (&&str, bool))| {
        let answer = yes_or_no(yes);
        style.wrapped(&format!("  {}. ", at + 1), &format!("{question} {answer}"))
    };
    QUESTION.iter().zip(answers.0).enumerate().map(line).collect()
}

/// An answer in a word.
pub(super) fn yes_or_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}
