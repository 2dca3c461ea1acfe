//! Why a verdict is what it is: the table of reasons of `manual/verdicts.md`, row by row.
//!
//! The sentences are in `view::sentences`.

use clap::ValueEnum;
use serde::{Deserialize, Serialize};

use super::contact::{By, Channel, Contact, Reply, Why};
use super::verdict::Verdict;

/// Why a verdict is what it is, in the order of the manual's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[repr(u8)]
pub enum Reason {
    ReachedOut,
    AfterStop,
    Unanswered,
    Repeated,
    ShowingUp,
    ThroughSomeone,
    DemandingExplanation,
    Begging,
    Persuading,
    Jealousy,
    Apology,
    StayingPresent,
    DrawnIn,
    ShoulderToCryOn,
    Watching,
    Necessary,
    KeptShort,
    DidNotAnswer,
    FirstStep,
    InTouch,
}

/// A set of reasons, as one bit for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reasons(u32);

impl Reasons {
    pub fn has(self, reason: Reason) -> bool {
        self.0 & (1 << reason as u8) != 0
    }

    pub fn iter(self) -> impl Iterator<Item = Reason> {
        Reason::value_variants().iter().copied().filter(move |&reason| self.has(reason))
    }
}

/// What came before a contact, for reasons and `remarks`. Sums are of seven days, with its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Before {
    /// Whether the window has no end, by choice or because they asked for no contact.
    pub no_end: bool,
    pub stopped: bool,
    pub attempts: u64,
    pub looks: u64,
    /// How many contacts by them there were that could have been avoided, and were not answered.
    pub unanswered: u64,
}

/// The table of reasons of `manual/verdicts.md`. `beyond_one` is whether it is more than the one
/// attempt after the window, `repeated` whether it makes three or more within 24 hours.
pub(super) fn reasons(
    contact: &Contact<'_>,
    verdict: Verdict,
    before: &Before,
    in_window: bool,
    beyond_one: bool,
    repeated: bool,
) -> Reasons {
    let attempt = contact.is_attempt();
    let by_me = contact.by == By::Me;
    let why = |why| attempt && contact.why == Some(why);
    let presence = contact.channel == Channel::Social && contact.why.is_none();
    let kept = verdict == Verdict::Kept && !contact.was_necessary();
    let (chasing, slip) = (verdict == Verdict::Chasing, verdict == Verdict::Slip);
    let reconnect = verdict == Verdict::Reconnect;

    let rows = [
        (Reason::ReachedOut, chasing && in_window),
        (Reason::AfterStop, attempt && before.stopped),
        (Reason::Unanswered, chasing && !in_window && beyond_one),
        (Reason::Repeated, repeated),
        (Reason::ShowingUp, attempt && contact.channel == Channel::Visit),
        (Reason::ThroughSomeone, attempt && contact.channel == Channel::Friend),
        (Reason::DemandingExplanation, why(Why::Explanation)),
        (Reason::Begging, why(Why::Begging)),
        (Reason::Persuading, why(Why::Persuading)),
        (Reason::Jealousy, why(Why::Jealousy)),
        (Reason::Apology, why(Why::Apology)),
        (Reason::StayingPresent, why(Why::StayingPresent) || attempt && presence),
        (Reason::DrawnIn, slip),
        (Reason::ShoulderToCryOn, slip && contact.why == Some(Why::Comfort)),
        (Reason::Watching, verdict == Verdict::Checking),
        (Reason::Necessary, contact.was_necessary()),
        (Reason::KeptShort, kept && contact.answer() == Reply::Brief),
        (Reason::DidNotAnswer, kept && contact.answer() == Reply::None),
        (Reason::FirstStep, reconnect && by_me),
        (Reason::InTouch, reconnect && !by_me),
    ];
    Reasons(rows.into_iter().fold(0, |set, (it, applies)| set | u32::from(applies) << it as u8))
}
