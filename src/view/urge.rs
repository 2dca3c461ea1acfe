//! What `urge` says: a thought, how an urge ended, and what can be done about it.
//!
//! It knows no rule: whether an urge counts as resisted is decided in `domain::summary`.

use chrono::NaiveDate;

use super::{entry, sentences};
use crate::advice::{Advice, CommandLine};
use crate::domain::{Entry, Journal, Kind, Policy};

/// How many of the last thoughts speak of the other person's decision. Under `open` the decision may
/// have been yours, or one made under threat, so these are left out.
const OF_THEIR_DECISION: usize = 2;

/// One thought from the pages, for the last urge of the journal. Each urge gets the next, and after
/// the last thought comes the first again.
pub(crate) fn thought(journal: Option<&Journal<'_>>) -> &'static str {
    let thoughts: Vec<_> = include_str!("../guide/thoughts.md").lines().collect();
    let policy = journal.map_or(Policy::Open, |journal| journal.rules.policy);
    let left_out = if policy == Policy::Open { OF_THEIR_DECISION } else { 0 };
    let entries = journal.map(|journal| &*journal.entries).unwrap_or_default();
    let urges = entries.iter().filter(|entry| entry.body.kind() == Kind::Urge).count();
    thoughts[urges.saturating_sub(1) % (thoughts.len() - left_out)]
}

/// After it was settled. `in_all` urges were resisted; `today` tells an urge of another day.
pub(crate) fn settled(
    urge: &Entry<'_>,
    resisted: bool,
    in_all: u64,
    today: NaiveDate,
) -> Vec<Advice> {
    let mut lines = Vec::new();
    if resisted {
        lines.push(Advice::words(format!("Resisted. Urges resisted: {in_all}.")));
    } else {
        lines.push(Advice::words("Noted: gave in. It does not decide the next one."));
        // What is still true. Where there is nothing yet, a zero would only hurt.
        if in_all > 0 {
            lines.push(Advice::words(format!("Urges resisted: {in_all}.")));
        }
        let (mut log, day) = (CommandLine::on_journal("log"), urge.at.day());
        // Without the day, the contact would be recorded as of today.
        if day != today {
            log = log.words("--at").word(day);
        }
        lines.push(Advice::command("To record it", log));
    }
    lines.push(sentences::undo());
    lines
}

/// Where another process settled it as `ended` while it was waited out, and the answer was
/// `resisted`.
pub(crate) fn settled_meanwhile(id: u64, ended: bool, resisted: bool) -> [Advice; 2] {
    let ended = entry::settled(ended);
    let what = format!("It was settled meanwhile: {ended}. Nothing was changed.");
    [Advice::words(what), Advice::command("To change that", settling(resisted, id))]
}

/// Where another process took it out while it was waited out.
pub(crate) fn gone(id: u64) -> [Advice; 2] {
    let what = format!("Entry {id} is no longer this urge. Nothing was changed.");
    let history = CommandLine::on_journal("history");
    [Advice::words(what), Advice::command("To see what there is", history)]
}

/// The command that says how an urge ended.
pub(crate) fn settling(resisted: bool, id: u64) -> CommandLine {
    let words = if resisted { "urge --resisted" } else { "urge --gave-in" };
    CommandLine::on_journal(words).word(id)
}
