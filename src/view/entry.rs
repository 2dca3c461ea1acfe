//! One entry: a line of `history`, or all of it for `show`; and the lists of plan lines and goals.
//!
//! It judges nothing: verdicts and days come in as an [`Assessment`]. It lists no fields either: that
//! is for `domain::fields`.

use std::convert::Infallible;

use unicode_width::UnicodeWidthStr;

use super::sentences;
use super::style::{Style, capital, count, date, moment, padded, word};
use crate::domain::contact::Stop;
use crate::domain::field_type::Value;
use crate::domain::text::shown;
use crate::domain::{Assessment, Body, By, Entry, Goal, Journal, Moment};

/// The entry on one line, as in `4  Thu 19 Nov 2026 23:10  text  asked why` or
/// `5  Fri 20 Nov 2026  goal, done  run`.
pub(crate) fn headline(entry: &Entry<'_>, style: &Style) -> String {
    let ending = ending(&entry.body).map_or(String::new(), |ending| format!(", {ending}"));
    let (when, label) = (moment(entry.at), label(&entry.body));
    with_words(format!("{}  {when}  {label}{ending}", entry.id), entry, style)
}

/// The line, followed by as much of your own words as fits the width.
fn with_words(mut line: String, entry: &Entry<'_>, style: &Style) -> String {
    if let Some(words) = entry.body.headline() {
        line.push_str("  ");
        let room = style.width.saturating_sub(line.width());
        line.push_str(&style.one_line(words, room));
    }
    line
}

/// The kind of entry, or for a contact its channel: `text`, `call by them x3`, `restart`.
fn label(body: &Body<'_>) -> String {
    match body {
        Body::Contact(contact) => {
            let by = match contact.by {
                By::Me => "",
                By::Them => " by them",
                By::Chance => " by chance",
            };
            let times = match contact.times {
                1 => String::new(),
                times => format!(" x{times}"),
            };
            format!("{}{by}{times}", word(contact.channel))
        }
        _ => word(body.kind()),
    }
}

/// How an urge or a goal ended, if you said so; or that they asked for no contact.
fn ending(body: &Body<'_>) -> Option<&'static str> {
    match body {
        Body::Contact(contact) if contact.stop.0 => Some("stop"),
        Body::Urge(urge) => urge.resisted.map(settled),
        Body::Goal(Goal { done: Some(_), .. }) => Some("done"),
        _ => None,
    }
}

/// The verdict, the answer, the ending or the length of an entry, in a word or two.
fn result(entry: &Entry<'_>, assessment: &Assessment) -> String {
    match &entry.body {
        Body::Contact(contact) => {
            let necessary = if contact.was_necessary() { ", necessary" } else { "" };
            let stop = if contact.stop.0 { ", stop" } else { "" };
            let verdict = assessment.judgement.map(|judgement| word(judgement.verdict));
            verdict.map_or(String::new(), |verdict| verdict + necessary + stop)
        }
        Body::Letter(letter) => count(letter.words() as u64, "word"),
        Body::Reflection(_) => assessment.ready.map_or(String::new(), |ready| word(ready.answer())),
        body => ending(body).unwrap_or_default().to_owned(),
    }
}

/// The word for how an urge ended.
pub(crate) fn settled(resisted: bool) -> &'static str {
    if resisted { "resisted" } else { "gave in" }
}

