//! A built-in page as text for a terminal: wrapped to its width, and to 80 columns at most.

use unicode_width::UnicodeWidthStr;

use super::advice;
use super::markdown::{Block, blocks};
use super::style::{Style, WIDTH, padded, wrapped};
use crate::advice::Caller;

/// The columns between two columns of a table.
const GAP: usize = 2;

/// The page as text. Commands on lines of their own are on the journal of `caller`, if given.
pub(crate) fn text(markdown: &str, style: &Style, caller: Option<&Caller>) -> String {
    // A longer line is hard to read, however wide the terminal.
    let style = &Style { width: style.width.min(WIDTH), ..*style };
    let markdown = if style.ascii { in_ascii(markdown) } else { markdown.to_owned() };
    let mut page = String::new();
    let mut before = None;
    for block in blocks(&markdown) {
        let is_close = match (&before, &block) {
            (None, _) | (Some(Block::Item(_)), Block::Item(_)) => true,
            // Code belongs to a paragraph that ends in a colon.
            (Some(Block::Paragraph(text)), Block::Code(_)) => text.ends_with(':'),
            _ => false,
        };
        page.push_str(if is_close { "" } else { "\n" });
        for line in lines(&block, style, caller) {
            page.push_str(line.trim_end());
            page.push('\n');
        }
        before = Some(block);
    }
    page
}

fn lines(block: &Block, style: &Style, caller: Option<&Caller>) -> Vec<String> {
    match block {
        Block::Heading(text) => {
            fill("", text, style.width).iter().map(|line| style.bold(line)).collect()
        }
        Block::Paragraph(text) => fill("", &joined(text), style.width),
        Block::Item(text) => fill("- ", &joined(text), style.width),
        Block::Table(rows) => table(rows, style),
        Block::Code(lines) => lines.iter().map(|line| code(line, caller)).collect(),
    }
}

/// A line of code, which may be a command that is offered.
fn code(line: &str, caller: Option<&Caller>) -> String {
    let (Some(words), Some(caller)) = (line.strip_prefix("nocontact "), caller) else {
        return format!("  {line}");
    };
    format!("  {}", advice::command(&words.into(), caller))
}

/// A text with its code in backquotes. The spaces in code hold together.
fn joined(text: &str) -> String {
    let held = |(at, part): (usize, &str)| match at % 2 {
        0 => part.replace("**", ""),
        _ => part.replace(' ', "\u{a0}"),
    };
    text.split('`').enumerate().map(held).collect::<Vec<_>>().join("`")
}

/// As [`wrapped`]. A word or a piece of code may be wider than `width`.
fn fill(first: &str, text: &str, width: usize) -> Vec<String> {
    let lines = wrapped(first, text, width);
    lines.lines().map(|line| line.replace('\u{a0}', " ")).collect()
}

/// A table in columns, with its cells wrapped. If not even the longest words fit side by side, each
/// row becomes its first cell and the others indented below it.
fn table(rows: &[Vec<String>], style: &Style) -> Vec<String> {
    let cell = |(at, text): (usize, &String)| {
        // A column of codes needs no backquotes.
        let code = text.strip_prefix('`').and_then(|text| text.strip_suffix('`'));
        let code = code.filter(|code| at == 0 && !code.contains('`'));
        code.map_or_else(|| joined(text), str::to_owned)
    };
    let cells = |row: &Vec<String>| row.iter().enumerate().map(cell).collect::<Vec<_>>();
    let mut rows: Vec<_> = rows.iter().map(cells).collect();
    let columns = rows.first().map_or(0, Vec::len);
    let widest = |measure: fn(&str) -> usize| -> Vec<usize> {
        let column = |at| rows.iter().filter_map(move |row| row.get(at));
        (0..columns).filter_map(|at| column(at).map(|cell| measure(cell)).max()).collect()
    };
    let longest_word = |cell: &str| cell.split(' ').map(UnicodeWidthStr::width).max().unwrap_or(0);
    let least = widest(longest_word);
    let Some(widths) = fitted(widest(UnicodeWidthStr::width), &least, style.width) else {
        let lines = rows.iter().skip(1).flat_map(|row| row.iter().enumerate());
        let lines = lines.map(|(at, cell)| (if at == 0 { "" } else { "    " }, cell));
        return lines.flat_map(|(indent, cell)| fill(indent, cell, style.width)).collect();
    };
    let rule = if style.ascii { "-" } else { "─" };
    rows.insert(1, widths.iter().map(|&width| rule.repeat(width)).collect());
    rows.iter().flat_map(|row| side_by_side(row, &widths)).collect()
}

/// The widths of columns that share `room` with their gaps. The widest is narrowed first, and none
/// below its least width; `None` if even those do not fit.
fn fitted(mut widths: Vec<usize>, least: &[usize], room: usize) -> Option<Vec<usize>> {
    let room = room.saturating_sub(GAP * least.len().saturating_sub(1));
    while widths.iter().sum::<usize>() > room {
        let narrowable = (0..widths.len()).filter(|&at| widths[at] > least[at]);
        let widest = narrowable.max_by_key(|&at| widths[at])?;
        widths[widest] -= 1;
    }
    Some(widths)
}

fn side_by_side(row: &[String], widths: &[usize]) -> Vec<String> {
    let cells: Vec<_> =
        row.iter().zip(widths).map(|(cell, &width)| fill("", cell, width)).collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(0);
    let piece = |(cell, width): (&Vec<String>, &usize), at: usize| {
        padded(cell.get(at).map_or("", String::as_str), width + GAP)
    };
    (0..height).map(|at| cells.iter().zip(widths).map(|cell| piece(cell, at)).collect()).collect()
}

/// A page in ASCII, with the bars and marks that `status` and `calendar` draw there.
fn in_ascii(text: &str) -> String {
    let plain = |letter| match letter {
        '·' => '-',
        '█' => '#',
        '░' | '…' => '.',
        '◆' => '*',
        '✓' => '+',
        letter if letter.is_ascii() => letter,
        _ => '?',
    };
    text.chars().map(plain).collect()
}
