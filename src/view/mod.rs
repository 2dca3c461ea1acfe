//! Domain values and built-in pages as text: one file per view.
//!
//! It knows no rule and reads no file. Its files import downward only, with no circles:
//!
//! - the screens: `status`, `outcome`, `ready`, `doctor`, `calendar`, `patterns`, `import`
//! - what screens share: `entry`, `sentences`, `advice`, `json`
//! - pages: `page` and `man_page` draw the blocks that `markdown` reads
//! - for other programs: `json`, `ics`
//! - to hand over: `report`, as text, Markdown and HTML
//! - at the bottom: `style`

pub(crate) mod advice;
pub(crate) mod calendar;
pub(crate) mod contact;
pub(crate) mod doctor;
pub(crate) mod entry;
pub(crate) mod ics;
pub(crate) mod import;
pub(crate) mod json;
pub(crate) mod man_page;
mod markdown;
pub(crate) mod outcome;
pub(crate) mod page;
pub(crate) mod patterns;
pub(crate) mod ready;
pub(crate) mod report;
pub(crate) mod sentences;
pub(crate) mod status;
pub(crate) mod style;
