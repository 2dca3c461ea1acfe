//! One manual page: what its command says of itself, in the format of `man`.

use anyhow::Result;
use clap::{Arg, Command};
use clap_mangen::Man;
use roff::{Roff, bold, roman};

/// The bytes of a line that is only text, at most.
const LONGEST: usize = 78;

/// The day of the page, in its footer: that of the version, since it must be the same at each run.
const DATE: &str = "2026-11-25";

/// What the page of the whole says beside what the help says.
const DESCRIPTION: [&str; 3] = [
    "nocontact counts the days without contact after a breakup, keeps what happened, and tells \
     whether it was chasing. Alone it shows where things stand. The way it serves is 30 days \
     completely cut off from the other person.",
    "Everything stays on this machine. There is no network code.",
    "If there was violence, a court order, or they asked you to stop, read nocontact guide safety \
     first.",
];

/// The exit codes (SPEC section 5).
const EXIT_STATUS: [(&str, &str); 3] = [
    ("0", "It is done."),
    ("1", "It could not be done; standard error has the reason."),
    ("2", "The command line was wrong."),
];

/// The variables that have a say. A test holds them against those that are read.
const ENVIRONMENT: [(&str, &str); 8] = [
    ("NOCONTACT_FILE", "Where the journal is, unless --file says."),
    ("NOCONTACT_NOW", "The present, as in 2026-12-01T09:00:00Z, instead of the clock's."),
    ("NO_COLOR", "No color, unless --color asks for it."),
    ("CLICOLOR_FORCE", "Color, also where the output is no terminal. NO_COLOR beats it."),
    ("TERM", "No color where it is dumb, unless one of the above asks for it."),
    ("TZ", "The time zone, as in Europe/Berlin, instead of the system's."),
    ("VISUAL, EDITOR", "The editor for a letter, and its options. VISUAL beats EDITOR."),
    ("LC_ALL, LC_CTYPE, LANG", "Bars and marks are plain ASCII where these do not name UTF-8."),
];

/// The files beside each other on Linux.
const FILES: [(&str, &str); 3] = [
    (
        "~/.local/share/nocontact/nocontact.json",
        "The journal, on Linux, unless --file or NOCONTACT_FILE says.",
    ),
    ("nocontact.json.bak", "Beside it: the journal before the last save."),
    ("nocontact.json.lock", "Beside it: keeps two programs from writing at once."),
];

/// The page of `nocontact`.
pub(crate) fn overview(tree: &Command) -> Result<String> {
    let help = tree.clone().render_help().to_string();
    let (blocks, _) = parts(&help);
    let mut before = Roff::new();
    paragraphs(&mut before, DESCRIPTION);
    before.control("SH", ["COMMANDS"]);
    for (title, lines) in blocks.iter().take_while(|(title, _)| *title != "Options") {
        before.control("SS", [*title]);
        for line in lines {
            let (name, about) = line.split_once(' ').unwrap_or((line, ""));
            before.control("TP", []).text([bold(name)]).text([roman(about.trim())]);
        }
    }
    let mut after = Roff::new();
    table(&mut after, "EXIT STATUS", &EXIT_STATUS);
    table(&mut after, "ENVIRONMENT", &ENVIRONMENT);
    table(&mut after, "FILES", &FILES);
    literal(&mut after, blocks.iter().filter(|(title, _)| *title == "Examples"));
    let names: Vec<_> =
        tree.get_subcommands().map(|next| format!("nocontact-{}", next.get_name())).collect();
    see_also(&mut after, &names);
    page(tree, &before, &after)
}

/// The page of one command.
pub(crate) fn of(command: &Command) -> Result<String> {
    let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let (blocks, prose) = parts(&help);
    let mut before = Roff::new();
    let about = command.get_about().map(|about| format!("{about}.")).unwrap_or_default();
    paragraphs(
        &mut before,
        std::iter::once(about.as_str()).chain(prose.iter().map(String::as_str)),
    );
    let mut after = Roff::new();
    literal(&mut after, blocks.iter());
    see_also(&mut after, &["nocontact".to_owned()]);
    page(command, &before, &after)
}

