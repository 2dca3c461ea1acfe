//! Every order of up to three words of a date is one date as a whole, or refused.

use super::*;

/// Sunday 22 November 2026, 21:05.
fn evening() -> Clock {
    let now = DateTime::parse_from_rfc3339("2026-11-22T21:05:00+01:00").unwrap();
    Clock { now, zone: Zone::Fixed(*now.offset()) }
}

/// The words of [`dates`].
const WORDS: &str = "on at the of last this ago two 3 13 13th nov friday yesterday today noon 9pm \
                     night days hours now midnight";

/// Every date that [`WORDS`] can write, from a list that knows nothing of a grammar, and what it
/// means on [`evening`].
fn dates() -> BTreeMap<String, String> {
    let calendar = "13 nov|nov 13|13th nov|nov 13th|nov the 13th|13th of nov|13 of nov|\
                    the 13th of nov|the 13th nov|13th|the 13th";
    let mut days: Vec<(String, u64, bool)> = Vec::new();
    for day in calendar.split('|') {
        days.extend(["", "friday "].map(|friday| (format!("{friday}{day}"), 9, false)));
    }
    for (texts, back) in [
        ("today", 0),
        ("yesterday", 1),
        ("two days ago|friday|last friday", 2),
        ("3 days ago", 3),
        ("13 days ago", 13),
        ("3 nov|nov 3|3 of nov", 19),
    ] {
        days.extend(texts.split('|').map(|day| (day.to_owned(), back, false)));
    }
    let nights =
        days.clone().into_iter().map(|(day, back, _)| (format!("{day} night"), back, true));
    days.extend(nights);
    days.extend([("this night".to_owned(), 0, true), ("last night".to_owned(), 1, true)]);
    let mut found = BTreeMap::new();
    let mut add = |text: String, meaning: &str| {
        for before in ["", "on ", "at "] {
            found.insert(format!("{before}{text}"), meaning.to_owned());
        }
    };
    for (text, meaning) in [
        ("now", "21:05"),
        ("two hours ago", "19:05"),
        ("3 hours ago", "18:05"),
        ("13 hours ago", "08:05"),
        ("noon", "12:00"),
        ("9pm", "21:00"),
        ("midnight", "00:00"),
    ] {
        add(text.to_owned(), &format!("2026-11-22T{meaning}:00+01:00"));
    }
    for (day, back, is_night) in days {
        let date = evening().today() - Days::new(back);
        add(day.clone(), &date.to_string());
        for (time, hour, next) in [("noon", "12", 0), ("9pm", "21", 0), ("midnight", "00", 1)] {
            // Noon is in no night, and midnight only in a night.
            let is_over = next == 0 || back > 0;
            if is_night == (time == "noon") && time != "9pm"
                || time == "midnight" && !is_night
                || !is_over
            {
                continue;
            }
            let meaning = format!("{}T{hour}:00:00+01:00", date + Days::new(next));
            for between in ["", "at ", "on "] {
                add(format!("{day} {between}{time}"), &meaning);
                add(format!("{time} {between}{day}"), &meaning);
            }
        }
    }
    found
}

/// Three words are tried in every order. So no word of a date is ever left out unnoticed, and what is
/// offered in its place is taken.
#[test]
fn words_of_dates_are_a_date_as_a_whole_or_refused() {
    let dates = dates();
    let one: Vec<Vec<&str>> = WORDS.split(' ').map(|word| vec![word]).collect();
    let longer = |texts: &[Vec<&'static str>]| -> Vec<Vec<&'static str>> {
        let next = |text: &Vec<&'static str>| {
            let text = text.clone();
            WORDS.split(' ').map(move |word| [&text[..], &[word]].concat())
        };
        texts.iter().flat_map(next).collect()
    };
    let two = longer(&one);
    let three = longer(&two);
    let clock = evening();
    let mut read = 0;
    for (at, words) in one.iter().chain(&two).chain(&three).enumerate() {
        let text = words.join(" ");
        let words: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
        let found = date_phrase::leading(&words, &clock);
        let whole = found.as_ref().filter(|found| found.rest.is_empty());
        let meaning = whole.and_then(|found| found.moment.as_ref().ok()).map(ToString::to_string);
        assert_eq!(meaning.as_ref(), dates.get(&text), "{text}");
        assert!(found.is_none_or(|found| found.rest.is_empty() || found.goes_on), "{text}");
        read += usize::from(meaning.is_some());
        // Looking for what to offer takes much longer.
        let problem = Some(&text).filter(|_| meaning.is_none() && at % 29 == 0);
        let problem = problem.and_then(|text| date_phrase::read(text, &clock).err());
        for date in problem.into_iter().flat_map(|problem| problem.instead) {
            assert!(date_phrase::read(&date, &clock).is_ok(), "{date} instead of {text}");
        }
    }
    assert_eq!(read, dates.keys().filter(|text| text.split(' ').count() < 4).count());
    for (text, meaning) in &dates {
        let found = date_phrase::read(text, &clock).unwrap_or_else(|problem| panic!("{problem:?}"));
        assert_eq!(found.to_string(), *meaning, "{text}");
        let other = text.to_uppercase().replace(' ', " , ") + ".";
        assert_eq!(date_phrase::read(&other, &clock), Ok(found), "{other}");
    }
}
