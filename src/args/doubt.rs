//! What to say of words that may mean more than one thing: why, and the whole commands that may have
//! been meant. Each of these is taken as it stands: its note is behind `--note`.

use std::ops::Range;

use clap::ValueEnum;

use super::input::Facts;
use super::reading::{Reading, read};
use super::words::{Bare, Doubt, Heard, LOOKS, NOT_DONE};
use super::words::{among, asks_to_stop, bared, channel, number_of, often, says_none, verb, who};
use crate::advice::CommandLine;
use crate::domain::contact::TIMES;
use crate::domain::text::quoted;
use crate::domain::{By, Channel, Clock, word};
use crate::error::Failure;

/// Makes a command of words, and of options besides those that were given.
type Command<'c> = &'c dyn Fn(&[String], &[(&str, &str)]) -> CommandLine;

/// Words for them, and for following someone.
const THEM: &str = "they them he she him ex";
const TRACKING: &str = "location gps tracker where";

/// Words in doubt, and what can be guessed of them.
struct Guess<'g> {
    words: &'g [String],
    /// What `--note` says, which goes behind the words that are a note.
    given: &'g [&'g str],
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
    (words, given): (&[String], &[&str]),
    Reading { heard, date, .. }: &Reading,
    (is_new, clock): (bool, &Clock),
    command: Command<'_>,
) -> Failure {
    let heard = *heard;
    let place = date.as_ref().map_or(0..0, |(place, _)| place.clone());
    let text = words[place.clone()].join(" ");
    let text = ["at ", "on "].iter().find_map(|it| text.strip_prefix(it)).unwrap_or(&text);
    let problem = date.as_ref().and_then(|(_, moment)| moment.as_ref().err());
    let dates = match problem {
        Some(problem) => problem.instead.iter().take(2).cloned().collect(),
        None => date.iter().map(|_| text.to_owned()).collect(),
    };
    let all = if words.is_empty() { "--stop".into() } else { quoted(&words.join(" ")) };
    let guess = Guess { words, given, heard, is_new, command, dates, place };
    let plain = || guess.with(None, &[]);
    match doubt {
        Doubt::How => how(guess, clock),
        Doubt::Who => {
            let failure = Failure::usage(format!("\"{all}\" does not say who began it"));
            let stop = guess.with(None, &[("--by", "them"), ("--stop", "")]);
            let asked = Some(stop).filter(|_| bared(words, asks_to_stop)).into_iter();
            let failure =
                asked.fold(failure, |it, stop| it.offer("if they asked for no contact", stop));
            let failure = failure
                .offer("if they did", guess.with(None, &[("--by", "them")]))
                .offer("if you did", guess.with(None, &[("--by", "me")]));
            guess.or_nothing(failure)
        }
        Doubt::When => {
            let may = || format!("\"{}\" may say when it was", quoted(text));
            let failure = Failure::usage(problem.map_or_else(may, |problem| problem.what.clone()));
            let then = if guess.dates.len() < 2 { "if it was then" } else { "" };
            let failure = guess.dates.iter().fold(failure, |failure, date| {
                failure.offer(then, guess.whole(None, Some(date), &[]))
            });
            match (guess.dates.len(), heard.taken) {
                (2.., 0) => failure,
                (_, 0) => failure.offer("if it was just now", guess.whole(None, Some("now"), &[])),
                _ => failure.offer("if it is your note", guess.whole(None, None, &[])),
            }
        }
        Doubt::Option(name, value) => {
            let meaning = match *name {
                "--by" => "who began it",
                "--why" => "what it was for",
                "--times" => "how often",
                "--reply" => "how it was answered",
                _ => "that it was necessary",
            };
            let failure = Failure::usage(format!("\"{all}\" may say {meaning}"))
                .offer("if so", guess.with(None, &[(name, value)]))
                .offer("if it is your note", plain());
            if *name == "--necessary" { guess.or_nothing(failure) } else { failure }
        }
        Doubt::Elsewhere => {
            let what = format!("\"{all}\" may be contact with someone else");
            guess.or_nothing(Failure::usage(what).offer("if it was with them", plain()))
        }
        Doubt::Stop => Failure::usage(format!("\"{all}\" may say that they asked for no contact"))
            .offer("if they did", guess.with(None, &[("--stop", "")]))
            .offer("if it is only your note", plain()),
        Doubt::Several => {
            let what = format!("\"{all}\" is more than one contact; record each on its own");
            Failure::usage(what)
                .offer("one after another", "log --many")
                .offer("if it was only one", plain())
        }
        Doubt::Which(other) => {
            let both: Vec<_> = heard.channel.iter().chain([other]).map(|it| word(*it)).collect();
            let what = format!("\"{all}\" may mean {}", both.join(" or "));
            Failure::usage(what).offer("", guess.with(Some(*other), &[])).offer("", plain())
        }
        Doubt::NotDone => {
            let failure = guess.not_done(format!("\"{all}\" may mean there was no contact"));
            let counts = "a day without contact counts by itself";
            if bared(words, says_none) { failure.hint(counts) } else { failure }
        }
        Doubt::Times => {
            let (least, most) = (TIMES.start(), TIMES.end());
            let what = format!("\"{all}\" does not give one number from {least} to {most}");
            let failure = Failure::usage(what).hint("to say how often, add --times with a number");
            if heard.times.is_some() { failure } else { failure.offer("", plain()) }
        }
    }
}

