//! The table of faults, and how each row runs: both programs, the same cases, a figure for each.

mod access;
mod burn;
mod caller;
mod crowd;
mod disk;
mod errors;
mod kill;
mod mend;
mod modes;
mod network;
mod odd;
mod order;
mod questions;
mod refusals;
mod room;
mod strace;
mod tally;
mod writer;

use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::{Arc, Mutex};

use libtest_mimic::{Arguments, Failed, Trial};
use tally::Tally;
use writer::Writer;

/// A row: what goes wrong, and how to try it with a program.
struct Fault {
    name: &'static str,
    needs: &'static [Need],
    run: fn(Writer) -> Tally,
}

/// What a row needs from the machine.
#[derive(Clone, Copy)]
enum Need {
    Strace,
    Images,
    MemoryDisks,
    AnotherUser,
    NoNetwork,
}

impl Need {
    /// Why this machine lacks it, if it does.
    fn missing(self) -> Option<&'static str> {
        let (there, why) = match self {
            Self::Strace => (strace::works(), "there is no strace here that can trace"),
            Self::Images => (disk::mounts_images(), "no ext4 image can be mounted here"),
            Self::MemoryDisks => (disk::mounts_memory(), "no tmpfs can be mounted here"),
            Self::AnotherUser => {
                (caller::has_another_user(), "setpriv cannot be another user here")
            }
            Self::NoNetwork => (network::can_be_cut(), "unshare cannot take the network away here"),
        };
        (!there).then_some(why)
    }
}

/// The rows, in the order of the table.
const MATRIX: &[Fault] = &[
    Fault { name: "kill_at_every_call", needs: &[Need::Strace], run: kill::at_every_call },
    Fault { name: "kill_merge_or_burn", needs: &[Need::Strace], run: burn::killed },
    Fault { name: "kill_in_questions", needs: &[Need::Strace], run: questions::at_every_call },
    Fault { name: "kill_at_random", needs: &[], run: kill::at_random },
    Fault { name: "error_at_every_call", needs: &[Need::Strace], run: errors::at_every_call },
    Fault { name: "error_in_merge_or_burn", needs: &[Need::Strace], run: burn::failing },
    Fault { name: "order_of_syncs", needs: &[Need::Strace], run: order::of_syncs },
    Fault { name: "power_cut", needs: &[Need::Images], run: disk::power_cut },
    Fault { name: "full_disk", needs: &[Need::MemoryDisks], run: disk::full },
    Fault { name: "no_room_for_burn", needs: &[Need::MemoryDisks], run: room::none },
    Fault { name: "writers", needs: &[], run: crowd::writers },
    Fault { name: "readers_during_writes", needs: &[], run: crowd::readers },
    Fault { name: "lock_held", needs: &[], run: refusals::lock_held },
    Fault { name: "lock_is_a_link", needs: &[], run: refusals::lock_is_a_link },
    Fault {
        name: "read_only_folder",
        needs: &[Need::AnotherUser, Need::Images],
        run: refusals::read_only,
    },
    Fault { name: "immutable_file", needs: &[Need::Images], run: refusals::immutable },
    Fault { name: "bind_mount", needs: &[Need::MemoryDisks], run: refusals::bind_mount },
    Fault { name: "another_user", needs: &[Need::AnotherUser], run: refusals::another_user },
    Fault { name: "attributes", needs: &[Need::Images], run: refusals::attributes },
    Fault { name: "sticky_folder", needs: &[Need::AnotherUser], run: refusals::sticky },
    Fault { name: "odd_files_and_words", needs: &[], run: odd::every_row },
    Fault { name: "links_and_modes", needs: &[], run: modes::links_and_modes },
    Fault {
        name: "owner_and_access",
        needs: &[Need::AnotherUser, Need::Images],
        run: access::kept,
    },
    Fault { name: "no_socket", needs: &[Need::Strace], run: network::traced },
    Fault { name: "no_network", needs: &[Need::NoNetwork], run: network::cut_off },
];

/// Runs the rows that the command line asks for, and prints the table.
pub(crate) fn main() -> ExitCode {
    let lines = Arc::new(Mutex::new(BTreeMap::new()));
    let mut trials = Vec::new();
    for (place, fault) in MATRIX.iter().enumerate() {
        let missing = fault.needs.iter().find_map(|need| need.missing());
        if let Some(why) = missing {
            let line = format!("skipped: {}: {why}", fault.name);
            lines.lock().unwrap().insert(place, line);
        }
        let lines = Arc::clone(&lines);
        let trial = Trial::test(fault.name, move || {
            let (line, result) = run(fault);
            lines.lock().unwrap().insert(place, line);
            result
        });
        trials.push(trial.with_ignored_flag(missing.is_some()));
    }
    let conclusion = libtest_mimic::run(&Arguments::from_args(), trials);
    print(lines.lock().unwrap().values());
    conclusion.exit_code()
}

#[expect(clippy::print_stdout, reason = "the table is what this runs for")]
fn print<'a>(lines: impl ExactSizeIterator<Item = &'a String>) {
    if lines.len() > 0 {
        println!("{}", line("fault", "cases", "ours wrong", "naive wrong"));
    }
    lines.for_each(|line| println!("{line}"));
}

fn line(fault: &str, cases: &str, ours: &str, naive: &str) -> String {
    format!("{fault:<22} {cases:>6}  {ours:<26}  {naive}")
}

/// Runs a row with both programs. Returns its line in the table, and whether it holds.
fn run(fault: &Fault) -> (String, Result<(), Failed>) {
    let (ours, naive) = ((fault.run)(Writer::Ours), (fault.run)(Writer::Naive));
    let (cases, shown) = (ours.cases().to_string(), ours.to_string());
    let line = line(fault.name, &cases, &shown, &naive.to_string());
    let result = if ours.is_caught() {
        Err(format!("{ours} wrong:\n{}", ours.first()).into())
    } else if !naive.is_caught() {
        Err("the naive writer was not caught, so that this proves nothing".into())
    } else {
        Ok(())
    };
    (line, result)
}
