//! The first words of `log` and `edit`: who, how, how often, and where the note begins
//! (`manual/verdicts.md`). `reading` puts them together.
//!
//! It never guesses: words that may mean something else are a [`Doubt`].

use clap::ValueEnum;

use super::input::Facts;
use crate::domain::contact::TIMES;
use crate::domain::{By, Channel, Necessity, Reply, Why};

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
    /// They may say that the other person asked for no contact.
    Stop,
    /// They may be about contact with someone else.
    Elsewhere,
}

/// Words without their case and the punctuation around them.
pub(crate) type Bare<'w> = &'w [&'w str];

/// Whether a list of words, with spaces between them, has the word.
pub(crate) fn among(list: &str, word: &str) -> bool {
    list.split(' ').any(|known| known == word)
}

/// What `read` makes of the bare words.
pub(crate) fn bared<R>(words: &[String], read: impl FnOnce(Bare<'_>) -> R) -> R {
    let bare: Vec<String> = words.iter().map(|word| bare(word)).collect();
    read(&bare.iter().map(String::as_str).collect::<Vec<_>>())
}

pub(super) fn bare(word: &str) -> String {
    word.trim_matches([',', '.', ':', ';', '!', '?', '"', '(', ')']).to_lowercase()
}

/// Who the first word stands for, if it does, and how many words that takes.
pub(crate) fn who(words: Bare<'_>) -> (Option<By>, usize) {
    if let ["my", "ex", ..] = words {
        return (Some(By::Them), 2);
    }
    let by = words.first().and_then(|word| By::from_str(word, false).ok());
    (by, usize::from(by.is_some()))
}

pub(crate) fn verb(word: &str) -> Option<Channel> {
    match word {
        "texted" | "wrote" | "messaged" | "whatsapped" => Some(Channel::Text),
        "called" | "rang" | "phoned" | "facetimed" | "dialed" | "dialled" => Some(Channel::Call),
        "emailed" => Some(Channel::Email),
        "visited" => Some(Channel::Visit),
        "met" => Some(Channel::Meetup),
        _ => None,
    }
}

pub(crate) fn channel(word: &str) -> Option<Channel> {
    Channel::from_str(word, true).ok()
}

/// `x3`, `3x`, `3 times`, `twice`: how often, and how many words that takes.
pub(super) fn count(words: Bare<'_>) -> Option<(u32, usize)> {
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

/// How often, as in `twice` or `3 times`, anywhere in the words.
pub(crate) fn often(words: Bare<'_>) -> Option<u32> {
    (0..words.len()).find_map(|at| count(&words[at..])).map(|(times, _)| times)
}

pub(crate) fn number_of(word: &str) -> Option<u32> {
    const NUMBERS: &str = "one two three four five six seven eight nine ten eleven twelve";
    let spelled = || (1..).zip(NUMBERS.split(' ')).find(|(_, name)| *name == word);
    word.parse().ok().or_else(|| spelled().map(|(number, _)| number))
}

/// Reads words that are not a sentence: `text`, `she call`, `6 texts`, `them 3 calls`, `call x3`.
pub(super) fn named(words: Bare<'_>) -> Option<Heard> {
    let (by, mut taken) = who(words);
    let mut times = words.get(taken).and_then(|word| number_of(word));
    taken += usize::from(times.is_some());
    let channel = channel(words.get(taken)?)?;
    // `her story` and `her friend` may be what you looked at, or whom you asked.
    let is_hers = matches!(channel, Channel::Social | Channel::Lurk | Channel::Friend);
    if words[0] == "her" && is_hers {
        return None;
    }
    taken += words[taken..].iter().take_while(|it| self::channel(it) == Some(channel)).count();
    // Whom it reached says nothing new: `call them 3 times`.
    let (whom, more) = who(&words[taken..]);
    let end = if whom == Some(By::Them) { taken + more } else { taken };
    if let (None, Some((after, words))) = (times, count(&words[end..])) {
        (times, taken) = (Some(after), end + words);
    }
    Some(Heard { by, channel: Some(channel), times, taken })
}

/// Reads a sentence: `called me crying`, `i texted them again`, `ran into them`. Also returns where
/// the words behind its verb begin. `None` without a verb of the table.
pub(super) fn sentence(words: Bare<'_>, known: &Facts) -> Option<(Heard, usize, Option<Doubt>)> {
    let (subject, start) = who(words);
    let (channel, by_chance, start) = match words[start..] {
        ["ran" | "bumped", "into", ..] => (Channel::Other, true, start + 2),
        [first, ..] => (verb(first)?, false, start + 1),
        [] => return None,
    };
    let rest = &words[start..];
    // `texted i miss you` goes on with what was said.
    let is_clause = rest.first().is_some_and(|word| among("i he she they", word));
    let object = who(rest).0.filter(|_| !is_clause && !is_possessive(rest));
    let ends = count(rest).is_some() || matches!(rest, [] | ["again" | "and" | "but", ..]);
    let by = match (subject, object) {
        (_, Some(_)) if by_chance => Some(By::Chance),
        (None | Some(By::Them), Some(By::Me)) => Some(By::Them),
        (None | Some(By::Me), Some(By::Them)) => Some(By::Me),
        (subject, None) if (ends || is_clause && subject.is_some()) && !by_chance => subject,
        _ => None,
    };
    let is_clear = by.is_some() || known.by.is_some() || ends && !by_chance;
    let heard = Heard { by, channel: Some(channel), times: often(rest), taken: 0 };
    let names_way = |pair: &&[&str]| among("a an on by via through some over", pair[0]);
    let way = rest.windows(2).filter(names_way).find_map(|pair| self::channel(pair[1]));
    let doubt = if rest.windows(2).any(|pair| {
        matches!(pair, ["never" | "not", "sent"] | ["didnt" | "didn't" | "wont", "send"])
    }) {
        Some(Doubt::NotDone)
    } else if rest.iter().any(|word| verb(word).is_some()) {
        Some(Doubt::Several)
    } else {
        let way = way.filter(|other| *other != channel).map(Doubt::Which);
        way.or((!is_clear).then_some(Doubt::Who))
    };
    Some((heard, start, doubt))
}

/// Whether `her` belongs to the word behind it, as in `called her sister`.
fn is_possessive(words: Bare<'_>) -> bool {
    const GO_ON: &str = "again and but at for to about because when while with in on from so if \
                         then that this just via over after before outside by up back crying drunk \
                         saying asking begging sorry late last today yesterday tonight now why how \
                         the a an some my our his i im i'm he she they we it what who where happy \
                         good goodnight hi hey hello love thanks please like";
    let ["her", rest @ ..] = words else { return false };
    let goes_on = rest.first().is_none_or(|next| next.is_empty() || among(GO_ON, next));
    !goes_on && count(rest).is_none()
}

/// Words that may say that it was not done.
pub(crate) const NOT_DONE: &str = "almost nearly didn't didnt not never resisted want wanted will should gonna draft unsent urge \
     dont don't tempted";

/// Words for children, and for others who are not the one that it is about.
const CHILDREN: &str = "kids kid children child";
const KIN: &str = "sister brother mom mum mother dad father grandma grandpa parents family daughter \
                   son friend friends boss doctor therapist";

/// Words for looking at what they cannot see you look at.
pub(crate) const LOOKS: &str = "looked stalked checked watched viewed";

/// What words say where the note should begin: who began it, an option, another contact, or that
/// there was none. `note` are those that were typed without quotes, `rest` are all. `known` is what
/// the options say, so that the words need not.
pub(super) fn telling(
    heard: Heard,
    note: Bare<'_>,
    rest: Bare<'_>,
    known: &Facts,
) -> Option<Doubt> {
    const EACH: &str = "every each daily";
    const AHEAD: &str = "tomorrow later soon";
    const ANSWERED: &str = "answered replied responded said";
    const UNITS: &str = "min mins minute minutes h hr hrs hour hours sec seconds";
    let is = |list: &str, at: usize| note.get(at).is_some_and(|word| among(list, word));
    let is_named = heard.taken > 0;
    let often = often(note);
    let is_vague =
        note.windows(2).any(|pair| pair[1] == "times" && !among("old good bad hard", pair[0]));
    let is_vague = is_vague && heard.channel.is_some() && often.is_none();
    if is_vague || heard.times.is_some_and(|times| !TIMES.contains(&times)) {
        return Some(Doubt::Times);
    }
    let by_them = heard.by.or(known.by) == Some(By::Them);
    let asks = !known.stop && asks_to_stop(note);
    if asks && by_them {
        return Some(Doubt::Stop);
    }
    if asks && heard.by.or(known.by).is_none() {
        return Some(Doubt::Who);
    }
    let is_ahead = (0..2).any(|at| is(AHEAD, at));
    if is_named && (is_ahead || matches!(note, ["next", "week" | "weekend" | "month", ..])) {
        return Some(Doubt::NotDone);
    }
    if is_named && !by_them && (0..4).any(|at| is(NOT_DONE, at)) {
        return Some(Doubt::NotDone);
    }
    let with = note.iter().position(|word| !among("to with my our the", word)).unwrap_or(0);
    if is_named && with < 3 && !by_them && known.necessary.is_none() {
        let about = [("children", CHILDREN), ("legal", "lawyer court")];
        let matter = about.into_iter().find(|(_, words)| is(words, with));
        if let Some((matter, _)) = matter {
            return Some(Doubt::Option("--necessary", matter.to_owned()));
        }
        if is(KIN, with) && (with > 0 || !is("friend friends", 0)) {
            return Some(Doubt::Elsewhere);
        }
    }
    let is_each = is("a an per", 0) || named(note).is_some();
    let is_each = is_each && heard.times.is_some() || is(EACH, 0);
    if goes_on(note) || is_named && is_each {
        return Some(Doubt::Several);
    }
    let looks = heard.channel == Some(Channel::Social) && is(LOOKS, 0);
    let other = note.first().copied().and_then(channel);
    let asks = heard.channel == Some(Channel::Lurk) && is("asked", 0);
    let other = other.or(looks.then_some(Channel::Lurk)).or(asks.then_some(Channel::Friend));
    if let (true, Some(other)) = (is_named, other) {
        return Some(Doubt::Which(other));
    }
    let by = match *note {
        _ if known.by.is_some() || heard.by == Some(By::Chance) => None,
        ["by", ref rest @ ..] => who(rest).0,
        _ => note.iter().any(|word| among("chance accident", word)).then_some(By::Chance),
    };
    if let Some(by) = by {
        return Some(Doubt::Option("--by", crate::domain::word(by)));
    }
    if is_named && known.by.is_none() && heard.by.is_none() && may_be_theirs(heard, note, rest) {
        return Some(Doubt::Who);
    }
    let answered = note.windows(2).any(|pair| pair[0] == "i" && among(ANSWERED, pair[1]));
    if by_them && answered && known.reply.is_none() {
        return Some(Doubt::Option("--reply", "brief".to_owned()));
    }
    option(note).or_else(|| {
        let number = note.first().copied().and_then(number_of).filter(|_| !is(UNITS, 1));
        let times = often.or(number).filter(|times| *times != 1);
        let times = times.filter(|_| is_named && heard.times.is_none() && known.times.is_none());
        times.map(|times| Doubt::Option("--times", times.to_string()))
    })
}

/// Whether words may say that someone asked for no contact.
pub(crate) fn asks_to_stop(words: Bare<'_>) -> bool {
    const ASKERS: &str = "he she they him her them ex asked wants wanted said says needs told";
    const ASKED: &str = "stop|leave me alone|leave him alone|leave her alone|leave them alone|no contact|\
                         want contact|blocked me|contact me|not to contact|not to text|not to call|\
                         not to write|never contact|got blocked|hear from me|need space|needs space|\
                         for space|dont write me|dont text me|dont call me|dont message me|never text me|\
                         never call me";
    let text = format!(" {} ", words.join(" ").replace('\'', ""));
    let text = ["wont", "cant", "didnt", "doesnt"]
        .iter()
        .fold(text, |text, not| text.replace(&format!(" {not} stop "), " "));
    let is_asked = words.iter().any(|word| among(ASKERS, word));
    let text = if is_asked { text } else { text.replace(" no contact ", " ") };
    ASKED.split('|').any(|phrase| text.contains(&format!(" {phrase} ")))
}

/// Whether words say that there was no contact, and nobody asked for that.
pub(super) fn says_none(words: Bare<'_>) -> bool {
    !asks_to_stop(words) && words.windows(2).any(|pair| pair == ["no", "contact"])
}

/// What else someone may do.
const ACTS: &str = "sent asked said told begged apologized wanted came started reached showed \
                    turned liked replied answered";

/// Whether the note goes on with another contact, as in `and called`, `plus 2 calls`.
fn goes_on(note: Bare<'_>) -> bool {
    (1..note.len()).filter(|at| among("and then plus or & +", note[at - 1])).any(|at| {
        let next = &note[at..];
        let next = if among("a an another", next[0]) { &next[1..] } else { next };
        let (by, taken) = who(next);
        let acts = |word: &str| verb(word).is_some() || by.is_some() && among(ACTS, word);
        // `by me and him` ends with who else did.
        next.get(taken).map_or(by.is_some(), |word| acts(word)) || named(next).is_some()
    })
}

/// Whether they may have begun it: `friend told me`, `her story`, `text he wrote me` in quotes or
/// not, `text from them`.
fn may_be_theirs(heard: Heard, note: Bare<'_>, rest: Bare<'_>) -> bool {
    const THEIRS: &str = "got received back answered replied returned reply missed from me he she \
                          they";
    let acts = |word: &&str| verb(word).is_some() || among(ACTS, word);
    let (by, taken) = who(rest);
    by == Some(By::Them) && rest.get(taken).is_some_and(acts)
        || heard.channel == Some(Channel::Friend) && rest.first().is_some_and(acts)
        || note.first().is_some_and(|word| among(THEIRS, word))
        || note.get(taken).is_some_and(|word| *word == "back")
}

/// An option without its dashes, with a value that it takes: `why apology`.
fn option(note: Bare<'_>) -> Option<Doubt> {
    let &[name, value] = note else { return None };
    let name = match name {
        "why" if Why::from_str(value, true).is_ok() => "--why",
        "reply" if Reply::from_str(value, true).is_ok() => "--reply",
        "necessary" if Necessity::from_str(value, true).is_ok() => "--necessary",
        "times" if value.parse::<u32>().is_ok() => "--times",
        _ => return None,
    };
    Some(Doubt::Option(name, value.to_owned()))
}
