//! What `log` and `edit` say after they recorded an entry: for a contact the verdict and why, what to
//! do next, and the lines that can be true for this reader. At most [`MOST`] lines: the reader may be
//! at their worst.
//!
//! It judges nothing: verdict and remarks come from the domain. It records nothing either.

use unicode_width::UnicodeWidthStr;

use super::style::{Style, capital, count, date, word};
use super::{advice, entry, sentences, status};
use crate::advice::{Advice, Caller, CommandLine};
use crate::domain::{Assessment, By, Contact, Entry, Judgement, Remark, Reply, Summary, remarks};

/// The most lines where the terminal has 60 columns or more.
const MOST: usize = 7;

/// The least longest time without contact, in days, that is worth naming after a break.
const COMFORT: u32 = 3;

/// An entry that was just recorded or edited, with all that is shown of it.
pub(crate) struct Outcome {
    pub(crate) entry: Entry<'static>,
    /// Its day in the window and, for a contact, its verdict.
    pub(crate) assessment: Assessment,
    pub(crate) summary: Summary,
    /// How many verdicts of other entries changed.
    pub(crate) changed_verdicts: usize,
    /// Whether another window is in force now than before.
    pub(crate) window_moved: bool,
    /// Whether it happened within the last day. Of what is older, nothing is said that is about now.
    pub(crate) is_recent: bool,
    /// Whether the person said who began a contact.
    pub(crate) by_said: bool,
}

/// How soon a line is left out where there are too many; 0 is never.
type Ranked = (u8, String);

/// Everything: the entry, what is said of it if it is a contact, and how to correct it.
pub(crate) fn lines(outcome: &Outcome, caller: &Caller, style: &Style) -> Vec<String> {
    let mut lines = vec![(0, entry::headline(&outcome.entry, style))];
    let contact = outcome.entry.contact().zip(outcome.assessment.judgement);
    lines.extend(contact.iter().flat_map(|(contact, judgement)| {
        let said = said(outcome, contact, judgement);
        said.into_iter().map(|(rank, first, advice)| {
            (rank, advice::lines(&advice, first, caller, Some(style.width)))
        })
    }));
    if outcome.window_moved {
        lines.push((4, style.wrapped("", &moved(&outcome.summary))));
    }
    let others = entry::changed(outcome.changed_verdicts, "other verdict");
    lines.extend(others.map(|line| (7, line)));
    let corrections = corrections(outcome, contact);
    let drawn = |advice| advice::lines(&advice, "", caller, Some(style.width));
    lines.extend(beside(corrections.into_iter().map(|(rank, it)| (rank, drawn(it))), style));
    let rows = |lines: &[Ranked]| lines.iter().map(|(_, line)| line.lines().count()).sum::<usize>();
    while rows(&lines) > MOST {
        let last = lines.iter().enumerate().max_by_key(|(_, (rank, _))| *rank);
        let Some((at, _)) = last.filter(|(_, (rank, _))| *rank > 0) else { break };
        lines.remove(at);
    }
    if let (Some((_, judgement)), Some((_, line))) = (contact, lines.get_mut(1)) {
        let verdict = capital(&word(judgement.verdict));
        *line = line.replacen(&verdict, &style.bold(&verdict), 1);
    }
    lines.into_iter().map(|(_, line)| line).collect()
}

/// What is said of a contact: how soon each is left out, what stands before it, and the words.
fn said(
    outcome: &Outcome,
    contact: &Contact<'_>,
    judgement: &Judgement,
) -> Vec<(u8, &'static str, Advice)> {
    let reasons = judgement.reasons.iter().map(sentences::reason).collect::<Vec<_>>().join(" ");
    let verdict = format!("{}. {reasons}", capital(&word(judgement.verdict)));
    let mut said = vec![(0, "", Advice::words(verdict))];
    let remarks = remarks(contact, judgement, outcome.by_said);
    // Whoever is not owed an answer need not be told to go on with the day.
    if outcome.is_recent && !remarks.contains(&Remark::NoAnswerOwed) {
        said.push((0, "Next: ", sentences::next_step(judgement.verdict, contact)));
    }
    let id = outcome.entry.id;
    let remarks = remarks.iter().filter_map(|remark| sentences::remark(*remark, id));
    said.extend([0, 5].into_iter().zip(remarks).map(|(rank, remark)| (rank, "", remark)));
    let still = outcome.is_recent.then(|| still_true(&outcome.summary, judgement)).flatten();
    said.extend(still.map(|still| (9, "", Advice::words(still))));
    said
}

/// The facts that stand, if there are any.
fn still_true(summary: &Summary, judgement: &Judgement) -> Option<String> {
    let (apart, resisted) = (&summary.apart, summary.counts.urges_resisted);
    let days = |days: u32| count(days, "day");
    let mut facts = Vec::new();
    if judgement.verdict.is_break() {
        let still = format!("Your longest time without contact is still {}.", days(apart.longest));
        facts.extend((apart.longest >= COMFORT).then_some(still));
    } else if apart.days > 0 {
        facts.push(format!("{} without contact, longest {}.", days(apart.days), apart.longest));
    }
    facts.extend((resisted > 0).then(|| format!("You have resisted {}.", count(resisted, "urge"))));
    (!facts.is_empty()).then(|| facts.join(" "))
}

/// Which window is in force now.
fn moved(summary: &Summary) -> String {
    if summary.window.length.is_none() {
        return "The window has no end date from here on.".to_owned();
    }
    let (first, now) = (date(summary.window.first), status::in_words(summary));
    format!("The window now starts on {first}: {now}.")
}

/// The commands that correct the entry or take it back.
fn corrections(outcome: &Outcome, contact: Option<(&Contact<'_>, Judgement)>) -> Vec<(u8, Advice)> {
    let edit = |words| CommandLine::on_journal("edit").word(outcome.entry.id).words(words);
    let Some((contact, judgement)) = contact else { return vec![(0, sentences::undo())] };
    let mut all = Vec::new();
    let asks = remarks(contact, &judgement, outcome.by_said).contains(&Remark::WhoBegan);
    if asks {
        all.push((0, Advice::command("Was it them?", edit("--by them"))));
    }
    let undo = CommandLine::on_journal("undo");
    all.push((6, Advice::command("Recorded by mistake?", undo)));
    if asks && contact.necessary.is_none() {
        let necessary = edit("--necessary children");
        all.push((8, Advice::command("Could it not be avoided?", necessary)));
    }
    // They or chance began it, and nothing says how you answered.
    let is_open = contact.by != By::Me && contact.reply.is_none();
    if is_open && !contact.was_necessary() && !contact.stop.0 {
        let (question, reply) = match contact.answer() {
            Reply::Conversation => ("Did you keep it short?", edit("--reply brief")),
            _ => ("Did it become a conversation?", edit("--reply conversation")),
        };
        all.push((8, Advice::command(question, reply)));
    }
    all
}

/// The same lines; two that fit beside each other are one.
fn beside(lines: impl IntoIterator<Item = Ranked>, style: &Style) -> Vec<Ranked> {
    let mut joined: Vec<Ranked> = Vec::new();
    for (rank, line) in lines {
        match joined.last_mut() {
            Some((_, last))
                if !last.contains("    ") && last.width() + 4 + line.width() <= style.width =>
            {
                last.push_str("    ");
                last.push_str(&line);
            }
            _ => joined.push((rank, line)),
        }
    }
    joined
}
