//! The words for verdicts, reasons, causes, suggestions and the questions of `ready`: short, and about
//! the act, never about the person.
//!
//! It does not decide which of them apply, and prints nothing.

use chrono::{DateTime, FixedOffset};

use super::style::{Style, moment, wrapped};
use crate::advice::{Advice, CommandLine};
use crate::domain::checkup::Ahead;
use crate::domain::readiness::{Answers, QUESTIONS};
use crate::domain::{
    By, Cause, Channel, Contact, Judgement, Moment, Necessity, Reason, Remark, Reply, Suggestion,
    Verdict,
};

/// Said where a change would change nothing.
pub(crate) const NOTHING_TO_CHANGE: &str = "Nothing to change.";

pub(crate) fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::ReachedOut => "You reached out in the window.",
        Reason::AfterStop => "They had asked you to stop.",
        Reason::Unanswered => "After the window, any message after the first is chasing.",
        Reason::Repeated => "That makes three or more within a day.",
        Reason::ShowingUp => "Showing up leaves them no room to say no.",
        Reason::ThroughSomeone => "It reaches them through someone else.",
        Reason::DemandingExplanation => "It asked them to explain themselves.",
        Reason::Begging => "It was pleading.",
        Reason::Persuading => "It tried to change their mind.",
        Reason::Jealousy => "It was about jealousy.",
        Reason::Apology => "An apology is contact too. It asks for an answer.",
        Reason::StayingPresent => "It puts you in front of them again.",
        Reason::DrawnIn => "It became a conversation.",
        Reason::ShoulderToCryOn => "One of you leaned on the other.",
        Reason::Watching => "You looked at their profile. It keeps the wound open, even unseen.",
        Reason::Necessary => "You recorded it as necessary, so it is counted separately.",
        Reason::KeptShort => "You kept it short.",
        Reason::DidNotAnswer => "You recorded no answer.",
        Reason::FirstStep => "You reached out after the window.",
        Reason::InTouch => "You were in touch after the window.",
    }
}

/// Said where no request to stop is left.
pub(crate) const STOP_LIFTED: &str =
    "No request to stop is recorded now. If they asked, it still holds.";

