//! How an urge ended: asked after the wait, or said later (`manual/verdicts.md`). Giving in is recorded
//! as a contact, too, and the questions of `log` follow.

use anyhow::Result;

use super::contact::{Asked, End, shown};
use super::question::ask_yes_or_no;
use crate::args::ids::Id;
use crate::domain::{Entry, Kind, Settled};
use crate::error::Failure;
use crate::session::Session;
use crate::view::sentences::{NOTHING_TO_CHANGE, settling};
use crate::view::{self, entry};

/// Asks how it ended. Without an answer, it stays open.
pub(crate) fn ask(urge: &Entry<'_>, session: &mut Session) -> Result<()> {
    let Some(gave_in) = ask_yes_or_no("Did you contact them? [y/n] ", 3, true, session.host)?
    else {
        return leave_open("It stays open. Say how it ended when you know:", urge.id, session);
    };
    let (id, resisted) = (urge.id, !gave_in);
    let loaded = session.store.require()?;
    let found = loaded.journal()?.ending_of(urge);
    match found {
        Some(None) => settle(id, resisted, Some(urge), session),
        Some(Some(settled)) if settled == resisted => session.print(NOTHING_TO_CHANGE),
        Some(Some(settled)) => {
            session.print_advice(&view::urge::settled_meanwhile(id, settled, resisted))
        }
        None => session.print_advice(&view::urge::gone(id)),
    }
}

/// `--resisted ID`, `--gave-in ID`. The last word stands.
pub(crate) fn by_id(id: Id, resisted: bool, json: bool, session: &mut Session) -> Result<()> {
    let loaded = session.store.require()?;
    let id = id.of(&loaded.journal()?, Some(Kind::Urge))?;
    if !json {
        return settle(id, resisted, None, session);
    }
    let (urge, _) = session.change_entry(|journal| {
        let settled = journal.settle_urge(id, resisted);
        Ok((id, settled.map_err(|found| not_an_urge(id, found))?))
    })?;
    session.print_json(&view::json::EntryShape(&urge.entry, &urge.assessment))
}

/// Says how an urge ended, and what became of its contact. `waited` is one just waited out.
fn settle(
    id: u64,
    resisted: bool,
    waited: Option<&Entry<'_>>,
    session: &mut Session,
) -> Result<()> {
    let (outcome, (settled, urge, attempt)) = session.change_entry(|journal| {
        if waited.is_some_and(|urge| journal.ending_of(urge) != Some(None)) {
            return Err(Failure::changed_meanwhile(id).into());
        }
        let settled = journal.settle_urge(id, resisted);
        let settled = settled.map_err(|found| not_an_urge(id, found))?;
        let urge = journal.entry(id).ok_or_else(|| Failure::no_entry(id))?.clone().into_owned();
        let attempt = journal.attempt_after(urge.at);
        let shown = if let Settled::Recorded(contact) = settled { contact } else { id };
        Ok((shown, (settled, urge, attempt)))
    })?;
    if settled == Settled::Before {
        return session.print(NOTHING_TO_CHANGE);
    }
    if waited.is_none() {
        session.print(&entry::headline(&urge, &session.style))?;
    }
    if resisted {
        let in_all = outcome.summary.counts.urges_resisted;
        session.print_advice(&view::urge::resisted(in_all, waited.is_some()))?;
        if let Settled::TakenOut(contact) = settled {
            session.print(&format!("Entry {contact}, recorded with it, was removed."))?;
        }
        session.print_advice(attempt.map(view::urge::still_says).as_slice())?;
        return session.offer_undo();
    }
    session.print(view::urge::GAVE_IN)?;
    session.offer(view::urge::MIGHT_HURT, "guide safety".into())?;
    if settled == Settled::Alone {
        session.print_lines(attempt.map(view::urge::already_says))?;
        return session.offer_undo();
    }
    session.host.out.flush()?;
    if !session.host.is_attended() {
        let how = format!("edit {} call", outcome.entry.id);
        shown(End::Recorded(outcome.into()), session)?;
        return session.offer("To say how it was, as in", how.into());
    }
    shown(Asked::of(outcome)?.ask(session)?, session)
}

/// The entry that should be settled is of the kind `found`, or is not there.
fn not_an_urge(id: u64, found: Option<Kind>) -> Failure {
    let Some(kind) = found else { return Failure::no_entry(id) };
    Failure::other_kind(id, kind, ", not an urge").offer("to list the urges", "history --kind urge")
}

/// How to settle an urge later, and how to take it back.
pub(crate) fn leave_open(why: &str, id: u64, session: &mut Session) -> Result<()> {
    session.offer_below(why, &[settling(true, id), settling(false, id)])?;
    session.offer_undo()
}
