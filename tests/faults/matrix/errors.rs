//! System calls that fail during a save: once, or from then on.

use std::fs;
use std::path::PathBuf;

use super::kill::{Run, State, drafts, in_one_save, template};
use super::strace::{self, Call};
use super::tally::{Finding, Tally, wrong_if};
use super::writer::{Place, Writer, leftovers, names};

/// How often a signal interrupts a call that is interrupted repeatedly.
pub(crate) const PESTERED: usize = 40;

/// The calls in which a save changes the file system, and those in which it reads before.
const NAMES: &str = "chmod copy_file_range creat fchmod fchmodat fchown fdatasync flock fstat \
     fsetxattr fsync ftruncate getdents64 getxattr link linkat mkdir mkdirat newfstatat open \
     openat read readlink rename renameat sendfile statx unlink unlinkat write";

/// The calls from the first that names the place.
pub(crate) fn of_the_save(writer: Writer, place: &Place, line: &str) -> Vec<Call> {
    let folder = place.path().to_string_lossy().into_owned();
    let calls = strace::calls(writer, place, line).into_iter();
    calls
        .skip_while(|call| !call.text.contains(&folder))
        .filter(|call| NAMES.split(' ').any(|name| name == call.name))
        .collect()
}

/// Makes each call of each change, and of `restore`, fail with each error, once and permanently.
pub(crate) fn at_every_call(writer: Writer) -> Tally {
    let mut tally = Tally::default();
    for line in in_one_save().chain(["restore", "erase --yes"]) {
        let template = template(writer, line);
        let run = Run::of(writer, &template, line);
        // A memory card has neither modes nor links, and yet it can be saved to.
        let card = ("fchmod,chmod,linkat", "error=EPERM");
        tally.case(|| format!("{line}, on a card"), goes_on(&run, &template.copy(), card));
        let found = goes_on_unconfirmed(&run, &template.copy());
        tally.case(|| format!("{line}, where no folder is confirmed"), found);
        for call in of_the_save(writer, &template.copy(), line) {
            for (error, when, check) in faults(call.nth) {
                let place = template.copy();
                let fault = format!("error={error}:when={when}");
                let found = check(&run, &place, (&call.name, &fault))
                    .and_then(|()| run.keeps_words(call.has_input, &place.journal()));
                tally.case(|| format!("{line}, {fault} at {call}"), found);
            }
        }
    }
    let template = Place::started(writer, 2);
    let out = template.path().join("out.csv");
    let line = format!("export --format csv --output {}", out.display());
    let run = Run::of(writer, &template, &line);
    fs::remove_file(&out).ok();
    tally.case(
        || format!("{line}, where no folder is confirmed"),
        goes_on_unconfirmed(&run, &template),
    );
    begin_anew(writer, &mut tally);
    tally
}

/// A second `start` that cannot read the journal must not conclude that there is none.
fn begin_anew(writer: Writer, tally: &mut Tally) {
    let line = "start 2026-11-02";
    let template = Place::started(writer, 2);
    for call in of_the_save(writer, &template.copy(), line) {
        for error in ["EIO", "EACCES", "EINTR", "ENOMEM"] {
            let place = template.copy();
            let before = State::of(&place.journal());
            let fault = format!("error={error}:when={}", call.nth);
            let output = strace::with(writer, (&call.name, &fault), 20.0, &place.journal(), line);
            let found = match output.status.code() {
                _ if State::of(&place.journal()) != before => Err("overwritten"),
                Some(1) if !output.stderr.is_empty() || call.name == "write" => Ok(()),
                _ => Err("said what is not"),
            };
            tally.case(|| format!("{line}, {fault} at {call}"), found);
        }
    }
}

/// How the line begins that says what the disk did not confirm.
pub(crate) const UNCONFIRMED: &str = "nocontact: the disk did not confirm the changes in ";

/// On a disk that never confirms the names in a folder, all goes on, and one line says so.
fn goes_on_unconfirmed(run: &Run<'_>, place: &Place) -> Finding {
    let journal = place.journal();
    let (folder, above) = (journal.parent().unwrap().display(), place.path().display());
    let fault = format!("error=EIO -P {folder} -P {above}");
    let output = strace::with(run.writer, ("fsync", &fault), 20.0, &journal, run.line);
    run.is_whole(&journal)?;
    wrong_if(leftovers(&journal) > 0, "leftovers")?;
    wrong_if(!drafts(&journal).is_empty(), "draft kept")?;
    let done = output.status.success() && run.state(&journal).journal == run.after.journal;
    wrong_if(!done || output.stdout.is_empty(), "gave up")?;
    let err = String::from_utf8_lossy(&output.stderr);
    if err.matches(UNCONFIRMED).count() == 1 { Ok(()) } else { Err("said what is not") }
}

