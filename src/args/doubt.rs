//! What to say of words that may mean more than one thing: why, and the whole commands that may have
//! been meant.

use clap::ValueEnum;

use super::words::{Doubt, Known, channel, read, verb};
use crate::advice::CommandLine;
use crate::domain::contact::TIMES;
use crate::domain::date_phrase::leading;
use crate::domain::text::quoted;
use crate::domain::{Channel, Clock, word};
use crate::error::Failure;

/// Makes a command of words, and of options behind those that were given.
type Command<'c> = &'c dyn Fn(&[String], &[(&str, &str)]) -> CommandLine;

/// Refuses the words, and offers the commands that may have been meant.
pub(crate) fn failure(
    doubt: &Doubt,
    words: &[String],
    clock: &Clock,
    command: Command<'_>,
) -> Failure {
    let (all, note) = (quoted(&words.join(" ")), words.join(" "));
    let named = |channel: Channel| command(&[word(channel)], &[("--note", &note)]);
    match doubt {
        Doubt::How => how(words, clock, command),
        Doubt::Who(_) => Failure::usage(format!("\"{all}\" does not say who began it"))
            .offer("if they did", command(words, &[("--by", "them")]))
            .offer("if you did", command(words, &[("--by", "me")])),
        Doubt::When(heard, place, moment) => {
            let date = words[place.clone()].join(" ");
            let date = ["at ", "on "].iter().find_map(|it| date.strip_prefix(it)).unwrap_or(&date);
            let rest = [&words[..place.start], &words[place.end..]].concat();
            let then = if heard.taken == 0 { words } else { &rest[..] };
            let (what, dates) = match moment {
                Ok(_) => (format!("\"{}\" may say when it was", quoted(date)), vec![date]),
                Err(problem) => {
                    let dates = problem.instead.iter().take(2).map(String::as_str).collect();
                    (problem.what.clone(), dates)
                }
            };
            let offered = |failure: Failure, date: &&str| {
                failure.offer("if it was then", command(then, &[("--at", date)]))
            };
            let failure = dates.iter().fold(Failure::usage(what), offered);
            match heard.taken {
                _ if dates.len() > 1 => failure,
                0 => failure.offer("if it was just now", command(words, &[("--at", "now")])),
                taken => {
                    let behind = words[taken..].join(" ");
                    let noted = command(&words[..taken], &[("--note", &behind)]);
                    failure.offer("if it is your note", noted)
                }
            }
        }
        Doubt::Option(heard, name) => {
            let (first, rest) = words.split_at(heard.taken);
            let (option, value) = (format!("--{name}"), value(name, rest));
            Failure::usage(format!("\"{all}\" may name {option}"))
                .offer("if it does", command(first, &[(&option, &value)]))
                .offer("if it is your note", command(first, &[("--note", &rest.join(" "))]))
        }
        Doubt::Several(heard) => {
            Failure::usage(format!("\"{all}\" is more than one contact; record each by itself"))
                .offer("one after another", CommandLine::on_journal("log --many"))
                .offer("if it was one", named(heard.channel.unwrap_or_default()))
        }
        Doubt::Which(heard, other) => {
            let one = heard.channel.unwrap_or_default();
            Failure::usage(format!("\"{all}\" may be {} or {}", word(one), word(*other)))
                .offer("", named(*other))
                .offer("", named(one))
        }
        Doubt::Times => {
            let (least, most) = (TIMES.start(), TIMES.end());
            Failure::usage(format!("\"{all}\" names a number that is not from {least} to {most}"))
        }
    }
}

/// The value of an option that words name without its dashes. `times` stands behind its number.
fn value(name: &str, words: &[String]) -> String {
    let spelled = [("once", "1"), ("twice", "2"), ("thrice", "3")].into_iter();
    let has = |word: &str| words.iter().any(|other| other.eq_ignore_ascii_case(word));
    match spelled.filter(|(word, _)| has(word)).map(|(_, number)| number).next() {
        Some(number) => number.to_owned(),
        None if name == "times" => {
            let digits = |word: &String| word.chars().filter(char::is_ascii_digit).collect();
            words.iter().map(digits).rfind(|it: &String| !it.is_empty()).unwrap_or("N".to_owned())
        }
        None => words.last().cloned().unwrap_or_default(),
    }
}

