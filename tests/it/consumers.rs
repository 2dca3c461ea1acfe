//! Other programs use what nocontact makes for them: shells, readers of manual pages, spreadsheets.

#![cfg(target_os = "linux")] // Other programs of Unix.

mod pages;
mod prompts;
mod shells;
mod tables;

use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::symlink;
use std::process::{Command, Output};

use crate::world::{World, skipped};

/// Where other programs are found.
const PATH: &str = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/// Another program in a world, with the world's folder as its home. It finds the real nocontact by
/// its name.
pub(crate) fn other(world: &World, program: &str) -> Command {
    let bin = world.path().join("bin");
    if fs::create_dir_all(&bin).is_ok() && !bin.join("nocontact").exists() {
        symlink(env!("CARGO_BIN_EXE_nocontact"), bin.join("nocontact")).unwrap();
    }
    let mut command = Command::new(program);
    command
        .env_clear()
        .env("PATH", format!("{}:{PATH}", bin.display()))
        .env("HOME", world.path())
        .env("TERM", "xterm")
        .env("LC_ALL", "C.UTF-8")
        .env("NOCONTACT_FILE", world.journal())
        .env("NOCONTACT_NOW", world.now.to_rfc3339())
        .current_dir(world.path());
    command
}

/// What a program prints; it must succeed and print no errors. `None` if it is not installed.
#[track_caller]
fn said(command: &mut Command) -> Option<String> {
    let Output { status, stdout, stderr } = match command.output() {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            skipped(&format!("there is no {} here", command.get_program().display()));
            return None;
        }
        output => output.unwrap(),
    };
    let (out, err) = (String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap());
    assert!(status.success() && err.is_empty(), "{command:?}\n{status}\n{out}\n{err}");
    Some(out)
}
