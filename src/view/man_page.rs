//! The pages for `man`: section 1, made from the help, and section 7, made from the manual.

use anyhow::Result;
use clap::{Arg, Command};
use clap_mangen::Man;
use roff::{Inline, Roff, bold, roman};

use super::markdown::{Block, blocks, plain};

/// The first line of a page with tables. It tells `man` to run `tbl`.
const WITH_TABLES: &str = "'\\\" t\n";

/// The date in the footer: that of the version, since a page must be the same at each run.
const DATE: &str = "2026-11-25";

const SOURCE: &str = concat!("nocontact ", env!("CARGO_PKG_VERSION"));

const SEE_ALSO: &str = "See also";
const HEAD: &str = "| Command | What it does |\n| --- | --- |\n";

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
    blocks
        .chain(self::blocks(&format!("# {SEE_ALSO}\n\n`nocontact`(1)")))
        .for_each(|it| add(&mut page, &it));
    tidied(&page.render())
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
fn tidied(text: &str) -> String {
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
    let tables = if text.contains("\n.TS\n") { WITH_TABLES } else { "" };
    format!("{tables}{}\n", lines.join("\n"))
}

/// The page `nocontact(1)`. `manual` has the name and the Markdown of each page.
pub(crate) fn overview(tree: &Command, manual: &[(&str, &str)]) -> Result<String> {
    let about = |it: &Command| it.get_about().map(ToString::to_string).unwrap_or_default();
    let names = tree.get_subcommands().map(Command::get_name);
    let commands =
        tree.get_subcommands().map(|it| format!("| `{}` | {} |\n", it.get_name(), about(it)));
    let description = include_str!("../help/description.txt");
    let head = format!("# Commands\n\n{HEAD}");
    let before = format!("{description}\n{head}{}", commands.collect::<String>());
    // Sections from the manual: the heading here, the page, and the heading there.
    let sections = [
        ("Exit status", "scripts", "Exit codes\n"),
        ("Environment", "scripts", "Variables\n"),
        ("Files", "file", "Where it is\n"),
        ("Files beside it", "file", "What lies beside it\n"),
    ];
    let section = |(heading, page, section): (&str, &str, &str)| {
        let text = manual.iter().find(|(name, _)| *name == page)?.1;
        let text = text.split("\n## ").find_map(|part| part.strip_prefix(section))?;
        Some(format!("# {heading}\n{text}\n\n"))
    };
    let sections: String = sections.into_iter().filter_map(section).collect();
    let (_, blocks) = as_markdown(&tree.clone().render_help().to_string());
    let examples = blocks.split("# ").find(|part| part.starts_with("Examples\n"));
    let topics = manual.iter().map(|(name, _)| (*name, 7));
    let pages = names.map(|name| (name, 1)).chain(topics);
    let pages = pages.map(|(name, section)| format!("`nocontact-{name}`({section})"));
    let see_also = pages.collect::<Vec<_>>().join(",\n");
    page(
        tree,
        &before,
        &format!("{sections}# {}# {SEE_ALSO}\n\n{see_also}", examples.unwrap_or_default()),
    )
}

/// The page of one command, `nocontact-log(1)` and so on.
pub(crate) fn command(command: &Command) -> Result<String> {
    let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let about = command.get_about().map(|about| format!("{about}.\n\n")).unwrap_or_default();
    let (prose, blocks) = as_markdown(&help);
    page(command, &(about + &prose), &format!("{blocks}# {SEE_ALSO}\n\n`nocontact`(1)"))
}

/// The library's page, with Markdown `before` instead of a description, and `after` the options.
fn page(command: &Command, before: &str, after: &str) -> Result<String> {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name());
    let man = Man::new(command.clone().mut_args(with_aliases))
        .title(name.to_uppercase())
        .date(DATE)
        .source(SOURCE)
        .manual("User Commands");
    let drawn = |markdown: &str| {
        let mut page = Roff::new();
        for block in blocks(markdown) {
            add(&mut page, &block);
        }
        page.to_roff()
    };
    let mut text = Vec::new();
    man.render_title(&mut text)?;
    // Words are not hyphenated, since many are typed as they stand, and lines are not stretched.
    text.extend(b".nh\n.ad l\n");
    man.render_name_section(&mut text)?;
    man.render_synopsis_section(&mut text)?;
    text.extend(drawn(&format!("# Description\n\n{before}")).bytes());
    man.render_options_section(&mut text)?;
    text.extend(drawn(after).bytes());
    Ok(tidied(&String::from_utf8(text)?))
}

/// A help text as Markdown: its paragraphs, and its blocks of lines that are typed as they stand.
fn as_markdown(help: &str) -> (String, String) {
    let (mut prose, mut blocks) = (String::new(), String::new());
    for part in help.split("\n\n") {
        match part.split_once(":\n") {
            Some((title, lines)) if lines.lines().all(|line| line.starts_with("  ")) => {
                let lines = lines.trim_end().replace("\n  ", "\n");
                blocks.extend(["# ", title, "\n\n```\n", lines.trim_start(), "\n```\n\n"]);
            }
            _ => prose.extend([part, "\n\n"]),
        }
    }
    (prose, blocks)
}
/// An option with its other names in its help, since the library leaves them out.
fn with_aliases(arg: Arg) -> Arg {
    let aliases = arg.get_visible_aliases().unwrap_or_default();
    if aliases.is_empty() {
        return arg;
    }
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let aliases = aliases.iter().map(|alias| format!("--{alias}")).collect::<Vec<_>>();
    let help = format!("{help}. The same as {}", aliases.join(", "));
    arg.help(help)
}
