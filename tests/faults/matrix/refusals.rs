//! Files that must not be written: they are locked, closed, fixed in place, or someone else's.

use std::fs::{self, File, Permissions};
use std::os::unix::fs::{PermissionsExt, chown, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use super::caller::{Caller, OTHER, as_other, give};
use super::disk::Image;
use super::kill::{CHANGES, State, drafts, template};
use super::tally::{Finding, Tally, wrong_if};
use super::writer::{Place, Writer, age_leftovers, leftovers, names};

/// Command lines that only read.
const READS: [&str; 4] = ["status", "status --short", "history", "show 1"];

/// Records a contact with a note from a file.
const NOTE: &str =
    concat!("log --note - < ", env!("CARGO_MANIFEST_DIR"), "/tests/faults/letter.txt");

/// Every change of an existing journal.
fn changes() -> impl Iterator<Item = &'static str> {
    CHANGES.into_iter().skip(1).chain([NOTE])
}

/// A journal on which each of them changes something.
fn summary(writer: Writer) -> Place {
    template(writer, "goal --done 3")
}

impl Caller {
    /// Checks that every change ends with 1 and a reason that contains `why`, and that the files
    /// stay.
    fn is_refused(&self, journal: &Path, why: &[&str], tally: &mut Tally) {
        for line in changes() {
            tally.case(|| format!("{line}, {why:?}"), self.refuses(journal, line, why));
        }
    }

    /// A save writes the backup first, so the backup may already hold the present state, or may
    /// already be burnt. All of a letter or a note stays in a draft.
    fn refuses(&self, journal: &Path, line: &str, why: &[&str]) -> Finding {
        let files = || {
            // In this order: the draft of a command beside this one may appear in between.
            let (names, drafts) = (names(journal), drafts(journal));
            names.into_iter().filter(move |name| {
                name != "nocontact.json.bak" && !drafts.contains(&journal.with_file_name(name))
            })
        };
        let (before, listed) = (State::of(journal), files().collect::<Vec<_>>());
        let output = self.run(journal, line);
        let err = String::from_utf8_lossy(&output.stderr);
        let now = State::of(journal);
        let backup = now.backup == before.backup
            || now.backup == before.journal
            || line.contains("--burn") && now.backup.is_none();
        wrong_if(now.journal != before.journal || !backup || !files().eq(listed), "changed")?;
        wrong_if(output.status.code() != Some(1) || !output.stdout.is_empty(), "said what is not")?;
        if why.iter().all(|why| err.contains(why)) { Ok(()) } else { Err("no cause given") }
    }

    /// The same, and reading still works.
    fn may_only_read(&self, journal: &Path, why: &[&str], tally: &mut Tally) {
        self.is_refused(journal, why, tally);
        self.is_read(journal, tally);
    }

    fn is_read(&self, journal: &Path, tally: &mut Tally) {
        for line in READS {
            let output = self.run(journal, line);
            let read = output.status.success() && !output.stdout.is_empty();
            tally.case(|| line.to_owned(), if read { Ok(()) } else { Err("failed read") });
        }
    }
}

/// Another program holds the lock for longer than we wait.
pub(crate) fn lock_held(writer: Writer) -> Tally {
    let place = summary(writer);
    let journal = place.journal();
    let lock = journal.with_file_name("nocontact.json.lock");
    let lock = File::options().create(true).append(true).open(lock).unwrap();
    lock.lock().unwrap();
    let mut tally = Tally::default();
    thread::scope(|scope| {
        let journal = &journal;
        let waiting: Vec<_> = changes()
            .map(|line| {
                let why = &["another nocontact is writing"];
                (line, scope.spawn(move || Caller::itself(writer).refuses(journal, line, why)))
            })
            .collect();
        Caller::itself(writer).is_read(journal, &mut tally);
        for (line, refused) in waiting {
            tally.case(|| line.to_owned(), refused.join().unwrap());
        }
    });
    let is_kept = drafts(&journal).iter().any(|path| path.to_string_lossy().contains(".note-"));
    tally.case(|| "the note".to_owned(), if is_kept { Ok(()) } else { Err("lost") });
    tally
}

/// The lock is a link: to another file, to nothing, to the journal.
pub(crate) fn lock_is_a_link(writer: Writer) -> Tally {
    let mut tally = Tally::default();
    for target in ["victim", "nothing", "nocontact.json"] {
        let place = summary(writer);
        let journal = place.journal();
        fs::write(journal.with_file_name("victim"), "mine").unwrap();
        let lock = journal.with_file_name("nocontact.json.lock");
        let _ = fs::remove_file(&lock);
        symlink(target, &lock).unwrap();
        Caller::itself(writer).may_only_read(&journal, &["cannot lock", ".lock"], &mut tally);
        let victim = fs::read(journal.with_file_name("victim")).unwrap();
        let untouched = victim == b"mine" && !journal.with_file_name("nothing").exists();
        let found = if untouched { Ok(()) } else { Err("changed") };
        tally.case(|| format!("what a lock links to: {target}"), found);
    }
    tally
}

