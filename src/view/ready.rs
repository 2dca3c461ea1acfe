//! `ready`: the facts, then the answer and why.
//!
//! It never states odds, and never says what the other person will do. It decides nothing: the
//! answer comes from `domain::readiness`. The questions are in `view::sentences`.

use super::sentences::{ABOUT, yes_or_no};
use super::style::{Style, capital, count, date, padded, word};
use super::{advice, entry, sentences};
use crate::advice::{Advice, Caller, CommandLine};
use crate::domain::moment::{days_after, writable};
use crate::domain::readiness::LATELY;
use crate::domain::{Answer, Cause, Entry, Moment, Patterns, Policy, Readiness, Summary};

/// Columns of the labels of the facts.
const LABEL: usize = 24;

/// How many weeks of urges are shown at most: the last ones.
const WEEKS: usize = 8;

/// A reflection that was just recorded, with all that is shown of it.
pub(crate) struct Reflected {
    /// The entry.
    pub(crate) entry: Entry<'static>,
    /// Its answers, and the facts of the journal at that moment.
    pub(crate) ready: Readiness,
    /// The reflection before it, if there is one, and when that was.
    pub(crate) last: Option<(Moment, Readiness)>,
    /// The figures of the journal with it.
    pub(crate) summary: Summary,
}

/// What this is, and the facts of the journal, with an empty line last.
pub(crate) fn facts(summary: &Summary, patterns: &Patterns, style: &Style) -> Vec<String> {
    let about = "A look at yourself, for you alone. It is kept in the journal on this machine, and \
                 nowhere else. It does not know what they feel, or what they will do.";
    let facts = [
        ("Without contact", Some(apart(summary))),
        ("Chasing, last 14 days", chasing(summary)),
        ("Urges by week", urges(patterns)),
        ("Goals done", goals(summary)),
    ];
    let mut lines = vec![style.wrapped("", about), String::new()];
    let facts = facts.into_iter().filter_map(|(label, fact)| Some((padded(label, LABEL), fact?)));
    lines.extend(facts.map(|(label, fact)| style.wrapped(&label, &fact)));
    lines.push(String::new());
    lines
}

/// The days without contact, and what is not counted in them.
fn apart(summary: &Summary) -> String {
    let apart = &summary.apart;
    let fact = format!("{}, longest {}", count(apart.days, "day"), apart.longest);
    match summary.counts.necessary {
        0 => fact,
        necessary => format!("{fact}, apart from what was necessary ({necessary})"),
    }
}

/// The chasing of the last 14 days, and the last one, if there ever was any.
fn chasing(summary: &Summary) -> Option<String> {
    let (_, last, _) = summary.last_chasing?;
    let recent = match summary.chasing_lately {
        0 => "none".to_owned(),
        number => number.to_string(),
    };
    Some(format!("{recent}, the last on {}", date(last.day())))
}

/// The number of urges in each week, the oldest first, if there ever was an urge.
fn urges(patterns: &Patterns) -> Option<String> {
    patterns.weeks.iter().find(|week| week.urges > 0)?;
    let skipped = patterns.weeks.len().saturating_sub(WEEKS);
    let weeks = patterns.weeks[skipped..].iter().map(|week| week.urges.to_string());
    Some(format!("{} (this week last)", weeks.collect::<Vec<_>>().join(", ")))
}

/// How many of the goals are done, if there are any.
fn goals(summary: &Summary) -> Option<String> {
    let done = summary.counts.goals_done;
    let all = done + summary.counts.goals_open;
    (all > 0).then(|| format!("{done} of {all}"))
}

/// The answer: why, until when, what next, and what changed since the last time.
pub(crate) fn lines(reflected: &Reflected, caller: &Caller, style: &Style) -> Vec<String> {
    let Reflected { entry, ready, last, summary } = reflected;
    let given = ready.answer();
    let mut lines =
        vec![entry::headline(entry, style), String::new(), style.bold(&capital(&answer(given)))];
    lines.extend(advice::on_screen(grounds(reflected), "  ", caller, style));
    lines.push(String::new());
    lines.extend(advice::on_screen([next(given, summary)], "", caller, style));
    if given == Answer::DoNot && summary.policy != Policy::Open {
        let no_end = advice::command(&CommandLine::on_journal("amend --no-end"), caller);
        lines.push(format!("For no contact without an end:\n  {no_end}"));
    }
    lines.extend(last.map(|(at, before)| style.wrapped("", &compared(*ready, before, at))));
    lines.extend(advice::on_screen([sentences::undo()], "", caller, style));
    lines
}

