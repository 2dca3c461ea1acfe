//! A built-in page as text for a terminal: wrapped to its width, and to 80 columns at most.
//!
//! It knows no page and reads no file. `man_page` draws the same blocks for `man`.

use std::borrow::Cow;

use anstyle::AnsiColor;
use textwrap::core::Fragment;
use textwrap::wrap_algorithms::wrap_first_fit;
use unicode_width::UnicodeWidthStr;

use super::markdown::{Block, Span, Text, blocks, plain};
use super::style::{Style, WIDTH};

/// The columns between two columns of a table.
const GAP: usize = 2;

/// The page whose Markdown is given, with a line break at its end.
pub(crate) fn text(markdown: &str, style: &Style) -> String {
    // A longer line is hard to read, however wide the terminal.
    let style = &Style { width: style.width.min(WIDTH), ..*style };
    let markdown = if style.ascii { in_ascii(markdown) } else { Cow::Borrowed(markdown) };
    let mut page = String::new();
    let mut before = None;
    for block in blocks(&markdown) {
        if before.is_some_and(|before| !is_introduced(&block, &before)) {
            page.push('\n');
        }
        for line in drawn(&block, style) {
            page.push_str(&line);
            page.push('\n');
        }
        before = Some(block);
    }
    page
}

/// Whether the block is code that belongs to the paragraph before it, which ends in a colon.
fn is_introduced(block: &Block, before: &Block) -> bool {
    matches!(block, Block::Code(_))
        && matches!(before, Block::Paragraph(text) if plain(text).ends_with(':'))
}

/// The lines of one block.
fn drawn(block: &Block, style: &Style) -> Vec<String> {
    match block {
        Block::Title(text) | Block::Heading(text) => {
            let lines = filled(&[Span::Plain(plain(text))], style.width, style);
            lines.iter().map(|line| style.bold(line)).collect()
        }
        Block::Paragraph(text) => filled(text, style.width, style),
        Block::List(items) => items.iter().flat_map(|item| listed(item, style)).collect(),
        Block::Table(head, rows) => table(head, rows, style),
        Block::Code(lines) => {
            lines.iter().map(|line| format!("  {line}").trim_end().to_owned()).collect()
        }
    }
}

/// An item of a list, behind a dash.
fn listed(item: &Text, style: &Style) -> Vec<String> {
    let lines = filled(item, style.width.saturating_sub(2), style);
    let mark = |at| if at == 0 { "- " } else { "  " };
    lines.iter().enumerate().map(|(at, line)| format!("{}{line}", mark(at))).collect()
}

/// A text in lines of at most `width` columns.
fn filled(text: &[Span], width: usize, style: &Style) -> Vec<String> {
    wrapped(&words(text, style), width).into_iter().map(|line| line.text).collect()
}

/// What is not broken: a word, or inline code with what adjoins it, as it is drawn.
#[derive(Debug, Default)]
struct Piece {
    text: String,
    /// In columns, without the escape sequences in `text`.
    width: usize,
}

impl Fragment for Piece {
    #[expect(clippy::cast_precision_loss, reason = "the widths are those of a terminal")]
    fn width(&self) -> f64 {
        self.width as f64
    }

