//! Days of the window as calendar events (`export`, `manual/file.md`). Nothing in them names this
//! program or what is counted: calendars are shared, synced and shown on lock screens.

use chrono::NaiveDate;
use icalendar::{Calendar, Class, Component, Event, EventLike, Property};

use crate::domain::moment::writable;
use crate::domain::{Clock, Window};

/// One whole-day event per day. Its UID is the same in every export, so a calendar keeps one.
pub(crate) fn days(window: &Window, days: &[(u32, NaiveDate)], clock: &Clock) -> String {
    let mut calendar = Calendar::empty();
    for (name, value) in
        [("VERSION", "2.0"), ("PRODID", "-//day counter//EN"), ("CALSCALE", "GREGORIAN")]
    {
        calendar.append_property(Property::new(name, value));
    }
    for &(day, date) in days {
        let is_end = window.length == Some(day);
        let which = if is_end { "end".to_owned() } else { format!("day-{day}") };
        let of = window.length.map_or(String::new(), |length| format!(" of {length}"));
        let mut event = Event::new();
        event
            .uid(&format!("{}-{which}@day-counter.invalid", window.first))
            .timestamp(clock.now.to_utc())
            .summary(&format!("Day {day}{of}"))
            .starts(date)
            .class(Class::Private)
            // The event does not show you as busy.
            .add_property("TRANSP", "TRANSPARENT");
        // It ends before the next day. On the last day that can be written, no end means the same.
        if let Some(next) = date.succ_opt().and_then(writable) {
            event.ends(next);
        }
        calendar.push(event);
    }
    calendar.to_string()
}
