//! The command line: the options of every command, the commands and their groups, and the one dispatch.
//!
//! It carries out nothing itself. The arguments of a command are built only when that command is
//! called, since `status --short` runs in prompts.

use std::path::PathBuf;

use anyhow::Result;
use clap::{
    ArgMatches, Args, Command as Tree, CommandFactory, FromArgMatches, Parser, Subcommand,
    ValueHint,
};

use crate::commands::{
    amend, calendar, completions, doctor, edit, erase, export, goal, guide, help, history, import,
    letter, log, man, patterns, plan, ready, remove, restart, restore, show, start, status, undo,
    urge,
};
use crate::host::{Color, Host};
use crate::session::{Globals, Session, style};

/// A private, offline companion for the 30 days of no contact after a breakup
#[derive(Parser)]
#[command(name = "nocontact", version, propagate_version = true, help_template = TEMPLATE)]
#[command(disable_help_subcommand = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) globals: GlobalArgs,
}

impl Cli {
    /// The command line as parsed. Of options that may come before or after the command, the one
    /// after it counts.
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

// The options that may come before or after a command. clap's own `global` copies them into every
// command, called or not. A doc comment here would become the help of the command.
#[derive(Args)]
pub(crate) struct GlobalArgs {
    /// Use this journal instead of the one in your data folder
    #[arg(long, value_name = "PATH", value_hint = ValueHint::FilePath, display_order = 100)]
    pub(crate) file: Option<PathBuf>,
    /// Use color: auto, always or never [default: auto]
    #[arg(long, value_name = "WHEN", value_enum, hide_possible_values = true, display_order = 101)]
    pub(crate) color: Option<Color>,
}

/// The overview: the commands in groups, and the pages of the manual. Tests compare it with the
/// commands below and with the pages.
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
  help         Print the help of a command, or a page of the manual

Options:
{options}

Manual, as in nocontact help verdicts:
  verdicts     What you can say of a contact, and what nocontact says of it
  dates        Which dates are understood, and how days are counted
  windows      The window, its rules and its figures
  file         The journal, and how to export and import it
  scripts      Exit codes, variables, JSON, prompts and completions
  keeping      How your journal is kept safe and private

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
    /// Print the help of a command, or a page of the manual
    Help(Deferred<help::HelpArgs>),
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
            | Self::Man(_)
            | Self::Help(_) => false,
        }
    }

    /// Whether its messages must be one line, since more would break a prompt.
    pub(crate) fn is_terse(&self) -> bool {
        matches!(self, Self::Status(args) if args.0.short)
    }
}

impl From<GlobalArgs> for Globals {
    fn from(GlobalArgs { file, color }: GlobalArgs) -> Self {
        Self { file, color: color.unwrap_or_default() }
    }
}

/// Carries out the command. Those that need no journal and no clock open no session.
pub(crate) fn dispatch(
    command: Option<&Command>,
    globals: &Globals,
    host: &mut Host<'_>,
) -> Result<()> {
    let open = Session::open;
    match command {
        None => status::bare(&mut open(globals, host)?),
        Some(Command::Start(args)) => start::run(&args.0, &mut open(globals, host)?),
        Some(Command::Status(args)) => status::run(&args.0, &mut open(globals, host)?),
        Some(Command::Log(args)) => log::run(&args.0, &mut open(globals, host)?),
        Some(Command::Restart(args)) => restart::run(&args.0, &mut open(globals, host)?),
        Some(Command::Amend(args)) => amend::run(&args.0, &mut open(globals, host)?),
        Some(Command::Urge(args)) => urge::run(&args.0, &mut open(globals, host)?),
        Some(Command::Letter(args)) => letter::run(&args.0, &mut open(globals, host)?),
        Some(Command::Plan(args)) => plan::run(&args.0, &mut open(globals, host)?),
        Some(Command::Goal(args)) => goal::run(&args.0, &mut open(globals, host)?),
        Some(Command::Ready(args)) => ready::run(&args.0, &mut open(globals, host)?),
        Some(Command::History(args)) => history::run(&args.0, &mut open(globals, host)?),
        Some(Command::Show(args)) => show::run(&args.0, &mut open(globals, host)?),
        Some(Command::Calendar(args)) => calendar::run(&args.0, &mut open(globals, host)?),
        Some(Command::Patterns(args)) => patterns::run(&args.0, &mut open(globals, host)?),
        Some(Command::Undo(args)) => undo::run(&args.0, &mut open(globals, host)?),
        Some(Command::Edit(args)) => edit::run(&args.0, &mut open(globals, host)?),
        Some(Command::Remove(args)) => remove::run(&args.0, &mut open(globals, host)?),
        Some(Command::Export(args)) => export::run(&args.0, &mut open(globals, host)?),
        Some(Command::Import(args)) => import::run(&args.0, &mut open(globals, host)?),
        Some(Command::Doctor(args)) => doctor::run(&args.0, &mut open(globals, host)?),
        Some(Command::Restore(args)) => restore::run(&args.0, &mut open(globals, host)?),
        Some(Command::Erase(args)) => erase::run(&args.0, &mut open(globals, host)?),
        Some(Command::Guide(args)) => guide::run(&args.0, &style(globals, host), host),
        Some(Command::Completions(args)) => completions::run(&args.0, Cli::command(), host),
        Some(Command::Man(args)) => man::run(&args.0, Cli::command(), host),
        Some(Command::Help(args)) => {
            help::run(&args.0, Cli::command(), &style(globals, host), host)
        }
    }
}

/// Arguments that are built only when their command is called, with the options of every command.
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
    use clap::{CommandFactory, ValueEnum};

    use super::{Cli, TEMPLATE};
    use crate::commands::help::Topic;

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

    #[test]
    fn the_overview_names_every_page_of_the_manual_with_its_own_line() {
        let (_, listed) = TEMPLATE.split_once("\nManual, ").unwrap_or_default();
        let listed: Vec<_> = listed.lines().skip(1).take_while(|line| !line.is_empty()).collect();
        let line = |topic: &Topic| {
            let value = topic.to_possible_value()?;
            Some(format!("  {:<11}  {}", value.get_name(), value.get_help()?))
        };
        let expected: Vec<_> = Topic::value_variants().iter().filter_map(line).collect();
        assert_eq!(listed, expected);
    }
}
