//! A page of the manual in the format of `man`, for section 7.
//!
//! It knows no page: the Markdown is passed in, and `view::page` draws the same for a terminal.

use roff::{Inline, Roff, bold, roman};

use super::source::{DATE, SOURCE, tidied};
use crate::view::markdown::{Block, Span, Text, blocks, plain};

/// The first line of a page with tables. It tells `man` to run `tbl`.
pub(super) const WITH_TABLES: &str = "'\\\" t\n";

/// The page `nocontact-NAME(7)`.
pub(crate) fn manual(name: &str, markdown: &str) -> String {
    let name = format!("nocontact-{name}");
    let mut page = Roff::new();
    let title = name.to_uppercase();
    page.control("TH", [title.as_str(), "7", DATE, SOURCE, "User Manual"]);
    // Words are not hyphenated, and lines not stretched: columns are narrow.
    page.control("nh", []).control("ad", ["l"]);
    let mut blocks = blocks(markdown).into_iter();
    let about = blocks.find_map(|block| match block {
        Block::Paragraph(text) => Some(plain(&text)),
        _ => None,
    });
    let about = about.unwrap_or_default();
    page.control("SH", ["NAME"]);
    page.text([roman(format!("{name} - {}", about.trim_end_matches('.')))]);
    let mut writer = PageWriter::new(page);
    for block in blocks {
        writer.add(&block);
    }
    writer.page.control("SH", ["SEE ALSO"]).text([bold("nocontact"), roman("(1)")]);
    format!("{WITH_TABLES}{}", tidied(&writer.page.render()))
}

/// `page` with the section `title` of a page of the manual, under another heading.
pub(super) fn copied(page: Roff, heading: &str, markdown: &str, title: &str) -> Roff {
    let is_heading = |block: &Block| matches!(block, Block::Heading(_));
    let is_wanted = |block: &Block| matches!(block, Block::Heading(text) if plain(text) == title);
    let mut writer = PageWriter::new(page);
    writer.heading(heading);
    let blocks = blocks(markdown).into_iter().skip_while(|block| !is_wanted(block)).skip(1);
    blocks.take_while(|block| !is_heading(block)).for_each(|block| writer.add(&block));
    writer.page
}

/// A page in progress.
struct PageWriter {
    page: Roff,
    /// Whether a heading came last. It makes the space after it, and `mandoc` warns of more.
    is_headed: bool,
    /// Whether there was a heading at all.
    has_heading: bool,
}

impl PageWriter {
    fn new(page: Roff) -> Self {
        Self { page, is_headed: false, has_heading: false }
    }

    fn add(&mut self, block: &Block) {
        if let Block::Title(text) | Block::Heading(text) = block {
            self.heading(&plain(text).to_uppercase());
            return;
        }
        if !self.has_heading {
            self.heading("DESCRIPTION");
        }
        match block {
            Block::Title(_) | Block::Heading(_) => {}
            Block::Paragraph(text) => {
                self.space();
                self.page.text(inlines(text));
            }
            Block::List(items) => {
                for item in items {
                    self.page.control("IP", ["\\(bu", "2"]).text(inlines(item));
                }
            }
            Block::Code(lines) => {
                self.space();
                self.page.control("RS", ["4"]).control("nf", []);
                for line in lines {
                    self.page.text([roman(line.clone())]);
                }
                self.page.control("fi", []).control("RE", []);
            }
            Block::Table(head, rows) => self.table(head, rows),
        }
        self.is_headed = false;
    }

    fn heading(&mut self, text: &str) {
        self.page.control("SH", [text]);
        (self.is_headed, self.has_heading) = (true, true);
    }

    /// Requests the space before a block, and ends the indent of a list.
    fn space(&mut self) {
        if !self.is_headed {
            self.page.control("PP", []);
        }
    }

    /// A table. `tbl` wraps the cells of all columns but the first; where that is too wide, each row
    /// becomes its first cell and the others indented below it.
    fn table(&mut self, head: &[Text], rows: &[Vec<Text>]) {
        if rows.iter().any(|row| row.iter().take(1).any(|cell| plain(cell).len() > WIDEST)) {
            return rows.iter().for_each(|row| self.row_of_list(row));
        }
        self.space();
        self.page.control("TS", []);
        let keys = |key: &str| format!("{key}{}", format!(" {key}x").repeat(head.len() - 1));
        // A terminal has no pages to keep a row within.
        self.page.text([roman("nokeep;")]).text([roman(keys("lb"))]).text([roman(keys("l") + ".")]);
        let head: Vec<_> = head.iter().map(|text| vec![Span::Plain(plain(text))]).collect();
        for row in std::iter::once(&head).chain(rows) {
            let mut line = Vec::new();
            for (at, cell) in row.iter().enumerate() {
                if at == 0 || cell.is_empty() {
                    line.extend(inlines(cell));
                } else {
                    line.push(roman("T{\n"));
                    line.extend(inlines(&breakable(cell)));
                    line.push(roman("\nT}"));
                }
                line.extend((at + 1 < row.len()).then(|| roman("\t")));
            }
            self.page.text(line);
        }
        self.page.control("TE", []);
    }

    /// The first cell of a row, and the others indented below it.
    fn row_of_list(&mut self, row: &[Text]) {
        let Some((first, others)) = row.split_first() else { return };
        self.page.control("TP", []).text(inlines(first));
        let others: Vec<_> = others.iter().map(|cell| inlines(cell)).collect();
        self.page.text(others.join(&roman("; ")));
    }
}

/// The most characters of a first column that `tbl` is given. It does not wrap that column.
const WIDEST: usize = 20;

/// A text whose code may be broken at its spaces, as it must in a narrow cell.
fn breakable(text: &[Span]) -> Text {
    let words = |span: &Span| match span {
        Span::Code(code) => Span::Bold(code.clone()),
        span => span.clone(),
    };
    text.iter().map(words).collect()
}

/// A text as pieces of a line. Code is bold, and not broken at its spaces.
fn inlines(text: &[Span]) -> Vec<Inline> {
    let inline = |span: &Span| match span {
        Span::Plain(text) => roman(text.clone()),
        Span::Bold(text) => bold(text.clone()),
        Span::Code(code) => bold(code.replace(' ', "\u{a0}")),
    };
    text.iter().map(inline).collect()
}
