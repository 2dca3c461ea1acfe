//! The pages of section 1, made from the help: one for nocontact and one for each command.
//!
//! It knows no command by name: the command line is passed in.

use anyhow::Result;
use clap::{Arg, Command};
use clap_mangen::Man;
use roff::{Roff, bold, roman};

use super::manual_page::{DATE, SOURCE, WITH_TABLES, copy, tidied};

/// The page `nocontact(1)`. `manual` has the name and the Markdown of each page.
pub(crate) fn overview(tree: &Command, manual: &[(&str, &str)]) -> Result<String> {
    let help = tree.clone().render_help().to_string();
    let (blocks, _) = parts(&help);
    let mut before = Roff::new();
    let description = [
        "nocontact counts the days without contact after a breakup, keeps what happened, and tells \
         whether it was chasing. Alone it shows where things stand. The way it serves is 30 days \
         completely cut off from the other person.",
        "Everything stays on this machine. There is no network code.",
        "If there was violence, a court order, or they asked you to stop, read nocontact guide \
         safety first.",
    ];
    paragraphs(&mut before, description);
    before.control("SH", ["COMMANDS"]);
    for next in tree.get_subcommands() {
        let about = next.get_about().map(ToString::to_string).unwrap_or_default();
        before.control("TP", []).text([bold(next.get_name())]).text([roman(about)]);
    }
    let mut after = Roff::new();
    // Sections from the manual: the heading here, the page, and the heading there.
    for (heading, page, section) in [
        ("EXIT STATUS", "scripts", "Exit codes"),
        ("ENVIRONMENT", "scripts", "Variables"),
        ("FILES", "file", "Where it is"),
        ("FILES BESIDE IT", "file", "What lies beside it"),
    ] {
        let markdown = manual.iter().find(|(name, _)| *name == page).map_or("", |(_, text)| text);
        copy(&mut after, heading, markdown, section);
    }
    literal(&mut after, blocks.into_iter().filter(|(title, _)| *title == "Examples"));
    let commands = tree.get_subcommands().map(|next| (next.get_name(), 1));
    let topics = manual.iter().map(|(name, _)| (*name, 7));
    let pages =
        commands.chain(topics).map(|(name, section)| (format!("nocontact-{name}"), section));
    see_also(&mut after, &pages.collect::<Vec<_>>());
    Ok(format!("{WITH_TABLES}{}", page(tree, &before, &after)?))
}

/// The page of one command, `nocontact-log(1)` and so on.
pub(crate) fn command(command: &Command) -> Result<String> {
    let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let (blocks, prose) = parts(&help);
    let mut before = Roff::new();
    let about = command.get_about().map(|about| format!("{about}.")).unwrap_or_default();
    paragraphs(&mut before, std::iter::once(about).chain(prose));
    let mut after = Roff::new();
    literal(&mut after, blocks);
    see_also(&mut after, &[("nocontact".to_owned(), 1)]);
    page(command, &before, &after)
}

/// The library's page, with `before` instead of a description, and `after` behind the options.
fn page(command: &Command, before: &Roff, after: &Roff) -> Result<String> {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name());
    let man = Man::new(command.clone().mut_args(with_aliases))
        .title(name.to_uppercase())
        .date(DATE)
        .source(SOURCE)
        .manual("User Commands");
    let mut text = Vec::new();
    man.render_title(&mut text)?;
    // Words are not hyphenated, since many are typed as they stand, and lines are not stretched.
    text.extend(b".nh\n.ad l\n");
    man.render_name_section(&mut text)?;
    man.render_synopsis_section(&mut text)?;
    text.extend(before.to_roff().bytes());
    man.render_options_section(&mut text)?;
    text.extend(after.to_roff().bytes());
    Ok(tidied(&String::from_utf8(text)?))
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

fn paragraphs(page: &mut Roff, texts: impl IntoIterator<Item = impl Into<String>>) {
    page.control("SH", ["DESCRIPTION"]);
    for text in texts {
        page.control("PP", []).text([roman(text)]);
    }
}

fn see_also(page: &mut Roff, pages: &[(String, u8)]) {
    page.control("SH", ["SEE ALSO"]);
    for (at, (name, section)) in pages.iter().enumerate() {
        let comma = if at + 1 < pages.len() { "," } else { "" };
        page.text([bold(name), roman(format!("({section}){comma}"))]);
    }
}

/// Blocks of lines that are typed as they stand.
fn literal<'b>(page: &mut Roff, blocks: impl IntoIterator<Item = (&'b str, &'b str)>) {
    for (title, lines) in blocks {
        page.control("SH", [&*title.to_uppercase()]).control("nf", []);
        for line in lines.lines() {
            page.text([roman(line.strip_prefix("  ").unwrap_or(line))]);
        }
        page.control("fi", []);
    }
}

/// The blocks of a help text, each a title and the lines indented under it, and its paragraphs with
/// their lines joined.
fn parts(help: &str) -> (Vec<(&str, &str)>, Vec<String>) {
    let (mut blocks, mut prose) = (Vec::new(), Vec::new());
    for part in help.split("\n\n") {
        match part.split_once(":\n") {
            Some((title, lines)) if lines.lines().all(|line| line.starts_with("  ")) => {
                blocks.push((title.trim(), lines));
            }
            _ => prose.push(part.replace('\n', " ")),
        }
    }
    (blocks, prose)
}