impl Guess<'_> {
    /// The command for a channel, the one that was heard unless another is given, with all that is
    /// known, and with `more`.
    fn with(&self, channel: Option<Channel>, more: &[(&str, &str)]) -> CommandLine {
        self.whole(channel, self.dates.first().map(String::as_str), more)
    }

    /// The command at another date, or at none.
    fn whole(&self, how: Option<Channel>, at: Option<&str>, more: &[(&str, &str)]) -> CommandLine {
        let Heard { by, times, .. } = self.heard;
        let note = note(self.words, self.heard, &self.place, at.is_some());
        let note = [&[&*note], self.given].concat().join(" ");
        let note = note.trim_start();
        let (by, times) = (by.map(word), times.map(|times| times.to_string()));
        let heard = [
            ("--by", by.as_deref()),
            ("--times", times.as_deref()),
            ("--note", Some(note).filter(|note| !note.is_empty())),
            ("--at", at),
        ];
        let given = |name: &str| more.iter().any(|(other, _)| *other == name);
        let heard = heard.into_iter().filter(|(name, _)| !given(name));
        let heard = heard.filter_map(|(name, value)| Some((name, value?)));
        let options: Vec<_> = more.iter().copied().chain(heard).collect();
        let channel = how.or(self.heard.channel).map(word);
        (self.command)(channel.as_slice(), &options)
    }

    /// With what to do if the words may be about someone else: `texted my sister`, `his mom called`,
    /// `called a crisis line`.
    fn or_nothing(&self, failure: Failure) -> Failure {
        let is = |list: &str| self.words.iter().any(|word| among(list, &word.to_lowercase()));
        let is_kin = is("my his her their our") || !is(THEM);
        let hint = (self.is_new && is_kin)
            .then_some("if it was not contact with them, there is nothing to record");
        hint.into_iter().fold(failure, Failure::hint)
    }

    /// For words of an urge, or of a contact of which they say little.
    fn not_done(&self, what: String) -> Failure {
        let failure = Failure::usage(what);
        if !self.is_new {
            return failure.offer("if it is the note", self.with(None, &[]));
        }
        let note = self.words.join(" ");
        let at = self.dates.first().map(|date| ("--at", &**date));
        let options: Vec<_> = [("--note", &*note)].into_iter().chain(at).collect();
        let urge = CommandLine::from("urge").with(&[], &[], &options);
        // What they did is not an urge of yours.
        let failure = match self.heard.by {
            Some(By::Them) => failure,
            _ => failure.offer("if you wanted to but did not", urge),
        };
        failure.offer("if there was contact", self.with(None, &[]))
    }
}

/// The note. A date at its beginning is left out where it is known to be one; any other stays.
pub(crate) fn note(words: &[String], heard: Heard, place: &Range<usize>, dated: bool) -> String {
    let begins = dated && heard.taken > 0 && place.start == heard.taken && !place.is_empty();
    words[if begins { place.end } else { heard.taken }..].join(" ")
}

