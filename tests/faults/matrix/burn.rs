//! Merges and burns, killed and failing: what becomes of every file beside the journal, and beside a
//! link to it.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Output;

use super::errors::{PESTERED, UNCONFIRMED, of_the_save};
use super::kill::{at_each_call, masked, template};
use super::strace::{self, Call};
use super::tally::{Finding, Tally, wrong_if};
use super::writer::{Place, Writer, long_ago, notes};

const BURN: &str = "remove 1 --burn --yes";
pub(crate) const MERGE: &str = "import --conflicts";

/// What is burnt: the note of the first entry.
const SECRET: &[u8] = b"first";

/// The conflict copy beside the journal.
const CONFLICT: &str = "nocontact (conflicted copy 2026-11-22 210500).json";

/// A command line, the place where it runs, and whether it burns.
type Row = (&'static str, fn(Writer) -> Place, bool);

const SCENES: [Row; 4] = [
    (MERGE, merging, false),
    (MERGE, merging_a_burn, true),
    (BURN, |writer| template(writer, BURN), true),
    (BURN, burning_past_a_link, true),
];

/// A journal, and a conflict copy with an entry that is new, one that was changed and one that was
/// removed.
pub(crate) fn merging(writer: Writer) -> Place {
    diverged(writer, &["log text --note there", "edit 2 --note changed", "remove 3 --yes"])
}

/// The same, and one that was burnt.
pub(crate) fn merging_a_burn(writer: Writer) -> Place {
    diverged(writer, &["log text --note there", "edit 2 --note changed", "remove 3 --yes", BURN])
}

fn diverged(writer: Writer, lines: &[&str]) -> Place {
    let (place, there) = (Place::started(writer, 3), Place::started(writer, 0));
    fs::copy(place.journal(), there.journal()).unwrap();
    for line in lines {
        writer.ok(&there.journal(), line);
    }
    fs::copy(there.journal(), place.journal().with_file_name(CONFLICT)).unwrap();
    writer.ok(&place.journal(), "log text --note here");
    leave(&place.journal(), "a letter");
    place
}

/// A link to a journal, a backup beside each, and beside the journal every other file that can hold
/// what is burnt.
fn burning_past_a_link(writer: Writer) -> Place {
    let place = Place::started(writer, 3);
    let (link, target) = (place.journal(), place.path().join("real/nocontact.json"));
    fs::copy(&link, link.with_file_name(CONFLICT)).unwrap();
    leave(&link, "first, in a letter");
    fs::rename(place.path().join("data"), place.path().join("real")).unwrap();
    fs::create_dir(place.path().join("data")).unwrap();
    symlink("../real/nocontact.json", &link).unwrap();
    fs::copy(&target, link.with_file_name("nocontact.json.bak")).unwrap();
    place
}

/// Leaves a temporary file of a save that was killed two minutes ago, a draft, and a damaged journal.
fn leave(journal: &Path, draft: &str) {
    let leftover = journal.with_file_name("nocontact.json.tmp-12345-0");
    fs::copy(journal, &leftover).unwrap();
    File::options().write(true).open(leftover).unwrap().set_modified(long_ago()).unwrap();
    fs::write(journal.with_file_name("nocontact.json.draft-12345-0.txt"), draft).unwrap();
    fs::write(journal.with_file_name("nocontact.json.bad-1"), "{").unwrap();
}

/// Every file and link of a place by its path, with its bytes or where it leads.
pub(crate) type Files = BTreeMap<PathBuf, Vec<u8>>;

pub(crate) fn files(folder: &Path, known: &str) -> Files {
    let mut files = Files::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = PathBuf::from(path.file_name().unwrap());
        if let Ok(to) = fs::read_link(&path) {
            files.insert(name, to.into_os_string().into_encoded_bytes());
        } else if path.is_dir() {
            let inside = self::files(&path, known).into_iter();
            files.extend(inside.map(|(path, bytes)| (name.join(path), bytes)));
        } else {
            files.insert(name, masked(fs::read(&path).unwrap(), known));
        }
    }
    files
}

/// How far a run came.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Every file is as it was.
    Before,
    /// The journal is the new one, but not every copy of what is burnt is gone.
    Saved,
    /// Every copy is gone, but the journal still has their names.
    Burnt,
    /// Every file is as after an undisturbed run.
    Done,
}

