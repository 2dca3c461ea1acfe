//! The reasons of a verdict (`manual/verdicts.md`), in the plain model.

use chrono::TimeDelta;
use nocontact::domain::contact::{By, Channel, Contact, Reply, Why};
use nocontact::domain::entry::Entry;

use super::{NoteInput, attempt, instants, reply};

/// The reasons for a contact in this row of the table.
pub(super) fn of(
    entry: &Entry<'_>,
    contact: &Contact<'_>,
    row: u8,
    again: bool,
    before: &[NoteInput<'_>],
) -> Vec<&'static str> {
    let attempt = attempt(contact);
    let by_me = contact.by == By::Me;
    let why = contact.why;
    let kept = row == 5 || row == 8;
    let table = [
        ("reached-out", row == 3),
        ("after-stop", attempt && before.iter().any(super::is_stop)),
        ("unanswered", row == 6 && again),
        ("repeated", attempt && within_a_day(entry, contact, before) >= 3),
        ("showing-up", attempt && contact.channel == Channel::Visit),
        ("through-someone", attempt && contact.channel == Channel::Friend),
        ("demanding-explanation", attempt && why == Some(Why::Explanation)),
        ("begging", attempt && why == Some(Why::Begging)),
        ("persuading", attempt && why == Some(Why::Persuading)),
        ("jealousy", attempt && why == Some(Why::Jealousy)),
        ("apology", attempt && why == Some(Why::Apology)),
        (
            "staying-present",
            attempt
                && (why == Some(Why::StayingPresent)
                    || contact.channel == Channel::Social && why.is_none()),
        ),
        ("drawn-in", row == 4),
        ("shoulder-to-cry-on", row == 4 && why == Some(Why::Comfort)),
        ("watching", row == 2),
        ("necessary", row == 1),
        ("kept-short", kept && reply(contact) == Reply::Brief),
        ("did-not-answer", kept && reply(contact) == Reply::None),
        ("first-step", row == 7 && by_me),
        ("in-touch", row == 7 && !by_me),
    ];
    table.into_iter().filter_map(|(code, fits)| fits.then_some(code)).collect()
}

/// The attempts in the 24 hours up to and including `entry`.
fn within_a_day(entry: &Entry<'_>, contact: &Contact<'_>, before: &[NoteInput<'_>]) -> u32 {
    let earlier = before.iter().filter(|one| match instants(one.entry, entry) {
        // Across time zones, the earlier day can be the later instant. That is not within the last
        // hours.
        Some((one, this)) => (TimeDelta::zero()..TimeDelta::hours(24)).contains(&(this - one)),
        None => one.entry.at.day() == entry.at.day(),
    });
    let attempts = earlier.filter_map(NoteInput::contact).filter(|it| attempt(it));
    attempts.map(|it| it.times).sum::<u32>() + contact.times
}
