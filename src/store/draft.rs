//! A letter that is being written. Until the journal has its words, they are in a file beside it.
//! So is a note that could not be recorded. No lock is held: an editor may replace the file, and a
//! burn or an erase may remove it. The open file keeps the words until they are saved elsewhere.

use std::ffi::OsStr;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, BufReader, ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::Store;
use super::disk::access::Access;
use super::disk::atomic::Temporary;
use super::disk::files::{
    age, cannot, folder, if_there, is_at, is_same, no_file, no_follow, regular, retry, sync,
};
use super::disk::place::{self, SiblingKind};
use crate::domain::text::{LETTER_LIMIT, from_bytes};
use crate::domain::{Body, Entry};
use crate::error::Failure;

/// The most bytes that are read: enough to tell that a text is too long for a letter.
const ENOUGH: u64 = LETTER_LIMIT as u64 + 6;

/// What surrounds the numbers in the name of a letter's draft, and of a note's.
const LETTER: (&str, &str) = (".draft-", ".txt");
const NOTE: (&str, &str) = (".note-", ".txt");

/// A draft. Its file stays until it is removed.
pub struct Draft {
    pub path: PathBuf,
    /// The open file, which has the words even where the path has lost them.
    file: File,
}

impl Store {
    /// Makes an empty draft for its owner alone. Removes drafts that have been empty for a day.
    pub fn draft(&self) -> Result<Draft> {
        // No editor should still save into these.
        let limit = SiblingKind::Draft.stale_after();
        let is_stale = |found: Metadata| found.len() == 0 && age(&found, self.now) > limit;
        for path in self.lying(SiblingKind::Draft) {
            if regular(&path).ok().flatten().is_some_and(is_stale) {
                // The next draft tries again to remove what stays.
                let _ = place::remove(&path);
            }
        }
        self.made(LETTER)
    }

    fn made(&self, name: (&str, &str)) -> Result<Draft> {
        let target = place::resolve(&self.path)?;
        // An erase may have removed the folder.
        place::make_folder(&target, &self.disk)?;
        let made = Temporary::named(&target, name, Temporary::create).and_then(|(made, file)| {
            Access::within(folder(&target)).give(&file)?;
            Ok(Draft { path: made.stays(), file })
        });
        made.with_context(cannot("make a draft beside", &self.path))
    }

    /// Puts a note in a draft of its own.
    pub fn draft_of_note(&self, note: &[u8]) -> Result<Draft> {
        let mut draft = self.made(NOTE)?;
        draft.append(note).map(|()| draft)
    }

    /// Opens an unfinished letter to write more at its end, on a line of its own.
    pub fn resume(&self, path: &Path) -> Result<Draft> {
        let mut draft = Draft::at(path, true)?;
        // An editor may have saved it for all to read. Where that stays so, `doctor` says it.
        let _ = Access::within(folder(path)).give(&draft.file);
        if !draft.read()?.ends_with(b"\n") {
            draft.append(b"\n")?;
        }
        Ok(draft)
    }

