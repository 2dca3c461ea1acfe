//! The first words of `log` and `edit`: who, how, how often, and where the note begins
//! (`manual/verdicts.md`).
//!
//! It never guesses: words that may mean something else are a [`Doubt`].

use std::ops::Range;

use clap::ValueEnum;

use crate::domain::contact::TIMES;
use crate::domain::date_phrase::{DateProblem, leading};
use crate::domain::{By, Channel, Clock, Moment};

/// What the first words say. Absent means not said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Heard {
    pub(crate) by: Option<By>,
    pub(crate) channel: Option<Channel>,
    pub(crate) times: Option<u32>,
    /// How many words are not part of the note. None are if it is a sentence, which stays whole.
    pub(crate) taken: usize,
}

/// Why words cannot be recorded as they stand.
#[derive(Clone, Debug)]
pub(crate) enum Doubt {
    /// They do not say how contact was made.
    How,
    /// They do not say clearly who began it.
    Who(Heard),
    /// These of them may say when it was.
    When(Heard, Range<usize>, Result<Moment, DateProblem>),
    /// They may mean this option, with its value behind it.
    Option(Heard, &'static str),
    /// They name more than one contact.
    Several(Heard),
    /// They name two channels.
    Which(Heard, Channel),
    /// They say how often, and that number is not taken.
    Times,
}

/// What the options say, so that the words need not.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Known {
    pub(crate) by: bool,
    pub(crate) at: bool,
    pub(crate) times: bool,
}

