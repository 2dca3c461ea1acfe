//! The time zone on Unix, which is the one that `date` uses (`manual/dates.md`). A part of `main`.

use std::ffi::OsStr;
use std::fs::OpenOptions;
use std::io::{self, Read};
use std::os::unix::{ffi::OsStrExt, fs::OpenOptionsExt};
use std::path::Path;

use tz::timezone::{Transition, TransitionRule};
use tz::{LocalTimeType, TimeZone, TimeZoneSettings};

/// The system's zone. Without this file, the system is in UTC.
const LOCAL: &str = "/etc/localtime";

/// The largest file that is read, in bytes. Real ones have a few thousand.
const SIZE_LIMIT: u64 = 1024 * 1024;

/// The header and the data of a zone file that knows only UTC (RFC 8536).
const UTC: &[u8] = b"TZif3\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\
                     \0\0\0\x04\0\0\0\0\0\0UTC\0";

/// The zone that `TZ` names, in the folder `TZDIR`, if they are set; `None` if it cannot be read.
pub(crate) fn read(name: Option<&OsStr>, folder: Option<&OsStr>) -> Option<TimeZone> {
    let name = name.unwrap_or(LOCAL.as_ref()).as_bytes();
    let name = OsStr::from_bytes(name.strip_prefix(b":").unwrap_or(name));
    if name.is_empty() || name == LOCAL && !Path::new(LOCAL).exists() {
        return Some(TimeZone::utc());
    }
    let find = |folder: &OsStr| bytes(&Path::new(folder).join(name)).ok();
    let found = match folder.filter(|folder| !folder.is_empty()) {
        Some(folder) => find(folder),
        None => TimeZoneSettings::DEFAULT_DIRECTORIES.iter().map(OsStr::new).find_map(find),
    };
    // At the end of a zone file, tz-rs also reads the hours from -167 to 167 that POSIX allows now.
    let by_rule = |rule: &str| parse(&[UTC, UTC, b"\n", rule.as_bytes(), b"\n"].concat());
    found.and_then(|file| parse(&file)).or_else(|| {
        let rule = name.to_str().filter(|rule| rule.trim_start() == *rule)?;
        // To a rule without dates, `date` adds those of the United States.
        by_rule(rule).or_else(|| by_rule(&format!("{rule},M3.2.0,M11.1.0")))
    })
}

/// The zone of a file, if its names have three letters and its offsets are less than a day.
fn parse(file: &[u8]) -> Option<TimeZone> {
    let zone = TimeZone::from_tz_data(file).ok()?;
    let by_rule = match zone.as_ref().extra_rule() {
        Some(TransitionRule::Fixed(only)) => vec![*only],
        Some(TransitionRule::Alternate(both)) => vec![*both.std(), *both.dst()],
        None => Vec::new(),
    };
    let is_usable = |local: &LocalTimeType| {
        local.time_zone_designation().len() >= 3 && local.ut_offset().abs() < 24 * 60 * 60
    };
    zone.as_ref().local_time_types().iter().chain(&by_rule).all(is_usable).then_some(zone)
}

/// The bytes of a regular file. Waits for no pipe.
fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let file = OpenOptions::new().read(true).custom_flags(libc::O_NONBLOCK).open(path)?;
    let mut bytes = Vec::new();
    if !file.metadata()?.is_file() || file.take(SIZE_LIMIT).read_to_end(&mut bytes)? == 0 {
        return Err(io::ErrorKind::InvalidData.into());
    }
    Ok(bytes)
}

/// The offset in seconds at a Unix time. After its last change, a zone without a rule keeps it.
pub(crate) fn offset(zone: &TimeZone, time: i64) -> i32 {
    let last = zone.as_ref().transitions().last().map_or(0, Transition::local_time_type_index);
    let last = || zone.as_ref().local_time_types().get(last);
    zone.find_local_time_type(time).ok().or_else(last).map_or(0, LocalTimeType::ut_offset)
}
