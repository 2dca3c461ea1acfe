//! `letter`: the message not to send, written here instead of elsewhere.
//!
//! However the words come, they go into a draft first, and from there into the journal.

use std::path::PathBuf;

use anyhow::{Error, Result};
use clap::Args;

use crate::advice::CommandLine;
use crate::domain::text::{self, LETTER_LIMIT, TextProblem, shown, unterminated};
use crate::domain::{Body, Entry, Letter};
use crate::error::Failure;
use crate::host::Host;
use crate::session::Session;
use crate::store::disk::identity::SIZE_LIMIT;
use crate::store::draft::Draft;
use crate::terminal::editor::Editor;
use crate::terminal::typed::{read_to_end, say};
use crate::view::entry;
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

pub(crate) fn run(args: &LetterArgs, session: &mut Session) -> Result<()> {
    let title = Some(args.words.join(" ")).filter(|title| !title.trim().is_empty());
    title.as_deref().map_or(Ok(()), text::check).map_err(Failure::from)?;
    session.check_not_before_breakup(session.clock.moment())?;
    let editor = Editor::of(session.host)?;
    name_unfinished(&session.store.unfinished(), session.host);
    let mut draft = session.store.draft()?;
    let is_edited = editor.is_some();
    let written = match editor {
        Some(editor) => edit(editor, &mut draft, session.host),
        None => read_to_end(session.host, SIZE_LIMIT, |piece| draft.append(piece)),
    };
    let words = draft.read();
    if words.as_ref().is_ok_and(|bytes| String::from_utf8_lossy(bytes).trim().is_empty()) {
        let is_untouched = is_edited && words.is_ok_and(|bytes| bytes.is_empty());
        return Err(nothing_written(draft, is_untouched, written));
    }
    let recorded = written.and(words).and_then(|bytes| {
        let title = title.clone().map(Into::into);
        let letter = Letter { title, text: checked(&bytes)?.to_owned().into() };
        let words = letter.words();
        Ok((session.record(session.clock.moment(), Body::Letter(letter))?, words, bytes))
    });
    let (outcome, words, bytes) = match recorded {
        Ok(recorded) => recorded,
        Err(cause) => return Err(unrecorded(draft, title, cause, session).into()),
    };
    if let Err(error) = session.store.drop_draft(&draft, &bytes) {
        let left = format!("nocontact: the letter is recorded, but its draft may stay: {error:#}");
        say(&shown(&left), session.host);
    }
    show(&outcome.entry, words, session)
}

/// What was recorded, and what can be done with it.
fn show(letter: &Entry<'_>, words: usize, session: &mut Session) -> Result<()> {
    session.print(&entry::headline(letter, &session.style))?;
    session.print(&format!("{}, not sent.", count(words as u64, "word")))?;
    let again = CommandLine::on_journal("show").word(letter.id);
    session.offer("To read it again", again)?;
    let burn = CommandLine::on_journal("remove").word(letter.id).words("--burn");
    session.offer("To burn it", burn)
}

/// Lets the person write the draft in an editor, then reads what the editor saved.
fn edit(editor: Editor, draft: &mut Draft, host: &mut Host<'_>) -> Result<()> {
    say("Write it; it is not sent. Saved and closed, it is kept here.", host);
    match (editor.run(draft.path(), host), draft.reopen()) {
        (Err(failed), Err(unread)) => Err(unread.context(format!("{failed:#}"))),
        (run, reopened) => run.and(reopened),
    }
}

/// Names letters that were begun before, to someone about to write another.
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

/// The error for a letter without a word. A draft that an editor left untouched stays: the editor
/// may not have waited, and what it saves later must find a file that only its owner can read.
fn nothing_written(draft: Draft, is_untouched: bool, written: Result<()>) -> Error {
    if is_untouched && written.is_ok() {
        let own_window = "if your editor has a window of its own, it must be told to wait, as in \
                          VISUAL=\"code --wait\"";
        let path = draft.path().display();
        return Failure::new("nothing was written; nothing is recorded")
            .hint(own_window)
            .hint(format!("what it saves later is recorded nowhere; it is in {path}"))
            .into();
    }
    draft.discard();
    let nothing = "nothing was written; nothing is kept";
    written.err().unwrap_or_else(|| Failure::new(nothing).into())
}

/// The text of a letter, without its last line break. An error where it is too long or not UTF-8.
fn checked(bytes: &[u8]) -> Result<&str, Failure> {
    // Checked first, since a text that is too long may be cut within a character.
    if bytes.len() > LETTER_LIMIT + "\r\n".len() {
        return Err(TextProblem::TooLong(LETTER_LIMIT).into());
    }
    let text = str::from_utf8(bytes);
    let text = text.map_err(|_| Failure::new("the letter is not UTF-8 text"))?;
    let text = unterminated(text);
    text::check_letter(text)?;
    Ok(text)
}

/// The error for words that only the draft has: why, where they are, and how to record them.
fn unrecorded(mut draft: Draft, title: Option<String>, cause: Error, session: &Session) -> Failure {
    let cause = match session.store.keep_draft(&mut draft) {
        Ok(()) => cause,
        Err(error) => cause.context(format!("{error:#}")),
    };
    let mut failure = Failure::new(format!("{cause:#}"));
    failure.next.extend(cause.downcast_ref::<Failure>().iter().flat_map(|it| it.next.clone()));
    if !draft.is_there() {
        return failure;
    }
    let path = draft.path();
    failure = failure.hint(format!("what you wrote is in {}", path.display()));
    if path.to_str().is_none() {
        return failure;
    }
    let mut letter = CommandLine::on_journal("letter");
    if let Some(title) = title {
        // A title that begins with a dash would be read as an option.
        letter = letter.words(if title.starts_with('-') { "--" } else { "" }).word(title);
    }
    failure.hint("to record it, once that is put right:").offer("", letter.input(path))
}
