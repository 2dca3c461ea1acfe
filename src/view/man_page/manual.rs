//! A page of the manual in the format of `man`, for section 7.
//!
//! It knows no page: the Markdown is passed in, and `view::page` draws the same for a terminal.

use roff::{Inline, Roff, bold, roman};
use unicode_width::UnicodeWidthStr;

use super::source::{DATE, SOURCE, tidied};
use crate::view::markdown::{Block, Span, Text, blocks, plain};
use crate::view::page::fitted;

/// The most columns of a table: what `man` leaves for text on a terminal of 60 columns.
const NARROW: usize = 50;

/// The space that groff leaves between two columns of a table.
const GAP: usize = 3;

/// The first line of a page with tables. It tells `man` to run `tbl`.
const WITH_TABLES: &str = "'\\\" t\n";

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
    let mut draft = Draft::new(page);
    for block in blocks {
        draft.add(&block);
    }
    draft.page.control("SH", ["SEE ALSO"]).text([bold("nocontact"), roman("(1)")]);
    format!("{WITH_TABLES}{}", tidied(&draft.page.render()))
}

/// A page in progress.
struct Draft {
    page: Roff,
    /// Whether a heading came last. It makes the space after it, and `mandoc` warns of more.
    is_headed: bool,
    /// Whether there was a heading at all.
    has_heading: bool,
}

impl Draft {
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

    /// A table, or a list of its rows if its columns would not fit a narrow terminal.
    fn table(&mut self, head: &[Text], rows: &[Vec<Text>]) {
        let Some(columns) = columns(head, rows) else { return self.listed(rows) };
        self.space();
        self.page.control("TS", []);
        let keys = |key: &str| {
            let keys = columns.iter().map(|column| match column {
                Column::Whole => key.to_owned(),
                Column::Wrapped(width) => format!("{key}w({width}n)"),
                Column::Widest => format!("{key}x"),
            });
            keys.collect::<Vec<_>>().join(" ")
        };
        // A terminal has no pages, so rows need not be kept on one.
        self.page.text([roman("nokeep;")]).text([roman(keys("lb"))]).text([roman(keys("l") + ".")]);
        let head: Vec<_> = head.iter().map(|text| vec![Span::Plain(plain(text))]).collect();
        for row in std::iter::once(&head).chain(rows) {
            let mut line = Vec::new();
            for (at, (cell, column)) in row.iter().zip(&columns).enumerate() {
                line.extend((at > 0).then(|| roman("\t")));
                if matches!(column, Column::Whole) || cell.is_empty() {
                    line.extend(inlines(cell));
                } else {
                    line.push(roman("T{\n"));
                    line.extend(inlines(cell));
                    line.push(roman("\nT}"));
                }
            }
            self.page.text(line);
        }
        self.page.control("TE", []);
    }

    /// The first cell of each row, and the others indented below it.
    fn listed(&mut self, rows: &[Vec<Text>]) {
        for row in rows {
            let Some((first, others)) = row.split_first() else { continue };
            self.page.control("TP", []).text(inlines(first));
            let mut text = Vec::new();
            for other in others {
                text.extend((!text.is_empty()).then(|| roman("; ")));
                text.extend(inlines(other));
            }
            self.page.text(text);
        }
    }
}

/// How `tbl` lays out a column.
enum Column {
    /// No cell is wrapped.
    Whole,
    /// Cells are wrapped at this width.
    Wrapped(usize),
    /// Cells are wrapped, and the column takes the rest of the line.
    Widest,
}

/// The layout of a table that fits a narrow terminal, if there is one.
fn columns(head: &[Text], rows: &[Vec<Text>]) -> Option<Vec<Column>> {
    let widest = |width: fn(&Text) -> usize| {
        let cells = |at| rows.iter().filter_map(move |row| row.get(at)).chain(head.get(at));
        (0..head.len()).map(move |at| cells(at).map(width).max().unwrap_or(0)).collect::<Vec<_>>()
    };
    let whole = widest(|cell| plain(cell).width());
    let least = widest(|cell| {
        let text: String = cell.iter().map(unbroken).collect();
        text.split(' ').map(UnicodeWidthStr::width).max().unwrap_or(0)
    });
    let room = NARROW.saturating_sub(GAP * head.len().saturating_sub(1));
    let widths = fitted(whole.clone(), &least, room)?;
    let wrapped = (0..widths.len()).filter(|&at| widths[at] < whole[at]);
    let growing = wrapped.max_by_key(|&at| whole[at]);
    let column = |at: usize| match widths[at] {
        width if width == whole[at] => Column::Whole,
        _ if growing == Some(at) => Column::Widest,
        width => Column::Wrapped(width),
    };
    Some((0..widths.len()).map(column).collect())
}

/// A text as pieces of a line. Code is bold, and not broken at its spaces.
fn inlines(text: &[Span]) -> Vec<Inline> {
    let inline = |span: &Span| match span {
        Span::Plain(text) => roman(text.clone()),
        Span::Bold(_) | Span::Code(_) => bold(unbroken(span)),
    };
    text.iter().map(inline).collect()
}

/// The characters of a span, with spaces in code that do not break.
fn unbroken(span: &Span) -> String {
    match span {
        Span::Code(code) => code.replace(' ', "\u{a0}"),
        _ => span.text().to_owned(),
    }
}
