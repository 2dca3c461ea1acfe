//! What to say of words that may mean more than one thing: why, and the whole commands that may have
//! been meant. Each of these is taken as it stands: its note is behind `--note`.

use std::ops::Range;

use clap::ValueEnum;

use super::words::{Doubt, Heard, Known, Reading, channel, often, read, verb, whom};
use crate::advice::CommandLine;
use crate::domain::contact::TIMES;
use crate::domain::text::quoted;
use crate::domain::{By, Channel, Clock, word};
use crate::error::Failure;

/// Makes a command of words, and of options besides those that were given.
type Command<'c> = &'c dyn Fn(&[String], &[(&str, &str)]) -> CommandLine;

/// Words in doubt, and what can be guessed of them.
struct Guess<'g> {
    words: &'g [String],
    heard: Heard,
    /// Whether they are about a new contact, and so may be an urge.
    is_new: bool,
    command: Command<'g>,
    /// The dates that may be meant, at most two, and the words that name them.
    dates: Vec<String>,
    place: Range<usize>,
}

/// Refuses the words, and offers the commands that may have been meant.
pub(crate) fn failure(
    doubt: &Doubt,
    words: &[String],
    Reading { heard, date, .. }: &Reading,
    (is_new, clock): (bool, &Clock),
    command: Command<'_>,
) -> Failure {
    let (place, moment) = match date {
        Some((place, moment)) => (place.clone(), Some(moment)),
        None => (0..0, None),
    };
    let heard = *heard;
    let date = words[place.clone()].join(" ");
    let date = ["at ", "on "].iter().find_map(|it| date.strip_prefix(it)).unwrap_or(&date);
    let dates = match moment {
        None => Vec::new(),
        Some(Ok(_)) => vec![date.to_owned()],
        Some(Err(problem)) => problem.instead.iter().take(2).cloned().collect(),
    };
    let all = quoted(&words.join(" "));
    let guess = Guess { words, heard, is_new, command, dates, place };
    match doubt {
        Doubt::How => how(&guess, clock),
        Doubt::Who => Failure::usage(format!("\"{all}\" does not say who began it"))
            .offer("if they did", guess.with(None, &[("--by", "them")]))
            .offer("if you did", guess.with(None, &[("--by", "me")])),
        Doubt::When => {
            let what = moment.and_then(|moment| moment.as_ref().err()).map(|it| it.what.clone());
            let may = format!("\"{}\" may say when it was", quoted(date));
            let failure = Failure::usage(what.unwrap_or(may));
            let then =
                |failure: Failure, at: &String| failure.offer("if it was then", guess.at(Some(at)));
            let failure = guess.dates.iter().fold(failure, then);
            let now = if heard.taken == 0 { "if it was just now" } else { "if it is your note" };
            if guess.dates.len() > 1 { failure } else { failure.offer(now, guess.at(None)) }
        }
        Doubt::Option(name, value) => Failure::usage(format!("\"{all}\" may name {name}"))
            .offer("if it does", guess.with(None, &[(name, value)]))
            .offer("if it is your note", guess.with(None, &[])),
        Doubt::Several => {
            let what = format!("\"{all}\" is more than one contact; record each by itself");
            Failure::usage(what)
                .offer("one after another", CommandLine::on_journal("log --many"))
                .offer("if it was one", guess.with(None, &[]))
        }
        Doubt::Which(other) => {
            let one = word(heard.channel.unwrap_or_default());
            Failure::usage(format!("\"{all}\" may be {one} or {}", word(*other)))
                .offer("", guess.with(Some(*other), &[]))
                .offer("", guess.with(None, &[]))
        }
        Doubt::NotDone => guess.not_done(format!("\"{all}\" may say that it was not done")),
        Doubt::Times => {
            let (least, most) = (TIMES.start(), TIMES.end());
            let what = format!("\"{all}\" does not say how often in one number, {least} to {most}");
            let failure = Failure::usage(what).hint("to say how often, add --times with a number");
            if heard.times.is_some() { failure } else { failure.offer("", guess.with(None, &[])) }
        }
    }
}

