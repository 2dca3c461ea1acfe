//! One manual page: what its command says of itself, in the format of `man`.

use clap::builder::PossibleValue;
use clap::{Arg, Command};
use roff::{Inline, Roff, bold, italic, roman};

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
const ENVIRONMENT: [(&str, &str); 7] = [
    ("NOCONTACT_FILE", "Where the journal is, unless --file says."),
    ("NOCONTACT_NOW", "The present, as in 2026-12-01T09:00:00Z, instead of the clock's."),
    ("NO_COLOR", "No color, unless --color asks for it."),
    ("CLICOLOR_FORCE", "Color, also where the output is no terminal. NO_COLOR beats it."),
    ("TERM", "No color where it is dumb, unless one of the above asks for it."),
    ("TZ", "The time zone, as in Europe/Berlin, instead of the system's."),
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
pub(super) fn overview(tree: &Command) -> String {
    let help = tree.clone().render_help().to_string();
    let (blocks, _) = parts(&help);
    let mut page = head(tree);
    paragraphs(&mut page, DESCRIPTION);
    page.control("SH", ["COMMANDS"]);
    for (title, lines) in blocks.iter().take_while(|(title, _)| *title != "Options") {
        page.control("SS", [*title]);
        for line in lines {
            let (name, about) = line.split_once(' ').unwrap_or((line, ""));
            page.control("TP", []).text([bold(name)]);
            fill(&mut page, about.trim());
        }
    }
    options(&mut page, tree);
    table(&mut page, "EXIT STATUS", &EXIT_STATUS);
    table(&mut page, "ENVIRONMENT", &ENVIRONMENT);
    table(&mut page, "FILES", &FILES);
    literal(&mut page, blocks.iter().filter(|(title, _)| *title == "Examples"));
    page.control("SH", ["SEE ALSO"]);
    let names: Vec<_> = tree.get_subcommands().map(Command::get_name).collect();
    for (at, name) in names.iter().enumerate() {
        let end = if at + 1 < names.len() { "(1)," } else { "(1)" };
        page.text([bold(format!("nocontact-{name}")), roman(end)]);
    }
    page.render()
}

/// The page of one command.
pub(super) fn of(command: &Command) -> String {
    let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let (blocks, prose) = parts(&after);
    let mut page = head(command);
    let about = command.get_about().map(|about| format!("{about}.")).unwrap_or_default();
    paragraphs(&mut page, std::iter::once(about.as_str()).chain(prose.iter().map(String::as_str)));
    options(&mut page, command);
    literal(&mut page, blocks.iter());
    page.control("SH", ["SEE ALSO"]).text([bold("nocontact"), roman("(1)")]);
    page.render()
}

/// The title, the name, the synopsis, and the heading of what follows.
fn head(command: &Command) -> Roff {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name());
    let title = name.to_uppercase().replace('-', "\\-");
    let version = format!("nocontact {}", env!("CARGO_PKG_VERSION"));
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let usage = command.clone().render_usage().to_string();
    let usage = usage.strip_prefix("Usage: ").unwrap_or(&usage);
    let called = command.get_bin_name().unwrap_or(name);
    let behind = usage.strip_prefix(called).unwrap_or_default().trim_end();
    let mut page = Roff::new();
    page.control("TH", [title.as_str(), "1", DATE, version.as_str(), "User Commands"]);
    // No word is broken, since many are to be typed.
    page.control("nh", []);
    page.control("SH", ["NAME"]);
    fill(&mut page, &format!("{name} - {about}"));
    page.control("SH", ["SYNOPSIS"]).text([bold(called), roman(behind)]);
    page.control("SH", ["DESCRIPTION"]);
    page
}

fn paragraphs<'p>(page: &mut Roff, texts: impl IntoIterator<Item = &'p str>) {
    for (at, text) in texts.into_iter().enumerate() {
        if at > 0 {
            page.control("PP", []);
        }
        fill(page, text);
    }
}

/// Text that the reader's program wraps anew; in the file its lines are short, as its format asks.
fn fill(page: &mut Roff, text: &str) {
    for line in textwrap::wrap(text, 70) {
        page.text([roman(line)]);
    }
}

/// The words that a command takes, and then its options, in the order of its help.
fn options(page: &mut Roff, command: &Command) {
    let mut all: Vec<_> = command.get_arguments().filter(|arg| !arg.is_hide_set()).collect();
    all.sort_by_key(|arg| (!arg.is_positional(), arg.get_display_order()));
    page.control("SH", ["OPTIONS"]);
    for arg in all {
        page.control("TP", []).text(tag(arg));
        let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
        // The short help names the long one, which says no more than this page.
        let help = help.split(" (see more with").next().unwrap_or_default();
        let default = arg.get_default_values().first().filter(|_| arg.get_action().takes_values());
        let default = default.map(|value| format!(" (default: {})", value.to_string_lossy()));
        fill(page, &format!("{help}{}", default.unwrap_or_default()));
        if !arg.is_hide_possible_values_set() {
            values(page, &arg.get_possible_values());
        }
    }
}

/// The names of an argument and the value that it takes.
fn tag(arg: &Arg) -> Vec<Inline> {
    let shorts = arg.get_short_and_visible_aliases().unwrap_or_default();
    let longs = arg.get_long_and_visible_aliases().unwrap_or_default();
    let shorts = shorts.iter().map(|short| format!("-{short}"));
    let names: Vec<_> = shorts.chain(longs.iter().map(|long| format!("--{long}"))).collect();
    let mut tag = Vec::new();
    if !names.is_empty() {
        tag.push(bold(names.join(", ")));
    }
    if arg.get_action().takes_values() {
        tag.extend((!names.is_empty()).then(|| roman(" ")));
        tag.push(italic(arg.get_value_names().unwrap_or_default().join(" ")));
        let many = arg.get_num_args().is_some_and(|range| range.max_values() > 1);
        tag.extend(many.then(|| roman("...")));
    }
    tag
}

/// The words of a fixed list, under the argument that takes them.
fn values(page: &mut Roff, values: &[PossibleValue]) {
    let names: Vec<_> = values.iter().map(PossibleValue::get_name).collect();
    let Some(width) = names.iter().map(|name| name.len() + 2).max() else {
        return;
    };
    if values.iter().all(|value| value.get_help().is_none()) {
        page.control("br", []);
        return fill(page, &names.join(", "));
    }
    page.control("RS", []).control("PD", ["0"]);
    for value in values {
        let name = value.get_name().replace('-', "\\-");
        page.control("IP", [name.as_str(), width.to_string().as_str()]);
        fill(page, &value.get_help().map(ToString::to_string).unwrap_or_default());
    }
    page.control("PD", []).control("RE", []);
}

fn table(page: &mut Roff, title: &str, rows: &[(&str, &str)]) {
    page.control("SH", [title]);
    for (name, text) in rows {
        page.control("TP", []).text([bold(*name)]);
        fill(page, text);
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