/// Words that do not say how contact was made.
fn how(mut guess: Guess<'_>, clock: &Clock) -> Failure {
    let Guess { words, command, .. } = guess;
    let first = words.first().map_or("", String::as_str);
    let (by, meant) = (bared(words, who).0, meant(words));
    // A number before the calls: `2 missed calls`.
    let is_counted = || words.iter().any(|word| word.ends_with('s') && channel(word).is_some());
    let number = |bare: Bare<'_>| bare.iter().take(3).find_map(|word| number_of(word));
    let often = bared(words, |bare| often(bare).or_else(|| number(bare).filter(|_| is_counted())));
    let often = often.filter(|times| TIMES.contains(times));
    let all = quoted(&words.join(" "));
    let what = format!("\"{all}\" does not begin with a channel, such as text or call");
    if first.eq_ignore_ascii_case("note") {
        let what = "a note alone goes after --note, as in --note \"your words\"";
        let noted = Some(words[1..].join(" ")).filter(|note| !note.is_empty());
        let noted = noted.map(|note| command(&[], &[("--note", &note)]));
        return noted.into_iter().fold(Failure::usage(what), |it, noted| it.offer("", noted));
    }
    if !guess.dates.is_empty() && guess.place.start == 0 {
        return dated(&guess, Failure::usage(what), clock);
    }
    if let [only] = words
        && (only.parse::<u32>().is_ok() || by == Some(By::Them))
    {
        let more = if by.is_some() { ("--by", "them") } else { ("--times", &**only) };
        return Failure::usage(format!("\"{only}\" does not say how contact was made"))
            .offer("if it was a text", command(&[word(Channel::Text)], &[more]));
    }
    if let Some(times) = often.filter(|_| words.len() < 3 && meant.is_none()) {
        let alone = command(&[], &[("--times", &times.to_string())]);
        return Failure::usage(what).offer("", alone);
    }
    let names = Channel::value_variants().iter().copied().map(word);
    if let Some(name) = nearest(first, names).filter(|_| by.is_none()) {
        let noted = words[1..].join(" ");
        let options = Some(("--note", &*noted)).filter(|(_, note)| !note.is_empty());
        return Failure::usage(format!("\"{}\" is not a channel", quoted(first)))
            .offer("did you mean", command(&[name], options.as_slice()));
    }
    let is_them = by == Some(By::Them) && !first.eq_ignore_ascii_case("her");
    guess.heard = Heard { by: is_them.then_some(By::Them), times: often, ..Heard::default() };
    if bared(words, asks_to_stop) {
        let how = meant.filter(|channel| *channel != Channel::Friend);
        let stop = guess.with(how, &[("--by", "them"), ("--stop", "")]);
        return Failure::usage(what).offer("if they asked for no contact", stop);
    }
    let is = |list: &str| words.iter().any(|word| among(list, &word.to_lowercase()));
    if meant == Some(Channel::Lurk) && is(TRACKING) {
        let what = "do not record where someone goes; following them can be stalking";
        return Failure::usage(what).offer("", "guide safety");
    }
    if speaks_of_harm(words) {
        let failure = Failure::usage(what).offer("if someone may get hurt", "guide safety");
        return failure.offer("if there was contact", guess.with(meant, &[]));
    }
    let Some(channel) = meant.filter(|channel| *channel != Channel::Lurk || !is_them) else {
        return guess.not_done(what);
    };
    let answers = |word: &String| among("replied answered responded", &word.to_lowercase());
    if words.iter().take(3).any(answers) {
        let answered = |by| guess.with(Some(channel), &[("--by", by), ("--reply", "brief")]);
        return Failure::usage(what)
            .offer("if they began it and you answered", answered("them"))
            .offer("if you began it and they answered", answered("me"));
    }
    let is_theirs =
        |word: &String| among("missed got received incoming from", &word.to_lowercase());
    let them = guess.with(Some(channel), &[("--by", "them")]);
    if is_them || words.iter().any(is_theirs) {
        return Failure::usage(what).offer("if that is what happened", them);
    }
    let failure = Failure::usage(what).offer("if you did", guess.with(Some(channel), &[]));
    // They cannot look without being seen. A friend is someone else in any case, and a street counts.
    match channel {
        Channel::Lurk => guess.or_nothing(failure),
        Channel::Visit | Channel::Friend => failure.offer("if they did", them),
        _ => guess.or_nothing(failure.offer("if they did", them)),
    }
}

