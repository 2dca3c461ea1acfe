//! `ready`: the facts, the questions, the answer and why. Never odds, and no word of what the other
//! person will do.

use std::io::{self, Write};

use super::entry;
use super::style::{Style, count, date, padded};
use crate::domain::entry::Entry;
use crate::domain::moment::{Moment, days_after, writable};
use crate::domain::patterns::Patterns;
use crate::domain::readiness::{Answer, Answers, Cause, LATELY, QUESTIONS, Readiness};
use crate::domain::summary::Summary;
use crate::domain::window::Policy;

/// The questions of SPEC section 5, in its order.
pub(crate) const QUESTION: [&str; QUESTIONS] = [
    "Do you understand what ended it?",
    "Could you hear no, and be all right?",
    "Would it be mostly to stop the pain?",
    "Have you changed something real?",
    "Would you stay calm if they were with someone else?",
    "Have they asked for no contact?",
    "Was there violence, threat or control?",
];

/// What each is about, in as few words as a comparison has room for.
const ABOUT: [&str; QUESTIONS] = [
    "what ended it",
    "hearing no",
    "to stop the pain",
    "a real change",
    "staying calm",
    "asked for no contact",
    "violence, threat or control",
];

/// What this is, before the facts.
const WHAT_IT_IS: &str = "A look at yourself, for you alone. It is kept in the journal on this \
                          machine, and nowhere else. It does not know what they feel, or what \
                          they will do.";

/// Columns of the labels of the facts.
const LABEL: usize = 24;

/// How many weeks are told, at most: the last ones.
const WEEKS: usize = 8;

/// A reflection that was just recorded, with all that there is to say of it.
pub(crate) struct Reflected {
    /// The entry.
    pub(crate) entry: Entry<'static>,
    /// Its answers, and what the journal said.
    pub(crate) ready: Readiness,
    /// The reflection before it, and when that was.
    pub(crate) last: Option<(Moment, Readiness)>,
    /// Where things stand.
    pub(crate) summary: Summary,
}

/// What this is, and what the journal has to say; an empty line last.
pub(crate) fn facts(summary: &Summary, patterns: &Patterns, style: &Style) -> String {
    let rows = [
        ("Without contact", apart(summary)),
        ("Chasing, last 14 days", chasing(summary)),
        ("Urges by week", urges(patterns)),
        ("Goals done", goals(summary)),
    ];
    let mut text = style.wrapped("", WHAT_IT_IS) + "\n\n";
    for (label, fact) in rows {
        if !fact.is_empty() {
            text += &style.wrapped(&padded(label, LABEL), &fact);
            text.push('\n');
        }
    }
    text + "\n"
}

fn apart(summary: &Summary) -> String {
    let apart = &summary.apart;
    let fact = format!("{}, longest {}", count(apart.days, "day"), apart.longest);
    match summary.counts.necessary {
        0 => fact,
        necessary => format!("{fact}, apart from what was necessary ({necessary})"),
    }
}

/// Nothing where there never was any.
fn chasing(summary: &Summary) -> String {
    let Some(last) = summary.last_chasing else { return String::new() };
    let lately = match summary.chasing_lately {
        0 => "none".to_owned(),
        lately => lately.to_string(),
    };
    format!("{lately}, the last on {}", date(last.at.day()))
}

/// A number a week, the oldest first; nothing where there never was an urge.
fn urges(patterns: &Patterns) -> String {
    if patterns.weeks.iter().all(|week| week.urges == 0) {
        return String::new();
    }
    let skipped = patterns.weeks.len().saturating_sub(WEEKS);
    let weeks = patterns.weeks[skipped..].iter().map(|week| week.urges.to_string());
    format!("{} (this week last)", weeks.collect::<Vec<_>>().join(", "))
}

fn goals(summary: &Summary) -> String {
    let counts = &summary.counts;
    let all = counts.goals_done + counts.goals_open;
    if all == 0 { String::new() } else { format!("{} of {all}", counts.goals_done) }
}

/// The question at a place, counted from 0, as it is asked.
pub(crate) fn question(at: usize, style: &Style) -> String {
    style.wrapped(&format!("{}. ", at + 1), &format!("{} [y/n]", QUESTION[at])) + " "
}

