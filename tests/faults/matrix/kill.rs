//! Killed: at every system call, and at any moment.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use super::mend;
use super::strace::{self, Call};
use super::tally::{Finding, Tally, wrong_if};
use super::writer::{Place, Writer, age_leftovers, backup, leftovers, names, notes};

/// A command line for each command that saves. The journal has two entries, whose first note is the
/// secret for `--burn`, and a goal where one is to be marked as done.
pub(crate) const CHANGES: [&str; 12] = [
    "start 2026-11-01",
    "log text again",
    "urge so close",
    "plan if late then sleep",
    "goal --done 3",
    "edit 1 --note changed",
    "ready --answers yynyynn",
    "undo",
    "remove 1 --yes",
    "remove 1 --burn --yes",
    IMPORT,
    LETTER,
];

/// Imports two entries from another machine.
pub(crate) const IMPORT: &str =
    concat!("import ", env!("CARGO_MANIFEST_DIR"), "/tests/faults/other.json");

/// Records a letter from a file that contains only [`WORDS`].
pub(crate) const LETTER: &str =
    concat!("letter never sent < ", env!("CARGO_MANIFEST_DIR"), "/tests/faults/letter.txt");

/// The text of the letter.
const WORDS: &str = include_str!("../letter.txt");

/// A journal for one of [`CHANGES`], or for `restore`. Before a burn, a killed save has also left
/// the secret in a temporary file.
pub(crate) fn template(writer: Writer, line: &str) -> Place {
    if line.starts_with("start") {
        return Place::empty();
    }
    if line == "restore" {
        return mend::damaged(writer);
    }
    let place = Place::started(writer, 2);
    if line.starts_with("goal") {
        writer.ok(&place.journal(), "goal run");
    }
    if line.contains("--burn") {
        let journal = place.journal();
        fs::copy(&journal, journal.with_file_name("nocontact.json.tmp-12345-0")).unwrap();
    }
    place
}

/// The drafts beside the journal that contain the words of the letter, or of a note.
pub(crate) fn drafts(journal: &Path) -> Vec<PathBuf> {
    let is_draft = |name: &String| name.contains(".draft-") || name.contains(".note-");
    let names = names(journal).into_iter().filter(is_draft);
    let paths = names.map(|name| journal.with_file_name(name));
    paths.filter(|path| fs::read(path).unwrap() == WORDS.as_bytes()).collect()
}

/// The bytes of the journal and of its backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct State {
    pub(crate) journal: Option<Vec<u8>>,
    pub(crate) backup: Option<Vec<u8>>,
}

impl State {
    pub(crate) fn of(journal: &Path) -> Self {
        Self { journal: fs::read(journal).ok(), backup: fs::read(backup(journal)).ok() }
    }

    /// With [`masked`] uids.
    fn masked(self, known: &str) -> Self {
        let mask = |bytes: Option<Vec<u8>>| bytes.map(|bytes| masked(bytes, known));
        Self { journal: mask(self.journal), backup: mask(self.backup) }
    }
}

/// These bytes with `new` for each uid that is not among the known ones. A new entry gets its uid at
/// random, so that no two runs leave the same bytes.
pub(crate) fn masked(bytes: Vec<u8>, known: &str) -> Vec<u8> {
    const UID: &str = "\"uid\": \"";
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => return error.into_bytes(),
    };
    let mask = |part: &str| {
        let is_uid = |uid: &&str| uid.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let new = part.get(..12).filter(is_uid).filter(|uid| !known.contains(uid));
        if new.is_some() { format!("new{}", &part[12..]) } else { part.to_owned() }
    };
    text.split(UID).map(mask).collect::<Vec<_>>().join(UID).into_bytes()
}

/// The states before and after an undisturbed run of a command line.
pub(crate) struct Run<'a> {
    pub(crate) writer: Writer,
    pub(crate) line: &'a str,
    pub(crate) before: State,
    pub(crate) after: State,
    /// The text of the journal before, with the uids of its entries.
    known: String,
}

impl<'a> Run<'a> {
    pub(crate) fn of(writer: Writer, template: &Place, line: &'a str) -> Self {
        let place = template.copy();
        let journal = place.journal();
        let known = fs::read_to_string(&journal).unwrap_or_default();
        let before = State::of(&journal).masked(&known);
        writer.ok(&journal, line);
        Self { writer, line, before, after: State::of(&journal).masked(&known), known }
    }

    /// The state now, to compare with the one before and the one after.
    pub(crate) fn state(&self, journal: &Path) -> State {
        State::of(journal).masked(&self.known)
    }

    /// Whether each file is as in an undisturbed run, before or after.
    pub(crate) fn is_whole(&self, journal: &Path) -> Finding {
        let now = self.state(journal);
        let replaces = self.line != "restore";
        wrong_if(now.journal != self.before.journal && now.journal != self.after.journal, "torn")?;
        let backup = now.backup == self.before.backup
            || now.backup == self.after.backup
            || replaces && now.backup == self.before.journal;
        wrong_if(!backup, "backup torn")
    }

    /// Whether the letter's words are in the journal or in a draft, once they were `read`.
    pub(crate) fn keeps_words(&self, read: bool, journal: &Path) -> Finding {
        let is_recorded = self.state(journal).journal == self.after.journal;
        let is_kept = is_recorded || !drafts(journal).is_empty();
        if self.line != LETTER || !read || is_kept { Ok(()) } else { Err("letter lost") }
    }

