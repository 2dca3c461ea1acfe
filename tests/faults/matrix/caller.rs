//! Who calls the program: the user who runs the tests, or another one.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::writer::{Place, Writer, command};

/// The user and group ids for rows that need a user who is not root.
pub(crate) const OTHER: u32 = 65_534;
const AS_OTHER: &str = "setpriv --reuid=65534 --regid=65534 --clear-groups";

/// Whether we can become another user here.
pub(crate) fn has_another_user() -> bool {
    as_other(&["true"]).output().is_ok_and(|output| output.status.success())
}

/// A command that another user runs.
pub(crate) fn as_other(words: &[&str]) -> Command {
    let mut setpriv = AS_OTHER.split(' ');
    let mut command = Command::new(setpriv.next().unwrap());
    command.args(setpriv).args(words);
    command
}

/// A program, and who runs it.
pub(crate) struct Caller {
    program: PathBuf,
    wrapper: String,
}

impl Caller {
    /// We run it ourselves.
    pub(crate) fn itself(writer: Writer) -> Self {
        Self { program: writer.program(), wrapper: String::new() }
    }

    /// Another user runs it. That user may enter the place, which has a copy of the program.
    pub(crate) fn other(writer: Writer, place: &Place) -> Self {
        let program = place.path().join("program");
        // `cp` makes the copy. If this process wrote it, a child of another thread could still have
        // it open, and running it would fail with "text file busy".
        let copied = Command::new("cp").arg(writer.program()).arg(&program).status();
        assert!(copied.unwrap().success());
        fs::set_permissions(place.path(), Permissions::from_mode(0o755)).unwrap();
        Self { program, wrapper: AS_OTHER.to_owned() }
    }

    /// The same caller, with a umask.
    pub(crate) fn masked(self, umask: &str, place: &Place) -> Self {
        let script = place.path().join("umask");
        fs::write(&script, format!("umask {umask}; exec \"$@\"")).unwrap();
        let wrapper = format!("{} /bin/sh {}", self.wrapper, script.display());
        Self { wrapper, ..self }
    }

    /// Runs a command line.
    pub(crate) fn run(&self, journal: &Path, line: &str) -> Output {
        command(&self.program, &self.wrapper, journal, line).output().unwrap()
    }
}

/// Gives a folder and its files to a user and a group.
pub(crate) fn give(folder: &Path, owner: u32, group: u32) {
    for entry in fs::read_dir(folder).unwrap() {
        chown(entry.unwrap().path(), Some(owner), Some(group)).unwrap();
    }
    chown(folder, Some(owner), Some(group)).unwrap();
}
