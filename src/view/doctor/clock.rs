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

/// The time zone cannot be read.
pub(super) fn no_such_zone(clock: &ClockFacts) -> Option<Problem> {
    let zone = clock.unknown_zone.as_deref()?;
    let what = match &clock.zone {
        Some(_) => format!("TZ is \"{zone}\", which cannot be read. Times are in UTC."),
        None => format!("The time zone in {zone} cannot be read. Times are in UTC."),
    };
    let problem = Problem::new("no-such-zone", what).with("zone", zone);
    Some(problem.say("Set TZ to a name, as in Europe/Berlin, or unset it."))
}
