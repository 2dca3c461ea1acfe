//! What the terminal can show, and the small forms that all views share: dates, counts, columns,
//! and texts cut or wrapped to a width.

use std::borrow::Cow;
use std::path::PathBuf;

use chrono::NaiveDate;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::domain::Rules;
use crate::domain::moment::Moment;
use crate::domain::text::shown;
pub(crate) use crate::domain::word;

/// The width in columns, if the terminal's is not known.
pub(crate) const WIDTH: usize = 80;

/// How to draw on the terminal at hand.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Style {
    pub(crate) color: bool,
    pub(crate) width: usize,
    pub(crate) ascii: bool,
    /// Whether the output goes to a terminal. If so, notes are cut to the width.
    pub(crate) terminal: bool,
}

impl Style {
    pub(crate) fn bold(&self, text: &str) -> String {
        self.painted(text, anstyle::Style::new().bold())
    }

    /// `text` in a color or weight, if color is on.
    pub(crate) fn painted(&self, text: &str, paint: anstyle::Style) -> String {
        if self.color { format!("{paint}{text}{paint:#}") } else { text.to_owned() }
    }

    /// A full cell of a bar, and a light one.
    pub(crate) fn cells(&self) -> (&'static str, &'static str) {
        if self.ascii { ("#", ".") } else { ("█", "░") }
    }

    /// Stored text on one line: a line break, with the white space around it, is a space, and every
    /// hidden character is spelled out. On a terminal it is cut to `width` columns, and shows at most
    /// [`MARKS`] zero-width marks for each character.
    pub(crate) fn one_line<'t>(&self, text: &'t str, width: usize) -> Cow<'t, str> {
        let lines = text.split('\n').map(str::trim).filter(|line| !line.is_empty());
        let joined = || shown(&lines.collect::<Vec<_>>().join(" ")).into_owned().into();
        let text = if text.contains('\n') { joined() } else { shown(text) };
        // In printable ASCII, each byte is one column.
        let is_short = text.len() <= width && text.is_ascii();
        if !self.terminal || is_short {
            return text;
        }
        let dots = if self.ascii { "..." } else { "…" };
        Cow::Owned(cut(text.graphemes(true), width, dots))
    }

    pub(crate) fn wrapped(&self, first: &str, text: &str) -> String {
        wrapped(first, text, self.width)
    }
}

/// Zero-width marks that one character keeps in a one-line view. Emoji in use need up to four: a
/// kiss has three joiners and a variation selector. Letters in use need fewer.
const MARKS: usize = 4;

/// Tag letters that one character keeps: the flags of England, Scotland and Wales have six.
const TAGS: usize = 6;

/// As many of `clusters` as fit in `width` columns; `dots` end the line if some do not. Each is
/// measured once, since a note may be 64 KiB of marks.
fn cut<'t>(clusters: impl Iterator<Item = &'t str>, width: usize, dots: &str) -> String {
    let room = width.saturating_sub(dots.width());
    let (mut line, mut used, mut marks) = (String::new(), 0, 0);
    // The bytes of `line` that leave room for the dots.
    let mut fitting = 0;
    for cluster in clusters {
        let cluster = with_few_marks(cluster, &mut marks);
        used += cluster.width();
        if used > width {
            line.truncate(fitting);
            line.push_str(dots);
            return line;
        }
        line.push_str(cluster);
        if used <= room {
            fitting = line.len();
        }
    }
    line
}

/// The cluster without its marks beyond the limit. `marks` counts the marks since the last character
/// that has a width, in this cluster and those before it.
fn with_few_marks<'t>(cluster: &'t str, marks: &mut usize) -> &'t str {
    for (at, character) in cluster.char_indices() {
        if character.width() != Some(0) {
            // Emoji that are joined within a cluster share its width, and so the limit.
            if at == 0 {
                *marks = 0;
            }
            continue;
        }
        let is_tag = ('\u{e0020}'..='\u{e007f}').contains(&character);
        if *marks == if is_tag { TAGS } else { MARKS } {
            return &cluster[..at];
        }
        *marks += 1;
    }
    cluster
}

/// A paragraph in lines of `width` columns. The first begins with `first`, the others are indented as
/// far. No word is broken, since it may be part of a command that someone copies.
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

/// `Thu 19 Nov 2026 23:10`, or without the time if only the day is known.
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

/// `breakup Sun 1 Nov 2026, fixed, 30 days`
pub(crate) fn rules(rules: &Rules) -> String {
    let (breakup, policy) = (date(rules.breakup), word(rules.policy));
    format!("breakup {breakup}, {policy}, {}", count(rules.days, "day"))
}

/// Paths, each on an indented line of its own, so that it can be copied whole.
pub(crate) fn list<'p>(paths: impl IntoIterator<Item = &'p PathBuf>) -> String {
    let paths = paths.into_iter();
    let lines = paths.map(|path| format!("  {}", shown(&path.to_string_lossy())));
    lines.collect::<Vec<_>>().join("\n")
}

pub(crate) fn capital(text: &str) -> String {
    let (initial, rest) = text.split_at(text.len().min(1));
    initial.to_uppercase() + rest
}

/// `text` with spaces up to `width` columns.
pub(crate) fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}
