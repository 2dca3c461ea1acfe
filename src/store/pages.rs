//! The manual pages: files that hold nothing private and are not the journal's.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// Writes `pages`, each a name and its text, into `folder`, which is created if missing. Replaces
/// pages of the same name.
pub fn write(folder: &Path, pages: &[(String, String)]) -> Result<()> {
    fs::create_dir_all(folder)
        .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    for (name, text) in pages {
        let path = folder.join(name);
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}
