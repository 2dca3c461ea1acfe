//! The words for verdicts, reasons, causes, suggestions and the questions of `ready`: short, and about
//! the act, never about the person.
//!
//! It does not decide which of them apply, and prints nothing.

use chrono::{DateTime, FixedOffset};

use super::style::{Style, moment};
use crate::advice::{Advice, CommandLine};
use crate::domain::checkup::Ahead;
use crate::domain::readiness::{Answers, QUESTIONS};
use crate::domain::{By, Cause, Contact, Moment, Reason, Reply, Suggestion, Verdict};

/// The sentence for a reason of a verdict.
pub(crate) fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::ReachedOut => "You reached out inside the window.",
        Reason::Unanswered => "After the window, one attempt is enough; this went beyond one.",
        Reason::Repeated => "With this one there were three or more within a day.",
        Reason::ShowingUp => "Turning up leaves them no room to say no.",
        Reason::ThroughSomeone => "Through someone else it is still contact.",
        Reason::DemandingExplanation => "It asked them to explain themselves.",
        Reason::Begging => "It begged them to come back.",
        Reason::Persuading => "It tried to change their mind.",
        Reason::Jealousy => "Jealousy was behind it.",
        Reason::Apology => "An apology reaches out too, and waits for an answer.",
        Reason::StayingPresent => "It was a way to stay on their mind.",
        Reason::DrawnIn => "It became a conversation.",
        Reason::ShoulderToCryOn => "One of you leaned on the other.",
        Reason::Watching => "You looked, or asked around. They cannot see it, so it is no contact.",
        Reason::Necessary => "It could not be avoided. It is counted apart.",
        Reason::KeptShort => "The answer stayed short.",
        Reason::DidNotAnswer => "No answer of yours is recorded.",
        Reason::FirstStep => "The window is over. This was one step.",
        Reason::InTouch => "The window is over. You are in touch.",
    }
}

/// One next step after a contact. It is never a message to send.
pub(crate) fn next_step(verdict: Verdict, contact: &Contact<'_>) -> &'static str {
    match verdict {
        Verdict::Chasing => "send nothing more, not even to take it back.",
        Verdict::Slip => "let the conversation end here, without a last word.",
        Verdict::Checking => "make it harder to look again: mute, block, ask nobody.",
        Verdict::Kept if contact.was_necessary() => "keep to the matter at hand, and end it there.",
        Verdict::Kept => "leave it at that, and go on with your day.",
        Verdict::Reconnect if contact.by == By::Me && contact.answer() == Reply::None => {
            "wait. No second message; the answer is theirs to give."
        }
        Verdict::Reconnect => "take it slowly. Nothing needs to be settled today.",
    }
}

/// The questions of `ready`, in the order of `manual/verdicts.md`.
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

/// The question of `ready` at a place, counted from 0, as it is asked.
pub(crate) fn question(at: usize, style: &Style) -> String {
    style.wrapped(&format!("{}. ", at + 1), &format!("{} [y/n]", QUESTION[at])) + " "
}

/// Each question of `ready` with its answer, one per line.
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

/// The sentence for a cause of the answer of `ready`.
pub(crate) fn cause(cause: Cause) -> &'static str {
    match cause {
        Cause::AskedForNoContact => "They asked for no contact. That holds after the window, too.",
        Cause::Violence => "There was violence, threat or control. Reaching out is not safe.",
        Cause::NoEnd => "No contact has no end date here.",
        Cause::WindowRunning => "The window is still running.",
        Cause::ChasingLately => "Fewer than 14 days have passed since the last chasing.",
        Cause::NotUnderstood => "What ended it is not clear to you yet.",
        Cause::NoWouldHurt => "Their answer may be no, and a no would be too much right now.",
        Cause::ToStopThePain => {
            "It would be mostly to stop the pain. That is more than a message can do."
        }
        Cause::NothingChanged => "Nothing real has changed yet, so what ended it is still there.",
        Cause::NotCalm => "It would be hard to stay calm if they were with someone else.",
    }
}

/// `clock is behind the newest entry: it says ..., and the newest entry is of ...`, for a caller that
/// begins the sentence.
pub(crate) fn clock_behind(ahead: Ahead, now: DateTime<FixedOffset>) -> String {
    let what = match ahead {
        Ahead::NewestEntry(_) => "newest entry",
        Ahead::Breakup(_) => "breakup",
    };
    let (now, when) = (moment(Moment::Instant(now)), moment(ahead.when()));
    format!("clock is behind the {what}: it says {now}, and the {what} is of {when}")
}

/// A warning after a visit, and after the third attempt within 7 days.
pub(crate) fn unwanted() -> Advice {
    let words = "Contact that someone does not want can frighten them, and it can be harassment";
    Advice::command(words, CommandLine::alone("guide safety"))
}

/// A reminder under the policy `open`, and after every visit by me.
pub(crate) const OVERRIDES: &str =
    "A court order, or their request to stop, overrides any reason to be in touch.";

/// What `status` says of a suggestion. It names `ready` in its line about the end of the window.
pub(crate) fn suggestion(suggestion: Suggestion) -> Option<Advice> {
    let (words, command) = match suggestion {
        Suggestion::Safety => ("Turning up can frighten them", CommandLine::alone("guide safety")),
        Suggestion::Urge => ("When the urge comes at night", CommandLine::on_journal("urge")),
        Suggestion::Ready => return None,
    };
    Some(Advice::command(words, command))
}

/// The suggestion of `log` after chasing at night.
pub(crate) fn next_time() -> Advice {
    Advice::command("When the urge comes again, first", CommandLine::on_journal("urge"))
}

/// How to take back the change that was just made.
pub(crate) fn undo() -> Advice {
    Advice::command("To undo this", CommandLine::on_journal("undo"))
}

/// The line before the commands that `start` names for danger.
pub(crate) const SAFETY: &str =
    "If there was violence, a court order, or they asked for no contact:";
