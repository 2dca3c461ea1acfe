//! Where the journal is: where its links lead, its folders, and by their names the files beside it.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::fs::{self, DirBuilder, Metadata};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, Result};

use super::access::close_folder;
use super::files::{
    Disk, age, backup_path, cannot, folder, if_there, is_same, leads_through_folders, regular,
    retry,
};
use crate::error::ReadError;

/// The kinds of file that nocontact puts beside the journal, told apart by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SiblingKind {
    /// A save writes it, and then renames it.
    Temporary,
    /// A letter that is being written.
    Draft,
    /// A damaged journal that `restore` kept.
    Kept,
}

impl SiblingKind {
    /// The age in seconds at which no save still writes it, and no editor should have it open.
    pub(crate) fn stale_after(self) -> u64 {
        match self {
            Self::Temporary => 60,
            Self::Draft => 24 * 60 * 60,
            Self::Kept => u64::MAX,
        }
    }
}

/// How many links are followed before it counts as a loop.
const LINK_LIMIT: usize = 40;

/// Whether a file is at `path`. An error where what is there is odd, in the words of `oddity`.
pub(crate) fn is_there(
    path: &Path,
    oddity: fn(&Metadata) -> Option<&'static str>,
) -> Result<bool, ReadError> {
    let found = if_there(|| fs::metadata(path)).map_err(|error| ReadError::io(path, error))?;
    match found.as_ref().and_then(oddity) {
        Some(why) => Err(ReadError::odd(path, why)),
        None if found.is_some() => Ok(true),
        None => {
            leads_through_folders(path).map(|()| false).map_err(|error| ReadError::io(path, error))
        }
    }
}

/// Where the links of the last component lead, even a dangling one: a save keeps the link.
pub(crate) fn resolve(path: &Path) -> Result<PathBuf, ReadError> {
    Ok(trail(path)?.1)
}

/// The links that a path goes through, itself first if it is one, and the target.
pub(crate) fn trail(path: &Path) -> Result<(Vec<PathBuf>, PathBuf), ReadError> {
    let cannot = |error| ReadError::io(path, error);
    let mut links = Vec::new();
    let mut target = path.to_owned();
    while links.len() < LINK_LIMIT {
        let found = if_there(|| fs::symlink_metadata(&target)).map_err(cannot)?;
        if !found.is_some_and(|found| found.is_symlink()) {
            return Ok((links, target));
        }
        let next = folder(&target).join(retry(|| fs::read_link(&target)).map_err(cannot)?);
        links.push(std::mem::replace(&mut target, next));
    }
    Err(ReadError::odd(path, format!("more than {LINK_LIMIT} links lead to it")))
}

/// Makes the folder of `target`, mode 0700, and every missing one above it.
pub(crate) fn make_folder(target: &Path, disk: &Disk) -> Result<()> {
    let folder = folder(target);
    let is_missing = |dir: &&Path| matches!(if_there(|| fs::metadata(dir)), Ok(None));
    let missing: Vec<_> = folder.ancestors().take_while(is_missing).collect();
    for dir in missing.into_iter().rev() {
        let cannot = cannot("make the folder", dir);
        #[cfg_attr(not(unix), expect(unused_mut, reason = "modes are a matter of Unix"))]
        let mut builder = DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        match retry(|| builder.create(dir)) {
            Ok(()) => close_folder(dir).with_context(cannot)?,
            // Another process may have been quicker.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error).with_context(cannot),
        }
        disk.sync(self::folder(dir));
    }
    Ok(())
}

/// Deletes the temporary files that a process left which was killed more than a minute before `now`,
/// since they hold private text. What cannot be deleted waits for the next save.
pub(crate) fn sweep(target: &Path, now: SystemTime) {
    for (kind, path) in beside(target).unwrap_or_default() {
        let is_stale = |found: Metadata| age(&found, now) > kind.stale_after();
        let is_ours = kind == SiblingKind::Temporary;
        if is_ours && regular(&path).ok().flatten().is_some_and(is_stale) {
            let _ = remove(&path);
        }
    }
}

/// What is beside `target` under one of our names, sorted. It may be other than a file.
pub(crate) fn beside(target: &Path) -> io::Result<Vec<(SiblingKind, PathBuf)>> {
    listed(target, kind)
}

/// What is beside `target` under a name of which `kind` says something, sorted.
pub(crate) fn listed<T>(
    target: &Path,
    kind: fn(&OsStr, &OsStr) -> Option<T>,
) -> io::Result<Vec<(T, PathBuf)>> {
    let Some(name) = target.file_name() else {
        return Ok(Vec::new());
    };
    let listed = if_there(|| fs::read_dir(folder(target))?.collect::<io::Result<Vec<_>>>())?;
    let ours = |entry: &fs::DirEntry| {
        let found = entry.file_name();
        Some((kind(&found, name)?, target.with_file_name(found)))
    };
    let mut found: Vec<_> = listed.iter().flatten().filter_map(ours).collect();
    found.sort_unstable_by(|(_, one), (_, other)| one.cmp(other));
    Ok(found)
}