impl Guess<'_> {
    /// The command for a channel, the one that was heard unless another is given, with all that is
    /// known, and with `more`.
    fn with(&self, channel: Option<Channel>, more: &[(&str, &str)]) -> CommandLine {
        self.whole(channel, self.dates.first(), more)
    }

    /// The command at a date, or with its words as a note.
    fn at(&self, date: Option<&String>) -> CommandLine {
        let is_sentence = self.heard.taken == 0;
        let now = "now".to_owned();
        self.whole(None, date.or(Some(&now).filter(|_| is_sentence)), &[])
    }

    fn whole(
        &self,
        channel: Option<Channel>,
        date: Option<&String>,
        more: &[(&str, &str)],
    ) -> CommandLine {
        let Heard { by, times, .. } = self.heard;
        let note = note(self.words, self.heard, &self.place, date.is_some());
        let times = times.map(|times| times.to_string());
        let by = by.map(word);
        let given = |name: &str| more.iter().any(|(other, _)| *other == name);
        let heard =
            [("--by", by), ("--times", times), ("--note", Some(note)), ("--at", date.cloned())];
        let heard = heard.iter().filter_map(|(name, value)| Some((*name, value.as_deref()?)));
        let heard = heard.filter(|(name, value)| !given(name) && !value.is_empty());
        let options: Vec<_> = more.iter().copied().chain(heard).collect();
        let channel = channel.or(self.heard.channel).map(word);
        (self.command)(channel.as_slice(), &options)
    }

    /// For words of an urge, or of a contact of which they say little.
    fn not_done(&self, what: String) -> Failure {
        let note = self.words.join(" ");
        let at = self.dates.first().map(|date| ("--at", date.as_str()));
        let options: Vec<_> = [("--note", &*note)].into_iter().chain(at).collect();
        let urge = CommandLine::on_journal("urge").with(&[], &[], &options);
        let failure = Failure::usage(what);
        if !self.is_new {
            return failure.offer("if it is the note", self.with(None, &[]));
        }
        failure
            .offer("if you wanted to, and did not", urge)
            .offer("if there was contact", self.with(None, &[]))
    }
}

/// The note. A date at its beginning is left out where it is known to be one; any other stays.
pub(crate) fn note(words: &[String], heard: Heard, place: &Range<usize>, dated: bool) -> String {
    let begins = dated && heard.taken > 0 && place.start == heard.taken && !place.is_empty();
    words[if begins { place.end } else { heard.taken }..].join(" ")
}

