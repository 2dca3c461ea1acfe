//! One entry: a line of `history`, or all of it for `show`.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::style::{Style, count, date, moment, padded, word};
use super::{ready, sentences};
use crate::domain::assessment::Assessment;
use crate::domain::contact::{By, Contact};
use crate::domain::entry::{Body, Entry, Goal};
use crate::domain::journal::Journal;
use crate::domain::moment::Moment;
use crate::domain::text::shown;

/// `4  Thu 19 Nov 2026 23:10  text  asked why`, or `5  Fri 20 Nov 2026  goal, done  run`: the
/// entry, on one line.
pub(crate) fn headline(entry: &Entry<'_>, style: &Style) -> String {
    let mut line = format!("{}  {}  {}", entry.id, moment(entry.at), what(&entry.body));
    if let Some(ending) = ending(&entry.body) {
        line.push_str(", ");
        line.push_str(ending);
    }
    with_words(line, entry, style)
}

/// The line, and behind it as much of the person's words as there is room for.
fn with_words(mut line: String, entry: &Entry<'_>, style: &Style) -> String {
    if let Some(words) = entry.body.headline() {
        line.push_str("  ");
        let room = style.width.saturating_sub(line.width());
        line.push_str(&style.one_line(words, room));
    }
    line
}

/// What it is, in a word or two: `text`, `call by them x3`, `restart`.
fn what(body: &Body<'_>) -> String {
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

/// How it ended, where that was said.
fn ending(body: &Body<'_>) -> Option<&'static str> {
    match body {
        Body::Urge(urge) => urge.resisted.map(settled),
        Body::Goal(Goal { done: Some(_), .. }) => Some("done"),
        _ => None,
    }
}

/// What is said of it, in a word or two.
fn said(entry: &Entry<'_>, told: &Assessment) -> String {
    match &entry.body {
        Body::Contact(_) => told.judgement.map_or(String::new(), |said| word(said.verdict)),
        Body::Letter(letter) => count(letter.words() as u64, "word"),
        Body::Reflection(_) => told.ready.map_or(String::new(), |ready| word(ready.answer())),
        body => ending(body).unwrap_or_default().to_owned(),
    }
}

/// How an urge ended.
pub(crate) fn settled(resisted: bool) -> &'static str {
    if resisted { "resisted" } else { "gave in" }
}

/// The lines of `history`: id, local day and time, what, verdict, note.
pub(crate) fn lines(
    out: &mut dyn Write,
    entries: &[(&Entry<'_>, Assessment)],
    style: &Style,
) -> io::Result<()> {
    let rows: Vec<_> = entries
        .iter()
        .map(|(entry, told)| (entry.id.to_string(), what(&entry.body), said(entry, told), entry))
        .collect();
    let widest = |of: fn(&(String, String, String, &&Entry<'_>)) -> usize| {
        rows.iter().map(of).max().unwrap_or(0)
    };
    let (ids, whats, saids) =
        (widest(|row| row.0.width()), widest(|row| row.1.width()), widest(|row| row.2.width()));
    for (id, what, said, entry) in &rows {
        let when = match entry.at {
            Moment::Day(day) => day.to_string(),
            Moment::Instant(instant) => instant.format("%Y-%m-%d %H:%M").to_string(),
        };
        let line = format!(
            "{id:>ids$}  {}  {}  {}",
            padded(&when, 16),
            padded(what, whats),
            padded(said, saids)
        );
        let line = with_words(line, entry, style);
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// Everything about one entry.
pub(crate) fn whole(
    out: &mut dyn Write,
    entry: &Entry<'_>,
    told: &Assessment,
    style: &Style,
) -> io::Result<()> {
    let kind = word(entry.body.kind());
    writeln!(out, "{}", style.bold(&format!("Entry {}: {kind}", entry.id)))?;
    let when = match entry.at {
        Moment::Day(_) => format!("{}, time not known", moment(entry.at)),
        Moment::Instant(instant) => format!("{} ({})", moment(entry.at), instant.offset()),
    };
    field(out, "When", &when)?;
    field(out, "Day", &told.day.to_string())?;
    match &entry.body {
        Body::Contact(contact) => contact_fields(out, contact)?,
        Body::Urge(_) => field(out, "Settled", &said(entry, told))?,
        Body::Letter(letter) => field(out, "Words", &letter.words().to_string())?,
        Body::Goal(Goal { done: Some(day), .. }) => field(out, "Done", &date(*day))?,
        Body::Reflection(_) => reflection_fields(out, told, style)?,
        Body::Restart | Body::Goal(_) | Body::Plan(_) => {}
    }
    let triggers: Vec<_> = entry.body.triggers().iter().map(|trigger| shown(trigger)).collect();
    field(out, "Triggers", &triggers.join(", "))?;
    if let Some(judgement) = told.judgement {
        field(out, "Verdict", &word(judgement.verdict))?;
        for reason in judgement.reasons.iter() {
            writeln!(out, "{}", style.wrapped(&" ".repeat(13), sentences::reason(reason)))?;
        }
    }
    match &entry.body {
        Body::Letter(letter) => {
            text(out, "Title", letter.title.as_deref().unwrap_or_default(), style)?;
            writeln!(out)?;
            letter_text(out, &letter.text, style)
        }
        body => text(out, words_label(body), body.headline().unwrap_or_default(), style),
    }
}

/// What the person's own words are called.
fn words_label(body: &Body<'_>) -> &'static str {
    match body {
        Body::Contact(_) | Body::Urge(_) => "Note",
        _ => "Text",
    }
}

/// A label, and a text of any number of lines beside it.
fn text(out: &mut dyn Write, label: &str, text: &str, style: &Style) -> io::Result<()> {
    for (at, line) in text.lines().enumerate() {
        let label = if at == 0 { label } else { "" };
        let label = format!("  {}", padded(label, 11));
        let line = shown(line);
        // For a person it stays beside its label; for a program a line is a line.
        let line =
            if style.terminal { style.wrapped(&label, &line) } else { format!("{label}{line}") };
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// A letter, line by line. A tab in it is space, and no secret.
fn letter_text(out: &mut dyn Write, text: &str, style: &Style) -> io::Result<()> {
    for line in text.lines() {
        let line = line.replace('\t', "    ");
        let line = shown(&line);
        let line = if style.terminal { style.wrapped("", &line) } else { line.into_owned() };
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn reflection_fields(out: &mut dyn Write, told: &Assessment, style: &Style) -> io::Result<()> {
    let Some(ready) = told.ready else { return Ok(()) };
    field(out, "Answer", &word(ready.answer()))?;
    for cause in ready.causes() {
        writeln!(out, "{}", style.wrapped(&" ".repeat(13), ready::cause(cause)))?;
    }
    writeln!(out)?;
    for line in ready::answered(ready.answers, style) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

fn contact_fields(out: &mut dyn Write, contact: &Contact<'_>) -> io::Result<()> {
    field(out, "By", &word(contact.by))?;
    field(out, "Channel", &word(contact.channel))?;
    field(out, "Why", &contact.why.map(word).unwrap_or_default())?;
    field(out, "Reply", &contact.reply.map(word).unwrap_or_default())?;
    field(out, "Necessary", &contact.necessary.map(word).unwrap_or_default())?;
    match contact.times {
        1 => Ok(()),
        times => field(out, "Times", &times.to_string()),
    }
}

/// A label and what it says, unless that is nothing.
fn field(out: &mut dyn Write, label: &str, value: &str) -> io::Result<()> {
    if value.is_empty() {
        return Ok(());
    }
    writeln!(out, "  {}{value}", padded(label, 11))
}

/// The plan lines, with their ids.
pub(crate) fn plans(journal: &Journal<'_>) -> Vec<(u64, String)> {
    let plans = journal.entries.iter().filter_map(|entry| match &entry.body {
        Body::Plan(text) => Some((entry.id, text.to_string())),
        _ => None,
    });
    plans.collect()
}

/// The goals, the open ones first, each behind its id.
pub(crate) fn goals(journal: &Journal<'_>, style: &Style) -> Vec<String> {
    let goals = journal.entries.iter().filter_map(|entry| match &entry.body {
        Body::Goal(goal) => Some((entry.id, goal)),
        _ => None,
    });
    let (done, open): (Vec<_>, Vec<_>) = goals.partition(|(_, goal)| goal.done.is_some());
    let line = |(id, goal): (u64, &Goal<'_>)| {
        let done = goal.done.map_or(String::new(), |day| format!(" (done {})", date(day)));
        (id, format!("{}{done}", goal.text))
    };
    listed(&open.into_iter().chain(done).map(line).collect::<Vec<_>>(), style)
}

/// Texts behind their ids, whole, each line of them on its own.
pub(crate) fn listed(texts: &[(u64, String)], style: &Style) -> Vec<String> {
    let ids = texts.iter().map(|(id, _)| id.to_string().len()).max().unwrap_or(0);
    let line = |(id, text): &(u64, String)| {
        let mut label = format!("{id:>ids$}  ");
        let lines = text.lines().map(|line| {
            let line = shown(line);
            let rest = " ".repeat(label.len());
            let label = std::mem::replace(&mut label, rest);
            // For a program a line is a line.
            if style.terminal { style.wrapped(&label, &line) } else { format!("{label}{line}") }
        });
        lines.collect::<Vec<_>>().join("\n")
    };
    texts.iter().map(line).collect()
}

/// `2 verdicts changed with it.`
pub(crate) fn changed(number: usize) -> Option<String> {
    (number > 0).then(|| format!("{} changed with it.", count(number as u64, "verdict")))
}