/// Whether `path` is the journal at `target`, or has a name that nocontact uses beside it.
pub(crate) fn belongs(path: &Path, target: &Path) -> bool {
    let (Some(found), Some(name)) = (path.file_name(), target.file_name()) else {
        return false;
    };
    let (found, name) = (folded(found), folded(name));
    let is_kept = matches!(found.strip_prefix(&*name), Some(b"" | b".bak" | b".lock"));
    (is_kept || kind_of(&found, &name).is_some())
        // A folder can be mounted at a second place.
        && (path.parent() == target.parent() || is_same(folder(path), folder(target)))
}

/// A name without what makes no other file of it on some disks: case, and on Windows the dots and
/// spaces at its end and the name of its main stream.
fn folded(name: &OsStr) -> Cow<'_, [u8]> {
    let Some(text) = name.to_str() else { return Cow::Borrowed(name.as_encoded_bytes()) };
    let text = text.to_lowercase();
    let text = text.strip_suffix("::$data").unwrap_or(&text).trim_end_matches(['.', ' ']);
    Cow::Owned(text.as_bytes().to_owned())
}

/// Whether we may read the folder of a link. Where we may not, we never wrote either.
pub(crate) fn may_look(link: &Path) -> bool {
    let listed = retry(|| fs::read_dir(folder(link)));
    !listed.is_err_and(|error| error.kind() == ErrorKind::PermissionDenied)
}

/// What a file is by its exact name: `<name>.tmp-<digits>-<digits>`,
/// `<name>.draft-<digits>-<digits>.txt`, the same with `.note`, or `<name>.bad-<digits>`. The
/// journal's name need not be UTF-8.
fn kind(found: &OsStr, name: &OsStr) -> Option<SiblingKind> {
    // There, a save may have called the journal by the same name in other letters.
    if cfg!(any(windows, target_os = "macos")) {
        return kind_of(&folded(found), &folded(name));
    }
    kind_of(found.as_encoded_bytes(), name.as_encoded_bytes())
}

fn kind_of(found: &[u8], name: &[u8]) -> Option<SiblingKind> {
    let rest = found.strip_prefix(name)?;
    let (word, rest) = str::from_utf8(rest).ok()?.split_once('-')?;
    let (kind, numbers, how_many) = match word {
        ".tmp" => (SiblingKind::Temporary, rest, 2),
        ".draft" | ".note" => (SiblingKind::Draft, rest.strip_suffix(".txt")?, 2),
        ".bad" => (SiblingKind::Kept, rest, 1),
        _ => return None,
    };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let numbers: Vec<_> = numbers.split('-').collect();
    (numbers.len() == how_many && numbers.into_iter().all(is_number)).then_some(kind)
}

/// What holds what was in the journal before: the backup beside `target`, what saves left, and with
/// `drafts` every draft.
pub(crate) fn copies(target: &Path, drafts: bool) -> Result<Vec<PathBuf>> {
    let looked = cannot("look for leftovers in", folder(target));
    let is_copy = |kind: SiblingKind| match kind {
        SiblingKind::Temporary => true,
        SiblingKind::Draft => drafts,
        SiblingKind::Kept => false,
    };
    let listed = beside(target).with_context(looked)?.into_iter();
    let found = listed.filter(|(kind, _)| is_copy(*kind)).map(|(_, path)| path);
    let found = found
        .chain([backup_path(target)])
        .map(|path| Ok(regular(&path).with_context(looked)?.map(|_| path)));
    found.filter_map(Result::transpose).collect()
}

/// Removes files, and syncs their folders. If one cannot be removed, all others go first.
pub(crate) fn destroy(files: &[PathBuf], disk: &Disk) -> Result<()> {
    let removed: Vec<_> = files.iter().map(|path| remove(path)).collect();
    removed.into_iter().collect::<Result<Vec<_>>>()?;
    for path in files {
        disk.sync(folder(path));
    }
    Ok(())
}

/// Removes what a burn left under this name, beside any of the places. Whether nothing is left.
pub(crate) fn finish_burn(places: &[&Path], name: &str, disk: &Disk) -> bool {
    let is_named = |path: &PathBuf| path.file_name().is_some_and(|it| it.to_string_lossy() == name);
    let finished = |place: &&Path| {
        let copies = copies(place, true).map(|all| all.into_iter().filter(is_named).collect());
        copies.and_then(|copies: Vec<_>| destroy(&copies, disk)).is_ok()
    };
    places.iter().all(finished)
}

/// Removes a file; whether there was one.
pub(crate) fn remove(path: &Path) -> Result<bool> {
    let Err(error) = retry(|| fs::remove_file(path)) else {
        return Ok(true);
    };
    // A read-only disk gives the same error for a file that is not there.
    match if_there(|| fs::symlink_metadata(path)) {
        Ok(None) => Ok(false),
        _ => Err(error).with_context(cannot("remove", path)),
    }
}