/// What the library makes of a command, with `before` in the place of its description and `after`
/// behind its options.
fn page(command: &Command, before: &Roff, after: &Roff) -> Result<String> {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name());
    let man = Man::new(command.clone().mut_args(with_aliases))
        .title(name.to_uppercase())
        .date(DATE)
        .source(concat!("nocontact ", env!("CARGO_PKG_VERSION")))
        .manual("User Commands");
    let mut head = Vec::new();
    man.render_title(&mut head)?;
    // No word is broken, since many are to be typed.
    head.extend(b".nh\n");
    man.render_name_section(&mut head)?;
    man.render_synopsis_section(&mut head)?;
    let mut options = Vec::new();
    man.render_options_section(&mut options)?;
    let text =
        [String::from_utf8(head)?, before.to_roff(), String::from_utf8(options)?, after.to_roff()];
    Ok(mended(&text.concat()))
}

/// The library says nothing of other names of an option.
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

/// The text without what `mandoc` finds wrong with it: a break beside a space, the library's
/// definitions again before each section, blanks at the end of a line, lines of more than 80 bytes.
fn mended(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    let text = text.replace("\n.br\n\n.br\n", "\n.br\n");
    for line in text.lines() {
        let is_definition = line.starts_with(".ie ") || line.starts_with(".el ");
        if line.starts_with('.') {
            lines.extend((!is_definition || lines.len() < 2).then(|| line.to_owned()));
            continue;
        }
        for piece in textwrap::wrap(line.trim_end(), LONGEST) {
            // Or the second line of a sentence would be taken for a request.
            let guard = if piece.starts_with(['.', '\'']) { "\\&" } else { "" };
            lines.push(format!("{guard}{piece}"));
        }
    }
    lines.join("\n") + "\n"
}

fn paragraphs<'p>(page: &mut Roff, texts: impl IntoIterator<Item = &'p str>) {
    page.control("SH", ["DESCRIPTION"]);
    for (at, text) in texts.into_iter().enumerate() {
        if at > 0 {
            page.control("PP", []);
        }
        page.text([roman(text)]);
    }
}

fn table(page: &mut Roff, title: &str, rows: &[(&str, &str)]) {
    page.control("SH", [title]);
    for (name, text) in rows {
        page.control("TP", []).text([bold(*name)]).text([roman(*text)]);
    }
}

fn see_also(page: &mut Roff, names: &[String]) {
    page.control("SH", ["SEE ALSO"]);
    for (at, name) in names.iter().enumerate() {
        let end = if at + 1 < names.len() { "(1)," } else { "(1)" };
        page.text([bold(name), roman(end)]);
    }
}

/// Blocks of lines that are to be typed as they stand.
fn literal<'b>(page: &mut Roff, blocks: impl Iterator<Item = &'b Block<'b>>) {
    for (title, lines) in blocks {
        page.control("SH", [title.to_uppercase().as_str()]).control("nf", []);
        for line in lines {
            page.text([roman(*line)]);
        }
        page.control("fi", []);
    }
}

/// A title, and the lines that stand indented under it.
type Block<'h> = (&'h str, Vec<&'h str>);

/// The blocks of a help text, and its paragraphs, unwrapped.
fn parts(help: &str) -> (Vec<Block<'_>>, Vec<String>) {
    let (mut blocks, mut prose): (Vec<Block>, Vec<String>) = (Vec::new(), Vec::new());
    for part in help.split("\n\n") {
        match part.split_once(":\n") {
            Some((title, lines)) if lines.lines().all(|line| line.starts_with("  ")) => {
                let lines = lines.lines().map(|line| line.strip_prefix("  ").unwrap_or(line));
                blocks.push((title.trim(), lines.collect()));
            }
            _ => prose.push(part.split_whitespace().collect::<Vec<_>>().join(" ")),
        }
    }
    prose.retain(|text| !text.is_empty());
    (blocks, prose)
}
