//! What is said after a contact, and what to do next.

use super::says;
use crate::world::World;

#[test]
fn one_attempt_after_the_window_waits_for_an_answer() {
    says(
        &mut World::started(),
        include_str!("one_attempt_after_the_window_waits_for_an_answer.txt"),
    );
}

#[test]
fn what_happened_is_said_with_what_to_do_next() {
    says(&mut World::started(), include_str!("what_happened_is_said_with_what_to_do_next.txt"));
    says(&mut World::started(), include_str!("what_happened_is_said_with_what_to_do_next_2.txt"));
}
