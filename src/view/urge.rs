//! What `urge` says: a thought, how an urge ended, and what can be done about it.
//!
//! It knows no rule: whether an urge passed is decided in `domain::summary`.

use super::entry;
use super::sentences::settling;
use super::style::count;
use crate::advice::Advice;
use crate::domain::{Journal, Kind};

/// How many of the last thoughts speak of the other person's decision. In a window without an end the
/// decision may have been yours, or one made under threat, so these are left out.
const OF_THEIR_DECISION: usize = 2;

/// One thought from the pages, for the last urge of the journal. Each urge has the next, in a ring.
pub(crate) fn thought(journal: Option<&Journal<'_>>) -> &'static str {
    let thoughts: Vec<_> = include_str!("../guide/thoughts.md").lines().collect();
    let has_end = journal.is_some_and(|it| it.window().length.is_some());
    let left_out = if has_end { 0 } else { OF_THEIR_DECISION };
    let entries = journal.map(|journal| &*journal.entries).unwrap_or_default();
    let urges = entries.iter().filter(|entry| entry.body.kind() == Kind::Urge).count();
    thoughts[urges.saturating_sub(1) % (thoughts.len() - left_out)]
}

/// After it was resisted, the one of `in_all`. `now` is whether that is just said after the wait.
pub(crate) fn resisted(in_all: u64, now: bool) -> Vec<Advice> {
    let resisted = format!("Resisted. You have resisted {}.", count(in_all, "urge"));
    let again = "If it is still strong, call someone, or wait again";
    let again = now.then(|| Advice::command(again, "urge"));
    std::iter::once(Advice::words(resisted)).chain(again).collect()
}

/// After giving in, or what became of the contact that went with it.
pub(crate) const GAVE_IN: &str = "Recorded. It does not decide the next one.";

/// For whoever might hurt themselves or someone.
pub(crate) const MIGHT_HURT: &str = "If you might hurt yourself or someone, or are afraid";

/// The contact with this id already is the one of giving in.
pub(crate) fn already_says(contact: u64) -> String {
    format!("Entry {contact} already says that you contacted them.")
}

/// The contact with this id stands, though the urge was resisted.
pub(crate) fn still_says(contact: u64) -> Advice {
    let words = format!("Entry {contact} says that you contacted them then. If you did not");
    Advice::command(words, format!("remove {contact}"))
}

/// Where another process settled it as `ended` while it was waited out.
pub(crate) fn settled_meanwhile(id: u64, ended: bool, resisted: bool) -> [Advice; 2] {
    let ended = entry::settled(ended);
    let what = format!("It was settled meanwhile: {ended}. Nothing was changed.");
    [Advice::words(what), Advice::command("To change that", settling(resisted, id))]
}

/// Where another process took it out while it was waited out.
pub(crate) fn gone(id: u64) -> [Advice; 2] {
    let what = format!("Entry {id} is no longer this urge. Nothing was changed.");
    [Advice::words(what), Advice::command("To see what there is", "history")]
}
