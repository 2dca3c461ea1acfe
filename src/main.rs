//! Reads the arguments, the environment, the clock and the terminal once, and calls `run`.

#![expect(clippy::disallowed_methods, reason = "this is the one place that reads the world")]

#[cfg(unix)]
mod zone;

use std::collections::BTreeMap;
use std::env;
use std::ffi::OsString;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{self, BufWriter, IsTerminal};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, SystemTime};
#[cfg(unix)]
use std::{process::Command, sync::LazyLock, sync::atomic::AtomicBool, sync::atomic::Ordering};

#[cfg(not(unix))]
use chrono::TimeZone;
use chrono::{FixedOffset, NaiveDateTime, Offset, Utc};
use directories::ProjectDirs;
use nocontact::domain::clock::Zone;
use nocontact::host::{Host, VARIABLES};
use nocontact::terminal::countdown;
use nocontact::terminal::editor::{self, ARGUMENT};

fn main() -> ExitCode {
    let mut host = Host {
        now: SystemTime::now(),
        #[cfg(unix)]
        zone: ZONE.is_some().then_some(Zone::Rules(at_utc)),
        #[cfg(not(unix))]
        zone: Some(Zone::Rules(at_utc)),
        variables: variables(),
        folder: env::current_dir().ok(),
        data_dir: data_dir(),
        out: Box::new(BufWriter::new(io::stdout().lock())),
        err: Box::new(io::stderr().lock()),
        input: Box::new(io::stdin().lock()),
        out_is_terminal: io::stdout().is_terminal(),
        err_is_terminal: io::stderr().is_terminal(),
        input_is_terminal: io::stdin().is_terminal(),
        width: terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)),
        wait: |time: Duration| {
            // Only the lock is waited for. What saves twice or reads standard input has hidden its
            // arguments before, in `run` or in `read_note`.
            hide();
            std::thread::sleep(time);
        },
        // The standard library seeds each state anew from the system.
        random: || RandomState::new().build_hasher().finish(),
        hide_arguments: hide,
        count_down: countdown::count_down,
        run_editor: editor::run,
    };
    ExitCode::from(nocontact::run(arguments(), &mut host))
}

/// The variables that are set.
fn variables() -> BTreeMap<&'static str, OsString> {
    let names = VARIABLES.split(' ');
    let found = names.filter_map(|name| Some((name, env::var_os(name)?))).collect();
    #[cfg(windows)]
    let found = as_on_unix(found);
    found
}

/// The variables as Unix would have them: Windows' clock ignores `TZ`, its consoles take UTF-8
/// whatever the locale, and an old one that cannot be switched to escapes is a dumb terminal.
#[cfg(windows)]
fn as_on_unix(mut found: BTreeMap<&'static str, OsString>) -> BTreeMap<&'static str, OsString> {
    use winapi_util::console::Console;
    // What is not a console fails to open, and shows what a program makes of it.
    let refuses = |console: io::Result<Console>| {
        console.is_ok_and(|mut it| it.set_virtual_terminal_processing(true).is_err())
    };
    found.remove("TZ");
    found.insert("LC_ALL", "UTF-8".into());
    if refuses(Console::stdout()) | refuses(Console::stderr()) {
        found.insert("TERM", "dumb".into());
    }
    found
}

/// Where the platform keeps a program's data. On Unix only if HOME is set: otherwise the lookup of
/// the user's home may ask a service on another machine.
fn data_dir() -> Option<PathBuf> {
    if cfg!(unix) && env::var_os("HOME").is_none_or(|home| home.is_empty()) {
        return None;
    }
    ProjectDirs::from("", "", "nocontact").map(|folders| folders.data_local_dir().to_owned())
}

/// The time zone, read once; `None` if it cannot be read.
#[cfg(unix)]
static ZONE: LazyLock<Option<tz::TimeZone>> =
    LazyLock::new(|| zone::read(env::var_os("TZ").as_deref(), env::var_os("TZDIR").as_deref()));

/// The system's offset at a UTC reading.
fn at_utc(reading: &NaiveDateTime) -> FixedOffset {
    #[cfg(unix)]
    let offset = ZONE.as_ref().map_or(0, |zone| zone::offset(zone, reading.and_utc().timestamp()));
    #[cfg(not(unix))]
    let offset = chrono::Local.offset_from_utc_datetime(reading).fix().local_minus_utc();
    FixedOffset::east_opt(offset).unwrap_or_else(|| Utc.fix())
}

/// The only argument of a process whose arguments are in the environment, as [`hide`] leaves them.
const HIDDEN: &str = "(hidden)";

fn variable(at: usize) -> String {
    format!("{ARGUMENT}{at}")
}

/// The arguments as they were given, the program's name first.
fn arguments() -> Vec<OsString> {
    let args: Vec<_> = env::args_os().collect();
    let hidden = (0..).map_while(|at| env::var_os(variable(at)));
    let hidden = hidden.take_while(|_| args.len() == 2 && args[1] == HIDDEN).collect::<Vec<_>>();
    if hidden.is_empty() { args } else { hidden }
}

/// Replaces this process by one that has its arguments in the environment, which only its owner can
/// read, unless there is but one. All begins again, so this must come before anything is read from
/// standard input, printed or saved. If the system refuses, the process goes on.
fn hide() {
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt;
        static WAS_TRIED: AtomicBool = AtomicBool::new(false);
        let args: Vec<_> = env::args_os().collect();
        if args.len() > 2 && !WAS_TRIED.swap(true, Ordering::Relaxed) {
            let mut process = Command::new(env::current_exe().unwrap_or_default());
            process.arg0(&args[0]).arg(HIDDEN).env_remove(variable(args.len()));
            let _ = process.envs((0..).map(variable).zip(args)).exec();
        }
    }
}
