//! A record of contact to hand to someone, as text, as Markdown or as a page (`manual/windows.md`).
//!
//! - `text` and `pages` draw the record; `report.html`, `report.css` and `report.md` are the templates
//! - `svg`: where the shapes of the page are
//! - `escape`: what a text may hold in a template
//! - `record`: everything that is said; `words`: how things are named

mod escape;
mod pages;
mod record;
mod svg;
mod text;
mod words;

pub(crate) use pages::{html, markdown};
pub(crate) use record::{Choice, Record};
pub(crate) use text::text;