/// A folder that its owner may not write to, and a read-only disk.
pub(crate) fn read_only(writer: Writer) -> Tally {
    let mut tally = Tally::default();
    let place = summary(writer);
    let journal = place.journal();
    let data = journal.parent().unwrap();
    give(data, OTHER, OTHER);
    fs::set_permissions(data, Permissions::from_mode(0o555)).unwrap();
    let other = Caller::other(writer, &place);
    other.may_only_read(&journal, &["nocontact.json", "denied"], &mut tally);

    let disk = Image::new();
    let journal = journal_on(&disk, writer);
    disk.make_read_only();
    Caller::itself(writer).may_only_read(&journal, &["nocontact.json", "Read-only"], &mut tally);
    tally
}

fn journal_on(disk: &Image, writer: Writer) -> PathBuf {
    let journal = disk.path().join("data/nocontact.json");
    writer.ok(&journal, "start 2026-11-01");
    writer.ok(&journal, "log text --note first");
    writer.ok(&journal, "log text --note second");
    writer.ok(&journal, "goal run");
    journal
}

fn run(program: &str, words: &[&str], path: &Path) -> bool {
    Command::new(program).args(words).arg(path).status().is_ok_and(|status| status.success())
}

/// A file, and then a folder, that the file system never changes.
pub(crate) fn immutable(writer: Writer) -> Tally {
    let mut tally = Tally::default();
    let disk = Image::new();
    let journal = journal_on(&disk, writer);
    for fixed in [journal.as_path(), journal.parent().unwrap()] {
        assert!(run("chattr", &["+i"], fixed));
        Caller::itself(writer).may_only_read(
            &journal,
            &["nocontact.json", "not permitted"],
            &mut tally,
        );
        let named = is_named(&Caller::itself(writer), &journal, "it is immutable");
        tally.case(|| "doctor".to_owned(), named);
        assert!(run("chattr", &["-i"], fixed));
    }
    tally.case(|| "a leftover that cannot be removed".to_owned(), fixed_leftover(writer, &journal));
    tally
}

/// `doctor` says what prevents a save.
fn is_named(caller: &Caller, journal: &Path, why: &str) -> Finding {
    let output = caller.run(journal, "doctor");
    let said = String::from_utf8_lossy(&output.stdout);
    if output.status.code() == Some(1) && said.contains(why) { Ok(()) } else { Err("not named") }
}

/// It does not prevent other leftovers from being removed, or an entry from being recorded.
fn fixed_leftover(writer: Writer, journal: &Path) -> Finding {
    let left = [1, 2, 3].map(|nth| journal.with_file_name(format!("nocontact.json.tmp-{nth}-0")));
    for path in &left {
        fs::write(path, "private").unwrap();
    }
    age_leftovers(journal);
    assert!(run("chattr", &["+i"], &left[0]));
    let recorded = writer.command(journal, "log text").output().unwrap().status.success();
    assert!(run("chattr", &["-i"], &left[0]));
    match leftovers(journal) {
        _ if !recorded => Err("not recorded"),
        1 => Ok(()),
        _ => Err("leftovers"),
    }
}

/// Another file is mounted over the journal, as in a container. It cannot be replaced, only written
/// into, and that is not safe.
pub(crate) fn bind_mount(writer: Writer) -> Tally {
    let mut tally = Tally::default();
    let place = summary(writer);
    let journal = place.journal();
    let over = place.path().join("over.json");
    fs::copy(&journal, &over).unwrap();
    assert!(run("mount", &["--bind", over.to_str().unwrap()], &journal));
    Caller::itself(writer).may_only_read(
        &journal,
        &["cannot", "nocontact.json", "busy"],
        &mut tally,
    );
    let why = "it is mounted by itself, not with its folder.";
    let named = is_named(&Caller::itself(writer), &journal, why);
    tally.case(|| "doctor".to_owned(), named);
    assert!(run("umount", &["--lazy"], &journal));
    let other = place.path().join("other");
    fs::create_dir(&other).unwrap();
    assert!(run("mount", &["--bind", journal.parent().unwrap().to_str().unwrap()], &other));
    for suffix in ["", ".bak", ".lock", ".draft-1-2.txt"] {
        let path = other.join(format!("nocontact.json{suffix}"));
        let line = format!("export --format csv --force --output {}", path.display());
        let found = Caller::itself(writer).refuses(&journal, &line, &["belongs to the journal"]);
        tally.case(|| line, found);
    }
    assert!(run("umount", &["--lazy"], &other));
    tally
}