/// A command line, and the files before and after an undisturbed run.
pub(crate) struct Scene {
    pub(crate) writer: Writer,
    pub(crate) line: &'static str,
    pub(crate) burns: bool,
    pub(crate) template: Place,
    /// The path of the journal below the place, past any link.
    journal: PathBuf,
    known: String,
    before: Files,
    after: Files,
    notes: Vec<String>,
}

impl Scene {
    pub(crate) fn all(writer: Writer) -> impl Iterator<Item = Self> {
        SCENES.into_iter().map(move |(line, place, burns)| {
            let template = place(writer);
            let known = fs::read_to_string(template.journal()).unwrap();
            let before = files(template.path(), &known);
            let is_link = before.contains_key(Path::new("real/nocontact.json"));
            let journal = if is_link { "real/nocontact.json" } else { "data/nocontact.json" };
            let undisturbed = template.copy();
            writer.ok(&undisturbed.journal(), line);
            let after = files(undisturbed.path(), &known);
            let notes = notes(&undisturbed.journal()).unwrap();
            let journal = journal.into();
            Self { writer, line, burns, template, journal, known, before, after, notes }
        })
    }

    /// How far the run at this place came. Wrong if any file is as in no step of it.
    pub(crate) fn stage(&self, place: &Path) -> Result<Stage, &'static str> {
        let now = files(place, &self.known);
        let of = |files: &Files, path: &Path| files.get(path).cloned();
        let journal = of(&now, &self.journal).ok_or("gone")?;
        let (journal, burning) = without_burning(journal);
        let is_saved = Some(&journal) != self.before.get(&self.journal);
        wrong_if(is_saved && Some(&journal) != self.after.get(&self.journal), "torn")?;
        wrong_if(!burning.is_empty() && !is_saved, "torn")?;
        // What was removed must have been named in the journal.
        let gone = |path: &Path| self.burns && !self.after.contains_key(path);
        let is_named = |path: &Path| {
            burning.iter().any(|name| path.file_name().is_some_and(|file| *file == **name))
        };
        let mut left = 0;
        let paths = self.before.keys().chain(now.keys()).chain(self.after.keys());
        for path in paths.filter(|path| **path != self.journal) {
            let (was, is) = (of(&self.before, path), of(&now, path));
            let is_leftover = is_temporary(path);
            if is_saved && gone(path) && was.is_some() {
                wrong_if(is.is_some() && is != was, "torn")?;
                wrong_if(is.is_some() && !is_named(path), "burnt text kept")?;
                left += usize::from(is.is_some());
            } else if was.is_none() && is_leftover {
                // This run has left it. Elsewhere it is looked at whether it may.
            } else if self.burns || !is_saved && !is_leftover && !is_backup(path) {
                wrong_if(is != was, "another file changed")?;
            } else if is_leftover {
                wrong_if(is.is_some() && is != was, "torn")?;
            } else if is_backup(path) {
                let old = self.before.get(&self.journal).cloned();
                let is_old = is == old || !is_saved && is == was;
                wrong_if(!is_old, "backup torn")?;
            } else {
                wrong_if(is != of(&self.after, path), "another file changed")?;
            }
        }
        Ok(match (is_saved, left, burning.is_empty()) {
            (false, ..) => Stage::Before,
            (true, 0, true) => Stage::Done,
            (true, 0, false) => Stage::Burnt,
            (true, ..) => Stage::Saved,
        })
    }

    /// Whether the next saves find everything in order, finish what was burnt, and leave nothing.
    pub(crate) fn goes_on(&self, place: &Path, stage: Stage) -> Finding {
        let journal = place.join("data/nocontact.json");
        let run = |line: &str| self.writer.command(&journal, line).output().unwrap();
        let had = notes(&journal).ok_or("torn")?;
        wrong_if(!run("log text --note next").status.success(), "next run fails")?;
        let has = notes(&journal).ok_or("torn")?;
        wrong_if(has != [had, vec!["next".to_owned()]].concat(), "entry lost")?;
        if stage != Stage::Before {
            self.is_burnt(place)?;
        }
        let after = files(place, &self.known);
        for path in after.keys().filter(|path| is_temporary(path)) {
            let file = File::options().write(true).open(place.join(path)).unwrap();
            file.set_modified(long_ago()).unwrap();
        }
        let again = if stage == Stage::Before { self.line } else { "log text --note last" };
        wrong_if(!run(again).status.success(), "next run fails")?;
        let mut notes = notes(&journal).ok_or("torn")?;
        notes.retain(|note| note != "next" && note != "last");
        wrong_if(notes != self.notes, "entry lost")?;
        self.is_burnt(place)?;
        let now = files(place, &self.known);
        wrong_if(now.keys().any(|path| is_temporary(path)), "leftovers")?;
        let changed = |path: &PathBuf| is_theirs(path) && now.get(path) != self.before.get(path);
        wrong_if(self.before.keys().any(changed), "another file changed")
    }

    /// Whether no file has the secret, if it was burnt, and nothing is left to be done.
    fn is_burnt(&self, place: &Path) -> Finding {
        let now = files(place, &self.known);
        let holds = |(path, bytes): (&PathBuf, &Vec<u8>)| {
            !is_theirs(path) && bytes.windows(SECRET.len()).any(|window| window == SECRET)
        };
        wrong_if(self.burns && now.iter().any(holds), "burnt text kept")?;
        let journal = now.get(&self.journal).cloned().ok_or("gone")?;
        wrong_if(!without_burning(journal).1.is_empty(), "still burning")
    }
}

