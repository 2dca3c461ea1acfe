//! `log`: record a contact first, explain it after. Bare, it still records.

use anyhow::Result;
use clap::Args;

use super::{Before, not_before_breakup, recorded, store, style};
use crate::advice::Caller;
use crate::args::contact::ContactArgs;
use crate::domain::contact::Contact;
use crate::domain::entry::{Body, Kind};
use crate::domain::window::Policy;
use crate::error::Failure;
use crate::host::Host;
use crate::view;

#[derive(Args)]
#[command(after_help = "Examples:\n  nocontact log\n  nocontact log text asked why\n  \
                        nocontact log call --by them --reply brief --at yesterday 9pm\n  \
                        nocontact log email --necessary children\n\nUnless you say otherwise \
                        it was now, and by you. A contact by you in the window\nis chasing. \
                        A short polite answer to theirs is kept.")]
pub(crate) struct LogArgs {
    #[command(flatten)]
    contact: ContactArgs,
    /// Print the entry as JSON
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &LogArgs, host: &mut Host<'_>) -> Result<()> {
    let clock = host.clock()?;
    let mut details = args.contact.details(&clock, Kind::Contact)?;
    let at = details.at.unwrap_or_else(|| clock.moment());
    let store = store(host)?;
    if details.note_on_input {
        // What is typed there should not be typed for nothing.
        not_before_breakup(at, store.require()?.journal()?.rules.breakup)?;
        details.read_note(host)?;
    }
    let mut contact = Contact::default();
    details.apply(&mut contact)?;

    let recorded = store.update(|journal| {
        not_before_breakup(at, journal.rules.breakup)?;
        // Only what is put before others can change what is said of them, and only under `strict`
        // the last can move the window.
        let is_last = journal.newest().is_none_or(|newest| newest.compare(at).is_le());
        let strict = journal.rules.policy == Policy::Strict;
        let before = (strict || !is_last).then(|| Before::of(journal));
        let id = journal.record(at, Body::Contact(contact)).ok_or(Failure::NoIdLeft)?;
        Ok(recorded(journal, id, before.as_ref(), &clock)?)
    })?;

    if args.json {
        let shape = view::json::entry(&recorded.entry, &recorded.told);
        return view::json::write(&mut host.out, &shape);
    }
    let style = style(host);
    let caller = Caller { file: host.file.clone() };
    view::outcome::write(&mut host.out, &recorded, &caller, &style)?;
    Ok(())
}
