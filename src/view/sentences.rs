//! The words for verdicts and reasons: short, true, about the act and never about the person.

use chrono::{DateTime, FixedOffset};

use super::style::moment;
use crate::domain::checkup::Ahead;
use crate::domain::contact::{By, Contact, Reply};
use crate::domain::moment::Moment;
use crate::domain::reasons::Reason;
use crate::domain::verdict::Verdict;

/// What a reason says to a person.
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

/// One next step after a contact. It is never a follow-up message.
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

/// What the clock is behind of, in words that a sentence can begin with.
pub(crate) fn clock_behind(ahead: Ahead, now: DateTime<FixedOffset>) -> String {
    let what = match ahead {
        Ahead::NewestEntry(_) => "newest entry",
        Ahead::Breakup(_) => "breakup",
    };
    let (now, when) = (moment(Moment::Instant(now)), moment(ahead.when()));
    format!("clock is behind the {what}: it says {now}, and the {what} is of {when}")
}

/// Said of the contact where they turned up, or at the third attempt within 7 days.
pub(crate) const UNWANTED: &str = "Contact that someone does not want can frighten them, and it \
                                   can be harassment: nocontact guide safety";

/// Said under `open`, and with any visit by me.
pub(crate) const OVERRIDES: &str =
    "A court order, or their request to stop, overrides any reason to be in touch.";

/// Said by `status` in the days after they turned up.
pub(crate) const TURNED_UP: &str = "Turning up can frighten them: nocontact guide safety";

/// Said by `status` in the days after chasing at night.
pub(crate) const AT_NIGHT: &str = "When the urge comes at night: nocontact urge";

/// Said by `log` after chasing at night.
pub(crate) const NEXT_TIME: &str = "When the urge comes again, first: nocontact urge";

/// Said at the start, before the commands that help.
pub(crate) const SAFETY: &str =
    "If there was violence, a court order, or they asked for no contact:";
