//! `edit`: what is given is changed, what is not given stays.

use std::io::Write;

use anyhow::Result;
use clap::{Args, ValueEnum};

use super::contact::{Details, Placed};
use super::{Before, id, not_before_breakup, recorded, store, style};
use crate::domain::entry::{Body, Entry, Kind};
use crate::error::Failure;
use crate::host::Host;
use crate::view;
use crate::view::style::word;

#[derive(Args)]
#[command(after_help = "Examples:\n  nocontact edit 4 call --at yesterday 9pm\n  \
                        nocontact edit 4 --why apology --clear note")]
pub(crate) struct EditArgs {
    /// The entry's number, as in history
    #[arg(value_parser = id)]
    id: u64,
    #[command(flatten)]
    contact: Placed,
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
    let mut details = args.contact.0.details(&clock)?;
    if details.is_empty() && args.clear.is_empty() {
        let text = "say what to change; see nocontact help edit";
        return Err(Failure::Usage(text.to_owned()).into());
    }
    if let Some(field) = args.clear.iter().find(|field| details.gives(**field)) {
        let text = format!("{} is both given and cleared", word(*field));
        return Err(Failure::Usage(text).into());
    }
    let store = store(host)?;
    if details.note_on_input {
        // What is typed there should not be typed for nothing.
        store.require()?.journal()?.entry(args.id).ok_or(Failure::NoEntry(args.id))?;
        details.read_note(host)?;
    }
    let (edited, recorded) = store.update(|journal| {
        let mut entry = journal.entry(args.id).ok_or(Failure::NoEntry(args.id))?.clone();
        let before = Before::of(journal, &clock);
        apply(&mut entry, details, &args.clear)?;
        not_before_breakup(entry.at, journal.rules.breakup)?;
        let edited = journal.edit(entry);
        Ok((edited, recorded(journal, args.id, Some(&before), &clock)?))
    })?;
    if !edited {
        writeln!(host.out, "It is so already; nothing was changed.")?;
        return Ok(());
    }
    let style = style(host);
    view::recorded::write(&mut host.out, &recorded, &style)?;
    Ok(())
}

impl Details {
    fn gives(&self, field: Field) -> bool {
        match field {
            Field::Why => self.why.is_some(),
            Field::Reply => self.reply.is_some(),
            Field::Necessary => self.necessary.is_some(),
            Field::Triggers => !self.triggers.is_empty(),
            Field::Note => self.note.is_some() || self.note_on_input,
            Field::Resisted | Field::Done => false,
        }
    }
}

/// What of an entry can be changed here, its time aside.
fn fields(kind: Kind) -> &'static [Field] {
    match kind {
        Kind::Contact => {
            &[Field::Why, Field::Reply, Field::Necessary, Field::Triggers, Field::Note]
        }
        Kind::Urge => &[Field::Triggers, Field::Note, Field::Resisted],
        Kind::Goal => &[Field::Note, Field::Done],
        Kind::Plan => &[Field::Note],
        Kind::Restart | Kind::Letter | Kind::Reflection => &[],
    }
}

/// Refuses what an entry of its kind does not have. The note of a goal or a plan line is its text,
/// which cannot be empty.
fn check(entry: &Entry<'_>, details: &Details, clear: &[Field]) -> Result<(), Failure> {
    let kind = entry.body.kind();
    let has = |field: &Field| fields(kind).contains(field);
    let given = Field::value_variants().iter().filter(|field| details.gives(**field));
    let contact = kind == Kind::Contact;
    if !given.chain(clear).all(has) || details.speaks_of_contact() && !contact {
        let text = format!("entry {} is of kind {}, which has no such field", entry.id, word(kind));
        return Err(Failure::Refused(text));
    }
    if matches!(kind, Kind::Goal | Kind::Plan) && clear.contains(&Field::Note) {
        let text =
            format!("entry {id} would be empty; take it out: nocontact remove {id}", id = entry.id);
        return Err(Failure::Refused(text));
    }
    Ok(())
}

/// Puts what was said in the place of what the entry has.
fn apply(entry: &mut Entry<'_>, details: Details, clear: &[Field]) -> Result<(), Failure> {
    check(entry, &details, clear)?;
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
        Body::Plan(text) => {
            if let Some(new) = details.note {
                *text = new.into();
            }
        }
        Body::Restart | Body::Letter(_) | Body::Reflection(_) => {}
    }
    Ok(())
}
