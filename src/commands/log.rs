//! `log`: records a contact, then says what it was.

use anyhow::Result;
use clap::Args;

use crate::args::contact::ContactArgs;
use crate::args::note::read_note;
use crate::domain::{Body, Contact, Kind};
use crate::session::Session;
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

pub(crate) fn run(args: &LogArgs, session: &mut Session) -> Result<()> {
    let mut input = args.contact.input(&session.clock, Kind::Contact)?;
    let at = input.at.unwrap_or_else(|| session.clock.moment());
    if input.note_on_input {
        session.check_not_before_breakup(at)?;
        input.note = read_note(session.host)?;
    }
    let mut contact = Contact::default();
    input.apply(&mut contact)?;
    let outcome = session.record(at, Body::Contact(contact))?;
    if args.json {
        return session.print_json(&view::json::entry(&outcome.entry, &outcome.assessment));
    }
    session.print_lines(view::outcome::lines(&outcome, &session.caller, &session.style))
}
