//! What `log` and `edit` say of an entry: of a contact the verdict, its reasons, what is still true,
//! what next.

use std::io::{self, Write};

use super::style::{Style, count, word};
use super::{entry, sentences, status};
use crate::domain::assessment::{Assessment, Judgement};
use crate::domain::contact::{By, Channel};
use crate::domain::entry::Entry;
use crate::domain::suggestion::Suggestion;
use crate::domain::summary::Summary;
use crate::domain::window::Policy;

/// An entry that was just written, with all that there is to say of it.
pub(crate) struct Outcome {
    /// The entry.
    pub(crate) entry: Entry<'static>,
    /// What is said of it.
    pub(crate) told: Assessment,
    /// Where things stand with it.
    pub(crate) summary: Summary,
    /// How many other verdicts are not what they were.
    pub(crate) changed: usize,
    /// Whether the window in force is another one than before.
    pub(crate) moved: bool,
    /// What would help next.
    pub(crate) suggestion: Option<Suggestion>,
}

impl Outcome {
    fn changed_in_words(&self) -> Option<String> {
        let text = format!("{} changed with it.", count(self.changed as u64, "other verdict"));
        (self.changed > 0).then_some(text)
    }

    /// Whether they or chance began it, and how it was answered was not said.
    fn leaves_reply_open(&self) -> bool {
        let contact = self.entry.contact();
        contact.is_some_and(|contact| {
            contact.by != By::Me && contact.reply.is_none() && !contact.was_necessary()
        })
    }
}

/// Writes the whole answer. `program` is what calls nocontact on this journal.
pub(crate) fn write(
    out: &mut dyn Write,
    recorded: &Outcome,
    caller: &crate::advice::Caller,
    style: &Style,
) -> io::Result<()> {
    let program = &super::advice::command(&crate::advice::CommandLine::on_journal(""), caller);
    writeln!(out, "{}", entry::headline(&recorded.entry, style))?;
    if let (Some(contact), Some(judgement)) = (recorded.entry.contact(), recorded.told.judgement) {
        writeln!(out)?;
        writeln!(out, "Recorded as {}", style.bold(&word(judgement.verdict)))?;
        for reason in judgement.reasons.iter() {
            writeln!(out, "{}", style.wrapped("  ", sentences::reason(reason)))?;
        }
        let by_me = contact.by == By::Me;
        let visit = by_me && contact.channel == Channel::Visit;
        let open = recorded.summary.policy == Policy::Open;
        if recorded.suggestion == Some(Suggestion::Safety) {
            writeln!(out, "{}", style.wrapped("  ", sentences::UNWANTED))?;
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
            writeln!(out, "{}", style.offered(sentences::NEXT_TIME, program))?;
        }
    }
    if recorded.moved {
        let now = status::in_words(&recorded.summary);
        writeln!(out, "{}", style.wrapped("", &format!("The window moved with it: {now}.")))?;
    }
    if let Some(changed) = recorded.changed_in_words() {
        writeln!(out, "{changed}")?;
    }
    let id = recorded.entry.id;
    if recorded.leaves_reply_open() {
        writeln!(out, "If you did answer: {program} edit {id} --reply conversation")?;
    }
    writeln!(out, "To undo this: {program} undo")?;
    if recorded.entry.contact().is_some() {
        writeln!(out, "To add or correct: {program} edit {id}")?;
    }
    Ok(())
}

/// What a break does not take away.
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
