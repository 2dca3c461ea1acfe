//! `edit`: changes what is given, and keeps what is not.

use std::collections::HashSet;

use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser};

use super::prelude::*;
use crate::args::contact::{ContactArgs, Subject, WordParser};
use crate::args::doubt::more_than_an_urge;
use crate::args::ids::{Id, id};
use crate::args::input::ContactInput;
use crate::domain::{Act, Entry, Goal, Kind, Plan};
use crate::session::not_before_breakup;
use crate::terminal::drafts::with_note;
use crate::view::sentences::NOTHING_TO_CHANGE;

#[derive(Args)]
#[command(after_help = include_str!("../help/edit.txt"))]
#[command(mut_arg("words", |arg| arg.value_name("WORDS").value_parser(WordParser).help(
    "What log takes; for a goal or a plan line, its new text"
).hide_possible_values(true)))]
pub(crate) struct EditArgs {
    /// The number of the entry, from history, or last
    #[arg(value_parser = id)]
    id: Id,
    #[command(flatten)]
    contact: ContactArgs,
    /// Empty a field; can be repeated
    #[arg(long, value_name = "FIELD", value_parser = clearable())]
    clear: Vec<String>,
}

/// The names of the fields that can be emptied. A letter is not edited.
fn clearable() -> PossibleValuesParser {
    let editable = Kind::value_variants().iter().filter(|kind| **kind != Kind::Letter);
    let fields = editable.flat_map(|kind| kind.fields()).filter(|field| field.can_be_empty);
    let mut seen = HashSet::new();
    let names = fields.map(|field| field.name).filter(|name| seen.insert(*name));
    let singular = |name| (name == "triggers").then_some("trigger");
    let values = names.map(|name| PossibleValue::new(name).aliases(singular(name)));
    PossibleValuesParser::new(values.collect::<Vec<_>>())
}

pub(crate) fn run(args: &EditArgs, session: &mut Session) -> Result<()> {
    // The entry decides what the words mean, and whether it has a note at all.
    let loaded = session.store.require()?;
    let journal = loaded.journal()?;
    let id = args.id.of(&journal, None)?;
    let found = journal.entry(id).ok_or_else(|| Failure::no_entry(id))?;
    let kind = found.body.kind();
    let subject = Subject {
        command: CommandLine::on_journal("edit").word(id),
        kind,
        day: Some(found.at.day()),
    };
    let heard = args.contact.input(&subject, &session.clock);
    let mut input = heard.map_err(|doubt| session.possible(doubt.failure))?;
    if let Some(command) = meant(id, kind, &input) {
        let what = format!("this would only change the text of entry {id}");
        return Err(Failure::usage(what).offer("did you mean", command).into());
    }
    check(id, kind, &input, &args.clear)?;
    let again = input.note_on_input.then(|| {
        let again = args.contact.again(&subject, &[], input.at);
        args.clear.iter().fold(again, |line, name| line.word("--clear").word(name))
    });
    let (outcome, edited) = with_note(again, input.at, session, |note, session| {
        input.note = note.or(input.note);
        session.change_entry(|journal| {
            let found_now = journal.entry(id).ok_or_else(|| Failure::no_entry(id))?;
            let mut entry = found_now.clone();
            // Between the two looks, another process may have removed the entry and reused its id.
            if (entry.at, entry.body.kind()) != (found.at, kind) {
                return Err(Failure::changed_meanwhile(entry.id).into());
            }
            apply(&mut entry, input, &args.clear)?;
            if entry.at != found_now.at {
                entry.at = not_before_breakup(entry.at, journal)?;
            }
            Ok((id, journal.replace(entry, Act::Edited)))
        })
    })?;
    if !edited {
        return session.print(NOTHING_TO_CHANGE);
    }
    session.print_lines(view::outcome::lines(&outcome, &session.caller, &session.style))
}

/// The command that is meant by words that end a goal or an urge.
fn meant(id: u64, kind: Kind, input: &ContactInput) -> Option<CommandLine> {
    let words = match (kind, input.note.as_deref()?) {
        (Kind::Goal, "done") => "goal --done",
        (Kind::Urge, "resisted") => "urge --resisted",
        (Kind::Urge, note) if more_than_an_urge(note).is_some() => "urge --gave-in",
        _ => return None,
    };
    Some(CommandLine::on_journal(words).word(id))
}

/// Whether `name` changes an entry of `kind`. The note of a goal or a plan line is its text.
fn has(kind: Kind, name: &str) -> bool {
    kind.field(name).is_some() || name == "note" && matches!(kind, Kind::Goal | Kind::Plan)
}

/// Refuses what says nothing or too much, and what an entry of its kind does not have.
fn check(id: u64, kind: Kind, input: &ContactInput, clear: &[String]) -> Result<(), Failure> {
    let given: Vec<&str> = input.given().collect();
    let mut named = given.iter().copied().chain(clear.iter().map(String::as_str)).peekable();
    if input.at.is_none() && named.peek().is_none() {
        let help = CommandLine::alone("help edit");
        return Err(Failure::usage("say what to change").offer("to see what you can change", help));
    }
    if let Some(field) = clear.iter().find(|field| given.contains(&field.as_str())) {
        return Err(Failure::usage(format!("use --{field} or --clear {field}, not both")));
    }
    if let Some(field) = named.find(|name| !has(kind, name)) {
        let but = format!("; \"{field}\" does not apply");
        return Err(changeable(kind, Failure::other_kind(id, kind, &but)));
    }
    if matches!(kind, Kind::Goal | Kind::Plan) && clear.iter().any(|name| name == "note") {
        let remove = CommandLine::on_journal("remove").word(id);
        let what = format!("entry {id} would be empty");
        return Err(Failure::new(what).offer("to remove it", remove));
    }
    Ok(())
}

/// With what can be changed of an entry, in the words of the command line.
fn changeable(kind: Kind, failure: Failure) -> Failure {
    let options = match kind {
        Kind::Contact => {
            let help = CommandLine::alone("help edit");
            return failure.offer("to see what a contact has", help);
        }
        Kind::Urge => "--at, --trigger, --note, --clear resisted",
        Kind::Goal => "--at, --note for its text, --clear done",
        Kind::Plan => "--at, --note for its text",
        Kind::Restart | Kind::Letter | Kind::Reflection => "--at",
    };
    failure.hint(format!("you can change: {options}"))
}

/// Replaces what the entry has by what was said.
fn apply(entry: &mut Entry<'_>, input: ContactInput, clear: &[String]) -> Result<(), Failure> {
    entry.at = input.at.unwrap_or(entry.at);
    for name in clear {
        entry.body.clear(name);
    }
    match &mut entry.body {
        Body::Contact(contact) => input.apply(contact)?,
        Body::Urge(urge) => {
            if !input.triggers.is_empty() {
                urge.triggers = input.triggers.into_iter().map(Into::into).collect();
            }
            urge.note = input.note.map(Into::into).or_else(|| urge.note.take());
        }
        Body::Goal(Goal { text, .. }) | Body::Plan(Plan { text }) => {
            if let Some(new) = input.note {
                *text = new.into();
            }
        }
        Body::Restart | Body::Letter(_) | Body::Reflection(_) => {}
    }
    Ok(())
}
