//! The words of a date: the shape in which `forms` recognizes them, and the numbers in them.

/// The most words that a date can have, with one or two to spare.
pub(super) const LONGEST: usize = 12;

const MONTHS: &str = "- january february march april may june july august september october november \
                      december";
const WEEKDAYS: &str = "monday tuesday wednesday thursday friday saturday sunday";
const COUNTS: &str = "zero one two three four five six seven eight nine ten eleven twelve";
pub(super) const UNITS: &str = "minutes hours days weeks months years";
const WORDS: &str = "the of on at and ago last this next past other before today yesterday tomorrow \
                     tonight now just noon midnight half few couple some several many while long \
                     time ages weekend recently lately earlier sometime around about morning \
                     afternoon evening night";
/// What words are in a shape, with their numbers from 0.
const NAMES: [(&str, &str); 5] =
    [("nov", MONTHS), ("fri", WEEKDAYS), ("a", COUNTS), ("am", "am pm"), ("cet", ZONES)];
const ZONES: &str = "z utc gmt cet cest bst ist est edt cst cdt mst mdt pst pdt aest aedt jst";

/// What may stand before a day and before a time.
pub(super) const PREPOSITIONS: [&str; 2] = ["on", "at"];

/// The shape of words, and the numbers in it: `friday 9:30pm` is `fri 00:00 am` and 4, 9, 30, 1.
pub(super) struct Shape {
    pub(super) text: String,
    pub(super) numbers: Vec<u32>,
}

/// The words of `text` in lower case, without commas and final dots; `2026-11-19T23:10Z` is two.
/// Of a long text it is only the beginning, but more than [`LONGEST`].
pub(super) fn split(text: &str) -> Vec<String> {
    let lower = text.to_lowercase().replace(',', " ");
    let words = lower.split_whitespace().take(LONGEST + 1).map(without_dots).flat_map(|word| {
        let is_time = |text: &str| text.starts_with(|first: char| first.is_ascii_digit());
        let both = word.split_once('t').filter(|(day, time)| day.contains('-') && is_time(time));
        both.map_or([word, ""], |(day, time)| [day, time])
    });
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// `word` without its final dots, but for the last one of `19.11.`.
fn without_dots(word: &str) -> &str {
    let bare = word.trim_end_matches('.');
    let is_day = bare != word && bare.contains('.') && Shape::new(&[bare]).text == "00.00";
    if is_day { &word[..=bare.len()] } else { bare }
}

impl Shape {
    /// The shape of words of [`split`], without an `on` or `at` before them. What is no word of a
    /// date is `?`.
    pub(super) fn new(words: &[impl AsRef<str>]) -> Self {
        let (mut texts, mut numbers) = (Vec::new(), Vec::new());
        let words = match words {
            [first, end @ ..] if !end.is_empty() && PREPOSITIONS.contains(&first.as_ref()) => end,
            words => words,
        };
        for word in words.iter().map(AsRef::as_ref) {
            let letters = word.find(char::is_alphabetic).unwrap_or(word.len());
            let (digits, letters) = word.split_at(letters);
            let shape = of_digits(digits, &mut numbers);
            let (name, number) = match letters {
                "st" | "nd" | "rd" | "th" if !digits.is_empty() => ("th", None),
                _ => named(letters),
            };
            numbers.extend(number);
            let space = if digits.is_empty() || ["", "th"].contains(&name) { "" } else { " " };
            texts.push(format!("{shape}{space}{name}"));
        }
        Self { text: texts.join(" "), numbers }
    }
}

/// A number is `0`; beside a separator it is `00`, or `0000` where it has four digits.
fn of_digits(word: &str, numbers: &mut Vec<u32>) -> String {
    let mut shape = String::new();
    for part in word.split_inclusive(['+', '-', '.', '/', ':']) {
        let (digits, separator) =
            part.split_at(part.trim_end_matches(['+', '-', '.', '/', ':']).len());
        shape += match (digits.parse().map(|number| numbers.push(number)), digits.len()) {
            (_, 0) => "",
            (Ok(()), length) if length == word.len() => "0",
            // One digit as in `9:5` is no minute.
            (Ok(()), length @ 1..=2) if length == 2 || !shape.ends_with(':') => "00",
            (Ok(()), 4) => "0000",
            _ => "?",
        };
        shape += separator;
    }
    shape
}

fn named(word: &str) -> (&'static str, Option<u32>) {
    let is_unit = |unit: &&str| {
        unit.strip_suffix('s') == Some(word) || word.len() == 1 && unit.starts_with(word)
    };
    let word = match word {
        "" => return ("", None),
        "a" | "an" => "one",
        "a.m" => "am",
        "p.m" => "pm",
        "min" | "mins" => "minutes",
        "hr" | "hrs" => "hours",
        other => UNITS.split(' ').find(is_unit).unwrap_or(other),
    };
    let numbered = NAMES.into_iter().find_map(|(name, list)| {
        let is_short = word.len() >= 3 && ["nov", "fri"].contains(&name);
        let is_it = |known: &str| known == word || is_short && known.starts_with(word);
        Some((name, u32::try_from(list.split(' ').position(is_it)?).ok()))
    });
    let known = UNITS.split(' ').chain(WORDS.split(' ')).find(|known| *known == word);
    numbered.unwrap_or((known.unwrap_or("?"), None))
}

/// The word of the vocabulary that `word` looks like.
pub(super) fn nearest(word: &str) -> Option<&'static str> {
    let known = [MONTHS, WEEKDAYS, UNITS, WORDS].into_iter().flat_map(|list| list.split(' '));
    // Nothing looks like a longer word, and comparing it takes its time.
    let known = known.filter(|_| (4..=12).contains(&word.len()));
    let likeness = known.map(|known| (strsim::jaro_winkler(known, word), known));
    let best = likeness.max_by(|(one, _), (other, _)| one.total_cmp(other));
    best.filter(|(likeness, _)| *likeness > 0.88).map(|(_, known)| known)
}
