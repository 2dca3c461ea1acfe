//! Files that are no secret and no journal: the manual pages.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// Writes each of `pages`, a name and its text, into `folder`, which is made where it is missing.
/// What stood there under the same name is replaced.
pub fn write(folder: &Path, pages: &[(String, String)]) -> Result<()> {
    fs::create_dir_all(folder)
        .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    for (name, text) in pages {
        let path = folder.join(name);
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}
