//! `ready`: the facts, the questions, the answer and why. Never odds.

use super::style::Style;
use crate::domain::ready::{Answer, Answers, Cause, QUESTIONS};

/// The questions of SPEC section 5, in its order.
pub(crate) const QUESTION: [&str; QUESTIONS] = [
    "Do you understand what ended it?",
    "Could you hear no, and be all right?",
    "Would it be mostly to stop the pain?",
    "Have you changed something real?",
    "Would you stay calm if they were with someone else?",
    "Have they asked for no contact?",
    "Was there violence, threat or control?",
];

/// The answer, as a headline.
pub(crate) fn answer(answer: Answer) -> &'static str {
    match answer {
        Answer::DoNot => "Do not",
        Answer::Wait => "Wait",
        Answer::NotYet => "Not yet",
        Answer::OneCalmStep => "One calm step",
    }
}

/// What a cause says to a person.
pub(crate) fn cause(cause: Cause) -> &'static str {
    match cause {
        Cause::AskedForNoContact => {
            "They asked for no contact. That stands until they say otherwise."
        }
        Cause::Violence => "There was violence, threat or control. Contact is not safe.",
        Cause::NoEnd => "No contact has no end date here.",
        Cause::WindowRunning => "The window is not over.",
        Cause::ChasingLately => "There was chasing in the last 14 days.",
        Cause::NotUnderstood => "What ended it is not clear to you yet.",
        Cause::NoWouldHurt => "A no would hurt more than you could carry now.",
        Cause::ToStopThePain => {
            "It would be mostly to stop the pain, and that is not theirs to do."
        }
        Cause::NothingChanged => "Nothing real has changed yet, so you would meet the same end.",
        Cause::NotCalm => "You would not stay calm if they were with someone else.",
    }
}

/// Each question with its answer, a line each.
pub(crate) fn answered(answers: Answers, style: &Style) -> Vec<String> {
    let line = |(at, (question, yes)): (usize, (&&str, bool))| {
        let answer = if yes { "yes" } else { "no" };
        style.wrapped(&format!("  {}. ", at + 1), &format!("{question} {answer}"))
    };
    QUESTION.iter().zip(answers.0).enumerate().map(line).collect()
}
