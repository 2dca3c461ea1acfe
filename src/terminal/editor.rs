//! An editor: which one to run (`VISUAL`, then `EDITOR`), and how to run it in our terminal.

use std::env;
use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::process::{Command, ExitStatus};
#[cfg(unix)]
use std::sync::{Arc, atomic::AtomicBool, atomic::Ordering};

use anyhow::{Context, Result};
#[cfg(unix)]
use signal_hook::{consts::SIGINT, consts::SIGQUIT, flag::register_conditional_default};

use crate::domain::text::quoted;
use crate::error::Failure;
use crate::host::Host;

/// The editor's command line, and which variable says so, in words for a person.
pub(crate) struct Editor {
    words: Vec<OsString>,
    named: String,
}

impl Editor {
    /// The editor that a variable names, if someone is at the terminal. An error if it is empty.
    pub(crate) fn of(host: &Host<'_>) -> Result<Option<Self>, Failure> {
        let value = |variable| Some((variable, host.variable(variable)?));
        let set = ["VISUAL", "EDITOR"].into_iter().find_map(value);
        let Some((variable, value)) = set.filter(|_| host.input_is_terminal) else {
            return Ok(None);
        };
        let named = format!("{variable} is \"{}\"", quoted(&value.to_string_lossy()));
        let words = value.to_str().and_then(split).unwrap_or_default();
        if words.is_empty() {
            return Err(Failure::new(format!("{named}, which is not a command")));
        }
        Ok(Some(Self { words: words.into_iter().map(Into::into).collect(), named }))
    }

    pub(crate) fn run(self, draft: &Path, host: &Host<'_>) -> Result<()> {
        let words = self.words.into_iter().chain([draft.into()]).collect::<Vec<_>>();
        let cannot = || format!("cannot run the editor: {}", self.named);
        let ended = (host.run_editor)(&words).with_context(cannot)?;
        if ended.success() {
            return Ok(());
        }
        Err(Failure::new(format!("the editor failed: {ended}; nothing is recorded")).into())
    }
}

/// The words of an editor's command line. On Windows, a backslash is part of a path, and a path to a
/// program may have spaces.
fn split(text: &str) -> Option<Vec<String>> {
    if !cfg!(windows) {
        return shlex::split(text);
    }
    if Path::new(text).is_file() {
        return Some(vec![text.to_owned()]);
    }
    let mut is_quoted = false;
    let words = text.split(|character| {
        is_quoted ^= character == '"';
        character == ' ' && !is_quoted
    });
    Some(words.map(|word| word.replace('"', "")).filter(|word| !word.is_empty()).collect())
}

/// How the variables begin that hold our own hidden arguments. No editor gets them.
pub const ARGUMENT: &str = "NOCONTACT_ARGUMENT_";

/// Runs a command line, without a shell, and returns once the program has ended.
pub fn run(words: &[OsString]) -> io::Result<ExitStatus> {
    // Windows itself finds no `code.cmd` by the name `code`.
    #[cfg(windows)]
    let mut editor =
        Command::new(which::which(&words[0]).unwrap_or_else(|_| words[0].clone().into()));
    #[cfg(not(windows))]
    let mut editor = Command::new(&words[0]);
    editor.args(&words[1..]);
    let is_argument = |name: &OsString| name.to_string_lossy().starts_with(ARGUMENT);
    env::vars_os().map(|(name, _)| name).filter(is_argument).for_each(|name| {
        editor.env_remove(name);
    });
    #[cfg(unix)]
    return keys_to_child(|| editor.status());
    #[cfg(not(unix))]
    editor.status()
}

/// Runs `child` while Ctrl-C and Ctrl-\ reach only the child. The terminal sends their signals
/// to us as well; we ignore them until the child has ended. A signal that was ignored before,
/// as after `trap '' INT`, stays ignored by both. Only Linux says which those are.
#[cfg(unix)]
fn keys_to_child<T>(child: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    let end_us = Arc::new(AtomicBool::new(false));
    let ignored = ignored();
    for signal in [SIGINT, SIGQUIT] {
        if ignored >> (signal - 1) & 1 == 0 {
            register_conditional_default(signal, Arc::clone(&end_us))?;
        }
    }
    let done = child();
    end_us.store(true, Ordering::SeqCst);
    done
}

/// The signals that we ignore, one bit each (`proc_pid_status(5)`); 0 if the system does not say.
#[cfg(unix)]
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let bits = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    bits.and_then(|bits| u64::from_str_radix(bits.trim(), 16).ok()).unwrap_or(0)
}
