//! The floor for a save: parse, push, a temporary file, fsync, rename. There is no lock, no backup,
//! no sync of the folder, and no check. A second argument `kept` adds the backup and the sync; any
//! other is the path of another journal, which is parsed, too.

#![allow(clippy::disallowed_methods, reason = "it is not part of the program")]

mod model;

use std::error::Error;
use std::fs::{self, File};
use std::hint;
use std::io::Write;
use std::path::PathBuf;

use model::Journal;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args_os().skip(1);
    let path = PathBuf::from(args.next().ok_or("give a path")?);
    let how = args.next();
    let kept = how.as_ref().is_some_and(|how| how == "kept");
    let mut journal: Journal<String> = serde_json::from_slice(&fs::read(&path)?)?;
    let mut entry = journal.entries.last().ok_or("nothing there")?.clone();
    entry.id += 1;
    journal.entries.push(entry);
    if let Some(other) = how.filter(|_| !kept) {
        let other: Journal<String> = serde_json::from_slice(&fs::read(other)?)?;
        hint::black_box(&other);
    }
    let temporary = path.with_extension("tmp");
    let mut file = File::create(&temporary)?;
    file.write_all(&serde_json::to_vec(&journal)?)?;
    file.sync_all()?;
    if kept {
        let link = path.with_extension("link");
        fs::hard_link(&path, &link)?;
        fs::rename(&link, path.with_extension("bak"))?;
    }
    fs::rename(&temporary, &path)?;
    if kept {
        File::open(path.parent().ok_or("no folder")?)?.sync_all()?;
    }
    Ok(())
}
