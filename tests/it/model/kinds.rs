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
            json!({ "answers": letters, "answer": said.answer, "reasons": said.sorted_reasons() })
        }
    }
}

/// How many urges there are, and how many were resisted (`manual/verdicts.md`).
pub(super) fn urges(told: &[NoteInput<'_>], now: DateTime<FixedOffset>) -> [usize; 2] {
    let all = told.iter().filter_map(|one| match &one.entry.body {
        Body::Urge(urge) => Some((one.entry, urge.resisted)),
        _ => None,
    });
    let resisted = all.clone().filter(|(entry, said)| match said {
        Some(said) => *said,
        None => is_over(entry, now) && !told.iter().any(|one| breaks_into(one, entry)),
    });
    [all.count(), resisted.count()]
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
    let open = model.rules.policy == Policy::Open;
    let running = model.is_inside(reflection.start, today);
    let lately = before
        .iter()
        .any(|one| one.verdict() == Some("chasing") && days(one.entry.at.day(), today) < 14);
    let codes = |rows: &[(&'static str, bool)]| {
        rows.iter().filter(|(_, applies)| *applies).map(|(code, _)| *code).collect()
    };
    if answers[5] || answers[6] || open {
        let rows =
            [("asked-for-no-contact", answers[5]), ("violence", answers[6]), ("no-end", open)];
        ("do-not", codes(&rows))
    } else if running || lately {
        ("wait", codes(&[("window-running", running), ("chasing-lately", lately)]))
    } else if answers[..5] == [true, true, false, true, true] {
        ("one-calm-step", Vec::new())
    } else {
        let rows = [
            ("not-understood", !answers[0]),
            ("no-would-hurt", !answers[1]),
            ("to-stop-the-pain", answers[2]),
            ("nothing-changed", !answers[3]),
            ("not-calm", !answers[4]),
        ];
        ("not-yet", codes(&rows))
    }
}
