//! Domain values to text: one file a view. Knows no rule, reads no file.

pub(crate) mod advice;
pub(crate) mod calendar;
pub(crate) mod doctor;
pub(crate) mod entry;
pub(crate) mod ics;
pub(crate) mod json;
pub(crate) mod man_page;
pub(crate) mod outcome;
pub(crate) mod patterns;
pub(crate) mod ready;
pub(crate) mod sentences;
pub(crate) mod shell;
pub(crate) mod status;
pub(crate) mod style;
pub(crate) mod urge;
