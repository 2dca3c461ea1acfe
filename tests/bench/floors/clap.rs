//! The floor for a command line: three subcommands, by derive, that do nothing.

#![allow(clippy::print_stdout, reason = "it is not part of the program")]

use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// Count the days since a breakup
#[derive(Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// Use this file
    #[arg(long, global = true)]
    file: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Command {
    /// Record the breakup
    Start {
        /// The date
        date: Option<String>,
    },
    /// Show the days
    Status {
        /// Print only the day
        #[arg(long)]
        short: bool,
    },
    /// Record a contact
    Log {
        /// How
        channel: String,
        /// A note
        note: Vec<String>,
    },
}

fn main() {
    let cli = Cli::parse();
    let word = match cli.command {
        Command::Start { date } => date.unwrap_or_default(),
        Command::Status { short } => format!("status {short}"),
        Command::Log { channel, note } => format!("{channel} {}", note.join(" ")),
    };
    println!("{word} {:?}", cli.file);
}