fn is_backup(path: &Path) -> bool {
    path.extension().is_some_and(|it| it == "bak")
}

pub(crate) fn is_temporary(path: &Path) -> bool {
    path.to_string_lossy().contains(".tmp-")
}

/// Whether it is not ours to change: a conflict copy, a damaged journal.
fn is_theirs(path: &Path) -> bool {
    path.ends_with(CONFLICT) || path.extension().is_some_and(|it| it == "bad-1")
}

/// A journal without the names of the files that it still has to burn, and these names.
fn without_burning(journal: Vec<u8>) -> (Vec<u8>, Vec<String>) {
    let text = String::from_utf8_lossy(&journal);
    let parts = text.split_once(",\n  \"burning\": ");
    let parts = parts.and_then(|(head, rest)| Some((head, rest.split_once(']')?)));
    let Some((head, (names, tail))) = parts else { return (journal, Vec::new()) };
    let names = serde_json::from_str(&format!("{names}]")).unwrap_or_default();
    (format!("{head}{tail}").into_bytes(), names)
}

/// Kills each of them at the start of each system call.
pub(crate) fn killed(writer: Writer) -> Tally {
    let mut tally = Tally::default();
    for scene in Scene::all(writer) {
        at_each_call(writer, &scene.template, scene.line, &mut tally, |_, journal, output| {
            let place = journal.parent().and_then(Path::parent).unwrap();
            let stage = scene.stage(place)?;
            wrong_if(!output.stdout.is_empty() && stage != Stage::Done, "acknowledged lost")?;
            scene.goes_on(place, stage)
        });
    }
    tally
}

/// Makes each call of each of them fail with each error, once and permanently.
pub(crate) fn failing(writer: Writer) -> Tally {
    let mut tally = Tally::default();
    for scene in Scene::all(writer) {
        let line = scene.line;
        let card = scene.run("fchmod,chmod,linkat", "error=EPERM", 20.0, succeeds);
        tally.case(|| format!("{line}, on a card"), card);
        let folder = scene.journal.parent().unwrap().display();
        let fault = format!("error=EIO -P {{}} -P {{}}/data -P {{}}/{folder}");
        let found = scene.run("fsync", &fault, 20.0, succeeds_unconfirmed);
        tally.case(|| format!("{line}, where no folder is confirmed"), found);
        for call in of_the_save(writer, &scene.template.copy(), line) {
            for (fault, seconds, check) in faults(&call) {
                let found = scene.run(&call.name, &fault, seconds, check);
                tally.case(|| format!("{line}, {fault} at {call}"), found);
            }
        }
    }
    tally
}

/// What is wrong with a run that had this fault and came to this stage.
type Check = fn(&Scene, &str, &Output, Stage) -> Finding;

