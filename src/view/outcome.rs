//! What `log` and `edit` say after they recorded an entry. For a contact: the verdict, its reasons,
//! what is still true, and what to do next.
//!
//! It judges nothing: verdict and suggestion come from the domain.

use std::io::{self, Write};

use super::style::{Style, count, word};
use super::{advice, entry, sentences, status};
use crate::advice::{Advice, Caller, CommandLine};
use crate::domain::assessment::{Assessment, Judgement};
use crate::domain::contact::{By, Channel, Contact};
use crate::domain::entry::Entry;
use crate::domain::suggestion::Suggestion;
use crate::domain::summary::Summary;
use crate::domain::window::Policy;

/// An entry that was just recorded or edited, with all that is shown of it.
pub(crate) struct Outcome {
    /// The entry.
    pub(crate) entry: Entry<'static>,
    /// Its day in the window and, for a contact, its verdict.
    pub(crate) told: Assessment,
    /// The figures of the journal with it.
    pub(crate) summary: Summary,
    /// How many verdicts of other entries changed.
    pub(crate) changed: usize,
    /// Whether another window is in force now than before.
    pub(crate) moved: bool,
    /// What may help next, if anything.
    pub(crate) suggestion: Option<Suggestion>,
}

impl Outcome {
    /// `1 other verdict changed with it.`, if any did.
    fn changed_in_words(&self) -> Option<String> {
        let text = format!("{} changed with it.", count(self.changed as u64, "other verdict"));
        (self.changed > 0).then_some(text)
    }

    /// The commands that correct or undo it.
    fn commands(&self) -> Vec<Advice> {
        let id = self.entry.id;
        let edit = CommandLine::on_journal("edit").word(id);
        let mut commands = Vec::new();
        if self.leaves_reply_open() {
            let answered = edit.clone().words("--reply conversation");
            commands.push(Advice::command("If you did answer", answered));
        }
        commands.push(Advice::command("To undo this", CommandLine::on_journal("undo")));
        if self.entry.contact().is_some() {
            commands.push(Advice::command("To add or correct", edit));
        }
        commands
    }

    /// Whether they or chance began it, and you did not say how you answered.
    fn leaves_reply_open(&self) -> bool {
        let contact = self.entry.contact();
        contact.is_some_and(|contact| {
            contact.by != By::Me && contact.reply.is_none() && !contact.was_necessary()
        })
    }
}

/// Writes everything: the entry, what is said of it if it is a contact, and what to do next.
pub(crate) fn write(
    out: &mut dyn Write,
    recorded: &Outcome,
    caller: &Caller,
    style: &Style,
) -> io::Result<()> {
    writeln!(out, "{}", entry::headline(&recorded.entry, style))?;
    if let (Some(contact), Some(judgement)) = (recorded.entry.contact(), recorded.told.judgement) {
        of_contact(out, recorded, contact, judgement, caller, style)?;
    }
    if recorded.moved {
        let now = status::in_words(&recorded.summary);
        writeln!(out, "{}", style.wrapped("", &format!("The window moved with it: {now}.")))?;
    }
    if let Some(changed) = recorded.changed_in_words() {
        writeln!(out, "{changed}")?;
    }
    for command in recorded.commands() {
        writeln!(out, "{}", advice::lines(&command, "", caller, Some(style.width)))?;
    }
    Ok(())
}

/// The verdict of a contact, its reasons, what is still true, and one thing to do next.
fn of_contact(
    out: &mut dyn Write,
    recorded: &Outcome,
    contact: &Contact<'_>,
    judgement: Judgement,
    caller: &Caller,
    style: &Style,
) -> io::Result<()> {
    writeln!(out)?;
    writeln!(out, "Recorded as {}", style.bold(&word(judgement.verdict)))?;
    for reason in judgement.reasons.iter() {
        writeln!(out, "{}", style.wrapped("  ", sentences::reason(reason)))?;
    }
    let visit = contact.by == By::Me && contact.channel == Channel::Visit;
    let open = recorded.summary.policy == Policy::Open;
    if recorded.suggestion == Some(Suggestion::Safety) {
        let unwanted = sentences::unwanted();
        writeln!(out, "{}", advice::lines(&unwanted, "  ", caller, Some(style.width)))?;
    }
    if visit || open {
        writeln!(out, "{}", style.wrapped("  ", sentences::OVERRIDES))?;
    }
    writeln!(out)?;
    if let Some(true_still) = still_true(&recorded.summary, judgement) {
        writeln!(out, "{}", style.wrapped("Still true: ", &true_still))?;
    }
    let next = sentences::next_step(judgement.verdict, contact);
    writeln!(out, "{}", style.wrapped("Next: ", next))?;
    if recorded.suggestion == Some(Suggestion::Urge) {
        let next_time = sentences::next_time();
        writeln!(out, "{}", advice::lines(&next_time, "", caller, Some(style.width)))?;
    }
    Ok(())
}

/// The facts that a break does not undo, if there are any.
fn still_true(summary: &Summary, judgement: Judgement) -> Option<String> {
    let apart = &summary.apart;
    let mut facts = Vec::new();
    if apart.days > 0 && !judgement.verdict.is_break() {
        let days = count(apart.days, "day");
        facts.push(format!("{days} without contact, longest {}", apart.longest));
    } else if apart.longest > 0 {
        facts.push(format!("your longest time without contact is {}", count(apart.longest, "day")));
    }
    if summary.counts.urges_resisted > 0 {
        facts.push(format!("urges resisted: {}", summary.counts.urges_resisted));
    }
    (!facts.is_empty()).then(|| format!("{}.", facts.join("; ")))
}
