//! Programs that take no lock, or remove it: nothing that they write is overwritten.

use std::fs::{self, File};
use std::path::PathBuf;
use std::sync::Mutex;
use std::time::SystemTime;

use nocontact::domain::entry::Body;
use nocontact::domain::journal::Journal;
use nocontact::domain::moment::Moment;
use nocontact::error::Failure;

use crate::world::{World, pause};

/// Changes the journal, and lets `meanwhile` happen between the read and the write.
fn update(world: &World, meanwhile: impl FnOnce()) -> anyhow::Result<()> {
    world.store(|_| {}).update(|journal: &mut Journal<'_>| {
        meanwhile();
        journal.record(Moment::Day(world.now.date_naive()), Body::Restart);
        Ok(())
    })
}

#[track_caller]
fn is_refused(world: &World, meanwhile: impl FnOnce()) {
    let refused: Failure = update(world, meanwhile).unwrap_err().downcast().unwrap();
    let what = format!("another program has just changed {}", world.journal().display());
    let expected = Failure::new(what).hint("nothing was written; try again");
    assert_eq!(format!("{refused:?}"), format!("{expected:?}"));
    assert!(!world.names().iter().any(|name| name.contains(".tmp-")), "{:?}", world.names());
    update(world, || {}).unwrap();
}

#[cfg(unix)] // Windows deletes no file that is open.
#[test]
fn an_entry_that_was_recorded_while_the_lock_was_gone_is_kept() {
    let world = World::started();
    is_refused(&world, || {
        fs::remove_file(world.beside(".lock")).unwrap();
        world.ok("log text kept");
    });
    assert_eq!(world.file()["entries"][0]["note"], "kept");
    assert_eq!(world.file()["entries"].as_array().unwrap().len(), 2);
}

#[test]
fn a_file_that_another_program_put_there_or_wrote_into_meanwhile_is_kept() {
    let world = World::started();
    let other = format!("{} ", String::from_utf8(world.bytes()).unwrap());
    is_refused(&world, || {
        let path = world.journal().with_file_name("synced");
        fs::write(&path, &other).unwrap();
        fs::rename(path, world.journal()).unwrap();
    });
    assert_eq!(fs::read_to_string(world.beside(".bak")).unwrap(), other);
    let other = world.bytes();
    is_refused(&world, || {
        fs::write(world.journal(), &other).unwrap();
        let file = File::options().write(true).open(world.journal()).unwrap();
        file.set_modified(SystemTime::UNIX_EPOCH).unwrap();
    });
}

#[test]
fn a_file_that_another_program_removed_meanwhile_is_not_brought_back() {
    let world = World::started();
    let before = world.bytes();
    let refused = update(&world, || fs::remove_file(world.journal()).unwrap());
    assert!(refused.is_err());
    assert!(!world.journal().exists());
    world.write(before);
    update(&world, || {}).unwrap();
}

#[test]
fn a_burn_of_what_another_program_has_changed_meanwhile_costs_no_backup() {
    let world = World::started();
    world.ok("log text");
    let backup = fs::read(world.beside(".bak")).unwrap();
    let refused = world.store(|_| {}).update(|journal| {
        fs::write(world.journal(), [world.bytes(), b" ".to_vec()].concat()).unwrap();
        let identity = journal.entries[0].identity;
        journal.burn(identity);
        Ok(())
    });
    let refused = refused.unwrap_err().to_string();
    assert!(refused.starts_with("another program has just changed"), "{refused}");
    assert_eq!(fs::read(world.beside(".bak")).unwrap(), backup);
}

/// A journal and its lock, held by the test. The first wait erases the journal and lets go.
#[cfg(unix)] // For the test below.
static ERASED: Mutex<Option<(PathBuf, File)>> = Mutex::new(None);

/// The removals and their order are those of `erase`, which holds the lock as well.
#[cfg(unix)] // Windows deletes no file that is open.
#[test]
fn a_change_that_waited_while_all_was_erased_is_not_called_recorded_and_makes_nothing() {
    let world = World::started();
    world.ok("log text");
    let lock = File::open(world.beside(".lock")).unwrap();
    lock.lock().unwrap();
    *ERASED.lock().unwrap() = Some((world.journal(), lock));
    let erase = |time| {
        if let Some((journal, lock)) = ERASED.lock().unwrap().take() {
            for name in ["nocontact.json.bak", "nocontact.json", "nocontact.json.lock"] {
                fs::remove_file(journal.with_file_name(name)).unwrap();
            }
            lock.unlock().unwrap();
        }
        pause(time);
    };
    let refused = world.store(erase).update(|_| Ok(())).unwrap_err().to_string();
    assert!(ERASED.lock().unwrap().is_none());
    assert!(refused.starts_with("nothing is tracked yet"), "{refused}");
    assert_eq!(world.names(), [""; 0]);
}

/// A lock, held by the test. The first wait moves its file away and lets go.
#[cfg(unix)] // For the test below.
static HELD: Mutex<Option<(PathBuf, File)>> = Mutex::new(None);

#[cfg(unix)] // Windows deletes no file that is open.
#[test]
fn a_lock_that_was_taken_away_while_we_waited_for_it_is_made_anew() {
    use std::os::unix::fs::MetadataExt;

    let world = World::started();
    let path = world.beside(".lock");
    let lock = File::open(&path).unwrap();
    lock.lock().unwrap();
    let first = lock.metadata().unwrap().ino();
    *HELD.lock().unwrap() = Some((path.clone(), lock));
    let let_go = |time| {
        if let Some((path, lock)) = HELD.lock().unwrap().take() {
            // A file that is removed could give its inode number to the next one.
            fs::rename(&path, path.with_extension("old")).unwrap();
            lock.unlock().unwrap();
        }
        pause(time);
    };
    let during =
        world.store(let_go).update(|_| Ok(fs::metadata(&path).map(|it| it.ino()))).unwrap();
    assert_ne!(during.unwrap(), first);
    assert!(HELD.lock().unwrap().is_none());
}
