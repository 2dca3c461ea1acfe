//! The words of a date: their shape, in which `forms` recognizes them, and the numbers in them
//! (`manual/dates.md`).

/// The most words that a date can have, with one or two to spare.
pub(super) const LONGEST: usize = 12;

const MONTHS: &str = "january february march april may june july august september october november \
                      december";
const WEEKDAYS: &str = "monday tuesday wednesday thursday friday saturday sunday";
const COUNTS: &str = "zero one two three four five six seven eight nine ten eleven twelve";
const WORDS: &str = "the of on at and ago last this next past other before today yesterday tomorrow \
                     tonight now just noon midnight half few couple some several many while long \
                     time ages weekend recently lately earlier sometime around about day minutes \
                     hours days weeks months years morning afternoon evening night";
const ZONES: &str = "gmt cet cest bst ist wet west eet eest msk est edt cst cdt mst mdt pst pdt aest \
                     aedt jst";

/// Words as their shape, and the numbers in it: `friday, 9:30pm` is `fri 00:00 am` and 4, 9, 30,
/// 12.
#[derive(Debug, Default)]
pub(super) struct Shape {
    pub(super) text: String,
    pub(super) numbers: Vec<u32>,
}

/// The words of `text` in lower case, without commas and final dots; `2026-11-19T23:10Z` is three.
/// Of a long text it is only the beginning, but more than [`LONGEST`].
pub(super) fn split(text: &str) -> Vec<String> {
    let lower = text.to_lowercase().replace(',', " ");
    let words = lower.split_whitespace().take(LONGEST + 1).map(without_dots).flat_map(|word| {
        let is_time = |rest: &str| rest.starts_with(|first: char| first.is_ascii_digit());
        let (day, time) = match word.split_once('t') {
            Some((day, time)) if day.contains('-') && is_time(time) => (day, time),
            _ => ("", word),
        };
        let zone = time.find(['+', '-', 'z']).filter(|&at| time[..at].contains(':'));
        let (time, zone) = time.split_at(zone.unwrap_or(time.len()));
        [day, time, zone]
    });
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// `word` without its final dots, but for the last one of `19.11.`.
fn without_dots(word: &str) -> &str {
    let bare = word.trim_end_matches('.');
    let is_day =
        bare.split('.').count() == 2 && !bare.contains(|c: char| !".0123456789".contains(c));
    if is_day && bare != word { &word[..=bare.len()] } else { bare }
}

impl Shape {
    /// The shape of words of [`split`]. What is no word of a date is `?`.
    pub(super) fn new(words: &[String]) -> Self {
        let mut shape = Self::default();
        for word in words {
            let letters = word.find(char::is_alphabetic).unwrap_or(word.len());
            let (head, tail) = word.split_at(letters);
            shape.push_digits(head);
            match tail {
                "st" | "nd" | "rd" | "th" if !head.is_empty() => shape.text += "th",
                // Nothing but these may follow digits without a space.
                _ if !tail.is_empty() => match named(tail) {
                    (name, _) if !head.is_empty() && !JOINED.contains(&name) => {
                        shape.push("?", None)
                    }
                    (name, number) => shape.push(name, number),
                },
                _ => {}
            }
        }
        shape
    }

    fn push(&mut self, text: &str, number: Option<u32>) {
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        self.text += text;
        self.numbers.extend(number);
    }

    /// A number is `0`. With a separator beside it, it is `00`, or `0000` where it has four digits.
    fn push_digits(&mut self, word: &str) {
        let mut text = String::new();
        for run in
            word.as_bytes().chunk_by(|one, next| one.is_ascii_digit() && next.is_ascii_digit())
        {
            let run = str::from_utf8(run).unwrap_or("?");
            if let Ok(number) = run.parse()
                && run.len() <= 9
                && !run.starts_with('+')
            {
                self.numbers.push(number);
                text += match run.len() {
                    _ if run.len() == word.len() => "0",
                    // As in `9:5`.
                    1 if text.ends_with(':') => "?",
                    1 | 2 => "00",
                    4 => "0000",
                    _ => "?",
                };
            } else {
                text += if ["+", "-", ".", "/", ":"].contains(&run) { run } else { "?" };
            }
        }
        if !text.is_empty() {
            self.push(&text, None);
        }
    }

    /// Whether each of the words can be part of a date.
    pub(super) fn is_known(&self) -> bool {
        !self.text.contains('?')
    }
}

/// What `9pm`, `40m` and `19nov` have behind their number.
const JOINED: [&str; 8] = ["am", "nov", "minutes", "hours", "days", "weeks", "months", "years"];

/// What a word is in a shape, with its number.
fn named(word: &str) -> (&'static str, Option<u32>) {
    let word = match word {
        "a" | "an" => "one",
        "a.m" => "am",
        "p.m" => "pm",
        "sept" => "september",
        "tues" => "tuesday",
        "thur" | "thurs" => "thursday",
        "minute" | "min" | "mins" | "m" => "minutes",
        "hour" | "hr" | "hrs" | "h" => "hours",
        "d" => "days",
        "week" | "w" => "weeks",
        "month" => "months",
        "year" | "y" => "years",
        other => other,
    };
    let find = |list: &'static str, shortest: usize| {
        let fits = |known: &str| known.len() == word.len() || word.len() == shortest;
        let mut known = list.split(' ').zip(0..);
        known.find(|(known, _)| known.starts_with(word) && fits(known))
    };
    let number = |(_, at): (&str, u32)| at;
    None.or_else(|| find(MONTHS, 3).map(|found| ("nov", Some(number(found) + 1))))
        .or_else(|| find(WEEKDAYS, 3).map(|found| ("fri", Some(number(found)))))
        .or_else(|| find("am pm", 0).map(|found| ("am", Some(number(found) * 12))))
        .or_else(|| find(COUNTS, 0).map(|found| ("a", Some(number(found)))))
        .or_else(|| find("z utc", 0).map(|_| ("utc", None)))
        .or_else(|| find(ZONES, 0).map(|_| ("cet", None)))
        .or_else(|| find(WORDS, 0).map(|(known, _)| (known, None)))
        .unwrap_or(("?", None))
}

/// The word of the vocabulary that `word` looks like.
pub(super) fn nearest(word: &str) -> Option<&'static str> {
    // Nothing looks like a longer word, and comparing it takes its time.
    if !(4..=12).contains(&word.len()) {
        return None;
    }
    let known = [MONTHS, WEEKDAYS, WORDS].into_iter().flat_map(|list| list.split(' '));
    let likeness = known.map(|known| (strsim::jaro_winkler(known, word), known));
    let best = likeness.max_by(|(one, _), (other, _)| one.total_cmp(other));
    best.filter(|(likeness, _)| *likeness > 0.87).map(|(_, known)| known)
}
