//! `letter`: the message that is not to be sent, written here in place of elsewhere.
//!
//! Whatever way the words come, they go into a draft first, and from there into the journal.

use std::ffi::OsString;
use std::fmt;
use std::io::{BufRead, ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Error, Result};
use clap::Args;

use super::{keep, not_before_breakup, program, store};
use crate::domain::clock::Clock;
use crate::domain::entry::{Body, Letter};
use crate::domain::text::{self, LETTER_LIMIT, TextProblem, quoted, shown, unterminated};
use crate::error::Failure;
use crate::host::Host;
use crate::store::Store;
use crate::store::disk::atomic::SIZE_LIMIT;
use crate::store::draft::Draft;
use crate::view::shell;
use crate::view::style::count;

#[derive(Args)]
#[command(after_help = "Examples:\n  nocontact letter\n  nocontact letter what I never said\n  \
                        nocontact letter < written-elsewhere.txt\n\nIt opens the editor that \
                        VISUAL or EDITOR names. Without one it takes what you type, up to Ctrl-D. \
                        An editor with a window of its own must be told to wait, as in: VISUAL=\
                        \"code --wait\". Nothing is sent. To read a letter again: nocontact show \
                        ID. To burn it: nocontact remove ID --burn.")]
pub(crate) struct LetterArgs {
    /// What to call it; its name is shown in history, its text is not
    #[arg(value_name = "TITLE")]
    words: Vec<String>,
}

/// How to end what is typed.
const END: &str = if cfg!(windows) { "Ctrl-Z and Enter" } else { "Ctrl-D" };

pub(crate) fn run(args: &LetterArgs, host: &mut Host<'_>) -> Result<()> {
    let clock = host.clock()?;
    let title = Some(args.words.join(" ")).filter(|title| !title.trim().is_empty());
    title.as_deref().map_or(Ok(()), text::check).map_err(Failure::from)?;
    let store = store(host)?;
    // Or it would be written for nothing.
    not_before_breakup(clock.moment(), store.require()?.journal()?.rules.breakup)?;
    let editor = Editor::of(host)?;
    name_unfinished(&store.unfinished(), host);
    let mut draft = store.draft()?;
    let is_edited = editor.is_some();
    let written = match editor {
        Some(editor) => editor.open(&mut draft, host),
        None => take_down(&mut draft, host),
    };
    let words = draft.read();
    if words.as_ref().is_ok_and(|bytes| String::from_utf8_lossy(bytes).trim().is_empty()) {
        let is_untouched = is_edited && words.is_ok_and(|bytes| bytes.is_empty());
        return Err(nothing(draft, is_untouched, written));
    }
    let title = title.as_deref();
    let recorded = written.and(words).and_then(|bytes| {
        let said = record(&bytes, title, host, &clock)?;
        Ok((said, bytes))
    });
    let (said, bytes) =
        recorded.map_err(|cause| unrecorded(&store, &mut draft, title, cause, host))?;
    if let Err(error) = store.drop_draft(&draft, &bytes) {
        let left = format!("nocontact: the letter is recorded, but its draft may stay: {error:#}");
        say(&shown(&left), host);
    }
    writeln!(host.out, "{said}")?;
    Ok(())
}

/// The program that is to be run, and the variable that names it.
struct Editor {
    variable: &'static str,
    value: OsString,
    words: Vec<OsString>,
}

impl Editor {
    /// The editor, where someone sits there and a variable names one.
    fn of(host: &Host<'_>) -> Result<Option<Self>, Failure> {
        let named = |variable| Some((variable, host.variable(variable)?.to_owned()));
        let set = ["VISUAL", "EDITOR"].into_iter().find_map(named);
        let Some((variable, value)) = set.filter(|_| host.input_is_terminal) else {
            return Ok(None);
        };
        let words = value.to_str().and_then(shlex::split).unwrap_or_default();
        let editor = Self { variable, value, words: words.into_iter().map(Into::into).collect() };
        if editor.words.is_empty() {
            return Err(Failure::Refused(format!("{editor}, which is no command")));
        }
        Ok(Some(editor))
    }

    /// Lets the draft be written in it, and takes up what it has left there.
    fn open(self, draft: &mut Draft, host: &mut Host<'_>) -> Result<()> {
        match (self.run(draft.path(), host), draft.reopen()) {
            (Err(failed), Err(unread)) => Err(unread.context(format!("{failed:#}"))),
            (run, reopened) => run.and(reopened),
        }
    }

    /// Runs it on the draft at the path, and waits until it has ended.
    fn run(self, draft: &Path, host: &mut Host<'_>) -> Result<()> {
        say("Write it; it is not sent. Saved and closed, it is kept here.", host);
        let cannot = format!("cannot run the editor: {self}");
        let words = self.words.into_iter().chain([draft.into()]).collect::<Vec<_>>();
        let ended = (host.run_editor)(&words).context(cannot)?;
        if ended.success() {
            return Ok(());
        }
        Err(Failure::Refused(format!("the editor failed: {ended}; nothing is recorded")).into())
    }
}

impl fmt::Display for Editor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} is \"{}\"", self.variable, quoted(&self.value.to_string_lossy()))
    }
}

