//! What `log` and `edit` say after they recorded an entry. For a contact: the verdict, its reasons,
//! what is still true, and what to do next.
//!
//! It judges nothing: verdict and suggestion come from the domain. It records nothing either.

use super::style::{Style, count, word};
use super::{advice, entry, sentences, status};
use crate::advice::{Advice, Caller, CommandLine};
use crate::domain::{
    Assessment, By, Channel, Contact, Entry, Judgement, Policy, Suggestion, Summary,
};

/// An entry that was just recorded or edited, with all that is shown of it.
pub(crate) struct Outcome {
    /// The entry.
    pub(crate) entry: Entry<'static>,
    /// Its day in the window and, for a contact, its verdict.
    pub(crate) assessment: Assessment,
    /// The figures of the journal with it.
    pub(crate) summary: Summary,
    /// How many verdicts of other entries changed.
    pub(crate) changed_verdicts: usize,
    /// Whether another window is in force now than before.
    pub(crate) window_moved: bool,
    /// What may help next, if anything.
    pub(crate) suggestion: Option<Suggestion>,
}

/// Everything: the entry, what is said of it if it is a contact, and what to do next.
pub(crate) fn lines(outcome: &Outcome, caller: &Caller, style: &Style) -> Vec<String> {
    let mut lines = vec![entry::headline(&outcome.entry, style)];
    if let Some((contact, judgement)) = outcome.entry.contact().zip(outcome.assessment.judgement) {
        lines.push(format!("\nRecorded as {}", style.bold(&word(judgement.verdict))));
        let remarks = remarks(outcome, contact, judgement);
        lines.extend(advice::on_screen(remarks, "  ", caller, style));
        lines.push(String::new());
        let still_true = still_true(&outcome.summary, judgement);
        lines.extend(still_true.map(|facts| style.wrapped("Still true: ", &facts)));
        let next = sentences::next_step(judgement.verdict, contact);
        lines.push(style.wrapped("Next: ", next));
        let again = (outcome.suggestion == Some(Suggestion::Urge)).then(sentences::next_time);
        lines.extend(advice::on_screen(again, "", caller, style));
    }
    if outcome.window_moved {
        let now = status::in_words(&outcome.summary);
        lines.push(style.wrapped("", &format!("The window moved with it: {now}.")));
    }
    lines.extend(entry::changed(outcome.changed_verdicts, "other verdict"));
    lines.extend(advice::on_screen(commands(&outcome.entry), "", caller, style));
    lines
}

/// The reasons of a verdict, and what to know of such a contact.
fn remarks(outcome: &Outcome, contact: &Contact<'_>, judgement: Judgement) -> Vec<Advice> {
    let reasons = judgement.reasons.iter().map(sentences::reason);
    let unwanted = (outcome.suggestion == Some(Suggestion::Safety)).then(sentences::unwanted);
    let visit = contact.by == By::Me && contact.channel == Channel::Visit;
    let is_overridden = visit || outcome.summary.policy == Policy::Open;
    let overrides = is_overridden.then(|| Advice::words(sentences::OVERRIDES));
    reasons.map(Advice::words).chain(unwanted).chain(overrides).collect()
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

/// The commands that correct the entry or undo it.
fn commands(entry: &Entry<'_>) -> Vec<Advice> {
    let edit = CommandLine::on_journal("edit").word(entry.id);
    let contact = entry.contact();
    // They or chance began it, and you did not say how you answered.
    let leaves_reply_open =
        contact.is_some_and(|it| it.by != By::Me && it.reply.is_none() && !it.was_necessary());
    let answered = edit.clone().words("--reply conversation");
    let answered = leaves_reply_open.then(|| Advice::command("If you did answer", answered));
    let correct = contact.map(|_| Advice::command("To add or correct", edit));
    answered.into_iter().chain([sentences::undo()]).chain(correct).collect()
}
