//! `log`: records a contact, then says what it was.

use super::prelude::*;
use crate::args::contact::{ContactArgs, Doubtful, Subject, WordParser};
use crate::args::input::ContactInput;
use crate::domain::{Contact, Kind, Moment};
use crate::terminal::contact::{Asked, End, ask_many, shown};
use crate::terminal::drafts::with_note;
use crate::terminal::question::ask_yes_or_no;
use crate::view::style::moment;

#[derive(Args)]
#[command(after_help = include_str!("../help/log.txt"))]
#[command(mut_arg("words", |arg| arg.value_name("WORDS").value_parser(WordParser).help(
    "Who, how, how often, then your note"
)))]
pub(crate) struct LogArgs {
    #[command(flatten)]
    contact: ContactArgs,
    /// Ask about one contact after another, to catch up
    #[arg(long, conflicts_with_all = RECORDS.split(' '))]
    many: bool,
    /// Print only the entry, on one line
    #[arg(long, conflicts_with = "json")]
    quiet: bool,
    /// Print the entry as JSON
    #[arg(long)]
    json: bool,
}

/// What says something of a single contact.
const RECORDS: &str = "words at trigger note by channel why reply necessary stop times quiet json";

pub(crate) fn run(args: &LogArgs, session: &mut Session) -> Result<()> {
    if args.many {
        // What is read is gone from standard input, so this process must not begin again.
        (session.host.hide_arguments)();
        return ask_many(session);
    }
    let subject = Subject { command: "log".into(), kind: Kind::Contact, day: None };
    let asks = session.host.is_attended() && !args.json && !args.quiet;
    let outcome = match args.contact.input(&subject, &session.clock) {
        Ok(_) if asks && args.contact.is_bare() => {
            let outcome =
                session.record(session.clock.moment(), Body::Contact(Contact::default()))?;
            let end = Asked::of(Outcome { by_said: false, ..outcome })?.ask(session)?;
            return shown(end, session);
        }
        Ok(input) => {
            let at = input.at.unwrap_or_else(|| session.clock.moment());
            let again = input.note_on_input.then(|| args.contact.again(&subject, &[], Some(at)));
            record(input, at, again, session)?
        }
        Err(doubt) if asks && doubt.can_be_asked() && !doubt.is_of_harm() => {
            return clarified(*doubt, session);
        }
        Err(doubt) => return Err(session.possible(doubt.failure).into()),
    };
    if args.json {
        return session.print_json(&view::json::EntryShape(&outcome.entry, &outcome.assessment));
    }
    if args.quiet {
        return session.print(&entry::headline(&outcome.entry, &session.style));
    }
    shown(End::Recorded(outcome.into()), session)
}

/// Records what was said, at a moment. `again` is the command line for a note on standard input.
fn record(
    input: ContactInput,
    at: Moment,
    again: Option<CommandLine>,
    session: &mut Session,
) -> Result<Outcome> {
    let mut contact = Contact::default();
    let by_said = input.facts.by.is_some();
    input.apply(&mut contact)?;
    let outcome = with_note(again, Some(at), session, |note, session| {
        contact.note = note.map(Into::into).or(contact.note);
        session.record(at, Body::Contact(contact))
    })?;
    Ok(Outcome { by_said, ..outcome })
}

/// Asks what words may mean. Nothing is recorded before the first answer.
fn clarified(doubt: Doubtful, session: &mut Session) -> Result<()> {
    session.store.require()?;
    let mut input = doubt.input;
    if let Some(dated) = doubt.dated {
        let when = dated.at.map(moment).unwrap_or_default();
        let question = format!("Was it then: {when}? [y/n] ");
        match ask_yes_or_no(&question, 3, true, session.host)? {
            Some(true) => input = dated,
            Some(false) => {}
            None => return Err(doubt.failure.into()),
        }
    }
    if !doubt.is_open {
        let at = input.at.unwrap_or_else(|| session.clock.moment());
        let outcome = record(input, at, None, session)?;
        return shown(End::Recorded(outcome.into()), session);
    }
    let unclear = format!("{}. Nothing is recorded until you answer.", doubt.failure.what);
    session.warn(&Advice::words(unclear), "");
    match Asked::new(input, None)?.ask(session)? {
        End::NothingSaid => Err(doubt.failure.into()),
        end => shown(end, session),
    }
}
