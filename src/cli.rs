//! The command line: the options of every command, the commands, the overview, and the one dispatch.
//!
//! It carries out nothing itself. The arguments of a command are built only when that command is
//! called, since `status --short` runs in prompts.

pub(crate) mod mistake;
pub(crate) mod typed;

use anyhow::Result;
use clap::error::ErrorKind;
use clap::{ArgMatches, Args, Command as Tree, CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::args::globals::GlobalArgs;
use crate::commands::{
    amend, calendar, completions, doctor, edit, erase, export, goal, guide, help, history, import,
    init, letter, log, man, patterns, plan, ready, remove, report, restart, restore, show, start,
    status, undo, urge,
};
use crate::host::Host;
use crate::session::{Session, style_of};

/// A private, offline companion for the 30 days of no contact after a breakup
#[derive(Parser)]
#[command(name = "nocontact", version, propagate_version = true)]
#[command(disable_help_subcommand = true)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    /// The options of `status`, where no command is given.
    #[command(flatten)]
    status: status::StatusArgs,
    #[command(flatten)]
    pub(crate) globals: GlobalArgs,
}

impl Cli {
    /// The command line as parsed. Of options that may come before or after the command, the one
    /// after it counts.
    pub(crate) fn of(found: &ArgMatches) -> Result<Self, clap::Error> {
        let mut cli = Self::from_arg_matches(found)?;
        if let Some((_, found)) = found.subcommand() {
            if cli.status.short || cli.status.json {
                return Err(Self::command().error(ErrorKind::ArgumentConflict, ""));
            }
            let GlobalArgs { file, color, input } = GlobalArgs::from_arg_matches(found)?;
            cli.globals.input = input.or(cli.globals.input);
            cli.globals.file = file.or(cli.globals.file);
            cli.globals.color = color.or(cli.globals.color);
        }
        Ok(cli)
    }

    /// Whether its messages must be one line, since more would break a prompt.
    pub(crate) fn is_terse(&self) -> bool {
        self.status.short || matches!(&self.command, Some(Command::Status(args)) if args.0.short)
    }
}

/// The overview. Its groups name commands and the manual; `COMMANDS` stands for a line a command for
/// those that are in no group.
const OVERVIEW: &str = include_str!("help/overview.txt");

/// The whole command line, with its overview.
pub(crate) fn tree() -> Tree {
    let tree = Cli::command();
    let groups = OVERVIEW.split("\n\n").find(|part| part.starts_with("More:")).unwrap_or_default();
    let is_grouped = |name| groups.split([' ', ',', '\n']).any(|word| word == name);
    let commands = tree.get_subcommands().filter(|it| !is_grouped(it.get_name()));
    let line = |it: &Tree| Some(format!("  {:<7}  {}\n", it.get_name(), it.get_about()?));
    let commands: String = commands.filter_map(line).collect();
    tree.help_template(OVERVIEW.replace("COMMANDS\n", &commands))
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Record the breakup and begin the window
    Start(Deferred<start::StartArgs>),
    /// Show the day count and where things stand
    #[command(aliases = ["days", "streak", "today"])]
    Status(Deferred<status::StatusArgs>),
    /// Record a contact and see whether it was chasing
    #[command(aliases = ["add", "slip", "relapse"])]
    Log(Deferred<log::LogArgs>),
    /// Begin a fresh window and keep the history
    Restart(Deferred<restart::RestartArgs>),
    /// Correct the breakup date or the window's rules
    Amend(Deferred<amend::AmendArgs>),
    /// Wait out an urge to reach out
    Urge(Deferred<urge::UrgeArgs>),
    /// Write the message you will not send
    Letter(Deferred<letter::LetterArgs>),
    /// Add an if-then line for an urge, or list them all
    Plan(Deferred<plan::PlanArgs>),
    /// Add a goal for these days, or list them all
    Goal(Deferred<goal::GoalArgs>),
    /// Read a page of advice, offline
    Guide(Deferred<guide::GuideArgs>),
    /// See whether a step is wise after the window
    Ready(Deferred<ready::ReadyArgs>),
    /// List what you recorded, oldest first
    #[command(aliases = ["list", "ls"])]
    History(Deferred<history::HistoryArgs>),
    /// Show entries in full
    Show(Deferred<show::ShowArgs>),
    /// Show a calendar with each day marked
    Calendar(Deferred<calendar::CalendarArgs>),
    /// Show when it is hardest
    #[command(alias = "stats")]
    Patterns(Deferred<patterns::PatternsArgs>),
    /// Write a record of contact to hand to someone
    Report(Deferred<report::ReportArgs>),
    /// Take back the last change
    Undo(Deferred<undo::UndoArgs>),
    /// Correct an entry or add to it
    Edit(Deferred<edit::EditArgs>),
    /// Remove entries
    #[command(aliases = ["rm", "delete"])]
    Remove(Deferred<remove::RemoveArgs>),
    /// Export the entries or the days to a file
    Export(Deferred<export::ExportArgs>),
    /// Merge another copy of the journal
    #[command(aliases = ["merge"])]
    Import(Deferred<import::ImportArgs>),
    /// Check the journal and say what is wrong
    Doctor(Deferred<doctor::DoctorArgs>),
    /// Replace a damaged journal with its backup
    Restore(Deferred<restore::RestoreArgs>),
    /// Remove the journal and every nocontact file beside it
    Erase(Deferred<erase::EraseArgs>),
    /// Print what a shell's start file reads
    Init(Deferred<init::InitArgs>),
    /// Print completions for a shell
    Completions(Deferred<completions::CompletionsArgs>),
    /// Print the man page, or write all of them to a folder
    Man(Deferred<man::ManArgs>),
    /// Show help for a command, or a page of the manual
    Help(Deferred<help::HelpArgs>),
}

