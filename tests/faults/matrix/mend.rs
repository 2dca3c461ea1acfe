//! `restore` and `erase`, killed at every system call. What the damaged journal holds is never
//! lost, and the next erase finishes one that was interrupted.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::kill::at_each_call;
use super::tally::{Finding, Tally, wrong_if};
use super::writer::{Place, Writer, age_leftovers, backup, leftovers, names, notes};

/// A journal that must come back.
const BAD: &str = "{\"version\": 1, \"brea";

/// A command line that repairs, the place where it runs, and what must hold after a kill. The flag
/// says whether the command had reported success.
struct Mend {
    line: &'static str,
    place: fn(Writer) -> Place,
    holds: fn(Writer, &Path, &Files, bool) -> Finding,
}

const MENDS: [Mend; 2] = [
    Mend { line: "restore", place: damaged, holds: restores },
    Mend { line: "erase --yes", place: full, holds: erases },
];

/// The files beside a journal and the journal itself, with names and bytes.
type Files = BTreeMap<String, Vec<u8>>;

fn files(journal: &Path) -> Files {
    let bytes = |name: &String| fs::read(journal.with_file_name(name)).unwrap();
    names(journal).into_iter().map(|name| (name.clone(), bytes(&name))).collect()
}

/// Two entries, and then a journal that cannot be read.
pub(crate) fn damaged(writer: Writer) -> Place {
    let place = Place::started(writer, 2);
    fs::write(place.journal(), BAD).unwrap();
    place
}

/// Two entries, and each kind of file that can lie beside them.
fn full(writer: Writer) -> Place {
    let place = Place::started(writer, 2);
    for suffix in ["bad-1", "draft-12345-0.txt", "tmp-12345-0"] {
        let path = place.journal().with_file_name(format!("nocontact.json.{suffix}"));
        fs::write(path, "first").unwrap();
    }
    place
}

/// Kills both commands at the start of each of their system calls.
pub(crate) fn at_every_call(writer: Writer, tally: &mut Tally) {
    for Mend { line, place, holds } in MENDS {
        let template = place(writer);
        let before = files(&template.journal());
        at_each_call(writer, &template, line, tally, |_, journal, output| {
            holds(writer, journal, &before, !output.stdout.is_empty())
        });
    }
}

/// The journal is either still damaged or equal to its backup, which stays. The damaged file is
/// kept.
fn restores(writer: Writer, journal: &Path, before: &Files, said: bool) -> Finding {
    let good = &before["nocontact.json.bak"];
    let keeps_both = || {
        let now = fs::read(journal).map_err(|_| "torn")?;
        wrong_if(now != BAD.as_bytes() && now != *good, "torn")?;
        wrong_if(fs::read(backup(journal)).ok().as_ref() != Some(good), "backup torn")?;
        let bad = |(name, bytes): (&String, &Vec<u8>)| {
            (name == "nocontact.json" || name.contains(".bad-")) && bytes == BAD.as_bytes()
        };
        if files(journal).iter().any(bad) { Ok(now == *good) } else { Err("bad file lost") }
    };
    let is_done = keeps_both()?;
    wrong_if(said && !is_done, "acknowledged lost")?;
    age_leftovers(journal);
    let again = writer.command(journal, "restore").output().unwrap();
    wrong_if(again.status.success() == is_done, "next run fails")?;
    wrong_if(!keeps_both()?, "next run fails")?;
    writer.command(journal, "log text --note next").output().unwrap();
    wrong_if(notes(journal).is_none_or(|notes| notes != ["first", "next"]), "next run fails")?;
    let aside = names(journal).iter().filter(|name| name.contains(".bad-")).count();
    if leftovers(journal) > 0 || aside != 1 { Err("leftovers") } else { Ok(()) }
}

/// Nothing is torn, the journal goes last except for the lock, and the next run finishes.
fn erases(writer: Writer, journal: &Path, before: &Files, said: bool) -> Finding {
    let now = files(journal);
    wrong_if(now.iter().any(|(name, bytes)| before.get(name) != Some(bytes)), "torn")?;
    wrong_if(said && !now.is_empty(), "acknowledged lost")?;
    let is_lock = |name: &String| name == "nocontact.json.lock";
    wrong_if(!journal.exists() && !now.keys().all(is_lock), "leftovers")?;
    let again = writer.command(journal, "erase --yes").output().unwrap();
    wrong_if(again.status.success() == now.is_empty(), "next run fails")?;
    if names(journal).is_empty() { Ok(()) } else { Err("leftovers") }
}
