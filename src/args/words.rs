//! The first words of `log` and `edit`: who, how, how often, and where the note begins
//! (`manual/verdicts.md`).
//!
//! It never guesses: words that may mean something else are a [`Doubt`].

use std::ops::Range;

use clap::ValueEnum;

use crate::domain::contact::TIMES;
use crate::domain::date_phrase::{DateProblem, leading, read as read_date};
use crate::domain::{By, Channel, Clock, Moment, Necessity, Reply, Why};

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
    Who,
    /// They may say when it was.
    When,
    /// They may mean this option, with this value.
    Option(&'static str, String),
    /// They name more than one contact.
    Several,
    /// They name another channel, too.
    Which(Channel),
    /// They may say that it was not done.
    NotDone,
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

/// What words say, and what they may say besides.
pub(crate) struct Reading {
    pub(crate) heard: Heard,
    pub(crate) doubt: Option<Doubt>,
    /// The words of a date, and when that is.
    pub(crate) date: Option<(Range<usize>, Result<Moment, DateProblem>)>,
}

/// Reads the first words. The first `loose` were typed without quotes; a note in quotes may hold
/// what it likes.
pub(crate) fn read(words: &[String], loose: usize, known: Known, clock: &Clock) -> Reading {
    let bare: Vec<String> = words.iter().map(|word| bare(word)).collect();
    let bare: Vec<&str> = bare.iter().map(String::as_str).collect();
    let is_sentence = || sentence(&bare, known);
    let found = named(&bare).map(|heard| (heard, heard.taken, None)).or_else(is_sentence);
    let (heard, start, doubt) = found.unwrap_or_else(|| {
        // A sentence about them is not made one by you when a question is left out.
        let by = who(&bare).map(|(by, _)| by).filter(|by| *by == By::Them);
        (Heard { by, ..Heard::default() }, 0, Some(Doubt::How))
    });
    let end = if loose < words.len() { loose.max(start + 1) } else { loose }.min(words.len());
    let date = date(&words[..end], start, clock).filter(|_| !known.at);
    let note = &bare[start..loose.max(start).min(bare.len())];
    let doubt = doubt.or_else(|| telling(heard, note, &bare[start..], known));
    Reading { heard, doubt: doubt.or(date.is_some().then_some(Doubt::When)), date }
}

/// Who the words stand for, if they name someone.
pub(crate) fn whom(words: &[String]) -> Option<By> {
    let bare: Vec<String> = words.iter().map(|word| bare(word)).collect();
    who(&bare.iter().map(String::as_str).collect::<Vec<_>>()).map(|(by, _)| by)
}

/// How often, as in `twice` or `3 times`, anywhere in the words.
pub(crate) fn often(words: &[String]) -> Option<u32> {
    let bare: Vec<String> = words.iter().map(|word| bare(word)).collect();
    let bare: Vec<&str> = bare.iter().map(String::as_str).collect();
    (0..bare.len()).find_map(|at| count(&bare[at..])).map(|(times, _)| times)
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
        "texted" | "wrote" | "messaged" | "whatsapped" => Some(Channel::Text),
        "called" | "rang" | "phoned" | "facetimed" => Some(Channel::Call),
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
        [number, "times", ..] | ["x", number, ..] => Some((number_of(number)?, 2)),
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
    // `her story` and `her friend` may be what you looked at, or whom you asked.
    let others = [Channel::Social, Channel::Lurk, Channel::Friend];
    if words[0] == "her" && others.contains(&channel) {
        return None;
    }
    let same = words[taken..].iter().take_while(|word| self::channel(word) == Some(channel));
    taken += same.count();
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

/// Reads a sentence: `called me crying`, `i texted them again`, `ran into them`. Also returns where
/// the words behind its verb begin. `None` without a verb of the table.
fn sentence(words: Bare<'_>, known: Known) -> Option<(Heard, usize, Option<Doubt>)> {
    let subject = who(words);
    let start = subject.map_or(0, |(_, taken)| taken);
    let subject = subject.map(|(by, _)| by);
    let (channel, by_chance, start) = match words[start..] {
        ["ran" | "bumped", "into", ..] => (Channel::Other, true, start + 2),
        [first, ..] => (verb(first)?, false, start + 1),
        [] => return None,
    };
    let rest = &words[start..];
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
    let way = rest.windows(2).find_map(|pair| match *pair {
        ["a" | "an" | "on" | "by" | "via" | "through" | "some", way] => self::channel(way),
        _ => None,
    });
    let way = way.filter(|other| *other != channel).map(Doubt::Which);
    let not_sent = rest.windows(2).any(|pair| matches!(pair, ["never" | "not", "sent"]));
    let several = rest.iter().any(|word| verb(word).is_some());
    let doubt = if several { Some(Doubt::Several) } else { way };
    let doubt = if not_sent { Some(Doubt::NotDone) } else { doubt };
    Some((heard, start, doubt.or((!is_clear).then_some(Doubt::Who))))
}

/// Whether `her` belongs to the word behind it, as in `called her sister`.
fn is_possessive(words: Bare<'_>, taken: usize) -> bool {
    const GO_ON: &str = "again and but at for to about because when while with in on from so if \
                         then that this just via over after before outside by up back crying drunk \
                         saying asking begging sorry late last today yesterday tonight now why how";
    let next = words.get(taken).copied().unwrap_or_default();
    let goes_on = next.is_empty() || GO_ON.split(' ').any(|word| word == next);
    words.first() == Some(&"her") && !goes_on && count(&words[taken..]).is_none()
}

/// What words say where the note should begin: who began it, an option, another contact, or that
/// there was none. `note` are those that were typed without quotes, `rest` are all.
fn telling(heard: Heard, note: Bare<'_>, rest: Bare<'_>, known: Known) -> Option<Doubt> {
    const ACTS: &str = "sent asked said told begged apologized wanted came started reached showed \
                        turned liked replied answered";
    const THEIRS: &str = "got received back answered replied returned reply missed from me he she \
                          they";
    const NOT_DONE: &str = "almost nearly didnt didn't not never wanted want will should draft \
                            unsent resisted urge dont don't tempted gonna";
    const LOOKS: &str = "looked stalked viewed watched checked";
    const UNITS: &str = "min mins minute minutes h hr hrs hour hours sec seconds";
    let among = |list: &str, word: &str| list.split(' ').any(|known| known == word);
    let is = |list: &str, at: usize| note.get(at).is_some_and(|word| among(list, word));
    let acts = |word: &&str| verb(word).is_some() || among(ACTS, word);
    let is_named = heard.taken > 0;
    let often = (0..note.len()).find_map(|at| count(&note[at..])).map(|(times, _)| times);
    let is_vague = is_named && often.is_none() && note.contains(&"times");
    if is_vague || heard.times.is_some_and(|times| !TIMES.contains(&times)) {
        return Some(Doubt::Times);
    }
    if is_named && (0..4).any(|at| is(NOT_DONE, at)) {
        return Some(Doubt::NotDone);
    }
    let rate = |at: usize| is("a an per every each daily", at);
    let joins = |at: usize| {
        let next = &note[at + 1..];
        let next = &next[who(next).map_or(0, |(_, taken)| taken)..];
        next.first().is_some_and(|word| verb(word).is_some()) || named(next).is_some()
    };
    let joined = (0..note.len()).any(|at| is("and then plus or & +", at) && joins(at));
    if joined || is_named && heard.times.is_some() && (rate(0) || named(note).is_some()) {
        return Some(Doubt::Several);
    }
    if let Some(other) = note.first().and_then(|word| channel(word)).filter(|_| is_named) {
        return Some(Doubt::Which(other));
    }
    if is_named && heard.channel == Some(Channel::Social) && is(LOOKS, 0) {
        return Some(Doubt::Which(Channel::Lurk));
    }
    let by = match *note {
        _ if known.by || heard.by == Some(By::Chance) => None,
        ["by", ref rest @ ..] => who(rest).map(|(by, _)| by),
        _ => note.iter().any(|word| ["chance", "accident"].contains(word)).then_some(By::Chance),
    };
    if let Some(by) = by {
        return Some(Doubt::Option("--by", crate::domain::word(by)));
    }
    // `friend told me`, `her story`, `text he wrote me` in quotes or not, `text from them`.
    let is_them = who(rest).filter(|(by, _)| *by == By::Them);
    let speaks = is_them.is_some_and(|(_, taken)| rest.get(taken).is_some_and(acts));
    let friend = heard.channel == Some(Channel::Friend) && rest.first().is_some_and(acts);
    if is_named && !known.by && heard.by.is_none() && (speaks || friend || is(THEIRS, 0)) {
        return Some(Doubt::Who);
    }
    option(note).or_else(|| {
        let number = note.first().and_then(|word| number_of(word)).filter(|_| !is(UNITS, 1));
        let times = often.or(number).filter(|times| *times != 1);
        let times = times.filter(|_| is_named && heard.times.is_none() && !known.times);
        times.map(|times| Doubt::Option("--times", times.to_string()))
    })
}

/// An option without its dashes, with a value that it takes: `why apology`.
fn option(note: Bare<'_>) -> Option<Doubt> {
    let &[name, value] = note else { return None };
    let name = match name {
        "why" => Why::from_str(value, true).ok().and(Some("--why")),
        "reply" => Reply::from_str(value, true).ok().and(Some("--reply")),
        "necessary" => Necessity::from_str(value, true).ok().and(Some("--necessary")),
        "times" => value.parse::<u32>().ok().and(Some("--times")),
        _ => None,
    };
    name.map(|name| Doubt::Option(name, value.to_owned()))
}

/// Whether words begin with a number of contacts, as `3 texts` does; in `3 text` it may be an hour.
pub(crate) fn is_counted(words: &[String]) -> bool {
    let channel = words.get(1).is_some_and(|word| channel(&bare(word)).is_some());
    channel && bare(&words[1]).ends_with('s') && number_of(&bare(&words[0])).is_some()
}

/// The first date among the words from `from` on: one that has come, or that cannot be read. Of many
/// words, their beginning and their end are looked at.
pub(crate) fn date(
    words: &[String],
    from: usize,
    clock: &Clock,
) -> Option<(Range<usize>, Result<Moment, DateProblem>)> {
    const LONGEST: usize = 12;
    const BEFORE_HOUR: [&str; 7] = ["at", "around", "about", "since", "until", "till", "@"];
    let is_count = |at: usize| {
        let words: Vec<_> = words[at..].iter().take(2).map(|word| bare(word)).collect();
        count(&words.iter().map(String::as_str).collect::<Vec<_>>()).is_some()
    };
    let at = |start: usize| {
        // The `3` of `last night 3 times` is no hour.
        let most = words.len().min(start + LONGEST);
        let end = (start + 1..most).find(|at| is_count(*at)).unwrap_or(words.len());
        let found = leading(&words[start..end], clock);
        let Some(found) = found else {
            // `at 5` may be an hour.
            let hour = words.get(start + 1).filter(|hour| hour.parse::<u32>().is_ok())?;
            BEFORE_HOUR.contains(&&*bare(&words[start])).then_some(())?;
            return Some((start..start + 2, read_date(hour, clock)));
        };
        let end = end - found.rest.len();
        // `called them 5 times` and `texted 2 photos` say how many.
        let is_number = end == start + 1 && number_of(&words[start]).is_some();
        let counts = match &found.moment {
            Ok(moment) => *moment != clock.moment(),
            // `9pm` at noon may be that of yesterday; `tomorrow` is not when it was.
            Err(problem) if problem.is_future() => {
                let text = found.text.to_lowercase();
                !problem.instead.is_empty() && !text.contains("tomorrow") && !text.contains("next")
            }
            Err(_) => !is_number,
        };
        counts.then_some((start..end, found.moment))
    };
    let last = words.len().saturating_sub(LONGEST);
    let near = |start: &usize| *start < from + 5 * LONGEST || *start >= last;
    (from..words.len()).filter(near).find_map(at)
}
