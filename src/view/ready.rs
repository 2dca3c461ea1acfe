//! `ready`: the facts, then the answer and why.
//!
//! It never states odds, and never says what the other person will do. It decides nothing: the
//! answer comes from `domain::readiness`. The questions are in `view::sentences`.

use super::sentences::yes_or_no;
use super::style::{Style, capital, count, date, padded, word};
use super::{advice, entry, sentences, status};
use crate::advice::{Advice, Caller};
use crate::domain::{Answer, Entry, Moment, Patterns, Policy, Readiness, Summary};

const LABEL: usize = 24;

/// How many weeks of urges are shown at most: the last ones.
const WEEKS: usize = 8;

/// What this is, and the facts of the journal, with an empty line last.
pub(crate) fn facts(summary: &Summary, patterns: &Patterns, style: &Style) -> Vec<String> {
    let about = "A look at yourself, for you alone. It stays in the journal on this machine. It goes \
                 by your answers and by this, and cannot know what they feel or will do:";
    let without = if summary.newest.is_none() { "No contact recorded" } else { "Without contact" };
    let (counts, longest) = (&summary.counts, summary.apart.longest);
    let days = count(summary.apart.days, "day");
    let apart = match counts.necessary {
        _ if summary.newest.is_none() => days,
        0 => format!("{days}, longest {longest}"),
        necessary => format!("{days}, longest {longest}; necessary contact: {necessary}"),
    };
    let chasing = summary.last_chasing.map(|(_, last, _)| {
        let lately = summary.chasing_lately;
        let lately = if lately == 0 { "none".to_owned() } else { lately.to_string() };
        format!("{lately}, the last on {}", date(last.day()))
    });
    let had_urges = patterns.weeks.iter().any(|week| week.urges > 0);
    let weeks = &patterns.weeks[patterns.weeks.len().saturating_sub(WEEKS)..];
    let urges = weeks.iter().map(|week| week.urges.to_string()).collect::<Vec<_>>().join(", ");
    let goals = counts.goals_done + counts.goals_open;
    let facts = [
        ("The window", Some(status::in_words(summary))),
        (without, Some(apart)),
        ("Chasing, last 14 days", chasing),
        ("Urges by week", had_urges.then(|| format!("{urges} (this week last)"))),
        ("Goals done", (goals > 0).then(|| format!("{} of {goals}", counts.goals_done))),
    ];
    let mut lines = vec![style.wrapped("", about), String::new()];
    let facts = facts.into_iter().filter_map(|(label, fact)| Some((padded(label, LABEL), fact?)));
    lines.extend(facts.map(|(label, fact)| style.wrapped(&label, &fact)));
    lines.push(String::new());
    lines
}

/// The answer of a new reflection: why, until when, what next, and what changed since the `last`.
pub(crate) fn lines(
    entry: &Entry<'_>,
    ready: Readiness,
    last: Option<(Moment, Readiness)>,
    summary: &Summary,
    caller: &Caller,
    style: &Style,
) -> Vec<String> {
    let given = ready.answer();
    let is_taken = given == Answer::OneCalmStep && summary.unanswered;
    let title = if is_taken { "The one step is taken".to_owned() } else { capital(&answer(given)) };
    let mut lines = vec![entry::headline(entry, style), String::new(), style.bold(&title)];
    lines.extend(advice::on_screen(grounds(ready, summary), "  ", caller, style));
    lines.push(String::new());
    lines.extend(advice::on_screen([next(given, summary)], "", caller, style));
    if given == Answer::DoNot && summary.policy != Policy::Open {
        let no_end = advice::command(&"amend --no-end".into(), caller);
        lines.push(format!("For a window with no end date:\n  {no_end}"));
    }
    lines.extend(last.map(|(at, before)| style.wrapped("", &compared(ready, before, at))));
    lines.extend(advice::on_screen([sentences::undo()], "", caller, style));
    lines
}

/// Why it is the answer. It names no date, since people would wait for that day.
fn grounds(ready: Readiness, summary: &Summary) -> impl Iterator<Item = Advice> {
    let because = ready.causes().into_iter().map(sentences::cause);
    let step: &[_] = match ready.answer() {
        Answer::Wait | Answer::OneCalmStep if summary.unanswered => &TAKEN,
        Answer::OneCalmStep => &CALM,
        _ => &[],
    };
    because.chain(step.iter().copied()).map(Advice::words)
}

fn answer(answer: Answer) -> String {
    word(answer).replace('-', " ")
}

/// What one calm step is.
const CALM: [&str; 3] = [
    "Your answers do not stand in the way. Nothing asks for it, either.",
    "At most one step, short and unhurried, or none. Never at their door.",
    "If they ever asked you to stop, take none. Whether they answer is up to them.",
];

/// That it was taken already.
const TAKEN: [&str; 2] = [
    "You reached out after the window, and there is no answer yet.",
    "A second step would be chasing. Their silence is an answer, too.",
];

/// One thing to do next. It is never a message to send.
fn next(answer: Answer, summary: &Summary) -> Advice {
    let (words, command) = match answer {
        Answer::DoNot => ("Next", "guide safety"),
        Answer::Wait if summary.counts.goals_open > 0 => {
            ("Next, turn to one of your own goals", "goal")
        }
        Answer::Wait => ("Next, write down what the days are for", "goal"),
        Answer::NotYet => ("Next, read about using the time", "guide yourself"),
        Answer::OneCalmStep if summary.unanswered => {
            return Advice::words("Next: leave it at that.");
        }
        Answer::OneCalmStep => ("Next, a night of sleep. Before anything else", "guide after"),
    };
    Advice::command(words, command)
}

/// The last answer, and which of the seven differ now.
fn compared(ready: Readiness, before: Readiness, at: Moment) -> String {
    let last = answer(before.answer());
    let pairs = ready.answers.0.into_iter().zip(before.answers.0).enumerate();
    let changed = pairs.filter(|(_, (now, before))| now != before);
    let changed = changed.map(|(at, (now, _))| format!("question {} ({})", at + 1, yes_or_no(now)));
    let changed: Vec<_> = changed.collect();
    let now = if changed.is_empty() {
        "Your answers are the same.".to_owned()
    } else {
        format!("Changed: {}.", changed.join(", "))
    };
    format!("Last time, {}: {last}, by what is recorded now. {now}", date(at.day()))
}