impl Command {
    /// Whether it changes the journal.
    #[expect(clippy::match_same_arms, reason = "a line a group")]
    pub(crate) fn saves(&self) -> bool {
        match self {
            Self::Import(args) => !args.0.dry_run,
            Self::Plan(args) => !args.0.words.is_empty(),
            Self::Goal(args) => !args.0.words.is_empty() || args.0.done.is_some(),
            Self::Status(_) | Self::History(_) | Self::Show(_) | Self::Calendar(_) => false,
            Self::Patterns(_) | Self::Report(_) | Self::Export(_) | Self::Doctor(_) => false,
            Self::Guide(_)
            | Self::Init(_)
            | Self::Completions(_)
            | Self::Man(_)
            | Self::Help(_) => false,
            _ => true,
        }
    }

    /// Whether it asks nothing without a terminal, and reads no more than a note.
    pub(crate) fn is_quick(&self) -> bool {
        matches!(self, Self::Log(_) | Self::Urge(_) | Self::Edit(_) | Self::Plan(_) | Self::Goal(_))
    }
}

/// Carries out the command, with the full path of `--file`. Those that need no journal and no clock
/// open no session.
pub(crate) fn dispatch(cli: &mut Cli, host: &mut Host<'_>) -> Result<()> {
    if let Some(file) = &mut cli.globals.file {
        *file = host.path(file)?;
    }
    let (globals, open) = (&cli.globals, Session::open);
    match &cli.command {
        None => status::bare(&cli.status, &mut open(globals, host)?),
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
        Some(Command::Report(args)) => report::run(&args.0, &mut open(globals, host)?),
        Some(Command::Undo(args)) => undo::run(&args.0, &mut open(globals, host)?),
        Some(Command::Edit(args)) => edit::run(&args.0, &mut open(globals, host)?),
        Some(Command::Remove(args)) => remove::run(&args.0, &mut open(globals, host)?),
        Some(Command::Export(args)) => export::run(&args.0, &mut open(globals, host)?),
        Some(Command::Import(args)) => import::run(&args.0, &mut open(globals, host)?),
        Some(Command::Doctor(args)) => doctor::run(&args.0, &mut open(globals, host)?),
        Some(Command::Restore(args)) => restore::run(&args.0, &mut open(globals, host)?),
        Some(Command::Erase(args)) => erase::run(&args.0, &mut open(globals, host)?),
        Some(Command::Guide(args)) => guide::run(&args.0, globals, host),
        Some(Command::Init(args)) => init::run(&args.0, globals, tree(), host),
        Some(Command::Completions(args)) => completions::run(&args.0, tree(), host),
        Some(Command::Man(args)) => man::run(&args.0, tree(), host),
        Some(Command::Help(args)) => help::run(&args.0, tree(), &style_of(globals, host), host),
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
