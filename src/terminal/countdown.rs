//! The countdown of `urge`: a bar or lines on stderr, next to which a line may be typed. The
//! terminal is left as it is, so Ctrl-C ends the program at any instant, and nothing needs
//! restoring.

#![expect(clippy::disallowed_methods, reason = "it is the time and the terminal that it shows")]

#[cfg(windows)]
use std::io::IsTerminal;
use std::io::{self, Write};
use std::time::{Duration, Instant};

#[cfg(windows)]
use crossterm_winapi::{Console, Handle, InputRecord};
#[cfg(unix)]
use rustix::event::{PollFd, PollFlags, Timespec, poll};
#[cfg(unix)]
use rustix::io::{Errno, ioctl_fionread};

/// Columns of the bar, without the time next to it.
const CELLS: usize = 20;

/// Counts down `time`, whole seconds, by a clock that cannot be set. Typing a line ends it early.
/// What was drawn stays on the screen, and what follows begins on a new line. What was typed is
/// thrown away, so that it answers no question.
pub fn count_down(time: Duration, ascii: bool, lines: bool) -> io::Result<()> {
    let begin = Instant::now();
    let mut drawn = String::new();
    loop {
        let passed = begin.elapsed();
        let left = time.saturating_sub(passed);
        let seconds = left.as_secs() + u64::from(left.subsec_nanos() > 0);
        let line = || format!("{} left\n", clock(60 * seconds.div_ceil(60)));
        let frame = if lines { line() } else { bar(time.as_secs(), seconds, ascii) };
        if frame != drawn {
            io::stderr().write_all(frame.as_bytes())?;
            drawn = frame;
        }
        if left.is_zero() {
            writeln!(io::stderr())?;
            break;
        }
        let second = Duration::from_nanos(1_000_000_000 - u64::from(passed.subsec_nanos()));
        if let Some(is_line) = typed_within(second.min(left))? {
            // Enter has already moved on to the next line.
            if !is_line {
                writeln!(io::stderr())?;
            }
            break;
        }
    }
    // Nothing is typed on what is not a terminal.
    #[cfg(unix)]
    let _ = rustix::termios::tcflush(io::stdin(), rustix::termios::QueueSelector::IFlush);
    #[cfg(windows)]
    let _ = typed_within(Duration::ZERO);
    Ok(())
}

/// A bar that fills up, with the time left, drawn over the last one. Its width never changes and it
/// uses no column that it does not draw, so a terminal made narrower has nothing to break.
fn bar(total: u64, left: u64, ascii: bool) -> String {
    let full = usize::try_from(CELLS as u64 * (total - left) / total.max(1)).unwrap_or(CELLS);
    let (done, open) = if ascii { ("#", ".") } else { ("\u{2588}", "\u{2591}") };
    let (done, open) = (done.repeat(full), open.repeat(CELLS - full));
    let digits = clock(total).len();
    format!("\r{done}{open}  {:>digits$}", clock(left))
}

/// `6:12`, `1:00:00`
fn clock(seconds: u64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match hours {
        0 => format!("{minutes}:{seconds:02}"),
        _ => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}

/// Waits for a line or the end of input; whether what came is a line. A signal, such as a resized
/// terminal, ends the wait but is neither.
#[cfg(unix)]
fn typed_within(time: Duration) -> io::Result<Option<bool>> {
    let input = io::stdin();
    let mut watched = [PollFd::new(&input, PollFlags::IN)];
    let time = Timespec::try_from(time).map_err(io::Error::other)?;
    match poll(&mut watched, Some(&time)) {
        Ok(0) | Err(Errno::INTR) => Ok(None),
        Ok(_) => Ok(Some(ioctl_fionread(&input)? > 0)),
        Err(error) => Err(error.into()),
    }
}

/// Takes what was typed on a console until Enter comes. Nothing of it is shown, so no line is ended.
#[cfg(windows)]
fn typed_within(time: Duration) -> io::Result<Option<bool>> {
    /// How long to wait before the next look, since a console says nothing of itself.
    const PAUSE: Duration = Duration::from_millis(50);
    const ENTER: u16 = b'\r' as u16;
    let end = Instant::now() + time;
    let console =
        io::stdin().is_terminal().then(Handle::input_handle).transpose()?.map(Console::from);
    loop {
        while let Some(console) = &console
            && console.number_of_console_input_events()? > 0
        {
            let event = console.read_single_input_event()?;
            if matches!(event, InputRecord::KeyEvent(key) if key.key_down && key.u_char == ENTER) {
                return Ok(Some(false));
            }
        }
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Ok(None);
        }
        std::thread::sleep(left.min(PAUSE));
    }
}