/// Why it is the answer, until when, and what does not pass by itself.
fn grounds(reflected: &Reflected) -> Vec<Advice> {
    let Reflected { ready, last, summary, .. } = reflected;
    let causes = ready.causes().into_iter().map(|cause| sentences::cause(cause).to_owned());
    let is_calm = ready.answer() == Answer::OneCalmStep;
    let calm = if is_calm { calm(summary) } else { Vec::new() };
    let words = causes.chain(until(ready, summary)).chain(calm).map(Advice::words);
    let passes = last.iter().flat_map(|(_, before)| does_not_pass(*ready, *before));
    words.chain(passes).collect()
}

/// The answer, as a part of a sentence.
fn answer(answer: Answer) -> String {
    word(answer).replace('-', " ")
}

/// What one calm step is, or that it was taken already, and when the window is full without contact
/// if it is not yet.
fn calm(summary: &Summary) -> Vec<String> {
    let step: &[&str] = if summary.unanswered {
        &[
            "It is taken: you reached out after the window, and there is no answer yet.",
            "A second one would be chasing. Their silence is an answer, too.",
        ]
    } else {
        &[
            "Your answers do not stand in the way. Nothing asks for it, either.",
            "At most one step, short and unhurried, or none.",
            "Their answer is theirs to give, and so is their silence.",
        ]
    };
    let mut lines: Vec<_> = step.iter().map(|&line| line.to_owned()).collect();
    let full = summary.apart.full_window_on.filter(|&full| full > summary.today);
    if let (Some(full), Some(length)) = (full.and_then(writable), summary.window.length) {
        let days = count(length, "day");
        lines.push(format!("A full {days} without contact: {}.", date(full)));
    }
    lines
}

/// What was a yes the last time and is a no now, though it does not pass by itself.
fn does_not_pass(ready: Readiness, before: Readiness) -> Vec<Advice> {
    let [.., asked, violence] = ready.answers.0;
    let [.., was_asked, was_violence] = before.answers.0;
    let asked = (was_asked && !asked).then_some("they asked for no contact");
    let violence = (was_violence && !violence).then_some("there was violence, threat or control");
    let advice = |what| {
        let words = format!("Last time you said that {what}. That does not pass by itself");
        Advice::command(words, CommandLine::alone("guide safety"))
    };
    asked.into_iter().chain(violence).map(advice).collect()
}

/// When the causes of [`Answer::Wait`] end, if nothing new happens.
fn until(ready: &Readiness, summary: &Summary) -> Option<String> {
    let end = |cause| match cause {
        Cause::WindowRunning => {
            let end = summary.window.end().and_then(writable)?;
            Some(format!("The window ends {}.", date(end)))
        }
        Cause::ChasingLately => {
            let (_, last, _) = summary.last_chasing?;
            let end = writable(days_after(last.day(), LATELY))?;
            Some(format!("14 days without chasing: {}.", date(end)))
        }
        _ => None,
    };
    let ends: Vec<_> = ready.causes().into_iter().filter_map(end).collect();
    (!ends.is_empty()).then(|| ends.join(" "))
}

/// One thing to do next. It is never a message to send.
fn next(answer: Answer, summary: &Summary) -> Advice {
    let goal = CommandLine::on_journal("goal");
    match answer {
        Answer::DoNot => Advice::command("Next", CommandLine::alone("guide safety")),
        Answer::Wait if summary.counts.goals_open > 0 => {
            Advice::command("Next, turn to one of your own goals", goal)
        }
        Answer::Wait => Advice::command("Next, write down what the days are for", goal),
        Answer::NotYet => {
            Advice::command("Next, read about using the time", CommandLine::alone("guide yourself"))
        }
        Answer::OneCalmStep => {
            let after = CommandLine::alone("guide after");
            Advice::command("Next, a night of sleep. Before anything else", after)
        }
    }
}

/// The last answer, and which of the seven differ now.
fn compared(ready: Readiness, before: Readiness, at: Moment) -> String {
    let last = answer(before.answer());
    let changed = ready.answers.changed_since(before.answers);
    let changed: Vec<_> =
        changed.map(|at| format!("{} ({})", ABOUT[at], yes_or_no(ready.answers.0[at]))).collect();
    let now = if changed.is_empty() {
        "Your answers are the same.".to_owned()
    } else {
        format!("Different now: {}.", changed.join("; "))
    };
    format!("Last time, {}: {last}. {now}", date(at.day()))
}
