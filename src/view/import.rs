//! `import`: how much came in, changed and went, and what stays as it is here.

use super::style::{Style, entries, rules};
use super::{advice, entry, sentences};
use crate::advice::{Advice, Caller, CommandLine};
use crate::domain::merge::Imported;
use crate::domain::{Journal, Rules};

/// The most ids that are named, since an import may bring thousands.
const SHOWN: usize = 20;

/// What came of a merge, after which the journal has the rules `now`. `again` is the same command that
/// takes what a table says; none if standard input is gone.
pub(crate) fn lines(
    done: &Imported,
    now: &Rules,
    is_dry_run: bool,
    again: Option<CommandLine>,
    caller: &Caller,
    style: &Style,
) -> Vec<String> {
    let (did, are, are_gone) = if is_dry_run {
        ("This would import", "would be", "would go")
    } else {
        ("Imported", "are now", "are gone here")
    };
    let Imported { added, changed, gone, kept, differing, stay_removed, present, burnt, .. } = done;
    let counts = [(added.len(), "new"), (changed.len(), "changed"), (gone.len(), "removed")];
    let counts = counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}"));
    let counts: Vec<_> = counts.chain(done.rules.then(|| "the rules".to_owned())).collect();
    let head = match counts.join(", ") {
        nothing if nothing.is_empty() => "Nothing to import".to_owned(),
        counts => format!("{did}: {counts}"),
    };
    let here = (*present > 0).then(|| format!(" Already here: {}.", entries(*present)));
    let mut lines = vec![format!("{head}.{}", here.unwrap_or_default())];
    lines.extend(done.rules.then(|| format!("The rules {are}: {}.", rules(now))));
    let came = (!changed.is_empty() && !is_dry_run).then(|| format!("Changed: {}.", list(changed)));
    lines.extend(came);
    lines.extend((!kept.is_empty()).then(|| format!("Newer here, and kept: {}.", list(kept))));
    let stay = entries(*stay_removed);
    let stay = (*stay_removed > 0).then(|| format!("Removed here, and not imported: {stay}."));
    lines.extend(stay);
    let kept = "The rules here are newer, and kept.".to_owned();
    lines.extend((done.rules_kept && !done.rules).then_some(kept));
    let others = done.other_rules.iter();
    lines.extend(others.map(|other| format!("Not imported: {}.", rules(other))));
    let burnt = (*burnt > 0).then(|| entries(*burnt));
    let gone = format!("The undo history and the backup {are_gone}, too.");
    lines.extend(burnt.map(|burnt| format!("{burnt} burnt there. {gone}")));
    if !differing.is_empty() {
        lines.push(format!("Different in the table, and kept as here: {}.", list(differing)));
    }
    let mut lines: Vec<_> = lines.iter().map(|line| style.wrapped("", line)).collect();
    if !differing.is_empty() {
        let words = "To take what the table says";
        let give = || Advice::words(format!("{words}, give it again with --take-changes."));
        let advice = again.map_or_else(give, |again| Advice::command(words, again));
        lines.extend(advice::on_screen([advice], "", caller, style));
    }
    // Their ids are given out only by an import.
    for (urge, contact) in done.contradicted.iter().filter(|_| !is_dry_run) {
        let says = format!(
            "You resisted urge {urge}, but entry {contact} says that you contacted them then. If you \
             did not"
        );
        let resisted = Advice::command(says, sentences::settling(true, *urge));
        lines.extend(advice::on_screen([resisted], "", caller, style));
    }
    lines
}

/// Ids in words, the first of many.
fn list(ids: &[u64]) -> String {
    let shown = ids.iter().take(SHOWN).map(u64::to_string).collect::<Vec<_>>().join(", ");
    match ids.len().saturating_sub(SHOWN) {
        0 if ids.len() == 1 => format!("entry {shown}"),
        0 => format!("entries {shown}"),
        more => format!("entries {shown} and {more} more"),
    }
}

/// What comes in, changes and goes between two states of a journal, as it stands in the history.
pub(crate) fn listed(
    done: &Imported,
    before: &Journal<'_>,
    after: &Journal<'_>,
    style: &Style,
) -> Vec<String> {
    let gone: Vec<_> = done.gone.iter().map(|gone| gone.id).collect();
    let parts = [
        ("New", after, &done.added),
        ("Changed", after, &done.changed),
        ("Removed", before, &gone),
    ];
    let mut lines = Vec::new();
    for (title, journal, ids) in parts.into_iter().filter(|(.., ids)| !ids.is_empty()) {
        let mut assessed = journal.assessed();
        assessed.retain(|(entry, _)| ids.contains(&entry.id));
        lines.push(format!("{title}:"));
        lines.extend(entry::lines(&assessed, style).iter().map(|line| format!("  {line}")));
    }
    lines
}
