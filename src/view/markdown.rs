//! The Markdown of the built-in pages, as blocks: what `page` and `man_page` draw from.
//!
//! It knows the subset that the pages use: headings, paragraphs, flat lists, tables, code blocks,
//! bold and inline code. HTML comments are left out. It draws nothing.

use std::mem::take;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// One block of a page.
#[derive(Debug, PartialEq, Eq)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Span {
    /// Ordinary words.
    Plain(String),
    /// Words in bold.
    Bold(String),
    /// Code, which is never wrapped.
    Code(String),
}

impl Span {
    /// Its characters alone.
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Plain(text) | Self::Bold(text) | Self::Code(text) => text,
        }
    }
}

/// The characters of a text alone.
pub(super) fn plain(text: &[Span]) -> String {
    text.iter().map(Span::text).collect()
}

/// The blocks of a page, in order.
pub(super) fn blocks(markdown: &str) -> Vec<Block> {
    let mut reader = Reader::default();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        reader.take(event);
    }
    reader.blocks
}

/// What was read so far: the finished blocks, and the parts of the one that is open.
#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    text: Text,
    is_bold: bool,
    items: Vec<Text>,
    is_item: bool,
    row: Vec<Text>,
    head: Vec<Text>,
    rows: Vec<Vec<Text>>,
    code: Option<String>,
}

impl Reader {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) => match &mut self.code {
                Some(code) => code.push_str(&text),
                None if self.is_bold => self.text.push(Span::Bold(text.into_string())),
                None => self.text.push(Span::Plain(text.into_string())),
            },
            Event::Code(text) => self.text.push(Span::Code(text.into_string())),
            Event::SoftBreak | Event::HardBreak => self.text.push(Span::Plain(" ".to_owned())),
            Event::Start(Tag::Strong) => self.is_bold = true,
            Event::Start(Tag::Item) => self.is_item = true,
            Event::Start(Tag::CodeBlock(_)) => self.code = Some(String::new()),
            Event::End(end) => self.end(end),
            _ => {}
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Strong => self.is_bold = false,
            TagEnd::Heading(HeadingLevel::H1) => {
                self.blocks.push(Block::Title(take(&mut self.text)));
            }
            TagEnd::Heading(_) => self.blocks.push(Block::Heading(take(&mut self.text))),
            TagEnd::Paragraph if !self.is_item => {
                self.blocks.push(Block::Paragraph(take(&mut self.text)));
            }
            TagEnd::Item => {
                self.is_item = false;
                self.items.push(take(&mut self.text));
            }
            TagEnd::List(_) => self.blocks.push(Block::List(take(&mut self.items))),
            TagEnd::TableCell => self.row.push(take(&mut self.text)),
            TagEnd::TableHead => self.head = take(&mut self.row),
            TagEnd::TableRow => self.rows.push(take(&mut self.row)),
            TagEnd::Table => {
                self.blocks.push(Block::Table(take(&mut self.head), take(&mut self.rows)));
            }
            TagEnd::CodeBlock => {
                let code = self.code.take().unwrap_or_default();
                let lines = code.trim_end().lines().map(str::to_owned);
                self.blocks.push(Block::Code(lines.collect()));
            }
            _ => {}
        }
    }
}
