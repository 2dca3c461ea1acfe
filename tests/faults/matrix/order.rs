//! The order in which a save reaches the disk, by its system calls. A power cut shows this for one
//! file system; the order shows it for all.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::burn::{MERGE, merging, merging_a_burn};
use super::kill::{CHANGES, template};
use super::strace::{self, Call};
use super::tally::{Finding, Tally, wrong_if};
use super::writer::{Place, Writer};

/// For each change: nothing is put in place or printed before it is on the disk.
pub(crate) fn of_syncs(writer: Writer) -> Tally {
    let mut tally = Tally::default();
    for line in CHANGES.into_iter().chain(["restore", "erase --yes"]) {
        tally.case(|| line.to_owned(), is_in_order(writer, &template(writer, line), line));
    }
    for place in [merging(writer), merging_a_burn(writer)] {
        tally.case(|| MERGE.to_owned(), is_in_order(writer, &place, MERGE));
    }
    tally
}

/// What is not on the disk yet.
#[derive(Default)]
struct Pending {
    open: BTreeMap<String, PathBuf>,
    /// Files whose bytes, and folders whose names, were not synced.
    unsynced: BTreeSet<PathBuf>,
    is_saved: bool,
    /// Whether a new journal is in place whose name was not synced.
    is_fresh: bool,
    /// Whether a damaged journal has a second name yet.
    is_aside: bool,
}

fn is_in_order(writer: Writer, template: &Place, line: &str) -> Finding {
    let place = template.copy();
    let mut pending = Pending::default();
    let mut calls = strace::calls(writer, &place, line).into_iter();
    calls.try_for_each(|call| pending.follow(&call, &place.journal()))?;
    if pending.is_saved { Ok(()) } else { Err("nothing saved") }
}

impl Pending {
    fn follow(&mut self, call: &Call, journal: &Path) -> Finding {
        let (arguments, result) = call.text.rsplit_once(" = ").unwrap_or((&call.text, ""));
        let paths: Vec<_> = arguments.split('"').skip(1).step_by(2).map(PathBuf::from).collect();
        let inside = paths.first().is_some_and(|path| path.starts_with(above(above(journal))));
        let folder = above(journal).to_owned();
        let fd = arguments.split(['(', ',', ')']).nth(1).unwrap_or("");
        match call.name.as_str() {
            _ if result.starts_with('-') => {}
            "openat" if inside => {
                wrong_if(paths[0] == journal && arguments.contains("O_TRUNC"), "written in place")?;
                self.open.insert(result.to_owned(), paths[0].clone());
            }
            "close" => drop(self.open.remove(fd)),
            "write" if fd == "1" && !self.unsynced.is_empty() => return Err("said before synced"),
            "write" | "ftruncate" => self.unsynced.extend(self.open.get(fd).cloned()),
            "fsync" => {
                if let Some(path) = self.open.get(fd) {
                    self.unsynced.remove(path);
                    self.is_fresh &= *path != folder;
                }
            }
            "mkdir" if inside => drop(self.unsynced.insert(above(&paths[0]).to_owned())),
            "rename" if inside => {
                let covers = self.is_aside && paths[1] == journal;
                let is_early = covers && self.unsynced.contains(&folder);
                wrong_if(is_early || self.unsynced.contains(&paths[0]), "in place before synced")?;
                self.is_saved |= paths[1] == journal;
                self.is_fresh |= paths[1] == journal;
                self.unsynced.insert(folder);
            }
            "linkat" if inside && paths[1].to_string_lossy().contains(".bad-") => {
                self.is_aside = true;
                self.unsynced.insert(folder);
            }
            // The lock goes last, and is empty.
            "unlink" if inside && paths[0].ends_with("nocontact.json.lock") => {
                return if self.is_saved { Ok(()) } else { Err("lock gone before the journal") };
            }
            "unlink" if inside => {
                let is_early = paths[0] == journal && self.unsynced.contains(&folder);
                wrong_if(is_early, "journal gone before the rest")?;
                // Otherwise a power cut could take the copies and bring back the old journal.
                wrong_if(self.is_fresh, "copy gone before the journal is synced")?;
                self.is_saved |= paths[0] == journal;
                // A draft that is gone has nothing to sync.
                self.unsynced.remove(&paths[0]);
                self.unsynced.insert(folder);
            }
            _ => {}
        }
        Ok(())
    }
}

fn above(path: &Path) -> &Path {
    path.parent().unwrap()
}
