//! Every kind but contacts, in the plain model: their fields, resisted urges, and `ready`.

use chrono::{DateTime, FixedOffset, TimeDelta};
use nocontact::domain::contact::By;
use nocontact::domain::entry::{Body, Entry, Reflection};
use nocontact::domain::moment::Moment;
use nocontact::domain::readiness::Answers;
use nocontact::domain::window::Policy;
use serde_json::{Value, json};

use super::{Model, NoteInput, days};

/// The fields of such an entry in `history --json`, apart from those that all entries have.
pub(super) fn fields(said: &NoteInput<'_>) -> Value {
    match &said.entry.body {
        Body::Contact(_) | Body::Restart => json!({}),
        Body::Urge(urge) => json!({
            "resisted": urge.resisted, "triggers": urge.triggers, "note": urge.note,
        }),
        Body::Letter(letter) => {
            let words = letter.text.split([' ', '\n']).filter(|word| !word.is_empty());
            json!({ "title": letter.title, "words": words.count() })
        }
        Body::Goal(goal) => {
            json!({ "text": goal.text, "done": goal.done.map(|day| day.to_string()) })
        }
        Body::Plan(plan) => json!({ "text": plan.text }),
        Body::Reflection(Reflection { answers: Answers(answers) }) => {
            let letters: String = answers.iter().map(|yes| if *yes { 'y' } else { 'n' }).collect();
            let causes = &said.reasons;
            json!({ "answers": letters, "answer": said.answer, "causes": causes, "reasons": said.sorted_reasons() })
        }
    }
}

/// How many urges there are, how many were resisted, and how many passed (`manual/verdicts.md`).
pub(super) fn urges(told: &[NoteInput<'_>], now: DateTime<FixedOffset>) -> [usize; 3] {
    let all = told.iter().filter_map(|one| match &one.entry.body {
        Body::Urge(urge) => Some((one.entry, urge.resisted)),
        _ => None,
    });
    let resisted = all.clone().filter(|(_, said)| *said == Some(true));
    let passed = all.clone().filter(|(entry, said)| {
        said.is_none() && is_over(entry, now) && !told.iter().any(|one| breaks_into(one, entry))
    });
    [all.count(), resisted.count(), passed.count()]
}

/// Whether the 24 hours of an urge have passed; for one without a time, its day and the next.
fn is_over(urge: &Entry<'_>, now: DateTime<FixedOffset>) -> bool {
    match urge.at {
        Moment::Instant(at) => at + TimeDelta::hours(24) <= now,
        Moment::Day(day) => day.succ_opt().unwrap() < now.date_naive(),
    }
}

/// Whether `one` is a break by me within the 24 hours of an urge. If either has no time, that is on
/// the day of the urge or the next.
fn breaks_into(one: &NoteInput<'_>, urge: &Entry<'_>) -> bool {
    let by_me = one.contact().is_some_and(|contact| contact.by == By::Me);
    let within = match (one.entry.at, urge.at) {
        (Moment::Instant(at), Moment::Instant(urge)) => {
            urge <= at && at < urge + TimeDelta::hours(24)
        }
        (at, urge) => at.day() == urge.day() || Some(at.day()) == urge.day().succ_opt(),
    };
    by_me && one.is_break() && within
}

/// How many goals are open, and how many are done.
pub(super) fn goals(told: &[NoteInput<'_>]) -> [usize; 2] {
    let count = |done: bool| {
        let is = |one: &&NoteInput<'_>| match &one.entry.body {
            Body::Goal(goal) => goal.done.is_some() == done,
            _ => false,
        };
        told.iter().filter(is).count()
    };
    [count(false), count(true)]
}

/// The answer to a reflection and its reasons (`manual/verdicts.md`), given what came before.
pub(super) fn ready(
    model: &Model,
    reflection: &NoteInput<'_>,
    answers: [bool; 7],
    before: &[NoteInput<'_>],
) -> (&'static str, Vec<&'static str>) {
    let today = reflection.entry.at.day();
    let chosen = model.rules.policy == Policy::Open;
    let stopped = before.iter().any(super::is_stop);
    let running = !reflection.open && model.is_inside(reflection);
    let lately = before
        .iter()
        .any(|one| one.verdict() == Some("chasing") && days(one.entry.at.day(), today) < 14);
    let last = before.iter().rfind(|one| one.is_break()).map(|one| one.entry.at.day());
    let apart = days(last.unwrap_or(model.rules.breakup), today);
    let few = !chosen && !stopped && apart < i64::from(model.rules.days);
    let said_before = |question: usize| {
        before.iter().any(|one| match one.entry.body {
            Body::Reflection(Reflection { answers: Answers(answers) }) => answers[question],
            _ => false,
        })
    };
    let rows = [
        ("do-not", "asked-for-no-contact", answers[5]),
        ("do-not", "violence", answers[6]),
        ("do-not", "asked-before", said_before(5) && !answers[5]),
        ("do-not", "violence-before", said_before(6) && !answers[6]),
        ("do-not", "stop", stopped),
        ("do-not", "no-end", chosen || stopped),
        ("wait", "window-running", running),
        ("wait", "chasing-lately", lately),
        ("wait", "too-few-days", few),
        ("not-yet", "not-understood", !answers[0]),
        ("not-yet", "no-would-hurt", !answers[1]),
        ("not-yet", "to-stop-the-pain", answers[2]),
        ("not-yet", "nothing-changed", !answers[3]),
        ("not-yet", "not-calm", !answers[4]),
    ];
    let applies = |answer: &str| rows.iter().any(|row| row.0 == answer && row.2);
    let answer = ["do-not", "wait", "not-yet"].into_iter().find(|answer| applies(answer));
    let causes = rows.iter().filter(|row| row.2).map(|row| row.1).collect();
    (answer.unwrap_or("one-calm-step"), causes)
}
