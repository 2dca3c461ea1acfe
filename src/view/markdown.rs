//! The Markdown of the built-in pages, as blocks: what `page` and `man_page` draw from.
//!
//! It knows only what the pages use, and a test holds them to that: headings, paragraphs, flat
//! lists, tables, code blocks, bold and inline code. Comments are left out. It draws nothing.

use std::iter::Peekable;
use std::str::Lines;

/// One block of a page.
pub(super) enum Block {
    /// The title of the page.
    Title(Text),
    /// The heading of a section.
    Heading(Text),
    /// A paragraph, its line breaks turned into spaces.
    Paragraph(Text),
    /// A flat list.
    List(Vec<Text>),
    /// A table: its head, and its rows of as many cells.
    Table(Vec<Text>, Vec<Vec<Text>>),
    /// The lines of a code block.
    Code(Vec<String>),
}

/// A text of pieces that differ in how they are drawn.
pub(super) type Text = Vec<Span>;

/// A piece of a text.
#[derive(Clone)]
pub(super) enum Span {
    /// Ordinary words.
    Plain(String),
    /// Words in bold.
    Bold(String),
    /// Code.
    Code(String),
}

/// The characters of a text alone.
pub(super) fn plain(text: &[Span]) -> String {
    let characters = |span: &Span| match span {
        Span::Plain(text) | Span::Bold(text) | Span::Code(text) => text.clone(),
    };
    text.iter().map(characters).collect()
}

/// The blocks of a page, in order.
pub(super) fn blocks(markdown: &str) -> Vec<Block> {
    let mut lines = markdown.lines().peekable();
    let mut blocks = Vec::new();
    while let Some(line) = lines.next() {
        if line.is_empty() || line.starts_with("<!--") {
            continue;
        }
        blocks.push(if let Some(title) = line.strip_prefix("# ") {
            Block::Title(text(title))
        } else if let Some(heading) = line.strip_prefix("## ") {
            Block::Heading(text(heading))
        } else if line.starts_with("```") {
            let code = lines.by_ref().take_while(|line| !line.starts_with("```"));
            let mut code: Vec<_> = code.map(str::to_owned).collect();
            code.truncate(code.iter().rposition(|line| !line.is_empty()).map_or(0, |at| at + 1));
            Block::Code(code)
        } else if line.starts_with("- ") {
            list(line, &mut lines)
        } else if line.starts_with('|') {
            let rows = while_next(&mut lines, |line| line.starts_with('|'));
            Block::Table(row(line), rows.iter().skip(1).map(|line| row(line)).collect())
        } else {
            Block::Paragraph(text(&with_next(line, &mut lines)))
        });
    }
    blocks
}

/// The items of a list that begins on `line`.
fn list(line: &str, lines: &mut Peekable<Lines<'_>>) -> Block {
    let mut items = vec![text(&with_next(&line[2..], lines))];
    while let Some(item) = lines.next_if(|line| line.starts_with("- ")) {
        items.push(text(&with_next(&item[2..], lines)));
    }
    Block::List(items)
}

/// A line with those that continue its paragraph or its item.
fn with_next(line: &str, lines: &mut Peekable<Lines<'_>>) -> String {
    let ends =
        |line: &str| line.is_empty() || ["- ", "|", "```"].iter().any(|it| line.starts_with(it));
    let next = while_next(lines, |line| !ends(line));
    std::iter::once(line).chain(next.iter().map(|line| line.trim())).collect::<Vec<_>>().join(" ")
}

/// Takes lines as long as they pass.
fn while_next<'l>(lines: &mut Peekable<Lines<'l>>, pass: impl Fn(&str) -> bool) -> Vec<&'l str> {
    std::iter::from_fn(|| lines.next_if(|line| pass(line))).collect()
}

/// The cells of a row of a table.
fn row(line: &str) -> Vec<Text> {
    line.trim().trim_matches('|').split('|').map(|cell| text(cell.trim())).collect()
}

/// The pieces of a text: code between backquotes, and bold between double asterisks.
fn text(text: &str) -> Text {
    let (mut spans, mut is_bold) = (Vec::new(), false);
    for (at, part) in text.split('`').enumerate() {
        if at % 2 == 1 {
            spans.push(Span::Code(part.to_owned()));
            continue;
        }
        for (at, part) in part.split("**").enumerate() {
            is_bold ^= at > 0;
            let span = if is_bold { Span::Bold } else { Span::Plain };
            spans.extend((!part.is_empty()).then(|| span(part.to_owned())));
        }
    }
    spans
}
