//! Entries as a table with one row for each, in order of recording (`manual/file.md`).

mod guard;
mod read;
mod write;

pub use read::{Here, read};
pub use write::{COLUMNS, write};
