//! What `log` and `edit` say after they recorded an entry: for a contact the verdict and why, what to
//! do next, and the lines that can be true for this reader. At most [`MOST`] lines: the reader may be
//! at their worst.
//!
//! It judges nothing: verdict and remarks come from the domain. It records nothing either.

use unicode_width::UnicodeWidthStr;

use super::style::{Style, capital, count, date, word};
use super::{advice, entry, sentences, status};
use crate::advice::{Advice, Caller};
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

/// Everything: the entry, what is said of it if it is a contact, and how to correct it. Where there
/// is no room for all, the last reasons of the verdict go last.
pub(crate) fn lines(outcome: &Outcome, caller: &Caller, style: &Style) -> Vec<String> {
    let judgement = outcome.assessment.judgement;
    // One more than the reasons: why it does not count as necessary.
    let reasons = judgement.map_or(0, |judgement| judgement.reasons.iter().count() + 1);
    let drawn = (1..=reasons.max(1)).rev().map(|reasons| drawn(outcome, reasons, caller, style));
    let mut lines = Vec::new();
    for drawn in drawn {
        lines = drawn;
        if rows(&lines) <= MOST {
            break;
        }
    }
    if let (Some(judgement), Some((_, line))) = (judgement, lines.get_mut(1)) {
        let verdict = capital(&word(judgement.verdict));
        *line = line.replacen(&verdict, &style.bold(&verdict), 1);
    }
    lines.into_iter().map(|(_, line)| line).collect()
}

fn rows(lines: &[Ranked]) -> usize {
    lines.iter().map(|(_, line)| line.lines().count()).sum()
}

/// The lines with so many reasons, without those that have no room.
fn drawn(outcome: &Outcome, reasons: usize, caller: &Caller, style: &Style) -> Vec<Ranked> {
    let drawn = |first: &str, advice| advice::lines(&advice, first, caller, Some(style.width));
    let mut lines = vec![(0, entry::headline(&outcome.entry, style))];
    let contact = outcome.entry.contact().zip(outcome.assessment.judgement);
    if let Some((contact, judgement)) = contact {
        let said = said(outcome, contact, &judgement, reasons);
        lines.extend(said.into_iter().map(|(rank, first, advice)| (rank, drawn(first, advice))));
    }
    if outcome.summary.stop_lifted {
        lines.push((0, style.wrapped("", sentences::STOP_LIFTED)));
    } else if outcome.window_moved {
        lines.push((4, style.wrapped("", &moved(&outcome.summary))));
    }
    let others = entry::changed(outcome.changed_verdicts, "other verdict");
    lines.extend(others.map(|line| (7, line)));
    let corrections = corrections(outcome, contact);
    lines.extend(beside(corrections.into_iter().map(|(rank, it)| (rank, drawn("", it))), style));
    while rows(&lines) > MOST {
        let last = lines.iter().enumerate().max_by_key(|(_, (rank, _))| *rank);
        let Some((at, _)) = last.filter(|(_, (rank, _))| *rank > 0) else { break };
        lines.remove(at);
    }
    lines
}

/// What is said of a contact: how soon each is left out, what stands before it, and the words.
fn said(
    outcome: &Outcome,
    contact: &Contact<'_>,
    judgement: &Judgement,
    reasons: usize,
) -> Vec<(u8, &'static str, Advice)> {
    let given = judgement.reasons.iter().map(sentences::reason);
    let given = given.chain(sentences::set_aside(contact)).take(reasons);
    let reasons = given.collect::<Vec<_>>().join(" ");
    let verdict = format!("{}. {reasons}", capital(&word(judgement.verdict)));
    let mut said = vec![(0, "", Advice::words(verdict))];
    let remarks = remarks(contact, judgement, outcome.by_said);
    // Whoever is not owed an answer need not be told what to do with theirs. A request holds today,
    // however old it is.
    let has_next = outcome.is_recent || contact.stop.0;
    let is_owed = remarks.contains(&Remark::NoAnswerOwed);
    if has_next && !is_owed {
        said.push((0, "Next: ", sentences::next_step(judgement, contact)));
    }
    let id = outcome.entry.id;
    let remarks = remarks.iter().filter_map(|remark| sentences::remark(*remark, id));
    said.extend([0, 5].into_iter().zip(remarks).map(|(rank, remark)| (rank, "", remark)));
    // Beside their visits or calls, the days would read as a score.
    let still = still_true(&outcome.summary, contact, judgement);
    let still = still.filter(|_| outcome.is_recent && !is_owed);
    said.extend(still.map(|still| (9, "", Advice::words(still))));
    said
}

/// The fact that stands, if there is one.
fn still_true(summary: &Summary, contact: &Contact<'_>, judgement: &Judgement) -> Option<String> {
    let apart = &summary.apart;
    let days = |days: u32| count(days, "day");
    if judgement.verdict.is_break() {
        let still = format!("Your longest time without contact is still {}.", days(apart.longest));
        return (apart.longest >= COMFORT).then_some(still);
    }
    // After one's own necessary message, the days would read as if there had been none.
    let is_plain = !(contact.was_necessary() || contact.stop.0);
    let still = || format!("{} without contact, longest {}.", days(apart.days), apart.longest);
    (is_plain && apart.days > 0).then(still)
}

fn moved(summary: &Summary) -> String {
    if summary.window.length.is_none() {
        return "From now on, the window has no end date.".to_owned();
    }
    let (first, now) = (date(summary.window.first), status::in_words(summary));
    format!("The window now starts on {first}: {now}.")
}

/// The commands that correct the entry or take it back.
fn corrections(outcome: &Outcome, contact: Option<(&Contact<'_>, Judgement)>) -> Vec<(u8, Advice)> {
    let Some((contact, judgement)) = contact else { return vec![(0, sentences::undo())] };
    let has = |remark, by_said| remarks(contact, &judgement, by_said).contains(&remark);
    let (by_me, by_them) = (contact.by == By::Me, contact.by == By::Them);
    let before = judgement.before;
    // Under a request to stop, naming the way round it would be an invitation.
    let may_be_necessary = contact.necessary.is_none() && !contact.stop.0 && !before.stopped;
    let is_mine = by_me && contact.is_attempt() && may_be_necessary;
    let answers_them = before.unanswered > 0;
    // They or chance began it, and nothing says how you answered.
    let is_open = !by_me && contact.reply.is_none() && !contact.was_necessary() && !contact.stop.0;
    let owed = has(Remark::NoAnswerOwed, true);
    let talked = contact.answer() == Reply::Conversation;
    let rows = [
        (has(Remark::WhoBegan, outcome.by_said), 0, "Was it them?", "--by them"),
        (true, 7, "Recorded by mistake?", ""),
        (is_mine && answers_them, 6, "Was it to be safe?", "--necessary safety"),
        (is_mine && !answers_them, 6, "Could it not be avoided?", "--necessary children"),
        (is_open && owed, 8, "Did you answer to be safe?", "--necessary safety"),
        (is_open && !owed && talked, 8, "Did you keep it short?", "--reply brief"),
        (is_open && !owed && !talked, 8, "Did it become a conversation?", "--reply conversation"),
        (by_them && may_be_necessary, 8, "Was it about the children?", "--necessary children"),
    ];
    let id = outcome.entry.id;
    let correction = |(_, rank, question, options): (bool, u8, &str, &str)| {
        let edit = || format!("edit {id} {options}");
        let command = if options.is_empty() { "undo".to_owned() } else { edit() };
        (rank, Advice::command(question, command))
    };
    rows.into_iter().filter(|row| row.0).map(correction).collect()
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