/// Words that do not say how contact was made.
fn how(guess: &Guess<'_>, clock: &Clock) -> Failure {
    let words = guess.words;
    let first = words.first().map_or("", String::as_str);
    let what =
        format!("\"{}\" does not name a channel, such as text or call", quoted(&words.join(" ")));
    if first.eq_ignore_ascii_case("note") {
        let noted = (guess.command)(&[], &[("--note", &words[1..].join(" "))]);
        return Failure::usage("a note alone goes behind --note").offer("", noted);
    }
    if !guess.dates.is_empty() && guess.place.start == 0 {
        // The words behind the date may be clear: `yesterday she called me`.
        let rest = &words[guess.place.end..];
        let known = Known { at: true, ..Known::default() };
        let reading = read(rest, rest.len(), known, clock);
        let heard = if reading.doubt.is_none() { reading.heard } else { Heard::default() };
        let behind = Guess { words: rest, heard, dates: Vec::new(), place: 0..0, ..*guess };
        let dated = |failure: Failure, date: &String| {
            failure.offer("", behind.whole(None, Some(date), &[]))
        };
        return guess.dates.iter().fold(Failure::usage(what), dated);
    }
    if let [only] = words
        && (only.parse::<u32>().is_ok() || whom(words) == Some(By::Them))
    {
        let more = if whom(words).is_some() { ("--by", "them") } else { ("--times", &**only) };
        let text = (guess.command)(&[word(Channel::Text)], &[more]);
        return Failure::usage(format!("\"{only}\" does not say how"))
            .offer("if it was a text", text);
    }
    let is_them = whom(words) == Some(By::Them) && !first.eq_ignore_ascii_case("her");
    if let Some(times) = often(words).filter(|_| words.len() < 3) {
        let times = times.to_string();
        return Failure::usage(what).offer("", (guess.command)(&[], &[("--times", &times)]));
    }
    if let Some(name) = nearest(first).filter(|_| whom(words).is_none()) {
        let channel = [name];
        let noted = words[1..].join(" ");
        let options = Some(("--note", &*noted)).filter(|(_, note)| !note.is_empty());
        return Failure::usage(format!("\"{}\" is not a channel", quoted(first)))
            .offer("if you meant that", (guess.command)(&channel, options.as_slice()));
    }
    let heard = Heard { by: is_them.then_some(By::Them), times: often(words), ..Heard::default() };
    let guess = Guess { heard, dates: guess.dates.clone(), place: guess.place.clone(), ..*guess };
    match meant(words).filter(|channel| *channel != Channel::Lurk || !is_them) {
        Some(channel) => {
            let failure = Failure::usage(what);
            let theirs = ["missed", "got", "received", "incoming", "from"];
            let is_theirs = words.iter().any(|word| theirs.contains(&&*word.to_lowercase()));
            if is_theirs || is_them || verb(first).is_some() {
                let by = if is_theirs || is_them { "them" } else { "me" };
                return failure.offer("if that was it", guess.with(Some(channel), &[("--by", by)]));
            }
            let failure = failure.offer("if you did", guess.with(Some(channel), &[]));
            failure.offer("if they did", guess.with(Some(channel), &[("--by", "them")]))
        }
        None => guess.not_done(what),
    }
}

/// The channel that one of the first four words points to, though they do not name one.
fn meant(words: &[String]) -> Option<Channel> {
    const MEANT: [(Channel, &str); 5] = [
        (Channel::Friend, "asked told through"),
        (Channel::Text, "sent replied answered"),
        (Channel::Visit, "came went drove walked showed turned"),
        (Channel::Social, "liked commented followed posted"),
        (Channel::Lurk, "looked stalked checked watched viewed"),
    ];
    const NOT_DONE: &str =
        "nobody almost nearly want wanted miss didn't didnt not never resisted will should gonna";
    let has = |list: &str, word: &str| list.split(' ').any(|known| known == word);
    let first = words.iter().take(4).map(|word| word.to_lowercase());
    if first.clone().any(|word| has(NOT_DONE, &word)) {
        return None;
    }
    first.clone().find_map(|word| channel(&word)).or_else(|| {
        first.into_iter().find_map(|word| {
            let listed = MEANT.iter().find(|(_, words)| has(words, &word));
            listed.map(|(channel, _)| *channel).or_else(|| verb(&word))
        })
    })
}

/// The channel that a mistyped word is most like.
fn nearest(typed: &str) -> Option<String> {
    let typed = typed.to_lowercase();
    let names = Channel::value_variants().iter().copied().map(word);
    let likeness = |name: &String| strsim::jaro_winkler(name, &typed);
    let near = names.filter(|name| likeness(name) > 0.8);
    near.max_by(|one, other| likeness(one).total_cmp(&likeness(other)))
}

/// Refuses words that say how an urge ended, or that there was contact.
pub(crate) fn more_than_an_urge(note: &str) -> Option<Failure> {
    let words: Vec<_> = note.split_whitespace().take(3).collect();
    let command = match words[..] {
        ["resisted", ..] => CommandLine::on_journal("urge --resisted last"),
        ["gave" | "give", "in", ..] => CommandLine::on_journal("urge --gave-in last"),
        [first, second, ..] if [first, second].into_iter().any(|word| verb(word).is_some()) => {
            note.split_whitespace().fold(CommandLine::on_journal("log"), CommandLine::word)
        }
        [only] if verb(only).is_some() => CommandLine::on_journal("log").word(only),
        _ => return None,
    };
    let what = format!("\"{}\" is more than an urge", quoted(note));
    Some(Failure::usage(what).offer("you may mean", command))
}
