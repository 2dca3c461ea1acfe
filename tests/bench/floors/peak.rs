//! Runs a command and prints its peak memory in KiB. It is small because the kernel counts a child
//! from before it becomes another program, so this program's own memory is the least it can see.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "it is not part of the program"
)]

use std::error::Error;
use std::process::{Command, Stdio};

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args_os().skip(1);
    let mut command = Command::new(args.next().ok_or("give a command")?);
    let ended = command.args(args).stdin(Stdio::null()).stdout(Stdio::null()).status()?;
    if !ended.success() {
        return Err(format!("it ended with {ended}").into());
    }
    println!("{}", peak()?);
    Ok(())
}

#[cfg(unix)]
fn peak() -> Result<i64, Box<dyn Error>> {
    use nix::sys::resource::{UsageWho, getrusage};
    let most = getrusage(UsageWho::RUSAGE_CHILDREN)?.max_rss();
    Ok(if cfg!(target_os = "macos") { most / 1024 } else { most })
}

#[cfg(not(unix))]
fn peak() -> Result<i64, Box<dyn Error>> {
    Err("not measured here".into())
}
