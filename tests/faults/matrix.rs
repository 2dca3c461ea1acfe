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

const fn row(name: &'static str, needs: &'static [Need], run: fn(Writer) -> Tally) -> Fault {
    Fault { name, needs, run }
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
    row("kill_at_every_call", &[Need::Strace], kill::at_every_call),
    row("kill_merge_or_burn", &[Need::Strace], burn::killed),
    row("kill_in_questions", &[Need::Strace], questions::at_every_call),
    row("kill_at_random", &[], kill::at_random),
    row("error_at_every_call", &[Need::Strace], errors::at_every_call),
    row("error_in_merge_or_burn", &[Need::Strace], burn::failing),
    row("order_of_syncs", &[Need::Strace], order::of_syncs),
    row("power_cut", &[Need::Images], disk::power_cut),
    row("full_disk", &[Need::MemoryDisks], disk::full),
    row("no_room_for_burn", &[Need::MemoryDisks], room::none),
    row("writers", &[], crowd::writers),
    row("readers_during_writes", &[], crowd::readers),
    row("lock_held", &[], refusals::lock_held),
    row("lock_is_a_link", &[], refusals::lock_is_a_link),
    row("read_only_folder", &[Need::AnotherUser, Need::Images], refusals::read_only),
    row("immutable_file", &[Need::Images], refusals::immutable),
    row("bind_mount", &[Need::MemoryDisks], refusals::bind_mount),
    row("another_user", &[Need::AnotherUser], refusals::another_user),
    row("attributes", &[Need::Images], refusals::attributes),
    row("sticky_folder", &[Need::AnotherUser], refusals::sticky),
    row("odd_files_and_words", &[], odd::every_row),
    row("links_and_modes", &[], modes::links_and_modes),
    row("owner_and_access", &[Need::AnotherUser, Need::Images], access::kept),
    row("no_socket", &[Need::Strace], network::traced),
    row("no_network", &[Need::NoNetwork], network::cut_off),
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
