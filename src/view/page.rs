//! A built-in page as text for a terminal: wrapped to its width, and to 80 columns at most.
//!
//! It knows no page and reads no file. `man_page` draws the same blocks for `man`.

use std::borrow::Cow;

use unicode_width::UnicodeWidthStr;

use super::advice;
use super::markdown::{Block, Span, Text, blocks, plain};
use super::style::{Style, WIDTH, padded, wrapped};
use crate::advice::{Caller, CommandLine};

/// The columns between two columns of a table.
const GAP: usize = 2;

/// The page whose Markdown is given, with a line break at its end.
///
/// Commands that it offers on lines of their own are on the journal of `caller`, if one is given.
pub(crate) fn text(markdown: &str, style: &Style, caller: Option<&Caller>) -> String {
    // A longer line is hard to read, however wide the terminal.
    let style = &Style { width: style.width.min(WIDTH), ..*style };
    let markdown = if style.ascii { in_ascii(markdown) } else { Cow::Borrowed(markdown) };
    let mut page = String::new();
    let mut introduces = true;
    for block in blocks(&markdown) {
        // Code belongs to a paragraph that ends in a colon.
        if !(introduces && (page.is_empty() || matches!(block, Block::Code(_)))) {
            page.push('\n');
        }
        for line in lines(&block, style, caller) {
            page.push_str(line.trim_end());
            page.push('\n');
        }
        introduces = matches!(&block, Block::Paragraph(text) if plain(text).ends_with(':'));
    }
    page
}

/// The lines of one block.
fn lines(block: &Block, style: &Style, caller: Option<&Caller>) -> Vec<String> {
    let wrap = |first: &str, text: &Text| fill(first, &joined(text), style.width);
    match block {
        Block::Title(text) | Block::Heading(text) => {
            fill("", &plain(text), style.width).iter().map(|line| style.bold(line)).collect()
        }
        Block::Paragraph(text) => wrap("", text),
        Block::List(items) => items.iter().flat_map(|item| wrap("- ", item)).collect(),
        Block::Table(head, rows) => table(head, rows, style),
        Block::Code(lines) => {
            let offered = |line: &String| match (line.strip_prefix("nocontact "), caller) {
                (Some(words), Some(caller)) => advice::command(&offered(words), caller),
                _ => line.clone(),
            };
            lines.iter().map(|line| format!("  {}", offered(line))).collect()
        }
    }
}

/// A command that a page of the guide offers. Those pages are the same beside every journal.
fn offered(words: &str) -> CommandLine {
    if words.starts_with("guide") {
        CommandLine::alone(words)
    } else {
        CommandLine::on_journal(words)
    }
}

/// A text with its code in backquotes. The spaces in code hold together.
fn joined(text: &[Span]) -> String {
    let drawn = |span: &Span| match span {
        Span::Code(code) => format!("`{}`", code.replace(' ', "\u{a0}")),
        Span::Plain(text) | Span::Bold(text) => text.clone(),
    };
    text.iter().map(drawn).collect()
}

/// A text in lines of at most `width` columns, `first` before the first and as much space before the
/// others. A word or a piece of code may be wider.
fn fill(first: &str, text: &str, width: usize) -> Vec<String> {
    let lines = wrapped(first, text, width);
    lines.lines().map(|line| line.replace('\u{a0}', " ")).collect()
}

/// A table in columns, with its cells wrapped. If not even the longest words fit side by side, each
/// row becomes its first cell and the others indented below it.
fn table(head: &[Text], rows: &[Vec<Text>], style: &Style) -> Vec<String> {
    let head: Vec<_> = head.iter().map(|text| plain(text)).collect();
    let cell = |(at, text): (usize, &Text)| match text.as_slice() {
        // A column of codes needs no backquotes.
        [Span::Code(code)] if at == 0 => code.clone(),
        text => joined(text),
    };
    let cells = |row: &Vec<Text>| row.iter().enumerate().map(cell).collect::<Vec<_>>();
    let rows: Vec<_> = rows.iter().map(cells).collect();
    let widest = |at: usize, measure: fn(&str) -> usize| {
        let column = rows.iter().chain([&head]).filter_map(|row| row.get(at));
        column.map(|cell| measure(cell)).max().unwrap_or(0)
    };
    let whole: Vec<_> = (0..head.len()).map(|at| widest(at, UnicodeWidthStr::width)).collect();
    let longest_word = |cell: &str| cell.split(' ').map(UnicodeWidthStr::width).max().unwrap_or(0);
    let least: Vec<_> = (0..head.len()).map(|at| widest(at, longest_word)).collect();
    let gaps = GAP * head.len().saturating_sub(1);
    let Some(widths) = fitted(whole, &least, style.width.saturating_sub(gaps)) else {
        let lines = rows.iter().flat_map(|row| row.iter().enumerate());
        let lines = lines.map(|(at, cell)| (if at == 0 { "" } else { "    " }, cell));
        return lines.flat_map(|(indent, cell)| fill(indent, cell, style.width)).collect();
    };
    let rule = if style.ascii { "-" } else { "─" };
    let rule: Vec<_> = widths.iter().map(|&width| rule.repeat(width)).collect();
    let rows = [&head, &rule].into_iter().chain(&rows);
    rows.flat_map(|row| side_by_side(row, &widths)).collect()
}

/// The widths of columns that share `room`. The widest is narrowed first, and none below its least
/// width; `None` if even those do not fit.
fn fitted(mut widths: Vec<usize>, least: &[usize], room: usize) -> Option<Vec<usize>> {
    while widths.iter().sum::<usize>() > room {
        let narrowable = (0..widths.len()).filter(|&at| widths[at] > least[at]);
        let widest = narrowable.max_by_key(|&at| widths[at])?;
        widths[widest] -= 1;
    }
    Some(widths)
}

/// The lines of one row of a table.
fn side_by_side(row: &[String], widths: &[usize]) -> Vec<String> {
    let cells: Vec<_> =
        row.iter().zip(widths).map(|(cell, &width)| fill("", cell, width)).collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    let piece = |(cell, width): (&Vec<String>, &usize), at: usize| {
        padded(cell.get(at).map_or("", String::as_str), width + GAP)
    };
    (0..height).map(|at| cells.iter().zip(widths).map(|cell| piece(cell, at)).collect()).collect()
}

/// A page for a terminal that shows only ASCII, with the bars and marks that `status` and `calendar`
/// draw there.
fn in_ascii(text: &str) -> Cow<'_, str> {
    const MARKS: [(char, char); 6] =
        [('·', '-'), ('█', '#'), ('░', '.'), ('◆', '*'), ('✓', '+'), ('…', '.')];
    let plain = |letter: char| {
        let found = MARKS.iter().find(|(mark, _)| *mark == letter);
        if letter.is_ascii() { letter } else { found.map_or('?', |(_, plain)| *plain) }
    };
    text.chars().map(plain).collect()
}
