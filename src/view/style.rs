//! What the terminal can show, and the small forms that all views share: dates, counts, columns.

use std::borrow::Cow;
use std::path::PathBuf;

use chrono::NaiveDate;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::shell::called_as;
use crate::domain::moment::Moment;
use crate::domain::text::shown;
pub(crate) use crate::domain::word;

/// The width where none is known.
pub(crate) const WIDTH: usize = 80;

/// How to draw.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    /// Whether to use color and weight.
    pub(crate) color: bool,
    /// Columns to stay within.
    pub(crate) width: usize,
    /// Whether only ASCII may be drawn.
    pub(crate) ascii: bool,
    /// Whether a person is looking: then notes are cut to the width.
    pub(crate) terminal: bool,
}

impl Style {
    /// `text` in bold, where there is color.
    pub(crate) fn bold(&self, text: &str) -> String {
        self.painted(text, anstyle::Style::new().bold())
    }

    /// `text` in a color or weight, where there is color.
    pub(crate) fn painted(&self, text: &str, paint: anstyle::Style) -> String {
        if self.color { format!("{paint}{text}{paint:#}") } else { text.to_owned() }
    }

    /// Stored text on one line: nothing hidden, and on a terminal no wider than `width`.
    pub(crate) fn one_line<'t>(&self, text: &'t str, width: usize) -> Cow<'t, str> {
        let text = shown(text);
        if !self.terminal || text.width() <= width {
            return text;
        }
        let dots = if self.ascii { "..." } else { "…" };
        let room = width.saturating_sub(dots.width());
        let mut cut = String::new();
        for cluster in text.graphemes(true) {
            if cut.width() + cluster.width() > room {
                break;
            }
            cut.push_str(cluster);
        }
        cut.push_str(dots);
        Cow::Owned(cut)
    }

    /// A paragraph, wrapped to the width: see [`wrapped`].
    pub(crate) fn wrapped(&self, first: &str, text: &str) -> String {
        wrapped(first, text, self.width)
    }

    /// A paragraph with the command that it offers called as `program`. Where that names a journal,
    /// the command is copied whole: a terminal may break the line, we do not.
    pub(crate) fn offered(&self, text: &str, program: &str) -> String {
        let called = called_as(text, program);
        if called == text { self.wrapped("", text) } else { called }
    }
}

/// A paragraph in lines of `width`; the first behind `first`, the others behind as much space. No
/// word is broken: it may be part of a command that someone copies.
pub(crate) fn wrapped(first: &str, text: &str, width: usize) -> String {
    let rest = " ".repeat(first.width());
    let options = textwrap::Options::new(width)
        .initial_indent(first)
        .subsequent_indent(&rest)
        .break_words(false)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::fill(text, options)
}

/// `Thu 19 Nov 2026`
pub(crate) fn date(date: NaiveDate) -> String {
    date.format("%a %-d %b %Y").to_string()
}

/// `Thu 19 Nov 2026 23:10`, or without the time where only the day is known.
pub(crate) fn moment(at: Moment) -> String {
    match at {
        Moment::Day(day) => date(day),
        Moment::Instant(instant) => instant.format("%a %-d %b %Y %H:%M").to_string(),
    }
}

/// `1 day`, `2 days`
pub(crate) fn count(number: impl Into<u64>, thing: &str) -> String {
    let number = number.into();
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}

/// `1 entry`, `2 entries`
pub(crate) fn entries(number: usize) -> String {
    format!("{number} {}", if number == 1 { "entry" } else { "entries" })
}

/// Paths, each on an indented line of its own, so that it can be copied whole.
pub(crate) fn list<'p>(paths: impl IntoIterator<Item = &'p PathBuf>) -> String {
    let paths = paths.into_iter();
    let lines = paths.map(|path| format!("  {}", shown(&path.to_string_lossy())));
    lines.collect::<Vec<_>>().join("\n")
}

/// `text` and the spaces that make it `width` columns wide.
pub(crate) fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}
