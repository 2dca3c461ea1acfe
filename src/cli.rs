//! The command line: the options of every command, the commands and their groups, and the one dispatch.
//!
//! Each command's arguments are built only when it is the one that is called; `status --short` sits
//! in prompts.

use std::path::PathBuf;

use anyhow::Result;
use clap::{
    ArgMatches, Args, Command as Tree, CommandFactory, FromArgMatches, Parser, Subcommand,
    ValueHint,
};

use crate::commands::{
    amend, calendar, completions, doctor, edit, erase, export, goal, guide, history, import,
    letter, log, man, patterns, plan, ready, remove, restart, restore, show, start, status, undo,
    urge,
};
use crate::host::{Color, Host};
use crate::session::{self, Globals, Session};

/// A private, offline companion for the 30 days of no contact after a breakup
#[derive(Parser)]
#[command(name = "nocontact", version, propagate_version = true, help_template = TEMPLATE)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) globals: GlobalArgs,
}

impl Cli {
    /// What a command line says. Of the options that may stand before the command and behind it,
    /// what stands behind counts more.
    pub(crate) fn of(found: &ArgMatches) -> Result<Self, clap::Error> {
        let mut cli = Self::from_arg_matches(found)?;
        if let Some((_, found)) = found.subcommand() {
            let GlobalArgs { file, color } = GlobalArgs::from_arg_matches(found)?;
            cli.globals.file = file.or(cli.globals.file);
            cli.globals.color = color.or(cli.globals.color);
        }
        Ok(cli)
    }
}

// The options that may stand before a command and behind it. (clap's own `global` copies them into
// each of the commands, called or not. A doc comment here would become the help of the command.)
#[derive(Args)]
pub(crate) struct GlobalArgs {
    /// Use this journal instead of the one in your data folder
    #[arg(long, value_name = "PATH", value_hint = ValueHint::FilePath, display_order = 100)]
    pub(crate) file: Option<PathBuf>,
    /// Use color: auto, always or never [default: auto]
    #[arg(long, value_name = "WHEN", value_enum, hide_possible_values = true, display_order = 101)]
    pub(crate) color: Option<Color>,
}

/// The groups of the help. A test holds them against the commands below.
const TEMPLATE: &str = "\
{about}

Usage: nocontact [OPTIONS] [COMMAND]

Track:
  start        Record the breakup and begin the window
  status       Show the days, and where things stand (what nocontact alone does)
  log          Record a contact, and hear whether it was chasing
  restart      Begin a fresh window, keeping the history
  amend        Correct the breakup date or the window's rules

In the moment:
  urge         Wait out a moment of wanting to reach out
  letter       Write the message that you will not send
  plan         Write an if-then line for the next urge, or list them
  goal         Write what the days are for, or list it
  guide        Read a page of advice, offline
  ready        Ask yourself whether a step is wise, after the window

Look back:
  history      List what was recorded, oldest first
  show         Show one entry whole
  calendar     Show the months, a mark a day
  patterns     Show when it is hardest

Put right:
  undo         Take back the last change
  edit         Correct or complete an entry
  remove       Take an entry out

Your data:
  export       Write the entries or the days to a file of their own
  import       Take in what another copy of the journal has
  doctor       Look the journal over, and name what is wrong
  restore      Put the backup in the place of a damaged journal
  erase        Remove the journal and all that nocontact keeps beside it
  completions  Print the completions for a shell
  man          Print the manual page, or write all of them

Options:
{options}

Examples:
  nocontact start \"3 days ago\"
  nocontact log text asked why she left
  nocontact log call --by them --reply brief --at yesterday 9pm
  nocontact urge

NOCONTACT_FILE names the journal as --file does. NOCONTACT_NOW=2026-12-01T09:00:00Z asks
what it would say then. Everything stays on this machine. For more: nocontact help log
";

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Record the breakup and begin the window
    Start(Deferred<start::StartArgs>),
    /// Show the days, and where things stand (what nocontact alone does)
    Status(Deferred<status::StatusArgs>),
    /// Record a contact, and hear whether it was chasing
    Log(Deferred<log::LogArgs>),
    /// Begin a fresh window, keeping the history
    Restart(Deferred<restart::RestartArgs>),
    /// Correct the breakup date or the window's rules
    Amend(Deferred<amend::AmendArgs>),
    /// Wait out a moment of wanting to reach out
    Urge(Deferred<urge::UrgeArgs>),
    /// Write the message that you will not send
    Letter(Deferred<letter::LetterArgs>),
    /// Write an if-then line for the next urge, or list them
    Plan(Deferred<plan::PlanArgs>),
    /// Write what the days are for, or list it
    Goal(Deferred<goal::GoalArgs>),
    /// Read a page of advice, offline
    Guide(Deferred<guide::GuideArgs>),
    /// Ask yourself whether a step is wise, after the window
    Ready(Deferred<ready::ReadyArgs>),
    /// List what was recorded, oldest first
    History(Deferred<history::HistoryArgs>),
    /// Show one entry whole
    Show(Deferred<show::ShowArgs>),
    /// Show the months, a mark a day
    Calendar(Deferred<calendar::CalendarArgs>),
    /// Show when it is hardest
    Patterns(Deferred<patterns::PatternsArgs>),
    /// Take back the last change
    Undo(Deferred<undo::UndoArgs>),
    /// Correct or complete an entry
    Edit(Deferred<edit::EditArgs>),
    /// Take an entry out
    Remove(Deferred<remove::RemoveArgs>),
    /// Write the entries or the days to a file of their own
    Export(Deferred<export::ExportArgs>),
    /// Take in what another copy of the journal has
    Import(Deferred<import::ImportArgs>),
    /// Look the journal over, and name what is wrong
    Doctor(Deferred<doctor::DoctorArgs>),
    /// Put the backup in the place of a damaged journal
    Restore(Deferred<restore::RestoreArgs>),
    /// Remove the journal and all that nocontact keeps beside it
    Erase(Deferred<erase::EraseArgs>),
    /// Print the completions for a shell
    Completions(Deferred<completions::CompletionsArgs>),
    /// Print the manual page, or write all of them
    Man(Deferred<man::ManArgs>),
}

