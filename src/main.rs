//! Reads the arguments, the environment, the clock and the terminal once, and calls `run`.

#![expect(clippy::disallowed_methods, reason = "this is the one place that reads the world")]

use std::env;
use std::io::{self, BufWriter, IsTerminal};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use chrono::{FixedOffset, Local, NaiveDateTime, Offset, TimeZone, Utc};
use directories::ProjectDirs;
use nocontact::domain::clock::Zone;
use nocontact::host::{Host, VARIABLES};
use nocontact::terminal::{countdown, editor};

fn main() -> ExitCode {
    let mut host = Host {
        now: Utc::now(),
        zone: Zone::Rules(at_utc),
        variables: VARIABLES
            .into_iter()
            .filter_map(|name| Some((name, env::var_os(name)?)))
            .collect(),
        data_dir: data_dir(),
        out: Box::new(BufWriter::new(io::stdout().lock())),
        err: Box::new(io::stderr().lock()),
        input: Box::new(io::stdin().lock()),
        out_is_terminal: io::stdout().is_terminal(),
        err_is_terminal: io::stderr().is_terminal(),
        input_is_terminal: io::stdin().is_terminal(),
        width: terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)),
        wait: |time: Duration| std::thread::sleep(time),
        count_down: countdown::count_down,
        run_editor: editor::run,
        knows_zone,
    };
    ExitCode::from(nocontact::run(env::args_os(), &mut host))
}

/// Where the platform keeps a program's data. On Unix only if HOME is set: otherwise the lookup of
/// the user's home may ask a service on another machine.
fn data_dir() -> Option<PathBuf> {
    if cfg!(unix) && env::var_os("HOME").is_none_or(|home| home.is_empty()) {
        return None;
    }
    ProjectDirs::from("", "", "nocontact").map(|folders| folders.data_local_dir().to_owned())
}

/// The system's offset at a UTC reading.
fn at_utc(reading: &NaiveDateTime) -> FixedOffset {
    Local.offset_from_utc_datetime(reading).fix()
}

/// Whether chrono reads a value of `TZ` or silently falls back. chrono wants names of three letters
/// or more, and offsets of less than a day.
#[cfg(unix)]
fn knows_zone(name: &str) -> bool {
    use tz::TimeZoneSettings;
    const FOLDERS: [&str; 4] =
        ["/usr/share/zoneinfo", "/share/zoneinfo", "/etc/zoneinfo", "/usr/share/lib/zoneinfo"];
    let settings = TimeZoneSettings::new(&FOLDERS, TimeZoneSettings::DEFAULT_READ_FILE_FN);
    settings.parse_posix_tz(name).is_ok_and(|zone| {
        zone.as_ref().local_time_types().iter().all(|offset| {
            offset.time_zone_designation().len() >= 3 && offset.ut_offset().abs() < 24 * 60 * 60
        })
    })
}

/// Other platforms ignore `TZ`.
#[cfg(not(unix))]
fn knows_zone(_: &str) -> bool {
    true
}
