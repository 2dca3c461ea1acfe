//! A page of the manual in the format of `man`, for section 7, and what all pages for `man` share: the
//! footer, and source that `mandoc` has nothing to say of.
//!
//! It knows no page: the Markdown is passed in, and `view::page` draws the same for a terminal.

use roff::{Inline, Roff, bold, roman};

use super::markdown::{Block, blocks, plain};

/// The first line of a page with tables. It tells `man` to run `tbl`.
pub(super) const WITH_TABLES: &str = "'\\\" t\n";

/// The date in the footer: that of the version, since a page must be the same at each run.
pub(super) const DATE: &str = "2026-11-25";

pub(super) const SOURCE: &str = concat!("nocontact ", env!("CARGO_PKG_VERSION"));

/// The most bytes of a line of text: `mandoc` warns of more than 80.
const LONGEST: usize = 78;

/// The most characters of a first column that `tbl` is given. It does not wrap that column.
const WIDEST: usize = 20;

/// The page `nocontact-NAME(7)`.
pub(crate) fn manual(name: &str, markdown: &str) -> String {
    let name = format!("nocontact-{name}");
    let mut blocks = blocks(markdown).into_iter().peekable();
    let about = blocks.find_map(|block| match block {
        Block::Paragraph(text) => Some(plain(&text)),
        _ => None,
    });
    let about = about.unwrap_or_default();
    let mut page = Roff::new();
    page.control("TH", [&*name.to_uppercase(), "7", DATE, SOURCE, "User Manual"]);
    // Words are not hyphenated, and lines not stretched: columns are narrow.
    page.control("nh", []).control("ad", ["l"]);
    page.control("SH", ["NAME"]);
    page.text([roman(format!("{name} - {}", about.trim_end_matches('.')))]);
    if !matches!(blocks.peek(), Some(Block::Heading(_))) {
        page.control("SH", ["DESCRIPTION"]);
    }
    blocks.for_each(|block| add(&mut page, &block));
    page.control("SH", ["SEE ALSO"]).text([bold("nocontact"), roman("(1)")]);
    format!("{WITH_TABLES}{}", tidied(&page.render()))
}

/// Adds the section `title` of a page of the manual, under another heading.
pub(super) fn copy(page: &mut Roff, heading: &str, markdown: &str, title: &str) {
    page.control("SH", [heading]);
    let is_wanted = |block: &Block| matches!(block, Block::Heading(text) if text == title);
    let blocks = blocks(markdown).into_iter().skip_while(|block| !is_wanted(block)).skip(1);
    let blocks = blocks.take_while(|block| !matches!(block, Block::Heading(_)));
    blocks.for_each(|block| add(page, &block));
}

fn add(page: &mut Roff, block: &Block) {
    match block {
        Block::Heading(text) => {
            page.control("SH", [&*text.to_uppercase()]);
        }
        Block::Paragraph(text) => {
            page.control("PP", []).text(inlines(text, HELD));
        }
        Block::Item(text) => {
            page.control("IP", ["\\(bu", "2"]).text(inlines(text, HELD));
        }
        Block::Code(lines) => {
            page.control("PP", []).control("RS", ["4"]).control("nf", []);
            for line in lines {
                page.text([roman(line)]);
            }
            page.control("fi", []).control("RE", []);
        }
        Block::Table(rows) => table(page, rows),
    }
}

/// Adds a table. `tbl` wraps the cells of all columns but the first; where that is too wide, each row
/// becomes its first cell and the others indented below it.
fn table(page: &mut Roff, rows: &[Vec<String>]) {
    if rows.iter().any(|row| plain(&row[0]).len() > WIDEST) {
        for row in &rows[1..] {
            page.control("TP", []).text(inlines(&row[0], HELD));
            let others: Vec<_> = row[1..].iter().map(|cell| inlines(cell, HELD)).collect();
            page.text(others.join(&roman("; ")));
        }
        return;
    }
    page.control("PP", []).control("TS", []);
    let keys = |key: &str| format!("{key}{}", format!(" {key}x").repeat(rows[0].len() - 1));
    // A terminal has no pages to keep a row within.
    page.text([roman("nokeep;")]).text([roman(keys("lb"))]).text([roman(keys("l") + ".")]);
    let cell = |(at, cell): (usize, &String)| match &**cell {
        cell if at == 0 || cell.is_empty() => inlines(cell, HELD),
        cell => [vec![roman("T{\n")], inlines(cell, " "), vec![roman("\nT}")]].concat(),
    };
    for row in rows {
        let cells: Vec<_> = row.iter().enumerate().map(cell).collect();
        page.text(cells.join(&roman("\t")));
    }
    page.control("TE", []);
}

/// A space at which code is not broken.
const HELD: &str = "\u{a0}";

/// A text as pieces of a line. Code is bold, with `space` for its spaces: in a narrow cell it must be
/// broken at them.
fn inlines(text: &str, space: &str) -> Vec<Inline> {
    let (mut inlines, mut is_bold) = (Vec::new(), false);
    for (at, part) in text.split('`').enumerate() {
        if at % 2 == 1 {
            inlines.push(bold(part.replace(' ', space)));
            continue;
        }
        for (at, part) in part.split("**").enumerate() {
            is_bold ^= at > 0;
            let inline = if is_bold { bold } else { roman };
            inlines.extend((!part.is_empty()).then(|| inline(part)));
        }
    }
    inlines
}

/// The text without what `mandoc` warns of: a break next to a space, a paragraph right after a heading,
/// the library's definitions repeated before each section, spaces at the end of a line, and lines of
/// more than 80 bytes.
///
/// Literal lines that are too long are continued with `\c`. Tildes, carets and backquotes are escaped,
/// since `man` would draw typographic marks instead, which nobody can copy into a shell.
pub(super) fn tidied(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut is_literal = false;
    let text = text.replace("\n.br\n\n.br\n", "\n.br\n");
    for line in text.lines() {
        if line.starts_with('.') {
            is_literal = line == ".nf" || (is_literal && line != ".fi");
            let is_definition = line.starts_with(".ie ") || line.starts_with(".el ");
            let is_headed = lines.last().is_some_and(|last| last.starts_with(".SH"));
            let is_needless = is_definition && lines.len() >= 2 || is_headed && line == ".PP";
            lines.extend((!is_needless).then(|| line.to_owned()));
            continue;
        }
        let line =
            line.trim_end().replace('~', "\\(ti").replace('^', "\\(ha").replace('`', "\\(ga");
        let line = line.replace(HELD, "\\~");
        let pieces = textwrap::wrap(&line, LONGEST);
        for (at, piece) in pieces.iter().enumerate() {
            // A line that begins with one of these would be taken for a request.
            let guard = if piece.starts_with(['.', '\'']) { "\\&" } else { "" };
            let goes_on = if is_literal && at + 1 < pieces.len() { " \\c" } else { "" };
            lines.push(format!("{guard}{piece}{goes_on}"));
        }
    }
    lines.join("\n") + "\n"
}
