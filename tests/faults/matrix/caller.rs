//! Who calls the program: whoever runs the tests, or another user.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::writer::{Place, Writer, command};

/// The id of the user and of the group of the rows that need one who is not root.
pub(crate) const OTHER: u32 = 65_534;
const AS_OTHER: &str = "setpriv --reuid=65534 --regid=65534 --clear-groups";

/// Whether we can be another user here.
pub(crate) fn has_another_user() -> bool {
    as_other(&["true"]).output().is_ok_and(|output| output.status.success())
}

/// Words run as another user.
pub(crate) fn as_other(words: &[&str]) -> Command {
    let mut setpriv = AS_OTHER.split(' ');
    let mut command = Command::new(setpriv.next().unwrap());
    command.args(setpriv).args(words);
    command
}

/// A program, and by whom it is run.
pub(crate) struct Caller {
    program: PathBuf,
    wrapper: String,
}

impl Caller {
    /// By ourselves.
    pub(crate) fn itself(writer: Writer) -> Self {
        Self { program: writer.program(), wrapper: String::new() }
    }

    /// By another user, who may look into the place, and has a copy of the program there.
    pub(crate) fn other(writer: Writer, place: &Place) -> Self {
        let program = place.path().join("program");
        // By a process of its own: a copy of ours could be open for writing in a process that
        // another thread is just starting, and then the program is "busy".
        let copied = Command::new("cp").arg(writer.program()).arg(&program).status();
        assert!(copied.unwrap().success());
        fs::set_permissions(place.path(), Permissions::from_mode(0o755)).unwrap();
        Self { program, wrapper: AS_OTHER.to_owned() }
    }

    /// The same, with a mask of rights that no new file gets.
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

/// Gives a folder and what is in it to a user and a group.
pub(crate) fn give(folder: &Path, owner: u32, group: u32) {
    for entry in fs::read_dir(folder).unwrap() {
        chown(entry.unwrap().path(), Some(owner), Some(group)).unwrap();
    }
    chown(folder, Some(owner), Some(group)).unwrap();
}
