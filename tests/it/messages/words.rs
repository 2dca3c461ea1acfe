//! Words on the command line that are in doubt, or wrong.

use super::says;
use crate::world::World;

#[test]
fn what_log_cannot_tell_is_offered_as_whole_commands() {
    says(
        &mut World::started(),
        include_str!("what_log_cannot_tell_is_offered_as_whole_commands.txt"),
    );
}

#[test]
fn words_and_options_of_log_that_contradict_each_other_are_refused() {
    says(
        &mut World::started(),
        include_str!("words_and_options_of_log_that_contradict_each_other_are_refused.txt"),
    );
}

#[test]
fn what_urge_edit_and_the_others_cannot_tell_is_said_too() {
    says(
        &mut World::started(),
        include_str!("what_urge_edit_and_the_others_cannot_tell_is_said_too.txt"),
    );
}

#[test]
fn a_date_that_cannot_be_used_is_named_with_the_reason() {
    says(
        &mut World::started(),
        include_str!("a_date_that_cannot_be_used_is_named_with_the_reason.txt"),
    );
}

#[test]
fn a_request_a_child_and_harm_are_heard() {
    says(&mut World::started(), include_str!("a_request_a_child_and_harm_are_heard.txt"));
}