/// Words that do not say how contact was made.
fn how(words: &[String], clock: &Clock, command: Command<'_>) -> Failure {
    let first = words.first().map_or("", String::as_str);
    let note = words.join(" ");
    if first.eq_ignore_ascii_case("note") {
        let noted = command(&[], &[("--note", &words[1..].join(" "))]);
        return Failure::usage("a note alone goes behind --note").offer("", noted);
    }
    if let Some(found) = leading(words, clock) {
        let at = ("--at", &*found.text);
        let is_read = read(found.rest, Known { at: true, ..Known::default() }, clock).is_ok();
        let text = found.rest.join(" ");
        let dated = match found.rest {
            [] => command(&["text".to_owned()], &[at]),
            rest if is_read => command(rest, &[at]),
            _ => command(&[], &[("--note", &text), at]),
        };
        let what = format!("\"{}\" says when, and not how", quoted(&found.text));
        return Failure::usage(what).offer("", dated);
    }
    if let [only] = words
        && (only.parse::<u32>().is_ok() || is_them(only))
    {
        let noun = if is_them(only) { "text" } else { "texts" };
        return Failure::usage(format!("\"{only}\" does not say how"))
            .offer("", command(&[only.clone(), noun.to_owned()], &[]));
    }
    if let Some(name) = nearest(first) {
        let mended = [&[name], &words[1..]].concat();
        return Failure::usage(format!("\"{}\" is not a channel", quoted(first)))
            .offer("if you meant that", command(&mended, &[]));
    }
    let urge = words.iter().fold(CommandLine::on_journal("urge"), CommandLine::word);
    let by = if is_them(first) { &[("--by", "them")][..] } else { &[] };
    let what = format!("\"{}\" does not name a channel, such as text or call", quoted(&note));
    let failure = Failure::usage(what);
    let resists = |word: &String| NOT_DONE.contains(&&*word.to_lowercase());
    match meant(words).filter(|channel| *channel != Channel::Lurk || by.is_empty()) {
        Some(channel) if !words.iter().any(resists) => {
            let options = [by, &[("--note", &*note)]].concat();
            failure.offer("if that was it", command(&[word(channel)], &options))
        }
        _ => failure
            .offer("if you wanted to, and did not", urge)
            .offer("if there was contact", command(&[], &[("--note", &note)])),
    }
}

/// Words of someone who did not reach out.
const NOT_DONE: [&str; 11] = [
    "almost", "nearly", "want", "wanted", "miss", "didn't", "didnt", "not", "never", "resisted",
    "tempted",
];

/// Whether a word stands for the other person.
fn is_them(word: &str) -> bool {
    super::words::whom(&[word.to_owned()]) == Some(crate::domain::By::Them)
}

/// The channel that one of the first three words points to, though it is none.
fn meant(words: &[String]) -> Option<Channel> {
    const MEANT: [(Channel, &[&str]); 5] = [
        (Channel::Friend, &["asked", "told", "through"]),
        (Channel::Text, &["sent", "replied", "answered"]),
        (Channel::Visit, &["came", "went", "drove", "walked", "showed", "turned"]),
        (Channel::Social, &["liked", "commented", "followed", "posted"]),
        (Channel::Lurk, &["looked", "stalked", "checked", "watched"]),
    ];
    words.iter().take(3).find_map(|word| {
        let word = word.to_lowercase();
        let listed = MEANT.iter().find(|(_, words)| words.contains(&&*word));
        listed.map(|(channel, _)| *channel).or_else(|| verb(&word)).or_else(|| channel(&word))
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
