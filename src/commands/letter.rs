//! `letter`: the message not to send. The words go into a draft, and from there into the journal.

use anyhow::Error;

use super::prelude::*;
use crate::domain::Letter;
use crate::domain::text::{self, LETTER_LIMIT, from_bytes};
use crate::store::disk::files::SIZE_LIMIT;
use crate::store::draft::Draft;
use crate::terminal::drafts::{discard, to_resume, unrecorded};
use crate::terminal::editor::Editor;
use crate::terminal::typed::{read_to_end, say};
use crate::view::style::count;

#[derive(Args)]
#[command(after_help = include_str!("../help/letter.txt"))]
pub(crate) struct LetterArgs {
    /// A title; history shows the title, never the text
    #[arg(value_name = "TITLE")]
    words: Vec<String>,
    /// Continue the newest unfinished letter
    #[arg(long)]
    resume: bool,
    /// Discard the unfinished letters
    #[arg(long, conflicts_with_all = ["resume", "words"])]
    discard: bool,
    /// Discard them without asking
    #[arg(long, requires = "discard")]
    yes: bool,
}

pub(crate) fn run(args: &LetterArgs, session: &mut Session) -> Result<()> {
    if args.discard {
        return discard(args.yes, session);
    }
    let title = Some(args.words.join(" ")).filter(|title| !title.trim().is_empty());
    title.as_deref().map_or(Ok(()), text::check).map_err(Failure::from)?;
    session.check_not_before_breakup(session.clock.moment())?;
    let editor = Editor::of(session.host)?;
    let mut draft = match to_resume(args.resume, session)? {
        Some(begun) => session.store.resume(&begun)?,
        None => session.store.draft()?,
    };
    let is_edited = editor.is_some();
    let written = match editor {
        Some(editor) => edit(editor, &mut draft, session.host),
        None => read_to_end(session.host, SIZE_LIMIT, |piece| draft.append(piece)),
    };
    let words = draft.read();
    let is_blank = |text: String| text.trim().is_empty();
    if words.as_ref().is_ok_and(|bytes| from_bytes(bytes, LETTER_LIMIT).is_ok_and(is_blank)) {
        let is_untouched = is_edited && words.is_ok_and(|bytes| bytes.is_empty());
        return Err(nothing_written(draft, is_untouched, written));
    }
    let recorded = written.and(words).and_then(|bytes| {
        let title = title.clone().map(Into::into);
        let text = from_bytes(&bytes, LETTER_LIMIT).map_err(Failure::from)?;
        let letter = Letter { title, text: text.into() };
        let words = letter.words();
        Ok((session.record(session.clock.moment(), Body::Letter(letter))?, words, bytes))
    });
    let (outcome, words, bytes) = match recorded {
        Ok(recorded) => recorded,
        Err(cause) => {
            let again = CommandLine::on_journal("letter --resume").with(title.as_slice(), &[], &[]);
            let next = Advice::command("to record it, once that is fixed", again);
            return Err(unrecorded(draft, cause, next, session));
        }
    };
    if let Err(error) = session.store.drop_draft(&draft, &bytes) {
        let left = format!("nocontact: the letter is recorded, but its draft may stay: {error:#}");
        session.warn(&Advice::words(left), "");
        session.warn(&Advice::command("to remove it", "letter --discard"), "  ");
    }
    if let Some(input) = &session.input {
        session.store.discard_input(input, &bytes);
    }
    let letter = &outcome.entry;
    session.print(&entry::headline(letter, &session.style))?;
    session.print(&format!("{}, not sent.", count(words as u64, "word")))?;
    let again = CommandLine::on_journal("show").word(letter.id);
    session.offer("To read it again", again)?;
    let burn = CommandLine::on_journal("remove").word(letter.id).words("--burn");
    session.offer("To burn it", burn)
}

/// Lets the person write the draft in an editor, then reads what the editor saved.
fn edit(editor: Editor, draft: &mut Draft, host: &mut Host<'_>) -> Result<()> {
    say("Write freely; nothing is sent. Save and close to keep it here.", host);
    if cfg!(windows) {
        // Some editors save no file that another program could be writing.
        draft.reopen()?;
    }
    match (editor.run(&draft.path, host), draft.reopen()) {
        (Err(failed), Err(unread)) => Err(unread.context(format!("{failed:#}"))),
        (run, reopened) => run.and(reopened),
    }
}

/// The error for a letter without a word. A draft that an editor left untouched stays: the editor
/// may not have waited, and what it saves later must find a file that only its owner can read.
fn nothing_written(draft: Draft, is_untouched: bool, written: Result<()>) -> Error {
    if is_untouched && written.is_ok() {
        let path = draft.path.display();
        return Failure::new("nothing was written; nothing is recorded")
            .hint("if your editor opens its own window, tell it to wait: VISUAL=\"code --wait\"")
            .hint(format!("what it saves later is not recorded, but stays in {path}"))
            .offer("to record it then", CommandLine::on_journal("letter --resume"))
            .into();
    }
    draft.discard();
    let nothing = "nothing was written; nothing is kept";
    written.err().unwrap_or_else(|| Failure::new(nothing).into())
}
