//! The countdown of `urge`: a bar on stderr, beside which a line may be typed.
//!
//! The terminal stays as it is, with no raw mode, no hidden cursor and no handler: at any instant
//! Ctrl-C ends the program by its signal, and there is nothing to put right.

#![expect(clippy::disallowed_methods, reason = "it is the time and the terminal that it shows")]

use std::io::{self, Write};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle, TermLike};

/// Columns of the bar, without the time beside it.
const CELLS: u16 = 20;

/// Counts down `time`, a whole number of seconds, by a clock that nobody sets. A line that is typed
/// ends it early. The bar then stands as it was, and where it ran out it stands full; what comes
/// next begins a line of its own. What was typed meanwhile is thrown away, so that it answers no
/// question. In the line of the bar no column is used that is not drawn, so that a terminal made
/// narrower has nothing to break.
pub(crate) fn count_down(time: Duration, ascii: bool) -> io::Result<()> {
    let begin = Instant::now();
    let bar = bar(time, ascii)?;
    loop {
        let passed = begin.elapsed();
        let left = time.saturating_sub(passed);
        if left.is_zero() {
            bar.finish();
            writeln!(io::stderr())?;
            break;
        }
        bar.set_position(passed.as_secs());
        let second = Duration::from_nanos(1_000_000_000 - u64::from(passed.subsec_nanos()));
        if typed::within(second.min(left))? {
            // Enter has moved on to the next line; the bar is not drawn again there.
            bar.set_draw_target(ProgressDrawTarget::hidden());
            if typed::nothing()? {
                writeln!(io::stderr())?;
            }
            break;
        }
    }
    typed::forget();
    Ok(())
}

/// A bar that fills up, and beside it the time left, in a line whose width never changes.
fn bar(time: Duration, ascii: bool) -> io::Result<ProgressBar> {
    let digits = clock(time.as_secs()).len();
    let width = CELLS + 2 + u16::try_from(digits).map_err(io::Error::other)?;
    let template = format!("{{bar:{CELLS}}}  {{left:>{digits}}}");
    let style = ProgressStyle::with_template(&template)
        .map_err(io::Error::other)?
        .progress_chars(if ascii { "#." } else { "\u{2588}\u{2591}" })
        .with_key("left", |state: &ProgressState, text: &mut dyn std::fmt::Write| {
            let left = state.len().unwrap_or(0).saturating_sub(state.pos());
            // What takes the text has room for it.
            let _ = text.write_str(&clock(left));
        });
    let target = ProgressDrawTarget::term_like(Box::new(Line { width }));
    Ok(ProgressBar::with_draw_target(Some(time.as_secs()), target).with_style(style))
}

/// `6:12`, `1:00:00`
fn clock(seconds: u64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match hours {
        0 => format!("{minutes}:{seconds:02}"),
        _ => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}

/// The line on stderr that the bar is drawn in. (Left to itself, the bar would fill the terminal's
/// whole width with spaces, which break into lines of their own when it is made narrower.)
#[derive(Debug)]
struct Line {
    width: u16,
}

impl TermLike for Line {
    fn width(&self) -> u16 {
        self.width
    }

    fn move_cursor_up(&self, _: usize) -> io::Result<()> {
        Ok(())
    }

    fn move_cursor_down(&self, _: usize) -> io::Result<()> {
        Ok(())
    }

    fn move_cursor_right(&self, _: usize) -> io::Result<()> {
        Ok(())
    }

    fn move_cursor_left(&self, _: usize) -> io::Result<()> {
        Ok(())
    }

    fn write_line(&self, text: &str) -> io::Result<()> {
        writeln!(io::stderr(), "{text}")
    }

    fn write_str(&self, text: &str) -> io::Result<()> {
        io::stderr().write_all(text.as_bytes())
    }

    /// With spaces, which a terminal that knows no escape sequence knows too.
    fn clear_line(&self) -> io::Result<()> {
        self.write_str(&format!("\r{}\r", " ".repeat(usize::from(self.width))))
    }

    fn flush(&self) -> io::Result<()> {
        io::stderr().flush()
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
