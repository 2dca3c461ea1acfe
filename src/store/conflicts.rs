//! Conflict copies: what a sync service keeps beside the journal when two machines wrote at once.
//!
//! They are told by their names, and where another file may have such a name, by what is in it. They
//! are not ours: nothing here or elsewhere removes one.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

use super::disk::atomic;
use super::disk::files::{backup_path, folder, regular};
use super::disk::place::{self, SiblingKind};
use super::{Store, format};
use crate::domain::identity::Uid;
use crate::error::ReadError;

/// What services add to a name where nobody else would (`manual/file.md`). `#` is a number, and `*` is
/// anything. "onfli" is in "Conflict", "Konflikt" and "conflit", as Dropbox has it by language.
const CERTAIN: [&str; 7] = [
    " (*onfli*)", // Dropbox, Nextcloud
    " [*onfli*]", // pCloud
    ".* (SFConflict *)",
    ".sync-conflict-#-#*",
    "_conflict-*#-#", // ownCloud
    "-*-safeBackup-#",
    "_*-#-#-#_*Conflict*", // Synology Drive
];

/// The same where another file may have the name too.
const AMBIGUOUS: [&str; 3] = [
    " #",   // iCloud
    " (#)", // Google Drive
    "-*",   // OneDrive
];

/// Whether `found` is the name of a conflict copy of the file `name`: `Some(true)` if only such a copy
/// is called so, `Some(false)` if another file may be. Neither name need be UTF-8.
fn certainty(found: &OsStr, name: &OsStr) -> Option<bool> {
    let (found, name) = (found.as_encoded_bytes(), name.as_encoded_bytes());
    let dot = name.iter().rposition(|byte| *byte == b'.').unwrap_or(name.len());
    let added = |at| found.strip_prefix(&name[..at])?.strip_suffix(&name[at..]);
    // To a name that begins with its last dot, some services add at the end.
    let added = added(dot).or_else(|| added(name.len()).filter(|_| dot == 0))?;
    let fits_one = |patterns: &[&str]| patterns.iter().any(|it| fits(added, it.as_bytes()));
    let is_ambiguous = || !added.contains(&b'.') && fits_one(&AMBIGUOUS);
    if fits_one(&CERTAIN) { Some(true) } else { is_ambiguous().then_some(false) }
}

fn fits(text: &[u8], pattern: &[u8]) -> bool {
    let Some((first, rest)) = pattern.split_first() else { return text.is_empty() };
    let digits = || text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut taken = match first {
        b'*' => 0..=text.len(),
        b'#' => 1..=digits(),
        byte => return text.first() == Some(byte) && fits(&text[1..], rest),
    };
    taken.any(|length| fits(&text[length..], rest))
}

impl Store {
    /// The regular files that are called as conflict copies, sorted, each with [`certainty`].
    pub fn conflicts(&self) -> Vec<(PathBuf, bool)> {
        let target = place::resolve(&self.path).ok();
        target.and_then(|target| named(&target).ok()).unwrap_or_default()
    }

    /// The conflict copies of the journal, sorted, each with [`certainty`]. An error where that cannot
    /// be seen, which is not the same as none.
    pub(crate) fn conflict_copies(&self) -> Result<Vec<(PathBuf, bool)>, ReadError> {
        let target = place::resolve(&self.path)?;
        copies(&target).map_err(|error| ReadError::io(folder(&target), error))
    }

    /// Whether a conflict copy of the journal is known to be here.
    pub(crate) fn has_copy(&self) -> bool {
        self.conflict_copies().is_ok_and(|copies| !copies.is_empty())
    }

    /// The files that an erase or a burn leaves, and that may hold a copy of what is gone: what
    /// `restore` put aside, and the conflict copies of the journal and of its backup.
    pub(crate) fn remains(&self) -> Vec<PathBuf> {
        let mut remains = self.lying(SiblingKind::Kept);
        if let Ok(target) = place::resolve(&self.path) {
            let copies = [copies(&target), copies(&backup_path(&target))];
            remains.extend(copies.into_iter().flatten().flatten().map(|(path, _)| path));
        }
        remains
    }
}

/// The conflict copies of `target`. Of a name that other files may have, the content decides.
pub(super) fn copies(target: &Path) -> io::Result<Vec<(PathBuf, bool)>> {
    let mut found = named(target)?;
    let uid = uid(target);
    let is_copy =
        |path: &Path| self::uid(path).is_some_and(|other| uid.is_none_or(|uid| uid == other));
    found.retain(|(path, is_certain)| *is_certain || is_copy(path));
    Ok(found)
}

/// The regular files beside `target` that are called as conflict copies of it.
fn named(target: &Path) -> io::Result<Vec<(PathBuf, bool)>> {
    let listed = place::listed(target, certainty)?.into_iter();
    let file = |(is_certain, path): (_, PathBuf)| Ok(regular(&path)?.map(|_| (path, is_certain)));
    listed.map(file).filter_map(Result::transpose).collect()
}

/// The uid of the journal at `path`, if it can be read: a copy has the same one.
fn uid(path: &Path) -> Option<Uid> {
    let found = atomic::read(path).ok().flatten()?;
    let mut journal = format::decode(&found.bytes).ok()?;
    journal.identify(format::content);
    Some(journal.identity.uid)
}
