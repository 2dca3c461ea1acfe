//! What to say of words that may mean more than one thing: why, and the whole commands that may have
//! been meant.

use clap::ValueEnum;

use super::words::{Doubt, Known, channel, read, verb};
use crate::advice::CommandLine;
use crate::domain::date_phrase::leading;
use crate::domain::text::quoted;
use crate::domain::{Channel, Clock, word};
use crate::error::Failure;

/// Refuses the words, and offers at most two commands in their place. `command` makes a command of
/// words and of further options.
pub(crate) fn failure(
    doubt: &Doubt,
    words: &[String],
    clock: &Clock,
    command: impl Fn(&[String], &[(&str, &str)]) -> CommandLine,
) -> Failure {
    let all = quoted(&words.join(" "));
    let note = words.join(" ");
    match doubt {
        Doubt::How => how(words, clock, command),
        Doubt::Who(_) => Failure::usage(format!("\"{all}\" does not say who began it"))
            .offer("if they did", command(words, &[("--by", "them")]))
            .offer("if you did", command(words, &[("--by", "me")])),
        Doubt::When(heard, place, moment) => {
            let date = words[place.clone()].join(" ");
            let what = match moment {
                Ok(_) => format!("\"{}\" may say when it was, or be your note", quoted(&date)),
                Err(problem) => problem.what.clone(),
            };
            let sentence = heard.taken == 0;
            let rest = [&words[..place.start], &words[place.end..]].concat();
            let then = if sentence { words } else { &rest[..] };
            let dates = match moment {
                Ok(_) => vec![date],
                Err(problem) => problem.instead.clone(),
            };
            let dated = dates.iter().fold(Failure::usage(what), |failure, date| {
                failure.offer("if it was then", command(then, &[("--at", date)]))
            });
            let first = &words[..heard.taken];
            let behind = words[heard.taken..].join(" ");
            match sentence {
                true => dated.offer("if it was now", command(words, &[("--at", "now")])),
                false => {
                    dated.offer("if that is your note", command(first, &[("--note", &behind)]))
                }
            }
        }
        Doubt::Option(heard, name) => {
            let rest = &words[heard.taken..];
            let option = format!("--{name}");
            let value = rest.iter().rev().find(|word| *word != name).map_or("", String::as_str);
            let number: String = value.chars().filter(char::is_ascii_digit).collect();
            let value = if *name == "times" { times(rest, &number) } else { value.to_owned() };
            let first = &words[..heard.taken];
            Failure::usage(format!("\"{all}\" may name {option}, or be your note"))
                .offer("if it is the option", command(first, &[(&option, &value)]))
                .offer("if that is your note", command(first, &[("--note", &rest.join(" "))]))
        }
        Doubt::Several(heard) => {
            let what = format!("\"{all}\" is more than one contact; each is recorded alone");
            let one = heard.channel.map_or_else(|| "text".to_owned(), word);
            Failure::usage(what)
                .offer("one after the other", CommandLine::on_journal("log --many"))
                .offer("if it was one", command(&[one], &[("--note", &note)]))
        }
    }
}

/// The number that words such as `3 times` or `twice` give, at the end of a note.
fn times(words: &[String], digits: &str) -> String {
    let has = |word: &str| words.iter().any(|other| other.eq_ignore_ascii_case(word));
    let word = [("once", "1"), ("twice", "2"), ("thrice", "3")].into_iter();
    let spelled = word.filter(|(word, _)| has(word)).map(|(_, number)| number).next();
    spelled.unwrap_or(if digits.is_empty() { "N" } else { digits }).to_owned()
}

/// Words that do not say how contact was made.
fn how(
    words: &[String],
    clock: &Clock,
    command: impl Fn(&[String], &[(&str, &str)]) -> CommandLine,
) -> Failure {
    let first = words.first().map_or("", String::as_str);
    let what = format!("\"{}\" is not a channel", quoted(first));
    let note = words.join(" ");
    let named = |channel: Channel, words: &[String]| {
        let name = word(channel);
        let by_them = words.first().is_some_and(|first| is_subject(first));
        let by = if by_them { &[("--by", "them")][..] } else { &[] };
        let all = [by, &[("--note", &*note)]].concat();
        command(&[name], &all)
    };
    if first.eq_ignore_ascii_case("note") {
        let text = words[1..].join(" ");
        let what = "a note alone goes behind --note";
        return Failure::usage(what).offer("", command(&[], &[("--note", &text)]));
    }
    if let Some(found) = leading(words, clock) {
        let what = format!("\"{}\" says when, and not how", quoted(&found.text));
        let at = [("--at", &*found.text)];
        let is_read = read(found.rest, Known { at: true, ..Known::default() }, clock).is_ok();
        let text = found.rest.join(" ");
        return match found.rest {
            [] => Failure::usage(what).offer("", command(&["text".to_owned()], &at)),
            rest if is_read => Failure::usage(what).offer("", command(rest, &at)),
            _ => {
                let named = [("--note", &*text), at[0]];
                Failure::usage(what).offer("", command(&["text".to_owned()], &named))
            }
        };
    }
    if let [only] = words
        && (only.parse::<u32>().is_ok() || is_subject(only))
    {
        let what = format!("\"{}\" does not say how", quoted(only));
        let noun = if is_subject(only) { "text" } else { "texts" };
        return Failure::usage(what).offer("", command(&[only.clone(), noun.to_owned()], &[]));
    }
    if let Some(channel) = meant(words) {
        let failure = Failure::usage(what);
        return failure.offer("if it was contact", named(channel, words));
    }
    if let Some(name) = nearest(first) {
        let mended = [&[name], &words[1..]].concat();
        return Failure::usage(what).offer("if you meant that", command(&mended, &[]));
    }
    let urge = words.iter().fold(CommandLine::on_journal("urge"), CommandLine::word);
    Failure::usage(what)
        .offer("if you wanted to, and did not", urge)
        .offer("if you did", command(&["text".to_owned()], &[("--note", &note)]))
}

/// Whether a word stands for the other person, or begins a sentence with a name for them.
fn is_subject(word: &str) -> bool {
    let them = ["them", "they", "he", "she", "her", "him", "ex"];
    them.iter().any(|other| word.eq_ignore_ascii_case(other))
}

/// The channel that one of the first three words points to, though it is none.
fn meant(words: &[String]) -> Option<Channel> {
    const MEANT: [(&str, Channel); 16] = [
        ("asked", Channel::Friend),
        ("told", Channel::Friend),
        ("through", Channel::Friend),
        ("sent", Channel::Text),
        ("replied", Channel::Text),
        ("answered", Channel::Text),
        ("came", Channel::Visit),
        ("went", Channel::Visit),
        ("drove", Channel::Visit),
        ("showed", Channel::Visit),
        ("turned", Channel::Visit),
        ("liked", Channel::Social),
        ("commented", Channel::Social),
        ("looked", Channel::Lurk),
        ("stalked", Channel::Lurk),
        ("checked", Channel::Lurk),
    ];
    words.iter().take(3).find_map(|word| {
        let word = word.to_lowercase();
        let listed = MEANT.iter().find(|(other, _)| *other == word).map(|(_, channel)| *channel);
        listed.or_else(|| verb(&word)).or_else(|| channel(&word))
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
