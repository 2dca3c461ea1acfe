//! The countdown of `urge`: a bar on stderr, beside which a line may be typed.
//!
//! The terminal stays as it is, with no raw mode, no hidden cursor and no handler: at any instant
//! Ctrl-C ends the program by its signal, and there is nothing to put right.

#![expect(clippy::disallowed_methods, reason = "it is the time and the terminal that it shows")]

use std::io::{self, Write};
use std::time::{Duration, Instant};

/// Columns of the bar, without the time beside it.
const CELLS: usize = 20;

/// Counts down `time`, a whole number of seconds, by a clock that nobody sets. A line that is typed
/// ends it early. The bar then stands as it was, and where it ran out it stands full; what comes
/// next begins a line of its own. What was typed meanwhile is thrown away, so that it answers no
/// question.
pub fn count_down(time: Duration, ascii: bool) -> io::Result<()> {
    let begin = Instant::now();
    loop {
        let passed = begin.elapsed();
        let left = time.saturating_sub(passed);
        io::stderr().write_all(frame(time.as_secs(), passed.as_secs(), ascii).as_bytes())?;
        if left.is_zero() {
            writeln!(io::stderr())?;
            break;
        }
        let second = Duration::from_nanos(1_000_000_000 - u64::from(passed.subsec_nanos()));
        if typed::within(second.min(left))? {
            // Enter has moved on to the next line.
            if typed::nothing()? {
                writeln!(io::stderr())?;
            }
            break;
        }
    }
    typed::forget();
    Ok(())
}

/// A bar that fills up, and beside it the time left, over the one before it: the line's width never
/// changes, and no column is used that is not drawn, so that a terminal made narrower has nothing
/// to break.
fn frame(total: u64, passed: u64, ascii: bool) -> String {
    let passed = passed.min(total);
    let full = usize::try_from(CELLS as u64 * passed / total.max(1)).unwrap_or(CELLS);
    let (done, open) = if ascii { ("#", ".") } else { ("\u{2588}", "\u{2591}") };
    let (done, open) = (done.repeat(full), open.repeat(CELLS - full));
    let digits = clock(total).len();
    format!("\r{done}{open}  {:>digits$}", clock(total - passed))
}

/// `6:12`, `1:00:00`
fn clock(seconds: u64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match hours {
        0 => format!("{minutes}:{seconds:02}"),
        _ => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}

/// What is typed beside the bar.
#[cfg(unix)]
mod typed {
    use std::io;
    use std::time::Duration;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::io::{Errno, ioctl_fionread};
    use rustix::termios::{QueueSelector, tcflush};

    /// Waits so long for a line, or for the end of input; whether it came. A signal, as of a
    /// terminal that changes its size, ends the wait and is no line.
    pub(super) fn within(time: Duration) -> io::Result<bool> {
        let input = io::stdin();
        let mut watched = [PollFd::new(&input, PollFlags::IN)];
        let time = Timespec::try_from(time).map_err(io::Error::other)?;
        match poll(&mut watched, Some(&time)) {
            Ok(0) | Err(Errno::INTR) => Ok(false),
            Ok(_) => Ok(true),
            Err(error) => Err(error.into()),
        }
    }

    /// Whether what has come is the end of input, and no line.
    pub(super) fn nothing() -> io::Result<bool> {
        Ok(ioctl_fionread(io::stdin())? == 0)
    }

    /// Throws away what waits to be read, lines that are not ended included.
    pub(super) fn forget() {
        // Where it is no terminal, nothing is typed.
        let _ = tcflush(io::stdin(), QueueSelector::IFlush);
    }
}

/// Elsewhere a line typed meanwhile is found only once the time is over, by the question.
#[cfg(not(unix))]
mod typed {
    use std::io;
    use std::time::Duration;

    pub(super) fn within(time: Duration) -> io::Result<bool> {
        std::thread::sleep(time);
        Ok(false)
    }

    pub(super) fn nothing() -> io::Result<bool> {
        Ok(false)
    }

    pub(super) fn forget() {}
}