fn faults(call: &Call) -> Vec<(String, f32, Check)> {
    let nth = call.nth;
    let mut faults: Vec<(_, _, Check)> = Vec::new();
    for error in ["EIO", "ENOSPC", "EACCES"] {
        faults.push((format!("error={error}:when={nth}"), 20.0, tells_the_truth));
        faults.push((format!("error={error}:when={nth}+"), 20.0, tells_the_truth));
    }
    faults.push((format!("error=EINTR:when={nth}"), 20.0, succeeds));
    faults.push((format!("error=EINTR:when={nth}..{}", nth + PESTERED - 1), 20.0, succeeds));
    faults.push((format!("error=EINTR:when={nth}+"), 0.15, gives_up_or_is_ended));
    faults
}

impl Scene {
    /// Runs the command line with a fault, checks what it said and left, and goes on without it.
    fn run(&self, name: &str, fault: &str, seconds: f32, check: Check) -> Finding {
        let place = self.template.copy();
        let placed = fault.replace("{}", &place.path().to_string_lossy());
        let output =
            strace::with(self.writer, (name, &placed), seconds, &place.journal(), self.line);
        // In a folder that we may not read, we never wrote, so what is beside a link there is not ours.
        let is_hidden = fault.contains("EACCES") && ["openat", "newfstatat"].contains(&name);
        if is_hidden && output.status.success() && self.journal.starts_with("real") {
            let _ = fs::remove_file(place.path().join("data/nocontact.json.bak"));
        }
        let stage = self.stage(place.path())?;
        // The call that fails may be the removal of a temporary file.
        let is_excused = name.starts_with("unlink") || strace::was_killed(&output);
        wrong_if(self.has_left(place.path()) && !is_excused, "leftovers")?;
        check(self, fault, &output, stage)?;
        self.goes_on(place.path(), stage)
    }

    /// Whether the run has left a temporary file.
    pub(crate) fn has_left(&self, place: &Path) -> bool {
        let is_new = |path: &PathBuf| is_temporary(path) && !self.before.contains_key(path);
        files(place, &self.known).keys().any(is_new)
    }
}

fn succeeds(_: &Scene, _: &str, output: &Output, stage: Stage) -> Finding {
    let done = output.status.success() && !output.stdout.is_empty() && stage == Stage::Done;
    if done { Ok(()) } else { Err("not tried again") }
}

fn succeeds_unconfirmed(scene: &Scene, fault: &str, output: &Output, stage: Stage) -> Finding {
    succeeds(scene, fault, output, stage)?;
    let err = String::from_utf8_lossy(&output.stderr);
    if err.matches(UNCONFIRMED).count() == 1 { Ok(()) } else { Err("said what is not") }
}

/// All is done, or the program ends with 1 and all is as it was. If only copies of what is burnt are
/// left, or the output could not be printed, the message says so.
pub(crate) fn tells_the_truth(_: &Scene, fault: &str, output: &Output, stage: Stage) -> Finding {
    let err = String::from_utf8_lossy(&output.stderr);
    let is_told = err.contains("any change was saved");
    let is_half = err.contains("it is out of the journal, but a copy may be left");
    wrong_if(err.matches(UNCONFIRMED).count() > 1, "said twice")?;
    match (output.status.code(), stage) {
        // What was to be removed is gone. The next save takes the names out.
        (Some(0), Stage::Burnt | Stage::Done) => Ok(()),
        // If every write fails, no message can be printed either.
        (Some(1), _) if err.is_empty() && fault.ends_with('+') => Ok(()),
        (Some(1), _) if err.is_empty() => Err("no cause given"),
        (Some(1), Stage::Before) if !is_told && !is_half => Ok(()),
        (Some(1), Stage::Saved) if is_half => Ok(()),
        (Some(1), Stage::Burnt | Stage::Done) if is_told => Ok(()),
        (Some(0 | 1), _) => Err("said what is not"),
        _ => Err("crashed"),
    }
}

/// If the signals never end, the program gives up or is still trying when we end it.
fn gives_up_or_is_ended(_: &Scene, _: &str, output: &Output, stage: Stage) -> Finding {
    match output.status.code() {
        Some(0) if matches!(stage, Stage::Before | Stage::Saved) => Err("said what is not"),
        Some(0 | 1) => Ok(()),
        _ if strace::was_killed(output) => Ok(()),
        _ => Err("crashed"),
    }
}
