//! What `import` reads: other journals, and tables that `export` wrote (`manual/file.md`).

use std::collections::HashMap;
use std::path::Path;

use anyhow::Result;

use super::Store;
use super::disk::atomic;
use super::disk::files::SIZE_LIMIT;
use super::format::{self, Damage, csv};
use crate::domain::identity::Uid;
use crate::domain::{Body, Contact, Entry, Journal, Moment};
use crate::error::Failure;

/// What is in other files.
#[derive(Default)]
pub struct Incoming {
    pub journals: Vec<Journal<'static>>,
    /// The rows of each table.
    pub tables: Vec<Vec<Entry<'static>>>,
    /// Where each row of all tables is, in words for a person: its file and its line.
    pub places: Vec<String>,
    /// What the journal here has in `at` and `done` of each entry.
    here: HashMap<Uid, [Option<Moment>; 2]>,
}

impl Incoming {
    /// Nothing yet. A date in a table that may be two days is the one that the journal has.
    pub fn into(journal: &Journal<'_>) -> Self {
        let dates = journal.entries.iter().map(|entry| {
            let done = if let Body::Goal(goal) = &entry.body { goal.done } else { None };
            (entry.identity.uid, [Some(entry.at), done.map(Moment::Day)])
        });
        Self { here: dates.collect(), ..Self::default() }
    }

    /// Adds what a file has. What begins with a brace is a journal. An empty file is refused as one.
    pub fn add(&mut self, path: &Path, bytes: &[u8]) -> Result<(), Failure> {
        if bytes.len() as u64 > SIZE_LIMIT {
            return Err(Failure::not_imported(path, "it is larger than 64 MiB"));
        }
        self.decode(path, bytes).map_err(|damage| match damage {
            Damage::Newer(version) => Failure::newer(path, version),
            Damage::Unreadable(why) => Failure::not_imported(path, why),
        })
    }

    fn decode(&mut self, path: &Path, bytes: &[u8]) -> Result<(), Damage> {
        let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        match text.trim_ascii_start().first() {
            Some(b'{') | None => self.journals.push(owned(format::decode(text)?)),
            Some(b'[') => {
                let why = "it is JSON, but not a journal; to write one: export --format json";
                return Err(Damage::Unreadable(why.to_owned()));
            }
            Some(_) => {
                let here = &self.here;
                let known = |uid, name: &str| here.get(&uid)?[usize::from(name == "done")];
                let mut rows = Vec::new();
                for (line, row) in csv::read(text, &known)? {
                    // As in `log`: a look is always by you, and they do not answer it.
                    if row.contact().is_some_and(Contact::is_odd) {
                        return Err(Damage::on_line(line, "lurk is always by you"));
                    }
                    rows.push(row);
                    self.places.push(format!("{}: line {line}", path.display()));
                }
                self.tables.push(rows);
            }
        }
        Ok(())
    }
}

/// The journal with what a merge needs, each entry under a uid of its own.
fn owned(mut journal: Journal<'_>) -> Journal<'static> {
    journal.identify(format::content);
    Journal {
        identity: journal.identity,
        entries: journal.entries.into_iter().map(Entry::into_owned).collect(),
        removed: journal.removed,
        ..Journal::new(journal.rules)
    }
}

impl Store {
    pub fn read_incoming(&self, path: &Path, incoming: &mut Incoming) -> Result<()> {
        let missing = || Failure::unreadable(path, "it is not there");
        let contents = atomic::read(path)?.ok_or_else(missing)?;
        Ok(incoming.add(path, &contents.bytes)?)
    }
}