impl Command {
    /// Whether it changes the journal.
    pub(crate) fn saves(&self) -> bool {
        match self {
            Self::Start(_)
            | Self::Log(_)
            | Self::Restart(_)
            | Self::Amend(_)
            | Self::Urge(_)
            | Self::Letter(_)
            | Self::Ready(_)
            | Self::Undo(_)
            | Self::Edit(_)
            | Self::Remove(_)
            | Self::Restore(_)
            | Self::Erase(_) => true,
            Self::Import(args) => !args.0.dry_run,
            Self::Plan(args) => args.0.saves(),
            Self::Goal(args) => args.0.saves(),
            Self::Status(_)
            | Self::Guide(_)
            | Self::History(_)
            | Self::Show(_)
            | Self::Calendar(_)
            | Self::Patterns(_)
            | Self::Export(_)
            | Self::Doctor(_)
            | Self::Completions(_)
            | Self::Man(_) => false,
        }
    }

    /// Whether its messages must be one line: it is a prompt that they would break.
    pub(crate) fn is_terse(&self) -> bool {
        matches!(self, Self::Status(args) if args.0.short)
    }
}

impl From<GlobalArgs> for Globals {
    fn from(GlobalArgs { file, color }: GlobalArgs) -> Self {
        Self { file, color: color.unwrap_or_default() }
    }
}

/// Carries out the command.
pub(crate) fn dispatch(
    command: Option<&Command>,
    globals: &Globals,
    host: &mut Host<'_>,
) -> Result<()> {
    // These need no journal and no clock.
    match command {
        Some(Command::Guide(args)) => {
            let style = session::style(globals, host);
            return guide::run(&args.0, &style, host);
        }
        Some(Command::Completions(args)) => return completions::run(&args.0, Cli::command(), host),
        Some(Command::Man(args)) => return man::run(&args.0, Cli::command(), host),
        _ => {}
    }
    let session = &mut Session::open(globals, host)?;
    match command {
        None => status::bare(session),
        Some(Command::Start(args)) => start::run(&args.0, session),
        Some(Command::Status(args)) => status::run(&args.0, session),
        Some(Command::Log(args)) => log::run(&args.0, session),
        Some(Command::Restart(args)) => restart::run(&args.0, session),
        Some(Command::Amend(args)) => amend::run(&args.0, session),
        Some(Command::Urge(args)) => urge::run(&args.0, session),
        Some(Command::Letter(args)) => letter::run(&args.0, session),
        Some(Command::Plan(args)) => plan::run(&args.0, session),
        Some(Command::Goal(args)) => goal::run(&args.0, session),
        Some(Command::Ready(args)) => ready::run(&args.0, session),
        Some(Command::History(args)) => history::run(&args.0, session),
        Some(Command::Show(args)) => show::run(&args.0, session),
        Some(Command::Calendar(args)) => calendar::run(&args.0, session),
        Some(Command::Patterns(args)) => patterns::run(&args.0, session),
        Some(Command::Undo(args)) => undo::run(&args.0, session),
        Some(Command::Edit(args)) => edit::run(&args.0, session),
        Some(Command::Remove(args)) => remove::run(&args.0, session),
        Some(Command::Export(args)) => export::run(&args.0, session),
        Some(Command::Import(args)) => import::run(&args.0, session),
        Some(Command::Doctor(args)) => doctor::run(&args.0, session),
        Some(Command::Restore(args)) => restore::run(&args.0, session),
        Some(Command::Erase(args)) => erase::run(&args.0, session),
        Some(Command::Guide(_) | Command::Completions(_) | Command::Man(_)) => Ok(()),
    }
}

/// Arguments that are built only when their command is called, with those that stand everywhere.
pub(crate) struct Deferred<T>(pub(crate) T);

impl<T: Args> Args for Deferred<T> {
    fn augment_args(tree: Tree) -> Tree {
        tree.defer(|tree| GlobalArgs::augment_args(T::augment_args(tree)))
    }

    fn augment_args_for_update(tree: Tree) -> Tree {
        tree.defer(|tree| GlobalArgs::augment_args_for_update(T::augment_args_for_update(tree)))
    }
}

impl<T: FromArgMatches> FromArgMatches for Deferred<T> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        T::from_arg_matches(matches).map(Self)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        self.0.update_from_arg_matches(matches)
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::{Cli, TEMPLATE};

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn the_groups_name_every_command_with_its_own_line() {
        let tree = Cli::command();
        for command in tree.get_subcommands() {
            let about = command.get_about().expect("a doc comment").to_string();
            let line = format!("\n  {:<11}  {about}\n", command.get_name());
            assert!(TEMPLATE.contains(&line), "{line}");
        }
        let listed = TEMPLATE.split("\nOptions:").next().unwrap_or_default();
        let listed = listed.lines().filter(|line| line.starts_with("  ")).count();
        assert_eq!(listed, tree.get_subcommands().count());
    }
}
