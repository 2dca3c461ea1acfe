//! How an urge ended: asked after the wait, or said later (`manual/verdicts.md`). Giving in is recorded
//! as a contact, too, and the questions of `log` follow.

use anyhow::Result;

use super::contact::{Asked, End, shown};
use super::question::ask_yes_or_no;
use super::wait::MIGHT_HURT;
use crate::advice::Advice;
use crate::args::ids::Id;
use crate::domain::{Entry, Kind, Settled};
use crate::error::Failure;
use crate::session::Session;
use crate::view::sentences::{NOTHING_TO_CHANGE, settling};
use crate::view::style::count;
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
            let ended = entry::settled(settled);
            let what = format!("It was settled meanwhile: {ended}. Nothing was changed.");
            session.print_advice(&[Advice::words(what)])?;
            session.offer("To change that", settling(resisted, id))
        }
        None => {
            let what = format!("Entry {id} is no longer this urge. Nothing was changed.");
            session.print_advice(&[Advice::words(what)])?;
            session.offer("To see what there is", "history".into())
        }
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
        let in_all = count(outcome.summary.counts.urges_resisted, "urge");
        let resisted = format!("Resisted. You have resisted {in_all}.");
        session.print_advice(&[Advice::words(resisted)])?;
        if waited.is_some() {
            let again = "If it is still strong, call someone, or wait again";
            session.offer(again, "urge".into())?;
        }
        if let Settled::TakenOut(contact) = settled {
            session.print(&format!("Entry {contact}, recorded with it, was removed."))?;
        }
        if let Some(contact) = attempt {
            let says = format!("Entry {contact} says that you contacted them then. If you did not");
            session.offer(&says, format!("remove {contact}").into())?;
        }
        return session.offer_undo();
    }
    session.print("Recorded. It does not decide the next one.")?;
    session.offer(MIGHT_HURT, "guide safety".into())?;
    if settled == Settled::Alone {
        if let Some(contact) = attempt {
            session.print(&format!("Entry {contact} already says that you contacted them."))?;
        }
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
