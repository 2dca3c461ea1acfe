//! The options that every command takes (`manual/scripts.md`).

use std::path::PathBuf;

use clap::{Args, ValueHint};

use crate::host::Color;

// The options that may come before or after a command. clap's own `global` copies them into every
// command, called or not. A doc comment here would become the help of the command.
#[derive(Args, Default)]
pub(crate) struct GlobalArgs {
    /// Use this journal instead of the one in your data folder
    #[arg(long, value_name = "PATH", value_hint = ValueHint::FilePath, display_order = 100)]
    pub(crate) file: Option<PathBuf>,
    /// Use color: auto, always or never [default: auto]
    #[arg(long, value_name = "WHEN", value_enum, hide_possible_values = true, display_order = 101)]
    pub(crate) color: Option<Color>,
    /// Read from this file instead of standard input
    #[arg(long, value_name = "PATH", value_hint = ValueHint::FilePath, hide = true)]
    pub(crate) input: Option<PathBuf>,
}