    /// Whether the next runs find everything in order, and leave nothing behind.
    fn goes_on(&self, journal: &Path) -> Finding {
        age_leftovers(journal);
        let run = |line: &str| self.writer.command(journal, line).output().unwrap();
        let is_there = fs::metadata(journal).is_ok() || run("start 2026-11-01").status.success();
        wrong_if(!is_there, "next run fails")?;
        let had = notes(journal).ok_or("torn")?;
        wrong_if(!run("log text --note next").status.success(), "next run fails")?;
        let has = notes(journal).ok_or("torn")?;
        wrong_if(has != [had, vec!["next".to_owned()]].concat(), "entry lost")?;
        wrong_if(leftovers(journal) > 0, "leftovers")?;
        match self.line {
            LETTER => {
                // Recorded again from the draft, which then goes.
                let done = run(LETTER).status.success() && drafts(journal).is_empty();
                if done { Ok(()) } else { Err("draft kept") }
            }
            _ => Ok(()),
        }
    }
}

/// Those of [`CHANGES`] that one save makes. A burn takes two, and `burn` looks at every step of it.
pub(crate) fn in_one_save() -> impl Iterator<Item = &'static str> {
    CHANGES.into_iter().filter(|line| !line.contains("--burn"))
}

/// Kills each change [`in_one_save`], and the commands that repair, at the start of each system call.
pub(crate) fn at_every_call(writer: Writer) -> Tally {
    let mut tally = Tally::default();
    for line in in_one_save() {
        let template = template(writer, line);
        let run = Run::of(writer, &template, line);
        at_each_call(writer, &template, line, &mut tally, |call, journal, output| {
            let is_lost = run.state(journal).journal != run.after.journal;
            wrong_if(!output.stdout.is_empty() && is_lost, "acknowledged lost")?;
            run.is_whole(journal)?;
            run.keeps_words(call.has_input, journal)?;
            run.goes_on(journal)
        });
    }
    mend::at_every_call(writer, &mut tally);
    tally
}

/// Kills a command line at the start of each system call, each time on a copy of `template`, and
/// checks what each leaves.
pub(crate) fn at_each_call(
    writer: Writer,
    template: &Place,
    line: &str,
    tally: &mut Tally,
    check: impl Fn(&Call, &Path, &Output) -> Finding,
) {
    for call in strace::calls(writer, &template.copy(), line) {
        let place = template.copy();
        let journal = place.journal();
        let fault = format!("signal=KILL:when={}", call.nth);
        let output = strace::with(writer, (&call.name, &fault), 20.0, &journal, line);
        let found = wrong_if(!strace::was_killed(&output), "not killed")
            .and_then(|()| check(&call, &journal, &output));
        tally.case(|| format!("{line}, at {call}"), found);
    }
}

/// Kills `log` two thousand times on one journal, at moments spread evenly over its run. Runs that
/// ended before they were killed do not count.
pub(crate) fn at_random(writer: Writer) -> Tally {
    const KILLS: usize = 2_000;
    const PER_JOURNAL: usize = 100;
    let mut tally = Tally::default();
    let mut runs = 0.0;
    while tally.cases() < KILLS {
        let place = Place::started(writer, 100);
        let journal = place.journal();
        let span = length_of_a_run(writer, &place);
        let mut acknowledged: BTreeSet<String> = notes(&journal).unwrap().into_iter().collect();
        for _ in 0..PER_JOURNAL {
            runs += 1.0;
            let note = format!("note-{runs}");
            // Steps of the golden ratio fill a span evenly, however many there are.
            let after = span.mul_f64((runs * 0.618_033_988_749_895_f64).fract());
            let (before, had) = (State::of(&journal), leftovers(&journal));
            let mut command = writer.command(&journal, &format!("log text --note {note}"));
            let output = killed_after(&mut command, after);
            if !output.stdout.is_empty() {
                acknowledged.insert(note);
            }
            if output.status.signal() != Some(9) {
                continue;
            }
            let is_inside = leftovers(&journal) > had || State::of(&journal) != before;
            if is_inside && output.stdout.is_empty() {
                tally.remark("in a save");
            }
            let found = has_all(&journal, &acknowledged);
            tally.case(|| format!("run {runs}, killed after {after:?}"), found);
            if found.is_err() {
                // Otherwise each later case would count the same loss again.
                acknowledged = notes(&journal).unwrap_or_default().into_iter().collect();
            }
        }
    }
    tally
}

/// Runs a command, and kills it if it has not ended.
fn killed_after(command: &mut Command, time: Duration) -> Output {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    pause(time);
    child.kill().unwrap();
    child.wait_with_output().unwrap()
}

fn has_all(journal: &Path, acknowledged: &BTreeSet<String>) -> Finding {
    let has: BTreeSet<String> = notes(journal).ok_or("torn")?.into_iter().collect();
    wrong_if(!acknowledged.is_subset(&has), "acknowledged lost")?;
    wrong_if(backup(journal).exists() && notes(&backup(journal)).is_none(), "backup torn")?;
    Ok(())
}

/// How long `log` takes here.
fn length_of_a_run(writer: Writer, place: &Place) -> Duration {
    let copy = place.copy();
    let begin = Instant::now();
    for _ in 0..5 {
        writer.ok(&copy.journal(), "log text");
    }
    begin.elapsed() / 5
}

#[expect(clippy::disallowed_methods, reason = "the moment of the kill is what is tried")]
fn pause(time: Duration) {
    std::thread::sleep(time);
}
