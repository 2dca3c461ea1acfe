//! `completions`: scripts that let a shell complete the command line. They hold fixed words only,
//! and nothing from the journal. They never call nocontact.

use clap::builder::{
    PossibleValuesParser, Resettable, StringValueParser, StyledStr, TypedValueParser,
};
use clap::{Arg, ArgAction, Command, ValueEnum, ValueHint};
use clap_complete::Shell;
use clap_complete::generator::Generator;

use super::help;
use super::prelude::*;

#[derive(Args)]
#[command(after_help = include_str!("../help/completions.txt"))]
pub(crate) struct CompletionsArgs {
    /// The shell
    #[arg(value_parser = shell(), ignore_case = true)]
    shell: Shell,
}

/// The end of the script for bash. Without it, bash offers every option before you type a dash, and
/// files where there is nothing to offer. `FILES` stands for the commands that take a file.
const BASH: &str = include_str!("completions.bash");

pub(crate) fn run(args: &CompletionsArgs, tree: Command, host: &mut Host<'_>) -> Result<()> {
    Ok(host.out.write_all(script(args.shell, tree)?.as_bytes())?)
}

/// A shell by its name in any letters. PowerShell's program is called `pwsh`.
pub(super) fn shell() -> impl TypedValueParser<Value = Shell> {
    let names = Shell::value_variants().iter().filter_map(Shell::to_possible_value);
    let names = names.map(|name| match name.get_name() {
        "powershell" => name.alias("pwsh"),
        _ => name,
    });
    PossibleValuesParser::new(names).try_map(|name| match &*name.to_lowercase() {
        "pwsh" => Ok(Shell::PowerShell),
        name => <Shell as ValueEnum>::from_str(name, true),
    })
}

/// The completions for a shell.
pub(super) fn script(shell: Shell, mut tree: Command) -> Result<String> {
    tree.build();
    let tree = with_topics(tree);
    let mut offered = offered(&tree, shell).bin_name(tree.get_name().to_owned());
    offered.build();
    let mut script = Vec::new();
    shell.try_generate(&offered, &mut script)?;
    let script = String::from_utf8(script)?;
    Ok(completed(script, shell, &file_takers(&tree)))
}

/// The script with what its generator leaves out. The tests load it into the shells.
fn completed(script: String, shell: Shell, file_takers: &[&str]) -> String {
    match shell {
        Shell::Bash => script + &BASH.replace("FILES", &file_takers.join("|")),
        // Files are offered only for options that take one. An option before the command whose
        // value is still missing is offered values too: the generated condition would refuse it.
        Shell::Fish => {
            let condition = " -n \"__fish_nocontact_needs_command\"";
            let anywhere = |script: String, option: &str| {
                script.replace(&format!("{condition}{option}"), option)
            };
            let script = [" -l file ", " -l color "].into_iter().fold(script, anywhere);
            let using = "__fish_nocontact_using_subcommand";
            let files = |command| format!("complete -c nocontact -n \"{using} {command}\" -F\n");
            let files = file_takers.iter().map(files).collect::<String>();
            format!("complete -c nocontact -f\n{script}{files}")
        }
        // Options may follow the words.
        Shell::Zsh => script.replace("\n'*::", "\n'*:"),
        _ => script,
    }
}

/// The command line with the words that `help` takes: the commands and the pages of the manual.
fn with_topics(tree: Command) -> Command {
    // In fish, the script could not tell the second `help` of `help help` from the first.
    let topics = help::topics(&tree).into_iter().filter(|topic| topic.get_name() != "help");
    let parser = PossibleValuesParser::new(topics);
    tree.mut_subcommand("help", |help| help.mut_arg("topic", |topic| topic.value_parser(parser)))
}

/// The commands that take a file as a word. Only the generator for zsh handles such words.
fn file_takers(tree: &Command) -> Vec<&str> {
    let takes = |command: &&Command| {
        command.get_positionals().any(|word| word.get_value_hint() == ValueHint::FilePath)
    };
    tree.get_subcommands().filter(takes).map(Command::get_name).collect()
}

/// A command in the form that the generators handle. Only the one for zsh handles words that are not
/// commands. For the others, each word of a fixed list becomes a command with the same options, and
/// free words are left out.
fn offered(command: &Command, shell: Shell) -> Command {
    let (words, options): (Vec<_>, Vec<_>) = command
        .get_arguments()
        .filter(|it| !it.is_hide_set())
        .map(argument)
        .partition(Arg::is_positional);
    let inner = command.get_subcommands().map(|next| offered(next, shell));
    let command = bare(command.get_name(), command.get_about()).subcommands(inner);
    if shell == Shell::Zsh {
        return command.args(options).args(words.into_iter().flat_map(first_and_rest));
    }
    // An option that conflicts with a word left out here would name an argument that is missing.
    let options = options.into_iter().map(|option| option.conflicts_with(Resettable::Reset));
    let options: Vec<_> = options.collect();
    let values = words.iter().flat_map(Arg::get_possible_values);
    let values = values.map(|value| bare(value.get_name(), value.get_help()).args(&options));
    command.args(&options).subcommands(values)
}

/// Words of which the first may be one of a list, as two arguments.
fn first_and_rest(words: Arg) -> Vec<Arg> {
    let may_be_many = matches!(words.get_action(), ArgAction::Append);
    if !may_be_many || words.get_possible_values().is_empty() {
        return vec![words];
    }
    let rest = words.clone().value_parser(StringValueParser::new()).value_hint(ValueHint::Other);
    let rest = rest.index(words.get_index().map(|index| index + 1));
    vec![words.id("first").action(ArgAction::Set).num_args(1), rest]
}

/// A command without the help and version that clap adds.
fn bare(name: &str, about: Option<&StyledStr>) -> Command {
    Command::new(name.to_owned())
        .about(about.cloned().unwrap_or_default())
        .version(env!("CARGO_PKG_VERSION"))
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
}

/// An argument, whose value is completed as a file only if it is one.
fn argument(given: &Arg) -> Arg {
    let is_free = given.get_action().takes_values() && given.get_possible_values().is_empty();
    match given.get_value_hint() {
        ValueHint::Unknown if is_free => given.clone().value_hint(ValueHint::Other),
        _ => given.clone(),
    }
}
