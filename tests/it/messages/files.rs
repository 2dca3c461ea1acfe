//! Files that cannot be used, and places that cannot be told.

use std::ffi::OsString;

use super::says;
use crate::world::World;

#[test]
fn where_no_place_can_be_told_is_said_how_to_choose_one() {
    let mut world = World::new();
    world.data_dir = None;
    world.variables.insert("NOCONTACT_NOW", "noon".into());
    says(&mut world, include_str!("where_no_place_can_be_told_is_said_how_to_choose_one.txt"));
    world.variables.remove("NOCONTACT_NOW");
    says(&mut world, include_str!("where_no_place_can_be_told_is_said_how_to_choose_one_2.txt"));
}

#[test]
fn a_journal_that_cannot_be_used_is_named_with_the_reason() {
    let mut world = World::new();
    says(&mut world, include_str!("a_journal_that_cannot_be_used_is_named_with_the_reason.txt"));
    let wrong = "Something that is not a journal is at [DIR]/data/nocontact.json: it is a folder.";
    assert!(world.run("doctor").out.contains(wrong));
}

#[test]
#[cfg(unix)]
fn a_link_is_named_with_what_it_leads_to() {
    let mut world = World::started();
    let link = world.path().join("link");
    std::os::unix::fs::symlink(world.journal(), &link).unwrap();
    world.variables.insert("NOCONTACT_FILE", link.into());
    says(&mut world, include_str!("a_link_is_named_with_what_it_leads_to.txt"));
}

#[test]
#[cfg(unix)]
fn words_that_are_not_utf_8_are_refused() {
    use std::os::unix::ffi::OsStringExt;
    let world = World::started();
    let said = world.run_os([OsString::from("log"), OsString::from_vec(vec![b'a', 0xff])]).err;
    let expected = "nocontact: this command line is not in UTF-8\n  for more: nocontact help log\n";
    assert_eq!(said, expected);
}

#[test]
#[cfg(target_os = "linux")]
fn a_folder_in_the_place_of_the_backup_or_the_lock_is_named() {
    says(
        &mut World::started(),
        include_str!("a_folder_in_the_place_of_the_backup_or_the_lock_is_named.txt"),
    );
}