/// Takes standard input into the draft, to its end: each line as it comes, so that none is lost.
fn take_down(draft: &mut Draft, host: &mut Host<'_>) -> Result<()> {
    if host.input_is_terminal {
        say("Write it, and press Enter now and then; it is not sent.", host);
        say(&format!("To end: {END} on a line of its own."), host);
        say("To write in an editor, set VISUAL or EDITOR.", host);
    }
    let (mut length, mut line) = (0, 0);
    loop {
        let piece = match host.input.fill_buf() {
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            piece => piece.context("cannot read the letter from standard input")?,
        };
        // An input without an end would fill the disk.
        if piece.is_empty() || length > SIZE_LIMIT {
            return Ok(());
        }
        draft.append(piece)?;
        let taken = piece.len();
        let cut = cut(piece, &mut line).filter(|_| host.input_is_terminal);
        host.input.consume(taken);
        if let Some(end) = cut {
            warn_of_cut(&end, host);
        }
        length += taken as u64;
    }
}

/// Bytes of a line that a terminal of Linux hands over at most; what is typed behind them it drops.
const LONGEST_LINE: usize = 4095;

/// The last characters of a line in `piece` that is as long as a terminal lets it be; `line` is the
/// length of the one that goes on.
fn cut(piece: &[u8], line: &mut usize) -> Option<String> {
    const SHOWN: usize = 40;
    let mut cut = None;
    for (at, part) in piece.split(|byte| *byte == b'\n').enumerate() {
        *line = if at == 0 { *line + part.len() } else { part.len() };
        if *line >= LONGEST_LINE {
            let text = String::from_utf8_lossy(part);
            let from = text.char_indices().rev().nth(SHOWN - 1).map_or(0, |(at, _)| at);
            cut = Some(text[from..].to_owned());
        }
    }
    cut
}

/// Says it as soon as it has happened, while the words are still known.
fn warn_of_cut(end: &str, host: &mut Host<'_>) {
    say("nocontact: no line can be longer than that in a terminal, and its end is lost.", host);
    say(&format!("  It breaks off behind: {}", shown(end)), host);
    say("  Type the rest again, and press Enter now and then.", host);
}

/// Says where letters are that were begun before, to whoever is about to write another.
fn name_unfinished(letters: &[PathBuf], host: &mut Host<'_>) {
    let (are, paths) = match letters {
        [] => return,
        [letter] => ("An unfinished letter is", letter.display().to_string()),
        letters => {
            let paths: Vec<_> = letters.iter().map(|path| path.display().to_string()).collect();
            ("Unfinished letters are", paths.join(", "))
        }
    };
    if host.input_is_terminal {
        say(&shown(&format!("{are} in {paths}")), host);
    }
}

/// The error for a letter without a word. What an editor ended without a touch on it stays: it may
/// not have waited, and what it saves later must find a file that is its owner's alone.
fn nothing(draft: Draft, is_untouched: bool, written: Result<()>) -> Error {
    if is_untouched && written.is_ok() {
        let what = "nothing was written; nothing is recorded".to_owned();
        let hint = format!(
            "if your editor has a window of its own, it must be told to wait, as in \
             VISUAL=\"code --wait\"\nwhat it saves later is recorded nowhere; it is in {}",
            draft.path().display()
        );
        return Failure::Own { code: 1, what, hint }.into();
    }
    draft.discard();
    let nothing = "nothing was written; nothing is kept";
    written.err().unwrap_or(Failure::Refused(nothing.to_owned()).into())
}

/// Says a line to whoever writes. Where nobody hears it, they can write all the same.
fn say(line: &str, host: &mut Host<'_>) {
    let _ = writeln!(host.err, "{line}").and_then(|()| host.err.flush());
}

/// Records what the draft holds, and returns what is to be said of it.
fn record(bytes: &[u8], title: Option<&str>, host: &Host<'_>, clock: &Clock) -> Result<String> {
    let title = title.map(|title| title.to_owned().into());
    let letter = Letter { title, text: checked(bytes)?.to_owned().into() };
    let words = count(letter.words() as u64, "word");
    let (id, line) = keep(Body::Letter(letter), host, clock)?;
    let program = program(host);
    Ok(format!(
        "{line}\n{words}, not sent.\nTo read it again: {program} show {id}\n\
         To burn it: {program} remove {id} --burn"
    ))
}

/// The text of a letter, its last line break aside.
fn checked(bytes: &[u8]) -> Result<&str, Failure> {
    // It may be cut within a character.
    if bytes.len() > LETTER_LIMIT + "\r\n".len() {
        return Err(TextProblem::TooLong(LETTER_LIMIT).into());
    }
    let text = str::from_utf8(bytes);
    let text = text.map_err(|_| Failure::Refused("the letter is not UTF-8 text".to_owned()))?;
    let text = unterminated(text);
    text::check_letter(text)?;
    Ok(text)
}

/// The error for words that only the draft has: why, where they are, and how to record them.
fn unrecorded(
    store: &Store,
    draft: &mut Draft,
    title: Option<&str>,
    cause: Error,
    host: &Host<'_>,
) -> Failure {
    let cause = match store.keep_draft(draft) {
        Ok(()) => cause,
        Err(error) => cause.context(format!("{error:#}")),
    };
    let path = Some(draft.path().to_owned()).filter(|_| draft.is_there());
    let command = path.as_ref().and_then(|path| {
        // Or it would be read as an option.
        let dashes = if title.is_some_and(|title| title.starts_with('-')) { " --" } else { "" };
        let title = title.map_or(String::new(), |title| format!("{dashes} {}", shell::word(title)));
        Some(format!("{} letter{title} < {}", program(host), shell::path(path.to_str()?)))
    });
    Failure::Unrecorded { cause, draft: path, command }
}
