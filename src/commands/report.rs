//! `report`: a record of contact to hand to someone (`manual/windows.md`).

use clap::ValueEnum;

use super::prelude::*;
use crate::args::output::OutputArgs;
use crate::args::selection::SelectionArgs;
use crate::domain::Kind;
use crate::view::report::{Choice, Record, html, markdown, text};
use crate::view::style::{count, date};

#[derive(Args)]
#[command(after_help = include_str!("../help/report.txt"))]
pub(crate) struct ReportArgs {
    /// How to write it [default: by the name of the file, or text]
    #[arg(long, value_name = "FORMAT", value_enum, ignore_case = true)]
    format: Option<Format>,
    #[command(flatten)]
    output: OutputArgs,
    /// Leave out your own words, or the verdicts
    #[arg(long, value_name = "PART", value_enum, num_args = 1.., value_delimiter = ',')]
    without: Vec<Without>,
    /// Include more than contacts
    #[arg(long, value_name = "KIND", value_enum, num_args = 1.., value_delimiter = ',')]
    with: Vec<With>,
    #[command(flatten)]
    selection: SelectionArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Text of 72 columns, for a letter
    Text,
    /// Tables in plain text
    #[value(alias = "md")]
    Markdown,
    /// A page for a browser, to look at and to print
    #[value(alias = "htm")]
    Html,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum With {
    /// Moments of wanting to reach out
    #[value(alias = "urge")]
    Urges,
    /// Letters that were not sent, with their text
    #[value(alias = "letter")]
    Letters,
    /// What the days are for
    #[value(alias = "goal")]
    Goals,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Without {
    /// Notes, and the words of letters and goals
    #[value(alias = "note")]
    Notes,
    /// The figures by verdict, such as chasing
    #[value(alias = "verdict")]
    Verdicts,
}

pub(crate) fn run(args: &ReportArgs, session: &mut Session) -> Result<()> {
    let (selection, format) = (args.selection.selection(&session.clock)?, args.format()?);
    let (now, today) = (session.clock.now, session.clock.today());
    let kinds: Vec<_> = args.with.iter().map(|with| with.kind()).collect();
    let (bytes, holds) = session.read(|journal, session| {
        let Some(report) = journal.report(&selection, &kinds, today) else {
            let breakup = date(journal.rules.breakup);
            let what =
                format!("no day of that period is between the breakup on {breakup} and today");
            return Err(Failure::new(what).offer("for every day", "report").into());
        };
        let keeps = |part| !args.without.contains(&part);
        let (notes, verdicts) = (keeps(Without::Notes), keeps(Without::Verdicts));
        let choice = Choice { selection: &selection, kinds: &kinds, notes, verdicts };
        let record = Record::new(&report, &choice, now);
        // A file is as wide as a letter, whatever the terminal.
        let is_shown = session.style.terminal && args.output.path().is_none();
        let width = if is_shown { session.style.width } else { usize::MAX };
        let bytes = match format {
            Format::Text => text(&record, width).join("\n"),
            Format::Markdown => markdown(&record)?,
            Format::Html => html(&record)?,
        };
        Ok((bytes.trim_end().to_owned() + "\n", count(report.contacts(), "contact")))
    })?;
    session.warn(&Advice::words(WARNING), "");
    match args.output.path() {
        Some(path) => session.export(path, bytes.as_bytes(), args.output.force, &holds),
        None => Ok(session.host.out.write_all(bytes.as_bytes())?),
    }
}

/// Said before anything is written.
const WARNING: &str = "Others may come to read this: the other side, a court, someone by accident. \
                       Leave out what they must not see, as with --without notes,verdicts.";

impl ReportArgs {
    /// The format that was asked for, or that the file's name asks for.
    fn format(&self) -> Result<Format, Failure> {
        let ending = self.output.path().and_then(Path::extension).and_then(|it| it.to_str());
        let ending = ending.unwrap_or_default().to_lowercase();
        Ok(match (self.format, &*ending) {
            (Some(format), _) => format,
            (None, "html" | "htm") => Format::Html,
            (None, "md" | "markdown") => Format::Markdown,
            (None, "pdf" | "doc" | "docx" | "odt" | "rtf") => {
                let failure = Failure::usage(format!("cannot write .{ending}"));
                return Err(failure.hint("to make a PDF, write .html, open it and print it"));
            }
            (None, _) => Format::Text,
        })
    }
}

impl With {
    fn kind(self) -> Kind {
        match self {
            Self::Urges => Kind::Urge,
            Self::Letters => Kind::Letter,
            Self::Goals => Kind::Goal,
        }
    }
}