    fn whitespace_width(&self) -> f64 {
        1.0
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// The pieces of a text, which is broken only between them.
fn words(text: &[Span], style: &Style) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut is_glued = false;
    for span in text {
        let is_code = matches!(span, Span::Code(_));
        for (at, word) in span.text().split(|c| c == ' ' && !is_code).enumerate() {
            is_glued &= at == 0;
            if word.is_empty() {
                continue;
            }
            if !is_glued {
                pieces.push(Piece::default());
            }
            if let Some(piece) = pieces.last_mut() {
                let (text, width) = painted(span, word, style);
                piece.text.push_str(&text);
                piece.width += width;
            }
            is_glued = true;
        }
    }
    pieces
}

/// A word of a span as it is drawn, and its width. Code is in color, or in backquotes where there is
/// no color.
fn painted(span: &Span, word: &str, style: &Style) -> (String, usize) {
    let text = match span {
        Span::Plain(_) => word.to_owned(),
        Span::Bold(_) => style.bold(word),
        Span::Code(_) if style.color => style.painted(word, AnsiColor::Cyan.on_default()),
        Span::Code(_) => return (format!("`{word}`"), word.width() + 2),
    };
    (text, word.width())
}

/// The pieces in lines of at most `width` columns, unless one piece alone is wider.
fn wrapped(pieces: &[Piece], width: usize) -> Vec<Piece> {
    #[expect(clippy::cast_precision_loss, reason = "the width is that of a terminal")]
    let lines = wrap_first_fit(pieces, &[width as f64]);
    lines.into_iter().map(joined).collect()
}

/// Pieces with a space between them.
fn joined(pieces: &[Piece]) -> Piece {
    let texts: Vec<_> = pieces.iter().map(|piece| piece.text.as_str()).collect();
    let width = pieces.iter().map(|piece| piece.width + 1).sum::<usize>().saturating_sub(1);
    Piece { text: texts.join(" "), width }
}

/// A table in columns, its cells wrapped. Where no word of a column would fit, each row becomes a
/// list instead.
fn table(head: &[Text], rows: &[Vec<Text>], style: &Style) -> Vec<String> {
    let head: Vec<_> = head.iter().map(|text| words(&[Span::Bold(plain(text))], style)).collect();
    let is_labels: Vec<_> = (0..head.len()).map(|at| is_all_code(rows, at)).collect();
    let cell = |(text, &is_label): (&Text, &bool)| match text.as_slice() {
        [Span::Code(code)] if is_label && !style.color => {
            vec![Piece { text: code.clone(), width: code.width() }]
        }
        text => words(text, style),
    };
    let rows: Vec<Vec<_>> =
        rows.iter().map(|row| row.iter().zip(&is_labels).map(cell).collect()).collect();
    let column = |at: usize| {
        let cells = rows.iter().filter_map(move |row: &Vec<Vec<Piece>>| row.get(at));
        cells.chain(head.get(at))
    };
    let widest: Vec<_> = (0..head.len())
        .map(|at| column(at).map(|cell| joined(cell).width).max().unwrap_or(0))
        .collect();
    let least: Vec<_> = (0..head.len())
        .map(|at| column(at).flatten().map(|piece| piece.width).max().unwrap_or(0))
        .collect();
    let gaps = GAP * head.len().saturating_sub(1);
    let Some(widths) = fitted(widest, &least, style.width.saturating_sub(gaps)) else {
        return rows.iter().flat_map(|row| stacked(row, style.width)).collect();
    };
    let rule = if style.ascii { "-" } else { "─" };
    let rule: Vec<_> = widths.iter().map(|&width| rule.repeat(width)).collect();
    let mut lines = side_by_side(&head, &widths);
    lines.push(rule.join(&" ".repeat(GAP)));
    lines.extend(rows.iter().flat_map(|row| side_by_side(row, &widths)));
    lines
}

/// Whether each cell of the column at `at` is one piece of code, which then needs no backquotes.
fn is_all_code(rows: &[Vec<Text>], at: usize) -> bool {
    let mut cells = rows.iter().filter_map(|row| row.get(at));
    cells.all(|cell| matches!(cell.as_slice(), [Span::Code(_)]))
}

/// The widths of columns that share `room`. The widest is narrowed first, and none below its least
/// width; if even the least do not fit, there is no answer.
pub(super) fn fitted(mut widths: Vec<usize>, least: &[usize], room: usize) -> Option<Vec<usize>> {
    while widths.iter().sum::<usize>() > room {
        let narrowable = (0..widths.len()).filter(|&at| widths[at] > least[at]);
        let widest = narrowable.max_by_key(|&at| widths[at])?;
        widths[widest] -= 1;
    }
    Some(widths)
}

/// The lines of one row of a table.
fn side_by_side(row: &[Vec<Piece>], widths: &[usize]) -> Vec<String> {
    let cells: Vec<_> = row.iter().zip(widths).map(|(cell, &width)| wrapped(cell, width)).collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    let line = |at: usize| {
        let mut line = String::new();
        for (cell, width) in cells.iter().zip(widths) {
            let piece = cell.get(at);
            line.push_str(piece.map_or("", |piece| &piece.text));
            let used = piece.map_or(0, |piece| piece.width);
            line.push_str(&" ".repeat((width + GAP).saturating_sub(used)));
        }
        line.trim_end().to_owned()
    };
    (0..height).map(line).collect()
}

/// A row without columns: the first cell, and the others indented below it.
fn stacked(row: &[Vec<Piece>], width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for (at, cell) in row.iter().enumerate() {
        let indent = if at == 0 { "" } else { "    " };
        let cell = wrapped(cell, width.saturating_sub(indent.len()));
        lines.extend(cell.iter().map(|line| format!("{indent}{}", line.text)));
    }
    lines
}

/// A page for a terminal that shows only ASCII. The bars and marks are those that `status` and
/// `calendar` draw there.
fn in_ascii(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            _ if character.is_ascii() => plain.push(character),
            '·' | '–' | '—' | '─' => plain.push('-'),
            '█' => plain.push('#'),
            '░' => plain.push('.'),
            '◆' => plain.push('*'),
            '✓' => plain.push('+'),
            '×' => plain.push('x'),
            '‘' | '’' => plain.push('\''),
            '“' | '”' => plain.push('"'),
            '…' => plain.push_str("..."),
            '→' => plain.push_str("->"),
            _ => plain.push('?'),
        }
    }
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::text;
    use crate::view::style::Style;

    const STYLE: Style = Style { color: false, width: 40, ascii: false, terminal: true };

    #[test]
    fn a_page_is_wrapped_and_neither_words_nor_code_are_broken() {
        let page = "# Dates\n\nOne day counts, and `log --at yesterday 9pm`: what it says.\n\n\
                    - a first thing that is longer than one line is\n- next\n\nThis:\n```sh\nls  -l\n```\n";
        let expected = "\
Dates

One day counts, and
`log --at yesterday 9pm`: what it says.

- a first thing that is longer than one
  line is
- next

This:
  ls  -l
";
        assert_eq!(text(page, &STYLE), expected);
    }

    const TABLE: &str = "| word | meaning |\n| --- | --- |\n| `a b c` | something of quite a few \
                         words, and `d` |\n| `e` | short |\n";

    #[test]
    fn a_table_fits_its_columns_to_the_width() {
        let expected = "\
word   meaning
─────  ─────────────────────────────────
a b c  something of quite a few words,
       and `d`
e      short
";
        assert_eq!(text(TABLE, &STYLE), expected);
        let plain = Style { ascii: true, ..STYLE };
        assert_eq!(text(TABLE, &plain), expected.replace('─', "-"));
    }

    #[test]
    fn where_no_column_fits_a_row_is_a_list() {
        let narrow = Style { width: 14, ..STYLE };
        let expected = "\
a b c
    something
    of quite a
    few words,
    and `d`
e
    short
";
        assert_eq!(text(TABLE, &narrow), expected);
    }

    #[test]
    fn in_color_headings_are_bold_and_code_has_no_backquotes() {
        let style = Style { color: true, ..STYLE };
        let drawn = text("# A\n\nthe `b` key\n", &style);
        assert_eq!(drawn, "\u{1b}[1mA\u{1b}[0m\n\nthe \u{1b}[36mb\u{1b}[0m key\n");
    }
}
