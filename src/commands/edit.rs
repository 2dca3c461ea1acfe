//! `edit`: what is given is changed, what is not given stays.

use std::io::Write;

use anyhow::Result;
use clap::{Args, ValueEnum};

use super::{Before, SO_ALREADY, id, not_before_breakup, program, recorded, store, style};
use crate::args::contact::{ContactArgs, ContactInput};
use crate::domain::entry::{Body, Entry, Kind};
use crate::domain::suggestion::Suggestion;
use crate::error::Failure;
use crate::host::Host;
use crate::store::Store;
use crate::view;
use crate::view::style::word;

#[derive(Args)]
#[command(after_help = "Examples:\n  nocontact edit 4 call --at yesterday 9pm\n  \
                        nocontact edit 4 --why apology --clear note\n  \
                        nocontact edit 5 run three times a week\n\nThe words behind the number of \
                        a goal or a plan line are its new text,\nthose of an urge its note. \
                        To open one again: --clear done, --clear resisted.")]
#[command(mut_arg("words", |arg| arg.help(
    "A note, in your own words; of a goal or a plan line, the text"
)))]
#[command(mut_arg("note", |arg| arg.help(
    "As NOTE; with -, read from standard input, out of the shell's history"
)))]
pub(crate) struct EditArgs {
    /// The entry's number, as in history
    #[arg(value_parser = id)]
    id: u64,
    #[command(flatten)]
    contact: ContactArgs,
    /// Empty a field; may be given again
    #[arg(long, value_name = "FIELD", value_enum)]
    clear: Vec<Field>,
}

/// The fields that can be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Field {
    Why,
    Reply,
    Necessary,
    #[value(alias = "trigger")]
    Triggers,
    Note,
    Resisted,
    Done,
}

pub(crate) fn run(args: &EditArgs, host: &mut Host<'_>) -> Result<()> {
    let clock = host.clock()?;
    let store = store(host)?;
    // What the words are, and whether there is anything to type a note for, depends on the entry.
    let found = find(args.id, &store)?;
    let kind = found.body.kind();
    let mut details = args.contact.details(&clock, kind)?;
    check(args.id, kind, &details, &args.clear)?;
    if details.note_on_input {
        details.read_note(host)?;
    }
    let (edited, mut recorded) = store.update(|journal| {
        let mut entry = journal.entry(args.id).ok_or(Failure::NoEntry(args.id))?.clone();
        // Between the two looks, another may have taken the entry back and recorded this one.
        if (entry.at, entry.body.kind()) != (found.at, kind) {
            let text = format!("entry {} was changed meanwhile; nothing was done", entry.id);
            return Err(Failure::Refused(text).into());
        }
        let before = Before::of(journal);
        apply(&mut entry, details, &args.clear)?;
        not_before_breakup(entry.at, journal.rules.breakup)?;
        let edited = journal.edit(entry);
        Ok((edited, recorded(journal, args.id, Some(&before), &clock)?))
    })?;
    if !edited {
        writeln!(host.out, "{SO_ALREADY}")?;
        return Ok(());
    }
    // To put right what was is not the moment for what to do next time.
    recorded.suggestion = recorded.suggestion.filter(|&suggestion| suggestion != Suggestion::Urge);
    let style = style(host);
    let program = program(host);
    view::outcome::write(&mut host.out, &recorded, &program, &style)?;
    Ok(())
}

/// The entry that bears `id`.
fn find(id: u64, store: &Store) -> Result<Entry<'static>> {
    let loaded = store.require()?;
    let journal = loaded.journal()?;
    Ok(journal.entry(id).ok_or(Failure::NoEntry(id))?.clone().into_owned())
}

/// The fields of an entry that can be changed here, its time aside. The note of a goal or a plan
/// line is its text.
fn fields(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Contact => {
            &["channel", "by", "why", "reply", "necessary", "times", "triggers", "note"]
        }
        Kind::Urge => &["triggers", "note", "resisted"],
        Kind::Goal => &["note", "done"],
        Kind::Plan => &["note"],
        Kind::Restart | Kind::Letter | Kind::Reflection => &[],
    }
}

/// Refuses what says nothing or too much, and what an entry of its kind does not have.
fn check(id: u64, kind: Kind, details: &ContactInput, clear: &[Field]) -> Result<(), Failure> {
    let cleared: Vec<_> = clear.iter().copied().map(word).collect();
    let given: Vec<&str> = details.given().collect();
    let mut named = given.iter().copied().chain(cleared.iter().map(String::as_str)).peekable();
    if details.at.is_none() && named.peek().is_none() {
        let text = "say what to change; see nocontact help edit";
        return Err(Failure::Usage(text.to_owned()));
    }
    if let Some(field) = cleared.iter().find(|field| given.contains(&field.as_str())) {
        return Err(Failure::Usage(format!("{field} is both given and cleared")));
    }
    if let Some(field) = named.find(|name| !fields(kind).contains(name)) {
        let what = format!("entry {id} is of kind {}, which has no \"{field}\"", word(kind));
        return Err(Failure::Own { code: 1, what, hint: changeable(kind).to_owned() });
    }
    if matches!(kind, Kind::Goal | Kind::Plan) && clear.contains(&Field::Note) {
        let what = format!("entry {id} would be empty");
        let hint = format!("to take it out: nocontact remove {id}");
        return Err(Failure::Own { code: 1, what, hint });
    }
    Ok(())
}

/// What can be changed of an entry, in the words of the command line.
fn changeable(kind: Kind) -> &'static str {
    match kind {
        Kind::Contact => "to see what a contact has: nocontact help edit",
        Kind::Urge => "what can be changed: --at, --trigger, --note, --clear resisted",
        Kind::Goal => "what can be changed: --at, --note for its text, --clear done",
        Kind::Plan => "what can be changed: --at, --note for its text",
        Kind::Restart | Kind::Letter | Kind::Reflection => "what can be changed: --at",
    }
}

/// Puts what was said in the place of what the entry has.
fn apply(entry: &mut Entry<'_>, details: ContactInput, clear: &[Field]) -> Result<(), Failure> {
    entry.at = details.at.unwrap_or(entry.at);
    match &mut entry.body {
        Body::Contact(contact) => {
            for field in clear {
                match field {
                    Field::Why => contact.why = None,
                    Field::Reply => contact.reply = None,
                    Field::Necessary => contact.necessary = None,
                    Field::Triggers => contact.triggers.clear(),
                    Field::Note => contact.note = None,
                    Field::Resisted | Field::Done => {}
                }
            }
            details.apply(contact)?;
        }
        Body::Urge(urge) => {
            if clear.contains(&Field::Note) {
                urge.note = None;
            }
            if clear.contains(&Field::Resisted) {
                urge.resisted = None;
            }
            if clear.contains(&Field::Triggers) || !details.triggers.is_empty() {
                urge.triggers = details.triggers.into_iter().map(Into::into).collect();
            }
            if let Some(note) = details.note {
                urge.note = Some(note.into());
            }
        }
        Body::Goal(goal) => {
            if clear.contains(&Field::Done) {
                goal.done = None;
            }
            if let Some(text) = details.note {
                goal.text = text.into();
            }
        }
        Body::Plan(plan) => {
            if let Some(new) = details.note {
                plan.text = new.into();
            }
        }
        Body::Restart | Body::Letter(_) | Body::Reflection(_) => {}
    }
    Ok(())
}