/// Words without their case and the punctuation around them.
type Bare<'w> = &'w [&'w str];

/// Reads the first words. An error where they may mean more than one thing.
pub(crate) fn read(words: &[String], known: Known, clock: &Clock) -> Result<Heard, Doubt> {
    let bare: Vec<String> = words.iter().map(|word| bare(word)).collect();
    let bare: Vec<&str> = bare.iter().map(String::as_str).collect();
    let heard = match named(&bare) {
        Some(heard) => behind(&bare, heard, known)?,
        None => sentence(&bare, known).unwrap_or(Err(Doubt::How))?,
    };
    match date(words, heard, clock).filter(|_| !known.at) {
        Some((place, moment)) => Err(Doubt::When(heard, place, moment)),
        None => Ok(heard),
    }
}

/// Who the words stand for, if they name someone.
pub(crate) fn whom(words: &[String]) -> Option<By> {
    let bare: Vec<String> = words.iter().map(|word| bare(word)).collect();
    who(&bare.iter().map(String::as_str).collect::<Vec<_>>()).map(|(by, _)| by)
}

/// How often, as in `twice` or `3 times`.
pub(crate) fn often(words: &[String]) -> Option<u32> {
    let bare: Vec<String> = words.iter().map(|word| bare(word)).collect();
    count(&bare.iter().map(String::as_str).collect::<Vec<_>>()).map(|(times, _)| times)
}

fn bare(word: &str) -> String {
    word.trim_matches([',', '.', ':', ';', '!', '?', '"', '(', ')']).to_lowercase()
}

/// Who the first word stands for, and how many words that takes.
fn who(words: Bare<'_>) -> Option<(By, usize)> {
    match *words {
        ["my", "ex", ..] => Some((By::Them, 2)),
        ["me" | "i", ..] => Some((By::Me, 1)),
        ["them" | "they" | "he" | "she" | "her" | "him" | "ex", ..] => Some((By::Them, 1)),
        ["chance", ..] => Some((By::Chance, 1)),
        _ => None,
    }
}

/// What a verb says was done.
pub(crate) fn verb(word: &str) -> Option<Channel> {
    match word {
        "texted" | "wrote" | "messaged" => Some(Channel::Text),
        "called" | "rang" => Some(Channel::Call),
        "emailed" => Some(Channel::Email),
        "visited" => Some(Channel::Visit),
        "met" => Some(Channel::Meetup),
        _ => None,
    }
}

/// Whether `log` may begin with the word.
pub(crate) fn begins_contact(word: &str) -> bool {
    who(&[word]).is_some() || verb(word).is_some() || channel(word).is_some()
}

/// A channel, or another word for one.
pub(crate) fn channel(word: &str) -> Option<Channel> {
    Channel::from_str(word, true).ok()
}

/// `x3`, `3x`, `3 times`, `twice`: how often, and how many words that takes.
fn count(words: Bare<'_>) -> Option<(u32, usize)> {
    match *words {
        ["once", ..] => Some((1, 1)),
        ["twice", ..] => Some((2, 1)),
        ["thrice", ..] => Some((3, 1)),
        [number, "times", ..] => Some((number_of(number)?, 2)),
        [word, ..] => {
            let digits = word.strip_prefix('x').or_else(|| word.strip_suffix('x'))?;
            Some((digits.parse().ok()?, 1))
        }
        [] => None,
    }
}

fn number_of(word: &str) -> Option<u32> {
    const NUMBERS: [&str; 12] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    let spelled = NUMBERS.iter().position(|number| *number == word);
    word.parse().ok().or_else(|| spelled.and_then(|at| u32::try_from(at + 1).ok()))
}

/// Reads words that are not a sentence: `text`, `she call`, `6 texts`, `them 3 calls`, `call x3`.
fn named(words: Bare<'_>) -> Option<Heard> {
    let who = who(words);
    let mut taken = who.map_or(0, |(_, taken)| taken);
    let before = words.get(taken).and_then(|word| number_of(word));
    taken += usize::from(before.is_some());
    let channel = channel(words.get(taken)?)?;
    taken += 1;
    // Whom it reached says nothing new: `call them 3 times`.
    let whom = self::who(&words[taken..]).filter(|(by, _)| *by == By::Them);
    let whom = whom.map_or(0, |(_, taken)| taken);
    let after = [0, whom]
        .into_iter()
        .find_map(|skip| count(&words[taken + skip..]).map(|(times, words)| (times, skip + words)));
    let after = after.filter(|_| before.is_none());
    taken += after.map_or(0, |(_, words)| words);
    let times = before.or(after.map(|(times, _)| times));
    Some(Heard { by: who.map(|(by, _)| by), channel: Some(channel), times, taken })
}

/// Reads a sentence: `called me crying`, `i texted them again`, `ran into them`. `None` without a
/// verb of the table.
fn sentence(words: Bare<'_>, known: Known) -> Option<Result<Heard, Doubt>> {
    let subject = who(words);
    let rest = &words[subject.map_or(0, |(_, taken)| taken)..];
    let subject = subject.map(|(by, _)| by);
    let (channel, by_chance, rest) = match *rest {
        ["ran", "into", ref rest @ ..] => (Channel::Other, true, rest),
        [first, ref rest @ ..] => (verb(first)?, false, rest),
        [] => return None,
    };
    let object = who(rest).filter(|(_, taken)| !is_possessive(rest, *taken));
    let ends = count(rest).is_some() || matches!(rest, [] | ["again" | "and" | "but", ..]);
    let times = (0..rest.len()).find_map(|at| count(&rest[at..])).map(|(times, _)| times);
    let by = match (subject, object) {
        (_, Some(_)) if by_chance => Some(By::Chance),
        (None | Some(By::Them), Some((By::Me, _))) => Some(By::Them),
        (None | Some(By::Me), Some((By::Them, _))) => Some(By::Me),
        (subject, None) if ends && !by_chance => subject,
        _ => None,
    };
    let is_clear = by.is_some() || known.by || ends && !by_chance;
    let heard = Heard { by, channel: Some(channel), times, taken: 0 };
    if !in_range(times) {
        return Some(Err(Doubt::Times));
    }
    if let Some(doubt) = tells_more(rest, heard) {
        return Some(Err(doubt));
    }
    Some(if is_clear { Ok(heard) } else { Err(Doubt::Who(heard)) })
}

/// Whether `her` belongs to the word behind it, as in `called her sister`.
fn is_possessive(words: Bare<'_>, taken: usize) -> bool {
    const GO_ON: [&str; 46] = [
        "again",
        "and",
        "but",
        "at",
        "for",
        "to",
        "about",
        "because",
        "when",
        "while",
        "with",
        "in",
        "on",
        "from",
        "so",
        "if",
        "then",
        "that",
        "this",
        "just",
        "once",
        "twice",
        "thrice",
        "via",
        "over",
        "after",
        "before",
        "outside",
        "by",
        "up",
        "back",
        "crying",
        "drunk",
        "saying",
        "asking",
        "begging",
        "sorry",
        "late",
        "last",
        "today",
        "yesterday",
        "tonight",
        "now",
        "why",
        "how",
        "like",
    ];
    let next = words.get(taken).copied().unwrap_or_default();
    let goes_on = next.is_empty() || GO_ON.contains(&next) || verb(next).is_some();
    words.first() == Some(&"her") && !goes_on && count(&words[taken..]).is_none()
}

/// Whether a sentence names another contact, or another channel: `called and texted`, `wrote them a
/// letter`.
fn tells_more(words: Bare<'_>, heard: Heard) -> Option<Doubt> {
    words.windows(2).enumerate().find_map(|(at, pair)| match *pair {
        ["and" | "then" | "plus", _] => {
            let rest = &words[at + 1..];
            let rest = &rest[who(rest).map_or(0, |(_, taken)| taken)..];
            let acts = rest.first().is_some_and(|word| verb(word).is_some());
            (acts || named(rest).is_some()).then_some(Doubt::Several(heard))
        }
        ["a" | "an" | "on" | "by" | "via" | "through" | "some", way] => {
            let other = channel(way).filter(|other| Some(*other) != heard.channel);
            other.map(|other| Doubt::Which(heard, other))
        }
        _ => None,
    })
}

fn in_range(times: Option<u32>) -> bool {
    times.is_none_or(|times| TIMES.contains(&times))
}

/// Looks at the words where the note should begin: they may say who began it, name an option, or
/// begin another contact.
fn behind(words: Bare<'_>, heard: Heard, known: Known) -> Result<Heard, Doubt> {
    const ACTS: [&str; 12] = [
        "sent",
        "asked",
        "said",
        "told",
        "begged",
        "apologized",
        "wanted",
        "came",
        "started",
        "reached",
        "showed",
        "turned",
    ];
    const OPTIONS: [&str; 5] = ["by", "why", "reply", "necessary", "times"];
    const PAGES: [&str; 6] = ["story", "stories", "instagram", "insta", "facebook", "tiktok"];
    let rest = &words[heard.taken..];
    let speaks = |(by, taken): (By, usize)| {
        let acts = |word: &&str| verb(word).is_some() || ACTS.contains(word);
        by != By::Me && rest.get(taken).is_some_and(acts)
    };
    let is_said = known.by || heard.by.is_some();
    let speaks = who(rest).is_some_and(speaks);
    let is_theirs = words.first() == Some(&"her") && PAGES.contains(&words[1]);
    if !is_said && (speaks || rest.first() == Some(&"from")) || is_theirs && !known.by {
        return Err(Doubt::Who(heard));
    }
    if let Some(name) = OPTIONS.into_iter().find(|name| rest.first() == Some(name))
        && rest.len() == 2
    {
        return Err(Doubt::Option(heard, name));
    }
    let joins = matches!(rest, ["and" | "then" | "plus" | "&" | "+", ..]);
    let at_end = |words: Bare<'_>| count(words).filter(|(_, taken)| *taken == words.len());
    if !in_range(heard.times) {
        return Err(Doubt::Times);
    }
    if joins && named(&rest[1..]).is_some() {
        return Err(Doubt::Several(heard));
    }
    let ends = rest.len().saturating_sub(2)..rest.len();
    let often = ends.into_iter().find_map(|at| at_end(&rest[at..]));
    if often.is_some() && heard.times.is_none() && !known.times {
        return Err(Doubt::Option(heard, "times"));
    }
    Ok(heard)
}

/// The first date that has come: right behind the words that were taken, at the end, or anywhere in
/// a sentence. There and right behind, one that cannot be read too.
fn date(
    words: &[String],
    heard: Heard,
    clock: &Clock,
) -> Option<(Range<usize>, Result<Moment, DateProblem>)> {
    const LONGEST: usize = 12;
    let from = heard.taken;
    let at = |start: usize| {
        let found = leading(&words[start..], clock)?;
        let end = words.len() - found.rest.len();
        let is_near = start == from || from == 0;
        // `called them 5 times` and `texted 2 photos` say how many.
        let is_number = end == start + 1 && number_of(&words[start]).is_some();
        let counts = match &found.moment {
            Ok(moment) => (is_near || end == words.len()) && *moment != clock.moment(),
            // `9pm` at noon may be that of yesterday; `tomorrow` is not when it was.
            Err(problem) if problem.is_future() => {
                is_near && problem.instead.iter().any(|date| date.starts_with("yesterday"))
            }
            Err(_) => is_near && !is_number,
        };
        counts.then_some((start..end, found.moment))
    };
    // A sentence is short; of a longer note, its beginning and its end are looked at.
    let near = if from == 0 { 5 * LONGEST } else { from + 1 };
    let last = words.len().saturating_sub(LONGEST);
    (from..words.len()).filter(|start| *start < near || *start >= last).find_map(at)
}