    /// The letters that have words in them, each with how many, the newest last. An editor may save
    /// again what is recorded by then; such a letter is among them only `with_recorded`.
    pub fn unfinished(&self, with_recorded: bool) -> Vec<(PathBuf, usize)> {
        let loaded = self.load().ok().flatten();
        let journal = loaded.as_ref().and_then(|loaded| loaded.journal().ok());
        let is_recorded = |text: &[u8]| {
            let text = from_bytes(text, LETTER_LIMIT).ok();
            let is_it = |entry: &Entry<'_>| match &entry.body {
                Body::Letter(letter) => Some(&*letter.text) == text.as_deref(),
                _ => false,
            };
            journal.as_ref().is_some_and(|journal| journal.entries.iter().any(is_it))
        };
        let mut begun = self.lying(SiblingKind::Draft);
        begun.retain(|path| is_letter(path));
        begun.sort_by_key(|path| regular(path).ok().flatten()?.modified().ok());
        let count = |text: &[u8]| String::from_utf8_lossy(text).split_whitespace().count();
        let is_shown = |text: &Vec<u8>| with_recorded || !is_recorded(text);
        let words =
            |path: &PathBuf| read(path).ok().filter(is_shown).map_or(0, |text| count(&text));
        let begun = begun.into_iter().map(|path| (words(&path), path));
        begun.filter(|(words, _)| *words > 0).map(|(words, path)| (path, words)).collect()
    }

    /// Removes drafts. An error if one stays.
    pub fn discard(&self, drafts: &[PathBuf]) -> Result<()> {
        place::destroy(drafts, &self.disk)
    }

    /// Removes the file that was read instead of standard input, if it is a draft whose words the
    /// journal now has. Another draft may have the same words. One that stays is named by `doctor`.
    pub fn discard_input(&self, input: &Path, recorded: &[u8]) {
        let is_draft = self.lying(SiblingKind::Draft).iter().any(|draft| is_same(draft, input));
        if is_draft && read(input).is_ok_and(|words| recorded.ends_with(&words)) {
            let _ = place::remove(input);
        }
    }

    /// Saves a draft's words on the disk, for their owner alone, whatever an editor did to the
    /// file. If that was removed, `draft` becomes a new one. So it does on Windows, where a letter's
    /// draft that was removed meanwhile may look as if it stayed until it is closed.
    pub fn keep_draft(&self, draft: &mut Draft) -> Result<()> {
        if !draft.is_there() || cfg!(windows) && is_letter(&draft.path) {
            let mut fresh = self.draft().context("cannot keep what you wrote")?;
            let copied =
                draft.file.rewind().and_then(|()| io::copy(&mut draft.file, &mut fresh.file));
            copied.with_context(cannot("write the draft", &fresh.path))?;
            std::mem::replace(draft, fresh).discard();
        }
        let access = Access::within(folder(&draft.path));
        let synced = access.give(&draft.file).and_then(|()| sync(&draft.file));
        synced.with_context(cannot("save the draft", &draft.path))?;
        self.disk.sync(folder(&draft.path));
        Ok(())
    }

    /// Removes the draft of a letter that the journal now has, and every other with the same words,
    /// as a killed process leaves it. The draft may be gone already. An error if one stays.
    pub fn drop_draft(&self, draft: &Draft, recorded: &[u8]) -> Result<()> {
        let is_gone = matches!(if_there(|| fs::symlink_metadata(&draft.path)), Ok(None));
        if !is_gone && read(&draft.path)? != recorded {
            let why = format!("{} was changed after it was read", draft.path.display());
            return Err(Failure::new(why).into());
        }
        self.discard(std::slice::from_ref(&draft.path))?;
        let mut same = self.lying(SiblingKind::Draft);
        same.retain(|path| is_letter(path) && read(path).is_ok_and(|found| found == recorded));
        self.discard(&same)
    }
}

impl Draft {
    /// Opens the regular file at the path. It follows no link, and waits for no pipe or device.
    fn at(path: &Path, to_append: bool) -> Result<Self> {
        let check = |found| no_file(&found).map_or(Ok(()), |why| Err(io::Error::other(why)));
        let gone = || io::Error::new(ErrorKind::NotFound, "it is no longer there");
        let open = || {
            check(if_there(|| fs::symlink_metadata(path))?.ok_or_else(gone)?)?;
            let mut options = OpenOptions::new();
            no_follow(options.read(true).append(to_append));
            let file = retry(|| options.open(path))?;
            check(retry(|| file.metadata())?).map(|()| file)
        };
        let file = open().with_context(cannot("read the draft", path))?;
        Ok(Self { path: path.to_owned(), file })
    }

    pub fn append(&mut self, words: &[u8]) -> Result<()> {
        self.file.write_all(words).with_context(cannot("write the draft", &self.path))
    }

    /// Opens what an editor saved. On an error, the draft keeps the words that it had.
    pub fn reopen(&mut self) -> Result<()> {
        *self = Self::at(&self.path, false)?;
        Ok(())
    }

    /// Its words, or enough of them to tell that they are too long for a letter.
    pub fn read(&mut self) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let begun = self.file.rewind();
        let read = begun.and_then(|()| (&self.file).take(ENOUGH).read_to_end(&mut bytes));
        read.map(|_| bytes).with_context(cannot("read the draft", &self.path))
    }

    /// Whether the file is still at its path. Where the system cannot say, it counts as there.
    pub fn is_there(&self) -> bool {
        let found = is_at(&self.file, &self.path);
        found.unwrap_or_else(|error| error.kind() != ErrorKind::NotADirectory)
    }

    /// Removes the file, unless another one took its place. If it stays, `doctor` names it later.
    pub fn discard(self) {
        if self.is_there() {
            let _ = place::remove(&self.path);
        }
    }
}

/// Whether a draft is a letter's, not a note's.
fn is_letter(draft: &Path) -> bool {
    let is_word = |word: &OsStr| word.as_encoded_bytes().starts_with(b"draft");
    draft.with_extension("").extension().is_some_and(is_word)
}

/// A file, to be read instead of standard input.
pub fn input(path: &Path) -> Result<BufReader<File>> {
    if path.is_dir() {
        return Err(Failure::unreadable(path, "it is a folder").into());
    }
    let file = if_there(|| File::open(path)).with_context(cannot("read", path))?;
    let file = file.ok_or_else(|| Failure::unreadable(path, "it is not there"))?;
    Ok(BufReader::new(file))
}

fn read(path: &Path) -> Result<Vec<u8>> {
    Draft::at(path, false)?.read()
}