/// The lines of `history`: id, local day and time, kind or channel, verdict or ending, your words.
pub(crate) fn lines(entries: &[(&Entry<'_>, Assessment)], style: &Style) -> Vec<String> {
    let columns = |(entry, assessment): &(&Entry<'_>, Assessment)| {
        [entry.id.to_string(), label(&entry.body), result(entry, assessment)]
    };
    let rows: Vec<_> = entries.iter().map(columns).collect();
    let widest = |column: usize| rows.iter().map(|row| row[column].width()).max().unwrap_or(0);
    let [ids, labels, results] = [0, 1, 2].map(widest);
    let line = |((entry, _), [id, label, result]): (&(&Entry<'_>, _), &[String; 3])| {
        let when = match entry.at {
            Moment::Day(day) => day.to_string(),
            Moment::Instant(instant) => instant.format("%Y-%m-%d %H:%M").to_string(),
        };
        let (label, result) = (padded(label, labels), padded(result, results));
        let line = format!("{id:>ids$}  {when:16}  {label}  {result}");
        with_words(line, entry, style).trim_end().to_owned()
    };
    entries.iter().zip(&rows).map(line).collect()
}

/// Everything about one entry, with the texts whole.
pub(crate) fn whole(entry: &Entry<'_>, assessment: &Assessment, style: &Style) -> Vec<String> {
    let kind = word(entry.body.kind());
    let when = match entry.at {
        Moment::Day(_) => format!("{}, time not known", moment(entry.at)),
        Moment::Instant(instant) => format!("{} ({})", moment(entry.at), instant.offset()),
    };
    let mut lines = vec![
        style.bold(&format!("Entry {}: {kind}", entry.id)),
        field("When", &when),
        field("Day", &assessment.day.to_string()),
    ];
    let (facts, texts) = fields(&entry.body, style);
    lines.extend(facts);
    let below = |sentence| style.wrapped(&field("", ""), sentence);
    if let Some(judgement) = assessment.judgement {
        lines.push(field("Verdict", &word(judgement.verdict)));
        lines.extend(judgement.reasons.iter().map(sentences::reason).map(below));
    }
    if let Some(ready) = assessment.ready {
        lines.push(field("Answer", &word(ready.answer())));
        lines.extend(ready.causes().into_iter().map(sentences::cause).map(below));
    }
    lines.extend(texts.iter().map(|line| line.trim_end().to_owned()));
    lines
}

/// The facts of an entry, and what stands below its verdict: your own words, the seven answers.
fn fields(body: &Body<'_>, style: &Style) -> (Vec<String>, Vec<String>) {
    let (mut facts, mut texts) = (Vec::new(), Vec::new());
    let Ok(()) = body.each_field(|name, value| {
        match (body, value) {
            (Body::Letter(letter), Value::Text(text)) if name == "text" => {
                facts.push(field("Words", &letter.words().to_string()));
                texts.push(String::new());
                // A tab is drawn as four spaces, not spelled out as a hidden character.
                texts.extend(beside("", &text.replace('\t', "    "), style));
            }
            (_, Value::Text(text)) => texts.extend(beside(&field(name, ""), text, style)),
            (_, Value::Answers(answers)) => {
                texts.push(String::new());
                texts.extend(sentences::answered(answers, style));
            }
            _ => facts.extend(fact(name, value)),
        }
        Ok::<_, Infallible>(())
    });
    (facts, texts)
}

/// A fact beside its label, if there is something to say.
fn fact(name: &str, value: Value<'_>) -> Option<String> {
    let (label, words) = match value {
        Value::Times(1) | Value::Stop(Stop(false)) => return None,
        Value::Stop(_) => (name, "they asked for no contact".to_owned()),
        Value::Flag(resisted) if name == "resisted" => ("settled", settled(resisted).to_owned()),
        Value::Date(day) => (name, date(day)),
        Value::List(texts) => {
            let texts: Vec<_> = texts.iter().map(|text| shown(text)).collect();
            (name, texts.join(", "))
        }
        value => (name, value.to_string()),
    };
    (!words.is_empty()).then(|| field(label, &words))
}

/// A label, with a capital, and its value.
fn field(label: &str, value: &str) -> String {
    format!("  {:11}{value}", capital(label))
}

/// A text of any number of lines, beside a label. On a terminal, a long line stays beside it.
/// Programs get each line whole.
fn beside(label: &str, text: &str, style: &Style) -> Vec<String> {
    let indent = " ".repeat(label.width());
    let labels = std::iter::once(label).chain(std::iter::repeat(&*indent));
    let line = |(label, line): (&str, &str)| {
        let line = shown(line);
        if style.terminal { style.wrapped(label, &line) } else { format!("{label}{line}") }
    };
    labels.zip(text.lines()).map(line).collect()
}

pub(crate) fn plans(journal: &Journal<'_>) -> Vec<(u64, String)> {
    let plans = journal.entries.iter().filter_map(|entry| match &entry.body {
        Body::Plan(plan) => Some((entry.id, plan.text.to_string())),
        _ => None,
    });
    plans.collect()
}

/// The goals, the open ones first, each after its id.
pub(crate) fn goals(journal: &Journal<'_>, style: &Style) -> Vec<String> {
    let (mut open, mut done) = (Vec::new(), Vec::new());
    for entry in &journal.entries {
        match &entry.body {
            Body::Goal(Goal { text, done: None }) => open.push((entry.id, text.to_string())),
            Body::Goal(Goal { text, done: Some(day) }) => {
                done.push((entry.id, format!("{text} (done {})", date(*day))));
            }
            _ => {}
        }
    }
    open.append(&mut done);
    listed(&open, style)
}

/// Whole texts after their ids, with their own line breaks.
pub(crate) fn listed(texts: &[(u64, String)], style: &Style) -> Vec<String> {
    let ids = texts.iter().map(|(id, _)| id.to_string().len()).max().unwrap_or(0);
    let text =
        |(id, text): &(u64, String)| beside(&format!("{id:>ids$}  "), text, style).join("\n");
    texts.iter().map(text).collect()
}

/// `That changed 2 verdicts.`, if any did. `thing` is what they are called.
pub(crate) fn changed(number: usize, thing: &str) -> Option<String> {
    (number > 0).then(|| format!("That changed {}.", count(number as u64, thing)))
}