type Check = fn(&Run<'_>, &Place, (&str, &str)) -> Finding;

fn faults(nth: usize) -> Vec<(&'static str, String, Check)> {
    let mut faults: Vec<(_, _, Check)> = Vec::new();
    for error in ["EIO", "ENOSPC", "EACCES"] {
        faults.push((error, nth.to_string(), tells_the_truth));
        faults.push((error, format!("{nth}+"), tells_the_truth));
    }
    faults.push(("EINTR", nth.to_string(), goes_on));
    faults.push(("EINTR", format!("{nth}..{}", nth + PESTERED - 1), goes_on));
    faults.push(("EINTR", format!("{nth}+"), gives_up_or_is_ended));
    faults
}

/// The change is on the disk, or the program ends with 1 and the old content stays. If the change
/// was made but could not be confirmed or printed, the message says so.
fn tells_the_truth(run: &Run<'_>, place: &Place, fault: (&str, &str)) -> Finding {
    let journal = place.journal();
    let before = names(&journal);
    let output = strace::with(run.writer, fault, 20.0, &journal, run.line);
    let err = String::from_utf8_lossy(&output.stderr);
    let now = run.state(&journal).journal;
    run.is_whole(&journal)?;
    // The call that fails may be the removal of a temporary file.
    let made = names(&journal).iter().any(|name| name.contains(".tmp-") && !before.contains(name));
    wrong_if(made && !fault.0.starts_with("unlink"), "leftovers")?;
    // If every write fails, no message can be printed either.
    let is_mute = fault.0 == "write" && fault.1.ends_with('+');
    let is_named = |draft: &PathBuf| err.contains(&*draft.to_string_lossy());
    wrong_if(!is_mute && !drafts(&journal).iter().all(is_named), "draft not named")?;
    let is_told = err.contains("any change was saved");
    let unconfirmed = err.matches(UNCONFIRMED).count();
    wrong_if(unconfirmed > 1, "said twice")?;
    match output.status.code() {
        // Only where the names in a folder were not confirmed does it go on, and says so.
        Some(0) if fault.0 == "fsync" && unconfirmed == 0 => Err("said what is not"),
        Some(0) if now == run.after.journal => Ok(()),
        Some(1) if is_mute => Ok(()),
        // A file that cannot be read is not a missing file.
        Some(1) if run.before.journal.is_some() && err.contains("nothing is tracked") => {
            Err("said what is not")
        }
        Some(1) if err.is_empty() => Err("no cause given"),
        // An erase goes on after a file that it cannot remove, and names that file.
        Some(1)
            if run.line.starts_with("erase") && err.contains("what could be removed is gone") =>
        {
            Ok(())
        }
        Some(1) if now == run.before.journal && !is_told => Ok(()),
        Some(1) if now == run.after.journal && is_told => Ok(()),
        Some(0 | 1) => Err("said what is not"),
        _ => Err("crashed"),
    }
}

/// A signal is no reason to fail.
fn goes_on(run: &Run<'_>, place: &Place, fault: (&str, &str)) -> Finding {
    let journal = place.journal();
    let output = strace::with(run.writer, fault, 20.0, &journal, run.line);
    run.is_whole(&journal)?;
    wrong_if(leftovers(&journal) > 0, "leftovers")?;
    wrong_if(!drafts(&journal).is_empty(), "draft kept")?;
    let done = output.status.success() && run.state(&journal).journal == run.after.journal;
    if done { Ok(()) } else { Err("not tried again") }
}

/// If the signals never end, the program gives up or is still trying when we end it. Nothing is
/// torn.
fn gives_up_or_is_ended(run: &Run<'_>, place: &Place, fault: (&str, &str)) -> Finding {
    let journal = place.journal();
    let before = leftovers(&journal);
    let output = strace::with(run.writer, fault, 0.15, &journal, run.line);
    run.is_whole(&journal)?;
    match output.status.code() {
        Some(0) if run.state(&journal).journal != run.after.journal => Err("said what is not"),
        Some(1) if leftovers(&journal) > before => Err("leftovers"),
        Some(0 | 1) => Ok(()),
        _ if strace::was_killed(&output) => Ok(()),
        _ => Err("crashed"),
    }
}
