//! Whom a line after a contact is for (`manual/verdicts.md`). The same journal is kept by the one who
//! frightens and by the one who is frightened, so each line is chosen for whom it can be true.
//!
//! The words are in `view::outcome`.

use super::assessment::Judgement;
use super::contact::{By, Channel, Contact, Necessity, Reply};
use super::reasons::{Before, Reason};

/// One more line after a contact, in the order of the manual's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remark {
    /// It is by me because nobody said otherwise. Was it them?
    WhoBegan,
    CanFrighten,
    /// An order or a request is to be followed exactly.
    Order,
    Watching,
    NoAnswerOwed,
    SayStop,
}

/// Most lines besides [`Remark::WhoBegan`].
const MOST: usize = 2;

/// The lines after a contact. `by_said` is whether the person said who began it.
pub fn remarks(contact: &Contact<'_>, judgement: &Judgement, by_said: bool) -> Vec<Remark> {
    let Before { no_end, stopped, attempts, looks, unanswered } = judgement.before;
    let Contact { by, channel, necessary, .. } = *contact;
    let stop = contact.stop.0;
    let (by_me, by_them, is_look) = (by == By::Me, by == By::Them, channel == Channel::Lurk);
    // Who answers so as not to be harmed is not the one who frightens.
    let for_safety = necessary == Some(Necessity::Safety);
    let has = |reason| judgement.reasons.has(reason);
    let frightens = has(Reason::ShowingUp) || has(Reason::AfterStop);
    let avoidable = !contact.was_necessary() || for_safety;
    let is_third = contact.answer() == Reply::None && unanswered >= 3;
    let turns_up = by_them && (channel == Channel::Visit || is_third);
    // Whoever is sought out is not asked what they were told.
    let owed = turns_up && avoidable && !stop;
    let rows = [
        (Remark::CanFrighten, frightens || contact.is_attempt() && attempts >= 3, !for_safety),
        (Remark::Order, by_me && !is_look && (no_end || stop), !for_safety),
        (Remark::Watching, is_look && (looks >= 3 || no_end), !for_safety),
        (Remark::NoAnswerOwed, owed, true),
        (Remark::SayStop, attempts > 0 && !owed, by_them && !for_safety && !stop && !stopped),
    ];
    let asks = by_me && !is_look && !by_said;
    let first = asks.then_some(Remark::WhoBegan);
    let others = rows.into_iter().filter(|row| row.1 && row.2).map(|row| row.0);
    first.into_iter().chain(others.take(MOST)).collect()
}