/// Why a contact does not count as necessary, if the person said that it was.
pub(crate) fn set_aside(contact: &Contact<'_>) -> Option<&'static str> {
    let is_set_aside = contact.necessary.is_some() && !contact.was_necessary();
    is_set_aside.then_some("With that purpose, it does not count as necessary.")
}

/// What to do next after a contact: never a message to send.
pub(crate) fn next_step(judgement: &Judgement, contact: &Contact<'_>) -> Advice {
    let urge = |words: &str| Advice::command(words, "urge");
    let safety = |words: &str| Advice::command(words, "guide safety");
    let (verdict, by_them) = (judgement.verdict, contact.by == By::Them);
    Advice::words(match verdict {
        _ if contact.necessary == Some(Necessity::Safety) => {
            return safety("your safety comes first. For help");
        }
        _ if contact.necessary == Some(Necessity::Emergency) => {
            return safety("if a life is at risk, call emergency services. You don't have to go");
        }
        _ if contact.stop.0 && contact.was_necessary() => {
            "do not reply. Send only what is necessary, as agreed or ordered."
        }
        _ if contact.stop.0 => "no contact from now on. Do not reply, not even to agree.",
        Verdict::Chasing if contact.channel == Channel::Visit => {
            return urge("stay away, and send nothing, not even sorry. Wait it out");
        }
        Verdict::Chasing => return urge("send nothing more, not even sorry. Wait it out"),
        Verdict::Kept if contact.was_necessary() => "keep to the matter at hand, and end it there.",
        _ if by_them && judgement.before.stopped => {
            "their message does not take back their request. Send nothing."
        }
        Verdict::Slip => "let the conversation end here, without a last word.",
        Verdict::Checking => "make it harder to look again: mute, unfollow, block.",
        Verdict::Kept => "leave it at that. Nothing more is needed.",
        Verdict::Reconnect if contact.by == By::Me && contact.answer() == Reply::None => {
            "wait. No second message. Whether they answer is up to them."
        }
        Verdict::Reconnect => "take it slowly. Nothing needs to be settled today.",
    })
}

/// One more line after a contact. [`Remark::WhoBegan`] has none: it is asked beside `undo`.
pub(crate) fn remark(remark: Remark, id: u64) -> Option<Advice> {
    let safety = |words: &str| Advice::command(words, "guide safety");
    Some(match remark {
        Remark::WhoBegan => return None,
        Remark::CanFrighten => safety("Unwanted contact can frighten, and can be harassment"),
        Remark::Order => Advice::words(
            "Do exactly what a court order or their request says, also with children.",
        ),
        Remark::Watching => safety(
            "Watching someone who wants no contact can be stalking. Do not record where they go",
        ),
        Remark::NoAnswerOwed => safety("You owe no answer. Keep this record. If you are afraid"),
        Remark::SayStop => {
            Advice::command("If they asked you to stop, say so", format!("edit {id} --stop"))
        }
    })
}

/// The questions of `ready`, in the order of `manual/verdicts.md`.
pub(crate) const QUESTION: [&str; QUESTIONS] = [
    "Do you understand what ended it?",
    "Could you hear no, and be all right?",
    "Would contact be mostly to stop the pain?",
    "Is something different now, in you or your life?",
    "Would you stay calm if they were with someone else?",
    "Have they asked for no contact, or does an order say so?",
    "Was there violence, threat or control, from either of you?",
];

/// The question of `ready` at a place, counted from 0, as it is asked.
pub(crate) fn question(at: usize, style: &Style) -> String {
    let (number, question) = (format!("{}. ", at + 1), format!("{} [y/n]", QUESTION[at]));
    wrapped(&number, &question, style.width.saturating_sub(2)) + " "
}

/// Each question of `ready` with its answer, one per line.
pub(super) fn answered(answers: Answers, style: &Style) -> Vec<String> {
    let line = |(at, (question, yes)): (usize, (&&str, bool))| {
        let answer = yes_or_no(yes);
        style.wrapped(&format!("  {}. ", at + 1), &format!("{question} {answer}"))
    };
    QUESTION.iter().zip(answers.0).enumerate().map(line).collect()
}

pub(super) fn yes_or_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

pub(crate) fn cause(cause: Cause) -> &'static str {
    match cause {
        Cause::AskedForNoContact => "They asked for no contact. That holds after the window, too.",
        Cause::Violence => "There was violence, threat or control. Reaching out is not safe.",
        Cause::AskedBefore => "You said before that they asked for no contact. That still holds.",
        Cause::ViolenceBefore => "You said before that there was violence, threat or control.",
        Cause::Stop => "You recorded that they asked for no contact.",
        Cause::NoEnd => "This window has no end date.",
        Cause::WindowRunning => "The window is still running.",
        Cause::ChasingLately => "There was chasing in the last 14 days.",
        Cause::TooFewDays => "There were fewer days without contact than the window has.",
        Cause::NotUnderstood => "What ended it is not clear to you yet.",
        Cause::NoWouldHurt => "Their answer may be no, and a no would be too much right now.",
        Cause::ToStopThePain => {
            "Contact would be mostly to stop the pain. A message cannot do that."
        }
        Cause::NothingChanged => "You said that nothing is different yet.",
        Cause::NotCalm => "It would be hard to stay calm if they were with someone else.",
    }
}

/// `clock is behind the newest entry (...): it says ...`; the caller begins the sentence.
pub(crate) fn clock_behind(ahead: Ahead, now: DateTime<FixedOffset>) -> String {
    let Ahead(what, when) = ahead;
    let (now, when) = (moment(Moment::Instant(now)), moment(when));
    format!("clock is behind the {what} ({when}): it says {now}")
}

/// What `status` says of a suggestion. It names `ready` in its line about the end of the window.
pub(crate) fn suggestion(suggestion: Suggestion) -> Vec<Advice> {
    let one = |words: &str, command| vec![Advice::command(words, command)];
    match suggestion {
        Suggestion::TurnedUp => one("Showing up can frighten them", "guide safety"),
        Suggestion::TheyTurnedUp => one("If you are afraid", "guide safety"),
        Suggestion::Ready => Vec::new(),
        Suggestion::Unsettled(id) => vec![
            Advice::command(format!("If you resisted urge {id}"), settling(true, id)),
            Advice::command("If you contacted them", settling(false, id)),
        ],
        Suggestion::Urge => one("When the urge comes at night", "urge"),
    }
}

pub(crate) fn settling(resisted: bool, id: u64) -> CommandLine {
    format!("urge --{} {id}", if resisted { "resisted" } else { "gave-in" }).into()
}

pub(crate) fn undo() -> Advice {
    Advice::command("To undo this", "undo")
}
