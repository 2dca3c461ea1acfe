//! Names beside a journal: its folder, its backup, its name with a suffix.

use std::path::{Path, PathBuf};

use crate::error::Failure;

/// The path of the backup, beside the file that is really written.
pub fn backup_path(target: &Path) -> PathBuf {
    let mut name = target.as_os_str().to_owned();
    name.push(".bak");
    PathBuf::from(name)
}

/// The folder of `path`.
pub(in crate::store) fn folder(path: &Path) -> &Path {
    path.parent().unwrap_or(path)
}

/// `target` with `suffix` added to its name. An error where the path has no name, such as `/`.
pub(in crate::store) fn beside(target: &Path, suffix: &str) -> Result<PathBuf, Failure> {
    let nameless = || Failure::unwritable(target, "it is not the name of a file");
    let mut name = target.file_name().ok_or_else(nameless)?.to_owned();
    name.push(suffix);
    Ok(target.with_file_name(name))
}