/// The answer: why, until when, what next, and what is different from the last time. `program` is
/// what calls nocontact on this journal.
pub(crate) fn write(
    out: &mut dyn Write,
    reflected: &Reflected,
    caller: &crate::advice::Caller,
    style: &Style,
) -> io::Result<()> {
    let program = &super::advice::command(&crate::advice::CommandLine::on_journal(""), caller);
    let Reflected { entry, ready, last, summary } = reflected;
    let said = ready.answer();
    writeln!(out, "{}\n", entry::headline(entry, style))?;
    writeln!(out, "{}", style.bold(answer(said)))?;
    let causes = ready.causes().into_iter().map(|it| cause(it).to_owned());
    let calm = if said == Answer::OneCalmStep { calm(summary) } else { Vec::new() };
    let passes = last.iter().flat_map(|(_, before)| does_not_pass(*ready, *before));
    for line in causes.chain(until(ready, summary)).chain(calm).chain(passes) {
        writeln!(out, "{}", style.wrapped("  ", &line))?;
    }
    let next = next(said, summary).replace("nocontact ", &format!("{program} "));
    writeln!(out, "\n{}", style.wrapped("Next: ", &next))?;
    if said == Answer::DoNot && summary.policy != Policy::Open {
        writeln!(out, "For no contact without an end:\n  {program} amend --no-end")?;
    }
    if let Some((at, before)) = last {
        writeln!(out, "{}", style.wrapped("", &compared(*ready, *before, *at)))?;
    }
    writeln!(out, "To undo this: {program} undo")
}

/// The answer, as a headline.
fn answer(answer: Answer) -> &'static str {
    match answer {
        Answer::DoNot => "Do not",
        Answer::Wait => "Wait",
        Answer::NotYet => "Not yet",
        Answer::OneCalmStep => "One calm step",
    }
}

/// What a cause says to a person.
pub(crate) fn cause(cause: Cause) -> &'static str {
    match cause {
        Cause::AskedForNoContact => "They asked for no contact. That holds after the window, too.",
        Cause::Violence => "There was violence, threat or control. Reaching out is not safe.",
        Cause::NoEnd => "No contact has no end date here.",
        Cause::WindowRunning => "The window is still running.",
        Cause::ChasingLately => "Fewer than 14 days have passed since the last chasing.",
        Cause::NotUnderstood => "What ended it is not clear to you yet.",
        Cause::NoWouldHurt => "Their answer may be no, and a no would be too much right now.",
        Cause::ToStopThePain => {
            "It would be mostly to stop the pain. That is more than a message can do."
        }
        Cause::NothingChanged => "Nothing real has changed yet, so what ended it is still there.",
        Cause::NotCalm => "It would be hard to stay calm if they were with someone else.",
    }
}

/// What one calm step is, or that it is taken; and whether the days were spent apart.
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

/// What was answered with yes before, is answered with no now, and yet does not pass by itself.
fn does_not_pass(ready: Readiness, before: Readiness) -> Vec<String> {
    let [.., asked, violence] = ready.answers.0;
    let [.., was_asked, was_violence] = before.answers.0;
    let rows = [
        (was_asked && !asked, "Last time you said that they asked for no contact."),
        (
            was_violence && !violence,
            "Last time you said that there was violence, threat or control.",
        ),
    ];
    let said = rows.into_iter().filter(|(applies, _)| *applies);
    said.map(|(_, what)| format!("{what} That does not pass by itself: nocontact guide safety"))
        .collect()
}

/// When what makes it [`Answer::Wait`] is over, if nothing is added to it.
fn until(ready: &Readiness, summary: &Summary) -> Option<String> {
    let mut ends = Vec::new();
    for cause in ready.causes() {
        ends.extend(match cause {
            Cause::WindowRunning => {
                let end = summary.window.end().and_then(writable);
                end.map(|end| format!("The window ends {}.", date(end)))
            }
            Cause::ChasingLately => {
                let last = summary.last_chasing.map(|last| days_after(last.at.day(), LATELY));
                let end = last.and_then(writable);
                end.map(|end| format!("14 days without chasing: {}.", date(end)))
            }
            _ => None,
        });
    }
    (!ends.is_empty()).then(|| ends.join(" "))
}

/// One thing to do next. It is never a message.
fn next(answer: Answer, summary: &Summary) -> &'static str {
    match answer {
        Answer::DoNot => "nocontact guide safety.",
        Answer::Wait if summary.counts.goals_open > 0 => {
            "nocontact goal. Turn to one of your own goals."
        }
        Answer::Wait => "nocontact goal. Write down what the days are for.",
        Answer::NotYet => "nocontact guide yourself. It is about using the time.",
        Answer::OneCalmStep => {
            "nocontact guide after. Then a night of sleep, before anything else."
        }
    }
}

/// The last time, and what is answered otherwise since.
fn compared(ready: Readiness, before: Readiness, at: Moment) -> String {
    let last = answer(before.answer()).to_lowercase();
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

fn yes_or_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

/// Each question with its answer, a line each.
pub(crate) fn answered(answers: Answers, style: &Style) -> Vec<String> {
    let line = |(at, (question, yes)): (usize, (&&str, bool))| {
        let answer = yes_or_no(yes);
        style.wrapped(&format!("  {}. ", at + 1), &format!("{question} {answer}"))
    };
    QUESTION.iter().zip(answers.0).enumerate().map(line).collect()
}
