//! `export`: the entries as a table or a journal, the days as calendar events (`manual/file.md`).

use std::ops::RangeInclusive;

use chrono::NaiveDate;
use clap::ValueEnum;

use super::prelude::*;
use crate::args::dates::PeriodArgs;
use crate::args::output::OutputArgs;
use crate::domain::text::in_json;
use crate::domain::{Clock, Entry};
use crate::store::format;
use crate::view::ics;
use crate::view::style::{count, entries};

#[derive(Args)]
#[command(after_help = include_str!("../help/export.txt"))]
pub(crate) struct ExportArgs {
    /// What to export
    #[arg(long, value_name = "FORMAT", value_enum)]
    format: Format,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    period: PeriodArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The entries as a table, for a spreadsheet
    Csv,
    /// The journal without its undo history
    Json,
    /// Days of the window, for a calendar
    Ics,
}

pub(crate) fn run(args: &ExportArgs, session: &mut Session) -> Result<()> {
    let days = args.period.days(&session.clock)?;
    let (bytes, holds) =
        session.read(|journal, session| export(journal, args.format, &days, &session.clock))?;
    match args.output.path() {
        Some(path) => session.export(path, &bytes, args.output.force, &holds)?,
        // On a terminal, a person is looking. In a file, text and unknown fields stay as they are.
        None if session.host.out_is_terminal => {
            let hide = if args.format == Format::Json { in_json } else { shown };
            for line in String::from_utf8_lossy(&bytes).trim_start_matches('\u{feff}').lines() {
                session.print(&hide(line))?;
            }
        }
        None => session.host.out.write_all(&bytes)?,
    }
    Ok(())
}

/// The bytes to write of the `days`, and how much they hold, in words.
fn export(
    journal: &Journal<'_>,
    format: Format,
    days: &RangeInclusive<NaiveDate>,
    clock: &Clock,
) -> Result<(Vec<u8>, String)> {
    Ok(match format {
        Format::Csv => {
            // Assessed as a whole: what was before the days counts for what is in them.
            let mut assessed = journal.assessed();
            assessed.retain(|(entry, _)| days.contains(&entry.at.day()));
            (format::csv::write(&assessed)?, entries(assessed.len()))
        }
        Format::Json => {
            let mut journal = journal.clone();
            journal.undo.clear();
            // What happens after a request to stop goes by it, wherever the days begin.
            let is_stop = |entry: &Entry<'_>| entry.contact().is_some_and(|it| it.stop.0);
            journal.entries.retain(|entry| days.contains(&entry.at.day()) || is_stop(entry));
            (format::encode(&journal)?, entries(journal.entries.len()))
        }
        Format::Ics => {
            let window = journal.window();
            let mut events = window.milestones();
            events.retain(|(_, date)| days.contains(date));
            (ics::days(&window, &events, clock).into_bytes(), count(events.len() as u64, "day"))
        }
    })
}
