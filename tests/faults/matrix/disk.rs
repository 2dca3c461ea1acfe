//! Disks that lose power, and disks that are full.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::tally::{Finding, Tally, wrong_if};
use super::writer::{Writer, leftovers, names, notes};

/// A file system at a folder of its own, mounted until it is dropped.
pub(crate) struct Mount {
    dir: TempDir,
}

impl Mount {
    /// Mounts it with these arguments of `mount`.
    pub(crate) fn of(words: &str) -> Self {
        Self::try_of(words).unwrap_or_else(|err| panic!("mount {words}: {err}"))
    }

    fn try_of(words: &str) -> Result<Self, String> {
        let dir = tempfile::tempdir().map_err(|error| error.to_string())?;
        let mount = Command::new("mount").args(words.split_whitespace()).arg(dir.path()).output();
        let mount = mount.map_err(|error| error.to_string())?;
        if mount.status.success() {
            Ok(Self { dir })
        } else {
            Err(String::from_utf8_lossy(&mount.stderr).into_owned())
        }
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        self.dir.path()
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        // Lazily, since a child of another thread may still use it for a moment.
        let _ = Command::new("umount").arg("--lazy").arg(self.dir.path()).status();
    }
}

/// An ext4 file system in a file.
pub(crate) struct Image {
    /// It is unmounted before its file goes.
    mount: Mount,
    dir: TempDir,
}

impl Image {
    /// Makes a new one, of 16 MiB.
    pub(crate) fn new() -> Self {
        Self::try_new().unwrap()
    }

    fn try_new() -> Result<Self, String> {
        let dir = tempfile::tempdir().map_err(|error| error.to_string())?;
        let file = dir.path().join("image");
        let made = Command::new("mkfs.ext4").args(["-q", "-F"]).arg(&file).arg("16M").output();
        let made = made.map_err(|error| format!("mkfs.ext4: {error}"))?;
        if !made.status.success() {
            return Err(String::from_utf8_lossy(&made.stderr).into_owned());
        }
        let mount = Mount::try_of(&format!("-o loop {}", file.display()))?;
        Ok(Self { mount, dir })
    }

    /// Where it is mounted.
    pub(crate) fn path(&self) -> &Path {
        self.mount.path()
    }

    /// From now on nothing can be written to it.
    pub(crate) fn make_read_only(&self) {
        let mut mount = Command::new("mount");
        assert!(mount.args(["-o", "remount,ro"]).arg(self.path()).status().unwrap().success());
    }

    /// What the disk holds if its power is cut now: what has reached the image's file, without what
    /// the system has not written yet.
    fn after_a_power_cut(&self) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let copy = dir.path().join("image");
        fs::copy(self.dir.path().join("image"), &copy).unwrap();
        let mount = Mount::of(&format!("-o loop {}", copy.display()));
        Self { mount, dir }
    }
}

/// Whether an image can be mounted here.
pub(crate) fn mounts_images() -> bool {
    Image::try_new().is_ok()
}

/// Whether a small disk in memory can be mounted here.
pub(crate) fn mounts_memory() -> bool {
    Mount::try_of("-t tmpfs -o size=64k tmpfs").is_ok()
}

const START: &str = "start 2026-11-01";

/// Forty saves of a journal, forty first ones in new folders, and two burns. The power is cut after
/// each.
pub(crate) fn power_cut(writer: Writer) -> Tally {
    const CUTS: usize = 40;
    let mut tally = Tally::default();
    let disk = Image::new();
    let journal = disk.path().join("nocontact.json");
    writer.ok(&journal, START);
    let mut acknowledged = Vec::new();
    for nth in 0..CUTS {
        writer.ok(&journal, &format!("log text --note note-{nth}"));
        acknowledged.push(format!("note-{nth}"));
        let after = disk.after_a_power_cut();
        let found = holds(&after.path().join("nocontact.json"), &acknowledged);
        tally.case(|| format!("rewrite {nth}"), found);
    }
    for nth in 0..CUTS {
        let path = PathBuf::from(format!("first-{nth}/of/all/nocontact.json"));
        writer.ok(&disk.path().join(&path), START);
        let after = disk.after_a_power_cut();
        tally.case(|| format!("first write {nth}"), holds(&after.path().join(path), &[]));
    }
    for line in ["remove 1 --burn --yes", "undo; remove 1 --burn --yes"] {
        tally.case(|| line.to_owned(), stays_burnt(writer, line));
    }
    tally
}

/// A power cut does not bring back what was burnt.
fn stays_burnt(writer: Writer, lines: &str) -> Finding {
    let disk = Image::new();
    let journal = disk.path().join("nocontact.json");
    writer.ok(&journal, START);
    writer.ok(&journal, "log text --note secret");
    assert!(Command::new("sync").status().unwrap().success());
    for line in lines.split("; ") {
        writer.ok(&journal, line);
    }
    let after = disk.after_a_power_cut();
    let journal = after.path().join("nocontact.json");
    let holds = |name: &String| {
        let bytes = fs::read(journal.with_file_name(name)).unwrap_or_default();
        bytes.windows(6).any(|window| window == b"secret")
    };
    if names(&journal).iter().any(holds) { Err("burnt text kept") } else { Ok(()) }
}

/// Whether exactly these notes are in the journal.
fn holds(journal: &Path, acknowledged: &[String]) -> Finding {
    wrong_if(!journal.exists(), "acknowledged lost")?;
    let has = notes(journal).ok_or("torn")?;
    wrong_if(!acknowledged.iter().all(|note| has.contains(note)), "acknowledged lost")?;
    wrong_if(has != acknowledged, "said what is not")
}

/// A disk of 64 KiB, which is filled and then written to again, and one that has room for only a
/// few files.
pub(crate) fn full(writer: Writer) -> Tally {
    let mut tally = Tally::default();
    let disk = Mount::of("-t tmpfs -o size=64k tmpfs");
    fill(writer, disk.path(), 60, &mut tally);
    for files in 1..=6 {
        let disk = Mount::of(&format!("-t tmpfs -o size=1m,nr_inodes={files} tmpfs"));
        fill(writer, disk.path(), 6, &mut tally);
    }
    tally
}

/// Logs this many entries of a KiB each. Every acknowledged entry must be there. A refused one must
/// have its reason and leave nothing.
fn fill(writer: Writer, disk: &Path, entries: usize, tally: &mut Tally) {
    let journal = disk.join("nocontact.json");
    let mut acknowledged = Vec::new();
    let mut started = false;
    for nth in 0..entries {
        let note = format!("{nth}-{}", "x".repeat(1024));
        let line = if started { format!("log text --note {note}") } else { START.to_owned() };
        let output = writer.command(&journal, &line).output().unwrap();
        let err = String::from_utf8_lossy(&output.stderr);
        if output.status.success() && started {
            acknowledged.push(note);
        }
        started |= output.status.success();
        let refused = output.status.code() == Some(1) && err.contains("nocontact: cannot");
        let found = if !output.status.success() && !refused {
            Err("no cause given")
        } else if !output.status.success() && leftovers(&journal) > 0 {
            Err("leftovers")
        } else if started {
            holds(&journal, &acknowledged)
        } else if journal.exists() {
            Err("said what is not")
        } else {
            Ok(())
        };
        tally.case(|| format!("step {nth} on {}", disk.display()), found);
    }
}