/// Whether words may say that someone gets hurt.
pub(crate) fn speaks_of_harm(words: &[impl AsRef<str>]) -> bool {
    const HARM: &str = "die dying kill suicide suicidal hurt threatened threatens afraid scared";
    let words: Vec<_> = words.iter().map(|word| word.as_ref().to_lowercase()).collect();
    // `hit the gym` and `take my pills` are goals.
    let is_act = |pair: &[String]| match [&*pair[0], &*pair[1]] {
        ["hit", whom] => among("me him her them us myself someone", whom),
        pair => pair == ["took", "pills"],
    };
    words.iter().any(|word| among(HARM, word)) || words.windows(2).any(is_act)
}

/// Words behind a date, which may be clear: `yesterday she called me`.
fn dated(guess: &Guess<'_>, failure: Failure, clock: &Clock) -> Failure {
    let words = &guess.words[guess.place.end..];
    let reading = read(words, words.len(), &Facts::default(), true, clock);
    let heard = if reading.doubt.is_none() { reading.heard } else { Heard::default() };
    let behind = Guess { words, heard, dates: Vec::new(), place: 0..0, ..*guess };
    let at =
        |failure: Failure, date: &String| failure.offer("", behind.whole(None, Some(date), &[]));
    guess.dates.iter().fold(failure, at)
}

/// The channel that one of the first four words points to, though they do not name one.
fn meant(words: &[String]) -> Option<Channel> {
    const MEANT: [(Channel, &str); 4] = [
        (Channel::Friend, "asked told through"),
        (Channel::Text, "sent replied answered responded"),
        (Channel::Visit, "came went drove walked showed turned"),
        (Channel::Social, "liked commented posted"),
    ];
    let first: Vec<_> = words.iter().take(4).map(|word| word.to_lowercase()).collect();
    if first.iter().any(|word| among(NOT_DONE, word) || among("nobody miss", word)) {
        return None;
    }
    let act = |word: &String| {
        let listed = MEANT.iter().find(|(_, words)| among(words, word));
        listed.map(|(channel, _)| *channel).or_else(|| verb(word))
    };
    let asks = first.iter().any(|word| among("asked friend friends", word));
    let looks = first.iter().any(|word| among(LOOKS, word)).then_some(Channel::Lurk);
    let looks = looks.filter(|_| !asks);
    let named = || first.iter().find_map(|word| channel(word));
    looks.or_else(named).or_else(|| first.iter().find_map(act))
}

/// The word of `known` that `name` is most like, if it is like one of them. It is never `erase`.
pub(crate) fn nearest<T: AsRef<str>>(name: &str, known: impl IntoIterator<Item = T>) -> Option<T> {
    let name = name.to_lowercase();
    let distance = |known: &T| strsim::damerau_levenshtein(known.as_ref(), &name);
    let likeness = |known: &T| {
        let more = if distance(known) < 2 { 1.0 } else { 0.0 };
        more + strsim::jaro_winkler(known.as_ref(), &name)
    };
    let nearest = known.into_iter().max_by(|one, other| likeness(one).total_cmp(&likeness(other)));
    // Of a short word, another letter makes another word.
    let most = name.len() / 3;
    nearest.filter(|it| distance(it) <= most && likeness(it) > 0.8 && it.as_ref() != "erase")
}

/// Refuses words that say how an urge ended, or that there was contact.
pub(crate) fn more_than_an_urge(note: &str) -> Option<Failure> {
    let words: Vec<_> = note.split_whitespace().collect();
    let command = match words[..] {
        ["i" | "it", ref rest @ ..] | ref rest if let ["resisted" | "passed", ..] = rest => {
            "urge --resisted last".into()
        }
        ["gave" | "give", "in", ..] | ["i", "gave" | "give", "in", ..] | ["i", "failed", ..] => {
            "urge --gave-in last".into()
        }
        _ if words.iter().take(3).any(|word| verb(word).is_some()) => {
            words.into_iter().fold("log".into(), CommandLine::word)
        }
        _ => return None,
    };
    let what = format!("\"{}\" is more than an urge", quoted(note));
    Some(Failure::usage(what).offer("did you mean", command))
}
