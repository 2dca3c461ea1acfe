//! What `import` reads: other journals, and tables that `export` wrote (`manual/file.md`).

use std::path::{Path, PathBuf};

use anyhow::{Error, Result};
use chrono::{DateTime, FixedOffset};

use super::Store;
use super::disk::atomic;
use super::disk::files::SIZE_LIMIT;
use super::format::{self, Damage, csv};
use crate::advice::CommandLine;
use crate::domain::fields::owned_fields;
use crate::domain::merge::tables::Tables;
use crate::domain::merge::{ImportProblem, Imported};
use crate::domain::{Contact, Entry, Journal};
use crate::error::Failure;

/// Conflict copies, each with whether it can be nothing else.
pub type Copies = Vec<(PathBuf, bool)>;

/// What is in other files.
#[derive(Default)]
pub struct Incoming<'h> {
    pub journals: Vec<Journal<'static>>,
    /// The rows of each table.
    pub tables: Vec<Vec<Entry<'static>>>,
    /// Where each row of all tables is, in words for a person: its file and its line.
    pub places: Vec<String>,
    here: csv::Here<'h>,
}

impl<'h> Incoming<'h> {
    /// Nothing yet. What a table does not say is as in the journal.
    pub fn into(journal: &'h Journal<'_>) -> Self {
        let here = journal.entries.iter().map(|entry| (entry.identity.uid, entry));
        Self { here: here.collect(), ..Self::default() }
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

    /// A journal that begins as the first of the others did, if there is one.
    pub fn beginning(&self) -> Option<Journal<'static>> {
        let Journal { rules, identity, unknown, .. } = self.journals.first()?;
        Some(Journal { identity: *identity, unknown: unknown.clone(), ..Journal::new(*rules) })
    }

    /// Merges everything into the journal. If one row cannot come in, nothing does, and the error
    /// names it.
    pub fn merge(
        self,
        journal: &mut Journal<'_>,
        take_changes: bool,
        now: DateTime<FixedOffset>,
    ) -> Result<Imported, Failure> {
        let Self { journals, tables, places, .. } = self;
        let days: Vec<_> = tables.iter().flatten().map(|row| row.at.day()).collect();
        let breakup = journal.rules.breakup;
        let tables = Tables { tables, take_changes, now };
        let dated = |at: usize, day, why: &str| {
            let place: &String = &places[at];
            Failure::new(format!("{place} is dated {day}, {why}")).hint("nothing was changed")
        };
        journal.import(journals, tables, format::content).map_err(|problem| match problem {
            ImportProblem::NoIdLeft => Failure::no_id_left(),
            ImportProblem::Twice(at) => {
                let place = &places[at];
                let what = format!("{place} says something else than a table before it");
                Failure::new(what).hint("nothing was changed; import one table after another")
            }
            ImportProblem::Ahead(at, day) => dated(at, day, "which is in the future"),
            ImportProblem::BeforeBreakup(at) => {
                let amend = CommandLine::on_journal("amend --date").word(days[at]);
                dated(at, days[at], &format!("before the breakup on {breakup}"))
                    .offer("if the breakup was earlier", amend)
            }
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
                let mut rows = Vec::new();
                for (line, row) in csv::read(text, &self.here)? {
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
        unknown: owned_fields(journal.unknown),
        ..Journal::new(journal.rules)
    }
}

impl Store {
    pub fn read_incoming(&self, path: &Path, incoming: &mut Incoming<'_>) -> Result<()> {
        let missing = || Failure::unreadable(path, "it is not there");
        let contents = atomic::read(path)?.ok_or_else(missing)?;
        Ok(incoming.add(path, &contents.bytes)?)
    }

    /// Adds every conflict copy that can be read. Returns those, and why others cannot. An error where
    /// none can be read.
    pub fn read_copies(&self, incoming: &mut Incoming<'_>) -> Result<(Copies, Vec<Error>)> {
        let (mut copies, mut left_out) = (Vec::new(), Vec::new());
        for (path, is_certain) in self.conflict_copies()? {
            match self.read_incoming(&path, incoming) {
                Ok(()) => copies.push((path, is_certain)),
                Err(error) => left_out.push(error),
            }
        }
        match left_out.pop_if(|_| copies.is_empty()) {
            Some(error) => Err(error),
            None => Ok((copies, left_out)),
        }
    }
}