/// `doctor` names every attribute that stops a save, or that keeps a leftover, and the command that
/// takes it away.
pub(crate) fn attributes(writer: Writer) -> Tally {
    let mut tally = Tally::default();
    let disk = Image::new();
    let journal = journal_on(&disk, writer);
    let caller = Caller::itself(writer);
    let logs = || caller.run(&journal, "log text").status.success();
    for name in ["nocontact.json", "nocontact.json.bak", "nocontact.json.lock", "", LEFT] {
        for (option, why) in [("a", "it is append-only."), ("i", "it is immutable.")] {
            let path = journal.with_file_name(name);
            let _ = File::options().append(true).create(true).open(&path);
            age_leftovers(&journal);
            assert!(run("chattr", &[&format!("+{option}")], &path));
            let command =
                format!("chattr -{option} {}", path.display().to_string().trim_end_matches('/'));
            let command = format!("To change that, as root:\n{:13}{command}\n", "");
            let named = is_named(&caller, &journal, why);
            let named = named.and_then(|()| is_named(&caller, &journal, &command));
            let saved = wrong_if(logs() != (name == LEFT), "named in vain");
            assert!(run("chattr", &[&format!("-{option}")], &path));
            age_leftovers(&journal);
            let is_free = logs() && caller.run(&journal, "doctor").status.success();
            let free = wrong_if(!is_free || leftovers(&journal) > 0, "named in vain");
            tally.case(|| format!("+{option} {name}"), named.and(saved).and(free));
        }
    }
    tally
}

const LEFT: &str = "nocontact.json.tmp-1-0";

/// In a sticky folder, nobody can replace or remove what another user has, and `doctor` says so.
pub(crate) fn sticky(writer: Writer) -> Tally {
    let mut tally = Tally::default();
    let owned = "it belongs to another user (id 0).";
    for (name, said) in [
        ("nocontact.json.bak", format!("No save can change PATH: {owned}")),
        ("nocontact.json.lock", "No save can change PATH: Permission denied".to_owned()),
        (LEFT, format!("A save that was killed left PATH. No save can remove it: {owned}")),
        (LEFT, format!("That user or root can remove it:\n{:13}rm PATH\n", "")),
    ] {
        let place = summary(writer);
        let journal = place.journal();
        let folder = journal.parent().unwrap();
        let path = journal.with_file_name(name);
        File::options().append(true).create(true).open(&path).unwrap();
        age_leftovers(&journal);
        give(folder, OTHER, OTHER);
        for path in [folder, &path] {
            chown(path, Some(0), Some(0)).unwrap();
        }
        fs::set_permissions(&path, Permissions::from_mode(0o644)).unwrap();
        let other = Caller::other(writer, &place);
        let logs = |mode| {
            fs::set_permissions(folder, Permissions::from_mode(mode)).unwrap();
            other.run(&journal, "log text").status.success()
        };
        let saved = wrong_if(logs(0o1777) != (name == LEFT) || !path.exists(), "named in vain");
        let named = is_named(&other, &journal, &said.replace("PATH", path.to_str().unwrap()));
        // Otherwise it is no matter, unless a save has to open it.
        fs::set_permissions(folder, Permissions::from_mode(0o777)).unwrap();
        let is_named = is_named(&other, &journal, "No save can").is_ok();
        let is_saved = logs(0o777) && leftovers(&journal) == 0;
        let free = wrong_if(is_named == is_saved, "named in vain");
        tally.case(|| format!("{name}: {said}"), named.and(saved).and(free));
    }
    tally
}

/// Another user, with folders that everyone may enter, can neither read nor change our files.
pub(crate) fn another_user(writer: Writer) -> Tally {
    let mut tally = Tally::default();
    let place = summary(writer);
    let journal = place.journal();
    fs::set_permissions(journal.parent().unwrap(), Permissions::from_mode(0o755)).unwrap();
    let other = Caller::other(writer, &place);
    let why = ["nocontact.json", "denied"];
    other.is_refused(&journal, &why, &mut tally);
    for line in READS {
        tally.case(|| line.to_owned(), other.refuses(&journal, line, &why));
    }
    for name in names(&journal) {
        let path = journal.with_file_name(&name);
        let read = as_other(&["cat", path.to_str().unwrap()]).output().unwrap().status.success();
        tally.case(|| format!("cat {name}"), if read { Err("read by another") } else { Ok(()) });
    }
    tally
}
