//! Runs an editor in our terminal: while it is there, the keys that end a program are for it alone.

use std::ffi::OsString;
use std::io;
use std::process::{Command, ExitStatus};

/// Runs the words of a command line, without a shell, and returns once the program has ended.
pub fn run(words: &[OsString]) -> io::Result<ExitStatus> {
    let mut editor = Command::new(&words[0]);
    editor.args(&words[1..]);
    #[cfg(unix)]
    return keys::are_for(|| editor.status());
    #[cfg(not(unix))]
    editor.status()
}

#[cfg(unix)]
mod keys {
    use std::io;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};

    use signal_hook::consts::{SIGINT, SIGQUIT};
    use signal_hook::flag::register_conditional_default;

    /// Calls `child`, whom the keys are for: its own program begins with their usual effect. The
    /// terminal sends their signals to us as well; they pass by, and end us as ever afterward. One
    /// that was ignored before, as after `trap '' INT`, is ignored by both, as ever; that can be
    /// asked on Linux alone.
    pub(super) fn are_for<T>(child: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
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

    /// The signals that are ignored, the first in the lowest bit (`proc_pid_status(5)`); none where
    /// nobody says so.
    fn ignored() -> u64 {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let bits = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
        bits.and_then(|bits| u64::from_str_radix(bits.trim(), 16).ok()).unwrap_or(0)
    }
}
