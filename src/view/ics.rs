//! Days of the window as calendar events (SPEC section 5, `export`).
//!
//! Discreet: a calendar is shared, shown on lock screens and copied about. Nothing in it names this
//! program or what is counted.

use chrono::NaiveDate;
use icalendar::{Calendar, Class, Component, Event, EventLike, Property};

use crate::domain::clock::Clock;
use crate::domain::window::Window;

/// The days, each an event of the whole day. The same day of the same window has the same UID in
/// every export, so that a calendar takes it once.
pub(crate) fn days(window: &Window, days: &[(u32, NaiveDate)], clock: &Clock) -> String {
    let mut calendar = Calendar::empty();
    for (name, value) in
        [("VERSION", "2.0"), ("PRODID", "-//day counter//EN"), ("CALSCALE", "GREGORIAN")]
    {
        calendar.append_property(Property::new(name, value));
    }
    for &(day, date) in days {
        calendar.push(event(window, day, date, clock));
    }
    calendar.to_string()
}

fn event(window: &Window, day: u32, date: NaiveDate, clock: &Clock) -> Event {
    let is_end = window.length == Some(day);
    let which = if is_end { "end".to_owned() } else { format!("day-{day}") };
    let title = match window.length {
        Some(length) => format!("Day {day} of {length}"),
        None => format!("Day {day}"),
    };
    Event::new()
        .uid(&format!("{}-{which}@day-counter.invalid", window.first))
        .timestamp(clock.now.to_utc())
        .summary(&title)
        .starts(date)
        .class(Class::Private)
        // It takes up no time of the day.
        .add_property("TRANSP", "TRANSPARENT")
        .done()
}
