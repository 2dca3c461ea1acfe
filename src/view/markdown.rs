//! The Markdown of the built-in pages, as blocks: what `page` and `man_page` draw from. It knows
//! only what the pages use, and a test holds them to that: headings, paragraphs, flat lists,
//! tables, code blocks, bold and inline code.

use std::iter::{Peekable, from_fn, once};
use std::str::Lines;

/// One block of a page. A text keeps the marks of its bold and of its code.
pub(super) enum Block {
    /// The title of the page or the heading of a section, without marks.
    Heading(String),
    /// A paragraph, its line breaks turned into spaces.
    Paragraph(String),
    Item(String),
    /// A table: its head, without marks, and its rows of as many cells.
    Table(Vec<Vec<String>>),
    Code(Vec<String>),
}

/// The characters of a text without its marks.
pub(super) fn plain(text: &str) -> String {
    text.replace("**", "").replace('`', "")
}

pub(super) fn blocks(markdown: &str) -> Vec<Block> {
    let mut lines = markdown.lines().peekable();
    let mut blocks = Vec::new();
    while let Some(line) = lines.next() {
        if line.is_empty() || line.starts_with("<!--") {
            continue;
        }
        blocks.push(if line.starts_with('#') {
            Block::Heading(plain(line.trim_start_matches('#').trim_start()))
        } else if line.starts_with("```") {
            let code = lines.by_ref().take_while(|line| !line.starts_with("```"));
            let mut code: Vec<_> = code.map(str::to_owned).collect();
            while code.pop_if(|line| line.is_empty()).is_some() {}
            Block::Code(code)
        } else if let Some(item) = line.strip_prefix("- ") {
            Block::Item(with_next(item, &mut lines))
        } else if line.starts_with('|') {
            // The line below the head is only a rule.
            let rows = from_fn(|| lines.next_if(|line| line.starts_with('|'))).skip(1);
            Block::Table(once(row(&plain(line))).chain(rows.map(row)).collect())
        } else {
            Block::Paragraph(with_next(line, &mut lines))
        });
    }
    blocks
}

/// A line with those that continue its paragraph or its item.
fn with_next(line: &str, lines: &mut Peekable<Lines<'_>>) -> String {
    let ends =
        |line: &str| line.is_empty() || ["- ", "|", "```"].iter().any(|it| line.starts_with(it));
    let next = from_fn(|| lines.next_if(|line| !ends(line)));
    once(line).chain(next.map(str::trim)).collect::<Vec<_>>().join(" ")
}

fn row(line: &str) -> Vec<String> {
    line.trim().trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()
}
