//! What `log` and `edit` say of an entry: of a contact the verdict, its reasons, what is still true,
//! what next.

use std::io::{self, Write};

use super::style::{Style, count, word};
use super::{entry, sentences, status};
use crate::domain::contact::{By, Channel};
use crate::domain::entry::Entry;
use crate::domain::pointer::Pointer;
use crate::domain::standing::Standing;
use crate::domain::told::{Judgement, Told};
use crate::domain::window::Policy;

/// An entry that was just written, with all that there is to say of it.
pub(crate) struct Recorded {
    /// The entry.
    pub(crate) entry: Entry<'static>,
    /// What is said of it.
    pub(crate) told: Told,
    /// Where things stand with it.
    pub(crate) standing: Standing,
    /// How many other verdicts are not what they were.
    pub(crate) changed: usize,
    /// Whether the window in force is another one than before.
    pub(crate) moved: bool,
    /// What would help next.
    pub(crate) pointer: Option<Pointer>,
}

impl Recorded {
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
    recorded: &Recorded,
    program: &str,
    style: &Style,
) -> io::Result<()> {
    writeln!(out, "{}", entry::headline(&recorded.entry, style))?;
    if let (Some(contact), Some(judgement)) = (recorded.entry.contact(), recorded.told.judgement) {
        writeln!(out)?;
        writeln!(out, "Recorded as {}", style.bold(&word(judgement.verdict)))?;
        for reason in judgement.reasons.iter() {
            writeln!(out, "{}", style.wrapped("  ", sentences::reason(reason)))?;
        }
        let by_me = contact.by == By::Me;
        let visit = by_me && contact.channel == Channel::Visit;
        let open = recorded.standing.policy == Policy::Open;
        if recorded.pointer == Some(Pointer::Safety) {
            writeln!(out, "{}", style.wrapped("  ", sentences::UNWANTED))?;
        }
        if visit || open {
            writeln!(out, "{}", style.wrapped("  ", sentences::OVERRIDES))?;
        }
        writeln!(out)?;
        if let Some(true_still) = still_true(&recorded.standing, judgement) {
            writeln!(out, "{}", style.wrapped("Still true: ", &true_still))?;
        }
        let next = sentences::next_step(judgement.verdict, contact);
        writeln!(out, "{}", style.wrapped("Next: ", next))?;
        if recorded.pointer == Some(Pointer::Urge) {
            writeln!(out, "{}", style.offered(sentences::NEXT_TIME, program))?;
        }
    }
    if recorded.moved {
        let now = status::in_words(&recorded.standing);
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
fn still_true(standing: &Standing, judgement: Judgement) -> Option<String> {
    let apart = &standing.apart;
    let mut facts = Vec::new();
    if apart.days > 0 && !judgement.verdict.is_break() {
        let days = count(apart.days, "day");
        facts.push(format!("{days} without contact, longest {}", apart.longest));
    } else if apart.longest > 0 {
        facts.push(format!("your longest time without contact is {}", count(apart.longest, "day")));
    }
    if standing.counts.urges_resisted > 0 {
        facts.push(format!("urges resisted: {}", standing.counts.urges_resisted));
    }
    (!facts.is_empty()).then(|| format!("{}.", facts.join("; ")))
}
