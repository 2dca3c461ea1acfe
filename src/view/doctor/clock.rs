//! What can be wrong with the clock and with its time zone. It reads neither: both are facts by now.

use super::problem::Problem;
use crate::advice::CommandLine;
use crate::domain::checkup::{Ahead, ClockFacts, Facts, Reading};
use crate::view::sentences;

/// Something recorded is in the future.
pub(super) fn clock_behind(facts: &Facts) -> Option<Problem> {
    let Reading::Sound(journal) = &facts.journal.reading else { return None };
    let clock = &facts.clock;
    let ahead = Ahead::of(journal.newest, journal.breakup, clock.now)?;
    let (behind, words, command) = match ahead {
        Ahead::NewestEntry(_) => {
            ("newest-entry", "If the entry is wrong, find it and correct it", "history")
        }
        Ahead::Breakup(_) => ("breakup", "If the breakup is wrong", "amend --date DATE"),
    };
    let what = format!("The {}.", sentences::clock_behind(ahead, clock.now));
    let problem = Problem::new("clock-behind", what)
        .with("behind", behind)
        .with("at", ahead.when().to_string());
    Some(if clock.is_set {
        problem.say("NOCONTACT_NOW sets the clock. To have the system's, unset it.")
    } else {
        problem.offer(format!("Set the clock. {words}"), CommandLine::on_journal(command))
    })
}

/// `TZ` names a time zone that does not exist.
pub(super) fn no_such_zone(clock: &ClockFacts) -> Option<Problem> {
    let zone = clock.zone.as_ref().filter(|_| !clock.knows_zone)?;
    let offset = clock.now.offset();
    let what =
        format!("TZ is \"{zone}\", which is not a time zone; the times are those of {offset}.");
    let problem = Problem::new("no-such-zone", what).with("zone", zone.as_str());
    Some(problem.say("Set TZ to a name, as in Europe/Berlin, or unset it."))
}
