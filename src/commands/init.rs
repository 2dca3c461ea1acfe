//! `init`: what a shell's start file reads: completions, and the day in the prompt
//! (`manual/scripts.md`). Nothing of the journal is in it, and loading it calls no program.

use clap::Command;
use clap_complete::Shell;

use super::completions::{script, shell};
use super::prelude::*;
use crate::args::globals::GlobalArgs;

#[derive(Args)]
#[command(after_help = include_str!("../help/init.txt"))]
pub(crate) struct InitArgs {
    /// The shell
    #[arg(value_parser = shell(), ignore_case = true)]
    shell: Shell,
    /// Leave the prompt as it is
    #[arg(long)]
    no_prompt: bool,
}

pub(crate) fn run(
    args: &InitArgs,
    globals: &GlobalArgs,
    tree: Command,
    host: &mut Host<'_>,
) -> Result<()> {
    if globals.file.is_some() {
        let what = "a prompt shows the journal of NOCONTACT_FILE, so init takes no --file";
        return Err(Failure::usage(what).hint("set NOCONTACT_FILE in the start file").into());
    }
    let completions = script(args.shell, tree)?;
    let (start, prompt) = match args.shell {
        Shell::Bash => ("", include_str!("init/prompt.bash")),
        Shell::Zsh => (include_str!("init/start.zsh"), include_str!("init/prompt.zsh")),
        Shell::Fish => ("", include_str!("init/prompt.fish")),
        Shell::PowerShell => ("", include_str!("init/prompt.ps1")),
        _ => ("", include_str!("init/prompt.elv")),
    };
    // As a file in `fpath`, zsh's script calls its function. Here it is only defined.
    let completions = match args.shell {
        Shell::Zsh => completions.split("\nif [ \"$funcstack[1]\"").next().unwrap_or_default(),
        _ => &completions,
    };
    let prompt = if args.no_prompt { "" } else { prompt };
    Ok(host.out.write_all([completions.trim_end(), "\n\n", start, prompt].concat().as_bytes())?)
}
